"""Recognising signs that YAML gives a meaning: quotation marks, brackets, ``|``, ``-``, ``%``, ``&`` and others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.finding import Position
from reportgen.model.sure import bared
from reportgen.yamlmap.slips import BELOW, Reader, Slip, Stop, entry_of

_FENCE = 20  # characters of a line ```yaml, with which a chat begins and ends what is to be copied
_FAR = 50  # lines above that are looked at for an open quotation mark
_MEANING = "%@`*&!|>?-,:[]{}#\"'"
_SIGNS = (
    "cannot start any token",
    "undefined alias",
    "expected alphabetic or numeric",
    "scanning a tag",
    "while parsing a tag",
    "scanning an anchor",
    "node content",
    "mapping keys are not allowed",
)


def sign_before_value(reader: Reader, line: int, column: int, sign: str) -> Slip:
    """Return the slip of a value that begins with a sign of YAML; ``line`` and ``column`` from 0."""
    entry = entry_of(reader.lines[line])
    if entry is None and line >= 0 and reader.indent(line) >= column:
        fence = {line: f"# {reader.lines[line].strip()}"} if sign == "`" and reader.rest(line) < _FENCE else {}
        return reader.unread(line, "dòng này không thuộc biểu", "xóa dòng này", column, reader.rest(line), fence)
    word = re.match(r"\S{1,40}", reader.lines[line][column:])
    if sign == "&" and word and not (entry and reader.holds_text(entry.key)):
        return reader.unread(line, "dấu & đứng đầu nội dung", f"xóa {word[0]}", column, len(word[0]))
    found = f"dấu {sign} đứng đầu nội dung"
    return reader.unread(line, found, _advice(reader, line), column, proper=_without_sign(reader, line))


def _without_sign(reader: Reader, at: int) -> Mapping[int, str]:
    """Return line ``at`` with its value as a text, or one value without the marks around it: ``**60**``."""
    entry = entry_of(reader.lines[at])
    if entry is None or reader.holds_text(entry.key):
        return reader.as_text(at)
    value = entry.value.partition(" #")[0].rstrip()
    bare = bared(value)
    line = reader.lines[at]
    return {at: f"{line[: entry.value_start]}{bare}{line[entry.value_start + len(value) :]}"} if bare != value else {}


def _advice(reader: Reader, at: int) -> str:
    """Return what to do about a sign before the value of line ``at``: text goes below ``|``, anything else loses it."""
    entry = entry_of(reader.lines[at])
    if entry is None or reader.holds_text(entry.key):
        return BELOW
    return "bỏ dấu này, chỉ ghi nội dung như trong mẫu"


def after_bar(reader: Reader, stop: Stop) -> Slip | None:
    """Text on the line of ``|``, or a text that begins with ``>`` or ``|``."""
    if "block scalar" not in stop.problem or "comment or line break" not in stop.problem:
        return None
    at, column = stop.line, reader.value_at(stop.line)
    sign = reader.lines[at][column : column + 1]
    if sign == "|":
        advice = "xuống dòng sau dấu |, lùi vào thêm hai dấu cách rồi viết"
        found, below = "chữ đứng cùng dòng với dấu |", _below_its_bar(reader, at)
        return reader.unread(at, found, advice, column, reader.rest(at), below)
    return sign_before_value(reader, at, column, sign)


def _below_its_bar(reader: Reader, at: int) -> Mapping[int, str]:
    """Return the line of ``key: | 5 hồ sơ`` with its text below it."""
    return {index: re.sub(r"\n( +)\| *", r"\n\1", text, count=1) for index, text in reader.as_text(at).items()}


def quote(reader: Reader, stop: Stop) -> Slip | None:
    """A quotation mark opened and never closed, text behind a closed one, a backslash between two."""
    if "escape" in stop.problem:
        advice = f"bỏ dấu \\, hoặc {BELOW}"
        return reader.unread(stop.line, "dấu \\ không dùng được trong ngoặc kép", advice, stop.column)
    if "quoted scalar" in stop.problem and stop.since:
        at, column = stop.since
        return _open_quote(reader, at, column, reader.lines[at][column])
    if "did not find expected" not in stop.problem:
        return None
    nearest_first = range(stop.line, max(-1, stop.line - _FAR), -1)
    return next(filter(None, (_quote_at(reader, at, stop) for at in nearest_first)), None)


def _quote_at(reader: Reader, at: int, stop: Stop) -> Slip | None:
    """Name what is wrong with the quotation mark before the value of line ``at``, if one stands there."""
    column = reader.value_at(at)
    sign = reader.lines[at][column : column + 1]
    if sign not in ('"', "'"):
        return None
    above = at < stop.line
    if above and reader.lines[at].count(sign) % 2 == 0:
        return None  # closed on its own line
    if not above and stop.column <= column + 1:
        return None
    return _text_outside(reader, at, column, sign, stop) or _open_quote(reader, at, column, sign)


def _text_outside(reader: Reader, at: int, column: int, sign: str, stop: Stop) -> Slip | None:
    line = reader.lines[at].rstrip()
    if at != stop.line or sign not in line[column + 1 :]:
        return None
    if line.endswith(sign + ","):
        return reader.unread(at, "thừa dấu phẩy cuối dòng", "xóa dấu phẩy", len(line) - 1, proper={at: line[:-1]})
    advice = f"{BELOW}, khi ấy dấu ngoặc được giữ nguyên"
    found = f"chữ đứng ngoài dấu ngoặc {sign}"
    return reader.unread(at, found, advice, column, reader.rest(at), _within_quotes(reader, at, sign))


def _open_quote(reader: Reader, at: int, column: int, sign: str) -> Slip:
    advice = f"thêm dấu {sign} ở cuối nội dung, hoặc bỏ dấu {sign} ở đầu"
    found = f"dấu ngoặc {sign} mở mà không đóng"
    return reader.unread(at, found, advice, column, reader.rest(at), _without_its_quote(reader, at, column, sign))


def _without_its_quote(reader: Reader, at: int, column: int, sign: str) -> Mapping[int, str]:
    """Return the line of a quotation mark that is never closed as a text; nothing where it may go on below."""
    if reader.below(at):
        return {}
    if reader.lines[at].count(sign, column) == 1:
        return reader.as_text(at, lambda value: value[1:])
    return _within_quotes(reader, at, sign)


def _within_quotes(reader: Reader, at: int, sign: str) -> Mapping[int, str]:
    """Return the line of a text with quotation marks in it as a text; nothing where marks may be YAML's or its own."""
    entry = entry_of(reader.lines[at])
    value = entry.value.rstrip() if entry else ""
    inner = value[1:-1]
    if not value.endswith(sign):
        return reader.as_text(at)
    if sign * 2 in inner and sign not in inner.replace(sign * 2, ""):  # as tables write a mark within marks
        return reader.as_text(at, lambda value: value[1:-1].replace(sign * 2, sign))
    if re.search(rf"(?:^|\s){sign}\S", inner) and re.match(rf"[^{sign}]*(?:^|\s){sign}", inner):
        return reader.as_text(at, lambda value: value[1:-1])
    return reader.as_text(at) if value.count(sign) % 2 == 0 else {}


