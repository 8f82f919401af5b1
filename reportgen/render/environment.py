"""The Jinja environment of templates: sandboxed, strict, escaping, with the filters people need."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from reportgen.model.context import BoiCanh
from reportgen.model.tracing import TracedList
from reportgen.vn.dates import long_date, short_date
from reportgen.vn.text import lower_first, nearest, upper_first


class Unprintable(TypeError):
    """A value used in a way it cannot be; the text says so in Vietnamese."""


def _date(value: Any, form: Any) -> str:
    if not isinstance(value, dt.date):
        raise Unprintable("bộ lọc ngày chỉ dùng cho biến là ngày")
    return str(form(value))


FILTERS = {
    "ngay": lambda value: _date(value, short_date),
    "ngay_dai": lambda value: _date(value, long_date),
    "thuong_dau": lambda value: lower_first(str(value)),
    "hoa_dau": lambda value: upper_first(str(value)),
}
"""Filters beside Jinja's own: date short and long, first letter lower or upper."""


def attributes_of(value: Any) -> list[str]:
    """Return the names that a template may take from ``value``."""
    if dataclasses.is_dataclass(value):
        return [field.name for field in dataclasses.fields(value)]
    return []


class MissingVariable(StrictUndefined):
    """A variable that the program does not give: any use of it is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            proposal = nearest(name, attributes_of(BoiCanh))
            return f"không có biến «{name}»" + (f"; có phải là «{proposal}»?" if proposal else "")
        known = attributes_of(self._undefined_obj)
        proposal = nearest(name, known)
        meant = f"; có phải là «{proposal}»?" if proposal else (f"; chỉ có: {', '.join(known)}" if known else "")
        return f"không có «{name}» trong biến này{meant}"


def _printed(value: Any) -> Any:
    """Return what a tag prints; records and lists have no printed form of their own."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, tuple | list | dict):
        raise Unprintable("biến này là danh sách: lặp bằng for, hoặc nối bằng |join(', ')")
    if names := attributes_of(value):
        raise Unprintable(f"biến này là một nhóm, chọn một trong: {', '.join(names)}")
    return value


def _length(value: Any) -> int:
    """Return a list's length, traced where the list is."""
    return value.length if isinstance(value, TracedList) else len(value)


def environment() -> ImmutableSandboxedEnvironment:
    """Return a fresh environment: templates can neither run Python nor change their data."""
    env = ImmutableSandboxedEnvironment(
        undefined=MissingVariable,
        autoescape=True,
        finalize=_printed,
        keep_trailing_newline=True,
    )
    env.globals.pop("lipsum", None)
    env.filters.update(FILTERS)
    env.filters["length"] = env.filters["count"] = _length
    return env
