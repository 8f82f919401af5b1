"""What a file carries or loads beside its text, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportgen.wordview.foreign import Foreign, Kind

FOREIGN = "noi-dung-ngoai"
"""The name of the objection to all of it."""
FOREIGN_ADVICE: Mapping[Kind, str] = {
    Kind.MACRO: "mở bằng Word, Lưu thành (Save As) dạng .docx thường (Word Document), rồi ban hành tệp ấy",
    Kind.OBJECT: "trong Word bấm vào đối tượng ấy, cắt (Ctrl+X) rồi Dán đặc biệt (Paste Special) thành ảnh",
    Kind.FILE: "mở bằng Word, chép nội dung sang tệp mới rồi lưu lại dạng .docx",
    Kind.OUTSIDE: (
        "ảnh, đối tượng: cắt rồi dán lại thành ảnh, hoặc Tệp (File) › Thông tin (Info) › Sửa liên kết (Edit Links) › "
        "Ngắt liên kết (Break Link); mẫu văn bản: Tùy chọn (Options) › Phần bổ trợ (Add-ins) › Mẫu (Templates), bỏ mẫu"
    ),
    Kind.LINK: "bấm chuột phải vào liên kết, chọn Loại bỏ siêu liên kết (Remove Hyperlink)",
}
"""What to do about each kind."""
_SHOWN = 3
_LONGEST = 120
"""Characters of an address that are shown."""


def foreign_by_kind(found: Iterable[Foreign]) -> dict[Kind, list[str]]:
    """Return names and addresses by kind, in the order in which the kinds are told."""
    names: dict[Kind, list[str]] = {}
    for kind, what in found:
        names.setdefault(kind, []).append(what)
    return names


def foreign_words(kind: Kind, names: Sequence[str]) -> str:
    """Return what of one kind a file has, on one line: ``tệp có macro: word/vbaProject.bin``."""
    shown = ", ".join(name[:_LONGEST] for name in names[:_SHOWN])
    more = f" và {len(names) - _SHOWN} chỗ khác" if len(names) > _SHOWN else ""
    return f"{kind}: {shown}{more}"
