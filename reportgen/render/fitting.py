"""Lines whose length depends on a text, set while the text streams by: rules under headings, headings broken evenly.

Nghị định 30, Phụ lục I: the rule under Tiêu ngữ is as long as its text (II.1b), the rules under the
agency's name and under the trích yếu a third to a half of the text's line (II.2b, II.5b). A rule is an
empty paragraph with a border; its length is set by indents, which keeps the text clean.

:mod:`reportgen.render.fit` puts a mark before each such paragraph of a template; here the marks are met again in
what the template gave, and leave it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from typing import NamedTuple

from reportgen.patterns import regex
from reportgen.vn.metrics import balanced_width, text_width, wrap_lines

MARK = "<?nd30-fit {}?>"
"""Stands before a paragraph; a processing instruction, so that nobody takes it for text or for a tag."""
_OPENING = "<?nd30-fit "
_CLOSED = "</w:p>"
_PARAGRAPH = regex(r"</w:p>|<w:p(?: [^>]*)?/>")
_MARKED = regex(r"<\?nd30-fit (\d+)\?>(<w:p[ >].*?</w:p>)?", re.DOTALL)
_TEXT = regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_INDENT = regex(r"<w:ind\b([^>]*)/>")
_SIDES = regex(r' w:(?:left|right|firstLine)="[^"]*"')
_LEFT = regex(r'<w:ind\b[^>]*? w:left="([^"]*)"')
_SECTION = regex(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_LENGTH = regex(r"(-?[\d.]+)(pt|mm|cm|in)?")
_LINES = 12
"""Paragraphs that one name above a rule may take."""
_SLACK = 4.0
"""Points: a word processor's own rounding must not break a line that just fits."""
_TWIPS = 20
_UNITS = {None: 1 / _TWIPS, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))


class Role(enum.IntEnum):
    """What a marked paragraph is for: a text that a rule may stand under, a balanced heading, or a rule."""

    TEXT = 0
    BALANCED = 1
    FULL_RULE = 2
    SHORT_RULE = 3


class Site(NamedTuple):
    """A marked paragraph of a template: role, its style's name, letters in points, width of its text in points.

    ``boxed``: it stands in a cell of that width; else ``width`` is that of the section next in the template.
    """

    role: Role
    style: str
    size: float
    bold: bool
    width: float
    boxed: bool


class Fitter:
    """Fits one document, given in pieces from first to last."""

    def __init__(self, sites: Sequence[Site], *, conditional_sections: bool = False) -> None:
        """``conditional_sections``: which section follows is only known when the whole text is there."""
        self._sites = sites
        self._search = conditional_sections
        self._above: list[tuple[Site, str]] = []
        """The paragraphs right above, of one style: a name may take several."""
        self._section: re.Match[str] | None = None

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` fitted as far as it goes, and its end that waits for the next piece."""
        at = text.rfind(_OPENING)
        rest = ""
        if at >= 0 and not last and text.find(_CLOSED, at) < 0:
            text, rest = text[:at], text[at:]
        done: list[str] = []
        end = 0
        for match in _MARKED.finditer(text):
            self._pass(text[end : match.start()], done)
            if match[2]:
                done.append(self._fitted(self._placed(int(match[1]), text, match.start()), match[2]))
            end = match.end()
        self._pass(text[end:], done)
        return "".join(done), rest

    def _pass(self, between: str, done: list[str]) -> None:
        if _PARAGRAPH.search(between):
            self._above = []
        done.append(between)

    def _placed(self, number: int, text: str, start: int) -> Site:
        site = self._sites[number]
        if site.boxed or not self._search:
            return site
        if self._section is None or self._section.start() < start:
            self._section = _SECTION.search(text, start)
        return site._replace(width=section_width(self._section[0]) if self._section else 0.0)

    def _fitted(self, site: Site, paragraph: str) -> str:
        if site.role is Role.BALANCED:
            limit = site.width - _SLACK
            needed = balanced_width(_text(paragraph), limit, site.size, site.bold)
            side = (site.width - min(site.width, needed + _SLACK)) / 2 if needed < limit else 0.0
            paragraph = _indent(paragraph, side)
        elif site.role in (Role.FULL_RULE, Role.SHORT_RULE) and (length := self._rule(site)) is not None:
            paragraph = _indent(paragraph, max(0.0, (site.width - length) / 2))
        rule = site.role in (Role.FULL_RULE, Role.SHORT_RULE)  # has no text: one tells as much as many
        same = self._above and self._above[-1][0].style == site.style and not rule
        self._above = [*self._above[1 - _LINES :], (site, paragraph)] if same else [(site, paragraph)]
        return paragraph

    def _rule(self, site: Site) -> float | None:
        """Return the length in points of a rule under what stands above it; None when nothing does."""
        if not self._above:
            return None
        size, bold = self._above[0][0].size, self._above[0][0].bold
        lines = [
            text_width(line, size, bold)
            for _, other in self._above
            for line in wrap_lines(_text(other), site.width - 2 * _indented(other), size, bold)
        ]
        if not lines:
            return None
        return max(lines) if site.role is Role.FULL_RULE else _short(lines)


def _short(lines: list[float]) -> float:
    """Return a length within a third to a half of the widest line, and of the last where both allow."""
    widest, last = max(lines), lines[-1]
    return max(widest * 0.345, min(widest * 0.4, last * 0.48))


def _text(paragraph: str) -> str:
    return unescaped("".join(_TEXT.findall(paragraph)))


def unescaped(text: str) -> str:
    """Return what a text or an attribute of XML means."""
    if "&" not in text:
        return text
    for entity, letter in _ENTITIES:
        text = text.replace(entity, letter)
    return text


def _indented(paragraph: str) -> float:
    left = _LEFT.search(paragraph)
    return points(left[1]) if left else 0.0


def _indent(paragraph: str, each_side: float) -> str:
    twips = round(each_side * _TWIPS)
    sides = f' w:left="{twips}" w:right="{twips}" w:firstLine="0"'
    return _INDENT.sub(lambda match: f"<w:ind{_SIDES.sub('', match[1])}{sides}/>", paragraph, count=1)


def section_width(section: str) -> float:
    """Return the width in points between the margins of a ``w:sectPr``; 0 for what does not say it."""
    size, margins = re.search(r"<w:pgSz\b[^>]*>", section), re.search(r"<w:pgMar\b[^>]*>", section)
    if size is None or margins is None:
        return 0.0
    return _attribute(size[0], "w") - sum(_attribute(margins[0], edge) for edge in ("left", "right"))


def section_height(section: str) -> float:
    """Return the height in points between the margins of a ``w:sectPr``; 0 for what does not say it."""
    size, margins = re.search(r"<w:pgSz\b[^>]*>", section), re.search(r"<w:pgMar\b[^>]*>", section)
    if size is None or margins is None:
        return 0.0
    return _attribute(size[0], "h") - sum(_attribute(margins[0], edge) for edge in ("top", "bottom"))


def _attribute(tag: str, name: str) -> float:
    found = re.search(rf' w:{name}="([^"]*)"', tag)
    return points(found[1]) if found else 0.0


def points(length: str) -> float:
    """Read a length in points: twips, or a number with its unit; 0 for what is neither."""
    match = _LENGTH.fullmatch(length)
    try:
        return float(match[1]) * _UNITS[match[2]] if match else 0.0
    except ValueError:
        return 0.0
