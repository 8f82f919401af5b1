"""Numbers as Vietnamese write them: read with exact decimals, written through Babel."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from reportgen.patterns import regex

if TYPE_CHECKING:
    from babel import Locale

_THOUSANDS = regex(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SPACED = regex(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_PLAIN = regex(r"\d+(?:[.,]\d+)?")
_LONGEST = 20  # sums of such numbers stay exact within the 28 digits of Decimal


def parse_number(text: str) -> Decimal:
    """Read a number that is not negative: a comma is the decimal mark, a dot before exactly three
    digits separates thousands, any other dot is decimal.

    Raises ValueError with a reason in Vietnamese.
    """
    compact = text.strip()
    if " " in compact or "\u00a0" in compact or "\u202f" in compact:
        compact = _SPACED.sub("", compact)
    if len(compact) > 2 * _LONGEST or sum(map(str.isdecimal, compact)) > _LONGEST:
        raise ValueError(f"số dài quá {_LONGEST} chữ số")
    whole, comma, decimals = compact.partition(",")
    if _THOUSANDS.fullmatch(whole) and (not comma or decimals.isdecimal()):
        return Decimal(whole.replace(".", "") + ("." + decimals if comma else ""))
    if _PLAIN.fullmatch(compact):
        return Decimal(compact.replace(",", "."))
    if re.fullmatch(r"-\s*[\d.,]+", compact):
        raise ValueError("số âm không dùng ở đây")
    raise ValueError("không phải là số")


def padded(number: int) -> str:
    """Return a document's number, with a leading zero below 10 (Nghị định 30, Phụ lục I, II.3c)."""
    return f"{number:02d}"


@functools.cache
def _vietnamese() -> Locale:
    """Return what Babel knows of Vietnamese: given its name, it looks that up for each number."""
    from babel import Locale

    return Locale("vi")


@functools.lru_cache(maxsize=4096)
def format_number(value: Decimal | int) -> str:
    """Return the number with dots for thousands and a decimal comma: ``1.234,5``."""
    from babel.numbers import format_decimal  # costs 20 ms: only where numbers are printed

    return format_decimal(value, locale=_vietnamese(), decimal_quantization=False)


def round_percent(ratio: Fraction) -> Decimal:
    """Return ``ratio`` in percent with one decimal, rounded half up (``0.98349`` gives 98.3)."""
    tenths = ratio * 1000
    whole = (tenths.numerator * 2 + tenths.denominator) // (tenths.denominator * 2)
    return (Decimal(whole) / 10).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@functools.lru_cache(maxsize=4096)
def format_percent(ratio: Fraction) -> str:
    """Return ``ratio`` as ``98,3%``, ``100,0%``: one decimal, half up."""
    return f"{format_decimals(round_percent(ratio))}%"


MOST_DECIMALS = 6


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Return ``value`` with so many decimals, half away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def round_apart(value: Fraction, others: Iterable[Fraction], least: int = 1) -> Decimal:
    """Return ``value`` rounded to ``least`` decimals, or as many more as it needs not to look like one of ``others``.

    79,96 beside 80 is not 80,0: it stays on its side. What differs by less than a millionth is cut, not rounded.
    """
    close = [other for other in others if other != value]
    for decimals in range(least, MOST_DECIMALS + 1):
        rounded = round_half_up(value, decimals)
        if all((Fraction(rounded) < other) == (value < other) and Fraction(rounded) != other for other in close):
            return rounded
    nearest = min(close, key=lambda other: abs(other - value))
    step = Decimal(1).scaleb(-MOST_DECIMALS)
    rounded = round_half_up(nearest, MOST_DECIMALS)
    return rounded - step if value < nearest else rounded + step


def format_decimals(number: Decimal) -> str:
    """Return the number with the decimals that it has: ``98,30`` stays so."""
    from babel.numbers import format_decimal

    exponent = number.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_decimal(number, format=f"#,##0.{'0' * decimals}".rstrip("."), locale=_vietnamese())
