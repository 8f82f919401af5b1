"""Effective formats: what a reader sees after defaults, styles, numbering and direct formatting.

Order of precedence (ECMA-376 part 1, 17.7.2): document defaults, table style, paragraph style chain,
numbering level, character style, direct. Toggles set at several style levels cancel out (17.7.3).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from reportgen.vn.text import fold
from reportgen.wordview.formats import Layout, Letters, layout_changes, letter_changes
from reportgen.wordview.lengths import Twips
from reportgen.wordview.ooxml import A, W, attribute, first_child, length
from reportgen.wordview.package import parsed

MOST_STYLES = 4_079
"""Word's own limit."""
NEEDED = "ND30 Cần bổ sung"
"""The character style of text that is still to be supplied; programs rename its id, not its name."""
_NEEDED = fold(NEEDED)
_MARKING = "yellow"
_RUN_STYLE = f"{W}rStyle"
MOST_FORMATS = 10_000
"""Sets of direct properties whose formats are kept: no document has more."""
_SHARED, _LONGEST_SHARED = 2, 500_000
"""Templates whose styles are kept, and bytes of parts of which they are."""
_CHAIN = 12  # a chain of styles longer than this is a loop


class Format(NamedTuple):
    """What a paragraph's properties say: its style's id and name, its layout, its numPr, whether a section ends."""

    style: str | None
    name: str
    layout: Layout
    numbered: etree._Element | None
    ends_section: bool


class Styles:
    """The styles, defaults and theme of a document, resolved on demand and remembered.

    ``formats``: of the paragraphs that have no number, by their properties and the style of the table around them.
    """

    def __init__(
        self, styles: etree._Element | None, theme: etree._Element | None, settings: etree._Element | None
    ) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self.default_paragraph: str | None = None
        self.default_table: str | None = None
        defaults = None
        if styles is not None:
            defaults = styles.find(f"{W}docDefaults")
            for style in islice(styles.iter(f"{W}style"), MOST_STYLES):
                if (style_id := attribute(style, "styleId")) is None:
                    continue
                self._by_id.setdefault(style_id, style)
                if attribute(style, "default") in ("1", "true", "on"):
                    if attribute(style, "type") == "paragraph":
                        self.default_paragraph = style_id
                    elif attribute(style, "type") == "table":
                        self.default_table = style_id
        self._theme = theme_fonts(theme, settings)
        run_defaults = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        paragraph_defaults = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        self._base_letters = self._changed(Letters(), run_defaults)
        self._base_layout = changed_layout(Layout(), paragraph_defaults)
        self._letters: dict[tuple[str | None, str | None, str | None], Letters] = {}
        self._layouts: dict[tuple[str | None, str | None], Layout] = {}
        self._direct: dict[tuple[bytes, str | None, str | None], Letters] = {}
        self._chains: dict[str | None, list[etree._Element]] = {}
        self._read: dict[etree._Element, tuple[dict[str, Any], dict[str, bool]]] = {}
        self._numbering: dict[str | None, etree._Element | None] = {}
        self._names: dict[str | None, str] = {}
        self.formats: dict[tuple[str | bytes, str | None], Format] = {}

    def name(self, style_id: str | None) -> str:
        """Return a style's name as the user sees it; empty for a style that does not exist."""
        if style_id not in self._names:
            style = self._by_id.get(style_id or "")
            self._names[style_id] = attribute(style.find(f"{W}name"), "val") or "" if style is not None else ""
        return self._names[style_id]

    def known(self, style_id: str | None) -> str | None:
        """Return ``style_id`` when there is such a style, else the default paragraph style's."""
        return style_id if style_id in self._by_id else self.default_paragraph

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """Return the style and those it is based on, the most basic first."""
        if style_id not in self._chains:
            self._chains[style_id] = self._chain(style_id)
        return self._chains[style_id]

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        found: list[etree._Element] = []
        while style_id is not None and style_id in self._by_id and len(found) < _CHAIN:
            style = self._by_id[style_id]
            found.append(style)
            style_id = attribute(style.find(f"{W}basedOn"), "val")
        return found[::-1]

    def numbering_of(self, style_id: str | None) -> etree._Element | None:
        """Return the numPr that a paragraph style brings along."""
        if style_id not in self._numbering:
            found = (style.find(f"{W}pPr/{W}numPr") for style in reversed(self.chain(style_id)))
            self._numbering[style_id] = next((node for node in found if node is not None), None)
        return self._numbering[style_id]

    def cell_margin(self, table: etree._Element, edge: str) -> Twips:
        """Return a table's left or right cell margin."""
        own = length(table.find(f"{W}tblPr/{W}tblCellMar/{W}{edge}"), "w")
        if own is not None:
            return own
        style = attribute(table.find(f"{W}tblPr/{W}tblStyle"), "val") or self.default_table
        for node in reversed(self.chain(style)):
            if (margin := length(node.find(f"{W}tblPr/{W}tblCellMar/{W}{edge}"), "w")) is not None:
                return margin
        return Twips(0)

    def layout(
        self, properties: etree._Element | None, style: str | None, table: str | None, level: etree._Element | None
    ) -> Layout:
        """Return the effective format of a paragraph with the direct ``properties`` (a pPr).

        ``table``: the style id of the table it stands in, empty for the default one, None outside
        tables; ``level``: its numbering level, if any.
        """
        key = (style, table)
        if key not in self._layouts:
            result = self._base_layout
            for node in (*self._table_chain(table), *self.chain(style)):
                result = changed_layout(result, node.find(f"{W}pPr"))
            self._layouts[key] = result
        result = self._layouts[key]
        if level is not None:
            result = changed_layout(result, level.find(f"{W}pPr"))
        return changed_layout(result, properties)

    def letters(self, properties: etree._Element | None, style: str | None, table: str | None) -> Letters:
        """Return the effective format of a run with the direct ``properties`` (an rPr)."""
        if properties is None or not len(properties):
            return self._of_styles(style, None, table)
        key = (etree.tostring(properties, with_tail=False), style, table)
        found = self._direct.get(key)
        if found is None:
            if len(self._direct) >= MOST_FORMATS:
                self._direct.clear()
            styled = self._of_styles(style, attribute(first_child(properties, _RUN_STYLE), "val"), table)
            found = self._direct[key] = self._changed(styled, properties)
        return found

    def letters_of_number(
        self, mark: etree._Element | None, level: etree._Element | None, style: str | None
    ) -> Letters:
        """Return the format of an automatic number: that of the paragraph's ``mark`` (an rPr), changed by its level."""
        return self._changed(self.letters(mark, style, None), level.find(f"{W}rPr") if level is not None else None)

    def _of_styles(self, style: str | None, run_style: str | None, table: str | None) -> Letters:
        """Return the format that the styles of paragraph, run and table give a run."""
        key = (style, run_style, table)
        found = self._letters.get(key)
        if found is None:
            found = self._letters[key] = self._styled(*key)
        return found

    def _table_chain(self, table: str | None) -> list[etree._Element]:
        return [] if table is None else self.chain(table or self.default_table)

    def _styled(self, style: str | None, run_style: str | None, table: str | None) -> Letters:
        result = self._base_letters
        switched = {"bold": False, "italic": False, "caps": False, "hidden": False}
        for chain in (self._table_chain(table), self.chain(style), self.chain(run_style)):
            level: dict[str, bool] = {}
            for node in chain:
                if (properties := node.find(f"{W}rPr")) is None:
                    continue
                if node not in self._read:
                    self._read[node] = letter_changes(properties, self._theme)
                values, toggles = self._read[node]
                result = result._replace(**values)
                level |= toggles
            for name, state in level.items():
                switched[name] ^= state
        changes: dict[str, Any] = {name: state or getattr(result, name) for name, state in switched.items()}
        if not result.marked and any(fold(self.name(attribute(node, "styleId"))) == _NEEDED for node in chain):
            changes["highlight"] = _MARKING  # whatever became of the style, its name says what the text is
        return result._replace(**changes)

    def _changed(self, letters: Letters, properties: etree._Element | None) -> Letters:
        if properties is None:
            return letters
        values, toggles = letter_changes(properties, self._theme)
        changes: dict[str, Any] = values | toggles
        return letters._replace(**changes)


