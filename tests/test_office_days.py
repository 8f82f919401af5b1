"""Offices over some days, each in a way of its own: in the end a report goes out in which nothing was lost."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.office_day import Days, office_with_a_numbered_plan
from tests.office_words import again

FEW, MANY = 7, 200


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_with_a_numbered_plan(tmp_path_factory.mktemp("co-quan"))


def run(office: Path, seeds: range, steps: int) -> Counter[str]:
    """Let offices work; return what happened in all of them."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            days = Days(again(office, Path(folder)), seed)
            days.run(steps)
            seen += days.seen
    return seen


def test_some_offices(office: Path) -> None:
    seen = run(office, range(FEW), 6)
    assert min(seen[name] for name in ("sửa", "đưa vào", "soạn", "ban hành")) >= FEW // 2, seen


@pytest.mark.timeout(3_600)
def test_many_offices(office: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("two hundred offices run with --long")
    assert run(office, range(100, 100 + MANY), 25)["ban hành"] > MANY // 2
