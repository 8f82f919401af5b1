"""Thousands of damaged files through the reader and the whole command; a hundred thousand with ``--long``."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing import SEEDS, mutated, read, run_check
from tests.places import ROOT

NAMES = ("tinh-hinh/kh/6-thang/phong-hai.yaml", "ke-hoach/kh.yaml", "co-quan.yaml")
CHUNKS = 8


@pytest.fixture
def filled(small: Any) -> Path:
    small.status("phong-hai", "nhiem_vu: {I.1: {trang_thai: dang-thuc-hien}}\n")
    small.status("phong-mot", "nhiem_vu: {I.1: {trang_thai: dang-thuc-hien}}\n")
    return Path(small.root)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_damaged_files_are_answered(chunk: int, filled: Path, request: pytest.FixtureRequest) -> None:
    count = (100_000 if request.config.getoption("--long") else 1_000) // CHUNKS
    random_ = random.Random(chunk)
    for number in range(count):
        content = mutated(random_.choice(SEEDS), random_)
        try:
            read(content, filled)
            if number % 4 == 0:
                run_check(content, random_.choice(NAMES), filled)
        except Exception as error:
            raise AssertionError(f"chunk {chunk}, file {number}: {content!r}") from error


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_answered(filled: Path, content: bytes) -> None:
    read(content, filled)
    run_check(content, NAMES[0], filled)


def test_guided_fuzzing_finds_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("guided fuzzing runs with --long")
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: pip install atheris")
    for number, seed in enumerate(SEEDS):
        (tmp_path / f"{number}.yaml").write_bytes(seed)
    command = [sys.executable, str(ROOT / "tests" / "fuzz_guided.py"), "-runs=100000", "-max_len=6000", str(tmp_path)]
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
