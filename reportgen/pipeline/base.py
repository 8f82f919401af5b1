"""What a period is read with: the agency's file and one plan, as they are now or as its issued report was made.

An issued period is read from what its bag keeps, so that no later reorganisation makes it wrong; only files that
units or the office have changed since, to correct it, are read as they are now.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import field

from reportgen.finding import Finding
from reportgen.load import Loaded, load_statuses, read_agency, read_plan, read_status
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.model.plain import NO_PLAN, Surroundings
from reportgen.model.plan import Plan
from reportgen.model.status import UnitStatus
from reportgen.pipeline.kept import KeptInputs, kept_of, standing
from reportgen.record import record
from reportgen.workspace import Workspace


class _Memory:
    """What was read for one base, by period: no part of what it is, and read once because periods share it."""

    def __init__(self) -> None:
        self.statuses: dict[str, tuple[Loaded[UnitStatus], ...]] = {}
        self.damage: dict[str, str] = {}
        self.issued: dict[str, Base | None] = {}
        """The bases of issued periods; of others None: what refers to itself is freed late, by a search through all."""


@record
class Base:
    """The agency's file and one plan, read and checked."""

    workspace: Workspace
    plan_id: str
    agency: Loaded[Agency]
    plan: Loaded[Plan]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    """Warnings that the plan acknowledges."""
    kept: KeptInputs | None = None
    """What is kept of the issued period that this is the base of; None for a base as the workspace has it."""
    now: Base | None = None
    """The base as the workspace has it, where this is that of an issued period."""
    _memory: _Memory = field(default_factory=_Memory, compare=False, repr=False)

    @property
    def today(self) -> Base:
        """The base as the workspace has it, also where this is that of an issued period."""
        return self.now or self

    def of(self, period_id: str) -> Base:
        """Return the base of one period: agency and plan as its report was made from them, once that is issued."""
        today = self.today
        if period_id not in today._memory.issued:
            found = as_issued(today, period_id)
            today._memory.issued[period_id] = found if found is not today else None
        return today._memory.issued[period_id] or self

    def damage(self, period_id: str) -> str:
        """Return why a period that may be issued is read from the files as they are now; "" where nothing is wrong."""
        self.of(period_id)
        return self.today._memory.damage.get(period_id, "")

    def statuses(self, period_id: str) -> tuple[Loaded[UnitStatus], ...]:
        """Return the status files of one period, read once: a period is also the one before another.

        Of an issued period those that are kept stand in for files that are not there any more.
        """
        if period_id not in self._memory.statuses:
            around = self.around(period_id)
            loaded = load_statuses(self.workspace, self.plan_id, period_id, around)
            loaded += [self._kept_status(self._keeper(period_id), name, around) for name in self.lost(period_id)]
            self._memory.statuses[period_id] = tuple(sorted(loaded, key=lambda item: item.file))
        return self._memory.statuses[period_id]

    def forget(self) -> None:
        """Let go of the status files that were read: of a large plan they take more than what is made of them."""
        for base in (self, self.today, *filter(None, self.today._memory.issued.values())):
            base._memory.statuses.clear()

    def lost(self, period_id: str) -> list[str]:
        """Return the units' files of an issued period that are kept, and are in the workspace no more."""
        keeper = self._keeper(period_id)
        if keeper is None:
            return []
        folder = self.workspace.name_of(self.workspace.status_folder(self.plan_id, period_id))
        return [name for name in keeper.below(folder) if not (self.workspace.root / name).exists()]

    def _keeper(self, period_id: str) -> KeptInputs | None:
        """Return what keeps the files of a period: its own report, else the one that this is the base of."""
        return self.of(period_id).kept or self.kept

    def _kept_status(self, keeper: KeptInputs | None, name: str, around: Surroundings) -> Loaded[UnitStatus]:
        content = keeper.content(name) if keeper else b""
        return read_status(self.workspace, self.workspace.root / name, content, around)

    def around(self, period_id: str) -> Surroundings:
        """Return what the plan says beside the values that units type for a period; nothing where it is beyond use."""
        return self.plan.value.around(period_id) if self.plan.value else NO_PLAN

    def keeps(self, period_id: str, name: str) -> bool:
        """Tell whether the report of a period, if it is issued, was made from a file of that name."""
        kept = self.of(period_id).kept
        return kept is not None and name in kept.hashes

    def untouched(self, period_id: str) -> bool:
        """Tell whether nothing of an issued period has changed since: neither the units' files nor the words."""
        base = self.of(period_id)
        if base.kept is None or base.lost(period_id):
            return False
        words = base.workspace.words_file(base.plan_id, period_id)
        digest = hashlib.sha256(words.read_bytes()).hexdigest() if words.is_file() else None
        same_words = base.kept.hashes.get(base.workspace.name_of(words)) == digest
        return same_words and all(base.filed(loaded) for loaded in base.statuses(period_id))

    def filed(self, loaded: Loaded[UnitStatus]) -> bool:
        """Tell whether a file is just as an issued report was made from it: nobody is asked to change it."""
        return self.kept is not None and self.kept.has(loaded) and loaded.value is not None


def as_issued(base: Base, period_id: str) -> Base:
    """Return the base that the report of a period was made from, where that is issued; else ``base``.

    What is wrong with its agency and plan by today's checks is not told: they were judged when it was issued.
    """
    planned = base.plan.value.periods.get(period_id) if base.plan.value else None
    if planned is not None and not planned.as_kept:
        return base
    where = PeriodId(base.plan_id, period_id)
    found = standing(base.workspace, where)
    base._memory.damage[period_id] = found.damage
    kept = kept_of(base.workspace, found, where)
    if kept is None:
        return base
    agency, plan = base.agency, base.plan
    if not kept.has(agency):
        agency = read_agency(kept.content(agency.file))
    if not kept.has(plan):
        plan = read_plan(base.workspace, base.plan_id, kept.content(plan.file))
    if agency.value is None or plan.value is None or period_id not in plan.value.periods:
        return base
    if planned is not None and base.plan.value is not None and base.plan.value.year != plan.value.year:
        return base  # of another year's plan that had the same name
    findings = base.findings if (agency, plan) == (base.agency, base.plan) else ()
    return dataclasses.replace(
        base,
        agency=agency,
        plan=plan,
        findings=findings,
        accepted=(),
        kept=kept,
        now=base,
        _memory=_Memory(),
    )
