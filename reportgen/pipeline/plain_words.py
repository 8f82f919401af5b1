"""A finding about a unit's file in the words of its form, for somebody who has never seen a key of YAML.

Where it stands: the task or target by its code and first words, the field by what its form calls it. What is said of
contents names keys and states so, too; what is said of how a line is typed keeps what stands in that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from reportgen.checks import tep, yaml
from reportgen.finding import Finding
from reportgen.model.fields import Key, ListOf, MapOf, Record, Shape, keys_of
from reportgen.model.plan import Period, Plan
from reportgen.model.status import (
    STATE_LABELS,
    Estimate,
    ExtraWork,
    General,
    Judged,
    OccurrenceStatus,
    TargetStatus,
    TaskStatus,
    Through,
    UnitStatus,
)
from reportgen.vn.text import shorten
from reportgen.yamlmap.marks import Marks, Path
from reportgen.yamlmap.source import remedy

_FIRST_WORDS = 60
"""Characters of a task or target by which its officer knows it."""
_OF_TYPING = ("yaml/", "khoa/", "tep/", "gia-tri/")
"""Checks of how lines are typed: their words quote the line."""
_RECORDS = (TaskStatus, TargetStatus, UnitStatus, General, ExtraWork, OccurrenceStatus, Estimate, Through)
_ROWS = {"chi_tieu": "Chỉ tiêu", "nhiem_vu": "Nhiệm vụ"}
_ITEMS = {"phat_sinh": "Việc phát sinh", "xac_nhan": "Xác nhận cảnh báo"}
_QUOTED = re.compile(r"(«[^»]*»|\{[^}]*\}|\"[^\"]*\")")
_AGAIN = yaml.NOT_READ_ON.advice


# --- where it stands -------------------------------------------------------------------------------


def place_in_words(finding: Finding, marks: Marks, plan: Plan, period: Period) -> str:
    """Return where a finding stands: ``Nhiệm vụ I.1 (Rà soát …), Tiến độ, phần trăm``; empty for the whole file."""
    path, subject = _nearest(finding, marks), finding.subject
    meant = _meant(subject, path, marks)
    if meant is not None:
        return ", ".join(_steps(meant, plan, period))
    section, _, code = subject.rpartition(" ")
    if section in _ROWS or (not section and code in {*plan.tasks_by_code, *plan.targets}):
        return _row((section or ("nhiem_vu" if code in plan.tasks_by_code else "chi_tieu"), code), plan)
    row = _row(path, plan) if len(path) > 1 and finding.column > _INDENTED and path[0] in _ROWS else ""
    if subject in _NO_KEYS:
        return f"{row}, {subject}" if row and subject != _FILE else subject
    unknown = f"mục «{subject.removeprefix(f'{path[1]} ') if row else subject}»"
    return f"{row}, {unknown}" if row else unknown


_INDENTED = 3
"""Columns: what stands deeper is within a row."""
_FILE = "tệp"
_NO_KEYS = frozenset(
    fault.subject for module in (tep, yaml) for check in module.CHECKS for fault in check.faults if fault.subject
) | {"tên mục"}
"""What a finding is about that no key of the file names."""


def _nearest(finding: Finding, marks: Marks) -> Path:
    """Return the path of what stands at a finding, or last before it."""
    at = (finding.line, finding.column)
    places = [*marks.keys.items(), *marks.values.items()]
    before = [((place.line, place.column), len(path), path) for path, place in places if path]
    return max((each for each in before if each[0] <= at), default=(at, 0, ()), key=lambda each: each[:2])[2]


def _meant(subject: str, path: Path, marks: Marks) -> Path | None:
    """Return the path that a finding's subject names: one around ``path``, or of a key that is lacking there."""
    as_written = replace(marks, kept={})  # the paths of marks are those of the lines, not of what could be read
    last = subject.partition(",")[0].rpartition(" ")[2]
    for cut in range(len(path), -1, -1):
        for tried in (path[:cut], (*path[:cut], last)):
            if tried and as_written.subject(tried) == subject and _is_known(tried):
                return tried
    return None


def _is_known(path: Path) -> bool:
    return len(list(_walked(path))) == len(path)


