"""Whatever is changed in an archive is found, and named: every file, every folder, in every way.

Beside what was changed nothing is accused, except where nobody could tell which of two things was changed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.register import read_register
from reportgen.archive.verify import Verified, verify, verify_bag
from reportgen.vn.text import nfc
from tests import tampering
from tests.archiving import (
    assert_whole,
    bags,
    clear,
    decomposed,
    line,
    put,
    told,
    writable,
)
from tests.tampering import flip, name_of, restored

whole, root = tampering.whole, tampering.root


posix = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


def files(root: Path) -> list[Path]:
    return sorted(path for bag in bags(root) for path in bag.rglob("*") if path.is_file())


def test_a_whole_archive_has_no_fault(root: Path) -> None:
    verified = verify(root)
    assert verified == Verified(
        faults=(),
        bags=5,
        older=0,
        read=sum(path.stat().st_size for path in files(root)),
        head=read_register(root).head,
        notes=(),
    )
    assert_whole(root)
    assert all(verify_bag(root, entry) == () for entry in read_register(root).entries)


CHANGES: dict[str, Callable[[Path], object]] = {
    "first byte flipped": lambda path: flip(path, 0),
    "middle byte flipped": lambda path: flip(path, path.stat().st_size // 2),
    "last byte flipped": lambda path: flip(path, -1),
    "cut by one byte": lambda path: os.truncate(writable(path), path.stat().st_size - 1),
    "emptied": lambda path: os.truncate(writable(path), 0),
    "one byte more": lambda path: writable(path).write_bytes(path.read_bytes() + b"\n"),
    "deleted": lambda path: writable(path).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_named_and_nothing_else(root: Path, change: str) -> None:
    entries = {entry.bag: entry for entry in read_register(root).entries}
    for path in files(root):
        with restored(path):
            CHANGES[change](path)
            faults = verify(root).faults
            assert [fault.where for fault in faults] == [name_of(root, path)], (path, faults)
            assert faults[0].what == ("mất tệp" if change == "deleted" else "nội dung khác với khi lưu")
            assert faults[0].advice
            bag = next(name for name in entries if path.is_relative_to(root / name))
            assert verify_bag(root, entries[bag]) == faults
    assert told(verify(root)) == []


def test_every_single_byte_of_a_bag_counts(root: Path, pytestconfig: pytest.Config) -> None:
    step = 1 if pytestconfig.getoption("--long") else 11
    register = read_register(root)
    entry = register.entries[-1]
    for path in sorted((root / entry.bag).rglob("*")):
        for at in range(0, path.stat().st_size if path.is_file() else 0, step):
            flip(path, at)
            assert [fault.where for fault in verify_bag(root, entry)] == [name_of(root, path)], (path, at)
            flip(path, at)
    assert verify_bag(root, entry) == ()


def test_a_renamed_file_is_named(root: Path) -> None:
    for path in files(root):
        new = path.with_name(f"{path.name}.cũ")
        path.rename(new)
        faults = verify(root).faults
        assert faults[0].where == name_of(root, path)
        assert {fault.where for fault in faults} <= {name_of(root, path), name_of(root, new)}
        if not path.name.endswith("manifest-sha256.txt"):
            assert told(verify(root)) == [f"{name_of(root, path)}: bị đổi tên thành {name_of(bag_of(root, path), new)}"]
        new.rename(path)
    assert told(verify(root)) == []


def bag_of(root: Path, path: Path) -> Path:
    return next(bag for bag in bags(root) if path.is_relative_to(bag))


@posix
def test_a_file_that_became_a_link_to_its_own_content_is_named(root: Path, tmp_path: Path) -> None:
    for path in files(root):
        copy = tmp_path / "bản sao"
        shutil.copy(path, copy)
        with restored(path):
            path.unlink()
            path.symlink_to(copy)
            assert told(verify(root)) == [
                f"{name_of(root, path)}: không đọc được: không phải tệp thường (đường dẫn tắt hoặc thiết bị)"
            ]
        copy.unlink()
    assert told(verify(root)) == []


@posix
def test_a_pipe_in_place_of_a_file_stops_nobody(root: Path) -> None:
    for path in files(root):
        with restored(path):
            path.unlink()
            os.mkfifo(path)
            assert [fault.where for fault in verify(root).faults] == [name_of(root, path)]
            path.unlink()


@posix
def test_a_folder_that_became_a_link_is_named(root: Path) -> None:
    for folder in [*bags(root), *(bag / "data" for bag in bags(root))]:
        moved = root.parent / "chỗ khác"
        folder.rename(moved)
        folder.symlink_to(moved, target_is_directory=True)
        faults = verify(root).faults
        assert faults
        assert all(fault.where.startswith(name_of(root, folder)) for fault in faults)
        folder.unlink()
        moved.rename(folder)
    assert told(verify(root)) == []


def test_what_was_added_is_named_and_nothing_else(root: Path) -> None:
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        for added in (folder / "thêm vào.txt", folder / "~$văn bản.docx", folder / ".ẩn", folder / "manifest-md5.txt"):
            added.write_bytes(b"")
            assert [fault.where for fault in verify(root).faults] == [name_of(root, added)]
            added.unlink()
        added = folder / "thư mục trống"
        added.mkdir()
        assert [fault.where for fault in verify(root).faults] == [name_of(root, added)]
        (added / "trong nữa").mkdir()
        assert len(verify(root).faults) == 1
        clear(added)
    assert told(verify(root)) == []


@posix
def test_an_added_link_is_named_and_not_followed(root: Path) -> None:
    outside = root.parent / "ngoài"
    outside.mkdir()
    (outside / "văn bản.docx").write_bytes(b"PK")
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir())]:
        for target in (outside, outside / "văn bản.docx", outside / "không có"):
            added = folder / "liên kết"
            added.symlink_to(target)
            assert [fault.where for fault in verify(root).faults] == [name_of(root, added)]
            added.unlink()


@posix
def test_a_name_that_the_system_cannot_decode_is_shown(root: Path) -> None:
    for folder in (root, root / "2026", bags(root)[0] / "data"):
        path = os.fsencode(folder) + b"/h\xf3a.txt"
        Path(os.fsdecode(path)).write_bytes(b"")
        (fault,) = verify(root).faults
        assert fault.where.encode().endswith(b"h?a.txt")
        os.unlink(path)  # noqa: PTH108 (a name in bytes)


def test_a_deleted_bag_is_named(root: Path) -> None:
    for name, entry in ((entry.bag, entry) for entry in read_register(root).entries):
        kept = root.parent / "cất đi"
        (root / name).rename(kept)
        assert told(verify(root)) == [f"{name}: mất hồ sơ {entry.words()}: sổ đã ghi mà không còn thư mục"]
        assert [fault.where for fault in verify_bag(root, entry)] == [name]
        (root / name).write_bytes(b"")
        assert [fault.where for fault in verify(root).faults] == [name]
        (root / name).unlink()
        kept.rename(root / name)
    assert told(verify(root)) == []


def test_an_emptied_bag_is_named(root: Path) -> None:
    for bag in bags(root):
        kept = root.parent / "cất đi"
        bag.rename(kept)
        bag.mkdir()
        faults = verify(root).faults
        assert faults
        assert {fault.where for fault in faults} == {
            f"{name_of(root, bag)}/tagmanifest-sha256.txt",
            f"{name_of(root, bag)}/manifest-sha256.txt",
        }
        bag.rmdir()
        kept.rename(bag)


@pytest.mark.parametrize("to", ["2025/{}", "2026/{}", "2031/{}", "{year}/{}-moi", "{year}/{}.1"])
def test_a_moved_or_renamed_bag_is_named_with_both_places(root: Path, to: str) -> None:
    for bag in bags(root):
        target = root / to.format(bag.name, year=bag.parent.name)
        if target.exists():
            continue
        target.parent.mkdir(exist_ok=True)
        bag.rename(target)
        assert sorted(fault.where for fault in verify(root).faults) == sorted(
            [name_of(root, bag), name_of(root, target)]
        )
        target.rename(bag)
        if target.parent.name == "2031":
            target.parent.rmdir()
    assert told(verify(root)) == []


def test_swapped_bags_are_both_named(root: Path) -> None:
    folders = bags(root)
    for first in folders:
        for second in folders[folders.index(first) + 1 :]:
            aside = root.parent / "tạm"
            for source, target in ((first, aside), (second, first), (aside, second)):
                source.rename(target)
            touched = {name_of(root, first), name_of(root, second)}
            assert {"/".join(fault.where.split("/")[:2]) for fault in verify(root).faults} == touched
            for source, target in ((first, aside), (second, first), (aside, second)):
                source.rename(target)
    assert told(verify(root)) == []


def as_on_a_mac(path: Path) -> Path:
    """Return ``path`` with its last name as a Mac writes it."""
    return path.with_name(decomposed(path.name))


@pytest.mark.parametrize("copied", ["2026/{}-sao", "2025/{}-sao", "2030/{}"])
def test_a_copied_bag_is_named(root: Path, copied: str) -> None:
    for bag in bags(root):
        target = root / copied.format(bag.name)
        shutil.copytree(bag, target)
        assert told(verify(root)) == [f"{name_of(root, target)}: hồ sơ không có trong sổ đăng ký"]
        clear(target)


@pytest.fixture
def tells_names_apart(tmp_path: Path) -> None:
    """Skip on a file system that takes names in other case or normal form for the same."""
    (tmp_path / "Đề án").mkdir()
    if as_on_a_mac(tmp_path / "Đề án").exists() or (tmp_path / "đề án").exists():
        pytest.skip("this file system takes both names for one")


@pytest.mark.usefixtures("tells_names_apart")
def test_a_copy_whose_name_only_looks_the_same_is_named(root: Path) -> None:
    """On a disk that tells them apart, such a copy must not hide behind the bag or file it resembles."""
    put(root, line(7, symbol="BC-Tỉnh"))
    bag = root / "2026" / "07-BC-Tỉnh"
    for target in (as_on_a_mac(bag), bag.with_name("07-bc-tỉnh")):
        shutil.copytree(bag, target)
        verified = verify(root)
        assert told(verified) == [f"{nfc(name_of(root, target))}: hồ sơ không có trong sổ đăng ký"]
        clear(target)
    for path in sorted(bag.rglob("*")):
        twin = as_on_a_mac(path)
        if twin != path and path.is_file():
            twin.write_bytes(path.read_bytes())
            assert told(verify(root)) == [f"{name_of(root, path)}: có hai tệp cùng tên này, khác nhau ở cách gõ dấu"]
            writable(path).unlink()
            assert told(verify(root)) == []
            twin.rename(path)
    bag.rename(as_on_a_mac(bag))
    shutil.copytree(as_on_a_mac(bag), bag.with_name("07-BC-TỈNH"))  # the other case is farther than the other form
    assert told(verify(root)) == ["2026/07-BC-TỈNH: hồ sơ không có trong sổ đăng ký"]


@pytest.mark.usefixtures("tells_names_apart")
def test_names_in_the_form_of_a_mac_are_no_damage(root: Path) -> None:
    put(root, line(7, symbol="BC-Tỉnh"))
    put(root, line(7, symbol="BC-Tỉnh", supplements="2026/07-BC-Tỉnh"))
    for path in sorted(root.rglob("*"), key=lambda path: -len(path.parts)):
        if as_on_a_mac(path) != path:
            path.rename(as_on_a_mac(path))
    assert (root / "2026" / "07-BC-Tỉnh").exists() is False
    assert told(verify(root)) == []
    assert all(verify_bag(root, entry) == () for entry in read_register(root).entries)
    changed = next(as_on_a_mac(root / "2026" / "07-BC-Tỉnh").rglob("*.docx"))
    flip(changed, 0)
    assert [fault.where for fault in verify(root).faults] == ["2026/07-BC-Tỉnh/data/văn bản.docx"]
    flip(changed, 0)
    put(root, line(7, symbol="BC-TỈNH"))  # takes no name in use, whatever its form
    assert told(verify(root)) == []
    assert read_register(root).entries[-1].bag == "2026/07-BC-TỈNH.2"
