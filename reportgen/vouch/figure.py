"""Figures in a text: numbers, rates, fractions, days, documents; each with the words beside it."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportgen.model.words import paragraphs
from reportgen.patterns import regex
from reportgen.record import kept, record
from reportgen.vn.numbers import parse_number
from reportgen.vn.text import fold, nfc


class Sort(enum.Enum):
    """What a figure is; a ``NAME`` is a number that tells no amount, as in «Nghị quyết 02»."""

    NUMBER = enum.auto()
    RATE = enum.auto()
    PAIR = enum.auto()
    DAY = enum.auto()
    MONTH = enum.auto()
    QUARTER = enum.auto()
    YEAR = enum.auto()
    TURN = enum.auto()
    DOCUMENT = enum.auto()
    ITEM = enum.auto()
    NAME = enum.auto()


@record
class Figure:
    """One figure of a text.

    ``written``: as it stands there; ``key``: the same for figures that say the same. ``amounts``: the number, both of a
    fraction, none for what is no amount. ``before`` and ``after``: the folded words beside it, up to a stop or another
    figure. ``paragraph``: where it stands, and ``begin``, ``end`` in it; ``sentence``: that around it.
    ``day``: that of a document.
    """

    sort: Sort
    written: str
    key: str
    amounts: tuple[Decimal, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: str
    paragraph: str
    begin: int
    end: int
    day: str = ""

    @kept
    def around(self) -> frozenset[str]:
        """The folded words of its sentence; those behind it where it stands in no text."""
        return _around(self.sentence) if self.sentence else frozenset(self.after)

    @kept
    def beside(self) -> frozenset[str]:
        """The words beside it, on both sides."""
        return frozenset((*self.before, *self.after))

    @property
    def in_letters(self) -> bool:
        """Whether it is written in letters."""
        return not any(char.isdigit() for char in self.written)

    @property
    def said(self) -> str:
        """The figure with the words that follow it in the text, or come before where none follow."""
        following = _NEXT.split(self.paragraph[self.end :], maxsplit=1)[0].split()
        if following:
            return " ".join([self.written, *following[:_SAID]])
        leading = _NEXT.split(self.paragraph[: self.begin])[-1].split()
        return " ".join([*leading[-_SAID:], self.written])


_NUMBER = r"\d[\d.,]*\d|\d"
_WHOLE = r"\d[\d.]*\d|\d"
_NAMED = (
    "Nghị quyết|Nghị định|Quyết định|Kế hoạch|Đề án|Thông tư|Chỉ thị|Kết luận|Công điện|Luật|Điều|Khoản|Phụ lục|Bảng|"
    "Biểu|Mẫu|Quốc lộ|TCVN|QCVN|ISO|COVID|[Cc]ông nghiệp|phiên bản"
)
"""Words after which a number is part of a name."""
_COUNTED = "nhiệm vụ|chỉ tiêu|phòng|đơn vị"
"""Nouns before which «cả năm» is five."""
_OF = r"(?:/| trong (?:tổng )?(?:số )?| trên (?:tổng )?(?:số )?)"
_QUARTER = r"[Qq]uý (?P<quarter>(?:IV|I{1,3}|[1-4])(?:/\d{4})?)(?![\w/])"
_LETTERED = (
    r"(?=[HhBbnSsTtCcMm])(?<!\w)(?<!thứ )(?P<letters>[Hh]ai|[Bb]a|[Bb]ốn"
    rf"|(?<=[Cc]ả )năm(?= (?:{_COUNTED}))|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín"
    r"|[Mm]ười|năm(?= tháng (?:đầu|cuối))|[Mm]ột(?= (?:nhiệm vụ|chỉ tiêu)))(?!\w)"
)
_WITH_DIGIT_FIRST = (
    # 17/KH-SKHCN ngày 20/01/2026, 66.7/2025/NQ-CP, 68-NQ/TW
    r"(?P<document>(?P<number>\d[\d.]*)(?P<symbol>(?:/\d{4})?[/-](?=[A-ZĐ])[A-Za-zĐđ]+(?:[-/&.][A-ZĐ][A-ZĐa-z0-9]*)*)"
    r"(?: ngày (?P<dated>\d{1,2}/\d{1,2}/\d{4}))?)",
    # 30/4/2026; ngày 30/4; ngày 30 tháng 4 năm 2026
    r"(?P<day>(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])|(?<=ngày )\d{1,2}/\d{1,2}(?![\d/])"
    r"|(?<=ngày )\d{1,2} tháng \d{1,2} năm \d{4})",
    # đường dây nóng số 1022, 0225…; 5G
    rf"(?P<called>(?<=số )(?:{_NUMBER})(?![\w%/])|\d+[^\W\d]\w*|0\d{{2,}}(?:\.\d+)*(?![\d,%]))",
    r"(?=[12])(?P<year>(?<![\d.,/])(?:19|20)\d\d(?![\d%/]|[.,]\d))",
    rf"(?P<part>{_WHOLE}){_OF}(?P<whole>{_WHOLE})(?![\d/])",
    rf"(?P<rate>{_NUMBER}) ?%",
    rf"(?P<plain>{_NUMBER})",
)
_WITH_WORD_FIRST = (
    r"[Tt]háng (?P<month>\d{1,2}(?:/\d{4})?)(?![\d/])",
    _QUARTER,
    # Nghị quyết 02
    rf"(?=[A-ZĐcp])(?:{_NAMED})(?: số)? (?P<named>{_NUMBER})(?![.,]?[\w%/-])",
    r"(?=[lđgtk])(?P<turn>(?:lần|đợt|giai đoạn|thứ|khóa) \d{1,3})(?![\d/%]|[.,]\d)",
    _LETTERED,
)
_FIGURE = regex(
    rf"(?=\d)(?:{'|'.join(_WITH_DIGIT_FIRST)})"
    rf"|(?=[TtQqNKĐCLPBMIcplđgkHhbnSsm])(?:{'|'.join(_WITH_WORD_FIRST)})"
    r"|(?P<coded>[^\W\d]\w*\d[\w.]*)"  # A4
    r"|(?P<dotted>….{,2}\d+)"  # …/2026
)
"""A figure in each way of writing it, by the sign it begins with: at most signs there is only one look."""
_FIGURE_IN_LETTERS = regex(f"{_QUARTER}|{_LETTERED}")
"""What stands in a text without digits: looking for that alone takes a fifth of the time."""
_DIGIT = regex(r"\d")
_LETTERS = {
    fold(word): number
    for number, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)
}
_ITEM = regex(r"(\d{1,2})[.)] ")
_JOINED = regex(r" (?:lên|xuống|còn|đến|và|hoặc|tới) ")
"""What stands between two figures that are of the same: 18 lên 27 nhóm giải pháp."""
_STOP = regex(r"[;.:()\[\]^«»“”\"]")
_NEXT = regex(rf"{_STOP.pattern}|[,\d]")
_SENTENCE = regex(r"[.;:](?=\s|$)")
_WORD = regex(r"\w+")
_NEAR = 7
"""Words on each side that are looked at."""
_SAID = 5
"""Words that a message shows beside a figure."""
_LONGEST = 20_000
"""Characters of one text that are looked at: ten pages."""

_Read = tuple[Sort, str, tuple[Decimal, ...]]


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``."""
    return tuple(map(_folded, _WORD.findall(text)))