def _walked(path: Path) -> Iterator[tuple[str | int, str]]:
    """Yield each step of a path with what it is called; stops where a record has no such key."""
    shape: Shape | None = Record(UnitStatus)
    for step in path:
        while isinstance(shape, ListOf) and not isinstance(step, int):
            shape = shape.item
        if isinstance(shape, Record) and not isinstance(step, int):
            known = {key.name: key for key in keys_of(shape.type)}
            if step not in known:
                return
            yield step, _called(known[step])
            shape = known[step].shape
        elif isinstance(shape, MapOf | ListOf):
            yield step, ""
            shape = shape.item
        else:
            return


def _called(key: Key) -> str:
    """Return what a form calls a key: what its line says before it explains."""
    return re.split(r"[;:]|, ví dụ", key.about)[0]


def _steps(path: Path, plan: Plan, period: Period) -> Iterator[str]:
    """Yield what each part of a path is called: the row, the field, the item in it."""
    rows = 2 if len(path) > 1 and path[0] in (*_ROWS, *_ITEMS) else 0
    if rows:
        yield _row(path, plan)
    for step, name in list(_walked(path))[rows:]:
        if name and step != "ky":
            yield name
        elif isinstance(step, int):
            yield f"mục {step + 1}"
        elif step != "ky":
            yield f"kỳ {_time(str(path[1]), step, plan, period)}"
    if path[-1] == "ky":
        yield "từng kỳ của việc"


def _row(path: Path, plan: Plan) -> str:
    section, code = str(path[0]), str(path[1])
    if section in _ITEMS:
        return f"{_ITEMS[section]} thứ {int(code) + 1}"
    task, target = plan.tasks_by_code.get(code), plan.targets.get(code)
    own = {"nhiem_vu": task.text if task else "", "chi_tieu": target.name if target else ""}
    text = own[section]
    called = code if re.search(r"\d", code) else f"«{code}»"
    return f"{_ROWS[section]} {called}" + (f" ({shorten(text, _FIRST_WORDS)})" if text else "")


def _time(code: str, time: str, plan: Plan, period: Period) -> str:
    """Return what a time of a task is called: ``quý II``; its code where the plan has no such."""
    task = plan.tasks_by_code.get(code)
    deadline = task.deadline_on(period.cutoff) if task else None
    return next((each.name for each in deadline.occurrences if each.code == time), time) if deadline else time


# --- what is said of it ----------------------------------------------------------------------------


def said_in_words(finding: Finding, office: str) -> tuple[str, str]:
    """Return what was found and what to do, as a unit is told: by what its form calls things, without commands."""
    advice = finding.advice or (f"cần: {finding.required}" if finding.required else "")
    advice = advice.replace(remedy(finding.file), f"đề nghị {office} gửi lại biểu")
    advice = advice.replace(_AGAIN, "sửa các chỗ đã nêu rồi gửi lại, phần sau được xem tiếp")
    if finding.code.startswith(_OF_TYPING) and not _is_choice(advice):
        return finding.found, advice
    names = _names(finding.code)
    return _translated(finding.found, names), _translated(advice, names)


def _is_choice(advice: str) -> bool:
    """Tell whether an advice is to choose one of a form's list: those are in no line yet."""
    return advice.startswith(("cần: một trong: ", "có phải là ")) and any(word in advice for word in _CHOICES)


_CHOICES: Mapping[str, str] = {
    **{state.value: label for state, label in STATE_LABELS.items()},
    **{judged.value: judged.label.capitalize() for judged in Judged},
}


@cache
def _names(code: str) -> Mapping[str, str]:
    """Return what keys and choices are called in the words of a check; a name that may be a plain word is none."""
    first = (TargetStatus,) if code.startswith("chi-tieu/") else ()
    keys = [key for record in (*first, *_RECORDS) for key in keys_of(record) if "_" in key.name or key.name == "uoc"]
    return {**{key.name: _called(key) for key in reversed(keys)}, **_CHOICES}


def _translated(text: str, names: Mapping[str, str]) -> str:
    """Return a text with names of keys and choices in words; what is quoted stays as it was typed."""
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    name = re.compile(rf"(?<![\w./-])({known})(?![\w/-])")
    parts = _QUOTED.split(text)
    parts[::2] = (name.sub(lambda found: f"«{names[found[1]]}»", part) for part in parts[::2])
    return "".join(parts)
