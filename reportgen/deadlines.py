"""Deadlines as a calendar file (.ics, RFC 5545) that Outlook and phones take in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportgen.vn.signs import visible

if TYPE_CHECKING:
    from icalendar import Component, Event

PRODID = "-//reportgen//Han bao cao va nhiem vu//VI"
ALARM_DAYS = (7, 3, 1)
"""Days before a deadline on which a phone or Outlook reminds."""
_HOUR = 8
"""O'clock of a reminder: whole-day events begin at midnight, when nobody wants to be reminded."""
_FIRST = dt.date(2000, 1, 1)
_MOST_CHANGES = 1_000_000
"""Programs keep such a number in 32 bits; what a file has beyond this nobody counted."""
_SPACE = uuid.UUID("6e0b1f3a-5c55-5d0e-9a57-3d1f6a4f2b10")
"""The name space of the events' identities; another one would double every event already taken in."""


@dataclass(frozen=True)
class Due:
    """One deadline: ``day`` is the last good day.

    ``identity`` says whose and which deadline it is, whatever its day and words are by now: an event with the
    same identity replaces the one taken in before.
    """

    identity: tuple[str, ...]
    day: dt.date
    title: str
    text: str = ""


class _Before(NamedTuple):
    """An event as it was written the last time: its number (``SEQUENCE``), day and words."""

    number: int
    said: tuple[str, ...]


def ics(name: str, dues: Iterable[Due], today: dt.date, before: bytes = b"") -> bytes:
    """Return the calendar ``name`` with a whole-day event for each of ``dues``, in the order of their days.

    Events take no time (TRANSP:TRANSPARENT) and remind :data:`ALARM_DAYS` before. The same deadlines on the same
    ``today`` give the same bytes. ``before``: the calendar that this one replaces; an event that says something else
    than in it has a greater number than there, on the same day as well.
    """
    from icalendar import Calendar, vText  # 130 ms, with the time zones of the whole world: only for who exports

    calendar = Calendar()
    for key, value in (
        ("prodid", PRODID),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", vText(visible(name))),  # as a plain text it would not be escaped
    ):
        calendar.add(key, value)
    known = _events_of(before)
    for due in sorted(dues, key=lambda due: (due.day, due.identity)):
        event = _event(due, today)
        if (was := known.get(str(event["uid"]))) is not None:
            event["sequence"] = max(int(str(event["sequence"])), was.number + (_said(event) != was.said))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events_of(content: bytes) -> dict[str, _Before]:
    """Return the events of a calendar by identity; none of what somebody wrote into and cannot be read."""
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(content).walk("VEVENT") if content else []
        found = {str(event["uid"]): _Before(int(str(event["sequence"])), _said(event)) for event in events}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {identity: event for identity, event in found.items() if 0 <= event.number < _MOST_CHANGES}


def _said(event: Component) -> tuple[str, ...]:
    return (str(event.decoded("dtstart")), str(event["summary"]), str(event.get("description", "")))


def _event(due: Due, today: dt.date) -> Event:
    from icalendar import Alarm, Event

    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    event = Event()
    title = visible(due.title)
    event.add("uid", str(uuid.uuid5(_SPACE, "\n".join(due.identity))))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max((today - _FIRST).days, 0))  # programs keep the old event unless this has grown
    event.add("dtstart", due.day)
    event.add("dtend", due.day + dt.timedelta(days=1))  # the first day after
    event.add("summary", title)
    if due.text:
        event.add("description", visible(due.text))
    event.add("transp", "TRANSPARENT")
    for days in ALARM_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", dt.timedelta(days=-days, hours=_HOUR))
        alarm.add("description", f"Còn {days} ngày: {title}")
        event.add_component(alarm)
    return event


def is_ours(content: bytes) -> bool:
    """Tell whether ``content`` is a calendar that this program wrote, which a new one may replace."""
    return content.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODID}".encode() in content[:500]
