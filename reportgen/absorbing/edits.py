"""What was changed in Word, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.absorbing.align import aligned
from reportgen.absorbing.marks import How, Located
from reportgen.absorbing.plain import plain, tidy
from reportgen.formats.places import PlaceAsMade
from reportgen.model.noted import canonical
from reportgen.nd30.fonts import OLD
from reportgen.record import record


@record
class Edit:
    """A place whose words were changed in Word.

    ``made`` and ``word``: its paragraphs as made and as they are now, changes accepted; ``word`` is empty where
    everything was taken out. ``changes``: the paragraphs that differ, as made and as they are now, either empty where
    there is none. ``how``: by what it was found; None where nothing of it is left. ``tracked``: changes in it wait to
    be accepted. ``office``: the draft was made with the office's words. ``old_font``: one of an encoding before Unicode
    in which letters of it are typed, empty for none: they are no text but with it.
    """

    place: str
    heading: str
    made: tuple[str, ...]
    word: tuple[str, ...]
    how: How | None
    tracked: bool
    office: bool
    changes: tuple[tuple[str, str], ...] = ()
    old_font: str = ""


def edits(found: Sequence[Located], made: Sequence[Located], places: Iterable[PlaceAsMade]) -> list[Edit]:
    """Return the places that were changed, in the order in which they were made.

    ``found`` and ``made``: the paragraphs with their places, as edited and as made; ``made`` is empty where the draft
    as it was made cannot be had. Then what it carries of itself is compared.
    """
    changed: list[Edit] = []
    for place in places:
        own = [item for item in found if item.place == place.place]
        then = [item for item in made if item.place == place.place]
        numbered = any(item.marked.paragraph.label for item in then)
        before = said(then, numbered=numbered) if made else tuple(tidy(canonical(text)) for text in place.paragraphs)
        word = said(own, numbered=numbered)
        if list(map(plain, word)) != list(map(plain, before)):
            ways = {item.how for item in own}
            how = next((way for way in How if way in ways), None)
            tracked = any(item.marked.tracked for item in own)
            changes = tuple(_changes(before, word))
            found_by = (how, tracked, place.office)
            changed.append(Edit(place.place, place.heading, before, word, *found_by, changes, _old_font(own)))
    return changed


def _old_font(items: Iterable[Located]) -> str:
    """Return the first font of an encoding before Unicode in which a letter with a mark is typed; empty for none."""
    fonts = (
        font
        for item in items
        for run in item.marked.paragraph.runs
        if not run.text.isascii()
        for font in run.letters.fonts(run.text)
    )
    return next((font for font in fonts if OLD.match(font)), "")


def said(items: Iterable[Located], *, numbered: bool = False) -> tuple[str, ...]:
    """Return the paragraphs of a place as text: a line break parts, a deleted end joins.

    ``numbered``: the template numbers them, so that an automatic number is none of their words.
    """
    texts: list[str] = []
    for item in items:
        first, *others = (item.marked.text if numbered else item.marked.numbered).split("\n")
        if item.marked.joins and texts:
            texts[-1] += first
        else:
            texts.append(first)
        texts += others
    return tuple(text for text in map(tidy, texts) if text)


def _changes(before: Sequence[str], word: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that differ, each beside what it came from, in order."""
    pairs = aligned([plain(text) for text in before], [plain(text) for text in word])
    told = 0
    for at, text in enumerate(word):
        source = pairs.get(at)
        if source is None:
            yield "", text
            continue
        yield from ((gone, "") for gone in before[told:source])
        if plain(before[source]) != plain(text):
            yield before[source], text
        told = source + 1
    yield from ((gone, "") for gone in before[told:])
