"""What somebody wrote into a form in Word: found by the tags of its controls, or by its headings and codes.

Editors lose the one or the other: LibreOffice 7.4 drops tags, Google Docs the controls; officers add, move and copy
rows. A row with a code below a heading that is ours says more than a tag, which a copied row has from another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.formats.form import FormAsMade
from reportgen.forms.wordform.carried import made_of
from reportgen.forms.wordform.document import form_mark
from reportgen.forms.wordform.sheets import (
    CODE,
    CODED,
    EXTRA,
    FORM_CODE,
    GENERAL_TITLE,
    MADE_ON,
    RESULTS,
    TARGETS,
    TIME_CODE,
    TIMES,
    Column,
    Sheet,
    general_rows,
    heading,
    label,
    path_of,
    printed_name,
)
from reportgen.forms.wordform.texts import SENT_TO, key_at, tidy
from reportgen.forms.wordform.xml import PROMPTS
from reportgen.model.noted import LITERAL, OPENING
from reportgen.model.plain import Path
from reportgen.wordview.grid import Cell, Row, Table, tables
from reportgen.wordview.markup import Markup, read_markup
from reportgen.wordview.ooxml import W, attribute, on
from reportgen.wordview.package import Package

_MARKED = re.compile(r"(?P<form>bieu-[0-9a-f]{8}):(?P<name>.+)")
_LEAST = 3
"""Headings by which a table is known."""
_WORDS_OWN = frozenset(
    (
        *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item."),
        *("Click or tap to enter a date.", "Click here to enter a date."),
    )
)
"""What Word itself shows in an empty control whose prompt was lost."""
_ASKS_TO_TYPE = re.compile(r"(?i)(?:click|tap|bấm|nhấn|nhấp)\b.{1,40}\b(?:enter|nhập)\b.{1,20}|chọn một mục\.?")
"""What a word processor in another language shows there; only where the control is said to show its prompt."""
_LONGEST_HEADING = 100
"""Characters; what is longer heads no column."""
_ROWS = 5_000
"""Rows of a form: beyond that it is none."""


class NoForm(Exception):
    """A document that is no form of ours; the text says why, in Vietnamese."""


class Answer(NamedTuple):
    """What stands in one field, and where: ``bảng 4, dòng 7, cột «Tiến độ, %»``."""

    text: str
    place: str


class Printed(NamedTuple):
    """What stands now where a form says something itself, by the name of that place."""

    name: str
    now: Answer


@dataclass
class Answers:
    """A form as it came back: whose it is, what stands in each field.

    ``made``: what it carries of its making, None where an editor lost that. ``asked``: the words of a target or task
    as the form prints them, by section and code. ``strange``: what belongs to no field, with the reason.
    ``outside``: the paragraphs that stand in no table. ``tracked``: the places of answers with changes that wait to be
    accepted; they are read as if they were. ``printed``: what stands where the form says something itself;
    ``beside``: what stands in other cells that are none to fill in; ``sections``: in which section of the document a
    table stands, by its title and those of its columns.
    """

    plan: str
    period: str
    unit: str
    made: FormAsMade | None
    found: dict[Path, Answer] = field(default_factory=dict)
    asked: dict[tuple[str, str], str] = field(default_factory=dict)
    strange: list[tuple[Answer, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    tracked: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    beside: list[Answer] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Take all that stands in the form for typed: there is no file that has what it was made with."""
        self.made = None


def answers(package: Package, code_of: Callable[[str], str]) -> Answers:
    """Return what a form says; ``code_of`` gives the plan's code that a typed one means, else itself.

    Raises NoForm for another document, Unreadable for a damaged one.
    """
    made = made_of(package)
    markup = read_markup(package)
    found = tables(markup)
    if sum(len(table.rows) for table in found) > _ROWS:
        raise NoForm(f"có hơn {_ROWS} dòng bảng")
    reading = _Reading(markup, made, _identity(made, markup, found), code_of)
    for table in found:
        reading.table(table)
    reading.beside()
    return reading.answers


