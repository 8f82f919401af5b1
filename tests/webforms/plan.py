"""A workspace whose one unit has every kind of target and task, with a period before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import html as markup

from reportgen.pipeline.forms import make_forms
from reportgen.workspace import Workspace
from tests.conftest import Small

UNIT = "phong-mot"
FILE = f"tinh-hinh/kh/nam/{UNIT}.yaml"
TARGETS = """\
chi_tieu:
  CT1: {ten: Tỷ lệ thử, muc: {toi_thieu: 80, don_vi_tinh: "%"}, thuc_hien: [tat-ca], theo_doi: van-phong}
  CT2: {ten: Số hồ sơ giải quyết, muc: {toi_thieu: 1200, don_vi_tinh: hồ sơ}, luy_ke: có, thuc_hien: [phong-mot]}
  CT3: {ten: Xếp hạng, muc: {van_ban: Xếp hạng nhóm A}, thuc_hien: [phong-mot]}
  CT4: {ten: Số vụ vi phạm, muc: {giam: 10, don_vi_tinh: "%", so_voi: cùng kỳ}, cung_ky: 40, thuc_hien: [phong-mot]}
  CT5: {ten: Thời gian giải quyết, muc: {toi_da: 5, don_vi_tinh: ngày}, thuc_hien: [phong-mot]}
  CT6: {ten: Số cuộc họp, don_vi_tinh: cuộc, thuc_hien: [phong-mot]}
  CT7: {ten: Tỷ lệ đúng hạn, muc: {bang: 100, don_vi_tinh: "%"}, thuc_hien: [phong-mot]}
nhiem_vu:
"""
TASKS = """\
          - {ma: I.3, noi_dung: Việc hằng quý, chu_tri: [phong-mot], thoi_han: hằng quý}
          - {ma: I.4, noi_dung: Việc của nơi ngoài cơ quan, chu_tri: [Báo Ví Dụ], theo_doi: phong-mot, thoi_han: 30/6/2026}
          - {ma: I.5, noi_dung: Việc có hai hạn, chu_tri: [phong-mot], thoi_han: 30/6/2026 và 31/12/2026}
          - {ma: I.6, noi_dung: Việc phối hợp, chu_tri: [phong-hai], phoi_hop: [phong-mot], thoi_han: năm 2026}
"""
BEFORE = """\
chi_tieu:
  CT1: {tu_so: 46, mau_so: 50}
  CT2: {tu_so: 700}
  CT3: {gia_tri: Nhóm B, danh_gia: chua-dat}
nhiem_vu:
  I.1: {trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Đã làm nửa việc.}
  I.2: {trang_thai: hoan-thanh, tien_do: 100, ngay_hoan_thanh: 15/3/2026, ket_qua: Xong.}
  I.3: {trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh}}
"""


def every_kind(root: Path) -> Small:
    """Return the workspace, its unit's report of the period before sent."""
    small = Small(root)
    small.replace("ke-hoach/kh.yaml", "nhiem_vu:\n", "NHIEM_VU\n")
    text = (root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    text = text[: text.index("chi_tieu:")] + TARGETS + text[text.index("NHIEM_VU\n") + len("NHIEM_VU\n") :]
    second = "      - so: II\n"
    small.write("ke-hoach/kh.yaml", text.replace(second, TASKS + second))
    small.status(UNIT, BEFORE)
    return small


def page_of(root: Path, period: str = "nam", unit: str = UNIT) -> str:
    """Make the page of a unit's form; return it."""
    made = make_forms(Workspace(root), period, unit, html=True)
    (page,) = (each.path for each in made if each.path.suffix == ".html")
    return page.read_text(encoding="utf-8")


def data_of(page: str) -> Any:
    """Return the data that a page carries."""
    return json.loads(str(markup.fromstring(page).xpath("string(//script[@id='du-lieu'])")))
