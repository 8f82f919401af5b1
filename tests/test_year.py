"""A year simulated month by month: whatever is reorganised, nothing issued becomes unreadable, every command answers."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.docx_text import plain_text
from tests.year import CUTOFFS, PERIODS, Year

MANY = 40


def close(year: Year, period: str) -> None:
    """Units send, the office issues."""
    year.report(period)
    year.word(period)
    year.issue(period)
    year.hold()


def test_a_year_with_a_merger_a_moved_task_a_new_signer_and_a_correction(
    tmp_path: Path, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    year = Year(tmp_path / "so", cli, monkeypatch)
    year.at(dt.date(2026, 4, 8))
    close(year, "quy-1")
    year.at(dt.date(2026, 5, 15))
    year.move()
    year.hold()
    year.at(dt.date(2026, 7, 1))
    year.merge_with_days()
    year.hold()
    year.at(dt.date(2026, 7, 8))
    close(year, "6-thang")  # the cut-off was before the merger
    assert [unit.id for unit in year.said["6-thang"].units] == ["van-phong", "phong-mot", "phong-hai", "phong-ba"]
    year.at(dt.date(2026, 8, 1))
    year.sign()
    year.hold()
    year.correct("quy-1")
    year.hold()
    year.at(dt.date(2026, 9, 1))
    year.strike_out()
    year.lose("6-thang", random.Random(0))
    year.hold()
    year.at(dt.date(2026, 10, 8))
    close(year, "9-thang")
    nine = year.said["9-thang"]
    assert [unit.id for unit in nine.units] == ["van-phong", "phong-bon"]
    assert nine.signer.name == "Người Ký Sau"
    assert nine.previous_issued is not None
    assert nine.previous_issued.reference == "02/BC-STN"
    moved = next(task for task in nine.tasks() if task.code == "II.2")
    assert (moved.leads, [move.leads for move in moved.moves]) == (("Văn phòng",), [("Phòng Ba",)])
    year.correct("6-thang")
    year.hold()
    year.at(dt.date(2026, 12, 8))
    year.reword()
    year.rename()
    close(year, "nam")
    year.at(dt.date(2027, 3, 1))
    year.hold()
    year.answer_all()
    ran = year.run("archive", "diff", year.numbers["6-thang"], year.numbers["9-thang"])
    assert "Chuyển chủ trì: " in ran.out
    assert "II.1  Phòng Hai; Phòng Ba → Phòng Bốn" in ran.out
    ran = year.run("archive", "diff", year.numbers["quy-1"], year.numbers["6-thang"])
    assert "II.2  Phòng Ba → Văn phòng (Thông báo số 7/TB-STN)" in ran.out
    text = plain_text((year.root / "ban-thao/kh-9-thang.docx").read_bytes())
    assert "Chuyển từ Phòng Ba theo Thông báo số 7/TB-STN" in text


def chaos(year: Year, seed: int) -> None:
    """Let what an office does happen in any order."""
    chance = random.Random(seed)
    once = [year.merge_with_days, year.strike_out, year.move, year.sign, year.rename, year.reword]
    chance.shuffle(once)
    for period, cutoff in zip(PERIODS, CUTOFFS, strict=True):
        for days in sorted(chance.sample(range(1, 9), 2)):
            year.at(cutoff - dt.timedelta(days=10 * days // 2))
            if once and chance.random() < 0.6:
                once.pop()()
            elif year.said:
                year.look_back(chance)
            year.hold()
        year.at(cutoff + dt.timedelta(days=8))
        close(year, period)
    year.at(dt.date(2027, 1, 15))
    while once:
        once.pop()()
    year.hold()
    year.answer_all()


def test_a_year_in_any_order(tmp_path: Path, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    chaos(Year(tmp_path / "so", cli, monkeypatch), 1)


@pytest.mark.timeout(3_600)
def test_many_years_in_any_order(
    tmp_path: Path, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("needs --long")
    seen: Counter[str] = Counter()
    for seed in range(2, MANY):
        year = Year(tmp_path / f"so-{seed}", cli, monkeypatch)
        chaos(year, seed)
        seen += year.seen
    assert len(seen) == 9, seen