_folded = functools.lru_cache(maxsize=10_000)(fold)


@functools.lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in their order."""
    return tuple(figure for paragraph in paragraphs(nfc(text[:_LONGEST])) for figure in _in_paragraph(paragraph))


def _in_paragraph(paragraph: str) -> Iterator[Figure]:
    start = 0
    if item := _ITEM.match(paragraph):
        number = (Decimal(item[1]),)
        yield Figure(Sort.ITEM, item[1], item[1], number, (), (), "", paragraph, 0, item.end(1))
        start = item.end()
    pattern = _FIGURE if _DIGIT.search(paragraph, start) else _FIGURE_IN_LETTERS
    matches = list(pattern.finditer(paragraph, start))
    edges = [start, *(edge for match in matches for edge in match.span()), len(paragraph)]
    between = [paragraph[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    following: list[tuple[str, ...]] = [()]
    for text in reversed(between[1:]):
        following.append(following[-1] if _JOINED.fullmatch(text) else _near(_own(text), slice(_NEAR)))
    for match, left, after in zip(matches, between, following[:0:-1], strict=False):
        yield from _figure(match, _near(_STOP.split(left)[-1], slice(-_NEAR, None)), after)


def _near(text: str, which: slice) -> tuple[str, ...]:
    """Return some of the folded words of ``text``: those that stand near a figure."""
    return tuple(map(_folded, _WORD.findall(text)[which]))


@functools.lru_cache(maxsize=64)
def _around(sentence: str) -> frozenset[str]:
    """Return the folded words of a sentence: its figures follow one another."""
    return frozenset(words_of(sentence))


def _own(text: str) -> str:
    """Return what of the text behind a figure tells what it counts: «Phòng Kinh tế 06, Phòng Văn hóa 04» tells none."""
    stop = _STOP.search(text)
    return "" if text.startswith(",") else text[: stop.start() if stop else None]


def _figure(match: re.Match[str], before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Figure]:
    try:
        sort, key, amounts = _READERS[match.lastgroup or ""](match)
    except ValueError:  # digits that are no number
        return
    yield Figure(
        sort=sort,
        written=match[0],
        key=key,
        amounts=amounts,
        before=before,
        after=after,
        sentence=_sentence(match),
        paragraph=match.string,
        begin=match.start(),
        end=match.end(),
        day=_parts(match["dated"] or "") if sort is Sort.DOCUMENT else "",
    )


def _sentence(match: re.Match[str]) -> str:
    """Return the sentence that a match stands in."""
    text = match.string
    begin = max((stop.end() for stop in _SENTENCE.finditer(text, 0, match.start())), default=0)
    stop = _SENTENCE.search(text, match.end())
    return text[begin : stop.start() if stop else len(text)]


def _amount(sort: Sort, *texts: str) -> _Read:
    amounts = tuple(map(parse_number, texts))
    return sort, "/".join(f"{amount.normalize():f}" for amount in amounts), amounts


def _letters(text: str) -> _Read:
    number = _LETTERS[fold(text)]
    return Sort.NUMBER, str(number), (Decimal(number),)


def _parts(text: str) -> str:
    """Return a day or month as one writes it without zeros in front: ``1/5/2026``."""
    return "/".join(str(int(part)) for part in re.findall(r"\d+", text))


_READERS: Mapping[str, Callable[[re.Match[str]], _Read]] = {
    "document": lambda match: (Sort.DOCUMENT, match["number"] + match["symbol"], ()),
    "day": lambda match: (Sort.DAY, _parts(match["day"]), ()),
    "month": lambda match: (Sort.MONTH, _parts(match["month"]), ()),
    "quarter": lambda match: (Sort.QUARTER, match["quarter"], ()),
    "named": lambda match: (Sort.NAME, match["named"], ()),
    "called": lambda match: (Sort.NAME, match["called"], ()),
    "coded": lambda match: (Sort.NAME, match["coded"], ()),
    "dotted": lambda match: (Sort.NAME, match["dotted"], ()),
    "year": lambda match: (Sort.YEAR, match["year"], ()),
    "turn": lambda match: (Sort.TURN, fold(match["turn"]), ()),
    "whole": lambda match: _amount(Sort.PAIR, match["part"], match["whole"]),
    "rate": lambda match: _amount(Sort.RATE, match["rate"]),
    "plain": lambda match: _amount(Sort.NUMBER, match["plain"]),
    "letters": lambda match: _letters(match["letters"]),
}
"""How each kind of match is read, by the name of the group that ends last in it."""
