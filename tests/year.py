"""An office through a year, month by month: it reports each quarter while it is reorganised.

Units are merged, with the days written down or struck out by who knows of none; a task is moved; another signs; a
report is corrected; files are lost. What must hold is held at every date: nothing issued becomes unreadable, nobody
is asked to change what was filed, every command answers.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.formats.snapshot import SNAPSHOT
from reportgen.load import load_agency, load_plan
from reportgen.model.agency import Agency
from reportgen.model.owing import owing_units, target_owners
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.period import merge_period
from reportgen.vn.dates import short_date
from reportgen.workspace import Workspace
from tests.clock import set_clock
from tests.conftest import Ran
from tests.told import told_in_json

PERIODS = ("quy-1", "6-thang", "9-thang", "nam")
CUTOFFS = (dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30), dt.date(2026, 11, 30))
AGENCY = """\
ten: Sở Thử nghiệm
chu_quan: Ủy ban nhân dân tỉnh Ví Dụ
ky_hieu: STN
dia_danh: Ví Dụ
dau_moi: van-phong
don_vi:
  van-phong: {ten: Văn phòng, viet_tat: VP}
  phong-mot: {ten: Phòng Một, viet_tat: P1}
  phong-hai: {ten: Phòng Hai, viet_tat: P2}
  phong-ba: {ten: Phòng Ba, viet_tat: P3}
nhom_don_vi:
  tat-ca: {ten: "Các phòng thuộc Sở", gom: tat-ca}
nguoi_ky:
  giam-doc: {chuc_vu: Giám đốc, ho_ten: Người Ký Mẫu}
"""
PLAN_HEAD = """\
nam: 2026
ky_hieu: KH-STN
so: '01'
ngay: 10/01/2026
trich_yeu: Triển khai kế hoạch thử nghiệm năm 2026
can_cu:
  - {loai: Nghị quyết, so_ky_hieu: 01/NQ-VD, ngay: 05/01/2026, co_quan: Hội đồng thử, trich_yeu: về việc thử}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận, Các phòng thuộc Sở]
chi_tieu:
  CT1: {ten: Tỷ lệ thử, muc: {toi_thieu: 80, don_vi_tinh: "%"}, thuc_hien: [tat-ca], theo_doi: van-phong}
"""
TASKS = """\
nhiem_vu:
  - nhom:
      - so: I
        ten: Nhóm một
        nhiem_vu:
          - {ma: I.1, noi_dung: Việc của mọi phòng, chu_tri: [tat-ca], thoi_han: thường xuyên}
          - {ma: I.2, noi_dung: Việc của Phòng Một, chu_tri: [phong-mot], thoi_han: năm 2026}
      - so: II
        ten: Nhóm hai
        nhiem_vu:
          - {ma: II.1, noi_dung: Việc của hai phòng, chu_tri: [phong-hai, phong-ba], thoi_han: năm 2026}
          - {ma: II.2, noi_dung: Việc của Phòng Ba, chu_tri: [phong-ba], thoi_han: năm 2026}
          - {ma: II.3, noi_dung: Việc mỗi quý một lần, chu_tri: [phong-hai], thoi_han: hằng quý}
