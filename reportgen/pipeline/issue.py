"""The order of ``issue``: choose the draft, fill in number and date, check, say every objection, archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.archive import series
from reportgen.archive.commit import Deposit, commit, complete
from reportgen.archive.find import find, find_among, replaced_by
from reportgen.archive.objection import Accepted, Objection
from reportgen.archive.printed import Printed, read_printed
from reportgen.archive.register import Register, sound_register
from reportgen.archive.verify import require_whole
from reportgen.errors import CannotRun, Refused
from reportgen.finding import errors_in
from reportgen.linting.verdicts import FormReport
from reportgen.load import load_agency
from reportgen.model.agency import Agency
from reportgen.model.entry import Entry
from reportgen.model.plan import FileRecord
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline import objections
from reportgen.pipeline.archive import add_signed, has_copy
from reportgen.pipeline.bags import Checks, Contents, Described, contents, deposit, signed_copy
from reportgen.pipeline.drafts import Draft, newest_draft, read_draft
from reportgen.pipeline.lint import lint_bytes, profile
from reportgen.pipeline.period import Merged, merge_period
from reportgen.pipeline.sources import choose
from reportgen.stamp import leftovers, stamp
from reportgen.vn.text import fold, upper_first
from reportgen.wordview.package import Unreadable
from reportgen.workspace import AGENCY_FILE, Workspace


@dataclass(frozen=True)
class IssueRequest:
    """What ``issue`` was asked.

    ``symbol`` is empty where only a number was given. ``reasons``: why an objection is accepted, by its
    name. ``now``: the moment of asking, with its offset from UTC. ``copies`` and ``pages`` are None where
    they were not said.
    """

    number: int
    date: dt.date
    now: dt.datetime
    period: str | None = None
    symbol: str = ""
    file: Path | None = None
    signed: Path | None = None
    replaces: str | None = None
    reasons: Mapping[str, str] | None = None
    copies: int | None = None
    pages: int | None = None


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
    accepted: tuple[Accepted, ...] = ()
    notes: tuple[str, ...] = ()
    already: bool = False
    unfinished: str = ""


@dataclass(frozen=True)
class _Subject:
    """The document to issue and what it is held against; ``merged`` is None for what is no period's report."""

    agency: Agency
    draft: Draft
    stamped: bytes
    printed: Printed
    form: FormReport
    merged: Merged | None
    template: bytes

    @property
    def period(self) -> tuple[str, str] | None:
        """Plan and period of the report; None for what is none of a period's."""
        return self.merged.period if self.merged else None

    @property
    def file(self) -> FileRecord | None:
        """The file that the plan's reports are kept in, its title filled in."""
        plan = self.merged.plan if self.merged else None
        return replace(plan.file, title=plan.file.title or plan.subject) if plan and plan.file else None

    @property
    def snapshot(self) -> Snapshot | None:
        """The data the document says: what it carries, else today's."""
        if self.draft.carried is not None:
            return self.draft.carried.snapshot
        return self.merged.snapshot if self.merged else None


def issue(workspace: Workspace, request: IssueRequest) -> Issued | Objected:
    """Issue one document, or say everything that speaks against it and write nothing.

    Raises Refused and CannotRun for what is no matter of judgement: data with errors, a number or date that
    cannot be filled in, a file that cannot be read, an archive that cannot be written.
    """
    reasons = dict(request.reasons or {})
    objections.known_names(reasons)
    root = workspace.archive_folder()
    register = sound_register(root)
    signed = signed_copy(request.signed) if request.signed else None
    period = _period(workspace, request.period) if request.period else None
    draft = _draft(workspace, request, period, register)
    before = _before(register, draft, request)
    if before is not None:
        return _again(workspace, register, before, (draft, signed), request)
    subject = _subject(workspace, request, period, draft)
    own = [*objections.of_leftovers(leftovers(subject.stamped)), *objections.of_form(subject.form)]
    own += objections.of_document(subject.printed, subject.agency, request.number)
    own += _of_data(subject, request)
    own += [*_of_register(register, subject, request), *series.of_clock(register.entries, request.date, request.now)]
    left, accepted = objections.settle(own, reasons)
    replaced = _replaced(register, subject, request)
    if left:
        return Objected(draft.path, left)
    inputs = subject.merged.inputs if subject.merged else {}
    template = (subject.merged.template.name, subject.template) if subject.merged else None
    kept = contents(workspace, inputs, template, subject.stamped, subject.printed, signed)
    known = {item.id for item in accepted}

    def prepare(current: Register) -> Deposit:
        """Look again at what another command may have issued since."""
        fresh = next((item for item in _of_register(current, subject, request) if item.id not in known), None)
        if fresh is not None:
            raise Refused(f"{upper_first(fresh.what)}. Cách làm: {fresh.advice}.")
        return _deposit(subject, request, kept, accepted, _replaced(current, subject, request), current)

    done = commit(root, prepare, request.now.date())
    given = {item.id for item in accepted}
    notes = [f"--accept {name} không cần đến: không có lý do nào mang mã ấy" for name in reasons if name not in given]
    if subject.merged is not None and not (subject.file and subject.file.retention):
        notes.append("chưa ghi thời hạn lưu trữ; thêm ho_so vào kế hoạch để các văn bản sau có")
    numbered = _series(register, subject, request)
    if missing := numbered.gaps(request.number):
        notes.append(f"dãy «{numbered.name}» còn bỏ trống số {missing}")
    return Issued(
        draft.path,
        done.entry,
        root / done.entry.bag,
        replaced=replaced,
        accepted=accepted,
        notes=tuple(notes),
        unfinished=done.unfinished,
    )


