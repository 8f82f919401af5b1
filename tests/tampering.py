"""What the tests that change an archive share: a whole one, its files and lines, and changes that are undone.

A file takes the fixtures ``whole`` and ``root`` by a name of its own: pytest looks for them there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.archiving import (
    fast_folder,
    small_store,
    writable,
)


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


def registers(root: Path) -> list[Path]:
    return sorted(root.glob("*/so-dang-ky.jsonl"))
