"""Checks of what changes while plans run: units that come and go, signers, tasks that are moved to others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from reportgen.checks import co_quan, ke_hoach, ky_bao_cao
from reportgen.model.agency import Agency, Unit
from reportgen.model.lifetime import Lasting, ends_before_start
from reportgen.model.plan import Period, Plan, Task
from reportgen.validate.report import Report
from reportgen.validate.walking import placed
from reportgen.vn.dates import short_date
from reportgen.vn.text import did_you_mean
from reportgen.yamlmap.marks import Path

_DAY = dt.timedelta(days=1)


def check_lifetimes(agency: Agency, report: Report) -> None:
    """Check the days of units, groups and signers, and where the work of units goes that are no more."""
    if not agency.bears_days and not any(unit.merged_into for unit in agency.units.values()):
        return
    for path, item in _lasting(agency):
        if ends_before_start(item) and item.until and item.since:
            days = {"until": short_date(item.until), "since": short_date(item.since)}
            report.at_value((*path, "den_ngay"), co_quan.ENDS_BEFORE_START, **days)
    for unit_id, unit in agency.units.items():
        if unit.merged_into:
            _heir(agency, unit_id, unit, report)
    hub = agency.units.get(agency.hub)
    if hub and hub.until and not hub.merged_into:
        report.at_value(("dau_moi",), co_quan.HUB_GONE, hub=agency.hub, until=short_date(hub.until))


def _lasting(agency: Agency) -> Iterator[tuple[Path, Lasting]]:
    for unit_id, unit in agency.units.items():
        yield ("don_vi", unit_id), unit
    for group_id, group in agency.groups.items():
        yield ("nhom_don_vi", group_id), group
    for signer_id, signer in agency.signers.items():
        yield ("nguoi_ky", signer_id), signer


def _heir(agency: Agency, unit_id: str, unit: Unit, report: Report) -> None:
    """Check that following ``nhap_vao`` from a unit leads to one that is there the day after it ended."""
    at: Path = ("don_vi", unit_id, "nhap_vao")
    heir = agency.heir(unit_id)
    if heir is None:
        advice = did_you_mean(unit.merged_into or "", [name for name in agency.units if name != unit_id])
        units = ", ".join(agency.units)
        report.at_value(at, co_quan.UNKNOWN_HEIR, written=unit.merged_into, units=units, advice=advice)
    elif unit.until is None:
        if not report.marks.spoilt("don_vi", unit_id, "den_ngay"):
            report.at_value(at, co_quan.HEIR_UNDATED, unit=unit_id)
    elif circle := _circle(agency, unit_id):
        report.at_value(at, co_quan.HEIRS_IN_CIRCLES, circle=" → ".join(circle))
    elif not agency.successors(unit_id, unit.until + _DAY):
        report.at_value(at, co_quan.HEIR_NOT_THERE, heir=heir, day=short_date(unit.until + _DAY))


def _circle(agency: Agency, unit_id: str) -> list[str]:
    """Return the units from ``unit_id`` back to itself; nothing where its work does not come back."""
    way = [unit_id]
    while (heir := agency.heir(way[-1])) is not None:
        if heir == unit_id:
            return [*way, heir]
        if heir in way:
            return []  # a circle that it only leads into: told at those that are in it
        way.append(heir)
    return []


def check_plan_through_time(agency: Agency, plan: Plan, report: Report) -> None:
    """Check who does each task and target in each period, and who signs."""
    for path, task in placed(plan):
        _moves(task, path, report)
    if not agency.bears_days:
        return
    told: set[Path] = set()
    for period_id, period in sorted(plan.periods.items(), key=lambda item: item[1].cutoff):
        _signer(agency, period_id, period, report)
        for code, names in _owed(plan, period.cutoff):
            untold = [(path, name) for path, name in names if path not in told]
            told.update(_doers(agency, untold, code, period_id, period, report))


def _owed(plan: Plan, day: dt.date) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    """Yield the code of each task and target with those who do it on ``day``, each with where it is written."""
    for path, task in placed(plan):
        if not task.ended_by(day):
            yield task.code, _named(task, path, day)
    for code, target in plan.targets.items():
        yield code, [(("chi_tieu", code, "thuc_hien", index), name) for index, name in enumerate(target.doers)]


def _moves(task: Task, at: Path, report: Report) -> None:
    before: dt.date | None = None
    for index, move in enumerate(task.moves):
        if before is not None and move.since <= before:
            path = (*at, "chuyen", index, "tu_ngay")
            report.at_value(path, ke_hoach.MOVES_UNORDERED, day=short_date(move.since), before=short_date(before))
        before = move.since


def _named(task: Task, at: Path, day: dt.date) -> list[tuple[Path, str]]:
    """Return the leads of ``day``, and those of parts a), b), with where they are written."""
    then = task.on(day)
    where = (*at, "chuyen", len(then.moves) - 1, "chu_tri") if then.moves else (*at, "chu_tri")
    led = [(where, then.leads)]
    led += [((*at, "muc_nho", index, "chu_tri"), part.leads) for index, part in enumerate(then.subtasks)]
    return [((*path, index), name) for path, leads in led for index, name in enumerate(leads)]


def _doers(
    agency: Agency, names: Iterable[tuple[Path, str]], item: str, period_id: str, period: Period, report: Report
) -> Iterator[Path]:
    """Tell which of ``names`` nobody stands behind in a period; yield where those are written."""
    then = agency.on(period.cutoff)
    for path, name in names:
        whole = agency.unit_ids(name)
        if not whole or then.unit_ids(name) or agency.units[whole[0]].merged_into:
            continue  # the last: its days are wrong, as is told at the unit
        unit = agency.units[whole[0]]
        days = f"chỉ có đến hết {short_date(unit.until)}" if unit.until and unit.until < period.cutoff else ""
        days = days or (f"từ {short_date(unit.since)} mới có" if unit.since else "chưa có")
        cutoff = short_date(period.cutoff)
        report.at_value(path, ke_hoach.NOBODY_DOES, item=item, name=name, days=days, period=period_id, cutoff=cutoff)
        yield path


def _signer(agency: Agency, period_id: str, period: Period, report: Report) -> None:
    """Find a signer who has left by the day the report is due, and whom nobody follows in the same office."""
    named, due = agency.signers.get(period.signer), period.last_office_day
    if named is None or named.until is None or due <= named.until:
        return
    if agency.signer_on(period.signer, due) is named:
        days = {"until": short_date(named.until), "due": short_date(due)}
        path: Path = ("ky_bao_cao", period_id, "nguoi_ky")
        report.at_value(path, ky_bao_cao.SIGNER_LEFT, item=period_id, signer=period.signer, **days)
