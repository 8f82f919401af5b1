"""What is wrong inside the templates that an office keeps itself, told by ``check`` before anybody drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen import stock
from reportgen.checks.base import Fault
from reportgen.checks.ke_hoach import FAULT_NOT_REACHED, FAULTY_LETTER, FAULTY_TEMPLATE
from reportgen.errors import reason
from reportgen.finding import Finding, Position
from reportgen.model.period_id import PeriodId
from reportgen.pipeline.base import Base
from reportgen.pipeline.contexts import context_of
from reportgen.workspace import Workspace


def faulty_templates(base: Base, periods: Iterable[str] | None = None) -> Iterator[Finding]:
    """Yield a finding for each of these ``periods`` (None: all of the plan) whose own template has a fault.

    An error where ``draft`` refuses it, in the words of ``draft``; a note where what is wrong is not reached by the
    data of today. Files that are none, or cannot be had, are told with the plan (:mod:`reportgen.pipeline.sources`).
    """
    plan, own = base.plan.value, base.workspace.template_folder()
    if plan is None or not own.is_dir():
        return
    for name in plan.periods if periods is None else periods:
        template = plan.periods[name].template.removesuffix(".docx")
        path = own / f"{template}.docx"
        if Path(template).name != template or stock.leads_out(own, template) or stock.unusable(own, template):
            continue
        if path.is_file() and (found := _fault(base, path, PeriodId(base.plan_id, name))):
            fault, words = found
            place = base.plan.marks.at_value("ky_bao_cao", name, "mau")
            yield base.plan.marks.finding(place, fault, f"{name} mau", template=template, reason=words)


def faulty_letters(workspace: Workspace, asked: Iterable[str]) -> Iterator[Finding]:
    """Yield a note for each template of a letter, the register, a plan in which the command that fills it would stop.

    ``asked``: the templates of the periods, which are told with these, whatever they are called.
    """
    own = workspace.template_folder()
    if not own.is_dir():
        return
    for name in sorted({*stock.OTHERS} - {template.removesuffix(".docx") for template in asked}):
        path = own / f"{name}.docx"
        if words := stock.refused(own, name) or (_read_fault(path) if path.is_file() else ""):
            told = FAULTY_LETTER.words(template=name, reason=words)
            yield FAULTY_LETTER.finding(workspace.name_of(path), Position(1, 1), told)


def _read_fault(path: Path) -> str:
    from reportgen.render import sound  # what offices without templates of their own never pay for

    try:
        return sound.fault_in(path.name, path.read_bytes(), context_of(path.stem))
    except OSError as error:
        return reason(error)


def _fault(base: Base, path: Path, period: PeriodId) -> tuple[Fault, str] | None:
    from reportgen.render import sound  # what offices without templates of their own never pay for

    try:
        content = path.read_bytes()
    except OSError as error:
        return FAULTY_TEMPLATE, reason(error)
    words = sound.fault_in(path.name, content, context_of(path.stem))
    if not words and sound.was_filled(content):
        return None
    from reportgen.pipeline.templates import Tried, Way, filled_for

    outcome = filled_for(base.workspace, path.name, content, period)
    if isinstance(outcome, Tried):
        return FAULTY_TEMPLATE, outcome.fault
    if words:
        return (FAULT_NOT_REACHED if isinstance(outcome, Way) else FAULTY_TEMPLATE), words
    if isinstance(outcome, Way):
        sound.keep_filled(content)
    return None
