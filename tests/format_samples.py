"""Samples of declared forms, as tests of forms share them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reportgen.formats import carry
from reportgen.formats.bag import CHECKS, JOURNAL_FORM
from reportgen.formats.form import FORM_AS_MADE
from reportgen.formats.places import PLACES_AS_MADE
from reportgen.formats.register import LINE, parse
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.taken import TAKEN
from reportgen.formats.wire import (
    Field,
    Format,
    Shape,
)
from reportgen.nd30.base import Breach, Where
from reportgen.nd30.verdicts import FormReport, Result
from reportgen.pipeline.overview import Overview
from tests.first_version import ARCHIVE, CORRECTING, DRAFTS, LINES
from tests.places import SPECIMENS

FORMATS: tuple[Format[Any], ...] = (SNAPSHOT, carry.PROVENANCE, PLACES_AS_MADE, LINE, JOURNAL_FORM, CHECKS)


FROM_ABOVE: dict[str, type] = {
    "chỗ trong văn bản": Where,
    "chỗ sai": Breach,
    "kết quả của một quy tắc": Result,
    "kiểm tra thể thức": FormReport,
    "tình hình của một cơ quan": Overview,
}


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
    roots.append((FORM_AS_MADE.shape, FORM_AS_MADE.load((SPECIMENS / "v2" / "bieu-word.json").read_bytes())))
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
