"""The order of ``plan``: read the plan, check it, compose the document, render, check its form, write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from reportgen import stock
from reportgen.compose.plan_document import plan_document
from reportgen.errors import CannotRun
from reportgen.files import outside, write_free
from reportgen.issuing.drafts import plan_draft_name
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.pipeline.base import Base
from reportgen.pipeline.formed import Formed, formed
from reportgen.pipeline.originals import keep_original, made_here
from reportgen.pipeline.sources import read_base, usable
from reportgen.vn.signs import visible_name
from reportgen.vn.text import did_you_mean
from reportgen.workspace import PLANS, Workspace

__all__ = ["PlanDrafted", "chosen_plan", "draft_plan", "printed_plan"]


@dataclass(frozen=True)
class PlanDrafted:
    """The plan as a document: where it lies. ``kept``: what somebody had made of that name, and was left alone.

    ``formed``: what checking it for form gave. ``own_template``: the workspace's own template, as seen from there.
    """

    workspace: Workspace
    plan_id: str
    plan: Plan
    path: Path
    kept: Path | None
    formed: Formed
    own_template: str = ""


def draft_plan(workspace: Workspace, name: str | None, today: dt.date, output: Path | None = None) -> PlanDrafted:
    """Write the plan ``name``, or the only one, as a document; what somebody edited in Word stays.

    ``today``: the day of whose signer and units it is, while the plan has no date. Raises CannotRun where no plan is
    meant, Refused for one with errors, TemplateFault.
    """
    if output is not None:
        outside(output, workspace.archive_folder())
    base = chosen_plan(workspace, name)
    agency, plan = usable(base)
    template = stock.find_template(workspace.template_folder(), stock.PLAN_DOCUMENT)
    content = printed_plan(agency, plan, template, today)
    wanted = output or workspace.draft_folder() / plan_draft_name(base.plan_id)
    path = write_free(wanted, content, lambda there: there == content or made_here(workspace, there))
    if path.parent == workspace.draft_folder():
        keep_original(workspace, content)
    own = workspace.name_of(template) if template.is_relative_to(workspace.root) else ""
    checked = formed(workspace, content, base.agency)
    return PlanDrafted(workspace, base.plan_id, plan, path, wanted if path != wanted else None, checked, own)


def printed_plan(agency: Agency, plan: Plan, template: Path, today: dt.date) -> bytes:
    """Return a plan's document as it is made of its file. Raises TemplateFault."""
    from reportgen.render import render_plain

    day = plan.date or today
    context = plan_document(agency.on(day), plan.on(day), agency.signer_on(plan.signed_by, day))
    return render_plain(template.name, template.read_bytes(), context)


def chosen_plan(workspace: Workspace, name: str | None) -> Base:
    """Return the plan ``name``, or the only one there is, read and checked. Raises CannotRun where none is meant."""
    known = workspace.plan_ids()
    if not known:
        raise CannotRun(f"Chưa có kế hoạch nào trong {workspace.root / PLANS}.")
    if name is None and len(known) > 1:
        raise CannotRun(f"Có nhiều kế hoạch, hãy ghi rõ một trong: {', '.join(map(visible_name, known))}.")
    plan_id = name or known[0]
    if plan_id not in known:
        advice = did_you_mean(plan_id, known, "ghi một trong các mã ấy.")
        raise CannotRun(f"Không có kế hoạch «{plan_id}». Các kế hoạch: {', '.join(known)}; {advice}")
    return read_base(workspace, plan_id)
