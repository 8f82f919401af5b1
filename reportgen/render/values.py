"""What a template prints of a value, and the filters beside Jinja's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from typing import Any

from reportgen.model.noted import as_note
from reportgen.model.tracing import TracedList
from reportgen.vn.dates import long_date, short_date
from reportgen.vn.text import lower_first, roman, upper_first

LONGEST_PROPERTY = 255
"""Characters that Word takes of a title or another property of the file."""

_ROMAN_END = 4_000

_CALLED = (types.BuiltinFunctionType, types.FunctionType, types.MethodType, types.MethodWrapperType, type)


class Unprintable(TypeError):
    """A value used in a way it cannot be; the text says so in Vietnamese."""


def _date(value: Any, form: Any) -> str:
    if not isinstance(value, dt.date):
        raise Unprintable("bộ lọc ngày chỉ dùng cho biến là ngày")
    return str(form(value))


def _roman(value: Any) -> str:
    if not isinstance(value, int) or not 1 <= value < _ROMAN_END:
        raise Unprintable("bộ lọc la_ma chỉ dùng cho số nguyên từ 1 đến 3.999")
    return roman(value)


FILTERS = {
    "ngay": lambda value: _date(value, short_date),
    "ngay_dai": lambda value: _date(value, long_date),
    "thuong_dau": lambda value: lower_first(str(printed(value))),
    "cuoc_chu": lambda value: as_note(str(printed(value))),
    "hoa_dau": lambda value: upper_first(str(printed(value))),
    "la_ma": _roman,
}
"""Filters beside Jinja's own: date short and long, a footnote, first letter lower or upper, Roman numerals."""


def length(value: Any) -> int:
    """Return a list's length, traced where the list is."""
    return value.length if isinstance(value, TracedList) else len(value)


def attributes_of(value: Any) -> list[str]:
    """Return the names that a template may take from ``value``."""
    if dataclasses.is_dataclass(value):
        return [field.name for field in dataclasses.fields(value)]
    return []


def printed(value: Any) -> Any:
    """Return what a tag prints. Raises Unprintable for records and lists: they have no printed form of their own."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, tuple | list | dict):
        raise Unprintable("biến này là danh sách: lặp bằng for, hoặc nối bằng |join(', ')")
    if isinstance(value, _CALLED):
        raise Unprintable("phần sau dấu chấm không phải là biến; bộ lọc viết sau dấu |, ví dụ ten|upper")
    if names := attributes_of(value):
        raise Unprintable(f"biến này là một nhóm, chọn một trong: {', '.join(names)}")
    return value
