"""The register made anew from the bags: to the last byte where they tell it, and told where they do not."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import errno
import hashlib
import itertools
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportgen.archive.bag import build_bag, remove
from reportgen.archive.register import read_register
from reportgen.archive.restoring import restore_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun, Refused
from reportgen.formats.register import LINE_FILE, content_of, hash_of, line_of, parse, seal
from reportgen.model.entry import Entry
from tests.archiving import Disk, deposit, failing, line, put, told, watched, writable
from tests.conftest import Ran, Small
from tests.issuing import SO_5, issued, ready

Cli = Callable[..., Ran]
REGISTER = "2026/so-dang-ky.jsonl"
BEFORE = "2025/so-dang-ky.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two years: one document, then three and a signed copy that came later."""
    root = tmp_path / "luu-tru"
    put(root, line(9, dt.date(2025, 12, 30)))
    for number in (1, 2, 3):
        put(root, line(number))
    put(root, line(2, supplements="2026/02-BC-SKHCN"))
    return root


def lines(root: Path, name: str = REGISTER) -> list[bytes]:
    return (root / name).read_bytes().splitlines(keepends=True)


def write(root: Path, content: bytes, name: str = REGISTER) -> None:
    (root / name).chmod(0o600)
    (root / name).write_bytes(content)


def test_whatever_is_done_to_the_register_the_bags_tell_it_again(root: Path) -> None:
    files = {name: (root / name).read_bytes() for name in (REGISTER, BEFORE)}
    whole = lines(root)
    head = read_register(root).head
    for damaged in (
        b"",
        b"x",
        b"\x00" * 4000,
        b"".join(whole)[:-40],
        b"".join([whole[0].replace("thứ 1".encode(), "thứ 7".encode()), *whole[1:]]),
        b"".join(reversed(whole)),
        b"".join(whole[:2]),
        b"".join([*whole, whole[1]]),
    ):
        write(root, damaged)
        done = restore_register(root)
        assert (root / REGISTER).read_bytes() == files[REGISTER]
        assert (done.head, done.lost) == (head, ())
        assert told(verify(root)) == []
        assert [path.read_bytes() for path in done.kept] == [damaged] * bool(damaged)
        assert all(path.parent == root.parent for path in done.kept)
    for name in files:
        (root / name).unlink()
    done = restore_register(root)
    assert {name: (root / name).read_bytes() for name in files} == files
    assert (len(done.found), done.kept) == (5, ())
    put(root, line(4))
    assert told(verify(root)) == []


