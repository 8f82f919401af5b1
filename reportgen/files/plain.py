"""Reading a file that nobody has looked at yet: one that can only be waited for is not opened."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from reportgen.errors import NO_PLAIN_FILE


def read_plain(path: Path, most: int = -1) -> bytes:
    """Return the bytes of a file, of a larger one the first ``most``.

    Raises OSError, also for what is no ordinary file: a pipe would be waited for without end, a device never ends.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # of a folder the system itself says what it is
        raise OSError(errno.EINVAL, NO_PLAIN_FILE, str(path))
    with path.open("rb") as file:
        return file.read(most)
