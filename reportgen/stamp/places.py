"""Reading a line for the places of number and date: where they begin and end, and what is written there."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.errors import Refused
from reportgen.stamp.splice import Change
from reportgen.vn.dates import long_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import nfc

_SIGN = r"[\s.…_‥․·\u00ad\u200b\u2060\ufeff]"
_B = rf"{_SIGN}{{0,80}}"
"""A blank: spaces of every kind, tabs, dots, underscores, what has no width; or nothing at all. No line holds more."""
_DAY, _MONTH, _YEAR = r"ng[àa]y", r"th[áa]ng", r"n[ăa]m"
_WORDS = re.compile(
    rf"\b{_DAY}{_B}(?P<day>\d{{0,2}}){_B}{_MONTH}{_B}(?P<month>\d{{0,2}}){_B}{_YEAR}(?P<last>{_B}(?P<year>\d{{0,4}}))"
)
_SLASHES = re.compile(
    rf"\b{_DAY}{_B}(?P<day>\d{{0,2}}){_B}[/-]{_B}(?P<month>\d{{0,2}}){_B}[/-](?P<last>{_B}(?P<year>\d{{0,4}}))"
)
_HEAD_NUMBER = re.compile(rf"^\W{{0,9}}s[ốôóo](?:\s*:)?(?P<number>{_B}(?:[^\s/]{{1,20}}{_B})?)/")
_NUMBER = re.compile(rf"\bs[ốôóo](?:\s*:)?(?P<number>{_B}(?:\d+\w?{_B})?)/")
_BARE_NUMBER = re.compile(rf"(?P<number>{_B}(?:\d+\w?)?{_B})")
_BLANKS = re.compile(rf"{_SIGN}+")
_SYMBOL = re.compile(r"\s*([^\W_]+(?:[-–—][^\W_]+)*)")
_TAIL = re.compile(r"\s?\S{0,60}(?:\s?[-–—/&]\s?\S{1,60}){0,9}")
"""All that is typed behind a number, whatever it is."""
_FULL_YEAR = 4


class Kind(enum.StrEnum):
    """What stands at a place."""

    SO = "số"
    NGAY = "ngày"


class Value(NamedTuple):
    """What is to be written: a document's number and its date."""

    number: int
    date: dt.date

    def words(self, kind: Kind) -> str:
        """The number with a leading zero below 10 (Nghị định 30, Phụ lục I, II.3c), or the date (II.4b)."""
        return padded(self.number) if kind is Kind.SO else long_date(self.date)


class Slot(NamedTuple):
    """A place in a text: its characters and what is written there.

    ``written`` is empty for a number not given yet; ``parts`` are a date's day, month and year, empty where
    blank. ``after``: what must follow the new text so that it does not run into the next word.
    """

    kind: Kind
    start: int
    end: int
    written: str
    parts: tuple[str, ...] = ()
    after: str = ""

    def agrees(self, value: Value) -> bool:
        """Tell whether all that is written here is what ``value`` says; leading zeros make no difference."""
        if self.kind is Kind.SO:
            return self.written.isdecimal() and int(self.written) == value.number
        wanted = (value.date.day, value.date.month, value.date.year)
        return all(int(part) == want for part, want in zip(self.parts, wanted, strict=True) if part)

    @property
    def blank(self) -> bool:
        """Whether nothing was decided here yet: no number, no day (templates give month and year)."""
        return not self.written if self.kind is Kind.SO else not self.parts[0]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing here."""
        return bool(self.written) if self.kind is Kind.SO else all(self.parts)


def head_number(text: str) -> Slot | None:
    """Return the number's place in a line ``Số: …/BC-SKHCN``; None when it is not such a line."""
    letters, at = _letters(text)
    match = _HEAD_NUMBER.match(letters)
    return _number(match, at) if match else None


def number_within(text: str) -> Slot | None:
    """Return the first place of a number in a line such as ``(Kèm theo Báo cáo số …/BC-SKHCN …)``; None for none."""
    letters, at = _letters(text)
    match = _NUMBER.search(letters)
    return _number(match, at) if match else None


def bare_number(text: str) -> Slot | None:
    """Return ``text`` as a number's place when it holds nothing but a number or a blank; else None."""
    letters, at = _letters(text)
    match = _BARE_NUMBER.fullmatch(letters)
    return _number(match, at) if match else None