def brackets(reader: Reader, stop: Stop) -> Slip | None:
    """A comma or a closing bracket that is missing, text behind a closed bracket."""
    if "flow" in stop.problem and stop.since:
        return _flow(reader, stop, *stop.since)
    if "node content" in stop.problem and not reader.lines[stop.line].strip():
        return _open_at_the_end(reader, stop.line)
    at, column = stop.line, reader.value_at(stop.line)
    opened = reader.lines[at][column : column + 1] in ("[", "{")
    if opened and "did not find expected key" in stop.problem and stop.column > column:
        found, proper = "chữ đứng sau dấu đóng ngoặc", _without_sign(reader, at)
        return reader.unread(at, found, _advice(reader, at), column, reader.rest(at), proper)
    return None


def _open_at_the_end(reader: Reader, end: int) -> Slip | None:
    """A bracket that the last line with text opens: the parser only says that the file has ended."""
    at = next((line for line in range(end, -1, -1) if reader.lines[line].strip()), None)
    if at is None:
        return None
    column = reader.value_at(at)
    closing = {"[": "]", "{": "}"}.get(reader.lines[at][column : column + 1])
    return _unclosed(reader, at, column) if closing and closing not in reader.lines[at][column:] else None


def _unclosed(reader: Reader, at: int, column: int) -> Slip:
    sign = reader.lines[at][column]
    closing = "]" if sign == "[" else "}"
    proper: Mapping[int, str] = {}
    if not reader.below(at) and " #" not in reader.lines[at]:
        is_text = sign == "[" and reader.as_text(at, lambda value: value[1:])
        proper = is_text or {at: f"{reader.lines[at].rstrip(' ,')}{closing}"}
    return reader.unread(
        at, f"dấu {sign} mở mà không đóng", f"thêm dấu {closing} ở cuối", column, reader.rest(at), proper
    )


