"""Naming slips of syntax: each recogniser looks at the place where the parser stopped, and names the slip or passes."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.finding import Position
from reportgen.patterns import regex
from reportgen.yamlmap import askew, signs
from reportgen.yamlmap.dashes import item_without_space
from reportgen.yamlmap.outside import closes
from reportgen.yamlmap.slips import BELOW, CODE_LIKE, COLON, UNREAD, KeyLine, Names, Reader, Slip, Stop, entry_of

_LONGEST_SHOWN = 40
_LONGEST_KEY_LINE = 2_000  # a key without its colon stands on a line that a person typed
_KEY = r"(?P<key>[^\W\d][\w.-]*(?: [\w.-]+){0,5}?) ?"
_SIGNS = (":=|:|：|=|;|–|—", "\t| ")
"""What people type behind a key; a blank says the least."""
_NO_SPACE = tuple(regex(rf"{_KEY}(?P<sign>{signs}) *(?P<value>\S.*)?$") for signs in _SIGNS)
_MAIL = regex(r"^[ ]{0,3}(?:> ?)+")


def recognise(reader: Reader, stop: Stop) -> Slip:
    """Return what is wrong where the parser stopped; a line that no recogniser knows is left out."""
    since = stop.since
    if since and (since[0] >= len(reader.lines) or since[1] >= len(reader.lines[since[0]])):
        since = None  # the end of the file, or of a line
    stop = Stop(min(stop.line, len(reader.lines) - 1), stop.column, since, stop.problem)
    if UNREAD in reader.lines[stop.line]:  # said already; only the rest of it stands in the way
        return Slip(Position(stop.line + 1, 1), "", "", {stop.line: ""}, lost=(stop.line,))
    for recogniser in _RECOGNISERS:
        if slip := recogniser(reader, stop):
            return slip
    if entry_of(reader.lines[stop.line]) is None:
        return _stray(reader, range(stop.line, stop.line + 1))
    return reader.unread(stop.line, "dòng này không đọc được", f"so với mẫu; câu dài thì {BELOW}", stop.column)


def _shown(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN].rstrip() + "…"


def _uncommented(text: str) -> str:
    return re.sub(r"\s+#.*", "", text)


def _tab(reader: Reader, stop: Stop) -> Slip | None:
    """A tab in an indentation: which column it means is tried elsewhere; here it cannot be known."""
    line = reader.lines[stop.line]
    if "\t" not in line[: reader.indent(stop.line)]:
        return None
    others = [i for i, text in enumerate(reader.lines) if i > stop.line and "\t" in text[: reader.indent(i)]]
    more = f", cùng {len(others)} dòng khác" if others else ""
    expanded = {i: reader.lines[i].expandtabs(4) for i in (stop.line, *others)}
    moved = {i: (0, len(expanded[i]) - len(reader.lines[i])) for i in expanded}
    advice = "xóa Tab, thay bằng dấu cách cho thẳng cột với các mục cùng cấp"
    return Slip(Position(stop.line + 1, line.index("\t") + 1), f"phím Tab ở đầu dòng{more}", advice, expanded, moved)


def _mail_quote(reader: Reader, stop: Stop) -> Slip | None:
    """``> don_vi: phong-hai``: the sign with which mail programs quote."""
    if not any(_MAIL.match(reader.lines[at]) for at in _where_it_began(reader, stop)):
        return None
    quoted = [i for i, line in enumerate(reader.lines) if _MAIL.match(line)]
    plain = {i: _MAIL.sub("", reader.lines[i], count=1) for i in quoted}
    entries = filter(None, map(entry_of, plain.values()))
    if not any(reader.knows(entry.key) for entry in entries):
        return None
    moved = {i: (0, len(plain[i]) - len(reader.lines[i])) for i in quoted}
    found = f"dấu > ở đầu dòng, do trích thư điện tử ({len(quoted)} dòng)"
    advice = "xóa dấu > và dấu cách sau nó ở đầu các dòng"
    return Slip(Position(quoted[0] + 1, 1), found, advice, plain, moved, proper=plain)


def _where_it_began(reader: Reader, stop: Stop) -> list[int]:
    """Return the lines that may be to blame: where the parser stopped, since when it was at a loss, the text above."""
    since = [stop.since[0]] if stop.since else []
    return [at for at in dict.fromkeys([stop.line, *since, reader.text_above(stop.line)]) if at >= 0]


def _text_not_indented(reader: Reader, stop: Stop) -> Slip | None:
    """Lines of a text that stand no deeper than the key with ``|`` to which they belong."""
    for at in _where_it_began(reader, stop):
        owner = _owner_of_text(reader, at)
        if owner is None or _lacks_its_space(reader, at) or _lacks_its_colon(reader, at):
            continue
        begin, entry = owner
        if _awaits_text(reader, begin, entry) and reader.indent(at) <= reader.indent(begin):
            span = _lines_of_text(reader, begin, at)
            if not any(closes(reader.lines, line) for line in span):
                return _indented(reader, begin, entry, span)
    return None


def _owner_of_text(reader: Reader, at: int) -> tuple[int, KeyLine] | None:
    """Return the entry above whose text line ``at`` may be, and its line."""
    if not reader.lines[at].strip() or not reader.may_be_text(at):
        return None
    owner = reader.entry_above(at)
    while owner is not None and not reader.knows(owner[1].key):
        if _opens_task(owner[1]):
            return None  # what stands above it is another task's
        owner = reader.entry_above(owner[0])
    return owner if owner is not None and reader.holds_text(owner[1].key) else None


def _opens_task(entry: KeyLine) -> bool:
    return entry.is_empty and CODE_LIKE.fullmatch(entry.key) is not None


def _lacks_its_space(reader: Reader, at: int) -> bool:
    """Tell whether line ``at`` is a known key whose value follows the colon at once: ``trang_thai:hoan-thanh``."""
    match = _key_and_value(reader, reader.lines[at].strip()[:_LONGEST_KEY_LINE])
    return match is not None and match["sign"] == ":"


def _lacks_its_colon(reader: Reader, at: int) -> bool:
    """Tell whether line ``at`` is a code alone, its entries below it: ``I.2`` for ``I.2:``."""
    return CODE_LIKE.fullmatch(reader.lines[at].strip()) is not None and bool(reader.below(at))


def _key_and_value(reader: Reader, text: str) -> re.Match[str] | None:
    """Return how ``text`` parts into a key of the format, a sign and a value."""
    matches = (pattern.match(text) for pattern in _NO_SPACE)
    return next((match for match in matches if match and reader.knows(match["key"])), None)


def _awaits_text(reader: Reader, begin: int, entry: KeyLine) -> bool:
    """Tell whether nothing stands behind the colon of ``entry`` where its text could."""
    return entry.opens_block or (entry.is_empty and reader.indent(begin) > 0)


def _lines_of_text(reader: Reader, begin: int, at: int) -> range:
    """Return the lines of text around ``at`` that stand no deeper than the entry at ``begin``."""
    width = reader.indent(begin)
    first = next(i for i in range(begin + 1, at + 1) if reader.lines[i].strip() and reader.indent(i) <= width)
    end = first + 1
    while end < len(reader.lines) and reader.may_be_text(end) and not _comment(reader, end):
        end += 1
    return range(first, end)


def _comment(reader: Reader, at: int) -> bool:
    return reader.lines[at].lstrip().startswith("#")


def _indented(reader: Reader, begin: int, entry: KeyLine, span: range) -> Slip:
    """Read the lines of ``span`` as the text of ``entry``, and say how far they belong indented."""
    width = reader.indent(begin) + 2
    lines = {i: " " * width + reader.lines[i].lstrip() if reader.lines[i].strip() else "" for i in span}
    moved = {i: (0, width - reader.indent(i)) for i in span}
    if not entry.opens_block:
        lines[begin] = f"{entry.lead}{entry.key}: |"
    written = [i for i in span if reader.lines[i].strip()]
    count = f" ({len(written)} dòng)" if len(written) > 1 else ""
    at = span[0]
    found = f"dòng chữ đứng ngang tên mục, không thuộc mục nào{count}: «{_shown(reader.lines[at])}»"
    advice = f"nếu là nội dung của {entry.key} thì lùi vào {width} dấu cách, dưới «{entry.key}: |»"
    place = Position(at + 1, reader.indent(at) + 1, max(1, len(reader.lines[at].strip())))
    return Slip(place, found, advice, lines, moved, proper=lines if entry.opens_block else {})


def _value_beside_code(reader: Reader, stop: Stop) -> Slip | None:
    """``I.1: hoan-thanh`` with entries below, where nothing may stand beside the code."""
    at = reader.above(stop.line)
    entry = entry_of(reader.lines[at]) if at is not None and reader.begins_entry(stop.line) else None
    if at is None or entry is None or entry.is_empty or not CODE_LIKE.fullmatch(entry.key):
        return None
    if reader.indent(stop.line) <= reader.indent(at) or UNREAD in entry.value or entry.value[:1] in "{[|>":
        return None
    found = f"chữ đứng ngay sau mã {entry.key}: «{_shown(entry.value)}»"
    advice = f"sau «{entry.key}:» không ghi gì; ghi vào các mục của nó ở dòng dưới"
    place = Position(at + 1, entry.value_start + 1, reader.rest(at))
    return Slip(place, found, advice, {at: f"{entry.lead}{entry.key}:"}, lost=(at,))


def _colon_inside(reader: Reader, stop: Stop) -> Slip | None:
    """``ket_qua: Đạt 95%: vượt``: a second colon, which belongs to the text unless a key stands before it."""
    if not stop.problem.startswith("mapping values are not allowed"):
        return None
    entry = entry_of(reader.lines[stop.line])
    if entry is None:
        return None
    if stop.column > entry.key_end:
        return _misplaced_in_value(reader, stop, entry) or _colons_as_text(reader, stop, entry.value_start)
    return _colons_as_text(reader, stop, 0) if _continues_text(reader, stop.line, entry) else None


def _misplaced_in_value(reader: Reader, stop: Stop, entry: KeyLine) -> Slip | None:
    """A second entry on the line of ``entry``, or entries below a sentence."""
    begin = entry.value_start
    line = reader.lines[stop.line]
    spoken = line[begin : stop.column].rstrip()
    before = re.split(r"[\s,;({\[]", spoken[-100:])[-1]
    if reader.knows(before) and _is_distinctive(before):
        return _two_on_a_line(reader, stop.line, entry, begin + spoken.rfind(before), before)
    if not line[stop.column + 1 :].strip() and reader.below(stop.line):
        return reader.unread(stop.line, "mục con hoặc danh sách nằm dưới một câu", BELOW, stop.column)
    return None


def _is_distinctive(key: str) -> bool:
    """Tell whether ``key`` is no word that a sentence may have before a colon."""
    return "_" in key or CODE_LIKE.fullmatch(key) is not None


def _continues_text(reader: Reader, at: int, entry: KeyLine) -> bool:
    """Tell whether what looks like ``entry`` on line ``at`` goes on with the text of a key above."""
    owner = reader.owner(at)
    above = entry_of(reader.lines[owner]) if owner is not None else None
    return above is not None and not reader.knows(entry.key) and CODE_LIKE.fullmatch(above.key) is None


def _colons_as_text(reader: Reader, stop: Stop, begin: int) -> Slip:
    """Read the colons from column ``begin`` on as part of the text."""
    line = reader.lines[stop.line]
    value = re.sub(r":(?=\s|$)", COLON, line[begin:])
    return Slip(Position(stop.line + 1, stop.column + 1), "", "", {stop.line: line[:begin] + value})


def _two_on_a_line(reader: Reader, at: int, entry: KeyLine, column: int, second: str) -> Slip:
    advice = f"xuống dòng trước {second}, thẳng cột với {entry.key}"
    if not reader.lines[at][entry.value_start : column].strip():
        advice = f"xuống dòng sau «{entry.key}:», viết {second} lùi vào thêm hai dấu cách"
    line = reader.lines[at]
    plain = line[entry.value_start : column].strip() and entry.value[:1] not in "\"'[{"
    parted = {at: f"{line[:column].rstrip(' ,;')}\n{entry.lead}{line[column:]}"} if plain else {}
    found = f"hai mục trên một dòng: {entry.key} và {second}"
    return reader.unread(at, found, advice, column, len(second), parted)


def _missing_colon_or_space(reader: Reader, stop: Stop) -> Slip | None:
    """``ngay_lap:08/5/2026``, ``ngay_lap 08/5/2026``, ``ngay_lap = 08/5/2026``, a code without its colon."""
    at = _line_without_colon(reader, stop)
    if at is None or entry_of(reader.lines[at]):
        return None
    return _without_colon(reader, at)


def entries_without_colons(lines: list[str], names: Names, span: range) -> list[Slip]:
    """Return what is wrong with each line of ``span``, of which YAML makes one text; nothing if one is no entry."""
    reader = Reader(lines, names)
    found = [_without_colon(reader, at) for at in span if lines[at].strip()]
    return [slip for slip in found if slip] if all(found) else []


def _without_colon(reader: Reader, at: int) -> Slip | None:
    line = reader.lines[at]
    if len(line) > _LONGEST_KEY_LINE:
        return None
    lead, text = line[: reader.indent(at)], line.strip()
    place = Position(at + 1, len(lead) + 1, max(1, len(text)))
    if _lacks_its_colon(reader, at):
        opened = {at: f"{line.rstrip()}:"}
        return Slip(place, f"thiếu dấu hai chấm sau {text}", f"viết: {text}:", opened, proper=opened)
    match = _key_and_value(reader, text)
    if match is None:
        return None
    key, value = match["key"], match["value"] or ""
    lack = "sau tên mục phải có dấu hai chấm rồi một dấu cách"
    if match["sign"] == ":":
        lack = "thiếu dấu cách sau dấu hai chấm"
    changed = f"{lead}{key}: {value}"
    moved = {at: (len(lead) + match.end("key"), len(changed) - len(line))}
    typed = _uncommented(value)
    certain = match["sign"] not in " \t" or "_" in key
    proper = {at: changed} if certain else {}
    return Slip(place, lack, f"viết: {key}: {_shown(typed)}".rstrip(), {at: changed}, moved, proper=proper)


def _missing_space_after_dash(reader: Reader, stop: Stop) -> Slip | None:
    """``-ma: I.2``: an entry of a list whose dash stands at the key, which makes another key of it."""
    above = reader.above(stop.line)
    for at in (*_where_it_began(reader, stop), *(() if above is None else (above,))):
        line, dash = reader.lines[at], reader.indent(at)
        entry = entry_of(line[dash + 1 :]) if line[dash : dash + 1] == "-" else None
        if entry is None or entry.lead or not reader.knows(entry.key):
            continue
        changed = {at: f"{line[:dash]}- {line[dash + 1 :]}"}
        place = Position(at + 1, dash + 1, 1 + len(entry.key))
        advice = f"viết: {_shown(_uncommented(changed[at]))}"
        return Slip(place, "thiếu dấu cách sau dấu gạch ngang", advice, changed, {at: (dash + 1, 1)}, proper=changed)
    return None


def _line_without_colon(reader: Reader, stop: Stop) -> int | None:
    """Return the line that the parser misses a colon on, by what it says where it stopped."""
    if "could not find expected ':'" in stop.problem and stop.since:
        return stop.since[0]
    if stop.problem.startswith(("mapping values are not allowed", "did not find expected key")):
        return reader.above(stop.line)  # the line above swallowed this one
    return None


def _stray_dash(reader: Reader, stop: Stop) -> Slip | None:
    """A line that begins with a dash where no list is expected; what follows is blamed by the parser."""
    above = reader.above(stop.line)
    if "'-' indicator" in stop.problem and stop.since:
        if reader.begins_entry(stop.line) and stop.column >= stop.since[1]:
            return None  # an entry of the list's last item, which does not stand where the item's others do
        above = stop.since[0]
    elif "node content" not in stop.problem:
        return None
    if above is None or not reader.lines[above].lstrip().startswith("-"):
        return None
    at = last = above
    while last + 1 < stop.line and reader.lines[last + 1].strip():
        last += 1
    return _stray(reader, range(at, last + 1))


def _stray_text(reader: Reader, stop: Stop) -> Slip | None:
    """Text that belongs to no key: a signature, a help line that lost its #."""
    if "could not find expected ':'" not in stop.problem and not stop.problem.startswith("mapping values are not"):
        return None
    at = stop.since[0] if stop.since else stop.line
    if entry := entry_of(reader.lines[at]):
        at = reader.text_above(at) if stop.column <= entry.key_end + 1 else -1  # it swallowed this line
    if at < 0:
        return None
    last = at
    while last + 1 < len(reader.lines) and reader.lines[last + 1].strip() and not entry_of(reader.lines[last + 1]):
        last += 1
    return _stray(reader, range(at, last + 1))


