"""The kinds of numbers that plans give their parts and groups: Roman, Arabic, letters of either alphabet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import POINT_LETTERS, roman

_ROMAN = {roman(number): number for number in range(1, 100)}
_LAST = regex(r"(\d{1,4})\W*$")
_ASCII = "abcdefghijklmnopqrstuvwxyz"


@record
class Numeral:
    """A kind of number: its value (None where a text is none of it), and how a value is written."""

    value: Callable[[str], int | None]
    written: Callable[[int], str]


def _bare(text: str) -> str:
    return text.strip(" .)")


def _letters(alphabet: str) -> Numeral:
    def value(text: str) -> int | None:
        letter = _bare(text).casefold()
        return alphabet.index(letter) + 1 if len(letter) == 1 and letter in alphabet else None

    return Numeral(value, lambda number: alphabet[number - 1].upper() if 0 < number <= len(alphabet) else str(number))


def _arabic(text: str) -> int | None:
    match = _LAST.search(text)
    return int(match[1]) if match else None


KINDS = (
    Numeral(lambda text: _ROMAN.get(_bare(text).upper()), roman),
    Numeral(_arabic, str),
    _letters(POINT_LETTERS),
    _letters(_ASCII),
)


def kind_of(numbers: Sequence[str]) -> Numeral | None:
    """Return the kind of all ``numbers``, that in which most of them run; None where they are of no one kind."""
    fitting = [kind for kind in KINDS if all(kind.value(number) is not None for number in numbers)]
    return max(fitting, key=lambda kind: _running([kind.value(number) or 0 for number in numbers]), default=None)


def _running(values: Sequence[int]) -> int:
    """Return how many of ``values`` follow the one before, the first a one."""
    return sum(value in (1, last + 1) for last, value in zip((0, *values), values, strict=False))
