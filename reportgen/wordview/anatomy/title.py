"""Ô 5a, 9a and the legal basis: type name, abstract, addressees, căn cứ."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LETTER, LIKELY, SURE, TYPE_KEYS, Builder, Component
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line

_REACH = 14  # lines below the head in which a type's name is looked for
_BASES = 30  # lines in which «Căn cứ …» is looked for
_HEADING = 160  # characters: a left-aligned line of more is a paragraph
_HANGING = Twips(1200)  # an addressee may stand so far in, below «Kính gửi:»
_SENTENCE = 260  # characters: an abstract of more is a paragraph


def read_title(builder: Builder, start: int) -> tuple[str | None, int]:
    """Name type, abstract, addressees and legal basis; return the type's name and where the text begins."""
    near = builder.free(builder.lines[start : start + _REACH])
    title, kind, confidence = _title(near)
    at = start
    if title is not None:
        builder.add(Component.TEN_LOAI, title, confidence)
        at = _abstract(builder, title)
    elif builder.first(Component.TRICH_YEU_CV) is not None or _is_letter(near):
        kind = LETTER
    at = _addressees(builder, at)
    return kind, _bases(builder, at)


def _title(lines: Sequence[Line]) -> tuple[Line | None, str | None, float]:
    for line in lines:
        if (key := line.key.rstrip(" :.")) in TYPE_KEYS and (line.upper or line.aligned == "center"):
            return line, TYPE_KEYS[key], SURE
        if words.ADDRESSED.match(line.bare) or len(line.text) > _SENTENCE:
            break
    for line in lines:  # the abstract on the same line
        if words.DIVISION.match(line.bare):
            break
        kind = next((name for key, name in TYPE_KEYS.items() if line.key.startswith(key + " ")), None)
        if kind and line.aligned == "center" and line.letters.bold and len(line.text) < _SENTENCE:
            return line, kind, GUESSED
        if words.ADDRESSED.match(line.bare) or len(line.text) > _SENTENCE:
            break
    return None, None, SURE


def _is_letter(lines: Sequence[Line]) -> bool:
    """Tell whether «Kính gửi» comes first: above it a letter has no title."""
    for line in lines:
        if words.ADDRESSED.match(line.bare):
            return True
        if line.upper and line.letters.bold and line.aligned == "center":
            return False
    return False


def _abstract(builder: Builder, title: Line) -> int:
    """Name the lines of the abstract below ``title``; return the order of the line after them."""
    at = title.order + 1
    bold: bool | None = None
    for line in builder.lines[at : at + 8]:
        if line.holder != title.holder or words.is_typed_rule(line) or words.ATTACHED.match(line.bare):
            break
        below = words.ADDRESSED.match(line.bare) or words.BASIS.match(line.bare) or words.DIVISION.match(line.bare)
        centred = line.aligned == "center"
        if below or (len(line.text) > _SENTENCE and not (centred and line.letters.bold)):
            break
        heading = line.aligned == "left" and len(line.text) < _HEADING and not line.text.endswith((".", ";", ":"))
        if bold is None and not centred and not line.letters.bold and not heading:
            break
        if bold is not None and (not centred or line.letters.bold != bold or (line.upper and _official(line))):
            break
        if line.upper and _official(line) and bold is None:
            break
        bold = line.letters.bold
        builder.add(Component.TRICH_YEU, line, LIKELY)
        at = line.order + 1
    return at


def _official(line: Line) -> bool:
    """Tell whether a line in capitals names who decides, as below the abstract of a decision."""
    return bool(words.OFFICE.match(line.bare) or words.AGENCY.match(line.bare))


def _addressees(builder: Builder, at: int) -> int:
    begun = next((line for line in builder.lines[at : at + _REACH] if words.ADDRESSED.match(line.bare)), None)
    if begun is None:
        return at
    builder.add(Component.KINH_GUI, begun)
    after = begun.order + 1
    for line in builder.lines[after : after + 40]:
        if line.paragraph is begun.paragraph:
            builder.add(Component.KINH_GUI, line)
            after = line.order + 1
            continue
        beside = begun.place.table and line.place.table == begun.place.table
        listed = words.DASHED.match(line.shown)
        hanging = line.paragraph.layout.left > _HANGING and line.text[-1:] in ";." and len(line.text) < 150
        if not (listed or beside or (hanging and builder.parts.get(Component.NOI_KINH_GUI))):
            if begun.text.rstrip(" :").lower().endswith("gửi") and line.order == after and hanging:
                builder.add(Component.NOI_KINH_GUI, line, LIKELY)
                continue
            break
        if len(line.text) > _SENTENCE:
            break
        builder.add(Component.NOI_KINH_GUI, line, LIKELY)
        after = line.order + 1
    return max(after, begun.order + 1)


def _bases(builder: Builder, at: int) -> int:
    """Name the lines of the legal basis; return the order of the line after them."""
    found: list[Line] = []
    start = at
    for line in builder.lines[at : at + _BASES]:
        if line.place.table or words.is_typed_rule(line):
            break
        numbered = line.paragraph.label and not words.DASHED.match(line.paragraph.label)
        if numbered:
            break
        if (words.BASIS.match(line.bare) and not line.upper) or (found and line.letters.italic and _ended(line)):
            found.append(line)
        elif found or line.order > at + 3 or not (line.aligned == "center" or line.upper):
            break  # above the bases only who decides may stand
    slanted = any(line.letters.italic for line in found)
    if not found or not (slanted or found[0].text.endswith(";")):
        return start
    while len(found) > 1 and (found[-1].text.endswith(":") or (slanted and not found[-1].letters.italic)):
        found.pop()  # «Thực hiện … báo cáo như sau:» opens the text
    for line in found:
        builder.add(Component.CAN_CU, line, LIKELY)
        start = line.order + 1
    return start


def _ended(line: Line) -> bool:
    return line.text.endswith((";", ".", ",")) and len(line.text) < 500
