"""Errors: what stops a run. What is merely wrong in the data is a Finding, not an error."""

import errno

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
    errno.EPIPE: "nơi nhận kết quả đã đóng",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Vietnamese; its own words only for what is rare."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


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


class Notice(UserWarning):
    """Something that the user should know although the run goes on; its text is a Vietnamese sentence."""
