"""Plans printed and read again: arbitrary plans as YAML, their document, what ``import`` makes of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from reportgen import stock
from reportgen.compose.plan_document import plan_document
from reportgen.load import read_agency, read_plan
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.planread import Difference, differences, naming_with, plan_text
from reportgen.planread import read_plan as read_document
from reportgen.render import render_plain
from reportgen.vn.text import POINT_LETTERS, fold, roman
from reportgen.wordview.package import open_package
from reportgen.workspace import Workspace
from tests.conftest import AGENCY

NOWHERE = Workspace(Path("khong-co"))
DAY = dt.date(2026, 3, 2)

_WORDS = (
    "rà soát", "thủ tục", "hành chính", "95,5%", "3.500 tỷ đồng", "hồ sơ", "(nếu có)", "“một cửa”", "KH&CN", "a < b",
    "trực tuyến", "tại Phụ lục II", "năm 2026", "01/7/2026", "Sở Tài chính", "- một ý -", "số 12/QĐ-STN", "C#", "{{ x }}",
    "doanh nghiệp;", "và: các", "…", "không", "05",
)  # fmt: skip
_UNITS = ("van-phong", "phong-mot", "phong-hai", "tat-ca")
_OUTSIDERS = ("UBND cấp xã", "Các Hội, Hiệp hội doanh nghiệp", "Đề nghị Công an tỉnh", "Phòng 1")
_DEADLINES = ("Thường xuyên", "Quý II/2026", "30/6/2026", "Trước 15/9", "theo kế hoạch riêng", "Hằng quý", "Năm 2026")
_GOALS = ("Tối thiểu 80%", "100%", "≤ 3 ngày", "giảm 10%", "Xếp hạng nhóm A", "ít nhất 3.500 tỷ đồng", "từ 75 đến 80%")
_PERIODS = {
    "nam": {
        "ten": "năm 2026",
        "mau": "bao-cao-nam",
        "tu_ngay": "01/01/2026",
        "den_ngay": "31/10/2026",
        "han_don_vi": "trước 10/11/2026",
        "han_tong_hop": "trước 15/11/2026",
        "nguoi_ky": "giam-doc",
    }
}
_KINDS = ("Nghị quyết", "Kế hoạch", "Quyết định", "Chỉ thị")


def sentences(end: str = ".") -> st.SearchStrategy[str]:
    """Return texts of some words, the first with a capital, spaces single."""
    words = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=9)
    return words.map(lambda some: f"Thực hiện {' '.join(some)}{end}")


def paragraphs(*, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Return paragraphs of a section: sentences, items with a dash, with a note or without."""
    noted = st.tuples(sentences(), sentences()).map(lambda two: f"{two[0][:-1]}^[{two[1]}].")
    return st.lists(st.one_of(sentences(), sentences(";").map("- {}".format), noted), min_size=least, max_size=3)


@st.composite
def _sections(draw: st.DrawFn) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"doan": [draw(sentences(" như sau:"))]}]
    for number in range(1, draw(st.integers(1, 3)) + 1):
        title = draw(sentences("")).upper()
        section: dict[str, Any] = {"so": roman(number), "tieu_de": title, "doan": draw(paragraphs())}
        section["muc"] = [draw(_item(str(at), "muc")) for at in range(1, draw(st.integers(0, 2)) + 1)]
        found.append(section)
    close = draw(sentences(", Văn phòng báo cáo Sở Nhận./."))
    return [*found, {"doan": [close]}]


@st.composite
def _item(draw: st.DrawFn, number: str, inner: str = "") -> dict[str, Any]:
    item: dict[str, Any] = {"so": number}
    if draw(st.booleans()):
        item |= {"tieu_de": draw(sentences("")), "doan": draw(paragraphs())}
    else:
        item["doan"] = draw(st.lists(sentences(), min_size=1, max_size=3))
    if inner:
        item[inner] = [draw(_item(POINT_LETTERS[at])) for at in range(draw(st.integers(0, 2)))]
    return item


def _some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=2, unique=True)


@st.composite
def _task(draw: st.DrawFn, code: str) -> dict[str, Any]:
    task: dict[str, Any] = {
        "ma": code,
        "noi_dung": draw(sentences()),
        "chu_tri": draw(_some(_UNITS, 1)),
        "phoi_hop": draw(_some((*_UNITS, *_OUTSIDERS))),
        "thoi_han": draw(st.sampled_from(_DEADLINES)),
        "san_pham": draw(st.lists(sentences(" này"), max_size=2, unique=True)),
        "theo_doi": draw(_some(_UNITS)),
        "lanh_dao": draw(_some(("Giám đốc Sở", "Phó Giám đốc Sở"))),
        "kinh_phi": draw(st.sampled_from(("", "500 triệu đồng", "Theo dự toán"))),
    }
    task["muc_nho"] = [draw(_part()) for _ in range(draw(st.integers(0, 3)))]
    return {key: value for key, value in task.items() if value}


