"""One issue reads each document once: the draft as handed in, the issued one, the text they are held against."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen import load
from reportgen.pipeline import against, issue  # noqa: F401 (what counts has to be there before it is counted)
from reportgen.wordview import anatomy as parts
from reportgen.wordview import package, reader
from tests.conftest import Small
from tests.issuing import REPORT, Cli, letter, ready
from tests.stamping import without_controls

ISSUE = ("issue", "6-thang", "--so", REPORT, "--ngay", "14/5/2026")


def everywhere(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any], instead: Callable[..., Any]) -> None:
    """Put ``instead`` in the place of ``function`` in every module of the program that has it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("reportgen"):
            for attribute, value in list(vars(module).items()):
                if value is function:
                    monkeypatch.setattr(module, attribute, instead)


class Counted:
    """How often each document was opened, read and taken apart, by its hash; how often each file was loaded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.parted: Counter[str] = Counter()
        self.loaded: Counter[str] = Counter()
        self._hashes: dict[int, str] = {}
        self._kept: list[object] = []  # an id is its own only while the object lives
        open_package, read_document, anatomy = package.open_package, reader.read_document, parts.anatomy

        def opening(content: bytes, *known: Any) -> Any:
            digest = hashlib.sha256(content).hexdigest()
            self.opened[digest] += 1
            return self._named(open_package(content, *known), digest)

        def reading(source: package.Package) -> Any:
            self.read[self._hashes[id(source)]] += 1
            return self._named(read_document(source), self._hashes[id(source)])

        def parting(document: Any) -> Any:
            self.parted[self._hashes[id(document)]] += 1
            return anatomy(document)

        everywhere(monkeypatch, open_package, opening)
        everywhere(monkeypatch, read_document, reading)
        everywhere(monkeypatch, anatomy, parting)
        for loader in (load.load_agency, load.load_plan):
            everywhere(monkeypatch, loader, self._counting(loader))

    def _named(self, value: object, digest: str) -> object:
        self._hashes[id(value)] = digest
        self._kept.append(value)
        return value

    def _counting(self, loader: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any) -> Any:
            self.loaded[loader.__name__] += 1
            return loader(*arguments)

        return counting


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def issued(small: Small) -> Path:
    return next(small.root.glob("luu-tru/2026/*/data/*.docx"))


@pytest.fixture
def small_ready(small: Small, cli: Cli) -> Small:
    ready(small, cli)
    return small


def test_an_issue_reads_each_document_once(small_ready: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted = digest(small_ready.root / "ban-thao" / "kh-6-thang.docx")
    counted = Counted(monkeypatch)
    assert cli(*ISSUE, cwd=small_ready.root).code == 0
    stamped = digest(issued(small_ready))
    assert set(counted.opened.values()) == set(counted.read.values()) == set(counted.parted.values()) == {1}
    assert {drafted, stamped} < set(counted.opened)
    assert len(counted.opened) == len(counted.read) == 3  # and the text that the data gives, figures traced
    assert set(counted.parted) == {stamped}


def test_an_issue_loads_agency_and_plan_once(small_ready: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    assert cli(*ISSUE, cwd=small_ready.root).code == 0
    assert counted.loaded == {"load_agency": 1, "load_plan": 1}


def test_a_named_file_of_a_period_loads_them_once_too(
    small_ready: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    named = ("issue", "--file", "ban-thao/kh-6-thang.docx", "--so", REPORT, "--ngay", "14/5/2026")
    assert cli(*named, cwd=small_ready.root).code == 0
    assert counted.loaded == {"load_agency": 1, "load_plan": 1}
    assert set(counted.opened.values()) == {1}


def test_a_draft_without_controls_is_opened_once_as_well(
    small_ready: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_ready.root / "ban-thao" / "kh-6-thang.docx"
    path.write_bytes(without_controls(path.read_bytes()))
    counted = Counted(monkeypatch)
    assert cli(*ISSUE, cwd=small_ready.root).code == 0
    assert set(counted.opened.values()) == set(counted.read.values()) == set(counted.parted.values()) == {1}


def test_a_letter_is_read_once_and_needs_no_plan(small_ready: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    path = letter(small_ready, "cv.docx")
    counted = Counted(monkeypatch)
    ran = cli("issue", "--file", path, "--so", "12/STN-VP", "--ngay", "20/5/2026", cwd=small_ready.root)
    assert ran.code == 0, ran.err + ran.out
    assert set(counted.opened.values()) == set(counted.read.values()) == {1}
    assert counted.loaded == {"load_agency": 1}
