"""What commands print as JSON has the names that 0.1 gave it: programs of others read them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clock import ZONE, set_clock
from tests.conftest import Ran
from tests.places import SPECIMENS

FIRST = SPECIMENS / "v1"
RUNS = {
    "check": ("check", "6-thang"),
    "draft": ("draft", "6-thang"),
    "status": ("status", "6-thang"),
    "remind": ("remind", "3-thang"),
    "batch": ("batch", "..", "6-thang"),
    "issue-tu-choi": ("issue", "6-thang", "--so", "7", "--ngay", "20/6/2026"),
    "lint": ("lint", "ban-thao/kh-6-thang.docx", "--against", "6-thang"),
    "archive-list": ("archive", "list"),
    "archive-show": ("archive", "show", "5"),
    "archive-search": ("archive", "search", "thủ", "tục"),
    "archive-verify": ("archive", "verify"),
    "archive-diff": ("archive", "diff", "6", "9"),
    "archive-rebuild": ("archive", "rebuild", "6"),
}
ADDED = {"draft": ("doi_chieu", "chi_noi_bo", "so_trang")}
"""Names that an output has had since, at its end."""


def outline(data: Any) -> Any:
    """Return the names in JSON and their order, without the values: of a list what its items have together."""
    if isinstance(data, dict):
        return {name: outline(item) for name, item in data.items()}
    if isinstance(data, list):
        merged: dict[str, Any] = {}
        for item in data:
            found = outline(item)
            merged |= found if isinstance(found, dict) else {}
        return [merged]
    return None


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office of the specimens, its half-year report drafted anew, its archive as 0.1 left it."""
    root = tmp_path / "co-quan-thu"
    shutil.copytree(FIRST / "luu-tru" / "2026" / "05-BC-STN" / "data" / "dau-vao", root)
    shutil.copytree(FIRST / "luu-tru", root / "luu-tru")
    (root / "ban-thao").mkdir()
    shutil.copy(FIRST / "ban-thao-6-thang.docx", root / "ban-thao" / "kh-6-thang.docx")
    set_clock(monkeypatch, dt.datetime(2026, 11, 14, 9, 30, tzinfo=ZONE))
    return root


@pytest.mark.parametrize("name", RUNS)
def test_the_names_in_an_output_are_those_of_its_specimen(name: str, office: Path, cli: Callable[..., Ran]) -> None:
    ran = cli(*RUNS[name], "--format", "json", cwd=office)
    specimen = json.loads((FIRST / "dau-ra" / f"{name}.json").read_text(encoding="utf-8"))
    found, wanted = outline(json.loads(ran.out)), outline(specimen)
    added = {name: found.pop(name) for name in ADDED.get(name, ())}
    assert len(added) == len(ADDED.get(name, ()))
    assert found == wanted
    assert json.dumps(found) == json.dumps(wanted)  # their order, too
