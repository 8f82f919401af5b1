"""The places of a report, each with the function that writes its automatic text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reportgen.compose.prose.budget import LEAVABLE, left_behind
from reportgen.compose.prose.causes import causes
from reportgen.compose.prose.computed import finished
from reportgen.compose.prose.direction import direction
from reportgen.compose.prose.extra import beyond_plan
from reportgen.compose.prose.frame import close, opening
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.names import heading
from reportgen.compose.prose.outlook import outlook
from reportgen.compose.prose.overall import overall
from reportgen.compose.prose.proposals import proposals
from reportgen.compose.prose.sentences import words
from reportgen.compose.prose.shortcomings import shortcomings
from reportgen.compose.prose.targets import targets
from reportgen.model.context import Cho, KeHoach, LoiVan
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES

Paragraphs = tuple[str, ...]


WRITERS: Mapping[str, Callable[[Material], Paragraphs]] = {
    "mo-dau": opening,
    "danh-gia-chung": overall,
    "chi-dao-dieu-hanh": direction,
    "chi-tieu": targets,
    "phat-sinh": beyond_plan,
    "ton-tai": shortcomings,
    "nguyen-nhan": causes,
    "phuong-huong": outlook,
    "kien-nghi": proposals,
    "ket": close,
}
"""What writes each fixed place. What a group holds is written by :func:`results`."""


def written(snapshot: Snapshot, plan: KeHoach, most: int) -> tuple[LoiVan, Mapping[str, Cho]]:
    """Return the fixed places, and those of the groups by their code.

    Where the body has more than ``most`` words, what may stay behind is left to the internal document, field by field.
    """
    material = Material(snapshot, plan)
    groups = {place: _place(place, heading(group), results(material, group)) for place, group in snapshot.groups()}
    texts = {name: WRITERS[name](material) for name in PLACES}
    for field, place in LEAVABLE:
        if _words(texts.values()) + _words(group.doan for group in groups.values()) > most:
            material = material.leaving(field)
            texts[place] = WRITERS[place](material)
    places = {name.replace("-", "_"): _place(name, PLACES[name], said) for name, said in texts.items()}
    return LoiVan(**places, chi_noi_bo=tuple(left_behind(material))), groups


def _words(places: Iterable[Paragraphs]) -> int:
    return sum(words(paragraph) for paragraphs in places for paragraph in paragraphs)


def _place(name: str, heading: str, paragraphs: Paragraphs) -> Cho:
    return Cho(name, heading, tuple(map(finished, paragraphs)), bool(paragraphs))
