"""How forms are declared: names on the wire hold whatever an attribute is called, and nothing is lost in silence."""

from __future__ import annotations

import dataclasses
import enum
import json
import re
import typing
from typing import Any

import pytest

from reportgen.formats import targets
from reportgen.formats.bag import LEVEL, VERDICT
from reportgen.formats.bag_info import INFO_FIELDS
from reportgen.formats.metadata import FIELDS, FILE_FIELDS
from reportgen.formats.outputs.catalogue import OUTPUTS
from reportgen.formats.outputs.output import PATH
from reportgen.formats.outputs.status import SENDING
from reportgen.formats.outputs.words import STANDING
from reportgen.formats.snapshot import ROLE, STATE, TASK_CLASS
from reportgen.formats.wire import (
    DAY,
    EXACT,
    FLAG,
    RATIO,
    TEXT,
    WHOLE,
    Field,
    Kind,
    Shape,
    Unfit,
    canonical,
    may,
    maybe,
    need,
    shapes_of,
)
from reportgen.model.goals import kinds
from reportgen.model.plan import Joining
from reportgen.model.snapshot import Role, TaskClass
from reportgen.model.status import Judged, State
from reportgen.nd30.base import Level
from reportgen.nd30.verdicts import Verdict
from reportgen.record import record
from reportgen.track import Sending
from tests.format_samples import CASES, FORMATS, FROM_ABOVE, INSTANCES, cases
from tests.places import SPECIMENS

SHAPES = [shape for form in FORMATS for shape in shapes_of(form.shape)]


PRINTED = [shape for output in OUTPUTS for shape in shapes_of(output.kind)]


"""Records of stages above, by the title of their shape."""


def titled(shape: Shape[Any]) -> str:
    return shape.title


# Declared completely


@pytest.mark.parametrize("shape", [*SHAPES, *PRINTED], ids=titled)
def test_a_shape_is_that_of_its_record(shape: Shape[Any]) -> None:
    assert shape.faults(FROM_ABOVE.get(shape.title, shape.record)) == []
    names, attributes = [field.name for field in shape.fields], [field.attribute for field in shape.fields]
    assert len(set(names)) == len(names)
    assert len(set(attributes)) == len(attributes)
    assert all(field.about and field.since >= 1 for field in shape.fields)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


