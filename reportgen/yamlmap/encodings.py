"""Vietnamese text that is not Unicode: recognised and named, so that its owner knows what to convert.

The tables are those of the standards: TCVN 5712:1993 as fonts named ``.Vn…`` draw it (called ABC), and VNI
for Windows, where a letter is followed by its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reportgen.patterns import regex
from reportgen.vn.text import LOWER, UPPER, nfc, split_tones

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_MARKS = {
    **dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
    **dict(zip("âáàåãä", ("\u0302" + tone for tone in _TONES), strict=True)),
    **dict(zip("êéèúüë", ("\u0306" + tone for tone in _TONES), strict=True)),
}
_VNI_LETTERS = dict(zip("ñÑôöÔÖæóòîí", "đĐơưƠƯỉĩịỵí", strict=True))
_SYLLABLE = regex(
    r"(?:ngh?|nh|th|tr|ph|kh|gh|gi|g|ch|qu|[bcdđhklmnprstvx])?"
    r"(?:o(?=[aăe])|u(?=[yâêơ]))?(?:iê|yê|ươ|uô|ia|ya|ưa|ua|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnptiouy])?"
)
_WORD = regex(r"[^\W\d_]+")
_MISREAD = regex("[\u00c2-\u00c6\u00e1][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_SIGNS_AND_LETTERS = "«»°·±§–—‘’“”…•" + re.escape(LOWER + UPPER)
_STRANGE = regex(f"[^\u0000-\u007f{_SIGNS_AND_LETTERS}\u0300-\u036f]")
"""What no text typed in Vietnamese has; legacy fonts and wrong code pages need such signs in every sentence."""
_UNUSUAL = regex(f"[^\n\t -~{_SIGNS_AND_LETTERS}]")
_LOST = regex(r"[A-Za-z]\?[A-Za-z]|(?<![\w?])\?[a-z]|[A-Za-z]\?(?= [a-zA-Z?])")
_UNICODE_ALONE = regex("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
"""Letters of Vietnamese that no such font has: a line with one of them was typed in Unicode."""
_ENOUGH = 2  # one odd word may be a foreign name
_ENOUGH_OF_SIGNS = 3
"""Strange signs in a line without a letter of Unicode's own: half of a text in TCVN3 may look like words as it is."""
_ENOUGH_OF_A_FONT = 5  # different words: letters of Latin-1 stand in other languages too

_UNIKEY = (
    "chọn hết chữ, bấm Ctrl+C; mở UniKey, bấm Ctrl+Shift+F6, chọn nguồn {source}, đích Unicode, bấm Chuyển mã; dán lại "
    "bằng Ctrl+V rồi lưu với mã hóa UTF-8"
)
_NAMES = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI Windows"}
_LETTERS_LOST = (
    "chữ có dấu đã thành dấu hỏi",
    "gõ lại, hoặc lấy tệp gốc rồi lưu với mã hóa UTF-8: tệp này đã lưu với mã ANSI nên mất dấu",
)
_MISREAD_SAVED = (
    "chữ UTF-8 bị đọc sai bảng mã",
    "lấy lại tệp gốc rồi lưu với mã hóa UTF-8; tệp này đã bị mở sai bảng mã rồi lưu lại",
)
_OLD_FONT = ("chữ gõ bằng phông {font}", _UNIKEY)
"""What is said of each, and the cure."""


