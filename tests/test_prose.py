"""The automatic text of any plan and any set of status files: every word printed once, under nobody else's name."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.snapshot import Snapshot
from reportgen.model.status import State
from tests.prose import (
    ANY_CASES,
    NAMES,
    Case,
    automatic,
    merged,
    places,
    plain,
    texts_of,
    unnamed,
)

_CODE = re.compile(r"\b\d\.\d\.\d\b")
_LITTLE = 25
"""Words: a budget that every report exceeds."""


def printed(snapshot: Snapshot, most: int) -> str:
    """All words of a report, and those left to the internal document."""
    left = automatic(snapshot, most)[0].chi_noi_bo
    said = [unnamed(paragraph) for place in places(snapshot, most) for paragraph in place.doan]
    return " / ".join(map(plain, [*said, *(" ".join(text.doan) for text in left)]))


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any, st.sampled_from((_LITTLE, 150, 400, 10**9)))
@settings(max_examples=120, deadline=None)
def test_every_text_is_printed_once_word_by_word(case: Case, most: int) -> None:
    snapshot = merged(case)
    report = printed(snapshot, most)
    for _, field, text in texts_of(snapshot):
        assert report.count(plain(text)) == 1, (field, text)


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=60, deadline=None)
def test_every_document_is_cited(case: Case) -> None:
    snapshot = merged(case)
    words, groups = automatic(snapshot)
    printed_of_group = {code: " ".join(place.doan) for code, place in groups.items()}
    shortcomings = " ".join(words.ton_tai.doan)
    for part in snapshot.parts:
        for group in part.groups:
            for task in group.tasks:
                for document in (document for row in task.rows for document in row.status.documents):
                    told = printed_of_group[f"{part.number}.{group.number}"] + shortcomings
                    assert re.search(rf"{document}\b", told), document


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=60, deadline=None)
def test_what_is_left_behind_is_told_with_its_unit_and_field(case: Case) -> None:
    snapshot = merged(case)
    left = [text for text in automatic(snapshot, _LITTLE)[0].chi_noi_bo if text.cho != "chi-tieu"]
    steps = [(unit, field) for unit, field, _ in texts_of(snapshot) if field in ("next_steps", "direction")]
    keys = {"ke_hoach_toi": "next_steps", "chi_dao_dieu_hanh": "direction"}
    assert sorted((text.don_vi, keys[text.muc]) for text in left) == sorted(steps)
    assert not [text for text in automatic(snapshot)[0].chi_noi_bo if text.cho != "chi-tieu"]


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=120, deadline=None)
def test_no_text_stands_under_another_unit(case: Case) -> None:
    snapshot = merged(case)
    leads = {task.code: task.owing for task in snapshot.tasks()}
    named = {unit.id: unit.name for unit in snapshot.units}
    whole = " ".join(f"¶ {paragraph}" for place in places(snapshot) for paragraph in place.doan)
    for task in snapshot.tasks():
        for row in task.rows:
            for number in re.findall(r"1\d{6}", row.status.result or ""):
                before, _, after = whole.partition(number)
                assert named[row.unit] in governing(before, after) or (
                    governing(before, after) == "" and leads[task.code] == (row.unit,)
                ), (number, before.rpartition("¶")[2], after[:80])


def governing(before: str, after: str) -> str:
    """Return whose text stands between ``before`` and ``after``: named at the clause's or the sentence's end, or before."""
    paragraph = _NOTES.sub("", before.rpartition("¶")[2])
    following = _NOTES.sub("", after)
    sentence = re.split(r"[.!…] ", paragraph)[-1]
    for found in (
        re.match(rf"[^.;!…¶(]*{_BRACKETS}", following),
        *reversed(list(NAMES.finditer(sentence))),
        re.match(rf"[^.!…¶(]*{_BRACKETS}", following),
        *reversed(list(NAMES.finditer(paragraph))),
    ):
        if found:
            return found[0]
    return ""


_BRACKETS = r"\((?:Đơn vị|Cả 0)[^)]*\)"
_NOTES = re.compile(r"\^\[(?:\\.|[^\]\\])*\]")


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_files_makes_no_difference(case: Case, random: Any) -> None:
    shuffled = list(case[1])
    random.shuffle(shuffled)
    assert places(merged((case[0], shuffled))) == places(merged(case))


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=60, deadline=None)
def test_no_code_and_no_progress(case: Case) -> None:
    snapshot = merged(case)
    groups = automatic(snapshot)[1]
    assert not _CODE.search(" ".join(paragraph for place in places(snapshot) for paragraph in place.doan))
    assert "%" not in " ".join(paragraph for place in groups.values() for paragraph in place.doan)


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=100, deadline=None)
def test_paragraphs_are_whole(case: Case) -> None:
    for place in places(merged(case)):
        assert place.co == bool(place.doan)
        for paragraph in place.doan:
            assert paragraph == " ".join(paragraph.split())
            assert paragraph.endswith((".", "!", "…", "như sau:")), paragraph
            assert not re.search(r"[.;,]{2}(?<!\.\.)|;\.|\.;|: ;|\(\)", paragraph.replace("...", "…")), paragraph
            assert not re.match(r"(?:Đơn vị [A-D]|Cả)[^:]{0,40}:", paragraph)


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=100, deadline=None)
def test_nothing_wrong_is_called_nothing(case: Case) -> None:
    snapshot = merged(case)
    words = automatic(snapshot)[0]
    tasks = list(snapshot.tasks())
    wrong = (
        any(task.missing or task.task_class.value not in FINE for task in tasks)
        or any(target.met is not True and target.value is not None for target in snapshot.targets)
        or any(target.missing for target in snapshot.targets)
        or any(not unit.sent for unit in snapshot.units)
    )
    said = any(field in ("shortcomings", "difficulty") for _, field, _ in texts_of(snapshot))
    if wrong or said:
        assert words.ton_tai.doan != ("Không.",)
        assert words.nguyen_nhan.doan != ("Không.",)


FINE = {"hoan-thanh-dung-han", "thuc-hien-thuong-xuyen", "dang-thuc-hien-trong-han", "da-ket-thuc"}


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=60, deadline=None)
def test_equal_texts_stand_once_with_all_their_units(case: Case) -> None:
    plan, statuses = case
    same = [
        dataclasses.replace(
            status,
            tasks={
                code: dataclasses.replace(row, state=State.UNDER_WAY, result=sign + "rà soát 7654321 văn bản" + end)
                for code, row in status.tasks.items()
            },
        )
        for status, (sign, end) in zip(statuses, itertools.cycle((("", "."), ("- ", ""), ("", ";"))), strict=False)
    ]
    snapshot = merged((plan, same))
    groups = automatic(snapshot)[1]
    assert sum(" ".join(place.doan).count("7654321") for place in groups.values()) == sum(
        bool(task.rows) for task in snapshot.tasks()
    )
