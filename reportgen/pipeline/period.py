"""One period as its data stands today: read, checked and merged. ``draft`` and ``lint --against`` begin here.

The period before it is what the office has said of it: its issued report while the archive has it unharmed, the
units' files otherwise.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from reportgen import stock
from reportgen.errors import CannotRun
from reportgen.finding import Finding, Severity, errors_in
from reportgen.load import Loaded, left_unsent
from reportgen.merge import merge
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan
from reportgen.model.snapshot import IssuedReport, Snapshot
from reportgen.model.status import UnitStatus
from reportgen.pipeline.base import Base
from reportgen.pipeline.kept import standing
from reportgen.pipeline.since_issued import notes
from reportgen.pipeline.sources import Sources, choose, other_plan, read_period
from reportgen.pipeline.strays import strays
from reportgen.pipeline.words import OfficeWords, load_period_words, stray_words, weighed, with_words
from reportgen.record import record
from reportgen.workspace import Workspace


@record
class Merged:
    """A period as its data stands today; ``snapshot`` is None when ``findings`` has errors."""

    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    template_name: str = ""
    template_folder: Path = Path()
    inputs: Mapping[str, str] = field(default_factory=dict)
    plan: Plan | None = None
    words: OfficeWords = OfficeWords()
    earlier: Mapping[str, Snapshot] = field(default_factory=dict)
    """The periods before it by their ids, as far as they were merged for it."""
    agency: Loaded[Agency] | None = None
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """The inputs that were read from what an issued report keeps, by name."""
    notes: tuple[str, ...] = ()
    """What the workspace has otherwise than an issued period was read, and what to do, a sentence each."""

    @property
    def period(self) -> PeriodId:
        """Plan id and period id; empty when there is no snapshot."""
        return PeriodId(self.snapshot.plan.id, self.snapshot.period_id) if self.snapshot else PeriodId("", "")

    @property
    def template(self) -> Path:
        """The period's template. Raises CannotRun when there is none."""
        return stock.find_template(self.template_folder, self.template_name)


@record
class IssuedPeriod:
    """A period as its report was issued: the data, the document to cite, the hashes of what was read by name."""

    snapshot: Snapshot
    report: IssuedReport
    inputs: Mapping[str, str]


Finder = Callable[[Workspace, PeriodId], IssuedPeriod | None]
"""From workspace and period to the report issued for that period, if there is one."""


def registered(workspace: Workspace, period: PeriodId) -> IssuedPeriod | None:
    """Return the period as the newest report in the register that no other replaces says it.

    None where there is no such report, and where register or bag are damaged: nothing is then cited.
    """
    entry = standing(workspace, period).entry
    if entry is None:
        return None
    from reportgen.archive.places import bag_place

    try:
        return _of_bag(workspace, bag_place(workspace.archive_folder(), entry.bag))
    except (CannotRun, OSError):
        return None


def brought_along(workspace: Workspace, period: PeriodId) -> IssuedPeriod | None:
    """Return the period as an issued report brought along without its register says it.

    For the inputs that a bag keeps: what a report was compared with then, whatever was issued since.
    """
    from reportgen.formats.register import LINE_FILE

    for line in sorted(workspace.archive_folder().glob(f"*/*/{LINE_FILE}")):
        found = _of_bag(workspace, line.parent)
        if (found.snapshot.plan.id, found.snapshot.period_id) == period:
            return found
    return None


def _of_bag(workspace: Workspace, bag: Path) -> IssuedPeriod:
    """Read what a later report needs of an issued one. Raises CannotRun when it cannot be read."""
    from reportgen.archive.places import PAYLOAD
    from reportgen.files import read_plain
    from reportgen.formats.register import LINE, LINE_FILE
    from reportgen.formats.wire import Newer
    from reportgen.issuing.bag_files import SNAPSHOT_FILE
    from reportgen.pipeline.archive import snapshot_of

    try:
        files = [bag / PAYLOAD / SNAPSHOT_FILE, bag / LINE_FILE]
        inputs = {workspace.name_of(path): hashlib.sha256(read_plain(path)).hexdigest() for path in files}
        entry = LINE.load(files[1].read_bytes())
    except Newer as error:
        raise CannotRun(f"Hồ sơ {bag} {error}. Cập nhật reportgen rồi chạy lại.") from error
    except (OSError, ValueError) as error:
        raise CannotRun(f"Hồ sơ {bag} hỏng. Kiểm tra: reportgen archive verify") from error
    report = IssuedReport(entry.type_name, entry.reference, entry.date)
    return IssuedPeriod(snapshot_of(workspace.archive_folder(), entry), report, inputs)


