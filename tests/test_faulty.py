"""Faulty files, byte for byte as they came, each with the whole text that `check` answers.

``nguoi`` and ``nguoi-them`` hold what people do, ``may`` what machines and accidents do, ``ke-hoach`` and ``co-quan`` faulty plans and
agencies. ``nguoi.json`` names the faults of the first kind as a reader saw them who did not know the program.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Small

FOLDER = Path(__file__).parent / "faulty"
PLACES = {
    "nguoi": "tinh-hinh/kh/6-thang/phong-hai.yaml",
    "nguoi-them": "tinh-hinh/kh/6-thang/phong-hai.yaml",
    "may": "tinh-hinh/kh/6-thang/phong-hai.yaml",
    "ke-hoach": "ke-hoach/kh.yaml",
    "co-quan": "co-quan.yaml",
}
FILES = sorted(path for kind in PLACES for path in (FOLDER / kind).glob("*.yaml"))
LABELS = {item["file"]: item["faults"] for item in json.loads((FOLDER / "nguoi.json").read_text(encoding="utf-8"))}
READ_AS_MEANT = {
    "dan-tu-word.yaml": {3, 14, 24},  # quotation marks on one side, letters of no width
    "ngay-viet-bang-chu.yaml": {19},  # ngày 6 tháng 5 năm 2026
    "ngay-xau-word-tu-sua.yaml": {8, 19},  # quotation marks on one side
    "tab-khong-ro-cap.yaml": {19},  # what stands behind the tab is a key
}


def put(small: Small, path: Path) -> Path:
    """Lay a faulty file where one of its kind lies."""
    target = small.root / PLACES[path.parent.name]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
    return target


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_faulty_file_is_answered_with_exactly_this(
    path: Path, small: Small, cli: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    target = put(small, path)
    before = sorted(small.root.rglob("*"))
    begun = time.process_time()
    ran = cli("check", target, cwd=small.root)
    assert time.process_time() - begun < 5  # benchmarks measure
    wanted = path.with_suffix(".txt")
    if request.config.getoption("--golden-update"):
        wanted.write_text(ran.out, encoding="utf-8", newline="\n")
    assert ran.out == wanted.read_text(encoding="utf-8")
    assert (ran.err, ran.code) == ("", int(": lỗi: " in ran.out))
    assert sorted(small.root.rglob("*")) == before


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 180
    assert len([path for path in FILES if path.parent.name == "nguoi"]) == len(LABELS) == 75
    assert {path.stem for path in FOLDER.glob("*/*.txt")} == {path.stem for path in FILES}


@pytest.mark.parametrize("name", LABELS)
def test_what_a_reader_saw_is_found_on_its_line(name: str, small: Small, cli: Callable[..., Any]) -> None:
    target = put(small, FOLDER / "nguoi" / name)
    told = json.loads(cli("check", target, "--format", "json", cwd=small.root).out)
    understood = [item for file in told["tep"] for item in file.get("doc_la", ())]
    lines = {item["dong"] for item in [*told["phat_hien"], *understood]}
    read = READ_AS_MEANT.get(name, set())
    missed = [fault for fault in LABELS[name] if not {fault["line"], *fault.get("also", [])} & (lines | read)]
    assert missed == []


def test_no_answer_speaks_the_language_of_the_parser() -> None:
    words = (
        "yaml",
        "mapping",
        "sequence",
        "scalar",
        "token",
        "expected",
        "None",
        "Error",
        "Traceback",
        "string",
        "null",
    )
    for path in FOLDER.glob("*/*.txt"):
        answers = [
            line.partition(": lỗi: ")[2] or line
            for line in path.read_text(encoding="utf-8").splitlines()
            if ": lỗi: " in line or line.lstrip().startswith(("cần:", "sửa:", "gợi ý:"))
        ]
        for line in answers:
            spoken = line.replace(".yaml", "").replace("YAML", "")
            assert not [word for word in words if f" {word} " in f" {spoken} "], (path.name, line)
