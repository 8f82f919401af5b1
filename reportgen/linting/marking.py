"""Findings as Word comments: each beside the paragraph that it is about, saying all that the list of findings says."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Where
from reportgen.nd30.rules import BY_ID
from reportgen.nd30.verdicts import FormReport, Result
from reportgen.vn.text import nfc
from reportgen.wordview.comments import Comment
from reportgen.wordview.ooxml import W
from reportgen.wordview.opened import Opened
from reportgen.wordview.reader import read_with_nodes

MOST_ELSEWHERE = 10
"""Further places of one finding that get a comment each: a hundred that say the same hide the others."""
_KNOWN_BY = 60
"""Characters of a quoted text by which its paragraph is found again."""


def comments(report: FormReport, docx: Opened) -> list[Comment]:
    """Return a comment for each finding of ``report``, in its order, and for further places of it.

    Raises Unreadable for parts that are damaged or too large.
    """
    places = _Places(docx)
    return [comment for result, breach in report.breaches() for comment in _said(result, breach, places)]


def _said(result: Result, breach: Breach, places: _Places) -> Iterator[Comment]:
    elsewhere = breach.others[:MOST_ELSEWHERE]
    yield Comment(_words(result, breach), places.of(breach.where))
    for where in elsewhere:
        yield Comment(f"{_head(result)}\nNhư ghi chú ở: {breach.where.words()}\nSửa: {breach.advice}", places.of(where))


def _head(result: Result) -> str:
    rule = BY_ID[result.rule_id]
    return f"{result.severity.capitalize()}: {rule.title} ({rule.id})"


def _words(result: Result, breach: Breach) -> str:
    rule = BY_ID[result.rule_id]
    lines = [
        _head(result),
        f"Tìm thấy: {breach.found}",
        f"Cần: {breach.required}",
        f"Sửa: {breach.advice}",
        f"Căn cứ: {rule.clause.address}",
    ]
    if len(breach.others) > MOST_ELSEWHERE:
        lines.append(f"Chỉ ghi ở {MOST_ELSEWHERE + 1} chỗ đầu.")
    return "\n".join(lines)


class _Places:
    """Where a finding stands among the paragraphs of the document part."""

    def __init__(self, docx: Opened) -> None:
        self._paragraphs = docx.document.paragraphs
        nodes = read_with_nodes(docx.package)[1]
        root = nodes[0].getroottree().getroot() if nodes else None
        order = {node: at for at, node in enumerate(root.iter(f"{W}p"))} if root is not None else {}
        self._order = [order[node] for node in nodes]

    def of(self, where: Where) -> int | None:
        """Return the paragraph's number among all of the part, from 0; None for what is in none."""
        number = where.paragraph or self._quoted(where.text)
        return self._order[number - 1] if number else None

    def _quoted(self, text: str) -> int:
        """Return the number of the paragraph that a quoted text stands in; 0 for none."""
        known = " ".join(nfc(text).split())[:_KNOWN_BY].rsplit(" ", 1)[0]
        if not known:
            return 0
        found = (item.number for item in self._paragraphs if known in " ".join(nfc(item.text).split()))
        return next(found, 0)
