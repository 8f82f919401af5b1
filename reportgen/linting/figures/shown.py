"""What became of the figures of a text within the text that it became: word by word, number by number."""

from __future__ import annotations

import difflib
import enum
import itertools
import re
from collections.abc import Iterator, Sequence

from reportgen.linting.figures.units import TOKEN, Cell, Figure
from reportgen.record import record
from reportgen.vn.numbers import parse_number

_NUMBER = re.compile(r"\d")
_WAY = re.compile(r"tăng|giảm", re.IGNORECASE)
"""Words that a figure must keep: which way it moved."""
_SPELLED = re.compile(
    r"một|hai|ba|bốn|tư|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ|nửa|rưỡi", re.IGNORECASE
)
"""Words by which a number may be spelled; «năm» and «không» mostly mean something else."""
_TURNING = frozenset(("chưa", "không", "tăng", "giảm"))
"""Words that turn round what a number beside them says: «03 chỉ tiêu chưa đạt», «giảm 3,0%»."""
_NEAR = 5
"""Words to either side of a number, up to the next sign or number, that speak of it."""
_NOTHING = ("", "-", "–", "—", "không")
"""What a table says for zero."""


_ONE_WORD = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
"""Numbers that people spell out in a sentence; «năm» may be a year."""
_SOME = ("số", "vài", "phần", "cửa", "mặt", "bước")
"""Words before which «một» counts nothing."""


class Fate(enum.Enum):
    """What became of a figure: shown as it was or as today's data has it, as another, taken out, or nobody can tell."""

    SAME = enum.auto()
    TODAY = enum.auto()
    OTHER = enum.auto()
    GONE = enum.auto()
    UNCLEAR = enum.auto()


@record
class Outcome:
    """A figure and what became of it; ``written``: what stands in its place."""

    figure: Figure
    fate: Fate
    written: str = ""


@record
class _Image:
    """What a word or number became: words from ``low`` up to ``high``; ``sure``: that very one, and no other."""

    low: int
    high: int
    sure: bool = True


def values(text: str) -> list[object]:
    """Return what the numbers of a text mean, and which way they moved: ``02`` is 2, ``1066`` is 1.066."""
    return [_value(token) for token in TOKEN.findall(text) if _tells(token)]


def _tells(token: str) -> bool:
    return token[0].isdigit() or _WAY.fullmatch(token) is not None


def _value(token: str) -> object:
    try:
        return parse_number(token)
    except ValueError:
        return _ONE_WORD.get(token.casefold(), token.casefold())


def numbers(text: str) -> int:
    """Return how many numbers stand in a text; a date and a fraction are one."""
    return len(re.findall(r"\d+(?:[.,/]\d+)*", text))


def outcomes(cell: Cell, text: str) -> list[Outcome]:
    """Return what became of each figure of ``cell`` in ``text``."""
    if cell.text.casefold() == text.casefold():  # a filter that capitalises meets the mark first
        return [Outcome(figure, Fate.SAME) for figure in cell.figures]
    found = list(_Change(cell.text, text).outcomes(cell.figures))
    return _of_bare(cell, text, found) if cell.bare else found


def _of_bare(cell: Cell, text: str, found: list[Outcome]) -> list[Outcome]:
    """Judge the figures of a cell in which nothing else stands: nothing there is no taking out, nor is more there."""
    if not _NUMBER.search(text):
        return [_without_number(cell, outcome, text) for outcome in found]
    if len(values(text)) == len(values(cell.text)):
        return found
    return [Outcome(outcome.figure, Fate.OTHER, text) for outcome in found]


def _without_number(cell: Cell, outcome: Outcome, text: str) -> Outcome:
    meant = values(cell.text[outcome.figure.start : outcome.figure.end])
    if not meant:
        return Outcome(outcome.figure, Fate.SAME)  # words in place of words
    if text.casefold() in _NOTHING:
        zero = all(value == 0 for value in meant)
        return Outcome(outcome.figure, Fate.SAME if zero else Fate.OTHER, text or "trống")
    return Outcome(outcome.figure, Fate.UNCLEAR, text)


