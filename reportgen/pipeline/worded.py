"""The words of a report that is to be issued, beside the office's file of words."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.issuing.drafts import Draft
from reportgen.issuing.worded import Worded
from reportgen.pins.standing import Standing
from reportgen.pipeline.period import Merged
from reportgen.validate import changed
from reportgen.workspace import Workspace


def worded(workspace: Workspace, draft: Draft, merged: Merged) -> Worded:
    """Return how the words of ``draft`` stand; nothing speaks against those of a period without a file of words.

    A document that prints no places (of version 0.1, of an own template without any) has none to compare.
    """
    carried = draft.carried
    if carried is None or not carried.places:
        return Worded()
    if merged.words.loaded is None:
        return Worded(without_file=carry.untouched(draft.content))
    printed = {place.place for place in carried.places}
    stale = tuple((place.place, changed(place)) for place in merged.words.of(Standing.STALE) if place.place in printed)
    if carry.untouched(draft.content):
        return Worded(stale, _automatic(carried.places, ()), _differing(merged, carried.places))
    return _edited(workspace, draft, stale)


def _automatic(places: Sequence[PlaceAsMade], edited: Sequence[str]) -> bool:
    return not edited and not any(place.office for place in places)


def _differing(merged: Merged, places: Sequence[PlaceAsMade]) -> tuple[str, ...]:
    """Return the places of an untouched draft for which the file says something else today."""
    from reportgen.absorbing import plain
    from reportgen.model.words import paragraphs

    today = {place.place: [plain(text) for text in paragraphs(place.text)] for place in merged.words.places}
    made = {place.place: [plain(text) for text in place.paragraphs] if place.office else [] for place in places}
    return tuple(place for place, said in made.items() if today.get(place, said) != said)


def _edited(workspace: Workspace, draft: Draft, stale: tuple[tuple[str, str], ...]) -> Worded:
    from reportgen.pipeline.absorb import ReadDraft  # the reading of edited drafts: what an untouched one never pays

    read = ReadDraft(workspace, draft)
    edits = {edit.place: edit for edit in read.edits}
    differing: list[str] = []
    unabsorbed: list[str] = []
    for place in read.carried.places:
        edit = edits.get(place.place)
        said = edit.word if edit else place.paragraphs if place.office else ()
        if read.says(place.place, said):
            continue
        if not read.left_alone(place.place):
            differing.append(place.place)
        elif edit is not None:
            unabsorbed.append(place.place)
    automatic = _automatic(read.carried.places, list(edits))
    printed = tuple(item for item in stale if item[0] not in edits)  # what was typed in Word is not the file's words
    return Worded(printed, automatic, tuple(differing), tuple(unabsorbed))
