"""Whatever is changed in an archive is found, and named: every file, every line, every folder, in every way.

Beside what was changed nothing is accused, except where nobody could tell which of two things was changed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive import journal as journal_module
from reportgen.archive import register as register_module
from reportgen.archive import verify as verify_module
from reportgen.archive.bag import build_bag
from reportgen.archive.register import Register, grouped, read_register
from reportgen.archive.verify import Verified, verify, verify_bag
from reportgen.errors import CannotRun, Refused
from reportgen.formats.register import LINE_FILE, content_of, hash_of, line_of, parse, seal
from reportgen.model.entry import Entry
from reportgen.vn.text import nfc
from tests.archiving import (
    assert_whole,
    bags,
    clear,
    decomposed,
    deposit,
    fast_folder,
    line,
    put,
    small_store,
    told,
    writable,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("goc") / "luu-tru"
    small_store(root)
    return root


@pytest.fixture
def root(whole: Path) -> Iterator[Path]:
    with fast_folder() as folder:
        yield Path(shutil.copytree(whole, folder / "luu-tru"))


def name_of(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def files(root: Path) -> list[Path]:
    return sorted(path for bag in bags(root) for path in bag.rglob("*") if path.is_file())


@contextmanager
def restored(*paths: Path) -> Iterator[None]:
    """Put the content of files back when the block ends."""
    kept = {path: (path.read_bytes(), path.stat().st_mode) for path in paths}
    try:
        yield
    finally:
        for path, (content, mode) in kept.items():
            if path.is_symlink():
                path.unlink()
            if path.exists():
                writable(path)
            path.write_bytes(content)
            path.chmod(mode)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    writable(path).write_bytes(content)


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


# The register


def registers(root: Path) -> list[Path]:
    return sorted(root.glob("*/so-dang-ky.jsonl"))


def edited(entry: Entry, column: str) -> Entry:
    """Return ``entry`` with another value in one column."""
    value: Any = getattr(entry, column)
    if isinstance(value, dt.date):
        value += dt.timedelta(days=1)
    elif isinstance(value, int):
        value += 1
    elif isinstance(value, tuple):
        value += ("Sở Khác",)
    elif value is None:
        value = 7
    elif column == "rest":
        value = '{"muc_la":"x"}'
    elif column == "recorded_at":
        value = (dt.datetime.fromisoformat(value) + dt.timedelta(seconds=1)).isoformat()
    else:
        value = "0" + value[:-1] if len(value) == 64 else value + "x"
    return dataclasses.replace(entry, **{column: value})


COLUMNS = [field.name for field in dataclasses.fields(Entry)]


def assert_told_of(root: Path, old: Entry, new: Entry, number: int, *, resealed: bool) -> None:
    """Every fault is about the edited line, its bag, or (its hash having changed) the line that follows it."""
    faults = verify(root).faults
    assert faults
    name = f"{old.year}/so-dang-ky.jsonl"
    own = (f"{name} dòng {number}", old.reference, new.reference, old.bag, new.bag)
    following = [
        entry.reference
        for entry in read_register(root).entries
        if entry.sequence in (old.sequence + 1, old.sequence + 2)
    ]
    for fault in faults:
        text = f"{fault.where}: {fault.what}"
        about = any(piece in text for piece in own)
        order = "dòng trước" in text or "thứ tự" in text
        assert about or (resealed and any(piece in text for piece in following) and order), text
    assert any(fault.where.startswith((name, old.bag)) for fault in faults)


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_is_found(root: Path, column: str) -> None:
    for path in registers(root):
        content = path.read_bytes()
        lines = content.splitlines(keepends=True)
        for number, written in enumerate(lines, start=1):
            entry = parse(written.rstrip(b"\n"))
            new = edited(entry, column)
            path.write_bytes(b"".join([*lines[: number - 1], line_of(new) + b"\n", *lines[number:]]))
            assert_told_of(root, entry, new, number, resealed=False)
            first = verify(root).faults[0]
            assert first.where == f"{name_of(root, path)} dòng {number}"
            assert first.what.startswith("nội dung dòng đã bị sửa")
            if column != "hash":
                sealed = dataclasses.replace(new, hash=hash_of(new))
                path.write_bytes(b"".join([*lines[: number - 1], line_of(sealed) + b"\n", *lines[number:]]))
                assert_told_of(root, entry, sealed, number, resealed=True)
        path.write_bytes(content)
    assert told(verify(root)) == []


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace(b'","', b'", "', 1),
        lambda text: text.replace(b'"', b'"', 1) + b" ",
        lambda text: text.replace("ế".encode(), b"\\u1ebf", 1),
        lambda text: b'{"bo_sung":"",' + text[1:],
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("utf-16"),
        lambda text: text[:-1],
        lambda _: b"",
        lambda _: b"[]",
        lambda _: b"5",
        lambda _: b"[" * 100_000,
        lambda text: text.replace(b'"so":', b'"so":1' + b"0" * 5000, 1),
        lambda text: text.replace(b'"luu":"', b'"luu":"\\ud800', 1),
        lambda text: text.replace(b'"luu":"', b'"luu":"\xff', 1),
    ],
)
def test_a_line_written_otherwise_is_found(root: Path, rewrite: Callable[[bytes], bytes]) -> None:
    for path in registers(root):
        content = path.read_bytes()
        lines = content.split(b"\n")[:-1]
        for number, written in enumerate(lines, start=1):
            path.write_bytes(b"\n".join([*lines[: number - 1], rewrite(written), *lines[number:], b""]))
            faults = verify(root).faults
            where = f"{name_of(root, path)} dòng {number}"
            bag = parse(written).bag
            assert next(fault.where for fault in faults if fault.what != "hồ sơ không có trong sổ đăng ký") == where
            assert {fault.where for fault in faults if "không có trong sổ" in fault.what} == {bag}
            assert faults[0].what.startswith(("không đọc được dòng này", "nội dung dòng", "dòng bị viết lại"))
            with pytest.raises(Refused, match="Sổ đăng ký có chỗ hỏng"):
                put(root, line(9))
        path.write_bytes(content)


def test_a_removed_line_is_found(root: Path) -> None:
    for path in registers(root):
        content = path.read_bytes()
        lines = content.splitlines(keepends=True)
        for number, written in enumerate(lines):
            entry = parse(written.rstrip(b"\n"))
            path.write_bytes(b"".join(lines[:number] + lines[number + 1 :]))
            faults = [fault for fault in told(verify(root)) if entry.bag not in fault]
            assert f"{entry.bag}: hồ sơ không có trong sổ đăng ký" in told(verify(root))
            if entry.sequence < 5:
                following = read_register(root).entries[entry.sequence - 1]
                assert faults == [
                    f"{following.year}/so-dang-ky.jsonl, {following.reference} (dòng ghi thứ {entry.sequence + 1}): "
                    "thiếu 1 dòng trước dòng này"
                ]
            else:
                assert faults == []
        path.write_bytes(content)


def test_swapped_and_repeated_lines_are_found(root: Path) -> None:
    for path in registers(root):
        content = path.read_bytes()
        lines = content.splitlines(keepends=True)
        for number in range(len(lines) - 1):
            first, second = lines[number : number + 2]
            path.write_bytes(b"".join([*lines[:number], second, first, *lines[number + 2 :]]))
            reference = parse(first.rstrip(b"\n")).reference
            assert told(verify(root)) == [
                f"{name_of(root, path)} dòng {number + 2}: dòng không đúng thứ tự ghi ({reference})"
            ]
        for number, written in enumerate(lines):
            path.write_bytes(b"".join([*lines[: number + 1], written, *lines[number + 1 :]]))
            faults = told(verify(root))
            reference = parse(written.rstrip(b"\n")).reference
            assert faults
            assert all(reference in fault for fault in faults), faults
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda content: content[:-1], "dòng cuối bị cắt"),
        (lambda content: content[:-40], "dòng cuối bị cắt"),
        (lambda _: b"", "sổ bị xóa trắng"),
        (lambda content: content.replace(b"\n", b"\r\n"), "dòng bị viết lại khác bản gốc"),
        (lambda content: b"\xef\xbb\xbf" + content, "dòng bị viết lại khác bản gốc"),
        (lambda content: content + b"\n", "không đọc được dòng này"),
        (lambda content: b"\n" + content, "không đọc được dòng này"),
        (None, "mất sổ đăng ký"),
    ],
)
def test_a_damaged_file_is_named(root: Path, change: Callable[[bytes], bytes] | None, what: str) -> None:
    for path in registers(root):
        content = path.read_bytes()
        if change is None:
            path.unlink()
        else:
            path.write_bytes(change(content))
        faults = verify(root).faults
        assert any(fault.where.startswith(name_of(root, path)) and fault.what.startswith(what) for fault in faults)
        for fault in faults:
            lines = any(other.name in fault.where for other in (path.parent, path))
            assert lines or "trước dòng này" in fault.what, fault
        with pytest.raises(Refused, match="Sổ đăng ký có chỗ hỏng"):
            put(root, line(9))
        path.write_bytes(content)
    assert told(verify(root)) == []


def test_a_lost_register_of_the_only_year_does_not_begin_anew(tmp_path: Path) -> None:
    root = tmp_path / "luu-tru"
    put(root, line(1))
    (root / "2026" / "so-dang-ky.jsonl").unlink()
    with pytest.raises(Refused, match=r"2026/so-dang-ky\.jsonl: mất sổ đăng ký.*phục hồi"):
        put(root, line(1))


def test_a_document_replaced_whole_is_found_by_the_line_after_it(root: Path) -> None:
    """Bag and line made anew, each fitting the other: only the next line's hash tells."""
    entries = read_register(root).entries
    for entry, following in itertools.pairwise(entries):
        bag, path = root / entry.bag, root / str(entry.year) / "so-dang-ky.jsonl"
        aside, content = root.parent / "cất đi", path.read_bytes()
        bag.rename(aside)
        given = deposit(dataclasses.replace(entry, subject="Nội dung khác", hash="", bag_hash=""))
        sealed = seal(given.entry, build_bag(bag, given.payload, (), {LINE_FILE: content_of(given.entry)}, entry.date))
        path.write_bytes(content.replace(line_of(entry), line_of(sealed)))
        assert told(verify(root)) == [
            f"{following.year}/so-dang-ky.jsonl, {following.reference} (dòng ghi thứ {following.sequence}): "
            f"không nối tiếp dòng trước: dòng trước ({entry.reference}) bị sửa hoặc thay"
        ]
        clear(bag)
        aside.rename(bag)
        path.write_bytes(content)
    assert told(verify(root)) == []