def _identity(made: FormAsMade | None, markup: Markup, found: Sequence[Table]) -> tuple[str, str, str]:
    """Return plan, period and unit of a form. Raises NoForm where it says none."""
    if made is not None:
        return made.plan, made.period, made.unit
    texts = _Texts(markup)
    for table in found:
        for row in table.rows:
            if len(row.cells) > 1 and heading(texts.of(row.cells[0])).startswith(heading(FORM_CODE)):
                parts = texts.of(row.cells[1]).strip().split("/")
                if len(parts) == 3 and all(parts):
                    return parts[0].strip(), parts[1].strip(), parts[2].strip()
    raise NoForm("không phải biểu Word do lệnh forms tạo")


@functools.cache
def _named() -> tuple[tuple[Sheet, dict[str, Column]], ...]:
    """Return the sheets with their columns by the words of the headings."""
    return tuple((sheet, {heading(column.title): column for column in sheet.columns}) for sheet in CODED)


class _Texts:
    """What stands in the cells of a document, without the prompts of controls in which nothing was typed."""

    def __init__(self, markup: Markup) -> None:
        self.nodes = markup.nodes
        self._read: dict[int, str] = {}

    def of(self, cell: Cell) -> str:
        """Return the text of a cell, a line for each paragraph and line break."""
        number = cell.paragraphs[0].paragraph.number
        if number not in self._read:
            self._read[number] = self._text(cell)
        return self._read[number]

    def _text(self, cell: Cell) -> str:
        lines = "\n".join(self._paragraph(marked.paragraph.number, marked.numbered) for marked in cell.paragraphs)
        return _without_prompts(tidy(lines.replace(LITERAL, OPENING)))  # typed as in YAML, footnotes too

    def _paragraph(self, number: int, text: str) -> str:
        for control in self.nodes[number - 1].iter(f"{W}sdt"):
            if on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
                shown = "".join(node.text or "" for node in control.iter(f"{W}t"))
                text = text.replace(shown, _typed_over(shown), 1)
        return text

    def tags(self, cell: Cell) -> Iterator[str]:
        """Yield the tags of the controls in and around the paragraphs of a cell."""
        for marked in cell.paragraphs:
            node = self.nodes[marked.paragraph.number - 1]
            around = [outer for outer in node.iterancestors() if outer.tag == f"{W}sdt"]
            for control in (*around, *node.iter(f"{W}sdt")):
                tag = control.find(f"{W}sdtPr/{W}tag")
                yield attribute(tag, "val") or ""


def _typed_over(shown: str) -> str:
    """Return what was typed in a control said to show its prompt: programs other than Word leave that mark behind."""
    text = shown.strip()
    if text in _WORDS_OWN or _ASKS_TO_TYPE.fullmatch(text):
        return ""
    for prompt in PROMPTS:
        text = text.removeprefix(prompt.text).removesuffix(prompt.text)
    return text


def _without_prompts(text: str) -> str:
    """Return a text without prompts that an editor took for text, and without those of the word processor itself."""
    kept = []
    for line in text.split("\n"):
        if line in _WORDS_OWN or any(line == prompt.text for prompt in PROMPTS):
            continue
        for prompt in PROMPTS[:2]:
            line = line.replace(prompt.text, "")
        kept.append(line.strip())
    said = "\n".join(line for line in kept if line)
    return "" if said == SENT_TO else said


