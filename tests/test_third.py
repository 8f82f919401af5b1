"""A third agency, which is none of the two served: a school, its school year, and every way in which plans are worded.

Everything that its plan says is found in its reports; two groups of units become one in the middle of the year.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.load import load_plan
from reportgen.model.plan import Plan, Task
from reportgen.workspace import Workspace
from tests.conftest import Ran
from tests.docx_text import plain_text

ROOT = Path(__file__).parent / "third"
PERIODS = ("hoc-ky-1", "ca-nam")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "truong-hoc"))


def plan_of(root: Path) -> Plan:
    plan = load_plan(Workspace(root), "nam-hoc").value
    assert plan is not None
    return plan


def facts_of_task(task: Task) -> Iterator[str]:
    yield task.text
    yield from task.leads
    yield from task.helpers
    yield from task.products
    yield from task.followers
    yield from task.leaders
    yield task.funding or ""
    yield task.deadline.text if task.deadline else ""
    yield from (milestone.until.text for milestone in task.milestones)
    for part in task.subtasks:
        yield part.text
        yield from (*part.products, part.deadline.text if part.deadline else "")


def facts(plan: Plan) -> set[str]:
    """What the plan says in its tables, word for word."""
    found = {fact for task in plan.tasks() for fact in facts_of_task(task)}
    for target in plan.targets.values():
        found |= {target.name, target.given.typed or target.goal.words}
    return found - {"", "van-phong", "to-toan", "to-tin", "to-ngoai-ngu", "doan-truong"}


def test_nothing_in_it_is_at_fault(school: Path, cli: Callable[..., Ran]) -> None:
    ran = cli("-C", school, "check", "--strict")
    assert ran.code == 0, ran.out


@pytest.mark.parametrize("period", PERIODS)
def test_everything_that_the_plan_says_is_in_the_report(period: str, school: Path, cli: Callable[..., Ran]) -> None:
    ran = cli("-C", school, "draft", period)
    assert ran.code == 0, ran.out + ran.err
    text = " ".join(plain_text(school / f"ban-thao/nam-hoc-{period}.docx").split()).casefold()
    plan = plan_of(school)
    moved = {"TOAN", "TIN"} if period == "ca-nam" else set()  # units of before, told by those that took them over
    lost = [fact for fact in facts(plan) - moved if " ".join(fact.split()).rstrip(":").casefold() not in text]
    assert lost == []
    assert len(facts(plan)) > 50


def test_numbers_of_tasks_are_those_of_the_plan(school: Path, cli: Callable[..., Ran]) -> None:
    cli("-C", school, "draft", "hoc-ky-1")
    assert "\n6 | Sửa chữa phòng máy tính | " in plain_text(school / "ban-thao/nam-hoc-hoc-ky-1.docx")


def test_classes_add_up_and_follow_times_and_mergers(school: Path, cli: Callable[..., Ran]) -> None:
    classes = {}
    for period in PERIODS:
        told = json.loads(cli("-C", school, "draft", period, "--format", "json").out)
        assert sum(told["phan_loai"].values()) == told["tong_so"] == 10
        assert told["chua_gui"] == []
        classes[period] = {name: count for name, count in told["phan_loai"].items() if count}
    assert classes["ca-nam"] == {"hoan-thanh-dung-han": 7, "thuc-hien-thuong-xuyen": 3}
    assert classes["hoc-ky-1"]["dang-thuc-hien-qua-han"] == 2  # one by its deadline, one by a month that was missed


def test_forms_go_to_the_units_of_their_time(school: Path, cli: Callable[..., Ran]) -> None:
    shutil.rmtree(school / "tinh-hinh")
    for period in PERIODS:
        assert cli("-C", school, "forms", period).code == 0
    units = {path.stem for path in (school / "tinh-hinh/nam-hoc/hoc-ky-1").glob("*.yaml")}
    later = {path.stem for path in (school / "tinh-hinh/nam-hoc/ca-nam").glob("*.yaml")}
    assert units - later == {"to-tin", "to-toan"}
    assert later - units == {"to-toan-tin"}


def test_a_group_that_has_ended_is_read_as_those_that_were_in_it(school: Path, cli: Callable[..., Ran]) -> None:
    plan = school / "ke-hoach/nam-hoc.yaml"
    text = plan.read_text(encoding="utf-8").replace("thuc_hien: [Các tổ chuyên môn]", "thuc_hien: [cac-to]")
    plan.write_text(text, encoding="utf-8")
    assert cli("-C", school, "check", "--strict").code == 0
