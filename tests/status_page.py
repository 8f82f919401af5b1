"""What the tests of the page of ``status --html`` share: pages made, their tables and cards as texts."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from pathlib import Path

from lxml import html as markup

from reportgen.compose import compose
from reportgen.merge import merge
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Part, Plan, Target, TaskGroup
from reportgen.model.status import UnitStatus
from reportgen.page import page
from reportgen.pipeline.status import track_period
from reportgen.track import Tracking, track
from reportgen.vn.deadlines import one_year
from reportgen.workspace import Workspace
from tests.models import AGENCY, PERIOD
from tests.places import DATA

DAY = dt.date(2026, 6, 10)


def tracked(root: Path, period: str = "6-thang", day: dt.date = DAY) -> Tracking:
    return track_period(Workspace(root), period, day).tracking


def made(tracking: Tracking) -> str:
    return page(tracking, compose(tracking.snapshot))


@functools.lru_cache
def example(workspace: str, period: str) -> tuple[Tracking, BoiCanh, str]:
    tracking = tracked(DATA / workspace, period)
    context = compose(tracking.snapshot)
    return tracking, context, page(tracking, context)


def parsed(text: str) -> markup.HtmlElement:
    return markup.document_fromstring(text.encode(), parser=markup.HTMLParser(encoding="utf-8"))


def words(element: markup.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(tree: markup.HtmlElement, table: str) -> list[list[str]]:
    """Return the texts of a table's cells; headings of groups are left out."""
    found = tree.xpath(f"//table[@id='{table}']/tbody/tr[td]")
    return [[words(cell) for cell in row] for row in found]


def card(tree: markup.HtmlElement, label: str) -> str:
    (found,) = tree.xpath(f"//ul[@class='the']/li[span[@class='ten']='{label}']")
    return words(found).removeprefix(label).strip()


def tasks_of(context: BoiCanh) -> list[NhiemVu]:
    return [task for part in context.phan for group in part.nhom for task in group.nhiem_vu]


def structure_holds(tree: markup.HtmlElement) -> None:
    """Hold what a screen reader and a keyboard need."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in ("aria-labelledby", "for"):
        assert {each for value in tree.xpath(f"//@{name}") for each in value.split()} <= set(ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for table in tree.xpath("//table"):
        assert words(table.find("caption"))
        assert table.xpath("./thead/tr/th")
    assert all(cell.get("scope") in ("col", "row", "rowgroup") for cell in tree.xpath("//th"))
    for drawing in tree.xpath("//svg"):
        if drawing.get("aria-hidden") != "true":
            assert drawing.get("role") == "img"
            assert drawing.findtext("title")
            assert drawing.findtext("desc")
    assert all(words(label) for label in tree.xpath("//label"))
    assert len(tree.xpath("//form//select|//form//input")) == len(tree.xpath("//label"))
    first = tree.xpath("//body//a")[0]
    assert first.get("class") == "nhay"
    assert first.get("href") == "#nhiem-vu"


def plan_of(*groups: TaskGroup, targets: dict[str, Target] | None = None) -> Plan:
    return Plan(one_year(2026), "KH", "Việc thử", {"ky": PERIOD}, (Part(groups),), targets=targets or {})


def page_of(plan: Plan, day: dt.date = DAY, statuses: tuple[UnitStatus, ...] = ()) -> str:
    return made(track(merge(AGENCY, plan, PeriodId("kh", "ky"), statuses), {}, day))
