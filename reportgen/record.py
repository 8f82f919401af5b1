"""Records: frozen dataclasses that cost a sixth to define.

``dataclass(frozen=True)`` writes and compiles six methods for each class, every time the program starts; with the
many small classes of the model that was a fifth of a whole run. A record shares its methods with all others. To
:mod:`dataclasses` (``fields``, ``replace``) it is a dataclass.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


class _Shape(NamedTuple):
    """The fields of a record: all names, those that are hashed, what a field is when it is not given."""

    names: tuple[str, ...]
    hashed: tuple[str, ...]
    defaults: dict[str, Any]
    factories: tuple[tuple[str, Callable[[], Any]], ...]


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(kind: type[T]) -> type[T]:
    """Make a class with annotated fields a frozen dataclass: equal and hashed by its values."""
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
    fields = dataclasses.fields(made)
    if hasattr(kind, "__post_init__") or any(field.kw_only or not field.init or not field.compare for field in fields):
        raise TypeError(f"{kind.__name__}: a record takes all its values by place or name, and compares them all")
    made.__record__ = _Shape(
        tuple(field.name for field in fields),
        tuple(field.name for field in fields if field.hash is not False),
        {field.name: field.default for field in fields if field.default is not MISSING},
        tuple((field.name, field.default_factory) for field in fields if field.default_factory is not MISSING),
    )
    for name, method in _METHODS.items():
        if name not in vars(kind):
            setattr(made, name, method)
    return kind


def _init(self: Any, *values: Any, **named: Any) -> None:
    shape, given = self.__record__, self.__dict__
    given.update(shape.defaults)
    placed = shape.names[: len(values)]
    given.update(zip(placed, values, strict=False))
    if not named.keys().isdisjoint(placed):
        raise TypeError(f"{type(self).__name__}: given twice: {', '.join(sorted(named.keys() & set(placed)))}")
    given.update(named)
    for name, factory in shape.factories:
        if name not in given:
            given[name] = factory()
    if len(given) != len(shape.names) or len(values) > len(shape.names):
        wrong = ", ".join(sorted(set(given).symmetric_difference(shape.names))) or "values"
        raise TypeError(f"{type(self).__name__}: missing or unknown {wrong}")


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record__.names)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self.__record__.names)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in self.__record__.hashed))


def _fixed(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} is fixed")


_METHODS: dict[str, Any] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _fixed,
    "__delattr__": _fixed,
}
