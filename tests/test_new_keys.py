"""Keys of version 2: what came up outside the plan, causes and remedies of targets, proposals with whom they ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from reportgen.formats.snapshot import SNAPSHOT
from reportgen.load import load_status
from reportgen.model.plan import PAGES, Addressee, Rank
from reportgen.model.status import ExtraWork, Proposal
from reportgen.pipeline.period import merge_period
from reportgen.workspace import SCHEMA_FILE, Workspace
from tests.docx_text import part, text_of
from tests.yaml12 import load as load_as_editors_do

HEAD = "don_vi: phong-hai\nke_hoach: kh\nky_bao_cao: 6-thang\nngay_lap: 08/5/2026\n"
WHOLE = """\
chi_tieu:
  CT1: {tu_so: 70, mau_so: 100, nguyen_nhan: Máy chủ hỏng hai tuần, giai_phap: Thuê thêm máy chủ dự phòng}
nhiem_vu:
  I.1: {trang_thai: dang-thuc-hien, tien_do: 60, ket_qua: Rà soát 12 thủ tục, kien_nghi: {gui: UBND tỉnh, noi_dung: bổ sung kinh phí số hóa}}
  II.1: {trang_thai: hoan-thanh, ngay_hoan_thanh: 15/4/2026, tien_do: 100, ket_qua: Cấp 20 chứng thư số}
chung:
  noi_bat: Đưa vào vận hành kho dữ liệu dùng chung
  nguyen_nhan: Nhân lực còn mỏng
  kien_nghi: [{gui: Sở Nội vụ, noi_dung: Đề nghị giao thêm một biên chế}, Sớm ban hành hướng dẫn]
phat_sinh:
  - {noi_dung: Phục vụ đoàn kiểm tra của Bộ, ket_qua: Cung cấp 15 hồ sơ, van_ban: [Công văn số 9/STN-VP ngày 02/3/2026]}
