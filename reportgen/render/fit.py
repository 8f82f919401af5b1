"""Marking, in a template, the paragraphs that :mod:`reportgen.render.fitting` sets when the text is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from reportgen.render import columns
from reportgen.render.columns import Frame, Letters
from reportgen.render.fitting import MARK, Role, Site, points, section_height, section_width

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROLES = {
    "ND30 Đường kẻ dưới Tiêu ngữ": Role.FULL_RULE,
    "ND30 Đường kẻ ngắn": Role.SHORT_RULE,
    "ND30 Cơ quan chủ quản": Role.BALANCED,
    "ND30 Cơ quan ban hành": Role.BALANCED,
    "ND30 Trích yếu": Role.BALANCED,
    "ND30 Trích yếu công văn": Role.BALANCED,
    "ND30 Tên phụ lục": Role.BALANCED,
}
_BY_CONTENTS = "ND30 Bảng theo nội dung"
_COMMAND = re.compile(r"\{[%{#](?:p|tr|tc) ")
"""A command that takes its paragraph, row or cell out of the template."""
_REACH = 8
"""Paragraphs above a rule that may turn out to be the ones right above it, whatever conditions say."""
_LATER = (
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""Schema order: everything of ``w:pPr`` that may follow ``w:ind``."""


def mark(body: etree._Element, styles: etree._Element) -> tuple[Site, ...]:
    """Put a mark before each paragraph of ``body`` that is to be fitted or measured; return what the marks mean."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    known: dict[Any, tuple[str, float, bool]] = {}

    def letters(paragraph: etree._Element) -> tuple[str, float, bool]:
        given = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style_id = given.get(f"{_W}val") if given is not None else None
        if style_id not in known:
            known[style_id] = _letters(by_id.get(style_id), by_id)
        return known[style_id]

    found = [
        (paragraph, width, boxed, letters(paragraph), _text(paragraph)) for paragraph, width, boxed in measured(body)
    ]
    printed = [item for item in found if not _COMMAND.search(item[4])]
    roles = [_ROLES.get(name, Role.TEXT) for _, _, _, (name, _, _), _ in printed]
    rules = [at for at, role in enumerate(roles) if role in (Role.FULL_RULE, Role.SHORT_RULE)]
    wanted = {at for at, role in enumerate(roles) if role is not Role.TEXT}
    wanted |= {at for rule in rules for at in range(max(0, rule - _REACH), rule)}
    sites: list[Site] = []
    for at in sorted(wanted):
        paragraph, width, boxed, (name, size, bold), _ = printed[at]
        if paragraph.find(f".//{_W}p") is not None or not len(paragraph):
            continue  # a text box inside has a text of its own; an empty paragraph has nothing to measure
        if roles[at] is not Role.TEXT:
            _make_room(paragraph)
        instruction = etree.fromstring(f"<x>{MARK.format(len(sites))}</x>")[0]
        instruction.tail = None
        paragraph.addprevious(instruction)
        sites.append(Site(roles[at], name, size, bold, width, boxed))
    return tuple(sites)


def mark_tables(body: etree._Element, styles: etree._Element) -> tuple[Frame, ...]:
    """Put a mark before each table of ``body`` whose columns follow its contents; return what the marks mean."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    wanted = {style_id for style_id, style in by_id.items() if _name(style) == _BY_CONTENTS}
    frames: list[Frame] = []
    for table, height in _tables(body):
        given = table.find(f"{_W}tblPr/{_W}tblStyle")
        if given is None or given.get(f"{_W}val") not in wanted:
            continue
        instruction = etree.fromstring(f"<x>{columns.MARK.format(len(frames))}</x>")[0]
        table.addprevious(instruction)
        frames.append(Frame(height, tuple(_table_letters(table, by_id))))
    return tuple(frames)


def _tables(body: etree._Element) -> Iterator[tuple[etree._Element, float]]:
    """Yield the tables right below ``body``, each with the height in points of its section's text."""
    waiting: list[etree._Element] = []
    for child in body:
        if child.tag == f"{_W}tbl":
            waiting.append(child)
        section = child if child.tag == f"{_W}sectPr" else child.find(f"{_W}pPr/{_W}sectPr")
        if section is not None:
            height = section_height(etree.tostring(section, encoding="unicode"))
            yield from ((table, height) for table in waiting)
            waiting = []


def _table_letters(table: etree._Element, by_id: dict[Any, etree._Element]) -> Iterator[tuple[str, Letters]]:
    """Yield id, size and weight of each paragraph style in a table, in the order of the ids."""
    ids = {style.get(f"{_W}val", "") for style in table.iter(f"{_W}pStyle")}
    for style_id in sorted(ids):
        _, size, bold = _letters(by_id.get(style_id), by_id)
        yield style_id, (size, bold)


def _name(style: etree._Element) -> str:
    node = style.find(f"{_W}name")
    return node.get(f"{_W}val", "") if node is not None else ""


def plain_sections(body: etree._Element, patch: Callable[[str], str]) -> bool:
    """Tell whether sections end where Word puts their ends, and none goes with a command; ``patch``: docxtpl's."""
    source = etree.tostring(body, encoding="unicode")
    count = source.count("<w:sectPr")
    ends = [*body.findall(f"{_W}sectPr"), *body.findall(f"{_W}p/{_W}pPr/{_W}sectPr")]
    boxes = (paragraph for paragraph in body.findall(f"{_W}p") if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None)
    nested = any(paragraph.find(f".//{_W}p") is not None for paragraph in boxes)
    return count == len(ends) == patch(source).count("<w:sectPr") and not nested


def measured(body: etree._Element) -> Iterator[tuple[etree._Element, float, bool]]:
    """Yield every paragraph, the width in points that its text may take, and whether a cell gives it."""
    waiting: list[etree._Element] = []
    for child in body:
        waiting.append(child)
        section = child if child.tag == f"{_W}sectPr" else child.find(f"{_W}pPr/{_W}sectPr")
        if section is not None:
            yield from _measured(waiting, section_width(etree.tostring(section, encoding="unicode")))
            waiting = []
    yield from _measured(waiting, 0.0)


def _measured(blocks: list[etree._Element], width: float) -> Iterator[tuple[etree._Element, float, bool]]:
    for block in blocks:
        for paragraph in block.iter(f"{_W}p"):
            cell = next(paragraph.iterancestors(f"{_W}tc"), None)
            given = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
            if given is not None and given.get(f"{_W}type", "dxa") == "dxa":
                yield paragraph, points(given.get(f"{_W}w", "")), True
            else:
                yield paragraph, width, False


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
            half_points = size_node.get(f"{_W}val", "")
            size = float(half_points) / 2 if half_points.isdecimal() else points(half_points)
        if bold is None and bold_node is not None:
            bold = bold_node.get(f"{_W}val", "1") not in ("0", "false")
        parent = style.find(f"{_W}basedOn")
        style = by_id.get(parent.get(f"{_W}val")) if parent is not None else None
    return name, size or 14.0, bool(bold)


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def _make_room(paragraph: etree._Element) -> None:
    """Give ``paragraph`` an empty indent where it has none: its sides are set when the text is there."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None or properties.find(f"{_W}ind") is not None:
        return
    node = properties.makeelement(f"{_W}ind", {})
    following = next((child for child in properties if etree.QName(child).localname in _LATER), None)
    if following is None:
        properties.append(node)
    else:
        following.addprevious(node)
