"""What a compiled template runs on: names, loops, filters, and values escaped as they are printed.

The code is Jinja's own (:mod:`reportgen.render.writer`), proven to stay within the few things given here; neither
Jinja nor docxtpl is imported. Whatever goes another way, a missing name, a value that cannot be printed, a letter
that XML does not allow, raises Unfit: docxtpl's way then gives the document, or the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

from reportgen.formats.carry import escape
from reportgen.render.values import FILTERS, length, printed

Root = Callable[["Names"], Iterator[str]]
"""A compiled template: from names to the pieces of its text."""

TEXT, OTHER, ATTRIBUTE, PLAIN = range(4)
"""Where a value is printed: in the text of a run, elsewhere between tags, in an attribute, outside any XML."""

_SPECIAL = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]")
"""What cannot be printed between tags as it stands; a search for it costs less than escaping."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t></w:r><w:r>{0}<w:tab/></w:r><w:r>{0}<w:t xml:space="preserve">'


class Unfit(Exception):
    """This document cannot be made by the compiled template."""


_PROVOKED = (TypeError, AttributeError, LookupError, ArithmeticError, ValueError)
"""What Python raises when a template asks of a value what the value is not or has not: ``so.ten``, ``hang[9]``."""


def _unfit(*_: object, **__: object) -> Any:
    raise Unfit("a name or value that is not there")


class _Missing:
    """The value of a name that is not given."""


MISSING = _Missing()


class Names:
    """The names of one document, as Jinja's context gives them."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """``given``: the values by name."""
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self._given = given

    def resolve_or_missing(self, name: str) -> Any:
        """Return the value of ``name``, MISSING when it has none."""
        return self._given.get(name, MISSING)


class Loop:
    """What a template knows as ``loop``."""

    def __init__(self, items: Iterable[Any], _undefined: object = None) -> None:
        """``items``: what is looped over."""
        self._items = items if isinstance(items, tuple | list | str) else tuple(items)
        self.length = len(self._items)
        self.index0 = -1

    def __iter__(self) -> Iterator[tuple[Any, Loop]]:
        for index0, item in enumerate(self._items):
            self.index0 = index0
            yield item, self

    @property
    def index(self) -> int:
        """Rounds begun, this one included."""
        return self.index0 + 1

    @property
    def revindex(self) -> int:
        """Rounds left, this one included."""
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        """Rounds left after this one."""
        return self.length - self.index0 - 1

    @property
    def first(self) -> bool:
        """Whether this is the first round."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last round."""
        return self.index0 == self.length - 1


def text_of(value: Any) -> str:
    """Return ``value`` as templates print it, not escaped. Raises Unfit for what brings its own markup."""
    if hasattr(value, "__html__"):
        raise Unfit("a value that is markup")
    value = printed(value)
    return value if type(value) is str else str(value)


def _text(value: Any) -> str:
    """Return ``value`` for a filter: a text stays what it is, traced or not. Raises Unfit for what is no text."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return value
    return str(value) if isinstance(value, int) else _unfit()


def _edge(value: Any, at: int) -> Any:
    return value[at] if isinstance(value, str | tuple | list) and value else _unfit()


def _mod(left: Any, right: Any) -> Any:
    """Return the remainder; a text as a pattern could ask for any number of letters."""
    return _unfit() if isinstance(left, str) else left % right


LIGHT_FILTERS: dict[str, Callable[..., Any]] = {
    **FILTERS,
    "length": length,
    "count": length,
    "upper": lambda value: _text(value).upper(),
    "lower": lambda value: _text(value).lower(),
    "trim": lambda value: _text(value).strip(),
    "replace": lambda value, old, new: _text(value).replace(_text(old), _text(new)),
    "join": lambda values, between="": str(_text(between)).join(str(_text(value)) for value in values),
    "first": lambda values: _edge(values, 0),
    "last": lambda values: _edge(values, -1),
}
"""The filters that need no Jinja."""

LIGHT_TESTS: dict[str, Callable[..., bool]] = {
    "none": lambda value: value is None,
    "odd": lambda value: value % 2 == 1,
    "even": lambda value: value % 2 == 0,
}
"""The tests that need no Jinja."""


class _Environment:
    """What compiled code asks of its environment."""

    filters = LIGHT_FILTERS
    tests = LIGHT_TESTS
    undefined = staticmethod(_unfit)
    concat = staticmethod("".join)


def _joined(parts: Iterable[Any]) -> str:
    return "".join(map(_text, parts))


def load(code: CodeType, places: tuple[tuple[int, str], ...]) -> Root:
    """Return the compiled template of ``code``; ``places``: where each of its values is printed, and in which run.

    The code sees no builtins but what it needs, so that what is not proven cannot happen either. It raises Unfit for
    a document that it cannot make; an error of any other kind is this program's own.
    """
    namespace: dict[str, Any] = {
        "__builtins__": {"KeyError": KeyError},
        "environment": _Environment,
        "missing": MISSING,
        "internalcode": lambda function: function,
        "TemplateRuntimeError": Unfit,
        "Undefined": _unfit,
        "LoopContext": Loop,
        "str_join": _joined,
        "markup_join": _joined,
        "put": _printer(places),
        "mod": _mod,
    }
    exec(code, namespace)
    root: Root = namespace["root"]

    def run(names: Names) -> Iterator[str]:
        try:
            yield from root(names)
        except _PROVOKED as error:
            raise Unfit(f"a value used as it cannot be: {error}") from error

    return run


def _printer(places: tuple[tuple[int, str], ...]) -> Callable[[Any, int], str]:
    special = _SPECIAL.search

    def put(value: Any, place: int) -> str:
        if type(value) is not str:
            value = text_of(value)
        if special(value) is None and places[place][0] != ATTRIBUTE:
            return str(value)
        return _escaped(value, *places[place])

    return put


def _escaped(text: str, kind: int, run: str) -> str:
    """Return ``text`` for its place; ``run``: the properties of the run it is in, for those of a tab."""
    if _CONTROL.search(text) or (kind not in (TEXT, PLAIN) and ("\n" in text or "\t" in text)):
        raise Unfit("a letter that needs more than escaping")
    if kind == PLAIN:
        return text
    text = escape(text)
    if kind == ATTRIBUTE:
        return text.replace('"', "&quot;")
    return text.replace("\t", _TAB.format(run)).replace("\n", _BREAK) if kind == TEXT else text
