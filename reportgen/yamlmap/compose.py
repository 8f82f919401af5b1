"""From text to YAML nodes with positions, within bounds; syntax errors in the user's words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from reportgen.finding import Finding
from reportgen.yamlmap.source import Source, fault, remedy

MAX_DEPTH = 40
"""Status and plan files nest eight levels; the C parser crashes the process at 100,000."""

MAX_EVENTS = 400_000
"""Ten thousand task rows of ten keys each make some 220,000 events."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTE = 'đặt cả giá trị trong dấu ngoặc kép "…", hoặc viết | rồi xuống dòng, lùi vào 2 dấu cách'
_INDENT = "thụt lề bằng dấu cách (không dùng phím Tab), các mục cùng cấp thẳng cột với nhau"
_ADVICE = (
    ("mapping values are not allowed", "thừa dấu hai chấm trong giá trị, hoặc dòng lùi sâu hơn dòng trên", _QUOTE),
    ("cannot start any token", "ký tự không được đứng đầu giá trị", _QUOTE),
    (
        "could not find expected ':'",
        "sau tên mục phải có dấu hai chấm rồi một dấu cách",
        "viết như mẫu, ví dụ ngay_lap: 08/5/2026",
    ),
    ("block sequence entries are not allowed", "dấu - của danh sách đứng cùng dòng với tên mục", "viết ở dòng dưới"),
    ("did not find expected key", "dòng lệch cột so với các dòng cùng cấp, hoặc có chữ sau dấu đóng ngoặc", _INDENT),
    ("did not find expected '-'", "dòng lệch cột trong danh sách", _INDENT),
    ("did not find expected ',' or", "thiếu dấu phẩy hoặc dấu đóng ngoặc", "kiểm tra các dấu [ ] { } và dấu phẩy"),
    ("single document", "có dòng --- chia tệp làm hai", "xóa dòng ---"),
    ("document start", "có dòng --- chia tệp làm hai", "xóa dòng ---"),
    ("unexpected end of stream", "thiếu dấu ngoặc đóng", "thêm dấu ' hoặc \" giống dấu mở ở cuối giá trị"),
    ("found undefined alias", "dấu * đứng đầu giá trị", _QUOTE),
    ("expected alphabetic or numeric", "dấu & hoặc * đứng đầu giá trị", _QUOTE),
    ("tag", "dấu ! đứng đầu giá trị", _QUOTE),
    ("block scalar", "dấu | hoặc > đứng đầu giá trị", _QUOTE),
)


def compose(source: Source) -> yaml.Node | Finding:
    """Return the root node of ``source``, or the finding that stops it from being read."""
    if too_much := _too_much(source):
        return too_much
    try:
        root: yaml.Node | None = yaml.compose(source.text, Loader=_Loader)
    except yaml.YAMLError as error:
        return _syntax_fault(source, error)
    if root is None:
        words = ("tệp", "chỉ có ghi chú, không có nội dung", "các mục như trong mẫu", remedy(source.file))
        return fault(source.file, 1, 1, "tep/rong", words)
    return _sign(source) or root


def _sign(source: Source) -> Finding | None:
    """Find ``&word`` or ``!word`` at the head of a value.

    YAML would drop the word without a trace; and without anchors there are no aliases, which can explode.
    """
    if not re.search(r"(^|[\s\[{,:])[&!]\S", source.text, re.MULTILINE):
        return None
    for event in yaml.parse(source.text, Loader=_Loader):
        given = [getattr(event, name, None) for name in ("anchor", "tag")]
        if any(given) and not isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            sign = "&" if given[0] else "!"
            words = ("cú pháp", f"dấu {sign} đứng đầu giá trị", "", _QUOTE)
            return fault(source.file, mark.line + 1, mark.column + 1, "yaml/cu-phap", words)
    return None


def _too_much(source: Source) -> Finding | None:
    """Bound depth and number of nodes before the parser builds them: first cheaply, then by events."""
    text = source.text
    opens = text.count("[") + text.count("{")
    indent = max(len(match[0]) for match in re.finditer(r"^[ \-?:]*", text, re.MULTILINE))
    if opens + indent <= 2_000 and text.count(",") + text.count("\n") <= 60_000:
        return None
    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            count += 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or count > MAX_EVENTS:
                found = f"lồng nhau quá {MAX_DEPTH} cấp" if depth > MAX_DEPTH else "quá nhiều mục"
                mark: Any = event.start_mark
                words = ("cấu trúc", found, "như trong mẫu", remedy(source.file))
                code = "yaml/qua-sau" if depth > MAX_DEPTH else "yaml/qua-nhieu"
                return fault(source.file, mark.line + 1, mark.column + 1, code, words)
    except yaml.YAMLError as error:
        return _syntax_fault(source, error)
    return None


def _syntax_fault(source: Source, error: yaml.YAMLError) -> Finding:
    context = str(getattr(error, "context", "") or "")
    opened = context.startswith(("while scanning a simple key", "while scanning a quoted scalar"))
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = next((mark for mark in (reversed(marks) if opened else marks) if mark), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = f"{getattr(error, 'problem', '') or error} {context}"
    lines = source.text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    indent = re.match(r"[ \t]*", shown)
    if indent and "\t" in indent[0]:
        found, advice = "phím Tab ở đầu dòng", "xóa Tab, thay bằng dấu cách"
    else:
        found, advice = next(
            ((found, advice) for words, found, advice in _ADVICE if words in problem),
            ("dòng này không đọc được", "so với mẫu; nếu giá trị có dấu đặc biệt: " + _QUOTE),
        )
    return fault(source.file, line, column, "yaml/cu-phap", ("cú pháp", found, "", advice))
