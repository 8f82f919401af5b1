"""Targets in words: goal, result, verdict, what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.compose.computed import figures, finished
from reportgen.compose.later import later
from reportgen.model.context import ChiTieu, DemChiTieu, SoLieu
from reportgen.model.goals import shown
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.result import TargetResult, TargetRow
from reportgen.model.goals.target import Joining
from reportgen.model.status import Estimate, TargetStatus
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number, format_percent, round_percent
from reportgen.vn.text import lower_first


def target(
    number: int,
    result: TargetResult,
    names: Mapping[str, str],
    abbreviations: Mapping[str, str],
    term: str = "năm",
) -> ChiTieu:
    """Return what templates see of a target; ``names`` and ``abbreviations`` are those of units by their ids.

    ``term``: what the time of the plan is called.
    """
    missing = tuple(names[unit] for unit in result.missing)
    uncounted = tuple(names[unit] for unit in result.uncounted)
    estimate_missing = tuple(names[unit] for unit in result.estimate_missing if unit not in result.missing)
    notes = (*_notes(result.goal, missing, uncounted, estimate_missing), *_explained(result))
    given = {
        "so": number,
        "ma": result.code,
        "ten": result.name,
        "muc": result.goal.words,
        "thuc_hien": "; ".join(result.doers),
        "theo_doi": result.monitor or "",
        "tu_so": _number(result.numerator),
        "mau_so": _number(result.denominator),
        "ty_le": _result(result, abbreviations),
        "danh_gia": _verdict(result, term),
        "uoc": shown.value(result.estimate, result.goal),
        "uoc_tu_so": _number(result.estimate_numerator),
        "uoc_mau_so": _number(result.estimate_denominator),
        "thieu": missing,
        "khong_cong": uncounted,
        "uoc_thieu": estimate_missing,
        "ghi_chu": tuple(map(finished, notes)),
        "ghi_chu_chung": finished("; ".join((*notes, *_said(result, abbreviations)))),
        "thong_ke": result.is_statistic,
    }
    return later(ChiTieu, lambda: _whole(result, names, given), given)


def _whole(result: TargetResult, names: Mapping[str, str], given: Mapping[str, Any]) -> ChiTieu:
    """Return all of a target; what the stock reports print of one is ``given``."""
    whole = any(row.status is not None and row.status.whole_agency for row in result.rows)
    return ChiTieu(
        **given,
        don_vi=tuple(_row(row, result.goal, names, whole=whole) for row in result.rows),
        ky_truoc=shown.value(result.previous, result.goal) or result.previous_said or "",
        thay_doi=_change(result),
        so_cung_ky=shown.since_last_year(result),
        dat=result.met is True,
        ma_danh_gia=shown.verdict(result).value,
    )


def _result(result: TargetResult, abbreviations: Mapping[str, str]) -> str:
    """Return the value, or what units say of a goal in words."""
    if result.goal.kind.counted:
        return shown.value(result.value, result.goal, shown.beside(result))
    return shown.in_words(result, abbreviations)


def _said(result: TargetResult, abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """Return what units note about their figures, each after its name; a single doer needs none."""
    notes = [(row.unit, " ".join(row.status.note.split())) for row in result.rows if row.status and row.status.note]
    if len(result.rows) == 1:
        return tuple(note for _, note in notes)
    return tuple(f"{abbreviations[unit]}: {note}" for unit, note in notes)


def _verdict(result: TargetResult, term: str) -> str:
    """Return the verdict in words; in mid-year the share of the year's goal that is reached."""
    return (shown.of_the_plan(result, term) if result.pending else "") or shown.verdict(result).label


def _notes(
    goal: Goal, missing: tuple[str, ...], uncounted: tuple[str, ...], no_estimate: tuple[str, ...]
) -> tuple[str, ...]:
    notes = []
    if missing:
        notes.append(f"Chưa có số liệu của {figures(str(len(missing)))} đơn vị: {', '.join(missing)}")
    if uncounted:
        why = "chỉ báo cáo tỷ lệ" if goal.is_rate else "vì mức tối đa tính cho từng đơn vị"
        notes.append(f"Không cộng được số liệu của {figures(str(len(uncounted)))} đơn vị {why}: {', '.join(uncounted)}")
    if no_estimate:
        notes.append(f"Chưa có số ước của {figures(str(len(no_estimate)))} đơn vị: {', '.join(no_estimate)}")
    return tuple(notes)


