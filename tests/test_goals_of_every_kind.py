"""A plan with goals of every kind, from its form to its report: nothing of it is lost, nothing is judged too early."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from reportgen.formats import carry
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, plain_text

Cli = Callable[..., Ran]
TARGETS = """\
chi_tieu:
  CT1: {ten: Thu ngân sách, muc: "ít nhất 3.500 tỷ đồng", luy_ke: có, cung_ky: "3.100", thuc_hien: van-phong}
  CT2: {ten: Thời gian giải quyết, muc: "≤ 3 ngày", gop: lon-nhat, thuc_hien: [van-phong, phong-mot]}
  CT3: {ten: Số vụ vi phạm, muc: giảm 10% so với cùng kỳ, cung_ky: 120, don_vi_tinh: vụ, thuc_hien: phong-mot}
  CT4: {ten: Tỷ lệ hồ sơ trực tuyến, muc: đạt 80%, thuc_hien: [van-phong, phong-mot], theo_doi: Văn phòng}
  CT5: {ten: Xếp hạng chuyển đổi số, muc: Nằm trong nhóm 10 sở dẫn đầu, thuc_hien: van-phong}
  CT6: {ten: Số hồ sơ tiếp nhận, don_vi_tinh: hồ sơ, cung_ky: {6-thang: 900, nam: "1.900"}, thuc_hien: [van-phong, phong-mot]}
  CT7: {ten: Tỷ lệ số hóa, muc: từ 75 đến 80%, moc: [{den: 31/3/2026, muc: 40%}], thuc_hien: van-phong}
  CT8: {ten: Tỷ lệ trễ hẹn, muc: dưới 1%, thuc_hien: van-phong}
nhiem_vu:
"""
FIRST = {
    "van-phong": """\
        chi_tieu:
          CT1: {tu_so: "1.575"}
          CT2: {tu_so: "2,5"}
          CT4: {tu_so: 45, mau_so: 50}
          CT5: {gia_tri: Hạng 12, danh_gia: chưa đạt, nguyen_nhan: Hạ tầng cũ}
          CT6: {tu_so: 500}
          CT7: {tu_so: 3996, mau_so: 10000}
          CT8: {tu_so: 10, mau_so: 1000}
        """,
    "phong-mot": """\
        chi_tieu:
          CT2: {tu_so: 3}
          CT3: {tu_so: 105}
          CT4: {tu_so: 40, mau_so: 50}
          CT6: {tu_so: 550}
        """,
    "phong-hai": "",
}


@pytest.fixture
def office(small: Small) -> Small:
    """The small workspace with these targets, each unit's figures sent for the first period."""
    plan = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    head, _, rest = plan.partition("chi_tieu:\n")
    small.write("ke-hoach/kh.yaml", head + TARGETS + rest.partition("nhiem_vu:\n")[2])
    for unit, body in FIRST.items():
        small.status(unit, body)
    return small


def test_a_form_asks_what_each_kind_needs_and_shows_the_goal_as_written(office: Small, cli: Cli) -> None:
    for path in (office.root / "tinh-hinh").rglob("*.yaml"):
        path.unlink()
    assert cli("forms", "6-thang", cwd=office.root).code == 0
    text = (office.root / "tinh-hinh/kh/6-thang/van-phong.yaml").read_text(encoding="utf-8")
    asked = {}
    for block in text.partition("\nchi_tieu:\n")[2].partition("\nnhiem_vu:")[0].split("\n  CT")[1:]:
        code, _, body = block.partition(":\n")
        asked[f"CT{code}"] = [line.split(":")[0].strip() for line in body.splitlines() if line.startswith("    ")]
    tail = ["ghi_chu", "nguyen_nhan", "giai_phap"]
    assert asked == {
        "CT1": ["tu_so", *tail],
        "CT2": ["tu_so", *tail],
        "CT4": ["tu_so", "mau_so", *tail],
        "CT5": ["gia_tri", "danh_gia", *tail],
        "CT6": ["tu_so", "ghi_chu"],
        "CT7": ["tu_so", "mau_so", *tail],
        "CT8": ["tu_so", "mau_so", *tail],
    }
    flat = " ".join(text.replace("#:", " ").split())
    for told in (
        "(giao: ít nhất 3.500 tỷ đồng; số lũy kế từ đầu năm; năm trước: 3.100 tỷ đồng)",
        "(giao: Nằm trong nhóm 10 sở dẫn đầu)",
        "(số liệu thống kê, không giao mức; cùng kỳ năm trước: 900 hồ sơ)",
        "(giao: từ 75 đến 80%; mốc đến 31/3/2026: 40%)",
    ):
        assert told in flat
    assert cli("check", cwd=office.root).out.endswith("không có lỗi.\n")


