"""The present moment, where it is one that documents have: a machine's clock may stand anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from reportgen.errors import CannotRun
from reportgen.vn.dates import EARLIEST, LATEST


def present(read: Callable[[], dt.datetime], instead: str = "") -> dt.datetime:
    """Return the moment that ``read`` gives; ``instead``: what else may be done, said behind «run again».

    Raises CannotRun where it lies in a year that no document has: nothing could be reckoned from it.
    """
    year = None
    with suppress(OverflowError, ValueError, OSError):  # the first and last days of all have no UTC
        now = read()
        if EARLIEST <= (year := now.year) <= LATEST:
            return now
    stands = f" ở năm {year}" if year else ""
    raise CannotRun(f"Đồng hồ của máy đang chạy sai{stands}. Chỉnh lại ngày giờ của máy rồi chạy lại lệnh{instead}.")