def _period(workspace: Workspace, text: str) -> tuple[str, str]:
    base, period_id = choose(workspace, text)
    return base.plan_id, period_id


def _draft(workspace: Workspace, request: IssueRequest, period: tuple[str, str] | None, register: Register) -> Draft:
    if request.file is not None:
        return read_draft(request.file)
    if period is None:
        raise CannotRun("Chưa ghi cần ban hành gì: ghi tên kỳ báo cáo, hoặc --file TỆP.docx.")
    return newest_draft(workspace, period, frozenset(entry.source_hash for entry in register.entries))


def _before(register: Register, draft: Draft, request: IssueRequest) -> Entry | None:
    """Return the line of the very same document, when it has been issued already."""
    wanted = (request.number, request.date, draft.sha256)
    return next((item for item in register.documents() if (item.number, item.date, item.source_hash) == wanted), None)


def _again(
    workspace: Workspace, register: Register, entry: Entry, given: tuple[Draft, bytes | None], request: IssueRequest
) -> Issued:
    """Say that a document is issued already, once what was left undone of it is done."""
    root = workspace.archive_folder()
    require_whole(root, entry)
    draft, signed = given
    notes: list[str] = []
    if signed is not None and not has_copy(root, register, entry, signed):
        added = add_signed(workspace, entry.bag, signed, request.now)
        notes.append(f"đã thêm bản ký vào hồ sơ {added.entry.bag}")
    elif register.pending:
        complete(root)
    return Issued(draft.path, entry, root / entry.bag, notes=tuple(notes), already=True)


def _subject(workspace: Workspace, request: IssueRequest, period: tuple[str, str] | None, draft: Draft) -> _Subject:
    loaded = load_agency(workspace)
    if loaded.value is None or errors_in(loaded.findings):
        raise Refused(f"{AGENCY_FILE} còn lỗi. Xem và sửa: reportgen check")
    carried = draft.carried.snapshot if draft.carried else None
    if carried is not None:
        if fold(carried.agency.name) != fold(loaded.value.name):
            raise Refused(f"{draft.path} là báo cáo của {carried.agency.name}, không phải của {loaded.value.name}.")
        theirs = (carried.plan.id, carried.period_id)
        if period is not None and theirs != period:
            raise Refused(f"{draft.path} là báo cáo kỳ {'/'.join(theirs)}, không phải kỳ {'/'.join(period)}.")
        period = theirs
    merged = _merged(workspace, "/".join(period)) if period else None
    try:
        stamped = stamp(draft.content, request.number, request.date)
        printed = read_printed(stamped)
        against = replace(profile(workspace), period="/".join(period) if period else None)
        form = lint_bytes(stamped, against, merged)
    except Unreadable as error:
        raise CannotRun(f"{draft.path}: {error}.") from error
    _named(printed, request, draft.path)
    template = merged.template.read_bytes() if merged else b""
    return _Subject(loaded.value, draft, stamped, printed, form, merged, template)


def _merged(workspace: Workspace, text: str) -> Merged:
    merged = merge_period(workspace, text)
    if merged.snapshot is None:
        count = len(errors_in(merged.findings))
        raise Refused(f"Số liệu kỳ {text} còn {count} lỗi. Xem và sửa: reportgen check {text}")
    return merged


def _named(printed: Printed, request: IssueRequest, path: Path) -> None:
    """Raise Refused for a document whose type or symbol cannot be read, or is not the one asked for."""
    if not printed.kind or not printed.symbol:
        lacking = "tên loại văn bản" if printed.symbol else "ký hiệu văn bản"
        raise Refused(
            f"{path}: không đọc được {lacking} ở đầu văn bản. Mở bằng Word, ghi đủ dòng «Số: …/KÝ HIỆU» và tên loại "
            "(công văn ghi «V/v …» dưới số), lưu rồi chạy lại."
        )
    if not printed.subject:
        raise Refused(f"{path}: không đọc được trích yếu. Mở bằng Word, ghi trích yếu dưới tên loại, lưu rồi chạy lại.")
    if request.symbol and fold(request.symbol) != fold(printed.symbol):
        raise Refused(f"{path} ghi ký hiệu {printed.symbol}, lệnh ghi {request.symbol}. Sửa một trong hai.")


