"""What every command prints with: paths as short as they can be typed, one JSON document."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from reportgen.patterns import regex
from reportgen.vn.signs import escaped_in_json, odd, visible, visible_name

_COLOURS = regex("(\x1b\\[(?:[0-2]|3[1236])m)")
"""What ``click.style`` makes of the colours and weights in use here; no other sequence reaches a terminal."""


def echo(message: str = "", *, err: bool = False) -> None:
    """Print ``message``; signs that are no text, which might command the terminal, are seen as such."""
    if odd(message):
        message = "".join(piece if at % 2 else visible(piece) for at, piece in enumerate(_COLOURS.split(message)))
    click.echo(message, err=err)


def put(text: str, *, err: bool = False) -> None:
    """Print ``text`` as it is, made harmless already: the mark of a CSV, the return to the beginning of a line."""
    click.echo(text, nl=False, err=err)


def shown(path: Path) -> str:
    """Return ``path`` as short as it can be typed from here."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive on Windows; the folder we stand in is gone
        return visible_name(str(path))
    return visible_name(relative if not relative.startswith(os.pardir) else str(path))


def in_folder(root: Path) -> str:
    """Return what names the workspace ``root`` in a command that is typed here; nothing where it is this folder."""
    name = shown(root)
    if name == ".":
        return ""
    return f' -C "{name}"' if " " in name else f" -C {name}"


def print_json(value: Any) -> None:
    """Print one JSON document; signs that are no text stand in it as escapes, and are read again as they were."""
    click.echo(escaped_in_json(json.dumps(value, ensure_ascii=False, indent=2)))
