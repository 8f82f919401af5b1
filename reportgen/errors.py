"""Errors: what stops a run. What is merely wrong in the data is a Finding, not an error."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

NO_PLAIN_FILE = "đây không phải là tệp thường"
"""What is said of a pipe, a device, a socket: to open one may wait for ever."""

_REASONS = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EEXIST: "tên thư mục cần tạo đã là tên của một tệp",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EFBIG: "tệp vượt quá cỡ cho phép",
    errno.ELOOP: "đường dẫn tắt chỉ vòng quanh",
    errno.EIO: "ổ đĩa báo lỗi khi đọc hoặc ghi",
    errno.EPIPE: "nơi nhận kết quả đã đóng",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Vietnamese; its own words only for what is rare."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def hindrance(path: Path, *, folder: bool = False) -> str:
    """Return why what lies at ``path`` cannot be read as a file, or as a ``folder``; empty where nothing lies.

    Nothing is opened. A link to what is gone is not nothing: somebody meant there to be something.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return reason(error)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "đường dẫn tắt trỏ tới chỗ không còn gì"
    except OSError as error:
        return reason(error)
    return _unlike(mode, folder=folder) or ("" if os.access(path, os.R_OK) else _REASONS[errno.EACCES])


def _unlike(mode: int, *, folder: bool) -> str:
    if folder:
        return "" if stat.S_ISDIR(mode) else "đây không phải là thư mục"
    if stat.S_ISDIR(mode):
        return _REASONS[errno.EISDIR]
    return "" if stat.S_ISREG(mode) else NO_PLAIN_FILE


def debugging() -> bool:
    """Tell whether someone looks for faults of this program: then none is got around."""
    return bool(os.environ.get("REPORTGEN_DEBUG"))


def unexpected(error: Exception) -> str:
    """Return the words for a fault of the program itself; raises it again where someone is looking for it."""
    if debugging():
        raise error
    return f"chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}: {error})"


class ReportgenError(Exception):
    """A run that must stop; its text is a Vietnamese message for the user."""

    exit_code = 2


class CannotRun(ReportgenError):
    """Usage, a missing file, an unreadable template: nothing could be done (exit code 2)."""


class Refused(ReportgenError):
    """The request was understood and is refused for a reason (exit code 1)."""

    exit_code = 1


class TemplateFault(CannotRun):
    """A template that cannot be rendered; the text names template, place, tag and record."""

    def said_of(self, name: str) -> str:
        """Return the text without the template's ``name``, for where that is told already."""
        return str(self).removeprefix(f"Mẫu {name} · ")


class Notice(UserWarning):
    """Something that the user should know although the run goes on; its text is a Vietnamese sentence."""
