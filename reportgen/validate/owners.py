"""Who a plan gives its tasks to: units of the agency by any of their names, or others outside it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reportgen.checks import ke_hoach as said
from reportgen.model.agency import Agency
from reportgen.model.owing import outsiders, owing_units, target_owners
from reportgen.model.plan import Plan, Task
from reportgen.patterns import regex
from reportgen.validate.report import Report
from reportgen.validate.walking import grouped, placed
from reportgen.vn.text import did_you_mean, fold, nearly, shorten
from reportgen.yamlmap.marks import Marks, Path

_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""An id of a unit, as no body outside is called."""
_MOST_NAMED = 8
"""Outside leads that the one line about them names."""


def check_leads(agency: Agency, plan: Plan, task: Task, at: Path, report: Report) -> None:
    """Find a task of nobody, ids that are no unit's, and leads whose name is nearly that of a unit."""
    if not task.all_leads and not report.marks.spoilt(*at, "chu_tri"):
        report.at_value((*at, "ma"), said.TASK_OF_NOBODY, code=task.code, advice=_whose(plan, task))
    for path, name in _named(task, at, report.marks):
        check_owner(agency, name, path, report)


def _whose(plan: Plan, task: Task) -> str:
    """Return what to type for a task of nobody; where tasks of their own go on its code, they are its parts."""
    parts = [code for code in plan.tasks_by_code if re.fullmatch(re.escape(task.code) + r"[.\-]?[a-zđ]", code)]
    if not parts:
        return "thêm dòng chu_tri: …"
    letters = ", ".join(f"{{so: {code[-1]}, noi_dung: …, chu_tri: …}}" for code in parts[:2])
    return f"đưa {', '.join(parts)} vào {task.code}, thay bằng: muc_nho: [{letters}{', …' if len(parts) > 2 else ''}]"


def _named(task: Task, at: Path, marks: Marks) -> Iterator[tuple[Path, str]]:
    """Yield every name that should mean a unit, or somebody outside, with its place."""
    for index, name in enumerate(task.leads):
        yield (*at, "chu_tri", index), name
    for number, move in enumerate(task.moves):
        for index, name in enumerate(move.leads):
            yield (*at, "chuyen", number, "chu_tri", index), name
    for index, name in enumerate(task.followers if (*at, "theo_doi") in marks.keys else ()):
        yield (*at, "theo_doi", index), name
    for number, part in enumerate(task.subtasks):
        for index, name in enumerate(part.leads):
            yield (*at, "muc_nho", number, "chu_tri", index), name


def check_owner(agency: Agency, name: str, path: Path, report: Report) -> None:
    """Find an id that is no unit's, and a name that is nearly that of a unit."""
    for outsider in () if report.full else agency.outsiders_in(name):
        if _ID.fullmatch(outsider):
            advice = did_you_mean(outsider, agency.known_names(), "thêm đơn vị hoặc ten_khac vào co-quan.yaml")
            report.at_value(path, said.UNKNOWN_OWNER, name=outsider, advice=advice)
        elif meant := _like(outsider, tuple(agency.known_names())):
            report.at_value(path, said.LIKE_AN_OWNER, item=outsider, name=outsider, meant=agency.shown_name(meant))


def check_outside(agency: Agency, plan: Plan, report: Report) -> None:
    """Say once who leads tasks or works for targets and is no unit of the agency, and who reports for them."""
    names: dict[str, str] = {}
    reporters: dict[str, None] = {}
    first: Path = ()
    for at, listed, owing in _given(agency, plan):
        outside = [name for name in outsiders(agency, listed) if _is_outside(agency, name)]
        if not outside:
            continue
        first = first or _where(agency, report.marks, at, listed, outside[0])
        names.update((fold(name), name) for name in outside if fold(name) not in names)
        reporters.update(dict.fromkeys(agency.shown_name(unit_id) for unit_id in owing))
    if names:
        report.at_value(
            first,
            said.OUTSIDE_LEADS,
            item="chu_tri",
            count=len(names),
            names=_some(list(names.values())),
            reporters=_some(list(reporters)),
        )


def _where(agency: Agency, marks: Marks, at: Path, listed: tuple[str, ...], outsider: str) -> Path:
    """Return where ``outsider`` stands in the list at ``at``; the list itself where it is one text."""
    index = next(index for index, name in enumerate(listed) if outsider in agency.outsiders_in(name))
    return (*at, index) if (*at, index) in marks.values else at


def _given(agency: Agency, plan: Plan) -> Iterator[tuple[Path, tuple[str, ...], tuple[str, ...]]]:
    """Yield who is given something, where they stand in the file, and who reports for those outside."""
    for code, target in plan.targets.items():
        yield ("chi_tieu", code, "thuc_hien"), target.doers, target_owners(agency, target)
    for at, task in _led(plan):
        yield at, task.all_leads, owing_units(agency, task)


def check_followers(agency: Agency, plan: Plan, report: Report) -> None:
    """Say once who follows up and is no unit of the agency."""
    names: dict[str, str] = {}
    first: Path = ()
    for path, name in _followers(plan, report.marks):
        for outsider in agency.outsiders_in(name):
            if _is_outside(agency, outsider):
                first = first or path
                names.setdefault(fold(outsider), outsider)
    if names:
        told = _some(list(names.values()))
        report.at_value(first, said.OUTSIDE_FOLLOWERS, item="theo_doi", count=len(names), names=told)


def _followers(plan: Plan, marks: Marks) -> Iterator[tuple[Path, str]]:
    """Yield who follows up targets, groups and tasks, as far as it stands in the file."""
    for code, target in plan.targets.items():
        if target.monitor:
            yield ("chi_tieu", code, "theo_doi"), target.monitor
    for path, group in grouped(plan):
        if group.monitor:
            yield (*path, "theo_doi"), group.monitor
    for at, task in _led(plan):
        if "chuyen" not in at and (*at[:-1], "theo_doi") in marks.keys:
            for index, name in enumerate(task.followers):
                yield (*at[:-1], "theo_doi", index), name


def _is_outside(agency: Agency, name: str) -> bool:
    """Tell whether a name that is no unit's is not told as a slip for one."""
    return not _ID.fullmatch(name) and _like(name, tuple(agency.known_names())) is None


@functools.lru_cache(maxsize=1024)
def _like(name: str, known: tuple[str, ...]) -> str | None:
    """Return the known name that ``name`` is a slip for; remembered, since plans name the same few over and over."""
    return nearly(name, known)


def _led(plan: Plan) -> Iterator[tuple[Path, Task]]:
    """Yield every task, as planned and after each of its moves, with where its leads stand in the file."""
    for at, task in placed(plan):
        yield (*at, "chu_tri"), task
        for number, move in enumerate(task.moves):
            yield (*at, "chuyen", number, "chu_tri"), task.on(move.since)


def _some(names: list[str]) -> str:
    """Return the first names, and how many there are beside."""
    told = "; ".join(shorten(name, 80) for name in names[:_MOST_NAMED])
    return f"{told}; và {len(names) - _MOST_NAMED} nơi khác" if len(names) > _MOST_NAMED else told