def test_a_changed_file_does_not_hide_a_changed_line(root: Path) -> None:
    last = read_register(root).entries[-1]
    new = edited(last, "subject")
    sealed = dataclasses.replace(new, hash=hash_of(new))
    path = registers(root)[-1]
    path.write_bytes(path.read_bytes().replace(line_of(last), line_of(sealed)))
    flip(root / last.bag / "data" / "van-ban.txt", 0)
    assert told(verify(root)) == [
        "2026/02-BC-SKHCN/data/van-ban.txt: nội dung khác với khi lưu",
        "2026/so-dang-ky.jsonl: dòng 02/BC-SKHCN khác với dang-ky.json trong hồ sơ 2026/02-BC-SKHCN",
    ]


def test_a_line_in_another_years_file_is_found(root: Path) -> None:
    earlier, later = registers(root)
    moved = later.read_bytes().splitlines(keepends=True)[-1]
    later.write_bytes(later.read_bytes().removesuffix(moved))
    earlier.write_bytes(earlier.read_bytes() + moved)
    assert told(verify(root)) == ["2025/so-dang-ky.jsonl dòng 4: dòng của năm 2026 (02/BC-SKHCN)"]


def test_two_lines_of_one_bag_are_found(root: Path) -> None:
    entries = read_register(root).entries
    last = dataclasses.replace(entries[-1], bag=entries[2].bag)
    last = dataclasses.replace(last, hash=hash_of(last))
    path = registers(root)[-1]
    path.write_bytes(b"".join(line_of(entry) + b"\n" for entry in (entries[2], last)))
    assert told(verify(root)) == [
        "2026/so-dang-ky.jsonl: dòng 02/BC-SKHCN ghi cùng hồ sơ 2026/01-BC-SKHCN với dòng 01/BC-SKHCN",
        "2026/02-BC-SKHCN: hồ sơ không có trong sổ đăng ký",
    ]


