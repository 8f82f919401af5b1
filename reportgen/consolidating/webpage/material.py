"""What a place stands on, for a reader: by task and target, what each unit wrote, and what of it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.model.snapshot import Snapshot, TaskClass
from reportgen.pins.changes import Change, pieces
from reportgen.pins.facts import Fact, Source
from reportgen.pins.standing import PlaceStanding
from reportgen.record import record

_WELL = (TaskClass.DONE_ON_TIME, TaskClass.RECURRING)
_ILL = (TaskClass.DONE_LATE, TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE, TaskClass.NOT_REPORTED)


@record
class Coded:
    """A task or a target: its words, how it stands in words, and the tone of that."""

    title: str
    state: str
    tone: str


Known = Mapping[str, Coded]


def known(snapshot: Snapshot, verdicts: Mapping[str, str]) -> Known:
    """Return the tasks and targets of a period by their codes; ``verdicts``: how the report tells those of targets."""
    tones = {True: "tot", False: "xau", None: "luu-y"}
    found = {
        target.code: Coded(target.name, verdicts[target.code], "" if target.is_statistic else tones[target.met])
        for target in snapshot.targets
    }
    for task in snapshot.tasks():
        tone = "tot" if task.task_class in _WELL else "xau" if task.task_class in _ILL else ""
        found[task.code] = Coded(task.text, task.task_class.label, tone)
    return found


def items(place: PlaceStanding, codes: Known) -> list[dict[str, Any]]:
    """Return what a place stands on; the rows of one task or target stand together."""
    changed = _changed(place)
    found: list[dict[str, Any]] = []
    for source in place.sources:
        code, unit = _named(source, codes)
        if not found or found[-1]["code"] != code or not code:
            found.append(_item(code, codes))
        item = found[-1]
        if any(fact.unit for fact in source.facts):
            item["rows"].append({"who": unit, **_row(source), **changed.get(source.line, {})})
        else:
            said = "; ".join(_said(source))
            item.update({"said": said, "what": "" if code else unit, **changed.get(source.line, {})})
    return found


def _named(source: Source, codes: Known) -> tuple[str, str]:
    """Return the code of a source and whose it is; no code where it is of none."""
    code, _, unit = source.name.partition(", ")
    if code.rpartition("/")[2] in codes:
        return code, unit
    return "", source.name


def _item(code: str, codes: Known) -> dict[str, Any]:
    period, _, bare = code.rpartition("/")
    coded = codes.get(bare)
    state = [coded.state, coded.tone] if coded and not period else None
    return {"code": code, "title": coded.title if coded else "", "state": state, "said": "", "what": "", "rows": []}


def _said(source: Source) -> Iterator[str]:
    """Yield what is computed; a task's class stands beside its code."""
    for fact in source.facts:
        if fact.words and fact.key != "phan_loai":
            yield str(fact.words)


def _row(source: Source) -> dict[str, Any]:
    return {"facts": [[fact.key, _words(fact)] for fact in source.facts if fact.words]}


def _words(fact: Fact) -> str | list[str]:
    return fact.value.split("\n") if fact.key == "van_ban" and fact.unit else str(fact.words)


# --- what has changed since stale words were written ------------------------------------------------


def _changed(place: PlaceStanding) -> dict[str, dict[str, Any]]:
    """Return by its line of today what is new and what was otherwise, word by word."""
    return {change.now: _difference(change) for change in place.changes if change.now}


def _difference(change: Change) -> dict[str, Any]:
    if not change.was:
        return {"new": True}
    was, now = (line.partition(": ")[2] for line in (change.was, change.now))
    return {"pieces": [[sign, words] for sign, words in pieces(was, now)]}


def gone(place: PlaceStanding) -> list[list[str]]:
    """Return what the words were written on and what is not there any more: its name, what it said."""
    return [list(change.was.partition(": ")[::2]) for change in place.changes if not change.now]
