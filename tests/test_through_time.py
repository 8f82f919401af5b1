"""What changes while plans run: units that go into others, tasks that are moved, signers that follow each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.formats.snapshot import SNAPSHOT
from reportgen.model.agency import Agency, Signer, Unit, UnitGroup
from reportgen.model.goals.kinds import Verdict
from reportgen.model.snapshot import Snapshot, TaskResult
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.docx_text import plain_text

EARLY, LATE = dt.date(2026, 4, 30), dt.date(2026, 10, 31)
LAST = dt.date(2026, 6, 30)
NEW = dt.date(2026, 7, 1)


def agency(units: dict[str, Unit], **named: Any) -> Agency:
    hub = next(iter(units))
    signers = named.pop("signers", {"ky": Signer("Giám đốc", "Người Ký")})
    return Agency("Sở Thử", "ST", "Thử", hub, units, signers, **named)


def unit(name: str, **named: Any) -> Unit:
    return Unit(name, name[-1], **named)


MERGED = agency(
    {
        "vp": unit("Phòng V"),
        "a": unit("Phòng A", other_names=("Phòng Anh",), until=LAST, merged_into="c"),
        "b": unit("Phòng B", until=LAST, merged_into="Phòng C"),
        "c": unit("Phòng C", since=NEW),
    },
    groups={
        "tat-ca": UnitGroup("Các phòng", ("tat-ca",)),
        "hai": UnitGroup("Hai phòng", ("a", "vp")),
        "cu": UnitGroup("Khối cũ", ("a",), until=LAST),
    },
)


def test_an_agency_without_days_is_the_same_on_every_day() -> None:
    plain = agency({"a": unit("Phòng A")})
    assert plain.on(EARLY) is plain


def test_units_are_those_of_the_day() -> None:
    assert list(MERGED.on(EARLY).units) == ["vp", "a", "b"]
    assert list(MERGED.on(LATE).units) == ["vp", "c"]
    assert list(MERGED.on(LAST).units) == ["vp", "a", "b"]
    assert list(MERGED.on(NEW).units) == ["vp", "c"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a", ("a",), ("c",)),
        ("Phòng Anh", ("a",), ("c",)),
        ("phòng b", ("b",), ("c",)),
        ("c", ("a", "b"), ("c",)),
        ("Các phòng", ("vp", "a", "b"), ("vp", "c")),
        ("hai", ("a", "vp"), ("c", "vp")),
        ("Khối cũ", ("a",), ("c",)),
    ],
)
def test_a_name_means_who_does_the_work_on_the_day(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    assert sorted(MERGED.on(EARLY).unit_ids(name)) == sorted(before)
    assert sorted(MERGED.on(LATE).unit_ids(name)) == sorted(after)


@pytest.mark.parametrize("name", ["nhom-g", "Nhóm G", "G cũ", "Phòng Y", "y", "Y", "Phòng Ngày Xưa"])
def test_no_name_of_what_has_ended_becomes_somebody_outside(name: str) -> None:
    ended = agency(
        {"vp": unit("Phòng V"), "y": unit("Phòng Y", other_names=("Phòng Ngày Xưa",), until=LAST)},
        groups={"nhom-g": UnitGroup("Nhóm G", ("y",), other_names=("G cũ",), until=LAST)},
    )
    assert ended.on(EARLY).unit_ids(name) == ("y",)
    assert ended.on(LATE).unit_ids(name) == ()
    assert ended.on(LATE).outsiders_in(name) == ()


def test_names_are_printed_as_of_the_day_each_unit_once() -> None:
    assert MERGED.on(EARLY).shown_names(("a", "Phòng Anh", "Sở Bạn")) == ("Phòng A", "Phòng Anh", "Sở Bạn")
    assert MERGED.on(LATE).shown_names(("a", "Phòng B", "Sở Bạn")) == ("Phòng C", "Sở Bạn")
    assert MERGED.shown_names(("a", "a")) == ("Phòng A", "Phòng A")


def test_a_chain_is_followed_to_its_end_and_a_circle_ends() -> None:
    chained = agency(
        {
            "a": unit("Phòng A", until=dt.date(2026, 3, 31), merged_into="b"),
            "b": unit("Phòng B", until=LAST, merged_into="c"),
            "c": unit("Phòng C"),
            "d": unit("Phòng D", until=LAST, merged_into="e"),
            "e": unit("Phòng E", until=LAST, merged_into="d"),
        }
    )
    assert chained.on(EARLY).unit_ids("a") == ("b",)
    assert chained.on(LATE).unit_ids("a") == ("c",)
    assert chained.on(LATE).unit_ids("d") == ()


def test_the_office_that_consolidates_is_never_lost() -> None:
    ended = agency({"vp": unit("Phòng V", until=LAST), "a": unit("Phòng A")})
    assert list(ended.on(LATE).units) == ["vp", "a"]
    merged = agency({"vp": unit("Phòng V", until=LAST, merged_into="a"), "a": unit("Phòng A")})
    assert merged.on(LATE).hub == "a"


def test_who_leaves_an_office_is_followed_by_who_holds_it() -> None:
    signers = {
        "gd": Signer("Giám đốc", "Người Trước", until=LAST),
        "gd-moi": Signer("Giám đốc", "Người Sau", since=NEW),
        "pgd": Signer("Phó Giám đốc", "Người Phó", for_head="Giám đốc"),
    }
    then = agency({"vp": unit("Phòng V")}, signers=signers)
    assert then.signer_on("gd", EARLY).name == "Người Trước"
    assert then.signer_on("gd", LATE).name == "Người Sau"
    assert then.signer_on("gd-moi", EARLY).name == "Người Sau"  # named in the plan, and signs late
    assert list(then.on(LATE).signers) == ["gd-moi", "pgd"]


# --- in a workspace ---------------------------------------------------------------------------------

ROWS = {
    "van-phong": "nhiem_vu:\n  I.1: {trang_thai: dang-thuc-hien, tien_do: 10, ket_qua: Văn phòng làm}\n",
    "phong-mot": (
        "nhiem_vu:\n  I.1: {trang_thai: dang-thuc-hien, tien_do: 20, ket_qua: Một làm}\n"
        "  I.2: {trang_thai: hoan-thanh, ngay_hoan_thanh: 15/3/2026, ket_qua: Một xong}\n"
        "  II.1: {trang_thai: dang-thuc-hien, tien_do: 30, ket_qua: Một làm tiếp}\n"
    ),
    "phong-hai": (
        "nhiem_vu:\n  I.1: {trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Hai làm}\n"
        "  II.1: {trang_thai: dang-thuc-hien, tien_do: 50, ket_qua: Hai làm tiếp}\n"
    ),
}


def filed(small: Small) -> None:
    """Every unit reports for the six months."""
    for unit_id, rows in ROWS.items():
        small.status(unit_id, f"chi_tieu:\n  CT1: {{tu_so: 9, mau_so: 10}}\n{rows}")


def merge_two(small: Small) -> None:
    """Phòng Một and Phòng Hai become Phòng Ba on the first of July."""
    small.replace(
        "co-quan.yaml", "ten_khac: [Phòng 1]}", "ten_khac: [Phòng 1], den_ngay: 30/6/2026, nhap_vao: phong-ba}"
    )
    small.replace(
        "co-quan.yaml",
        "viet_tat: P2}",
        "viet_tat: P2, den_ngay: 30/6/2026, nhap_vao: phong-ba}\n"
        "  phong-ba: {ten: Phòng Ba, viet_tat: P3, tu_ngay: 01/7/2026}",
    )


def move_task(small: Small) -> None:
    """Phòng Một's task goes to Phòng Hai on the first of July."""
    small.replace(
        "ke-hoach/kh.yaml",
        "thoi_han: tháng 3/2026}",
        "thoi_han: tháng 3/2026,\n             chuyen: [{tu_ngay: 01/7/2026, chu_tri: [phong-hai], "
        "van_ban: Thông báo số 9/TB-STN}]}",
    )


