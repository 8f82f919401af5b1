"""Zip packages: parts compressed as they come, parts that never change kept compressed, bytes reproducible.

``zipfile`` cannot take a part that is compressed already, and a template has a dozen that every report shares.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from reportgen.record import record

_LEVEL = 6
_FAST_LEVEL = 3
_SMALL = 400_000
"""Bytes up to which a part is compressed well: a report of forty pages has fewer. Beyond it, somebody waits."""
_RAW = -15
_MOST = 0xFFFF_FFFF
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEEDED = 20
"""Version of the zip format that deflate needs."""
_DEFLATED = 8
_UTF_8 = 0x800
_DATE = 0x21
"""1 January 1980 as MS-DOS counts, the first day a zip file can say."""
CONTENT_TYPES = "[Content_Types].xml"


@record
class Packed:
    """A part compressed: name in the package, raw deflate stream, CRC-32, size in bytes and SHA-256 before."""

    name: str
    data: bytes
    crc: int
    size: int
    sha256: str

    @property
    def file_size(self) -> int:
        """Its size as a zip file's directory names it."""
        return self.size

    @property
    def compress_size(self) -> int:
        """The size of its deflate stream."""
        return len(self.data)


@functools.cache
def _library() -> Any:
    """Return what compresses and adds up: zlib-ng where it is installed, two to three times as fast."""
    with contextlib.suppress(ImportError):
        from zlib_ng import zlib_ng

        return zlib_ng
    return zlib


def _compressor(level: int) -> Any:
    """Return what makes a raw deflate stream of a level."""
    return _library().compressobj(level, zlib.DEFLATED, _RAW)


def packed(name: str, chunks: Iterable[bytes], *, hashed: bool = True) -> Packed:
    """Compress the part ``name``, given in pieces: neither it nor what it was made of has to lie in memory.

    ``hashed``: with its SHA-256, which only a report that carries its data needs. Raises OverflowError beyond 4 GB.
    """
    digest = hashlib.sha256()
    crc = size = 0
    pieces: list[bytes] = []
    deflate = None
    for chunk in chunks:
        if deflate is None:
            deflate = _compressor(_LEVEL if len(chunk) < _SMALL else _FAST_LEVEL)
        crc = _library().crc32(chunk, crc)
        size += len(chunk)
        if hashed:
            digest.update(chunk)
        pieces.append(deflate.compress(chunk))
    pieces.append((deflate or _compressor(_LEVEL)).flush())
    if size > _MOST:
        raise OverflowError("a part of more than 4 GB")
    return Packed(name, b"".join(pieces), crc, size, digest.hexdigest() if hashed else "")


def unpacked(part: Packed) -> bytes:
    """Return the content of a part."""
    return zlib.decompress(part.data, _RAW)


class Made(bytes):
    """The bytes of a package with its ``parts`` in hand: who reads it at once need not take it apart again.

    A ``Container`` of :mod:`reportgen.wordview.package`.
    """

    parts: tuple[Packed, ...] = ()

    def members(self) -> list[tuple[str, Packed]]:
        """Return the name of each part, in their order, with how large it is."""
        return [(part.name, part) for part in self.parts]

    def size(self, name: str) -> Packed:
        """Return how large the part ``name`` is, and how large in the zip."""
        return next(part for part in self.parts if part.name == name)

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of a part, ``most`` of them: of a large picture no more is unpacked."""
        return zlib.decompressobj(_RAW).decompress(self.size(name).data, max(most, 1))[:most]  # 0 would be all


def package(parts: Iterable[Packed]) -> Made:
    """Return the zip file of ``parts``: the same parts give the same bytes. Raises OverflowError beyond 4 GB."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    ordered = tuple(sorted(parts, key=lambda part: (part.name != CONTENT_TYPES, part.name)))
    for part in ordered:
        name = part.name.encode()
        about = (
            _NEEDED, 0 if name.isascii() else _UTF_8, _DEFLATED, 0, _DATE, part.crc, len(part.data), part.size,
            len(name), 0,
        )  # fmt: skip
        if offset > _MOST:
            raise OverflowError("a package of more than 4 GB")
        directory += (_CENTRAL.pack(b"PK\1\2", _NEEDED, *about, 0, 0, 0, 0, offset), name)
        files += (_LOCAL.pack(b"PK\3\4", *about), name, part.data)
        offset += _LOCAL.size + len(name) + len(part.data)
    size = sum(map(len, directory))
    if offset + size > _MOST:
        raise OverflowError("a package of more than 4 GB")
    count = len(directory) // 2
    made = Made(b"".join((*files, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0))))
    made.parts = ordered
    return made
