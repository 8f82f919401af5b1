"""What was probably meant by a value that cannot be read: proposed in the message, never taken for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from reportgen.model.plain import MULTIPLES
from reportgen.patterns import regex
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number, parse_number
from reportgen.vn.text import fold, without_accents

LONGEST_GUESSED = 60
NOTHING = frozenset(map(fold, ("không", "không có", "không phát sinh")))
NO_NUMBER_WITH = MULTIPLES | frozenset(map(fold, ("rưỡi", "rưởi", "đồng", "dưới", "trên")))
"""Words beside which a number is not the one that is meant: «1,5 tỷ đồng» where millions are counted, «dưới 3»."""
_WORDS_APART = regex(r"[\d\s.,()/%-]+")
_SO_MANY_OF_SO_MANY = regex(r"(\d{1,9}) ?/ ?(\d{1,9})")
_SHARE = regex(r"(?!100(?!\d))\d+")
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_FIRST = regex(rf"\s*(?:{'|'.join(ENGLISH_MONTHS)})", re.IGNORECASE)


def guess_date(text: str) -> str | None:
    """Return the date that was meant by ``8/5/26``, ``05/28/2026``, ``Apr 15, 2026`` or Excel's ``46150``."""
    if len(text) > LONGEST_GUESSED:
        return None
    if text.strip().isdecimal() and 40_000 <= int(text) <= 60_000:
        return short_date(dt.date(1899, 12, 30) + dt.timedelta(days=int(text)))
    month_first = _MONTH_FIRST.match(text) is not None
    text = _with_months_as_numbers(text)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) != 3 or re.search(r"[^\d/.,\s-]", text):
        return None
    ends_in_two_digits = re.search(r"(?<!\d)\d{2}\s*$", text) is not None
    if month_first:
        numbers[:2] = numbers[1], numbers[0]
    day, month, year = _as_day_month_year(numbers)
    try:
        return short_date(dt.date(year + 2000 if ends_in_two_digits else year, month, day))
    except ValueError:
        return None


def _with_months_as_numbers(text: str) -> str:
    """Return ``text`` with the English names of months, whole or short, as numbers."""
    for number, name in enumerate(ENGLISH_MONTHS, start=1):
        text = re.sub(rf"\b{name}[a-z]*\b", str(number), text, flags=re.IGNORECASE)
    return text


def _as_day_month_year(numbers: list[int]) -> tuple[int, int, int]:
    """Return three numbers in our order: a year may come first, an American month before its day."""
    day, month, year = reversed(numbers) if numbers[0] > 31 else numbers
    return (month, day, year) if month > 12 else (day, month, year)


def guess_number(text: str) -> str | None:
    """Return the number that was meant by ``1.18O``, ``12 hồ sơ``, ``khoảng 60`` or ``1,180.5``."""
    if len(text) > LONGEST_GUESSED or "%" in text:
        return None
    if fold(text) in NOTHING:
        return "0"
    if not NO_NUMBER_WITH.isdisjoint(_WORDS_APART.split(fold(text))):
        return None
    digits = re.sub(r"(?<=\d)[oO]|[oO](?=\d)", "0", text)
    digits = re.sub(r"(?<=\d)[lI]|[lI](?=\d)", "1", digits)
    if english := re.fullmatch(r"\s*(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\s*", digits):
        return english[1].replace(",", ".") + (f",{english[2]}" if english[2] else "")
    found = re.findall(r"\d[\d.,]*", digits)
    if len(found) != 1 or digits.strip().startswith("-"):
        return None
    guess: str = found[0].rstrip(".,")
    try:
        parse_number(guess)
    except ValueError:
        return None
    return guess


def guess_percent(text: str) -> str | None:
    """Return the percentage that was meant by ``khoảng 60%`` or ``1/3``."""
    if (shares := _SO_MANY_OF_SO_MANY.fullmatch(text.strip())) and 0 <= int(shares[1]) <= int(shares[2]) > 0:
        return format_number((Decimal(100 * int(shares[1])) / int(shares[2])).quantize(Decimal("0.1"), ROUND_HALF_UP))
    guess = guess_number(text.replace("%", ""))
    return guess if guess is not None and parse_number(guess) <= 100 else None


def hinted(text: str, hints: Mapping[str, str]) -> str | None:
    """Return what the longest of the openings that ``text`` begins with is answered with.

    An opening is words without accents, joined by ``-``; ``text`` has it whole: ``gần`` is none of ``gấp``. ``0`` in
    it is any number but a whole hundred.
    """
    words = re.sub(r"[^a-z0-9]+", "-", without_accents(text[:LONGEST_GUESSED])).strip("-") + "-"
    words = _SHARE.sub("0", words)
    fitting = [opening for opening in hints if words.startswith(f"{opening}-")]
    return hints[max(fitting, key=len)] if fitting else None
