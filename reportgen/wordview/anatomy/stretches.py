"""What else a file holds beside its document: further documents, copies (SAO Y), forms that are attached to it."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import COPIES, Builder, Component
from reportgen.wordview.lines import Line


class Stretch(enum.StrEnum):
    """What a stretch of lines behind the document is, as a reader calls it."""

    VAN_BAN = "văn bản khác"
    BAN_SAO = "phần bản sao"
    BIEU_MAU = "biểu mẫu kèm theo"


@record
class Begun:
    """A stretch and the order of the line at which it begins."""

    kind: Stretch
    order: int


_NATION_SHORTEST = 20  # characters: fewer do not hold six of its eight words
_NATION_LONGEST = 60  # characters: a longer line with these words is a sentence about them
_NATION_FEWEST = 7  # words, one of the eight left out: fewer do not pass for it
_APART = 8  # lines from one Quốc hiệu to that of a further document, at the least
_ABOVE = 4  # lines of a head that stand above its Quốc hiệu
_COPIED = 40  # characters: «SAO Y BẢN CHÍNH» and what little is typed beside it
_SMALL = 12  # characters: «Trích sao» and a sign behind it
_COPY_HEAD = 15  # lines below a copy's Quốc hiệu in which «SAO Y» stands
_HEADED = 6  # lines above a form in which it is called one
_FORM_LINES = 30  # lines of a form in which its blanks are counted
_BLANKS = 3  # lines with dots to be filled in: a document that is finished has fewer
_FORM = regex(
    r"^\(?(mau|bieu mau|bieu|phu bieu|form)\b(\s+(so|don|bao|giay|to|bien|phieu|van|cong|quyet)\b|[\s:.]*\d|$)"
)
_DOTTED = regex(r"[.…]{4,}|…\s*…|_{4,}")


def stretches(lines: Sequence[Line]) -> tuple[Begun, ...]:
    """Return what begins behind the document's own head, in order; none in most files."""
    nations = [line for line in lines if _is_nation(line)]
    own = nations[0].order if nations else -1
    found: dict[int, Stretch] = {}
    last = own
    for line in nations[1:]:
        start = _block(lines, line)
        if line.order - last >= _APART and _is_own(lines, start, line, own):
            kind = _kind(lines, line)
            found[_with_marks(lines, start, form=kind is Stretch.BIEU_MAU)] = kind
            last = line.order
    for line in lines[own + 1 :]:
        if own < 0 or not _is_copy(line) or (not line.upper and not _coded(lines, line)):
            continue
        if not any(order <= line.order < order + 2 * _COPY_HEAD for order in found):
            found[_copy_block(lines, line)] = Stretch.BAN_SAO
    return tuple(Begun(kind, order) for order, kind in sorted(found.items()))


def _is_nation(line: Line) -> bool:
    long_enough = _NATION_SHORTEST <= len(line.text) < _NATION_LONGEST and len(line.text.split()) >= _NATION_FEWEST
    return long_enough and words.is_nation(line)


def _is_own(lines: Sequence[Line], start: int, nation: Line, first: int) -> bool:
    """Tell a document's head from a Quốc hiệu that is quoted: it names its issuer, or a document ends above it."""
    if any(words.RECIPIENTS.match(line.bare) or words.ATTACHED.match(line.bare) for line in lines[first:start]):
        return True
    inside = lines[start : nation.order + _APART]
    return any(_names_issuer(line) for line in inside if line is not nation)


def _names_issuer(line: Line) -> bool:
    return bool(words.NUMBER.match(line.bare) or (line.upper and words.AGENCY.match(line.bare)))


def _with_marks(lines: Sequence[Line], start: int, *, form: bool) -> int:
    """Return where a head begins with what stands above it: «DỰ THẢO», «Mẫu số 01»."""
    while start and (words.DRAFT.match(lines[start - 1].bare) or (form and _FORM.match(lines[start - 1].bare))):
        start -= 1
    return start


