"""A .docx opened once: what several stages need of one document is read a single time and handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.record import kept, record
from reportgen.wordview.anatomy import Anatomy, anatomy
from reportgen.wordview.document import Document
from reportgen.wordview.package import Container, Package, open_package
from reportgen.wordview.reader import read_document

if TYPE_CHECKING:
    from reportgen.wordview.charts import Bar


@record
class Opened:
    """The bytes of a .docx and its package; what is in it is read when first asked for, and then kept."""

    content: bytes
    package: Package

    @kept
    def document(self) -> Document:
        """What a reader sees. Raises Unreadable for parts that are damaged or too large."""
        return read_document(self.package)

    @kept
    def charts(self) -> tuple[tuple[Bar, ...], ...]:
        """The charts, in order. Raises Unreadable as :attr:`document` does."""
        from reportgen.wordview.charts import charts  # read where figures are held against the data

        return tuple(charts(self.package))

    @kept
    def anatomy(self) -> Anatomy:
        """Which line is which part. Raises Unreadable as :attr:`document` does."""
        return anatomy(self.document)

    def forget(self) -> None:
        """Let go of what was read: of a large document it takes more than all else. It is read anew when asked for."""
        for name in ("document", "charts", "anatomy"):
            self.__dict__.pop(name, None)
        self.package.forget()


def open_docx(content: bytes, archive: Container | None = None) -> Opened:
    """Open the bytes of a .docx. Raises Unreadable for what is none, or is unsafe to unpack.

    ``archive``: what is in it, where that is known.
    """
    return Opened(content, open_package(content, archive))
