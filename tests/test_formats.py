"""How forms are declared: names on the wire hold whatever an attribute is called, and nothing is lost in silence."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import json
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive.register import read_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun, Refused
from reportgen.formats import carry, targets
from reportgen.formats.bag import CHECKS, JOURNAL_FORM, LEVEL, VERDICT
from reportgen.formats.bag_info import INFO_FIELDS
from reportgen.formats.metadata import FIELDS, FILE_FIELDS
from reportgen.formats.outputs.catalogue import OUTPUTS
from reportgen.formats.outputs.output import PATH
from reportgen.formats.outputs.status import SENDING
from reportgen.formats.outputs.words import STANDING
from reportgen.formats.places import PLACES_AS_MADE
from reportgen.formats.register import LINE, line_of, parse
from reportgen.formats.snapshot import ROLE, SNAPSHOT, STATE, TASK_CLASS
from reportgen.formats.taken import TAKEN
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
    Newer,
    Shape,
    Unfit,
    canonical,
    list_of,
    map_of,
    may,
    maybe,
    need,
    shapes_of,
)
from reportgen.issuing.drafts import read_draft
from reportgen.model.goals import kinds
from reportgen.model.plan import Joining
from reportgen.model.snapshot import Role, TaskClass
from reportgen.model.status import Judged, State
from reportgen.nd30.base import Breach, Level, Where
from reportgen.nd30.verdicts import FormReport, Result, Verdict
from reportgen.pipeline.overview import Overview
from reportgen.record import record
from reportgen.track import Sending
from tests.archiving import line, put
from tests.docx_text import members, pack
from tests.places import SPECIMENS
from tests.test_specimens import ARCHIVE, CORRECTING, DRAFTS, LINES, carried_texts

FORMATS: tuple[Format[Any], ...] = (SNAPSHOT, carry.PROVENANCE, PLACES_AS_MADE, LINE, JOURNAL_FORM, CHECKS)
SHAPES = [shape for form in FORMATS for shape in shapes_of(form.shape)]
PRINTED = [shape for output in OUTPUTS for shape in shapes_of(output.kind)]
FROM_ABOVE: dict[str, type] = {
    "chỗ trong văn bản": Where,
    "chỗ sai": Breach,
    "kết quả của một quy tắc": Result,
    "kiểm tra thể thức": FormReport,
    "tình hình của một cơ quan": Overview,
}
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


# An attribute may be renamed, a name on the wire may not


def instances() -> dict[str, tuple[Shape[Any], Any]]:
    """Return the fullest record of each shape that the specimens hold, by the shape's title."""
    found: dict[str, tuple[Shape[Any], Any]] = {}
    roots: list[tuple[Shape[Any], Any]] = [(LINE.shape, parse(written)) for written in (*LINES, *CORRECTING)]
    for path in DRAFTS:
        carried = carry.read(path.read_bytes())
        assert carried is not None
        roots += [(SNAPSHOT.shape, carried.snapshot), (carry.PROVENANCE.shape, carried.provenance)]
    roots.append((PLACES_AS_MADE.shape, PLACES_AS_MADE.load((SPECIMENS / "v2" / "loi-van.json").read_bytes())))
    roots.append((TAKEN.shape, TAKEN.load((SPECIMENS / "v2" / "da-dua-vao.json").read_bytes())))
    journal = JOURNAL_FORM.load((SPECIMENS / "v1" / ".dang-ghi.json").read_bytes())
    roots.append((JOURNAL_FORM.shape, journal))
    for path in sorted(ARCHIVE.glob("2026/*/data/kiem-tra.json")):
        roots.append((CHECKS.shape, CHECKS.load(path.read_bytes())))
    for shape, value in (pair for root in roots for pair in records_in(*root)):
        before = found.get(shape.title)
        if before is None or len(shape.write(value)) > len(shape.write(before[1])):
            found[shape.title] = shape, value
    return found


def records_in(kind: Any, value: Any) -> Iterator[tuple[Shape[Any], Any]]:
    if isinstance(kind, Shape):
        yield kind, value
        for field in kind.fields:
            item = getattr(value, field.attribute)
            if item is not None:
                yield from records_in(field.kind, item)
    elif kind.parts:
        several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for item in several:
            yield from records_in(kind.parts[0], item)


INSTANCES = instances()


def of_its_class(shape: Shape[Any], value: Any) -> Any:
    """Return what was read without its record as that record, which a stage above declares."""
    above = FROM_ABOVE.get(shape.title)
    return above(**vars(value)) if above else value


CASES = [(shape, of_its_class(shape, value), field) for shape, value in INSTANCES.values() for field in shape.fields]


def cases(chosen: list[tuple[Shape[Any], Any, Field]]) -> list[Any]:
    return [pytest.param(*case, id=f"{type(case[1]).__name__}-{case[2].attribute}") for case in chosen]


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


# Versions and their steps


@record
class Note:
    version: int
    text: str
    day: str = ""


