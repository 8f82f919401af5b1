"""The timeline: months, today, the two deadlines of the report, and tasks by the day they are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.markup.html import Attributes, Child, Html, el, icon
from reportgen.model.context import BoiCanh
from reportgen.page.tables import Table, body
from reportgen.page.tasks import anchors
from reportgen.page.words import due_chip, office_left, percent, units_left
from reportgen.track import TaskTrack, Tracking
from reportgen.vn.dates import short_date
from reportgen.vn.text import lower_first

_TOP = 26
"""Pixels taken by the names of the months; each of the lanes below is as high."""
_APART = Fraction(7, 100)
"""The least distance of two signs in one lane: as wide as a sign with its number on a narrow screen."""


@dataclass(frozen=True)
class Day:
    """A day on which tasks are due."""

    date: dt.date
    tasks: tuple[TaskTrack, ...]

    @property
    def open(self) -> tuple[TaskTrack, ...]:
        """The tasks that are not done."""
        return tuple(task for task in self.tasks if task.open)

    @property
    def sign(self) -> str:
        """The sign of the day: all done, something overdue, something due soon, else still to come."""
        if not self.open:
            return "dat"
        if any(task.overdue for task in self.open):
            return "qua-han"
        return "sap-den" if any(task.due_soon for task in self.open) else "chua-thuc-hien-trong-han"


@dataclass(frozen=True)
class Span:
    """The months drawn, from the first of one to before the first of another."""

    first: dt.date
    end: dt.date

    def at(self, day: dt.date) -> Fraction:
        """Return where ``day`` stands, from 0 to 1; at its noon, so that no mark stands on a month's border."""
        return (Fraction((day - self.first).days) + Fraction(1, 2)) / (self.end - self.first).days

    def months(self) -> list[dt.date]:
        """Return the first days of all months."""
        found = [self.first]
        while (after := _next_month(found[-1])) < self.end:
            found.append(after)
        return found


def section(tracking: Tracking, context: BoiCanh, issued: str) -> Html:
    """Return the drawing and the table that says the same."""
    days = due_days(tracking)
    endless = sum(task.last_day is None for task in tracking.tasks)
    said = f"{endless} nhiệm vụ làm thường xuyên hoặc không ghi thời hạn, không có trên trục." if endless else None
    return el(
        "div",
        None,
        _drawing(tracking, days),
        _table(tracking, context, days, issued),
        el("p", {"class": "phu"}, said) if said else None,
    )


def due_days(tracking: Tracking) -> tuple[Day, ...]:
    """Return the days on which tasks are due, in order."""
    found: dict[dt.date, list[TaskTrack]] = {}
    for task in tracking.tasks:
        if task.last_day is not None:
            found.setdefault(task.last_day, []).append(task)
    return tuple(Day(date, tuple(found[date])) for date in sorted(found))


def _deadlines(tracking: Tracking) -> tuple[tuple[dt.date, str, str], ...]:
    """Return the report's two deadlines: last good day, short name, the deadline as the plan writes it."""
    period = tracking.snapshot.period
    return (
        (period.last_unit_day, "Đơn vị gửi", period.unit_deadline.text),
        (period.last_office_day, "Tổng hợp", period.office_deadline.text),
    )


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _span(tracking: Tracking, days: Sequence[Day]) -> Span:
    period = tracking.snapshot.period
    shown = [tracking.today, period.start, period.cutoff, *(day for day, _, _ in _deadlines(tracking))]
    shown += [day.date for day in days]
    return Span(min(shown).replace(day=1), _next_month(max(shown)))


def _drawing(tracking: Tracking, days: Sequence[Day]) -> Html:
    span = _span(tracking, days)
    lanes = _lanes(span, days)
    marks = [(tracking.today, "Hôm nay", "hom-nay"), *((day, name, "moc") for day, name, _ in _deadlines(tracking))]
    first_lane = _TOP * (len(marks) + 1)
    height = first_lane + _TOP * max((lane for lane, _ in lanes), default=-1) + _TOP
    today = percent(span.at(tracking.today), 1)
    drawn: list[Child] = [
        el("rect", {"class": "qua", "y": _TOP, "width": today, "height": height - _TOP}),
        [_month(span, month, height, odd=at % 2 == 1) for at, month in enumerate(_labelled(span))],
        el("line", {"class": "hom-nay", "x1": today, "x2": today, "y1": _TOP, "y2": height}),
        [_mark(span, mark, _TOP * (at + 1)) for at, mark in enumerate(marks)],
        [_due(span, day, first_lane + _TOP * lane) for lane, day in lanes],
    ]
    said = [f"{name}: {short_date(day)}" for day, name, _ in marks]
    said += [f"{len(day.tasks)} nhiệm vụ đến hạn ngày {short_date(day.date)}" for day in days]
    return el(
        "svg",
        {"class": "truc", "width": "100%", "height": height, "role": "img", "aria-labelledby": "truc-t truc-d"},
        el("title", {"id": "truc-t"}, "Trục thời gian của các thời hạn"),
        el("desc", {"id": "truc-d"}, "; ".join(said) + "."),
        drawn,
    )


