"""Ô 5a, 9a and the legal basis: type name, abstract, addressees, căn cứ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from reportgen.patterns import regex
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LETTER, LIKELY, SURE, TYPE_KEYS, WIRE, Builder, Component
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line

_ABSTRACT = 8  # lines that an abstract has at most
_ADDRESSEES = 40  # lines that a list of addressees has at most
_ADDRESSEE = 150  # characters: no addressee takes more
_BASIS = 500  # characters: nor a legal basis
_ABOVE_BASES = 3  # lines of who decides above the legal basis
_ADDRESSED_AT_ONCE = regex(r"^(dong )?kinh (gui|goi|trinh) ?:")
_REACH = 14  # lines below the head in which a type's name is looked for
_BASES = 30  # lines in which «Căn cứ …» is looked for
_HEADING = 160  # characters: a left-aligned line of more is a paragraph
_DECIDING = ("quyết định", "nghị quyết")
_HANGING = Twips(1200)  # an addressee may stand so far in, below «Kính gửi:»
_SENTENCE = 260  # characters: an abstract of more is a paragraph
_AFTER_ABSTRACT = (words.ATTACHED, words.ADDRESSED, words.DIVISION, words.LETTERED)


def read_title(builder: Builder, start: int) -> tuple[str | None, int]:
    """Name type, abstract, addressees and legal basis; return the type's name and where the text begins."""
    near = builder.free(builder.lines[start : start + _REACH])
    title, kind, confidence = _title(near)
    at = start
    if title is None and builder.first(Component.TRICH_YEU_CV) is None:
        title = _title_below_addressee(near)
        kind = TYPE_KEYS[words.type_key(title)] if title is not None else None
        at = _addressees(builder, start) if title is not None else start
    if title is not None:
        builder.add(Component.TEN_LOAI, title, confidence)
        at = _abstract(builder, title)
    elif builder.first(Component.TRICH_YEU_CV) is not None or _is_letter(near):
        kind = LETTER
        _titled_letter(builder, start)
    if Component.KINH_GUI not in builder.parts:
        at = _wired(builder, at) if kind == WIRE else _addressees(builder, at)
    return kind, _bases(builder, at, decides=kind in _DECIDING)


def _titled_letter(builder: Builder, start: int) -> None:
    """Name «CÔNG VĂN» as a type's name where somebody wrote it: a letter has none."""
    near = builder.free(builder.lines[: start + _REACH])
    named = (line for line in near if words.type_key(line) == fold(LETTER) and (line.upper or line.letters.bold))
    builder.name(Component.TEN_LOAI, list(named)[:1])


def _wired(builder: Builder, at: int) -> int:
    """Name whom a công điện is sent to, «CHỦ TỊCH … điện:» and its list; return the order of the line after them."""
    near = builder.lines[at : at + _REACH]
    begun = next((line for line in near if words.WIRED.search(line.bare) and len(line.text) < _ADDRESSEE), None)
    if begun is None:
        return _addressees(builder, at)
    listed = takewhile(lambda line: words.DASHED.match(line.shown), builder.lines[begun.order + 1 :][:_ADDRESSEES])
    builder.name(Component.NOI_DIEN, (*near[: begun.order - at + 1], *listed), LIKELY)
    return max(line.order for line in builder.parts[Component.NOI_DIEN]) + 1


def _title(lines: Sequence[Line]) -> tuple[Line | None, str | None, float]:
    """Return the line with the type's name, the type, and how certain they are."""
    for line in lines:
        if words.names_type(line) and (line.upper or line.aligned == "center"):
            return line, TYPE_KEYS[words.type_key(line)], SURE
        if _below_title(line):
            break
    for line in lines:
        if words.DIVISION.match(line.bare):
            break
        if (kind := _type_before_abstract(line)) is not None:
            return line, kind, GUESSED
        if _below_title(line):
            break
    return None, None, SURE


def _title_below_addressee(lines: Sequence[Line]) -> Line | None:
    """Return the type's name that stands below «Kính gửi», where it does not belong; None for a letter's text."""
    begun = next((at for at, line in enumerate(lines) if words.ADDRESSED.match(line.bare)), len(lines))
    below = (line for line in lines[begun + 1 :] if words.names_type(line) and line.upper)
    return next((line for line in below if line.letters.bold and line.aligned == "center"), None)


