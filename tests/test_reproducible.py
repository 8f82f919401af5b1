"""The same input gives the same bytes anywhere; a report carries its data and knows when it was edited."""

from __future__ import annotations

import dataclasses
import hashlib
import operator
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

import reportgen
from reportgen.formats import carry
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.conftest import Ran
from tests.docx_text import edited, example_report, members, pack
from tests.places import DATA, PERIODS, ROOT, WORKSPACES

Cli = Callable[..., Ran]
each_report = pytest.mark.parametrize(("workspace_name", "period"), [(w, p) for w in WORKSPACES for p in PERIODS])


def data_item(docx: bytes) -> str:
    """The member that carries the data, found by its namespace."""
    found = [
        name
        for name, content in members(docx).items()
        if name.startswith("customXml/item") and carry.NAMESPACE.encode() in content and b"<snapshot>" in content
    ]
    assert len(found) == 1
    return found[0]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run_elsewhere(arguments: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@each_report
def test_the_same_input_gives_the_same_bytes_twice(workspace_name: str, period: str, cli: Cli, tmp_path: Path) -> None:
    for name in ("mot.docx", "hai.docx"):
        assert cli("-C", DATA / workspace_name, "draft", period, "-o", tmp_path / name).code == 0
    assert (tmp_path / "mot.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()


@pytest.mark.parametrize(
    ("seed", "timezone", "locale"), [("1", "Asia/Ho_Chi_Minh", "C.UTF-8"), ("4242", "America/New_York", "C")]
)
def test_hash_seed_timezone_locale_and_folder_change_nothing(
    seed: str, timezone: str, locale: str, workspace: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = workspace("xa-viet-khe")
    elsewhere = tmp_path / "chỗ khác"
    elsewhere.mkdir()
    where = os.path.relpath(folder, elsewhere)
    ran = run_elsewhere(
        ["-C", where, "draft", "nam", "-o", "ra.docx"], elsewhere, PYTHONHASHSEED=seed, TZ=timezone, LC_ALL=locale
    )
    assert ran.returncode == 0, ran.stderr
    assert (elsewhere / "ra.docx").read_bytes() == example_report("xa-viet-khe", "nam")


def test_times_of_files_change_nothing(workspace: Callable[[str], Path], cli: Cli, tmp_path: Path) -> None:
    folder = workspace("xa-viet-khe")
    for path in folder.rglob("*.yaml"):
        os.utime(path, (86_400, 86_400))
    assert cli("-C", folder, "draft", "nam", "-o", tmp_path / "ra.docx").code == 0
    assert (tmp_path / "ra.docx").read_bytes() == example_report("xa-viet-khe", "nam")


def test_a_changed_input_gives_other_bytes(workspace: Callable[[str], Path], cli: Cli, tmp_path: Path) -> None:
    folder = workspace("xa-viet-khe")
    path = folder / "tinh-hinh/nq02-2026/nam/phong-kinh-te.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# một ghi chú\n", encoding="utf-8")
    assert cli("-C", folder, "draft", "nam", "-o", tmp_path / "ra.docx").code == 0
    changed, before = members(tmp_path / "ra.docx"), members(example_report("xa-viet-khe", "nam"))
    assert [name for name in before if changed[name] != before[name]] == [
        data_item(example_report("xa-viet-khe", "nam"))
    ]


@each_report
def test_members_are_ordered_and_without_dates(workspace_name: str, period: str, tmp_path: Path) -> None:
    path = tmp_path / "ra.docx"
    path.write_bytes(example_report(workspace_name, period))
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in package.infolist()} == {0}


@each_report
def test_the_snapshot_inside_is_the_merged_one(workspace_name: str, period: str, tmp_path: Path) -> None:
    drafted = draft(Workspace(DATA / workspace_name), period, tmp_path / "ra.docx")
    assert drafted.path is not None
    carried = carry.read(drafted.path.read_bytes())
    assert carried is not None
    assert drafted.snapshot is not None
    for field in dataclasses.fields(drafted.snapshot):  # one by one: a difference is then shown by its name
        assert getattr(carried.snapshot, field.name) == getattr(drafted.snapshot, field.name), field.name
    assert carried.snapshot == drafted.snapshot


@each_report
def test_provenance_names_inputs_template_and_program(workspace_name: str, period: str) -> None:
    carried = carry.read(example_report(workspace_name, period))
    assert carried is not None
    root = DATA / workspace_name
    used = PERIODS[: PERIODS.index(period) + 1]
    files = [root / "co-quan.yaml", root / "ke-hoach/nq02-2026.yaml"]
    files += [path for name in used for path in (root / "tinh-hinh/nq02-2026" / name).glob("*.yaml")]
    files.append(root / f"tong-hop/nq02-2026/{period}.yaml")
    assert dict(carried.provenance.inputs) == {path.relative_to(root).as_posix(): sha256(path) for path in files}
    template = {"6-thang": "bao-cao-6-thang.docx", "nam": "bao-cao-nam.docx"}[period]
    assert carried.provenance.template == template
    assert carried.provenance.template_hash == sha256(ROOT / "templates" / template)
    assert carried.provenance.program == reportgen.__version__


@each_report
def test_hashes_of_parts_are_those_of_the_members(workspace_name: str, period: str) -> None:
    docx = example_report(workspace_name, period)
    carried = carry.read(docx)
    assert carried is not None
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members(docx).items()}
    del hashes[data_item(docx)]
    assert dict(carried.provenance.parts) == hashes


