"""From bytes to text: encodings, size, and characters that no report can carry."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import field

from reportgen.checks import tep
from reportgen.checks.base import Fault
from reportgen.finding import Finding, Position
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.signs import UNREADABLE, code_point, in_command
from reportgen.vn.text import nfc
from reportgen.yamlmap.encodings import code_page_of, everyday, foreign_line

MAX_BYTES = 5_000_000
"""Larger than ten thousand task rows; a file beyond it is not a status file."""

TOO_MANY_MARKS = regex("[\u0300-\u036f]{11}")
"""More marks on one letter than any language has: normalising them takes quadratic time."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_OTHER_FILES = (
    (b"PK\x03\x04", "tệp Word, Excel hoặc tệp nén .zip"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ (.doc, .xls)"),
    (b"{\\rtf", "tệp RTF của Word hay WordPad"),
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"\x1f\x8b", "tệp nén .gz"),
    (b"Rar!", "tệp nén .rar"),
    (b"7z\xbc\xaf", "tệp nén .7z"),
    (b"<!DOCTYPE", "trang web lưu lại"),
    (b"<html", "trang web lưu lại"),
)


_DOCUMENT = b"word/document.xml"
"""What every document of today's Word has a member of."""
_OF_PERIOD = re.compile(r"tinh-hinh/([^/]+/[^/]+)/[^/]+$")
_WITH_TEXT = tuple(what for _, what in _OTHER_FILES if "Word" in what or "web" in what)
_RIGHT_FILE = "chọn đúng tệp biểu đã điền, tên có đuôi .yaml"
_OTHER_THAN_TEXT = dict.fromkeys(
    ("tệp PDF", "tệp ảnh"),
    f"{_RIGHT_FILE}; đơn vị chỉ có bản này thì đề nghị điền biểu Word rồi gửi lại, hoặc điền trang biểu (.html) rồi "
    "gửi tệp .yaml tải về, hoặc gõ nội dung vào tệp YAML",
)
_SAMPLE = 200_000
"""Bytes that are looked at to tell how a file is encoded."""
_CUT_OFF = "unexpected end of data"
"""What Python says of UTF-8 that ends inside a letter."""
_MAX_LINES, _MAX_LINE = 250_000, 60_000
"""A field holds 50,000 characters; ten thousand rows stand on less than 200,000 lines."""


@record
class Source:
    """A text file as read: its name in the workspace, its text (NFC, ``\\n`` line ends), what is wrong with that.

    ``everyday``: its text is known to be :func:`~reportgen.yamlmap.encodings.everyday`.
    """

    file: str
    text: str
    findings: tuple[Finding, ...] = ()
    everyday: bool = field(default=False, compare=False)


_SAVE_AS_UTF8 = "mở bằng Notepad, chọn «Lưu thành…» (Save as…), mục Mã hóa (Encoding) chọn UTF-8"


def remedy(file: str) -> str:
    """Return where a usable file of this kind comes from."""
    if file.startswith("tinh-hinh/"):
        return "xóa tệp này, chạy reportgen forms để tạo lại mẫu, hoặc xin Văn phòng gửi lại mẫu"
    return "chép tệp cùng loại của cơ quan mẫu trong thư mục data rồi sửa"


def fault(file: str, line: int, column: int, said: Fault, **values: object) -> Finding:
    """Return an error about the text itself; ``values`` go into the words of what is ``said``."""
    return said.finding(file, Position(line, column), said.words(**values))


def decode(file: str, content: bytes) -> Source | Finding:
    """Return the text of ``content``, or the one finding that says why it cannot be read."""
    if unfit := _too_large(file, content) or _of_another_kind(file, content):
        return unfit
    text = _text(file, content)
    if isinstance(text, Finding):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    usual = everyday(text)
    if unfit := _too_long(file, text) or (None if usual else _overloaded_letter(file, text)):
        return unfit
    text = text if usual else nfc(text)
    if not text or text.isspace():
        return fault(file, 1, 1, tep.EMPTY, advice=remedy(file))
    font = _legacy_font(file, text, everyday=usual)
    if usual:
        return Source(file, text, (font,) if font else (), everyday=True)
    if hidden := _hidden_character(file, text):
        return font or hidden  # a wrong code page leaves such characters behind; its name says more
    return Source(file, text, (font,) if font else ())


def kinds_for_script() -> list[tuple[str, str]]:
    """Return how files begin that are no text, a sign a byte, and what they are: pages refuse the same."""
    return [(head.decode("latin-1"), what) for head, what in _OTHER_FILES]


def tab_lines(text: str) -> frozenset[int]:
    """Return the numbers (from 1) of the lines whose indentation holds a tab."""
    if "\t" not in text:
        return frozenset()
    lines = enumerate(text.splitlines(), start=1)
    return frozenset(number for number, line in lines if "\t" in line[: len(line) - len(line.lstrip())])


def recode(content: bytes) -> tuple[str, Callable[[str], bytes]]:
    """Return the text of a file that can be read, and how to write text in the same encoding."""
    head, encoding = _encoding_of(content)
    return content[len(head) :].decode(encoding), lambda text: head + text.encode(encoding)


