"""The order of ``issue``: choose the draft, fill in number and date, check, say every objection, archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reportgen.archive.commit import Deposit, commit, complete
from reportgen.archive.names import safe_name
from reportgen.archive.places import bag_place
from reportgen.archive.register import Register, sound_register
from reportgen.archive.verify import require_whole
from reportgen.errors import CannotRun, Refused
from reportgen.finding import errors_in
from reportgen.issuing import objections
from reportgen.issuing.bags import Kept, bagged, line_of, read_inputs
from reportgen.issuing.candidate import Candidate, PeriodToday, PlanToday, Recorded, require_own, require_title
from reportgen.issuing.drafts import Draft, newest_draft, newest_plan, read_draft, require_issuable
from reportgen.issuing.notes import notes
from reportgen.issuing.printed import Printed, read_printed
from reportgen.issuing.signed import read_signed
from reportgen.issuing.worded import Worded
from reportgen.load import load_agency
from reportgen.model.entry import Entry
from reportgen.model.issue_request import IssueRequest
from reportgen.model.objection import Accepted, Objection
from reportgen.model.period_id import PeriodId
from reportgen.pipeline.against import baseline_of
from reportgen.pipeline.agency import require_agency
from reportgen.pipeline.archive import add_signed, has_copy
from reportgen.pipeline.base import Base
from reportgen.pipeline.lint import lint_docx, profile
from reportgen.pipeline.originals import made_here
from reportgen.pipeline.period import Merged, merge_chosen
from reportgen.pipeline.plan_number import record_in_plan
from reportgen.pipeline.plan_out import chosen_plan
from reportgen.pipeline.recorded import issued_before, issued_for, recorded_around
from reportgen.pipeline.sources import choose, usable
from reportgen.pipeline.worded import worded
from reportgen.stamp import stamp_opened
from reportgen.unfinished import leftovers
from reportgen.vn.text import fold, upper_first
from reportgen.wordview.foreign import foreign
from reportgen.wordview.opening import require_openable
from reportgen.wordview.package import Unreadable
from reportgen.workspace import Workspace

_PLAN = "kế hoạch"


@dataclass(frozen=True)
class Objected:
    """A document that was not issued, and everything that speaks against it; nothing was written."""

    source: Path
    objections: tuple[Objection, ...]


@dataclass(frozen=True)
class Issued:
    """A document that is in the archive.

    ``place``: the bag's folder. ``already``: it had been issued before; ``notes`` say what was added.
    ``unfinished``: why the register's line stands in the journal only.
    """

    source: Path
    entry: Entry
    place: Path
    replaced: Entry | None = None
    corrected: Entry | None = None
    accepted: tuple[Accepted, ...] = ()
    notes: tuple[str, ...] = ()
    already: bool = False
    unfinished: str = ""


@dataclass(frozen=True)
class _Given:
    """What was found of what the request names: the period with its plan, the draft, the bytes of the signed copy.

    ``planned``: the plan that is to be issued itself.
    """

    chosen: tuple[Base, str] | None
    draft: Draft
    signed: bytes | None
    planned: Base | None = None


def issue(workspace: Workspace, request: IssueRequest) -> Issued | Objected:
    """Issue one document, or say everything that speaks against it and write nothing.

    Raises Refused and CannotRun for what is no matter of judgement: data with errors, a number or date that
    cannot be filled in, a file that cannot be read, an archive that cannot be written.
    """
    objections.known_names(request.reasons)
    register = sound_register(workspace.archive_folder())
    given = _given(workspace, request, register)
    before = issued_before(register, given.draft, request)
    if before is not None:
        return _again(workspace, register, before, given, request)
    try:
        candidate = _candidate(workspace, request, given)
    except (Refused, CannotRun) as error:
        raise type(error)(f"{error}{_besides(given.draft)}") from error
    recorded = recorded_around(register, candidate)
    left, accepted = objections.settle(objections.against(candidate, recorded), request.reasons)
    if left:
        return Objected(given.draft.path, left)
    return _archived(workspace, candidate, recorded, accepted, given.signed)


def _given(workspace: Workspace, request: IssueRequest, register: Register) -> _Given:
    signed = read_signed(request.signed) if request.signed else None
    if request.plan is not None:
        return _given_plan(workspace, request, register, signed)
    chosen = choose(workspace, request.period) if request.period else None
    if request.file is not None:
        return _Given(chosen, require_issuable(read_draft(request.file)), signed)
    if chosen is None:
        raise CannotRun("Chưa ghi cần ban hành gì: ghi tên kỳ báo cáo, --plan KẾ_HOẠCH, hoặc --file TỆP.docx.")
    issued = frozenset(entry.source_hash for entry in register.entries)
    try:
        return _Given(chosen, newest_draft(workspace, _id(chosen), issued), signed)
    except (Refused, CannotRun) as error:
        raise type(error)(f"{_issued_first(register, _id(chosen), request)}{error}") from error


def _issued_first(register: Register, period: PeriodId, request: IssueRequest) -> str:
    """Return that a period is issued already, before its drafts are spoken of; empty where that is not the point."""
    before = issued_for(register, period) if request.replaces is None else None
    if before is None:
        return ""
    return (
        f"Kỳ {period} đã ban hành {before.words()}: không phải ban hành lại. Sai nội dung thì soạn bản thay thế, lấy "
        f"số mới và thêm --replaces {before.reference}. "
    )


def _given_plan(workspace: Workspace, request: IssueRequest, register: Register, signed: bytes | None) -> _Given:
    """Return the plan that is to be issued and its document: the file named, else the newest one of the plan's."""
    if request.period is not None:
        raise CannotRun("Mỗi lần ban hành một văn bản: ghi tên kỳ báo cáo, hoặc --plan KẾ_HOẠCH.")
    base = chosen_plan(workspace, request.plan)
    usable(base)
    if request.file is not None:
        return _Given(None, require_issuable(read_draft(request.file)), signed, base)
    issued = frozenset(entry.source_hash for entry in register.entries)
    draft = newest_plan(workspace, base.plan_id, issued, partial(made_here, workspace))
    return _Given(None, draft, signed, base)


