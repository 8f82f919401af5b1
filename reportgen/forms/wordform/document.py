"""The Word form of one unit for one period: a landscape document of tables, the unit's own rows in them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.formats.form import FormAsMade
from reportgen.forms.owed import Owed, data_span, deadline_in_words, target_keys
from reportgen.forms.times import NEXT, hint
from reportgen.forms.wordform import xml
from reportgen.forms.wordform.carried import digest
from reportgen.forms.wordform.packing import packed
from reportgen.forms.wordform.ruled import (
    HEADER,
    LONG,
    MARGIN,
    PAGE,
    RIGHT,
    SHORT_SIDE,
    columns_used,
    headed,
    questions,
    widths_of,
)
from reportgen.forms.wordform.sheets import (
    EXTRA,
    FORM_CODE,
    GENERAL_TITLE,
    HINDRANCES,
    MADE_ON,
    RESULTS,
    SIGNATURES,
    TARGETS,
    TIMES,
    Column,
    Sheet,
    general_rows,
    path_of,
    printed_name,
)
from reportgen.forms.wordform.texts import SENT_TO, key_at, proposals_in
from reportgen.forms.wordform.xml import (
    ASIDE,
    ASKED,
    CHOOSE,
    DAY,
    ENTRY,
    GROUP,
    MARK,
    MIDDLE,
    NUMBER,
    SHARE,
    TYPE,
    Prompt,
    cell,
    control,
    kept,
    p,
    row,
    run,
    table,
)
from reportgen.model.fields import DATE, FLAG, NAME, Record, Scalar, Shape, keys_of
from reportgen.model.plain import Path
from reportgen.model.plan import Target, Task
from reportgen.model.status import JUDGED, PROPOSALS, STATE, STATE_LABELS, TargetStatus, TaskStatus
from reportgen.vn.deadlines import Occurrence
from reportgen.vn.text import lower_first, roman, shorten

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" '
    f'r:id="rIdHeaderFirst"/><w:pgSz w:w="{LONG}" w:h="{SHORT_SIDE}" w:orient="landscape"/>'
    f'<w:pgMar w:top="{MARGIN}" w:right="{RIGHT}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
    f'w:header="{HEADER}" w:footer="{HEADER}" w:gutter="0"/>'
    '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
)
_EXTRA_ROWS = 3
"""Empty rows for work outside the plan; a longer list goes into rows that the officer adds."""
_WHOLE = 700
"""Characters about a target or task, or in one field, up to which a row is not parted between pages."""
_SHORT = 90
"""Characters of a task's text where it is named once more."""
_HOW = (
    "Điền vào ô có chữ nghiêng màu xám: bấm vào chữ ấy rồi gõ, hoặc chọn trong danh sách. Ô không có gì thì để nguyên.",
    "Số thập phân dùng dấu phẩy (98,3). Ngày gõ ngày/tháng/năm, ví dụ 08/05/2026. Xuống dòng trong ô bằng phím Enter.",
    "Nhiệm vụ đã hoàn thành thì ghi ngày hoàn thành, trừ việc thường xuyên. Kiến nghị với ai thì ghi ở dòng «Gửi:».",
    "Không sửa cột Mã số. Cần thêm dòng việc phát sinh thì thêm dòng vào cuối bảng ấy.",
    "Xong thì ghi ngày lập biểu, bấm Ctrl+S, gửi lại chính tệp Word này, giữ nguyên tên.",
)


def wordform(owed: Owed, texts: Mapping[Path, str]) -> bytes:
    """Return the form of what a unit owes as a .docx; ``texts``: what is filled in already, by field."""
    writing = _Writing(owed, texts)
    body = "".join(writing.body())
    document = f"{xml.DECLARATION}<w:document {xml.NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>"
    made = FormAsMade(
        plan=owed.where.plan,
        period=owed.where.period,
        unit=owed.unit_id,
        texts={name_of(path): texts[path] for path in writing.asked if texts.get(path)},
        document=digest(document.encode()),
        printed=writing.printed,
    )
    return packed(document, made, f"Biểu báo cáo {owed.period.name}", owed)


def printed_in(owed: Owed, *, helped: bool) -> Mapping[str, str]:
    """Return what the form of what a unit owes says itself; ``helped``: with a row for each task it helps with."""
    filled = owed.helped if helped else []
    writing = _Writing(owed, {("nhiem_vu", task.code, "ket_qua"): " " for task in filled})
    for _ in writing.body():
        pass
    return writing.printed