@pytest.mark.parametrize(
    "tui", ["", ".", "..", "../..", "/", "2026", "2026/", "x" * 5000, "2026/\0", "../ngoai", "2026/.."]
)
def test_a_line_whose_bag_lies_outside_reads_nothing_there(root: Path, tui: str) -> None:
    (root.parent / "ngoai").mkdir()
    entries = read_register(root).entries
    last = dataclasses.replace(entries[-1], bag=tui)
    last = dataclasses.replace(last, hash=hash_of(last))
    path = registers(root)[-1]
    path.write_bytes(b"".join(line_of(entry) + b"\n" for entry in (entries[2], last)))
    faults = verify(root).faults
    told_first = "hồ sơ khôn" if not tui else "dòng không"
    assert faults[0].what.startswith(told_first)
    assert len(faults) == 2
    assert verify_bag(root, last)


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_a_lost_year_is_found_by_the_lines_of_the_other(root: Path, year: str) -> None:
    clear(root / year)
    faults = told(verify(root))
    assert faults
    assert all("trước dòng này" in fault for fault in faults)
    (root / year).write_bytes(b"")
    assert f"{year}: tệp hoặc thư mục lạ" in told(verify(root))


# What only a head that was written down can tell


def rewritten(root: Path, register: Register, start: int) -> None:
    """Write everything anew from line ``start`` (from 1) on, bags too, as somebody with this program could."""
    kept = {entry.sequence: entry for entry in register.entries}
    for path in registers(root):
        path.unlink()
    for entry in register.entries[start - 1 :]:
        clear(root / entry.bag)
    for entry in register.entries[: start - 1]:
        with (root / str(entry.year) / "so-dang-ky.jsonl").open("ab") as file:
            file.write(line_of(entry) + b"\n")
    for stt in range(start, len(kept) + 1):
        put(root, dataclasses.replace(kept[stt], subject="Nội dung khác", bag="", hash="", bag_hash=""))


