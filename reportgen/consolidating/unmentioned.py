"""Rows that the office's words do not mention: what a signer should know has been left to Phụ lục II."""

from __future__ import annotations

import itertools
import re

from reportgen.model.snapshot import GroupResult, TaskRow
from reportgen.vn.text import fold

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NUMBER = re.compile(r"\d+[^\s,;]*/[^\s,;.]+")
_WORD = re.compile(r"\w+")
_SHARED = 0.35
"""Least share of a row's pairs of words that stand in the words as well."""


def unmentioned(group: GroupResult, words: str, sums: str = "") -> tuple[tuple[str, str], ...]:
    """Return task code and unit id of each row with a result that ``words`` do not mention.

    A row is mentioned by the number of one of its documents, by a figure of its own (also as a part of ``sums``), or
    by enough of its words.
    """
    said = fold(words)
    figures = set(_FIGURE.findall(words)) | set(_FIGURE.findall(sums))
    pairs = _pairs(said)
    return tuple(
        (task.code, row.unit)
        for task in group.tasks
        for row in task.rows
        if row.status.result and not _mentioned(row, said, figures, pairs)
    )


def _mentioned(row: TaskRow, said: str, figures: set[str], pairs: set[tuple[str, str]]) -> bool:
    result = row.status.result or ""
    numbers = [match[0] for document in row.status.documents if (match := _NUMBER.search(document))]
    if any(fold(number) in said for number in numbers):
        return True
    own = {figure for figure in _FIGURE.findall(result) if len(figure) > 1}
    if own & figures:
        return True
    mine = _pairs(fold(result))
    return bool(mine) and len(mine & pairs) >= _SHARED * len(mine)


def _pairs(folded: str) -> set[tuple[str, str]]:
    words = _WORD.findall(folded)
    return set(itertools.pairwise(words))
