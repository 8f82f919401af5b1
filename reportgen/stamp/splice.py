"""Replacing text in the bytes of a part, and a part in the bytes of a package, with all else left as it is."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportgen.errors import Refused
from reportgen.stamp.bits import AGAIN, Bit, Hole
from reportgen.wordview.repacking import repacked as with_members

_CHARACTER = re.compile(r"&(?:#x[0-9a-fA-F]+|#[0-9]+|\w+);|\r\n?|[^<&]")
_SPACE = re.compile(rb"""\sxml:space\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"</?([^\s/>]+)")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Change(NamedTuple):
    """``text`` instead of the characters from ``start`` up to ``end`` of what some bits show together."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """``content`` instead of the bytes from ``start`` up to ``end``."""

    start: int
    end: int
    content: bytes


def rewrite(xml: bytes, bits: Sequence[Bit], changes: Iterable[Change]) -> list[Edit]:
    """Return the edits that make ``changes``, which do not overlap, to what ``bits`` show.

    New text goes into the first text element that a change touches, in that run's format. Raises Refused
    where a field writes the text, or where there is no run that could take it.
    """
    placed = _placed(bits)
    cut: set[int] = set()
    new: dict[int, dict[int, str]] = {}
    touched: set[int] = set()
    for change in changes:
        at = _taker(placed, change)
        new.setdefault(at, {})[max(change.start - placed[at].start, 0)] = change.text
        cut.update(range(change.start, change.end))
        touched.update((at, *(n for n, piece in enumerate(placed) if piece.shares(change))))
    if any(bits[at].in_field for at in touched):
        raise Refused(
            "Số hoặc ngày nằm trong trường tự cập nhật (field) của Word, mở lại tệp sẽ đổi. Mở tệp bằng Word, "
            "xóa trường ấy, gõ lại bằng chữ thường, lưu rồi chạy lại lệnh."
        )
    return [_element(xml, bits[at], placed[at].own(cut), new.get(at, {})) for at in sorted(touched)]


class _Placed(NamedTuple):
    """A bit and where its text begins in what all bits show together."""

    bit: Bit
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.bit.text)

    @property
    def is_text(self) -> bool:
        return self.bit.name == "t"

    def shares(self, change: Change) -> bool:
        """Tell whether some of its text is changed."""
        return self.bit.text != "" and self.start < change.end and self.end > change.start

    def own(self, characters: Iterable[int]) -> set[int]:
        """Return those of ``characters`` that are its own, counted from its beginning."""
        return {at - self.start for at in characters if self.start <= at < self.end}


def _placed(bits: Sequence[Bit]) -> list[_Placed]:
    starts = accumulate((len(bit.text) for bit in bits), initial=0)
    return [_Placed(bit, start) for bit, start in zip(bits, starts, strict=False)]


def _taker(placed: Sequence[_Placed], change: Change) -> int:
    """Return the index of the bit that takes the new text: text in the span, a tab in it, else the text before it."""
    suitable: tuple[Callable[[_Placed], bool], ...] = (
        lambda piece: piece.is_text and piece.shares(change),
        lambda piece: piece.shares(change),
        lambda piece: piece.is_text and piece.start < piece.end == change.start,
        lambda piece: piece.is_text and piece.start == change.start,
    )
    for suits in suitable:
        for at, piece in enumerate(placed):
            if suits(piece):
                return at
    raise Refused(f"Không có chỗ đặt chữ «{change.text.strip()}» vào dòng của nó. {AGAIN}.")


def _element(xml: bytes, bit: Bit, cut: set[int], new: dict[int, str]) -> Edit:
    """Return the edit of one bit: its characters in ``cut`` go, ``new`` texts come in at their offsets."""
    if bit.name != "t":
        content = _text(_qualified(xml, bit.opening, "t"), "".join(new.values())) if new else b""
        return Edit(*bit.whole, content)
    raw = xml[slice(*bit.inner)].decode() if bit.inner else ""
    characters = _CHARACTER.findall(raw)
    if len(characters) != len(bit.text) or "".join(characters) != raw:
        raise Refused(f"Không tách được chữ «{bit.text.strip()}» trong tệp. {AGAIN}.")
    shown = "".join(_changed(bit.text, cut, new))
    written = "".join(_changed(characters, cut, {at: _escape(text) for at, text in new.items()}))
    opening, closing = _tags(xml, bit)
    if shown != shown.strip():
        opening = _kept(opening)
    return Edit(*bit.whole, opening + written.encode() + closing)


def _changed(characters: Sequence[str], cut: set[int], new: Mapping[int, str]) -> Iterator[str]:
    """Yield ``characters`` without those in ``cut``, each of the ``new`` texts before the one at its offset."""
    for at, character in enumerate(characters):
        yield new.get(at, "")
        yield character if at not in cut else ""
    yield new.get(len(characters), "")


def _tags(xml: bytes, bit: Bit) -> tuple[bytes, bytes]:
    """Return the start and the end tag of a text element, made for one that has no end tag."""
    opening = xml[slice(*bit.opening)]
    if bit.inner is not None:
        return opening, xml[bit.inner.end : bit.whole.end]
    name = _NAME.match(opening)
    return opening[:-2].rstrip() + b">", b"</" + (name[1] if name else b"w:t") + b">"


def _kept(opening: bytes) -> bytes:
    """Return the start tag of a text element whose spaces at the ends count."""
    if _SPACE.search(opening):
        return _SPACE.sub(b' xml:space="preserve"', opening)
    return opening[:-1].rstrip() + b' xml:space="preserve">'


def _qualified(xml: bytes, opening: tuple[int, int], name: str) -> bytes:
    """Return the qualified name ``name`` with the prefix of the element that begins at ``opening``."""
    match = _NAME.match(xml, opening[0])
    prefix, colon, _ = (match[1] if match else b"w:").rpartition(b":")
    return prefix + colon + name.encode()


def _text(name: bytes, text: str) -> bytes:
    """Return a text element."""
    keep = b' xml:space="preserve"' if text != text.strip() else b""
    return b"<%s%s>%s</%s>" % (name, keep, _escape(text).encode(), name)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fill(xml: bytes, hole: Hole, text: str) -> Edit:
    """Return the edit that puts ``text`` into an element without text: in a run, or with a run of its own."""
    content = _text(_qualified(xml, hole.opening, "t"), text)
    if hole.name != "r":
        run = _qualified(xml, hole.opening, "r")
        content = b"<%s>%s</%s>" % (run, content, run)
    if hole.closing is not None:
        return Edit(hole.closing.start, hole.closing.start, content)
    opening = xml[slice(*hole.opening)][:-2].rstrip()
    name = _qualified(xml, hole.opening, hole.name)
    return Edit(*hole.opening, b"%s>%s</%s>" % (opening, content, name))


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Return ``xml`` with ``edits`` made. Raises Refused when two of them want the same bytes."""
    pieces: list[bytes] = []
    done = 0
    for edit in sorted(edits):
        if edit.start < done:
            raise Refused("Ô số và ô ngày trong bản thảo chồng lên nhau. Xóa các ô ấy, gõ lại dòng rồi chạy lại lệnh.")
        pieces += [xml[done : edit.start], edit.content]
        done = edit.end
    return b"".join((*pieces, xml[done:]))


def member(docx: bytes, name: str) -> bytes:
    """Return a member of a package that :func:`~reportgen.wordview.package.open_package` has opened."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name)


def repacked(docx: bytes, name: str, content: bytes) -> bytes:
    """Return the package with one member's content replaced.

    Members keep their content, order, name, date, attributes and compression. Raises Refused when one is
    damaged or there are two of one name.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as old:
            if len(set(old.namelist())) < len(old.namelist()):
                raise Refused(f"Tệp có hai phần cùng tên bên trong. {AGAIN}.")
        return with_members(docx, {name: content})
    except _DAMAGE as error:
        raise Refused(f"Một phần bên trong tệp bị hỏng. {AGAIN}.") from error
