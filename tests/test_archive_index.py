"""The search index of the archive and its folder: no state of the file changes what is found."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest

from reportgen import cache
from reportgen.archive import search as module
from reportgen.archive.search import Found, Passage, search
from reportgen.errors import CannotRun
from tests.searching import REPORTS, found_in, loaders, refuse_to_load


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tim-kiem.sqlite"


# --- the index file -----------------------------------------------------------------------------

QUERY = "cắt giảm hồ sơ"


@pytest.fixture
def expected() -> Found:
    return search(Path(cache.NOWHERE, "x"), loaders(REPORTS), QUERY)


def assert_kept(index: Path, expected: Found) -> None:
    """The index now answers without a loader, and stands alone in its folder."""
    assert search(index, dict.fromkeys(REPORTS, refuse_to_load), QUERY) == expected
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_loaders_are_called_for_new_documents_only(index: Path, expected: Found) -> None:
    called: list[str] = []
    first = dict(list(REPORTS.items())[:2])
    search(index, loaders(first, called), QUERY)
    assert called == ["quy-1", "quy-2"]
    assert search(index, loaders(REPORTS, called), QUERY) == expected
    assert called == ["quy-1", "quy-2", "quy-3", "quy-4"]
    assert_kept(index, expected)


def test_documents_that_are_gone_are_found_no_more(index: Path) -> None:
    search(index, loaders(REPORTS), QUERY)
    rest = {name: REPORTS[name] for name in ("quy-2", "quy-4")}
    afresh = search(Path(cache.NOWHERE, "x"), loaders(rest), "hồ sơ")
    assert search(index, dict.fromkeys(rest, refuse_to_load), "hồ sơ") == afresh
    assert search(index, loaders({}), "hồ sơ") == Found((), 0)
    assert search(index, loaders(REPORTS), "sơ -tồn").total == 3


def test_ranking_does_not_depend_on_how_the_index_came_about(index: Path) -> None:
    names = list(REPORTS)
    for step in (names[2:], names[1:3], [names[3], names[0]], names):
        search(index, loaders({name: REPORTS[name] for name in step}), "x")
    for query in ("hồ sơ", "cắt", "giam", "ho* "):
        assert search(index, loaders(REPORTS), query) == search(Path(cache.NOWHERE, "x"), loaders(REPORTS), query)


def test_a_failing_loader_is_passed_on_and_leaves_the_index(index: Path, expected: Found) -> None:
    search(index, loaders(REPORTS), QUERY)
    before = index.read_bytes()

    def fail() -> Iterable[Passage]:
        yield Passage("", "cắt giảm")
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        search(index, loaders(REPORTS) | {"quy-5": fail}, QUERY)
    assert index.read_bytes() == before
    assert_kept(index, expected)


def other_version(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DROP TABLE documents")
        db.execute("CREATE TABLE documents(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")


def other_tokenizer(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DROP TABLE in_passage")
        db.execute("CREATE VIRTUAL TABLE in_passage USING fts5(marks, bare, tokenize = 'porter', content = '')")


def texts_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DELETE FROM passages")


def texts_mixed_up(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE passages SET text = 'khác'")


def documents_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE documents SET no = no + 100")


def words_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE in_passage_data SET block = zeroblob(30)")


DAMAGES: list[Callable[[Path], object]] = [
    lambda index: index.unlink(),
    lambda index: index.write_bytes(b""),
    lambda index: index.write_bytes(b"khong phai co so du lieu" * 1000),
    lambda index: index.write_bytes(index.read_bytes()[:5000]),
    lambda index: index.write_bytes(index.read_bytes()[:-4096]),
    lambda index: index.write_bytes(index.read_bytes()[:4096] + b"\xff" * (index.stat().st_size - 4096)),
    other_version,
    other_tokenizer,
    texts_lost,
    texts_mixed_up,
    documents_lost,
    words_lost,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(index: Path, expected: Found, damage: Callable[[Path], object]) -> None:
    search(index, loaders(REPORTS), QUERY)
    damage(index)
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert_kept(index, expected)


def test_no_damage_is_an_error(index: Path) -> None:
    search(index, loaders(REPORTS), QUERY)
    whole = index.read_bytes()
    dice = random.Random(30)
    for place in range(0, len(whole), 97):
        length = dice.choice([1, 3, 300])
        index.write_bytes(whole[:place] + dice.randbytes(length) + whole[place + length :])
        search(index, loaders(REPORTS), QUERY)
        changed = loaders({"quy-5": ["Cắt giảm"]} | {name: REPORTS[name] for name in list(REPORTS)[place % 4 :]})
        search(index, changed, "cắt gi*")


def test_a_folder_in_place_of_the_index(index: Path, expected: Found) -> None:
    index.mkdir(parents=True)
    assert search(index, loaders(REPORTS), QUERY) == expected


@pytest.mark.parametrize("query", [QUERY, "cắt giả*"])
def test_an_index_that_a_stranger_has_locked(index: Path, query: str) -> None:
    search(index, loaders(REPORTS), QUERY)
    with closing(sqlite3.connect(index, isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        new = {"quy-5": lambda: [Passage("", "Cắt giảm hồ sơ")]}
        found = search(index, dict.fromkeys(REPORTS, refuse_to_load) | new, query)
        assert found == search(Path(cache.NOWHERE, "x"), loaders(REPORTS) | new, query)


def test_what_a_killed_run_left_is_cleared_away(index: Path, expected: Found) -> None:
    index.parent.mkdir()
    left = index.with_name(f"{index.name}.tam-abc")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    search(index, loaders({}), QUERY)
    search(index, loaders(REPORTS), QUERY)
    assert_kept(index, expected)


def test_what_another_run_is_writing_is_left_alone(index: Path) -> None:
    search(index, loaders({}), QUERY)
    os.utime(index, (0, 0))
    other = index.with_name(f"{index.name}.tam-abc")
    other.write_bytes(b"half")
    os.utime(other, (1, 1))  # begun since the index was kept, though long before this run
    search(index, loaders(REPORTS), QUERY)
    assert other.exists()


def closed_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no new file be made, as in a folder that is closed for writing."""
    opened = os.open

    def fail(path: object, flags: int, *rest: object, **options: object) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", fail)


