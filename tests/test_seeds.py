"""The example plans are the agencies' own: every text, lead, helper and deadline, word for word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reportgen.load import load_agency, load_plan
from reportgen.model.plan import Plan
from reportgen.vn.dates import short_date
from reportgen.workspace import Workspace
from tests.docx_text import example_report, table_headed

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
SEEDS = {"so-khcn-hai-phong": "ke-hoach-so-khcn.json", "xa-viet-khe": "ke-hoach-xa-viet-khe.json"}
MENDED = (("phần đầu", "phấn đấu"), ("doanh ng nghiệp", "doanh nghiệp"))
WORDS = re.compile(r"[^\w%/.]+")


def words(text: str) -> list[str]:
    """The words of a text, without the list dashes and separators of a table cell."""
    for slip, right in MENDED:
        text = text.replace(slip, right)
    return [word for word in WORDS.split(text.strip(" .;")) if word]


def plan_and_seed(name: str) -> tuple[Plan, dict[str, list[dict[str, object]]]]:
    plan = load_plan(Workspace(DATA / name), "nq02-2026").value
    assert plan is not None
    return plan, json.loads((HERE / "seeds" / SEEDS[name]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SEEDS)
def test_every_task_is_the_seed_word_for_word(name: str) -> None:
    plan, seed = plan_and_seed(name)
    agency = load_agency(Workspace(DATA / name)).value
    assert agency is not None
    romans = {"1": "I", "2": "II"}
    expected = []
    for task in seed["tasks"]:
        prefix = romans[str(task["part"])] + "." if name.startswith("so") else ""
        expected.append(
            (
                f"{prefix}{task['group']}.{task['n']}",
                words(str(task["task"])),
                words(str(task["lead"])),
                words(str(task["coop"] or "")),
                words(str(task["due"] or "")),
            )
        )
    found = [
        (
            task.code,
            words(task.text),
            words(", ".join(agency.shown_name(lead) for lead in task.leads)),
            words("; ".join(agency.shown_name(helper) for helper in task.helpers)),
            words(task.deadline.text if task.deadline else ""),
        )
        for task in plan.tasks()
    ]
    assert found == expected


@pytest.mark.parametrize("name", SEEDS)
def test_every_group_stands_in_its_place_even_the_empty_one(name: str) -> None:
    plan, seed = plan_and_seed(name)
    expected = [(group["group"], words(str(group["title"]))) for group in seed["groups"]]
    assert [(group.number, words(group.name)) for part in plan.parts for group in part.groups] == expected


def test_sizes_of_the_two_plans() -> None:
    office, _ = plan_and_seed("so-khcn-hai-phong")
    commune, _ = plan_and_seed("xa-viet-khe")
    assert [len(list(office.tasks())), len(office.parts), len(office.targets)] == [26, 2, 4]
    assert sum(len(part.groups) for part in office.parts) == 9
    assert [len(list(commune.tasks())), len(commune.parts), len(commune.targets)] == [25, 1, 4]
    assert [len(group.tasks) for group in commune.parts[0].groups] == [1, 9, 2, 2, 11, 0]


def test_units_deadlines_and_signers_of_the_two_agencies() -> None:
    office = load_agency(Workspace(DATA / "so-khcn-hai-phong")).value
    commune = load_agency(Workspace(DATA / "xa-viet-khe")).value
    assert office is not None
    assert commune is not None
    assert [unit.name for unit in office.units.values()] == [
        "Văn phòng Sở",
        "Pháp chế Sở",
        "Phòng Công nghệ thông tin",
        "Phòng Quản lý công nghệ và ĐMST",
        "Trung tâm Công nghệ thông tin và Truyền thông",
        "Chi cục Tiêu chuẩn đo lường chất lượng",
    ]
    assert [unit.name for unit in commune.units.values()] == [
        "Phòng Kinh tế",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm phục vụ hành chính công",
        "Trung tâm dịch vụ sự nghiệp công",
    ]
    for name, unit_day, office_day in (
        ("so-khcn-hai-phong", ("09/5/2026", "09/11/2026"), ("14/5/2026", "14/11/2026")),
        ("xa-viet-khe", ("19/5/2026", "14/11/2026"), ("20/5/2026", "19/11/2026")),
    ):
        plan, _ = plan_and_seed(name)
        of_units = [period.unit_deadline for period in plan.periods.values()]
        of_office = [period.office_deadline for period in plan.periods.values()]
        days = [
            tuple(short_date(due.last_day) for due in dues if due.last_day is not None)
            for dues in (of_units, of_office)
        ]
        assert days == [unit_day, office_day]
        assert [addressee.name for addressee in plan.addressees] == ["Sở Tài chính"]
        assert "Sở Tài chính" in plan.recipients


SEEDS_TARGETS = {
    "so-khcn-hai-phong": [
        ("100%", "Các phòng, đơn vị thuộc Sở", "Văn phòng Sở"),
        ("Tối thiểu 80%", "Các phòng, đơn vị thuộc Sở", "Văn phòng Sở"),
        ("100%", "Các phòng, đơn vị thuộc Sở", "Văn phòng Sở"),
        ("Tối thiểu 90%", "Các phòng, đơn vị thuộc Sở", "Văn phòng Sở"),
    ],
    "xa-viet-khe": [
        (
            "100%",
            "Trung tâm phục vụ hành chính công; Phòng Kinh tế; Phòng Văn hóa - Xã hội",
            "Trung tâm phục vụ hành chính công xã",
        ),
        ("Tối thiểu 80%", "Các ban, ngành thuộc UBND xã", "Trung tâm phục vụ hành chính công xã"),
        ("100%", "Các ban, ngành thuộc UBND xã", "Trung tâm phục vụ hành chính công xã"),
        ("Tối thiểu 90%", "Các ban, ngành thuộc UBND xã", "Trung tâm phục vụ hành chính công xã"),
    ],
}
"""Of the tables of targets: goal, who carries it out, who follows it up."""


@pytest.mark.parametrize("name", SEEDS_TARGETS)
def test_targets_print_goal_doers_and_follower_as_the_plan_writes_them(name: str) -> None:
    rows = table_headed(example_report(name, "6-thang"), "STT", "Chỉ tiêu")
    at = [rows[0].index(heading) for heading in ("Mức giao năm 2026", "Đơn vị thực hiện", "Đơn vị theo dõi")]
    assert [tuple(row[column] for column in at) for row in rows[1:]] == SEEDS_TARGETS[name]
