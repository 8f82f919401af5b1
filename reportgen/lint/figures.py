"""Figures of a draft edited by hand, held against the data: totals, counts, percentages, values of targets.

The draft is laid beside the text that the same data gives when its figures are traced
(:mod:`reportgen.model.tracing`): paragraph by paragraph, table row by table row. Where a person changed a
digit that the template wrote, or where the data has changed since, the two no longer agree.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.model.tracing import CLOSE, OPEN, VALUE
from reportgen.nd30.base import Breach, Disagreements, Where
from reportgen.vn.text import nfc
from reportgen.wordview.document import Document, Paragraph

_MARKED = re.compile(f"{OPEN}(\\d+){VALUE}(.*?){CLOSE}", re.DOTALL)
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|\w+|[^\w\s]")
_TELLING = re.compile(r"\d|^(tăng|giảm)$", re.IGNORECASE)
"""Tokens of a figure that must agree: its digits, and which way it moved."""
_ALIKE = 0.4
"""Least likeness of a changed paragraph to the one it came from."""
_FEW = 3


@dataclass(frozen=True)
class Unit:
    """A paragraph or a table row as one text, and its place in words."""

    text: str
    place: str


@dataclass(frozen=True)
class Passage:
    """A unit whose figures are known: begin and end in ``text``, and the number of the source."""

    text: str
    figures: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Known:
    """One source: words for it, its value in the data a draft was made of and in today's (None: gone)."""

    label: str
    made: str
    today: str | None


def units(document: Document) -> tuple[Unit, ...]:
    """Return the paragraphs and rows of ``document`` that show something, in order."""
    found = []
    for key, group in groupby(document.paragraphs, _holder):
        paragraphs = list(group)
        text = "\t".join(" ".join(nfc(paragraph.text).split()) for paragraph in paragraphs)
        if text.strip():
            place = f"bảng {key[0]}, dòng {key[1]}" if key[0] else ""
            found.append(Unit(text, place))
    return tuple(found)


def _holder(paragraph: Paragraph) -> tuple[int, int, int]:
    place = paragraph.place
    return (place.table, place.row, 0) if place.table else (0, 0, paragraph.number)


def passages(traced: Document) -> tuple[Passage, ...]:
    """Return the units of a document rendered with traced figures, the marks taken out."""
    found = []
    for unit in units(traced):
        text, figures, end = "", [], 0
        for match in _MARKED.finditer(unit.text):
            text += unit.text[end : match.start()]
            figures.append((len(text), len(text) + len(match[2]), int(match[1])))
            text += match[2]
            end = match.end()
        found.append(Passage(text + unit.text[end:], tuple(figures)))
    return tuple(found)


@dataclass(frozen=True)
class Baseline:
    """What a draft is held against: the text its data gives, and the sources that the figures' numbers mean."""

    passages: tuple[Passage, ...]
    known: tuple[Known, ...]


def compare(baseline: Baseline, document: Document) -> Disagreements:
    """Return what disagrees: figures changed by hand, and figures that the data has left behind.

    A figure whose paragraph or words were taken out is no disagreement.
    """
    edited: list[Breach] = []
    stale: list[Breach] = []
    told: set[int] = set()
    seen = 0
    for passage, unit in _pairs(baseline.passages, units(document)):
        for source, shown in _shown(passage, unit.text):
            fact = baseline.known[source]
            seen += 1
            if shown is not None:
                edited.append(_edited(unit, fact, shown))
            elif fact.today != fact.made and source not in told:
                told.add(source)
                stale.append(_stale(unit, fact))
    total = sum(len(passage.figures) for passage in baseline.passages)
    return Disagreements(tuple(edited), tuple(stale), seen, total)


def _edited(unit: Unit, fact: Known, shown: str) -> Breach:
    required = f"số liệu: {fact.made}"
    if fact.today is not None and fact.today != fact.made:
        required += f"; số liệu hiện nay: {fact.today}"
    advice = "sửa lại cho khớp, hoặc sửa tệp tình hình rồi soạn lại bản thảo"
    return Breach(Where(fact.label, unit.text, unit.place), f"bản thảo ghi {shown}", required, advice)


def _stale(unit: Unit, fact: Known) -> Breach:
    now = f"số liệu hiện nay: {fact.today}" if fact.today is not None else "số liệu hiện nay không còn mục này"
    advice = "soạn lại bản thảo bằng lệnh draft, hoặc sửa số này"
    return Breach(Where(fact.label, unit.text, unit.place), f"bản thảo ghi {fact.made}", now, advice)


def _pairs(made: Sequence[Passage], draft: Sequence[Unit]) -> Iterator[tuple[Passage, Unit]]:
    """Yield each passage with the unit of the draft that it became; passages taken out are left out."""
    matcher = difflib.SequenceMatcher(None, [item.text for item in made], [unit.text for unit in draft], autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(made[first:last], draft[begin:end], strict=True)
        elif tag == "replace":
            yield from _likeliest(made[first:last], draft[begin:end])


def _likeliest(made: Sequence[Passage], draft: Sequence[Unit]) -> Iterator[tuple[Passage, Unit]]:
    """Pair changed passages with changed units, keeping their order: the likest, or one by one."""
    if len(made) == len(draft):
        yield from ((old, new) for old, new in zip(made, draft, strict=True) if _alike(old.text, new.text))
        return
    begin = 0
    for passage in made:
        if not passage.figures:
            continue
        likeness = [_likeness(passage.text, unit.text) for unit in draft[begin:]]
        if likeness and max(likeness) >= _ALIKE:
            at = likeness.index(max(likeness))
            yield passage, draft[begin + at]
            begin += at + 1


def _alike(old: str, new: str) -> bool:
    """Tell whether a text is what another became; of a few words, none but the figure may be left."""
    return len(_tokens(old)) <= _FEW or _likeness(old, new) >= _ALIKE


def _likeness(old: str, new: str) -> float:
    return difflib.SequenceMatcher(None, _tokens(old), _tokens(new), autojunk=False).ratio()


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _shown(passage: Passage, text: str) -> Iterator[tuple[int, str | None]]:
    """Yield each figure that is still shown: its source, and what stands there where it is another figure."""
    if passage.text.casefold() == text.casefold():  # a filter that capitalises meets the mark first
        yield from ((source, None) for _, _, source in passage.figures)
        return
    old = list(_TOKEN.finditer(passage.text))
    new = list(_TOKEN.finditer(text))
    matcher = difflib.SequenceMatcher(
        None, [match[0].casefold() for match in old], [match[0].casefold() for match in new], autojunk=False
    )
    became: dict[int, tuple[int, int]] = {}
    for tag, first, last, begin, end in matcher.get_opcodes():
        for at in range(first, last):
            if tag == "equal":
                became[at] = (begin + at - first, begin + at - first + 1)
            elif tag == "replace":
                became[at] = (begin, end)
    for start, end, source in passage.figures:
        inside = [at for at, match in enumerate(old) if start <= match.start() < end]
        telling = [at for at in inside if _TELLING.search(old[at][0])]
        if not telling or any(at not in became for at in telling):
            continue  # its words were taken out
        low, high = min(became[at][0] for at in telling), max(became[at][1] for at in telling)
        before = [old[at][0].casefold() for at in telling]
        after = [match[0].casefold() for match in new[low:high] if _TELLING.search(match[0])]
        if before == after:
            yield source, None
        elif after:
            high += high < len(new) and new[high][0] == "%"
            yield source, text[new[low].start() : new[high - 1].end()]