def snapshot(small: Small, period: str) -> Snapshot:
    found = merge_period(Workspace(small.root), period)
    assert found.snapshot is not None, found.findings
    return found.snapshot


def task(found: Snapshot, code: str) -> TaskResult:
    return next(task for task in found.tasks() if task.code == code)


def test_rows_of_a_merged_unit_stay_valid_and_its_successor_owes_them_after(
    small: Small, cli: Callable[..., Any]
) -> None:
    filed(small)
    before = snapshot(small, "6-thang")
    merge_two(small)
    assert snapshot(small, "6-thang") == before
    year = snapshot(small, "nam")
    assert [unit.id for unit in year.units] == ["van-phong", "phong-ba"]
    assert task(year, "I.2").owing == ("phong-ba",)
    assert task(year, "I.2").leads == ("Phòng Ba",)
    assert task(year, "II.1").leads == ("Phòng Ba",)
    assert year.targets[0].missing == ("van-phong", "phong-ba")
    ran = cli("check", "6-thang", cwd=small.root)
    assert (ran.code, "không có lỗi" in ran.out) == (0, True), ran.out
    assert cli("forms", "nam", cwd=small.root).code == 0
    folder = small.root / "tinh-hinh/kh/nam"
    assert sorted(path.stem for path in folder.glob("*.yaml")) == ["phong-ba", "van-phong"]
    form = (folder / "phong-ba.yaml").read_text(encoding="utf-8")
    assert "Kỳ trước (6 tháng đầu năm 2026): hoan-thanh, ngày 15/3/2026. Một xong" in form


