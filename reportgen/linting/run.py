"""Running the rules over one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.linting.apart import extent, joined, judged_apart
from reportgen.nd30.base import Breach, Disagreements, Inapplicable, Level, Rule, Unseen, View, many
from reportgen.nd30.internal import KIND, internal
from reportgen.nd30.rules import RULES
from reportgen.nd30.scope import attached_file, beyond
from reportgen.nd30.verdicts import FormReport, Result, Verdict
from reportgen.record import record
from reportgen.wordview.opened import Opened, open_docx

if TYPE_CHECKING:
    from reportgen.linting.figures import Baseline
    from reportgen.model.agency import Agency

MOST_BREACHES = 30
"""Breaches told of one rule: beyond so many, one more says nothing new."""
KIND_ATTACHED = "phụ lục"
_NAMED = 6
_UNJUDGED = "không ban hành nên không kiểm tra thể thức"
_VERDICTS = {Level.LOI: Verdict.LOI, Level.KHUYEN_NGHI: Verdict.KHUYEN_NGHI}


def lint(
    content: bytes,
    agency: Agency | None = None,
    rules: Iterable[Rule] = RULES,
    ignored: Mapping[str, str] | None = None,
    baseline: Baseline | None = None,
) -> FormReport:
    """Return what ``rules`` say of the bytes of a .docx; as :func:`lint_opened` in all else.

    Raises Unreadable for what is no .docx.
    """
    return lint_opened(open_docx(content), agency, rules, ignored, baseline)


def lint_opened(
    docx: Opened,
    agency: Agency | None = None,
    rules: Iterable[Rule] = RULES,
    ignored: Mapping[str, str] | None = None,
    baseline: Baseline | None = None,
    *,
    force: bool = True,
) -> FormReport:
    """Return what ``rules`` say of a .docx that is open already, and of the further documents in it.

    ``agency``: the workspace's, for the rules about its symbol and place. ``ignored``: reasons by rule
    id; such rules are not run. ``baseline``: the data to hold its figures against. Raises Unreadable for
    parts that are damaged or too large. An internal document is not judged: its report
    has no verdicts, and a note that says so. Nor is, without ``force``, one that the decree does not bind.
    """
    return look(docx, agency, rules, ignored, baseline, force=force).report


@record
class Looked:
    """What was found in a .docx, and each document in it as the rules see it, with those that speak of it."""

    report: FormReport
    seen: tuple[tuple[View, Sequence[Rule]], ...] = ()


def look(
    docx: Opened,
    agency: Agency | None = None,
    rules: Iterable[Rule] = RULES,
    ignored: Mapping[str, str] | None = None,
    baseline: Baseline | None = None,
    *,
    force: bool = True,
) -> Looked:
    """Return what :func:`lint_opened` does, with what it looked at: nothing of a document that is not judged."""
    document = docx.document
    left_out = ignored or {}
    if internal(document):
        return Looked(FormReport(KIND, (), {}, dict(left_out), (_UNJUDGED,)))
    if not force and (reason := beyond(docx.anatomy)):
        return Looked(FormReport(None, (), {}, dict(left_out), beyond=reason, total=len(docx.anatomy.lines)))
    figures = None
    if baseline is not None:
        from reportgen.linting.figures import compare  # difflib, only for --against

        figures = compare(baseline, document, docx.charts)
    view = View(document, docx.anatomy, agency, figures, attached=attached_file(docx.anatomy))
    chosen = [rule for rule in rules if rule.id not in left_out]
    apart = list(judged_apart(view, chosen, force=force))
    results: Sequence[Result] = [_judge(rule, view) for rule in chosen]
    results = joined(results, [(name, [_judge(rule, seen) for rule in asked]) for name, seen, asked in apart])
    read = extent(view, force=force)
    parts = {str(part): certainty for part, certainty in view.anatomy.confidence.items()}
    notes = [baseline.note] if baseline is not None and baseline.note else []
    notes += _notes(view)
    report = FormReport(
        kind=KIND_ATTACHED if view.attached else view.kind,
        results=results,
        parts=parts,
        ignored=dict(left_out),
        notes=tuple(notes),
        told=read.told,
        lost=read.lost,
        judged=read.judged,
        total=read.total,
        unread=read.unread,
    )
    return Looked(report, ((view, chosen), *((seen, asked) for _, seen, asked in apart)))


def _notes(view: View) -> Iterator[str]:
    """Yield what to know of a document: how far its figures were compared."""
    figures = view.figures
    if figures is not None and figures.seen:
        yield f"đã so {figures.seen} trên {figures.total} số mà mẫu ghi{_not_compared(figures)}"
    if figures is not None and figures.added:
        yield f"{len(figures.added)} dòng thêm vào bảng, số liệu không có: {_listed(figures.added)}"


def _not_compared(figures: Disagreements) -> str:
    """Return what became of the numbers that were not compared; empty when all were."""
    lost = figures.total - figures.seen - figures.left_out
    named = _listed(figures.gone)
    gone = f"; bản thảo đã bỏ {figures.left_out} số" + (f": {named}" if named else "") if figures.left_out else ""
    return gone + (f"; không so được {lost} số" if lost else "")


def _listed(labels: Sequence[str]) -> str:
    shown = list(dict.fromkeys(label for label in labels if label.strip()))
    return "; ".join(shown[:_NAMED]) + (" …" if len(shown) > _NAMED else "")


def _together(breaches: Iterable[Breach]) -> list[Breach]:
    """Return breaches with those that say the same of many lines made one, at the first of them."""
    grouped: dict[tuple[str, str], list[Breach]] = {}
    for breach in breaches:
        grouped.setdefault((breach.found, breach.required), []).append(breach)
    return [_joined(same) if len(same) > 1 else same[0] for same in grouped.values()]


def _joined(same: Sequence[Breach]) -> Breach:
    """Return breaches that say the same as one, with every place of each."""
    first, *further = same
    others = (place for breach in further for place in (breach.where, *breach.others))
    return replace(first, found=first.found + many(len(same)), others=(*first.others, *others))


def _most(told: list[Breach]) -> tuple[Breach, ...]:
    """Return as many breaches as are told of one rule; the last says how many there are beside."""
    if len(told) > MOST_BREACHES:
        more = f"{told[MOST_BREACHES - 1].found} (và {len(told) - MOST_BREACHES} kiểu sai khác của quy tắc này)"
        told[MOST_BREACHES - 1] = replace(told[MOST_BREACHES - 1], found=more)
    return tuple(told[:MOST_BREACHES])


def _judge(rule: Rule, view: View) -> Result:
    try:
        found = list(rule.check(view))
        breaches = _most(found if rule.each else _together(found)) if found else ()
    except Unseen as unseen:
        return Result(rule.id, rule.severity, Verdict.KHONG_DANH_GIA, reason=str(unseen))
    except Inapplicable as inapplicable:
        return Result(rule.id, rule.severity, Verdict.KHONG_AP_DUNG, reason=str(inapplicable))
    verdict = _VERDICTS[rule.severity] if breaches else Verdict.DAT
    return Result(rule.id, rule.severity, verdict, breaches)
