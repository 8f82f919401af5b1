"""The moment at which the clock stands in every test, so that none says something else on another day.

Run as a program, ``python -m tests.clock ARGUMENTS``, it is the command line at that moment.
"""

from __future__ import annotations

import datetime as dt

import pytest

from reportgen import clock
from reportgen.cli import main

ZONE = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Let the clock stand at ``moment``."""
    monkeypatch.setattr(clock, "now", lambda: moment)


if __name__ == "__main__":
    set_clock(pytest.MonkeyPatch(), NOW)
    main()
