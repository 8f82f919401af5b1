"""The public face: what Python programs call does what docs/python.md shows, is typed, and costs nothing unused."""

from __future__ import annotations

import ast
import contextlib
import datetime as dt
import importlib
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reportgen
from tests.clock import NOW, set_clock
from tests.conftest import Small
from tests.places import ROOT
from tests.small import fill

PAGE = ROOT / "docs" / "python.md"
DAY = dt.date(2026, 5, 14)
_BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_prints_what_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    blocks = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    kinds = [kind for kind, _ in blocks]
    assert kinds == ["python", "text"] * (len(kinds) // 2), "every piece of code is followed by what it prints"
    names: dict[str, Any] = {}
    for number in range(0, len(blocks), 2):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(blocks[number][1], f"python.md, {number // 2 + 1}", "exec"), names)
        assert printed.getvalue() == blocks[number + 1][1]


def test_the_page_names_every_function() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("Workspace.find", "check", "consolidate", "draft", "absorb", "lint", "carried", "issue"):
        assert f"| `{name}(" in page


def _declared() -> dict[str, str]:
    """Return the home of each name as the lines for type checkers give it."""
    tree = ast.parse(Path(reportgen.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.names[0].asname]
    return {node.names[0].name: (node.module or "").removeprefix("reportgen.") for node in imports}


def test_what_checkers_see_is_what_there_is() -> None:
    assert _declared() == {"__version__": "version", **reportgen._HOMES}
    for name, home in reportgen._HOMES.items():
        assert getattr(reportgen, name) is getattr(importlib.import_module(f"reportgen.{home}"), name)
        assert name in dir(reportgen)
    assert reportgen.__all__ == sorted(reportgen._HOMES)
    with pytest.raises(AttributeError, match="khong_co"):
        _ = reportgen.khong_co  # type: ignore[attr-defined]


TYPED = """\
import datetime
import reportgen
ws = reportgen.Workspace.find("x")
reveal_type(reportgen.check(ws, "6-thang"))
reveal_type(reportgen.draft(ws, "6-thang", "x.docx").snapshot)
reveal_type(reportgen.lint("x.docx"))
reveal_type(reportgen.carried(b""))
reveal_type(reportgen.issue(ws, number=5, date=datetime.date(2026, 5, 14)))
reportgen.issue(ws, number="5", date=datetime.date(2026, 5, 14))
reportgen.kiem_tra
"""


def test_checkers_see_signatures_and_slips(tmp_path: Path) -> None:
    path = tmp_path / "goi.py"
    path.write_text(TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path), str(path)]
    command[4:4] = ["--config-file", ""]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = [
        line.split(": ", 1)[0].rsplit(":", 1)[-1] + ": " + line.split(": ", 2)[2] for line in ran.stdout.splitlines()
    ]
    assert said == [
        '4: Revealed type is "reportgen.pipeline.check.Checked"',
        '5: Revealed type is "reportgen.model.snapshot.Snapshot | None"',
        '6: Revealed type is "reportgen.nd30.verdicts.FormReport"',
        '7: Revealed type is "reportgen.model.snapshot.Snapshot | None"',
        '8: Revealed type is "reportgen.pipeline.issue.Issued | reportgen.pipeline.issue.Objected"',
        '9: Argument "number" to "issue" has incompatible type "str"; expected "int"  [arg-type]',
        '10: Module has no attribute "kiem_tra"  [attr-defined]',
    ]


