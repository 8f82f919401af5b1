"""Regular expressions that cost nothing before they are used, and little the second time.

Python compiles them anew at every start, by code that is itself written in Python: the 280 patterns of a draft and the
hundred of the libraries that it needs took 60 of its 390 ms. So a pattern (:func:`regex`) is compiled when one of its
methods is first asked for, which a third never is; and what it was compiled to, the numbers that the engine takes, can
be handed on to the next run (:func:`learnt`, :func:`learn`). Where these are kept is no matter of this file.

Those of the libraries are handed on too: :func:`learn` puts them among the patterns that ``re.compile`` remembers, and
looks for first. It is to be called before the libraries are imported.

The engine looks through such numbers before it takes them: wrong ones may find something else, but harm nothing. They
are taken only from the same Python. Where a Python offers nothing of all this, patterns are compiled as everywhere.
"""

from __future__ import annotations

import contextlib
import json
import re
import struct
import sys
import zlib
from collections.abc import Iterator
from typing import Any, AnyStr

_KNOWN: dict[tuple[Any, int], tuple[Any, ...]] = {}
"""What is handed to the engine in place of a text and flags."""
_LIBRARIES: set[tuple[Any, int]] = set()
"""Those of them that stand in a module of a library."""
_NEW: set[tuple[Any, int]] = set()
"""Those of them that were found out since :func:`learnt` was last asked."""
_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_UNFIT = (ImportError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, OverflowError)
"""What is raised where Python has no such engine, and by what was never learnt here."""


class _Pattern:
    """A pattern that is compiled when it is first used; its methods are from then on those of the compiled one."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked of a copy that has nothing yet
            raise AttributeError(name)
        compiled = _compiled(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._flags)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` does, compiled when it is first used: for the patterns that stand in a module."""
    return _Pattern(text, int(flags))  # type: ignore[return-value]


def learn(content: bytes) -> None:
    """Know what :func:`learnt` gave in a run before; nothing where this is not what it gave, or of another Python."""
    with contextlib.suppress(*_UNFIT):
        _take(content)
        for text, given in _LIBRARIES:
            re._cache[type(text), text, given] = _made(text, *_KNOWN[text, given])  # type: ignore[attr-defined]


def learnt() -> bytes | None:
    """Return what is to be handed on to the next run; None when nothing was compiled that was not known before."""
    if not _NEW:
        return None
    with contextlib.suppress(*_UNFIT):
        for key in _of_libraries():
            _known(*key)
            _LIBRARIES.add(key)
    _NEW.clear()
    known = [(*key, key in _LIBRARIES, *made) for key, made in _KNOWN.items()]
    about = json.dumps([_made_by(), [(*given, len(code)) for *given, code in known]]).encode() + b"\n"
    return _sealed(about + b"".join(struct.pack(f"{len(code)}I", *code) for *_, code in known))


def _of_libraries() -> list[tuple[str, int]]:
    """Return text and flags of the patterns that stand in modules and classes of libraries, none made of any data."""
    modules = [vars(module) for name, module in [*sys.modules.items()] if not name.startswith("reportgen")]
    named = [thing for names in modules for thing in [*names.values()] if isinstance(thing, (type, re.Pattern))]
    found = {id(inner) for thing in named for inner in _patterns_in(thing)}
    remembered: Any = re._cache  # type: ignore[attr-defined]
    return [(text, flags) for (kind, text, flags), made in [*remembered.items()] if kind is str and id(made) in found]


def _patterns_in(thing: Any) -> Iterator[re.Pattern[Any]]:
    """Yield a pattern, those that a class has, and those in its tables."""
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, type):
        inside = [*vars(thing).values()]
        tables = [item for item in inside if type(item) is dict]
        for item in (*inside, *(row for table in tables for rows in table.values() for row in _flat(rows))):
            if isinstance(item, re.Pattern):
                yield item


def _flat(rows: Any) -> Iterator[Any]:
    """Yield what stands in a list of tuples."""
    for row in rows if type(rows) is list else ():
        yield from row if type(row) is tuple else (row,)


def _take(content: bytes) -> None:
    about, _, numbers = content[_SEAL:].partition(b"\n")
    made_by, known = json.loads(about)
    if made_by != _made_by() or _sealed(content[_SEAL:]) != content:
        raise ValueError("of another Python, or damaged")
    codes, at = memoryview(numbers).cast("I"), 0
    for text, given, library, flags, groups, names, length in known:
        _KNOWN[text, given] = flags, groups, names, codes[at : at + length].tolist()
        at += length
        if library:
            _LIBRARIES.add((text, given))


_SEAL = 4


def _sealed(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_SEAL, "big") + content


def _made_by() -> list[Any]:
    return [sys.version, sys.byteorder, _engines().MAGIC]


def _compiled(text: Any, flags: int) -> Any:
    """Return a pattern made of what is known of it, else of its text. Raises re.error for a wrong text."""
    try:
        if isinstance(text, str):
            return _made(text, *_known(text, flags))
    except _UNFIT:
        pass
    return re.compile(text, flags)


def _known(text: str, flags: int) -> tuple[Any, ...]:
    if (text, flags) not in _KNOWN:
        engines = _engines()
        parsed = engines._parser.parse(text, flags)
        code = engines._code(parsed, flags)
        _KNOWN[text, flags] = flags | parsed.state.flags, parsed.state.groups - 1, dict(parsed.state.groupdict), code
        _NEW.add((text, flags))
    return _KNOWN[text, flags]


def _made(text: str, flags: int, groups: int, names: dict[str, int], code: list[int]) -> Any:
    """Return the pattern, as ``re`` makes it of what it has compiled."""
    in_order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        in_order[number] = name
    return _engines()._sre.compile(text, flags, code, groups, names, tuple(in_order))


def _engines() -> Any:
    """Return the part of ``re`` that compiles: its parser, its compiler and the engine."""
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler
