"""One period as its data stands today: read, checked and merged. ``draft`` and ``lint --against`` begin here.

The period before it is what the office has said of it: its issued report while the archive has it unharmed, the
units' files otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
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
from reportgen.pipeline.sources import Sources, choose, read_period, strays
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
    entry = standing(workspace, period)
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
    from reportgen.formats.register import LINE, LINE_FILE
    from reportgen.formats.wire import Newer
    from reportgen.issuing.bag_files import SNAPSHOT_FILE
    from reportgen.pipeline.archive import snapshot_of

    try:
        files = [bag / PAYLOAD / SNAPSHOT_FILE, bag / LINE_FILE]
        inputs = {workspace.name_of(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
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
    return merge_chosen(*choose(workspace, period), find)


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
    sources, issued = gather(base, plan, period_id, find)
    findings += [finding for source in sources for finding in _blocking(source)]
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)))
    words = load_period_words(base, period_id) if worded else OfficeWords()
    findings += [*words.findings, *stray_words(base)]
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)), words=words)
    *before, snapshot = merge_chain(agency, plan, base.plan_id, (sources, issued))
    earlier = {other.period_id: other for other in before}
    words = weighed(words, snapshot, earlier)
    if not base.untouched(period_id):  # else they were judged when it was issued
        findings += [finding for finding in words.findings if finding not in findings]
    inputs = {base.agency.file: base.agency.sha256, base.plan.file: base.plan.sha256}
    inputs |= {loaded.file: loaded.sha256 for source in sources for loaded in source.statuses}
    inputs |= issued.inputs if issued else {}
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


def gather(
    base: Base,
    plan: Plan,
    period_id: str,
    find: Finder = registered,
    before: Callable[[Base, str], Sources] = read_period,
) -> tuple[Sequence[Sources], IssuedPeriod | None]:
    """Return the files of a period and of those before it, newest first, back to one that was issued; and that one.

    ``before`` reads the periods before.
    """
    sources: list[Sources] = []
    for name in _chain(plan, period_id):
        issued = _fitting(find(base.workspace, PeriodId(base.plan_id, name)), plan) if sources else None
        if issued is not None:
            return sources, issued
        sources.append(before(base, name) if sources else read_period(base, name))
    return sources, None


def merge_chain(
    agency: Agency,
    plan: Plan,
    plan_id: str,
    gathered: tuple[Sequence[Sources], IssuedPeriod | None],
    sent: Callable[[Sources], list[UnitStatus]] = Sources.sent,
) -> list[Snapshot]:
    """Merge what :func:`gather` found, the earliest period first; ``sent`` says which reports of a period count."""
    sources, issued = gathered
    merged = [issued.snapshot] if issued else []
    report = issued.report if issued else None
    for source in reversed(sources):
        before = merged[-1] if merged else None
        merged.append(merge(agency, plan, PeriodId(plan_id, source.period_id), sent(source), before, report))
        report = None  # only the first of them is compared with the issued document
    return merged


def _fitting(issued: IssuedPeriod | None, plan: Plan) -> IssuedPeriod | None:
    """Return ``issued`` if it reports on this plan, and not on one of another year under the same name."""
    return issued if issued and issued.snapshot.plan.year == plan.year else None


def _chain(plan: Plan, period_id: str) -> list[str]:
    """Return a period and those before it: a carried-over result may come from further back.

    Ends because ``check`` holds that each cut-off lies before the next.
    """
    chain = [period_id]
    while (before := plan.periods[chain[-1]].previous) is not None:
        chain.append(before)
    return chain


def _blocking(source: Sources) -> list[Finding]:
    """Return the findings that concern the report: faults in a form not yet sent do not."""
    unsent = {loaded.file for loaded in source.statuses if left_unsent(loaded)}
    return [item for item in source.findings if item.severity is not Severity.ERROR or item.file not in unsent]