def test_the_report_tells_each_target_as_what_it_is(office: Small, cli: Cli) -> None:
    ran = cli("draft", "6-thang", "--sources", "--format", "json", cwd=office.root)
    assert ran.code == 0, ran.err
    verdicts = json.loads(ran.out)["chi_tieu"]
    assert verdicts == {
        "CT1": None,
        "CT2": True,
        "CT3": True,
        "CT4": True,
        "CT5": False,
        "CT6": None,
        "CT7": False,
        "CT8": False,
    }
    text = plain_text(office.root / "ban-thao/kh-6-thang.docx")
    for told in (
        "Kế hoạch giao 07 chỉ tiêu, theo dõi 01 số liệu thống kê. Trong 07 chỉ tiêu được giao, có 02 chỉ tiêu đạt mức "
        "giao: thời gian giải quyết là 3 ngày, mức giao ≤ 3 ngày; số vụ vi phạm giảm 12,5% (từ 120 vụ xuống 105 vụ), "
        "mức giao giảm 10% so với cùng kỳ.",
        "Có 01 chỉ tiêu vượt mức giao: tỷ lệ hồ sơ trực tuyến đạt 85,0% (85/100), cao hơn mức giao 80% là 5,0 điểm phần "
        "trăm.",
        "xếp hạng chuyển đổi số: hạng 12, mức giao nằm trong nhóm 10 sở dẫn đầu; tỷ lệ số hóa mới đạt 39,96% "
        "(3.996/10.000), mốc đến 31/3/2026 là tối thiểu 40% (mức giao của Kế hoạch từ 75 đến 80%); tỷ lệ trễ hẹn là 1,0% "
        "(10/1.000), mức giao dưới 1%.",
        "Có 01 chỉ tiêu chưa đến kỳ đánh giá: thu ngân sách là 1.575 tỷ đồng, đạt 45% kế hoạch năm (ít nhất 3.500 tỷ "
        "đồng), bằng 50,8% số thực hiện cả năm trước (3.100 tỷ đồng).",
        "Số liệu thống kê: số hồ sơ tiếp nhận là 1.050 hồ sơ, tăng 16,7% so với cùng kỳ năm trước (900 hồ sơ)",
        "Còn 03 chỉ tiêu chưa đạt: xếp hạng chuyển đổi số hạng 12, mức giao nằm trong nhóm 10 sở dẫn đầu; tỷ lệ số hóa "
        "thấp hơn mốc trong năm 0,04 điểm phần trăm; tỷ lệ trễ hẹn bằng mức giao 1%, chưa dưới mức ấy.",
        "ạ tầng cũ",
    ):
        assert told in text
    inside = plain_text(office.root / "ban-thao/kh-6-thang-doi-chieu.docx")
    assert "+ CT5 (Xếp hạng chuyển đổi số): kết quả Hạng 12, mức giao Nằm trong nhóm 10 sở dẫn đầu." in inside
    for goal in ("ít nhất 3.500 tỷ đồng", "≤ 3 ngày", "giảm 10% so với cùng kỳ", "Nằm trong nhóm 10 sở dẫn đầu"):
        assert goal in text
        assert goal in inside


def test_the_last_period_judges_what_grew_and_carries_what_was_said(office: Small, cli: Cli) -> None:
    for unit, body in FIRST.items():
        office.status(unit, body.replace("Hạng 12, danh_gia: chưa đạt", "Hạng 9, danh_gia: đạt"), "nam", "08/11/2026")
    ran = cli("draft", "nam", "--format", "json", cwd=office.root)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["chi_tieu"]["CT1"] is False
    text = plain_text(office.root / "ban-thao/kh-nam.docx")
    assert "thu ngân sách mới đạt 1.575 tỷ đồng, mức giao ít nhất 3.500 tỷ đồng, giảm 49,2% so với cùng kỳ" in text
    assert "Hạng 9" in text
    assert "Hạng 12" in text


def test_a_report_carries_its_goals_and_draws_the_same_from_them(office: Small, cli: Cli) -> None:
    cli("draft", "6-thang", cwd=office.root)
    carried = carry.read((office.root / "ban-thao/kh-6-thang.docx").read_bytes())
    assert carried is not None
    again = SNAPSHOT.load(SNAPSHOT.dump(carried.snapshot))
    assert again == carried.snapshot
    assert [target.goal.words for target in again.targets][:2] == ["ít nhất 3.500 tỷ đồng", "≤ 3 ngày"]


