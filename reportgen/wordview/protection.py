"""What forbids that a copy of a .docx is changed: signatures, protection, a form that is not Word's usual."""

from __future__ import annotations

from reportgen.wordview.ooxml import W, attribute, on
from reportgen.wordview.package import Package

_SIGNATURES = "_xmlsignatures/"
_STRICT = b"purl.oclc.org/ooxml/wordprocessingml"
_BEGINNING = 4_000
"""Bytes of a part in which it says what its names mean."""
_OFF = ("0", "false", "off")


def refusal(package: Package) -> str:
    """Return why a document is left as it is, and what to do instead; empty where it may be changed.

    Raises Unreadable for settings that are damaged or too large.
    """
    if any(name.lower().startswith(_SIGNATURES) for name in package.names):
        return "tệp đã ký số, sửa là mất chữ ký; sửa ở bản Word chưa ký rồi ký lại"
    if _STRICT in package.beginning(package.member(package.main), _BEGINNING):
        return "tệp kiểu Strict Open XML; mở bằng Word, Lưu thành (Save As) dạng .docx thường"
    if _protected(package):
        return (
            "tệp đang khóa sửa; thẻ Xem lại (Review), Hạn chế chỉnh sửa (Restrict Editing), bấm Dừng bảo vệ rồi lưu lại"
        )
    return ""


def _protected(package: Package) -> bool:
    settings = package.related("settings")
    if settings is None:
        return False
    lock = settings.find(f"{W}documentProtection")
    if lock is not None and (attribute(lock, "enforcement") or "0").lower() not in _OFF:
        return True
    write = settings.find(f"{W}writeProtection")
    return write is not None and bool(write.attrib) and on(write) is not False
