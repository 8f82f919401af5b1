"""Targets in words: goal, result, verdict, what is lacking."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reportgen.compose.prose.computed import figures, finished
from reportgen.model.context import ChiTieu, SoLieu
from reportgen.model.plan import Goal
from reportgen.model.snapshot import TargetResult, TargetRow
from reportgen.vn.numbers import format_number, format_percent, round_percent


def target(number: int, result: TargetResult, names: Mapping[str, str], abbreviations: Mapping[str, str]) -> ChiTieu:
    """Return what templates see of a target; ``names`` and ``abbreviations`` are those of units by their ids."""
    missing = tuple(names[unit] for unit in result.missing)
    uncounted = tuple(names[unit] for unit in result.uncounted)
    estimate_missing = tuple(names[unit] for unit in result.estimate_missing if unit not in result.missing)
    notes = _notes(result.goal, missing, uncounted, estimate_missing)
    whole = any(row.status is not None and row.status.whole_agency for row in result.rows)
    return ChiTieu(
        so=number,
        ma=result.code,
        ten=result.name,
        muc=result.goal.words,
        thuc_hien="; ".join(result.doers),
        theo_doi=result.monitor or "",
        tu_so=_number(result.numerator),
        mau_so=_number(result.denominator),
        ty_le=_value(result.value, result.goal),
        danh_gia=_verdict(result),
        uoc=_value(result.estimate, result.goal),
        uoc_tu_so=_number(result.estimate_numerator),
        uoc_mau_so=_number(result.estimate_denominator),
        don_vi=tuple(_row(row, result.goal, names, whole=whole) for row in result.rows),
        thieu=missing,
        khong_cong=uncounted,
        uoc_thieu=estimate_missing,
        ghi_chu=tuple(map(finished, notes)),
        ghi_chu_chung=finished("; ".join((*notes, *_said(result, abbreviations)))),
        ky_truoc=_value(result.previous, result.goal),
        thay_doi=_change(result),
    )


def _said(result: TargetResult, abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """Return what units note about their figures, each after its name; a single doer needs none."""
    notes = [(row.unit, " ".join(row.status.note.split())) for row in result.rows if row.status and row.status.note]
    if len(result.rows) == 1:
        return tuple(note for _, note in notes)
    return tuple(f"{abbreviations[unit]}: {note}" for unit, note in notes)


def _verdict(result: TargetResult) -> str:
    if result.met is not None:
        return "đạt" if result.met else "chưa đạt"
    if result.value is None and not result.uncounted:
        return "không phát sinh" if result.complete and result.numerator is not None else "chưa báo cáo"
    return "chưa đủ số liệu"


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


def _row(row: TargetRow, goal: Goal, names: Mapping[str, str], *, whole: bool) -> SoLieu:
    status = row.status
    if status is None:
        if whole:
            return SoLieu(names[row.unit], "", "", "", "", "Trong số toàn cơ quan", False, "", "")
        return SoLieu(names[row.unit], "", "", "chưa báo cáo", "", "", True, "", "")
    if status.numerator is None:
        shown = f"{format_number(status.rate)}%" if status.rate is not None else ""
    elif goal.is_rate and not status.denominator:
        shown = "không phát sinh"
    else:
        shown = _value(_ratio(status.numerator, status.denominator, goal), goal)
    estimate = status.estimate
    expected = ""
    if estimate and estimate.numerator is not None:
        expected = _value(_ratio(estimate.numerator, estimate.denominator, goal), goal)
        if goal.is_rate and estimate.denominator is not None:
            expected += f" ({_number(estimate.numerator)}/{_number(estimate.denominator)})"
    note = status.note or ""
    if status.whole_agency:
        note = "; ".join(part for part in ("Số toàn cơ quan", note) if part)
    return SoLieu(
        don_vi=names[row.unit],
        tu_so=_number(status.numerator),
        mau_so=_number(status.denominator),
        ty_le=shown,
        uoc=expected.strip(),
        ghi_chu=note,
        chua_bao_cao=False,
        nguyen_nhan=status.cause or "",
        giai_phap=status.remedy or "",
    )


def _ratio(numerator: Decimal, denominator: Decimal | None, goal: Goal) -> Fraction | None:
    if not goal.is_rate:
        return Fraction(numerator)
    return Fraction(numerator) * 100 / Fraction(denominator) if denominator else None


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _value(value: Fraction | None, goal: Goal) -> str:
    if value is None:
        return ""
    if goal.is_rate:
        return format_percent(value / 100)
    return goal.with_measure(format_number(Decimal(value.numerator) / Decimal(value.denominator)))


def _change(result: TargetResult) -> str:
    if result.value is None or result.previous is None:
        return ""
    if result.goal.is_rate:
        # from the printed figures, so that a reader who subtracts them gets the same
        points = round_percent(result.value / 100) - round_percent(result.previous / 100)
        amount, unit = format_percent(Fraction(abs(points)) / 100).removesuffix("%"), " điểm phần trăm"
    else:
        points = Decimal(0) if result.value == result.previous else Decimal((-1, 1)[result.value > result.previous])
        difference = abs(result.value - result.previous)
        amount = format_number(Decimal(difference.numerator) / Decimal(difference.denominator))
        unit = f" {result.goal.measure}"
    if result.value == result.previous:
        return "không đổi"
    if points == 0:
        return f"{'tăng' if result.value > result.previous else 'giảm'} dưới 0,1{unit}"
    return f"{'tăng' if points > 0 else 'giảm'} {amount}{unit}"
