"""What lies in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Hold that nothing below ``folder`` is written, not even an empty folder."""
    before, names = everything(folder), sorted(os.fspath(path) for path in folder.rglob("*"))
    yield
    assert everything(folder) == before
    assert sorted(os.fspath(path) for path in folder.rglob("*")) == names
