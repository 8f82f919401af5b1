"""Taking back what units wrote in their own files of words; where both sides changed, neither wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.consolidating.editing import WordsFile
from reportgen.model.words import Words
from reportgen.pins.pin import Pin, parse_pin, text_mark
from reportgen.yamlmap.marks import Marks


@dataclass(frozen=True)
class Taken:
    """Words of a place that a unit has changed since they were handed out to it."""

    place: str
    text: str
    pin: Pin


@dataclass(frozen=True)
class Conflict:
    """A place that both the office and a unit have changed: both texts."""

    place: str
    office: str
    unit: str


def take_over(office: Mapping[str, str], unit: Words) -> tuple[list[Taken], list[Conflict]]:
    """Return what a unit has changed, and where the office has changed the same words.

    ``office``: the words of each place as the office's file has them, a proposal's as it was written there. The pin of
    the unit's file holds the fingerprint of the words as they were handed out.
    """
    taken: list[Taken] = []
    conflicts: list[Conflict] = []
    for place, text, handed in _changed(unit):
        own = office.get(place, "")
        if text_mark(own) == text_mark(text):
            continue  # the same on both sides
        if text_mark(own) == handed.text:
            taken.append(Taken(place, text, handed))
        else:
            conflicts.append(Conflict(place, own, text))
    return taken, conflicts


def _changed(unit: Words) -> Iterator[tuple[str, str, Pin]]:
    for place, wording in unit.places.items():
        handed = parse_pin(wording.pin) if wording.pin else None
        text = wording.text or ""
        if handed is not None and text_mark(text) != handed.text:
            yield place, text, handed


def handed_again(text: str, marks: Marks, taken: Mapping[str, Taken]) -> str:
    """Return the unit's file with its pins saying that the office has its words now."""
    file = WordsFile(text, marks)
    for place, item in taken.items():
        indent = file.inner_indent(marks.keys[("loi_van", place)].line - 1, place)
        file.set_pin(place, Pin(item.pin.facts, text_mark(item.text)), indent)
    return file.spliced()
