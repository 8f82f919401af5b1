"""Template errors in a Word author's terms: which paragraph or table row, which tag, which record."""

from __future__ import annotations

import decimal
import re
from collections.abc import Container, Iterator
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.record import names_of
from reportgen.render.advised import advised
from reportgen.render.effort import TooMuch
from reportgen.render.located import MARKUP, fullest, located, root_of, shown
from reportgen.render.unvisited import PROPERTIES_CALLED
from reportgen.render.values import FILTERS, Unprintable
from reportgen.vn.text import nearest

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_PAIRS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_MOST_UNCLOSED = 100
_TOO_DEEP = (RecursionError, SyntaxError)
_BROKEN = re.compile("\\{[\\s\u00ad\u200b-\u200d\ufeff]+[{%]|[}%][\\s\u00ad\u200b-\u200d\ufeff]+\\}|\\}\\}|%\\}")
_MISTYPED = re.compile(
    r"[｛﹛]\s*[%％{｛﹛][^}｝﹜]*[}｝﹜]+|\{[％｛﹛][^}｝﹜]*[}｝﹜]+"
    r"|(?<![{_])\{\s*(?:(?:for|if|elif|else|endfor|endif)\b[^{}]*|[a-z_]\w*(?:\s*[.|]\s*[a-z_]\w*)+"
    rf"|(?:{'|'.join(names_of(BoiCanh))}))\s*\}}(?![}}_])"
)
"""Braces of full width, or one pair of braces around what is a variable or a command."""
NOT_ALLOWED = "lệnh này không được phép trong mẫu"
NESTED_TOO_DEEP = "lệnh lồng nhau quá nhiều tầng hoặc quá dài; chia nhỏ ra"
NO_CALL = "biến này không phải là hàm, bỏ cặp ngoặc ()"
NO_LOADER = "mẫu không dùng được lệnh include, import, extends"
_SYNTAX = (
    (r"Unexpected end of template", "lệnh for hoặc if mở mà chưa đóng bằng endfor hoặc endif"),
    (r"Encountered unknown tag '(.*?)'", "không có lệnh «{0}», hoặc lệnh ấy không khớp lệnh mở trước đó"),
    (r"No filter named '(.*?)'", "không có bộ lọc «{0}»"),
    (r"No test named '(.*?)'", "không có phép thử «{0}» (sau chữ is)"),
    (r"expected token '(.*?)', got '(.*?)'", "cần «{0}» nhưng gặp «{1}»"),
    (r"Expected an expression", "thiếu tên biến"),
    (r"unexpected char '?(.*?)'?(?: at \d+)?$", "ký tự {0} không dùng trong lệnh"),
)


def of_exception(error: Exception, template: str, part: Any, source: str) -> TemplateFault:
    """Return the fault behind ``error``, raised while ``source`` (the patched XML of ``part``) ran."""
    line, record = _frame(error.__traceback__)
    if isinstance(error, TemplateSyntaxError):
        line, reason = error.lineno, syntax(error)
    elif isinstance(error, UndefinedError):
        reason = error.message or "biến không có"
    elif isinstance(error, SecurityError):
        reason = NOT_ALLOWED
    else:
        reason = _reason(error)
        line = line or (fullest(source) if isinstance(error, _TOO_DEEP) else 0)
    name = next(iter(re.findall(r"«(.*?)»", reason)), getattr(error, "sign", ""))
    place, tag = located(part, source, line, name)
    if isinstance(error, TemplateSyntaxError):
        reason = advised(reason, tag)
    return _fault(template, part, place, tag, reason, record)


def refuse(template: str, part: Any, paragraph: Any, tag: str, reason: str) -> None:
    """Raise the fault of the command ``tag`` that stands in ``paragraph`` of ``part``."""
    raise _fault(template, part, shown(root_of(part), paragraph, typed_in(paragraph)), tag, reason)


def typed_in(paragraph: Any) -> str:
    """Return what is typed in a paragraph, the instructions of its fields included."""
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t", f"{_W}instrText"))


def too_much(error: TooMuch, template: str, part: Any, source: str) -> TemplateFault:
    """Return the fault of a command that computes too much, on a line that is known."""
    return at_line(template, part, source, error.line, error.sign, str(error))


def at_line(template: str, part: Any, source: str, line: int, sign: str, reason: str) -> TemplateFault:
    """Return the fault of the command with ``sign`` that stands on ``line`` of the patched XML."""
    return _fault(template, part, *located(part, source, line, sign), reason)


def unknown_filter(
    tree: nodes.Template, known: Container[str], source: str, template: str, part: Any
) -> TemplateFault | None:
    """Find a filter that does not exist, also where no value ever reaches it."""
    if all(name in known for name in re.findall(r"\|\s*(\w+)", "".join(_TAG.findall(source)))):
        return None
    for node in tree.find_all(nodes.Filter):
        if node.name is not None and node.name not in known:
            return at_line(template, part, source, node.lineno, f"|{node.name}", no_filter(node.name))
    return None


