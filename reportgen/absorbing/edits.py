"""What was changed in Word, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.absorbing.located import How, Located
from reportgen.absorbing.plain import plain
from reportgen.formats.places import PlaceAsMade
from reportgen.record import record


@record
class Edit:
    """A place whose words were changed in Word.

    ``made`` and ``word``: its paragraphs as made and as they are now, changes accepted; ``word`` is empty where
    everything was taken out. ``how``: by what it was found; None where nothing of it is left. ``tracked``: changes in
    it wait to be accepted. ``office``: the draft was made with the office's words.
    """

    place: str
    heading: str
    made: tuple[str, ...]
    word: tuple[str, ...]
    how: How | None
    tracked: bool
    office: bool


def edits(found: Sequence[Located], places: Iterable[PlaceAsMade]) -> list[Edit]:
    """Return the places that were changed, in the order in which they were made."""
    changed: list[Edit] = []
    for place in places:
        own = [item for item in found if item.place == place.place]
        word = said(own)
        if [plain(text) for text in word] != [plain(text) for text in place.paragraphs]:
            how = own[0].how if own else None
            tracked = any(item.marked.tracked for item in own)
            changed.append(Edit(place.place, place.heading, place.paragraphs, word, how, tracked, place.office))
    return changed


def said(items: Iterable[Located]) -> tuple[str, ...]:
    """Return the paragraphs of a place as text: a line break parts, a deleted end joins."""
    texts: list[str] = []
    joined = False
    for item in items:
        first, *others = item.marked.text.split("\n")
        if joined and texts:
            texts[-1] += first
        else:
            texts.append(first)
        texts += others
        joined = item.marked.runs_on
    return tuple(text for text in map(_tidy, texts) if text)


def _tidy(text: str) -> str:
    return " ".join(text.split())
