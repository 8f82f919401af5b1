"""Replacing text in the bytes of a part, and a part in the bytes of a package, with all else left as it is."""

from __future__ import annotations

import copy
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.errors import Refused
from reportgen.stamp.scan import AGAIN, Bit, Hole

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
    starts = [0]
    for bit in bits:
        starts.append(starts[-1] + len(bit.text))
    cut: set[int] = set()
    new: dict[int, dict[int, str]] = {}
    touched: set[int] = set()
    for change in changes:
        at = _taker(bits, starts, change)
        new.setdefault(at, {})[max(change.start - starts[at], 0)] = change.text
        cut.update(range(change.start, change.end))
        touched.add(at)
        touched.update(
            n for n, bit in enumerate(bits) if bit.text and starts[n] < change.end and starts[n + 1] > change.start
        )
    if any(bits[at].in_field for at in touched):
        raise Refused(
            "Số hoặc ngày nằm trong trường tự cập nhật (field) của Word, mở lại tệp sẽ đổi. Mở tệp bằng Word, "
            "xóa trường ấy, gõ lại bằng chữ thường, lưu rồi chạy lại lệnh."
        )
    return [
        _element(xml, bits[at], {n - starts[at] for n in cut if starts[at] <= n < starts[at + 1]}, new.get(at, {}))
        for at in sorted(touched)
    ]


def _taker(bits: Sequence[Bit], starts: Sequence[int], change: Change) -> int:
    """Return the index of the bit that takes the new text: text in the span, a tab in it, else the text before it."""
    inside = [
        at for at, bit in enumerate(bits) if bit.text and starts[at] < change.end and starts[at + 1] > change.start
    ]
    before = [at for at, bit in enumerate(bits) if bit.name == "t" and bit.text and starts[at + 1] == change.start]
    after = [at for at, bit in enumerate(bits) if bit.name == "t" and starts[at] == change.start]
    for wanted in ([at for at in inside if bits[at].name == "t"], inside, before, after):
        if wanted:
            return wanted[0]
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
    pieces: list[str] = []
    shown: list[str] = []
    for at in range(len(characters) + 1):
        if at in new:
            pieces.append(_escape(new[at]))
            shown.append(new[at])
        if at < len(characters) and at not in cut:
            pieces.append(characters[at])
            shown.append(bit.text[at])
    text = "".join(shown)
    opening = xml[slice(*bit.opening)]
    if bit.inner is None:
        opening = opening[:-2].rstrip() + b">"
    if text != text.strip():
        opening = _kept(opening)
    name = _NAME.match(opening)
    closing = xml[bit.inner.end : bit.whole.end] if bit.inner else b"</" + (name[1] if name else b"w:t") + b">"
    return Edit(*bit.whole, opening + "".join(pieces).encode() + closing)


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
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
            if len(set(old.namelist())) < len(old.namelist()):
                raise Refused(f"Tệp có hai phần cùng tên bên trong. {AGAIN}.")
            new.comment = old.comment
            for info in old.infolist():
                inside = content if info.filename == name else old.read(info)
                new.writestr(copy.copy(info), inside, compress_type=info.compress_type)
    except _DAMAGE as error:
        raise Refused(f"Một phần bên trong tệp bị hỏng. {AGAIN}.") from error
    return buffer.getvalue()