def _fault(template: str, part: Any, *pieces: str) -> TemplateFault:
    place, tag, *reasons = pieces
    shown = [f"Mẫu {template}", _part_name(part), place, f"lệnh {tag}" if tag else "", *reasons]
    return TemplateFault(" · ".join(piece for piece in shown if piece))


def _part_name(part: Any) -> str:
    if part is None:
        return PROPERTIES_CALLED
    return part_called(str(getattr(part, "partname", "")))


def part_called(member: str) -> str:
    """Say what kind of part a member of the file is; nothing for the document's text."""
    return next((said for word, said in _PARTS.items() if word in member), "")


_PARTS = {
    "header": "đầu trang",
    "footer": "cuối trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
}


def _reason(error: Exception) -> str:
    if isinstance(error, Unprintable | TooMuch):
        return str(error)
    if isinstance(error, ZeroDivisionError):
        return "phép chia cho 0"
    if isinstance(error, _TOO_DEEP):
        return NESTED_TOO_DEEP
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
    ("not callable", NO_CALL),
    ("concatenate", "không cộng được chữ với số; nối bằng dấu ~"),
    ("unsupported operand", "hai giá trị này không tính với nhau được"),
    ("loader", NO_LOADER),
)
_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "begin of print statement": "{{"}


def no_filter(name: str) -> str:
    """Say that there is no such filter, and which was perhaps meant."""
    return f"không có bộ lọc «{name}»" + _filter_proposal(name)


def _filter_proposal(name: str) -> str:
    proposal = nearest(name, (*FILTERS, "upper", "lower", "join", "length", "default", "first", "last"))
    return f"; có phải là «{proposal}»?" if proposal else ""


def residue(source: str, template: str, part: Any) -> TemplateFault | None:
    """Find a tag broken by a space or an invisible character, which would be printed as text."""
    words = MARKUP.sub("", _TAG.sub(" ", source))
    if not _BROKEN.search(words) and not _MISTYPED.search(words):
        return None
    root = root_of(part)
    for paragraph, reason in residues(root) if root is not None else ():
        return _fault(template, part, shown(root, paragraph), "", reason)
    return None


def residues(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each paragraph with what is no tag and was meant to be one, and why."""
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        if match := _BROKEN.search(_TAG.sub("", text)):
            yield paragraph, f"dấu «{match[0]}» bị tách hoặc lẻ đôi; gõ lại liền nhau: {{{{ … }}}} hoặc {{% … %}}"
        elif match := _MISTYPED.search(_TAG.sub(" ", text)):
            advice = "gõ hai dấu ngoặc nhọn thường: {{ … }} hoặc {% … %}"
            yield paragraph, f"«{match[0]}» không phải là lệnh; {advice}"


def unclosed(part: Any, template: str) -> TemplateFault | None:
    """Find a tag that its own paragraph does not close: docxtpl would run on to the next one it meets."""
    root = root_of(part)
    for paragraph, reason in unclosed_tags(root) if root is not None else ():
        return _fault(template, part, shown(root, paragraph), "", reason)
    return None


def unclosed_tags(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each paragraph that does not close its own tags, and what is to be done."""
    for paragraph, text in _texts(root):
        for opened, closed in _PAIRS:
            if text.count(opened) != text.count(closed):
                reason = f"số dấu «{opened}» và «{closed}» trong đoạn không bằng nhau"
                yield paragraph, f"{reason} · mỗi lệnh mở bằng {opened} phải đóng bằng {closed} trong cùng một đoạn"
                break


def hold_closed(template: str, part: Any, root: Any) -> None:
    """Raise TemplateFault for more unclosed tags than anybody forgets.

    To look for the end of each takes the square of their number, here and in docxtpl.
    """
    unclosed = 0
    for paragraph, text in _texts(root):
        for opened, closed in _PAIRS:
            unclosed += text.count(opened, text.rfind(closed) + 1)
            if unclosed > _MOST_UNCLOSED:
                reason = f"quá nhiều «{opened}» không có «{closed}»"
                raise _fault(template, part, shown(root, paragraph), "", reason)


def _texts(root: Any) -> Iterator[tuple[Any, str]]:
    for paragraph in root.iter(f"{_W}p"):
        yield paragraph, "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def syntax(error: TemplateSyntaxError) -> str:
    """Say what Jinja finds wrong in a command."""
    message = error.message or ""
    for pattern, words in _SYNTAX:
        if match := re.search(pattern, message):
            found = [_TOKENS.get(group, group) for group in match.groups()]
            if "ký tự" in words and found[0].lower().startswith("\\u"):
                return f"có ký tự ẩn U+{int(found[0][2:], 16):04X} trong lệnh; xóa lệnh rồi gõ lại"
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
