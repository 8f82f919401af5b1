"""What Python programs call: the commands as functions of a workspace, handing back what the pipeline found or made.

Beside the command line this is the other door of the house. It takes what a program has at hand (paths as text,
numbers, dates) and knows only the pipeline and the types it returns. Nothing is printed, nothing exits: what stops a
run is raised as one of :mod:`reportgen.errors`, its text in Vietnamese for the user; what is wrong in data or form is
in the result. Every function imports what it needs when it is called.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import CannotRun, reason

if TYPE_CHECKING:
    from reportgen.model.snapshot import Snapshot
    from reportgen.nd30.verdicts import FormReport
    from reportgen.pipeline.absorb import Absorbed
    from reportgen.pipeline.check import Checked
    from reportgen.pipeline.consolidate import Consolidated
    from reportgen.pipeline.draft import Drafted
    from reportgen.pipeline.issue import Issued, Objected
    from reportgen.workspace import Workspace

AnyPath = str | PathLike[str]
MOST = 999_999
"""The highest number a document can have, and the most copies or pages."""


def check(workspace: Workspace, *subjects: AnyPath) -> Checked:
    """Check periods or files of a workspace, all of it where none is named; every fault in one pass.

    A subject is what ``reportgen check`` takes: ``"6-thang"``, ``"nq02-2026/6-thang"``, a plan's id, the path of a
    file. ``checked.findings`` is sorted by file and line; what stops a draft is in ``errors_in(checked.findings)``.
    Raises CannotRun for a subject that is not there.

        for finding in reportgen.check(workspace, "6-thang").findings:
            print(finding.file, finding.line, finding.found, finding.advice)
    """
    from reportgen.pipeline.check import check as run

    return run(workspace, [str(Path(subject)) for subject in subjects])


def consolidate(
    workspace: Workspace,
    period: str,
    *,
    unit: str | None = None,
    confirm: Sequence[str] = (),
    html: AnyPath | None = None,
) -> Consolidated:
    """Make the file of the office's own words for a period (``tong-hop/``), or bring it up to date.

    ``unit``: make that unit's file instead, with the places that it writes. ``confirm``: places (``"I.II"``) whose
    words are right although what they stand on has changed. ``html``: write the office's file as a page for a browser
    too; ``done.page`` says where it went. ``done.places`` tells how each place stands: in the
    automatic text, in the office's words, in words that have become stale, left out. Raises Refused when the period's
    data has errors, CannotRun for a period, a unit or a place that is not there.

        stale = reportgen.consolidate(workspace, "6-thang").of(reportgen.Standing.STALE)
    """
    from reportgen.pipeline.consolidate import consolidate as run

    return run(workspace, period, unit, tuple(confirm), None if html is None else Path(html))


def absorb(workspace: Workspace, draft: AnyPath | None = None, *, show_only: bool = False, take: str = "") -> Absorbed:
    """Put words that were edited in Word back into the office's file of words, a copy of it kept beside.

    ``draft``: the edited draft's path, or a period, whose newest edited draft is meant; None for the only period that
    has one. ``show_only``: write nothing. ``take``: ``"word"`` or ``"yaml"`` wins where both sides changed a place;
    else it is in ``done.clashes`` and neither is written. ``done.others`` tells what else was changed. Raises CannotRun
    where there is no such draft, Refused for one without places or of another plan.

        done = reportgen.absorb(workspace, "6-thang")
    """
    from reportgen.pipeline.absorb import TAKE
    from reportgen.pipeline.absorb import absorb as run

    if take not in ("", *TAKE):
        raise CannotRun(f"take «{take}» không hiểu được: ghi word hoặc yaml.")
    return run(workspace, None if draft is None else str(draft), show_only=show_only, take=take)


def draft(
    workspace: Workspace,
    period: str,
    output: AnyPath | None = None,
    *,
    strict: bool = False,
    check_form: bool = True,
    sources: bool = False,
    xlsx: bool = False,
) -> Drafted:
    """Merge one period and write its report as a .docx: to ``output``, else into the workspace's ``ban-thao/``.

    A draft that somebody has edited is never written over, nor one that has somebody's PDF beside it (signed, scanned):
    ``drafted.path`` is then another name beside it, ``drafted.kept`` theirs. A PDF that ``draft --pdf`` made of the
    draft before goes with it: ``drafted.dropped_pdf``. ``drafted.path`` is None, and nothing is written, when the data
    has errors or, with ``strict``, when warnings, missing units or faults of form remain. ``check_form=False`` leaves
    out the check of the draft against the decree. ``sources``: beside the report the internal document with every
    unit's row, at ``drafted.sources.path``; ``xlsx``: its appendices for Excel, at ``drafted.book.path``. Raises
    CannotRun for a period that is not there, TemplateFault for a
    template that cannot be printed.

        drafted = reportgen.draft(workspace, "6-thang", "bao-cao.docx")
    """
    from reportgen.pipeline.draft import draft as run

    path = None if output is None else Path(output)
    return run(workspace, period, path, strict=strict, check_form=check_form, sources=sources, xlsx=xlsx)


def lint(
    document: AnyPath | bytes,
    workspace: Workspace | None = None,
    *,
    against: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    force: bool = False,
) -> FormReport:
    """Check a .docx, by its path or its bytes, against the rules of form of Nghị định 30/2020/NĐ-CP.

    ``workspace``: whose symbol and place the rules hold the document against, and which rules its ``co-quan.yaml``
    leaves out; any document may be checked without one. ``against``: a period of the workspace whose data the figures
    are compared with. ``select``, ``ignore``: rules by id (``PL1-II-9d/noi-nhan``), clause (``PL1-II-9d``) or chapter.
    A document that the decree does not bind (the Party's, a contract, a petition) has no verdicts: its report says in
    ``beyond`` what it seems to be; with ``force`` it is judged all the same.
    Raises CannotRun for a file that is no readable .docx, a name of no rule, a period that is not there or
    has errors.

        for result, breach in reportgen.lint("cong-van.docx").breaches():
            print(result.rule_id, breach.found, breach.required)
    """
    from reportgen.pipeline.lint import lint_afresh, profile

    rules = profile(workspace, select, ignore, against, force=force)
    with _told_of(document):
        return lint_afresh(_content(document), rules)


def carried(document: AnyPath | bytes) -> Snapshot | None:
    """Return the data that a report, by its path or its bytes, carries: everything it says, with exact amounts.

    The same that ``drafted.snapshot`` is, from the file alone. None for a document that carries none, or whose data
    was changed since it was written. Raises CannotRun for a file that cannot be read, and for data that a newer
    reportgen wrote.

        snapshot = reportgen.carried("ban-thao/nq02-2026-6-thang.docx")
    """
    from reportgen.formats import carry

    with _told_of(document) as name:
        found = carry.read_named(_content(document, carry.MAX_REPORT), name)
    return found.snapshot if found else None


def issue(
    workspace: Workspace,
    period: str | None = None,
    *,
    plan: str | None = None,
    number: int,
    date: dt.date,
    symbol: str = "",
    file: AnyPath | None = None,
    signed: AnyPath | None = None,
    replaces: str | None = None,
    corrects: str | None = None,
    accept: Mapping[str, str] | None = None,
    copies: int | None = None,
    pages: int | None = None,
    now: dt.datetime | None = None,
) -> Issued | Objected:
    """Issue one document: number and date filled in, checked, entered in the register, archived in ``luu-tru/``.

    ``period``: whose newest draft is meant, or ``file`` for a certain document, which need be no report; ``plan``: the
    plan that is to be issued itself, whose file then gets number and date. ``number``
    from 1 to 999999; ``symbol``, what stands behind it, only to hold it against the document's own. ``signed``: the
    signed copy as PDF, kept beside it. ``replaces``: the reference (``05/BC-SKHCN``) of the issued document that this
    one replaces; ``corrects``: of the one that this letter corrects, else the one its abstract names. ``accept``: why
    an objection is accepted, one sentence, by the objection's id. ``copies`` and ``pages``: how many, for the
    register. ``now``: the moment of issuing, the present one where it is left out; without an offset it is taken for
    local time.

    Returns Objected, and nothing is written, when anything is left that speaks against it. Raises Refused and
    CannotRun for what is no matter of judgement: data with errors, a file or an archive that cannot be read or written,
    a clock that stands in a year no document has.

        done = reportgen.issue(workspace, "6-thang", number=5, date=datetime.date(2026, 5, 14))
        if isinstance(done, reportgen.Objected):
            print(*(objection.what for objection in done.objections), sep="\n")
    """
    from reportgen import clock
    from reportgen.model.issue_request import IssueRequest
    from reportgen.pipeline.issue import issue as run
    from reportgen.vn.present import present

    for count in (number, copies, pages):
        _require_count(count)
    moment = now or present(clock.now, ", hoặc ghi now=…")
    request = IssueRequest(
        number=number,
        date=date.date() if isinstance(date, dt.datetime) else date,
        now=moment if moment.tzinfo else moment.astimezone(),
        period=period,
        plan=plan,
        symbol=symbol,
        file=None if file is None else Path(file),
        signed=None if signed is None else Path(signed),
        replaces=replaces,
        corrects=corrects,
        reasons=_reasons(accept or {}),
        copies=copies,
        pages=pages,
    )
    return run(workspace, request)


def _content(document: AnyPath | bytes, most: int | None = None) -> bytes:
    """Return a document's bytes. Raises OSError and Unreadable."""
    from reportgen.wordview.package import MAX_FILE, read_file

    return document if isinstance(document, bytes) else read_file(Path(document), most or MAX_FILE)


@contextmanager
def _told_of(document: AnyPath | bytes) -> Iterator[str]:
    """Hand on what a document is called; raise as CannotRun, with that name, what reading it raises."""
    from reportgen.wordview.package import Unreadable

    name = "Tài liệu" if isinstance(document, bytes) else str(document)
    try:
        yield name
    except OSError as error:
        raise CannotRun(f"Không đọc được {name}: {reason(error)}.") from error
    except Unreadable as error:
        raise CannotRun(f"{name}: {error}.") from error


def _reasons(accept: Mapping[str, str]) -> dict[str, str]:
    from reportgen.model.issue_request import as_reason

    reasons = {name: as_reason(text) for name, text in accept.items()}
    for name, text in reasons.items():
        if not text:
            raise CannotRun(f"Chấp nhận {name} cần lý do: ghi bằng một câu. Lý do được lưu cùng văn bản.")
    return reasons


def _require_count(count: int | None) -> None:
    if count is not None and not 1 <= count <= MOST:
        raise CannotRun(f"Số {count} chưa đúng: ghi số từ 1 đến {MOST}.")