def second_form() -> Format[Note]:
    """A form in its third version: first ``chu`` became ``loi``, then ``ngay`` was added."""
    shape = Shape(
        "ghi chú",
        Note,
        need("version", "version", WHOLE, "Phiên bản"),
        need("loi", "text", TEXT, "Lời", since=2),
        may("ngay", "day", TEXT, "Ngày", "", since=3),
    )
    steps: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
        1: lambda data: {"loi": data["chu"]},
        2: lambda data: data | {"ngay": "chưa rõ"},
    }
    return Format("ghi chú", shape, 3, steps, key="version")


def test_data_of_every_version_before_is_lifted_step_by_step() -> None:
    form = second_form()
    assert form.load('{"version": 1, "chu": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"chu": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"version": 2, "loi": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"version": 3, "loi": "a"}') == Note(3, "a")


def test_a_step_that_does_not_find_what_it_lifts_says_so() -> None:
    with pytest.raises(Unfit, match="không đúng dạng 1"):
        second_form().load('{"version": 1}')


def test_a_later_version_is_told_as_later_not_as_damage() -> None:
    with pytest.raises(Newer, match=r"do phiên bản mới hơn của reportgen ghi \(dạng 4, bản này đọc đến dạng 3\)"):
        second_form().load('{"version": 4, "hoan_toan": "khác"}')


@pytest.mark.parametrize("version", ["1", 0, -1, 1.0, True, None])
def test_a_version_that_is_no_number_is_refused(version: Any) -> None:
    with pytest.raises(Unfit, match="version: phải là số của phiên bản") as raised:
        second_form().read({"version": version})
    assert not isinstance(raised.value, Newer)


@pytest.mark.parametrize("steps", [{}, {1: dict}, {1: dict, 3: dict}, {1: dict, 2: dict, 3: dict}])
def test_a_form_has_a_step_from_each_version_before(steps: dict[int, Any]) -> None:
    with pytest.raises(TypeError, match="needs a step from each version"):
        Format("ghi chú", SNAPSHOT.shape, 3, steps)


# As people meet it


def later(docx: bytes) -> bytes:
    """Return a report as the next version would write it: other names, another version."""
    parts = members(docx)
    own = next(name for name, content in parts.items() if b"<provenance>" in content)
    changed = parts[own].replace(b' version="1"', b' version="3"').replace(b"program", b"may")
    return pack({**parts, own: changed})


def test_a_draft_of_a_later_version_is_told_as_later(tmp_path: Path) -> None:
    path = tmp_path / "sau.docx"
    path.write_bytes(later(DRAFTS[1].read_bytes()))
    with pytest.raises(CannotRun, match=r"sau\.docx: số liệu kèm theo do phiên bản mới hơn .*Cập nhật reportgen"):
        read_draft(path)
    assert not carry.untouched(path.read_bytes())


def test_a_line_keeps_what_a_later_version_added(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    data = json.loads(path.read_bytes())
    data["do_mat"] = {"muc": "Mật", "so": [1, 2]}
    del data["ma"]
    data["ma"] = hashlib.sha256(canonical(data).encode()).hexdigest()
    path.write_bytes(canonical(data).encode() + b"\n")
    register = read_register(tmp_path)
    assert register.faults == ()
    [entry] = register.entries
    assert json.loads(entry.rest) == {"do_mat": {"muc": "Mật", "so": [1, 2]}}
    assert line_of(entry) + b"\n" == path.read_bytes()
    assert line_of(dataclasses.replace(entry, note="khác")) != line_of(entry)
    put(tmp_path, line(2))
    assert read_register(tmp_path).faults == ()
    assert path.read_bytes().splitlines()[0] == canonical(data).encode()


def test_a_line_of_a_later_version_is_told_as_later(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    path.write_bytes(path.read_bytes() + b'{"phien_ban":2}\n')
    [fault] = read_register(tmp_path).faults
    assert (fault.where, fault.advice) == ("2026/so-dang-ky.jsonl dòng 2", "cập nhật reportgen")
    assert fault.what == "do phiên bản mới hơn của reportgen ghi (dạng 2, bản này đọc đến dạng 1)"
    with pytest.raises(
        Refused, match=r"dòng 2: do phiên bản mới hơn .* Chưa ghi gì thêm; cập nhật reportgen rồi chạy lại"
    ):
        put(tmp_path, line(2))


def test_a_bag_whose_line_is_of_a_later_version_is_not_called_tampered_with(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    last = put(tmp_path, line(2)).entry
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    first, second = path.read_bytes().splitlines()
    path.write_bytes(first + b"\n" + canonical(json.loads(second) | {"phien_ban": 2}).encode() + b"\n")
    found = verify(tmp_path, head=last.hash)
    assert {fault.advice for fault in found.faults} == {"cập nhật reportgen"}
    assert [fault.where for fault in found.faults] == ["2026/so-dang-ky.jsonl dòng 2", "so-dang-ky.jsonl", last.bag]
    assert all(fault.newer for fault in found.faults)


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