@pytest.mark.parametrize("failing", ["mkdir", "file", "disk"])
def test_where_nothing_can_be_written_the_search_is_done_in_memory(
    index: Path, expected: Found, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    if failing == "disk":
        connect = sqlite3.connect

        def full(place: object, **options: object) -> sqlite3.Connection:
            db: sqlite3.Connection = connect(place, **options)  # type: ignore[call-overload]
            if isinstance(place, Path):
                db.execute("PRAGMA max_page_count = 5")
            return db

        monkeypatch.setattr(sqlite3, "connect", full)
    elif failing == "mkdir":
        monkeypatch.setattr(os, "mkdir", fail)
    else:
        closed_folders(monkeypatch)
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert not index.parent.exists() or not list(index.parent.iterdir())


def test_an_index_in_a_closed_folder_is_used_and_searched_with_what_is_new(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(index, loaders(REPORTS), QUERY)
    before = index.read_bytes()
    closed_folders(monkeypatch)
    documents = dict.fromkeys(REPORTS, refuse_to_load) | {"quy-5": lambda: [Passage("", "Cắt giảm hồ sơ")]}
    assert search(index, documents, QUERY).total == 4
    assert index.read_bytes() == before


def test_an_index_that_another_program_holds_open_stays(
    index: Path, expected: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Access is denied")

    search(index, loaders({}), QUERY)
    with monkeypatch.context() as windows:
        windows.setattr(os, "replace", fail)
        assert search(index, loaders(REPORTS), QUERY) == expected
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_names_of_folders_are_not_taken_for_options(tmp_path: Path, expected: Found) -> None:
    index = tmp_path / "Sở KH&CN 100% #1" / "tìm?mode=memory"
    if sys.platform == "win32":
        index = index.with_name("tìm kiếm")
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert_kept(index, expected)


def test_threads_with_different_documents_find_their_own(index: Path) -> None:
    wrong: list[object] = []
    names = list(REPORTS)

    def run(turn: int) -> None:
        for step in range(8):
            texts = {name: REPORTS[name] for name in names[(turn + step) % 3 :]}
            try:
                found = search(index, loaders(texts), "hồ sơ")
                if found.total != len(texts) or not set(found_in(found)) <= texts.keys():
                    wrong.append(found)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=run, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert search(index, loaders(REPORTS), "hồ sơ").total == len(REPORTS)
    assert_kept(index, search(Path(cache.NOWHERE, "x"), loaders(REPORTS), QUERY))


PROCESS = """
import sys
from pathlib import Path
from reportgen.archive.search import Passage, search
for step in range(6):
    documents = {str(n): (lambda n=n: [Passage("", f"hồ sơ số {n}")] * 50) for n in range(step * 7, 60)}
    print(search(Path(sys.argv[1]), documents, "ho so").total)
"""


def test_processes_at_once(index: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", PROCESS, str(index)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    outputs = [run.communicate()[0].decode().split() for run in runs]
    assert outputs == [["60", "53", "46", "39", "32", "25"]] * 3
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_a_python_without_full_text_search_says_so(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SCHEMA", tuple(sql.replace("fts5", "fts99") for sql in module._SCHEMA))
    with pytest.raises(CannotRun, match="no such module: fts99"):
        search(index, loaders(REPORTS), QUERY)


def test_sqlite_is_not_loaded_before_a_search() -> None:
    code = "import sys, reportgen.archive.search; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- the folder ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "home/.cache/reportgen"),
        ("linux", {"XDG_CACHE_HOME": "xdg"}, "xdg/reportgen"),
        ("darwin", {"XDG_CACHE_HOME": "xdg"}, "home/Library/Caches/reportgen"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/reportgen/Cache"),
        ("win32", {}, "home/AppData/Local/reportgen/Cache"),
    ],
)
def test_the_folder_of_each_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in variables.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    assert cache.cache_folder() == tmp_path / expected
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.cache_folder() == tmp_path / ".cache" / "reportgen"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_a_home_the_search_still_runs(monkeypatch: pytest.MonkeyPatch, expected: Found, platform: str) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    folder = cache.cache_folder()
    assert search(folder / "tim-kiem.sqlite", loaders(REPORTS), QUERY) == expected
    assert not folder.exists()
