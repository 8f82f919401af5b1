"""Words and small pieces that several parts of the page share: days, counts, chips."""

from __future__ import annotations

from fractions import Fraction

from reportgen.markup.html import Child, Html, el, icon
from reportgen.track import SOON, Sending, TaskTrack, Tracking, UnitTrack
from reportgen.vn.dates import day_words


def unsent(tracking: Tracking) -> tuple[UnitTrack, ...]:
    """Return the units whose report is not there: not sent, or sent with errors."""
    return tuple(unit for unit in tracking.units if unit.sending in (Sending.NOT_SENT, Sending.FAULTY))


def units_left(tracking: Tracking) -> str:
    """Return the days left to the units' deadline; once it is past and all have sent, nothing is overdue."""
    if tracking.unit_days < 0 and not unsent(tracking):
        return f"đã qua {-tracking.unit_days} ngày"
    return day_words(tracking.unit_days)


def office_left(tracking: Tracking, issued: str) -> str:
    """Return the days left to the office's deadline, or that the report has been issued."""
    return "đã ban hành" if issued else day_words(tracking.office_days)


def chip(sign: str, tone: str, *words: Child) -> Html:
    """Return a sign with its words; ``tone`` is ``tot``, ``luu-y``, ``xau`` or ``thuong``."""
    return el("span", {"class": f"nhan {tone}"}, icon(sign), el("span", None, *words))


def note(text: str) -> Child:
    """Return a line of smaller text below what was said before it."""
    return [" ", el("span", {"class": "ghi-chu"}, text)]


def due(task: TaskTrack) -> str:
    """Return what a filter calls the task's deadline: ``qua-han``, ``sap-den``, or nothing."""
    if task.overdue:
        return "qua-han"
    return "sap-den" if task.due_soon else ""


def due_chip(task: TaskTrack) -> Html | None:
    """Return the days left of an open task with a dated deadline; a sign for those overdue or due soon."""
    if not task.open or task.days is None:
        return None
    words = day_words(task.days)
    if task.overdue:
        return chip("qua-han", "xau", words)
    return chip("sap-den", "luu-y", words) if task.due_soon else el("span", {"class": "phu"}, words)


DUE = {"qua-han": "quá hạn", "sap-den": f"đến hạn trong {SOON} ngày tới"}
"""The values of the filter by deadline, in words."""


def percent(part: Fraction | int, whole: Fraction | int) -> str:
    """Return a place in a drawing as CSS percent with two decimals; for drawing only, never for reading."""
    hundredths = round(Fraction(part) * 10000 / Fraction(whole)) if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