def _is_copy(line: Line) -> bool:
    if not line.upper:
        return _is_small_copy(line)
    named = len(line.text) < _COPIED and line.key.rstrip(" :.").startswith(tuple(COPIES))
    return named and (line.letters.bold or line.aligned in ("center", "tab") or bool(line.place.table))


def _is_small_copy(line: Line) -> bool:
    """Tell whether a line is «Sao y», «Sao lục» by itself in small letters, in bold type in the head of a copy."""
    short = len(line.text) <= _SMALL and line.text[:1] in "SsTt"
    return short and line.letters.bold and line.aligned == "center" and line.key.rstrip(" :.") in COPIES


def _kind(lines: Sequence[Line], nation: Line) -> Stretch:
    """Tell a copy's head and a form's from a document's."""
    if any(_is_copy(line) for line in lines[nation.order : nation.order + _COPY_HEAD]):
        return Stretch.BAN_SAO
    start = _block(lines, nation)
    above = lines[max(start - _HEADED, 0) : start]
    if any(_FORM.match(line.bare) or words.APPENDIX.match(line.bare) for line in above):
        return Stretch.BIEU_MAU
    inside = lines[start : start + _FORM_LINES]
    return Stretch.BIEU_MAU if sum(1 for line in inside if _DOTTED.search(line.text)) >= _BLANKS else Stretch.VAN_BAN


def name_copy(builder: Builder) -> str | None:
    """Name «SAO Y» as the type of a copy, and return what kind of copy it is; None where no line says so."""
    line = next(filter(_is_copy, builder.lines), None)
    if line is None:
        return None
    builder.add(Component.TEN_LOAI, line)
    return next(name for key, name in COPIES.items() if line.key.startswith(key))


def _block(lines: Sequence[Line], nation: Line) -> int:
    """Return the order of the first line of the head that has ``nation``: its table, its text boxes, names above."""
    if nation.place.table:
        return next(line.order for line in lines if line.place.table == nation.place.table)
    above = takewhile(lambda line: _heads(line, nation), reversed(lines[max(nation.order - _ABOVE, 0) : nation.order]))
    return min((line.order for line in above), default=nation.order)


def _heads(line: Line, nation: Line) -> bool:
    """Tell whether a line right above a Quốc hiệu belongs to the same head."""
    if line.paragraph is nation.paragraph or line.place.box:
        return True
    return line.upper and not line.place.table and bool(words.AGENCY.match(line.bare))


def _coded(lines: Sequence[Line], copy: Line) -> bool:
    """Tell whether a number with the code of a copy stands by «Sao y»: in small letters that may head a column too."""
    near = lines[max(copy.order - _HEADED, 0) : copy.order + _HEADED]
    return any(words.NUMBER.match(line.bare) and _CODED.search(line.text) for line in near)


_CODED = regex(r"/\s*(SY|SL|TrS|TRS|TS)\b")


def _copy_block(lines: Sequence[Line], copy: Line) -> int:
    """Return the order of the first line of a copy's head: agency, number and date stand above or beside «SAO Y»."""
    if copy.place.table:
        return next(line.order for line in lines if line.place.table == copy.place.table)
    above = takewhile(_of_copy, reversed(lines[max(copy.order - _HEADED, 0) : copy.order]))
    return min((line.order for line in above), default=copy.order)


def _of_copy(line: Line) -> bool:
    named = line.upper and bool(words.AGENCY.match(line.bare))
    numbered = words.NUMBER.match(line.bare) or words.is_dateline(line)
    return bool(not line.place.table and (named or numbered or words.is_typed_rule(line)))


def forms(lines: Sequence[Line], begun: Sequence[Begun]) -> Iterator[Sequence[Line]]:
    """Yield the lines of each form, up to the next stretch or the appendix that follows it."""
    ends = [*(item.order for item in begun), len(lines)]
    for item, end in zip(begun, ends[1:], strict=True):
        if item.kind is Stretch.BIEU_MAU:
            yield tuple(takewhile(lambda line: not words.APPENDIX.match(line.bare), lines[item.order : end]))
