"""What a clerk types to mean a document, where a period has several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.archive.find import find
from reportgen.archive.register import read_register
from reportgen.errors import CannotRun
from reportgen.model.entry import Entry
from tests.archiving import line, put

HALF_YEAR: dict[str, Any] = {"plan_id": "nq02-2026", "period_id": "6-thang"}


def recorded(root: Path, *entries: Entry) -> list[str]:
    """Put documents into an archive, and return the numbers of those that its period then means."""
    for entry in entries:
        put(root, entry)
    return [str(find(read_register(root), name).number) for name in ("6-thang", "nq02-2026/6-thang")]


def test_a_period_means_the_report_that_no_other_replaces(tmp_path: Path) -> None:
    first, second = line(5, **HALF_YEAR), line(6, **HALF_YEAR, replaces="2026/05-BC-SKHCN")
    assert recorded(tmp_path, first, second) == ["6", "6"]


def test_two_reports_of_a_period_of_which_none_replaces_the_other_are_told_apart_by_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"có thể là nhiều văn bản: .*05-BC-SKHCN; .*06-BC-SKHCN\. Ghi tên thư mục"):
        recorded(tmp_path, line(5, **HALF_YEAR), line(6, **HALF_YEAR))


def test_a_number_means_no_period(tmp_path: Path) -> None:
    """A letter may have the number of a report; that one was replaced does not say which is meant."""
    put(tmp_path, line(5, **HALF_YEAR))
    put(tmp_path, line(5, symbol="CV-SKHCN", type_name="Công văn", series="thu", replaces="2026/05-BC-SKHCN"))
    with pytest.raises(CannotRun, match="nhiều văn bản"):
        find(read_register(tmp_path), "5")
