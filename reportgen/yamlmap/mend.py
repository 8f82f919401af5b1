"""Writing properly what a file says in one meaning: edits of its text, and the proof that they change nothing else."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any, Protocol

from reportgen.checks import gia_tri
from reportgen.finding import Edit, Finding
from reportgen.model.fields import keys_of
from reportgen.yamlmap.marks import Marks, Path

_MOST_PASSES = 12
"""A line mended may show the next slip; so many times a file is read again."""


_STRUCTURE = ("yaml/", "khoa/", gia_tri.KIEU.code)
"""Codes, or their prefixes, of faults of how a file is written."""


class Read(Protocol):
    """A file as read: what ``load.Loaded`` and ``bind.Bound`` have in common."""

    @property
    def partial(self) -> Any:
        """The record, with gaps where something required is missing."""

    @property
    def marks(self) -> Marks:
        """The places of its keys and values, and the edits."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Its faults."""


def mended(text: str, read: Callable[[str], Read]) -> str:
    """Return ``text`` with every edit that holds: read again it has fewer faults and no value has changed.

    ``text`` has ``\\n`` line ends; ``read`` reads it as its file is read.
    """
    tried: set[str] = set()
    for _ in range(_MOST_PASSES):
        before = read(text)
        better = _better(text, before, read, tried)
        if better is None:
            return text
        text = better
    return text


def _better(text: str, before: Read, read: Callable[[str], Read], tried: set[str]) -> str | None:
    """Return ``text`` with all edits of one reading, or the first of them that holds; None where none does."""
    edits = list(dict.fromkeys(before.marks.edits))
    for some in ([edits] if len(edits) > 1 else []) + [[edit] for edit in edits]:
        changed = applied(text, some)
        if changed == text or changed in tried:
            continue
        tried.add(changed)
        if _holds(before, read(changed)):
            return changed
    return None


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with what stands at the places of ``edits`` replaced; of two that overlap the first is taken."""
    lines = text.split("\n")
    taken: dict[int, list[range]] = {}
    for edit in sorted(edits, key=lambda edit: (edit.place.line, -edit.place.column)):
        place = edit.place
        at, begin = place.line - 1, place.column - 1
        span = range(begin, begin + place.length)
        if any(begin < other.stop and other.start < span.stop for other in taken.get(at, ())):
            continue
        taken.setdefault(at, []).append(span)
        lines[at] = lines[at][:begin] + edit.text + lines[at][span.stop :]
    return "\n".join(lines)


def _holds(before: Read, after: Read) -> bool:
    """Tell whether mending made the file better and nothing worse.

    A slip of syntax hides what stands in its place: once it is mended, faults of values may show.
    """
    faults, left = _kinds(before.findings), _kinds(after.findings)
    slips, still = _structural(faults), _structural(left)
    if any(still[kind] > slips[kind] for kind in still):
        return False
    if still.total() == slips.total():
        if any(left[kind] > faults[kind] for kind in left):
            return False
        if left.total() >= faults.total() and len(after.marks.understood) >= len(before.marks.understood):
            return False
    return kept(before.partial, after.partial, before.marks.unread)


def _structural(faults: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return the faults that concern how a file is written, not what its values are."""
    return Counter({kind: count for kind, count in faults.items() if kind[0].startswith(_STRUCTURE)})


def _kinds(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.subject) for finding in findings)


def kept(old: Any, new: Any, unread: Set[Path] = frozenset(), path: Path = ()) -> bool:
    """Tell whether everything that ``old`` says is in ``new`` as it was; where it says nothing, ``new`` may.

    ``unread``: the paths of what ``old`` says by half, because it was not understood.
    """
    if old is None or old == new or old in ((), {}) or path in unread:
        return True
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return all(key in new and kept(value, new[key], unread, (*path, key)) for key, value in old.items())
    if isinstance(old, tuple) and isinstance(new, tuple):
        items = enumerate(zip(old, new, strict=False))
        return len(old) <= len(new) and all(kept(*pair, unread, (*path, at)) for at, pair in items)
    if dataclasses.is_dataclass(old) and type(old) is type(new):
        return all(
            kept(getattr(old, key.attribute), getattr(new, key.attribute), unread, (*path, key.name))
            for key in keys_of(type(old))
        )
    return False
