"""Plans in Word as offices lay them out: tables cut, merged, tracked, boxed; tasks as paragraphs."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml

from reportgen.vn.text import roman
from tests.plan_docx import new_list
from tests.plan_truth import Job, Row, Truth

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
COLUMNS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành")
Cells = Callable[[Job, Row], list[str]]


def cells(job: Job, row: Row, between: str = "; ") -> list[str]:
    """The six cells of a row, its names parted by ``between``."""
    names = [
        "- " + between.join(each) if between == ";\n- " and len(each) > 1 else between.join(each)
        for each in (row.leads, row.helpers)
    ]
    return [str(job.number), job.text, *names, "; ".join(row.products), row.when]


class Paper:
    """A plan while it is typed: its head stands already."""

    def __init__(self) -> None:
        self.document = Document()
        self.list = 0
        left, right = self.document.add_table(1, 2).rows[0].cells
        for cell, lines in (
            (left, ("UBND PHƯỜNG THỬ NGHIỆM", "Số: 12/KH-UBND")),
            (right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Thử Nghiệm, ngày 05 tháng 01 năm 2026")),
        ):  # fmt: skip
            for line in lines:
                cell.add_paragraph(line).alignment = ALIGN.CENTER
        for line in ("KẾ HOẠCH", "Cải cách hành chính năm 2026"):
            paragraph = self.document.add_paragraph()
            paragraph.add_run(line).bold = True
            paragraph.alignment = ALIGN.CENTER

    def table(self, columns: Sequence[str] = (), width: int = 6) -> Any:
        """Begin a table, with a header where columns are named."""
        self.grid = self.document.add_table(0, len(columns) or width)
        if columns:
            self.row(columns)
        return self.grid

    def row(self, texts: Sequence[str]) -> Any:
        """Add a row."""
        added = self.grid.add_row().cells
        for cell, text in zip(added, texts, strict=True):
            cell.text = text
        return added

    def group(self, text: str, first: str = "") -> None:
        """Add a row merged across; ``first``: what its first cell has for itself."""
        added = self.grid.add_row().cells
        if first:
            added[0].text = first
        added[bool(first)].merge(added[-1]).text = text

    def bytes(self) -> bytes:
        """Return the file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


@dataclass(frozen=True)
class Listed:
    """A plan in one table, row by row."""

    columns: tuple[str, ...] = COLUMNS
    cells: Cells = cells
    apart: bool = False
    """Whether a group's number has a cell of its own."""
    above: tuple[str, ...] = ()
    """A row merged across, above the header."""
    numbered: bool = False
    upper: bool = False

    def __call__(self, plan: Truth) -> bytes:
        paper = Paper()
        paper.table(width=len(self.columns))
        for text in self.above:
            paper.group(text)
        paper.row(self.columns)
        if self.numbered:
            paper.row([f"({at})" for at in range(1, len(self.columns) + 1)])
        for at, (name, jobs) in enumerate(plan.groups, start=1):
            shown = name.upper() if self.upper else name
            paper.group(*((shown, roman(at)) if self.apart else (f"{roman(at)}. {shown}",)))
            for job in jobs:
                for row in job.rows:
                    paper.row(self.cells(job, row))
        return paper.bytes()


