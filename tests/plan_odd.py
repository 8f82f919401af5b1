"""Plans of sixty tasks as offices lay them out in Word and Excel, their truth known, and how much of it is read."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from openpyxl.comments import Comment

from reportgen.excel import read_book
from reportgen.planread import FoundPlan, read_book_plan, read_plan
from reportgen.planread.texts import one_line
from reportgen.vn.text import fold, roman
from reportgen.wordview.package import open_package
from tests.plan_docx import _new_list

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
UNITS = (
    "Văn phòng HĐND và UBND", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Phòng Tài chính - Kế hoạch",
    "Trung tâm Phục vụ hành chính công", "Công an phường", "Ban Quản lý dự án", "Trạm Y tế",
)  # fmt: skip
OUTSIDE = (
    "Ủy ban MTTQ Việt Nam phường", "các tổ dân phố", "Hội Liên hiệp Phụ nữ", "Đoàn TNCS Hồ Chí Minh", "các đơn vị có liên quan",
    "UBND cấp xã",
)  # fmt: skip
GROUPS = (
    "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ",
    "Cải cách tài chính công", "Xây dựng chính quyền số",
)  # fmt: skip
WORK = (
    "Rà soát {}, kiến nghị sửa đổi những nội dung không còn phù hợp", "Tổ chức tuyên truyền về {} đến các tổ dân phố",
    "Xây dựng kế hoạch thực hiện {}; hướng dẫn các đơn vị triển khai", "Kiểm tra việc thực hiện {} tại các đơn vị",
    "Nâng cấp {}: bảo đảm kết nối, chia sẻ dữ liệu", "Tập huấn cho công chức về {} (02 lớp)",
)  # fmt: skip
THINGS = (
    "quy trình nội bộ", "văn bản quy phạm pháp luật", "dịch vụ công trực tuyến", "hồ sơ điện tử", "chuẩn mực ứng xử",
    "dữ liệu hộ tịch", "quản lý tài sản công", "vị trí việc làm", "thông tin cơ sở", "an toàn thông tin",
)  # fmt: skip
PRODUCTS = ("Kế hoạch", "Báo cáo", "Quyết định của UBND phường", "Danh mục hồ sơ", "Văn bản chỉ đạo")
WHEN = (
    "Thường xuyên", "Quý I/2026", "Quý II/2026", "Tháng 9/2026", "Trước 30/6/2026", "Năm 2026", "15/11/2026",
    "6 tháng đầu năm 2026", "Hằng quý",
)  # fmt: skip


@dataclass
class Row:
    """One line of a task's work: its second line where a task takes two."""

    leads: list[str]
    helpers: list[str]
    when: str
    products: list[str]


@dataclass
class Job:
    """A task as it is meant."""

    number: int
    text: str
    rows: list[Row]


@dataclass
class Truth:
    """A plan's groups, each with its tasks."""

    groups: list[tuple[str, list[Job]]]


@dataclass
class Score:
    """How many cells were read right, wrong but doubted, wrong and not; words found nowhere."""

    right: int = 0
    doubted: int = 0
    silent: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.right + self.doubted + len(self.silent)


def truth(seed: int, *, double: bool = False, products: bool = True) -> Truth:
    """Make a plan; ``double``: every fifth task has a second line of its own product, lead and deadline."""
    pick = random.Random(seed)
    number, groups = 0, []

    def row() -> Row:
        leads = pick.sample(UNITS, pick.choice((1, 1, 1, 2)))
        helpers = pick.sample(UNITS + OUTSIDE, pick.choice((0, 1, 2, 3)))
        helpers = [helper for helper in helpers if helper not in leads]
        return Row(leads, helpers, pick.choice(WHEN), [pick.choice(PRODUCTS)] if products else [])

    for name in GROUPS:
        jobs = []
        for _ in range(10):
            number += 1
            text = f"{pick.choice(WORK).format(pick.choice(THINGS))} năm 2026, đợt {number}."
            jobs.append(Job(number, text, [row(), row()] if double and number % 5 == 0 else [row()]))
        groups.append((name, jobs))
    return Truth(groups)


# --- Word ---------------------------------------------------------------------------------------

COLUMNS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành")