def _below_title(line: Line) -> bool:
    """Tell whether a line certainly stands below a title."""
    return bool(words.ADDRESSED.match(line.bare)) or len(line.text) > _SENTENCE


def _type_before_abstract(line: Line) -> str | None:
    """Return the type whose name begins a heading, the abstract on the same line; None when it is no such line."""
    if line.aligned != "center" or not line.letters.bold or len(line.text) >= _SENTENCE:
        return None
    return next((name for key, name in TYPE_KEYS.items() if line.key.startswith(key + " ")), None)


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
    above: Line | None = None
    decides = TYPE_KEYS.get(words.type_key(title)) in _DECIDING
    for line in builder.lines[at : at + _ABSTRACT]:
        if _ends_abstract(line, title) or (decides and above is not None and _names_decider(line, above)):
            break
        if not (_begins_abstract(line) if above is None else _continues_abstract(line, above)):
            break
        builder.add(Component.TRICH_YEU, line, LIKELY)
        above = line
        at = line.order + 1
    return at


def _ends_abstract(line: Line, title: Line) -> bool:
    """Tell whether a line is certainly none of the abstract: it stands elsewhere, or opens what follows."""
    if line.holder != title.holder or words.is_typed_rule(line):
        return True
    if any(opening.match(line.bare) for opening in _AFTER_ABSTRACT) or _opens_bases(line):
        return True
    return len(line.text) > _SENTENCE and not (line.aligned == "center" and line.letters.bold)


def _names_decider(line: Line, above: Line) -> bool:
    """Tell whether a line in capitals below an abstract in small letters is who decides, whatever office that is."""
    return line.upper and not above.upper and line.text.replace(" ", "").isalpha()


def _opens_bases(line: Line) -> bool:
    """Tell whether a line begins as a legal basis does and looks like one.

    «Thực hiện nhiệm vụ cải cách hành chính» in bold type below the type's name is an abstract.
    """
    like_a_heading = line.letters.bold and not line.letters.italic and not line.text.endswith((";", ".", ","))
    return bool(words.BASIS.match(line.bare)) and not like_a_heading


def _begins_abstract(line: Line) -> bool:
    if line.upper and _official(line):
        return False
    return line.aligned == "center" or line.letters.bold or _is_left_heading(line)


def _is_left_heading(line: Line) -> bool:
    short = line.aligned == "left" and len(line.text) < _HEADING
    return short and not line.text.endswith((".", ";", ":"))


def _continues_abstract(line: Line, above: Line) -> bool:
    if line.aligned != "center" or line.letters.bold != above.letters.bold:
        return False
    return not (line.upper and _official(line))


def _official(line: Line) -> bool:
    """Tell whether a line in capitals names who decides, as below the abstract of a decision."""
    return bool(words.OFFICE.match(line.bare) or words.AGENCY.match(line.bare))


def _addressees(builder: Builder, at: int) -> int:
    """Name «Kính gửi» and the addressees below it; return the order of the line after them.

    Where they stand below the text, the order of the text's first line.
    """
    begun = _addressed(builder, at)
    if begun is None:
        return at
    builder.add(Component.KINH_GUI, begun)
    after = begun.order + 1
    for line in builder.lines[after : after + _ADDRESSEES]:
        if line.paragraph is begun.paragraph:
            builder.add(Component.KINH_GUI, line)
            after = line.order + 1
        elif _is_listed(line, begun, builder.parts.get(Component.NOI_KINH_GUI, ())):
            if len(line.text) > _SENTENCE:
                break
            builder.add(Component.NOI_KINH_GUI, line, LIKELY)
            after = line.order + 1
        elif line.order == after and _is_first_hanging(line, begun):
            builder.add(Component.NOI_KINH_GUI, line, LIKELY)
        else:
            break
    above = builder.free(builder.lines[at : begun.order])
    return at if any(_is_plain_text(line) for line in above) else after


def _addressed(builder: Builder, at: int) -> Line | None:
    """Return the line «Kính gửi»: near the head, or by itself below the text; None for none."""
    near = builder.lines[at : at + _REACH]
    title = builder.first(Component.TEN_LOAI)
    begun = next((line for line in near if words.ADDRESSED.match(line.bare) and not _only_begins_so(line, title)), None)
    if begun is not None:
        return begun
    rest = takewhile(lambda line: not words.RECIPIENTS.match(line.bare), builder.lines[at + _REACH :])
    apart = (line for line in rest if words.ADDRESSED.match(line.bare) and not line.place.table)
    return next((line for line in apart if ":" in line.text and line.aligned != "both"), None)


