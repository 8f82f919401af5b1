"""``lint`` and the form of a draft for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.formats.outputs.lint import (
    LINTED,
    UNREAD,
    LintedFile,
    PrintedBreach,
    PrintedForm,
    PrintedGood,
    PrintedPlace,
    PrintedResult,
    UnreadFile,
)
from reportgen.pipeline.lint import Breach, Copied, FormReport, Level, Linted, Result, Where


def file(linted: Linted) -> dict[str, Any]:
    """Return one file among others: its verdicts, or why it could not be checked."""
    if linted.report is None:
        return UNREAD.write(UnreadFile(linted.path, linted.problem))
    copied = linted.copied or Copied()
    good = tuple(PrintedGood(one.rule_id, one.found, one.required, one.places) for one in copied.good)
    verdicts = _verdicts(linted.report)
    return LINTED.write(LintedFile(*verdicts, linted.path, copied.path, copied.kept, good, copied.comments))


def form(report: FormReport) -> PrintedForm:
    """Return the verdict of every rule on one document."""
    return PrintedForm(*_verdicts(report))


_Verdicts = tuple[
    str | None, int, int, tuple[PrintedResult, ...], Mapping[str, str], Mapping[str, float], tuple[str, ...],
    str, tuple[str, ...], bool, int, int, tuple[str, ...],
]  # fmt: skip


def _verdicts(report: FormReport) -> _Verdicts:
    """Return what a PrintedForm, and the record that begins as one, says of ``report``, in its order."""
    levels = [result.severity for result, _ in report.breaches()]
    return (
        report.kind,
        levels.count(Level.LOI),
        levels.count(Level.KHUYEN_NGHI),
        tuple(map(_result, report.results)),
        report.ignored,
        report.parts,
        report.notes,
        report.beyond,
        report.told,
        report.lost,
        report.judged,
        report.total,
        report.unread,
    )


def _result(result: Result) -> PrintedResult:
    return PrintedResult(result.rule_id, result.verdict, result.reason, tuple(map(_breach, result.breaches)))


def _breach(breach: Breach) -> PrintedBreach:
    others = tuple(PrintedPlace(*_place(where), where.page or None) for where in breach.others)
    where, said = breach.where, (breach.found, breach.required, breach.advice)
    return PrintedBreach(*_place(where), *said, others, where.certainty, where.page or None)


def _place(where: Where) -> tuple[str, str, str]:
    return str(where.part), where.text, where.place
