"""Plans of sixty tasks in twelve odd layouts: how many cells are read right, and that what is not is doubted."""

from __future__ import annotations

import pytest

from tests.plan_odd import LAYOUTS, read, score, truth


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_sixty_tasks_at_least_97_cells_of_100_are_right_and_none_is_wrong_in_silence(name: str) -> None:
    make, kind = LAYOUTS[name]
    plan = truth([*LAYOUTS].index(name), **kind)
    found = score(plan, read(name, make(plan)))
    assert not found.silent
    assert not found.lost
    assert found.right >= 0.97 * found.cells, found.told
