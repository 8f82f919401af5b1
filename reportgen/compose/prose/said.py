"""What one or several units say, and how a sentence names them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from reportgen.compose.computed import count
from reportgen.compose.openings import after_time, can_follow, lowered, opens_with_verb
from reportgen.compose.prose import notes
from reportgen.compose.prose.sentences import ended, flow, key, words
from reportgen.record import record
from reportgen.vn.text import listing, lower_first

FULL = 80
"""Words: short texts are joined up to this."""
MOST = 110
"""Words: what is longer is parted between two texts, or between two sentences of one."""
_SENTENCE = 50
"""Words: no sentence is made longer by joining."""
_ALL = 3
"""From this many units on, all of them are named by their number."""
_ALL_OF = "Cả "
"""Begins what they are called then."""


@record
class Said:
    """A text with the units that wrote it, by name.

    ``documents`` are cited in one footnote at its end. ``origin`` is where a result carried over comes from.
    ``everyone``: all that owe the task wrote the same. ``to``: whom a proposal asks, where a unit says so.
    """

    units: tuple[str, ...]
    sentences: tuple[str, ...]
    documents: tuple[str, ...] = ()
    origin: str = ""
    everyone: bool = False
    to: str = ""

    @property
    def who(self) -> str:
        """The units named together: ``Văn phòng Sở và Pháp chế Sở``."""
        if self.everyone:
            return f"{_ALL_OF}{count(len(self.units))} đơn vị"
        return listing(self.units)


@record
class Piece:
    """A text ready for a paragraph: as it stands, and with its units named.

    ``who``: its units; empty for what the report says itself. ``length`` in words, without footnotes.
    ``single``: one sentence, which may be joined to another with a semicolon. ``own``: no name is needed where
    nobody else was named before. ``subject``: ``named`` begins with the units. ``about``: it says first what it is
    about, which what follows it in its paragraph would be taken to be about as well.
    """

    bare: str
    named: str
    who: str
    length: int
    single: bool
    own: bool = False
    subject: bool = False
    about: bool = False

    @property
    def within(self) -> str:
        """``named`` inside a sentence, its units the subject: names keep their capital, «Cả 03 đơn vị» does not."""
        return _within(self.named)


def merged(texts: Iterable[Said], owing: frozenset[str] = frozenset()) -> list[Said]:
    """Return equal texts once, with all who wrote them; ``owing``: who owe one, to tell when all wrote the same."""
    together: dict[tuple[str, str, str], list[Said]] = {}
    for said in texts:
        together.setdefault((key(said.sentences), said.origin, said.to), []).append(said)
    return [_as_one(same, owing) for same in together.values()]


def _as_one(same: list[Said], owing: frozenset[str]) -> Said:
    """Return equal texts as one; a unit or document named twice is named once."""
    if len(same) == 1:
        return same[0]
    units = tuple(dict.fromkeys(unit for said in same for unit in said.units))
    documents = tuple(dict.fromkeys(document for said in same for document in said.documents))
    everyone = len(units) >= _ALL and owing == frozenset(units)
    return dataclasses.replace(same[0], units=units, documents=documents, everyone=everyone)


def piece(said: Said, *, own: bool = False) -> Piece:
    """Return a text for a paragraph; its units are the subject where it begins with a verb, else in brackets."""
    bare = _cited(said.sentences, said)
    first, rest = said.sentences[0], said.sentences[1:]
    subject = opens_with_verb(first)
    opening = f"{said.who} {lower_first(first)}" if subject else _placed(first, said.who)
    named = _cited((opening, *rest), said)
    return Piece(bare, named, said.who, words(bare if own else named), _single(said), own, subject)


def _placed(sentence: str, who: str) -> str:
    """Return a sentence that begins with no verb and its units: behind the time that it begins with, or in brackets."""
    timed = after_time(sentence)
    if timed is None:
        return ended(sentence, f" ({_within(who)})")
    time, rest = timed
    return f"{time}, {_within(who)} {lower_first(rest)}"


def _within(text: str) -> str:
    """Return what begins with units as it goes on inside a sentence."""
    return lower_first(text) if text.startswith(_ALL_OF) else text


def aside(said: Said) -> Piece:
    """Return a text with its units in brackets at its end: it is theirs, but not what they did."""
    named = ended(_cited(_run_together(said.sentences), said), f" ({_within(said.who)})")
    return Piece(named, named, said.who, words(named), _single(said))


def _run_together(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Return short sentences as one, so that what stands in brackets behind the last is said of all of them."""
    first, *rest = sentences
    ready = all(sentence.endswith(".") for sentence in sentences) and all(map(can_follow, rest))
    if not rest or not ready or sum(map(words, sentences)) > _SENTENCE:
        return sentences
    return (f"{'; '.join([first, *map(lowered, rest)]).replace('.; ', '; ')}",)


