"""What ``import`` guessed and nobody has looked at: the lines «# nghi ngờ: …» that are left in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks.gia_tri import LEFT_DOUBT
from reportgen.finding import Finding, Position
from reportgen.patterns import regex
from reportgen.vn.text import shorten
from reportgen.yamlmap.marks import Marks

_DOUBT = regex(r"(?P<indent>\s*)# nghi ngờ: (?P<words>\S.*)")
_MOST = 200
"""Characters of a doubt that are told; all of it stands in the file."""


def check_doubts(marks: Marks) -> list[Finding]:
    """Return a warning for each doubt that still stands in a file, named by the key below it."""
    if not any("# nghi ngờ: " in line for line in marks.lines):
        return []
    named = sorted((place.line, path) for path, place in marks.keys.items())
    found = []
    for number, column, words in _left(marks.lines):
        path = next((path for line, path in named if line > number), ())
        place = Position(number, column, len(marks.lines[number - 1]) - column + 1)
        found.append(marks.finding(place, LEFT_DOUBT, marks.subject(path), words=shorten(words, _MOST)))
    return found


def _left(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and words of each doubt, with the lines of comment that it goes on in."""
    number = 0
    while number < len(lines):
        number += 1
        match = _DOUBT.match(lines[number - 1])
        if match is None:
            continue
        start, words, goes_on = number, match["words"], f"{match['indent']}# "
        while number < len(lines) and lines[number].startswith(goes_on) and not _DOUBT.match(lines[number]):
            words += f" {lines[number].strip(' #')}"
            number += 1
        yield start, len(match["indent"]) + 1, words
