"""Ô 7 and 9b: Nơi nhận, Lưu, and the signature block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from reportgen.patterns import regex
from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LIKELY, SURE, Builder, Component
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line

_LIST = 60  # lines below «Nơi nhận» in which its list and the signature are looked for
_AROUND = 10  # and above it
_ABOVE = 8  # lines above a table with Nơi nhận that a signature may take
_SIGNATURE = 10  # lines that a signature without «Nơi nhận» takes at most
_SHORT = 90  # characters: no office takes more
_CELLS = 3
_NAMES = 3
_NAME_BELOW = 1  # lines below the signature's table in which the name is looked for
_SPACES = 20  # typed spaces that move a line to the right half
_NAME = regex(r"^[^\d:;()/]+$")
_SIGNED = regex(r"^\(?\s*(da ky|ky ten|ky, ghi|chu ky|ky dien tu)\b")
_INDENT = Twips(2800)  # text that begins so far right belongs to the signature


def read_foot(builder: Builder, start: int) -> int:
    """Name Nơi nhận and the signature; return the order of their first line, or one past the last line."""
    word = _word(builder.free(builder.lines[start:]))
    if word is None:
        return _signature_alone(builder, start)
    builder.add(Component.NOI_NHAN, word)
    read = _foot_in_table if word.place.table else _foot_in_text
    first, beside = read(builder, start, word)
    orders = _signature(builder, builder.free(beside))
    _name_below(builder)
    return min([first, *orders])


def _word(lines: Sequence[Line]) -> Line | None:
    """Return the line «Nơi nhận:», or one that stands for it above a list; None where there is neither."""
    word = next((line for line in lines if words.RECIPIENTS.match(line.bare)), None)
    if word is not None:
        return word
    return next((line for line, below in pairwise(lines) if _heads_list(line, below)), None)


def _heads_list(line: Line, below: Line) -> bool:
    dashed = words.DASHED.match(below.shown) or words.KEPT.match(below.bare)
    return bool(words.SENDERS.match(line.bare) and dashed and line.holder == below.holder)


def _foot_in_table(builder: Builder, start: int, word: Line) -> tuple[int, list[Line]]:
    """Name the recipients in the cell of ``word`` and below it; return the foot's first order and what is beside."""
    table = [line for line in builder.lines if line.place.table == word.place.table]
    if any(line.place.cell > _CELLS for line in table):
        return table[0].order, []  # a table of contents: no signature beside it
    inside = [line for line in builder.lines if line.holder == word.holder and line.order > word.order]
    _recipients(builder, inside + [line for line in table if _is_below_in_column(line, word)])
    first = next(line.order for line in table if line.place.row >= word.place.row)
    beside = [line for line in table if line.place.cell > word.place.cell or (line.column and line.order > word.order)]
    return first, beside or _signature_left(table, word) or _signature_above(_tail(builder, start, first, _ABOVE))


def _signature_left(table: Sequence[Line], word: Line) -> list[Line]:
    """Return the signature in the cells left of Nơi nhận, where they changed places; none when no office is known."""
    lines = [line for line in table if line.place.cell < word.place.cell and line.place.row >= word.place.row]
    return lines if _office_known(lines) else []


def _is_below_in_column(line: Line, word: Line) -> bool:
    return line.place.cell == word.place.cell and line.place.row > word.place.row


def _signature_above(lines: Sequence[Line]) -> list[Line]:
    """Return those of ``lines`` that make a signature above the table with Nơi nhận; none when no office is known."""
    signing = [line for line in lines if _signing(line)]
    return signing if _office_known(signing) else []


def _foot_in_text(builder: Builder, start: int, word: Line) -> tuple[int, list[Line]]:
    """Name the recipients below ``word``; return the foot's first order and what may be the signature around it."""
    near = builder.lines[word.order + 1 : word.order + _LIST]
    _recipients(builder, [line for line in near if _goes_on(line, word)])
    above = _tail(builder, start, word.order, _AROUND)
    around = (*above, *builder.lines[word.order : word.order + _LIST])
    signing = [line for line in around if _signing(line) and not line.place.table]
    if not _office_known(signing):
        tabled = [line for line in _tail(builder, start, word.order, _AROUND) if line.place.table]
        signing = _signature_above(tabled) or signing
    return word.order, signing


