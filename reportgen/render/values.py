"""What a template prints of a value, and the filters beside Jinja's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.model.noted import as_note
from reportgen.model.tracing import TracedList
from reportgen.vn.dates import long_date, short_date
from reportgen.vn.text import lower_first, nearest, point_letter, roman, upper_first

LONGEST_PROPERTY = 255
"""Characters that Word takes of a title or another property of the file."""

_ROMAN_END = 4_000
_NUMBERS = (int, float, Decimal, Fraction)

_CALLED = (types.BuiltinFunctionType, types.FunctionType, types.MethodType, types.MethodWrapperType, type)


class Unprintable(TypeError):
    """A value used in a way it cannot be; the text says so in Vietnamese."""


def _date(value: Any, form: Any) -> str:
    if not isinstance(value, dt.date):
        raise Unprintable(ONLY_DATES)
    return str(form(value))


def _roman(value: Any) -> str:
    if not isinstance(value, int) or not 1 <= value < _ROMAN_END:
        raise Unprintable(ONLY_NUMBERS)
    return roman(value)


def _picked(values: Any, *codes: Any) -> tuple[Any, ...]:
    """Return the items of a list that have these codes, in the order in which the codes are given."""
    by_code = {str(value.ma): value for value in values if hasattr(value, "ma")}
    for code in codes:
        if str(code) not in by_code:
            raise Unprintable(f"{no_attribute(str(code), list(by_code))} (lay chọn theo mã)")
    return tuple(by_code[str(code)] for code in codes)


def _sorted_into(parts: Any, *patterns: Any) -> tuple[tuple[Any, ...], ...]:
    """Return the groups of all parts by the first of ``patterns`` whose words a group's name has; the rest last.

    A pattern may give several words, ``a|b``; capitals make no difference.
    """
    words = [[word.strip().lower() for word in str(pattern).split("|") if word.strip()] for pattern in patterns]
    found: list[list[Any]] = [[] for _ in range(len(words) + 1)]
    for group in (group for part in parts for group in part.nhom):
        name = f"{group.ten} {group.loi_van.tieu_de}".lower()
        fits = (at for at, wanted in enumerate(words) if any(word in name for word in wanted))
        found[next(fits, len(words))].append(group)
    return tuple(map(tuple, found))


def _point(value: Any) -> str:
    if not isinstance(value, int) or value < 1:
        raise Unprintable("bộ lọc diem chỉ dùng cho số nguyên từ 1 trở lên")
    return point_letter(value)


def _two_digits(value: Any) -> str:
    if not isinstance(value, int):
        raise Unprintable("bộ lọc hai_so chỉ dùng cho số nguyên")
    return f"{value:02d}"  # a traced one still says its source


def _met(values: Any) -> int:
    if any(not hasattr(value, "dat") for value in values):
        raise Unprintable(ONLY_TARGETS)
    return sum(bool(value.dat) for value in values)


FILTERS: dict[str, Callable[..., Any]] = {
    "ngay": lambda value: _date(value, short_date),
    "ngay_dai": lambda value: _date(value, long_date),
    "thuong_dau": lambda value: lower_first(str(printed(value))),
    "cuoc_chu": lambda value: as_note(str(printed(value))),
    "hoa_dau": lambda value: upper_first(str(printed(value))),
    "la_ma": _roman,
    "hai_so": _two_digits,
    "lay": _picked,
    "so_dat": _met,
    "xep_nhom": _sorted_into,
    "diem": _point,
}
"""Filters beside Jinja's own: date short and long, a footnote, first letter lower or upper, Roman numerals, counts of
two digits, the items of a list by their codes, how many targets of a list are met, groups by the words of their names,
letters of points.
"""


FILTERS_SAID: dict[str, tuple[str, str]] = {
    "ngay": ("{{ ky.den_ngay|ngay }}", "ngày dạng 05/02/2026, 15/6/2026"),
    "ngay_dai": ("{{ ky.den_ngay|ngay_dai }}", "ngày dạng ngày 05 tháng 02 năm 2026"),
    "thuong_dau": ("{{ ky.ten|thuong_dau }}", "viết thường chữ cái đầu"),
    "cuoc_chu": (
        "{{ v.ghi_chu|join('; ')|cuoc_chu }}",
        "chú thích cuối trang; chữ `^[…]` trong nội dung cũng thành chú thích",
    ),
    "hoa_dau": ("{{ ky.ten|hoa_dau }}", "viết hoa chữ cái đầu"),
    "hai_so": ("{{ chua_gui|length|hai_so }}", "số có hai chữ số: 05, 12"),
    "la_ma": ("{{ loop.index|la_ma }}", "số viết bằng chữ số La Mã"),
    "diem": ("{{ loop.index|diem }}", "chữ cái của điểm a, b, c, d, đ… theo số thứ tự"),
    "lay": (
        "{% for c in chi_tieu|lay('CT1', 'CT3') %}…{% endfor %}",
        "những cái có mã ấy trong danh sách, theo thứ tự đã ghi",
    ),
    "so_dat": ("{{ chi_tieu|lay('CT1', 'CT3')|so_dat }}", "số chỉ tiêu đạt trong danh sách"),
    "xep_nhom": (
        "{%p set x = phan|xep_nhom('thể chế', 'thủ tục|một cửa') %}",
        "các nhóm nhiệm vụ xếp theo chữ có trong tên nhóm, mỗi nhóm một lần: `x[0]`, `x[1]`; cuối là các nhóm còn lại",
    ),
}
"""How each of these filters is typed, and what it gives."""


def length(value: Any) -> int:
    """Return a list's length, traced where the list is."""
    return value.length if isinstance(value, TracedList) else len(value)


