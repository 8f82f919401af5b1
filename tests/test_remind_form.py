"""The reminder letter as a file: its form, its pages, issuing it, names that are taken, options that do not go together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from reportgen import stock
from tests.conftest import Small
from tests.docx_text import members, paragraphs, style_names, texts
from tests.issuing import unchanged
from tests.office import convert
from tests.pages import Page, pages_of
from tests.places import ROOT
from tests.small import GOING, fill
from tests.test_remind import BY_ORDER, UNITS, Cli, body, letter_of, reminded, sent

TEMPLATE = ROOT / "templates" / "cong-van-don-doc.docx"


# --- its form, and issuing it
def many_tasks(small: Small, count: int = 20) -> None:
    """A plan of many more tasks, none of which Phòng Một has told of."""
    rows = "".join(
        f"          - {{ma: II.{number}, noi_dung: Việc thứ {number} {'dài ' * (number % 7 * 4)}của phòng này, "
        "chu_tri: [phong-mot], thoi_han: năm 2026}\n"
        for number in range(2, count + 2)
    )
    path = small.root / "ke-hoach/kh.yaml"
    path.write_text(path.read_text("utf-8") + rows, "utf-8", newline="\n")
    fill(small)


def in_three_ways(small: Small, cli: Cli, way: str) -> list[Path]:
    if way == "long":
        many_tasks(small)
    elif way == "one":
        sent(small, "van-phong", "phong-mot")
    reminded(cli, small, *(["--each"] if way == "each" else []))
    return sorted((small.root / "ban-thao").iterdir())


each_way = pytest.mark.parametrize("way", ["one", "all", "each", "long"])


@each_way
@pytest.mark.parametrize("by_order", [False, True])
def test_lint_finds_nothing(small: Small, cli: Cli, way: str, by_order: bool) -> None:
    if by_order:
        small.replace("co-quan.yaml", "nguoi_ky:\n", f"nguoi_ky:\n{BY_ORDER}")
    for path in in_three_ways(small, cli, way):
        ran = cli("lint", path, "--strict", cwd=small.root)
        assert ran.code == 0, ran.out
        assert "công văn: không có lỗi, không có khuyến nghị" in ran.out


@pytest.mark.parametrize(("name", "lost"), [("so-khcn-hai-phong", "phong-cntt"), ("xa-viet-khe", "phong-vh-xh")])
@pytest.mark.parametrize("today", ["06/5/2026", "28/5/2026"])
def test_lint_finds_nothing_for_either_agency(
    workspace: Callable[[str], Path], cli: Cli, name: str, lost: str, today: str
) -> None:
    root = workspace(name)
    (root / f"tinh-hinh/nq02-2026/6-thang/{lost}.yaml").unlink()
    assert cli("remind", "6-thang", "--today", today, cwd=root).code == 0
    assert cli("remind", "nam", "--today", today, "--each", cwd=root).code == 0
    ran = cli("lint", root / "ban-thao", "--strict", cwd=root)
    assert ran.code == 0, ran.out


@each_way
def test_the_package_is_sound_and_nothing_of_the_template_is_left(
    small: Small, cli: Cli, way: str, tmp_path: Path
) -> None:
    for path in in_three_ways(small, cli, way):
        result = OpenXmlValidator().validate(str(path))
        assert [str(error) for error in result.errors] == []
        assert {name for name, _ in paragraphs(path)} <= set(style_names(path).values())
        for name, content in members(path).items():
            assert not re.search(rb"\{\{|\}\}|\{%|%\}|\{#|#\}", content), name
        assert not [name for name in members(path) if name.startswith("customXml")]


@pytest.mark.parametrize("by_order", [False, True])
def test_it_is_issued_as_it_is(small: Small, cli: Cli, by_order: bool) -> None:
    if by_order:
        small.replace("co-quan.yaml", "nguoi_ky:\n", f"nguoi_ky:\n{BY_ORDER}")
    reminded(cli, small)
    ran = cli("issue", "--file", letter_of(small), "--so", "12", "--ngay", "12/5/2026", cwd=small.root)
    assert ran.code == 0, ran.out + ran.err
    issued = small.root / "luu-tru/2026/12-STN-VP/data/12-STN-VP.docx"
    assert texts(issued, "ND30 Số ký hiệu") == ["Số: 12/STN-VP"]
    assert texts(issued, "ND30 Địa danh thời gian") == ["Ví Dụ, ngày 12 tháng 5 năm 2026"]
    assert body(issued) == body(letter_of(small))


def test_a_letter_is_no_draft_of_the_period(small: Small, cli: Cli) -> None:
    reminded(cli, small)
    ran = cli("issue", "6-thang", "--so", "5", "--ngay", "12/5/2026", cwd=small.root)
    assert ran.code == 2
    assert "Không thấy bản thảo nào của kỳ kh/6-thang" in ran.err


# --- files and options
def test_the_same_again_writes_nothing_and_another_day_writes_beside(small: Small, cli: Cli) -> None:
    reminded(cli, small)
    with unchanged(small.root):
        again = reminded(cli, small)
    assert again.out.startswith("Đã có sẵn, giống hệt, không ghi lại: ")
    first = letter_of(small).read_bytes()
    later = reminded(cli, small, today="13/5/2026")
    assert letter_of(small).read_bytes() == first
    assert letter_of(small, "don-doc-kh-6-thang (2)").is_file()
    assert "don-doc-kh-6-thang.docx đã có, nội dung khác, được giữ nguyên." in later.out
    with unchanged(small.root):
        reminded(cli, small, today="13/5/2026")


def test_a_file_of_somebody_s_is_left_alone(small: Small, cli: Cli) -> None:
    reminded(cli, small)
    letter = letter_of(small).read_bytes()
    begins_alike = small.root / "dai.docx"
    begins_alike.write_bytes(letter + b" ")
    reminded(cli, small, "-o", begins_alike)
    assert begins_alike.read_bytes() == letter + b" "
    assert (small.root / "dai (2).docx").read_bytes() == letter
    mine = small.write("thu.docx", "của tôi")
    record = json.loads(reminded(cli, small, "-o", mine, "--format", "json").out)
    assert mine.read_text("utf-8") == "của tôi"
    assert record["tep"] == [
        {
            "tep": str(mine.with_name("thu (2).docx")),
            "kinh_gui": list(UNITS),
            "da_ghi": True,
            "giu_nguyen": str(mine),
        }
    ]


def test_json_tells_who_owes_what(small: Small, cli: Cli) -> None:
    sent(small, "van-phong")
    small.status("phong-mot", f"nhiem_vu:\n  I.1: {GOING}\n")
    small.status("phong-hai", "nhiem_vu:\n  I.1: {tien_do: 140}\n")
    record = json.loads(reminded(cli, small, "--format", "json").out)
    assert [
        (unit["ma"], unit["trang_thai"], unit["loi"], unit["nhiem_vu"], unit["chi_tieu"]) for unit in record["don_vi"]
    ] == [
        ("phong-mot", "da-gui", 0, ["I.2", "II.1"], ["CT1"]),
        ("phong-hai", "con-loi", 1, [], []),
    ]
    assert (record["ngay"], record["qua_han"], record["ngay_de_nghi_gui"]) == ("2026-05-12", 3, "2026-05-14")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--each", "-o", "a.docx"], 2, "--each ghi nhiều tệp vào ban-thao/, không dùng cùng -o."),
        (["--ics", "a.ics", "--each"], 2, "--ics không dùng cùng --each, --new-date, -o"),
        (["--ics", "a.ics", "-o", "a.docx"], 2, "--ics không dùng cùng --each, --new-date, -o"),
        (["--ics", "a.ics", "--new-date", "20/5/2026"], 2, "--ics không dùng cùng --each, --new-date, -o"),
        (["-o", "a.pdf"], 2, "Tên tệp phải có đuôi .docx: a.pdf."),
        (["--ics", "a.txt"], 2, "Tên tệp phải có đuôi .ics: a.txt."),
        (["--new-date", "11/5/2026"], 2, "Ngày mới 11/5/2026 đã qua (hôm nay là 12/5/2026)."),
        (["--new-date", "30/02/2026"], 2, "không có ngày 30"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    small: Small, cli: Cli, arguments: list[str], code: int, told: str
) -> None:
    with unchanged(small.root):
        ran = cli("remind", "6-thang", "--today", "12/5/2026", *arguments, cwd=small.root)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_plan_with_errors_is_refused(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-ba]")
    with unchanged(small.root):
        ran = cli("remind", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "còn 1 lỗi. Xem và sửa: reportgen check" in ran.err


def test_a_template_of_the_agency_s_own_comes_first_and_no_plan_is_offered_it(small: Small, cli: Cli) -> None:
    assert stock.find_template(small.root / "mau", stock.REMINDER_LETTER) == TEMPLATE
    own = small.root / "mau" / TEMPLATE.name
    own.parent.mkdir()
    own.write_bytes(b"khong phai Word")
    assert stock.REMINDER_LETTER not in stock.template_names(small.root / "mau")
    ran = cli("remind", "6-thang", cwd=small.root)
    assert ran.code == 2
    assert "Mẫu cong-van-don-doc.docx · không đọc được" in ran.err


def test_a_hub_that_owes_its_own_report_is_told_that_it_addresses_itself(small: Small, cli: Cli) -> None:
    note = "Lưu ý: Văn phòng là đơn vị tổng hợp mà cũng còn thiếu, nên có tên ở Kính gửi."
    assert note in reminded(cli, small).out
    sent(small, "van-phong")
    assert note not in reminded(cli, small).out


@pytest.mark.parametrize("sent_before", [True, False])
def test_an_issued_period_is_read_as_it_was_issued(sent_before: bool, small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    form = small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml"
    if not sent_before:
        form.unlink()
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    issued = ["issue", "6-thang", "--so", "5", "--ngay", "12/5/2026"]
    accepted = [] if sent_before else ["--accept", "don-vi-chua-gui", "--accept", "to-vang", "--reason", "Thử"]
    ran = cli(*issued, *accepted, cwd=small.root)
    assert ran.code == 0, ran.out + ran.err
    form.unlink(missing_ok=True)
    out = reminded(cli, small).out
    assert ("Các đơn vị đã gửi đủ" in out) is sent_before
    assert ("Lưu ý: kỳ này đã ban hành " in out) is not sent_before


# --- the pages
@pytest.mark.pages
def test_a_long_letter_goes_on_with_its_number_and_ends_with_text_above_the_signature(
    small: Small, cli: Cli, tmp_path: Path, pages_required: None
) -> None:
    many_tasks(small)
    folder = tmp_path / "trang"
    folder.mkdir()
    reminded(cli, small, "-o", folder / "thu.docx")
    convert(folder, "pdf", "thu.docx")
    pages: list[Page] = list(pages_of(folder / "thu.pdf"))
    assert [[line.text for line in page.header] for page in pages] == [[], ["2"]]
    last = pages[-1].text
    assert "phối hợp thực hiện./." in last
    assert "Nơi nhận:" in last
    assert "Người Ký Mẫu" in last
