"""Sums written as in a report: ``6.486 - 2.562``, ``100*1.066/1.081``; reckoned exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.vn.numbers import parse_number

_TOKEN = regex(r"\s*(?:(?P<number>\d[\d.,]*\d|\d)\s*%?|(?P<sign>[-+*/()×:–−]))")
_SIGNS = {"×": "*", ":": "/", "–": "-", "−": "-"}
_LONGEST = 500
_DEEPEST = 20


def reckon(text: str) -> Fraction:
    """Return what a sum makes. Raises ValueError for anything but numbers, ``+ - * /`` and brackets."""
    return _Sum(list(_tokens(text))).whole()


def parts(text: str) -> tuple[str, ...]:
    """Return the numbers of a sum as they are written. Raises ValueError where it is none."""
    return tuple(token for token in _tokens(text) if token[0].isdigit())


def rounds_to(value: Fraction, written: str) -> bool:
    """Tell whether ``written`` is ``value`` with as many decimals as it has, rounded half up."""
    number = _number(written)
    decimals = _decimals(number)
    return _in_steps(value, decimals) == int(number.scaleb(decimals))


def rounded(value: Fraction, like: str) -> Decimal:
    """Return ``value`` with as many decimals as the number ``like`` has, rounded half up."""
    decimals = _decimals(_number(like))
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(_in_steps(value, decimals)) * step).quantize(step, rounding=ROUND_HALF_UP)


def _number(written: str) -> Decimal:
    return parse_number(written.removesuffix("%").strip())


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _in_steps(value: Fraction, decimals: int) -> int:
    """Return how many steps of so many decimals ``value`` is, rounded half away from zero."""
    above, below = abs(value.numerator) * 10**decimals, value.denominator
    whole: int = (2 * above + below) // (2 * below)
    return whole if value.numerator >= 0 else -whole


def _tokens(text: str) -> Iterator[str]:
    if len(text) > _LONGEST:
        raise ValueError("phép tính quá dài")
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"không hiểu «{text[at : at + 20]}»")
        yield match["number"] or _SIGNS.get(match["sign"], match["sign"])
        at = match.end()


class _Sum:
    """A sum being read: terms of factors of numbers and bracketed sums."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Fraction:
        value = self._terms()
        if self._next():
            raise ValueError(f"thừa «{self._next()}»")
        return value

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._next()
        self._at += 1
        return token

    def _terms(self) -> Fraction:
        value = self._factors()
        while self._next() in ("+", "-"):
            value += self._factors() if self._take() == "+" else -self._factors()
        return value

    def _factors(self) -> Fraction:
        value = self._one()
        while self._next() in ("*", "/"):
            if self._take() == "*":
                value *= self._one()
            elif divisor := self._one():
                value /= divisor
            else:
                raise ValueError("chia cho 0")
        return value

    def _one(self) -> Fraction:
        token = self._take()
        if token == "(":
            return self._bracketed()
        if not token or not token[0].isdigit():
            raise ValueError(f"thiếu số trước «{token}»" if token else "thiếu số ở cuối")
        return Fraction(parse_number(token))

    def _bracketed(self) -> Fraction:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("quá nhiều dấu ngoặc")
        value = self._terms()
        if self._take() != ")":
            raise ValueError("thiếu dấu đóng ngoặc")
        self._depth -= 1
        return value
