"""Records: frozen dataclasses that cost a twentieth to define.

``dataclass(frozen=True)`` writes and compiles six methods for each class, every time the program starts; with the
many small classes of the model that was a fifth of a whole run. A record shares its methods with all others, and what
:mod:`dataclasses` wants to know of it (``fields``, ``replace``) is only made when that asks. A class of which many are
made then gets an ``__init__`` of its own, which takes a third of the time.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import Any, Generic, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
Instance = TypeVar("Instance")
_OFTEN = 60
"""So many instances make up for compiling an ``__init__``."""


class _Shape:
    """The fields of a record: all names, those compared, hashed, shown, what a field is when it is not given.

    ``declared``: each as it was written, by name: its annotation, and the field or default behind it. ``made`` counts
    the instances that the shared ``__init__`` has filled.
    """

    __slots__ = ("compared", "declared", "defaults", "factories", "hashed", "made", "names", "shown")

    def __init__(
        self,
        names: tuple[str, ...],
        compared: tuple[str, ...],
        hashed: tuple[str, ...],
        shown: tuple[str, ...],
        defaults: dict[str, Any],
        factories: tuple[tuple[str, Callable[[], Any]], ...],
        declared: dict[str, tuple[Any, Any]],
    ) -> None:
        self.names, self.compared, self.hashed, self.shown = names, compared, hashed, shown
        self.defaults, self.factories, self.declared = defaults, factories, declared
        self.made = itertools.count(1)


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(kind: type[T]) -> type[T]:
    """Make a class with annotated fields a frozen dataclass: equal and hashed by its values.

    Fields may be left out of comparing, hashing and the representation, as those of a dataclass.
    """
    made: Any = kind
    shape = made.__record__ = _shape(kind)
    made.__dataclass_fields__ = _Fields(kind)
    for name, method in {**_METHODS, "__match_args__": shape.names}.items():
        if name not in vars(kind):
            setattr(made, name, method)
    return kind


def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; for a record that costs nothing."""
    shape: _Shape | None = getattr(kind, "__record__", None)
    if shape is not None:
        return shape.names
    return tuple(field.name for field in dataclasses.fields(kind))


def metadata_of(kind: type) -> Mapping[str, Mapping[Any, Any]]:
    """Return the metadata of each field of a dataclass, by name; for a record that costs nothing."""
    shape: _Shape | None = getattr(kind, "__record__", None)
    if shape is not None:
        return {name: field.metadata for name, (_, field) in shape.declared.items() if isinstance(field, Field)}
    return {field.name: field.metadata for field in dataclasses.fields(kind)}


def changed(made: T, **values: Any) -> T:
    """Return a record like ``made`` with these values; raises TypeError for names that it has not.

    As ``dataclasses.replace``, in a quarter of the time: for records of which many are changed.
    """
    own, shape = vars(made), made.__record__  # type: ignore[attr-defined]
    copy: T = object.__new__(type(made))
    given = vars(copy)
    for name in shape.names:
        given[name] = own[name]
    given.update(values)
    if len(given) > len(shape.names):
        raise TypeError(f"{type(made).__name__}: unknown {', '.join(sorted(values.keys() - set(shape.names)))}")
    return copy


def _shape(kind: type) -> _Shape:
    """Return the fields that a class declares, after those of the records that it extends; raises TypeError."""
    declared: dict[str, tuple[Any, Any]] = {}
    for base in kind.__mro__[-2:0:-1]:
        if "__record__" in vars(base):
            declared |= vars(base)["__record__"].declared
    for name, annotation in vars(kind).get("__annotations__", {}).items():
        declared[name] = annotation, _own(kind, name)
    names = tuple(declared)
    given = {name: value for name, (_, value) in declared.items() if value is not MISSING}
    fields = {name: value for name, value in given.items() if isinstance(value, Field)}
    if hasattr(kind, "__post_init__") or any(field.kw_only is True or not field.init for field in fields.values()):
        raise TypeError(f"{kind.__name__}: a record takes all its values, by place or name, as they are")
    if not fields:  # as most are: at each start it is paid for every class
        return _Shape(names, names, names, names, given, (), declared)
    plain = {name: value for name, value in given.items() if name not in fields}
    compared = tuple(name for name in declared if name not in fields or fields[name].compare)
    hashed = {name: field.compare if field.hash is None else field.hash for name, field in fields.items()}
    return _Shape(
        names,
        compared,
        tuple(name for name in declared if hashed.get(name, True)),
        tuple(name for name in declared if name not in fields or fields[name].repr),
        plain | {name: field.default for name, field in fields.items() if field.default is not MISSING},
        tuple((name, field.default_factory) for name, field in fields.items() if field.default_factory is not MISSING),
        declared,
    )


