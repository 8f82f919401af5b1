"""Records that are made when a template first asks for them: one that prints no prose, no figures, pays for none."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")
_MAKE = "_make"


def later(kind: type[T], make: Callable[[], T], given: Mapping[str, Any] = MappingProxyType({})) -> T:
    """Return a ``kind`` that takes its values from ``make()`` once one of them is asked for that is not ``given``."""
    unmade: Any = kind
    made: Any = object.__new__(_unmade(unmade))
    made.__dict__.update(given, **{_MAKE: make})
    return made  # type: ignore[no-any-return]


def is_made(record: Any) -> bool:
    """Tell whether a record of :func:`later` has been asked for one of its values."""
    return _MAKE not in record.__dict__


class _Unmade:
    def __getattr__(self, name: str) -> Any:
        """Fill the record in; asked only for what is not there yet."""
        make = None if name.startswith("_") else self.__dict__.pop(_MAKE, None)
        if make is None:
            raise AttributeError(name)
        self.__dict__.update(make().__dict__)
        return getattr(self, name)


@functools.cache
def _unmade(kind: Any) -> Any:
    return type(kind.__name__, (_Unmade, kind), {})
