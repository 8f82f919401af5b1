"""``lint --pages``: on which page a finding stands, where LibreOffice lays documents out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.nd30.base import Where
from reportgen.pipeline import pages
from tests.conftest import Ran, write
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]
LONG = {"text": "Đơn vị đã làm xong các việc được giao.", "size": 14, "align": "both", "first": 567, "before": 120}


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    """A report of which the first line is wrong on its first page, the last on the second or third."""
    change = {"so.size": 14, "luu.text": "- Lưu: VT, VP"}
    return write(tmp_path, "dai.docx", build(paper("bao-cao", change, add={"doan2": [LONG] * 45})))


def test_without_libreoffice_all_else_is_told(two_pages: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "layouter", lambda: None)
    ran = cli("lint", two_pages, "--pages")
    assert ran.code == 1
    assert ran.err == "Lưu ý: máy này chưa có LibreOffice nên không ghi được số trang.\n"
    assert "trang 1" not in ran.out
    assert "PL1-II-9d/luu-dau-cham" in ran.out


@pytest.mark.pages
def test_a_place_is_named_by_its_page(two_pages: Path, cli: Cli, pages_required: None) -> None:
    rules = json.loads(cli("lint", two_pages, "--pages", "--format", "json").out)["tep"][0]["quy_tac"]
    found = {rule["ma"]: rule["phat_hien"][0].get("trang") for rule in rules if rule["phat_hien"]}
    assert found == {"PL1-II-3c/so-ky-hieu-co-chu": 1, "PL1-II-9d/luu-dau-cham": 3}


def test_a_page_is_part_of_the_place() -> None:
    assert Where("Dòng Lưu", "- Lưu: VT.", "bảng 2", page=3).words() == "Dòng Lưu «- Lưu: VT.», bảng 2, trang 3"
