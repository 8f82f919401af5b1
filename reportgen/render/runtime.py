"""What a compiled template runs on: loops, filters, and values escaped as they are printed.

Neither Jinja nor docxtpl is imported. Whatever goes another way than is proven, a missing name, a value that cannot be
printed, a letter that XML does not allow, raises Unfit: docxtpl's way then gives the document, or the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportgen.formats.carry import escape
from reportgen.patterns import regex
from reportgen.render.effort import hold_items, hold_letters
from reportgen.render.values import FILTERS, length, printed

TEXT, OTHER, ATTRIBUTE, PLAIN = range(4)
"""Where a value is printed: in the text of a run, elsewhere between tags, in an attribute, outside any XML."""

SPECIAL = regex("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]")
"""What cannot be printed between tags as it stands; a search for it costs less than escaping."""
_ESCAPED = frozenset("&<>\t\n")
"""Of what is special, what is printed otherwise; all else cannot be printed."""
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t></w:r><w:r>{0}<w:tab/></w:r><w:r>{0}<w:t xml:space="preserve">'


class Unfit(Exception):
    """This document cannot be made by the compiled template."""


def unfit(*_: object, **__: object) -> Any:
    """Give up on the compiled way."""
    raise Unfit("a name or value that is not there")


class Loop:
    """What a template knows as ``loop``."""

    def __init__(self, items: Iterable[Any]) -> None:
        """``items``: what is looped over."""
        self._items = items if isinstance(items, tuple | list | str) else tuple(items)
        self.length = len(self._items)
        self.index0 = -1

    def __iter__(self) -> Iterator[Any]:
        for index0, item in enumerate(self._items):
            self.index0 = index0
            yield item

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
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else unfit()


def _edge(value: Any, at: int) -> Any:
    return value[at] if isinstance(value, str | tuple | list) and value else unfit()


def remainder(left: Any, right: Any) -> Any:
    """Return the remainder; a text as a pattern could ask for any number of letters."""
    return unfit() if isinstance(left, str) else left % right


def added(left: Any, right: Any) -> Any:
    """Return a sum, or two texts or lists as one."""
    if isinstance(left, str) and isinstance(right, str):
        hold_letters(len(left) + len(right))
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
        hold_items(len(left) + len(right))
    return left + right


def _replaced(value: Any, old: Any, new: Any) -> str:
    text, old, new = _text(value), _text(old), _text(new)
    if len(new) > len(old):
        hold_letters(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _joined_by(values: Any, between: Any = "") -> str:
    texts = [str(_text(value)) for value in values]
    sign = str(_text(between))
    hold_letters(sum(map(len, texts)) + len(sign) * len(texts))
    return sign.join(texts)


LIGHT_FILTERS: dict[str, Callable[..., Any]] = {
    **FILTERS,
    "length": length,
    "count": length,
    "upper": lambda value: _text(value).upper(),
    "lower": lambda value: _text(value).lower(),
    "trim": lambda value: _text(value).strip(),
    "replace": _replaced,
    "join": _joined_by,
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


def joined(parts: Iterable[Any]) -> str:
    """Return texts and whole numbers as one text."""
    texts = list(map(_text, parts))
    hold_letters(sum(map(len, texts)))
    return "".join(texts)


def put(value: Any, kind: int, run: str) -> str:
    """Return ``value`` as it is printed at a place of that ``kind``; ``run``: the properties of the run it is in."""
    if type(value) is not str:
        value = text_of(value)
    if kind != ATTRIBUTE and SPECIAL.search(value) is None:
        return str(value)
    return _escaped(value, kind, run)


def _escaped(text: str, kind: int, run: str) -> str:
    """Return ``text`` for its place; ``run``: the properties of the run it is in, for those of a tab."""
    if not _ESCAPED.issuperset(SPECIAL.findall(text)) or (kind not in (TEXT, PLAIN) and ("\n" in text or "\t" in text)):
        raise Unfit("a letter that needs more than escaping")
    if kind == PLAIN:
        return text
    text = escape(text)
    if kind == ATTRIBUTE:
        return text.replace('"', "&quot;")
    return text.replace("\t", _TAB.format(run)).replace("\n", _BREAK) if kind == TEXT else text
