"""Copies of a register that a synchronising program leaves beside it: what only they know is told, nothing is added."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.archive.register import read_register
from reportgen.archive.verify import verify
from reportgen.errors import Refused
from tests.archiving import line, put, told

REGISTER = "2026/so-dang-ky.jsonl"


@pytest.fixture
def forked(tmp_path: Path) -> Path:
    """An archive of two documents on this machine; on another one the second was another document."""
    root, other = tmp_path / "luu-tru", tmp_path / "may-khac"
    put(root, line(1))
    shutil.copytree(root, other)
    put(root, line(2))
    put(other, line(3))
    return root


NAMES = [
    "so-dang-ky (1).jsonl",
    "so-dang-ky-MAY2.jsonl",
    "So-dang-ky.sync-conflict-20260514-090000-ABCDEFG.jsonl",
    "so-dang-ky.jsonl.1",
    "so-dang-ky (bản xung đột của Máy 2).jsonl",
    "Copy of so-dang-ky.jsonl",
    "Bản sao của so-dang-ky.jsonl",
]


@pytest.mark.parametrize("name", NAMES)
def test_lines_that_only_a_copy_has_are_told_and_nothing_is_added(forked: Path, name: str) -> None:
    """Else their numbers are given out again, and the copy is thrown away as something odd."""
    shutil.copy(forked.with_name("may-khac") / REGISTER, forked / "2026" / name)
    (fault,) = verify(forked).faults
    assert fault.where == f"2026/{name}"
    assert fault.what.endswith("có dòng mà sổ không có (03/BC-SKHCN)")
    assert "chuyển tệp này và hồ sơ của các dòng ấy ra ngoài thư mục lưu trữ (đừng xóa)" in fault.advice
    assert [entry.number for entry in read_register(forked).entries] == [1, 2]
    with pytest.raises(Refused, match=r"bản khác của sổ.* Chưa ghi gì thêm.*vào sổ lại từng văn bản ấy"):
        put(forked, line(4))
    (forked / "2026" / name).unlink()
    put(forked, line(3))
    assert told(verify(forked)) == []


def test_a_register_that_only_a_copy_of_is_left_says_so(forked: Path) -> None:
    (forked / REGISTER).rename(forked / "2026" / "so-dang-ky (1).jsonl")
    assert any("có dòng mà sổ không có (01/BC-SKHCN, 02/BC-SKHCN)" in text for text in told(verify(forked)))


def test_an_older_copy_is_only_in_the_way(forked: Path) -> None:
    content = (forked / REGISTER).read_bytes()
    (forked / "2026" / "so-dang-ky (1).jsonl").write_bytes(content.splitlines(keepends=True)[0] + b"{cut")
    assert read_register(forked).faults == ()
    assert told(verify(forked)) == ["2026/so-dang-ky (1).jsonl: tệp hoặc thư mục lạ"]
    put(forked, line(3))
