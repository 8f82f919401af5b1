"""The words of a report that is to be issued, beside the office's file of words."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator, Mapping, Sequence

from reportgen.checks.tong_hop import SO_LIEU
from reportgen.consolidating import FRAME
from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.issuing.drafts import Draft
from reportgen.issuing.worded import Worded
from reportgen.model.words import Wording, Words
from reportgen.pins.facts import Reading
from reportgen.pins.standing import Standing, standings
from reportgen.pipeline.absorb import ReadDraft
from reportgen.pipeline.period import Merged
from reportgen.validate import acknowledge, changed, check_figures
from reportgen.workspace import Workspace
from reportgen.yamlmap.marks import Marks


def worded(workspace: Workspace, draft: Draft, merged: Merged) -> Worded:
    """Return how the words of ``draft`` stand; nothing speaks against those of a period without a file of words.

    A document that prints no places (of version 0.1, of an own template without any) has none to compare.
    """
    carried = draft.carried
    if carried is None or not carried.places:
        return Worded()
    untouched = carry.untouched(draft.content)
    if merged.words.loaded is None:
        doubted = () if untouched else _doubted(merged, _typed(ReadDraft(workspace, draft)))
        return Worded(without_file=untouched, doubted=doubted)
    printed = {place.place for place in carried.places}
    stale = tuple((place.place, changed(place)) for place in merged.words.of(Standing.STALE) if place.place in printed)
    if untouched:
        doubted = tuple(_of_file(merged, printed))
        return Worded(stale, _automatic(carried.places, ()), _differing(merged, carried.places), doubted=doubted)
    return _edited(ReadDraft(workspace, draft), merged, stale)


def _automatic(places: Sequence[PlaceAsMade], edited: Sequence[str]) -> bool:
    return not edited and not any(place.office for place in places)


def _differing(merged: Merged, places: Sequence[PlaceAsMade]) -> tuple[str, ...]:
    """Return the places of an untouched draft for which the file says something else today."""
    from reportgen.absorbing import plain
    from reportgen.model.words import paragraphs

    today = {place.place: [plain(text) for text in paragraphs(place.text)] for place in merged.words.places}
    made = {place.place: [plain(text) for text in place.paragraphs] if place.office else [] for place in places}
    return tuple(place for place, said in made.items() if today.get(place, said) != said)


def _edited(read: ReadDraft, merged: Merged, stale: tuple[tuple[str, str], ...]) -> Worded:
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
    whole = {place.place for place in read.carried.places} - edits.keys()
    doubted = (*_of_file(merged, whole), *_doubted(merged, _typed(read)))
    return Worded(printed, automatic, tuple(differing), tuple(unabsorbed), doubted=doubted)


# --- figures ------------------------------------------------------------------------------------


def _of_file(merged: Merged, places: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the figures of the file's words that are doubtful and that nobody has answered for."""
    for finding in merged.words.findings:
        place = finding.item.partition(" ")[0]
        if finding.code == SO_LIEU.code and place in places:
            yield place, finding.found


def _typed(read: ReadDraft) -> dict[str, str]:
    """Return the words of the places that were edited in Word; opening and close cite what no unit reports."""
    return {edit.place: "\n\n".join(edit.word) for edit in read.edits if edit.word and edit.place not in FRAME}


def _doubted(merged: Merged, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the figures of words typed in Word that are doubtful; those that the file answers for are left out."""
    if merged.snapshot is None or not texts:
        return ()
    file = merged.words.loaded.value if merged.words.loaded else None
    said = file.places if file else {}
    worded = {
        place: dataclasses.replace(said.get(place, Wording()), text=text, left_out=False, pin=None)
        for place, text in texts.items()
    }
    reading = Reading(merged.snapshot, merged.earlier)
    places = standings(reading, Words(*merged.period, places=worded))
    findings = check_figures(reading, places, Marks(""))
    if file:
        findings, _ = acknowledge(findings, file.acknowledged, Marks(""))
    return tuple(
        (finding.item.partition(" ")[0], finding.found) for finding in findings if finding.code == SO_LIEU.code
    )