class _Reading:
    """A form while it is read."""

    def __init__(
        self,
        markup: Markup,
        made: FormAsMade | None,
        identity: tuple[str, str, str],
        code_of: Callable[[str], str],
    ) -> None:
        self.markup = markup
        self.texts = _Texts(markup)
        self.mark = form_mark(*identity)
        self.code_of = code_of
        self.answers = Answers(*identity, made)
        self._works = 0
        self._extra = False

    def table(self, table: Table) -> None:
        """Read one table, whatever it is."""
        sheet: Sheet | None = None
        columns: dict[int, Column] = {}
        for row in table.rows:
            headed = self._headed(row)
            if headed:
                sheet, columns = headed
                titles = (sheet.title, *(column.title for column in columns.values()))
                section = self._sections.get(heading(sheet.title), sheet.title)
                self.answers.sections |= dict.fromkeys(titles, section)
            elif sheet is not None and len(row.cells) > 1:
                self._coded(table, row, sheet, columns)
            else:
                self._sides(table, row)

    def _headed(self, row: Row) -> tuple[Sheet, dict[int, Column]] | None:
        """Return of which sheet a row holds the headings, and which column each of its cells heads."""
        texts = {cell.column: self.texts.of(cell) for cell in row.cells}
        said = {at: heading(text) for at, text in texts.items() if len(text) <= _LONGEST_HEADING}
        for sheet, named in _named():
            columns = {at: named[words] for at, words in said.items() if words in named}
            if len(columns) >= min(_LEAST, len(sheet.columns)):
                return sheet, columns
        return None

    # --- a row below headings ----------------------------------------------------------------------

    def _coded(self, table: Table, row: Row, sheet: Sheet, columns: Mapping[int, Column]) -> None:
        by_title = {columns[cell.column].title: cell for cell in row.cells if cell.column in columns}
        code = self._code(by_title, sheet)
        time = self.texts.of(by_title[TIME_CODE.title]) if TIME_CODE.title in by_title else ""
        work = self._works
        if sheet is EXTRA:
            self._extra = True
            if not any(self.texts.of(cell) for cell in row.cells[1:]):
                return
            self._works += 1
        for cell in row.cells:
            column = columns.get(cell.column)
            where = self._place(table, row, column.title if column else "", sheet.title)
            if column is not None and not column.key:
                self._asked(sheet, code, column, cell)
                codes = (code, time) if sheet is TIMES else (code,)
                self._printed(sheet, codes, column, Answer(self.texts.of(cell), where))
                continue
            path = self._path(sheet, code, time, work, column)
            self._take(path or self._tagged(cell), cell, where)

    def _code(self, by_title: Mapping[str, Cell], sheet: Sheet) -> str:
        first = by_title.get(sheet.columns[0].title)
        return self.code_of(self.texts.of(first).replace("\n", " ").strip()) if first else ""

    def _path(self, sheet: Sheet, code: str, time: str, work: int, column: Column | None) -> Path | None:
        """Return the field that a row and a column name; None where one of them does not."""
        if column is None:
            return None
        if sheet is EXTRA:
            return ("phat_sinh", work, column.key)
        if not code or (sheet is TIMES and not time):
            return None
        return path_of(sheet, code, time, column.key)

    def _asked(self, sheet: Sheet, code: str, column: Column, cell: Cell) -> None:
        asked = self.texts.of(cell).split("\n")[0]
        if sheet in (TARGETS, RESULTS) and column is sheet.columns[1] and code and asked:
            self.answers.asked[sheet.section, code] = asked

    def _printed(self, sheet: Sheet, codes: tuple[str, ...], column: Column, said: Answer) -> None:
        if sheet is not EXTRA and column not in (CODE, TIME_CODE):
            self.answers.printed.append(Printed(printed_name((sheet.section, *codes), column.title), said))

    # --- a row with what is asked on the left ------------------------------------------------------

    def _sides(self, table: Table, row: Row) -> None:
        if len(row.cells) < 2:
            self._alone(table, row)
            return
        asked, *rest = row.cells
        words = heading(self.texts.of(asked))
        path = next((path for path in map(self._tagged, rest) if path), None) or _question(words)
        title = GENERAL_TITLE if path and path[0] == "chung" else ""
        for cell in rest if path else ():
            self._take(path, cell, self._place(table, row, self.texts.of(asked), title))
        self._beside(table, row, [asked] if path else row.cells)

    def _alone(self, table: Table, row: Row) -> None:
        for cell in row.cells:
            if path := self._tagged(cell):
                self._take(path, cell, self._place(table, row, ""))
            else:
                self._beside(table, row, [cell])

    def _beside(self, table: Table, row: Row, cells: Iterable[Cell]) -> None:
        said = (Answer(self.texts.of(cell), self._place(table, row, "")) for cell in cells)
        self.answers.beside += [each for each in said if each.text]

    # --- one field -----------------------------------------------------------------------------------

    def _tagged(self, cell: Cell) -> Path | None:
        """Return the field that the tag of a control in a cell names; None for none, or one of another form."""
        for tag in self.texts.tags(cell):
            if (match := _MARKED.fullmatch(tag)) and match["form"] == self.mark:
                return _path_named(match["name"])
        return None

    def _take(self, path: Path | None, cell: Cell, where: str) -> None:
        answer = Answer(self.texts.of(cell), where)
        if path is None:
            if answer.text:
                self.answers.strange.append((answer, "không rõ của mục nào: dòng thiếu mã số, hoặc cột không có tên"))
            return
        before = self.answers.found.get(path)
        if before is not None and answer.text and before.text and before.text != answer.text:
            self.answers.strange.append((answer, f"ô này ghi hai lần; đã lấy ở {before.place}"))
        elif before is None or not before.text:
            self.answers.found[path] = answer
            if any(marked.tracked for marked in cell.paragraphs):
                self.answers.tracked.append(where)

    def _place(self, table: Table, row: Row, title: str, section: str = "") -> str:
        column = f", cột «{label(title)}»" if title else ""
        above = f"mục «{self._sections.get(heading(section), section)}», " if section else ""
        return f"{above}bảng {table.number}, dòng {row.number}{column}"

    @functools.cached_property
    def _sections(self) -> dict[str, str]:
        """Return the titles of sections as the document has them, with their numbers, by their words."""
        titles = [heading(title) for title in (*(sheet.title for sheet in CODED), GENERAL_TITLE)]
        above = (tidy(marked.text) for marked in self.markup.paragraphs if not marked.paragraph.place.table)
        said = {text: heading(text) for text in above if text and len(text) <= _LONGEST_HEADING}
        return {title: text for text, words in said.items() for title in titles if words.endswith(title)}

    # --- what stands beside the tables ---------------------------------------------------------------

    def beside(self) -> None:
        """Note work outside the plan that was taken out, and the comments in the margin, of which nothing is read."""
        made = self.answers.made
        for name in made.texts if made is not None and self._extra else ():
            if name.startswith("phat_sinh/") and (path := _path_named(name)):
                self.answers.found.setdefault(path, Answer("", "bảng việc phát sinh"))
        places = ((marked, marked.paragraph.place) for marked in self.markup.paragraphs)
        texts = (tidy(marked.text) for marked, place in places if not place.table and not place.story)
        self.answers.outside += filter(None, texts)
        for comment in self.markup.comments:
            if text := tidy(comment.text):
                self.answers.strange.append((Answer(text, "ghi chú bên lề"), "không phải ô để điền"))


def _question(words: str) -> Path | None:
    """Return the field that what is asked on the left means."""
    if words.startswith(heading(MADE_ON)):
        return ("ngay_lap",)
    return next((("chung", name) for asked, name in general_rows() if heading(asked) == words), None)


def _path_named(name: str) -> Path | None:
    """Return the field that a tag names; None for none."""
    steps: list[str | int] = list(name.removesuffix("/gui").split("/"))
    if "kien_nghi" in steps:
        steps = steps[: steps.index("kien_nghi") + 1]
    if steps[0] == "phat_sinh" and len(steps) == 3 and str(steps[1]).isdecimal():
        steps[1] = int(steps[1])
    try:
        key_at(tuple(steps))
    except KeyError:
        return None
    return tuple(steps)
