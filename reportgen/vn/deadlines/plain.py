"""The words of a deadline as its recognisers compare them."""

from __future__ import annotations

import re

from reportgen.vn.text import nfc, without_accents

_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―−÷~", "-"), "\u200b": " ", "“": '"', "”": '"'})
_NUMBERS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "chín": "9", "mười hai": "12"}
_COUNTED = re.compile(rf"\b({'|'.join(_NUMBERS)})\s+(?=(?:tháng|lần)\b)")  # with accents: «sau tháng 6» is after June
_MONTHS = {
    "hai": "2", "ba": "3", "tư": "4", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười một": "11",
    "mười hai": "12", "mười": "10",
}  # fmt: skip
"""Not «tháng năm», which may be «tháng, năm», nor the first and the last month, which are those of the lunar year."""
_MONTH_IN_WORDS = re.compile(rf"\btháng\s+({'|'.join(_MONTHS)})\b(?!\s+(?:tháng|lần|năm\b(?!\s+\d)))")
_QUARTERS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4"}
_QUARTER_IN_WORDS = re.compile(rf"\bquý\s+({'|'.join(_QUARTERS)})\b(?!\s+(?:tháng|lần))")
_ROUND_SIGNS = re.compile(r" ?([/.]) ?(?=\d)")
_ROUND_ROMANS = re.compile(r"(?<=[ivx\d]) ?/ ?(?=\d)")
_ROUND_DASHES = re.compile(r" ?- ?")
_YEAR_BEHIND = re.compile(r"((?<!\d{3})\d|\bq?(?:i{1,3}|iv))(?:,| cua)? nam (?=\d{4}\b)")
_QUI = re.compile(r"\bqui\b")
"""«Quí», as the quarter was spelt."""
_TERM = re.compile(r"\bh\.?k\.? ?(?=(?:i{1,2}|[12])\b)")
"""«HK1», «HKII»: a term of a school year."""
_HOUR = re.compile(r"(?:\btruoc )?\b\d{1,2} ?(?:h|gio) ?(?:\d{2})?(?: ?phut)?,? ?(?=ngay \d)")
"""An hour of a day, which is a good day until then: «trước 17 giờ ngày 25/6» is not over on the 24th."""
_WEEKDAY = re.compile(r"\bthu (?:hai|ba|tu|nam|sau|bay|[2-7]),? ?(?=ngay \d)")
_DAY_APART = re.compile(r"\b(ngay \d{1,2}), (?=thang \d)")
_THIS_YEAR = re.compile(r"(?<=[\divx]) nam nay$")
_LIST_MARK = re.compile(r"^[-+*•] ?")
_FINAL = " .,;:"


def plain(text: str) -> str:
    """Return ``text`` in lower case without accents, one kind of dash and space, numbers as figures."""
    counted = _COUNTED.sub(lambda match: _NUMBERS[match[1]] + " ", " ".join(nfc(text).casefold().split()))
    counted = _MONTH_IN_WORDS.sub(lambda match: f"tháng {_MONTHS[match[1]]}", counted)
    counted = _QUARTER_IN_WORDS.sub(lambda match: f"quý {_QUARTERS[match[1]]}", counted)
    words = " ".join(without_accents(counted).translate(_DASHES).replace('"', " ").split())
    words = _TERM.sub("hoc ky ", _QUI.sub("quy", words))
    words = _WEEKDAY.sub("", _LIST_MARK.sub("", words).strip(_FINAL))
    words = _THIS_YEAR.sub("", _DAY_APART.sub(r"\1 ", _HOUR.sub("", words)))
    words = _ROUND_ROMANS.sub("/", _ROUND_SIGNS.sub(r"\1", words))
    return _YEAR_BEHIND.sub(r"\1/", _ROUND_DASHES.sub("-", words))
