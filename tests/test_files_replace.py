"""Replacing a file that people edit: whatever somebody saves at that moment stays, a killed run leaves old or new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.errors import Refused
from reportgen.files import exchange, replace, replace_unchanged, write_free
from reportgen.files.exchange import NotHere
from tests.busy import EDITORS, STYLES, by_rename, lost_saves
from tests.places import ROOT

OLD, NEW, SAVED = b"cu: 1\n", b"moi: 2\n", b"da luu: 3\n"
LINUX = sys.platform == "linux"


def no_exchange(*_: object) -> None:
    raise NotHere


def no_link(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.fixture(params=["exchange", "link", "neither"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way to replace a file: what this system has, and what others have."""
    name = str(request.param)
    if name == "exchange" and not LINUX:
        pytest.skip("only Linux exchanges two names")
    if name != "exchange":
        monkeypatch.setattr(replace, "exchange", no_exchange)
        monkeypatch.setattr(replace, "rename_new", no_exchange)
    if name == "neither":
        monkeypatch.setattr(os, "link", no_link)
    return name


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "phong-mot.yaml"
    path.write_bytes(OLD)
    return path


def alone(path: Path) -> bool:
    """Tell whether nothing temporary was left beside a file."""
    return not [other for other in path.parent.iterdir() if other.name.startswith(".tam-")]


def test_what_did_not_change_is_replaced(file: Path, way: str) -> None:
    assert replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert alone(file)


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_permissions_stay(file: Path, way: str) -> None:
    file.chmod(0o660)
    assert replace_unchanged(file, OLD, NEW)
    assert file.stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("save", EDITORS)
def test_what_was_saved_before_stays(file: Path, way: str, save: Callable[[Path, bytes], None]) -> None:
    save(file, SAVED)
    assert not replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == SAVED
    assert alone(file)


def test_a_file_that_was_taken_away_stays_away(file: Path, way: str) -> None:
    file.unlink()
    assert not replace_unchanged(file, OLD, NEW)
    assert not file.exists()
    assert alone(file)


def test_nothing_is_written_over_where_nothing_lay(file: Path, way: str) -> None:
    assert not replace_unchanged(file, None, NEW)
    assert file.read_bytes() == OLD
    file.unlink()
    assert replace_unchanged(file, None, NEW)
    assert file.read_bytes() == NEW
    assert alone(file)


# --- saves between one step and the next


def between(
    monkeypatch: pytest.MonkeyPatch, way: str, before: Callable[[], object], after: Callable[[], object]
) -> None:
    """Let somebody do things right before, and right after, the two files change places."""
    module, name = (replace, "exchange") if way == "exchange" else (os, "replace")
    step = getattr(module, name)
    done: list[bool] = []

    def watched(first: Path, second: Path) -> None:
        if done or not Path(first).name.startswith(".tam-"):
            step(first, second)
            return
        done.append(True)
        before()
        step(first, second)
        after()

    monkeypatch.setattr(module, name, watched)


def nothing() -> None:
    pass


