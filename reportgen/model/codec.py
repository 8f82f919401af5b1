"""Frozen records to JSON values and back, exactly: the form in which a report carries its data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

T = TypeVar("T")


def wire(name: str, *, default: Any = dataclasses.MISSING) -> Any:
    """Declare a field whose name in JSON is ``name``, whatever its attribute is called."""
    return dataclasses.field(default=default, metadata={"wire": name})


_PLAIN = frozenset({str, int, bool, float, type(None)})
"""Kinds that JSON has as they are; most values are of one of them."""


def canonical(value: Any) -> bytes:
    """Return a record as JSON in canonical form: keys sorted, no spaces, UTF-8; the same value has the same bytes."""
    return json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def to_json(value: Any) -> Any:
    """Return ``value`` as JSON-ready data; empty optional fields are left out of records."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if (defaults := _defaults(kind)) is not None:
        given = ((name, getattr(value, attribute), default) for name, attribute, default in defaults)
        return {name: to_json(item) for name, item, default in given if item is not default and item != default}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): to_json(item) for name, item in value.items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    return value


@functools.cache
def _defaults(kind: Any) -> tuple[tuple[str, str, Any], ...] | None:
    """Return name, attribute and the value that is left out of a record's fields; None for what is no record."""
    if not dataclasses.is_dataclass(kind):
        return None
    found = ((_name(field), field.name, field.default) for field in dataclasses.fields(kind))
    return tuple((name, own, None if default is dataclasses.MISSING else default) for name, own, default in found)


def _name(field: dataclasses.Field[Any]) -> str:
    return str(field.metadata.get("wire", field.name))


def from_json(kind: type[T], data: Any) -> T:
    """Rebuild the record ``kind`` from what :func:`to_json` returned.

    Raises ValueError or TypeError or KeyError when ``data`` is not of that shape.
    """
    return typing.cast(T, _build(kind, data))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        return _build(next(part for part in arguments if part is not type(None)), data)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in data)
    if origin is not None and issubclass(origin, Mapping):
        return {_build(arguments[0], name): _build(arguments[1], item) for name, item in data.items()}
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        fields = dataclasses.fields(kind)
        values = {field.name: _build(hints[field.name], data[_name(field)]) for field in fields if _name(field) in data}
        absent = {field.name: None for field in fields if _name(field) not in data and _needed(field)}
        if lost := [name for name in absent if type(None) not in typing.get_args(hints[name])]:
            raise KeyError(", ".join(lost))
        return typing.cast(Any, kind)(**values, **absent)
    if kind is dt.date:
        return dt.date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(data)
    if kind in (Decimal, Fraction):
        return kind(data)
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} expected")
    return data


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
