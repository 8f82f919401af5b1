"""What stands in one paragraph: its text in runs, and what is drawn in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from reportgen.patterns import regex
from reportgen.wordview.document import ENDNOTE, FOOTNOTE, Reference, Run, Stroke
from reportgen.wordview.drawings import strokes_in
from reportgen.wordview.formats import Letters
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import MATH, MC, SILENT, WPG, A, V, W, attribute, first_child, local, of_tag
from reportgen.wordview.styles import Styles
from reportgen.wordview.vml import strokes_in_vml

_PAGE = regex(r"\s*PAGE\b", re.IGNORECASE)
_EQUATION = regex(r"\s*EQ\b", re.IGNORECASE)
_CODE = 200
"""Characters of a field's instruction that are read: its name stands first."""
_CODE_POINT = regex(r"[0-9A-Fa-f]{1,4}")
_SIGNS = regex(r"(wingdings|webdings|symbol$)", re.IGNORECASE)
_FONTS = 256
_TYPED = {"tab": "\t", "noBreakHyphen": "-"}
_SIGN = "•"
"""What stands for a sign of a symbol font that is not known here."""
_HYPHENS = dict.fromkeys((0x2D, 0xF02D), "-")
_SYMBOL_SIGNS = {
    "symbol": dict(
        zip(
            (0xA3, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB3, 0xB4, 0xB8, 0xB9, 0xBB, 0xD7, 0xDE, 0x6D, 0x57, 0x53),
            "≤↔←→°±≥×÷≠≈·⇒µΩΣ",
            strict=True,
        )
    ),
    "wingdings": dict(zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xF0, 0xA8, 0xFC, 0xFE, 0x6F), "←→↑↓➔⇨☐✓☑☐", strict=True)),
}
"""By font, the signs that people put in, and those that Word makes of ``-->`` and the like."""
_DRAWINGS = ("drawing", "pict", "object")
_REFERENCES = {"footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}
_BARS = (f"{MATH}bar", f"{MATH}borderBox")
"""Of formulas: what draws a line."""
_RUN, _OF_RUN, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
_FALLBACK, _ALTERNATE = f"{MC}Fallback", f"{MC}AlternateContent"
_ANYTHING = (f"{A}blip", f"{A}grpSpPr", f"{WPG}grpSpPr", f"{V}imagedata", f"{V}group", f"{W}contentPart")


def _sign(item: etree._Element) -> str:
    """Return what a ``w:sym`` shows: symbol fonts keep their signs at F000 and above, some files below 100."""
    char = attribute(item, "char") or ""
    code = int(char, 16) if _CODE_POINT.fullmatch(char) else 0
    signs = _SYMBOL_SIGNS.get((attribute(item, "font") or "").lower(), {})
    return _HYPHENS.get(code) or signs.get(code & 0xFF if code >= 0xF000 else code, _SIGN)


@lru_cache(maxsize=_FONTS)
def _of_signs(font: str) -> bool:
    """Tell whether the letters of a font are signs."""
    return _SIGNS.match(font) is not None


class Content:
    """What stands in one paragraph: runs, drawn lines, text boxes, a page number.

    ``room``: the width of its text, which Word's own horizontal rules take a part of.
    """

    page: Letters | None = None
    pictured = breaks = False
    _parted = False  # a page break stands before what is read next
    _code: str | None = None  # the instruction of a field that has begun
    _numbered = False  # inside the result of a PAGE field

    def __init__(self, styles: Styles, style: str | None, table: str | None, room: Points) -> None:
        self.styles, self.style, self.table, self.room = styles, style, table, room
        self._texts: list[tuple[list[str], Letters]] = []
        self.strokes: list[Stroke] = []
        self.boxes: list[etree._Element] = []
        self.references: list[Reference] = []
        self.hidden: list[str] = []

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs read so far, neighbours of one format joined."""
        return tuple([Run("".join(pieces), letters) for pieces, letters in self._texts])

    def read(self, nodes: Iterable[etree._Element]) -> None:
        """Read the children of a paragraph, or of something inside one."""
        for child in nodes:
            if (tag := child.tag) == _RUN:
                self._run(child)
            elif (name := of_tag(tag)) == "fldSimple":
                outer, self._numbered = self._numbered, bool(_PAGE.match(attribute(child, "instr") or ""))
                self.read(child)
                self._numbered = outer
            elif name not in SILENT and tag != _FALLBACK:
                self.pictured = self.pictured or tag in _BARS
                self.read(child)

    def _run(self, node: etree._Element) -> None:
        inside = list(node)
        if len(inside) == 1 and inside[0].tag == _TEXT and not inside[0].text:
            return  # what a template leaves where a value is empty, a third of a report's runs
        properties = first_child(inside, _OF_RUN)
        letters = self.styles.letters(properties, self.style, self.table)
        shown = [
            self._typed(item.text or "") if item.tag == _TEXT else self._shown(item, letters)
            for item in inside
            if item is not properties
        ]
        text = shown[0] if len(shown) == 1 else "".join(shown)
        if not text:
            return
        if _of_signs(letters.ascii):
            text = re.sub(r"\S", _SIGN, text)  # letters of a symbol font are signs
        if self._numbered and text.strip():
            self.page = letters
        self._add(text, letters)

    def _shown(self, item: etree._Element, letters: Letters) -> str:
        """Return what an element of a run shows as text; fields and drawings are noted, and show none here."""
        name = local(item)
        if name in _TYPED:
            return _TYPED[name]
        if name in ("br", "cr"):
            return self._break(attribute(item, "type"))
        if name == "sym":
            return _sign(item)
        if name == "fldChar":
            self._field(attribute(item, "fldCharType"), letters)
        elif name == "instrText":
            self._instruct(item.text or "")
        elif name in _REFERENCES:
            self._refer(item, _REFERENCES[name])
        else:
            self._drawn(item)
        return ""

    def _typed(self, text: str) -> str:
        """Return a text; a page break before it parts it from what stands there, as a space does."""
        parted, self._parted = self._parted and bool(text), self._parted and not text
        return f" {text}" if parted and self._texts and not text[0].isspace() else text

    def _drawn(self, item: etree._Element) -> None:
        if local(item) in _DRAWINGS or item.tag == _ALTERNATE:
            self._drawing(item)

    def _refer(self, item: etree._Element, kind: str) -> None:
        """Note that the number of a note stands here: behind the text so far, that of its own run included."""
        before = sum(len(text) for texts, _ in self._texts for text in texts)
        own = item.itersiblings(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", preceding=True)
        at = before + sum(len(sign.text or "") if local(sign) == "t" else 1 for sign in own)
        self.references.append(Reference(at, kind, attribute(item, "id") or ""))

    def _add(self, text: str, letters: Letters) -> None:
        if letters.hidden:
            self.hidden.append(text)
        elif self._texts and self._texts[-1][1] == letters:
            self._texts[-1][0].append(text)
        else:
            self._texts.append(([text], letters))

    def _break(self, kind: str | None) -> str:
        if kind in ("page", "column"):
            self.breaks = self.breaks or kind == "page"
            self._parted = True
            return ""
        return "\n"

    def _field(self, kind: str | None, letters: Letters) -> None:
        if kind == "begin":
            self._code = ""
        elif kind == "separate" and self._code is not None:
            self._numbered = bool(_PAGE.match(self._code))
            self.pictured = self.pictured or bool(_EQUATION.match(self._code))
            self.page = letters if self._numbered else self.page
            self._code = None
        elif kind == "end":
            if self._code is not None and _PAGE.match(self._code):
                self.page = letters
            self.pictured = self.pictured or bool(self._code and _EQUATION.match(self._code))
            self._code, self._numbered = None, False

    def _instruct(self, text: str) -> None:
        if self._code is not None:
            self._code = (self._code + text)[:_CODE]

    def _drawing(self, node: etree._Element) -> None:
        """Read lines and text boxes of a drawing, the newer of two forms where a file gives both."""
        if node.tag == _ALTERNATE:
            known = len(self.strokes), len(self.boxes), self.pictured
            for child in _newer_form(node):
                self._drawing(child)
            if (len(self.strokes), len(self.boxes), self.pictured) == known:  # of a kind that is not known here
                for child in node.iterfind(f"{MC}Fallback/*"):
                    self._drawing(child)
            return
        boxes = [box for box in node.iter(f"{W}txbxContent") if not _within_another(box)]
        strokes = list(strokes_in(node) if local(node) == "drawing" else strokes_in_vml(node, self.room))
        self.boxes += boxes
        self.strokes += strokes
        if not strokes and not boxes and _is_picture(node):
            self.pictured = True


def _newer_form(alternate: etree._Element) -> Iterable[etree._Element]:
    """Return the drawings of the choice that newer programs read; those of the fallback when it has none."""
    chosen = alternate.find(f"{MC}Choice")
    return chosen if chosen is not None and len(chosen) else alternate.iterfind(f"{MC}Fallback/*")


def _within_another(box: etree._Element) -> bool:
    """Tell whether a text box stands inside another, or is there for older programs."""
    return any(outer.tag in (_FALLBACK, f"{W}txbxContent") for outer in box.iterancestors())


def _is_picture(node: etree._Element) -> bool:
    """Tell whether a drawing is a picture, an embedded object, a group or a frame, in which anything may be drawn."""
    if local(node) == "object" or next(node.iter(*_ANYTHING), None) is not None:
        return True
    return any(shape.get("prst") in _FRAMES for shape in node.iter(f"{A}prstGeom"))


_FRAMES = ("rect", "roundRect")
"""Shapes that are drawn around a text, as a frame."""
