"""The members of a zip file that may be anything."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from reportgen.unpacking import Member
from reportgen.wordview.unreadable import Unreadable

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
    IndexError,
)  # fmt: skip
"""What the standard library raises on damaged archives."""
_LOCKED = 1  # of a member's flags: a password is needed to read it


class Zipped:
    """A zip file as a :class:`~reportgen.wordview.package.Container`. Raises Unreadable for what is none, or locked."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise Unreadable(
                "không phải tệp .docx, hoặc tệp bị hỏng; mở bằng Word, Lưu thành (Save As) dạng .docx"
            ) from error
        if any(info.flag_bits & _LOCKED for info in self._archive.infolist()):
            raise Unreadable("tệp nén đặt mật khẩu; bỏ mật khẩu rồi lưu lại thành .docx")

    def members(self) -> list[tuple[str, Member]]:
        """Return the name of each member, in their order, with how large it is; one that stands there twice, twice."""
        return [(info.filename, info) for info in self._archive.infolist()]

    def size(self, name: str) -> Member:
        """Return how large the member ``name`` is, and how large in the zip."""
        return self._archive.getinfo(name)

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of a member, ``most`` of them. Raises Unreadable for one that is damaged."""
        try:
            with self._archive.open(name) as stream:
                return stream.read(most)
        except _DAMAGE as error:
            raise Unreadable(f"phần {name} của tệp bị hỏng; mở bằng Word rồi lưu lại") from error
