"""Vietnamese words: normal form, look-up keys, alphabetical order, numerals of headings."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The order of a Vietnamese dictionary, with the letters of foreign names in their places."""
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters that number a *điểm* (Nghị định 30, Phụ lục I, II.6đ): the alphabet without ă â ê ô ơ ư."""

LOWER = (
    "".join(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    + "bcdđfghjklmnpqrstvwxz"
)
"""Every small Vietnamese letter, for patterns: ``[à-ỹ]`` would take capitals in."""
UPPER = LOWER.upper()

_LONGEST_NAME = 200
_ALIKE = str.maketrans("l1|!o", "iiii0")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ORDER = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "\u00a0": " ", "\u202f": " "})
_MARKS = (range(0x300, 0x370), range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00), range(0x20D0, 0x20F1))
_WITHOUT_MARKS: dict[int, str | None] = {ord("đ"): "d", **dict.fromkeys(itertools.chain(*_MARKS))}
_LETTER_RANK = {letter: rank for rank, letter in enumerate("0123456789" + ALPHABET, start=1)}


def nfc(text: str) -> str:
    """Return ``text`` in Unicode normal form C, the form in which everything here is kept."""
    return unicodedata.normalize("NFC", text)


@functools.lru_cache(maxsize=10_000)
def split_tones(text: str) -> tuple[str, str]:
    """Return ``text`` without its tone marks (in NFC) and the tone marks in their order.

    Remembered: the syllables of Vietnamese are some seven thousand, and texts use the same few over and over.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        (tones if char in _TONES else letters).append(char)
    return nfc("".join(letters)), "".join(tones)


class Remembered(dict[str, T]):
    """What is made of words, by word: texts use the same few thousand over and over."""

    _LONG, _MOST = 40, 1 << 16
    """Letters of a word that is hardly met twice; words that are remembered before all are forgotten."""

    def __init__(self, make: Callable[[str], T]) -> None:
        """``make``: what is made of one."""
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        made = self._make(word)
        if len(word) <= self._LONG:
            if len(self) >= self._MOST:
                self.clear()
            self[word] = made
        return made


def fold(text: str) -> str:
    """Return a look-up key: equal for texts that a reader takes for the same words.

    Case, kind of space, ``Ð`` for ``Đ`` and the place of a tone mark (``hòa``, ``hoà``) make no
    difference; a different tone or letter does. Keys are for comparing, never for printing.
    """
    return " ".join(map(_FOLDED.__getitem__, text.split()))


def _folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return "".join(split_tones(nfc(word).translate(_LOOKALIKES).casefold()))


_FOLDED = Remembered(_folded)


def without_accents(text: str) -> str:
    """Return ``text`` in lower case with every Vietnamese mark removed (``Đạt`` gives ``dat``)."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFD", nfc(text).translate(_LOOKALIKES).casefold()).translate(_WITHOUT_MARKS)


def bare_words(text: str) -> str:
    """Return the words of ``text`` as :func:`without_accents` gives them, with single spaces between."""
    return " ".join(filter(None, map(_BARE.__getitem__, text.split())))


_BARE = Remembered(without_accents)


def sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return a key that sorts as a Vietnamese dictionary does: word by word, letters, then tones."""
    key = []
    for word in nfc(text).translate(_LOOKALIKES).casefold().split():
        letters, tones = split_tones(word)
        ranks = tuple(_LETTER_RANK.get(char, 100 + ord(char)) for char in letters)
        key.append((ranks, tuple(_TONE_ORDER.index(tone) + 1 for tone in tones)))
    return tuple(key)


def nearest(text: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``text`` was probably meant to be, or None.

    Accents, case and the choice of space, dash or underscore are forgiven first; then up to
    about a third of the letters may differ. A text of more than a line was meant to be none of them.
    """
    if len(text) > _LONGEST_NAME:
        return None

    def bare(value: str) -> str:
        return re.sub(r"[\s_.\-]+", "-", without_accents(value).strip())

    by_bare: dict[str, str] = {}
    for candidate in candidates:
        by_bare.setdefault(bare(candidate), candidate)
    wanted = bare(text)
    if wanted in by_bare:
        return by_bare[wanted]
    alike = {_alike(candidate): original for candidate, original in by_bare.items()}
    if _alike(wanted) in alike:
        return alike[_alike(wanted)]
    import difflib  # a slip is what most runs never meet

    close = difflib.get_close_matches(wanted, by_bare, n=1, cutoff=0.66)
    return by_bare[close[0]] if close else None


def nearly(text: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that differs from ``text`` by a slip of the hand alone: an accent, a letter or two."""
    found = nearest(text, candidates)
    if found is None:
        return None
    import difflib

    one, other = (without_accents(name).replace("-", " ") for name in (text, found))
    close = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP
    return found if close and len(one.split()) == len(other.split()) else None


_SLIP = 0.9
"""How much of two names is the same where one is the other with a slip."""


def _alike(text: str) -> str:
    """Return ``text`` with what looks alike made equal: ``l.1`` and ``I.1``, ``O`` and ``0``, ``II-1`` and ``II.1``."""
    return re.sub(r"[^0-9a-z]+", "", text.translate(_ALIKE))


def did_you_mean(text: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return the question ``có phải là …?`` for the nearest candidate, else ``otherwise``."""
    proposal = nearest(text, candidates)
    return f"có phải là {proposal}?" if proposal else otherwise


def lower_first(text: str) -> str:
    """Return ``text`` with its first letter in lower case."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return ``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def listing(words: Sequence[str]) -> str:
    """Return ``words`` as a running list: ``a, b và c``; ``a và b, c`` where one has «và» of its own."""
    if any(" và " in word for word in words):
        return ", ".join(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} và {words[-1]}"


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return ``number`` (1 to 3,999) in Roman numerals, as *Phần* and *mục* of a report use them."""
    if not 1 <= number < 4000:
        raise ValueError("Roman numerals go from 1 to 3,999")
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def from_roman(letters: str) -> int | None:
    """Return the number that Roman numerals mean; None for what is none."""
    left, number = letters, 0
    for value, sign in _ROMAN:
        while left.startswith(sign):
            number, left = number + value, left[len(sign) :]
    return number if 0 < number < 4000 and not left and roman(number) == letters else None


def point_letter(number: int) -> str:
    """Return the letter of the ``number``-th *điểm*, counting from 1; after ``y`` come ``aa``, ``ab``."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, len(POINT_LETTERS))
        letters = POINT_LETTERS[rest] + letters
    return letters


def shorten(text: str, limit: int = 120) -> str:
    """Return the beginning of ``text``: its first clause, else up to a comma or a whole word in ``limit``.

    A text cut before the end of its clause ends with ``…``.
    """
    text = " ".join(text.split())
    clause = re.split(r"(?<=\w{3})[;.](?=\s|$)", text, maxsplit=1)[0].rstrip(" ,")
    if len(clause) <= limit:
        return clause
    cut = clause[: limit + 1].rsplit(" ", 1)[0]
    comma = cut.rfind(",")
    return (cut[:comma] if comma >= limit // 3 else cut.rstrip(" ,;:")) + "…"
