"""A plan printed and read again is the same plan: both real ones, arbitrary ones, through LibreOffice too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reportgen.load import load_agency, load_plan
from reportgen.pipeline.plan_in import import_plan
from reportgen.workspace import Workspace
from tests.conftest import Ran
from tests.office import convert
from tests.plan_round import plans, printed, read, told_apart

Cli = Callable[..., Ran]
NAMES = ("so-khcn-hai-phong", "xa-viet-khe")


@pytest.mark.parametrize("name", NAMES)
def test_a_real_plan_comes_back_as_it_was(workspace: Callable[[str], Path], cli: Cli, name: str) -> None:
    root = workspace(name)
    assert cli("plan", cwd=root).code == 0
    ran = cli("import", "ban-thao/ke-hoach-nq02-2026.docx", cwd=root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Tệp Word không nói gì khác với kế hoạch đã có.")
    agency, plan = load_agency(Workspace(root)).value, load_plan(Workspace(root), "nq02-2026").value
    assert agency is not None
    assert plan is not None
    assert told_apart(agency, plan, (root / "ban-thao/ke-hoach-nq02-2026.docx").read_bytes()) == []


@pytest.mark.parametrize("name", NAMES)
def test_read_anew_it_asks_for_what_it_does_not_say_alone(
    workspace: Callable[[str], Path], cli: Cli, name: str
) -> None:
    root = workspace(name)
    cli("plan", cwd=root)
    done = import_plan(Workspace(root), root / "ban-thao/ke-hoach-nq02-2026.docx", "moi")
    assert (done.errors, done.unplaced) == (0, ())
    assert {doubt.key for doubt in done.doubts} <= {"den_ngay", "kinh_gui", "trich_yeu"}


def test_any_plan_comes_back_as_it_was(request: pytest.FixtureRequest) -> None:
    long = request.config.getoption("--long")

    @settings(
        max_examples=400 if long else 8,
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
