"""The office's own words in the example workspaces, as its clerks would keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.places import PERIODS, WORKSPACES


@pytest.mark.parametrize("name", WORKSPACES)
@pytest.mark.parametrize("period", PERIODS)
def test_every_place_is_written_over_what_the_units_say_today(
    name: str, period: str, workspace: Callable[[str], Path], cli: Callable[..., Ran]
) -> None:
    root = workspace(name)
    file = root / "tong-hop" / "nq02-2026" / f"{period}.yaml"
    before = file.read_bytes()
    ran = cli("-C", root, "consolidate", period)
    assert ran.code == 0, ran.err
    assert file.read_bytes() == before
    automatic = next(line for line in ran.out.splitlines() if line.startswith("Lời tự động"))
    told = set(automatic.partition(": ")[2].split(", "))
    assert told <= {"mo-dau", "phat-sinh", "ket", "IV"}  # the commune tells group IV within group I
