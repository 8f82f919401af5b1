"""What has changed under words that became stale: each line that was read then beside what it says now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.record import record


@record
class Change:
    """One source: its line as it was read, and as it is now; either is empty where there is none."""

    was: str
    now: str

    def words(self) -> str:
        """Return the change as one line; of long texts what differs, with the words around it."""
        name, _, was = self.was.partition(": ")
        now_name, _, now = self.now.partition(": ")
        if not self.was:
            return f"{now_name}: mới có: {now}"
        if not self.now:
            return f"{name}: không còn: {was}"
        was, now = differing(was, now)
        return f"{name}: trước: {was}; nay: {now}"


_AROUND = 6
"""Words kept on each side of what differs."""


def differing(was: str, now: str) -> tuple[str, str]:
    """Return two texts without most of what is alike at their beginnings and ends, ``…`` in its place."""
    old, new = was.split(" "), now.split(" ")
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    return _cut(old, before, after), _cut(new, before, after)


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words at the beginning are the same."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count


def _cut(words: Sequence[str], before: int, after: int) -> str:
    begin, end = max(0, before - _AROUND), len(words) - max(0, after - _AROUND)
    return f"{'… ' if begin else ''}{' '.join(words[begin:end])}{' …' if end < len(words) else ''}"


def pieces(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Yield two texts as one, word by word: ``=`` what both have, ``-`` what is gone, ``+`` what is new."""
    old, new = was.split(" "), now.split(" ")
    import difflib  # most words are not stale

    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield "=", " ".join(old[a:b])
            continue
        if a < b:
            yield "-", " ".join(old[a:b])
        if c < d:
            yield "+", " ".join(new[c:d])


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