def merge_period(workspace: Workspace, period: str, find: Finder = registered) -> Merged:
    """Read, check and merge one period. Raises CannotRun when there is no such period.

    ``find`` tells how the period before was issued; its files are then neither read nor blamed.
    """
    base, period_id = choose(workspace, period)
    merged = merge_chosen(base, period_id, find)
    base.forget()
    return merged


def merge_chosen(base: Base, period_id: str, find: Finder = registered, *, worded: bool = True) -> Merged:
    """Read, check and merge one period of a plan that is read already; as :func:`merge_period` in all else.

    Without ``worded`` the office's own words are neither read nor blamed.
    """
    base = base.of(period_id)
    findings = [*base.findings, *strays(base.workspace, base)]
    if errors_in(findings) or base.agency.value is None or base.plan.value is None:
        readable = [read_period(base, period_id)] if base.plan.value is not None else []
        findings += [finding for source in readable for finding in source.findings]
        return Merged(None, tuple(sorted(findings)))
    agency, plan = base.agency.value, base.plan.value
    gathered = gather_with_last_year(base, plan, period_id, find)
    findings += gathered.faults()
    findings += [finding for source in gathered.all() for finding in _blocking(source)]
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)))
    words = load_period_words(base, period_id) if worded else OfficeWords()
    findings += [*words.findings, *stray_words(base)]
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)), words=words)
    *before, snapshot = merge_chain(agency, plan, base.plan_id, gathered)
    earlier = by_name(base.plan_id, before)
    words = weighed(words, snapshot, earlier)
    if not base.untouched(period_id):  # else they were judged when it was issued
        findings += [finding for finding in words.findings if finding not in findings]
    inputs = {base.agency.file: base.agency.sha256, base.plan.file: base.plan.sha256}
    inputs |= gathered.inputs()
    inputs |= {words.loaded.file: words.loaded.sha256} if words.loaded else {}
    template_name = plan.periods[period_id].template
    snapshot = with_words(snapshot, words)
    folder = base.workspace.template_folder()
    found = tuple(sorted(findings))
    kept, differing = _from_bag(base, inputs), notes(base, period_id)
    return Merged(
        snapshot, found, template_name, folder, inputs, plan, words, earlier, base.today.agency, kept, differing
    )


def _from_bag(base: Base, inputs: Mapping[str, str]) -> Mapping[str, bytes]:
    """Return those of the ``inputs`` that are not in the workspace, or not so, and were read from what is kept."""
    if base.kept is None:
        return {}
    names = [name for name in {base.agency.file, base.plan.file} if inputs[name] == base.kept.hashes[name]]
    names += [name for name in inputs if name in base.kept.hashes and not (base.workspace.root / name).exists()]
    return {name: base.kept.content(name) for name in names}


@record
class Gathered:
    """The files of a period and of those before it, newest first, back to one that was issued; and that one.

    ``beyond``: the period of another plan that comes before all of them, with what was read of that plan;
    ``year_ago``: the same of the period from which the figures of the year before are taken.
    """

    sources: Sequence[Sources]
    issued: IssuedPeriod | None = None
    beyond: tuple[Base, Gathered] | None = None
    year_ago: tuple[Base, Gathered] | None = None

    def all(self) -> Iterator[Sources]:
        """Yield the files of every period."""
        yield from self.sources
        for other in filter(None, (self.beyond, self.year_ago)):
            yield from other[1].all()

    def faults(self) -> Iterator[Finding]:
        """Yield what keeps other plans from being read."""
        for base, gathered in filter(None, (self.beyond, self.year_ago)):
            yield from errors_in(base.findings) if gathered.issued is None else ()
            yield from gathered.faults()

    def inputs(self) -> Mapping[str, str]:
        """Return the hashes of what was read for the periods: units' files, bags, other plans, by name."""
        read = {loaded.file: loaded.sha256 for source in self.sources for loaded in source.statuses}
        for base, gathered in filter(None, (self.beyond, self.year_ago)):
            read |= {base.plan.file: base.plan.sha256} if gathered.sources else {}
            read |= gathered.inputs()
        return {**read, **(self.issued.inputs if self.issued else {})}


def gather(
    base: Base,
    plan: Plan,
    period_id: str,
    find: Finder = registered,
    before: Callable[[Base, str], Sources] = read_period,
) -> Gathered:
    """Return the files of a period and of those before it, back to one that was issued, or is of another plan.

    ``before`` reads the periods before. Ends because ``check`` holds that each cut-off lies before the next.
    """
    find = _as_then(base.of(period_id), period_id, find)
    sources: list[Sources] = []
    where: PeriodId | None = PeriodId(base.plan_id, period_id)
    while where is not None and where.plan == base.plan_id:
        issued = _fitting(find(base.workspace, where), plan) if sources else None
        if issued is not None:
            return Gathered(sources, issued)
        sources.append(before(base, where.period) if sources else read_period(base, where.period))
        where = where.before(plan.periods[where.period].previous)
    return Gathered(sources, None, _of_other_plan(base, where, find, before))