def test_a_merged_unit_that_still_sends_is_told_who_has_its_work(small: Small, cli: Callable[..., Any]) -> None:
    filed(small)
    merge_two(small)
    small.status("phong-hai", ROWS["phong-hai"], "nam", "05/11/2026")
    ran = cli("check", "nam", cwd=small.root)
    assert ran.code == 1
    assert "«phong-hai» chỉ có đến hết 30/6/2026, kỳ này chốt ngoài thời gian ấy" in ran.out
    assert "gửi nội dung cho phong-ba" in ran.out
    ran = cli("status", "nam", "--today", "06/11/2026", cwd=small.root)
    said = "tinh-hinh/kh/nam/phong-hai.yaml: đơn vị phong-hai không có tại ngày chốt của kỳ, nên chưa tính"
    assert said in " ".join(ran.out.split())


def test_a_reminder_names_who_has_the_work_of_a_unit_that_is_gone(small: Small, cli: Callable[..., Any]) -> None:
    small.status("van-phong", f"chi_tieu:\n  CT1: {{tu_so: 9, mau_so: 10}}\n{ROWS['van-phong']}")
    merge_two(small)
    ran = cli("remind", "6-thang", "--today", "06/7/2026", cwd=small.root)
    said = " ".join((ran.out + ran.err).split())
    for name in ("Phòng Một", "Phòng Hai"):
        assert f"{name} nay đã nhập vào Phòng Ba; gửi công văn cho đơn vị ấy, sửa tên ở Kính gửi" in said
    early = cli("remind", "6-thang", "--today", "02/6/2026", cwd=small.root)
    assert "đã nhập vào" not in early.out + early.err


def test_a_carried_over_result_is_found_with_who_had_the_task_before(small: Small) -> None:
    filed(small)
    merge_two(small)
    row = "  I.2: {trang_thai: hoan-thanh, ngay_hoan_thanh: 15/3/2026, nhu_ky_truoc: có}\n"
    small.status("phong-ba", f"nhiem_vu:\n{row}", "nam", "05/11/2026")
    carried = task(snapshot(small, "nam"), "I.2").rows[0]
    assert carried.carried == "Một xong"


