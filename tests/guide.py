"""The guide as it is tried: the commands of a page, what they are said to print, and what they do print."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.cli import main

LEFT_OUT = "…"
"""A line of the guide that stands for any lines."""
_BLOCK = re.compile(r"^```console ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(command: str) -> tuple[int, str]:
    """Run a command line as it is typed; return its exit code and all that it prints."""
    program, *arguments = shlex.split(command, comments=True)
    assert program == "reportgen"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0), printed.getvalue()


def blocks(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a page with the name of the step before it and the lines that it is said to print."""
    for step, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *printed = command.rstrip("\n").split("\n")
            yield (step, [line, *printed])
            step = ""