@pytest.mark.skipif(not LINUX, reason="only Linux exchanges two names")
@pytest.mark.parametrize("save", EDITORS)
def test_what_is_saved_at_the_last_moment_stays(
    file: Path, save: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    between(monkeypatch, "exchange", lambda: save(file, SAVED), nothing)
    assert not replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == SAVED
    assert alone(file)


@pytest.mark.parametrize("save", EDITORS)
def test_what_is_saved_right_after_stays(
    file: Path, way: str, save: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def later() -> None:
        monkeypatch.undo()
        save(file, SAVED)

    between(monkeypatch, way, nothing, later)
    replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == SAVED
    assert alone(file)


@pytest.mark.skipif(not LINUX, reason="only Linux exchanges two names")
@pytest.mark.parametrize("first", EDITORS)
@pytest.mark.parametrize("second", EDITORS)
def test_of_two_saves_the_later_one_stays(
    file: Path,
    first: Callable[[Path, bytes], None],
    second: Callable[[Path, bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    between(monkeypatch, "exchange", lambda: first(file, b"luu mot\n"), lambda: second(file, SAVED))
    assert not replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == SAVED
    assert alone(file)


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_an_editor_that_writes_in_place_may_take_its_time(
    file: Path, way: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has opened the old file before, and writes to it when that has lost its name already."""
    if way == "neither" or (way == "link" and not LINUX):
        pytest.skip("nobody can say whether a file is open")
    opened = file.open("r+b")
    threads = []

    def write() -> None:
        time.sleep(seconds)
        opened.write(SAVED)
        opened.close()

    def later() -> None:
        threads.append(threading.Thread(target=write))
        threads[0].start()

    between(monkeypatch, way, nothing, later)
    assert not replace_unchanged(file, OLD, NEW)
    threads[0].join()
    assert file.read_bytes() == SAVED
    assert alone(file)


@pytest.mark.skipif(not LINUX, reason="elsewhere the system itself refuses, or cannot say")
def test_a_file_that_a_program_keeps_open_for_writing_is_left_to_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_PATIENCE", 0.02)
    with file.open("r+b") as opened:
        with pytest.raises(Refused, match="đang mở ở chương trình khác"):
            replace_unchanged(file, OLD, NEW)
        opened.write(SAVED)
    assert file.read_bytes() == SAVED
    assert alone(file)
    with file.open("rb"):
        assert replace_unchanged(file, SAVED, NEW)


def test_an_interrupted_run_brings_the_save_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not LINUX:
        pytest.skip("only Linux exchanges two names")
    settled = vars(replace)["settled"]

    def interrupted(*_: object) -> None:
        monkeypatch.setattr(replace, "settled", settled)
        raise KeyboardInterrupt

    by_rename(file, SAVED)
    monkeypatch.setattr(replace, "settled", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_unchanged(file, OLD, NEW)
    assert file.read_bytes() == SAVED
    assert alone(file)


def test_a_name_that_is_taken_meanwhile_is_left_to_who_took_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "so.csv"
    link = os.link

    def taken(first: Path, second: Path, **options: bool) -> None:
        monkeypatch.setattr(os, "link", link)
        wanted.write_bytes(SAVED)
        link(first, second, **options)

    monkeypatch.setattr(os, "link", taken)
    path = write_free(wanted, NEW)
    assert (path.name, path.read_bytes(), wanted.read_bytes()) == ("so (2).csv", NEW, SAVED)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_that_leads_nowhere_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "so.csv").symlink_to("khong-co")
    assert write_free(tmp_path / "so.csv", NEW).name == "so (2).csv"


# --- a busy writer


@pytest.mark.skipif(not LINUX, reason="only Linux exchanges two names")
@pytest.mark.parametrize("style", STYLES)
def test_no_save_of_a_busy_writer_is_lost(file: Path, style: str, request: pytest.FixtureRequest) -> None:
    rounds = 5_000 if request.config.getoption("--long") else 60
    assert lost_saves(file, style, OLD, rounds, lambda: replace_unchanged(file, OLD, NEW)) == []
    assert alone(file)


def test_the_busy_writer_finds_what_loses_saves(file: Path) -> None:
    """The test itself can fail: to look once more and then to rename is not enough."""

    def looked_at() -> None:
        if file.read_bytes() == OLD:
            other = file.with_name("khac")
            other.write_bytes(NEW)
            time.sleep(0.002)
            other.replace(file)

    assert lost_saves(file, "by_rename", OLD, 60, looked_at)


KILLED = """
import itertools, sys
from pathlib import Path
from reportgen.files import replace_unchanged
path = Path(sys.argv[1])
print("ready", flush=True)
contents = [b"a" * 100_000, b"b" * 200_000]
for number in itertools.count():
    replace_unchanged(path, contents[number % 2], contents[(number + 1) % 2])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_a_run_that_is_killed_leaves_the_old_or_the_new_file(file: Path, request: pytest.FixtureRequest) -> None:
    dice = random.Random(9)
    for _ in range(200 if request.config.getoption("--long") else 8):
        file.write_bytes(b"a" * 100_000)
        command = [sys.executable, "-c", KILLED, str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as run:
            assert run.stdout
            run.stdout.readline()
            time.sleep(dice.uniform(0.0, 0.03))
            run.kill()
        assert file.read_bytes() in (b"a" * 100_000, b"b" * 200_000)
