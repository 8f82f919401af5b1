"""What the register says around a document that is to be issued: what stands, what it replaces or corrects."""

from __future__ import annotations

from reportgen.archive.find import find, find_among, replaced_by
from reportgen.archive.register import Register
from reportgen.errors import Refused
from reportgen.issuing.candidate import Candidate, Recorded
from reportgen.issuing.corrected import is_letter, named_in
from reportgen.issuing.drafts import Draft
from reportgen.model.entry import Entry
from reportgen.model.issue_request import IssueRequest
from reportgen.model.period_id import PeriodId
from reportgen.vn.text import fold


def issued_before(register: Register, draft: Draft, request: IssueRequest) -> Entry | None:
    """Return the line of the very same document, when it has been issued already."""
    wanted = (request.number, request.date, draft.sha256)
    return next((item for item in register.documents() if (item.number, item.date, item.source_hash) == wanted), None)


def issued_for(register: Register, period: PeriodId) -> Entry | None:
    """Return the report of a period that was issued and stands; None for none."""
    replaced = replaced_by(register)
    standing = (entry for entry in register.documents() if entry.bag not in replaced)
    return next((entry for entry in standing if entry.period == period), None)


def recorded_around(register: Register, candidate: Candidate) -> Recorded:
    """Return what the register says around ``candidate``.

    Raises Refused when it cannot replace or correct what it was to, CannotRun when there is none such.
    """
    replaced = replaced_by(register)
    standing = tuple(entry for entry in register.documents() if entry.bag not in replaced)
    wanted = candidate.request.replaces
    old = _replaceable(register, candidate, wanted) if wanted is not None else None
    return Recorded(register.entries, standing, old, _corrected(register, candidate))


def _corrected(register: Register, candidate: Candidate) -> Entry | None:
    """Return the document that ``candidate`` corrects: the one asked for, else the one that its abstract names."""
    printed, wanted = candidate.printed, candidate.request.corrects
    if wanted is None:
        return named_in(printed, register.documents())
    if not is_letter(printed):
        raise Refused(
            f"{candidate.draft.path} là {printed.kind}, còn đính chính thì bằng công văn (Nghị định 30, Điều 18 khoản "
            "3). Sai sót về nội dung thì ban hành văn bản thay thế: --replaces."
        )
    return find(register, wanted)


def _replaceable(register: Register, candidate: Candidate, wanted: str) -> Entry:
    """Return the document that ``wanted`` means and ``candidate`` may replace. Raises Refused, CannotRun."""
    plans = candidate.plan_id, ""  # a plan may have been issued as any other document
    kin = [entry for entry in register.documents() if entry.period == candidate.period and entry.plan_id in plans]
    old = find_among(kin, wanted) or find(register, wanted)
    if old not in kin or fold(old.type_name) != fold(candidate.printed.type_name):
        what = f"báo cáo kỳ {candidate.period}" if candidate.period else candidate.printed.kind
        theirs = f"kỳ {old.period}" if old.period else f"{old.type_name.lower()} {old.plan_id}".rstrip()
        raise Refused(f"{old.words()} ({theirs}) không thể được thay bằng {what}: chỉ thay văn bản cùng loại, cùng kỳ.")
    later = replaced_by(register).get(old.bag)
    if later is not None:
        raise Refused(f"{old.words()} đã được {later.words()} thay thế. Ghi: --replaces {later.reference}")
    return old