def _own(kind: type, name: str) -> Any:
    """Return the field or default that a class gives a name, or MISSING, and leave the default itself in its place."""
    given = vars(kind).get(name, MISSING)
    if not isinstance(given, Field):
        if given.__class__.__hash__ is None:
            raise TypeError(f"{kind.__name__}.{name}: one default for all must not be changed; use default_factory")
    elif given.default is MISSING:
        delattr(kind, name)
    else:
        setattr(kind, name, given.default)
    return given


class _Fields:
    """The fields of a record as :mod:`dataclasses` knows them, put in this place when they are first asked for."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def __get__(self, instance: object, owner: type) -> dict[str, Field[Any]]:
        kind: Any = self._kind
        declared = kind.__record__.declared.items()
        fields: dict[str, Field[Any]] = {name: _field(name, *written) for name, written in declared}
        kind.__dataclass_fields__ = fields
        return fields


def _field(name: str, annotation: Any, given: Any) -> Field[Any]:
    """Return a field of a record, which ``dataclass`` would make in four times as long, with a whole class for it."""
    made: Any = given if isinstance(given, Field) else dataclasses.field(default=given)
    made.name, made.type, made.kw_only = name, annotation, False
    made._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    return cast("Field[Any]", made)


def _init(self: Any, *values: Any, **named: Any) -> None:
    shape, given = self.__record__, self.__dict__
    _count(type(self), shape)
    if len(values) == len(shape.names) and not named:
        given.update(zip(shape.names, values, strict=False))
        return
    given.update(shape.defaults)
    if values:
        given.update(zip(shape.names, values, strict=False))
    if named:
        if values and not named.keys().isdisjoint(shape.names[: len(values)]):
            twice = named.keys() & set(shape.names[: len(values)])
            raise TypeError(f"{type(self).__name__}: given twice: {', '.join(sorted(twice))}")
        given.update(named)
    for name, factory in shape.factories:
        if name not in given:
            given[name] = factory()
    if len(given) != len(shape.names) or len(values) > len(shape.names):
        wrong = ", ".join(sorted(set(given).symmetric_difference(shape.names))) or "values"
        raise TypeError(f"{type(self).__name__}: missing or unknown {wrong}")


def _count(kind: type, shape: _Shape) -> None:
    """Count an instance; give the class of ``shape`` an ``__init__`` of its own after many, if one can be written."""
    if next(shape.made) != _OFTEN:
        return
    own: Any = next(each for each in kind.__mro__ if vars(each).get("__record__") is shape)
    required = [name for name in shape.names if name not in shape.defaults and name not in dict(shape.factories)]
    in_order = tuple(required) == shape.names[: len(required)]
    if in_order and vars(own)["__init__"] is _init:
        own.__init__ = _compiled(shape)


def _compiled(shape: _Shape) -> Callable[..., None]:
    """Return what fills an instance of ``shape`` as :func:`_init` does."""
    factories = dict(shape.factories)
    defaults = {f"_{name}": value for name, value in shape.defaults.items()}
    optional = {name: f"{name}=_{name}" if name in shape.defaults else f"{name}=MISSING" for name in shape.names}
    required = len(shape.names) - len(shape.defaults) - len(factories)
    takes = [*shape.names[:required], *(optional[name] for name in shape.names[required:])]
    filled = [f" given[{name!r}] = {_value(name, name in factories)}" for name in shape.names]
    lines = [f"def __init__({', '.join(['self_', *takes])}):", " given = self_.__dict__", *filled]
    made: dict[str, Any] = {"MISSING": MISSING, **defaults, **{f"_{name}": made for name, made in factories.items()}}
    exec("\n".join(lines), made)
    return cast("Callable[..., None]", made["__init__"])


def _value(name: str, made: bool) -> str:
    return f"_{name}() if {name} is MISSING else {name}" if made else name


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record__.shown)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    own, others, names = self.__dict__, other.__dict__, self.__record__.compared
    return [own[name] for name in names] == [others[name] for name in names]


def _hash(self: Any) -> int:
    own = self.__dict__
    return hash(tuple([own[name] for name in self.__record__.hashed]))


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


class _Kept(Generic[Instance, T]):
    """What :func:`kept` makes of a method: found when the instance does not have the value itself yet."""

    def __init__(self, make: Callable[[Instance], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> _Kept[Instance, T]: ...

    @overload
    def __get__(self, instance: Instance, owner: type) -> T: ...

    def __get__(self, instance: Instance | None, owner: type) -> _Kept[Instance, T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._make(instance)
        return value


def kept(make: Callable[[Instance], T]) -> _Kept[Instance, T]:
    """Make a method a value that is worked out when it is first asked for, and then kept in the instance.

    As ``functools.cached_property``, without the lock that Python 3.11 takes for each value: of checking a document of
    14 pages, which works out 1,800, that was a twentieth. Two threads may work out the same, which changes nothing.
    """
    return _Kept(make)
