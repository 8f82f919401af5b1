"""A machine that stops, and a disk that fails, at every single moment of putting a document into the archive.

Afterwards the document is in the archive with bag and line, or it is not and its number is free; what an
interrupted command left is cleared by the next one.
"""

from __future__ import annotations

import dataclasses
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.archive.commit import Committed
from reportgen.archive.journal import write_journal
from reportgen.archive.register import read_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun, Refused, ReportgenError
from reportgen.formats.bag import Journal
from reportgen.model.entry import Entry
from tests.archiving import Disk, assert_whole, clear, failing, fast_folder, line, put, told, watched
from tests.places import ROOT
from tests.stopping import Machine, flush_nothing

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the machine that stops is a forked process")
MOMENTS = 2000
"""More changes of the disk than any command makes."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flush nothing; a flush counts as a change of its own."""
    monkeypatch.setattr(os, "fsync", flush_nothing)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine() as made:
        yield made


@pytest.fixture
def folder() -> Iterator[Path]:
    with fast_folder() as made:
        yield made


Scene = tuple[Path, Entry, Callable[[], None]]


@pytest.fixture(params=["no archive yet", "same year", "new year"])
def scene(request: pytest.FixtureRequest, folder: Path) -> Scene:
    """Give an archive, the document that is to come, and how to set the archive back."""
    root, kept = folder / "luu-tru", folder / "truoc"
    if request.param != "no archive yet":
        put(kept, line(1))
    if request.param == "same year":
        put(kept, line(2, replaces="2026/01-BC-SKHCN"))
    entry = line(3) if request.param != "new year" else line(1, line(1).date.replace(year=2027))

    def reset() -> None:
        clear(root)
        if kept.exists():
            shutil.copytree(kept, root)

    reset()
    return root, entry, reset


def moments(run: Callable[[int], bool], step: int = 1) -> int:
    """Call ``run`` with 1, 2, 3 … until it says that nothing happened any more; return the last where it did."""
    for moment in range(1, MOMENTS, step):
        if not run(moment):
            return moment - step
    raise AssertionError("the command never ends")


def changes(root: Path, entry: Entry) -> int:
    """Put ``entry`` into the archive; return how often that changes something below ``root``."""
    with watched(Disk(root, MOMENTS, failing(errno.EIO))) as disk:
        put(root, entry)
    return disk.count


def issued(root: Path, entry: Entry) -> bool:
    """Tell whether a document stands in the register."""
    return any(other.reference == entry.reference and other.date == entry.date for other in read_register(root).entries)


def assert_goes_on(root: Path, entry: Entry) -> bool:
    """Hold the archive against what must be true after an interruption; tell whether ``entry`` was issued."""
    if not root.exists():
        assert not issued(root, entry)
    else:
        assert told(verify(root)) == []
    before = issued(root, entry)
    following = dataclasses.replace(entry, number=entry.number + 1) if before else entry
    done = put(root, following)
    assert done.unfinished == ""
    register = assert_whole(root)
    assert issued(root, entry)
    assert register.entries[-1] == done.entry
    assert done.entry.bag == f"{entry.year}/{following.padded_number}-{entry.symbol}"  # no name was used up
    return before


@forks
@pytest.mark.usefixtures("quick")
def test_a_kill_at_any_moment(scene: Scene, machine: Machine) -> None:
    root, entry, reset = scene
    outcomes = []

    def run(moment: int) -> bool:
        reset()
        if not machine.stops(root, moment, entry):
            return False
        outcomes.append(assert_goes_on(root, entry))
        return True

    assert moments(run) > 40
    assert outcomes == sorted(outcomes)  # not issued up to one moment, issued ever after
    assert True in outcomes
    assert False in outcomes


@forks
@pytest.mark.usefixtures("quick")
def test_a_kill_while_the_next_command_clears_up(scene: Scene, machine: Machine, pytestconfig: pytest.Config) -> None:
    root, entry, reset = scene
    total = changes(root, entry)
    every = pytestconfig.getoption("--long")
    chance = random.Random(30)
    late = range(total - 8, total + 1)  # around the journal, the renaming and the register's line
    for first in range(1, total + 1) if every else (chance.randint(2, total - 9), *late):
        reset()
        assert machine.stops(root, first, entry)
        halted = root.with_name("dang-do")
        shutil.copytree(root, halted) if root.exists() else halted.mkdir()
        before = issued(root, entry)
        following = dataclasses.replace(entry, number=entry.number + 1) if before else entry
        second = 0
        while True:
            second += 1 if every else chance.randint(1, 20)
            clear(root)
            shutil.copytree(halted, root)
            again = machine.stops(root, second, following)
            assert not before or issued(root, entry)
            if not again:
                break
            assert_goes_on(root, following)
        clear(halted)