def _id(chosen: tuple[Base, str]) -> PeriodId:
    base, period_id = chosen
    return PeriodId(base.plan_id, period_id)


def _again(workspace: Workspace, register: Register, entry: Entry, given: _Given, request: IssueRequest) -> Issued:
    """Say that a document is issued already, once what was left undone of it is done."""
    root = workspace.archive_folder()
    require_whole(root, entry)
    added_to: list[str] = []
    if given.signed is not None and not has_copy(root, register, entry, given.signed):
        added = add_signed(workspace, entry.bag, given.signed, request.now)
        added_to.append(f"đã thêm bản ký vào hồ sơ {added.entry.bag}")
    elif register.pending or entry.is_plan:
        complete(root, finish=partial(record_in_plan, workspace))
    if left := record_in_plan(workspace, entry):
        added_to.append(left)
    return Issued(given.draft.path, entry, bag_place(root, entry.bag), notes=tuple(added_to), already=True)


def _candidate(workspace: Workspace, request: IssueRequest, given: _Given) -> Candidate:
    """Stamp the draft and read the result, once, for all that is to be said of it."""
    draft = given.draft
    base = given.planned or (given.chosen[0] if given.chosen else None)
    loaded = base.agency if base else load_agency(workspace)
    agency = require_agency(loaded)
    period = require_own(draft, agency, _id(given.chosen) if given.chosen else None)
    chosen = given.chosen or (choose(workspace, str(period), loaded) if period else None)
    merged = _require_data(*chosen) if chosen else None
    if merged and draft.carried and merged.snapshot == draft.carried.snapshot:
        merged = replace(merged, snapshot=draft.carried.snapshot)  # a large one is held once
    try:
        baseline = baseline_of(merged, draft.carried, str(period)) if merged else None
        require_openable(draft.opened.package)
        stamped = stamp_opened(draft.opened, request.number, request.date)
        printed, unfinished, beside = read_printed(stamped), leftovers(stamped), foreign(stamped.package)
        form = lint_docx(stamped, profile(workspace, agency=loaded), baseline)
    except Unreadable as error:
        raise CannotRun(f"{draft.path}: {error}.") from error
    require_title(printed, request, draft.path)
    planned = _planned(workspace, given.planned, draft, printed, request) if given.planned else None
    today = _today(merged) if merged else None
    words = worded(workspace, draft, merged) if merged else Worded()
    now = chosen[0].today.agency.value if chosen else agency
    signers = tuple((now or agency).signers.values())
    return Candidate(request, agency, draft, stamped, printed, unfinished, beside, form, today, words, signers, planned)


