"""A compiled template: what every document made of it shares, and the code for the rest."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from reportgen.formats.carry import escape
from reportgen.render.fitting import Fitter, Site
from reportgen.render.pack import Packed, packed
from reportgen.render.runtime import PLAIN, Names, Root, load
from reportgen.render.values import LONGEST_PROPERTY

_AT_ONCE = 500_000
"""Characters that are gathered before they are compressed: a document of any length takes no more memory."""


@dataclass(frozen=True)
class CompiledPart:
    """A part of which every document has its own: name, fixed beginning, code, where it prints, fixed end, marks."""

    name: str
    head: bytes
    code: CodeType
    places: tuple[tuple[int, str], ...]
    tail: bytes
    sites: tuple[Site, ...]

    @functools.cached_property
    def root(self) -> Root:
        """The code, ready to run."""
        return load(self.code, self.places)

    def written(self, names: Names) -> Iterator[bytes]:
        """Yield the part for one document. Raises Unfit for what docxtpl must render."""
        fitter = Fitter(self.sites) if self.sites else None
        waiting: list[str] = [self.head.decode()]
        size = 0
        for piece in self.root(names):
            waiting.append(piece)
            size += len(piece)
            if size > _AT_ONCE:
                text, rest = _fitted(fitter, "".join(waiting), last=False)
                yield text.encode()
                waiting, size = [rest], 0  # a heading still open is joined anew for each so many letters, not for each
        text, _ = _fitted(fitter, "".join(waiting), last=True)
        yield text.encode() + self.tail


def _fitted(fitter: Fitter | None, text: str, *, last: bool) -> tuple[str, str]:
    return fitter.feed(text, last=last) if fitter else (text, "")


@dataclass(frozen=True)
class Compiled:
    """``static``: parts alike in all documents. ``core``: the part of properties, empty when they hold no tags;
    ``pieces`` its text and, at odd places, the number of the property that ``properties`` makes. ``own``: the name of
    the part that is to carry data, empty for none.
    """

    static: tuple[Packed, ...]
    parts: tuple[CompiledPart, ...]
    core: str
    pieces: tuple[str, ...]
    properties: Sequence[CodeType]
    own: str

    @functools.cached_property
    def _roots(self) -> tuple[Root, ...]:
        return tuple(load(code, ((PLAIN, ""),)) for code in self.properties)

    def filled(self, given: Mapping[str, Any], *, hashed: bool) -> list[Packed]:
        """Return the parts of one document, those with tags filled from ``given``, the one for data left out.

        ``hashed``: each with its SHA-256. Raises Unfit: docxtpl then renders the document or says why it cannot be.
        """
        done = [packed(part.name, part.written(Names(given)), hashed=hashed) for part in self.parts]
        if self.core:
            done.append(packed(self.core, self._core(given), hashed=hashed))
        return [*self.static, *done]

    def _core(self, given: Mapping[str, Any]) -> Iterable[bytes]:
        for at, piece in enumerate(self.pieces):
            if at % 2:
                value = "".join(self._roots[int(piece)](Names(given)))[:LONGEST_PROPERTY]
                piece = escape(value)
            yield piece.encode()
