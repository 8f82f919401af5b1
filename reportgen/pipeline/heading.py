"""The codes at the head of a unit's file where it says the names: unit, plan and period, as its place confirms them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import PurePosixPath

from reportgen.checks import tinh_hinh as said
from reportgen.checks.base import Fault
from reportgen.finding import Edit
from reportgen.load import Loaded
from reportgen.model.agency import Agency
from reportgen.model.plain import spelt_out
from reportgen.model.status import UnitStatus
from reportgen.pipeline.base import Base
from reportgen.vn.text import fold


def with_codes(loaded: Loaded[UnitStatus], base: Base, period_id: str) -> Loaded[UnitStatus]:
    """Return ``loaded`` with an edit, and the fault that it mends, for each name that stands in place of its code.

    A name counts where the folder or the name of the file says the same; any other may be the slip itself.
    """
    found = list(_named(loaded, base, period_id)) if loaded.partial is not None else []
    faults = []
    for name, written, code, fault in found:
        place = loaded.marks.at_value(name)
        words = {"unit": written, "units": code, "advice": "", "written": written, "expected": code}
        faults.append(loaded.marks.finding(place, fault, name, **words))
        loaded.marks.edits.append(Edit(place, code))
        loaded.marks.spoil((name,))
    return dataclasses.replace(loaded, findings=(*loaded.findings, *faults)) if faults else loaded


def _named(loaded: Loaded[UnitStatus], base: Base, period_id: str) -> Iterator[tuple[str, str, str, Fault]]:
    """Yield key, name as written, code and fault of each entry of the head that says a name."""
    status, plan, agency = loaded.partial, base.plan.value, base.agency.value
    if status is None or plan is None or agency is None:
        return
    period = plan.periods.get(period_id)
    names = {fold(period.name): period_id} if period else {}
    subjects = {fold(f"{kind}{plan.subject}"): base.plan_id for kind in ("", "kế hoạch ")}
    codes = (
        ("don_vi", status.unit, _unit(agency, status.unit, PurePosixPath(loaded.file).stem), said.UNKNOWN_UNIT),
        ("ke_hoach", status.plan, _spelt(status.plan, base.plan_id, subjects), said.OTHER_PLAN),
        ("ky_bao_cao", status.period, _spelt(status.period, period_id, names), said.OTHER_PERIOD),
    )
    for name, written, code, fault in codes:
        if code is not None and code != written:
            yield name, written, code, fault


def _spelt(written: str | None, code: str, names: dict[str, str]) -> str | None:
    """Return ``code`` where ``written`` spells it out, or is one of its ``names``."""
    if written is None:
        return None
    return names.get(fold(written)) or spelt_out(written, (code,), names)


def _unit(agency: Agency, written: str | None, stem: str) -> str | None:
    """Return the unit that ``written`` names, unless the file is called after another one."""
    if written is None or written in agency.units:
        return None
    named = agency.unit_ids(written)
    code = spelt_out(written, agency.units, {}) or (named[0] if len(named) == 1 else None)
    return code if stem == code or stem not in agency.units else None
