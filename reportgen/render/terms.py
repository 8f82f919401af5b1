"""Expressions of a recipe made ready: each a function from the names at hand to its value.

What a recipe may say is what stands in the table at the end. It calls nothing but the filters and tests given here and
takes no private name: whoever wrote the recipe, all it can do is to say something of the data.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from reportgen.render.runtime import LIGHT_FILTERS, LIGHT_TESTS, added, joined, remainder, unfit

Scope = dict[str, Any]
"""The names at hand and their values."""
Term = Callable[[Scope], Any]
EFFORT = ""
"""The name, which no template can have, of what computing may still take."""
_HEAVY = ("join", "replace", "upper", "lower", "trim")
"""Filters that may make a long text."""


def term(form: Any) -> Term:
    """Return the function of an expression. Raises ValueError, TypeError or LookupError for what is none."""
    made: Term = _TERMS[form[0]](*form[1:])
    return made


def text(value: Any) -> str:
    """Return ``value``, which has to be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _name(name: Any) -> Term:
    return operator.itemgetter(text(name))


def _const(value: Any) -> Term:
    if not isinstance(value, str | int | float | None):
        raise TypeError("no constant")
    return lambda _: value


def _of(form: Any, attribute: Any) -> Term:
    """Take an attribute, or one of one: ``ky.den_ngay``."""
    path = [_public(attribute)]
    while form[0] == "of":
        _, form, attribute = form
        path.append(_public(attribute))
    get = operator.attrgetter(".".join(reversed(path)))
    if form[0] == "name":
        name = text(form[1])
        return lambda scope: get(scope[name])
    value = term(form)
    return lambda scope: get(value(scope))


def _public(name: Any) -> str:
    """Return the name of an attribute. Raises ValueError for one that leads behind the data."""
    if not text(name).isidentifier() or name.startswith("_"):
        raise ValueError("a private name")
    return str(name)


def _item(form: Any, at: Any) -> Term:
    value, index = term(form), term(at)
    return lambda scope: value(scope)[index(scope)]


def _slice(form: Any, *bounds: Any) -> Term:
    value = term(form)
    start, stop, step = (term(["const", None] if bound is None else bound) for bound in bounds)
    return _weighed(lambda scope: value(scope)[start(scope) : stop(scope) : step(scope)])


def _applied(known: dict[str, Callable[..., Any]]) -> Callable[[str, Any, list[Any]], Term]:
    def make(name: str, form: Any, arguments: list[Any]) -> Term:
        function, value = known[name], term(form)
        others = [term(argument) for argument in arguments]
        if name in _HEAVY:
            return _weighed(lambda scope: function(value(scope), *[other(scope) for other in others]))
        if not others:
            return lambda scope: function(value(scope))
        return lambda scope: function(value(scope), *[other(scope) for other in others])

    return make


def _weighed(made: Term) -> Term:
    """Count what a long text takes to make."""

    def weighed(scope: Scope) -> Any:
        value = made(scope)
        if isinstance(value, str | list | tuple):
            scope[EFFORT].made(value)
        return value

    return weighed


def _choice(test: Any, one: Any, other: Any) -> Term:
    if_so, then = term(test), term(one)
    otherwise = unfit if other is None else term(other)
    return lambda scope: then(scope) if if_so(scope) else otherwise(scope)


def _compared(form: Any, operands: list[Any]) -> Term:
    first = term(form)
    others = [(_COMPARED[kind], term(operand)) for kind, operand in operands]
    if len(others) == 1:
        compare, other = others[0]
        return lambda scope: compare(_gone_through(scope, first(scope)), _gone_through(scope, other(scope)))

    def chained(scope: Scope) -> Any:
        left, result = _gone_through(scope, first(scope)), True
        for compare, other in others:
            right = _gone_through(scope, other(scope))
            result = compare(left, right)
            if not result:
                return result
            left = right
        return result

    return chained


def _gone_through(scope: Scope, value: Any) -> Any:
    """Return a side of a comparison, counted if it is long."""
    if isinstance(value, str | list | tuple):
        scope[EFFORT].compared(value)
    return value


def _all(make: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Term]:
    def of(forms: list[Any]) -> Term:
        values = [term(form) for form in forms]
        return lambda scope: make([value(scope) for value in values])

    return of


def _and(one: Any, other: Any) -> Term:
    left, right = term(one), term(other)
    return lambda scope: left(scope) and right(scope)


def _or(one: Any, other: Any) -> Term:
    left, right = term(one), term(other)
    return lambda scope: left(scope) or right(scope)


def _of_two(do: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Term]:
    def of(one: Any, other: Any) -> Term:
        left, right = term(one), term(other)
        return lambda scope: do(left(scope), right(scope))

    return of


def _of_one(do: Callable[[Any], Any]) -> Callable[[Any], Term]:
    def of(form: Any) -> Term:
        value = term(form)
        return lambda scope: do(value(scope))

    return of


_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda one, other: one in other,
    "notin": lambda one, other: one not in other,
}
_TERMS: dict[str, Callable[..., Term]] = {
    "name": _name,
    "const": _const,
    "of": _of,
    "item": _item,
    "slice": _slice,
    "filter": _applied(LIGHT_FILTERS),
    "test": _applied(LIGHT_TESTS),
    "choice": _choice,
    "compare": _compared,
    "join": lambda forms: _weighed(_all(joined)(forms)),
    "tuple": lambda forms: _weighed(_all(tuple)(forms)),
    "list": lambda forms: _weighed(_all(list)(forms)),
    "and": _and,
    "or": _or,
    "+": lambda one, other: _weighed(_of_two(added)(one, other)),
    "-": _of_two(operator.sub),
    "/": _of_two(operator.truediv),
    "//": _of_two(operator.floordiv),
    "%": _of_two(remainder),
    "not": _of_one(operator.not_),
    "negative": _of_one(operator.neg),
    "positive": _of_one(operator.pos),
}
