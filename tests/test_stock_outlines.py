"""The two outlines beside the half-year's and the year's: administrative reform in seven parts, a short quarterly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docx_text import controls, example_report, paragraphs, plain_text, sections, table_headed, texts
from tests.own_template import Cli
from tests.places import WORKSPACES

HEADINGS = ("heading 1", "heading 2")


def drafted(root: Path, cli: Cli, template: str, *more: str) -> Path:
    """Draft the first half year with another template; the draft has no fault of form."""
    path = root / "ke-hoach" / "nq02-2026.yaml"
    wanted = "".join(f"\n    {line}" for line in (f"mau: {template}", *more))
    path.write_text(path.read_text(encoding="utf-8").replace("\n    mau: bao-cao-6-thang", wanted, 1), encoding="utf-8")
    ran = cli("-C", root, "draft", "6-thang", "-o", root / "a.docx")
    assert ran.code == 0, ran.err
    assert "Thể thức: không có lỗi, không có khuyến nghị" in ran.out
    return root / "a.docx"


@pytest.mark.parametrize("name", WORKSPACES)
def test_administrative_reform_has_its_seven_parts(name: str, workspace: Callable[[str], Path], cli: Cli) -> None:
    report = drafted(workspace(name), cli, "bao-cao-cchc")
    told = [text for style, text in paragraphs(report) if style in HEADINGS]
    assert told[:8] == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH",
        "II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG CẢI CÁCH HÀNH CHÍNH",
        "1. Cải cách thể chế",
        "2. Cải cách thủ tục hành chính",
        "3. Cải cách tổ chức bộ máy",
        "4. Cải cách chế độ công vụ",
        "5. Cải cách tài chính công",
        "6. Xây dựng, phát triển chính quyền số",
    ]
    assert [text.split(".")[0] for text in told if re.match("[IVX]+\\.", text)] == ["I", "II", "III", "IV", "V"]
    usual = [(control.tag, control.text) for control in controls(example_report(name, "6-thang")) if control.is_place]
    places = [(control.tag, control.text) for control in controls(report) if control.is_place]
    assert sorted(places) == sorted(usual)  # each is printed once, as there


@pytest.mark.parametrize("name", WORKSPACES)
def test_the_quarterly_counts_groups_and_has_no_appendix(name: str, workspace: Callable[[str], Path], cli: Cli) -> None:
    report = drafted(workspace(name), cli, "bao-cao-quy", "phu_luc: không", "so_trang: 3")
    assert len(sections(report)) == 1
    counted = table_headed(report, "Nhóm nhiệm vụ", "Tổng số")
    whole, *rest = counted[1:]
    groups = [row for row in rest if not row[0].startswith("Phần ")]
    assert int(whole[1]) == sum(int(row[1]) for row in groups)
    assert all(sum(int(figure or 0) for figure in row[2:]) == int(row[1]) for row in (whole, *groups))
    assert not [text for text in texts(report, "heading 1") if "NGUYÊN NHÂN" in text]


def test_the_quarterly_with_appendices_has_them(workspace: Callable[[str], Path], cli: Cli) -> None:
    text = plain_text(drafted(workspace(WORKSPACES[-1]), cli, "bao-cao-quy"))
    assert "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ" in text
    assert text.count("landscape") == 2
