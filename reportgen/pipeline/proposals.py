"""What the program itself would say in each place: the automatic text of a period."""

from __future__ import annotations

import dataclasses

from reportgen.compose import compose
from reportgen.consolidating import FRAME
from reportgen.model.context import BoiCanh, Cho
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES


def proposals(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return the automatic text of each place but the frame, which carries the plan's number."""
    places = automatic(unworded(snapshot))
    return {name: place.doan for name, place in places.items() if name not in FRAME}


def unworded(snapshot: Snapshot) -> BoiCanh:
    """Return what the report of a period says without any words of the office."""
    return compose(dataclasses.replace(snapshot, words=()))


def automatic(context: BoiCanh) -> dict[str, Cho]:
    """Return every place of a report by its name."""
    fixed: list[Cho] = [getattr(context.loi_van, name.replace("-", "_")) for name in PLACES]
    groups: list[Cho] = [group.loi_van for part in context.phan for group in part.nhom]
    return {place.ma: place for place in (*fixed, *groups)}