"""


def written(small: Any, body: str = WHOLE) -> Path:
    return Path(small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", HEAD + body))


def merged(small: Any) -> Any:
    found = merge_period(Workspace(small.root), "6-thang")
    assert found.snapshot is not None, found.findings
    return found.snapshot


def test_every_new_key_is_read_and_nothing_is_found_wrong(small: Any, cli: Callable[..., Any]) -> None:
    path = written(small)
    assert json.loads(cli("check", path, "--format", "json", cwd=small.root).out)["phat_hien"] == []
    snapshot = merged(small)
    unit = next(unit for unit in snapshot.units if unit.id == "phong-hai")
    assert unit.general.highlights == "Đưa vào vận hành kho dữ liệu dùng chung"
    assert unit.general.causes == "Nhân lực còn mỏng"
    assert unit.general.proposals == (
        Proposal("Đề nghị giao thêm một biên chế", "Sở Nội vụ"),
        Proposal("Sớm ban hành hướng dẫn"),
    )
    assert unit.extra == (
        ExtraWork("Phục vụ đoàn kiểm tra của Bộ", "Cung cấp 15 hồ sơ", ("Công văn số 9/STN-VP ngày 02/3/2026",)),
    )
    row = next(row.status for row in snapshot.targets[0].rows if row.unit == "phong-hai")
    assert (row.cause, row.remedy) == ("Máy chủ hỏng hai tuần", "Thuê thêm máy chủ dự phòng")
    asked = next(row.status.proposals for task in snapshot.tasks() for row in task.rows if task.code == "I.1")
    assert asked == (Proposal("bổ sung kinh phí số hóa", "UBND tỉnh"),)
    assert SNAPSHOT.load(SNAPSHOT.dump(snapshot)) == snapshot


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sớm ban hành hướng dẫn", (Proposal("Sớm ban hành hướng dẫn"),)),
        ("|\n    Dòng một;\n    dòng hai", (Proposal("Dòng một;\ndòng hai"),)),
        ("{gui: UBND tỉnh, noi_dung: Cấp kinh phí}", (Proposal("Cấp kinh phí", "UBND tỉnh"),)),
        ("[Một, {noi_dung: Hai}]", (Proposal("Một"), Proposal("Hai"))),
        ("", ()),
    ],
)
def test_a_proposal_is_a_text_a_record_or_a_list(typed: str, meant: tuple[Proposal, ...], small: Any) -> None:
    path = written(small, f"chung:\n  kien_nghi: {typed}\n")
    loaded = load_status(Workspace(small.root), path)
    assert loaded.findings == ()
    assert loaded.value is not None
    assert loaded.value.general.proposals == meant


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("chung:\n  kien_nghi: {gui: UBND tỉnh}\n", "thiếu mục noi_dung"),
        ("chung:\n  kien_nghi: {gửi_đến: UBND tỉnh, noi_dung: a}\n", "gửi_đến"),
        ("phat_sinh:\n  - {ket_qua: Xong}\n", "thiếu mục noi_dung"),
        ("phat_sinh: Phục vụ đoàn kiểm tra\n", "phat_sinh"),
    ],
)
def test_a_slip_in_a_new_key_is_told(body: str, found: str, small: Any, cli: Callable[..., Any]) -> None:
    ran = cli("check", written(small, body), cwd=small.root)
    assert ran.code == 1
    assert found in " ".join(ran.out.split())


def test_editors_take_what_the_reader_takes(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    schema = json.loads((small.root / "tinh-hinh/kh/6-thang" / SCHEMA_FILE).read_text(encoding="utf-8"))
    validate = fastjsonschema.compile(schema)
    validate(load_as_editors_do(HEAD + WHOLE))
    validate(load_as_editors_do(HEAD + "chung: {kien_nghi: Sớm ban hành, noi_bat: }\nphat_sinh:\n"))
    for wrong in ("chung: {kien_nghi: {gui: a}}", "phat_sinh: [{ket_qua: a}]", "chung: {kien_nghi: [{gui: a}]}"):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(load_as_editors_do(HEAD + wrong + "\n"))


def test_the_plan_says_who_is_addressed_what_groups_are_called_and_how_many_pages(small: Any) -> None:
    snapshot = merged(small)
    assert snapshot.plan.addressee_names == ("Sở Nhận",)
    assert snapshot.plan.addressees[0].rank is Rank.ABOVE
    assert (snapshot.period.pages, snapshot.parts[0].groups[0].short_name) == (PAGES, None)
    plan = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    plan = plan.replace("kinh_gui: [Sở Nhận]", "kinh_gui: [Sở Nhận, {ten: UBND xã Ba, quan_he: cap-duoi}]")
    plan = plan.replace("mau: bao-cao-6-thang,", "mau: bao-cao-6-thang, so_trang: 4,")
    plan = plan.replace("      - so: II\n", "      - so: II\n        ten_ngan: Ngắn\n")
    small.write("ke-hoach/kh.yaml", plan)
    snapshot = merged(small)
    assert snapshot.plan.addressees == (Addressee("Sở Nhận"), Addressee("UBND xã Ba", Rank.BELOW))
    assert snapshot.period.pages == 4
    assert snapshot.parts[0].groups[-1].short_name == "Ngắn"
    assert SNAPSHOT.load(SNAPSHOT.dump(snapshot)) == snapshot
    assert '"Sở Nhận",{"name":"UBND xã Ba","standing":"cap-duoi"}' in SNAPSHOT.dump(snapshot)


def test_every_new_text_is_printed_once_in_the_report(small: Any, cli: Callable[..., Any]) -> None:
    written(small)
    out = small.root / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", out, "--no-lint", cwd=small.root).code == 0
    text = " ".join(text_of(part(out)).split()).casefold()
    for said in (
        "đưa vào vận hành kho dữ liệu dùng chung",
        "nhân lực còn mỏng",
        "máy chủ hỏng hai tuần",
        "thuê thêm máy chủ dự phòng",
        "đề nghị ubnd tỉnh bổ sung kinh phí số hóa",
        "đề nghị sở nội vụ giao thêm một biên chế",
        "sớm ban hành hướng dẫn",
        "phục vụ đoàn kiểm tra của bộ",
        "cung cấp 15 hồ sơ",
    ):
        assert text.count(said) == 1, said


def test_recurring_work_that_is_done_needs_no_day(small: Any, cli: Callable[..., Any]) -> None:
    row = "{trang_thai: hoan-thanh, tien_do: 100, ket_qua: Xong việc của kỳ}"
    path = written(small, f"nhiem_vu:\n  I.1: {row}\n  II.1: {row}\n")
    found = json.loads(cli("check", path, "--format", "json", cwd=small.root).out)["phat_hien"]
    undated = [item for item in found if item["ma"] == "tinh-hinh/ngay-hoan-thanh"]
    assert [item["dong"] for item in undated] == [7]
    form = small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml"
    cli("forms", "6-thang", "--unit", "phong-mot", cwd=small.root)
    hints = [line for line in form.read_text(encoding="utf-8").splitlines() if "ngay_hoan_thanh:" in line]
    assert ["không cần ghi" in hint for hint in hints] == [True, False, False]
