"""A plan typed in its own words, as a new office would: what is refused has one proposal, which works when taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Small
from tests.docx_text import part, text_of

Cli = Callable[..., Ran]
AGENCY = """\
ten: Ban Quản lý Khu kinh tế
chu_quan: Ủy ban nhân dân tỉnh Ví Dụ
ky_hieu: BQL
dia_danh: Ví Dụ
dau_moi: van-phong
don_vi:
  van-phong: {ten: Văn phòng, viet_tat: VP}
  qldt: {ten: Phòng Quản lý đầu tư, viet_tat: QLĐT}
  qhxd: {ten: "Phòng Quản lý quy hoạch, xây dựng", viet_tat: QHXD}
  dvht: {ten: Trung tâm Dịch vụ hạ tầng, viet_tat: TTDVHT}
nhom_don_vi:
  tat-ca: {ten: "Các phòng, đơn vị thuộc Ban", gom: tat-ca}
nguoi_ky:
  truong-ban: {chuc_vu: Trưởng ban, ho_ten: Người Ký Mẫu}
"""
PLAN = """\
nam: 2026
ky_hieu: KH-BQL
trich_yeu: Thực hiện nhiệm vụ năm 2026
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 31/5/2026,
            han_don_vi: trước 10/6/2026, han_tong_hop: Trước 15/6/2026, nguoi_ky: truong-ban}
kinh_gui: Ủy ban nhân dân tỉnh Ví Dụ
noi_nhan: [Sở Tài chính]
chi_tieu:
  CT1: {ten: Hồ sơ đúng hạn, muc: {bang: 100%}, thuc_hien: "các phòng, đơn vị thuộc Ban"}
  CT2: {ten: Tỷ lệ lấp đầy, muc: {toi_thieu: 75, toi_da: 80, don_vi_tinh: "%"}, thuc_hien: Phòng QLĐT}
  CT3: {ten: Chỉ số cải cách hành chính, muc: {bang: Xếp hạng nhóm A}, thuc_hien: Văn phòng}
  CT4: {ten: Số vụ việc, muc: {toi_da: 5, don_vi_tinh: vụ}, thuc_hien: Công an xã, theo_doi: VP}
nhiem_vu:
  - nhom:
      - so: A
        ten: Cải cách hành chính
        nhiem_vu:
          - {ma: 1, noi_dung: Rà soát thủ tục, chu_tri: Văn phòng, phoi_hop: Các phòng chuyên môn, thoi_han: Quý II/2026, san_pham: Quyết định công bố}
          - {ma: 2, noi_dung: Số hóa hồ sơ, chu_tri: "Phòng QLĐT; Phòng QHXD và Trung tâm DVHT", phoi_hop: "Văn phòng, Sở KH&CN", thoi_han: Tháng 9}
      - so: B
        ten: Đầu tư
        nhiem_vu:
          - {ma: 3, noi_dung: "Xử lý dự án chậm, gồm:"}
          - {ma: 3.a, noi_dung: Lập danh mục, chu_tri: "Phòng QLĐT, Phòng QHXD", thoi_han: Trước 30/6}
          - {ma: 3.b, noi_dung: Chấm dứt dự án, chu_tri: Phòng QLĐT, thoi_han: Quý IV/2026}
          - {ma: 4, noi_dung: Thực hành tiết kiệm, chu_tri: Lãnh đạo Ban, theo_doi: Phó Trưởng ban, thoi_han: Thường xuyên}
"""
WHOLE, FIRST, SECOND = (
    '          - {ma: 3, noi_dung: "Xử lý dự án chậm, gồm:"}\n',
    '          - {ma: 3.a, noi_dung: Lập danh mục, chu_tri: "Phòng QLĐT, Phòng QHXD", thoi_han: Trước 30/6}\n',
    "          - {ma: 3.b, noi_dung: Chấm dứt dự án, chu_tri: Phòng QLĐT, thoi_han: Quý IV/2026}\n",
)
PROPOSALS = {
    "muc: {toi_thieu: 75, toi_da: 80,": ("thay hai mức bằng khoang: [75, 80]", "muc: {khoang: [75, 80],"),
    "muc: {bang: Xếp hạng nhóm A}": ("có phải là van_ban: Xếp hạng nhóm A?", "muc: {van_ban: Xếp hạng nhóm A}"),
    WHOLE + FIRST + SECOND: (
        "đưa 3.a, 3.b vào 3, thay bằng: muc_nho: [{so: a, noi_dung: …, chu_tri: …}, {so: b, noi_dung: …, chu_tri: …}]",
        """\
          - ma: 3
            noi_dung: "Xử lý dự án chậm, gồm:"
            muc_nho:
              - {so: a, noi_dung: Lập danh mục, chu_tri: "Phòng QLĐT, Phòng QHXD", thoi_han: Trước 30/6}
              - {so: b, noi_dung: Chấm dứt dự án, chu_tri: Phòng QLĐT, thoi_han: Quý IV/2026}
""",
    ),
}


@pytest.fixture
def verbatim(small: Small) -> Small:
    small.write("co-quan.yaml", AGENCY)
    small.write("ke-hoach/kh.yaml", PLAN)
    return small


def found(small: Small, cli: Cli, severity: str) -> list[dict[str, str]]:
    printed = json.loads(cli("check", "ke-hoach/kh.yaml", "--format", "json", cwd=small.root).out)
    return [item for item in printed["phat_hien"] if item["muc_do"] == severity]


def test_each_refusal_has_a_proposal_that_works_when_taken(verbatim: Small, cli: Cli) -> None:
    errors = found(verbatim, cli, "lỗi")
    assert sorted(error["cach_sua"] for error in errors) == sorted(proposal for proposal, _ in PROPOSALS.values())
    for left, (old, (_, new)) in enumerate(PROPOSALS.items(), start=1):
        verbatim.replace("ke-hoach/kh.yaml", old, new)
        assert len(found(verbatim, cli, "lỗi")) == len(PROPOSALS) - left


def test_then_everything_is_owed_by_somebody_and_printed_as_written(verbatim: Small, cli: Cli, tmp_path: Path) -> None:
    for old, (_, new) in PROPOSALS.items():
        verbatim.replace("ke-hoach/kh.yaml", old, new)
    (outside,) = found(verbatim, cli, "cảnh báo")
    assert outside["tim_thay"] == "2 nơi chủ trì không phải đơn vị của cơ quan: Công an xã; Lãnh đạo Ban"
    assert cli("forms", "6-thang", cwd=verbatim.root).code == 0
    folder = verbatim.root / "tinh-hinh/kh/6-thang"
    owed = {
        path.stem: [code for code in ("CT1", "CT2", "CT3", "CT4", "1", "2", "3", "4") if f"\n  {code}:" in text]
        for path in folder.glob("*.yaml")
        for text in (path.read_text(encoding="utf-8"),)
    }
    assert owed == {
        "van-phong": ["CT1", "CT3", "CT4", "1", "4"],
        "qldt": ["CT1", "CT2", "2", "3"],
        "qhxd": ["CT1", "2", "3"],
        "dvht": ["CT1", "2"],
    }
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, cwd=verbatim.root).code == 0
    told = text_of(part(report))
    for words in (
        "Quyết định công bố",
        "Phòng QLĐT; Phòng QHXD và Trung tâm DVHT",
        "Văn phòng, Sở KH&CN",
        "a) Lập danh mục (chủ trì: Phòng QLĐT, Phòng QHXD; thời hạn: Trước 30/6)",
        "Lãnh đạo Ban",
        "Phó Trưởng ban",
        "Công an xã",
    ):
        assert words in told, words
