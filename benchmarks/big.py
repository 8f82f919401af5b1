"""A large workspace for measuring, filled in throughout: every figure and every text of a row is its own.

Illustrative. Half of the tasks are due in the period, every eighth has two leads, texts are as long as offices write.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.check import AGENCY

PERIOD = "6-thang"
_GROUP = 25
"""Tasks of a group; a quarter of the groups would fill a real plan."""
_HEAD = """\
nam: 2026
ky_hieu: KH-ST
so: 12
ngay: 05/01/2026
trich_yeu: Triển khai thực hiện chương trình công tác năm 2026
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
            han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: giam-doc}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận]
chi_tieu:
  CT1: {ten: Tỷ lệ hồ sơ giải quyết đúng hạn, muc: {toi_thieu: 90, don_vi_tinh: "%"}, thuc_hien: [tat-ca]}
nhiem_vu:
  - nhom:
"""
_DEADLINES = ("thường xuyên", "tháng 3/2026", "quý IV/2026", "15/4/2026", "năm 2026")
_STATES = (
    "trang_thai: dang-thuc-hien\n    tien_do: {share}",
    "trang_thai: hoan-thanh\n    tien_do: 100\n    ngay_hoan_thanh: {day:02}/3/2026",
    "trang_thai: chua-thuc-hien\n    tien_do: 0",
)
_TEXTS = """\
    ket_qua: >-
      Đã rà soát {number} hồ sơ, chuẩn hóa {share} biểu mẫu thuộc lĩnh vực thứ {number}, tổ chức {day} buổi hướng dẫn
      cho công chức, viên chức; trình lãnh đạo xem xét ban hành quy trình nội bộ số {number} và công khai trên mạng.
    van_ban: [Quyết định số {number}/QĐ-ST ngày 02/4/2026]
"""
_MORE = """\
    kho_khan: Kinh phí của nhiệm vụ thứ {number} được phân bổ chậm {day} ngày so với dự kiến
    nguyen_nhan: Dự toán bổ sung lần thứ {number} chưa được phê duyệt trong quý I
    kien_nghi: Bố trí kinh phí cho nhiệm vụ thứ {number} trong quý II
"""
_NEXT = "    ke_hoach_toi: Hoàn thiện hồ sơ thứ {number}, trình ký trong quý II\n"
_GENERAL = """\
chung:
  chi_dao_dieu_hanh: Ban hành {at} văn bản chỉ đạo, phân công {at} viên chức theo dõi
  ton_tai: Việc cập nhật số liệu của đơn vị thứ {at} còn chậm
"""


def big_workspace(root: Path, units: int, tasks: int) -> None:
    """Write a workspace of one plan with ``tasks`` tasks, led by ``units`` units that have all reported in full."""
    leads = {number: _leads(number, units) for number in range(1, tasks + 1)}
    described = "".join(f"  {_unit(at)}: {{ten: Đơn vị số {at}, viet_tat: DV{at}}}\n" for at in range(units))
    for folder in ("ke-hoach", f"tinh-hinh/kh/{PERIOD}"):
        (root / folder).mkdir(parents=True)
    (root / "co-quan.yaml").write_text(AGENCY + described, encoding="utf-8")
    (root / "ke-hoach" / "kh.yaml").write_text(_HEAD + "".join(_listed(leads)), encoding="utf-8")
    rows: list[list[str]] = [[] for _ in range(units)]
    for number, owners in leads.items():
        for at in owners:
            rows[at].append(_row(number, at))
    for at, own in enumerate(rows):
        text = f"don_vi: {_unit(at)}\nke_hoach: kh\nky_bao_cao: {PERIOD}\nngay_lap: 08/5/2026\n"
        text += f"chi_tieu:\n  CT1: {{tu_so: {90 + at % 10}, mau_so: 100}}\nnhiem_vu:\n{''.join(own)}"
        path = root / "tinh-hinh" / "kh" / PERIOD / f"{_unit(at)}.yaml"
        path.write_text(text + _GENERAL.format(at=at), encoding="utf-8")


def _unit(at: int) -> str:
    return f"don-vi-{at}"


def _leads(number: int, units: int) -> tuple[int, ...]:
    first = number % units
    return (first, (first + 1) % units) if number % 8 == 0 and units > 1 else (first,)


def _code(number: int) -> str:
    return f"{1 + (number - 1) // _GROUP}.{number}"


def _listed(leads: dict[int, tuple[int, ...]]) -> list[str]:
    lines = []
    for number, owners in leads.items():
        if number % _GROUP == 1:
            group = 1 + number // _GROUP
            lines.append(f"      - so: '{group}'\n        ten: Nhóm nhiệm vụ số {group}\n        nhiem_vu:\n")
        lines.append(
            f"          - {{ma: '{_code(number)}', noi_dung: 'Thực hiện nội dung thứ {number} của chương trình "
            f"cải cách theo Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ', "
            f"chu_tri: [{', '.join(map(_unit, owners))}], thoi_han: {_DEADLINES[number % len(_DEADLINES)]}}}\n"
        )
    return lines


def _row(number: int, at: int) -> str:
    told = {"number": 10 * number + at % 2, "share": 5 + number % 90, "day": 1 + number % 28}
    more = _MORE if number % 3 == 0 else ""
    state = _STATES[number % 7 % len(_STATES)]
    return f"  '{_code(number)}':\n    " + (state + "\n" + _TEXTS + more + _NEXT).format(**told)
