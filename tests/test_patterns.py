"""Patterns: the same as Python's own, compiled when used."""

from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import re
from typing import Any

import pytest

import reportgen
from reportgen import patterns
from reportgen.patterns import regex


def test_every_pattern_of_the_house_compiles() -> None:
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.unfreeze()  # a command that ran in this process has hidden what there was
    house: set[tuple[Any, int]] = {
        (thing.pattern, thing._flags) for thing in gc.get_objects() if type(thing) is patterns._Pattern
    }
    assert len(house) > 250
    assert all(regex(*given).flags == re.compile(*given).flags for given in house)


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(re, "compile", None)
        late = regex(r"(?P<day>\d+)/(?P<month>\d+)")
        assert late.pattern == r"(?P<day>\d+)/(?P<month>\d+)"
    match = late.fullmatch("2/9")
    assert match is not None
    assert match.groupdict() == {"day": "2", "month": "9"}
    assert late.groupindex["month"] == 2
    assert pickle.loads(pickle.dumps(late)).sub("x", "a 3/4") == "a x"
    with pytest.raises(re.error):
        regex("(").match("")


def test_bytes_are_patterns_too() -> None:
    assert regex(rb"\d+").findall(b"1 22") == [b"1", b"22"]
