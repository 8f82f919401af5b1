"""Commands of a recipe made ready: each a function that prints, piece by piece, what the names at hand give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reportgen.render.effort import Effort, hold_printed
from reportgen.render.runtime import ATTRIBUTE, SPECIAL, Loop, Unfit, put
from reportgen.render.terms import EFFORT, Scope, Term, term, text

Print = Callable[[str], None]
Step = Callable[[Scope, Print], None]

_PROVOKED = (TypeError, AttributeError, LookupError, ArithmeticError, ValueError)
"""What Python raises when a template asks of a value what the value is not or has not: ``so.ten``, ``hang[9]``."""
_NOTHING = object()
_MOST_PRINTED = 500_000_000
"""Letters of one part: three times what 26,000 rows take."""


def prepared(recipe: Any) -> tuple[Step, ...]:
    """Return the steps of a recipe. Raises ValueError, TypeError or LookupError for what is none."""
    return tuple(_text(command) if isinstance(command, str) else _STEPS[command[0]](*command[1:]) for command in recipe)


def pieces(steps: Iterable[Step], given: Mapping[str, Any], effort: Effort) -> list[str]:
    """Return the text of one document, in pieces.

    Raises Unfit for one that cannot be made like this, TooMuch for one that takes more than ``effort``.
    """
    effort.begin()
    scope: Scope = {**given, EFFORT: effort}
    printed: list[str] = []
    try:
        for step in steps:
            step(scope, printed.append)
    except _PROVOKED as error:
        raise Unfit(f"a value used as it cannot be: {error}") from error
    hold_printed(sum(map(len, printed)), _MOST_PRINTED)
    return printed


def cost(recipe: Any) -> int:
    """Return how many commands a recipe does at most, the rounds of loops within apart."""
    return sum(_cost_of(command) for command in recipe)


def _cost_of(command: Any) -> int:
    if isinstance(command, str) or command[0] != "if":
        return 1
    _, branches, other = command
    return 1 + max(cost(recipe) for recipe in (*(recipe for _, recipe in branches), other))


def _text(words: str) -> Step:
    return lambda _, emit: emit(words)


def _print(kind: int, run: str, form: Any) -> Step:
    value, special = term(form), SPECIAL.search
    if kind == ATTRIBUTE:
        return lambda scope, emit: emit(put(value(scope), kind, run))

    def step(scope: Scope, emit: Print) -> None:
        printed = value(scope)
        emit(printed if type(printed) is str and special(printed) is None else put(printed, kind, run))

    return step


def _if(branches: Sequence[tuple[Any, Any]], other: Any) -> Step:
    choices = [(term(test), prepared(recipe)) for test, recipe in branches]
    otherwise = prepared(other)

    def step(scope: Scope, emit: Print) -> None:
        these = next((steps for test, steps in choices if test(scope)), otherwise)
        for do in these:
            do(scope, emit)

    return step if len(choices) > 1 else _either(*choices[0], otherwise)


def _either(test: Term, these: Sequence[Step], those: Sequence[Step]) -> Step:
    def step(scope: Scope, emit: Print) -> None:
        for do in these if test(scope) else those:
            do(scope, emit)

    return step


def _set(target: Any, form: Any) -> Step:
    value, assign = term(form), _assigned(target)
    return lambda scope, _: assign(scope, value(scope))


def _assigned(target: Any) -> Callable[[Scope, Any], None]:
    """Return what gives a value to a name, or its items to several."""
    if isinstance(target, str):
        return lambda scope, value: scope.__setitem__(target, value)
    each = [_assigned(item) for item in target]

    def taken_apart(scope: Scope, value: Any) -> None:
        for assign, item in zip(each, tuple(value), strict=True):
            assign(scope, item)

    return taken_apart


def _names(target: Any) -> list[str]:
    return [target] if isinstance(target, str) else [name for item in target for name in _names(item)]


class _For:
    """A loop. Whatever it or its commands set is as before when it ends, and anew in each round."""

    def __init__(
        self,
        target: Any,
        values: Any,
        condition: Any,
        body: Any,
        other: Any,
        asked: bool,
        fresh: Any,
        fresh_else: Any,
        line: int,
    ) -> None:
        self.values = term(values)
        self.condition: Term | None = None if condition is None else term(condition)
        self.body, self.otherwise = prepared(body), prepared(other)
        self.asked = asked
        self.fresh, self.fresh_else = [text(name) for name in fresh], [text(name) for name in fresh_else]
        self.own = [*_names(target), *self.fresh, *(["loop"] if asked else [])]
        self.assign = _assigned(target)
        self.cost = cost(body) + 1
        self.line, self.sign = line, f"for {', '.join(_names(target))} in"
        self.only = target if isinstance(target, str) and not self.fresh and not asked else None

    def __call__(self, scope: Scope, emit: Print) -> None:
        before = _held(scope, self.own)
        values = self.values(scope)
        if self.condition is not None:
            values = self._fitting(scope, values, self.condition)
            _restore(scope, before)
        rounds = self._plainly(scope, emit, values) if self.only else self._rounds(scope, emit, values, before)
        _restore(scope, before)
        if not rounds:
            before = _held(scope, self.fresh_else)
            for do in self.otherwise:
                do(scope, emit)
            _restore(scope, before)

    def _fitting(self, scope: Scope, values: Iterable[Any], condition: Term) -> list[Any]:
        fitting = []
        effort: Effort = scope[EFFORT]
        for value in values:
            effort.spend(1, self.line, self.sign)
            self.assign(scope, value)
            if condition(scope):
                fitting.append(value)
        return fitting

    def _plainly(self, scope: Scope, emit: Print, values: Iterable[Any]) -> int:
        """Do the rounds of a loop that sets one name only: most do."""
        name, body, rounds, price = self.only, self.body, 0, self.cost
        effort: Effort = scope[EFFORT]
        for rounds, value in enumerate(values, start=1):  # noqa: B007 (how many there were)
            effort.left -= price
            if effort.left < effort.mark:
                effort.look(self.line, self.sign)
            scope[name] = value  # type: ignore[index]
            for do in body:
                do(scope, emit)
        return rounds

    def _rounds(self, scope: Scope, emit: Print, values: Iterable[Any], before: Sequence[tuple[str, Any]]) -> int:
        loop = Loop(values)
        effort: Effort = scope[EFFORT]
        for value in loop:
            effort.spend(self.cost, self.line, self.sign)
            if self.fresh:
                _restore(scope, before)
            if self.asked:
                scope["loop"] = loop
            self.assign(scope, value)
            for do in self.body:
                do(scope, emit)
        return loop.length


def _held(scope: Scope, names: Iterable[str]) -> list[tuple[str, Any]]:
    return [(name, scope.get(name, _NOTHING)) for name in names]


def _restore(scope: Scope, before: Iterable[tuple[str, Any]]) -> None:
    for name, value in before:
        if value is _NOTHING:
            scope.pop(name, None)
        else:
            scope[name] = value


_STEPS: dict[str, Callable[..., Step]] = {"print": _print, "if": _if, "for": _For, "set": _set}
