"""What every command prints with: paths as short as they can be typed, one JSON document."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click


def shown(path: Path) -> str:
    """Return ``path`` as short as it can be typed from here."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive on Windows; the folder we stand in is gone
        return str(path)
    return relative if not relative.startswith(os.pardir) else str(path)


def print_json(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
