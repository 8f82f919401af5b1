"""How what many clauses ask for is made good: sizes, weight and slant, alignment, the marks at the ends of lines.

A rule that says what is wrong says here, line by line, what to change. Where the text of a line is not found again in
its paragraph nothing is changed: a mend is certain, or it is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reportgen.nd30.fonts import ALLOWED_NAME, OLD, SIGNS, black, other_fonts
from reportgen.patterns import regex
from reportgen.wordview.changes import Change, LayoutChange, LettersChange, TextChange
from reportgen.wordview.document import Paragraph, Run
from reportgen.wordview.formats import Letters
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

_ENDS = ",.;:"
"""Signs at the end of a line that another takes the place of."""

STRANGE_DASH = regex(r"(?:\A|(?<=[\n\t]))\s*([-–—+*•]\s*)")
"""Whatever stands for a hyphen at the beginning of a line of a list, and the space behind it."""
BARE_START = regex(r"()(?=\S)")
"""Where the first letter of a line stands, for a hyphen to be put before it."""


def span(line: Line) -> tuple[int, int] | None:
    """Return from which character of its paragraph up to which a line stands; None where that is not certain."""
    text = line.paragraph.text
    if text.count(line.raw) == 1:
        at = text.index(line.raw)
        return at, at + len(line.raw)
    return (0, len(text)) if line.whole else None


def _stretches(line: Line) -> Iterator[tuple[Run, int, int]]:
    """Yield the runs of a line that show something, with their places in its paragraph."""
    if (found := span(line)) is None:
        return
    begin = 0
    for run in line.paragraph.runs:
        end = begin + len(run.text)
        at, until = max(begin, found[0]), min(end, found[1])
        if line.paragraph.text[at:until].strip():
            yield run, at, until
        begin = end


def _lettered(lines: Iterable[Line], wanted: Any) -> Iterator[Change]:
    """Yield the change of each stretch of ``lines`` for which ``wanted`` gives values other than those it has."""
    for line in lines:
        for run, at, until in _stretches(line):
            if values := wanted(run):
                yield LettersChange(line.paragraph, at, until, values)


def nearest(value: float, low: float, high: float) -> float:
    """Return ``value``, or the bound that it lies beyond."""
    return min(max(value, low), high)


def sized(lines: Iterable[Line], low: Points, high: Points) -> Iterator[Change]:
    """Letters of a size within bounds: where some are beyond, that of most of the others, else the nearer bound."""
    every = list(lines)
    sizes = Counter(line.letters.size for line in every if low <= line.letters.size <= high)
    usual = sizes.most_common(1)[0][0] if sizes else None

    def wanted(run: Run) -> dict[str, Any]:
        size = run.letters.size
        return {} if low <= size <= high else {"size": nearest(size, low, high) if usual is None else usual}

    return _lettered(every, wanted)


def styled(lines: Iterable[Line], *, bold: bool, italic: bool = False) -> Iterator[Change]:
    """Letters of one weight and slant, in the lines most of whose text has another."""

    def wanted(run: Run) -> dict[str, Any]:
        values = {"bold": bold, "italic": italic}
        return {name: value for name, value in values.items() if getattr(run.letters, name) != value}

    return _lettered((line for line in lines if _style(line.letters) != (bold, italic)), wanted)


def _style(letters: Letters) -> tuple[bool, bool]:
    return letters.bold, letters.italic


def in_the_font(lines: Iterable[Line]) -> Iterator[Change]:
    """Letters in the decree's font; signs of formulas stay, and what is no Unicode text."""

    def wanted(run: Run) -> dict[str, Any]:
        others = [font for font in other_fonts(run) if not SIGNS.match(font) and not OLD.match(font)]
        return {"font": ALLOWED_NAME} if others else {}

    return _lettered(lines, wanted)


def blackened(lines: Iterable[Line]) -> Iterator[Change]:
    """Letters of the automatic colour."""
    return _lettered(lines, lambda run: {} if black(run.letters.color) else {"color": "auto"})


def raised(lines: Iterable[Line]) -> Iterator[Change]:
    """Lines in capitals."""
    for line in lines:
        for _, at, until in _stretches(line):
            text = line.paragraph.text[at:until]
            if text != text.upper():
                yield TextChange(line.paragraph, at, until, text.upper())


def laid_out(lines: Iterable[Line], **values: Any) -> Iterator[Change]:
    """The paragraphs of ``lines`` with ``values`` of their layout."""
    for paragraph in _paragraphs(lines):
        yield LayoutChange(paragraph, values)


def _paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    return iter({id(line.paragraph): line.paragraph for line in lines}.values())


def centred(lines: Iterable[Line]) -> Iterator[Change]:
    """Lines that begin their paragraph and are aligned, not moved by spaces, centred."""
    aligned = (line for line in lines if line.begins and line.aligned in ("left", "right", "both"))
    return laid_out((line for line in aligned if not line.spaced), align="center")


_LINE = 240
"""A single line, as Word counts spacing."""


def spaced(lines: Iterable[Line], multiple: float) -> Iterator[Change]:
    """Paragraphs whose lines are ``multiple`` of a single one apart."""
    return laid_out(lines, line=round(multiple * _LINE), rule="auto")


def ended(lines: Iterable[Line], sign: str) -> Iterator[Change]:
    """Lines that end with ``sign``, in place of the mark they end with."""
    for line in lines:
        if (found := span(line)) is None:
            continue
        text = line.paragraph.text[found[0] : found[1]].rstrip()
        end = found[0] + len(text)
        at = found[0] + len(text.rstrip(_ENDS + " ")) if text[-1:] in _ENDS else end
        yield TextChange(line.paragraph, at, end, sign)


def retyped(lines: Iterable[Line], pattern: re.Pattern[str], right: str) -> Iterator[Change]:
    """The first match of ``pattern`` in each line typed anew: its first group, all of it where it has none."""
    for line in lines:
        found = span(line)
        match = pattern.search(line.paragraph.text, *found) if found else None
        if match is not None:
            yield TextChange(line.paragraph, *match.span(match.lastindex or 0), match.expand(right))


def every_retyped(lines: Iterable[Line], pattern: re.Pattern[str], right: str) -> Iterator[Change]:
    """Every match of ``pattern`` in each line typed anew."""
    for line in lines:
        if found := span(line):
            for match in pattern.finditer(line.paragraph.text, *found):
                if (text := match.expand(right)) != match[0]:
                    yield TextChange(line.paragraph, *match.span(), text)
