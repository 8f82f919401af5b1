"""Time and memory of ``check`` over ten thousand rows, in one file and in forty: ``python benchmarks/check.py``.

Prints seconds (median of whole processes), the peak of memory, and the exponent of time against rows.
"""

from __future__ import annotations

import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AGENCY = """\
ten: Sở Thử
ky_hieu: ST
dia_danh: Ví Dụ
dau_moi: don-vi-0
nhom_don_vi: {tat-ca: {ten: Các đơn vị, gom: tat-ca}}
nguoi_ky: {giam-doc: {chuc_vu: Giám đốc, ho_ten: Người Ký Mẫu}}
don_vi:
"""
PLAN = """\
nam: 2026
ky_hieu: KH-ST
trich_yeu: Kế hoạch thử
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
            han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: giam-doc}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận]
nhiem_vu:
  - nhom:
      - so: I
        ten: Nhóm
        nhiem_vu:
"""
TASK = (
    "          - {{ma: I.{0}, noi_dung: 'Việc số {0} theo Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ', "
    "chu_tri: [{1}], thoi_han: năm 2026}}\n"
)
ROW = """\
  I.{0}:
    trang_thai: dang-thuc-hien
    tien_do: 60
    ket_qua: |
      Đơn vị {1} đã tổ chức {0} cuộc họp, rà soát hồ sơ và trình lãnh đạo xem xét.
    van_ban: [Quyết định số {0}/QĐ-ST ngày 02/4/2026]
    kho_khan: Thiếu người
    ke_hoach_toi: Làm tiếp
"""


def workspace(root: Path, units: int, tasks: int, *, shared: bool = True) -> None:
    """Write a workspace in which each of ``units`` reports on each of ``tasks``; not ``shared``: on its own only."""
    names = [f"don-vi-{number}" for number in range(units)]
    folder = root / "tinh-hinh" / "kh" / "6-thang"
    folder.mkdir(parents=True)
    (root / "ke-hoach").mkdir()
    described = "".join(f"  {name}: {{ten: Đơn vị {at}, viet_tat: DV{at}}}\n" for at, name in enumerate(names))
    (root / "co-quan.yaml").write_text(AGENCY + described, encoding="utf-8")
    numbers = range(1, tasks + 1)
    listed = "".join(TASK.format(number, "tat-ca" if shared else names[number % units]) for number in numbers)
    (root / "ke-hoach" / "kh.yaml").write_text(PLAN + listed, encoding="utf-8")
    for at, name in enumerate(names):
        head = f"don_vi: {name}\nke_hoach: kh\nky_bao_cao: 6-thang\nngay_lap: 08/5/2026\nnhiem_vu:\n"
        rows = "".join(ROW.format(number, name) for number in numbers if shared or number % units == at)
        (folder / f"{name}.yaml").write_text(head + rows, encoding="utf-8")


def measure(root: Path, runs: int = 5) -> float:
    """Return the median of the seconds that ``check`` takes as a whole process."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-m", "reportgen", "-C", str(root), "check"], capture_output=True, check=False
        )
        seconds.append(time.perf_counter() - begun)
        assert ran.returncode == 0, ran.stdout.decode()
    return statistics.median(seconds)


def main() -> None:
    """Build the workspaces, measure, print."""
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        for units, tasks in ((1, 100), (1, 1_000), (40, 250), (1, 10_000)):
            root = Path(folder) / f"{units}-{tasks}"
            workspace(root, units, tasks)
            taken[units, tasks] = measure(root)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{units:>3} tệp x {tasks:>6} dòng: {taken[units, tasks]:.2f} s, nhiều nhất đến đây {peak} MB")
    exponent = math.log10(taken[1, 10_000] / taken[1, 1_000])
    print(f"thời gian tăng theo số dòng với số mũ {exponent:.2f} (1.000 đến 10.000 dòng)")


if __name__ == "__main__":
    main()
