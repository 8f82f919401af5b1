"""Whatever is changed in the register of an archive is found, and named: every column, every line, every year."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive.bag import build_bag
from reportgen.archive.register import read_register
from reportgen.archive.verify import verify, verify_bag
from reportgen.errors import Refused
from reportgen.formats.register import LINE_FILE, content_of, hash_of, line_of, parse, seal
from reportgen.model.entry import Entry
from tests import tampering
from tests.archiving import (
    clear,
    deposit,
    line,
    put,
    told,
)
from tests.tampering import flip, name_of, registers

whole, root = tampering.whole, tampering.root


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
