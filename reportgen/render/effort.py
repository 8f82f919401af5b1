"""How much a template may compute for one document: commands, letters, items, digits; then it is refused.

The bounds are counted, not timed: what is refused on one machine is refused on all. They lie at twice what 26,000
rows take in the longest of the stock templates. Only against what nobody thought of there is a time as well.
"""

from __future__ import annotations

import time
from typing import Any

MOST_STEPS = 6_000_000
"""Commands that are done: each text or value that is printed, each condition, each round of a loop."""
MOST_STEPS_OF_JINJA = 2_000_000
"""The same where Jinja does them, some times slower."""
MOST_LETTERS = 1_000_000
"""Letters of a text that is put together: three hundred pages."""
MOST_ITEMS = 100_000
"""Items of a list that is put together."""
MOST_MADE = 100_000_000
"""Letters of all texts that are put together, and of those in one list: a few hundred megabytes if all are kept."""
MOST_TRIED = 100_000_000
"""Comparisons of letters that one search takes at worst."""
MOST_BITS = 10_000
"""Of a whole number: three thousand digits."""
MOST_WIDTH = 10_000
"""Letters to which a text is filled up."""
MOST_SECONDS = 20.0
"""Of the processor's time, for one part of a document."""
LOOP = " for "
"""What stands in the tag of a loop."""
_LETTERS_A_STEP = 20
"""Letters of a text that cost as much as a command."""
_COMPARED_A_STEP = 1_000
"""Letters of a text that are only compared."""
_ITEMS_A_STEP = 5
_LIGHT = 1_000
"""Letters, or items, that cost nothing."""
_BETWEEN_LOOKS = 2_000
"""Steps between two looks at the clock."""


class TooMuch(Exception):
    """A template computes more than is allowed; the text says what, in Vietnamese.

    ``sign`` stands in the tag that is meant; ``part`` and ``line``: where that is, in the patched XML, if it is known.
    """

    def __init__(self, reason: str, sign: str = "", line: int = 0) -> None:
        super().__init__(reason)
        self.sign = sign
        self.line = line
        self.part = ""

    def signed(self, sign: str) -> TooMuch:
        """Return this error, saying what stands in its tag if it does not yet."""
        self.sign = self.sign or sign
        return self


class Effort:
    """What computing one document may still take."""

    __slots__ = ("_begun", "_letters", "_most", "left", "mark")

    def __init__(self, most: int | None = None) -> None:
        """``most``: the steps it may take."""
        self._most = MOST_STEPS if most is None else most
        self.left = self._most
        """Steps that may still be done."""
        self.mark = self.left - _BETWEEN_LOOKS
        """Steps left at which to look again."""
        self._letters = MOST_MADE
        self.begin()

    def begin(self) -> None:
        """Begin with a part of the document: what was done with the parts before took time of its own."""
        self._begun = time.thread_time()

    def spend(self, steps: int, line: int = 0, sign: str = LOOP) -> None:
        """Count ``steps``, of a loop on ``line`` with ``sign`` in its tag. Raises TooMuch."""
        self.left -= steps
        if self.left < self.mark:
            self.look(line, sign)

    def look(self, line: int = 0, sign: str = LOOP) -> None:
        """See whether more may be done. Raises TooMuch."""
        self.mark = self.left - _BETWEEN_LOOKS
        if self.left < 0:
            raise TooMuch(f"mẫu phải làm quá {_number(self._most)} bước; bớt vòng lặp for lồng nhau", sign, line)
        if time.thread_time() - self._begun > MOST_SECONDS:
            raise TooMuch(f"mẫu tính quá {MOST_SECONDS:.0f} giây; bớt vòng lặp for, bớt lệnh", sign, line)

    def made(self, value: Any) -> None:
        """Count a text or a list that was put together, as :meth:`weigh`; all texts together have a bound too."""
        if isinstance(value, str | bytes):
            self._letters -= len(value)
            if self._letters < 0:
                raise TooMuch(f"mẫu ghép chữ dài tổng cộng quá {_number(MOST_MADE)} ký tự")
        self.weigh(value)

    def weigh(self, value: Any) -> None:
        """Count what it takes to make or go through a text or a list, and hold it to its bound. Raises TooMuch.

        A number has a bound only.
        """
        if isinstance(value, str | bytes):
            if len(value) > _LIGHT:
                hold_letters(len(value))
                self.spend(len(value) // _LETTERS_A_STEP)
        elif isinstance(value, list | tuple | dict | range):
            if value:
                self.spend(hold_nested(value))
        else:
            hold_bits(bits(value))

    def compared(self, value: Any) -> None:
        """Count what it takes to compare a value with another, or to look for it in one. Raises TooMuch."""
        if isinstance(value, str):
            if len(value) > _LIGHT:
                self.spend(len(value) // _COMPARED_A_STEP)
        elif isinstance(value, list | tuple | dict) and value:
            self.spend(hold_nested(value))


def hold_nested(value: Any) -> int:
    """Return the steps it takes to go through a list; raises TooMuch for one of more items or letters than allowed.

    Those of lists within are counted as often as they stand: ``[a, a]`` of ``[b, b]`` of ``[c, c]``… takes no room, but
    to compare or to print two such takes for ever; so does a list of the same long text.
    """
    items = letters = 0
    waiting = [value]
    while waiting:
        held = waiting.pop()
        items += len(held)
        hold_items(items)
        if isinstance(held, range):
            continue
        for item in held.values() if isinstance(held, dict) else held:
            if isinstance(item, str):
                letters += len(item)
            elif isinstance(item, list | tuple | dict):
                waiting.append(item)
    if letters > MOST_MADE:
        raise TooMuch(f"chữ trong danh sách dài tổng cộng quá {_number(MOST_MADE)} ký tự")
    return items // _ITEMS_A_STEP + letters // _COMPARED_A_STEP


def bits(value: Any) -> int:
    """Return the binary digits of a whole number or fraction; 0 for what is exact to some digits only."""
    above, below = getattr(value, "numerator", None), getattr(value, "denominator", None)
    if isinstance(above, int) and isinstance(below, int):
        return above.bit_length() + below.bit_length() - 1
    return 0


def hold_letters(letters: int) -> None:
    """Raise TooMuch for a text that is too long to be put together."""
    if letters > MOST_LETTERS:
        raise TooMuch(f"chữ ghép lại dài quá {_number(MOST_LETTERS)} ký tự")


def hold_items(items: int) -> None:
    """Raise TooMuch for a list that is too long."""
    if items > MOST_ITEMS:
        raise TooMuch(f"danh sách dài quá {_number(MOST_ITEMS)} mục")


def hold_bits(bits: int) -> None:
    """Raise TooMuch for a number that is too large."""
    if bits > MOST_BITS:
        raise TooMuch("phép tính cho số quá lớn")


def hold_tried(letters: int, others: int) -> None:
    """Raise TooMuch for a search of so many letters for so many others that may try them all."""
    if letters * others > MOST_TRIED:
        raise TooMuch("phép tìm chữ quá dài")


def hold_width(width: int) -> None:
    """Raise TooMuch for a width that nobody fills up to."""
    if abs(width) > MOST_WIDTH:
        raise TooMuch(f"độ rộng hoặc số lần quá lớn, nhiều nhất là {_number(MOST_WIDTH)}")


def hold_printed(letters: int, most: int) -> None:
    """Raise TooMuch for a document that is too long."""
    if letters > most:
        raise TooMuch(f"văn bản in ra dài quá {_number(most)} ký tự; bớt vòng lặp for", LOOP)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
