"""Regular expressions that cost nothing before they are used, and little the second time.

Python compiles them anew at every start, by code that is itself written in Python: the 280 patterns of a draft took 60
of its 390 ms. So a pattern (:func:`regex`) is compiled when one of its methods is first asked for, which a third
never is; and what it was compiled to, the numbers that the engine takes, can be handed on to the next run
(:func:`learnt`, :func:`learn`). Where these are kept is no matter of this file.

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
from collections.abc import Callable
from typing import Any, AnyStr

_KNOWN: dict[tuple[Any, int], tuple[Any, ...]] = {}
"""What is handed to the engine in place of a text and flags."""
_NEW: set[tuple[Any, int]] = set()
"""Those of them that this run has found out."""
_SOURCES: list[Callable[[], bytes | None]] = []
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


def learn(source: Callable[[], bytes | None]) -> None:
    """Have ``source`` asked, when a pattern is first used, for what :func:`learnt` gave in a run before."""
    _SOURCES.append(source)


def learnt() -> bytes | None:
    """Return what is to be handed on to the next run; None when this one has compiled nothing that was not known."""
    if not _NEW:
        return None
    known = [(*key, *made) for key, made in _KNOWN.items()]
    about = json.dumps([_made_by(), [(*given, len(code)) for *given, code in known]]).encode() + b"\n"
    return _sealed(about + b"".join(struct.pack(f"{len(code)}I", *code) for *_, code in known))


def _take(content: bytes) -> None:
    """Know what :func:`learnt` gave; raises one of :data:`_UNFIT` for anything else."""
    about, _, numbers = content[_SEAL:].partition(b"\n")
    made_by, known = json.loads(about)
    if made_by != _made_by() or _sealed(content[_SEAL:]) != content:
        raise ValueError("of another Python, or damaged")
    codes, at = memoryview(numbers).cast("I"), 0
    for text, given, flags, groups, names, length in known:
        _KNOWN[text, given] = flags, groups, names, codes[at : at + length].tolist()
        at += length


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
    while (text, flags) not in _KNOWN and _SOURCES:
        content = _SOURCES.pop()()
        with contextlib.suppress(*_UNFIT):
            _take(content or b"")
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
