"""The snapshot: everything a report says, merged from plan and status files, frozen.

It is the one thing between reading and writing: texts, tables, comparison and archive all stand on it,
and every report carries it inside. Amounts keep their exact values; nothing is rounded here.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.model.agency import Signer
from reportgen.model.goals.result import TargetResult as TargetResult
from reportgen.model.goals.result import TargetRow as TargetRow
from reportgen.model.places import group_places
from reportgen.model.plan import Addressee, Ending, Extension, LegalBasis, Milestone, Period
from reportgen.model.status import ExtraWork, General, State, TaskStatus
from reportgen.model.subtask import joint_deadline
from reportgen.record import record
from reportgen.vn.deadlines import Deadline, Years

SNAPSHOT_VERSION = 2
CLASSING = 2
"""The rules by which tasks are classed today; 1 were those of version 1, which knew no class for recurring work."""


class TaskClass(enum.StrEnum):
    """Where a task stands at the cut-off; each task falls into exactly one class."""

    DONE_ON_TIME = "hoan-thanh-dung-han"
    DONE_LATE = "hoan-thanh-qua-han"
    RECURRING = "thuc-hien-thuong-xuyen"
    UNDER_WAY = "dang-thuc-hien-trong-han"
    UNDER_WAY_LATE = "dang-thuc-hien-qua-han"
    NOT_STARTED = "chua-thuc-hien-trong-han"
    NOT_STARTED_LATE = "chua-thuc-hien-qua-han"
    NOT_REPORTED = "chua-bao-cao"
    ENDED = "da-ket-thuc"

    @property
    def label(self) -> str:
        """The class in full Vietnamese."""
        return _LABELS[self]

    @property
    def done(self) -> bool:
        """Whether the task is complete."""
        return self in (TaskClass.DONE_ON_TIME, TaskClass.DONE_LATE)

    @property
    def open(self) -> bool:
        """Whether something is still to be done: neither complete nor ended. Recurring work always is."""
        return not self.done and self is not TaskClass.ENDED


_LABELS = {
    TaskClass.DONE_ON_TIME: "hoàn thành đúng hạn",
    TaskClass.DONE_LATE: "hoàn thành quá hạn",
    TaskClass.RECURRING: "thực hiện thường xuyên",
    TaskClass.UNDER_WAY: "đang thực hiện trong hạn",
    TaskClass.UNDER_WAY_LATE: "đang thực hiện quá hạn",
    TaskClass.NOT_STARTED: "chưa thực hiện trong hạn",
    TaskClass.NOT_STARTED_LATE: "chưa thực hiện quá hạn",
    TaskClass.NOT_REPORTED: "chưa báo cáo",
    TaskClass.ENDED: "đã kết thúc",
}

Counts = Mapping[TaskClass, int]


@record
class AgencyHead:
    """What the report prints of the agency."""

    name: str
    parent: str | None
    symbol: str
    place: str
    hub_abbreviation: str


@record
class PlanHead:
    """What the report prints of the plan beside targets and tasks; ``last_year``: of a plan of several years."""

    id: str
    year: int
    symbol: str
    number: str | None
    date: dt.date | None
    subject: str
    report_title: str | None
    bases: tuple[LegalBasis, ...]
    addressees: tuple[Addressee, ...]
    recipients: tuple[str, ...]
    last_year: int | None = None
    school: bool = False

    @property
    def years(self) -> Years:
        """The years of the plan."""
        return Years(self.year, self.last_year or self.year, self.school)

    @property
    def addressee_names(self) -> tuple[str, ...]:
        """The names of those to whom the report is addressed."""
        return tuple(addressee.name for addressee in self.addressees)


@record
class UnitReport:
    """One unit in this period: whether and when it sent, what it said, how its own tasks stand.

    ``counts`` classes the tasks the unit leads by the unit's own rows; a task with several leads
    counts once for each of them.
    """

    id: str
    name: str
    abbreviation: str
    sent: bool
    sent_on: dt.date | None
    late: bool
    general: General
    counts: Counts
    extra: tuple[ExtraWork, ...] = ()


class Role(enum.StrEnum):
    """What a unit is to a task."""

    LEAD = "chu-tri"
    HELPER = "phoi-hop"


@record
class Origin:
    """Where a carried-over result was first reported: the period's name, and the day its unit sent it."""

    period: str
    reported: dt.date | None


@record
class OccurrenceResult:
    """One time (*kỳ*) that a task is due, merged: whether every lead has done it by the cut-off."""

    code: str
    name: str
    last_day: dt.date
    done: bool


@record
class TaskRow:
    """One unit's row for a task as it wrote it, and the class of its own share.

    ``carried`` is the unit's result of the previous period, where the unit marked it as standing, and
    ``carried_from`` where that stood (None in data written before that was kept). ``times_done``: the codes of the
    times (*kỳ*) that it has done by the cut-off, in this period and those before. ``carried_documents``: what stood
    beside the result that is carried.
    """

    unit: str
    role: Role
    status: TaskStatus
    task_class: TaskClass
    carried: str | None
    carried_from: Origin | None = None
    times_done: tuple[str, ...] = ()
    carried_documents: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """What the unit cites with its result, that which is carried over first; each once."""
        return tuple(dict.fromkeys((*self.carried_documents, *self.status.documents)))


@record
class Share:
    """How far one lead is with its share of a task; ``state`` is None while it has not reported.

    ``after_cutoff``: it was done, but only after the cut-off of its period.

    ``progress`` in percent; ``abbreviation`` is the unit's at that time.
    """

    unit: str
    abbreviation: str
    state: State | None
    progress: Decimal | None
    task_class: TaskClass
    after_cutoff: bool = False