"""
ACCEPTED = (
    "so-nhay",
    "ngay-lui",
    "ky-da-ban-hanh",
    "dong-ho-lui",
    "chua-neu-thay-the",
    "ngay-tuong-lai",
    "loi-van-cu",
    "nguoi-ky-thoi-chuc",
)
"""What an office may accept that corrects a report late, and has its own words in it."""


def plan() -> str:
    """Return the plan with a period for each cut-off."""
    lines = []
    for before, name, cutoff in zip((None, *PERIODS), PERIODS, CUTOFFS, strict=False):
        days = [short_date(cutoff + dt.timedelta(days=number)) for number in (9, 14)]
        previous = f"ky_truoc: {before}, " if before else ""
        lines += [
            f"  {name}: {{ten: đến {short_date(cutoff)}, mau: {'bao-cao-nam' if before else 'bao-cao-6-thang'}, {previous}",
            f"    tu_ngay: 01/01/2026, den_ngay: {short_date(cutoff)}, han_don_vi: {days[0]}, han_tong_hop: {days[1]},",
            "    nguoi_ky: giam-doc}",
        ]
    return f"{PLAN_HEAD}ky_bao_cao:\n" + "\n".join(lines) + f"\n{TASKS}"


class Year:
    """The office and what it has issued: ``said`` holds what each period's report said, ``seen`` counts what happened."""

    def __init__(self, root: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cli, self.monkeypatch = root, cli, monkeypatch
        self.workspace = Workspace(root)
        self.said: dict[str, Snapshot] = {}
        self.numbers: dict[str, int] = {}
        self.number = 0
        self.seen: Counter[str] = Counter()
        self.touched: set[str] = set()
        self.write("co-quan.yaml", AGENCY)
        self.write("ke-hoach/kh.yaml", plan())

    # --- what an office does ------------------------------------------------------------------------

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, old
        self.write(name, text.replace(old, new, 1))

    def at(self, day: dt.date) -> None:
        """Let the day come."""
        self.day = day
        set_clock(self.monkeypatch, dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC))

    def run(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> Ran:
        ran = self.cli(*arguments, cwd=self.root)
        assert ran.code in codes, f"{' '.join(map(str, arguments))}: {ran.code}\n{ran.out}\n{ran.err}"
        assert "Traceback" not in ran.err
        return ran

    def _then(self, period: str) -> tuple[Agency, Plan]:
        cutoff = CUTOFFS[PERIODS.index(period)]
        agency, planned = load_agency(self.workspace).value, load_plan(self.workspace, "kh").value
        assert agency is not None
        assert planned is not None
        return agency.on(cutoff), planned.on(cutoff)

    def report(self, period: str) -> None:
        """Every unit of the time sends what it owes."""
        agency, planned = self._then(period)
        share = 20 * (1 + PERIODS.index(period))
        for unit in agency.units:
            figures = [code for code, target in planned.targets.items() if unit in target_owners(agency, target)]
            rows = [task.code for task in planned.tasks() if unit in owing_units(agency, task)]
            text = f"don_vi: {unit}\nke_hoach: kh\nky_bao_cao: {period}\nngay_lap: {short_date(self.day)}\nchi_tieu:\n"
            text += "".join(f"  {code}: {{tu_so: {80 + share // 20}, mau_so: 100}}\n" for code in figures)
            text += "nhiem_vu:\n"
            text += "".join(
                f"  {code}: {{trang_thai: dang-thuc-hien, tien_do: {share}, ket_qua: {unit} đã làm {share} phần của {code}}}\n"
                for code in rows
            )
            self.write(f"tinh-hinh/kh/{period}/{unit}.yaml", text)

    def word(self, period: str) -> None:
        """The office says in its own words what stands in one place."""
        said = "loi_van:\n  phuong-huong:\n    noi_dung: |\n      Sở tiếp tục thực hiện các nhiệm vụ của Kế hoạch.\n"
        self.write(f"tong-hop/kh/{period}.yaml", f"ke_hoach: kh\nky_bao_cao: {period}\n{said}")
        self.run("consolidate", period, "--confirm", "phuong-huong")

    def issue(self, period: str) -> None:
        """Draft and issue, or replace what was issued."""
        self.run("draft", period)
        self.number += 1
        replaces = ("--replaces", self.numbers[period]) if period in self.numbers else ()
        date = short_date(self.day)
        ran = self.cli(
            "issue", period, "--so", self.number, "--ngay", date, *replaces, "--format", "json", cwd=self.root
        )
        told = [item["ma"] for item in json.loads(ran.out).get("ly_do", [])] if ran.code == 1 and ran.out else []
        assert set(told) <= set(ACCEPTED), f"{told} {ran.err}"
        reasons = [part for name in told for part in ("--accept", name, "--reason", "đã xem")]
        if told:
            self.run("issue", period, "--so", self.number, "--ngay", date, *replaces, *reasons)
        else:
            assert ran.code == 0, ran.out + ran.err
        self.numbers[period] = self.number
        (bag,) = (self.root / "luu-tru/2026").glob(f"{self.number:02d}-*")
        self.said[period] = SNAPSHOT.load((bag / "data/so-lieu.json").read_text(encoding="utf-8"))
        self.touched = {name for name in self.touched if f"/{period}/" not in name}
        self.seen["ban hành"] += 1

    # --- what must hold -----------------------------------------------------------------------------

    def hold(self) -> None:
        """Hold that what was issued is read as it was, and that nobody is asked to change what was filed."""
        clean = {period for period in self.said if not any(f"/{period}/" in name for name in self.touched)}
        for period in clean:
            found = merge_period(self.workspace, period)
            assert found.snapshot is not None, found.findings
            assert SNAPSHOT.dump(found.snapshot) == SNAPSHOT.dump(self.said[period]), period
        told = told_in_json(self.run("check", "--format", "json", codes=(0, 1)).out)
        blamed = [line for line in told if any(f"/{period}/" in line.partition(":")[0] for period in clean)]
        assert blamed == []
        if self.said:
            self.run("archive", "verify")

    def answer(self, period: str) -> None:
        """Hold that every command answers for a period that was issued, on whatever day."""
        units = [unit.name for unit in self.said[period].units]
        shown = " ".join(self.run("status", period, "--today", short_date(self.day)).out.split())
        assert all(name in shown for name in units), (period, units, shown)
        drafted = json.loads(self.run("draft", period, "--format", "json", "--no-lint").out)
        path = self.root / drafted["tep"]
        self.run("lint", path, "--against", period, codes=(0, 1))
        self.run("consolidate", period)
        self.run("absorb", path, codes=(0, 1))
        self.run("forms", period)
        self.run("remind", period, "--today", short_date(self.day), "--new-date", short_date(self.day))
        for command in (("show",), ("rebuild",)):
            self.run("archive", *command, self.numbers[period])

    def answer_all(self) -> None:
        """Hold it for all, and that the reports can be found and compared."""
        for period in self.said:
            self.answer(period)
        issued = [self.numbers[period] for period in PERIODS if period in self.numbers]
        for one, other in itertools.pairwise(issued):
            self.run("archive", "diff", one, other)
        found = json.loads(self.run("archive", "search", "Sở Thử nghiệm", "--limit", 50, "--format", "json").out)
        assert found["tong_so"] == self.number

    # --- what happens -------------------------------------------------------------------------------

    def merge_with_days(self) -> None:
        """Phòng Hai and Phòng Ba become Phòng Bốn, as the guide says."""
        last = short_date(self.day - dt.timedelta(days=1))
        for short in ("P2", "P3"):
            ended = f"viet_tat: {short}, den_ngay: {last}, nhap_vao: phong-bon}}"
            self.replace("co-quan.yaml", f"viet_tat: {short}}}", ended)
        new = f"  phong-bon: {{ten: Phòng Bốn, viet_tat: P4, tu_ngay: {short_date(self.day)}}}\n"
        self.replace("co-quan.yaml", "nhom_don_vi:", f"{new}nhom_don_vi:")
        self.seen["sáp nhập có ngày"] += 1

    def strike_out(self) -> None:
        """Phòng Một is struck out without a word, its task goes to Văn phòng in the plan."""
        self.replace("co-quan.yaml", "  phong-mot: {ten: Phòng Một, viet_tat: P1}\n", "")
        self.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot]", "chu_tri: [van-phong]")
        self.seen["xóa đơn vị"] += 1

    def move(self) -> None:
        """Phòng Ba's task goes to Văn phòng, as the guide says."""
        moved = f"chuyen: [{{tu_ngay: {short_date(self.day)}, chu_tri: [van-phong], van_ban: Thông báo số 7/TB-STN}}]"
        self.replace(
            "ke-hoach/kh.yaml",
            "chu_tri: [phong-ba], thoi_han: năm 2026",
            f"chu_tri: [phong-ba], thoi_han: năm 2026, {moved}",
        )
        self.seen["chuyển việc"] += 1

    def sign(self) -> None:
        """Another signs from this day on."""
        last = short_date(self.day - dt.timedelta(days=1))
        new = f"  giam-doc-moi: {{chuc_vu: Giám đốc, ho_ten: Người Ký Sau, tu_ngay: {short_date(self.day)}}}\n"
        self.replace("co-quan.yaml", "ho_ten: Người Ký Mẫu}\n", f"ho_ten: Người Ký Mẫu, den_ngay: {last}}}\n{new}")
        self.seen["người ký mới"] += 1

    def correct(self, period: str) -> None:
        """A unit finds a figure wrong that was issued: it is told, drafted anew, and replaced."""
        path = min((self.root / "tinh-hinh/kh" / period).glob("*.yaml"))
        name = path.relative_to(self.root).as_posix()
        text = path.read_text(encoding="utf-8")
        figure = int(text.partition("tu_so: ")[2].partition(",")[0])
        self.write(name, text.replace(f"tu_so: {figure}", f"tu_so: {figure + 1}"))
        told = told_in_json(self.run("check", period, "--format", "json", codes=(0, 1)).out)
        assert any(line.startswith(f"{name}:") and "khác bản lưu cùng Báo cáo" in line for line in told), told
        before = self.said[period]
        self.touched.add(name)
        self.issue(period)
        now = self.said[period]
        assert [unit.id for unit in now.units] == [unit.id for unit in before.units]
        assert now.targets[0].numerator != before.targets[0].numerator
        self.seen["đính chính"] += 1

    def lose(self, period: str, chance: random.Random) -> None:
        """A file that was filed is lost; it is had again."""
        path = chance.choice(sorted((self.root / "tinh-hinh/kh" / period).glob("*.yaml")))
        was = path.read_bytes()
        path.unlink()
        assert merge_period(self.workspace, period).snapshot is not None
        self.run("forms", period)
        assert path.read_bytes() == was
        self.seen["mất tệp"] += 1

    def look_back(self, chance: random.Random) -> None:
        """Something becomes of a period that was issued."""
        period = chance.choice(sorted(self.said))
        if chance.random() < 0.5:
            self.correct(period)
        else:
            self.lose(period, chance)

    def rename(self) -> None:
        """The agency's own name for a unit changes, without a day."""
        text = (self.root / "co-quan.yaml").read_text(encoding="utf-8")
        self.write("co-quan.yaml", text.replace("ten: Văn phòng,", "ten: Văn phòng Sở,"))
        self.seen["đổi tên"] += 1

    def reword(self) -> None:
        """The plan's words change after reports were issued on it."""
        text = (self.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
        self.write("ke-hoach/kh.yaml", text.replace("Việc của mọi phòng", "Việc của tất cả các phòng"))
        self.seen["sửa kế hoạch"] += 1
