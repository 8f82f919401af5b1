"""Rows are what typing makes of the same class, to whoever uses them."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import typing
from typing import Any

import pytest

import reportgen
from reportgen import rows


class Place(rows.NamedTuple):
    """A row of the tests."""

    line: int
    column: int = 1
    note: str = ""

    @property
    def first(self) -> bool:
        """Whether it begins a line."""
        return self.column == 1

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Typed(typing.NamedTuple):
    """The same, of typing."""

    line: int
    column: int = 1
    note: str = ""


def test_a_row_is_given_its_values_as_typing_has_it() -> None:
    assert Place(3) == (3, 1, "") == tuple(Typed(3))
    assert Place(3, note="a") == Place(line=3, column=1, note="a") == tuple(Typed(3, note="a"))
    assert hash(Place(3)) == hash(Typed(3))
    assert (Place(3).line, Place(3).first, str(Place(3))) == (3, True, "3:1")
    assert sorted([Place(2, 5), Place(2), Place(1, 9)]) == [Place(1, 9), Place(2), Place(2, 5)]
    assert repr(Place(3)) == repr(Typed(3)).replace("Typed", "Place")


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, "", 4), {}), ((1,), {"x": 2}), ((1,), {"line": 2})])
def test_what_typing_refuses_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Typed(*values, **named)
    with pytest.raises(TypeError):
        Place(*values, **named)


def test_a_row_can_be_replaced_taken_apart_copied_and_sent() -> None:
    place = Place(3, 4, "b")
    assert place._replace(line=5) == (5, 4, "b")
    assert type(place._replace(line=5)) is Place
    with pytest.raises(ValueError, match="x"):
        place._replace(x=1)  # type: ignore[call-arg]
    assert place._asdict() == {"line": 3, "column": 4, "note": "b"}
    assert Place._make([1, 2, "c"]) == Place(1, 2, "c")
    with pytest.raises(TypeError):
        Place._make([1])
    assert Place._fields == Typed._fields
    assert Place._field_defaults == Typed._field_defaults
    for again in (copy.deepcopy(place), pickle.loads(pickle.dumps(place))):
        assert again == place
        assert type(again) is Place
    match place:
        case Place(line, column=column):
            assert (line, column) == (3, 4)


def test_nothing_can_be_changed_or_added() -> None:
    for name in ("line", "other"):
        with pytest.raises(AttributeError):
            setattr(Place(1), name, 2)


def test_every_row_of_the_house_has_its_defaults_last() -> None:
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    house = [kind for kind in rows.NamedTuple.__subclasses__() if kind.__module__.startswith("reportgen.")]
    assert len(house) > 40
    for kind in house:
        assert kind._fields == tuple(kind.__annotations__)
        assert tuple(kind._field_defaults) == kind._fields[len(kind._fields) - len(kind._field_defaults) :]
