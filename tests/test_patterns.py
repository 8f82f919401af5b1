"""Patterns: the same as Python's own, compiled when used."""

from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen import patterns
from reportgen.compose.prose import sentences
from reportgen.nd30 import base
from reportgen.nd30.rules import i_4, pl2_i, soan_thao
from reportgen.patterns import regex
from reportgen.wordview.anatomy import head
from reportgen.wordview.anatomy.words import PLACEHOLDER


def test_every_pattern_of_the_house_compiles() -> None:
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.unfreeze()  # what a test run has loaded is out of the collector's sight
    house: set[tuple[Any, int]] = {
        (thing.pattern, thing._flags) for thing in gc.get_objects() if type(thing) is patterns._Pattern
    }
    gc.freeze()
    assert len(house) > 250
    assert all(regex(*pattern).flags == re.compile(*pattern).flags for pattern in house)


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


def _any_of(signs: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, signs)))


_MISREAD = re.compile(r"á[º»][\x80-\xbf–-›€-™]|Ä‘|Ã[¡-¿]|Æ[°¡]")
"""Unicode that was read as something else, in plain words."""


@pytest.mark.parametrize(
    ("quick", "pattern", "signs"),
    [
        (i_4._OLD_LETTERS, i_4._TCVN3, "aBÊÔÐ¸®ä \n"),
        (i_4._OLD_LETTERS, i_4._ONE_TCVN3, "ahTÊÕÞ¸®ëît \n"),
        (i_4._OLD_LETTERS, i_4._ONE_VNI, "aeoùøûõöôñïãc \n"),
        (i_4._MOJIBAKE, _MISREAD, "áº»\x80Ä‘Ã¡Æ°¡a"),
        (_MISREAD, i_4._MOJIBAKE, "áº»\x80Ä‘Ã¡Æ°¡a"),
        (_any_of(base._OF_PLACEHOLDERS), PLACEHOLDER, "<>{}%$«»[]#a_9/"),
        (pl2_i._STOP, pl2_i._SENTENCE, "abÂâ.?! 1"),
        (soan_thao._GLUED, soan_thao._AFTER, "abÂâ.,;1_ \n"),
        (_any_of(soan_thao._LEFT), soan_thao._RESIDUE, "{}%[]«a_»!"),
        (re.compile(_any_of(head._OF_WIDE).pattern, re.IGNORECASE), head._WIDE, "a \u00a0_–-CộngĐộclập hngày,"),
        (head._SPACES, head._WIDE, "a \u00a0\t,_–cộngh ngày"),
        (head._SPACES, head._WIDE_IN_FOOT, "aĐ \u00a0\t-"),
    ],
)
def test_a_quick_look_passes_nothing_over(quick: re.Pattern[str], pattern: re.Pattern[str], signs: str) -> None:
    @given(st.text(st.sampled_from(signs), max_size=12))
    def held(text: str) -> None:
        assert not pattern.search(text) or quick.search(text)

    held()


@given(st.text(st.sampled_from("a1Đ.)(-–•*+ 2"), min_size=1, max_size=7))
def test_the_sign_of_a_list_is_found_wherever_there_is_one(line: str) -> None:
    match = sentences._SIGN.match(line)
    signed = match is not None and not sentences._INLINE.search(line)
    assert sentences._unsigned(line) == ((line[match.end() :].strip(), True) if match and signed else (line, False))