def ended(root: Path, entry: Entry, disk: Disk) -> tuple[Committed | None, str]:
    """Put ``entry`` into the archive on a disk that fails; return what came of it, and what was said."""
    where = Path.cwd()
    try:
        with watched(disk):
            done = put(root, entry)
    except ReportgenError as error:
        return None, str(error)
    finally:
        assert Path.cwd() == where
    return done, done.unfinished


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES], ids=["full", "forbidden"])
@pytest.mark.parametrize("always", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("reads", [False, True], ids=["writing", "reading too"])
@pytest.mark.usefixtures("quick")
def test_a_disk_that_fails_at_any_moment(
    scene: Scene, number: int, always: bool, reads: bool, pytestconfig: pytest.Config
) -> None:
    root, entry, reset = scene
    step = 1 if pytestconfig.getoption("--long") else 9 if reads else 3 if always else 1
    outcomes: set[str] = set()

    def run(moment: int) -> bool:
        reset()
        disk = Disk(root, moment, failing(number), always=always, reads=reads)
        done, said = ended(root, entry, disk)
        if disk.count < moment:
            return False
        outcomes.add("refused" if done is None else "unfinished" if said else "done")
        if done is None or said:
            assert_message(said)
        assert assert_goes_on(root, entry) == (done is not None)
        return True

    assert moments(run, step) > 40
    assert "refused" in outcomes
    assert "unfinished" in outcomes or step > 1


def assert_message(said: str) -> None:
    """A message is Vietnamese, and nothing of the system's own words is in it."""
    assert any(char in said for char in "ưươạđ"), said
    for foreign in ("Errno", "denied", "device", "Permission", "None", "Traceback"):
        assert foreign not in said, said


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files are POSIX")
def test_a_disk_that_takes_only_the_first_bytes_of_a_file(scene: Scene) -> None:
    """The kernel itself cuts the writing: files are left half written, as on a full disk."""
    import resource  # not on Windows

    root, entry, reset = scene
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    refused = 0
    for limit in [*range(0, 400, 40), *range(400, 4000, 200), 100_000]:
        reset()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            put(root, entry)
            done = True
        except CannotRun as error:
            done = False
            refused += 1
            assert_message(str(error))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert assert_goes_on(root, entry) == done
    assert 5 < refused < 28
    assert done


@forks
@pytest.mark.usefixtures("quick")
def test_a_document_whose_line_stands_in_the_journal_is_noted(folder: Path, machine: Machine) -> None:
    root = folder / "luu-tru"

    noted = []
    for moment in range(1, changes(root, line(1)) + 1):
        clear(root)
        assert machine.stops(root, moment, line(1))
        if root.exists():
            verified = verify(root)
            assert (verified.bags == 1) == issued(root, line(1))
            noted += [note for note in verified.notes if "đã ban hành" in note]
    assert noted
    assert set(noted) == {"01/BC-SKHCN: đã ban hành, dòng sổ còn nằm ở nhật ký; lệnh ghi lần sau tự chép"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"tam": 5, "dong": "{}"}', b'{"tam": ".tam-111111111111", "dong": 5}', b"[" * 100_000],
)
def test_a_damaged_journal_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    root = tmp_path / "luu-tru"
    put(root, line(1))
    (root / ".dang-ghi.json").write_bytes(content)
    assert told(verify(root)) == [".dang-ghi.json: nhật ký ghi bị hỏng"]
    with pytest.raises(Refused, match=r"\.dang-ghi\.json: nhật ký ghi bị hỏng.*chuyển tệp này ra ngoài"):
        put(root, line(2))
    (root / ".dang-ghi.json").unlink()
    put(root, line(2))
    assert_whole(root)


def writers(root: Path, first: int) -> Iterator[subprocess.Popen[str]]:
    while True:
        command = [sys.executable, "-m", "tests.archiving", str(root), str(first), "1"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            assert process.stdout is not None
            process.stdout.readline()
            yield process


@pytest.mark.parametrize("temporary", ["", ".", "..", "2026", "../ngoài", ".tam-1/..", "/tmp"])
def test_a_journal_that_names_what_is_no_unfinished_bag_is_damaged(tmp_path: Path, temporary: str) -> None:
    root = tmp_path / "luu-tru"
    entry = put(root, line(1)).entry
    write_journal(root, Journal(".tam-111111111111", entry))
    assert told(verify(root)) == []
    write_journal(root, Journal(temporary, entry))
    assert told(verify(root)) == [".dang-ghi.json: nhật ký ghi bị hỏng"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_real_processes_killed_at_random_moments(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    root = tmp_path / "luu-tru"
    chance = random.Random(2020)
    number, interrupted = 1, 0
    for _ in range(300 if pytestconfig.getoption("--long") else 4):
        if number > 30:  # proving a large archive again and again would take most of the time
            clear(root)
            number = 1
        process = next(writers(root, number))
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        interrupted += process.wait() != 0
        if not root.exists():
            continue
        assert told(verify(root)) == []
        if issued(root, line(number)):
            number += 1
        put(root, line(number))
        number += 1
        assert len(assert_whole(root).entries) == number - 1
    assert interrupted