def _loaded(code: str) -> set[str]:
    show = "print(*(name for name in sys.modules if name not in before))"
    command = [sys.executable, "-c", f"import sys; before = set(sys.modules); {code}; {show}"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_importing_loads_the_version_and_a_name_only_what_it_needs() -> None:
    assert _loaded("import reportgen") == {"reportgen", "reportgen.version"}
    loaded = _loaded("import reportgen; reportgen.Workspace; reportgen.draft; reportgen.CannotRun")
    assert "reportgen.api" in loaded
    assert not [name for name in loaded if re.match(r"(reportgen\.(pipeline|cli|model|nd30)|click|lxml|yaml)", name)]


def ready(small: Small) -> reportgen.Workspace:
    """Give the plan its number, let every unit report."""
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    fill(small)
    return reportgen.Workspace.find(small.root)


def test_a_workspace_is_found_from_a_path_in_it(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root / "ke-hoach")
    for start in (".", small.root, str(small.root), "kh.yaml"):
        assert reportgen.Workspace.find(start).root == small.root
    with pytest.raises(reportgen.CannotRun, match=r"co-quan\.yaml"):
        reportgen.Workspace.find(small.root.parent)


def test_checking_takes_names_and_paths_one_by_one(small: Small) -> None:
    workspace = ready(small)
    sound = reportgen.check(workspace, "6-thang")
    assert sound.findings == ()
    assert reportgen.check(workspace, workspace.plan_file("kh")).files == ("ke-hoach/kh.yaml",)
    assert set(sound.files) == set(reportgen.check(workspace).files)
    with pytest.raises(reportgen.CannotRun, match="9-thang"):
        reportgen.check(workspace, "9-thang")


@pytest.mark.parametrize("year", [1815, 9998])
def test_a_clock_that_stands_nowhere_issues_nothing(small: Small, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = ready(small)
    reportgen.draft(workspace, "6-thang")
    set_clock(monkeypatch, dt.datetime(year, 5, 14, 9, tzinfo=dt.UTC))
    with pytest.raises(reportgen.CannotRun, match=rf"Đồng hồ của máy đang chạy sai ở năm {year}\. .* hoặc ghi now=…\."):
        reportgen.issue(workspace, "6-thang", number=5, date=DAY)
    assert not (small.root / "luu-tru").exists()
    assert isinstance(reportgen.issue(workspace, "6-thang", number=5, date=DAY, now=NOW), reportgen.Issued)


def test_a_program_that_goes_on_sees_data_that_changed_since(small: Small) -> None:
    workspace = ready(small)
    drafted = reportgen.draft(workspace, "6-thang")
    assert drafted.path is not None
    assert not list(reportgen.lint(drafted.path, workspace, against="6-thang").breaches())
    path = workspace.status_files("kh", "6-thang")[0]
    small.replace(workspace.name_of(path), "tu_so: 8", "tu_so: 7")
    found = [result.rule_id for result, _ in reportgen.lint(drafted.path, workspace, against="6-thang").breaches()]
    assert "SL/da-cu" in found


def test_the_internal_document_is_made_beside_the_report(small: Small) -> None:
    workspace = ready(small)
    drafted = reportgen.draft(workspace, "6-thang", sources=True)
    assert drafted.path
    assert drafted.sources
    assert drafted.sources.path.parent == drafted.path.parent
    assert drafted.sources.path.read_bytes() != drafted.path.read_bytes()
    assert reportgen.draft(workspace, "6-thang").sources is None


def test_what_is_no_document_is_said_as_an_error(tmp_path: Path) -> None:
    for read in (reportgen.lint, reportgen.carried):
        with pytest.raises(reportgen.CannotRun, match=r"^Không đọc được .*khong-co\.docx: không có tệp"):
            read(tmp_path / "khong-co.docx")
        with pytest.raises(reportgen.CannotRun, match="đây không phải là tệp thường"):
            read(tmp_path)
    with pytest.raises(reportgen.CannotRun, match=r"^Tài liệu: không phải tệp \.docx"):
        reportgen.lint(b"PK nothing")
    assert reportgen.carried(b"nothing") is None


def issued(workspace: reportgen.Workspace, **given: Any) -> reportgen.Issued:
    done = reportgen.issue(workspace, "6-thang", **{"number": 5, "date": DAY, **given})
    assert isinstance(done, reportgen.Issued)
    return done


def test_issuing_takes_the_present_moment(small: Small) -> None:
    workspace = ready(small)
    reportgen.draft(workspace, "6-thang")
    entry = issued(workspace, symbol="BC-STN", copies=3).entry
    assert (entry.reference, entry.copies, entry.recorded_at) == ("05/BC-STN", 3, NOW.isoformat())


def test_a_moment_is_kept_with_its_offset_and_a_day_as_a_day(small: Small) -> None:
    workspace = ready(small)
    reportgen.draft(workspace, "6-thang")
    local = dt.datetime(2026, 11, 23, 8)  # noqa: DTZ001 (what a program has that thinks of no zones)
    entry = issued(workspace, date=NOW.replace(month=5, day=14), now=local).entry
    assert dt.datetime.fromisoformat(entry.recorded_at) == local.astimezone()
    assert '"2026-05-14"' in (small.root / "luu-tru" / "2026" / "so-dang-ky.jsonl").read_text(encoding="utf-8")


def test_an_objection_is_accepted_with_a_reason(small: Small) -> None:
    fill(small)
    workspace = reportgen.Workspace.find(small.root)
    reportgen.draft(workspace, "6-thang")
    objected = reportgen.issue(workspace, "6-thang", number=5, date=DAY)
    assert isinstance(objected, reportgen.Objected)
    assert [objection.id for objection in objected.objections] == ["cho-trong"]
    done = issued(workspace, accept={"cho-trong": "  Kế hoạch\nchưa có số. "})
    assert [(item.id, item.reason) for item in done.accepted] == [("cho-trong", "Kế hoạch chưa có số.")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": 0}, "Số 0 chưa đúng"),
        ({"number": 1_000_000}, "từ 1 đến 999999"),
        ({"copies": 0}, "Số 0 chưa đúng"),
        ({"pages": -1}, "Số -1 chưa đúng"),
        ({"accept": {"cho-trong": " "}}, "cho-trong cần lý do"),
        ({"accept": {"cho-trong": "a" * 501}}, "dài quá 500 chữ"),
        ({"accept": {"cho-tron": "Vì sao."}}, "Có phải là cho-trong"),
    ],
)
def test_what_the_command_line_refuses_is_refused_here(small: Small, given: dict[str, Any], said: str) -> None:
    workspace = ready(small)
    reportgen.draft(workspace, "6-thang")
    with pytest.raises(reportgen.CannotRun, match=said):
        issued(workspace, **given)
    assert not workspace.archive_folder().exists()
