"""Naming slips of syntax: each recogniser looks at the place where the parser stopped, and names the slip or passes."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.finding import Place
from reportgen.yamlmap.slips import CODE_LIKE, COLON, KEY, Reader, Slip, Stop

_QUOTE = 'đặt cả giá trị trong ngoặc kép "…", hoặc viết sau dấu | ở dòng dưới, lùi vào hai dấu cách'
_BELOW = "viết | sau tên mục, rồi viết nội dung ở dòng dưới, lùi vào thêm hai dấu cách"
_LONGEST_SHOWN = 40


def recognise(reader: Reader, stop: Stop) -> Slip:
    """Return what is wrong where the parser stopped; a line that no recogniser knows is left out."""
    since = stop.since
    if since and (since[0] >= len(reader.lines) or since[1] >= len(reader.lines[since[0]])):
        since = None  # the end of the file, or of a line
    stop = Stop(min(stop.line, len(reader.lines) - 1), stop.column, since, stop.problem)
    for recogniser in _RECOGNISERS:
        if found := recogniser(reader, stop):
            return found
    advice = f"so với mẫu; giá trị có dấu đặc biệt thì {_QUOTE}"
    return reader.unread(stop.line, "dòng này không đọc được", advice, stop.column)


def sign_before_value(reader: Reader, line: int, column: int, sign: str) -> Slip:
    """Return the slip of a value that begins with a sign of YAML; ``line`` and ``column`` from 0."""
    return reader.unread(line, f"dấu {sign} đứng đầu giá trị", _QUOTE, column)


def _shown(text: str) -> str:
    text = text.strip().replace(COLON, ":")
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN].rstrip() + "…"


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
    return Slip(Place(stop.line + 1, line.index("\t") + 1), f"phím Tab ở đầu dòng{more}", advice, expanded, moved)


def _colon_inside(reader: Reader, stop: Stop) -> Slip | None:
    """``ket_qua: Đạt 95%: vượt``: a second colon, which belongs to the text unless a key stands before it."""
    if not stop.problem.startswith("mapping values are not allowed"):
        return None
    at, line = stop.line, reader.lines[stop.line]
    entry = KEY.match(line)
    inside = entry is not None and stop.column > entry.end("key")
    if not inside:  # the line continues the text of a key above
        owner = reader.owner(at)
        above = KEY.match(reader.lines[owner]) if owner is not None else None
        if entry is None or above is None or reader.knows(entry["key"]) or CODE_LIKE.fullmatch(above["key"]):
            return None
        begin = 0
    else:
        assert entry is not None
        begin = entry.start("value")
        before = re.split(r"[\s,;({\[]", line[begin : stop.column].rstrip())[-1]
        if reader.knows(before):
            return _two_on_a_line(reader, at, entry, begin + line[begin : stop.column].rstrip().rfind(before), before)
        if not line[stop.column + 1 :].strip() and reader.below(at):
            found = "mục con hoặc danh sách nằm dưới một câu"
            return reader.unread(at, found, _BELOW, stop.column)
    value = re.sub(r":(?=\s|$)", COLON, line[begin:])
    return Slip(Place(at + 1, stop.column + 1), "", "", {at: line[:begin] + value})


def _two_on_a_line(reader: Reader, at: int, entry: re.Match[str], column: int, second: str) -> Slip:
    advice = f"xuống dòng trước {second}, thẳng cột với {entry['key']}"
    if not entry["value"][: column - entry.start("value")].strip():
        advice = f"xuống dòng sau «{entry['key']}:», viết {second} lùi vào thêm hai dấu cách"
    return reader.unread(at, f"hai mục trên một dòng: {entry['key']} và {second}", advice, column, len(second))


_NO_SPACE = re.compile(r"^(?P<indent>\s*)(?P<key>[^\W\d][\w .-]*?)\s*(?P<sign>:=|:|：|=|;|\s)\s*(?P<value>\S.*)?$")


def _missing_colon_or_space(reader: Reader, stop: Stop) -> Slip | None:
    """``ngay_lap:08/5/2026``, ``ngay_lap 08/5/2026``, ``ngay_lap = 08/5/2026``, a code without its colon."""
    if "could not find expected ':'" in stop.problem and stop.since:
        at: int | None = stop.since[0]
    elif stop.problem.startswith(("mapping values are not allowed", "did not find expected key")):
        at = reader.above(stop.line)  # the line above swallowed this one
    else:
        return None
    if at is None:
        return None
    line = reader.lines[at]
    lead = line[: reader.indent(at)]
    if CODE_LIKE.fullmatch(line.strip()) and reader.below(at):
        changed = f"{line.rstrip()}:"
        return Slip(
            Place(at + 1, len(lead) + 1, len(line.strip())),
            f"thiếu dấu hai chấm sau {line.strip()}",
            f"viết: {line.strip()}:",
            {at: changed},
        )
    match = _NO_SPACE.match(line)
    if not match or KEY.match(line):
        return None
    key, value = match["key"], match["value"] or ""
    if not reader.knows(key):
        return None
    lack = (
        "thiếu dấu cách sau dấu hai chấm"
        if match["sign"] == ":"
        else "sau tên mục phải có dấu hai chấm rồi một dấu cách"
    )
    changed = f"{match['indent']}{key}: {value}"
    place = Place(at + 1, len(lead) + 1, max(1, len(line.strip())))
    moved = {at: (match.end("key"), len(changed) - len(line))}
    return Slip(place, lack, f"viết: {key}: {_shown(value)}".rstrip(), {at: changed}, moved)


def _after_bar(reader: Reader, stop: Stop) -> Slip | None:
    """Text on the line of ``|``, or a text that begins with ``>`` or ``|``."""
    if "block scalar" not in stop.problem or "comment or line break" not in stop.problem:
        return None
    at = stop.line
    if reader.lines[at].lstrip().startswith(">") and not KEY.match(reader.lines[at]):
        quoted = [i for i, line in enumerate(reader.lines) if line.startswith(">")]
        plain = {i: re.sub(r"^>+ ?", "", reader.lines[i]) for i in quoted}
        moved = {i: (0, len(plain[i]) - len(reader.lines[i])) for i in quoted}
        return Slip(
            Place(at + 1, 1),
            f"dấu > ở đầu dòng, do trích thư điện tử ({len(quoted)} dòng)",
            "xóa dấu > và dấu cách sau nó ở đầu các dòng",
            plain,
            moved,
        )
    column = reader.value_at(at)
    sign = reader.lines[at][column : column + 1]
    if sign == "|":
        return reader.unread(
            at,
            "chữ đứng cùng dòng với dấu |",
            "xuống dòng sau dấu |, lùi vào thêm hai dấu cách rồi viết",
            column,
            reader.rest(at),
        )
    return reader.unread(at, f"dấu {sign} đứng đầu giá trị", _QUOTE, column)


def _quote(reader: Reader, stop: Stop) -> Slip | None:
    """A quotation mark opened and never closed, or text behind a closed one."""
    at = stop.line
    if "quoted scalar" in stop.problem and stop.since:
        at = stop.since[0]
        sign = reader.lines[at][stop.since[1]]
        return reader.unread(
            at, f"dấu ngoặc {sign} mở mà không đóng", f"thêm dấu {sign} ở cuối giá trị", stop.since[1], reader.rest(at)
        )
    if "did not find expected" not in stop.problem:
        return None
    for earlier in range(at, max(-1, at - 50), -1):
        column = reader.value_at(earlier)
        sign = reader.lines[earlier][column : column + 1]
        if sign in ('"', "'") and (earlier < at or stop.column > column + 1):
            closed = reader.lines[earlier].count(sign) % 2 == 0
            if earlier == at and reader.lines[at].rstrip().endswith(sign + ","):
                return reader.unread(at, "thừa dấu phẩy cuối dòng", "xóa dấu phẩy", len(reader.lines[at].rstrip()) - 1)
            if earlier < at and closed:
                continue
            if closed:
                found, advice = (
                    f"chữ đứng ngoài dấu ngoặc {sign}",
                    "viết cả giá trị sau dấu | ở dòng dưới, khi ấy dấu ngoặc là chữ thường",
                )
            else:
                found, advice = f"dấu ngoặc {sign} mở mà không đóng", f"thêm dấu {sign} ở cuối giá trị"
            return reader.unread(earlier, found, advice, column, reader.rest(earlier))
    return None


def _brackets(reader: Reader, stop: Stop) -> Slip | None:
    """A comma or a closing bracket that is missing, text behind a closed bracket."""
    at = stop.line
    if "flow" in stop.problem and stop.since:
        at, column = stop.since
        sign = reader.lines[at][column]
        closing = {"{": "}", "[": "]"}.get(sign, "}")
        if column == reader.value_at(at) and sign == "[" and "]" in reader.lines[at] and stop.line != at:
            return None
        if (
            stop.line == at
            and (before := re.search(r"(\w+)\s*$", reader.lines[at][: stop.column]))
            and reader.knows(before[1])
        ):
            return reader.unread(
                at,
                f"thiếu dấu phẩy trước {before[1]}",
                f"thêm dấu phẩy rồi dấu cách trước {before[1]}",
                before.start(1),
                len(before[1]),
            )
        if closing in reader.lines[at][column:]:
            return reader.unread(
                at,
                f"thiếu dấu phẩy, hoặc có dấu đặc biệt trong dấu {sign} {closing}",
                'giá trị có dấu : hoặc dấu phẩy thì đặt trong ngoặc kép "…"',
                stop.column if stop.line == at else column,
            )
        return reader.unread(at, f"dấu {sign} mở mà không đóng", f"thêm dấu {closing} ở cuối", column, reader.rest(at))
    if "did not find expected key" in stop.problem and stop.column > reader.value_at(at):
        column = reader.value_at(at)
        if reader.lines[at][column : column + 1] in ("[", "{"):
            return reader.unread(at, "chữ đứng sau dấu đóng ngoặc", _QUOTE, column, reader.rest(at))
    return None


_SIGNS = {
    "cannot start any token": "",
    "undefined alias": "*",
    "expected alphabetic or numeric": "",
    "scanning a tag": "!",
    "while parsing a tag": "!",
    "scanning an anchor": "&",
    "node content": "",
    "mapping keys are not allowed": "?",
}


def _sign(reader: Reader, stop: Stop) -> Slip | None:
    """A sign of YAML at the head of a value: ``%``, ``@``, ``*``, ``&``, ``!``, ``]``."""
    if not any(words in stop.problem for words in _SIGNS):
        return None
    at = stop.since[0] if stop.since and "scanning" in stop.problem else stop.line
    column = reader.value_at(at)
    sign = reader.lines[at][column : column + 1]
    return reader.unread(at, f"dấu {sign} đứng đầu giá trị" if sign else "giá trị không đọc được", _QUOTE, column)


def _dash(reader: Reader, stop: Stop) -> Slip | None:
    """``ket_qua: - Đã họp``: a dash on the line of the key."""
    if "block sequence entries are not allowed" not in stop.problem:
        return None
    return reader.unread(
        stop.line, "dấu - đứng đầu giá trị, cùng dòng với tên mục", _BELOW, stop.column, reader.rest(stop.line)
    )


def _two_documents(reader: Reader, stop: Stop) -> Slip | None:
    """A line ``---`` or ``...`` that ends the file before its end."""
    if (
        "single document" not in stop.problem
        and "<document start>" not in stop.problem
        and "document indicator" not in stop.problem
    ):
        return None
    ends = [i for i, line in enumerate(reader.lines) if re.match(r"(?:---|\.\.\.)(?:\s|$)", line)]
    at = next((i for i in reversed(ends) if i <= stop.line), None)
    if at is None:
        return None
    sign = reader.lines[at][:3]
    return Slip(Place(at + 1, 1, 3), f"dòng {sign} cắt đôi tệp", f"xóa dòng {sign}", {at: ""})


def _askew(reader: Reader, stop: Stop) -> Slip | None:
    """An entry that stands some columns beside its neighbours."""
    at, entry = stop.line, KEY.match(reader.lines[stop.line])
    owner = reader.above(at)
    if entry is None or owner is None or stop.column > entry.end("key"):
        return None
    here = reader.indent(at)
    is_code = CODE_LIKE.fullmatch(entry["key"]) is not None
    levels = set()
    for index in range(max(0, at - 200), at):
        if (other := KEY.match(reader.lines[index])) and (CODE_LIKE.fullmatch(other["key"]) is not None) == is_code:
            levels.add(reader.indent(index))
    before = KEY.match(reader.lines[owner])
    if before is not None and not before["value"].strip():
        levels.add(reader.indent(owner) + 2)
    beside = reader.indent(owner)
    wanted = min(levels - {here}, key=lambda level: (abs(level - here), level != beside), default=None)
    if wanted is None:
        return None
    shift = wanted - here
    inner = [at, *reader.below(at)]
    changed = {i: " " * max(0, reader.indent(i) + shift) + reader.lines[i].lstrip() for i in inner}
    found = f"dòng lùi vào {here} dấu cách, lệch cột với các mục cùng cấp"
    advice = f"lùi vào {wanted} dấu cách cho thẳng cột"
    return Slip(Place(at + 1, here + 1, len(entry["key"])), found, advice, changed, dict.fromkeys(inner, (0, shift)))


def _stray_text(reader: Reader, stop: Stop) -> Slip | None:
    """Text that belongs to no key: not indented below its ``|``, a signature, a help line that lost its #."""
    if "could not find expected ':'" not in stop.problem and not stop.problem.startswith("mapping values are not"):
        return None
    at = stop.since[0] if stop.since else stop.line
    if (entry := KEY.match(reader.lines[at])) and stop.column <= entry.end("key") + 1:
        at = reader.text_above(at)  # it stands above and swallowed this line
        if at < 0:
            return None
    elif entry:
        return None
    last = at
    while last + 1 < len(reader.lines) and reader.lines[last + 1].strip() and not KEY.match(reader.lines[last + 1]):
        last += 1
    span = range(at, last + 1)
    owner = reader.above(at)
    while owner is not None and not KEY.match(reader.lines[owner]):
        owner = reader.above(owner)
    above = KEY.match(reader.lines[owner]) if owner is not None else None
    advice = "xóa dòng này; chữ thuộc mục nào thì viết lùi vào dưới tên mục có dấu |; ghi chú thì thêm # ở đầu dòng"
    if (
        above is not None
        and owner is not None
        and (above["value"].strip()[:1] in ("|", ">") or not above["value"].strip())
    ):
        width, key = reader.indent(owner) + 2, above["key"]
        advice = f"nếu là nội dung của {key} thì lùi vào {width} dấu cách, dưới «{key}: |»"
    lines = f" ({len(span)} dòng)" if len(span) > 1 else ""
    found = f"dòng chữ không thuộc mục nào{lines}: «{_shown(reader.lines[at])}»"
    place = Place(at + 1, reader.indent(at) + 1, max(1, len(reader.lines[at].strip())))
    return Slip(place, found, advice, dict.fromkeys(span, ""), lost=tuple(span))


_RECOGNISERS: tuple[Callable[[Reader, Stop], Slip | None], ...] = (
    _tab,
    _missing_colon_or_space,
    _colon_inside,
    _after_bar,
    _quote,
    _brackets,
    _dash,
    _sign,
    _two_documents,
    _stray_text,
    _askew,
)
