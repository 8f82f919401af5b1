"""The cache: nothing is read, or written over, that another user could have written; only its own files are removed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportgen import cache
from reportgen.archive.search import search
from reportgen.cache import safe
from reportgen.errors import Notice
from reportgen.render import store
from tests.conftest import Ran, Small
from tests.places import ROOT
from tests.searching import REPORTS, loaders
from tests.small import fill

Cli = Callable[..., Ran]
NAME = "f" * 32

pytestmark = pytest.mark.filterwarnings("ignore::reportgen.errors.Notice")
posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")


@pytest.fixture(params=["by descriptor", "by path"])
def base(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder above the program's own, in both ways to get there."""
    if request.param == "by path":
        monkeypatch.setattr(safe, "_BY_DESCRIPTOR", False)
    elif not safe._BY_DESCRIPTOR:
        pytest.skip("this system opens no folders")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "nha" / "dem"))
    return tmp_path / "nha" / "dem"


@pytest.fixture
def strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where owners and modes are looked at."""
    if not safe._BY_DESCRIPTOR:
        pytest.skip("owners and modes are those of POSIX")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "nha" / "dem"))
    return tmp_path / "nha" / "dem"


def said(do: Callable[[], object]) -> list[str]:
    """Return what notice is given of while something is done."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        do()
    assert all(item.category is Notice for item in caught)
    return list(dict.fromkeys(str(item.message) for item in caught))


def test_what_is_kept_is_read(base: Path) -> None:
    path = cache.cache_folder() / "mau" / NAME
    assert cache.read(path, 10) is None
    assert said(lambda: cache.keep(path, b"mot")) == []
    assert (cache.read(path, 10), cache.read(path, 2), cache.ours(path)) == (b"mot", b"mo", True)
    cache.keep(path, b"hai")
    assert cache.read(path, 10) == b"hai"
    assert [item.name for item in path.parent.iterdir()] == [NAME]


@posix
def test_folders_are_made_for_the_user_alone(base: Path) -> None:
    before = os.umask(0)
    try:
        cache.keep(cache.cache_folder() / "mau" / NAME, b"mot")
    finally:
        os.umask(before)
    made = [path for path in base.parent.rglob("*") if path.is_dir()]
    if safe._BY_DESCRIPTOR:
        assert {path.stat().st_mode & 0o777 for path in [*made, base.parent]} == {0o700}


FOLDERS = [".", "..", "reportgen", "reportgen/mau"]


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
@pytest.mark.parametrize("which", FOLDERS)
def test_below_a_folder_that_others_can_write_to_nothing_is_read(strict: Path, which: str, mode: int) -> None:
    path = cache.cache_folder() / "mau" / NAME
    cache.keep(path, b"mot")
    folder = (strict / which).resolve()
    folder.chmod(mode)
    assert cache.read(path, 10) is None
    assert not cache.ours(path)
    notices = said(lambda: cache.keep(path, b"hai"))
    assert path.read_bytes() == b"mot"
    assert notices == [
        f"Không dùng thư mục đệm {path.parent}: người khác cũng ghi được vào {folder} (sửa bằng: chmod go-w {folder}). "
        "Lệnh vẫn chạy đúng, chỉ chậm hơn."
    ]
    folder.chmod(0o755)
    assert cache.read(path, 10) == b"mot"


def test_a_folder_like_tmp_may_stand_above_one_of_ones_own(strict: Path) -> None:
    path = cache.cache_folder() / "mau" / NAME
    cache.keep(path, b"mot")
    strict.chmod(0o1777)
    assert cache.read(path, 10) == b"mot"
    path.parent.chmod(0o1777)
    assert cache.read(path, 10) is None


