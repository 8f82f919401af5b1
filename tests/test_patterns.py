"""Patterns: the same as Python's own, compiled when used, and not again in the next run."""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen import patterns
from reportgen.patterns import regex
from tests.places import ROOT

KEPT = Path("reportgen", "bieu-thuc", str(sys.implementation.cache_tag))


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    _next_run(monkeypatch)


def _next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a run does that knows nothing."""
    for name, empty in (("_KNOWN", {}), ("_LIBRARIES", set()), ("_NEW", set())):
        monkeypatch.setattr(patterns, name, empty)


def _of_the_house() -> Iterator[tuple[Any, int]]:
    """Yield text and flags of every pattern that stands in a module of the program."""
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.unfreeze()  # a command that ran in this process has hidden what there was
    for thing in gc.get_objects():
        if type(thing) is patterns._Pattern:
            yield thing.pattern, thing._flags


def test_every_pattern_of_the_house_is_what_python_makes_of_it_in_this_run_and_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = {*_of_the_house()}
    assert len(house) > 250
    assert all(patterns._compiled(*given) == re.compile(*given) for given in house)
    learnt = patterns.learnt()
    assert learnt is not None
    _next_run(monkeypatch)
    patterns.learn(learnt)
    assert all(patterns._compiled(*given) == re.compile(*given) for given in house)
    assert patterns.learnt() is None


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    late = regex(r"(?P<day>\d+)/(?P<month>\d+)")
    assert not patterns._NEW
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


def test_what_was_damaged_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    given = r"\bngày (\d{1,2})\b", re.IGNORECASE.value
    patterns._compiled(*given)
    whole = patterns.learnt()
    assert whole is not None
    for at in range(0, len(whole), 5):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :], whole + whole[:at] + b"{"):
            _next_run(monkeypatch)
            patterns.learn(damaged)
            assert patterns._compiled(*given) == re.compile(*given)
            assert patterns._NEW


def test_where_python_offers_nothing_of_it_patterns_are_compiled_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_engines", lambda: None)
    assert regex(r"\d+").findall("1 22") == ["1", "22"]
    assert patterns.learnt() is None


def test_the_patterns_of_libraries_are_known_before_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml.reader

    slow = yaml.reader.Reader.NON_PRINTABLE
    remembered: Any = re._cache  # type: ignore[attr-defined]
    monkeypatch.setitem(remembered, (str, slow.pattern, 0), slow)
    patterns._compiled("house", 0)
    learnt = patterns.learnt()
    assert learnt is not None
    _next_run(monkeypatch)
    monkeypatch.delitem(remembered, (str, slow.pattern, 0))
    patterns.learn(learnt)
    with monkeypatch.context() as patch:
        patch.setattr("re._compiler.compile", None)
        assert re.compile(slow.pattern) == slow
    assert (str, "house", 0) not in remembered


def test_what_is_made_of_data_is_not_kept() -> None:
    re.search("Ủy ban nhân dân xã Bí Mật", "")
    patterns._compiled("house", 0)
    assert b"M\\u1eadt" not in (patterns.learnt() or b"")
    assert patterns.learnt() is None


def test_a_second_draft_compiles_hardly_any(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    arguments = ["-C", str(ROOT / "data" / "xa-viet-khe"), "draft", "6-thang", "-o", str(tmp_path / "a.docx")]
    code = (
        "import re._compiler, sys; made = []; compile = re._compiler.compile\n"
        "re._compiler.compile = lambda text, flags=0: made.append(text) or compile(text, flags)\n"
        "from reportgen import patterns; from reportgen.cli import main\n"
        f"try: main({arguments!r})\n"
        "finally: print(len(patterns._KNOWN), len(made), file=sys.stderr)"
    )
    told = []
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        told.append([int(number) for number in ran.stderr.split()])
    (known, first_compiled), (still_known, compiled) = told
    assert 150 < known == still_known
    assert compiled < 80 < first_compiled
    assert any(path.is_file() for path in tmp_path.glob(f"**/{KEPT.name}"))
