"""Trying a claim about a page's script on arbitrary contents, and what its boxes make of a text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportgen.vn.signs import UNREADABLE, without_unseen
from reportgen.vn.text import nfc


def tried(request: pytest.FixtureRequest, examples: int, claim: Callable[[st.DataObject], None]) -> None:
    """Try a claim on so many arbitrary contents; ten times as many before a merge, a hundred times in a long run."""
    more = 10 if os.environ.get("REPORTGEN_PAGES") == "required" else 1
    many = settings(
        max_examples=examples * (100 if request.config.getoption("--long") else more),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    many(given(st.data())(claim))()


def cleaned(text: str) -> str:
    parted = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return nfc(UNREADABLE.sub("", without_unseen(parted))).strip("\ufeff").strip()
