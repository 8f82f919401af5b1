"""What was typed where nobody reads it: behind ``#``, or inside a text although it is an entry of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from reportgen.model.fields import ListOf, Scalar
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.yamlmap.slips import COLON

_INNER_KEY = regex(rf"(?<![\w.])([a-z]+(?:_[a-z]+)+)[:{COLON}](?=\s|$)")
_FAILED_CELL = r"#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)"
"""A cell of Excel that failed."""
PLACEHOLDER = (
    r"^(?:(?=[.…_\s]*$)[\s\S]*?(?:…|\.\.\.|___)[\s\S]*"  # the dots of a form on paper
    r"|\s*(?:[?？]+|[-–—−]+|x{3,}|TB[ACD]|N\/A|\(?nếu có\)?|\[\s*\]"
    rf"|{_FAILED_CELL}"
    r"|\(?(?:sẽ )?(?:bổ sung|cập nhật|điền) sau\)?)\s*)$"
)
"""What stands for something still to be written, where it is all of a text; capitals make no difference.

It is read by the script of the pages too.
"""
_PLACEHOLDER = regex(PLACEHOLDER, re.IGNORECASE)
GAP = rf"{_FAILED_CELL}|(?<![^\s(])[?？]{{3,}}"
"""What stands for a word or figure still to be written within a text; behind a word they ask («gì???»)."""
_GAP = regex(GAP)


@record
class Spot:
    """Some words on a line as parsed: line and column from 0."""

    line: int
    column: int
    words: str


def is_placeholder(text: str) -> bool:
    """Tell whether ``text`` stands for something still to be written."""
    return _PLACEHOLDER.match(text) is not None


def gap(text: str) -> str:
    """Return the first place within ``text`` that waits for a word or figure; empty where there is none."""
    match = _GAP.search(text) if "#" in text or "??" in text or "？" in text else None
    return match[0] if match else ""


def cut_off(lines: Sequence[str], node: yaml.ScalarNode, hint: str) -> Spot | None:
    """Return what YAML takes for a comment although one space before ``#`` says it is text."""
    if node.style or not node.value:
        return None
    at, column = node.end_mark.line, node.end_mark.column
    rest = lines[at][column:]
    if not rest.startswith(" #") or (hint and rest[2:].strip().startswith(hint)):
        return None
    return Spot(at, column + 1, rest.strip())


def behind_hash(lines: Sequence[str], node: yaml.ScalarNode, shape: Scalar | ListOf, hint: str) -> Spot | None:
    """Return an answer typed behind ``#`` beside an empty value, where the form only explains."""
    at, end = node.start_mark.line, node.end_mark.column
    column = lines[at].find("#", node.start_mark.column)
    if column < 0 or (not node.style and lines[at][end:].lstrip().startswith((",", "]", "}"))):
        return None  # in braces, where a comment of the line is another's
    comment = lines[at][column + 1 :].strip()
    explained = next((way for way in (hint, hint.replace("…", "...")) if way and comment.startswith(way)), "")
    typed = comment[len(explained) :].strip()
    if not typed:
        return None
    if explained or _one_space_before(lines[at][:column]) or _answers(shape, typed, hint):
        return Spot(at, lines[at].find(typed, column), typed)
    return None


def _one_space_before(text: str) -> bool:
    """Tell whether one space follows the colon or bar at the end of ``text``: the form puts two before its ``#``."""
    return text.endswith((": ", "| ")) and not text.endswith(("  ", "|  "))


def _answers(shape: Scalar | ListOf, typed: str, hint: str) -> bool:
    """Tell whether ``typed`` may be meant as a value: it is one, or any words are and the form explains otherwise."""
    if not isinstance(shape, Scalar) or shape.in_sentences:
        return bool(hint)
    return _parses(shape, typed)


def _parses(shape: Scalar, text: str) -> bool:
    try:
        shape.parse(text)
    except ValueError:
        return False
    return True


def _ends_the_file(lines: Sequence[str], end: yaml.Mark) -> bool:
    """Tell whether a block stops at the end of a file without a last line end; else where the next token begins."""
    return end.line == len(lines) - 1 and bool(lines[end.line]) and end.column == len(lines[end.line])


def swallowed_keys(lines: Sequence[str], node: yaml.ScalarNode, known: frozenset[str]) -> Iterator[tuple[Spot, bool]]:
    """Yield keys of the form that stand inside the text of ``node``, and whether they begin their line."""
    is_block = node.style in ("|", ">")
    start, end = node.start_mark, node.end_mark
    last = end.line - 1 if is_block and not _ends_the_file(lines, end) else end.line
    for number in range(start.line, last + 1):
        line = lines[number]
        if "_" not in line:  # as every such key has: most lines need no closer look
            continue
        begin = start.column if number == start.line else 0
        stop = end.column if number == end.line and not is_block else len(line)
        for match in _INNER_KEY.finditer(line, begin, stop):
            if match[1] in known:
                first = number > start.line and not line[: match.start()].strip()
                yield Spot(number, match.start(), match[1]), first


_NOTE = regex(r"\^\[((?:\\.|[^\]\\])*)(\]?)", re.DOTALL)
"""A footnote as far as it goes: up to its bracket, or to the end of the text."""
_OPEN = "^["


def unclosed_note(text: str) -> str:
    """Return the beginning of the first footnote of ``text`` that lacks its bracket, its line at most; else nothing."""
    for match in _NOTE.finditer(text):
        own, within, _ = match[1].partition(_OPEN)
        if within or not match[2]:
            return (_OPEN + own).splitlines()[0].rstrip()
    return ""
