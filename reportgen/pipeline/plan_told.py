"""How a plan's document, edited in Word perhaps, stands beside the plan's file: what it says otherwise."""

from __future__ import annotations

import dataclasses
import datetime as dt

from reportgen import stock
from reportgen.issuing.drafts import Draft
from reportgen.load import read_plan
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.pipeline.plan_out import printed_plan
from reportgen.planread import Difference, differences, naming_with, plan_text
from reportgen.planread import read_plan as read_document
from reportgen.vn.text import fold, shorten
from reportgen.wordview.package import Package, open_package
from reportgen.workspace import Workspace

_FILLED_IN = ("so", "ngay")
"""What ``issue`` fills in, and objects to where it is another."""
_SHOWN = 120
"""Characters of what is told of one place."""


def told_otherwise(workspace: Workspace, agency: Agency, plan: Plan, draft: Draft, today: dt.date) -> tuple[str, ...]:
    """Return where ``draft`` says otherwise than ``plan``, each in words.

    It is laid beside the document that the file makes now, read by the same reader: what no reader tells apart, or
    what a document does not print, is no difference. Raises Unreadable, TemplateFault.
    """
    template = stock.find_template(workspace.template_folder(), stock.PLAN_DOCUMENT)
    content = printed_plan(agency, dataclasses.replace(plan, number=None, date=None), template, plan.date or today)
    if content == draft.content:
        return ()
    made, found = (_read(workspace, agency, package) for package in (open_package(content), draft.opened.package))
    if made is None or found is None:
        return ("không đọc lại được kế hoạch trong văn bản",)
    more = [Difference(one.place, one.word, one.file) for one in differences(agency, found, made)]
    by_place = {one.place: one for one in (*more, *differences(agency, made, found))}
    return tuple(_words(one) for one in by_place.values() if one.place not in _FILLED_IN)


def _read(workspace: Workspace, agency: Agency, package: Package) -> Plan | None:
    names = {fold(name) for name in agency.known_names()}
    found = read_document(package, lambda name: fold(name) in names)
    text = plan_text(found, "", "", naming_with(agency, found)).text
    return read_plan(workspace, "van-ban", text.encode()).value


def _words(one: Difference) -> str:
    said, kept = (shorten(text, _SHOWN) or "(không có)" for text in (one.word, one.file))
    return f"{one.place}: văn bản ghi «{said}», tệp kế hoạch ghi «{kept}»"
