"""Where everything stands in the bytes of a document part: paragraphs, their text, the controls for number and date.

The part is read with expat, which tells the byte at which each element begins, so that text can be
replaced without writing the XML anew. Deleted text (``w:del``, ``w:moveFrom``) does not count as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from reportgen.errors import Refused

NUMBER, DATE = "so", "ngay"
_ALIASES = {"Số văn bản": NUMBER, "Ngày tháng năm": DATE}
"""LibreOffice keeps a control's title and drops its tag."""
_MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ALTERNATE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TAG = re.compile(rb"""<([^\s/>]+)(?:[^'">]|'[^']*'|"[^"]*")*>""")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
_STRUCK = ("del", "moveFrom")
_OFF = ("0", "false", "off")
AGAIN = "Mở tệp bằng Word, lưu lại rồi chạy lại lệnh"


class Range(NamedTuple):
    """Bytes from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Bit:
    """A piece of what a paragraph shows: a text element, or a tab, break or sign.

    ``whole``: the element. ``opening``: its start tag. ``inner``: the text between its tags; None for a
    sign and for an element without an end tag. ``in_field``: a field writes it, not a person.
    """

    name: str
    text: str
    whole: Range
    opening: Range
    inner: Range | None
    in_field: bool


@dataclass(frozen=True, eq=False)
class Stretch:
    """A paragraph. ``twin_of``: the choice (``mc:AlternateContent``) that it stands in; ``older``: in its fallback."""

    bits: tuple[Bit, ...]
    twin_of: int
    older: bool

    @property
    def text(self) -> str:
        """What it shows; a tab is ``\\t``, a line break ``\\n``."""
        return "".join(bit.text for bit in self.bits)


class Hole(NamedTuple):
    """An element that could take text at its end: ``r``, ``p`` or ``sdtContent``. ``closing``: its end tag, if any."""

    name: str
    opening: Range
    closing: Range | None


@dataclass(frozen=True, eq=False)
class Control:
    """A content control for number or date.

    ``hole``: where text can be put when it has no ``bits``; None when nowhere, or when all that stood
    there is deleted. ``placeholder``: it shows its placeholder, not a value. ``litter``: elements that go
    when it is filled. ``nested``: controls of the same kind inside it.
    """

    kind: str
    bits: tuple[Bit, ...]
    hole: Hole | None
    placeholder: bool
    litter: tuple[Range, ...]
    nested: tuple[Control, ...]

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(bit.text for bit in self.bits)


@dataclass(frozen=True)
class Scan:
    """A scanned part: its bytes, its paragraphs (one inside another comes first), its controls.

    Of controls of one kind inside each other only the outermost stands in ``controls``.
    """

    xml: bytes
    stretches: tuple[Stretch, ...]
    controls: tuple[Control, ...]


def scan(xml: bytes) -> Scan:
    """Scan a document part. Raises Refused for one that is not UTF-8, declares entities or is not well-formed."""
    return _Scanner(xml).run()


@dataclass
class _Paragraph:
    twin_of: int
    older: bool
    bits: list[Bit] = field(default_factory=list)
    runs: int = 0  # open runs; text inside the run of a run (ruby) is not the line's
    fields: int = 0


@dataclass
class _Control:
    struck_around: bool
    inside: bool  # in a paragraph
    tag: str | None = None
    alias: str | None = None
    placeholder: bool = False
    content: bool = False
    bits: list[Bit] = field(default_factory=list)
    litter: list[Range] = field(default_factory=list)
    styles: list[Range] = field(default_factory=list)
    nested: list[Control] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    struck: bool = False

    @property
    def kind(self) -> str:
        return self.tag if self.tag is not None else _ALIASES.get(self.alias or "", "")


class _Scanner:
    """One pass over one part."""

    def __init__(self, xml: bytes) -> None:
        try:
            xml.decode()
        except UnicodeDecodeError as error:
            raise Refused(f"Phần nội dung của tệp không ghi theo bảng mã UTF-8. {AGAIN}.") from error
        self.xml = xml
        self.path: list[tuple[str, Range]] = []
        self.paragraphs: list[_Paragraph] = []
        self.done: list[Stretch] = []
        self.open: list[_Control] = []
        self.controls: list[Control] = []
        self.struck = 0
        self.choices: list[int] = []
        self.choice_count = 0
        self.older = 0
        self.text: list[str] | None = None
        self.sign = ""

    def run(self) -> Scan:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = lambda name, given: self._start(name, given, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda _: self._end(parser.CurrentByteIndex)
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(self.xml, True)
        except expat.ExpatError as error:
            raise Refused(f"Phần nội dung của tệp không đúng dạng XML. {AGAIN}.") from error
        return Scan(self.xml, tuple(self.done), tuple(self.controls))

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            raise Refused(f"Phần nội dung của tệp ghi theo bảng mã {encoding}, không phải UTF-8. {AGAIN}.")

    def _doctype(self, *_: object) -> None:
        raise Refused(f"Phần nội dung của tệp có khai báo DOCTYPE, văn bản Word không dùng khai báo này. {AGAIN}.")

    def _characters(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def _start(self, full: str, given: dict[str, str], at: int) -> None:
        space, _, name = full.rpartition("}")
        match = _TAG.match(self.xml, at)
        opening = Range(at, match.end() if match else at)
        name = name if space in _MAIN else {_ALTERNATE: f"mc:{name}"}.get(space, f"?:{name}")
        parent = self.path[-1][0] if self.path else ""
        self.path.append((name, opening))
        if name in _STRUCK:
            self.struck += 1
        elif name == "mc:AlternateContent":
            self.choice_count += 1
            self.choices.append(self.choice_count)
        elif name == "mc:Fallback":
            self.older += 1
        elif name == "p":
            self.paragraphs.append(_Paragraph(self.choices[-1] if self.choices else 0, self.older > 0))
        elif name == "sdt":
            self.open.append(_Control(self.struck > 0, bool(self.paragraphs)))
        elif name == "sdtContent" and self.open:
            self.open[-1].content = True
        elif parent == "sdtPr" and self.open:
            self._property(name, given)
        elif name == "r" and self.paragraphs:
            self._run()
        elif name == "fldSimple" and self.paragraphs:
            self.paragraphs[-1].fields += 1
        elif name == "fldChar" and self.paragraphs:
            kind = _value(given, "fldCharType")
            change = {"begin": 1, "end": -1}.get(kind or "", 0)
            self.paragraphs[-1].fields = max(self.paragraphs[-1].fields + change, 0)
        elif name == "t" and self._shows(parent):
            self.text = []
        elif name in _SIGNS:
            self.sign = "" if _value(given, "type") in ("page", "column") else _SIGNS[name]

    def _property(self, name: str, given: dict[str, str]) -> None:
        control = self.open[-1]
        if name == "tag":
            control.tag = _value(given, "val")
        elif name == "alias":
            control.alias = _value(given, "val")
        elif name == "showingPlcHdr":
            control.placeholder = (_value(given, "val") or "1").lower() not in _OFF

    def _run(self) -> None:
        self.paragraphs[-1].runs += 1
        if self.struck:
            for control in self.open:
                control.struck = control.struck or control.content

    def _shows(self, parent: str) -> bool:
        """Tell whether text here is text of the innermost paragraph."""
        return parent == "r" and bool(self.paragraphs) and self.paragraphs[-1].runs == 1 and not self.struck

    def _end(self, at: int) -> None:
        name, opening = self.path.pop()
        parent = self.path[-1][0] if self.path else ""
        empty = self.xml[opening.end - 2 : opening.end] == b"/>"
        closing = None if empty else Range(at, self.xml.index(b">", at) + 1)
        whole = Range(opening.start, closing.end if closing else opening.end)
        if name in _STRUCK:
            self.struck -= 1
        elif name == "mc:AlternateContent":
            self.choices.pop()
        elif name == "mc:Fallback":
            self.older -= 1
        elif name == "p":
            self._paragraph_ends(Hole(name, opening, closing))
        elif name == "sdt":
            self._control_ends()
        elif name == "sdtContent" and self.open:
            self._holed(Hole(name, opening, closing))
            self.open[-1].content = False
        elif parent == "sdtPr" and self.open:
            if name == "showingPlcHdr" or name.endswith("dataBinding"):
                self.open[-1].litter.append(whole)  # Word would write the bound value over ours
        elif name == "r" and self.paragraphs:
            self.paragraphs[-1].runs -= 1
            self._holed(Hole(name, opening, closing))
        elif name == "fldSimple" and self.paragraphs:
            self.paragraphs[-1].fields -= 1
        elif name == "rStyle" and parent == "rPr" and len(self.path) > 1 and self.path[-2][0] == "r":
            for control in self.open:
                control.styles.append(whole)
        elif name == "t" and self.text is not None:
            inner = Range(opening.end, closing.start) if closing else None
            self._bit(Bit(name, "".join(self.text), whole, opening, inner, self.paragraphs[-1].fields > 0))
            self.text = None
        elif name in _SIGNS and self._shows(parent):
            self._bit(Bit(name, self.sign, whole, opening, None, self.paragraphs[-1].fields > 0))

    def _bit(self, bit: Bit) -> None:
        self.paragraphs[-1].bits.append(bit)
        for control in self.open:
            if control.content:
                control.bits.append(bit)

    def _holed(self, hole: Hole) -> None:
        if not self.struck:
            for control in self.open:
                if control.content:
                    control.holes.append(hole)

    def _paragraph_ends(self, hole: Hole) -> None:
        ended = self.paragraphs.pop()
        self._holed(hole)
        if not self.struck:
            self.done.append(Stretch(tuple(ended.bits), ended.twin_of, ended.older))

    def _control_ends(self) -> None:
        ended = self.open.pop()
        outer = next((control for control in reversed(self.open) if control.kind == ended.kind), None)
        if ended.kind not in (NUMBER, DATE) or ended.struck_around:
            return
        wanted = ("r", "p", "sdtContent") if not ended.inside else ("r", "sdtContent")
        hole = next((hole for name in wanted for hole in ended.holes if hole.name == name), None)
        if hole is not None and hole.name == "sdtContent" and not ended.inside:
            hole = None  # between paragraphs there is no room for text
        litter = [*ended.litter, *(ended.styles if ended.placeholder else ())]
        control = Control(
            kind=ended.kind,
            bits=tuple(ended.bits),
            hole=None if ended.struck and not ended.bits else hole,
            placeholder=ended.placeholder,
            litter=tuple(litter),
            nested=tuple(ended.nested),
        )
        (outer.nested if outer is not None else self.controls).append(control)


def _value(given: dict[str, str], name: str) -> str | None:
    """Return an attribute of the WordprocessingML namespace."""
    return next((given[key] for space in _MAIN if (key := f"{space}}}{name}") in given), None)