def test_a_sound_register_is_left_alone(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    done = restore_register(root)
    assert (done.found, done.lost, done.shorter, done.kept) == ((), (), (), ())
    after = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    assert {path: time for path, time in after.items() if path.name != ".khoa"} == {
        path: time for path, time in before.items() if path.name != ".khoa"
    }


def test_what_no_bag_tells_is_a_gap_and_told(root: Path) -> None:
    whole = lines(root)
    write(root, b"".join([whole[0], b"hong\n", *whole[2:]]))
    remove(root / "2026" / "02-BC-SKHCN")
    done = restore_register(root)
    assert done.lost == (3,)
    assert lines(root) == [whole[0], *whole[2:]]
    assert any("thiếu 1 dòng trước dòng này" in text for text in told(verify(root)))


def test_the_last_line_without_its_bag_is_not_dropped_in_silence(root: Path) -> None:
    write(root, b"".join(lines(root)[:-1]) + b"hong\n")
    remove(root / "2026" / "02-BC-SKHCN.bo-sung-1")
    done = restore_register(root)
    assert done.shorter == ((2026, 4, 3),)


def test_a_bag_that_was_changed_or_put_there_vouches_for_nothing(root: Path, tmp_path: Path) -> None:
    """Neither one with another tag manifest, nor a bag of another archive, nor a copy under another name."""
    files = (root / REGISTER).read_bytes()
    tags = root / "2026" / "01-BC-SKHCN" / "tagmanifest-sha256.txt"
    tags.chmod(0o600)
    tags.write_bytes(tags.read_bytes() + b"0" * 64 + b"  la.txt\n")
    other = tmp_path / "may-khac"
    put(other, line(8))
    (other / "2026" / "08-BC-SKHCN").rename(root / "2026" / "08-BC-SKHCN")
    done = restore_register(root)
    assert (done.found, done.lost, (root / REGISTER).read_bytes()) == ((), (), files)
    write(root, b"")
    assert restore_register(root).lost == (2,)


def test_the_command_says_what_it_did(small: Small, cli: Cli) -> None:
    ready(small, cli)
    issued(partial(cli, cwd=small.root), "6-thang", *SO_5)
    path = small.root / "luu-tru" / REGISTER
    before = path.read_bytes()
    again = cli("archive", "rebuild", "--register", cwd=small.root)
    assert (again.code, "còn nguyên 1 dòng" in again.out) == (0, True)
    path.chmod(0o600)
    path.write_bytes(b"hong\n")
    assert "reportgen archive rebuild --register" in cli("archive", "verify", cwd=small.root).out
    ran = cli("archive", "rebuild", "--register", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    assert "Sổ đăng ký nay có 1 dòng, 1 dòng lấy từ hồ sơ:\n  05/BC-STN ngày" in ran.out
    assert "Sổ cũ được giữ ở so-dang-ky-2026.jsonl.cu" in ran.out
    assert "Đối chiếu với mã đã in" in ran.out
    assert path.read_bytes() == before
    assert cli("archive", "verify", cwd=small.root).code == 0
    assert cli("archive", "rebuild", "--register", "5", cwd=small.root).code == 2
    assert cli("archive", "rebuild", cwd=small.root).code == 2


# What somebody puts there


def forged(root: Path, entry: Entry, **columns: object) -> Entry:
    """Put a bag there as somebody would who knows how they are made; return the line that it tells."""
    made = dataclasses.replace(entry, **{"bag_hash": "", "hash": "", **columns})  # type: ignore[arg-type]
    kept = deposit(made)
    place = root / made.bag
    place.mkdir(parents=True)
    tags = {**kept.tags, LINE_FILE: content_of(made)}
    return seal(made, build_bag(place, kept.payload, kept.info, tags, made.date))


def test_no_bag_puts_a_line_of_the_register_aside(root: Path) -> None:
    """Neither two that name each other: a copy of the archive on another machine that went on by itself, a forger."""
    before = (root / REGISTER).read_bytes()
    last = read_register(root).entries[-1]
    other = forged(root, last, bag="2026/07-BC-SKHCN", number=7, supplements="")
    forged(root, other, bag="2026/08-BC-SKHCN", number=8, sequence=6, previous_hash=other.hash)
    done = restore_register(root)
    assert (root / REGISTER).read_bytes() == before
    assert (done.found, done.dropped, done.strangers) == ((), (), ("2026/07-BC-SKHCN", "2026/08-BC-SKHCN"))


def test_a_line_written_again_with_its_hash_does_not_take_the_next_one_with_it(root: Path) -> None:
    """It is contradicted by the line after it; the bag tells what it was, or it is told as standing in the old file."""
    whole = lines(root)
    entry = parse(whole[1].rstrip(b"\n"))
    false = dataclasses.replace(entry, subject="Nội dung khác", hash="")
    false = dataclasses.replace(false, hash=hash_of(false))
    write(root, b"".join([whole[0], line_of(false) + b"\n", *whole[2:]]))
    done = restore_register(root)
    assert (done.found, done.unproven, done.dropped) == ((entry,), (), (false,))
    assert lines(root) == whole
    write(root, b"".join([whole[0], line_of(false) + b"\n", *whole[2:]]))
    remove(root / entry.bag)
    done = restore_register(root)
    assert (done.lost, done.dropped, done.open) == ((3,), (false,), True)
    assert lines(root) == [whole[0], *whole[2:]]


def test_a_bag_far_away_neither_ends_a_sound_register_nor_takes_all_day(root: Path) -> None:
    before = (root / REGISTER).read_bytes()
    last = read_register(root).entries[-1]
    forged(root, last, bag="2026/70-BC-SKHCN", number=70, supplements="", sequence=9)
    forged(root, last, bag="2026/71-BC-SKHCN", number=71, supplements="", sequence=10**15)
    done = restore_register(root)
    assert (done.lost, done.strangers) == ((), ("2026/70-BC-SKHCN", "2026/71-BC-SKHCN"))
    assert (root / REGISTER).read_bytes() == before
    write(root, before[:-9])
    remove(root / "2026/70-BC-SKHCN")
    done = restore_register(root)
    assert (done.strangers, done.open) == (("2026/71-BC-SKHCN",), True)
    assert (root / REGISTER).read_bytes() == before


def test_what_only_bags_tell_is_not_called_proven(root: Path) -> None:
    entries = read_register(root).entries
    whole = lines(root)
    write(root, whole[0])
    assert restore_register(root).unproven == entries[2:]
    write(root, b"".join([b"hong\n", *whole[1:]]))
    assert restore_register(root).unproven == ()


def test_with_no_register_left_a_damaged_bag_is_named(root: Path) -> None:
    """The last one, after which nothing stands that could be missed."""
    for name in (REGISTER, BEFORE):
        (root / name).unlink()
    tags = writable(root / "2026/02-BC-SKHCN.bo-sung-1/tagmanifest-sha256.txt")
    tags.write_bytes(b"\xff\x00")
    done = restore_register(root)
    assert (len(done.entries), done.strangers, done.open) == (4, ("2026/02-BC-SKHCN.bo-sung-1",), True)


def test_the_command_names_what_it_could_not_take(small: Small, cli: Cli) -> None:
    ready(small, cli)
    issued(partial(cli, cwd=small.root), "6-thang", *SO_5)
    archive = small.root / "luu-tru"
    path = archive / REGISTER
    shutil.copytree(archive / "2026/05-BC-STN", archive / "2026/05-BC-STN (2)")
    named = "Hồ sơ 2026/05-BC-STN (2) không vào được sổ"
    ran = cli("archive", "rebuild", "--register", cwd=small.root)
    assert (ran.code, "còn nguyên 1 dòng" in ran.out, named in ran.out) == (1, True, True)
    path.unlink()
    ran = cli("archive", "rebuild", "--register", cwd=small.root)
    assert (ran.code, named in ran.out, "05/BC-STN ngày 14/5/2026 (chưa có gì làm chứng)" in ran.out) == (1, True, True)
    path.unlink()
    ran = cli("archive", "rebuild", "--register", "--format", "json", cwd=small.root)
    told = json.loads(ran.out)
    assert (ran.code, told["ho_so_la"], told["chua_lam_chung"]) == (1, ["2026/05-BC-STN (2)"], ["05/BC-STN"])


def test_a_disk_that_fails_loses_no_byte_of_the_old_register(root: Path) -> None:
    """Whichever write fails, the old files are where they were or beside, and the next run ends the work."""
    files = {name: (root / name).read_bytes() for name in (REGISTER, BEFORE)}
    for at in itertools.count(1):
        for kept in root.parent.glob("*.cu"):
            remove(kept)
        for name in files:
            write(root, b"hong " + name.encode(), name)
        with watched(Disk(root.parent, at, failing(errno.ENOSPC))) as disk, contextlib.suppress(CannotRun, Refused):
            restore_register(root)
        beside = [path.read_bytes() for path in root.parent.glob("*.cu")]
        for name, whole in files.items():
            assert (root / name).read_bytes() in (whole, b"hong " + name.encode())
            assert b"hong " + name.encode() in [(root / name).read_bytes(), *beside]
        assert restore_register(root).lost == ()
        assert {name: (root / name).read_bytes() for name in files} == files
        if disk.count < at:
            break
    assert at > 8


def test_a_bag_of_a_later_version_is_named(root: Path) -> None:
    bag = root / "2026/02-BC-SKHCN"
    before = (bag / LINE_FILE).read_bytes()
    after = before.replace(b"{", b'{"phien_ban":9,', 1)
    writable(bag / LINE_FILE).write_bytes(after)
    tags = writable(bag / "tagmanifest-sha256.txt")
    was, now = (hashlib.sha256(content).hexdigest().encode() for content in (before, after))
    tags.write_bytes(tags.read_bytes().replace(was, now))
    write(root, b"hong\n")
    with pytest.raises(Refused, match=r"^2026/02-BC-SKHCN: do phiên bản mới hơn .* Chưa ghi gì; cập nhật"):
        restore_register(root)
    assert (root / REGISTER).read_bytes() == b"hong\n"