def test_what_belongs_to_another_is_not_read(strict: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = cache.cache_folder() / "mau" / NAME
    cache.keep(path, b"mot")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    if os.geteuid() != 0:
        assert "thuộc về người dùng khác" in said(lambda: cache.read(path, 10))[0]
    assert cache.read(path, 10) is None
    cache.keep(path, b"hai")
    assert path.read_bytes() == b"mot"


@pytest.mark.parametrize("which", ["group", "others", "link", "folder", "pipe"])
def test_a_file_that_is_not_the_users_alone_is_not_read(strict: Path, which: str, tmp_path: Path) -> None:
    path = cache.cache_folder() / "mau" / NAME
    cache.keep(path, b"mot")
    if which in ("group", "others"):
        path.chmod(0o620 if which == "group" else 0o602)
    else:
        path.unlink()
        other = tmp_path / "khac"
        other.write_bytes(b"khac")
        make: dict[str, Callable[[], object]] = {
            "link": lambda: path.symlink_to(other),
            "folder": path.mkdir,
            "pipe": lambda: os.mkfifo(path),
        }
        make[which]()
    assert cache.read(path, 10) is None
    assert not cache.ours(path)


def test_a_link_on_the_way_is_followed_where_it_is_the_users_own(strict: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dia-khac" / "a"
    elsewhere.mkdir(parents=True)
    strict.parent.mkdir()
    strict.symlink_to(Path(os.pardir, "dia-khac", "a"))
    path = cache.cache_folder() / "mau" / NAME
    cache.keep(path, b"mot")
    assert cache.read(path, 10) == b"mot"
    assert (elsewhere / "reportgen" / "mau" / NAME).is_file()
    elsewhere.parent.chmod(0o777)
    assert cache.read(path, 10) is None


def test_links_in_circles_are_no_folder(strict: Path) -> None:
    strict.parent.mkdir()
    strict.symlink_to(strict)
    cache.keep(cache.cache_folder() / "mau" / NAME, b"mot")
    assert cache.read(cache.cache_folder() / "mau" / NAME, 10) is None


@posix
@pytest.mark.parametrize("which", ["reportgen", "reportgen/mau"])
def test_the_programs_own_folder_is_no_link(base: Path, which: str, tmp_path: Path) -> None:
    """Someone's templates, in a folder that a link of ours leads to: not read, not written to, not cleared away."""
    templates = tmp_path / "co-quan" / "mau"
    templates.mkdir(parents=True)
    old = templates / "bao-cao-6-thang.docx"
    old.write_bytes(b"mau")
    os.utime(old, (1, 1))
    link = base / which
    link.parent.mkdir(parents=True)
    link.symlink_to(templates if which.endswith("mau") else templates.parent)
    notices = said(lambda: store.keep(NAME, None))
    assert notices[0].startswith(f"Không dùng thư mục đệm {base / 'reportgen' / 'mau'}: {link} là đường dẫn tắt")
    assert [path.name for path in templates.iterdir()] == ["bao-cao-6-thang.docx"]


def test_only_files_of_its_own_naming_are_removed(base: Path) -> None:
    store.keep(NAME, None)
    folder = cache.cache_folder() / "mau"
    foreign = ["bao-cao.docx", "x" * 32, "F" * 32, "a" * 31, f"{'a' * 32}.bak", f"{'x' * 32}.tam-1", "thu-muc"]
    own = [f"{'a' * 32}.tam-1", f"{'a' * 32}.tam-0123456789ab"]
    for name in (*foreign[:-1], *own):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (1, 1))
    (folder / foreign[-1]).mkdir()
    store.keep("e" * 32, None)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*foreign, NAME, "e" * 32])


# --- the commands -------------------------------------------------------------------------------


@pytest.fixture
def open_cache(strict: Path) -> Iterator[Path]:
    """A cache folder that everybody can write to."""
    folder = strict / "reportgen" / "mau"
    folder.mkdir(parents=True)
    strict.chmod(0o777)
    yield folder
    strict.chmod(0o700)


def test_draft_says_once_that_the_cache_is_not_used(
    small: Small, cli: Cli, open_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.render import report

    fill(small)
    for _ in range(2):
        monkeypatch.setattr(report, "_held", {})
        ran = cli("draft", "6-thang", "--no-lint", "--sources", cwd=small.root)
        assert ran.code == 0
        assert ran.err.count("Không dùng thư mục đệm") == 1
    assert list(open_cache.iterdir()) == []


def test_batch_says_it_once_too(small: Small, open_cache: Path) -> None:
    for name in ("xa-a", "xa-b", "xa-c"):
        fill(Small(small.root.parent / "cac-xa" / name))
    command = ["batch", str(small.root.parent / "cac-xa"), "6-thang", "--no-lint", "-j", "2"]
    ran = subprocess.run(
        [sys.executable, "-m", "reportgen", *command],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert ran.stderr.count("Không dùng thư mục đệm") == 1


def test_a_search_believes_no_index_that_others_could_have_written(strict: Path) -> None:
    index = cache.cache_folder() / "tim-kiem.sqlite"
    expected = search(index, loaders(REPORTS), "hồ sơ")
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE passages SET text = 'hồ sơ giả' WHERE no > (SELECT min(no) FROM passages)")
    assert search(index, loaders(REPORTS), "hồ sơ") != expected
    planted = index.read_bytes()
    strict.chmod(0o777)
    assert search(index, loaders(REPORTS), "hồ sơ") == expected
    assert index.read_bytes() == planted
    assert [path.name for path in index.parent.iterdir()] == [index.name]