def unnamed(said: Said) -> Piece:
    """Return a text that is the whole agency's, whoever wrote it."""
    bare = _cited(said.sentences, said)
    return Piece(bare, bare, "", words(bare), _single(said), own=True)


def plain(text: str) -> Piece:
    """Return a sentence of the report's own, which stands for itself."""
    return Piece(text, text, "", words(text), single=False, own=True)


def introduced(opening: str, pieces: Sequence[Piece], *, comma: bool = False) -> list[Piece]:
    """Return the pieces of one subject, the first behind what names the subject: ``Về …: ``, ``Về việc …, ``.

    ``comma``: whether one may stand between that and the units.
    """
    first, *rest = pieces
    sign = "," if comma and first.subject else ":"
    named = f"{opening}{sign} {first.within if first.subject else lowered(first.named)}"
    bare = f"{opening}: {lowered(first.bare)}" if first.own else named
    return [Piece(bare, named, first.who, words(bare), first.single, first.own, about=True), *rest]


def run_on(texts: Iterable[Said]) -> Iterator[Said]:
    """Yield the texts with those of the same units, one after the other, in one sentence where they are short."""
    before: Said | None = None
    for said in texts:
        if before and _one_sentence(before, said):
            text = f"{before.sentences[0][:-1]}; {lowered(said.sentences[0])}"
            before = dataclasses.replace(before, sentences=(text,))
            continue
        if before:
            yield before
        before = said
    if before:
        yield before


def _one_sentence(before: Said, said: Said) -> bool:
    alone = len(before.sentences) == len(said.sentences) == 1 and before.units == said.units
    together = words(before.sentences[0]) + words(said.sentences[0])
    ready = before.sentences[0].endswith(".") and can_follow(said.sentences[0])
    return alone and ready and together <= _SENTENCE


def by_units(texts: Iterable[Said]) -> list[Said]:
    """Return the texts of the same units beside each other, in the order in which the units come first."""
    together: dict[tuple[str, ...], list[Said]] = {}
    for said in texts:
        together.setdefault(said.units, []).append(said)
    return [said for same in together.values() for said in same]


def divided(said: Said) -> Iterator[Said]:
    """Yield a text that is too long for a paragraph in parts of whole sentences; its documents go with the last."""
    if sum(map(words, said.sentences)) <= MOST:
        yield said
        return
    part: tuple[str, ...] = ()
    for sentence in said.sentences:
        if part and sum(map(words, part)) + words(sentence) > FULL:
            yield dataclasses.replace(said, sentences=part, documents=(), origin="")
            part = ()
        part += (sentence,)
    yield dataclasses.replace(said, sentences=part)


def _single(said: Said) -> bool:
    """Tell whether a text is one sentence that a semicolon can join to another: it has none of its own."""
    return len(said.sentences) == 1 and ";" not in said.sentences[0]


def _cited(sentences: tuple[str, ...], said: Said) -> str:
    """Return running text; where it comes from and what it cites stand before its last stop."""
    origin = f" ({said.origin})" if said.origin else ""
    return ended(flow(sentences), origin + notes.note(said.documents))


def only_documents(units: tuple[str, ...], documents: Sequence[str]) -> Said:
    """Return what is to be said of documents without any text: the sentence that names them."""
    return Said(units, (f"Đã ban hành, tham mưu ban hành {'; '.join(documents)}.",))
