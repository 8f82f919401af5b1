"""From text to YAML nodes with positions, within bounds; syntax errors in the user's words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from reportgen.finding import Finding
from reportgen.yamlmap.source import Source, fault

MAX_DEPTH = 40
"""Status and plan files nest eight levels; the C parser crashes the process at 100,000."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTE = 'đặt cả giá trị trong dấu ngoặc kép "…", hoặc viết | rồi xuống dòng, lùi vào 2 dấu cách'
_INDENT = "thụt lề bằng dấu cách (không dùng phím Tab), các mục cùng cấp thẳng cột với nhau"
_ADVICE = (
    ("mapping values are not allowed", "có dấu hai chấm trong giá trị", _QUOTE),
    ("cannot start any token", "ký tự không được đứng đầu giá trị", _QUOTE),
    ("could not find expected ':'", "dòng thiếu dấu hai chấm sau tên mục", "viết dạng ten_muc: giá trị"),
    ("did not find expected key", "dòng thụt lề lệch so với các dòng cùng cấp", _INDENT),
    ("did not find expected '-'", "dòng thụt lề lệch trong danh sách", _INDENT),
    ("did not find expected ',' or", "thiếu dấu phẩy hoặc dấu đóng ngoặc", "kiểm tra các dấu [ ] { } và ,"),
    ("unexpected end of stream", "thiếu dấu ngoặc kép đóng", 'thêm dấu " ở cuối giá trị'),
    ("found undefined alias", "dấu * đứng đầu giá trị", _QUOTE),
    ("expected alphabetic or numeric", "dấu & hoặc * đứng đầu giá trị", _QUOTE),
    ("undefined tag", "dấu ! đứng đầu giá trị", _QUOTE),
    ("tag", "dấu ! đứng đầu giá trị", _QUOTE),
    ("block scalar", "dấu | hoặc > đứng đầu giá trị", _QUOTE),
)


def compose(source: Source) -> yaml.Node | Finding:
    """Return the root node of ``source``, or the finding that stops it from being read."""
    if deep := _too_deep(source):
        return deep
    try:
        root: yaml.Node | None = yaml.compose(source.text, Loader=_Loader)
    except yaml.YAMLError as error:
        return _syntax_fault(source, error)
    if root is None:
        words = (
            "tệp",
            "chỉ có ghi chú, không có nội dung",
            "các mục như trong mẫu",
            "tạo lại mẫu bằng lệnh reportgen forms rồi điền",
        )
        return fault(source.file, 1, 1, "tep/rong", words)
    return _alias(source, root) or root


def _too_deep(source: Source) -> Finding | None:
    """Bound the nesting before the recursive parser sees it: first cheaply, then by events."""
    opens = source.text.count("[") + source.text.count("{")
    indent = max(len(match[0]) for match in re.finditer(r"^[ \-?:]*", source.text, re.MULTILINE))
    if opens + indent <= 2_000:
        return None
    depth = 0
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                mark: Any = event.start_mark
                words = (
                    "cấu trúc",
                    f"lồng nhau quá {MAX_DEPTH} cấp",
                    "như trong mẫu",
                    "tạo lại mẫu bằng lệnh reportgen forms rồi điền",
                )
                return fault(source.file, mark.line + 1, mark.column + 1, "yaml/qua-sau", words)
    except yaml.YAMLError as error:
        return _syntax_fault(source, error)
    return None


def _syntax_fault(source: Source, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", "") or error)
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


def _alias(source: Source, root: yaml.Node) -> Finding | None:
    """Find a node used twice: an alias, which nobody types by hand and which can explode."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            words = ("cấu trúc", "tham chiếu & và *", "giá trị viết trực tiếp", "chép lại giá trị vào từng chỗ")
            mark = node.start_mark
            return fault(source.file, mark.line + 1, mark.column + 1, "yaml/tham-chieu", words)
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return None
