"""The cases of `check`: a small workspace, what each case changes in it, and the findings it then has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reportgen
from tests.case_files import CASE_FILES, cases_of
from tests.conftest import Small

Case = dict[str, Any]
ROOM = Path(reportgen.__file__).parent
STATUS = "tinh-hinh/kh/6-thang/phong-hai.yaml"
_FILES = [
    cases_of(CASE_FILES / name)
    for name in (
        "check.yaml",
        "ke-hoach.yaml",
        "chi-tieu.yaml",
        "doi-chieu.yaml",
        "tong-hop.yaml",
        "doc-tep.yaml",
        "thoi-gian.yaml",
    )
]
COMPLETE: dict[str, str] = _FILES[0]["files"]
"""The files of a workspace in which nothing is wrong, beside those of ``conftest.Small``."""
CASES: list[Case] = [case for file in _FILES for case in file["cases"]]


def lay(small: Small, case: Case) -> None:
    """Change a complete workspace as a case says."""
    for name, text in case.get("write", {}).items():
        small.write(name, text)
    for name, (codec, text) in case.get("encoded", {}).items():
        small.write(name, "").write_bytes(text.encode(codec))
    for change in case.get("change", []):
        small.replace(*(change if len(change) == 3 else (STATUS, *change)))


def complete(small: Small) -> Small:
    """Write the files of a workspace in which nothing is wrong."""
    for name, text in COMPLETE.items():
        small.write(name, text)
    return small


def warn(base: Small) -> None:
    """Let one warning be right."""
    base.replace("ke-hoach/kh.yaml", "ma: I.2,", "ma: I.3,")


def err(base: Small) -> None:
    """Let one error be right."""
    base.replace(STATUS, "tien_do: 60", "tien_do: 101")
