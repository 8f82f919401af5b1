"""Ô 1 to 4, 5b, 10 and 11: Quốc hiệu, Tiêu ngữ, agencies, number, place and date, a letter's abstract, marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reportgen.patterns import regex
from reportgen.vn.text import UPPER
from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LIKELY, SURE, Builder, Component
from reportgen.wordview.document import Run
from reportgen.wordview.lines import Line

_HEAD_LINES = 40
_REACH = 14  # lines that a head has at most below its first one, when nothing ends it sooner
_MOST_NAMES = 6
_NUMBER_LONGEST = 60  # characters
_HEAD = (
    Component.QUOC_HIEU,
    Component.TIEU_NGU,
    Component.SO_KY_HIEU,
    Component.DIA_DANH,
    Component.TRICH_YEU_CV,
    Component.CO_QUAN,
)
_FEWEST_WORDS = 2  # an abstract has more
_LONG = 110  # characters: no line of a head is longer
_SPACES = regex(r"\s\s{2}")
"""What both patterns below need; most lines have none. Begun with one, it is found in two thirds of the time."""
_WIDE = regex(
    r"(?<=\S)\s{3,}(?=cộng\s{1,3}h|độc\s{1,3}lập|[^,\s]{2,}(?: [^,\s]+){0,6},\s{0,3}ngày)"
    r"|(?<=[_–—-])\s{3,}(?=[_–—-]{3})",
    re.IGNORECASE,
)
"""Before Quốc hiệu, Tiêu ngữ or place and date, and between two rules that are typed."""
_OF_WIDE = ("cộng", "độc", "ngày", "–", "—", "__", "--", "_-", "-_")
"""What a line in small letters must have for that; the blank before a document's number has none of it."""
_WIDE_IN_FOOT = regex(rf"(?<=[^\s-])\s{{6,}}(?=[{UPPER}])")