LATER: dict[tuple[str, str], int] = {
    ("số liệu của báo cáo", "classing"): 2,
    ("kỳ báo cáo", "pages"): 2,
    ("đơn vị", "extra"): 2,
    ("nội dung chung của đơn vị", "highlights"): 2,
    ("nội dung chung của đơn vị", "causes"): 2,
    ("nơi kính gửi", "name"): 2,
    ("nơi kính gửi", "standing"): 2,
    ("việc phát sinh ngoài kế hoạch", "work"): 2,
    ("việc phát sinh ngoài kế hoạch", "result"): 2,
    ("việc phát sinh ngoài kế hoạch", "documents"): 2,
    ("nhóm nhiệm vụ", "short_name"): 2,
    ("số liệu chỉ tiêu của đơn vị", "cause"): 2,
    ("số liệu chỉ tiêu của đơn vị", "remedy"): 2,
    ("kiến nghị", "text"): 2,
    ("kiến nghị", "to"): 2,
    ("số liệu của báo cáo", "words"): 2,
    ("lời văn của cơ quan cho một chỗ", "place"): 2,
    ("lời văn của cơ quan cho một chỗ", "text"): 2,
    ("lời văn của cơ quan cho một chỗ", "heading"): 2,
    ("lời văn của cơ quan cho một chỗ", "left_out"): 2,
    ("lời văn của cơ quan cho một chỗ", "within"): 2,
    ("nhóm nhiệm vụ", "monitor"): 2,
    ("nhiệm vụ", "moves"): 2,
    ("lần chuyển đơn vị chủ trì", "leads"): 2,
    ("lần chuyển đơn vị chủ trì", "since"): 2,
    ("lần chuyển đơn vị chủ trì", "document"): 2,
    ("người ký", "since"): 2,
    ("người ký", "until"): 2,
    ("nhiệm vụ", "products"): 2,
    ("nhiệm vụ", "followers"): 2,
    ("nhiệm vụ", "leaders"): 2,
    ("nhiệm vụ", "funding"): 2,
    ("nhiệm vụ", "subtasks"): 2,
    ("ý của nhiệm vụ", "letter"): 2,
    ("ý của nhiệm vụ", "text"): 2,
    ("ý của nhiệm vụ", "leads"): 2,
    ("ý của nhiệm vụ", "helpers"): 2,
    ("ý của nhiệm vụ", "deadline"): 2,
    ("ý của nhiệm vụ", "products"): 2,
    ("dòng báo cáo nhiệm vụ của đơn vị", "through"): 2,
    ("số đơn vị đã xong", "done"): 2,
    ("số đơn vị đã xong", "total"): 2,
    **dict.fromkeys(
        (("mức giao", name) for name in ("above", "below", "between", "rise", "fall", "base", "text", "typed", "of")), 2
    ),
    ("số liệu chỉ tiêu của đơn vị", "value"): 2,
    ("số liệu chỉ tiêu của đơn vị", "judged"): 2,
    **dict.fromkeys(
        (
            ("chỉ tiêu", name)
            for name in (
                "verdict",
                "cumulative",
                "level",
                "level_due",
                "last_year",
                "figure",
                "base",
                "joining",
                "of_whole_year",
                "previous_said",
            )
        ),
        2,
    ),
    ("kỳ báo cáo", "as_kept"): 2,
    ("kỳ báo cáo", "appended"): 2,
    ("kế hoạch", "last_year"): 2,
    ("kế hoạch", "school"): 2,
    ("thời hạn", "occurrences"): 2,
    ("một kỳ phải làm", "code"): 2,
    ("một kỳ phải làm", "name"): 2,
    ("một kỳ phải làm", "last_day"): 2,
    ("kỳ báo cáo", "year_ago"): 2,
    ("số liệu của báo cáo", "previous_plan"): 2,
    **dict.fromkeys((("một kỳ của nhiệm vụ", name) for name in ("code", "name", "last_day", "done")), 2),
    **dict.fromkeys((("mốc của nhiệm vụ", name) for name in ("until", "work")), 2),
    **dict.fromkeys((("một kỳ của việc định kỳ, đơn vị báo", name) for name in ("state", "completed")), 2),
    ("dòng báo cáo nhiệm vụ của đơn vị", "occurrences"): 2,
    ("dòng nhiệm vụ", "times_done"): 2,
    ("dòng nhiệm vụ", "carried_documents"): 2,
    ("phần việc của một đơn vị chủ trì", "after_cutoff"): 2,
    ("nhiệm vụ", "occurrences"): 2,
    ("nhiệm vụ", "milestones"): 2,
}


"""The fields that a later version than the first brought, by the title of their shape and their name."""


def test_a_field_is_there_since_the_version_that_brought_it() -> None:
    declared = {(shape.title, field.name): field.since for shape in [*SHAPES, *PRINTED] for field in shape.fields}
    declared |= {("", field.name): field.since for field in (*FIELDS, *INFO_FIELDS)}
    declared |= {("", field.path): field.since for field in FILE_FIELDS}
    assert {place: since for place, since in declared.items() if since != 1} == LATER


@pytest.mark.parametrize(
    "shape",
    [shape for shape in [*SHAPES, *PRINTED] if shape.rest == "" and dataclasses.is_dataclass(shape.record)],
    ids=titled,
)
def test_what_is_left_out_is_what_the_record_has_where_nothing_is_given(shape: Shape[Any]) -> None:
    """Else data of today would read back as something else tomorrow."""
    defaults = {
        field.name: field.default_factory() if callable(field.default_factory) else field.default
        for field in dataclasses.fields(shape.record)
    }
    for field in shape.fields:
        if not field.required:
            default = defaults[field.attribute]
            assert field.left_out == (None if default is dataclasses.MISSING else default), field.name


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (TASK_CLASS, TaskClass),
        (STATE, State),
        (ROLE, Role),
        (targets.VERDICT, kinds.Verdict),
        (targets.JOINING, Joining),
        (targets.JUDGED, Judged),
    ],
    ids=["tình trạng", "trạng thái", "vai trò", "kết quả chỉ tiêu", "cách gộp", "đơn vị đánh giá"],
)
def test_every_value_of_a_closed_set_has_a_name_for_good(kind: Kind, values: type[enum.StrEnum]) -> None:
    assert kind.write is not None
    names = [kind.write(value) for value in values]
    assert [kind.read(name) for name in names] == list(values)
    frozen = json.loads((SPECIMENS / "names.json").read_text(encoding="utf-8"))
    assert set(frozen["gia_tri"][values.__name__]) <= set(names)