def _goes_on(line: Line, word: Line) -> bool:
    """Tell whether a line below ``word`` may be of its list: in the text box that has it, or else on the left."""
    if word.place.box:
        return line.holder == word.holder
    return line.column <= word.column and not _signing(line)


def _tail(builder: Builder, start: int, end: int, most: int) -> Sequence[Line]:
    """Return the lines right above ``end`` that may be a signature: up to the last of the text, ``most`` at most."""
    lines = builder.lines[max(start, end - most) : end]
    texts = [at for at, line in enumerate(lines) if words.is_text(line)]
    return lines[texts[-1] + 1 :] if texts else lines


def _recipients(builder: Builder, lines: Sequence[Line]) -> None:
    kept: Line | None = None
    for line in lines:
        if kept is not None:
            part = _below_kept(line, kept)
            if part is not None:
                builder.add(part, line, LIKELY if part is Component.KY_HIEU_SOAN else SURE)
            if part in (None, Component.KY_HIEU_SOAN):
                break
            kept = line if part is Component.LUU else kept
        elif words.APPENDIX.match(line.bare) or words.AUTHORITY.match(line.text):
            break
        elif words.KEPT.match(line.bare):
            builder.add(Component.LUU, line)
            kept = line
        elif not words.is_typed_rule(line):
            builder.add(Component.NOI_NHAN_MUC, line)


def _below_kept(line: Line, kept: Line) -> Component | None:
    """Return what a line below the Lưu line is: the rest of it, one more recipient, the drafter; None for none."""
    if words.DRAFTER.match(line.text):
        return Component.KY_HIEU_SOAN
    if words.DASHED.match(line.shown) and (kept.text.endswith((",", ";")) or _adjoins(line, kept)):
        return Component.NOI_NHAN_MUC
    return Component.LUU if kept.text.endswith(",") else None


def _adjoins(line: Line, kept: Line) -> bool:
    """Tell whether a line stands right below another in the same letters, in what holds both."""
    below = line.paragraph.number == kept.paragraph.number + 1 and line.holder == kept.holder
    return below and line.letters.size == kept.letters.size


def _signing(line: Line) -> bool:
    layout = line.paragraph.layout
    right = layout.align in ("center", "right") or layout.start > _INDENT or _spaced(line)
    return line.column > 0 or right or bool(line.place.box)


def _spaced(line: Line) -> bool:
    """Tell whether typed spaces move a line to the right half."""
    return len(line.raw) - len(line.raw.lstrip()) >= _SPACES


def _name_below(builder: Builder) -> None:
    """Name the signer where only the office stands in the table: below it, set right by tabs, spaces or an indent."""
    office = next(reversed(builder.parts.get(Component.CHUC_VU, ())), None)
    if office is None or not office.place.table or Component.HO_TEN in builder.parts:
        return
    last = max(line.order for line in builder.lines if line.place.table == office.place.table)
    for line in builder.free(builder.lines[last + 1 : last + 1 + _NAME_BELOW]):
        if _signing(line) and not line.place.table and (_all_names(line, least=2) or _typed_as_name(line)):
            builder.add(Component.HO_TEN, line, GUESSED)
        return


def _office(line: Line) -> bool:
    if _all_names(line) or line.text.endswith(":") or words.names_type(line):
        return False  # Trương and Phó are also surnames; «QUYẾT ĐỊNH:» opens the text
    titled = line.upper and len(line.text) < _SHORT
    return bool(words.AUTHORITY.match(line.text) or titled or words.OFFICE.match(line.bare))


def _all_names(line: Line, least: int = _NAMES) -> bool:
    """Tell whether every one of so many or more words begins with a capital, as in a person's name."""
    parts = line.text.split()
    return not line.upper and len(parts) >= least and all(part[0].isupper() and part[1:].islower() for part in parts)


def _typed_as_name(line: Line) -> bool:
    """Tell whether a bold line of a few words, set right, may be a name that is typed all small or in capitals."""
    typed = line.upper or line.text.islower()
    aside = line.letters.bold and line.aligned != "center" and not _office_known([line])
    return typed and aside and _person(line) and line.text.replace(" ", "").isalpha()


