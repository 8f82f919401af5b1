"""``leftovers``: everything unfinished in a document, each text once, with how often it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.unfinished import aside, drafting, marks, shown, unseen
from reportgen.unfinished.leftover import Leftover
from reportgen.wordview.opened import Opened
from reportgen.wordview.stories import stories


def leftovers(docx: Opened) -> tuple[Leftover, ...]:
    """Return what of a document is unfinished, each text of a kind once, in the order of the text.

    All parts are looked at: notes, headers, footers, text boxes, comments. Text still to be supplied is given whole,
    other text shortened. Raises Unreadable for parts that are damaged or too large.
    """
    return tuple(_counted(_all(docx)))


def _all(docx: Opened) -> Iterator[Leftover]:
    yield from shown.leftovers_in(docx.document, docx.anatomy)
    yield from unseen.leftovers_in(docx)
    yield from drafting.leftovers_in(docx.document, docx.anatomy, docx.package)
    yield from aside.leftovers_in(docx.package)
    hiding = unseen.hiding_styles(docx.package)
    for story in stories(docx.package, (*marks.LOOKED_FOR, *unseen.LOOKED_FOR), unseen.written()):
        yield from marks.leftovers_in(story, docx.package)
        yield from unseen.without_room(story, hiding)
    yield from marks.unanchored(docx.package)
    yield from marks.updated(docx.package)


def _counted(found: Iterable[Leftover]) -> Iterator[Leftover]:
    """Yield each text of a kind once, counted, at its first place."""
    first: dict[tuple[str, str], Leftover] = {}
    counts: dict[tuple[str, str], int] = {}
    for one in found:
        key = (one.kind, one.text)
        first.setdefault(key, one)
        counts[key] = counts.get(key, 0) + one.count
    for key, one in first.items():
        yield Leftover(one.kind, one.text, counts[key], one.place)