def test_names_of_sending_are_those_of_tracking() -> None:
    assert SENDING.write is not None
    assert [SENDING.write(sending) for sending in Sending] == [sending.value for sending in Sending]


def test_levels_and_verdicts_of_the_form_are_those_of_the_checker() -> None:
    assert LEVEL.write is not None
    assert VERDICT.write is not None
    assert [LEVEL.write(level) for level in Level] == ["lỗi", "khuyến nghị"]
    assert len({VERDICT.write(verdict) for verdict in Verdict}) == 5


RENAMINGS = cases(CASES)


def test_every_carried_record_is_renamed() -> None:
    of_version_1 = {shape.title for shape in SHAPES if any(field.since == 1 for field in shape.fields)}
    assert of_version_1 - set(INSTANCES) == set()
    assert len(RENAMINGS) > 150


def renamed(shape: Shape[Any], value: Any, old: str, new: str) -> Any:
    """Return what is written of ``value`` as a record whose attribute ``old`` is called ``new``, its values the same."""
    own = [field for field in dataclasses.fields(value) if field.name not in shape.unkept]
    names = [new if field.name == old else field.name for field in own]
    kind: Any = record(type(type(value).__name__, (), {"__annotations__": dict.fromkeys(names, Any)}))
    return kind(*(getattr(value, field.name) for field in own))


@pytest.mark.parametrize(("shape", "value", "field"), RENAMINGS)
def test_a_renaming_made_in_the_declaration_changes_nothing_on_the_wire(
    shape: Shape[Any], value: Any, field: Field
) -> None:
    new = f"{field.attribute}_renamed"
    other = renamed(shape, value, field.attribute, new)
    rows = [row._replace(attribute=new) if row is field else row for row in shape.fields]
    declared = Shape(shape.title, type(other), *rows, rest=shape.rest)
    written = shape.write(value)
    assert canonical(declared.write(other)) == canonical(written)
    assert list(declared.write(other)) == list(written)
    assert declared.read(json.loads(json.dumps(written))) == other


@pytest.mark.parametrize(("shape", "value", "field"), RENAMINGS)
def test_a_renaming_not_made_in_the_declaration_fails(shape: Shape[Any], value: Any, field: Field) -> None:
    other = renamed(shape, value, field.attribute, f"{field.attribute}_renamed")
    lost = f"{field.attribute}_renamed: no row, .*{field.attribute}: no attribute|no attribute"
    with pytest.raises(TypeError, match=lost):
        shape.write(other)
    with pytest.raises(TypeError, match=lost):
        Shape(shape.title, type(other), *shape.fields, rest=shape.rest).read(shape.write(value))


def test_an_attribute_too_many_fails() -> None:
    @record
    class Both:
        first: str
        second: str = ""

    with pytest.raises(TypeError, match="second: no row"):
        Shape("hai mục", Both, need("mot", "first", TEXT, "Một")).write(Both("a"))


def test_null_stands_only_where_it_is_declared() -> None:
    @record
    class Two:
        first: str | None
        second: str | None = None

    shape = Shape("hai", Two, need("mot", "first", maybe(TEXT), "Một"), may("hai", "second", TEXT, "Hai"))
    assert shape.write(Two(None)) == {"mot": None}
    assert shape.read({"mot": None}) == Two(None)
    with pytest.raises(Unfit, match="hai: phải là chữ"):
        shape.read({"mot": None, "hai": None})


def test_the_hints_of_records_agree_with_the_kinds() -> None:
    """A record may change the type of an attribute only together with its kind on the wire."""
    wanted = {"str": TEXT, "int": WHOLE, "bool": FLAG, "date": DAY, "Decimal": EXACT, "Fraction": RATIO, "Path": PATH}
    closed = (SENDING, STANDING, VERDICT)  # enumerations of stages above
    for shape in [*SHAPES, *PRINTED]:
        if not dataclasses.is_dataclass(shape.record):
            continue
        hints = typing.get_type_hints(shape.record)
        for field in shape.fields:
            hint = hints[field.attribute]
            bare = [part for part in typing.get_args(hint) or (hint,) if part is not type(None)]
            if len(bare) == 1 and getattr(bare[0], "__name__", "") in wanted and typing.get_origin(hint) is not tuple:
                kind: Any = field.kind
                if field.required and len(typing.get_args(hint)) > 1:  # None is written, too
                    [kind] = kind.parts
                assert kind in (wanted[bare[0].__name__], *closed), (shape.title, field.name)
