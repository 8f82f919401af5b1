"""What was typed otherwise than the form asks, but has one meaning: ``Đang thực hiện``, ``08/6``, ``1.245 hồ sơ``.

Nothing is guessed here: what may mean two things, or says only about how much (``khoảng 60``), stays what it is.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.dates import parse_date, short_date
from reportgen.vn.numbers import parse_number
from reportgen.vn.text import fold, without_accents

_LONGEST = 60
"""Characters; whatever is longer is no slip in one value."""
LATEST = dt.timedelta(days=183)
"""So long after its cut-off a period is still spoken of with dates that leave the year out."""
_DAY = regex(
    r"(?:ngày )?(?P<day>\d{1,2})(?: ?[/.-] ?| tháng )(?P<month>\d{1,2})(?:(?: ?[/.-] ?| năm )(?P<year>\d\d))?", re.I
)
_BEFORE_DATE = regex(
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? "
    r"|(?!trước|sau|từ|đến|khoảng|dự kiến|chậm)[^\W\d][^\d,]{0,39}, ?(?=ngày ))?(?:ngày )?",
    re.I,
)
"""A day of the week, the place of a letter's dateline: they say nothing of which day it is."""
_NUMBER_OF = regex(r"(?P<number>\d[\d., ]*?) ?(?P<what>[^\W\d].*)")
_CALLED = regex(r"^\s*(?:nhiệm vụ|chỉ tiêu|mục|mã|stt)\s+", re.I)
_TABLE_NUMBER = regex(r"\(?(?P<number>\w{1,6}(?: ?[/.] ?\w{1,6}){0,5})[.)/]{0,2}")
MULTIPLES = frozenset(map(fold, ("trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ")))
"""Words that make what follows them many times as much: «tỷ đồng» is not «đồng»."""
_PERCENT = regex(r"(?P<number>\d[\d.,]*) ?(?:%|phần trăm)")

Path = tuple[str | int, ...]


@record
class Surroundings:
    """What the plan says beside a value that a unit types: when the period is, what its targets count."""

    begin: dt.date | None = None
    cutoff: dt.date | None = None
    counted: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Of each target by code: its name, in which the things counted are called by their names."""
    measures: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Of each target by code: the measure of its goal, nothing where it has none."""
    codes: frozenset[str] = frozenset()
    """The codes of targets and tasks."""


NO_PLAN = Surroundings()
"""Of a value of which no plan is known."""


def plain_date(text: str, around: Surroundings, path: Path) -> str | None:
    """Return the date of a dateline or behind a day of the week; that a day without its century is, when the period
    leaves one year only.
    """
    del path
    typed = _tidy(text)
    lead = _BEFORE_DATE.match(typed)
    bare = typed[lead.end() if lead else 0 :].rstrip(".")
    if bare != typed and (whole := _whole_date(bare)):
        return short_date(whole)
    found = _DAY.fullmatch(bare)
    if found is None or around.begin is None or around.cutoff is None:
        return None
    years = range(around.begin.year, (around.cutoff + LATEST).year + 1)
    days = [day for year in years if (day := _date(int(found["day"]), int(found["month"]), year))]
    if found["year"]:
        days = [day for day in days if day.year % 100 == int(found["year"])]
    within = [day for day in days if around.begin <= day <= around.cutoff]
    after = [day for day in days if around.cutoff < day <= around.cutoff + LATEST]
    certain = within or after
    return short_date(certain[0]) if len(certain) == 1 else None


def _whole_date(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _date(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def plain_number(text: str, around: Surroundings, path: Path) -> str | None:
    """Return the number of ``text`` when what follows it is only what the target counts or measures."""
    if len(path) < 2:
        return None
    code = str(path[1])
    return number_of(text, around.measures.get(code, ""), around.counted.get(code, ""))


def number_of(text: str, measure: str, counted: str) -> str | None:
    """Return the number of ``text`` when what follows it is only ``measure``, or named by ``counted``."""
    found = _NUMBER_OF.fullmatch(_tidy(text))
    if found is None or not _is_number(found["number"]):
        return None
    what, measure = fold(found["what"].rstrip(".")), fold(measure)
    if measure == what or measure.startswith(f"{what} "):
        return found["number"].strip()
    return found["number"].strip() if _names(counted, what) else None


def _names(text: str, what: str) -> bool:
    """Tell whether ``what`` stands in ``text`` as whole words, and no word before makes it many times as much."""
    words = fold(text)
    for found in re.finditer(rf"(?<!\w){re.escape(what)}(?!\w)", words):
        before = words[: found.start()].split()
        if not before or before[-1] not in MULTIPLES:
            return True
    return False


def plain_percent(text: str, around: Surroundings, path: Path) -> str | None:
    """Return the number of a percentage whose sign is written in words."""
    del around, path
    found = _PERCENT.fullmatch(_tidy(text))
    return found["number"] if found and _is_number(found["number"]) else None


def percentage(text: str) -> str | None:
    """Return ``text`` as a percentage when it says that it is one: ``98%``."""
    found = _PERCENT.fullmatch(_tidy(text))
    return f"{found['number']}%" if found and _is_number(found["number"]) else None


def plain_code(text: str, around: Surroundings, present: Iterable[str]) -> str | None:
    """Return the one code of the plan, not yet present, that ``text`` is but for dots, strokes, spaces, l for I."""
    if text in around.codes:
        return None
    like = _squeezed(text)
    found = [code for code in around.codes if _squeezed(code) == like]
    return found[0] if len(found) == 1 and found[0] not in set(present) else None


def task_number(text: str, around: Surroundings, path: Path) -> str | None:
    """Return the code that the number of a task in a table is: ``A/I/1`` is A.I.1, ``1)`` is 1."""
    del around, path
    found = _TABLE_NUMBER.fullmatch(text.strip())
    return re.sub(r"\s*/\s*", ".", found["number"]) if found else None


def _squeezed(code: str) -> str:
    return re.sub(r"[./()\s_-]", "", _CALLED.sub("", code)).upper().replace("L", "I") if len(code) <= _LONGEST else code


def in_percent(code: str, around: Surroundings) -> bool:
    """Tell whether the target ``code`` is measured in percent."""
    return "%" in around.measures.get(code, "")


def spelt_out(text: str, words: Iterable[str], others: Mapping[str, str]) -> str | None:
    """Return which of ``words`` (``dang-thuc-hien``) ``text`` spells out, or says in one of the ``others``."""
    typed = _tidy(text).rstrip(".,;")
    hyphened = re.sub(r"[\s_–—-]+", "-", without_accents(typed))
    return hyphened if hyphened in words else others.get(fold(typed))


def _tidy(text: str) -> str:
    return " ".join(text[: _LONGEST + 1].split()) if len(text) <= _LONGEST else ""


def _is_number(text: str) -> bool:
    try:
        parse_number(text.strip())
    except ValueError:
        return False
    return True