def name_of(path: Path) -> str:
    """Return the name of a field in what a form carries, and in the tags of its controls."""
    return "/".join(map(str, path))


class _Writing:
    """A form while it is written: the fields that it asks for, in their order; the number of the last control.

    ``printed``: what it says itself in rows and headings, by the names of :func:`printed_name`.
    """

    def __init__(self, owed: Owed, texts: Mapping[Path, str]) -> None:
        self.owed = owed
        self.texts = texts
        self.asked: dict[Path, None] = {}
        self.printed: dict[str, str] = {}
        self._controls = 0
        self._sections = 0

    def body(self) -> Iterator[str]:
        """Yield the blocks of the document."""
        yield from self._head()
        yield from self._targets()
        yield from self._tasks()
        yield from self._times()
        yield from self._general()
        yield from self._extra()
        yield from self._signature()

    # --- the head of the first page --------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        agency, unit = self.owed.agency, self.owed.agency.units[self.owed.unit_id]
        left = [p("ND30ChuQuan", run(agency.name.upper())), p("ND30CoQuan", run(unit.name.upper())), p("ND30KeNgan")]
        right = [
            p("ND30QuocHieu", run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
            p("ND30TieuNgu", run("Độc lập - Tự do - Hạnh phúc")),
            p("ND30KeTieuNgu"),
        ]
        half = PAGE // 2
        yield table([half, half], [row(cell(half, *left), cell(half, *right))], lined=False)
        yield p("ND30TenLoai", run("BIỂU BÁO CÁO TÌNH HÌNH THỰC HIỆN KẾ HOẠCH"))
        yield p("ND30TrichYeu", run(f"{self.owed.period.name} ({data_span(self.owed.period)})"))
        yield p(ASKED)
        yield self._about()
        yield p(GROUP, run("Cách điền"))
        for number, line in enumerate(_HOW, start=1):
            yield p(ASKED, run(f"{number}. {line}"))

    def _about(self) -> str:
        owed = self.owed
        hub = owed.agency.units.get(owed.agency.hub)
        code = name_of((owed.where.plan, owed.where.period, owed.unit_id))
        told = [
            ("Đơn vị điền biểu", owed.agency.units[owed.unit_id].name),
            ("Kế hoạch", owed.plan.subject),
            ("Hạn gửi", deadline_in_words(owed.period.unit_deadline)),
            ("Gửi về", f"{hub.name if hub else owed.agency.name}: gửi lại tệp Word này"),
            (f"{FORM_CODE} (không sửa)", code),
        ]
        self.printed |= {printed_name(("",), what): said for what, said in told}
        rows = [(what, p(ASKED, run(said))) for what, said in told]
        day = self._field(("ngay_lap",), MADE_ON, ENTRY)
        return questions([*rows, (f"{MADE_ON} (điền khi đã xong; để trống là chưa gửi)", day)], 70)

    def _section(self, title: str) -> str:
        self._sections += 1
        return p("ND30TenBang", run(f"{roman(self._sections)}. {title}"))

    # --- rows with codes -------------------------------------------------------------------------

    def _targets(self) -> Iterator[str]:
        if not self.owed.targets:
            return
        keys = {code: _target_keys(target, self.owed.where.period) for code, target in self.owed.targets}
        columns = columns_used(TARGETS, {name for each in keys.values() for name in each})
        yield self._section(TARGETS.title)
        rows = [
            self._row(TARGETS, columns, code, self.owed.about_target(code, target), keys[code])
            for code, target in self.owed.targets
        ]
        yield headed(columns, rows)

    def _tasks(self) -> Iterator[str]:
        if not self.owed.tasks and not self.owed.helped:
            return
        for sheet in (RESULTS, HINDRANCES):
            asked = {task.code: self._task_keys(task) for task in (*self.owed.tasks, *self.owed.helped)}
            columns = columns_used(sheet, {name for each in asked.values() for name in each})
            yield self._section(sheet.title)
            if sheet is RESULTS and (without := self._without_row()):
                yield kept(p(ASIDE, run(_helping(without))))
            yield headed(columns, self._grouped(sheet, columns, asked))

    def _task_keys(self, task: Task) -> list[str]:
        return [key.name for key in keys_of(TaskStatus) if self.owed.asks(key, task)]

    def _grouped(self, sheet: Sheet, columns: Sequence[Column], asked: Mapping[str, list[str]]) -> Iterator[str]:
        tasks = {task.code: task for task in (*self.owed.tasks, *self.owed.helped)}
        for heading, codes in [*self.owed.grouped(), *self._helped()]:
            self.printed[printed_name(("", codes[0]), sheet.title)] = heading
            yield row(cell(PAGE, p(GROUP, run(heading)), span=len(columns), grey=True), whole=True)
            for code in codes:
                about = self._told(tasks[code]) if sheet is RESULTS else [shorten(tasks[code].text, _SHORT)]
                yield self._row(sheet, columns, code, about, asked[code])

    def _helped(self) -> list[tuple[str, list[str]]]:
        """Return the tasks that the unit helps with and reports on already, below their heading."""
        filled = {path[1] for path in self.texts if path[0] == "nhiem_vu"}
        codes = [task.code for task in self.owed.helped if task.code in filled]
        return [("Nhiệm vụ đơn vị phối hợp", codes)] if codes else []

    def _without_row(self) -> list[Task]:
        """Return the tasks that the unit helps with, and that have no row yet."""
        rows = {code for _, codes in self._helped() for code in codes}
        return [task for task in self.owed.helped if task.code not in rows]

    def _told(self, task: Task) -> list[str]:
        """Return what is said of a task, in the words of a form in Word: no keys of YAML, states as they are called."""
        lines = []
        for line in self.owed.about_task(task):
            if line.startswith(NEXT):
                continue  # has a row of its own
            for state, label in STATE_LABELS.items() if self.owed.named and line.startswith(self.owed.named) else ():
                line = line.replace(f"{self.owed.named}{state.value}", f"{self.owed.named}{lower_first(label)}", 1)
            lines.append(line)
        return lines

    def _row(self, sheet: Sheet, columns: Sequence[Column], code: str, about: Sequence[str], asked: list[str]) -> str:
        cells = []
        for column, width in zip(columns, widths_of(columns), strict=True):
            if column is columns[0]:
                cells.append(cell(width, p(MIDDLE, run(code))))
            elif not column.key:
                first, *rest = about
                self.printed[printed_name((sheet.section, code), column.title)] = "\n".join(about)
                cells.append(cell(width, p(ASKED, run(first)), *(p(ASIDE, run(line)) for line in rest)))
            elif column.key in asked:
                cells.append(cell(width, self._field(path_of(sheet, code, "", column.key), f"{code}: {column.title}")))
            else:
                cells.append(cell(width, grey=True))
        said = [path_of(sheet, code, "", key) for key in asked]
        return row(*cells, whole=sum(map(len, about)) <= _WHOLE and self._is_short(said))

    def _is_short(self, fields: Iterable[Path]) -> bool:
        """Tell whether what is filled in leaves a row short enough to stand on one page."""
        return all(len(self.texts.get(path, "")) <= _WHOLE for path in fields)

    def _times(self) -> Iterator[str]:
        due = [(task, each) for task in self.owed.tasks for each in self.owed.offered(task)]
        if not due:
            return
        yield self._section(TIMES.title)
        yield headed(TIMES.columns, [self._time(task, each) for task, each in due])

    def _time(self, task: Task, due: Occurrence) -> str:
        widths = widths_of(TIMES.columns)
        said = (task.code, shorten(task.text, _SHORT), hint(due), due.code)
        for column, text in list(zip(TIMES.columns, said, strict=False))[1:3]:
            self.printed[printed_name((TIMES.section, task.code, due.code), column.title)] = text
        written = [p(style, run(text)) for style, text in zip((MIDDLE, ASKED, ASKED, MIDDLE), said, strict=True)]
        fields = [
            self._field(path_of(TIMES, task.code, due.code, column.key), f"{task.code}, {due.name}: {column.title}")
            for column in TIMES.columns
            if column.key
        ]
        cells = (cell(width, inner) for width, inner in zip(widths, [*written, *fields], strict=True))
        return row(*cells, whole=True)

    # --- what concerns the unit as a whole -------------------------------------------------------

    def _general(self) -> Iterator[str]:
        yield self._section(GENERAL_TITLE)
        rows = [(asked, self._field(("chung", name), asked)) for asked, name in general_rows()]
        yield questions(rows, 70, [self._is_short([("chung", name)]) for _, name in general_rows()])

    def _extra(self) -> Iterator[str]:
        filled = 1 + max((int(path[1]) for path in self.texts if path[0] == EXTRA.section), default=-1)
        yield self._section(EXTRA.title)
        yield kept(p(ASIDE, run("Không có thì để trống. Việc này được kể bằng lời, không tính vào số nhiệm vụ.")))
        widths = widths_of(EXTRA.columns)
        rows = []
        for at in range(filled + _EXTRA_ROWS):
            fields = [
                self._field((EXTRA.section, at, column.key), f"Việc {at + 1}: {column.title}")
                for column in EXTRA.columns
                if column.key
            ]
            cells = [p(MIDDLE, run(str(at + 1))), *fields]
            short = self._is_short((EXTRA.section, at, column.key) for column in EXTRA.columns)
            rows.append(row(*(cell(width, inner) for width, inner in zip(widths, cells, strict=True)), whole=short))
        yield headed(EXTRA.columns, [*rows[:-1], kept(rows[-1])])  # nobody signs on a page of its own

    def _signature(self) -> Iterator[str]:
        left, right = ([p("ND30CoQuan", run(who)), p("ND30ChuQuan", run("(Ký, ghi rõ họ tên)"))] for who in SIGNATURES)
        half = PAGE // 2
        yield p(GROUP)
        yield table([half, half], [row(cell(half, *left), cell(half, *right), whole=True)], lined=False)
        yield p(ASKED)

    # --- one field -------------------------------------------------------------------------------

    def _field(self, path: Path, title: str, style: str = "") -> str:
        """Return the paragraphs of a cell that is filled in."""
        self.asked[path] = None
        shape = key_at(path).shape
        text = self.texts.get(path, "")
        if shape == PROPOSALS:
            return self._proposals(path, title, text)
        style = style or (ENTRY if not isinstance(shape, Scalar) or shape.in_sentences else MIDDLE)
        return p(style, self._control(name_of(path), title, shape, _prompt(shape), text))

    def _proposals(self, path: Path, title: str, text: str) -> str:
        """Return a control for each proposal, and one for whom it goes to below it."""
        parts = []
        for at, (said, to) in enumerate(proposals_in(text) or [("", "")]):
            tag = name_of((*path, at) if at else path)
            parts.append(p(ENTRY, self._control(tag, title, PROPOSALS, TYPE, said)))
            receiver = self._control(f"{tag}/gui", f"{title}: gửi nơi nào", NAME, _RECEIVER, to)
            parts.append(p(ENTRY, run(f"{SENT_TO} "), receiver))
        return "".join(parts)

    def _control(self, tag: str, title: str, shape: Shape, prompt: Prompt, text: str) -> str:
        self._controls += 1
        return control(f"{self.mark}:{tag}", title, shape, prompt, text, self._controls)

    @functools.cached_property
    def mark(self) -> str:
        """What the tags of this form begin with."""
        return form_mark(self.owed.where.plan, self.owed.where.period, self.owed.unit_id)


_RECEIVER = TYPE


def form_mark(plan: str, period: str, unit: str) -> str:
    """Return what the tags of one unit's form for one period begin with: a tag has no room for the three names."""
    return f"bieu-{digest(name_of((plan, period, unit)).encode())[:8]}"


def _prompt(shape: Shape) -> Prompt:
    if shape is STATE or shape is JUDGED:
        return CHOOSE
    if shape is DATE:
        return DAY
    if shape is FLAG:
        return MARK
    if isinstance(shape, Record):
        return SHARE
    return NUMBER if isinstance(shape, Scalar) and shape.counts else TYPE


def _target_keys(target: Target, period: str) -> list[str]:
    """Return the keys of a target that a form in Word asks for."""
    names = [key.name for key in target_keys(target, period)]
    more = {"ty_le"} if target.goal.is_rate else set()
    if target.goal.kind.counted:
        more |= {"uoc", "toan_co_quan"}
    known = [key.name for key in keys_of(TargetStatus)]
    return [name for name in known if name in {*names, *more}]


def _helping(helped: Iterable[Task]) -> str:
    codes = ", ".join(task.code for task in helped)
    return f"Nhiệm vụ đơn vị phối hợp, muốn báo cáo thì thêm dòng, ghi mã số ở cột đầu: {codes}."
