"""What was typed where nobody reads it: behind ``#``, or inside a text although it is an entry of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from reportgen.model.fields import NAME, TEXT, ListOf, Scalar
from reportgen.yamlmap.slips import COLON

_INNER_KEY = re.compile(rf"(?<![\w.])([a-z]+(?:_[a-z]+)+)[:{COLON}](?=\s|$)")


class Spot(NamedTuple):
    """Some words on a line as parsed: line and column from 0."""

    line: int
    column: int
    words: str


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
    at = node.start_mark.line
    column = lines[at].find("#", node.start_mark.column)
    if column < 0:
        return None
    comment = lines[at][column + 1 :].strip()
    explained = bool(hint) and comment.startswith(hint)
    typed = comment[len(hint) :].strip() if explained else comment
    if not typed:
        return None
    free = not isinstance(shape, Scalar) or shape in (TEXT, NAME)
    close = lines[at][:column].endswith((": ", "| ")) and not lines[at][:column].endswith(("  ", "|  "))
    if not (explained or close or (free and hint) or (not free and _parses(shape, typed))):
        return None
    start = lines[at].find(typed, column)
    return Spot(at, start, typed)


def _parses(shape: Scalar | ListOf, text: str) -> bool:
    if not isinstance(shape, Scalar):
        return False
    try:
        shape.parse(text)
    except ValueError:
        return False
    return True


def swallowed_keys(lines: Sequence[str], node: yaml.ScalarNode, known: frozenset[str]) -> Iterator[tuple[Spot, bool]]:
    """Yield keys of the form that stand inside the text of ``node``, and whether they begin their line."""
    last = node.end_mark.line - (node.style in ("|", ">"))  # a block ends where the next token begins
    for number in range(node.start_mark.line, last + 1):
        begin = node.start_mark.column if number == node.start_mark.line else 0
        block = node.style in ("|", ">")
        end = len(lines[number]) if block or number < node.end_mark.line else node.end_mark.column
        for match in _INNER_KEY.finditer(lines[number], begin, end):
            if match[1] in known:
                first = not lines[number][: match.start()].strip() and number > node.start_mark.line
                yield Spot(number, match.start(), match[1]), first