@record
class TaskBefore:
    """A task as the period before had it: each lead's share, and the deadline then in force."""

    shares: tuple[Share, ...]
    deadline: Deadline | None


@record
class LeadsBefore:
    """Who led a task before it was moved, by name; since when others do, and what says so."""

    leads: tuple[str, ...]
    since: dt.date
    document: str | None = None


@record
class SubTaskResult:
    """A part a), b) of a task as the plan writes it, its letter made up where the plan has none."""

    letter: str
    text: str
    leads: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: Deadline | None = None
    products: tuple[str, ...] = ()


@record
class TaskResult:
    """A task merged: its class, every row written for it, and the units whose row is missing.

    ``owing`` holds the ids of the units that owe a row; ``leads`` and ``helpers`` are names as the plan
    writes them, the leads those in force at the cut-off, as are ``followers`` (who follow the task up) and ``leaders``
    (who are in charge). ``moves``: who led it before, the earliest first.
    ``occurrences``: each time that recurring work is due; empty while some lead has not said which it has done.
    """

    code: str
    text: str
    owing: tuple[str, ...]
    leads: tuple[str, ...]
    helpers: tuple[str, ...]
    deadline: Deadline | None
    extensions: tuple[Extension, ...]
    ending: Ending | None
    task_class: TaskClass
    completed: dt.date | None
    rows: tuple[TaskRow, ...]
    missing: tuple[str, ...]
    previous_class: TaskClass | None
    before: TaskBefore | None = None
    moves: tuple[LeadsBefore, ...] = ()
    products: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    funding: str | None = None
    subtasks: tuple[SubTaskResult, ...] = ()
    occurrences: tuple[OccurrenceResult, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @property
    def deadline_in_force(self) -> Deadline | None:
        """The deadline after the extensions that count, else that of its parts; None when the plan gives none."""
        if self.extensions:
            return self.extensions[-1].until
        return self.deadline or joint_deadline((part.letter, part.deadline) for part in self.subtasks)

    def shares(self, abbreviations: Mapping[str, str], cutoff: dt.date = dt.date.max) -> tuple[Share, ...]:
        """Return each lead's share as of ``cutoff``, those that have not reported among them, in the plan's order."""
        rows = {row.unit: row for row in self.rows if row.role is Role.LEAD}
        shares = []
        for unit in self.owing:
            row = rows.get(unit)
            if row is not None:
                after = row.status.completed is not None and row.status.completed > cutoff
                status = row.status
                share = Share(unit, abbreviations[unit], status.state, status.progress, row.task_class, after)
                shares.append(share)
            elif unit in self.missing:
                shares.append(Share(unit, abbreviations[unit], None, None, TaskClass.NOT_REPORTED))
        return tuple(shares)


@record
class GoneTask:
    """A task of the period before that the plan no longer has, as it stood then."""

    code: str
    text: str
    leads: tuple[str, ...]
    task_class: TaskClass


@record
class IssuedReport:
    """The issued document that the period before is taken from: ``Báo cáo``, ``05/BC-SKHCN``, its date."""

    kind: str
    reference: str
    date: dt.date


@record
class GroupResult:
    """A group of tasks and its counts. ``short_name``: what the plan calls it in headings.

    ``monitor``: id of the unit that follows the group up, and writes its words; None for the office itself.
    """

    number: str
    name: str
    tasks: tuple[TaskResult, ...]
    counts: Counts
    short_name: str | None = None
    monitor: str | None = None


@record
class PartResult:
    """A part of the plan and its counts."""

    number: str | None
    name: str | None
    groups: tuple[GroupResult, ...]
    counts: Counts


@record
class OfficeText:
    """What the office says in one place of the report.

    ``text``: as typed, paragraphs parted by blank lines; empty where the automatic text stands. ``heading``: empty
    for the plan's own. ``left_out``: the place is not printed. ``within``: the group in which the place is told,
    without a heading of its own; empty for its own place.
    """

    place: str
    text: str = ""
    heading: str = ""
    left_out: bool = False
    within: str = ""


@record
class Snapshot:
    """One period of one plan, merged.

    ``classing``: the rules by which its tasks are classed. ``gone``: tasks that only the period before has.
    ``previous_issued``: the document that period was taken from; None where it was taken from its status files.
    ``previous_plan``: the id of the plan that period is of, where it is another one: then only what both plans have is
    compared. ``words``: what the office says in its own words; places without any are told by the automatic text.
    """

    version: int
    agency: AgencyHead
    plan: PlanHead
    period_id: str
    period: Period
    previous_period: str | None
    previous_counts: Counts | None
    signer: Signer
    units: tuple[UnitReport, ...]
    targets: tuple[TargetResult, ...]
    parts: tuple[PartResult, ...]
    counts: Counts
    gone: tuple[GoneTask, ...] = ()
    previous_issued: IssuedReport | None = None
    classing: int = CLASSING
    words: tuple[OfficeText, ...] = ()
    previous_plan: str | None = None

    def tasks(self) -> Iterator[TaskResult]:
        """Yield every task in the plan's order."""
        for part in self.parts:
            for group in part.groups:
                yield from group.tasks

    def groups(self) -> Iterator[tuple[str, GroupResult]]:
        """Yield every group in the plan's order, with its place."""
        for part, places in zip(self.parts, group_places(self.parts), strict=True):
            yield from zip(places, part.groups, strict=True)
