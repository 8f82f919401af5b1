"""The reporting periods that a plan's text asks for, and to whom the report goes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.planread.found import FoundPeriod, FoundPlan
from reportgen.planread.texts import bare
from reportgen.vn.dates import days_in_month, short_date
from reportgen.vn.deadlines import Years

_DUE = re.compile(
    r"(?P<opening>trước|chậm nhất|muộn nhất|xong trước|vào) ?(?:là |vào )?(?:ngày )?"
    r"(?P<day>\d{1,2})(?: ?[/.\-] ?| tháng )(?P<month>\d{1,2})(?:(?: ?[/.\-] ?| năm )(?P<year>\d{4}))?"
    r"(?: ?\((?P<behind>[^()]{3,60})\))?",
    re.IGNORECASE,
)
_REPORT = re.compile(r"báo cáo", re.IGNORECASE)


class _Usual(NamedTuple):
    """A period as plans have it: the words that ask for it, and the months in which its report may be due.

    ``name`` and ``upcoming`` take the plan's years; ``due``: month and day of the report where the plan names none;
    ``unasked``: whether a plan that asks for no report has it.
    """

    id: str
    asked: re.Pattern[str]
    months: frozenset[int]
    name: str
    upcoming: str
    template: str
    due: tuple[int, int]
    unasked: bool = True


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_OF_YEARS = (
    _Usual(
        "6-thang", re.compile(r"\b0?6 tháng", re.IGNORECASE), frozenset((4, 5, 6, 7, 8)),
        "6 tháng đầu năm {first}", "6 tháng cuối năm {first}", "bao-cao-6-thang", (5, 31),
    ),
    _Usual(
        "9-thang", re.compile(r"\b0?9 tháng", re.IGNORECASE), frozenset((8, 9, 10)),
        "9 tháng đầu năm {first}", "3 tháng cuối năm {first}", "bao-cao-6-thang", (9, 30), unasked=False,
    ),
    _Usual(
        "nam", _words("năm"), frozenset((10, 11, 12, 1, 2)),
        "năm {first}", "các tháng cuối năm {first} và năm {second}", "bao-cao-nam", (11, 30),
    ),
)  # fmt: skip
_OF_SCHOOL_YEAR = (
    _Usual(
        "hoc-ky-1", _words("học kỳ (?:I|1)"), frozenset((12, 1, 2)),
        "học kỳ I năm học {first}-{second}", "học kỳ II năm học {first}-{second}", "bao-cao-6-thang", (1, 31),
    ),
    _Usual(
        "ca-nam", _words("năm"), frozenset((5, 6, 7)),
        "năm học {first}-{second}", "năm học {second}-{third}", "bao-cao-nam", (6, 30),
    ),
)  # fmt: skip


class Due(NamedTuple):
    """A day by which a report is to be sent, for which period; ``before``: that day itself is too late."""

    period: str
    day: dt.date
    before: bool
    place: str
    words: str

    @property
    def written(self) -> str:
        """The deadline as the plan's YAML has it."""
        return f"trước {short_date(self.day)}" if self.before else short_date(self.day)


def read_periods(plan: FoundPlan, paragraphs: Sequence[tuple[str, str]]) -> None:
    """Read the periods of ``plan`` from its paragraphs (place and text); a half and a whole year where none is said."""
    years = plan.years
    usual = _OF_SCHOOL_YEAR if plan.school else _OF_YEARS
    found: dict[str, list[Due]] = {}
    for place, text in paragraphs:
        if _REPORT.search(text) and years:
            for due in _dues(place, text, years, usual):
                found.setdefault(due.period, []).append(due)
    given = [each for each in usual if each.id in found] or [each for each in usual if each.unasked]
    for previous, each in zip(("", *(one.id for one in given)), given, strict=False):
        dues = sorted(found.get(each.id, ()), key=lambda due: due.day)
        plan.periods.append(_period(each, previous, dues, years))


def _dues(place: str, text: str, years: Years, usual: Sequence[_Usual]) -> Iterator[Due]:
    begin = 0
    for match in _DUE.finditer(text):
        month = int(match["month"])
        own = int(match["year"] or years.of_month(month) or years.first)
        said = match["behind"] or ""
        before = said if _REPORT.search(said) else text[begin : match.start()]
        period = next((each.id for each in usual if month in each.months and each.asked.search(before)), "")
        begin = match.end()
        try:
            day = dt.date(own, month, int(match["day"]))
        except ValueError:
            continue
        if period and own - years.first in (0, 1):
            words = text[text.rfind(" ", 0, max(0, match.start() - 60)) + 1 : match.end()]
            words = re.split(r"[;.]\s+(?!\d)", words)[-1]
            yield Due(period, day, "trước" in match["opening"].lower(), place, words)


def _period(usual: _Usual, previous: str, dues: Sequence[Due], years: Years | None) -> FoundPeriod:
    year = years.first if years else 0
    spans = {"first": year, "second": year + 1, "third": year + 2}
    start = short_date(years.first_day) if years else f"01/01/{year}"
    name, upcoming = usual.name.format(**spans), usual.upcoming.format(**spans)
    period = FoundPeriod(usual.id, name, upcoming, usual.template, previous=previous, start=start)
    if dues:
        first, last = dues[0], dues[-1]
        period.units, period.office = first.written, last.written
        cutoff = _month_before(first.day)
        if first.day == last.day:
            period.doubt(
                "han_tong_hop", first.place, first.words, "kế hoạch chỉ có một hạn: coi là hạn của cả đơn vị và đầu mối"
            )
        if len({due.day for due in dues}) > 2:
            said = "; ".join(short_date(due.day) for due in dues)
            period.doubt(
                "han_don_vi", first.place, said, "nhiều hạn: lấy hạn sớm nhất cho đơn vị, muộn nhất cho đầu mối"
            )
    else:
        month = usual.due[0]
        day = dt.date((years.of_month(month) or years.first) if years else 2000, *usual.due)
        period.units, period.office = short_date(day), short_date(day)
        cutoff = _month_before(day)
        period.doubt(
            "han_don_vi",
            "",
            "",
            "chưa rõ hạn gửi báo cáo kỳ này: hạn và kỳ chỉ là gợi ý, sửa hoặc xóa cả kỳ",
        )
    period.cutoff = short_date(cutoff)
    period.doubt("den_ngay", "", "", "chưa rõ ngày chốt số liệu: tạm lấy cuối tháng trước hạn gửi")
    return period


def _month_before(day: dt.date) -> dt.date:
    """Return the last day of the month before that of ``day``."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return dt.date(year, month, days_in_month(year, month))


def read_addressees(plan: FoundPlan, paragraphs: Sequence[tuple[str, str]]) -> None:
    """Find who the report goes to: a recipient that the text tells to send reports to."""
    own = bare(plan.agency.name)
    for recipient in plan.recipients:
        name = re.sub(r"\s*\(.*\)$", "", recipient)
        key = bare(name)
        if len(key.split()) < 2 or key == own or key.startswith("cac "):
            continue
        sent = re.compile(rf"\b(?:gui|bao cao|trinh)\b[^.;]{{0,90}}\b{re.escape(key)}\b")
        if any(sent.search(bare(text)) for _, text in paragraphs):
            plan.addressees.append(name)
            plan.doubt(
                "kinh_gui",
                "Nơi nhận",
                name,
                "nơi nhận báo cáo suy từ lời kế hoạch; ngang cấp hay cấp dưới thì ghi quan_he",
            )
