"""Where everything stands in the bytes of a document part: paragraphs, their text, the controls for number and date.

The part is read with expat, which tells the byte at which each element begins, so that text can be
replaced without writing the XML anew. Deleted text (``w:del``, ``w:moveFrom``) does not count as text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from reportgen.errors import Refused
from reportgen.stamp.bits import AGAIN, DATE, NUMBER, Bit, Control, Hole, Range, Scan, Stretch

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


def scan(xml: bytes) -> Scan:
    """Scan a document part. Raises Refused for one that is not UTF-8, declares entities or is not well-formed."""
    return _Scanner(xml).run()


@dataclass
class _Paragraph:
    twin_of: int
    older: bool
    bits: list[Bit] = field(default_factory=list)
    controls: list[tuple[Control, int]] = field(default_factory=list)
    runs: int = 0  # open runs; text inside the run of a run (ruby) is not the line's
    fields: int = 0


@dataclass
class _Control:
    struck_around: bool
    inside: bool  # in a paragraph
    before: int  # bits of that paragraph before it
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

    @property
    def another(self) -> bool:
        """Whether it is known to be for something else: what stands in it is then not its concern."""
        return self.tag is not None and self.tag not in (NUMBER, DATE)

    @property
    def hole(self) -> Hole | None:
        if self.struck and not self.bits:
            return None
        wanted = ("r", "sdtContent") if self.inside else ("r", "p")  # between paragraphs there is no room for text
        return next((hole for name in wanted for hole in self.holes if hole.name == name), None)

    def closed(self) -> Control:
        """Return the control as it is known at its end tag."""
        return Control(
            kind=self.kind,
            bits=tuple(self.bits),
            hole=self.hole,
            placeholder=self.placeholder,
            litter=(*self.litter, *(self.styles if self.placeholder else ())),
            nested=tuple(self.nested),
        )


class _Begun(NamedTuple):
    """An element whose start tag was read."""

    name: str
    parent: str
    given: dict[str, str]


class _Ended(NamedTuple):
    """An element whose end tag was read; ``closing`` is None when it has none."""

    name: str
    parent: str
    opening: Range
    closing: Range | None

    @property
    def whole(self) -> Range:
        return Range(self.opening.start, (self.closing or self.opening).end)

    @property
    def hole(self) -> Hole:
        return Hole(self.name, self.opening, self.closing)


class _Scanner:
    """One pass over one part."""

    def __init__(self, xml: bytes) -> None:
        try:
            xml.decode()
        except UnicodeDecodeError as error:
            raise Refused(f"Phần nội dung của tệp không ghi theo bảng mã UTF-8. {AGAIN}.") from error
        self.xml = xml
        self.path: list[tuple[str, int]] = []
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
        self._frame_starts: dict[str, Callable[[], None]] = {
            **dict.fromkeys(_STRUCK, self._deletion_starts),
            "mc:AlternateContent": self._choice_starts,
            "mc:Fallback": self._fallback_starts,
            "p": self._paragraph_starts,
            "sdt": self._control_starts,
            "sdtContent": self._content_starts,
        }
        self._frame_ends: dict[str, Callable[[_Ended], None]] = {
            **dict.fromkeys(_STRUCK, self._deletion_ends),
            "mc:AlternateContent": self._choice_ends,
            "mc:Fallback": self._fallback_ends,
            "p": self._paragraph_ends,
            "sdt": self._control_ends,
            "sdtContent": self._content_ends,
        }
        self._inline_starts: dict[str, Callable[[_Begun], None]] = {
            "r": self._run_starts,
            "fldSimple": self._field_starts,
            "fldChar": self._field_mark,
            "t": self._text_starts,
            **dict.fromkeys(_SIGNS, self._sign_starts),
        }
        self._inline_ends: dict[str, Callable[[_Ended], None]] = {
            "r": self._run_ends,
            "rStyle": self._run_style_ends,
            "fldSimple": self._field_ends,
            "t": self._text_ends,
            **dict.fromkeys(_SIGNS, self._sign_ends),
        }

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
        name = _short_name(full)
        parent = self.path[-1][0] if self.path else ""
        self.path.append((name, at))
        if name in self._frame_starts:
            self._frame_starts[name]()
        elif parent == "sdtPr" and self.open:
            self._property(_Begun(name, parent, given))
        elif self.paragraphs and name in self._inline_starts:
            self._inline_starts[name](_Begun(name, parent, given))

    def _end(self, at: int) -> None:
        name, began = self.path.pop()
        parent = self.path[-1][0] if self.path else ""
        if name in self._frame_ends:
            self._frame_ends[name](self._ended(name, parent, began, at))
        elif parent == "sdtPr" and self.open:
            self._property_ends(self._ended(name, parent, began, at))
        elif self.paragraphs and name in self._inline_ends:
            self._inline_ends[name](self._ended(name, parent, began, at))

    def _ended(self, name: str, parent: str, began: int, at: int) -> _Ended:
        """Return the element that begins at one byte and whose end tag, if it has one, at another."""
        match = _TAG.match(self.xml, began)
        opening = Range(began, match.end() if match else began)
        empty = self.xml[opening.end - 2 : opening.end] == b"/>"
        return _Ended(name, parent, opening, None if empty else Range(at, self.xml.index(b">", at) + 1))

    # what paragraphs stand in: deletions, choices, controls

    def _deletion_starts(self) -> None:
        self.struck += 1

    def _deletion_ends(self, _: _Ended) -> None:
        self.struck -= 1

    def _choice_starts(self) -> None:
        self.choice_count += 1
        self.choices.append(self.choice_count)

    def _choice_ends(self, _: _Ended) -> None:
        self.choices.pop()

    def _fallback_starts(self) -> None:
        self.older += 1

    def _fallback_ends(self, _: _Ended) -> None:
        self.older -= 1

    def _paragraph_starts(self) -> None:
        self.paragraphs.append(_Paragraph(self.choices[-1] if self.choices else 0, self.older > 0))

    def _paragraph_ends(self, element: _Ended) -> None:
        ended = self.paragraphs.pop()
        self._holed(element.hole)
        if not self.struck:
            self.done.append(Stretch(tuple(ended.bits), ended.twin_of, ended.older, tuple(ended.controls)))

    def _control_starts(self) -> None:
        before = len(self.paragraphs[-1].bits) if self.paragraphs else 0
        self.open.append(_Control(self.struck > 0, bool(self.paragraphs), before))

    def _control_ends(self, _: _Ended) -> None:
        ended = self.open.pop()
        if ended.kind not in (NUMBER, DATE) or ended.struck_around:
            return
        outer = next((control for control in reversed(self.open) if control.kind == ended.kind), None)
        closed = ended.closed()
        (outer.nested if outer is not None else self.controls).append(closed)
        if outer is None and ended.inside:
            paragraph = self.paragraphs[-1]
            paragraph.controls.append((closed, sum(len(bit.text) for bit in paragraph.bits[: ended.before])))

    def _content_starts(self) -> None:
        if self.open:
            self.open[-1].content = not self.open[-1].another

    def _content_ends(self, element: _Ended) -> None:
        if self.open:
            self._holed(element.hole)
            self.open[-1].content = False

    def _property(self, element: _Begun) -> None:
        control, value = self.open[-1], _value(element.given, "val")
        if element.name == "tag":
            control.tag = value
        elif element.name == "alias":
            control.alias = value
        elif element.name == "showingPlcHdr":
            control.placeholder = (value or "1").lower() not in _OFF

    def _property_ends(self, element: _Ended) -> None:
        if element.name == "showingPlcHdr" or element.name.endswith("dataBinding"):
            self.open[-1].litter.append(element.whole)  # Word would write the bound value over ours

    # what stands in a paragraph: runs, fields, text, signs

    def _run_starts(self, _: _Begun) -> None:
        self.paragraphs[-1].runs += 1
        if self.struck:
            for control in self.open:
                control.struck = control.struck or control.content

    def _run_ends(self, element: _Ended) -> None:
        self.paragraphs[-1].runs -= 1
        self._holed(element.hole)

    def _run_style_ends(self, element: _Ended) -> None:
        if element.parent == "rPr" and len(self.path) > 1 and self.path[-2][0] == "r":
            for control in self.open:
                control.styles.append(element.whole)

    def _field_starts(self, _: _Begun) -> None:
        self.paragraphs[-1].fields += 1

    def _field_ends(self, _: _Ended) -> None:
        self.paragraphs[-1].fields -= 1

    def _field_mark(self, element: _Begun) -> None:
        change = {"begin": 1, "end": -1}.get(_value(element.given, "fldCharType") or "", 0)
        self.paragraphs[-1].fields = max(self.paragraphs[-1].fields + change, 0)

    def _text_starts(self, element: _Begun) -> None:
        if self._shows(element.parent):
            self.text = []

    def _text_ends(self, element: _Ended) -> None:
        if self.text is None:
            return
        self._bit(element, "".join(self.text), element.closing.start if element.closing else None)
        self.text = None

    def _sign_starts(self, element: _Begun) -> None:
        self.sign = "" if _value(element.given, "type") in ("page", "column") else _SIGNS[element.name]

    def _sign_ends(self, element: _Ended) -> None:
        if self._shows(element.parent):
            self._bit(element, self.sign, None)

    def _shows(self, parent: str) -> bool:
        """Tell whether text here is text of the innermost paragraph."""
        return parent == "r" and self.paragraphs[-1].runs == 1 and not self.struck

    def _bit(self, element: _Ended, text: str, closed: int | None) -> None:
        paragraph = self.paragraphs[-1]
        bit = Bit(element.name, text, element.whole, element.opening.end, closed, paragraph.fields > 0)
        paragraph.bits.append(bit)
        for control in self.open:
            if control.content:
                control.bits.append(bit)

    def _holed(self, hole: Hole) -> None:
        if not self.struck:
            for control in self.open:
                if control.content:
                    control.holes.append(hole)


@functools.lru_cache(maxsize=1_000)
def _short_name(full: str) -> str:
    """Return an element's name: ``p``, ``mc:Fallback``, ``?:…`` for those of namespaces that matter not here."""
    space, _, name = full.rpartition("}")
    return name if space in _MAIN else {_ALTERNATE: f"mc:{name}"}.get(space, f"?:{name}")


def _value(given: dict[str, str], name: str) -> str | None:
    """Return an attribute of the WordprocessingML namespace."""
    return next((given[key] for space in _MAIN if (key := f"{space}}}{name}") in given), None)
