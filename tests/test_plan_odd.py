"""Plans as offices lay them out, in Word and Excel: how many cells are read right, and that what is not is doubted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.plan_books import EXCEL
from tests.plan_papers import WORD
from tests.plan_reading import read_found
from tests.plan_truth import GROUPS, Truth, score, truth

LAYOUTS = [(f"Word, {name}", ".docx", *how) for name, how in WORD.items()]
LAYOUTS += [(f"Excel, {name}", ".xlsx", *how) for name, how in EXCEL.items()]


@pytest.mark.parametrize(("name", "ending", "lay", "kind"), LAYOUTS, ids=[name for name, *_ in LAYOUTS])
def test_97_cells_of_100_are_right_none_is_wrong_in_silence_no_word_is_lost(
    name: str, ending: str, lay: Callable[[Truth], bytes], kind: dict[str, bool], request: pytest.FixtureRequest
) -> None:
    """Twenty tasks a layout; sixty, of three plans, with ``--long``."""
    long = request.config.getoption("--long")
    for seed in range(3 if long else 1):
        plan = truth(seed + len(name), groups=len(GROUPS) if long else 2, **kind)
        found = score(plan, read_found(lay(plan), ending))
        assert not found.silent
        assert not found.lost
        assert found.right >= 0.97 * found.cells, found.told
