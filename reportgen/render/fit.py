"""Lines whose length depends on a text: rules under headings, and headings broken evenly.

Nghị định 30, Phụ lục I: the rule under Tiêu ngữ is as long as its text (II.1b), the rules under the
agency's name and under the trích yếu a third to a half of the text's line (II.2b, II.5b). A rule is an
empty paragraph with a border; its length is set by indents, which keeps the text clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reportgen.vn.metrics import balanced_width, text_width, wrap_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FULL_RULES = {"ND30 Đường kẻ dưới Tiêu ngữ"}
_SHORT_RULES = {"ND30 Đường kẻ ngắn"}
_BALANCED = {
    "ND30 Cơ quan chủ quản",
    "ND30 Cơ quan ban hành",
    "ND30 Trích yếu",
    "ND30 Trích yếu công văn",
    "ND30 Tên phụ lục",
}
_SLACK = 4.0  # points: a word processor's own rounding must not break a line that just fits
_TWIPS = 20
_UNITS = {None: 1 / _TWIPS, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


def fit(body: etree._Element, styles: etree._Element) -> None:
    """Set the indents of rules and balanced headings in ``body``, in place."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    known: dict[Any, tuple[str, float, bool]] = {}

    def letters(paragraph: etree._Element) -> tuple[str, float, bool]:
        given = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style_id = given.get(f"{_W}val") if given is not None else None
        if style_id not in known:
            known[style_id] = _letters(by_id.get(style_id), by_id)
        return known[style_id]

    above: list[etree._Element] = []  # the paragraphs right above, of one style: a name may take several
    for paragraph, width in _paragraphs(body):
        name, size, bold = letters(paragraph)
        if name in _BALANCED:
            limit = width - _SLACK
            needed = balanced_width(_text(paragraph), limit, size, bold)
            _indent(paragraph, (width - min(width, needed + _SLACK)) / 2 if needed < limit else 0)
        elif name in _FULL_RULES | _SHORT_RULES and above:
            _, size, bold = letters(above[0])
            lines = [
                text_width(line, size, bold)
                for other in above
                for line in wrap_lines(_text(other), width - 2 * _indented(other), size, bold)
            ]
            if lines:
                length = max(lines) if name in _FULL_RULES else _short(lines)
                _indent(paragraph, max(0.0, (width - length) / 2))
        above = [*above, paragraph] if above and letters(above[-1])[0] == name else [paragraph]


def _short(lines: list[float]) -> float:
    """Return a length within a third to a half of the widest line, and of the last where both allow."""
    widest, last = max(lines), lines[-1]
    return max(widest * 0.345, min(widest * 0.4, last * 0.48))


def _paragraphs(body: etree._Element) -> Iterator[tuple[etree._Element, float]]:
    """Yield every paragraph with the width in points that its text may take."""
    waiting: list[etree._Element] = []
    for child in body:
        waiting.append(child)
        section = child if child.tag == f"{_W}sectPr" else child.find(f"{_W}pPr/{_W}sectPr")
        if section is not None:
            yield from _measured(waiting, _section_width(section))
            waiting = []
    yield from _measured(waiting, 0.0)


def _measured(blocks: list[etree._Element], width: float) -> Iterator[tuple[etree._Element, float]]:
    for block in blocks:
        for paragraph in block.iter(f"{_W}p"):
            cell = next(paragraph.iterancestors(f"{_W}tc"), None)
            given = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
            if given is not None and given.get(f"{_W}type", "dxa") == "dxa":
                yield paragraph, _points(given, "w")
            else:
                yield paragraph, width


def _section_width(section: etree._Element) -> float:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return 0.0
    return _points(size, "w") - sum(_points(margins, edge) for edge in ("left", "right"))


def _points(node: etree._Element, name: str) -> float:
    """Read a length in points: twips, or a number with its unit; 0 for what is neither."""
    match = re.fullmatch(r"(-?[\d.]+)(pt|mm|cm|in)?", node.get(f"{_W}{name}", ""))
    try:
        return float(match[1]) * _UNITS[match[2]] if match else 0.0
    except ValueError:
        return 0.0


def _letters(style: etree._Element | None, by_id: dict[Any, etree._Element]) -> tuple[str, float, bool]:
    """Return the style's name, its size in points and weight, along the chain of styles."""
    name_node = style.find(f"{_W}name") if style is not None else None
    name = name_node.get(f"{_W}val", "") if name_node is not None else ""
    size: float | None = None
    bold: bool | None = None
    for _ in range(20):  # a chain longer than this is a loop
        if style is None:
            break
        size_node, bold_node = style.find(f"{_W}rPr/{_W}sz"), style.find(f"{_W}rPr/{_W}b")
        if size is None and size_node is not None:
            size = _points(size_node, "val") * _TWIPS / 2
        if bold is None and bold_node is not None:
            bold = bold_node.get(f"{_W}val", "1") not in ("0", "false")
        parent = style.find(f"{_W}basedOn")
        style = by_id.get(parent.get(f"{_W}val")) if parent is not None else None
    return name, size or 14.0, bool(bold)


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def _indented(paragraph: etree._Element) -> float:
    node = paragraph.find(f"{_W}pPr/{_W}ind")
    return _points(node, "left") if node is not None else 0.0


def _indent(paragraph: etree._Element, each_side: float) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return
    node = properties.find(f"{_W}ind")
    if node is None:
        # schema order: everything of pPr that may follow w:ind
        node = properties.makeelement(f"{_W}ind", {})
        later = (
            "contextualSpacing",
            "mirrorIndents",
            "suppressOverlap",
            "jc",
            "textDirection",
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        )
        following = next((child for child in properties if etree.QName(child).localname in later), None)
        if following is None:
            properties.append(node)
        else:
            following.addprevious(node)
    twips = str(round(each_side * _TWIPS))
    node.set(f"{_W}left", twips)
    node.set(f"{_W}right", twips)
    node.set(f"{_W}firstLine", "0")
