"""Data that is not of the declared form is refused, with its place from the root."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportgen.formats.register import LINE
from reportgen.formats.snapshot import ROLE, SNAPSHOT
from reportgen.formats.wire import (
    DAY,
    EXACT,
    FLAG,
    FLOAT,
    RATIO,
    TEXT,
    WHOLE,
    Field,
    Format,
    Kind,
    Shape,
    Unfit,
    list_of,
    map_of,
)
from tests.first_version import DRAFTS, carried_texts
from tests.format_samples import CASES, FORMATS, INSTANCES, cases

# Data that is not of the form is refused, with its place


@pytest.mark.parametrize(("shape", "value", "field"), cases([case for case in CASES if case[2].required]))
def test_a_name_that_is_missing_is_refused(shape: Shape[Any], value: Any, field: Field) -> None:
    data = {name: item for name, item in shape.write(value).items() if name != field.name}
    with pytest.raises(Unfit, match=f"^thiếu mục {field.name}$"):
        shape.read(data)


@pytest.mark.parametrize("form", [form for form in FORMATS if form is not LINE], ids=lambda form: form.title)
def test_a_name_that_is_not_known_is_refused(form: Format[Any]) -> None:
    shape, value = INSTANCES[form.title]
    with pytest.raises(Unfit, match=r"^có mục lạ: la, nua$"):
        form.read(shape.write(value) | {"la": 1, "nua": 2})


def test_the_place_of_a_fault_is_said_from_the_root() -> None:
    data = json.loads(carried_texts(DRAFTS[1].read_bytes())[1])
    data["parts"][0]["groups"][0]["tasks"][1]["rows"][0]["status"]["ket_qua"] = "…"
    with pytest.raises(Unfit) as raised:
        SNAPSHOT.read(data)
    assert str(raised.value) == "parts.0.groups.0.tasks.1.rows.0.status: có mục lạ: ket_qua"


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        (TEXT, 5, "phải là chữ"),
        (TEXT, None, "phải là chữ"),
        (WHOLE, "5", "phải là số nguyên"),
        (WHOLE, True, "phải là số nguyên"),
        (WHOLE, 5.0, "phải là số nguyên"),
        (FLAG, 1, "phải là true hoặc false"),
        (FLOAT, "1", "phải là số"),
        (DAY, "14/5/2026", "phải là ngày dạng 2026-05-14"),
        (DAY, 20260514, "phải là ngày dạng 2026-05-14"),
        (EXACT, 2.5, "phải là số thập phân viết trong ngoặc kép"),
        (EXACT, "2,5", "phải là số thập phân viết trong ngoặc kép"),
        (RATIO, "1/0", "phải là phân số viết trong ngoặc kép, ví dụ 250/3"),
        (ROLE, "chu_tri", "phải là một trong: chu-tri, phoi-hop"),
        (ROLE, ["chu-tri"], "phải là một trong: chu-tri, phoi-hop"),
        (list_of(TEXT), "a", "phải là danh sách"),
        (list_of(TEXT), ["a", 1], "1: phải là chữ"),
        (map_of(WHOLE), [], "phải là nhóm mục"),
        (map_of(WHOLE), {"a": "1"}, "a: phải là số nguyên"),
        (map_of(WHOLE, ROLE), {"a": 1}, "a: phải là một trong: chu-tri, phoi-hop"),
        (SNAPSHOT.shape, [], "phải là nhóm mục"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: Kind, wrong: Any, said: str) -> None:
    with pytest.raises(Unfit) as raised:
        kind.read(wrong)
    assert str(raised.value) == said


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '"x"', b"\xff"])
def test_what_is_no_json_of_an_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(Unfit):
        SNAPSHOT.load(text)