def styles_of(styles: bytes | None, theme: bytes | None, settings: bytes | None) -> Styles:
    """Return the styles that these parts give; with all that is known of them where the same parts were read last.

    Drafts of one template have the same: they are read, and what their formats are is told, once for all of them.
    """
    parts = (styles, theme, settings)
    return _read(*parts) if sum(len(part or b"") for part in parts) > _LONGEST_SHARED else _shared(*parts)


def _read(*parts: bytes | None) -> Styles:
    """Return the styles of parts whose elements nobody else has, so that nobody can change them."""
    return Styles(*(parsed(part) if part is not None else None for part in parts))


_shared = lru_cache(maxsize=_SHARED)(_read)


def changed_layout(layout: Layout, properties: etree._Element | None) -> Layout:
    """Return ``layout`` changed by what ``properties`` (a pPr) say."""
    if properties is None or not len(properties):
        return layout
    return layout._replace(**dict(layout_changes(properties)))


def theme_fonts(theme: etree._Element | None, settings: etree._Element | None) -> dict[str, str]:
    """Return the fonts that theme references mean: the Vietnamese ones where the document's language is."""
    if theme is None:
        return {}
    language = attribute(settings.find(f"{W}themeFontLang"), "val") if settings is not None else None
    script = "Viet" if (language or "").lower().startswith("vi") else None
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        node = next(theme.iter(f"{A}{kind}Font"), None)
        if node is not None and (font := _theme_font(node, script)):
            fonts |= {f"{kind}Ascii": font, f"{kind}HAnsi": font}
    return fonts


def _theme_font(node: etree._Element, script: str | None) -> str:
    """Return the font that a theme gives for ``script``, its Latin one where it gives none; empty for neither."""
    latin = node.find(f"{A}latin")
    font = latin.get("typeface", "") if latin is not None else ""
    if script is None:
        return font
    scripted = (item.get("typeface", "") for item in node.iter(f"{A}font") if item.get("script") == script)
    return next(scripted, "") or font