def _explained(result: TargetResult) -> tuple[str, ...]:
    """Return what a reader must know of a value: by what it was judged, how it was joined, with what compared."""
    notes = []
    if result.level is not None and result.level_due is not None:
        words = lower_first(result.judged_goal.words)
        notes.append(f"Đánh giá theo mốc đến {figures(short_date(result.level_due))}: {figures(words)}")
    if result.joining in _JOINED and len(result.rows) > 1 and result.value is not None:
        notes.append(_JOINED[result.joining])
    if told := shown.from_to(result):
        notes.append(figures(told[:1].upper() + told[1:]))
    elif result.goal.is_change and result.figure is not None:
        notes.append(f"Thực hiện {figures(shown.figure(result.figure, result.goal))}, chưa có số để so sánh")
    if since := shown.since_last_year(result):
        notes.append(figures(since[:1].upper() + since[1:]))
    return tuple(notes)


_JOINED: Mapping[Joining | None, str] = {
    Joining.MEAN: "Số bình quân của các đơn vị",
    Joining.LARGEST: "Số lớn nhất trong các đơn vị",
}


def _row(row: TargetRow, goal: Goal, names: Mapping[str, str], *, whole: bool) -> SoLieu:
    status = row.status
    if status is None:
        if whole:
            return SoLieu(names[row.unit], "", "", "", "", "Trong số toàn cơ quan", False, "", "")
        return SoLieu(names[row.unit], "", "", "chưa báo cáo", "", "", True, "", "")
    note = status.note or ""
    if status.whole_agency:
        note = "; ".join(part for part in ("Số toàn cơ quan", note) if part)
    return SoLieu(
        don_vi=names[row.unit],
        tu_so=_number(status.numerator),
        mau_so=_number(status.denominator),
        ty_le=_own(status, goal),
        uoc=_expected(status.estimate, goal),
        ghi_chu=note,
        chua_bao_cao=False,
        nguyen_nhan=status.cause or "",
        giai_phap=status.remedy or "",
    )


def _own(status: TargetStatus, goal: Goal) -> str:
    """Return what one unit gave, as its row shows it."""
    if not goal.kind.counted:
        judged = status.judged.label if status.judged else ""
        return f"{status.value} ({judged})" if status.value and judged else status.value or judged
    if status.numerator is None:
        return f"{format_number(status.rate)}%" if status.rate is not None else ""
    if goal.is_rate and not status.denominator:
        return "không phát sinh"
    return _figure(_ratio(status.numerator, status.denominator, goal), goal)


def _expected(estimate: Estimate | None, goal: Goal) -> str:
    """Return what one unit expects to the end of the period."""
    if estimate is None or estimate.numerator is None:
        return ""
    expected = _figure(_ratio(estimate.numerator, estimate.denominator, goal), goal)
    if goal.is_rate and estimate.denominator is not None:
        expected += f" ({_number(estimate.numerator)}/{_number(estimate.denominator)})"
    return expected.strip()


def _figure(value: Fraction | None, goal: Goal) -> str:
    return "" if value is None else shown.figure(value, goal)


def _ratio(numerator: Decimal, denominator: Decimal | None, goal: Goal) -> Fraction | None:
    if not goal.is_rate:
        return Fraction(numerator)
    return Fraction(numerator) * 100 / Fraction(denominator) if denominator else None


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _change(result: TargetResult) -> str:
    if result.value is None or result.previous is None or result.goal.is_change:
        return ""
    if result.goal.is_rate:
        # from the printed figures, so that a reader who subtracts them gets the same
        points = round_percent(result.value / 100) - round_percent(result.previous / 100)
        amount, unit = format_percent(Fraction(abs(points)) / 100).removesuffix("%"), " điểm phần trăm"
    else:
        points = Decimal(0) if result.value == result.previous else Decimal((-1, 1)[result.value > result.previous])
        amount = format_number(shown.printed(abs(result.value - result.previous), result.goal.measure))
        unit = result.goal.with_measure("")
    if result.value == result.previous:
        return "không đổi"
    if points == 0:
        return f"{'tăng' if result.value > result.previous else 'giảm'} dưới 0,1{unit}"
    return f"{'tăng' if points > 0 else 'giảm'} {amount}{unit}"


def tally(given: Iterable[TargetResult]) -> DemChiTieu:
    """Return how many targets are met, missed, not yet to be judged, not known; statistics apart."""
    results = list(given)
    goals = [result for result in results if not result.is_statistic]
    waiting = [result for result in goals if result.pending]
    met = sum(result.met is True and not result.pending for result in goals)
    missed = sum(result.met is False and not result.pending for result in goals)
    return DemChiTieu(
        dat=met,
        chua_dat=missed,
        chua_den_ky=len(waiting),
        chua_ro=len(goals) - len(waiting) - met - missed,
        giao=len(goals),
        thong_ke=len(results) - len(goals),
    )
