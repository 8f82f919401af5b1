"""Automatic numbers: the text that a word processor draws before a paragraph."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from reportgen.vn.text import roman
from reportgen.wordview.ooxml import W, attribute, integer

_DEEPEST = 8
_LONGEST = 40
"""Characters of a number's pattern; what is longer was not made by a word processor."""
_SYMBOLS = 0xF000  # where symbol fonts keep their signs: they mean nothing as text


class Numbering:
    """The numbering part, counting paragraphs as they come in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = defaultdict(dict)
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            levels = self._levels[attribute(abstract, "abstractNumId") or ""]
            for level in abstract.findall(f"{W}lvl"):
                if 0 <= (depth := integer(attribute(level, "ilvl"))) <= _DEEPEST:
                    levels[depth] = level
        for item in root.iter(f"{W}num"):
            number = attribute(item, "numId") or ""
            self._lists[number] = attribute(item.find(f"{W}abstractNumId"), "val") or ""
            self._override(number, item.findall(f"{W}lvlOverride"))

    def _override(self, number: str, overrides: list[etree._Element]) -> None:
        """Give a list that begins anew levels, and so a count, of its own."""
        levels = dict(self._levels.get(self._lists[number], {}))
        changed = False
        for override in overrides:
            depth = integer(attribute(override, "ilvl"))
            level = override.find(f"{W}lvl")
            if level is None:
                level = levels.get(depth)
            if level is not None and 0 <= depth <= _DEEPEST:
                levels[depth] = level
                changed = True
        if changed:
            self._lists[number] = f"{number}*"
            self._levels[f"{number}*"] = levels

    def level(self, properties: etree._Element | None) -> etree._Element | None:
        """Return the level that a numPr means; None for no numbering."""
        if properties is None:
            return None
        number = attribute(properties.find(f"{W}numId"), "val") or "0"
        levels = self._levels.get(self._lists.get(number, ""), {})
        return levels.get(integer(attribute(properties.find(f"{W}ilvl"), "val")))

    def label(self, properties: etree._Element | None) -> str:
        """Count one more paragraph and return its drawn number, ``1.``, ``a)``, ``-``; empty without numbering."""
        level = self.level(properties)
        if properties is None or level is None:
            return ""
        abstract = self._lists.get(attribute(properties.find(f"{W}numId"), "val") or "0", "")
        depth = integer(attribute(level, "ilvl"))
        counts = self._counts[abstract]
        start = integer(attribute(level.find(f"{W}start"), "val"), 1)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        pattern = (attribute(level.find(f"{W}lvlText"), "val") or "")[:_LONGEST]
        if self._kind(abstract, depth) == "bullet":
            return "•" if pattern and ord(pattern[0]) >= _SYMBOLS else pattern
        return re.sub(
            r"%([1-9])",
            lambda match: _written(counts.get(int(match[1]) - 1, 1), self._kind(abstract, int(match[1]) - 1)),
            pattern,
        )

    def _kind(self, abstract: str, depth: int) -> str:
        level = self._levels.get(abstract, {}).get(depth)
        return attribute(level.find(f"{W}numFmt"), "val") or "decimal" if level is not None else "decimal"


def _written(number: int, kind: str) -> str:
    if not 1 <= number <= 3_999:
        return str(number)
    if kind in ("upperRoman", "lowerRoman"):
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)
