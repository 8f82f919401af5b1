"""What only a head that was written down can tell of an archive; what changes while it is verified."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive import journal as journal_module
from reportgen.archive import register as register_module
from reportgen.archive import verify as verify_module
from reportgen.archive.register import Register, grouped, read_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun
from reportgen.formats.register import line_of
from tests import tampering
from tests.archiving import (
    assert_whole,
    clear,
    line,
    put,
    told,
)
from tests.tampering import flip, registers, restored

whole, root = tampering.whole, tampering.root


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