def _replaced(register: Register, subject: _Subject, request: IssueRequest) -> Entry | None:
    """Return the document that this one replaces. Raises Refused when it cannot, CannotRun when there is none such."""
    if request.replaces is None:
        return None
    own = subject.period or ("", "")
    kin = [entry for entry in register.documents() if (entry.plan_id, entry.period_id) == own]
    old = find_among(kin, request.replaces) or find(register, request.replaces)
    if (old.plan_id, old.period_id) != own or fold(old.type_name) != fold(subject.printed.type_name):
        what = f"báo cáo kỳ {'/'.join(own)}" if subject.period else subject.printed.kind
        theirs = f"kỳ {old.plan_id}/{old.period_id}" if old.period_id else old.type_name.lower()
        raise Refused(f"{old.words()} ({theirs}) không thể được thay bằng {what}: chỉ thay văn bản cùng loại, cùng kỳ.")
    later = replaced_by(register).get(old.bag)
    if later is not None:
        raise Refused(f"{old.words()} đã được {later.words()} thay thế. Ghi: --replaces {later.reference}")
    return old


def _of_data(subject: _Subject, request: IssueRequest) -> list[Objection]:
    """Return what the data of a period's report lacks, and what has changed since it was drafted."""
    if subject.merged is None or subject.snapshot is None:
        return list(objections.of_stranger(subject.printed.kind))
    found = list(objections.of_snapshot(subject.snapshot, request.date))
    if subject.draft.carried is not None:
        found += objections.of_sources(subject.draft.carried.provenance, subject.merged.inputs, subject.template)
    return found


def _series(register: Register, subject: _Subject, request: IssueRequest) -> series.Series:
    return series.series_in(register.entries, subject.agency, subject.printed.kind, request.date.year)


def _of_register(register: Register, subject: _Subject, request: IssueRequest) -> list[Objection]:
    """Return what the register says against number, date, period and file."""
    numbered = _series(register, subject, request)
    found = list(series.objections(numbered, request.number, subject.printed.symbol, request.date))
    replaced = replaced_by(register)
    old = _replaced(register, subject, request)
    standing = [entry for entry in register.documents() if entry.bag not in replaced]
    others = [entry for entry in standing if entry != old]
    issued = next((entry for entry in others if subject.period == (entry.plan_id, entry.period_id)), None)
    if issued is not None:
        found.append(
            Objection(
                "ky-da-ban-hanh",
                f"kỳ {'/'.join(subject.period or ())} đã ban hành {issued.words()}",
                f"sai nội dung thì sửa bản thảo, lấy số mới và thêm --replaces {issued.reference}",
                acceptable=False,
            )
        )
    same = next((entry for entry in standing if entry.source_hash == subject.draft.sha256), None)
    if same is not None and same != issued:
        found.append(
            Objection(
                "tep-da-ban-hanh",
                f"chính tệp này, chưa sửa gì, đã ban hành là {same.words()}",
                "sửa bản thảo rồi ban hành lại, hoặc ghi đúng tệp cần ban hành bằng --file",
            )
        )
    return found


def _accepted_words(accepted: tuple[Accepted, ...]) -> list[str]:
    """Return what was accepted in words, a reason given for several things once."""
    given: dict[str, list[str]] = {}
    for item in accepted:
        given.setdefault(item.reason, []).append(objections.KINDS.get(item.id, item.id))
    return [f"chấp nhận {', '.join(dict.fromkeys(what))}: {reason}" for reason, what in given.items()]


def _deposit(
    subject: _Subject,
    request: IssueRequest,
    kept: Contents,
    accepted: tuple[Accepted, ...],
    replaced: Entry | None,
    register: Register,
) -> Deposit:
    printed = subject.printed
    remarks = [f"thay thế {replaced.words()}"] if replaced else []
    remarks += _accepted_words(accepted)
    plan, period = subject.period or ("", "")
    snapshot = subject.snapshot
    recorded = max([request.now, *(entry.recorded for entry in register.entries)])  # another command may just have
    entry = Entry(
        number=request.number,
        symbol=printed.symbol,
        date=request.date,
        type_name=printed.type_name,
        subject=printed.subject,
        signer=printed.signer or (snapshot.signer.name if snapshot else ""),
        series=series.series_of(subject.agency, printed.kind),
        recorded_at=recorded.isoformat(timespec="seconds"),
        recipients=printed.to,
        kept_by=printed.kept,
        copies=request.copies,
        note="; ".join(remarks),
        plan_id=plan,
        period_id=period,
        replaces=replaced.bag if replaced else "",
        source_hash=subject.draft.sha256,
    )
    position = printed.position
    if snapshot is not None and fold(snapshot.signer.position) == fold(position):
        position = snapshot.signer.position
    described = Described(subject.agency, subject.file, position, printed.priority, request.pages or printed.pages)
    return deposit(entry, kept, described, Checks(subject.form, accepted), snapshot, register)