class _Change:
    """How one text became another."""

    def __init__(self, old: str, new: str) -> None:
        self.text = new
        self.old, self.new = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
        self.images: dict[int, _Image] = {}
        self.added: list[int] = []
        """The numbers of the new text that none of the old one became."""
        self._align()

    def outcomes(self, figures: Sequence[Figure]) -> Iterator[Outcome]:
        """Yield what became of each figure."""
        for figure in figures:
            inside = [at for at, match in enumerate(self.old) if figure.start <= match.start() < figure.end]
            telling = [at for at in inside if _tells(self.old[at][0])]
            yield self._of_number(figure, telling) if telling else self._of_words(figure, inside)

    def _of_words(self, figure: Figure, inside: Sequence[int]) -> Outcome:
        """Judge a figure that is told without a number: ``không đổi``, ``chưa báo cáo``."""
        became = [self.images[at] for at in inside if at in self.images]
        low = min((image.low for image in became), default=0)
        high = max((image.high for image in became), default=0)
        counted = any(low <= there < high for there in self.added)
        return Outcome(figure, Fate.OTHER, self._written(low, high)) if counted else Outcome(figure, Fate.SAME)

    def _of_number(self, figure: Figure, telling: Sequence[int]) -> Outcome:
        became = [self.images.get(at) for at in telling]
        known = [image for image in became if image is not None]
        low, high = min((image.low for image in known), default=0), max((image.high for image in known), default=0)
        if not known:
            return self._of_lost(figure, telling)
        if len(known) < len(became) or not all(image.sure for image in known):
            return Outcome(figure, Fate.UNCLEAR, self._written(low, high))
        now = [_value(self.new[image.low][0]) for image in known]
        if now != [_value(self.old[at][0]) for at in telling]:
            return Outcome(figure, Fate.OTHER, self._written(low, high))
        beside = _beside(self.new, low, high)
        if _turned(self.old, _beside(self.old, telling[0], telling[-1] + 1)) != _turned(self.new, beside):
            return Outcome(figure, Fate.UNCLEAR, self._written(beside[0], beside[-1] + 1))
        return Outcome(figure, Fate.SAME)

    def _of_lost(self, figure: Figure, telling: Sequence[int]) -> Outcome:
        """Judge a figure whose numbers are gone: taken out, unless a number came elsewhere that may be it."""
        if not self.added:
            return Outcome(figure, Fate.GONE)
        if all(any(self._stands(at, there) for there in self.added) for at in telling):
            return Outcome(figure, Fate.SAME)
        return Outcome(figure, Fate.UNCLEAR, self._written(self.added[0], self.added[-1] + 1))

    def _stands(self, at: int, there: int) -> bool:
        """Tell whether a number has come to stand elsewhere, with a word of those beside it."""
        if _value(self.old[at][0]) != _value(self.new[there][0]):
            return False
        return any(
            _word(self.old, at + side) and _word(self.old, at + side) == _word(self.new, there + side)
            for side in (-1, 1)
        )

    def _written(self, low: int, high: int) -> str:
        """Return what stands from the token ``low`` up to ``high``, with a sign of percent after it."""
        if low >= high:
            return ""
        high += high < len(self.new) and self.new[high][0] == "%"
        return self.text[self.new[low].start() : self.new[high - 1].end()]

    def _align(self) -> None:
        """Find what each token became: what begins and ends alike first, so that one change is one change."""
        old, new = ([match[0].casefold() for match in tokens] for tokens in (self.old, self.new))
        first, last = _alike_at_the_ends(old, new)
        matcher = difflib.SequenceMatcher(
            None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False
        )
        self._keep(0, 0, first)
        self._keep(len(old) - last, len(new) - last, last)
        for tag, begin, end, low, high in matcher.get_opcodes():
            if tag == "equal":
                self._keep(first + begin, first + low, end - begin)
            else:
                self._replace(range(first + begin, first + end), range(first + low, first + high))

    def _keep(self, at: int, there: int, count: int) -> None:
        self.images |= {at + more: _Image(there + more, there + more + 1) for more in range(count)}

    def _replace(self, old: range, new: range) -> None:
        """Note what a stretch became that was rewritten: number by number where there are as many."""
        told = [at for at in old if _tells(self.old[at][0])]
        now = [at for at in new if _tells(self.new[at][0])]
        block = _Image(new.start, new.stop, sure=False)
        self.images |= {at: block for at in old if at not in told and new}
        matcher = difflib.SequenceMatcher(
            None, [_value(self.old[at][0]) for at in told], [_value(self.new[at][0]) for at in now], autojunk=False
        )
        for tag, begin, end, low, high in matcher.get_opcodes():
            if end - begin == high - low:
                pairs = zip(told[begin:end], now[low:high], strict=True)
                self.images |= {at: _Image(there, there + 1) for at, there in pairs}
            elif end - begin == 1 and not now and (word := self._spelt_once(new)) is not None:
                self.images[told[begin]] = _Image(word, word + 1)
            elif tag == "insert" or (tag == "delete" and not self._spells(new)):
                self.added += now[low:high]
            else:
                self.images |= dict.fromkeys(told[begin:end], block)

    def _spelt_once(self, new: range) -> int | None:
        """Return the one word of a stretch that is a number by itself; None where several may be one together."""
        spelt = [at for at in new if _SPELLED.fullmatch(self.new[at][0])]
        if len(spelt) != 1 or self.new[spelt[0]][0].casefold() not in _ONE_WORD:
            return None
        return None if _word(self.new, spelt[0] + 1) in _SOME else spelt[0]

    def _spells(self, new: range) -> bool:
        """Tell whether a number may be spelled out in a stretch of the new text."""
        return any(_SPELLED.fullmatch(self.new[at][0]) for at in new)


def _beside(tokens: Sequence[re.Match[str]], low: int, high: int) -> list[int]:
    """Return the tokens from ``low`` up to ``high`` with the words that speak of them, but what stands in brackets."""
    last = high + (high < len(tokens) and tokens[high][0] == "%")
    before = itertools.takewhile(lambda at: tokens[at][0].isalpha(), range(low - 1, max(low - _NEAR, 0) - 1, -1))
    behind = itertools.takewhile(lambda at: tokens[at][0].isalpha(), _outside_brackets(tokens, last))
    return [*sorted(before), *range(low, last), *itertools.islice(behind, _NEAR)]


def _outside_brackets(tokens: Sequence[re.Match[str]], at: int) -> Iterator[int]:
    depth = 0
    for index in range(at, len(tokens)):
        sign = tokens[index][0]
        depth += sign == "("
        if not depth:
            yield index
        depth -= sign == ")" and depth > 0


def _turned(tokens: Sequence[re.Match[str]], beside: Sequence[int]) -> frozenset[str]:
    return _TURNING.intersection(tokens[at][0].casefold() for at in beside)


def _word(tokens: Sequence[re.Match[str]], at: int) -> str:
    return tokens[at][0].casefold() if 0 <= at < len(tokens) and tokens[at][0].isalpha() else ""


def _alike_at_the_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens are the same at the beginning, and how many of the rest at the end."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    return first, last