def _flow(reader: Reader, stop: Stop, at: int, column: int) -> Slip | None:
    line = reader.lines[at]
    sign = line[column]
    closing = "]" if sign == "[" else "}"
    if stop.line == at:
        before = re.search(r"(\w+)\s{0,9}$", line[max(0, stop.column - 60) : stop.column])
        if before and reader.knows(before[1]):
            start = line.rfind(before[1], 0, stop.column)
            advice = f"thêm dấu phẩy rồi dấu cách trước {before[1]}"
            parted = {at: f"{line[:start].rstrip(' ;')}, {line[start:]}"}
            return reader.unread(at, f"thiếu dấu phẩy trước {before[1]}", advice, start, len(before[1]), parted)
    if closing in line[column:]:
        found = f"thiếu dấu phẩy, hoặc có dấu đặc biệt trong dấu {sign} {closing}"
        advice = 'nội dung có dấu hai chấm hoặc dấu phẩy thì đặt trong ngoặc kép "…"'
        return reader.unread(at, found, advice, stop.column if stop.line == at else column, proper=reader.as_text(at))
    return _unclosed(reader, at, column)


def before_value(reader: Reader, stop: Stop) -> Slip | None:
    """A sign of YAML at the head of a value: ``%``, ``@``, ``*``, ``&``, ``!``, ``]``."""
    if not any(words in stop.problem for words in _SIGNS):
        return None
    at = stop.since[0] if stop.since and "scanning" in stop.problem else stop.line
    column = reader.value_at(at)
    sign = reader.lines[at][column : column + 1]
    if sign in ("[", "{") and stop.line == at and stop.column > column:
        return _before_value_within(reader, at, column, stop.column)
    return sign_before_value(reader, at, column, sign) if sign in _MEANING and sign else None


def _before_value_within(reader: Reader, at: int, column: int, inner: int) -> Slip:
    """``{muc: >= 90%}``: such a sign at the head of a value within braces."""
    line = reader.lines[at]
    value = re.match(r"[^,\]}]*", line[inner:])
    meant = value[0].rstrip() if value else ""
    proper = {} if '"' in meant else {at: f'{line[:inner]}"{meant}"{line[inner + len(meant) :]}'}
    found = f"dấu {line[inner : inner + 1]} đứng đầu nội dung trong dấu {line[column]}"
    advice = f'đặt nội dung ấy trong ngoặc kép: "{meant}"'
    return reader.unread(at, found, advice, inner, max(1, len(meant)), proper)


def dash(reader: Reader, stop: Stop) -> Slip | None:
    """``ket_qua: - Đã họp``: a dash on the line of the key."""
    if "block sequence entries are not allowed" not in stop.problem or entry_of(reader.lines[stop.line]) is None:
        return None
    entry = entry_of(reader.lines[stop.line])
    if entry is not None and entry.value.split("#")[0].strip() == "-":  # nothing to say, as in a table's cell
        blank = {stop.line: f"{entry.lead}{entry.key}:"}
        return Slip(Position(stop.line + 1, stop.column + 1), "", "", blank, proper=blank)
    found = "dấu - đứng đầu nội dung, cùng dòng với tên mục"
    rest, proper = reader.rest(stop.line), reader.as_text(stop.line)
    return reader.unread(stop.line, found, _advice(reader, stop.line), stop.column, rest, proper)


def two_documents(reader: Reader, stop: Stop) -> Slip | None:
    """A line ``---`` or ``...`` that ends the file before its end."""
    if not any(words in stop.problem for words in ("single document", "<document start>", "document indicator")):
        return None
    ends = [i for i, line in enumerate(reader.lines) if re.match(r"(?:---|\.\.\.)(?:\s|$)", line)]
    at = next((i for i in reversed(ends) if i <= stop.line), None)
    if at is None:
        return None
    sign = reader.lines[at][:3]
    return Slip(Position(at + 1, 1, 3), f"dòng {sign} cắt đôi tệp", f"xóa dòng {sign}", {at: ""}, proper={at: ""})
