"""What ``init`` and ``import`` say comes next can be typed as it is printed, from where the user stands."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.cli.show.imported import imported
from tests.conftest import Ran
from tests.plan_reading import made, paper

ROWS = (("1", "Việc một", "Phòng Một", "Phòng Hai", "Kế hoạch", "30/6/2026"),)


def commands(printed: str) -> list[list[str]]:
    """The commands below «Tiếp theo:», as a shell takes them apart."""
    below = printed.split("Tiếp theo:\n")[1].splitlines()
    return [shlex.split(found[1]) for line in below if (found := re.search(r"reportgen (.*)$", line))]


def test_each_command_of_init_and_import_runs_as_printed(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    (tmp_path / "KH.docx").write_bytes(paper(ROWS))
    first = cli("init", "Cơ quan tôi", "--from", "KH.docx", cwd=tmp_path)
    second = cli("-C", "Cơ quan tôi", "import", "KH.docx", "--plan", "khac")
    for ran in (first, second):
        given = commands(ran.out)
        assert [command[:2] for command in given] == [["-C", "Cơ quan tôi"]] * 3
        assert [command[2] for command in given] == ["check", "forms", "status"]
    assert [command[3:] for command in commands(second.out)[1:]] == [["khac/6-thang"]] * 2
    assert [command[3:] for command in commands(first.out)[1:]] == [["6-thang"]] * 2
    for command in commands(second.out):
        ran = cli(*command)
        assert ran.code == 0, ran.out + ran.err


def test_standing_in_the_folder_nothing_is_named(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    made(tmp_path, paper(ROWS))
    ran = cli("import", tmp_path / "KH.docx", "--plan", "khac", cwd=tmp_path / "co-quan")
    assert commands(ran.out) == [["check"], ["forms", "khac/6-thang"], ["status", "khac/6-thang"]]


def test_no_period_no_command_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = made(tmp_path, paper(ROWS))
    capsys.readouterr()
    imported(dataclasses.replace(done, period=""))
    assert [command[-1] for command in commands(capsys.readouterr().out)] == ["check"]
