"""The places of a report, each with the function that writes its automatic text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping

from reportgen.compose.arrangement import Arrangement
from reportgen.compose.computed import finished
from reportgen.compose.prose.budget import LEAVABLE, first_to_go, left_behind
from reportgen.compose.prose.extra import beyond_plan
from reportgen.compose.prose.fields import HIGHLIGHTS
from reportgen.compose.prose.frame import close, opening
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.listed import listed
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.names import heading
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import divided, piece
from reportgen.compose.prose.sentences import words
from reportgen.model.context import Cho, KeHoach, LoiVan
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES
from reportgen.record import record

Paragraphs = tuple[str, ...]


_FRAME: Mapping[str, Callable[[Material], Paragraphs]] = {"mo-dau": opening, "phat-sinh": beyond_plan, "ket": close}
"""What writes the places that an office leaves to the program, also when it has written all others."""


@record
class Told:
    """What a report says in words.

    ``whole``: the fixed places, and what is left to the internal document. ``sections``: of each group, all that its
    section prints; ``places``: every place by itself. ``results``: of the tasks whose group does not print them.
    ``highlights``: what units call outstanding, which is no place: the general assessment tells it.
    """

    whole: LoiVan
    sections: Mapping[str, Cho]
    places: Mapping[str, Cho]
    results: Mapping[str, str]
    highlights: Cho


def written(snapshot: Snapshot, plan: KeHoach, most: int) -> Told:
    """Return every place of a report: the office's words where it wrote any, else the automatic text.

    Where the body has more than ``most`` words, what may stay behind is left to the internal document, text by text.
    """
    material = Material(snapshot, plan)
    arrangement = material.arrangement
    texts = {place: _paragraphs(material, place) for place in arrangement.order()}
    for field in LEAVABLE:
        while leave := first_to_go(material, field, sum(map(_words, texts.values())) - most):
            material = material.leaving(field, leave)
            texts[field.place] = _paragraphs(material, field.place)
    places = {place: _place(arrangement, place, name, texts.get(place, ())) for place, name in _named(snapshot)}
    fixed = {place.replace("-", "_"): places[place] for place in PLACES}
    groups = dict(snapshot.groups())
    return Told(
        LoiVan(**fixed, chi_noi_bo=tuple(left_behind(material))),
        {place: _section(arrangement, places[place], places) for place in groups},
        places,
        {
            task.code: finished(listed(material, task.code))
            for place, group in groups.items()
            if not arrangement.is_automatic(place)
            for task in group.tasks
        },
        _highlights(material),
    )


def _highlights(material: Material) -> Cho:
    said = [[piece(part) for part in divided(text)] for theme in material.themes(HIGHLIGHTS) for text in theme.texts]
    told = tuple(map(finished, paragraphs(said)))
    return Cho("noi-bat", "Kết quả nổi bật", told, bool(told), co_quan=False)


def _named(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield every place with the heading that it has by itself."""
    yield from PLACES.items()
    yield from ((place, heading(group)) for place, group in snapshot.groups())


def _paragraphs(material: Material, place: str) -> Paragraphs:
    if place in material.arrangement.silent:
        return ()
    if office := material.arrangement.office.get(place):
        return office
    return tuple(map(finished, _automatic(material, place)))


def _automatic(material: Material, place: str) -> Paragraphs:
    """Return what the program writes of a place, as it stands."""
    if write := _FRAME.get(place):
        return write(material)
    if place in PLACES:
        from reportgen.compose.prose.writers import WRITERS  # a report that is nearly done asks none of them

        return WRITERS[place](material)
    return results(material, material.groups[place])


def _words(paragraphs: Paragraphs) -> int:
    return sum(map(words, paragraphs))


def _place(arrangement: Arrangement, name: str, heading: str, paragraphs: Paragraphs) -> Cho:
    heading = arrangement.headings.get(name, heading)
    return Cho(name, heading, paragraphs, bool(paragraphs), name in arrangement.office)


def _section(arrangement: Arrangement, place: Cho, places: Mapping[str, Cho]) -> Cho:
    """Return all that the section of a group prints: its place and those told within it."""
    told = arrangement.sections.get(place.ma, ())
    paragraphs = tuple(paragraph for name in told for paragraph in places[name].doan)
    return dataclasses.replace(place, doan=paragraphs, co=bool(paragraphs))
