"""Widths of text set in Times New Roman, for lines whose length the decree ties to a text.

The figures are advance widths in 1/2048 of the letter size (Times New Roman and the fonts made to its
measure share them). A mark over or under a letter adds nothing; the horns of ``ơ`` and ``ư`` do.
"""

from __future__ import annotations

import functools
import unicodedata

from reportgen.patterns import regex
from reportgen.vn.text import Remembered

_REGULAR = {
    369: "'",
    410: "|",
    512: " ,.",
    569: "/:;\\ijlt",
    682: "!()-I[]`fr‘’",
    797: "Js",
    836: '"',
    909: "?acez“”",
    961: "^",
    983: "{}",
    1024: "#$*0123456789_bdghknopquvxyđ–«»",
    1083: "ơ",
    1108: "~",
    1110: "ư",
    1139: "FPS",
    1155: "+<=>",
    1251: "ELTZ",
    1366: "BCR",
    1479: "ADGHKNOQUVXYwĐƠ",
    1589: "Ư",
    1593: "&m",
    1706: "%",
    1821: "M",
    1886: "@",
    1933: "W",
    2048: "—…",
}
_BOLD = {
    451: "|",
    512: " ,.",
    569: "'/\\il",
    682: "!()-:;[]`fjt‘’",
    797: "Is",
    807: "{}",
    909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”«»",
    1065: "~",
    1134: "ơ",
    1137: '"',
    1139: "Sbdhknpquđ",
    1167: "+<=>",
    1190: "^",
    1229: "ư",
    1251: "FP",
    1366: "BELTZ",
    1479: "ACDNRUVXYwĐ",
    1593: "GHKOQƠ",
    1630: "Ư",
    1706: "&m",
    1905: "@",
    1933: "M",
    2048: "%W—…",
}

_UNITS_PER_EM = 2048
_SPACE = 512
"""Width of a space, regular and bold."""
_WORD = regex(r"[^\s]+(?:\u00a0[^\s]+)*")
_HORN = "\u031b"


class _Letters(dict[str, int]):
    """Widths by letter; that of a letter with marks is found once, and then kept."""

    def __missing__(self, char: str) -> int:
        parts = unicodedata.normalize("NFD", char)
        base = parts[0] + _HORN if _HORN in parts else parts[0]
        width = self.get(unicodedata.normalize("NFC", base), self["n"])
        if len(self) < _MOST_LETTERS:
            self[char] = width
        return width


_MOST_LETTERS = 2_000
"""Letters whose widths are kept: Vietnamese has fewer."""


@functools.cache
def _words(bold: bool) -> Remembered[int]:
    """Return the widths by word: of a table's cells each word is asked for over and over."""
    table = _BOLD if bold else _REGULAR
    letters = _Letters((char, width) for width, chars in table.items() for char in chars)

    def width(word: str) -> int:
        return sum(map(letters.__getitem__, unicodedata.normalize("NFC", word)))

    return Remembered(width)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in points of ``text`` on one line at ``size`` points."""
    return _on_one_line(_widths(text, bold)) * size / _UNITS_PER_EM


def text_and_word_width(text: str, size: float, bold: bool = False) -> tuple[float, float]:
    """Return the widths in points of ``text`` on one line at ``size`` points, and of its widest word."""
    widths = _widths(text, bold)
    return _on_one_line(widths) * size / _UNITS_PER_EM, max(widths) * size / _UNITS_PER_EM


def _widths(text: str, bold: bool) -> list[int]:
    """Return the widths of the words of ``text``: of what stands between single spaces, at least one, empty or not."""
    return list(map(_words(bold).__getitem__, text.replace("\u00a0", " ").split(" ")))


def _on_one_line(widths: list[int]) -> int:
    return sum(widths) + _SPACE * (len(widths) - 1)


def wrap_lines(text: str, limit: float, size: float, bold: bool = False) -> list[str]:
    """Break ``text`` at spaces into lines of at most ``limit`` points, as a word processor does.

    A word wider than ``limit`` stands on a line of its own.
    """
    return _wrap(_measured(text, size, bold), limit, text_width(" ", size, bold))


def _measured(text: str, size: float, bold: bool) -> list[tuple[str, float]]:
    """Return the words with their widths; a no-break space does not end a word."""
    return [(word, text_width(word, size, bold)) for word in _WORD.findall(text)]


def _wrap(words: list[tuple[str, float]], limit: float, space: float) -> list[str]:
    """Break words of known width into lines."""
    lines: list[list[str]] = []
    used = 0.0
    for word, width in words:
        if lines and used + space + width <= limit:
            lines[-1].append(word)
            used += space + width
        else:
            lines.append([word])
            used = width
    return [" ".join(line) for line in lines]


_UNBROKEN = {"số", "ngày", "tháng", "năm", "Điều", "khoản", "điểm", "và", "VÀ", "của", "CỦA", "cao", "chủ"}
"""Words that a line of a heading should not end with: what follows belongs to them."""


def balanced_width(text: str, limit: float, size: float, bold: bool = False) -> float:
    """Return the least width in points at which ``text`` still takes as few lines as at ``limit``.

    Set to this width, a heading has lines of about the same length and no last line of one word. A
    slightly greater width is returned where it keeps a line from ending with a word like ``số``.
    """
    words = _measured(text, size, bold)
    space = text_width(" ", size, bold)
    count = len(_wrap(words, limit, space))
    if count < 2:
        return limit
    low, high = limit / count, limit
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(_wrap(words, middle, space)) > count:
            low = middle
        else:
            high = middle
    tried: list[tuple[int, float]] = []
    for step in range(0, int(limit - high) + 1, 2):
        tried.append((_hanging(_wrap(words, high + step, space)), high + step))
        if not tried[-1][0]:  # as nearly always the first: no line is better, and what follows is wider
            break
    return min(tried)[1]


def _hanging(lines: list[str]) -> int:
    """Count the lines that end with a word which belongs to the next."""
    return sum(line.split()[-1] in _UNBROKEN for line in lines)