def _as_then(base: Base, period_id: str, find: Finder) -> Finder:
    """Return ``find``; for an issued period of which nothing has changed, what finds the reports of its own time.

    A period that is to be corrected is compared with the newest report, as any other.
    """
    if base.kept is None or not base.untouched(period_id):
        return find
    then = Workspace(base.kept.folder)
    return lambda _, period: brought_along(then, period)


def gather_with_last_year(
    base: Base,
    plan: Plan,
    period_id: str,
    find: Finder = registered,
    before: Callable[[Base, str], Sources] = read_period,
) -> Gathered:
    """Return what :func:`gather` does, and the period from which the figures of the year before are taken."""
    find = _as_then(base.of(period_id), period_id, find)
    where = PeriodId(base.plan_id, period_id).before(plan.periods[period_id].year_ago)
    found = gather(base, plan, period_id, find, before)
    return dataclasses.replace(found, year_ago=_of_other_plan(base, where, find, before))


def _of_other_plan(
    base: Base, where: PeriodId | None, find: Finder, before: Callable[[Base, str], Sources]
) -> tuple[Base, Gathered] | None:
    """Return a period of another plan as it was issued, else as its files say it; None where it cannot be had."""
    if where is None or where.plan == base.plan_id:
        return None
    issued = find(base.workspace, where)
    other = other_plan(base, where.plan)
    plan = other.plan.value
    if issued is not None and (plan is None or issued.snapshot.plan.year == plan.year):
        return other, Gathered((), issued)
    if errors_in(other.findings):
        return other, Gathered(())
    if plan is None or where.period not in plan.periods:
        return None
    found = gather(other, plan, where.period, find, before)
    return (other, found) if found.sources[0].statuses else None


def merge_chain(
    agency: Agency,
    plan: Plan,
    plan_id: str,
    gathered: Gathered,
    sent: Callable[[Sources], list[UnitStatus]] = Sources.sent,
) -> list[Snapshot]:
    """Merge what :func:`gather` found, the earliest period first; ``sent`` says which reports of a period count."""
    merged, report = _origin(agency, gathered, sent)
    year_ago = _other(agency, gathered.year_ago, sent)
    for number, source in enumerate(reversed(gathered.sources), start=1):
        before = merged[-1] if merged else None
        planned = plan
        if number == len(gathered.sources) and year_ago is not None:
            from reportgen.model.across import with_last_year  # most plans take no figures from another

            planned = with_last_year(plan, source.period_id, year_ago)
        merged.append(merge(agency, planned, PeriodId(plan_id, source.period_id), sent(source), before, report))
        report = None  # only the first of them is compared with the issued document
    return merged


def _origin(
    agency: Agency, gathered: Gathered, sent: Callable[[Sources], list[UnitStatus]]
) -> tuple[list[Snapshot], IssuedReport | None]:
    """Return the period before all that is to be merged, and the document that says it where it was issued."""
    issued = gathered.issued
    if issued is not None:
        return [issued.snapshot], issued.report
    other = _other(agency, gathered.beyond, sent)
    if other is None or gathered.beyond is None:
        return [], None
    rest = gathered.beyond[1]
    return [other], rest.issued.report if rest.issued and not rest.sources else None


def _other(
    agency: Agency, other: tuple[Base, Gathered] | None, sent: Callable[[Sources], list[UnitStatus]]
) -> Snapshot | None:
    """Return a period of another plan, merged."""
    if other is None:
        return None
    base, gathered = other
    if base.plan.value is None or not gathered.sources:
        return gathered.issued.snapshot if gathered.issued else None
    return merge_chain(agency, base.plan.value, base.plan_id, gathered, sent)[-1]


def by_name(plan_id: str, before: Iterable[Snapshot]) -> Mapping[str, Snapshot]:
    """Return the periods before one of ``plan_id`` by the names that its files have for them."""
    return {PeriodId(other.plan.id, other.period_id).seen_from(plan_id): other for other in before}


def _fitting(issued: IssuedPeriod | None, plan: Plan) -> IssuedPeriod | None:
    """Return ``issued`` if it reports on this plan, and not on one of another year under the same name."""
    return issued if issued and issued.snapshot.plan.year == plan.year else None


def _blocking(source: Sources) -> list[Finding]:
    """Return the findings that concern the report: faults in a form not yet sent do not."""
    unsent = {loaded.file for loaded in source.statuses if left_unsent(loaded)}
    return [item for item in source.findings if item.severity is not Severity.ERROR or item.file not in unsent]