def _number(match: re.Match[str], at: list[int]) -> Slot:
    start, end = at[match.start("number")], at[match.end("number")]
    return Slot(Kind.SO, start, end, _BLANKS.sub(" ", match["number"]).strip().upper())


def date_within(text: str, *, slashes: bool = True) -> Slot | None:
    """Return the first place of a date: from «ngày» to the year. ``slashes``: the form ``ngày …/…/2026`` counts too."""
    letters, at = _letters(text)
    match = _WORDS.search(letters) or (_SLASHES.search(letters) if slashes else None)
    if match is None:
        return None
    year = match["year"] if len(match["year"]) == _FULL_YEAR else ""  # «20…» is a blank
    end, after = match.end("last"), ""
    if not year:
        blank = _BLANKS.match(letters, end)
        end = blank.end() if blank else end
        if letters[end : end + 1].isalnum():
            after = " "
    start = at[match.start()]
    written = " ".join(text[start : at[end]].split())
    return Slot(Kind.NGAY, start, at[end], written, (match["day"], match["month"], year), after)


def typed_in(text: str, kind: Kind) -> Iterator[tuple[Slot, int]]:
    """Yield the places of numbers, or of the first date, in a line, each with where the text that belongs to it ends.

    To a number belongs the symbol behind it.
    """
    if kind is Kind.NGAY:
        if (place := date_within(text)) is not None:
            yield place, place.end
        return
    letters, at = _letters(text)
    head = _HEAD_NUMBER.match(letters)
    for match in (head,) if head else _NUMBER.finditer(letters):
        tail = _TAIL.match(letters, match.end())
        yield _number(match, at), at[(tail or match).end()]


def told_once(symbol: str) -> bool:
    """Tell whether what stands behind the number is one symbol: no blank in it, nothing twice."""
    pieces = [piece.strip().casefold() for piece in symbol.split("/")]
    return all(pieces) and len(set(pieces)) == len(pieces) and not re.search(r"\s{2}|[\t…_]", symbol)


def symbol_after(text: str, place: Slot) -> str:
    """Return the symbol behind a number's place, ``bc-skhcn``; empty when there is none."""
    letters, _ = _letters(text[place.end + 1 :])
    match = _SYMBOL.match(letters)
    return match[1] if match else ""


def is_blank(text: str) -> bool:
    """Tell whether ``text`` shows nothing but a blank to be filled in."""
    return not text or _BLANKS.fullmatch(text) is not None


def _letters(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in small composed letters, and for each letter (and the end) where it begins in ``text``."""
    letters: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        joined = nfc(letters[-1] + char) if letters and not char.isascii() else char
        if len(joined) == 1 and joined != char:
            letters[-1] = joined
        else:
            letters.append(char.lower()[0])
            at.append(index)
    return "".join(letters), [*at, len(text)]


def change(place: Slot, value: Value, where: str, before: str = "") -> Change | None:
    """Return the change that writes ``value`` at ``place``, after ``before``; None when it is there already.

    Raises Refused when something else is written there; ``where`` is the line, for the message.
    """
    kind = place.kind
    if not place.blank and not place.agrees(value):
        wanted = f"số {value.words(kind)}" if kind is Kind.SO else value.words(kind)
        found = f"số {place.written}" if kind is Kind.SO else place.written
        line = " ".join(where.split())
        raise Refused(f"Bản thảo đã ghi {found} (dòng «{line}»), lệnh ghi {wanted}; sửa một trong hai.")
    if place.whole and place.agrees(value):
        return None
    return Change(place.start, place.end, before + value.words(kind) + place.after)


def spaced_change(slot: Slot, value: Value, line: str) -> Change | None:
    """Return the change that writes ``value`` at ``slot``, a number after a space; None when it is there already."""
    return change(slot, value, line, " " if slot.kind is Kind.SO else "")


def around_breaks(text: str, needed: Change) -> Iterator[Change]:
    """Divide a change at line breaks, which stay: new text before the first, nothing after it."""
    start, new = needed.start, needed.text
    for piece in text[needed.start : needed.end].split("\n"):
        if piece or new:
            yield Change(start, start + len(piece), new)
        start, new = start + len(piece) + 1, ""
