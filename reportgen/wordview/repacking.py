"""Writing a .docx again with some members changed: all others as they were, to the byte."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day a zip file can say: what is added bears no clock."""


def repacked(docx: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with members replaced or, under a new name, added at its end.

    Members keep their content, order, name, date, attributes and compression. Raises what ``zipfile`` does on damage.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        new.comment = old.comment
        for info in old.infolist():
            inside = changed[info.filename] if info.filename in changed else old.read(info)
            new.writestr(copy.copy(info), inside, compress_type=info.compress_type)
        for name in sorted(set(changed) - set(old.namelist())):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), changed[name], compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
