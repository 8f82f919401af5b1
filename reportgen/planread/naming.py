"""What names are written as in a plan: ids of units and groups of just that name, else the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.model.agency import Agency
from reportgen.planread.found import FoundAgency, FoundPlan, FoundUnit, FoundUnits
from reportgen.planread.texts import bare
from reportgen.planread.units import slug
from reportgen.record import record
from reportgen.vn.text import fold


@record
class Naming:
    """How names are written: ``resolve`` gives the id or the name; ``owns`` tells whether a name is somebody's here.

    ``hub``, ``signer``: ids in the agency's file.
    """

    resolve: Callable[[str], str]
    owns: Callable[[str], bool]
    hub: str
    signer: str


def naming_of(found: FoundAgency) -> Naming:
    """Return how names are written beside an agency's file that is made of the same plan."""
    named: list[FoundUnit | FoundUnits] = [*found.groups, *found.units]
    ids = {fold(each.name): each.id for each in named}
    known = {fold(name) for each in named for name in (each.id, each.name, *each.other_names)}
    return Naming(
        lambda name: ids.get(fold(name), name),
        lambda name: fold(name) in known,
        found.hub,
        slug(found.signer.position) if found.signer.position else "nguoi-ky",
    )


def naming_with(agency: Agency, plan: FoundPlan) -> Naming:
    """Return how names are written beside an agency's file that is there already; what it lacks is a doubt."""
    ids = {fold(group.name): each for each, group in agency.groups.items()}
    ids |= {fold(unit.name): each for each, unit in agency.units.items()}
    for unit in plan.agency.units:
        if unit.id != "don-vi-tong-hop":
            plan.doubt("", "", unit.name, f"chưa có trong co-quan.yaml: là đơn vị thì thêm mục {unit.id} vào don_vi")
    for group in plan.agency.groups:
        plan.doubt(
            "", "", group.name, f"chưa có trong co-quan.yaml: là nhóm đơn vị thì thêm mục {group.id} vào nhom_don_vi"
        )
    return Naming(
        lambda name: ids.get(fold(name), name),
        lambda name: bool(agency.unit_ids(name)),
        agency.hub,
        _signer(agency, plan),
    )


def _signer(agency: Agency, plan: FoundPlan) -> str:
    """Return the id of who signs the plan in the agency's file; the first there, and a doubt, where nobody fits."""
    found = plan.agency.signer
    for code, signer in agency.signers.items():
        if found.name and bare(signer.name) == bare(found.name):
            return code
    same = [code for code, signer in agency.signers.items() if bare(signer.position) == bare(found.position)]
    code = next(iter([*same, *agency.signers]), "nguoi-ky")
    for period in plan.periods:
        words = f"{found.position} {found.name}".strip()
        period.doubt("nguoi_ky", "cuối văn bản", words, f"người ký kế hoạch chưa có trong co-quan.yaml: tạm ghi {code}")
    return code


def plan_id(plan: FoundPlan) -> str:
    """Return a plan's id, its file's name: by the first document that it rests on, ``nq02-2026``."""
    year = plan.year or "moi"
    first = next((basis for basis in plan.bases if basis.number and basis.number[0].isdigit()), None)
    if first is None:
        return f"ke-hoach-{year}"
    kind = "".join(word[0] for word in bare(first.kind).split())
    number = re.sub(r"[^\w]", "", re.split(r"[/-]", first.number)[0])
    return f"{kind}{number}-{year}"