def divided(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with those of head and foot taken apart where wide spaces stand for a second column."""
    found: list[Line] = []
    for line in lines:
        halves = _halves(line)
        if len(halves) == 1:
            found.append(line.at(len(found)))
            continue
        found += [
            Line(line.paragraph, runs, line.column + at, len(found) + at, whole=False) for at, runs in enumerate(halves)
        ]
    return tuple(found)


def _halves(line: Line) -> Sequence[tuple[Run, ...]]:
    """Return the runs of both columns of a line of the head or foot, or those of the line."""
    if not _SPACES.search(line.raw):
        return (line.runs,)
    cut = _WIDE.search(line.raw) if line.order < _HEAD_LINES and _may_be_wide(line.raw) else None
    if cut is None and words.LISTED.match(line.bare):
        cut = _WIDE_IN_FOOT.search(line.raw)
    if cut is None or not line.raw[: cut.start()].strip():
        return (line.runs,)
    return _cut(line.runs, cut.end())


def _may_be_wide(text: str) -> bool:
    small = text.lower()
    return any(sign in small for sign in _OF_WIDE)


def _cut(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        before, after = run.text[: max(at, 0)], run.text[max(at, 0) :]
        if before:
            left.append(Run(before, run.letters))
        if after:
            right.append(Run(after, run.letters))
        at -= len(run.text)
    return tuple(left), tuple(right)


def read_head(builder: Builder) -> int:
    """Name the parts of the head; return the order of the first line after it."""
    head = builder.lines[:_HEAD_LINES]
    nation = _name_first(builder, Component.QUOC_HIEU, head, words.is_nation)
    motto = _name_first(builder, Component.TIEU_NGU, head, words.is_motto)
    anchor = nation or motto or _without_nation(head)
    if anchor is None:
        return 0
    limit = _limit(head, anchor)
    zone = [line for line in head if line.order < limit]
    left = [line for line in zone if _is_left(line, anchor)]
    _marks(builder, zone)
    number = _name_first(builder, Component.SO_KY_HIEU, builder.free(zone), _is_number)
    _dateline(builder, builder.free(zone), left)
    lettered = limit < len(builder.lines) and bool(words.ADDRESSED.match(builder.lines[limit].bare))
    _abstract(builder, [line for line in zone if lettered or not _about_type(line)], left, number)
    _agencies(builder, left, number)
    if Component.CO_QUAN not in builder.parts:
        _agencies(builder, _changed_places(zone, anchor), number)
    if number is not None and Component.CO_QUAN not in builder.parts:
        below = (line for line in builder.free(zone) if anchor.order < line.order < number.order)
        named = [line for line in below if line.upper and words.AGENCY.match(line.bare)]
        builder.name(Component.CO_QUAN, named[:_MOST_NAMES], LIKELY)
    placed = (line.order for part in _HEAD for line in builder.parts.get(part, ()))
    same_table = (line.order for line in zone if _beside(line, anchor))
    return max(*placed, *same_table, min(anchor.order, limit - 1)) + 1


def _changed_places(zone: Sequence[Line], anchor: Line) -> Sequence[Line]:
    """Return the agencies right of the Quốc hiệu in its row, where the two columns changed places; none for none."""
    beside = [line for line in zone if _beside(line, anchor) and line.place.row == anchor.place.row]
    right = [line for line in beside if line.place.cell > anchor.place.cell and line.upper]
    return right if any(words.AGENCY.match(line.bare) for line in right) else ()


def _without_nation(head: Sequence[Line]) -> Line | None:
    """Return the line with place and date, by which a head without Quốc hiệu and Tiêu ngữ is known; None for none."""
    near = head[:_REACH]
    if not any(_is_number(line) for line in near):
        return None
    return next((line for line in near if words.is_dateline(line) and words.is_placed(line)), None)


def _dateline(builder: Builder, zone: Sequence[Line], left: Sequence[Line]) -> None:
    """Name the line with place and date: one in the left half may go on with a letter's abstract."""
    dated = [line for line in zone if words.is_dateline(line)]
    lefts = {line.order for line in left}
    if dated:
        builder.add(Component.DIA_DANH, min(dated, key=lambda line: (line.order in lefts, not words.is_placed(line))))


def _name_first(builder: Builder, part: Component, lines: Iterable[Line], known: Callable[[Line], bool]) -> Line | None:
    """Name the first of ``lines`` that is ``known`` as ``part``, and return it; None when there is none."""
    found = next((line for line in lines if known(line)), None)
    if found is not None:
        builder.add(part, found)
    return found


def _is_number(line: Line) -> bool:
    return words.is_number(line) and len(line.text) < _NUMBER_LONGEST


def _limit(head: Sequence[Line], anchor: Line) -> int:
    """Return the order of the first line that certainly lies below the head."""
    for line in head:
        if line.order <= anchor.order:
            continue
        if _beside(line, anchor):
            if words.ADDRESSED.match(line.bare):
                return min(
                    other.order for other in head if other.place[:2] == line.place[:2] and _below(other, anchor, line)
                )
        elif _ends_head(line):
            return line.order
    return max(anchor.order + _REACH, max((line.order + 1 for line in head if _beside(line, anchor)), default=0))


def _below(line: Line, anchor: Line, addressed: Line) -> bool:
    """Tell whether a line of the addressees' row stands below the head: all of a row of their own do."""
    return addressed.place.row > anchor.place.row or line.order >= addressed.order


def _ends_head(line: Line) -> bool:
    """Tell whether a line opens what follows the head: the type's name, «Kính gửi», the legal basis, a paragraph."""
    typed = words.names_type(line) and line.upper
    based = words.BASIS.match(line.bare) and not line.place.table
    long = len(line.text) > _LONG and not words.ABOUT.match(line.bare)
    return bool(typed or words.ADDRESSED.match(line.bare) or based) or long


def _beside(line: Line, anchor: Line) -> bool:
    return bool(anchor.place.table) and line.place.table == anchor.place.table


def _is_left(line: Line, anchor: Line) -> bool:
    """Tell whether a line of the head stands in its left half, seen from the Quốc hiệu."""
    if line.place.table:
        return _is_left_in_table(line, anchor)
    if line.place.box and anchor.place.box:
        before = (line.place.x, line.order) < (anchor.place.x, anchor.order)
        return line.place.box != anchor.place.box and before
    if anchor.column:
        return line.column < anchor.column and not (line.whole and line.aligned == "center")
    if anchor.place.box:
        return True  # all that stands outside the box
    if line.place.box:
        return line.place.x <= 0
    return line.order < anchor.order and line.column == 0


def _is_left_in_table(line: Line, anchor: Line) -> bool:
    if anchor.place.table == line.place.table:
        return line.place.cell < anchor.place.cell
    return line.place.cell == 1 and line.place.table == anchor.place.table + 1


def _marks(builder: Builder, zone: Sequence[Line]) -> None:
    for line in zone:
        if words.SECRECY.match(line.bare) and line.upper:
            builder.add(Component.DO_MAT, line)
        elif words.URGENCY.match(line.bare):
            builder.add(Component.DO_KHAN, line)
        elif words.CIRCULATION.match(line.bare):
            builder.add(Component.LUU_HANH, line)


def _abstract(builder: Builder, zone: Sequence[Line], left: Sequence[Line], number: Line | None) -> None:
    """Name the lines of a công văn's abstract: what stands below the number in the left half, or below all the head."""
    free = [line for line in builder.free(left) if not words.is_typed_rule(line)]
    begun, confidence = next((line for line in free if words.ABOUT.match(line.bare)), None), SURE
    if begun is None:
        left, begun = zone, next((line for line in builder.free(zone) if _about_below(line)), None)
    if begun is None:
        begun, confidence = _abstract_by_place(free, number), GUESSED
    if begun is None:
        return
    builder.add(Component.TRICH_YEU_CV, begun, confidence)
    for line in builder.free(left):
        if line.order <= begun.order:
            continue
        if not _continues_abstract(line, begun):
            break
        builder.add(Component.TRICH_YEU_CV, line, confidence)


def _about_below(line: Line) -> bool:
    """Tell whether a line below the head's table is a letter's abstract."""
    return bool(words.ABOUT.match(line.bare))


def _about_type(line: Line) -> bool:
    """Tell whether a line «Về việc …» may be the abstract of a document that has a type's name."""
    return line.bare.startswith("ve viec")


def _abstract_by_place(free: Sequence[Line], number: Line | None) -> Line | None:
    """Return the line below the number, in its table, that is an abstract without «V/v»; None when there is none."""
    if number is None:
        return None
    below = (line for line in free if line.order > number.order and line.place.table)
    return next((line for line in below if _may_be_abstract(line)), None)


def _may_be_abstract(line: Line) -> bool:
    """Tell whether a line below the number reads like an abstract: some words that are no date, mark or addressee."""
    if line.upper or words.DRAFT.match(line.bare) or words.names_type(line) or words.ADDRESSED.match(line.bare):
        return False
    return len(line.text.split()) > _FEWEST_WORDS and not words.is_dateline(line) and line.text[:1].isalpha()


def _continues_abstract(line: Line, begun: Line) -> bool:
    """Tell whether a line is another one of the abstract that ``begun`` begins."""
    if line.holder != begun.holder or words.ADDRESSED.match(line.bare) or words.is_typed_rule(line):
        return False
    return bool(begun.place.table) or line.paragraph.layout.align in ("center", begun.paragraph.layout.align)


def _agencies(builder: Builder, left: Sequence[Line], number: Line | None) -> None:
    """Name superior and issuing agency: the lines above the number in the left half."""
    above = [line for line in builder.free(left) if number is None or line.order < number.order]
    names = [line for line in above if _may_name_agency(line)][:_MOST_NAMES]
    if not names:
        return
    start, confidence = _issuing_from(names)
    for at, line in enumerate(names):
        builder.add(Component.CO_QUAN if at >= start else Component.CHU_QUAN, line, confidence)


def _may_name_agency(line: Line) -> bool:
    if words.is_typed_rule(line) or words.DRAFT.match(line.bare) or words.names_type(line):
        return False
    return any(char.isalpha() for char in line.text)


def _issuing_from(names: Sequence[Line]) -> tuple[int, float]:
    """Return the index of the issuing agency's first line among ``names``, and how certain it is.

    Bold letters tell them apart; where they do not, the words with which a name begins.
    """
    bold = [line.letters.bold for line in names]
    if bold[-1] and not all(bold):
        return len(bold) - bold[::-1].index(False), SURE
    if len(names) == 1:
        return 0, SURE
    begins = [at for at, line in enumerate(names) if _begins_name(line)]
    if not begins:
        return 0, GUESSED
    if all(bold) and not words.SUPERIOR.match(names[0].bare):
        return 0, LIKELY  # one name on several lines
    return begins[-1], LIKELY


def _begins_name(line: Line) -> bool:
    """Tell whether an agency's name begins on this line, not the rest of one."""
    return bool(words.AGENCY.match(line.bare)) and not words.CONTINUED.match(line.bare)