def _planned(workspace: Workspace, base: Base, draft: Draft, printed: Printed, request: IssueRequest) -> PlanToday:
    """Return the plan that a document is beside its file. Raises Refused for a document that is no such plan."""
    from reportgen.pipeline.plan_told import told_otherwise  # reading Word as import does, for plans alone

    agency, plan = usable(base)
    if printed.kind != _PLAN:
        raise Refused(f"{draft.path} là {printed.kind}, không phải kế hoạch. Bỏ --plan, ghi --file.")
    if fold(printed.symbol) != fold(plan.symbol):
        raise Refused(
            f"{draft.path} ghi ký hiệu {printed.symbol}, kế hoạch {base.plan_id} ghi ky_hieu {plan.symbol}. Sửa một "
            "trong hai."
        )
    try:
        differing = told_otherwise(workspace, agency, plan, draft, request.now.date())
    except Unreadable as error:
        raise CannotRun(f"{draft.path}: {error}.") from error
    return PlanToday(base.plan_id, plan, workspace.name_of(workspace.plan_file(base.plan_id)), differing)


def _besides(draft: Draft) -> str:
    """Return what speaks against a file itself, told with the reason for which it was judged no further."""
    try:
        left, beside = leftovers(draft.opened), foreign(draft.opened.package)
    except Unreadable:
        return ""
    found = (*objections.of_leftovers(left), *objections.of_foreign(beside))
    return f" Trong tệp còn: {'; '.join(f'{item.id}: {item.what}' for item in found)}." if found else ""


def _require_data(base: Base, period_id: str) -> Merged:
    """Return a period merged; raises Refused when its data has errors."""
    merged = merge_chosen(base, period_id)
    base.forget()
    if merged.snapshot is None:
        text = PeriodId(base.plan_id, period_id)
        count = len(errors_in(merged.findings))
        raise Refused(f"Số liệu kỳ {text} còn {count} lỗi. Xem và sửa: reportgen check {text}")
    return merged


def _today(merged: Merged) -> PeriodToday:
    if merged.snapshot is None or merged.plan is None:
        raise ValueError("data with errors")
    template = merged.template
    files = (template.name, template.read_bytes())
    return PeriodToday(merged.snapshot, merged.plan, merged.inputs, files, merged.kept)


def _archived(
    workspace: Workspace,
    candidate: Candidate,
    recorded: Recorded,
    accepted: tuple[Accepted, ...],
    signed: bytes | None,
) -> Issued:
    """Put the document into the archive, unless another command has issued since what speaks against it."""
    request, root = candidate.request, workspace.archive_folder()
    inputs = candidate.today.inputs if candidate.today else {}
    kept = Kept(signed, read_inputs(workspace, inputs, candidate.today.kept if candidate.today else None))
    known = {item.id for item in accepted}

    def prepare(current: Register) -> Deposit:
        """Look again at what another command may have issued since."""
        now = recorded_around(current, candidate)
        fresh = next((item for item in objections.of_register(candidate, now) if item.id not in known), None)
        if fresh is not None:
            raise Refused(f"{upper_first(fresh.what)}. Cách làm: {fresh.advice}.")
        entry = line_of(candidate, accepted, now)
        bag = bagged(safe_name(entry.reference), entry, candidate, kept, accepted, now)
        return Deposit(entry, bag.payload, bag.info, bag.tags)

    done = commit(root, prepare, request.now.date(), finish=partial(record_in_plan, workspace))
    told = [*notes(candidate, recorded, known), *([done.left] if done.left else _written(candidate))]
    return Issued(
        candidate.draft.path,
        done.entry,
        root / done.entry.bag,
        replaced=recorded.replaced,
        corrected=recorded.corrected,
        accepted=accepted,
        notes=tuple(told),
        unfinished=done.unfinished,
    )


def _written(candidate: Candidate) -> list[str]:
    """Return what was written beside the archive, and what follows from it."""
    planned = candidate.planned
    if planned is None:
        return []
    return [f"đã ghi so, ngay vào {planned.file}; bản thảo báo cáo soạn trước lúc này thì soạn lại"]
