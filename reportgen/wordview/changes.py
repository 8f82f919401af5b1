"""What is to be changed in a document, as data: of a paragraph its text, letters and layout, of a section its page.

A rule that knows how a breach is made good says so with these; :mod:`reportgen.wordview.rewriting` carries them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.record import record
from reportgen.wordview.document import Paragraph, Stroke


@record
class TextChange:
    """``text`` in place of the characters from ``at`` up to ``until`` of a paragraph, or put in where both are one."""

    paragraph: Paragraph
    at: int
    until: int
    text: str


@record
class LettersChange:
    """Fields of :class:`~reportgen.wordview.formats.Letters` for a stretch of a paragraph's text, and their values.

    ``until`` None: everything in the paragraph, also what shows no text, as the field of a page number does.
    """

    paragraph: Paragraph
    at: int
    until: int | None
    values: Mapping[str, Any]


@record
class LayoutChange:
    """Fields of :class:`~reportgen.wordview.formats.Layout` for a paragraph, and their values."""

    paragraph: Paragraph
    values: Mapping[str, Any]


@record
class SectionChange:
    """Fields of :class:`~reportgen.wordview.document.Section` for the section of this number, from 0, and their values.

    ``margins`` is a mapping of its own: edges and lengths.
    """

    section: int
    values: Mapping[str, Any]


@record
class NumberGone:
    """The page number taken out of a paragraph of a header or footer."""

    paragraph: Paragraph


@record
class NumberAbove:
    """A page number, centred, above the pages from the second on of the section of this number, from 0.

    ``into``: the empty paragraph of its header; None where it has none, and gets one.
    """

    section: int
    size: float
    into: Paragraph | None = None


@record
class RuleBelow:
    """A horizontal line drawn below the text of a paragraph, all in points.

    ``start``: from the left edge of its text; ``down``: from its top.
    """

    paragraph: Paragraph
    start: float
    length: float
    down: float


@record
class RuleLength:
    """A horizontal line below the text of a paragraph made ``length`` points long, its middle where it was.

    ``anchor``: the paragraph that it is drawn in, that of the text or a blank one below.
    """

    paragraph: Paragraph
    anchor: Paragraph
    stroke: Stroke
    length: float


Change = TextChange | LettersChange | LayoutChange | SectionChange | NumberGone | NumberAbove | RuleBelow | RuleLength
