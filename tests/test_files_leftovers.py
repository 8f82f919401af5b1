"""What a killed command has left beside a file: removed by the next one that writes there, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.files import write_atomic
from reportgen.files.leftovers import OLD

NAME = ".tam-0123456789ab"


def aged(path: Path, seconds: float) -> Path:
    path.write_bytes(b"dang ghi do")
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


def test_what_a_killed_write_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    old = aged(tmp_path / NAME, OLD + 60)
    fresh = aged(tmp_path / ".tam-ba9876543210", OLD - 60)
    write_atomic(tmp_path / "tep.yaml", b"a: 1\n")
    assert not old.exists()
    assert fresh.exists()


@pytest.mark.parametrize(
    "name", [".tam-", ".tam-0123456789abc", ".tam-0123456789AB", ".tam-0123456789ab.docx", "tam-0123456789ab"]
)
def test_what_is_named_otherwise_stays(tmp_path: Path, name: str) -> None:
    other = aged(tmp_path / name, OLD * 9)
    write_atomic(tmp_path / "tep.yaml", b"a: 1\n")
    assert other.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    there, office = tmp_path / "noi-khac", tmp_path / "co-quan"
    there.mkdir()
    office.mkdir()
    target = aged(there / NAME, OLD * 2)
    (office / ".tam-ba9876543210").symlink_to(target)
    (office / ".tam-aaaaaaaaaaaa").mkdir()
    os.utime(office / ".tam-aaaaaaaaaaaa", (1, 1))
    write_atomic(office / "tep.yaml", b"a: 1\n")
    assert sorted(path.name for path in office.iterdir()) == [".tam-aaaaaaaaaaaa", ".tam-ba9876543210", "tep.yaml"]
    (office / "lien-ket").symlink_to(there)
    write_atomic(office / "lien-ket" / "tep.yaml", b"a: 1\n")
    assert target.exists()