def _start() -> Any:
    document = Document()
    head = document.add_table(1, 2).rows[0].cells
    for cell, lines in zip(
        head,
        (("UBND PHƯỜNG THỬ NGHIỆM", "Số: 12/KH-UBND"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Thử Nghiệm, ngày 05 tháng 01 năm 2026")),
        strict=True,
    ):  # fmt: skip
        for line in lines:
            cell.add_paragraph(line).alignment = ALIGN.CENTER
    for line in ("KẾ HOẠCH", "Cải cách hành chính năm 2026"):
        document.add_paragraph().add_run(line).bold = True
        document.paragraphs[-1].alignment = ALIGN.CENTER
    document.add_paragraph(
        "Căn cứ Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ về cải thiện môi trường kinh doanh;"
    )
    return document


def _listed(names: list[str], between: str = "; ") -> str:
    return f"- {between.join(names)}" if between.startswith(";\n") and len(names) > 1 else between.join(names)


def _cells(job: Job, row: Row, between: str = "; ") -> list[str]:
    return [
        str(job.number),
        job.text,
        _listed(row.leads, between),
        _listed(row.helpers, between),
        "; ".join(row.products),
        row.when,
    ]


def _add(table: Any, texts: list[str]) -> Any:
    cells = table.add_row().cells
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text
    return cells


def _group(table: Any, at: int, name: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = f"{roman(at)}. {name}"


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def double_rows(plan: Truth) -> bytes:
    """Two rows for a task, number and text merged down."""
    document = _start()
    table = document.add_table(1, 6)
    _fill(table.rows[0].cells, COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _group(table, at, name)
        for job in jobs:
            first = _add(table, _cells(job, job.rows[0]))
            for row in job.rows[1:]:
                more = _add(table, ["", "", *_cells(job, row)[2:]])
                for column in (0, 1):
                    text = first[column].text
                    first[column].merge(more[column]).text = text
    return _saved(document)


def _fill(cells: Any, texts: tuple[str, ...] | list[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def cut_by_pages(plan: Truth) -> bytes:
    """A table for each page; the last task of one goes on in the first row of the next, below its header again."""
    document = _start()
    table = document.add_table(1, 6)
    _fill(table.rows[0].cells, COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _group(table, at, name)
        for job in jobs:
            texts = _cells(job, job.rows[0])
            if job.number % 9:
                _add(table, texts)
                continue
            words = texts[1].split(" ")
            _add(table, [texts[0], " ".join(words[:5]), *texts[2:]])
            document.add_paragraph("")
            table = document.add_table(1, 6)
            _fill(table.rows[0].cells, COLUMNS)
            _add(table, ["", " ".join(words[5:]), "", "", "", ""])
    return _saved(document)


def numbered_by_word(plan: Truth) -> bytes:
    """Numbers that Word makes; groups with theirs in a column of their own."""
    document = _start()
    table = document.add_table(1, 6)
    _fill(table.rows[0].cells, COLUMNS)
    number = _new_list(document)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _add(table, [roman(at), name, "", "", "", ""])
        for job in jobs:
            cells = _add(table, ["", *_cells(job, job.rows[0])[1:]])
            marks = f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(marks))
    return _saved(document)


def with_boxes(plan: Truth) -> bytes:
    """A section's heading in a text box above the table, a note in another."""
    document = _start()
    for text in ("Phụ lục. NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH", "Ghi chú: thời hạn tính theo ngày làm việc."):
        box = (
            f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:30pt"><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        document.add_paragraph()._p.append(parse_xml(box))
    table = document.add_table(1, 6)
    _fill(table.rows[0].cells, COLUMNS)
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _group(table, at, name)
        for job in jobs:
            texts = _cells(job, job.rows[0])
            cells = _add(table, texts)
            if job.number % 12 == 0:  # the deadline stands in a box within its cell
                cells[5].text = ""
                box = (
                    f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:50pt;height:20pt"><v:textbox>'
                    f"<w:txbxContent><w:p><w:r><w:t>{texts[5]}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
                )
                cells[5].paragraphs[0]._p.append(parse_xml(box))
    return _saved(document)


def tracked(plan: Truth) -> bytes:
    """Changes that nobody has accepted: words replaced, a row put in, a row taken out."""
    document = _start()
    table = document.add_table(1, 6)
    _fill(table.rows[0].cells, COLUMNS)
    by = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _group(table, at, name)
        for job in jobs:
            texts = _cells(job, job.rows[0])
            cells = _add(table, texts)
            if job.number % 7 == 0:
                old = f"<w:del {_W} {by}><w:r><w:delText>Quý IV/2025</w:delText></w:r></w:del>"
                new = f"<w:ins {_W} {by}><w:r><w:t>{texts[5]}</w:t></w:r></w:ins>"
                cells[5].text = ""
                for xml in (old, new):
                    cells[5].paragraphs[0]._p.append(parse_xml(xml))
            if job.number % 10 == 0:
                gone = table.add_row()
                for cell in gone.cells:
                    cell.paragraphs[0]._p.append(
                        parse_xml(f"<w:del {_W} {by}><w:r><w:delText>Việc cũ đã bỏ</w:delText></w:r></w:del>")
                    )
                gone._tr.get_or_add_trPr().append(parse_xml(f"<w:del {_W} {by}/>"))
            if job.number % 11 == 0:
                table.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:ins {_W} {by}/>"))
    return _saved(document)


def other_names(plan: Truth) -> bytes:
    """Columns under other names in another order, their header below a caption, numbered (1), (2)."""
    document = _start()
    table = document.add_table(0, 6)
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = "BIỂU PHÂN CÔNG NHIỆM VỤ"
    _add(
        table,
        [
            "TT",
            "Nội dung công việc",
            "Kết quả, sản phẩm dự kiến",
            "Lộ trình thực hiện",
            "Đơn vị tham mưu",
            "Đơn vị liên quan",
        ],
    )
    _add(table, [f"({at})" for at in range(1, 7)])
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _add(table, [roman(at), name.upper(), "", "", "", ""])
        for job in jobs:
            number, text, leads, helpers, products, when = _cells(job, job.rows[0], "\n")
            _add(table, [number, text, products, when, leads, helpers])
    return _saved(document)


def as_paragraphs(plan: Truth) -> bytes:
    """No table: «1. … Giao A chủ trì, phối hợp với B, C hoàn thành trước 30/6/2026.»"""
    document = _start()
    document.add_paragraph("II. NHIỆM VỤ TRỌNG TÂM")
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        document.add_paragraph(f"{at}. {name}")
        for number, job in enumerate(jobs, start=1):
            row = job.rows[0]
            text = f"{at}.{number}. {job.text} Giao {' và '.join(row.leads)} chủ trì"
            text += f", phối hợp với {', '.join(row.helpers)}" if row.helpers else ""
            document.add_paragraph(
                f"{text}; thời gian hoàn thành: {row.when}."
                if number % 2
                else f"{text}, hoàn thành {_lower(row.when)}."
            )
    document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    document.add_paragraph("Giao Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.")
    return _saved(document)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def listed_down(plan: Truth) -> bytes:
    """Names as lists with dashes, a line each; helpers and leads in one column of two lines for some."""
    document = _start()
    table = document.add_table(1, 6)
    _fill(
        table.rows[0].cells,
        (
            "Số TT",
            "Nội dung nhiệm vụ",
            "Đơn vị chủ trì thực hiện",
            "Đơn vị phối hợp thực hiện",
            "Sản phẩm",
            "Thời gian",
        ),
    )
    for at, (name, jobs) in enumerate(plan.groups, start=1):
        _group(table, at, name)
        for job in jobs:
            _add(table, _cells(job, job.rows[0], ";\n- "))
    return _saved(document)


# --- Excel --------------------------------------------------------------------------------------


def _book(
    plan: Truth,
    *,
    per_group: bool = False,
    lines: bool = False,
    dates: bool = False,
    foot: bool = False,
    merged: bool = True,
) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    at = _sheet_head(page, foot=foot)
    for number, (name, jobs) in enumerate(plan.groups, start=1):
        if per_group and number > 1:
            page = book.create_sheet(f"Nhóm {number}")
            at = 1
        if per_group or number == 1:
            at = _row(page, at, list(COLUMNS))
        if merged:
            page.cell(at, 1, f"{roman(number)}. {name}")
            page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=6)
            at += 1
        else:
            at = _row(page, at, [roman(number), name])
        for job in jobs:
            begin = at
            for row in job.rows:
                texts: list[Any] = _cells(job, row, "\n" if lines else "; ")
                texts[0] = job.number
                if dates and (day := _day(row.when)):
                    texts[5] = day
                at = _row(page, at, texts if at == begin else ["", "", *texts[2:]])
            if at - begin > 1:
                for column in (1, 2):
                    page.merge_cells(start_row=begin, end_row=at - 1, start_column=column, end_column=column)
            if lines and job.number == 7:
                page.cell(begin, 3).comment = Comment("Hỏi lại đơn vị", "A")
    if foot:
        page.cell(at + 2, 1, "Nơi nhận:")
        page.cell(at + 3, 1, "- Sở Nội vụ;")
        page.cell(at + 2, 5, "TM. ỦY BAN NHÂN DÂN")
        page.cell(at + 3, 5, "CHỦ TỊCH")
        page.cell(at + 6, 5, "Nguyễn Văn Mẫu")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_head(page: Any, *, foot: bool) -> int:
    if not foot:
        page.cell(1, 1, "PHỤ LỤC")
        page.cell(2, 1, "Nhiệm vụ cải cách hành chính năm 2026")
        page.merge_cells("A2:F2")
        page.cell(3, 1, "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND phường Thử Nghiệm)")
        page.merge_cells("A3:F3")
        return 5
    page.cell(1, 1, "UBND PHƯỜNG THỬ NGHIỆM")
    page.cell(1, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.cell(2, 1, "Số: 12/KH-UBND")
    page.cell(2, 4, "Độc lập - Tự do - Hạnh phúc")
    page.cell(3, 4, "Thử Nghiệm, ngày 05 tháng 01 năm 2026")
    for at, text in ((5, "KẾ HOẠCH"), (6, "Cải cách hành chính năm 2026")):
        page.cell(at, 1, text)
        page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=6)
    return 8


def _day(when: str) -> dt.date | None:
    return dt.date(2026, 11, 15) if when == "15/11/2026" else None


def _row(page: Any, at: int, values: list[Any]) -> int:
    for column, value in enumerate(values, start=1):
        if value != "":
            page.cell(at, column, value)
            if isinstance(value, dt.date):
                page.cell(at, column).number_format = "dd/mm/yyyy"
    return at + 1


# --- all of them, and what is read --------------------------------------------------------------

LAYOUTS: dict[str, tuple[Callable[[Truth], bytes], dict[str, bool]]] = {
    "gop-doc.docx": (double_rows, {"double": True}),
    "ngat-trang.docx": (cut_by_pages, {}),
    "tu-danh-so.docx": (numbered_by_word, {}),
    "hop-chu.docx": (with_boxes, {}),
    "vet-sua.docx": (tracked, {}),
    "ten-cot.docx": (other_names, {}),
    "doan-van.docx": (as_paragraphs, {"products": False}),
    "liet-ke.docx": (listed_down, {}),
    "thuong.xlsx": (lambda plan: _book(plan, dates=True), {}),
    "nhieu-trang.xlsx": (lambda plan: _book(plan, per_group=True), {}),
    "nhieu-dong.xlsx": (lambda plan: _book(plan, lines=True, merged=False, dates=True), {}),
    "gop-o.xlsx": (lambda plan: _book(plan, foot=True), {"double": True}),
}


def read(name: str, content: bytes) -> FoundPlan:
    """Read a plan as ``import`` does."""
    return (
        read_book_plan(read_book(content), lambda _: False)
        if name.endswith(".xlsx")
        else read_plan(open_package(content))
    )


def score(plan: Truth, found: FoundPlan) -> Score:
    """Hold what was read against what is meant, cell by cell."""
    result = Score()
    groups = {fold(group.name): group for section in found.sections for group in section.groups}
    everything = fold(" ".join(_everything(found)))
    for name, jobs in plan.groups:
        group = groups.get(fold(name))
        _note(result, group is not None, True, f"nhóm {name}")
        read_tasks = {_key(task.text): task for task in group.tasks} if group else {}
        for job in jobs:
            task = read_tasks.get(_key(job.text))
            for at, row in enumerate(job.rows):
                for what, meant, got in _compared(job, row, task, at):
                    doubted = bool(task and task.doubts)
                    _note(result, meant == got, doubted, f"{job.number} {what}: {meant!r}, đọc {got!r}")
                words = [job.text, *row.leads, *row.helpers, row.when, *row.products]
                result.lost += [word for word in words if word and fold(word) not in everything]
    return result


def _key(text: str) -> str:
    return fold(one_line(text)).rsplit("đợt", 1)[-1].strip(" .") if "đợt" in text else fold(text)


def _note(result: Score, right: bool, doubted: bool, told: str) -> None:
    if right:
        result.right += 1
    elif doubted:
        result.doubted += 1
        result.told.append(told)
    else:
        result.silent.append(told)


def _compared(job: Job, row: Row, task: Any, at: int) -> Iterator[tuple[str, Any, Any]]:
    part = task.parts[at] if task and len(job.rows) > 1 and len(task.parts) > at else None
    own = part or task
    if at == 0:
        yield "noi_dung", fold(job.text), fold(one_line(task.text)) if task else None
    yield "chu_tri", [fold(name) for name in row.leads], [fold(name) for name in own.leads] if own else None
    yield "phoi_hop", [fold(name) for name in row.helpers], [fold(name) for name in own.helpers] if own else None
    yield "thoi_han", fold(row.when), fold(own.deadline) if own else None
    if row.products:
        got = ([part.text] if part else task.products) if task else []
        yield "san_pham", [fold(each) for each in row.products], [fold(each) for each in got]


def _everything(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _everything(each)
    elif isinstance(found, dict):
        yield from _everything(list(found.values()))
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from _everything(getattr(found, name))
