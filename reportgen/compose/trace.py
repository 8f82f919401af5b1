"""Tracing a context: every figure that a template may print, with words for what it is."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any, TypeVar

from reportgen.model.context import BoiCanh, Lop
from reportgen.model.tracing import TracedList, TracedNumber, TracedText
from reportgen.model.variables import about, is_figure

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """Where a figure comes from. ``path`` tells it apart in any context; ``label`` is for people."""

    path: str
    label: str
    value: str


def traced(context: BoiCanh) -> tuple[BoiCanh, tuple[Source, ...]]:
    """Return ``context`` with its figures traced, and the sources that their numbers mean."""
    sources: list[Source] = []
    return _record(context, "", (), sources), tuple(sources)


def _record(record: T, path: str, names: tuple[str, ...], sources: list[Source]) -> T:
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        here = f"{path}.{field.name}" if path else field.name
        label = _label(about(field), names)
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            value = tuple(
                _record(item, f"{here}[{_identity(item, at)}]", (*names, _name(item)), sources)
                for at, item in enumerate(value)
            )
        elif dataclasses.is_dataclass(value):
            value = _record(value, here, names, sources)
        if is_figure(field):
            value = _figure(value, Source(here, label, _printed(value)), sources)
        changes[field.name] = value
    return dataclasses.replace(record, **changes)  # type: ignore[type-var]


def _figure(value: Any, source: Source, sources: list[Source]) -> Any:
    if value is None or value == "":
        return value
    sources.append(source)
    number = len(sources) - 1
    if isinstance(value, tuple):
        return TracedList(value, number)
    return TracedNumber(value, number) if isinstance(value, int) else TracedText(value, number)


def _printed(value: Any) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


_NAMES = ("ma", "tu", "den", "don_vi", "so", "ten")
_SHORT = 60
"""Characters: a longer name is a text, not a name to call something by."""


def _names(item: Any) -> list[str]:
    """Return what an item of a list is called, its figures apart: they change with the data."""
    fields = {field.name: field for field in dataclasses.fields(item)}
    known = (str(getattr(item, name)) for name in _NAMES if name in fields and not is_figure(fields[name]))
    return [name for name in known if 0 < len(name) < _SHORT]


def _identity(item: Any, at: int) -> str:
    """Return what tells an item of a list from the others, whatever their order."""
    return "/".join(_names(item)) or str(at)


def _name(item: Any) -> str:
    return item.ten if isinstance(item, Lop) else next(iter(_names(item)), "")


def _label(about: str, names: tuple[str, ...]) -> str:
    """Return ``Số nhiệm vụ (I, II, đang thực hiện trong hạn)``: the description's beginning, then where."""
    short = re.split(r"[,;:]", about, maxsplit=1)[0]
    where = ", ".join(name for name in names if name)
    return f"{short} ({where})" if where else short
