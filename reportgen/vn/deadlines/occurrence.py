"""One time that recurring work is due."""

from __future__ import annotations

import datetime as dt

from reportgen.record import record


@record
class Occurrence:
    """One time (*kỳ*) that recurring work is due: the code that status files use, its name, its last good day."""

    code: str
    name: str
    last_day: dt.date