def _stray(reader: Reader, span: range) -> Slip:
    advice = "xóa dòng này; ghi chú thì thêm # ở đầu dòng"
    owner = reader.entry_above(span[0])
    if owner is not None and reader.holds_text(owner[1].key):
        begin, entry = owner
        width = reader.indent(begin) + 2
        if entry.opens_block or entry.is_empty:
            advice = f"nếu là nội dung của {entry.key} thì lùi vào {width} dấu cách; nếu không thì xóa"
        else:
            advice = f"nếu là phần tiếp của {entry.key} thì nối vào cuối dòng trên; nếu không thì xóa"
    count = f" ({len(span)} dòng)" if len(span) > 1 else ""
    found = f"dòng chữ không thuộc mục nào{count}: «{_shown(reader.lines[span[0]])}»"
    place = Position(span[0] + 1, reader.indent(span[0]) + 1, max(1, len(reader.lines[span[0]].strip())))
    noted = {at: f"# {reader.lines[at]}" for at in span} if owner is None else {}  # above all entries: nobody's text
    return Slip(place, found, advice, dict.fromkeys(span, ""), lost=tuple(span), proper=noted)


_RECOGNISERS: tuple[Callable[[Reader, Stop], Slip | None], ...] = (
    _tab,
    _mail_quote,
    item_without_space,
    _text_not_indented,
    _missing_space_after_dash,
    _missing_colon_or_space,
    _value_beside_code,
    _colon_inside,
    signs.after_bar,
    signs.quote,
    signs.brackets,
    signs.dash,
    signs.before_value,
    signs.two_documents,
    _stray_dash,
    _stray_text,
    askew.first_too_deep,
    askew.beside_its_neighbours,
)