def test_every_command_takes_goals_of_every_kind(office: Small, cli: Cli) -> None:
    assert cli("status", "6-thang", cwd=office.root).code == 0
    page = office.root / "trang.html"
    assert cli("status", "6-thang", "--html", str(page), cwd=office.root).code == 0
    assert "Nằm trong nhóm 10 sở dẫn đầu" in page.read_text(encoding="utf-8")
    assert cli("consolidate", "6-thang", cwd=office.root).code == 0
    assert cli("check", cwd=office.root).code == 0
    assert cli("draft", "6-thang", cwd=office.root).code == 0
    draft = next((office.root / "ban-thao").glob("kh-6-thang.docx"))
    ran = cli("lint", str(draft), "--against", "6-thang", cwd=office.root)
    assert ran.code == 0, ran.out + ran.err


def test_the_office_may_say_what_the_targets_say(office: Small, cli: Cli) -> None:
    office.write(
        "tong-hop/kh/6-thang.yaml",
        "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  chi-tieu:\n    noi_dung: >-\n"
        "      Thu ngân sách 1.575 tỷ đồng, đạt 45% kế hoạch năm, bằng 50,8% cả năm trước; số vụ vi phạm giảm 12,5%, từ\n"
        "      120 vụ xuống 105 vụ; tỷ lệ hồ sơ trực tuyến 85%, cao hơn mức giao 5 điểm phần trăm.\n",
    )
    ran = cli("check", "--format", "json", cwd=office.root)
    told = [item["tim_thay"] for item in json.loads(ran.out)["phat_hien"] if "so-lieu" in item["ma"]]
    assert told == []


def test_the_automatic_text_in_the_offices_mouth_is_vouched_for(office: Small, cli: Cli) -> None:
    """Whatever the program says of targets, the office may say: each figure is known where it comes from."""
    cli("consolidate", "6-thang", cwd=office.root)
    path = office.root / "tong-hop/kh/6-thang.yaml"
    text = path.read_text(encoding="utf-8")
    said = re.sub(r"(    noi_dung: \|\n(?:      .*\n|\n)+?)(?=    dau:)", r"\1      Tiếp tục thực hiện.\n", text)
    assert said.count("Tiếp tục thực hiện.") > 3
    path.write_text(said, encoding="utf-8", newline="\n")
    ran = cli("check", "--format", "json", cwd=office.root)
    doubts = [item for item in json.loads(ran.out)["phat_hien"] if item["ma"].startswith("tong-hop/")]
    assert [item["tim_thay"] for item in doubts] == []


LATE = "nhiem_vu:\n  I.2: {trang_thai: hoan-thanh, ngay_hoan_thanh: 20/4/2026, ket_qua: Xong}\n"


def test_there_is_always_something_to_say_where_a_task_was_late_or_a_target_missed(small: Small, cli: Cli) -> None:
    """Nobody wrote of shortcomings: the report and the internal document name what the figures show."""
    figures = "chi_tieu: {CT1: {tu_so: 7, mau_so: 10}}\n"
    small.status("van-phong", figures + "chung: {ton_tai: Không, nguyen_nhan: Không.}\n")
    small.status("phong-mot", figures + LATE)
    small.status("phong-hai", figures)
    ran = cli("draft", "6-thang", "--sources", cwd=small.root)
    assert ran.code == 0, ran.err
    for name in ("kh-6-thang", "kh-6-thang-doi-chieu"):
        text = plain_text(small.root / f"ban-thao/{name}.docx")
        place = text.partition("1. Tồn tại, hạn chế")[2].partition("IV. ")[0]
        assert "chỉ tiêu chưa đạt" in place
        assert "hoàn thành quá hạn" in place
        assert "\nKhông." not in place


def test_what_is_to_be_kept_low_is_not_told_to_have_fallen(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "toi_thieu: 80", "toi_da: 3")
    small.replace("ke-hoach/kh.yaml", 'don_vi_tinh: "%"', "don_vi_tinh: ngày")
    small.status("van-phong", 'chi_tieu: {CT1: {tu_so: "2,5"}}\n')
    small.status("van-phong", 'chi_tieu: {CT1: {tu_so: "2,4"}}\n', "nam", "08/11/2026")
    assert "giam-so-lieu" not in cli("check", cwd=small.root).out


def test_two_rates_that_look_alike_are_printed_apart(small: Small, cli: Cli) -> None:
    small.status("van-phong", "chi_tieu: {CT1: {tu_so: 1.245, mau_so: 1.250}}\n")
    small.status("van-phong", "chi_tieu: {CT1: {tu_so: 2.890, mau_so: 2.902}}\n", "nam", "08/11/2026")
    out = cli("check", cwd=small.root).out
    assert "CT1 tu_so: 99,59%, thấp hơn 99,60% của kỳ 6-thang" in out