def merged_rows(plan: Truth) -> bytes:
    """Two rows for a task, number and text merged down."""
    paper = Paper()
    paper.table(COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.group(f"{roman(at)}. {name}")
        for job in jobs:
            first = paper.row(cells(job, job.rows[0]))
            for row in job.rows[1:]:
                more = paper.row(["", "", *cells(job, row)[2:]])
                for column in (0, 1):
                    text = first[column].text
                    first[column].merge(more[column]).text = text
    return paper.bytes()


def cut_by_pages(plan: Truth, *, again: bool = True) -> bytes:
    """A table a page; a task goes on in the first row of the next; ``again``: below its header."""
    paper = Paper()
    paper.table(COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.group(f"{roman(at)}. {name}")
        for job in jobs:
            texts = cells(job, job.rows[0])
            if job.number % 9:
                paper.row(texts)
                continue
            words = texts[1].split(" ")
            paper.row([texts[0], " ".join(words[:5]), *texts[2:]])
            paper.document.add_paragraph("")
            paper.table(COLUMNS if again else ())
            paper.row(["", " ".join(words[5:]), "", "", "", ""])
    return paper.bytes()


def numbered_by_word(plan: Truth) -> bytes:
    """Numbers that Word makes; a group's in the column of numbers."""
    paper = Paper()
    paper.table(COLUMNS)
    number = new_list(paper.document)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.row([roman(at), name, "", "", "", ""])
        for job in jobs:
            added = paper.row(["", *cells(job, job.rows[0])[1:]])
            _number(added[0].paragraphs[0], number)
    return paper.bytes()


def _number(paragraph: Any, number: int) -> None:
    marks = f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(marks))


def _box(paragraph: Any, text: str) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:99pt;height:20pt"><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def with_boxes(plan: Truth) -> bytes:
    """A caption in a text box above the table, some deadlines in boxes within their cells."""
    paper = Paper()
    _box(paper.document.add_paragraph(), "Ghi chú: thời hạn tính theo ngày làm việc.")
    paper.table(COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.group(f"{roman(at)}. {name}")
        for job in jobs:
            texts = cells(job, job.rows[0])
            boxed = job.number % 6 == 0
            added = paper.row([*texts[:5], "" if boxed else texts[5]])
            if boxed:
                _box(added[5].paragraphs[0], texts[5])
    return paper.bytes()


def tracked(plan: Truth) -> bytes:
    """Changes that nobody has accepted: words replaced, rows put in, rows taken out."""
    paper = Paper()
    paper.table(COLUMNS)
    old = f"<w:del {_W} {_BY}><w:r><w:delText>Quý IV/2025</w:delText></w:r></w:del>"
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.group(f"{roman(at)}. {name}")
        for job in jobs:
            texts = cells(job, job.rows[0])
            changed = job.number % 7 == 0
            added = paper.row([*texts[:5], "" if changed else texts[5]])
            if changed:
                for xml in (old, f"<w:ins {_W} {_BY}><w:r><w:t>{texts[5]}</w:t></w:r></w:ins>"):
                    added[5].paragraphs[0]._p.append(parse_xml(xml))
            if job.number % 10 == 0:
                for cell in paper.row([""] * 6):
                    cell.paragraphs[0]._p.append(parse_xml(old))
                paper.grid.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {_W} {_BY}/>"))
            if job.number % 11 == 0:
                paper.grid.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:ins {_W} {_BY}/>"))
    return paper.bytes()


def two_levels(plan: Truth) -> bytes:
    """A header of two rows: «Phân công» over who is in charge, who leads, who helps."""
    paper = Paper()
    grid = paper.table(width=7)
    top, below = paper.row([""] * 7), paper.row([""] * 7)
    for at, name in ((0, "STT"), (1, "Nội dung"), (5, "Sản phẩm"), (6, "Thời gian hoàn thành")):
        top[at].merge(below[at]).text = name
    grid.rows[0].cells[2].merge(grid.rows[0].cells[4]).text = "Phân công thực hiện"
    for at, name in ((2, "Lãnh đạo chỉ đạo"), (3, "Chủ trì"), (4, "Phối hợp")):
        below[at].text = name
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        paper.group(f"{roman(at)}. {name}")
        for job in jobs:
            number, text, *rest = cells(job, job.rows[0])
            paper.row([number, text, "Phó Chủ tịch", *rest])
    return paper.bytes()


# --- tasks as paragraphs ------------------------------------------------------------------------


def paragraphs(tell: Callable[[Paper, int, int, Job], None]) -> Callable[[Truth], bytes]:
    """A plan without a table; ``tell`` types one task, given the numbers of its group and its own."""

    def made(plan: Truth) -> bytes:
        paper = Paper()
        paper.document.add_paragraph("II. NHIỆM VỤ TRỌNG TÂM")
        for at, (name, jobs) in enumerate(plan.groups, start=1):
            paper.document.add_paragraph(f"{at}. {name}")
            for number, job in enumerate(jobs, start=1):
                tell(paper, at, number, job)
        paper.document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
        paper.document.add_paragraph("Giao Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.")
        return paper.bytes()

    return made


def _given(paper: Paper, at: int, number: int, job: Job) -> None:
    """«1.1. … Giao A chủ trì, phối hợp với B hoàn thành trước 30/6/2026.»"""
    row = job.rows[0]
    text = f"{at}.{number}. {job.text} Giao {' và '.join(row.leads)} chủ trì"
    text += f", phối hợp với {', '.join(row.helpers)}" if row.helpers else ""
    when = (
        f"; thời gian hoàn thành: {row.when}." if number % 2 else f", hoàn thành {row.when[0].lower()}{row.when[1:]}."
    )
    paper.document.add_paragraph(text + when)


def _below(paper: Paper, at: int, number: int, job: Job) -> None:
    """Lines below a task say who and when."""
    row = job.rows[0]
    paper.document.add_paragraph(f"{'abcdeghiklm'[number - 1]}) {job.text}")
    paper.document.add_paragraph(f"- Đơn vị chủ trì: {', '.join(row.leads)}.")
    if row.helpers:
        paper.document.add_paragraph(f"- Đơn vị phối hợp: {', '.join(row.helpers)}.")
    paper.document.add_paragraph(f"- Thời gian thực hiện: {row.when}.")


def _automatic(paper: Paper, at: int, number: int, job: Job) -> None:
    """Numbers that Word makes, beginning anew in each group."""
    row = job.rows[0]
    helpers = f"; phối hợp: {', '.join(row.helpers)}" if row.helpers else ""
    paragraph = paper.document.add_paragraph(
        f"{job.text} (Chủ trì: {', '.join(row.leads)}{helpers}; thời hạn: {row.when})."
    )
    if number == 1:
        paper.list = new_list(paper.document)
    _number(paragraph, paper.list)


# --- cells --------------------------------------------------------------------------------------


def _labelled(job: Job, row: Row) -> list[str]:
    who = f"Chủ trì: {', '.join(row.leads)}" + (f"\nPhối hợp: {', '.join(row.helpers)}" if row.helpers else "")
    return [str(job.number), job.text, who, "; ".join(row.products), row.when]


def _bracketed(job: Job, row: Row) -> list[str]:
    who = f"{', '.join(row.leads)} (chủ trì)" + (f"; {', '.join(row.helpers)} (phối hợp)" if row.helpers else "")
    return [str(job.number), job.text, who, "; ".join(row.products), row.when]


def _dashed(job: Job, row: Row) -> list[str]:
    number, text, _, _, products, when = cells(job, row)
    helpers = f"- {'; - '.join(row.helpers)}./." if row.helpers else "-"
    return [number, text, f"- {'; - '.join(row.leads)}.", helpers, products, when]


def _reordered(job: Job, row: Row) -> list[str]:
    number, text, leads, helpers, products, when = cells(job, row, "\n")
    return [number, text, products, when, leads, helpers]


WORD: dict[str, tuple[Callable[[Truth], bytes], dict[str, bool]]] = {
    "gộp dọc": (merged_rows, {"double": True}),
    "số lặp lại": (Listed(), {"double": True}),
    "ngắt trang": (cut_by_pages, {}),
    "ngắt trang, không lặp đầu bảng": (lambda plan: cut_by_pages(plan, again=False), {}),
    "Word đánh số": (numbered_by_word, {}),
    "hộp văn bản": (with_boxes, {}),
    "vết sửa": (tracked, {}),
    "tên cột khác": (
        Listed(
            ("TT", "Nội dung công việc", "Kết quả, sản phẩm dự kiến", "Lộ trình thực hiện", "Đơn vị tham mưu", "Đơn vị liên quan"),
            _reordered, above=("BIỂU PHÂN CÔNG NHIỆM VỤ",), numbered=True, apart=True, upper=True,
        ),
        {},
    ),
    "hai tầng": (two_levels, {}),
    "hai mốc thời gian": (
        Listed((*COLUMNS[:5], "Thời gian bắt đầu", "Thời gian hoàn thành"), lambda job, row: [*cells(job, row)[:5], "Tháng 1/2026", row.when]),
        {},
    ),
    "một cột, có nhãn": (Listed(("STT", "Nhiệm vụ", "Đơn vị chủ trì, phối hợp", "Sản phẩm", "Thời hạn"), _labelled), {}),
    "một cột, trong ngoặc": (Listed(("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Sản phẩm", "Thời hạn"), _bracketed), {}),
    "liệt kê xuống dòng": (Listed(cells=lambda job, row: cells(job, row, ";\n- ")), {}),
    "liệt kê một dòng": (Listed(cells=_dashed), {}),
    "không số": (Listed(cells=lambda job, row: ["", *cells(job, row)[1:]]), {}),
    "đoạn, Giao": (paragraphs(_given), {"products": False}),
    "đoạn, dòng dưới": (paragraphs(_below), {"products": False}),
    "đoạn, Word đánh số": (paragraphs(_automatic), {"products": False}),
}  # fmt: skip
