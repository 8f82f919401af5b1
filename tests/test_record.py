"""Records are frozen dataclasses to whoever uses them."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil

import pytest

import reportgen.model
from reportgen.record import changed, kept, metadata_of, names_of, record


@record
class Point:
    """A record of the tests."""

    x: int
    y: int = 2
    marks: list[int] = dataclasses.field(default_factory=list)
    note: str = dataclasses.field(default="", hash=False)


@record
class Asked:
    """A record with a value that is worked out; ``made`` notes how often."""

    base: int
    made: list[int]

    @kept
    def double(self) -> int:
        """Twice the base."""
        self.made.append(self.base)
        return 2 * self.base


@record
class Other:
    """Another one."""

    x: int


def test_values_are_given_by_place_or_name_or_left_to_the_default() -> None:
    point = Point(1)
    assert (point.x, point.y, point.marks, point.note) == (1, 2, [], "")
    assert Point(1, 3, note="a") == Point(x=1, y=3, note="a")
    assert Point(1).marks is not Point(1).marks


@pytest.mark.parametrize(
    ("values", "named", "said"),
    [((), {}, "x"), ((1,), {"z": 2}, "z"), ((1, 2, [], "", 5), {}, "values"), ((), {"y": 1}, "x")],
)
def test_a_missing_or_unknown_value_is_an_error(values: tuple[int, ...], named: dict[str, int], said: str) -> None:
    with pytest.raises(TypeError, match=rf"Point: missing or unknown .*{said}"):
        Point(*values, **named)  # type: ignore[arg-type]


def test_nothing_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.new = 2  # type: ignore[attr-defined]


def test_equal_values_are_equal_and_hash_alike() -> None:
    assert Other(1) == Other(1) != Other(2)
    assert hash(Other(1)) == hash(Other(1))
    other: object = Point(1)
    assert Other(1) != other
    assert len({Other(1), Other(1), Other(2)}) == 2
    assert repr(Other(1)) == "Other(x=1)"


def test_a_field_may_be_left_out_of_comparing_and_of_what_is_shown() -> None:
    @record
    class Found:
        place: int
        read: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)

    assert Found(1, [2]) == Found(1, [3]) != Found(2, [2])
    assert hash(Found(1, [2])) == hash(Found(1, [3]))
    assert repr(Found(1, [2])) == f"{Found.__qualname__}(place=1)"


def test_the_dataclasses_module_knows_them() -> None:
    point = Point(1, note="a")
    assert [field.name for field in dataclasses.fields(point)] == ["x", "y", "marks", "note"]
    assert dataclasses.replace(point, y=9) == Point(1, 9, note="a")
    assert dataclasses.asdict(Other(1)) == {"x": 1}


def test_they_travel_between_processes() -> None:
    point = Point(1, 3, [4], "b")
    assert pickle.loads(pickle.dumps(point)) == point
    assert copy.deepcopy(point) == point
    match point:
        case Point(x, y):
            assert (x, y) == (1, 3)


def test_a_value_is_given_once() -> None:
    with pytest.raises(TypeError, match="given twice: x"):
        Point(1, x=2)  # type: ignore[misc]


def test_what_a_record_cannot_be_is_told_where_it_is_defined() -> None:
    class Late:
        x: int = dataclasses.field(default=0, init=False)

    class Hooked:
        x: int

        def __post_init__(self) -> None: ...

    for kind in (Late, Hooked):
        with pytest.raises(TypeError, match="a record takes all its values"):
            record(kind)


def test_a_record_extends_another() -> None:
    @record
    class Further(Point):
        z: str = "z"

    assert Further(1) == Further(1, 2, [], "", "z") != Point(1)
    assert [field.name for field in dataclasses.fields(Further)] == ["x", "y", "marks", "note", "z"]
    assert Further.z == "z"
    assert not hasattr(Further, "marks")
    assert dataclasses.replace(Further(1), z="a") == Further(1, z="a")


def test_names_and_metadata_are_those_of_the_dataclasses_module() -> None:
    @record
    class Told:
        x: int = dataclasses.field(metadata={"a": 1})
        y: int = 2

    @dataclasses.dataclass
    class Plain:
        x: int = dataclasses.field(metadata={"a": 1})

    for kind in (Told, Plain):
        fields = dataclasses.fields(kind)
        assert names_of(kind) == tuple(field.name for field in fields)
        told = {name: {**metadata} for name, metadata in metadata_of(kind).items() if metadata}
        assert told == {"x": {"a": 1}} == {field.name: {**field.metadata} for field in fields if field.metadata}


def test_a_default_that_can_be_changed_is_refused() -> None:
    class Shared:
        x: list[int] = []  # noqa: RUF012

    with pytest.raises(TypeError, match=r"Shared\.x"):
        record(Shared)


def test_a_record_s_own_methods_stand() -> None:
    @record
    class Named:
        x: int

        def __repr__(self) -> str:
            return f"number {self.x}"

    assert repr(Named(3)) == "number 3"


def test_the_model_s_classes_are_records() -> None:
    found = [
        kind
        for module in pkgutil.iter_modules(reportgen.model.__path__, "reportgen.model.")
        for kind in vars(importlib.import_module(module.name)).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == module.name
    ]
    others = {kind.__name__ for kind in found if not hasattr(kind, "__record__")}
    assert len(found) > 50
    assert not others


def test_a_record_that_is_made_often_stays_as_it_is() -> None:
    @record
    class Often(Point):
        z: str = "z"

    @record
    class Disordered(Point):
        z: str  # type: ignore[misc]

    class Plain(Often):
        """Of a class that is none itself."""

    shared: object = Often.__init__
    early = Often(1, note="a")
    for _ in range(100):
        assert Plain(1, 3).marks == Often(1, 3).marks == []
        assert Disordered(1, z="b").z == "b"
    assert Often.__init__ is not shared
    assert Disordered.__init__ is shared
    assert Often(1, note="a") == early
    assert Often(1, note="a").__dict__ == early.__dict__
    assert Often(1, 2, [3], "a", "b") == Often(x=1, marks=[3], z="b", note="a")
    assert Often(1).marks is not Often(1).marks
    assert dataclasses.replace(early, y=5) == Often(1, 5, note="a")
    assert pickle.loads(pickle.dumps(Point(1))) == Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Often(1).x = 2  # type: ignore[misc]
    wrong: list[tuple[int, ...]] = [(), (1, 2, 3, 4, 5, 6)]
    for values in wrong:
        with pytest.raises(TypeError):
            Often(*values)  # type: ignore[arg-type]
    for name in ("x", "other"):
        with pytest.raises(TypeError):
            Often(1, **{name: 2})  # type: ignore[arg-type]


def test_a_kept_value_is_worked_out_once_for_each_instance_and_is_no_field() -> None:
    one, other = Asked(1, []), Asked(2, [])
    assert (one.double, one.double, other.double) == (2, 2, 4)
    assert (one.made, other.made) == ([1], [2])
    assert names_of(Asked) == ("base", "made")
    assert one == Asked(1, [1])
    assert Asked.double.__doc__ == "Twice the base."
    assert dataclasses.replace(one, base=3).double == 6
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.double = 5


def test_a_changed_record_is_another_one_that_works_out_its_own_values() -> None:
    first = Asked(2, [])
    assert first.double == 4
    second = changed(first, base=3)
    assert (second.base, second.double, first.base, first.double) == (3, 6, 2, 4)
    assert second.made is first.made
    assert first.made == [2, 3]
    assert changed(Point(1, note="a"), y=5) == dataclasses.replace(Point(1, note="a"), y=5)
    with pytest.raises(TypeError, match="Point: unknown z"):
        changed(Point(1), z=2)
