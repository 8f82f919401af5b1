"""A form filled in without a fault, and what its plan says beside it."""

from __future__ import annotations

import datetime as dt

from reportgen.model.plain import Surroundings
from reportgen.model.status import UnitStatus
from reportgen.yamlmap.bind import Bound, bind
from reportgen.yamlmap.source import Source

AROUND = Surroundings(
    dt.date(2026, 1, 1),
    dt.date(2026, 4, 30),
    {"CT1": "Tỷ lệ hồ sơ đúng hạn"},
    {"CT1": "%"},
    frozenset(("CT1", "I.1", "I.2", "II.1")),
)


def read(text: str) -> Bound[UnitStatus]:
    """Return ``text`` as it is read beside the plan."""
    return bind(UnitStatus, Source("p.yaml", text), AROUND)


GOOD = """\
# ghi chú riêng của phòng
don_vi: phong-hai
ke_hoach: kh
ky_bao_cao: 6-thang
ngay_lap: 08/5/2026
chi_tieu:
  CT1:
    tu_so: 1180
    mau_so: 1200
    ghi_chu: Tạm tính   # hỏi lại Văn phòng
nhiem_vu:
  I.1:
    trang_thai: dang-thuc-hien
    tien_do: 60
    ket_qua: |
      Góp ý 05 dự thảo văn bản.
      - Trong đó: 02 dự thảo về chuyển đổi số.
    kho_khan: Thiếu người
  I.2:
    trang_thai: hoan-thanh
    ngay_hoan_thanh: 28/4/2026
    ket_qua: Đã nghiệm thu
    van_ban: [Quyết định số 12/QĐ-STN ngày 02/4/2026]
chung:
  ton_tai: Một số việc còn chậm
"""