@each_report
def test_a_fresh_report_is_untouched_also_when_zipped_anew(workspace_name: str, period: str) -> None:
    docx = example_report(workspace_name, period)
    assert carry.untouched(docx)
    assert carry.untouched(pack(dict(reversed(members(docx).items()))))


def test_a_change_of_any_member_is_seen() -> None:
    docx = example_report("xa-viet-khe", "6-thang")
    item = data_item(docx)
    names = [name for name in members(docx) if name != item]
    assert len(names) > 10
    for name in names:
        parts = members(docx)
        parts[name] += b" "
        assert not carry.untouched(pack(parts)), name


def test_a_member_added_or_removed_is_seen() -> None:
    docx = example_report("xa-viet-khe", "6-thang")
    for name in members(docx):
        parts = members(docx)
        del parts[name]
        assert not carry.untouched(pack(parts)), name
    assert not carry.untouched(pack({**members(docx), "word/comments.xml": b"<x/>"}))
    assert not carry.untouched(pack({**members(docx), "customXml/item2.xml": b"<x/>"}))


def test_a_figure_changed_inside_the_carried_data_is_seen() -> None:
    docx = example_report("xa-viet-khe", "6-thang")
    forged = edited(docx, lambda xml: xml.replace("Phạm Văn Kim", "Phạm Văn Khác", 1), data_item(docx))
    assert not carry.untouched(forged)


@pytest.mark.parametrize(
    "content", [b"", b"khong phai zip", b"PK\x03\x04" + bytes(40)], ids=["empty", "not a zip", "broken zip"]
)
def test_what_is_no_report_carries_nothing(content: bytes) -> None:
    assert carry.read(content) is None
    assert not carry.untouched(content)


def test_a_template_carries_nothing() -> None:
    template = (ROOT / "templates" / "bao-cao-nam.docx").read_bytes()
    assert carry.read(template) is None
    assert not carry.untouched(template)


def test_the_data_is_found_where_an_editor_renamed_its_member() -> None:
    docx = example_report("xa-viet-khe", "6-thang")
    parts = members(docx)
    parts["customXml/item7.xml"] = parts.pop(data_item(docx))
    carried, before = carry.read(pack(parts)), carry.read(docx)
    assert carried is not None
    assert before is not None
    assert carried.snapshot == before.snapshot


def test_damaged_data_is_as_good_as_none() -> None:
    docx = example_report("xa-viet-khe", "6-thang")
    item = data_item(docx)
    for old, new in (("<snapshot>{", "<snapshot>[{"), ("</report>", ""), ('"targets":[', '"targets":[7,')):
        assert carry.read(edited(docx, operator.methodcaller("replace", old, new, 1), item)) is None


def test_templates_are_what_their_script_builds(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "templates" / "build.py"), "--check"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize("name", ["bao-cao-6-thang", "bao-cao-nam"])
def test_templates_open_with_python_docx(name: str) -> None:
    document = Document(str(ROOT / "templates" / f"{name}.docx"))
    assert len(document.sections) == 3
    assert "BÁO CÁO" in [paragraph.text for paragraph in document.paragraphs]


@each_report
def test_reports_open_with_python_docx(workspace_name: str, period: str, tmp_path: Path) -> None:
    path = tmp_path / "ra.docx"
    path.write_bytes(example_report(workspace_name, period))
    document = Document(str(path))
    assert len(document.sections) == 3
    assert document.core_properties.language == "vi-VN"
    document.save(str(path))
    assert carry.read(path.read_bytes()) is not None
    assert not carry.untouched(path.read_bytes())
