"""Compiled templates kept in the user's cache folder: what the first report of a template pays for.

Only what this user wrote is read, only whole, and only for the very template, libraries and program it was made by;
anything else counts as not there. A workspace never holds code.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import marshal
import os
import re
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from reportgen.cache import cache_folder, replacing
from reportgen.formats import carry
from reportgen.render.columns import Frame
from reportgen.render.compiled import Compiled, CompiledPart
from reportgen.render.fitting import Role, Site
from reportgen.render.pack import Packed
from reportgen.version import __version__

_FOLDER = "mau"
_LIBRARIES = ("docxtpl", "docx", "jinja2", "lxml", "zlib_ng")
_INSTALLED = re.compile(r"(docxtpl|python_docx|jinja2|lxml|markupsafe|zlib_ng)-(.+)\.dist-info", re.IGNORECASE)
_KEPT = 200
"""Files that are kept, a hundred thousand bytes each: those of many agencies."""
_MOST = 50_000_000
_NAME = 32
"""Letters of a file's name."""
_DIGEST = 32
"""Bytes of the hash that a file begins with."""
_DAY = 86_400


def key(template: bytes, *, carrying: bool) -> str:
    """Return the name that ``template``, compiled by this very program, is kept under."""
    given = hashlib.sha256(template).hexdigest()
    return hashlib.sha256(repr((given, carrying, _made_by())).encode()).hexdigest()[:_NAME]


@functools.cache
def _made_by() -> tuple[str, ...]:
    """Return what decides what is written: Python, this program's own files, the versions of the libraries.

    The versions are read from the names of folders: asking the libraries would mean importing them.
    """
    own = (*sorted(Path(__file__).parent.glob("*.py")), Path(carry.__file__))
    starts = [Path(spec.origin) for name in _LIBRARIES if (spec := _found(name)) and spec.origin]
    files = [f"{path.name} {info.st_size} {info.st_mtime_ns}" for path in (*own, *starts) for info in (path.stat(),)]
    places = {path.parent.parent for path in starts}
    names = (name.lower() for place in places for name in os.listdir(place))  # noqa: PTH208 (names)
    found = sorted(name for name in names if _INSTALLED.fullmatch(name))
    return (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, *found, *files)


def _found(name: str) -> Any:
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None


def read(name: str) -> tuple[bool, Compiled | None]:
    """Return whether something is kept under ``name``, and the compiled template; None for one that is docxtpl's."""
    path = cache_folder() / _FOLDER / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False, None
        with path.open("rb") as file:
            if not all(map(_own, (os.fstat(file.fileno()), path.parent.lstat()))):
                return False, None
            content = file.read(_MOST)
    except OSError:
        return False, None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(name.encode() + data).digest() != digest:
        return False, None
    try:
        plain = marshal.loads(data)
        return True, _restored(plain) if plain else None
    except (ValueError, EOFError, TypeError, IndexError):
        return False, None


def _own(info: os.stat_result) -> bool:
    """Tell whether a file or folder belongs to this user, and nobody else may write to it."""
    if os.name != "posix":
        return True  # %LOCALAPPDATA% is the user's own
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def keep(name: str, compiled: Compiled | None) -> None:
    """Keep ``compiled`` under ``name``, None for a template that is docxtpl's; does nothing where that cannot be."""
    data = marshal.dumps(_plain(compiled) if compiled else ())
    if len(data) > _MOST - _DIGEST:
        return
    path = cache_folder() / _FOLDER / name
    with suppress(OSError), replacing(path) as copy:
        if copy:
            copy.write_bytes(hashlib.sha256(name.encode() + data).digest() + data)
    with suppress(OSError):
        _make_room(path.parent)


def _make_room(folder: Path) -> None:
    """Remove the oldest files beyond those that are kept, and what killed runs have left."""
    ages = {path: path.stat().st_mtime for path in folder.iterdir()}
    kept = sorted((path for path in ages if len(path.name) == _NAME), key=ages.__getitem__)
    now = max(ages.values(), default=0)  # what was kept just now, by the clock of the file system that keeps it
    left = (path for path, age in ages.items() if len(path.name) != _NAME and age < now - _DAY)
    for path in (*kept[:-_KEPT], *left):
        path.unlink(missing_ok=True)


def _plain(compiled: Compiled) -> tuple[Any, ...]:
    """Return ``compiled`` as tuples, which is all that marshal keeps."""
    static = tuple((part.name, part.data, part.crc, part.size, part.sha256) for part in compiled.static)
    parts = tuple(
        (
            part.name,
            part.head,
            part.code,
            part.places,
            part.tail,
            tuple((int(site.role), *site[1:]) for site in part.sites),
            tuple(tuple(frame) for frame in part.frames),
        )
        for part in compiled.parts
    )
    inline = (compiled.main, compiled.reference, compiled.first_note, compiled.needed, compiled.first_control)
    return static, parts, compiled.core, compiled.pieces, tuple(compiled.properties), compiled.own, inline


def _restored(plain: tuple[Any, ...]) -> Compiled:
    static, parts, core, pieces, properties, own, inline = plain
    return Compiled(
        tuple(Packed(*part) for part in static),
        tuple(_part(*part) for part in parts),
        core,
        pieces,
        properties,
        own,
        *inline,
    )


def _part(
    name: str, head: bytes, code: CodeType, places: tuple[tuple[int, str], ...], tail: bytes, sites: Any, frames: Any
) -> CompiledPart:
    marked = tuple(Site(Role(site[0]), *site[1:]) for site in sites)
    return CompiledPart(name, head, code, places, tail, marked, tuple(Frame(*frame) for frame in frames))