def from_tcvn3(text: str) -> str:
    """Return ``text``, whose characters are TCVN3 codes taken for Latin-1, in Unicode."""
    return "".join(_TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """Return ``text``, whose characters are VNI codes taken for Latin-1, in Unicode."""
    letters: list[str] = []
    for char in text:
        mark = _VNI_MARKS.get(char.lower()) if letters and letters[-1][-1:].lower() in set("aeouyơư") else None
        if mark is not None:
            letters[-1] = nfc(letters[-1] + mark)
        else:
            letters.append(_VNI_LETTERS.get(char, char))
    return "".join(letters)


def unicode_of(content: bytes) -> str | None:
    """Return the Vietnamese text of bytes in a code page that is recognised for certain; None where none is.

    ``content`` is in TCVN3, VNI, Windows-1258, UTF-16 without its mark, or UTF-8 once taken for Windows-1252.
    """
    for text in _readings(content):
        if foreign_line(text.split("\n")) is None and "\0" not in text and "\ufffd" not in text:
            return nfc(text)
    return None


def _readings(content: bytes) -> Iterator[str]:
    """Yield what ``content`` says in the code page that it seems to be in."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        if content.count(0) > len(content) // 4:
            yield content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
        elif known := code_page_of(content):
            latin = content.decode("latin-1")
            converted = {_NAMES["TCVN3"]: from_tcvn3, _NAMES["VNI"]: from_vni}
            yield converted[known[0]](latin) if known[0] in converted else content.decode("cp1258", "replace")
        return
    lines = text.split("\n")
    yield "\n".join(_undone(line) if _is_misread(line) else line for line in lines)
    for convert in (from_tcvn3, from_vni):
        yield convert(text)


def everyday(text: str) -> bool:
    """Tell whether ``text`` is of ASCII, whole Vietnamese letters and their signs: one look tells it of most files.

    Such a text is in NFC; it has no sign that is none, no space but the plain one and no mark beside its letter.
    """
    return _UNUSUAL.search(text) is None


def code_page_of(content: bytes) -> tuple[str, str] | None:
    """Return name and cure of the Vietnamese code page of bytes that are not UTF-8, None if it is none we know."""
    latin = content.decode("latin-1")
    found = {"TCVN3": _words(from_tcvn3(latin)), "VNI": _words(from_vni(latin))}
    found["1258"] = _words(nfc(content.decode("cp1258", "replace")))
    name, (right, wrong) = max(found.items(), key=lambda item: item[1][0] - item[1][1])
    if right < _ENOUGH or right < 3 * wrong:
        return None
    if name == "1258":
        return "Windows-1258 (tiếng Việt)", ""
    return _NAMES[name], _UNIKEY.format(source=_NAMES[name])


def foreign_line(lines: list[str], *, everyday: bool = False) -> tuple[int, str, str] | None:
    """Return the index of the first line typed in a legacy font, or read in the wrong code page and saved.

    With it come what it is and what to do about it; None when every line is Unicode. ``everyday``: see the function
    of that name.
    """
    if (at := _letters_lost(lines)) is not None:
        return at, *_LETTERS_LOST
    suspects: list[int] = []
    for index, line in enumerate(() if everyday else lines):
        if not _STRANGE.search(line):
            continue
        if _is_misread(line):
            return index, *_MISREAD_SAVED
        right, wrong = _words(line)
        if wrong > 3 * right or _is_of_a_font(line):
            suspects.append(index)
    if font := _font_of("\n".join(lines[index] for index in suspects)):
        said, cure = _OLD_FONT
        return suspects[0], said.format(font=font), cure.format(source=font)
    return None


def _is_of_a_font(line: str) -> bool:
    """Tell whether ``line`` has signs of a legacy font, and no letter that only Unicode has."""
    return len(_STRANGE.findall(line)) >= _ENOUGH_OF_SIGNS and _UNICODE_ALONE.search(line) is None


def _letters_lost(lines: list[str]) -> int | None:
    """Return the index of the first line whose accented letters have become question marks."""
    lost = [index for index, line in enumerate(lines) if "?" in line and len(_LOST.findall(line)) >= _ENOUGH]
    return lost[0] if len(lost) >= _ENOUGH else None


def _is_misread(line: str) -> bool:
    """Tell whether ``line`` was UTF-8 taken for Windows-1252."""
    return len(_MISREAD.findall(line)) >= _ENOUGH and _words(_undone(line))[0] >= _ENOUGH


def _font_of(text: str) -> str | None:
    """Return the name of the legacy font whose codes make ``text`` Vietnamese."""
    for name, convert in (("TCVN3", from_tcvn3), ("VNI", from_vni)):
        good, bad = _words(convert(text))
        if good >= _ENOUGH_OF_A_FONT and good >= 3 * bad:
            return _NAMES[name]
    return None


def _undone(line: str) -> str:
    """Return what a line was before its UTF-8 bytes were taken for Windows-1252."""
    content = b"".join(bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252", "ignore") for char in line)
    return nfc(content.decode("utf-8", "ignore"))


def _words(text: str) -> tuple[int, int]:
    """Count the different accented words that can be Vietnamese, and those that cannot."""
    accented = {word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()}
    right = sum(_SYLLABLE.fullmatch(split_tones(word.lower())[0]) is not None for word in accented)
    return right, len(accented) - right


def for_script() -> dict[str, Any]:
    """Return what the script of a page knows such text by: the tables, the patterns, how much is enough, the words."""
    high = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
    return {
        "tcvn3": _TCVN3,
        "vniMarks": _VNI_MARKS,
        "vniLetters": _VNI_LETTERS,
        "cp1252": {sign: code for sign, code in high.items() if sign},
        "names": _NAMES,
        "syllable": _SYLLABLE.pattern,
        "misread": _MISREAD.pattern,
        "strange": _STRANGE.pattern,
        "lost": _LOST.pattern,
        "unicodeAlone": _UNICODE_ALONE.pattern,
        "enough": _ENOUGH,
        "enoughOfSigns": _ENOUGH_OF_SIGNS,
        "enoughOfFont": _ENOUGH_OF_A_FONT,
        "said": {"lost": _LETTERS_LOST, "misread": _MISREAD_SAVED, "font": _OLD_FONT},
    }
