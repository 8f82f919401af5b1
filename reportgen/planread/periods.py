"""The reporting periods that a plan's text asks for, and to whom the report goes."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.planread.found import FoundPeriod, FoundPlan
from reportgen.planread.texts import bare
from reportgen.vn.dates import short_date

_DUE = re.compile(
    r"(?P<opening>trước|chậm nhất|muộn nhất|xong trước|vào) ?(?:là |vào )?(?:ngày )?"
    r"(?P<day>\d{1,2}) ?[/.\-] ?(?P<month>\d{1,2})(?: ?[/.\-] ?(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?P<half>\b0?6 tháng)|(?P<nine>\b0?9 tháng)|(?P<year>\bnăm\b)", re.IGNORECASE)
_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_HALF, _NINE, _YEAR = "6-thang", "9-thang", "nam"


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
    year = plan.first_year
    found: dict[str, list[Due]] = {}
    for place, text in paragraphs:
        if _REPORT.search(text) and year:
            for due in _dues(place, text, year):
                found.setdefault(due.period, []).append(due)
    ids = [each for each in (_HALF, _NINE, _YEAR) if each in found] or [_HALF, _YEAR]
    for previous, period_id in zip(("", *ids), ids, strict=False):
        plan.periods.append(
            _period(period_id, previous, sorted(found.get(period_id, ()), key=lambda due: due.day), year)
        )


def _dues(place: str, text: str, year: int) -> Iterator[Due]:
    begin = 0
    for match in _DUE.finditer(text):
        month, own = int(match["month"]), int(match["year"] or year)
        asked = [each.lastgroup or "" for each in _ASKED.finditer(text[begin : match.start()])]
        period = _meant(asked, month)
        begin = match.end()
        try:
            day = dt.date(own, month, int(match["day"]))
        except ValueError:
            continue
        if period and own - year in (0, 1):
            words = text[max(0, match.start() - 60) : match.end()]
            yield Due(period, day, "trước" in match["opening"].lower(), place, words)


def _meant(asked: Sequence[str], month: int) -> str:
    """Return the period that is due in ``month`` among those that stand before the day; nothing where none fits."""
    if "half" in asked and 4 <= month <= 8:
        return _HALF
    if "nine" in asked and 8 <= month <= 10:
        return _NINE
    if "year" in asked and (month >= 10 or month <= 2):
        return _YEAR
    return ""


def _period(period_id: str, previous: str, dues: Sequence[Due], year: int) -> FoundPeriod:
    names = {
        _HALF: (f"6 tháng đầu năm {year}", f"6 tháng cuối năm {year}", "bao-cao-6-thang"),
        _NINE: (f"9 tháng đầu năm {year}", f"3 tháng cuối năm {year}", "bao-cao-6-thang"),
        _YEAR: (f"năm {year}", f"các tháng cuối năm {year} và năm {year + 1}", "bao-cao-nam"),
    }[period_id]
    period = FoundPeriod(period_id, *names, previous=previous, start=f"01/01/{year}")
    usual = {_HALF: (5, 31), _NINE: (9, 30), _YEAR: (11, 30)}[period_id]
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
        day = dt.date(year, *usual) if year else dt.date(2000, *usual)
        period.units, period.office = short_date(day), short_date(day)
        cutoff = _month_before(day)
        period.doubt(
            "han_don_vi",
            "",
            "",
            "kế hoạch không nói hạn gửi báo cáo kỳ này: hạn và kỳ chỉ là gợi ý, sửa hoặc xóa cả kỳ",
        )
    period.cutoff = short_date(cutoff)
    period.doubt("den_ngay", "", "", "kế hoạch không định ngày chốt số liệu: lấy cuối tháng trước hạn gửi")
    return period


def _month_before(day: dt.date) -> dt.date:
    """Return the last day of the month before that of ``day``."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


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
