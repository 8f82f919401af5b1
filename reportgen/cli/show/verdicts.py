"""What rules say of one document, in lines for people: what is wrong, and how many came to which verdict."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.pipeline.lint import FormReport, Level, Verdict


def findings(report: FormReport, *, every_place: bool = False) -> Iterator[str]:
    """Yield what is wrong, three lines each: severity and place, what is found and needed, what to do and the rule."""
    for result, breach in report.breaches():
        yield f"{result.severity} · {breach.where.words()}"
        yield f"    {breach.found} · cần: {breach.required}"
        yield f"    {breach.advice} · {result.rule_id}"
        if every_place and breach.others:
            yield "    Chỗ khác:"
            yield from (f"    - {place.words()}" for place in breach.others)


def counts(report: FormReport) -> str:
    """Return how many rules came to which verdict."""
    faults = _counted(report, Level.LOI, "không có lỗi")
    advice = _counted(report, Level.KHUYEN_NGHI, "không có khuyến nghị")
    return (
        f"{faults}, {advice}; {report.count(Verdict.DAT)} quy tắc đạt, {report.count(Verdict.KHONG_AP_DUNG)} không "
        f"áp dụng, {report.count(Verdict.KHONG_DANH_GIA)} không đánh giá được"
    )


def _counted(report: FormReport, severity: Level, none: str) -> str:
    count = number(report, severity)
    return f"{count} {severity}" if count else none


def number(report: FormReport, severity: Level) -> int:
    """Return how many findings are of one severity."""
    return sum(result.severity is severity for result, _ in report.breaches())
