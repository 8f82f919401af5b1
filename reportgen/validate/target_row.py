"""Checks of what a unit's file says of one target: whose it is, its counts, its rate, its estimate."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from fractions import Fraction

from reportgen.checks import chi_tieu as goals
from reportgen.checks import tinh_hinh as said
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.joining import base_of, given_for
from reportgen.model.goals.measures import in_whole_pieces, may_be_thousands
from reportgen.model.owing import target_owners
from reportgen.model.plan import Target
from reportgen.model.status import Estimate, TargetStatus
from reportgen.validate.case import Case
from reportgen.validate.report import Report
from reportgen.vn.numbers import format_number, format_percent
from reportgen.vn.text import did_you_mean, lower_first
from reportgen.yamlmap.marks import Path

STRANGE = "sửa mã theo kế hoạch, hoặc xóa mục này"
"""The advice on a code that is like no other."""


def check_target(case: Case, code: str, row: TargetStatus) -> None:
    """Find what is wrong with the row of the target ``code``."""
    at: Path = ("chi_tieu", code)
    target = case.plan.targets.get(code)
    if target is None:
        _unknown(case, code)
        return
    if case.status.unit not in target_owners(case.agency, target):
        case.report.at_key(at, said.TARGET_OF_OTHERS, unit=case.status.unit, code=code)
    _words(target, row, at, case.report)
    if not target.goal.kind.counted:
        return
    _counts(target, row, case.status.period, at, case.report)
    _rate(target, row, at, case.report)
    if target.goal.is_rate:
        if not _may_exceed(target.goal):
            _over(row.numerator, row.denominator, (*at, "tu_so"), case.report)
        _fractions(target, row, at, case.report)
        if row.estimate:
            _estimate(row.estimate, row, target.goal, code, case.report)
    else:
        _thousands(target, row, at, case.report)


def _unknown(case: Case, code: str) -> None:
    free = [other for other in case.plan.targets if other not in case.status.targets]
    advice = did_you_mean(code, free, STRANGE)
    known = ", ".join(case.plan.targets)
    case.report.at_key(("chi_tieu", code), said.UNKNOWN_TARGET, code=code, known=known, advice=advice)


def asked_of(goal: Goal) -> str:
    """Return the keys in which a unit answers a goal."""
    if not goal.kind.counted:
        return "gia_tri và danh_gia"
    return "tu_so và mau_so" if goal.is_rate else "tu_so"


def _words(target: Target, row: TargetStatus, at: Path, report: Report) -> None:
    """Check that a goal in words is answered in words and judged, one in figures in figures."""
    goal = target.goal
    if not goal.kind.counted:
        _said(goal, row, at, report)
        return
    if row.value is not None and given_for(target, dataclasses.replace(row, numerator=None, rate=None)) is None:
        report.at_value((*at, "gia_tri"), goals.WORDS_FOR_FIGURE, required=asked_of(goal))
    if row.judged is not None and goal.kinds:
        report.at_value((*at, "danh_gia"), goals.JUDGED_FIGURE, item=str(at[-1]), goal=lower_first(goal.words))


def _said(goal: Goal, row: TargetStatus, at: Path, report: Report) -> None:
    for name, figure in (("tu_so", row.numerator), ("mau_so", row.denominator), ("ty_le", row.rate)):
        if figure is not None:
            report.at_value((*at, name), goals.FIGURE_FOR_WORDS, goal=goal.words)
            return
    if row.value is not None and row.judged is None and not report.marks.spoilt(*at, "danh_gia"):
        report.at_value((*at, "gia_tri"), goals.NOT_JUDGED, item=str(at[-1]))
    if row.judged is not None and row.value is None:
        report.at_value((*at, "danh_gia"), goals.JUDGED_ALONE, item=str(at[-1]))


def _counts(target: Target, row: TargetStatus, period: str, at: Path, report: Report) -> None:
    """Check that both counts are there; one that was typed but not understood is not missing."""
    without_numerator = row.denominator is not None and row.numerator is None
    if without_numerator and not report.marks.spoilt(*at, "tu_so"):
        report.at_value((*at, "mau_so"), said.NO_NUMERATOR)
    without_denominator = target.goal.is_rate and row.numerator is not None and row.denominator is None
    no_base = target.goal.is_change and not target.goal.is_rate and base_of(target, period) is None
    if no_base and row.numerator is not None and row.denominator is None and not report.marks.spoilt(*at, "mau_so"):
        report.at_value((*at, "tu_so"), goals.NO_BASE, item=str(at[-1]))
    if without_denominator and not report.marks.spoilt(*at, "mau_so"):
        report.at_value((*at, "tu_so"), said.NO_DENOMINATOR)


def _rate(target: Target, row: TargetStatus, at: Path, report: Report) -> None:
    """Check that a rate is only typed where nothing was counted."""
    if row.rate is None:
        return
    if row.numerator is not None and row.denominator is not None:
        ratio = Fraction(row.numerator) / Fraction(row.denominator) if row.denominator else None
        counted = format_percent(ratio) if ratio is not None else "không phát sinh"
        values = {"rate": format_number(row.rate), "counted": counted}
        report.at_value((*at, "ty_le"), said.RATE_BESIDE_COUNTS, item=str(at[-1]), **values)
    goal = target.goal
    if not goal.is_rate and not (goal.is_change and goal.measure == "%"):
        report.at_value((*at, "ty_le"), said.NO_RATE_WANTED, measure=goal.measure)


def _estimate(estimate: Estimate, row: TargetStatus, goal: Goal, code: str, report: Report) -> None:
    """Check that an estimate has both counts, and that neither is less than what is counted already."""
    at: Path = ("chi_tieu", code, "uoc")
    if estimate != Estimate() and None in (estimate.numerator, estimate.denominator):
        report.at_value(at, said.HALF_AN_ESTIMATE)
    if not _may_exceed(goal):
        _over(estimate.numerator, estimate.denominator, (*at, "tu_so"), report)
    for name, estimated, counted in (
        ("tu_so", estimate.numerator, row.numerator),
        ("mau_so", estimate.denominator, row.denominator),
    ):
        if estimated is not None and counted is not None and estimated < counted:
            shown = {"estimate": format_number(estimated), "counted": format_number(counted)}
            report.at_value((*at, name), said.LESS_THAN_COUNTED, item=code, **shown)


def _may_exceed(goal: Goal) -> bool:
    """Tell whether more than the whole is no slip: a goal of 105% of an estimate, of at least all of it."""
    least = goal.kind.direction > 0 and goal.exactly is None
    return any(bound > 100 or (bound == 100 and least) for bound in goal.bounds)


def _over(numerator: Decimal | None, denominator: Decimal | None, at: Path, report: Report) -> None:
    if numerator is not None and denominator is not None and numerator > denominator:
        shown = {"numerator": format_number(numerator), "denominator": format_number(denominator)}
        advice = _misread(denominator) or _misread(numerator) or "xem có đổi chỗ hai số không"
        report.at_value(at, said.OVER_THE_WHOLE, advice=advice, **shown)


def _fractions(target: Target, row: TargetStatus, at: Path, report: Report) -> None:
    """Remark on counts that look like thousands with a comma; what is wrong anyway is told with that."""
    counts = (row.numerator, row.denominator)
    if None not in counts and counts[0] > counts[1] and not _may_exceed(target.goal):  # type: ignore[operator]
        return
    for name, count in zip(("tu_so", "mau_so"), counts, strict=True):
        if advice := _in_two_ways(count, target):
            report.at_value((*at, name), said.THOUSANDS, item=str(at[-1]), advice=advice)
        elif advice := _misread(count):
            report.at_value((*at, name), said.FRACTION, item=str(at[-1]), advice=advice)


def _thousands(target: Target, row: TargetStatus, at: Path, report: Report) -> None:
    """Ask about counts of an amount whose comma may part thousands, as in English: ``12,500`` hồ sơ."""
    estimate = row.estimate or Estimate()
    typed = given_for(target, row) if row.numerator is None and row.value is not None else None
    figures: tuple[tuple[Path, Decimal | None], ...] = (
        (("tu_so",), row.numerator),
        (("mau_so",), row.denominator),
        (("uoc", "tu_so"), estimate.numerator),
        (("gia_tri",), typed.numerator if typed else None),
    )
    for place, count in figures:
        if advice := _in_two_ways(count, target):
            report.at_value((*at, *place), said.THOUSANDS, item=str(at[-1]), advice=advice)


def _in_two_ways(count: Decimal | None, target: Target) -> str:
    """Return how a count with exactly three decimals was read and what to type; empty for what is no such count."""
    measure = "" if target.goal.is_rate else target.goal.figure_measure
    if count is None or not may_be_thousands(count) or not in_whole_pieces(measure, target.name):
        return ""
    shown = format_number(count)
    kept = len(shown.partition(",")[2]) == _DIGITS_OF_A_GROUP  # typed as it would be written: nothing else to type
    return f"{_misread(count)}, nếu là số lẻ thì {'giữ nguyên, xác nhận' if kept else f'ghi {shown}'}"


def _misread(count: Decimal | None) -> str:
    """Return what a count with two or three decimals was perhaps meant to be: ``1,120`` is 1.120; empty for another."""
    if count is None or not 1 <= count < _THOUSAND:
        return ""
    written = str(count).replace(".", ",")
    whole, _, decimals = written.partition(",")
    lacking = _DIGITS_OF_A_GROUP - len(decimals)
    if lacking not in (0, 1):
        return ""
    number = int(whole + decimals)
    read = f"{written} đọc là {format_number(count)}; nếu là {number}"
    return (
        f"{read} hoặc {format_number(10 * number)} thì ghi đúng như vậy"
        if lacking
        else (f"{read} thì ghi {format_number(number)}")
    )


_DIGITS_OF_A_GROUP = 3
_THOUSAND = 1000
"""From here on a number has its groups written out, and its comma is meant."""