def no_variable(name: str, known: Iterable[str]) -> str:
    """Say that there is no such variable, and which of those ``known`` was perhaps meant."""
    proposal = nearest(name, known)
    return f"không có biến «{name}»" + (f"; có phải là «{proposal}»?" if proposal else "")


def no_attribute(name: str, known: Sequence[str]) -> str:
    """Say that a variable has no such part, and which it has."""
    proposal = nearest(name, known)
    meant = f"; có phải là «{proposal}»?" if proposal else (f"; chỉ có: {', '.join(known)}" if known else "")
    return f"không có «{name}» trong biến này{meant}"


NO_LIST = "biến này là danh sách: lặp bằng for, hoặc nối bằng |join(', ')"
NO_TEXT = "giá trị này không phải là chữ, số hay ngày nên không in được"
NO_FUNCTION = "phần sau dấu chấm không phải là biến; bộ lọc viết sau dấu |, ví dụ ten|upper"
ONLY_DATES = "bộ lọc ngày chỉ dùng cho biến là ngày"
ONLY_TARGETS = "bộ lọc so_dat chỉ dùng cho danh sách chỉ tiêu"
ONLY_NUMBERS = "bộ lọc la_ma chỉ dùng cho số nguyên từ 1 đến 3.999"


def no_record(names: Iterable[str]) -> str:
    """Say that what has parts of these names is not printed itself."""
    return f"biến này là một nhóm, chọn một trong: {', '.join(names)}"


def attributes_of(value: Any) -> list[str]:
    """Return the names that a template may take from ``value``."""
    if dataclasses.is_dataclass(value):
        return [field.name for field in dataclasses.fields(value)]
    return list(value) if isinstance(value, Mapping) else []


def printed(value: Any) -> Any:
    """Return what a tag prints: texts and numbers as they are, dates, «có» or «không», nothing for None.

    Raises Unprintable for all else: Python's own way of showing it says nothing to a reader, and of some things each
    run shows another.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, _NUMBERS) or _prints_itself(value):
        return value
    raise Unprintable(_unprintable(value))


def _prints_itself(value: Any) -> bool:
    """Tell whether a value brings its own markup, or raises what is wrong when it is printed: a name not there."""
    return hasattr(type(value), "__html__") or hasattr(type(value), "_fail_with_undefined_error")


def _unprintable(value: Any) -> str:
    if isinstance(value, tuple | list | dict):
        return NO_LIST
    if isinstance(value, _CALLED):
        return NO_FUNCTION
    if names := attributes_of(value):
        return no_record(names)
    return NO_LIST if hasattr(type(value), "__iter__") and not isinstance(value, bytes) else NO_TEXT
