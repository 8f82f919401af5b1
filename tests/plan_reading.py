"""What the tests of ``import`` share: the real plans as Word files, small papers, what was read of them."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from docx import Document

from reportgen.excel import read_book
from reportgen.finding import errors_in
from reportgen.load import load_agency, load_plan
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.pipeline.plan_in import Imported, make_workspace
from reportgen.planread import FoundPlan, read_book_plan
from reportgen.planread import read_plan as read_word
from reportgen.wordview.package import open_package
from reportgen.workspace import Workspace
from tests.plan_docx import Layout, built

DATA = Path(__file__).resolve().parent.parent / "data"
SAID = {
    "so-khcn-hai-phong": (
        "Thực hiện Kế hoạch số 69/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố Hải Phòng về việc thực hiện "
        "Nghị quyết số 02/NQ-CP tại thành phố Hải Phòng, Sở Khoa học và Công nghệ xây dựng kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "Tiếp tục góp phần cải thiện mạnh mẽ chất lượng môi trường kinh doanh của thành phố Hải Phòng.",
        "III. TỔ CHỨC THỰC HIỆN",
        "- Gửi báo cáo 6 tháng (trước ngày 10/5) và báo cáo năm 2026 (trước ngày 10/11) về Lãnh đạo Sở (qua Văn phòng Sở tổng hợp).",
        "- Tham mưu công tác tổng hợp, dự thảo báo cáo 6 tháng (trước ngày 15/5) và báo cáo năm 2026 (trước ngày 15/11) trình Lãnh đạo Sở "
        "để gửi Sở Tài chính.",
    ),
    "xa-viet-khe": (
        "Thực hiện Kế hoạch số 69/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố Hải Phòng về việc thực hiện "
        "Nghị quyết số 02/NQ-CP tại thành phố Hải Phòng; Ủy ban nhân dân xã Việt Khê ban hành Kế hoạch như sau:",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Trung tâm dịch vụ sự nghiệp công phối hợp với phòng Văn hóa – Xã hội thực hiện tuyên truyền trên Cổng thông tin điện tử của xã.",
        "2. Trưởng các phòng, đơn vị báo cáo đánh giá tình hình thực hiện theo 6 tháng và năm 2026 gửi về UBND xã (qua Phòng Kinh tế xã) "
        "trước ngày 20/05/2026 và báo cáo năm trước ngày 15/11/2026 để tổng hợp báo cáo Sở Tài chính theo quy định.",
        "3. Phòng Kinh tế xã là đầu mối giám sát, tổng hợp báo cáo gửi về Sở Tài chính theo 6 tháng trước ngày 21/5 và báo cáo năm trước "
        "ngày 20/11 theo đúng thời gian quy định.",
    ),
}
HEADS = {
    "so-khcn-hai-phong": (("UBND THÀNH PHỐ HẢI PHÒNG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"), ("GIÁM ĐỐC", "Nguyễn Cao Thắng")),
    "xa-viet-khe": (
        ("", "ỦY BAN NHÂN DÂN XÃ VIỆT KHÊ"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Văn Kim"),
    ),
}


def source(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    agency = yaml.load((DATA / name / "co-quan.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    plan = yaml.load((DATA / name / "ke-hoach" / "nq02-2026.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return agency, plan


def seed_docx(name: str, layout: Layout) -> bytes:
    head, signature = HEADS[name]
    return built(*source(name), layout, SAID[name], head=head, signature=signature)


def loaded(root: Path, plan_id: str = "nq02-2026") -> tuple[Agency, Plan]:
    agency, plan = load_agency(Workspace(root)).value, load_plan(Workspace(root), plan_id).value
    assert agency is not None
    assert plan is not None
    return agency, plan


def made(folder: Path, content: bytes) -> Imported:
    folder.mkdir(exist_ok=True)
    (folder / "KH.docx").write_bytes(content)
    return make_workspace(folder / "co-quan", folder / "KH.docx", 2026)


def told(agency: Agency, plan: Plan) -> list[tuple[object, ...]]:
    """Every task as it is meant: who leads by the units' names, who helps as printed, texts and deadlines word for word."""
    return [
        (
            group.number,
            group.name,
            task.code,
            task.text,
            sorted(agency.units[unit].name for unit in agency.units_of(task.all_leads)),
            [re.sub(r"\W+", " ", agency.shown_name(name)) for name in task.helpers],
            task.deadline.text if task.deadline else "",
        )
        for part in plan.parts
        for group in part.groups
        for task in group.tasks
    ]


HEADER = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn")


def paper(
    rows: Sequence[Sequence[str]], *, header: Sequence[str] = HEADER, merges: Sequence[tuple[int, int, int]] = ()
) -> bytes:
    """A small plan with one table. ``merges``: column, first and last row (from 0 below the header) merged downward."""
    document = Document(io.BytesIO(_without_tables()))
    table = document.add_table(0, len(header))
    for texts in (header, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for column, first, last in merges:
        kept = table.cell(first + 1, column).text
        for row in range(first + 2, last + 2):
            table.cell(row, column).text = ""
        table.cell(first + 1, column).merge(table.cell(last + 1, column)).text = kept
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@functools.cache
def _without_tables() -> bytes:
    agency = {"dia_danh": "Thử", "don_vi": {}}
    plan = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Cải cách hành chính năm 2026", "nhiem_vu": []}
    return built(agency, plan)


def read_paper(tmp_path: Path, content: bytes) -> tuple[Imported, Plan]:
    done = made(tmp_path, content)
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert not errors_in(done.findings), [finding.found for finding in errors_in(done.findings)]
    return done, plan


def read_found(content: bytes, ending: str = ".docx") -> FoundPlan:
    """Read a plan as ``import`` does, before anything is written; no name is known."""
    if ending == ".xlsx":
        return read_book_plan(read_book(content), lambda _: False)
    return read_word(open_package(content))