@pytest.mark.parametrize(
    ("printed", "changed"),
    [
        ("giảm 12,5% (từ", "giảm 15,5% (từ"),
        ("từ 120 vụ xuống 105 vụ), mức", "từ 120 vụ xuống 101 vụ), mức"),
        ("đạt 45% kế hoạch năm (", "đạt 54% kế hoạch năm ("),
        ("bằng 50,8% số thực hiện cả năm trước (3.100", "bằng 58,8% số thực hiện cả năm trước (3.100"),
        ("là 5,0 điểm phần trăm", "là 8,0 điểm phần trăm"),
        ("tăng 16,7% so với cùng kỳ năm trước (900 hồ sơ)", "tăng 17,7% so với cùng kỳ năm trước (900 hồ sơ)"),
        ("có 02 chỉ tiêu đạt mức giao", "có 03 chỉ tiêu đạt mức giao"),
    ],
)
def test_a_figure_of_a_target_that_was_changed_by_hand_is_told(
    printed: str, changed: str, office: Small, cli: Cli
) -> None:
    cli("draft", "6-thang", cwd=office.root)
    path = office.root / "ban-thao/kh-6-thang.docx"

    def change(document: str) -> str:
        assert printed in document
        return document.replace(printed, changed, 1)

    path.write_bytes(edited(path, change))
    ran = cli("lint", str(path), "--against", "6-thang", cwd=office.root)
    assert "SL/da-sua" in ran.out, ran.out


@pytest.mark.parametrize(
    ("code", "typed", "figure"),
    [
        ("CT1", "3.600 Tỷ đồng", "3600"),
        ("CT1", "3.600 tỷ đồng.", "3600"),
        ("CT1", "3.600 tỷ", "3600"),
        ("CT1", "3.600", "3600"),
        ("CT1", "3.600 triệu đồng", None),
        ("CT6", "1.050 Hồ sơ", "1050"),
        ("CT8", "0,5%", "0.5"),
        ("CT8", "5 hồ sơ", None),
    ],
)
def test_a_figure_typed_as_value_is_read_as_any_other_number(
    code: str, typed: str, figure: str | None, office: Small, cli: Cli
) -> None:
    office.replace("ke-hoach/kh.yaml", "Tỷ lệ trễ hẹn", "Tỷ lệ hồ sơ trễ hẹn")
    office.replace("ke-hoach/kh.yaml", "thuc_hien: [van-phong, phong-mot]}\n  CT7", "thuc_hien: van-phong}\n  CT7")
    office.status("van-phong", f'chi_tieu:\n  {code}: {{gia_tri: "{typed}"}}\n')
    office.status("phong-mot", "")
    out = cli("check", cwd=office.root).out
    assert ("gia_tri không đọc được thành số" in out) is (figure is None)
    found = merge_period(Workspace(office.root), "6-thang").snapshot
    if figure is None:
        assert found is None
        return
    assert found is not None, out
    assert next(target.value for target in found.targets if target.code == code) == Fraction(figure)


def test_the_sources_tell_the_whole_year_before_from_its_same_months(office: Small, cli: Cli) -> None:
    cli("consolidate", "6-thang", cwd=office.root)
    text = " ".join((office.root / "tong-hop/kh/6-thang.yaml").read_text(encoding="utf-8").replace("#", " ").split())
    assert "cả năm trước 3.100 tỷ đồng" in text
    assert "cùng kỳ 3.100" not in text
    assert "cùng kỳ 900 hồ sơ" in text
    assert "Hạng 12; đánh giá: chưa đạt" in text


SEVERAL = {
    "van-phong": "91,2%; lĩnh vực đất đai 83%",
    "phong-mot": "92%",
    "phong-hai": "92%",
}


def test_what_several_units_said_stands_in_the_same_form_a_period_later(office: Small, cli: Cli) -> None:
    """Each text behind its unit; one that has a semicolon of its own is no list."""
    office.replace("ke-hoach/kh.yaml", "dẫn đầu, thuc_hien: van-phong}", "dẫn đầu, thuc_hien: [tat-ca]}")
    for period, sent in (("6-thang", "08/5/2026"), ("nam", "08/11/2026")):
        for unit, said in SEVERAL.items():
            office.status(unit, f'chi_tieu:\n  CT5: {{gia_tri: "{said}", danh_gia: đạt}}\n', period, sent)
    assert cli("draft", "nam", cwd=office.root).code == 0
    text = plain_text(office.root / "ban-thao/kh-nam.docx")
    assert text.count("VP: «91,2%; lĩnh vực đất đai 83%»; P1: 92%; P2: 92%") == 2  # Kết quả, and the period before
    for period, sent in (("6-thang", "08/5/2026"), ("nam", "08/11/2026")):
        for unit in SEVERAL:
            office.status(unit, 'chi_tieu:\n  CT5: {gia_tri: "92%; tăng", danh_gia: đạt}\n', period, sent)
    assert cli("draft", "nam", cwd=office.root).code == 0
    text = plain_text(office.root / "ban-thao/kh-nam.docx")
    assert "«92%" not in text
    assert "P1: 92%" not in text
    assert text.count("92%; tăng") >= 2
