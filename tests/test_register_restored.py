"""The register made anew from the bags: to the last byte where they tell it, and told where they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportgen.archive.bag import remove
from reportgen.archive.register import read_register
from reportgen.archive.restoring import restore_register
from reportgen.archive.verify import verify
from tests.archiving import line, put, told
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
