"""How long what an operator, filter or method gives will be, reckoned before it is done.

Each of these makes much of little: a width, a count, a pattern, a sign put between. What only goes through what is
there takes its time in proportion, and is counted when it is done (:class:`reportgen.render.effort.Effort`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reportgen.render.effort import (
    MOST_ITEMS,
    bits,
    hold_bits,
    hold_items,
    hold_letters,
    hold_tried,
    hold_width,
)

_DIGITS = 20
"""Of a width; what has more is too large in any case."""
_SLOW = 10
"""How many times dearer a text is to break into lines, or to free of tags."""
_SLOWER = 100
"""The same of finding addresses in it."""
_OTHER_VALUE = 20
"""Letters of a number, a date, a truth value."""
_WIDTH = re.compile(r"\d+")
_PERCENT = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(?:\*|\d*)(?:\.(?:\*|\d*))?")
_FIELD = re.compile(r"\{[^{}]*:([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def spelled(*values: Any) -> int:
    """Return about how many letters values take when written out. Raises TooMuch beyond what is allowed."""
    letters = 0
    waiting: list[Any] = [*values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str | bytes):
            letters += len(value)
        elif isinstance(value, list | tuple | set | frozenset):
            letters += 2 * len(value)
            waiting.extend(value)
        elif isinstance(value, Mapping):
            letters += 4 * len(value)
            waiting.extend(itertools.chain.from_iterable(value.items()))
        else:
            letters += _OTHER_VALUE * (len(value) if isinstance(value, range) else 1)
        hold_letters(letters)
    return letters


# --- operators ----------------------------------------------------------------------------------


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _add(left: Any, right: Any) -> None:
    if isinstance(left, str) and isinstance(right, str):
        hold_letters(len(left) + len(right))
    elif _is_list(left) and _is_list(right):
        hold_items(len(left) + len(right))


def _multiply(left: Any, right: Any) -> None:
    for value, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(value, str | bytes):
            hold_letters(len(value) * times)
        elif isinstance(times, int) and _is_list(value):
            hold_items(len(value) * times)
            hold_letters(spelled(value) * times)
    hold_bits(bits(left) + bits(right))


def _power(left: Any, right: Any) -> None:
    if isinstance(right, int) and bits(left):
        hold_bits(bits(left) * abs(right))


def _percent(pattern: Any, values: Any) -> None:
    """Hold ``pattern % values`` to its bound."""
    if isinstance(pattern, str):
        _pattern(_PERCENT.findall(pattern), values)


def _pattern(fields: Sequence[str], values: Any) -> None:
    """Hold a pattern with these fields to its bound: the widths that it names, or takes from ``values``."""
    each = spelled(values)
    for field in fields:
        _named_width(field)
    if any("*" in field or "{" in field for field in fields):
        _widths(*_flat(values))
    hold_letters(len(fields) * each)


def _named_width(field: str) -> None:
    """Hold the widths that a pattern names to their bound, each and all together."""
    letters = 0
    for digits in _WIDTH.findall(field):
        width = int(digits) if len(digits) < _DIGITS else 10**_DIGITS
        hold_width(width)
        letters += width
        hold_letters(letters)


def _flat(values: Any) -> Iterable[Any]:
    items = values.values() if isinstance(values, Mapping) else values if _is_list(values) else (values,)
    for item in items:
        if _is_list(item) or isinstance(item, Mapping):
            yield from _flat(item)
        else:
            yield int(item) if isinstance(item, str) and item.isdecimal() and len(item) < _DIGITS else item


OPERATORS: dict[str, Callable[[Any, Any], None]] = {"+": _add, "*": _multiply, "**": _power, "%": _percent}
"""What holds the operators to their bounds that can make much of little."""


# --- filters, and methods of the same name ------------------------------------------------------


def _widths(*arguments: Any, **named: Any) -> None:
    for argument in (*arguments, *named.values()):
        if isinstance(argument, int):
            hold_width(argument)


def _filled_up(_: Any, *arguments: Any, **named: Any) -> None:
    _widths(*arguments, **named)


def _times(count: int, arguments: Iterable[Any]) -> None:
    """Hold what puts one of ``arguments`` into a text ``count`` times to its bound."""
    sizes = [size for argument in arguments if (size := _size(argument))]
    hold_letters(count * max(sizes, default=1))


def _size(argument: Any) -> int:
    if isinstance(argument, str | bytes):
        return len(argument)
    return abs(argument) if isinstance(argument, int) else 0


def _indent(value: Any, *arguments: Any, **named: Any) -> None:
    _times(str(value).count("\n") + 1, (*arguments, *named.values()))


def _tabs(value: Any, *arguments: Any, **named: Any) -> None:
    _times(len(value), (*arguments, *named.values()))


def _tagged(value: Any, *arguments: Any, **named: Any) -> None:
    texts = [argument for argument in (*arguments, *named.values()) if isinstance(argument, str)]
    _times(len(str(value)), texts)


def _linked(value: Any, *arguments: Any, **named: Any) -> None:
    hold_letters(len(str(value)) * _SLOWER)
    _tagged(value, *arguments, **named)


def _stripped(value: Any, *_: Any) -> None:
    hold_letters(len(str(value)) * _SLOW)


def _searched(value: Any, *arguments: Any, **named: Any) -> None:
    """Hold what Python looks for letter by letter, in the worst case anew at each letter of the text."""
    if isinstance(value, str | bytes):
        others = [len(argument) for argument in (*arguments, *named.values()) if isinstance(argument, str | bytes)]
        hold_tried(len(value), max(others, default=0))


def _wrapped(value: Any, *arguments: Any, **named: Any) -> None:
    hold_letters(len(str(value)) * _SLOW)
    _tagged(value, *arguments, **named)


def _json(value: Any, *arguments: Any, **named: Any) -> None:
    _widths(*arguments, **named)
    _times(spelled(value), [argument for argument in (*arguments, *named.values()) if isinstance(argument, str)])


def _replace(value: Any, old: Any, new: Any = "", *_: Any, **__: Any) -> None:
    text, old, new = (item if isinstance(item, str | bytes) else str(item) for item in (value, old, new))
    if len(new) > len(old):
        hold_letters(len(text) + text.count(old) * (len(new) - len(old)))


def _translate(value: Any, table: Any, *_: Any) -> None:
    if isinstance(table, Mapping):
        _times(len(value), table.values())


def _join(between: Any, values: Any) -> None:
    hold_letters(spelled(values) + len(between) * (len(values) if hasattr(values, "__len__") else 0))


def _format(pattern: Any, *arguments: Any, **named: Any) -> None:
    fields = ["".join(found) for found in _FIELD.findall(pattern)]
    _pattern([*fields, *["x"] * pattern.count("{")], [*arguments, *named.values()])


def _percent_filter(pattern: Any, *arguments: Any, **named: Any) -> None:
    _percent(str(pattern), named or arguments)


def _date_pattern(_: Any, pattern: Any, *__: Any) -> None:
    if isinstance(pattern, str):
        _named_width(pattern)


FILTERS: dict[str, Callable[..., None]] = {
    "batch": _filled_up,
    "center": _filled_up,
    "format": _percent_filter,
    "indent": _indent,
    "replace": _replace,
    "round": _filled_up,
    "slice": _filled_up,
    "striptags": _stripped,
    "tojson": _json,
    "trim": _searched,
    "urlize": _linked,
    "wordwrap": _wrapped,
}
"""What holds filters to their bounds: called with the value and the arguments."""
METHODS: dict[str, Callable[..., None]] = {
    "center": _filled_up,
    "expandtabs": _tabs,
    "format": _format,
    "format_map": _format,
    "join": _join,
    "ljust": _filled_up,
    "lstrip": _searched,
    "replace": _replace,
    "rfind": _searched,
    "rindex": _searched,
    "rjust": _filled_up,
    "rpartition": _searched,
    "rsplit": _searched,
    "rstrip": _searched,
    "strftime": _date_pattern,
    "strip": _searched,
    "striptags": _stripped,
    "to_bytes": _filled_up,
    "translate": _translate,
    "zfill": _filled_up,
}
"""What holds methods to their bounds: called with the object and the arguments."""
SPELLED = frozenset(
    (
        "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "pprint", "replace", "safe",
        "string", "striptags", "title", "tojson", "trim", "truncate", "upper", "urlencode", "urlize", "wordcount",
        "wordwrap", "xmlattr",
    )
)  # fmt: skip
"""Filters that write their value out, whatever it is."""
LISTED = frozenset(
    (
        "batch", "dictsort", "groupby", "list", "map", "max", "min", "random", "reject", "rejectattr", "reverse",
        "select", "selectattr", "slice", "sort", "unique",
    )
)  # fmt: skip
"""Filters to which a text is a list of letters."""


def listed(values: Iterable[Any]) -> list[Any]:
    """Return the items of a list, or what gives them one by one. Raises TooMuch for too many."""
    items = list(itertools.islice(values, MOST_ITEMS + 1))
    hold_items(len(items))
    return items


def hold_sum(items: Sequence[Any], start: Any) -> None:
    """Raise TooMuch for lists that are too long to be added up one by one."""
    if _is_list(start):
        lengths = sum(len(item) for item in items if _is_list(item))
        hold_items(len(start) + lengths)
        hold_letters(len(items) * lengths // 10)