def _only_begins_so(line: Line, title: Line | None) -> bool:
    """Tell whether below the ``title`` a sentence or a cell begins with «Kính gửi», as the name of a task may."""
    if line.text.endswith("./.") and ":" not in line.text:
        return True  # «Kính trình … xem xét./.» ends a text, whatever the document
    if title is None or line.order < title.order or _ADDRESSED_AT_ONCE.match(line.bare):
        return False
    sentence = line.aligned == "both" and (":" in line.text or line.text.endswith("."))
    return sentence or line.place.table not in (0, title.place.table)


def _is_plain_text(line: Line) -> bool:
    """Tell whether a line between title and «Kính gửi» is one of the text, not the rest of a long abstract."""
    set_apart = line.aligned == "center" or line.letters.bold or line.place.table
    return not set_apart and words.is_text(line)


def _is_listed(line: Line, begun: Line, above: Sequence[Line]) -> bool:
    """Tell whether a line is one of a list of addressees: by its dash, its table, its indent, or the list ``above``."""
    beside = begun.place.table and line.place.table == begun.place.table
    if words.DASHED.match(line.shown) or beside:
        return True
    return bool(above) and (_is_hanging(line) or _goes_on_listing(line, above[-1]))


def _goes_on_listing(line: Line, above: Line) -> bool:
    """Tell whether a line without a dash is one more addressee: the one above ends with a semicolon."""
    named = bool(words.AGENCY.match(line.bare)) and len(line.text) < _ADDRESSEE
    return named and above.text.endswith(";") and line.aligned == above.aligned


def _is_first_hanging(line: Line, begun: Line) -> bool:
    """Tell whether a line without a dash is the first addressee, below a «Kính gửi:» that names none."""
    return begun.text.rstrip(" :").lower().endswith("gửi") and _is_hanging(line)


def _is_hanging(line: Line) -> bool:
    indented = line.paragraph.layout.left > _HANGING
    addressee = line.text[-1:] in ";.," or words.AGENCY.match(line.bare)
    return indented and bool(addressee) and len(line.text) < _ADDRESSEE


def _bases(builder: Builder, at: int, *, decides: bool) -> int:
    """Name the lines of the legal basis; return the order of the line after them. ``decides``: there is one."""
    found = _basis_lines(builder.lines[at : at + _BASES], at)
    found = found if decides else _without_opening(found)
    if not found:
        return at
    deciding = (line for line in builder.free(builder.lines[at : found[0].order]) if line.upper)
    builder.name(Component.THAM_QUYEN, deciding, LIKELY)
    builder.name(Component.CAN_CU, found, LIKELY)
    return found[-1].order + 1


def _basis_lines(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the lines that read like a legal basis; above them only a typed rule and who decides may stand."""
    found: list[Line] = []
    for line in lines:
        if not found and words.is_typed_rule(line):
            at += 1
            continue
        if line.place.table or words.is_typed_rule(line) or _is_numbered(line):
            break
        if _is_basis(line) or (found and _goes_on(line)):
            found.append(line)
        elif found or line.order > at + _ABOVE_BASES or not _may_decide(line):
            break
    return found


def _without_opening(found: list[Line]) -> list[Line]:
    """Return bases without the sentence «Thực hiện … báo cáo như sau:» that opens the text; none for what are none."""
    slanted = any(line.letters.italic for line in found)
    if not found or not (slanted or found[0].text.endswith(";")):
        return []
    end = len(found)
    while end > 1 and (found[end - 1].text.endswith(":") or (slanted and not found[end - 1].letters.italic)):
        end -= 1
    return found[:end]


def _is_numbered(line: Line) -> bool:
    label = line.paragraph.label
    return bool(label) and not words.DASHED.match(label)


def _is_basis(line: Line) -> bool:
    return bool(words.BASIS.match(line.bare)) and not line.upper


def _goes_on(line: Line) -> bool:
    """Tell whether a line below a legal basis is another one, whatever its first word."""
    return line.letters.italic and line.text.endswith((";", ".", ",")) and len(line.text) < _BASIS


def _may_decide(line: Line) -> bool:
    return line.aligned == "center" or line.upper
