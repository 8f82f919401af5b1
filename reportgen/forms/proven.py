"""Answers put into a unit's YAML, and the proof: it says them now, and everything else that it said before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.finding import Finding
from reportgen.forms.filling import CannotPlace, put_in
from reportgen.forms.wordform.texts import proper, same, shown_texts
from reportgen.model.plain import Path, Surroundings
from reportgen.patching.lines import comments_kept
from reportgen.yamlmap.mend import Read


@dataclass
class Filled:
    """A unit's YAML with answers in it; ``refused``: those that are not, each with a finding or the reason."""

    text: str
    refused: dict[Path, Finding | str] = field(default_factory=dict)


_NOT_KEPT = "không ghép được mà vẫn giữ nguyên nội dung đã có trong tệp YAML"


def filled(text: str, answers: Mapping[Path, str], read: Callable[[str], Read], around: Surroundings) -> Filled:
    """Return ``text`` with the typed ``answers`` that can be read, each written as ``forms`` would have it."""
    before = read(text)
    said = {path: proper(path, shown, around)[1] for path, shown in shown_texts(before.partial).items()}
    wanted = {path: proper(path, typed, around) for path, typed in answers.items()}
    done = Filled(text)
    while wanted:
        try:
            changed = put_in(text, dict(wanted.values()), said, lambda now: read(now).marks)
        except CannotPlace as error:
            _refuse(done, wanted, _below(error.path, wanted) or list(wanted), str(error))
            continue
        after = read(changed)
        now = _numbers({**said, **dict(wanted.values())})
        unread = {
            path: now(place) for path, (place, meant) in wanted.items() if not _says(after, now(place), meant, around)
        }
        for path, place in unread.items():
            _refuse(done, wanted, [path], _told(after, place))
        if not unread:
            if _kept(before, after, wanted.values()) and comments_kept(text, changed):
                done.text = changed
            else:
                _refuse(done, wanted, list(wanted), _NOT_KEPT)
            break
    return done


def _numbers(whole: Mapping[Path, str]) -> Callable[[Path], Path]:
    """Return what gives each field its path in the file: there, work outside the plan has no empty items between."""
    filled_in = sorted({int(path[1]) for path, text in whole.items() if path[0] == "phat_sinh" and text})
    at = {number: index for index, number in enumerate(filled_in)}

    def now(path: Path) -> Path:
        if path[0] != "phat_sinh":
            return path
        return (path[0], at.get(int(path[1]), len(at)), *path[2:])

    return now


def _refuse(done: Filled, wanted: dict[Path, Any], paths: Iterable[Path], why: Finding | str) -> None:
    for path in paths:
        done.refused[path] = why
        del wanted[path]


def _below(path: Path, wanted: Mapping[Path, tuple[Path, str]]) -> list[Path]:
    return [typed for typed, (place, _) in wanted.items() if path and place[: len(path)] == path]


def _says(read: Read, path: Path, meant: str, around: Surroundings) -> bool:
    """Tell whether a file, read again, says at ``path`` what was to be written there."""
    place = _in_record(read, path)
    if place is None or read.marks.spoilt(*place):
        return False
    return same(path, shown_texts(read.partial).get(place, ""), meant, around)


def _in_record(read: Read, path: Path) -> Path | None:
    """Return the path in the record of what stands at ``path`` in the file; None for an item that was not read."""
    if path[0] != "phat_sinh":
        return path
    kept = read.marks.kept_at(path[:1]) or range(len(read.partial.extra))
    return (path[0], list(kept).index(int(path[1])), *path[2:]) if path[1] in kept else None


def _told(read: Read, path: Path) -> Finding | str:
    """Return what is said of the value at ``path`` in the file that could not be read."""
    keys = read.marks.keys
    first = next((keys[path[:cut]].line for cut in range(len(path), 0, -1) if path[:cut] in keys), 0)
    last = max(read.marks.ends.get(path, first), first)
    found = sorted(finding for finding in read.findings if first <= finding.line <= last)
    return found[0] if found else "không đọc được"


def _kept(before: Read, after: Read, changed: Iterable[tuple[Path, str]]) -> bool:
    """Tell whether two readings of a file say the same but for what was ``changed``."""
    paths = {path for path, _ in changed}
    works = any(path[0] == "phat_sinh" for path in paths)

    def rest(read: Read) -> list[tuple[Path, str]]:
        return [
            (path, text)
            for path, text in shown_texts(read.partial).items()
            if path not in paths and not (works and path[0] == "phat_sinh")
        ]

    aside = [
        (one.partial.unit, one.partial.plan, one.partial.period, one.partial.acknowledged) for one in (before, after)
    ]
    return sorted(rest(before), key=str) == sorted(rest(after), key=str) and aside[0] == aside[1]
