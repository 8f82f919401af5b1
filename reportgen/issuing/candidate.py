"""A document that is to be issued, as one value: what was asked, what is printed on it, what it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.errors import Refused
from reportgen.issuing.drafts import Draft
from reportgen.issuing.printed import Printed
from reportgen.issuing.series import Series, series_in
from reportgen.issuing.worded import Worded
from reportgen.model.agency import Agency, Signer
from reportgen.model.entry import Entry
from reportgen.model.issue_request import IssueRequest
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import FileRecord, Plan
from reportgen.model.snapshot import Snapshot
from reportgen.nd30.verdicts import FormReport
from reportgen.unfinished import Leftover
from reportgen.vn.text import fold
from reportgen.wordview.foreign import Foreign
from reportgen.wordview.opened import Opened


@dataclass(frozen=True)
class PeriodToday:
    """The data of a report's period as it stands today.

    ``inputs``: SHA-256 of the files it was read from, by name. ``template``: the name and bytes of the period's.
    ``kept``: those of the inputs that an earlier report of the period keeps, and that were read there.
    """

    snapshot: Snapshot
    plan: Plan
    inputs: Mapping[str, str]
    template: tuple[str, bytes]
    kept: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def period(self) -> PeriodId:
        """The plan and period it is the data of."""
        return PeriodId(self.snapshot.plan.id, self.snapshot.period_id)


@dataclass(frozen=True)
class PlanToday:
    """The plan that a document is, as its file has it today; ``file``: the file's name.

    ``differing``: where the document says otherwise than the file, each in words.
    """

    plan_id: str
    plan: Plan
    file: str
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """The document that is to be issued; ``today`` is None for what is no period's report, ``planned`` for no plan.

    ``stamped``: the draft with its number and date filled in; all else that is said of the document was read from it:
    what is printed, what is unfinished, what the file carries or loads beside its text, its form. ``worded``: how its
    words stand beside the office's file of words. ``signers``: those that ``co-quan.yaml`` has today.
    """

    request: IssueRequest
    agency: Agency
    draft: Draft
    stamped: Opened
    printed: Printed
    unfinished: tuple[Leftover, ...]
    foreign: tuple[Foreign, ...]
    form: FormReport
    today: PeriodToday | None
    worded: Worded = Worded()
    signers: tuple[Signer, ...] = ()
    planned: PlanToday | None = None

    @property
    def plan_id(self) -> str:
        """The plan that it is, or whose period it reports; empty for any other document."""
        return self.planned.plan_id if self.planned else self.period.plan if self.period else ""

    @property
    def period_id(self) -> str:
        """The period that it reports; empty for any other document."""
        return self.period.period if self.period else ""

    @property
    def period(self) -> PeriodId | None:
        """Plan and period of the report; None for what is none of a period's."""
        return self.today.period if self.today else None

    @property
    def file(self) -> FileRecord | None:
        """The file that the plan's reports are kept in, its title filled in."""
        of = self.today or self.planned
        plan = of.plan if of else None
        return replace(plan.file, title=plan.file.title or plan.subject) if plan and plan.file else None

    @property
    def snapshot(self) -> Snapshot | None:
        """The data the document says: what it carries, else today's."""
        return self.draft.snapshot or (self.today.snapshot if self.today else None)

    def series(self, entries: tuple[Entry, ...]) -> Series:
        """Return the documents among ``entries`` (lines of the register) that this one is numbered together with."""
        return series_in(entries, self.agency, self.printed.kind, self.request.date.year)


@dataclass(frozen=True)
class Recorded:
    """What the register says around a candidate.

    ``entries``: every line. ``standing``: the documents that no other replaces. ``replaced``: the one that the
    candidate replaces; ``corrected``: the one whose slips it corrects.
    """

    entries: tuple[Entry, ...]
    standing: tuple[Entry, ...]
    replaced: Entry | None
    corrected: Entry | None = None


def require_own(draft: Draft, agency: Agency, period: PeriodId | None) -> PeriodId | None:
    """Return the period of a draft: the one it carries data of, else ``period``, which was asked for.

    Raises Refused for a draft that carries another agency's data, or another period's.
    """
    carried, theirs = draft.snapshot, draft.period
    if carried is None or theirs is None:
        return period
    if fold(carried.agency.name) != fold(agency.name):
        raise Refused(f"{draft.path} là báo cáo của {carried.agency.name}, không phải của {agency.name}.")
    if period is not None and theirs != period:
        raise Refused(f"{draft.path} là báo cáo kỳ {theirs}, không phải kỳ {period}.")
    return theirs


def require_title(printed: Printed, request: IssueRequest, path: Path) -> None:
    """Raise Refused for a document whose type, symbol or subject cannot be read, or whose symbol is not the one asked.

    ``path``: the draft's, for the message.
    """
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
