"""The order of ``issue``: choose the draft, fill in number and date, check, say every objection, archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.archive import series
from reportgen.archive.commit import Deposit, commit
from reportgen.archive.entry import Entry
from reportgen.archive.find import find, replaced_by
from reportgen.archive.objection import Accepted, Objection
from reportgen.archive.printed import Printed, read_printed
from reportgen.archive.register import Register, sound_register
from reportgen.errors import CannotRun, Refused
from reportgen.finding import errors_in
from reportgen.lint.verdicts import FormReport
from reportgen.load import load_agency
from reportgen.model.agency import Agency
from reportgen.model.plan import FileRecord
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline import objections
from reportgen.pipeline.bags import Contents, contents, deposit, signed_copy
from reportgen.pipeline.drafts import Draft, newest_draft, read_draft
from reportgen.pipeline.lint import lint_bytes, profile
from reportgen.pipeline.period import Merged, merge_period
from reportgen.stamp import leftovers, stamp
from reportgen.vn.text import fold
from reportgen.wordview.package import Unreadable
from reportgen.workspace import AGENCY_FILE, Workspace


@dataclass(frozen=True)
class Request:
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

    ``place``: the bag's folder. ``already``: the same document had been issued before, nothing was done.
    ``unfinished``: why the register's line stands in the journal only.
    """

    source: Path
    entry: Entry
    place: Path
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
    replaced: Entry | None

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

    @property
    def series(self) -> str:
        return series.series_of(self.agency, self.printed.kind)


def issue(workspace: Workspace, request: Request) -> Issued | Objected:
    """Issue one document, or say everything that speaks against it and write nothing.

    Raises Refused and CannotRun for what is no matter of judgement: data with errors, a number or date that
    cannot be filled in, a file that cannot be read, an archive that cannot be written.
    """
    reasons = dict(request.reasons or {})
    objections.known_names(reasons)
    root = workspace.archive_folder()
    register = sound_register(root)
    subject = _subject(workspace, request, register)
    signed = signed_copy(request.signed) if request.signed else None
    before = _before(register, subject, request)
    if before is not None:
        return Issued(subject.draft.path, before, root / before.tui, already=True)
    own = [
        *objections.of_leftovers(leftovers(subject.stamped)),
        *objections.of_form(subject.form),
        *_of_data(subject, request),
    ]
    left, accepted = objections.settle([*own, *_of_register(register, subject, request)], reasons)
    if left:
        return Objected(subject.draft.path, left)
    kept = contents(workspace, subject.merged, subject.stamped, subject.printed, signed)

    def prepare(current: Register) -> Deposit:
        changed, _ = objections.settle(list(_of_register(current, subject, request)), reasons)
        if changed:
            raise Refused(f"{changed[0].what}. Cách làm: {changed[0].advice}.")
        return _deposit(subject, request, kept, accepted, current)

    done = commit(root, prepare, request.now.date())
    given = {item.id for item in accepted}
    notes = [f"--accept {name} không cần đến: không có lý do nào mang mã ấy" for name in reasons if name not in given]
    if subject.merged is not None and not (subject.file and subject.file.retention):
        notes.append("chưa ghi thời hạn lưu trữ: thêm ho_so vào kế hoạch")
    missing = series.gaps(register.entries, subject.series, request.number, request.date.year)
    if missing:
        notes.append(f"dãy «{subject.series}» còn bỏ trống số {missing}")
    return Issued(
        subject.draft.path,
        done.entry,
        root / done.entry.tui,
        accepted=accepted,
        notes=tuple(notes),
        unfinished=done.unfinished,
    )


def _subject(workspace: Workspace, request: Request, register: Register) -> _Subject:
    loaded = load_agency(workspace)
    if loaded.value is None or errors_in(loaded.findings):
        raise Refused(f"{AGENCY_FILE} còn lỗi. Xem và sửa: reportgen check")
    merged = _merged(workspace, request.period) if request.period else None
    if request.file is not None:
        draft = read_draft(request.file)
    elif merged is not None:
        draft = newest_draft(workspace, merged.period)
    else:
        raise CannotRun("Chưa ghi cần ban hành gì: ghi tên kỳ báo cáo, hoặc --file TỆP.docx.")
    carried = draft.carried.snapshot if draft.carried else None
    if carried is not None:
        if fold(carried.agency.name) != fold(loaded.value.name):
            raise Refused(f"{draft.path} là báo cáo của {carried.agency.name}, không phải của {loaded.value.name}.")
        theirs = (carried.plan.id, carried.period_id)
        if merged is not None and theirs != merged.period:
            raise Refused(f"{draft.path} là báo cáo kỳ {'/'.join(theirs)}, không phải kỳ {'/'.join(merged.period)}.")
        merged = merged or _merged(workspace, "/".join(theirs))
    try:
        stamped = stamp(draft.content, request.number, request.date)
        printed = read_printed(stamped)
        against = replace(profile(workspace), period="/".join(merged.period) if merged else None)
        form = lint_bytes(stamped, against, merged)
    except Unreadable as error:
        raise CannotRun(f"{draft.path}: {error}.") from error
    _named(printed, request, draft.path)
    replaced = _replaced(register, request) if request.replaces else None
    return _Subject(loaded.value, draft, stamped, printed, form, merged, replaced)


