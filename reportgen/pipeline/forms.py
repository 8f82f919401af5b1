"""The order of ``forms``: one form for each unit, never over a file that exists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.files import write_atomic
from reportgen.forms import form
from reportgen.load import load_statuses
from reportgen.pipeline.sources import choose, usable
from reportgen.vn.text import nearest
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Made:
    """One file of ``forms``: where, for whom, and whether it was written now."""

    path: Path
    unit_id: str
    written: bool


def make_forms(workspace: Workspace, period: str, unit: str | None = None) -> list[Made]:
    """Write a form for each unit of a period, or for ``unit`` alone; files that exist stay as they are.

    Raises Refused when the plan or the agency's file has errors.
    """
    base, period_id = choose(workspace, period)
    agency, plan = usable(base)
    if unit is not None:
        meant = agency.unit_ids(unit)
        if len(meant) != 1:
            units = [name for name in agency.known_names() if len(agency.unit_ids(name)) == 1]
            proposal = nearest(unit, units)
            hint = f" Có phải là «{proposal}»?" if proposal else ""
            raise CannotRun(f"Không có đơn vị «{unit}».{hint} Mã đơn vị: {', '.join(agency.units)}.")
    unit_ids = list(agency.units) if unit is None else list(agency.unit_ids(unit))
    folder = workspace.status_folder(base.plan_id, period_id)
    taken = {
        loaded.value.unit: loaded.file for loaded in load_statuses(workspace, base.plan_id, period_id) if loaded.value
    }
    made = []
    for unit_id in unit_ids:
        path = workspace.root / taken[unit_id] if unit_id in taken else folder / f"{unit_id}.yaml"
        if path.exists():
            made.append(Made(path, unit_id, written=False))
            continue
        write_atomic(path, form(agency, plan, (base.plan_id, period_id), unit_id).encode())
        made.append(Made(path, unit_id, written=True))
    return made