def _person(line: Line) -> bool:
    if words.PLACEHOLDER.fullmatch(line.text):
        return True
    return 2 <= len(line.text.split()) <= 8 and bool(_NAME.match(line.text)) and not _SIGNED.match(line.bare)


def _signature(builder: Builder, lines: Sequence[Line], confidence: float = SURE) -> list[int]:
    """Name offices and persons among ``lines``, column by column; return the orders of the lines named as offices."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        columns.setdefault(line.place.cell if line.place.table else 0, []).append(line)
    return [order for column in columns.values() for order in _signer(builder, column, confidence)]


def _signer(builder: Builder, lines: Sequence[Line], confidence: float) -> list[int]:
    """Name office and person among ``lines``, and who signs beside them; return the orders of the offices."""
    offices, person = _office_and_person(lines)
    offices += [line for line in lines if line not in offices and _beside_office(line, offices)]
    for line in offices:
        builder.add(Component.CHUC_VU, line, confidence)
    if person is not None and offices:
        certainty = confidence if _office_known(offices) else LIKELY
        beside = (line for line in lines if line.paragraph is person.paragraph and _all_names(line, least=2))
        builder.name(Component.HO_TEN, sorted({person, *beside}, key=lambda line: line.order), certainty)
    return [line.order for line in offices]


def _beside_office(line: Line, offices: Sequence[Line]) -> bool:
    """Tell whether a line is the office of another signer, in the same paragraph as one that is known."""
    return _office(line) and any(line.paragraph is office.paragraph for office in offices)


def _office_and_person(lines: Sequence[Line]) -> tuple[list[Line], Line | None]:
    """Tell apart, line by line, the office and the name below it."""
    offices: list[Line] = []
    person: Line | None = None
    for line in lines:
        if _stands_for_signature(line):
            continue
        if _office(line) and (person is None or words.AUTHORITY.match(line.text)):
            if _looks_like_name(line, offices, last=line is lines[-1]):
                person = line
            else:
                offices.append(line)
        elif offices and person is None and _person(line):
            person = line
    return offices, person


def _stands_for_signature(line: Line) -> bool:
    """Tell whether a line only stands where the signature goes: a typed rule, «(Đã ký)»."""
    return words.is_typed_rule(line) or bool(_SIGNED.match(line.bare))


def _looks_like_name(line: Line, offices: Sequence[Line], *, last: bool) -> bool:
    """Tell whether a line in capitals below the office is the signer's name, typed in capitals by mistake."""
    if not offices or not line.upper:
        return False
    apart = line.paragraph.number - offices[-1].paragraph.number > 2 or (last and _office_known(offices))
    return apart and not words.OFFICE.match(line.bare) and not words.AGENCY.match(line.bare) and _person(line)


def _office_known(offices: Sequence[Line]) -> bool:
    return any(words.OFFICE.match(line.bare) or words.AUTHORITY.match(line.text) for line in offices)


def _signature_alone(builder: Builder, start: int) -> int:
    """Look for a signature without Nơi nhận: an office in capitals that stands right of the middle."""
    for line in builder.free(builder.lines[start:]):
        if not _opens_signature(line) or _decides(builder, line):
            continue
        if orders := _signature(builder, _below_office(builder, line), GUESSED):
            return min(orders)
    return len(builder.lines)


def _opens_signature(line: Line) -> bool:
    known = words.AUTHORITY.match(line.text) or (line.upper and words.OFFICE.match(line.bare))
    right = _signing(line) or line.place.table
    return bool(known and right and len(line.text) < _SHORT)


def _decides(builder: Builder, line: Line) -> bool:
    """Tell whether a line names who decides, above the text of a decision."""
    following = builder.lines[line.order : line.order + 6]
    return any(after.aligned == "both" and (words.is_text(after)) for after in following)


def _below_office(builder: Builder, office: Line) -> list[Line]:
    """Return the lines of the signature that ``office`` opens, up to an appendix."""
    begins = office.order
    while begins and builder.lines[begins - 1].paragraph is office.paragraph:
        begins -= 1
    near = takewhile(
        lambda line: not words.APPENDIX.match(line.bare), builder.lines[begins : office.order + _SIGNATURE]
    )
    return [line for line in near if _signing(line) or line.holder == office.holder]