def _too_large(file: str, content: bytes) -> Finding | None:
    if len(content) <= MAX_BYTES:
        return None
    return fault(file, 1, 1, tep.TOO_BIG, most=MAX_BYTES // 1_000_000)


def _of_another_kind(file: str, content: bytes) -> Finding | None:
    """Tell of a document, picture or archive that was put in the place of a text."""
    begun = content.lstrip()
    what = next((what for head, what in _OTHER_FILES if begun.startswith(head)), None)
    if what is None:
        return None
    advice = _plain_text(file) if what in _WITH_TEXT else _OTHER_THAN_TEXT.get(what, _RIGHT_FILE)
    if _DOCUMENT in content and (found := _OF_PERIOD.match(file)):
        command = f"reportgen forms {found[1]} --read {in_command(file)}"
        advice = f"biểu Word do lệnh forms tạo thì chạy: {command}; tệp khác thì {advice}"
    return fault(file, 1, 1, tep.OTHER_KIND, what=what, advice=advice)


def _too_long(file: str, text: str) -> Finding | None:
    if len(text) <= _MAX_LINE:
        return None
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        return fault(file, _MAX_LINES, 1, tep.TOO_MANY_LINES, lines=len(lines), most=_MAX_LINES)
    at = next((index for index, line in enumerate(lines) if len(line) > _MAX_LINE), None)
    if at is None:
        return None
    return fault(file, at + 1, 1, tep.LINE_TOO_LONG, length=len(lines[at]), most=_MAX_LINE)


def _overloaded_letter(file: str, text: str) -> Finding | None:
    match = TOO_MANY_MARKS.search(text)
    if match is None:
        return None
    return fault(file, text.count("\n", 0, match.start()) + 1, 1, tep.TOO_MANY_MARKS)


def _legacy_font(file: str, text: str, *, everyday: bool) -> Finding | None:
    if everyday and "?" not in text:
        return None  # only letters that became question marks could be wrong in it
    foreign = foreign_line(text.split("\n"), everyday=everyday)
    if foreign is None:
        return None
    line, what, cure = foreign
    return fault(file, line + 1, 1, tep.OLD_FONT, found=what, advice=cure)


def _hidden_character(file: str, text: str) -> Finding | None:
    match = UNREADABLE.search(text)
    if match is None:
        return None
    before = text[: match.start()]
    hidden = "xóa ký tự ẩn này, thường do dán từ chương trình khác"
    advice = _SAVE_AS_UTF8 if match[0] == "\0" else hidden  # UTF-16 without its mark is full of zeros
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return fault(file, line, column, tep.HIDDEN_SIGN, sign=code_point(match[0]), advice=advice)


def _plain_text(file: str) -> str:
    return f"chép nội dung sang Notepad rồi lưu với mã hóa UTF-8, tên có đuôi .yaml; hoặc {remedy(file)}"


def _text(file: str, content: bytes) -> str | Finding:
    head, encoding = _encoding_of(content)
    content = content[len(head) :]
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            return fault(file, 1, 1, tep.BROKEN_UTF16, remedy=remedy(file))
        return _no_utf8(file, content, error)


def _encoding_of(content: bytes) -> tuple[bytes, str]:
    """Return the mark with which ``content`` begins, and the encoding that it says."""
    return next(((bom, name) for bom, name in _BOMS if content.startswith(bom)), (b"", "utf-8"))


def _no_utf8(file: str, content: bytes, error: UnicodeDecodeError) -> Finding:
    """Tell what ``content`` probably is, and how its owner makes UTF-8 of it."""
    sample = content[:_SAMPLE]
    zeros = sample.count(0)
    line = content[: error.start].count(b"\n") + 1
    if zeros > len(sample) // 4:
        found, advice, line = "tệp UTF-16 thiếu dấu nhận biết ở đầu (BOM)", _SAVE_AS_UTF8, 1
    elif zeros:
        return fault(file, 1, 1, tep.NO_TEXT, advice=_plain_text(file))
    elif _mostly_utf8(content, sample) or _cut_off_inside_a_letter(content, error):
        found = "tệp bị cụt ở cuối" if error.reason == _CUT_OFF else "dòng này có chữ hỏng"
        advice = "gõ lại dòng này rồi lưu với mã hóa UTF-8, hoặc lấy lại tệp gốc"
    elif known := code_page_of(sample):
        name, cure = known
        found, advice = f"tệp ở bảng mã {name}, không phải UTF-8", cure or _SAVE_AS_UTF8
    else:
        found = "tệp không ở bảng mã UTF-8"
        advice = f"{_SAVE_AS_UTF8}; chữ gõ bằng phông TCVN3 hoặc VNI thì đổi sang Unicode trước"
    return fault(file, line, 1, tep.OTHER_ENCODING, found=found, advice=advice)


def _mostly_utf8(content: bytes, sample: bytes) -> bool:
    """Tell whether what cannot be read is a trifle beside the accented letters that can."""
    bad = content.decode("utf-8", "replace").count("\ufffd")
    accented = sum(byte >= 0xC2 for byte in sample)
    return bad * 20 < accented


def _cut_off_inside_a_letter(content: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == _CUT_OFF and not content[: error.start].isascii()
