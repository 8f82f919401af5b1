"""A compiled template: what every document made of it shares, and the recipe for the rest."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportgen.formats.carry import escape
from reportgen.formats.places import PlaceAsMade
from reportgen.record import record
from reportgen.render.columns import ColumnFitter, Frame
from reportgen.render.effort import Effort, TooMuch
from reportgen.render.fitting import Fitter, Site
from reportgen.render.footnotes import BOX, NoteTaker, attach
from reportgen.render.inline import RUN_END
from reportgen.render.needed import NeededMarker
from reportgen.render.pack import Packed, packed, unpacked
from reportgen.render.placing import PlaceMarker, places_in
from reportgen.render.steps import Step, pieces, prepared
from reportgen.render.stream import Inline, body_stream, plain_stream, plain_text
from reportgen.render.values import LONGEST_PROPERTY

_AT_ONCE = 500_000
"""Characters that are gathered before they are compressed: a document of any length takes no more memory.

A text ends behind a run: who looks at whole runs has nothing to hold back, and nothing long is copied for it.
"""


@record
class CompiledPart:
    """A part of which every document has its own: name, fixed beginning, recipe, fixed end, marks."""

    name: str
    head: bytes
    recipe: Any
    tail: bytes
    sites: tuple[Site, ...]
    frames: tuple[Frame, ...]
    mended: bool
    """Whether something in it may come out empty that Word needs."""

    @functools.cached_property
    def steps(self) -> tuple[Step, ...]:
        """The recipe, ready to run."""
        return prepared(self.recipe)

    def written(self, given: Mapping[str, Any], effort: Effort, inline: Inline | None = None) -> Iterator[bytes]:
        """Yield the part for one document; ``inline``: for the document's own text.

        Raises Unfit for what docxtpl must render, TooMuch for what takes more than ``effort``.
        """
        stream = (
            body_stream(self._fitters(), inline, mended=self.mended) if inline else plain_stream(mended=self.mended)
        )
        waiting: list[str] = [self.head.decode()]
        size = 0
        for piece in self._pieces(given, effort):
            waiting.append(piece)
            size += len(piece)
            if size > _AT_ONCE and RUN_END in piece:
                waiting[-1], end, rest = piece.rpartition(RUN_END)
                yield stream.feed("".join((*waiting, end)), last=False).encode()
                waiting, size = [rest], len(rest)
        yield stream.feed("".join(waiting), last=True).encode() + self.tail

    def _pieces(self, given: Mapping[str, Any], effort: Effort) -> list[str]:
        try:
            return pieces(self.steps, given, effort)
        except TooMuch as error:
            error.part = self.name
            raise

    def _fitters(self) -> list[Fitter | ColumnFitter]:
        fitters: list[Fitter | ColumnFitter] = [Fitter(self.sites)] if self.sites else []
        return [*fitters, ColumnFitter(self.frames)] if self.frames else fitters


@record
class Compiled:
    """``static``: parts alike in all documents. ``core``: the part of properties, empty when they hold no tags;
    ``pieces`` its text and, at odd places, the number of the property whose recipe is in ``properties``. ``own``: the
    name of the part that is to carry data, empty for none. ``main``: name of the document's part, ``reference``: id of
    the style for the number of a footnote, ``first_note``: the first id that no footnote of the template has,
    ``needed``: properties of a run that prints what is still to be supplied, ``first_control``: the first number that
    is free for the control of a place, ``signs``: those of ``stream.SIGNS`` that stand in the document's part.
    """

    static: tuple[Packed, ...]
    parts: tuple[CompiledPart, ...]
    core: str
    pieces: tuple[str, ...]
    properties: Sequence[Any]
    own: str
    main: str
    reference: str
    first_note: int
    needed: str
    first_control: int
    signs: Sequence[str]

    @functools.cached_property
    def _steps(self) -> tuple[tuple[Step, ...], ...]:
        return tuple(map(prepared, self.properties))

    def prepare(self) -> None:
        """Make all recipes ready to run. Raises ValueError, TypeError or LookupError for what is none."""
        assert self._steps is not None
        for part in self.parts:
            assert part.steps is not None

    def filled(self, given: Mapping[str, Any], *, hashed: bool) -> tuple[list[Packed], list[PlaceAsMade]]:
        """Return the parts of one document, those with tags filled from ``given``, the one for data left out.

        And the places that it prints. ``hashed``: each part with its SHA-256. Raises Unfit or TooMuch: docxtpl then
        renders the document or says why it cannot be.
        """
        effort = Effort()
        placer = PlaceMarker(lambda: places_in(given), self.first_control)
        taker = NoteTaker(self.reference, self.first_note, boxes=BOX in self.signs)
        inline = Inline(placer, taker, NeededMarker(self.needed), self.signs)
        done = [
            packed(part.name, part.written(given, effort, inline if part.name == self.main else None), hashed=hashed)
            for part in self.parts
        ]
        if self.core:
            done.append(packed(self.core, self._core(given, effort), hashed=hashed))
        parts = [*self.static, *done]
        if taker.notes:
            parts = _with_notes(parts, self.main, taker.notes, hashed=hashed)
        return parts, placer.made

    def _core(self, given: Mapping[str, Any], effort: Effort) -> Iterable[bytes]:
        for at, piece in enumerate(self.pieces):
            if at % 2:
                value = "".join(pieces(self._steps[int(piece)], given, effort))
                piece = escape(plain_text(value)[:LONGEST_PROPERTY])
            yield piece.encode()


def _with_notes(parts: Sequence[Packed], main: str, notes: Sequence[str], *, hashed: bool) -> list[Packed]:
    by_name = {part.name: part for part in parts}
    changed = attach(by_name, lambda name: unpacked(by_name[name]), main, notes)
    made = {name: packed(name, [content], hashed=hashed) for name, content in changed.items()}
    return list((by_name | made).values())
