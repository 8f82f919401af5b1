"""Which process of a run tries what: a file's tests stay together, and what takes longest begins first.

Left to themselves, ``--dist loadgroup`` hands out eleven thousand tests one by one, counting at each report all that
were handed out before, and every process makes the fixtures of every file.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

SECONDS = {
    "pages": 55,
    "browsers": 25,
    "tests/test_archive_faults.py": 22,
    "tests/test_plan_any.py": 18,
    "any": 14,
    "tests/test_rules.py": 14,
    "tests/test_template_faults.py": 12,
    "tests/test_batch.py": 10,
    "tests/test_cluster.py": 10,
    "tests/test_odd_docx.py": 10,
    "tests/test_template_bounds.py": 10,
    "tests/test_wordform.py": 10,
    "tests/test_absorb_any.py": 8,
    "tests/test_against_edits.py": 8,
    "tests/test_lint_against.py": 8,
    "tests/test_against_own.py": 7,
    "tests/test_chart.py": 7,
    "tests/test_check.py": 7,
    "tests/test_two_ways.py": 7,
    "tests/test_two_ways_odd.py": 7,
    "tests/test_wordform_office.py": 6,
    "tests/test_words_stateful.py": 6,
    "tests/test_year.py": 6,
    "tests/test_fuzz.py": 5,
    "tests/test_guide.py": 5,
    "tests/test_stamp.py": 5,
    "tests/test_status_page_browser.py": 5,
    "tests/test_values.py": 5,
    "tests/test_webform.py": 5,
}
"""About what the long ones take, as far as their order goes; all others follow, those with most tests first."""


class ByFile(LoadGroupScheduling):  # type: ignore[misc]  # the library has no types
    """Hand out the groups (tests/conftest.py), and the tests of no group by file."""

    def _split_scope(self, nodeid: str) -> str:
        group: str = super()._split_scope(nodeid)
        return nodeid.partition("::")[0] if group == nodeid else group

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Begin with what takes longest, so that no process is done long before the other."""
        longest = max(self.workqueue, key=lambda unit: (SECONDS.get(unit, 0), len(self.workqueue[unit])))
        self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)


def by_file(config: pytest.Config, log: object) -> ByFile | None:
    """Return who hands out the tests of a run in groups."""
    return ByFile(config, log) if config.getvalue("dist") == "loadgroup" else None
