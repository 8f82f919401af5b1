"""Who a task is given to: several in one text, bodies outside the agency, groups for which one unit reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.model.snapshot import TaskClass
from reportgen.model.unit import shortened
from reportgen.pipeline.period import merge_period
from reportgen.vn.listed import take_apart
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import part, text_of

Cli = Callable[..., Ran]
PLAN = "ke-hoach/kh.yaml"
LEADS = "chu_tri: [phong-mot, phong-hai]"
ROW = "{trang_thai: dang-thuc-hien, tien_do: 50, ket_qua: Đã họp bàn ba lần}"


def merged(small: Small) -> Any:
    found = merge_period(Workspace(small.root), "6-thang")
    assert found.snapshot is not None, found.findings
    return found.snapshot


def task(small: Small, code: str = "II.1") -> Any:
    return next(task for task in merged(small).tasks() if task.code == code)


def found(small: Small, cli: Cli) -> list[str]:
    printed = json.loads(cli("check", PLAN, "--format", "json", cwd=small.root).out)
    return [item["ma"] for item in printed["phat_hien"]]


def words(path: Path) -> str:
    return text_of(part(path))


def forms(small: Small, cli: Cli) -> dict[str, str]:
    cli("forms", "6-thang", cwd=small.root)
    return {path.stem: path.read_text(encoding="utf-8") for path in small.root.glob("tinh-hinh/kh/6-thang/*.yaml")}


# --- several in one text ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["P1; P2", "P1, P2", "Phòng Một và Phòng 2", "phong-mot; phong-hai", "Phòng Một, Phòng Hai", "P1;\nP2"],
)
def test_leads_typed_in_one_text_are_told_apart(small: Small, cli: Cli, written: str) -> None:
    small.replace(
        "co-quan.yaml", "{ten: Phòng Hai, viet_tat: P2}", "{ten: Phòng Hai, viet_tat: P2, ten_khac: [Phòng 2]}"
    )
    small.replace(PLAN, LEADS, f"chu_tri: {json.dumps(written, ensure_ascii=False)}")
    assert found(small, cli) == []
    assert task(small).owing == ("phong-mot", "phong-hai")


def test_a_name_that_holds_a_comma_stays_whole(small: Small, cli: Cli) -> None:
    small.replace("co-quan.yaml", "ten: Phòng Hai", '"ten": "Phòng Nông nghiệp, Xây dựng và Môi trường"')
    small.replace(PLAN, LEADS, 'chu_tri: "Phòng Một, Phòng Nông nghiệp, Xây dựng và Môi trường"')
    assert found(small, cli) == []
    assert task(small).owing == ("phong-mot", "phong-hai")


def test_a_unit_among_others_who_help_may_report(small: Small, cli: Cli) -> None:
    small.replace(PLAN, "phoi_hop: [phong-hai]", 'phoi_hop: "Phòng Hai, Sở Xây dựng"')
    small.status("phong-hai", f"nhiem_vu:\n  I.2: {ROW}\n")
    assert [(row.unit, row.role.value) for row in task(small, "I.2").rows] == [("phong-hai", "phoi-hop")]


@pytest.mark.parametrize(
    ("name", "abbreviation", "expected"),
    [
        ("Phòng Quản lý đầu tư", "QLĐT", ["Phòng QLĐT", "P. Quản lý đầu tư", "Phòng QLĐT", "P. QLĐT"]),
        (
            "Trung tâm Dịch vụ hạ tầng",
            "TTDVHT",
            ["Trung tâm TTDVHT", "TT. Dịch vụ hạ tầng", "Trung tâm DVHT", "TT. DVHT"],
        ),
        ("Pháp chế Sở", "PC", []),
    ],
)
def test_kind_and_abbreviation_together_are_a_name(name: str, abbreviation: str, expected: list[str]) -> None:
    assert list(shortened(name, abbreviation)) == expected


def test_a_mixed_name_of_two_units_means_neither(small: Small, cli: Cli) -> None:
    small.replace(
        "co-quan.yaml", "{ten: Phòng Một, viet_tat: P1, ten_khac: [Phòng 1]}", "{ten: Phòng Một, viet_tat: PX}"
    )
    small.replace("co-quan.yaml", "{ten: Phòng Hai, viet_tat: P2}", "{ten: Phòng Hai, viet_tat: X}")
    small.replace(PLAN, LEADS, "chu_tri: [Phòng X]")
    assert found(small, cli) == ["ke-hoach/chu-tri-ngoai"]


@given(st.lists(st.sampled_from(["Phòng A", "Phòng B, C và D", "VP", "Công an xã", "Sở X"]), min_size=1, max_size=6))
def test_no_name_is_lost_where_a_text_is_taken_apart(names: list[str]) -> None:
    known = {"Phòng A", "Phòng B, C và D", "VP"}
    listed = take_apart("; ".join(names), known.__contains__)
    assert list(listed.known) == [name for name in names if name in known]
    assert list(listed.others) == [name for name in names if name not in known]


# --- bodies outside the agency ------------------------------------------------------------------


def test_an_outside_lead_is_printed_as_written_and_the_hub_reports_for_it(
    small: Small, cli: Cli, tmp_path: Path
) -> None:
    small.replace(PLAN, LEADS, "chu_tri: [Đề nghị Kho bạc Nhà nước khu vực III]")
    assert found(small, cli) == ["ke-hoach/chu-tri-ngoai"]
    written = forms(small, cli)
    assert "  II.1:" in written["van-phong"]
    assert "Chủ trì: Đề nghị Kho bạc Nhà nước khu vực III" in written["van-phong"]
    assert "  II.1:" not in written["phong-mot"]
    for path in small.root.glob("tinh-hinh/kh/6-thang/*.yaml"):
        path.unlink()
    assert (task(small).task_class, task(small).missing) == (TaskClass.NOT_REPORTED, ("van-phong",))
    small.status("van-phong", f"nhiem_vu:\n  I.1: {ROW}\n  II.1: {ROW}\nchi_tieu:\n  CT1: {{tu_so: 1, mau_so: 1}}\n")
    assert task(small).task_class is TaskClass.UNDER_WAY
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, cwd=small.root).code == 0
    assert "Đề nghị Kho bạc Nhà nước khu vực III" in words(report)


def test_the_unit_that_follows_up_reports_for_an_outside_lead(small: Small, cli: Cli) -> None:
    small.replace(PLAN, LEADS, "chu_tri: [Các sở theo chức năng], theo_doi: P2")
    assert task(small).owing == ("phong-hai",)
    small.replace(PLAN, ", theo_doi: P2", "")
    small.replace(PLAN, "ten: Nhóm hai\n", "ten: Nhóm hai\n        theo_doi: phong-mot\n")
    assert (task(small).owing, task(small).followers) == (("phong-mot",), ("Phòng Một",))
    small.replace(PLAN, "theo_doi: phong-mot\n", "theo_doi: Phó Chủ tịch phụ trách\n")
    assert (task(small).owing, task(small).followers) == (("van-phong",), ("Phó Chủ tịch phụ trách",))


def test_where_units_lead_together_with_others_the_units_report(small: Small, cli: Cli) -> None:
    small.replace(PLAN, LEADS, "chu_tri: [phong-mot, Công an xã]")
    assert task(small).owing == ("phong-mot",)
    small.replace(PLAN, "Công an xã]", "Công an xã], theo_doi: phong-hai")
    assert task(small).owing == ("phong-mot", "phong-hai")


# --- a group for which one unit reports ---------------------------------------------------------


@pytest.fixture
def led(small: Small) -> Small:
    small.replace("co-quan.yaml", "gom: tat-ca}", "gom: tat-ca, dau_moi: van-phong}")
    return small


def test_only_the_hub_of_a_group_owes_rows_and_figures(led: Small, cli: Cli) -> None:
    assert task(led, "I.1").owing == ("van-phong",)
    assert [row.unit for row in merged(led).targets[0].rows] == ["van-phong"]
    written = forms(led, cli)
    assert "    so_don_vi:" in written["van-phong"]
    assert all("so_don_vi:" not in written[unit] for unit in ("phong-mot", "phong-hai"))
    assert "  I.1:" not in written["phong-mot"]


def test_how_many_units_are_through_is_told(led: Small, cli: Cli, tmp_path: Path) -> None:
    row = ROW.replace("}", ", so_don_vi: {xong: 12, tong: 19}}")
    led.status("van-phong", f"chi_tieu:\n  CT1: {{tu_so: 9, mau_so: 10}}\nnhiem_vu:\n  I.1: {row}\n")
    led.status("phong-mot", f"nhiem_vu:\n  I.2: {ROW}\n  II.1: {ROW}\n")
    led.status("phong-hai", f"nhiem_vu:\n  II.1: {ROW}\n")
    assert json.loads(cli("check", "--format", "json", cwd=led.root).out)["loi"] == 0
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, "--sources", cwd=led.root).code == 0
    told = words(report)
    assert told.count("12 trên 19 đơn vị đã hoàn thành") == 2  # in the body, and behind the task in the appendix
    assert "12 trên 19 đơn vị đã hoàn thành" in words(tmp_path / "bao-cao-doi-chieu.docx")
    assert cli("lint", report, "--against", "6-thang", "--format", "json", cwd=led.root).code == 0
    snapshot = merged(led)
    results = [
        row for part in compose(snapshot).phan for group in part.nhom for each in group.nhiem_vu for row in each.ket_qua
    ]
    assert {row.so_don_vi for row in results} == {"12 trên 19 đơn vị đã hoàn thành", ""}
    assert SNAPSHOT.read(SNAPSHOT.write(snapshot)) == snapshot
    status = json.loads(cli("status", "6-thang", "--format", "json", cwd=led.root).out)
    numbers = {each["ma"]: each.get("so_don_vi") for each in status["nhiem_vu"]}
    assert numbers == {"I.1": [{"don_vi": "van-phong", "xong": 12, "tong": 19}], "I.2": None, "II.1": None}


def test_only_who_owes_a_row_is_told_that_it_is_missing(led: Small, cli: Cli) -> None:
    led.replace(PLAN, LEADS, "chu_tri: [Công an xã], theo_doi: phong-hai")
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        led.status(unit, "chung: {noi_bat: Không có việc}\n")
    printed = json.loads(cli("check", "6-thang", "--format", "json", cwd=led.root).out)
    missing = {(Path(item["tep"]).stem, item["tim_thay"].rpartition(" ")[2]) for item in printed["phat_hien"]}
    assert {(unit, code) for unit, code in missing if "." in code} == {
        ("van-phong", "I.1"),
        ("phong-mot", "I.2"),
        ("phong-hai", "II.1"),
    }


def test_a_member_of_the_group_may_report_beside_its_hub(led: Small, cli: Cli) -> None:
    led.status("phong-mot", f"nhiem_vu:\n  I.1: {ROW}\n  I.2: {ROW}\n  II.1: {ROW}\n")
    printed = json.loads(cli("check", "--format", "json", cwd=led.root).out)
    assert "tinh-hinh/khong-giao" not in [item["ma"] for item in printed["phat_hien"]]
    assert [(row.unit, row.role.value) for row in task(led, "I.1").rows] == [("phong-mot", "phoi-hop")]
