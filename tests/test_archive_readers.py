"""Reading the archive while another command writes: whatever moments the reader sees, nothing is called damaged."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reportgen.archive.journal import JOURNAL
from reportgen.archive.register import REGISTER, read_register
from reportgen.archive.verify import verify
from reportgen.temporary import TEMPORARY
from tests.archiving import Disk, fast_folder, line, put, told, watched

T = TypeVar("T")
LOOKS = ("exists", "is_dir", "is_file", "is_symlink", "lstat", "open", "read_bytes")


@pytest.fixture(scope="module")
def moments() -> Iterator[list[Path]]:
    """The archive at every moment of issuing two documents into a new year, a folder for each moment."""
    with fast_folder() as folder:
        root = folder / "luu-tru"
        put(root, line(1))
        (root / "2027").mkdir()  # what a command left that was interrupted early
        seen: list[Path] = []

        def keep() -> None:
            disk.at += 1
            moment = folder / str(len(seen))
            shutil.copytree(root, moment)
            if seen and state(moment) == state(seen[-1]):
                shutil.rmtree(moment)
            else:
                seen.append(moment)

        with watched(Disk(root, 1, lambda: None)) as disk:
            disk.strike = quietly(disk, keep)
            put(root, line(2, dt.date(2027, 1, 5)))
            put(root, line(3, dt.date(2027, 1, 6)))
        keep()
        yield seen


def quietly(disk: Disk, keep: Callable[[], None]) -> Callable[[], None]:
    """Return ``keep`` as a strike that does not count what it does itself."""

    def strike() -> None:
        root, disk.root = disk.root, disk.root / "không có"
        keep()
        disk.root = root

    return strike


def state(moment: Path) -> Mapping[str, bytes]:
    """Return the files and folders of an archive, without those of a bag that is still being built."""
    found = {path.relative_to(moment): path for path in moment.rglob("*")}
    kept = {name: path for name, path in found.items() if not any(part.startswith(TEMPORARY) for part in name.parts)}
    return {str(name): b"" if path.is_dir() else path.read_bytes() for name, path in kept.items()}


class Shelf:
    """An archive whose moment changes while somebody looks: ``changes`` say at which look comes which moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
        self.root, self.looks = root, 0
        self.changes: dict[int, Path] = {}
        self._lying: Path | None = None
        for name in LOOKS:
            monkeypatch.setattr(Path, name, self._counted(getattr(Path, name)))
        monkeypatch.setattr(Path, "iterdir", self._listed(Path.iterdir))

    def begin(self, moment: Path, changes: dict[int, Path]) -> None:
        """Show ``moment``; the next looks count from one."""
        self.looks, self.changes = -1, {0: moment, **changes}
        self._look()

    def end(self) -> None:
        """Give the last moment back."""
        self.changes = {}
        if self._lying is not None:
            self.root.rename(self._lying)
            self._lying = None

    def _look(self) -> None:
        self.looks += 1
        moment = self.changes.get(self.looks)
        if moment is not None:
            if self._lying is not None:
                self.root.rename(self._lying)
            moment.rename(self.root)
            self._lying = moment

    def _counted(self, look: Callable[..., Any]) -> Callable[..., Any]:
        def counted(path: Path, *arguments: Any, **named: Any) -> Any:
            if path.is_relative_to(self.root):
                self._look()
            return look(path, *arguments, **named)

        return counted

    def _listed(self, look: Callable[[Path], Iterator[Path]]) -> Callable[[Path], Iterator[Path]]:
        def listed(path: Path) -> Iterator[Path]:
            if path.is_relative_to(self.root):
                self._look()
            return iter(list(look(path)))  # what is listed may be gone before it is looked at

        return listed


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch, moments: list[Path]) -> Iterator[Shelf]:
    made = Shelf(monkeypatch, moments[0].parent / "xem")
    yield made
    made.end()


def looked(shelf: Shelf, moment: Path, changes: dict[int, Path], read: Callable[[Path], T]) -> T:
    shelf.begin(moment, changes)
    try:
        return read(shelf.root)
    finally:
        shelf.end()


def issued(moment: Path) -> list[int]:
    """Return the numbers of the documents that are issued at a moment: their bags are in place."""
    return sorted(int(bag.name[:2]) for bag in moment.glob("*/*-BC-SKHCN"))


def test_the_moments_are_those_of_the_protocol(moments: list[Path]) -> None:
    """The tests below say something only if journals come, outlive their lines, and go."""
    seen = [
        (len(issued(moment)), len(read_lines(moment)), "journal" if (moment / JOURNAL).exists() else "")
        for moment in moments
    ]
    first = [(1, 1, ""), (1, 1, "journal"), (2, 1, "journal"), (2, 2, "journal"), (2, 2, "")]
    second = [(2, 2, "journal"), (3, 2, "journal"), (3, 3, "journal"), (3, 3, "")]
    assert [key for key, _ in itertools.groupby(seen)] == first + second
    assert not (moments[1] / "2027").exists()  # the empty folder was cleared away before


def read_lines(moment: Path) -> list[str]:
    return [text for path in moment.glob(f"*/{REGISTER}") for text in path.read_text(encoding="utf-8").splitlines()]


def test_verify_finds_nothing_whatever_moments_it_sees(shelf: Shelf, moments: list[Path]) -> None:
    one_step = itertools.pairwise(moments)
    three_steps = zip(moments, moments[3:], strict=False)
    in_a_row = zip(moments, moments[1:], moments[2:], strict=False)  # what comes and is gone at the next look
    for first, *later in itertools.chain(one_step, three_steps, in_a_row):
        for at in range(1, 200):
            changes = {at + number: moment for number, moment in enumerate(later)}
            found = looked(shelf, first, changes, lambda root: told(verify(root)))
            assert found == [], f"{first.name} then {[moment.name for moment in later]} at look {at}"
            if shelf.looks < at:
                break


def test_what_was_issued_before_is_in_the_register(shelf: Shelf, moments: list[Path]) -> None:
    for first, last in itertools.combinations(moments, 2):
        before, after = issued(first), issued(last)
        for at in range(1, 100):
            read = looked(shelf, first, {at: last}, read_register)
            numbers = [entry.number for entry in read.entries]
            assert before <= numbers <= after, f"{first.name} then {last.name} at look {at}"
            if shelf.looks < at:
                break
