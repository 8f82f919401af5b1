"""What a variable of a template stands for, known from the declared context before any data is there."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportgen.model.context import BieuDo
from reportgen.render.values import NO_FUNCTION, NO_LIST, no_record


class ListOf(NamedTuple):
    """A list; ``item``: what stands in it."""

    item: Any


class ByCode(NamedTuple):
    """What is looked up by a code: ``theo_ma.nhom['II']``; ``item``: what is found."""

    item: Any


class Told(NamedTuple):
    """What has parts that the engine gives, not the data: ``loop``."""

    parts: tuple[str, ...]


Kind = Any
"""A record's class, ``str``, ``int``, ``bool`` or ``date``, one of the above; None for what is not known."""
LOOP = Told(
    (
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "depth", "depth0", "previtem",
        "nextitem", "changed",
    )
)  # fmt: skip
_PLAIN = (str, int, bool, float, dt.date)


def kind_of(hint: Any) -> Kind:
    """Return what a declared type stands for; what may be absent counts as what it is when there."""
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return ListOf(kind_of(given[0]))
    if origin is not None and issubclass(_class(origin), Mapping):
        return ByCode(kind_of(given[1]))
    if origin in (typing.Union, types.UnionType):
        there = [part for part in given if part is not type(None)]
        return kind_of(there[0]) if len(there) == 1 else None
    return hint if hint in _PLAIN or dataclasses.is_dataclass(hint) else None


def _class(origin: Any) -> type:
    return origin if isinstance(origin, type) else object


@functools.cache
def parts_of(record: type) -> Mapping[str, Kind]:
    """Return the names that a record declares, with what each stands for."""
    hints = typing.get_type_hints(record)
    return {field.name: kind_of(hints[field.name]) for field in dataclasses.fields(record)}


def is_record(kind: Kind) -> bool:
    """Tell whether a kind is a record of the context."""
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


def item_of(kind: Kind) -> Kind:
    """Return what a loop over ``kind`` gives; None where that is not known."""
    if isinstance(kind, ListOf):
        return kind.item
    return str if isinstance(kind, ByCode) or kind is str else None


def can_be_looped(kind: Kind) -> bool:
    """Tell whether a loop over ``kind`` may be right."""
    return kind is None or kind is str or isinstance(kind, ListOf | ByCode)


def not_printed(kind: Kind) -> str:
    """Say why a value of ``kind`` is not printed by itself; nothing for one that may be."""
    if isinstance(kind, ListOf | ByCode):
        return NO_LIST
    if isinstance(kind, Told):
        return NO_FUNCTION
    return no_record(parts_of(kind)) if is_record(kind) and kind is not BieuDo else ""
