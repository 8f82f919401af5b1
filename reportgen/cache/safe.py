"""Folders of the cache held open, once it is sure that nobody else can have written there or can do so now.

What another user can write to is not read: a template that prints other words, an index that finds nothing. So every
folder from the root on must belong to root or to this user, and be closed to others for writing; one with the sticky
bit (``/tmp``) may be open, since what lies in it is looked at next, and others can neither rename nor remove it. A link
on the way must belong to root or to this user, and the same holds of where it leads; the program's own folders are no
links at all. The root user trusts nobody else's folder either (``sudo`` with another's home).

The folders are opened one in the other (``dir_fd``), none by following a link: what was looked at is what is used. On
Windows the folder lies in the user's profile, which the system closes to others; there it is only seen that it is no
link.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.cache.place import cache_folder
from reportgen.errors import Notice

_LINKS = 40
"""Links that lead to a folder, one after the other; as many as Linux follows."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_BY_DESCRIPTOR = os.name == "posix" and {os.open, os.stat, os.mkdir, os.unlink, os.readlink} <= os.supports_dir_fd


class _Unsafe(Exception):
    """Somebody else may have written here; the text says where, and why that is feared."""


class Folder:
    """A folder that is this user's alone; ``descriptor`` is None where the system opens no folders."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self.descriptor = descriptor

    def at(self, name: str) -> str | Path:
        """Return what to give to a function of :mod:`os`, beside ``dir_fd=self.descriptor``, for the file ``name``."""
        return name if self.descriptor is not None else self.path / name

    def names(self) -> list[str]:
        """Return the names in the folder."""
        return os.listdir(self.path if self.descriptor is None else self.descriptor)

    def look(self, name: str) -> os.stat_result | None:
        """Return what the file ``name`` is; None for one that is no regular file, or not this user's alone."""
        with suppress(OSError):
            info = os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False)
            return info if stat.S_ISREG(info.st_mode) and _mine_alone(info) else None
        return None


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[Folder | None]:
    """Hold a folder of the cache open; ``make``: make it, and those above it, for this user alone.

    None is lent when there is none, it cannot be made, or it is not safe: then a Notice says so.
    """
    descriptor = folder = None
    try:
        if _BY_DESCRIPTOR:
            descriptor = _Way(path, make=make).open()
        else:
            _look_at(path, make=make)
        folder = Folder(path, descriptor)
    except _Unsafe as error:
        warnings.warn(
            f"Không dùng thư mục đệm {path}: {error}. Lệnh vẫn chạy đúng, chỉ chậm hơn.", Notice, stacklevel=4
        )
    except OSError:  # there is none, or nothing may be made here
        pass
    try:
        yield folder
    finally:
        if descriptor is not None:
            os.close(descriptor)


def warn_if_unsafe() -> None:
    """Let the Notice be given now, by this process: those that it starts do not give any."""
    with opened(cache_folder()):
        pass


class _Way:
    """The way to a folder, from the root on."""

    def __init__(self, path: Path, *, make: bool) -> None:
        self._make = make
        self._own = _own_names(path)
        self._parts = [*reversed(path.parts[1:])]
        self._root = path.anchor
        self._links = 0
        self._place = self._root
        self._descriptor = -1

    def open(self) -> int:
        """Return the folder opened. Raises _Unsafe, OSError."""
        self._descriptor = os.open(self._root, _FOLDER)
        try:
            _look_at_way(os.fstat(self._descriptor), self._place)
            while self._parts:
                self._step(self._parts.pop())
            if not _mine_alone(os.fstat(self._descriptor)):
                raise _Unsafe(f"{self._place} không phải của riêng người dùng này")
        except BaseException:
            os.close(self._descriptor)
            raise
        return self._descriptor

    def _step(self, name: str) -> None:
        """Go on into the folder ``name``, or where a link of that name leads."""
        place = os.path.normpath(os.path.join(self._place, name))
        info = self._found(name)
        if stat.S_ISLNK(info.st_mode):
            self._follow(name, place, info)
            return
        self._into(os.open(name, _FOLDER, dir_fd=self._descriptor), place)
        _look_at_way(os.fstat(self._descriptor), place)

    def _found(self, name: str) -> os.stat_result:
        """Return what lies under a name; a new folder, where one is to be made."""
        try:
            return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
        except FileNotFoundError:
            if not self._make:
                raise
        with suppress(FileExistsError):  # another run was quicker
            os.mkdir(name, 0o700, dir_fd=self._descriptor)
        return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)

    def _follow(self, name: str, place: str, info: os.stat_result) -> None:
        self._links += 1
        if len(self._parts) < self._own:
            raise _Unsafe(f"{place} là đường dẫn tắt")
        if not _trusted_owner(info):
            raise _Unsafe(f"{place} là đường dẫn tắt của người dùng khác")
        if self._links > _LINKS:
            raise OSError(errno.ELOOP, "links in circles")
        target = os.readlink(name, dir_fd=self._descriptor)
        self._parts += [part for part in reversed(Path(target).parts) if part != os.sep]
        if target.startswith(os.sep):
            self._into(os.open(self._root, _FOLDER), self._root)

    def _into(self, descriptor: int, place: str) -> None:
        os.close(self._descriptor)
        self._descriptor, self._place = descriptor, place


def _own_names(path: Path) -> int:
    """Return how many names at the end of ``path`` are the program's own: links there are nobody's wish."""
    base = cache_folder()
    return len(path.relative_to(base).parts) + 1 if path.is_relative_to(base) else 1


def _look_at_way(info: os.stat_result, place: str) -> None:
    """Raise _Unsafe for a folder in which others could put one thing in place of another."""
    if not _trusted_owner(info):
        raise _Unsafe(f"{place} thuộc về người dùng khác")
    if info.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not info.st_mode & stat.S_ISVTX:
        import shlex

        raise _Unsafe(f"người khác cũng ghi được vào {place} (sửa bằng: chmod go-w {shlex.quote(place)})")


def _trusted_owner(info: os.stat_result) -> bool:
    return sys.platform == "win32" or info.st_uid in (0, os.getuid())


def _mine_alone(info: os.stat_result) -> bool:
    """Tell whether a file or folder belongs to this user, and nobody else may write to it."""
    if sys.platform == "win32":
        return True
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _look_at(path: Path, *, make: bool) -> None:
    """Do what can be done on Windows. Raises _Unsafe, OSError."""
    if make:
        path.mkdir(parents=True, exist_ok=True)
    for folder in (path, *path.parents)[: _own_names(path)]:
        info = folder.lstat()
        if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", None):
            raise _Unsafe(f"{folder} là đường dẫn tắt")
        if not stat.S_ISDIR(info.st_mode):
            raise NotADirectoryError(folder)
