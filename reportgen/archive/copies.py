"""Other copies of a register beside it, as synchronising programs leave them when two machines wrote at once.

``so-dang-ky (1).jsonl``, ``so-dang-ky-MAY2.jsonl``, ``Bản sao của so-dang-ky.jsonl``: one whose lines the register has
is only in the way; one with lines of its own means that documents were issued which the register does not know.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportgen.errors import reason
from reportgen.files import read_plain
from reportgen.formats.register import parse
from reportgen.formats.wire import Newer
from reportgen.vn.signs import visible_name

_MOST_NAMED = 3


def copies(register: Path) -> Iterator[Path]:
    """Yield the files beside a register whose names are made from its own. Raises OSError."""
    try:
        with os.scandir(register.parent) as found:
            names = sorted(entry.name for entry in found)
    except FileNotFoundError:  # another command has just removed the year's empty folder
        return
    stem = register.stem.casefold()
    for name in names:
        if stem in name.casefold() and register.suffix in name.casefold() and name != register.name:
            path = register.with_name(name)
            if path.is_file() and not _is(register, path):
                yield path


def _is(register: Path, path: Path) -> bool:
    """Tell whether both names are of one file: some systems take capitals for small letters."""
    return register.exists() and path.samefile(register)


def unknown_lines(copy: Path, content: bytes, most: int) -> str:
    """Return which lines ``copy`` has and the register, whose bytes are ``content``, has not; empty for none.

    ``most``: the bytes of it that are read.
    """
    try:
        lines = set(read_plain(copy, most).splitlines()) - set(content.splitlines())
    except OSError as error:
        return f"không đọc được: {reason(error)}"
    named = sorted(filter(None, map(_reference, lines)))
    if not named:
        return ""
    more = f" và {len(named) - _MOST_NAMED} dòng nữa" if len(named) > _MOST_NAMED else ""
    return f"có dòng mà sổ không có ({', '.join(named[:_MOST_NAMED])}{more})"


def _reference(line: bytes) -> str:
    """Return the number of the document that a sound line is about; empty for what is no line."""
    try:
        return visible_name(parse(line).reference)
    except Newer:
        return "dòng của phiên bản mới hơn"
    except ValueError:
        return ""
