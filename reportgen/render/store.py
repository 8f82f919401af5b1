"""Compiled templates kept in the user's cache folder: what the first report of a template pays for.

Only what this user wrote is read, only whole, and only for the very template, libraries and program it was made by;
anything else counts as not there. No code is kept: a recipe (:mod:`reportgen.render.recipe`) is data, and can do
nothing but print what the data of a report say.

A file is a hash of all that follows, the length of its first part, that part (JSON), and the template's parts that all
documents share, compressed, one after the other.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import re
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

from reportgen import cache
from reportgen.formats import carry
from reportgen.patterns import regex
from reportgen.record import names_of
from reportgen.render.columns import Frame
from reportgen.render.compiled import Compiled, CompiledPart
from reportgen.render.fitting import Role, Site
from reportgen.render.pack import Packed
from reportgen.version import __version__

_FOLDER = "mau"
_LIBRARIES = ("docxtpl", "docx", "jinja2", "lxml", "zlib_ng")
_INSTALLED = regex(r"(docxtpl|python_docx|jinja2|lxml|markupsafe|zlib_ng)-(.+)\.dist-info", re.IGNORECASE)
_MOST_KEPT = 200
"""Files that are kept, a hundred thousand bytes each: those of many agencies."""
_MOST = 50_000_000
_CONTEXTS = ("context", "letter", "book", "plan_document", "variable_list")
"""Modules of ``model`` that declare what templates may ask for."""
_NAME = 32
"""Letters of a file's name."""
_KEPT_NAME = regex(rf"[0-9a-f]{{{_NAME}}}")
_DIGEST = 32
"""Bytes of the hash that a file begins with."""
_LENGTH = struct.Struct("<I")


def key(template: bytes, *, carrying: bool) -> str:
    """Return the name that ``template``, compiled by this very program, is kept under."""
    return _name(template, carrying, _made_by())


def key_of_sound(template: bytes, what: str) -> str:
    """Return the name under which is kept, with nothing compiled, ``what`` was found in order in ``template``."""
    room = Path(__file__).parent
    model = (room.parent / "model" / f"{name}.py" for name in _CONTEXTS)
    checking = [*(room / "checking").iterdir(), *model]
    files = sorted(_stated(path.name, path.stat()) for path in checking if path.suffix == ".py")
    return _name(template, what, (_made_by(), *files))


def _name(template: bytes, use: object, made_by: tuple[object, ...]) -> str:
    given = hashlib.sha256(template).hexdigest()
    return hashlib.sha256(repr((given, use, made_by)).encode()).hexdigest()[:_NAME]


@functools.cache
def _made_by() -> tuple[str, ...]:
    """Return what decides what is written: Python, this program's own files, the versions of the libraries.

    The versions are read from the names of folders: asking the libraries would mean importing them.
    """
    starts = [Path(spec.origin) for name in _LIBRARIES if (spec := _found(name)) and spec.origin]
    with os.scandir(Path(__file__).parent) as room:  # a third of the time of looking for each file by itself
        files = sorted(_stated(entry.name, entry.stat()) for entry in room if entry.name.endswith(".py"))
    files += [_stated(path.name, path.stat()) for path in (Path(carry.__file__), *starts)]
    places = {path.parent.parent for path in starts}
    names = (name.lower() for place in places for name in os.listdir(place))  # noqa: PTH208 (names)
    found = sorted(name for name in names if _INSTALLED.fullmatch(name))
    return (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, *found, *files)


def _stated(name: str, info: os.stat_result) -> str:
    """Return what tells one state of a file from another."""
    return f"{name} {info.st_size} {info.st_mtime_ns}"


def _found(name: str) -> Any:
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None


def read(name: str) -> tuple[bool, Compiled | None]:
    """Return whether something is kept under ``name``, and the compiled template; None for one that is docxtpl's."""
    content = cache.read(cache.cache_folder() / _FOLDER / name, _MOST)
    if content is None:
        return False, None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(name.encode() + data).digest() != digest:
        return False, None
    try:
        return True, restored(data)
    except _NOT_ONE:
        return False, None


def keep(name: str, compiled: Compiled | None) -> None:
    """Keep ``compiled`` under ``name``, None for a template that is docxtpl's; does nothing where that cannot be."""
    data = plain(compiled)
    if len(data) > _MOST - _DIGEST:
        return
    folder = cache.cache_folder() / _FOLDER
    cache.keep(folder / name, hashlib.sha256(name.encode() + data).digest() + data)
    cache.forget_beyond(folder, _KEPT_NAME, _MOST_KEPT)


def plain(compiled: Compiled | None) -> bytes:
    """Return what is kept of a compiled template."""
    if compiled is None:
        return _LENGTH.pack(0)
    parts = [
        (part.name, part.head.decode(), part.recipe, part.tail.decode(), part.sites, part.frames, part.mended)
        for part in compiled.parts
    ]
    told = {
        "static": [(part.name, len(part.data), part.crc, part.size, part.sha256) for part in compiled.static],
        "parts": parts,
        "others": [getattr(compiled, name) for name in _OTHERS],
    }
    words = json.dumps(told, separators=(",", ":")).encode()
    return b"".join((_LENGTH.pack(len(words)), words, *(part.data for part in compiled.static)))


_OTHERS = tuple(name for name in names_of(Compiled) if name not in ("static", "parts"))


def restored(data: bytes) -> Compiled | None:
    """Return the compiled template that was kept as ``data``. Raises one of many errors for what is none."""
    (length,) = _LENGTH.unpack_from(data)
    if not length:
        return None
    at = _LENGTH.size + length
    told = json.loads(data[_LENGTH.size : at])
    static = []
    for name, size, *about in told["static"]:
        static.append(Packed(name, data[at : at + size], *about))
        at += size
    others = dict(zip(_OTHERS, told["others"], strict=True))
    compiled = Compiled(static=tuple(static), parts=tuple(_part(*part) for part in told["parts"]), **others)
    compiled.prepare()
    return compiled


def _part(name: str, head: str, recipe: Any, tail: str, sites: Any, frames: Any, mended: bool) -> CompiledPart:
    marked = tuple(Site(Role(site[0]), *site[1:]) for site in sites)
    framed = tuple(_frame(*frame) for frame in frames)
    return CompiledPart(name, head.encode(), recipe, tail.encode(), marked, framed, mended)


def _frame(height: float, letters: Any) -> Frame:
    return Frame(height, tuple((style, (size, bold)) for style, (size, bold) in letters))


_NOT_ONE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, struct.error)
"""What reading raises for what is no compiled template."""
