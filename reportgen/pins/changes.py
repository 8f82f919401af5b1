"""What has changed under words that became stale: each line that was read then beside what it says now."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.record import record


@record
class Change:
    """One source: its line as it was read, and as it is now; either is empty where there is none."""

    was: str
    now: str

    def words(self) -> str:
        """Return the change as one line."""
        name, _, was = self.was.partition(": ")
        now_name, _, now = self.now.partition(": ")
        if not self.was:
            return f"{now_name}: mới có: {now}"
        if not self.now:
            return f"{name}: không còn: {was}"
        return f"{name}: trước: {was}; nay: {now}"


def changes(was: Sequence[str], now: Sequence[str]) -> tuple[Change, ...]:
    """Return the lines that differ, in the order of ``now``; those of one source are one change."""
    old = [line for line in was if line not in now]
    new = [line for line in now if line not in was]
    left = list(old)
    found: list[Change] = []
    for line in new:
        before = next((other for other in left if _name(other) == _name(line)), "")
        if before:
            left.remove(before)
        found.append(Change(before, line))
    return (*found, *(Change(line, "") for line in left))


def _name(line: str) -> str:
    return line.partition(": ")[0]
