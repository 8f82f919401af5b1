"""From a document to a plan as found: head, bases, periods, tables or paragraphs of tasks, units; what is left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from reportgen.planread.bases import basis_line, conflicts, opens_basis, read_bases, wording
from reportgen.planread.columns import heading_of
from reportgen.planread.found import FoundPlan, Unplaced
from reportgen.planread.head import read_foot, read_head
from reportgen.planread.joined import part_joined
from reportgen.planread.lists import read_tables
from reportgen.planread.numbers import Depth, numbered
from reportgen.planread.paragraphs import Paragraph, read_paragraphs
from reportgen.planread.periods import read_addressees, read_periods
from reportgen.planread.sections import passages, read_sections
from reportgen.planread.slips import tell_slips
from reportgen.planread.stated import read_stated_targets
from reportgen.planread.texts import bare, cased, clean, one_line
from reportgen.planread.units import read_units
from reportgen.wordview.anatomy import Anatomy, Component, anatomy
from reportgen.wordview.grid import Table, tables
from reportgen.wordview.markup import Marked, Markup, read_markup
from reportgen.wordview.package import Package

_HEAD = (
    Component.QUOC_HIEU, Component.TIEU_NGU, Component.CHU_QUAN, Component.CO_QUAN, Component.SO_KY_HIEU,
    Component.DIA_DANH, Component.TEN_LOAI, Component.TRICH_YEU, Component.NOI_NHAN, Component.NOI_NHAN_MUC,
    Component.LUU, Component.CHUC_VU, Component.HO_TEN, Component.PHU_LUC, Component.KEM_THEO,
)  # fmt: skip
"""Parts of the form that are read into keys, or that every document has."""
_TOTAL = re.compile(r"tổng số\s*:?\s*0*(\d{1,4})\s*(nhiệm vụ|chỉ tiêu)", re.IGNORECASE)
_PROPER = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Chính phủ", "Thủ tướng", "Quốc hội", "Trung ương", "Nghị quyết số")
"""Names that are written with a capital wherever they stand."""
_NEAR = 6
"""Paragraphs above a table among which its heading is looked for."""
_RULE = re.compile(r"[\W_]*")


def read_plan(package: Package, known: Callable[[str], bool] = lambda _: False) -> FoundPlan:
    """Read a plan. ``known`` tells whether a name is that of a unit or group in the agency's file already.

    Raises Unreadable for parts that are damaged or too large.
    """
    return _Reading(read_markup(package)).read(known)


def complete(plan: FoundPlan) -> None:
    """Give a plan of which nothing was read the periods and the unit that a workspace needs."""
    read_periods(plan, [])
    read_units(plan, lambda _: False, [])


class _Reading:
    """A document while it is read: which of its paragraphs have found a place."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.found = tables(markup)
        self.parts = _outside(anatomy(markup.document), {each.number for each in self.found if heading_of(each)})
        self.plan = FoundPlan()
        self.used: set[int] = set()
        self.above: list[Marked] = []
        self.outside = [
            marked
            for marked in markup.paragraphs
            if not marked.paragraph.place.table and not marked.paragraph.place.box and not marked.blank
        ]

    def read(self, known: Callable[[str], bool]) -> FoundPlan:
        for part in _HEAD:
            self.used.update(line.paragraph.number for line in self.parts.all(part))
        body = self._texts()
        whole = [text for _, _, text in body]
        read_head(self.plan, self.parts, whole)
        read_foot(self.plan, self.parts)
        spoken = [(place, text) for _, place, text in body]
        read_bases(self.plan, [(place, text) for place, text in spoken[:40] if opens_basis(text)])
        conflicts(self.plan, spoken)
        self._tables()
        if not any(self.plan.tasks()):
            for stretch in self._between_appendices(body):
                self.used |= read_paragraphs(self.plan, stretch)
        if not self.plan.targets:
            read_stated_targets(self.plan, body)
        self._year()
        read_periods(self.plan, spoken)
        read_addressees(self.plan, spoken)
        part_joined(self.plan)
        read_units(self.plan, known, whole)
        self._sections()
        self._titles()
        self._subject()
        self._text()
        self._left_over()
        self._changes()
        tell_slips(self.plan)
        return self.plan

    def _texts(self) -> list[tuple[int, str, str]]:
        """Return the paragraphs outside tables with their places: their numbers, shown first words."""
        found = []
        for marked in self.outside:
            text = one_line(marked.numbered)
            if text and not _RULE.fullmatch(text):
                found.append((marked.paragraph.number, f"đoạn {marked.paragraph.number}", text))
        return found

    def _between_appendices(self, body: Sequence[Paragraph]) -> list[list[Paragraph]]:
        """Return the paragraphs before, between and in the appendices apart, the headings of these left out."""
        starts = {line.paragraph.number for line in self.parts.all(Component.PHU_LUC)}
        form = {line.paragraph.number for part in (*_HEAD, Component.TEN_PHU_LUC) for line in self.parts.all(part)}
        parts: list[list[Paragraph]] = [[]]
        for paragraph in body:
            if paragraph[0] in starts:
                parts.append([])
            elif paragraph[0] not in form:
                parts[-1].append(paragraph)
        return parts

    # --- tables ---------------------------------------------------------------------------------

    def _tables(self) -> None:
        found = self.found
        form = {line.place.table for part in _HEAD for line in self.parts.all(part)}
        lists = [table for table in found if table.number not in form]
        read = read_tables(self.plan, lists, lambda table: self._above(table, found))
        for table in lists:
            if table.number in read:
                self.used.update(_numbers(table))
        self._give_back()
        for marked in self.outside:
            if (match := _TOTAL.search(one_line(marked.text))) and len(marked.text) < 60:
                self._total(match)
                self.used.add(marked.paragraph.number)

    def _give_back(self) -> None:
        """Give a heading of the text above a table back to it: the plan is printed with its text, tables apart.

        Headings of several tables are the names of sections or groups, and stand above these.
        """
        body = {line.paragraph.number for line in self.parts.body}
        given = []
        for marked in self.above:
            found = numbered(one_line(marked.numbered))
            said = (found.rest, f"{found.number}. {found.rest}".lstrip(". "))
            lost = [each for each in self.plan.unplaced if each.text in said]
            if marked.paragraph.number in body and (lost or len(self.above) == 1):
                given.append(marked)
                self.used.discard(marked.paragraph.number)
                self.plan.unplaced = [each for each in self.plan.unplaced if each not in lost]
        self.above = given

    def _total(self, match: re.Match[str]) -> None:
        targets = "chỉ tiêu" in match[2].lower() or (
            not self.plan.stated_targets and int(match[1]) == len(self.plan.targets)
        )
        if targets and self.plan.targets:
            self.plan.stated_targets = match[1]
        else:
            self.plan.stated_tasks = match[1]

    def _above(self, table: Table, found: Sequence[Table]) -> str:
        """Return the numbered heading that stands before a table, below the one before it."""
        before = max((_numbers(other)[-1] for other in found if other.first < table.first), default=0)
        near = [marked for marked in self.outside if before < marked.paragraph.number < table.first][-_NEAR:]
        for marked in reversed(near):
            text = one_line(marked.numbered)
            if numbered(text).depth <= Depth.ARABIC and numbered(text).rest:
                self.used.add(marked.paragraph.number)
                self.above.append(marked)
                return text
        return ""

    # --- what remains ---------------------------------------------------------------------------

    def _year(self) -> None:
        if self.plan.year:
            return
        years = re.findall(r"\b(20\d{2})\b", " ".join(one_line(marked.text) for marked in self.outside))
        self.plan.year = max(set(years), key=years.count) if years else ""
        if self.plan.year:
            self.plan.doubt("nam", "", self.plan.year, "năm suy từ lời kế hoạch")

    def _sections(self) -> None:
        """Write the headings of sections as a sentence does."""
        agency = self.plan.agency
        whole = [one_line(marked.text) for marked in self.outside]
        names = [name for name in (*_PROPER, agency.name, agency.parent, agency.place) if name]
        for section in self.plan.sections:
            shown, sure = cased(section.name, whole, names)
            if not sure:
                section.doubt(
                    "ten", section.place, section.name, "tên phần viết hoa trong kế hoạch: xem lại chữ hoa, chữ thường"
                )
            section.name = shown

    def _titles(self) -> None:
        """Read what the appendices are called: of targets or of tasks, by the first table below."""
        lists = [(table.first, heading) for table in self.found if (heading := heading_of(table)) is not None]
        for appendix in self.parts.appendices:
            below = (heading for first, heading in lists if first > appendix.heading.paragraph.number)
            heading, title = next(below, None), one_line(" ".join(line.text for line in appendix.title))
            if heading is None or not title:
                continue
            attribute = "tasks_title" if heading.of_tasks else "targets_title"
            if not getattr(self.plan, attribute):
                setattr(self.plan, attribute, title)
                self.used.update(line.paragraph.number for line in appendix.title)

    def _subject(self) -> None:
        """Take the title of an appendix that is all there is for the plan's abstract."""
        plan = self.plan
        if not plan.subject and plan.tasks_title:
            plan.subject, _ = cased(plan.tasks_title, [])
            plan.doubt("trich_yeu", "tên phụ lục", plan.tasks_title, "tệp không có trích yếu: tạm lấy tên phụ lục")

    def _text(self) -> None:
        """Read the plan's own text; a line that only cites a basis is said by that."""
        body = {line.paragraph.number for line in (*self.parts.all(Component.CAN_CU), *self.parts.body)}
        known = {wording(basis) for basis in self.plan.bases if basis.subject}
        own = [marked for marked in self.outside if marked.paragraph.number in body - self.used]
        own = [marked for marked in own if one_line(marked.numbered) and not _RULE.fullmatch(one_line(marked.numbered))]
        self.used.update(marked.paragraph.number for marked in own)
        self.plan.text = read_sections([marked for marked in own if basis_line(marked.text) not in known])
        moved = {numbered(one_line(marked.numbered)).rest for marked in self.above}
        for passage in passages(self.plan.text):
            if passage.title in moved:
                passage.doubt(
                    "tieu_de",
                    f"mục {passage.number}",
                    passage.title,
                    "bảng ngay dưới đề mục này in ở phụ lục: sửa lời của mục cho chỉ đến phụ lục",
                )

    def _left_over(self) -> None:
        """List what has found no place."""
        for marked in self.markup.paragraphs:
            text = clean(marked.numbered)
            if marked.paragraph.number in self.used or not text or _RULE.fullmatch(text):
                continue
            place = marked.paragraph.place.words() or f"đoạn {marked.paragraph.number}"
            self.plan.unplaced.append(Unplaced(place, text))
        for text in self.markup.more:
            if one_line(text):
                self.plan.unplaced.append(Unplaced("công thức hoặc tệp chèn", one_line(text)))

    def _changes(self) -> None:
        plan = self.plan
        tracked = [marked for marked in self.markup.paragraphs if marked.tracked]
        if tracked:
            place = _place(tracked[0])
            plan.doubt(
                "",
                place,
                one_line(tracked[0].text)[:80],
                f"{len(tracked)} đoạn còn vết sửa chưa chấp nhận: đọc như đã chấp nhận",
            )
        for comment in self.markup.comments:
            plan.unplaced.append(Unplaced("ghi chú bên lề", one_line(comment.text)))
        for marked in self.markup.paragraphs:
            if bare(marked.paragraph.hidden):
                plan.unplaced.append(Unplaced(f"{_place(marked)}, chữ ẩn", one_line(marked.paragraph.hidden)))


def _outside(parts: Anatomy, lists: Collection[int]) -> Anatomy:
    """Return the parts of the form without what only reads like one in a table of tasks or targets."""
    kept = {part: tuple(line for line in lines if line.place.table not in lists) for part, lines in parts.parts.items()}
    kind = parts.kind if kept.get(Component.TEN_LOAI) or not parts.all(Component.TEN_LOAI) else None
    return replace(parts, parts=kept, kind=kind)


def _place(marked: Marked) -> str:
    return marked.paragraph.place.words() or f"đoạn {marked.paragraph.number}"


def _numbers(table: Table) -> list[int]:
    return [marked.paragraph.number for row in table.rows for cell in row.cells for marked in cell.paragraphs]
