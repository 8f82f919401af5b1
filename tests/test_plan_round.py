"""A plan printed and read again is the same plan: both real ones, arbitrary ones, through LibreOffice too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reportgen.pipeline.plan_in import import_plan, make_workspace
from reportgen.planread import Difference
from reportgen.workspace import Workspace
from tests.conftest import Ran
from tests.docx_text import example_plan, plain_text, tables
from tests.office import convert
from tests.plan_round import plans, printed, read, simple, told_apart

Cli = Callable[..., Ran]
NAMES = ("so-khcn-hai-phong", "xa-viet-khe")


@pytest.mark.parametrize("name", NAMES)
def test_a_real_plan_comes_back_as_it_was(workspace: Callable[[str], Path], cli: Cli, name: str) -> None:
    root = workspace(name)
    assert cli("plan", cwd=root).code == 0
    ran = cli("import", "ban-thao/ke-hoach-nq02-2026.docx", cwd=root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Tệp Word không nói gì khác với kế hoạch đã có.")


@pytest.mark.parametrize("name", NAMES)
def test_a_workspace_made_of_the_document_prints_the_same_plan(tmp_path: Path, cli: Cli, name: str) -> None:
    (tmp_path / "KH.docx").write_bytes(example_plan(name))
    done = make_workspace(tmp_path / "co-quan", tmp_path / "KH.docx", 2026)
    assert (done.errors, done.unplaced) == (0, ())
    assert {doubt.key for doubt in done.doubts} <= {"den_ngay", "kinh_gui", "trich_yeu", "ten_khac", "gom", "ten"}
    assert cli("plan", cwd=tmp_path / "co-quan").code == 0
    printed_again = tmp_path / "co-quan/ban-thao/ke-hoach-nq02-2026.docx"
    assert plain_text(printed_again) == plain_text(tmp_path / "KH.docx")


def test_any_plan_comes_back_as_it_was(request: pytest.FixtureRequest) -> None:
    long = request.config.getoption("--long")

    @settings(
        max_examples=400 if long else 5,
        deadline=None,
        database=None,
        derandomize=not long,
        phases=(Phase.generate, Phase.shrink) if long else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(plans())
    def holds(plan: dict[str, Any]) -> None:
        agency, read_back = read(plan)
        assert told_apart(agency, read_back, printed(agency, read_back)) == []

    holds()


def _task(code: str) -> dict[str, Any]:
    return {"ma": code, "noi_dung": f"Việc {code} đây.", "chu_tri": ["van-phong"], "thoi_han": "Quý II/2026"}


@pytest.mark.parametrize(
    ("tasks", "groups"),
    [
        ([_task("1"), _task("2")], []),
        ([{"phan": "I", "ten": "Việc chung", "nhiem_vu": [_task("I.1")]}], []),
        ([{"nhom": [{"so": "A", "ten": "Nhóm", "nhiem_vu": [_task("A.1"), _task("A.2")]}]}], ["A. Nhóm"]),
        ([{"nhom": [{"so": "1", "ten": "Nhóm", "nhiem_vu": [_task("1.1"), _task("1.2")]}]}], ["1. Nhóm"]),
        ([{"nhom": [{"so": "I", "ten": "Nhóm", "nhiem_vu": [_task("NV1"), _task("NV2")]}]}], ["I. Nhóm"]),
    ],
)
def test_a_plan_may_call_its_tasks_as_it_likes(tasks: list[dict[str, Any]], groups: list[str]) -> None:
    agency, plan = read(simple(tasks))
    docx = printed(agency, plan)
    assert [row[0] for table in tables(docx)[-1:] for row in table[1:] if len(row) == 1] == groups
    assert [one for one in told_apart(agency, plan, docx) if isinstance(one, Difference)] == []


@pytest.mark.pages
@pytest.mark.usefixtures("pages_required")
def test_through_libreoffice_too(
    workspace: Callable[[str], Path], cli: Cli, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("LibreOffice saves both plans again: --long")
    for name in NAMES:
        root = workspace(name)
        cli("plan", "-o", tmp_path / f"{name}.docx", cwd=root)
        convert(tmp_path, "docx:MS Word 2007 XML", f"{name}.docx")
        done = import_plan(Workspace(root), tmp_path / f"{name}.docx")
        assert done.differences == ()
