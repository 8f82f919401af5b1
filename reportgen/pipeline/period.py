"""One period as its data stands today: read, checked and merged. ``draft`` and ``lint --against`` begin here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen import stock
from reportgen.finding import Finding, Severity, errors_in
from reportgen.merge import merge
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.sources import Sources, choose, read_period, strays
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Merged:
    """A period as its data stands today; ``snapshot`` is None when ``findings`` has errors."""

    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    template_name: str = ""
    template_folder: Path = Path()
    inputs: Mapping[str, str] = field(default_factory=dict)
    plan: Plan | None = None

    @property
    def period(self) -> tuple[str, str]:
        """Plan id and period id; empty when there is no snapshot."""
        return (self.snapshot.plan.id, self.snapshot.period_id) if self.snapshot else ("", "")

    @property
    def template(self) -> Path:
        """The period's template. Raises CannotRun when there is none."""
        return stock.find_template(self.template_folder, self.template_name)


def merge_period(workspace: Workspace, period: str) -> Merged:
    """Read, check and merge one period. Raises CannotRun when there is no such period."""
    base, period_id = choose(workspace, period)
    findings = [*base.findings, *strays(workspace, base)]
    if errors_in(findings) or base.agency.value is None or base.plan.value is None:
        readable = [read_period(base, period_id)] if base.plan.value is not None else []
        findings += [finding for source in readable for finding in source.findings]
        return Merged(None, tuple(sorted(findings)))
    agency, plan = base.agency.value, base.plan.value
    sources = [read_period(base, name) for name in chain(plan, period_id)]
    for source in sources:
        findings += _blocking(source)
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)))
    snapshot: Snapshot | None = None
    for source in reversed(sources):
        snapshot = merge(agency, plan, (base.plan_id, source.period_id), source.sent(), snapshot)
    inputs = {base.agency.file: base.agency.sha256, base.plan.file: base.plan.sha256}
    inputs |= {loaded.file: loaded.sha256 for source in sources for loaded in source.statuses}
    template_name = plan.periods[period_id].template
    return Merged(snapshot, tuple(sorted(findings)), template_name, workspace.template_folder(), inputs, plan)


def chain(plan: Plan, period_id: str) -> list[str]:
    """Return a period and those before it: a carried-over result may come from further back.

    Ends because ``check`` holds that each cut-off lies before the next.
    """
    chain = [period_id]
    while (before := plan.periods[chain[-1]].previous) is not None:
        chain.append(before)
    return chain


def _blocking(source: Sources) -> list[Finding]:
    """Return the findings that concern the report: faults in a form not yet sent do not."""
    unsent = {
        loaded.file
        for loaded in source.statuses
        if loaded.value and not loaded.value.sent and not any(len(path) == 1 for path in loaded.marks.unread)
    }
    return [item for item in source.findings if item.severity is Severity.WARNING or item.file not in unsent]
