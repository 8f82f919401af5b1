"""Running the rules over one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.linting.verdicts import FormReport, Result, Verdict
from reportgen.nd30.base import Breach, Inapplicable, Level, Rule, Unseen, View, many
from reportgen.nd30.rules import RULES
from reportgen.wordview.anatomy import anatomy
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document

if TYPE_CHECKING:
    from reportgen.linting.figures import Baseline
    from reportgen.model.agency import Agency

MOST_BREACHES = 30
"""Breaches told of one rule: beyond so many, one more says nothing new."""
_NAMED = 6
_VERDICTS = {Level.LOI: Verdict.LOI, Level.KHUYEN_NGHI: Verdict.KHUYEN_NGHI}


def lint(
    content: bytes,
    agency: Agency | None = None,
    rules: Iterable[Rule] = RULES,
    ignored: Mapping[str, str] | None = None,
    baseline: Baseline | None = None,
) -> FormReport:
    """Return what ``rules`` say of the bytes of a .docx.

    ``agency``: the workspace's, for the rules about its symbol and place. ``ignored``: reasons by rule
    id; such rules are not run. ``baseline``: the data to hold its figures against. Raises Unreadable for
    what is no .docx.
    """
    package = open_package(content)
    document = read_document(package)
    figures = None
    if baseline is not None:
        from reportgen.linting.figures import compare  # difflib, only for --against

        figures = compare(baseline, document)
    view = View(document, anatomy(document), agency, figures)
    left_out = ignored or {}
    results = tuple(_judge(rule, view) for rule in rules if rule.id not in left_out)
    parts = {str(part): certainty for part, certainty in view.anatomy.confidence.items()}
    notes = []
    if baseline is not None and baseline.note:
        notes.append(baseline.note)
    if view.figures is not None and view.figures.seen:
        gone = view.figures.total - view.figures.seen
        lost = f"; không so được {gone} số, tự đọc lại: {_listed(view.figures.gone)}" if gone else ""
        notes.append(f"đã so {view.figures.seen} trên {view.figures.total} số mà mẫu ghi{lost}")
    if document.macros:
        notes.append("tệp có macro")
    if document.external:
        notes.append(f"tệp nạp nội dung từ bên ngoài: {', '.join(document.external[:3])}")
    return FormReport(view.kind, results, parts, dict(left_out), tuple(notes))


def _listed(labels: Sequence[str]) -> str:
    shown = list(dict.fromkeys(labels))
    return "; ".join(shown[:_NAMED]) + (" …" if len(shown) > _NAMED else "")


def _together(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """Return breaches with those that say the same of many lines made one, at the first of them."""
    grouped: dict[tuple[str, str], list[Breach]] = {}
    for breach in breaches:
        grouped.setdefault((breach.found, breach.required), []).append(breach)
    told = [replace(same[0], found=same[0].found + many(len(same))) for same in grouped.values()]
    if len(told) > MOST_BREACHES:
        more = f"{told[MOST_BREACHES - 1].found} (và {len(told) - MOST_BREACHES} kiểu sai khác của quy tắc này)"
        told[MOST_BREACHES - 1] = replace(told[MOST_BREACHES - 1], found=more)
    return tuple(told[:MOST_BREACHES])


def _judge(rule: Rule, view: View) -> Result:
    try:
        breaches = _together(rule.check(view))
    except Unseen as unseen:
        return Result(rule.id, rule.severity, Verdict.KHONG_DANH_GIA, reason=str(unseen))
    except Inapplicable as inapplicable:
        return Result(rule.id, rule.severity, Verdict.KHONG_AP_DUNG, reason=str(inapplicable))
    verdict = _VERDICTS[rule.severity] if breaches else Verdict.DAT
    return Result(rule.id, rule.severity, verdict, breaches)