def _labelled(span: Span) -> list[dt.date]:
    """Return the months that are drawn: all, or one in three, or one a year when they are many."""
    months = span.months()
    step = 1 if len(months) <= 15 else 3 if len(months) <= 45 else 12
    return [month for month in months if (month.month - 1) % step == 0]


def _month(span: Span, month: dt.date, height: int, *, odd: bool) -> Html:
    at = percent(Fraction((month - span.first).days, (span.end - span.first).days), 1)
    year = len(span.months()) > 45
    name = str(month.year) if year else f"T{month.month}"
    if not year and month.month == 1 and month != span.first:
        name = f"T1/{month.year}"
    return el(
        "g",
        {"class": "thang le" if odd else "thang"},
        el("line", {"x1": at, "x2": at, "y1": 4, "y2": height}),
        el("text", {"x": at, "dx": 4, "y": 16}, name),
    )


def _mark(span: Span, mark: tuple[dt.date, str, str], top: int) -> Html:
    day, name, kind = mark
    at = span.at(day)
    right = at > Fraction(1, 2)  # the words stand on the side that has room
    label = {"x": percent(at, 1), "dx": -10 if right else 16, "y": top + 17, "text-anchor": "end" if right else "start"}
    place: Attributes = {"x": percent(at, 1), "y": top + 4, "width": 16, "height": 16}
    flag = el("use", {"href": "#i-co", "transform": "translate(-4 0)", **place})
    return el(
        "g",
        {"class": kind},
        flag if kind == "moc" else el("circle", {"cx": percent(at, 1), "cy": top + 12, "r": 5}),
        el("text", label, f"{name} {short_date(day)}"),
    )


def _lanes(span: Span, days: Sequence[Day]) -> list[tuple[int, Day]]:
    """Return each day with its lane: the first in which it stands clear of the day before it."""
    ends: list[Fraction] = []
    placed = []
    for day in days:
        at = span.at(day.date)
        lane = next((lane for lane, end in enumerate(ends) if at - end >= _APART), len(ends))
        ends[lane : lane + 1] = [at]
        placed.append((lane, day))
    return placed


def _due(span: Span, day: Day, top: int) -> Html:
    at = span.at(day.date)
    right = at > Fraction(9, 10)
    place: Attributes = {"x": percent(at, 1), "y": top + 5, "width": 16, "height": 16, "transform": "translate(-8 0)"}
    label = {"x": percent(at, 1), "dx": -11 if right else 11, "y": top + 18, "text-anchor": "end" if right else "start"}
    return el(
        "g",
        {"class": f"ngay {day.sign}"},
        el("use", {"href": f"#i-{day.sign}", **place}),
        el("text", label, len(day.tasks)),
    )


def _table(tracking: Tracking, context: BoiCanh, days: Sequence[Day], issued: str) -> Html:
    table = Table(
        "bang-thoi-han", f"Các thời hạn, tính đến ngày {short_date(tracking.today)}", ("Ngày", "Việc", "Còn lại")
    )
    left = (units_left(tracking), office_left(tracking, issued))
    places = anchors(tracking)
    rows: list[tuple[dt.date, str, Child, Child]] = [
        (day, "co", f"Hạn {lower_first(name)} báo cáo {context.ky.ten} ({text})", words)
        for (day, name, text), words in zip(_deadlines(tracking), left, strict=True)
    ]
    rows += [(day.date, day.sign, _codes(day, places), _left(day)) for day in days]
    rows.sort(key=lambda row: row[0])
    return table.render(
        body([table.row([[icon(sign), " ", short_date(day)], work, words]) for day, sign, work, words in rows])
    )


def _codes(day: Day, places: Mapping[str, str]) -> Child:
    links: list[Child] = []
    for task in day.tasks:
        links += [", " if links else None, el("a", {"href": f"#{places[task.task.code]}"}, task.task.code)]
    return [f"{len(day.tasks)} nhiệm vụ: ", links]


def _left(day: Day) -> Child:
    closed = len(day.tasks) - len(day.open)
    if not day.open:
        return "đã xong hoặc đã kết thúc"
    return [due_chip(day.open[0]), f" ({closed} nhiệm vụ đã xong hoặc đã kết thúc)" if closed else None]
