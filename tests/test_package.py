"""The installed program is the whole program: templates in the wheel, both ways to start it."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from reportgen.consolidating.webpage import document as desk
from reportgen.finding import Severity
from reportgen.forms.webform import document as form
from tests.places import ROOT

STOCK = sorted(path.name for path in (ROOT / "templates").glob("*.docx"))


def test_the_wheel_holds_every_stock_template_and_nothing_of_the_workshop(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith(".docx")] == [f"reportgen/templates/{name}" for name in STOCK]
    assert "reportgen/py.typed" in names
    page = {path.relative_to(ROOT).as_posix() for path in (*form.SCRIPTS, form.STYLE, *desk.SCRIPTS, desk.STYLE)}
    assert page | {"reportgen/markup/web/base.css"} <= set(names)
    assert {name.split("/")[0] for name in names} == {
        "reportgen",
        next(n for n in names if "dist-info" in n).split("/")[0],
    }


def test_an_installed_copy_drafts_without_the_source_tree(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import reportgen; "
        f"assert reportgen.__file__.startswith({str(installed)!r}); from reportgen.cli import main; "
        f"main(['-C', {str(ROOT / 'data' / 'xa-viet-khe')!r}, 'draft', '6-thang', '-o', {str(tmp_path / 'a.docx')!r}])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "a.docx").is_file()


def test_python_dash_m_is_the_same_program() -> None:
    ran = subprocess.run([sys.executable, "-m", "reportgen", "--version"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert ran.stdout.startswith("reportgen ")


def test_a_command_does_not_pay_for_the_others() -> None:
    code = (
        "import sys; from reportgen.cli import main\n"
        "try: main(['check', '--help'])\n"
        "except SystemExit: print(*(name for name in sys.modules if name.startswith('reportgen.')), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ran.stderr.split())
    assert "reportgen.cli.check" in loaded
    assert not [
        name for name in loaded if re.match(r"reportgen\.(pipeline|model|cli\.(draft|lint|archive|show))", name)
    ]


def test_what_others_want_to_do_at_the_end_is_done() -> None:
    code = (
        "import atexit, sys; from reportgen.cli import main; atexit.register(print, 'end')\n"
        "sys.argv = ['reportgen', '--version']; main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stdout.endswith("end\n")


LATE = ("babel", "docx", "jinja2", "lxml", "reportgen.vn.deadlines.recognise")


def test_checking_sound_data_does_not_load_what_only_findings_say() -> None:
    code = (
        "import sys; from reportgen.cli import main\n"
        f"try: main(['-C', {str(ROOT / 'data' / 'so-khcn-hai-phong')!r}, 'check'])\n"
        f"except SystemExit: print(*(name for name in {LATE!r} if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[-1] == ""


def test_no_room_is_left_out_of_what_the_command_line_may_not_import() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    (below,) = (
        contract["forbidden_modules"] for contract in contracts if contract.get("source_modules") == ["reportgen.cli"]
    )
    rooms = {room.strip() for layer in layers for room in layer.split("|")}
    may = {"__main__", "cli", "pipeline", "formats", "model", "finding", "vn"}
    may |= {"errors", "patterns", "clock", "version"}
    assert {f"reportgen.{room}" for room in rooms - may} == set(below)


def test_the_map_of_the_architecture_names_every_room_on_its_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (one["layers"] for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    told = (
        (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## The house, from the roof down")[2]
    )
    rows = [line.split("|")[1] for line in told.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    floors = [re.findall(r"`(\w+)`", floor) for floor in re.split(r"\*\*.*?\*\*", " ".join(rows))[1:]]
    held = [re.findall(r"\w+", layer) for layer in layers[1:]]
    assert [name for floor in floors for name in floor] == [name for layer in held for name in layer]
    edges = [set(itertools.accumulate(map(len, parted))) for parted in (floors, held)]
    assert edges[0] <= edges[1]  # a floor is one layer, or some that lie upon each other


def test_the_page_of_checks_tells_each_severity_and_that_every_warning_can_be_acknowledged() -> None:
    intro = (ROOT / "docs" / "kiem-tra.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert all(f"*{severity.value}*".casefold() in intro.casefold() for severity in Severity)
    assert "Cảnh báo nào cũng" in intro


def test_help_and_usage_errors_are_in_vietnamese() -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reportgen", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    english = ("Usage", "Options", "Commands", "Error", "Try ", "OPTIONS", "ARGS")
    for name in ("forms", "check", "draft"):
        shown = run(name, "--help")
        assert shown.returncode == 0
        assert "Cách dùng: reportgen" in shown.stdout
        assert not any(word in shown.stdout for word in english)
    for arguments in (["drat"], ["draft"], ["draft", "--khong-co"], ["draft", "a", "b"], ["check", "--format", "xml"]):
        failed = run(*arguments)
        assert failed.returncode == 2
        assert failed.stdout == ""
        assert failed.stderr.startswith("Không thực hiện được: ")
        assert not any(word in failed.stderr for word in english)
