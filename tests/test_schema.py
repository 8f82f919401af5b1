"""The JSON Schema beside the forms: right files pass, slips are marked, and its words are Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from reportgen.model.fields import DATE, FLAG, NUMBER, PERCENT, Scalar
from reportgen.model.status import STATE
from reportgen.workspace import SCHEMA_FILE
from tests.conftest import Small, run_in
from tests.yaml12 import load

FIELDS = [
    ("chi_tieu: {{CT1: {{tu_so: {}}}}}", NUMBER),
    ("nhiem_vu: {{I.1: {{tien_do: {}}}}}", PERCENT),
    ("nhiem_vu: {{I.1: {{trang_thai: {}}}}}", STATE),
    ("nhiem_vu: {{I.1: {{nhu_ky_truoc: {}}}}}", FLAG),
    ("ngay_lap: {}", DATE),
]
HEAD = "don_vi: phong-hai\nke_hoach: kh\nky_bao_cao: 6-thang\n"


@pytest.fixture(scope="module")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], None]:
    root = Small(tmp_path_factory.mktemp("luoc-do") / "co-quan-thu").root
    assert run_in("forms", "6-thang", cwd=root).code == 0
    schema = json.loads((root / "tinh-hinh/kh/6-thang" / SCHEMA_FILE).read_text(encoding="utf-8"))
    compiled = fastjsonschema.compile(schema)

    def check(text: str) -> None:
        compiled(load(text))

    return check


@pytest.mark.parametrize(("line", "kind"), FIELDS)
def test_every_spelling_that_the_guide_names_is_right_in_an_editor_too(
    line: str, kind: Scalar, validate: Callable[[str], None]
) -> None:
    assert kind.examples
    for spelling, _ in kind.examples:
        value = f'"{spelling}"' if "," in spelling else spelling
        validate(HEAD + line.format(value) + "\n")
        validate(HEAD + line.format(f'"{spelling}"') + "\n")
    validate(HEAD + line.format("") + "\n")


@pytest.mark.parametrize(
    "body",
    [
        "nhiem_vu: {I.1: {trang_thai: hoàn thành}}",
        "nhiem_vu: {I.1: {trạng_thái: hoan-thanh}}",
        "nhiem_vu: {I.1: {tien_do: 120}}",
        "nhiem_vu: {I.1: {tien_do: nửa}}",
        "nhiem_vu: {I.9: {tien_do: 20}}",
        "nhiem_vu: {I.1: {ngay_hoan_thanh: hôm nay}}",
        "nhiem_vu: {I.1: {nhu_ky_truoc: có thể}}",
        "nhiem_vu: {I.1: {ket_qua: {a: b}}}",
        "chi_tieu: {CT9: {tu_so: 1}}",
        "chi_tieu: {CT1: {tu_so: -1}}",
        "chi_tieu: 98",
        "ngay_gui: 08/5/2026",
    ],
)
def test_slips_are_marked_in_an_editor(body: str, validate: Callable[[str], None]) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validate(HEAD + body + "\n")


@pytest.mark.parametrize("heading", ["ke_hoach: kh\nky_bao_cao: 6-thang\n", HEAD.replace("phong-hai", "phong-ba"), ""])
def test_a_wrong_heading_is_marked(heading: str, validate: Callable[[str], None]) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validate(heading + "chung:\n")


@pytest.mark.parametrize("name", ["so-khcn-hai-phong", "xa-viet-khe"])
@pytest.mark.parametrize("period", ["6-thang", "nam"])
def test_the_example_files_and_fresh_forms_are_right_in_an_editor(
    name: str, period: str, workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    root = workspace(name)
    folder = root / "tinh-hinh" / "nq02-2026" / period
    filled = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
    for path in folder.glob("*.yaml"):
        path.unlink()
    assert cli("forms", period, cwd=root).code == 0
    compiled = fastjsonschema.compile(json.loads((folder / SCHEMA_FILE).read_text(encoding="utf-8")))
    fresh = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
    assert len(fresh) == len(filled) > 3
    for text in filled + fresh:
        compiled(load(text))
    for text in fresh:
        assert f"\n# yaml-language-server: $schema=./{SCHEMA_FILE}\n" in text


def test_the_schema_names_tasks_states_and_messages_in_vietnamese(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    schema = json.loads((small.root / "tinh-hinh/kh/6-thang" / SCHEMA_FILE).read_text(encoding="utf-8"))
    tasks = schema["properties"]["nhiem_vu"]["properties"]
    assert {code: task["description"] for code, task in tasks.items()} == {
        "I.1": "Việc của mọi phòng",
        "I.2": "Việc của Phòng Một",
        "II.1": "Việc của hai phòng",
    }
    state = schema["definitions"]["nhiem_vu"]["properties"]["trang_thai"]
    assert state["enum"][:-1] == list(STATE.choices)
    assert len(state["enumDescriptions"]) == len(state["enum"])
    assert state["title"] == "Trạng thái của nhiệm vụ"
    assert state["errorMessage"].startswith("Cần: một trong: chua-thuc-hien")


def test_the_schema_is_no_stray_file_and_is_written_only_when_it_changes(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    path = small.root / "tinh-hinh/kh/6-thang" / SCHEMA_FILE
    assert "không được đọc" not in cli("check", cwd=small.root).out
    before = path.stat().st_mtime_ns
    cli("forms", "6-thang", cwd=small.root)
    assert path.stat().st_mtime_ns == before
    small.replace("ke-hoach/kh.yaml", "Việc của hai phòng", "Việc mới")
    cli("forms", "6-thang", cwd=small.root)
    assert "Việc mới" in path.read_text(encoding="utf-8")