@st.composite
def _part(draw: st.DrawFn) -> dict[str, Any]:
    part = {
        "noi_dung": draw(sentences()),
        "chu_tri": draw(_some(_UNITS)),
        "thoi_han": draw(st.sampled_from(_DEADLINES)),
    }
    return {key: value for key, value in part.items() if value}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """A plan with its text, as its file has it: numbered as plans are, everything that can be printed."""
    several = draw(st.booleans())
    through = draw(st.booleans())
    parts, number = [], 0
    for part in range(1, 3 if several else 2):
        groups = []
        for group in range(1, draw(st.integers(1, 3)) + 1):
            before = f"{roman(part)}.{roman(group)}" if several else roman(group)
            tasks = []
            for at in range(1, draw(st.integers(0 if group > 1 else 1, 3)) + 1):
                number += 1
                tasks.append(draw(_task(f"{before}.{number if through else at}")))
            groups.append({"so": roman(group), "ten": draw(sentences(" này")), "nhiem_vu": tasks})
        named = {"phan": roman(part), "ten": draw(sentences(""))} if several else {}
        parts.append({**named, "nhom": groups})
    targets = {
        f"CT{at}": {
            "ten": f"{draw(sentences(''))} {at}",
            "muc": draw(st.sampled_from(_GOALS)),
            "thuc_hien": draw(_some(_UNITS, 1)),
            "theo_doi": draw(st.sampled_from(_UNITS)),
        }
        for at in range(1, draw(st.integers(0, 3)) + 1)
    }
    issued = {"so": "7", "ngay": "02/3/2026"} if draw(st.booleans()) else {}
    return {
        "nam": "2026",
        "ky_hieu": "KH-STN",
        **issued,
        "trich_yeu": draw(sentences(" năm 2026")),
        "can_cu": draw(_bases()),
        "ky_bao_cao": _PERIODS,
        "kinh_gui": ["Sở Nhận"],
        "noi_nhan": ["Sở Nhận", "Các phòng thuộc Sở (để t/hiện)"],
        "noi_dung": draw(_sections()),
        "phu_luc": {"nhiem_vu": draw(sentences("")).upper()},
        "tong_so": {"nhiem_vu": number} if draw(st.booleans()) else None,
        "chi_tieu": targets,
        "nhiem_vu": parts,
    }


def simple(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a plan of few words with ``tasks``, as its file has them below ``nhiem_vu``."""
    return {
        "nam": "2026",
        "ky_hieu": "KH-STN",
        "trich_yeu": "Việc thử năm 2026",
        "ky_bao_cao": _PERIODS,
        "kinh_gui": ["Sở Nhận"],
        "noi_nhan": ["Sở Nhận"],
        "noi_dung": [{"doan": ["Sở ban hành Kế hoạch như sau:", "Văn phòng báo cáo Sở Nhận./."]}],
        "nhiem_vu": tasks,
    }


@st.composite
def _bases(draw: st.DrawFn) -> list[dict[str, str]]:
    return [
        {
            "loai": draw(st.sampled_from(_KINDS)),
            "so_ky_hieu": f"{900 + at}/KH-UBND",
            "ngay": "05/01/2026",
            "co_quan": "Ủy ban nhân dân tỉnh",
            "trich_yeu": f"về việc cải cách {at}",
        }
        for at in range(draw(st.integers(0, 2)))
    ]


def read(plan: dict[str, Any]) -> tuple[Agency, Plan]:
    """Return a plan as its file is read, beside the small workspace's agency."""
    agency = read_agency(AGENCY.encode())
    loaded = read_plan(NOWHERE, "kh", json.dumps(plan, ensure_ascii=False, indent=1).encode())
    assert agency.value is not None
    assert loaded.value is not None, [finding.found for finding in loaded.findings]
    return agency.value, loaded.value


def printed(agency: Agency, plan: Plan) -> bytes:
    """Return the plan's document."""
    template = stock.stock_folder() / f"{stock.PLAN_DOCUMENT}.docx"
    context = plan_document(agency, plan, agency.signer_on(plan.signed_by, DAY))
    return render_plain(template.name, template.read_bytes(), context)


def imported(agency: Agency, docx: bytes) -> tuple[Plan, str]:
    """Return what ``import`` makes of a document, and what has found no place in it."""
    names = {fold(name) for name in agency.known_names()}
    found = read_document(open_package(docx), lambda name: fold(name) in names)
    text = plan_text(found, "kh.yaml", "kh.docx", naming_with(agency, found)).text
    back = read_plan(NOWHERE, "kh", text.encode())
    assert back.value is not None, ([finding.found for finding in back.findings], text)
    return back.value, " | ".join(left.text for left in found.unplaced)


def told_apart(agency: Agency, plan: Plan, docx: bytes) -> list[Difference | str]:
    """Return how what is read of a document differs from its plan, either way, and what was not placed."""
    back, left = imported(agency, docx)
    return [*differences(agency, plan, back), *differences(agency, back, plan), *([left] if left else [])]