@pytest.mark.parametrize("start", [1, 2, 3, 4, 5])
def test_an_archive_rewritten_from_some_line_on_is_found_by_a_head(root: Path, start: int) -> None:
    register = read_register(root)
    rewritten(root, register, start)
    assert_whole(root)
    for entry in register.entries:
        faults = told(verify(root, head=entry.hash))
        lost = entry.sequence >= start
        assert faults == ([f"so-dang-ky.jsonl: không có dòng nào mang mã {grouped(entry.hash)}"] if lost else [])


def test_lines_and_bags_cut_off_together_are_found_by_a_head(root: Path) -> None:
    register = read_register(root)
    while entries := read_register(root).entries:
        last = entries[-1]
        path = root / str(last.year) / "so-dang-ky.jsonl"
        left = path.read_bytes().splitlines(keepends=True)[:-1]
        path.write_bytes(b"".join(left))
        if not left:
            path.unlink()
        clear(root / last.bag)
        assert told(verify(root)) == []
        assert verify(root, head=last.hash).faults
        assert verify(root, head=register.head).faults
        for entry in entries[:-1]:
            assert told(verify(root, head=entry.hash)) == []


def test_a_head_may_be_typed_as_it_is_printed(root: Path) -> None:
    head = read_register(root).head
    for typed in (
        head,
        head[:20],
        grouped(head),
        grouped(head).upper(),
        f" {grouped(head)} ",
        grouped(head).replace("-", " "),
    ):
        assert told(verify(root, head=typed)) == []
    wrong = ("0" if head[0] != "0" else "1") + head[1:]
    assert len(verify(root, head=grouped(wrong)).faults) == 1


@pytest.mark.parametrize("head", ["-", " ", "abc", "không nhớ", "3f2g-91bc", "f" * 65])
def test_what_cannot_be_a_head_is_said_and_not_passed(root: Path, head: str) -> None:
    with pytest.raises(CannotRun, match="Mã sổ"):
        verify(root, head=head)


# Only what is new


def test_since_a_day_older_bags_are_only_looked_for(root: Path) -> None:
    day = dt.date(2026, 2, 1)
    register = read_register(root)
    older, newer = register.entries[:3], register.entries[3:]
    verified = verify(root, since=day)
    assert (verified.bags, verified.older, verified.faults) == (2, 3, ())
    assert verified.read < verify(root).read
    for entry in register.entries:
        path = root / entry.bag / "data" / "van-ban.txt"
        with restored(path):
            flip(path, 3)
            assert len(verify(root).faults) == 1
            assert [fault.where for fault in verify(root, since=day).faults] == (
                [f"{entry.bag}/data/van-ban.txt"] if entry in newer else []
            )
    clear(root / older[0].bag)
    assert [fault.where for fault in verify(root, since=day).faults] == [older[0].bag]
    assert verify(root, since=newer[0].recorded.date()).bags == 2
    assert verify(root, since=newer[0].recorded.date() + dt.timedelta(days=1)).bags == 1


# Verifying while others write


def test_a_document_issued_while_verifying_is_no_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issued between reading the register and listing the folders; and, below, between reading files of two years."""
    reading = register_module.read_register

    def read_then_issue(folder: Path) -> Register:
        register = reading(folder)
        monkeypatch.undo()
        put(root, line(3))
        put(root, line(1, dt.date(2027, 1, 4)))
        return register

    monkeypatch.setattr(verify_module, "read_register", read_then_issue)
    assert told(verify(root)) == []
    assert len(assert_whole(root).entries) == 7


def test_a_document_issued_while_the_register_is_read_is_no_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = journal_module.read_journal

    def issue_then_read(folder: Path) -> Any:
        monkeypatch.undo()
        put(root, line(3))
        put(root, line(13, dt.date(2025, 12, 30)))
        put(root, line(4))
        return reading(folder)

    monkeypatch.setattr(register_module, "read_journal", issue_then_read)
    assert read_register(root).faults == ()
    part = register_module._read_year

    def read_then_issue(folder: Path, year: int) -> Any:
        found = part(folder, year)
        if year == 2025:
            monkeypatch.undo()
            put(root, line(14, dt.date(2025, 12, 30)))
            put(root, line(5))
            put(root, line(1, dt.date(2027, 1, 4)))
        return found

    monkeypatch.setattr(register_module, "_read_year", read_then_issue)
    assert read_register(root).faults == ()
    assert len(assert_whole(root).entries) == 11


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_listed_is_said(root: Path) -> None:
    (root / "2026").chmod(stat.S_IXUSR)
    try:
        with pytest.raises(CannotRun, match="Không đọc được"):
            verify(root)
    finally:
        (root / "2026").chmod(stat.S_IRWXU)