def test_a_moved_task_is_owed_by_its_lead_of_the_time_and_shows_where_it_came_from(
    small: Small, cli: Callable[..., Any]
) -> None:
    filed(small)
    before = snapshot(small, "6-thang")
    move_task(small)
    assert snapshot(small, "6-thang") == before
    row = "  I.2: {trang_thai: hoan-thanh, ngay_hoan_thanh: 15/3/2026, ket_qua: Hai nhận, nhu_ky_truoc: có}\n"
    small.status("phong-hai", f"nhiem_vu:\n{row}", "nam", "05/11/2026")
    year = snapshot(small, "nam")
    moved = task(year, "I.2")
    assert (moved.owing, moved.leads) == (("phong-hai",), ("Phòng Hai",))
    assert [(move.leads, move.since, move.document) for move in moved.moves] == [
        (("Phòng Một",), NEW, "Thông báo số 9/TB-STN")
    ]
    assert moved.rows[0].carried == "Một xong"
    assert SNAPSHOT.load(SNAPSHOT.dump(year)) == year
    assert cli("forms", "nam", cwd=small.root).code == 0
    form = (small.root / "tinh-hinh/kh/nam/phong-mot.yaml").read_text(encoding="utf-8")
    assert "\n  I.2:" not in form
    path = small.root / "tinh-hinh/kh/nam/phong-hai.yaml"
    path.unlink()
    assert cli("forms", "nam", cwd=small.root).code == 0
    form = path.read_text(encoding="utf-8")
    assert "Chuyển từ Phòng Một từ ngày 01/7/2026 theo Thông báo số 9/TB-STN" in form
    assert "hoan-thanh, ngày 15/3/2026. Một xong" in form
    assert cli("draft", "nam", "--sources", cwd=small.root).code == 0
    said = "Chuyển từ Phòng Một theo Thông báo số 9/TB-STN"
    for name in ("kh-nam.docx", "kh-nam-doi-chieu.docx"):
        assert said in plain_text((small.root / "ban-thao" / name).read_bytes()), name


def test_the_former_lead_may_not_report_on_it_any_more(small: Small, cli: Callable[..., Any]) -> None:
    filed(small)
    move_task(small)
    small.status("phong-mot", ROWS["phong-mot"].replace("15/3", "16/3"), "nam", "05/11/2026")
    ran = cli("check", "nam", cwd=small.root)
    assert "phong-mot không chủ trì, không phối hợp nhiệm vụ I.2" in ran.out
    assert "nhiệm vụ của Phòng Hai" in ran.out


def test_a_new_signer_signs_from_then_on(small: Small) -> None:
    small.replace(
        "co-quan.yaml",
        "ho_ten: Người Ký Mẫu}",
        "ho_ten: Người Ký Mẫu, den_ngay: 30/6/2026}\n"
        "  giam-doc-moi: {chuc_vu: Giám đốc, ho_ten: Người Ký Sau, tu_ngay: 01/7/2026}",
    )
    assert snapshot(small, "6-thang").signer.name == "Người Ký Mẫu"
    assert snapshot(small, "nam").signer.name == "Người Ký Sau"


@pytest.mark.parametrize(("monitor", "owner"), [("phong-hai", "phong-hai"), ("", "van-phong")])
def test_what_a_unit_that_ceased_without_an_heir_did_is_owed_by_somebody(
    monitor: str, owner: str, small: Small, cli: Callable[..., Any]
) -> None:
    """The one that follows it up, else the hub: of its targets as of its tasks."""
    small.replace("co-quan.yaml", "ten_khac: [Phòng 1]}", "ten_khac: [Phòng 1], den_ngay: 30/6/2026}")
    follows = f", theo_doi: {monitor}" if monitor else ""
    small.replace("ke-hoach/kh.yaml", "thuc_hien: [tat-ca], theo_doi: van-phong}", f"thuc_hien: [phong-mot]{follows}}}")
    small.replace("ke-hoach/kh.yaml", "phoi_hop: [phong-hai],", f"{follows[2:]}," if monitor else "")
    found = snapshot(small, "nam")
    assert [row.unit for row in found.targets[0].rows] == [owner]
    assert found.targets[0].missing == (owner,)
    assert found.targets[0].verdict is Verdict.UNREPORTED
    assert task(found, "I.2").missing == (owner,)
    cli("forms", "nam", cwd=small.root)
    form = (small.root / f"tinh-hinh/kh/nam/{owner}.yaml").read_text(encoding="utf-8")
    assert "\n  CT1:\n" in form
    assert "\n  I.2:\n" in form