def _merged(workspace: Workspace, text: str) -> Merged:
    merged = merge_period(workspace, text)
    if merged.snapshot is None:
        count = len(errors_in(merged.findings))
        raise Refused(f"Số liệu kỳ {text} còn {count} lỗi. Xem và sửa: reportgen check {text}")
    return merged


def _named(printed: Printed, request: Request, path: Path) -> None:
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


def _replaced(register: Register, request: Request) -> Entry:
    old = find(register, request.replaces or "")
    later = replaced_by(register).get(old.tui)
    if later is not None and not (later.so == request.number and later.ngay == request.date):
        raise Refused(f"{old.words()} đã được {later.words()} thay thế. Ghi: --replaces {later.reference}")
    return old


def _before(register: Register, subject: _Subject, request: Request) -> Entry | None:
    """Return the line of the very same document, when it has been issued already."""
    return next(
        (
            entry
            for entry in register.documents()
            if (entry.so, fold(entry.ky_hieu), entry.ngay)
            == (request.number, fold(subject.printed.symbol), request.date)
            and entry.nguon == subject.draft.sha256
        ),
        None,
    )


def _of_data(subject: _Subject, request: Request) -> list[Objection]:
    """Return what the data of a period's report lacks, and what has changed since it was drafted."""
    if subject.merged is None or subject.snapshot is None:
        return []
    found = list(objections.of_snapshot(subject.snapshot, request.date))
    if subject.draft.carried is not None:
        template = subject.merged.template.read_bytes()
        found += objections.of_sources(subject.draft.carried.provenance, subject.merged.inputs, template)
    return found


def _of_register(register: Register, subject: _Subject, request: Request) -> list[Objection]:
    """Return what the register says against number, date and period."""
    found = list(series.objections(register.entries, subject.series, request.number, request.date, request.now))
    replaced = replaced_by(register)
    standing = next(
        (
            entry
            for entry in register.documents()
            if subject.period == (entry.ke_hoach, entry.ky_bao_cao) and entry.tui not in replaced
        ),
        None,
    )
    if standing is not None and standing != subject.replaced:
        found.append(
            Objection(
                "ky-da-ban-hanh",
                f"kỳ {'/'.join(subject.period or ())} đã ban hành {standing.words()}",
                f"bản đính chính, thay thế thì thêm --replaces {standing.reference}",
                acceptable=False,
            )
        )
    return found


def _deposit(
    subject: _Subject, request: Request, kept: Contents, accepted: tuple[Accepted, ...], register: Register
) -> Deposit:
    printed = subject.printed
    remarks = [f"thay thế {subject.replaced.words()}"] if subject.replaced else []
    remarks += [f"chấp nhận {objections.KINDS.get(item.id, item.id)}: {item.reason}" for item in accepted]
    plan, period = subject.period or ("", "")
    snapshot = subject.snapshot
    entry = Entry(
        so=request.number,
        ky_hieu=printed.symbol,
        ngay=request.date,
        ten_loai=printed.type_name,
        trich_yeu=printed.subject,
        nguoi_ky=printed.signer or (snapshot.signer.name if snapshot else ""),
        day_so=subject.series,
        ghi_luc=request.now.isoformat(timespec="seconds"),
        noi_nhan=printed.to,
        luu=printed.kept,
        so_luong=request.copies,
        ghi_chu="; ".join(remarks),
        ke_hoach=plan,
        ky_bao_cao=period,
        thay_the=subject.replaced.tui if subject.replaced else "",
        nguon=subject.draft.sha256,
    )
    position = printed.position
    if snapshot is not None and fold(snapshot.signer.position) == fold(position):
        position = snapshot.signer.position
    return deposit(
        entry,
        printed,
        kept,
        agency=subject.agency,
        file=subject.file,
        form=subject.form,
        accepted=accepted,
        position=position,
        pages=request.pages,
        snapshot=snapshot,
        register=register,
    )
