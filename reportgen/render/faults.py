"""Template errors in a Word author's terms: which paragraph or table row, which tag, which record."""

from __future__ import annotations

import re
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.render.environment import FILTERS
from reportgen.vn.text import nearest

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_BROKEN = re.compile("\\{[\\s\u00ad\u200b-\u200d\ufeff]+[{%]|[}%][\\s\u00ad\u200b-\u200d\ufeff]+\\}|\\}\\}|%\\}")
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
        reason = f"không tính được ({error})"
    name = next(iter(re.findall(r"«(.*?)»", reason)), "")
    lines = source.split("\n")
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    tag = _tag_with(name, shown)
    place = _place(part, shown, lines[: max(line - 1, 0)], tag)
    pieces = [f"Mẫu {template}", place, f"lệnh {tag}" if tag else "", reason, record]
    return TemplateFault(" · ".join(piece for piece in pieces if piece))


def residue(tree: nodes.Template, template: str, part: Any) -> TemplateFault | None:
    """Find a tag broken by a space or an invisible character, which would be printed as text."""
    for data in tree.find_all(nodes.TemplateData):
        for chunk in data.data.split("</w:p>"):
            text = _MARKUP.sub("", chunk)
            if match := _BROKEN.search(text):
                place = _place(part, chunk, [], match[0])
                return TemplateFault(
                    f"Mẫu {template} · {place} · dấu «{match[0]}» bị tách hoặc lẻ đôi · "
                    "gõ lại liền nhau: {{ … }} hoặc {% … %}"
                )
    return None


def unclosed(part: Any, template: str) -> TemplateFault | None:
    """Find a tag that its own paragraph does not close: docxtpl would run on to the next one it meets."""
    root = part if isinstance(part, etree._Element) else getattr(part, "element", None)
    for paragraph in root.iter(f"{_W}p") if root is not None else ():
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        for opened, closed in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if text.count(opened) != text.count(closed):
                place = _place(part, text, [], "")
                return TemplateFault(
                    f"Mẫu {template} · {place} · số dấu «{opened}» và «{closed}» trong đoạn không bằng nhau · "
                    f"mỗi lệnh mở bằng {opened} phải đóng bằng {closed} trong cùng một đoạn"
                )
    return None


def _syntax(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    for pattern, words in _SYNTAX:
        if match := re.search(pattern, message):
            reason = words.format(*match.groups())
            if "bộ lọc" in words and (proposal := nearest(match[1], (*FILTERS, "upper", "join", "length"))):
                reason += f"; có phải là «{proposal}»?"
            return reason
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
    repeated = sum(_compact(other) == wanted for other in earlier)
    paragraph, text = found[min(repeated, len(found) - 1)]
    where = _table_place(root, paragraph)
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"{where}đoạn «{shown.strip()}»"


def _table_place(root: etree._Element, paragraph: etree._Element) -> str:
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if row is None or table is None:
        return ""
    table_number = list(root.iter(f"{_W}tbl")).index(table) + 1
    row_number = list(table.iter(f"{_W}tr")).index(row) + 1
    return f"bảng {table_number}, dòng {row_number}, "
