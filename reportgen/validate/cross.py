"""Checks that need several files: units of one period against each other, and a unit against its period before.

What they find may be right, so each is a warning that its unit can acknowledge with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reportgen.checks import doi_chieu
from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.fields import texts_of
from reportgen.model.plan import Period, Plan, Target, Task
from reportgen.model.status import State, TargetStatus, UnitStatus
from reportgen.patterns import regex
from reportgen.validate.report import Report
from reportgen.validate.times import check_due
from reportgen.vn.numbers import format_decimals, format_number, format_percent, round_apart, round_half_up
from reportgen.yamlmap.marks import Marks, Path

_SHORTEST_COPY = 60
"""Letters from which two equal results are no coincidence: «Đã hoàn thành» may stand twice."""
_PERIOD = regex(r"(?:năm|quý|tháng|kỳ|giai đoạn)\s+[\d/ivx–-]+|\d+ tháng(?: đầu| cuối)? năm|\b(?:19|20)\d\d\b")
"""Figures that every unit's text of a period has."""
_DIGIT = regex(r"\d")
_PERCENT = regex(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,4})?)\s*%")
_CHANGE = regex(r"(?:tăng|giảm|vượt|thêm|hơn|kém|cao hơn|thấp hơn|chiếm|bằng)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REACH = 80  # characters after a target's name in which its rate may be quoted


def check_cross(
    agency: Agency,
    plan: Plan,
    period_id: str,
    statuses: Sequence[tuple[UnitStatus, Marks]],
    previous: Mapping[str, UnitStatus],
) -> list[Finding]:
    """Return what does not fit between the reports of a period that were sent, and with the period before.

    ``previous`` holds what each unit sent for the period before.
    """
    period = plan.periods.get(period_id)
    sent = [(status, Report(marks)) for status, marks in statuses if status.sent and status.unit in agency.units]
    if period is None:
        return []
    agency = agency.on(period.cutoff)
    sent = [(status, report) for status, report in sent if status.unit in agency.units]
    for task in plan.on(period.cutoff).tasks():
        _together(agency, task, sent)
    _copies(agency, sent)
    for status, report in sent:
        check_due(plan, period, status, previous.get(status.unit), report)
        if before := previous.get(status.unit):
            _undone(plan, period, status, before, report)
            _falling(plan, period, status, before, report)
        texts = list(_with_rates(status))
        for code, row in status.targets.items():
            if code in plan.targets:
                _quoted(plan.targets[code], code, row, texts, previous.get(status.unit), report)
    return [finding for _, report in sent for finding in report.findings]


def _together(agency: Agency, task: Task, sent: Sequence[tuple[UnitStatus, Report]]) -> None:
    """Units named one by one lead a task together: one cannot be done while another has not begun."""
    leads = {ids[0] for name in task.leads if len(ids := agency.unit_ids(name)) == 1}
    rows = [(status, report) for status, report in sent if status.unit in leads and task.code in status.tasks]
    idle = [status.unit for status, _ in rows if status.tasks[task.code].state is State.NOT_STARTED]
    if not idle:
        return
    for status, report in rows:
        if status.tasks[task.code].state is State.DONE:
            others = ", ".join(agency.shown_name(unit) for unit in idle)
            path: Path = ("nhiem_vu", task.code, "trang_thai")
            report.at_value(path, doi_chieu.LEADS_DISAGREE, item=task.code, others=others)


def _copies(agency: Agency, sent: Sequence[tuple[UnitStatus, Report]]) -> None:
    first: dict[str, tuple[str, str]] = {}
    for status, report in sent:
        for code, row in status.tasks.items():
            text = " ".join((row.result or "").casefold().split())
            unit, other = first.setdefault(text, (status.unit, code))
            if unit != status.unit and _particular(text):
                path: Path = ("nhiem_vu", code, "ket_qua")
                report.at_value(path, doi_chieu.COPIED, item=code, other=other, unit=agency.shown_name(unit))


def _particular(text: str) -> bool:
    """Tell whether a text is long and has a figure or a document of its own: stock phrases have neither."""
    return len(text) >= _SHORTEST_COPY and _DIGIT.search(_PERIOD.sub("", text)) is not None


def _undone(plan: Plan, period: Period, status: UnitStatus, before: UnitStatus, report: Report) -> None:
    for code, row in status.tasks.items():
        earlier = before.tasks.get(code)
        if earlier is None or earlier.state is not State.DONE or row.state in (State.DONE, None):
            continue
        task = plan.tasks_by_code.get(code)
        if task is not None and (task.ended_by(period.cutoff) or _comes_again(task, period)):
            continue
        path: Path = ("nhiem_vu", code, "trang_thai")
        report.at_value(path, doi_chieu.UNDONE, item=code, state=row.state, previous=period.previous)


def _comes_again(task: Task, period: Period) -> bool:
    """Tell whether done means done for a period, or for a time, so that the next begins anew."""
    deadline = task.deadline_on(period.cutoff)
    return deadline is not None and (deadline.recurring or bool(deadline.occurrences))


def _falling(plan: Plan, period: Period, status: UnitStatus, before: UnitStatus, report: Report) -> None:
    earlier_period = plan.periods.get(period.previous or "")
    for code, row in status.targets.items():
        target, earlier = plan.targets.get(code), before.targets.get(code)
        if target is None or earlier is None or earlier_period is None:
            continue
        cumulative = earlier_period.start == period.start
        for name, now, then in (
            ("tu_so", row.numerator, earlier.numerator),
            ("mau_so", row.denominator, earlier.denominator),
        ):
            grows = cumulative and _grows(target) and not _is_stock(target, row, earlier)
            if grows and now is not None and then is not None and now < then:
                _fell(report, code, name, format_number(now), format_number(then), period)
                break
        else:
            value, was = _rate(target, row), _rate(target, earlier)
            if value is not None and was is not None and value < was and target.goal.kind.direction > 0:
                now_shown, then_shown = _shown_apart(target, value, was)
                _fell(report, code, "tu_so", now_shown, then_shown, period)


def _grows(target: Target) -> bool:
    """Tell whether what is counted grows from period to period: cases do, days and other amounts to be kept low do not.

    The figures of a statistic may go either way unless the plan says that they add up.
    """
    goal = target.goal
    if goal.is_change or not goal.kind.counted:
        return False
    return target.cumulative or goal.is_rate or goal.kind.direction > 0


def _is_stock(target: Target, row: TargetStatus, earlier: TargetStatus) -> bool:
    """Tell whether a rate to be kept low is of what there is (the poor among all households), not of what came in.

    Of cases from the year's beginning the whole grows too.
    """
    whole, before = row.denominator, earlier.denominator
    return target.goal.kind.direction < 0 and whole is not None and before is not None and whole <= before


def _fell(report: Report, code: str, name: str, now: str, then: str, period: Period) -> None:
    report.at_value(("chi_tieu", code, name), doi_chieu.FELL, item=code, now=now, then=then, previous=period.previous)


def _rate(target: Target, row: TargetStatus) -> Fraction | None:
    """Return the value of a row for its target: a ratio for a rate, else the amount."""
    if not target.goal.is_rate:
        return None if row.numerator is None else Fraction(row.numerator)
    if row.numerator is not None and row.denominator:
        return Fraction(row.numerator) / Fraction(row.denominator)
    return Fraction(row.rate) / 100 if row.rate is not None else None


def _shown_apart(target: Target, value: Fraction, other: Fraction) -> tuple[str, str]:
    """Return two values as they are printed, with as many decimals as tell them apart."""
    if not target.goal.is_rate:
        return _amount(value), _amount(other)
    now = round_apart(value * 100, (other * 100,))
    then = round_half_up(other * 100, -int(now.as_tuple().exponent))
    return f"{format_decimals(now)}%", f"{format_decimals(then)}%"


def _amount(value: Fraction) -> str:
    return format_number(Decimal(value.numerator) / Decimal(value.denominator))


def _with_rates(status: UnitStatus) -> Iterator[tuple[Path, str]]:
    """Yield the unit's texts beside its figures in which a rate may stand."""
    for path, text in texts_of(status):
        if "%" in text and path[0] != "chi_tieu":
            yield path, " ".join(text.split())


def _quoted(
    target: Target,
    code: str,
    row: TargetStatus,
    texts: Sequence[tuple[Path, str]],
    before: UnitStatus | None,
    report: Report,
) -> None:
    """Find a rate in the unit's words that is not the one its figures give."""
    value = _rate(target, row)
    if not target.goal.is_rate or value is None or row.numerator is None:
        return
    allowed = [value, *(bound / 100 for bound in _bounds(target))]
    estimate = row.estimate
    if estimate and estimate.numerator is not None and estimate.denominator:
        allowed.append(Fraction(estimate.numerator) / Fraction(estimate.denominator))
    if before and code in before.targets and (was := _rate(target, before.targets[code])) is not None:
        allowed.append(was)
    for path, text in _about(target, code, row, texts):
        for match in _PERCENT.finditer(text):
            if _CHANGE.search(text[: match.start()]) or any(_same(match[1], rate) for rate in allowed):
                continue
            counts = f"{format_number(row.numerator)}/{format_number(row.denominator or Decimal(0))}"
            rate = format_percent(value)
            report.at_words(path, doi_chieu.OTHER_RATE_SAID, item=code, words=match[0], counts=counts, rate=rate)


def _bounds(target: Target) -> list[Fraction]:
    levels = tuple(Fraction(level.level) for level in target.levels)
    return [*target.goal.bounds, *levels, *(Fraction(figure) for figure in target.last_year.values())]


def _about(target: Target, code: str, row: TargetStatus, texts: Sequence[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Return the texts that speak of a target: its note, and what follows its name in the unit's other ``texts``."""
    found: list[tuple[Path, str]] = [(("chi_tieu", code, "ghi_chu"), row.note)] if row.note else []
    name = " ".join(target.name.split()).casefold()
    for path, flat in texts:
        at = flat.casefold().find(name)
        if at >= 0:
            found.append((path, flat[at + len(name) : at + len(name) + _REACH]))
    return found


def _same(quoted: str, rate: Fraction) -> bool:
    """Tell whether ``quoted`` is ``rate`` in percent, rounded half up to as many decimals."""
    number = Decimal(quoted.replace(",", "."))
    exact = Decimal(rate.numerator) * 100 / Decimal(rate.denominator)
    return exact.quantize(Decimal(1).scaleb(int(number.as_tuple().exponent)), rounding=ROUND_HALF_UP) == number
