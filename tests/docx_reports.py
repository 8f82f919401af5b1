"""The reports and letters whose parts are looked at."""

from __future__ import annotations

import pytest

from tests.docx_text import (
    example_plan,
    example_report,
)
from tests.places import PERIODS, ROOT, WORKSPACES

TEMPLATES = (
    "bang-doi-chieu",
    "bao-cao-6-thang",
    "bao-cao-cchc",
    "bao-cao-nam",
    "bao-cao-quy",
    "ke-hoach",
)
REPORTS = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]
EVERYTHING = [*REPORTS, ("plan", WORKSPACES[0]), *(("templates", name) for name in TEMPLATES)]
each_report = pytest.mark.parametrize(("workspace", "period"), REPORTS)
each_file = pytest.mark.parametrize(("where", "name"), EVERYTHING)


def bytes_of(where: str, name: str) -> bytes:
    if where == "plan":
        return example_plan(name)
    return (ROOT / where / f"{name}.docx").read_bytes() if where == "templates" else example_report(where, name)
