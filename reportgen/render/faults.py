"""Template errors in a Word author's terms: which paragraph or table row, which tag, which record."""

from __future__ import annotations

import decimal
import re
from collections.abc import Container
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.render.effort import TooMuch
from reportgen.render.values import FILTERS, Unprintable
from reportgen.vn.text import nearest

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_TOO_DEEP = (RecursionError, SyntaxError)
_BROKEN = re.compile("\\{[\\s\u00ad\u200b-\u200d\ufeff]+[{%]|[}%][\\s\u00ad\u200b-\u200d\ufeff]+\\}|\\}\\}|%\\}")
_PROPERTIES = re.compile(r"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_NAMED = re.compile(r'<w:(alias|tag) w:val="([^"]*)"')
"""Title and tag of a content control, in either of which a command may stand."""
_SHOWN = 80
_SYNTAX = (
    (r"Unexpected end of template", "lệnh for hoặc if mở mà chưa đóng bằng endfor hoặc endif"),
    (r"Encountered unknown tag '(.*?)'", "không có lệnh «{0}», hoặc lệnh ấy không khớp lệnh mở trước đó"),
    (r"No filter named '(.*?)'", "không có bộ lọc «{0}»"),
    (r"expected token '(.*?)', got '(.*?)'", "cần «{0}» nhưng gặp «{1}»"),
    (r"Expected an expression", "thiếu tên biến"),
    (r"unexpected char '?(.*?)'?(?: at \d+)?$", "ký tự {0} không dùng trong lệnh"),
)


def of_exception(error: Exception, template: str, part: Any, source: str) -> TemplateFault:
    """Return the fault behind ``error``, raised while ``source`` (the patched XML of ``part``) ran."""
    line, record = _frame(error.__traceback__)
    if isinstance(error, TemplateSyntaxError):
        line, reason = error.lineno, _syntax(error)
    elif isinstance(error, UndefinedError):
        reason = error.message or "biến không có"
    elif isinstance(error, SecurityError):
        reason = "lệnh này không được phép trong mẫu"
    else:
        reason = _reason(error)
        line = line or (_fullest(source) if isinstance(error, _TOO_DEEP) else 0)
    name = next(iter(re.findall(r"«(.*?)»", reason)), getattr(error, "sign", ""))
    lines = source.split("\n")
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    tag = _tag_with(name, shown)
    place = _place(part, shown, lines[: max(line - 1, 0)], tag)
    if not tag:
        place, tag = _in_control(shown, name) or (place, tag)
    return _fault(template, part, place, tag, reason, record)


def too_much(error: TooMuch, template: str, part: Any, source: str) -> TemplateFault:
    """Return the fault of a command that computes too much, on a line that is known."""
    shown = source.split("\n")[error.line - 1]
    return at_line(template, part, source, error.line, _tag_with(error.sign, shown), str(error))


def at_line(template: str, part: Any, source: str, line: int, tag: str, reason: str) -> TemplateFault:
    """Return the fault of the command ``tag`` that stands on ``line`` of the patched XML."""
    lines = source.split("\n")
    return _fault(template, part, _place(part, lines[line - 1], lines[: line - 1], tag), tag, reason)


def unknown_filter(
    tree: nodes.Template, known: Container[str], source: str, template: str, part: Any
) -> TemplateFault | None:
    """Find a filter that does not exist, also where no value ever reaches it."""
    if all(name in known for name in re.findall(r"\|\s*(\w+)", "".join(_TAG.findall(source)))):
        return None
    for node in tree.find_all(nodes.Filter):
        if node.name is not None and node.name not in known:
            reason = f"không có bộ lọc «{node.name}»" + _filter_proposal(node.name)
            lines = source.split("\n")
            tag = _tag_with(f"|{node.name}", lines[node.lineno - 1])
            return at_line(template, part, source, node.lineno, tag, reason)
    return None


def _fault(template: str, part: Any, *pieces: str) -> TemplateFault:
    place, tag, *reasons = pieces
    shown = [f"Mẫu {template}", _part_name(part), place, f"lệnh {tag}" if tag else "", *reasons]
    return TemplateFault(" · ".join(piece for piece in shown if piece))


def _part_name(part: Any) -> str:
    if part is None:
        return "thuộc tính của tệp (File › Info)"
    name = str(getattr(part, "partname", ""))
    return "đầu trang" if "header" in name else "cuối trang" if "footer" in name else ""


def _fullest(source: str) -> int:
    """Return the line with the most commands: what Python finds too deep, it finds without saying where."""
    sizes = [sum(map(len, _TAG.findall(_MARKUP.sub("", line)))) for line in source.split("\n")]
    return sizes.index(max(sizes)) + 1


def _reason(error: Exception) -> str:
    if isinstance(error, Unprintable | TooMuch):
        return str(error)
    if isinstance(error, ZeroDivisionError):
        return "phép chia cho 0"
    if isinstance(error, _TOO_DEEP):
        return "lệnh lồng nhau quá nhiều tầng hoặc quá dài; chia nhỏ ra"
    if isinstance(error, MemoryError):
        return "mẫu cần quá nhiều bộ nhớ"
    words = str(error)
    for part, reason in _RUNTIME:
        if part in words:
            return reason
    if isinstance(error, OverflowError | decimal.Overflow):
        return "phép tính cho số quá lớn"
    return f"không tính được ({type(error).__name__})"


_RUNTIME = (
    ("Range too big", "dãy số quá dài"),
    ("not callable", "biến này không phải là hàm, bỏ cặp ngoặc ()"),
    ("concatenate", "không cộng được chữ với số; nối bằng dấu ~"),
    ("unsupported operand", "hai giá trị này không tính với nhau được"),
    ("loader", "mẫu không dùng được lệnh include, import, extends"),
)
_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "begin of print statement": "{{"}


def _filter_proposal(name: str) -> str:
    proposal = nearest(name, (*FILTERS, "upper", "lower", "join", "length", "default", "first", "last"))
    return f"; có phải là «{proposal}»?" if proposal else ""


def residue(source: str, template: str, part: Any) -> TemplateFault | None:
    """Find a tag broken by a space or an invisible character, which would be printed as text."""
    if not _BROKEN.search(_MARKUP.sub("", _TAG.sub("", source))):
        return None
    root: Any = part if isinstance(part, etree._Element) else getattr(part, "element", None)
    for paragraph in root.iter(f"{_W}p") if root is not None else ():
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        if match := _BROKEN.search(_TAG.sub("", text)):
            reason = f"dấu «{match[0]}» bị tách hoặc lẻ đôi; gõ lại liền nhau: {{{{ … }}}} hoặc {{% … %}}"
            return _fault(template, part, _shown(root, paragraph, text), "", reason)
    return None


def unclosed(part: Any, template: str) -> TemplateFault | None:
    """Find a tag that its own paragraph does not close: docxtpl would run on to the next one it meets."""
    root: Any = part if isinstance(part, etree._Element) else getattr(part, "element", None)
    for paragraph in root.iter(f"{_W}p") if root is not None else ():
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        for opened, closed in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if text.count(opened) != text.count(closed):
                reason = f"số dấu «{opened}» và «{closed}» trong đoạn không bằng nhau"
                advice = f"mỗi lệnh mở bằng {opened} phải đóng bằng {closed} trong cùng một đoạn"
                return _fault(template, part, _shown(root, paragraph, text), "", reason, advice)
    return None


def _syntax(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    for pattern, words in _SYNTAX:
        if match := re.search(pattern, message):
            found = [_TOKENS.get(group, group) for group in match.groups()]
            if "ký tự" in words and found[0].startswith("\\u"):
                return f"có ký tự ẩn U+{found[0][2:].upper()} trong lệnh; xóa lệnh rồi gõ lại"
            return words.format(*found) + (_filter_proposal(found[0]) if "bộ lọc" in words else "")
    return "câu lệnh viết chưa đúng"


def _frame(traceback: TracebackType | None) -> tuple[int, str]:
    """Return the line in the template where the error rose, and the records at hand there."""
    line, record = 0, ""
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
            record = _records(traceback.tb_frame.f_locals) or record
        traceback = traceback.tb_next
    return line, record


def _records(variables: dict[str, Any]) -> str:
    shown = []
    for value in variables.values():
        kind = type(value).__name__
        if kind == "NhiemVu":
            shown.append(f"nhiệm vụ {value.ma}")
        elif kind == "ChiTieu":
            shown.append(f"chỉ tiêu {value.ma}")
        elif kind == "Nhom":
            shown.append(f"nhóm {value.so}")
        elif kind in ("KetQua", "YKien", "SoLieu"):
            shown.append(f"đơn vị {value.don_vi}")
        elif kind == "DonVi":
            shown.append(f"đơn vị {value.ten}")
    return "đang in: " + ", ".join(shown) if shown else ""


def _in_control(line: str, name: str) -> tuple[str, str] | None:
    """Return the content control on a line of the patched XML whose title or tag has ``name``, and the command."""
    for control in _PROPERTIES.findall(line):
        given = dict(_NAMED.findall(control))
        for tag in _TAG.findall(" ".join(given.values())):
            if name in tag:
                return f"ô nội dung «{given.get('alias') or given['tag']}»", tag
    return None


def _tag_with(name: str, line: str) -> str:
    tags = _TAG.findall(_MARKUP.sub("", line))
    return next((tag for tag in tags if name and name in tag), tags[0] if len(tags) == 1 else "")


def _compact(text: str) -> str:
    """Return ``text`` so that a paragraph looks the same before and after patching."""
    text = re.sub(r"\s+", "", _MARKUP.sub("", text))
    return re.sub(r"({[{%])(?:p|tr|tc|r)(?=[a-z])", r"\1", text)


def _place(part: Any, line: str, earlier: list[str], tag: str) -> str:
    """Name the paragraph of the template that ``line`` of the patched XML comes from."""
    root = part if isinstance(part, etree._Element) else getattr(part, "element", None)
    wanted = _compact(line)
    if root is None or not wanted:
        return ""
    found = []
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        compact = _compact(text)
        if compact and compact in wanted and (not tag or _compact(tag) in compact):
            found.append((paragraph, text))
    if not found:
        return ""
    longest = max(len(_compact(text)) for _, text in found)  # a short paragraph may be part of another's text
    found = [(paragraph, text) for paragraph, text in found if len(_compact(text)) == longest]
    found = [item for item in found if tag in item[1]] or found  # {%p … %} has lost its p in the patched XML
    repeated = sum(_compact(other) == wanted for other in earlier)
    paragraph, text = found[min(repeated, len(found) - 1)]
    return _shown(root, paragraph, text)


def _shown(root: etree._Element, paragraph: etree._Element, text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"{_table_place(root, paragraph)}đoạn «{short.strip()}»"


def _table_place(root: etree._Element, paragraph: etree._Element) -> str:
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if row is None or table is None:
        return ""
    table_number = list(root.iter(f"{_W}tbl")).index(table) + 1
    row_number = list(table.iter(f"{_W}tr")).index(row) + 1
    return f"bảng {table_number}, dòng {row_number}, "
