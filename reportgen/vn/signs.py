"""Signs that are no text: which are refused, which are left out, how they are shown. One policy for the whole house.

- **Refused** (:func:`refused`) where people type: control characters, separators of lines and paragraphs, halves of a
  letter, non-characters, overrides of the direction of writing, private-use signs (those of a symbol font, which
  print as boxes; our own marks are such signs), tags, signs that shape music and shorthand, and more marks over one
  letter than any writing has: they run over the lines above. They carry or upset meaning, so their writer must see
  them.
- **Left out** (:func:`without_unseen`): what has no width and says nothing: soft hyphens, spaces of no width, joiners,
  marks of direction, variation selectors. They come along with what is pasted. Joiners too: Vietnamese has no use
  for them, and an emoji that loses its joiner is still seen, as its parts.
- **Shown** (:func:`visible`) wherever text is put out that nobody has refused before: names of files, texts of
  foreign documents.

Line feeds and tabs are text; where a line is printed, a name must not break it (:func:`visible_name`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from reportgen.patterns import regex

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_UNSEEN_BEYOND = "\U000e0100-\U000e01ef"
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_DIRECTIONS = "\u202a-\u202e\u2066-\u206f"
_PRIVATE, _PRIVATE_BEYOND = "\ue000-\uf8ff", "\U000f0000-\U0010ffff"
_REFUSED = _CONTROLS + _DIRECTIONS + _PRIVATE + "\ufff9-\ufffc"
_ENDS_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_SHAPING = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
_REFUSED_BEYOND = _ENDS_OF_PLANES + _TAGS + _SHAPING + _PRIVATE_BEYOND
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The signs as insides of character classes; those beyond the first plane of Unicode apart."""
_PILED = f"(?<=[{_MARKS}]{{10}})[{_MARKS}]"
"""The eleventh mark over a letter, and those after it; Vietnamese needs two, and a slip of the keys makes a few."""

_UNUSUAL = regex(
    "[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""What needs a closer look: all but Latin letters and common signs. A pattern that names the others takes ten times as
long to compile, and one that names each sign beyond the first plane of Unicode looks five times as long."""
_ANY_REFUSED = f"[{_REFUSED}{_REFUSED_BEYOND}]|{_PILED}"
_ODD = f"[{_UNSEEN}{_UNSEEN_BEYOND}]|{_ANY_REFUSED}"
UNREADABLE = regex(f"[{_CONTROLS}]")
"""Signs for which a file is not read at all: XML 1.0 cannot hold or discourages them, a parser may trip over them."""

SHOWN = "\ufffd"
"""What stands for a sign that is no text where it must be seen."""

_KINDS = (
    (f"[{_DIRECTIONS}]", "ký tự ẩn đổi chiều chữ", "xóa rồi gõ lại đoạn ấy bằng tay"),
    (
        f"[{_PRIVATE}{_PRIVATE_BEYOND}]",
        "ký hiệu riêng của một phông chữ",
        "xóa ký hiệu ấy; là dấu đầu dòng của Word thì gõ dấu gạch ngang -",
    ),
    (f"[{_REFUSED}{_REFUSED_BEYOND}]", "ký tự ẩn", "xóa ký tự ẩn này"),
    (_PILED, "quá nhiều dấu chồng lên một chữ", "xóa rồi gõ lại chữ ấy"),
)
"""The refused signs by kind, as patterns, the special ones first: what its writer is told, and what to do."""
_FORMULA = "=+-@\t\r\n＝＋－＠"
"""Signs by which a spreadsheet knows a formula, those of East Asian width too."""
_NUMBER = r"[+-]?\d+(?:[.,]\d+)*\s?%?"


def for_script() -> dict[str, Any]:
    """Return the signs, for a script that keeps the same policy: insides of character classes, patterns by kind."""
    kinds = [list(kind) for kind in _KINDS]
    return {"unseen": _UNSEEN + _UNSEEN_BEYOND, "unreadable": _CONTROLS, "refused": kinds}


def code_point(sign: str) -> str:
    """Return the name of a sign that cannot be shown: ``U+200B``."""
    return f"U+{ord(sign):04X}"


def odd(text: str) -> bool:
    """Tell whether a sign of ``text`` is no text, to be refused or left out: one look tells of most that none is."""
    return _UNUSUAL.search(text) is not None and re.search(_ODD, text) is not None


def refused(text: str) -> str:
    """Return the first sign of ``text`` with which no value, name or code is taken; empty when there is none."""
    if not odd(text):
        return ""
    match = re.search(_ANY_REFUSED, text)
    return match[0] if match else ""


def turned(text: str) -> str:
    """Return the first sign of ``text`` that lets what follows be read from the right, or hides words; empty for none.

    Those that keep to the left are no such: telephones put them around numbers.
    """
    match = re.search(f"[\u202b\u202e\u2067{_TAGS}]", text) if odd(text) else None
    return match[0] if match else ""


def told(sign: str) -> tuple[str, str]:
    """Return what a refused sign is, and what to do about it, in words for its writer."""
    what, advice = next((found[1:] for found in _KINDS if re.match(found[0], sign)), _KINDS[-1][1:])
    return f"{what}, mã {code_point(sign)}", advice


def without_unseen(text: str) -> str:
    """Return ``text`` without the signs that have no width and say nothing."""
    return re.sub(f"[{_UNSEEN}{_UNSEEN_BEYOND}]+", "", text) if odd(text) else text


def on_paper(text: str) -> str:
    """Return ``text`` without what takes no room on paper, with spaces where it parts lines; private signs stay.

    For texts of a word processor, where nobody sees or has typed such signs.
    """
    if not odd(text):
        return text
    parted = re.sub("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", " ", text)
    unseen = f"[{_UNSEEN}{_UNSEEN_BEYOND}{_CONTROLS}{_DIRECTIONS}{_TAGS}{_SHAPING}{_ENDS_OF_PLANES}]"
    return re.sub(f"{unseen}|{_PILED}", "", parted)


def visible(text: str) -> str:
    """Return ``text`` with a :data:`SHOWN` for each sign that is no text; letters keep their columns."""
    return re.sub(_ODD, SHOWN, text) if odd(text) else text


def visible_name(name: str) -> str:
    """Return the name of a file, or another text that must stay on its line, as :func:`visible` does."""
    return visible(name).replace("\n", SHOWN).replace("\t", SHOWN)


def in_command(name: str) -> str:
    """Return the name of a file as it is typed into a command: in quotes where a shell would part it."""
    return name if re.fullmatch(r"[\w./\\:+-]+", name) else f'"{name}"'


def escaped_in_json(document: str) -> str:
    """Return a JSON document with the signs that are no text as escapes: they stand in its texts alone."""
    if not odd(document):
        return document
    return re.sub(_ODD, lambda match: json.dumps(match[0])[1:-1], document)


def cell(text: str) -> str:
    """Return ``text`` as a cell for spreadsheets, none of which takes it for a formula; numbers stay numbers."""
    text = visible(text)
    return f"'{text}" if text[:1] and text[0] in _FORMULA and not re.fullmatch(_NUMBER, text) else text
