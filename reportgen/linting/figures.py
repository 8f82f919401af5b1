"""Figures of a draft edited by hand, held against the data: totals, counts, percentages, values of targets.

The draft is laid beside the text that the same data gives when its figures are traced
(:mod:`reportgen.model.tracing`): paragraph by paragraph, table row by table row. Where a person changed a
digit that the template wrote, or where the data has changed since, the two no longer agree.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.model.tracing import CLOSE, OPEN, VALUE
from reportgen.nd30.base import Breach, Disagreements, Where
from reportgen.vn.numbers import parse_number
from reportgen.vn.text import nfc
from reportgen.wordview.document import Document, Paragraph

_MARKED = re.compile(f"{OPEN}([0-9]{{1,7}}){VALUE}(.*?){CLOSE}", re.DOTALL)
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|\w+|[^\w\s]")
_TELLING = re.compile(r"\d|^(tăng|giảm)$", re.IGNORECASE)
"""Tokens of a figure that must agree: its digits, and which way it moved."""
_ALIKE = 0.6
"""Least share of words that a changed paragraph has in common with the one it came from."""
_NEARBY = 60
"""Changed passages away that a changed paragraph may have moved."""


@dataclass(frozen=True)
class Unit:
    """A paragraph, a table row or a note as one text, and its place in words."""

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
    """Return the paragraphs and rows of ``document`` that show something, in order, and then its notes."""
    found = []
    for key, group in groupby(document.paragraphs, _holder):
        paragraphs = list(group)
        text = "\t".join(" ".join(nfc(paragraph.text).split()) for paragraph in paragraphs)
        if text.strip():
            place = f"bảng {key[0]}, dòng {key[1]}" if key[0] else ""
            found.append(Unit(text, place))
    found += [Unit(nfc(note.text), note.name) for note in document.notes if note.text]
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
    """What a draft is held against: the text its data gives, the sources that the figures' numbers mean.

    ``note``: what the reader should know of the comparison.
    """

    passages: tuple[Passage, ...]
    known: tuple[Known, ...]
    note: str = ""


def compare(baseline: Baseline, document: Document) -> Disagreements:
    """Return what disagrees: figures changed by hand, and figures that the data has left behind.

    A figure whose paragraph or words were taken out is no disagreement.
    """
    edited: list[Breach] = []
    stale: list[Breach] = []
    told: set[int] = set()
    shown: set[tuple[int, int, int]] = set()
    numbers = {id(passage): at for at, passage in enumerate(baseline.passages)}
    for passage, unit in _pairs(baseline.passages, units(document)):
        for (start, end, source), written in _shown(passage, unit.text):
            fact = baseline.known[source]
            shown.add((numbers[id(passage)], start, end))
            if written is not None:
                edited.append(_edited(unit, fact, written))
            elif fact.today != fact.made and source not in told:
                told.add(source)
                stale.append(_stale(unit, fact))
    figures = [
        (at, start, end, source)
        for at, passage in enumerate(baseline.passages)
        for start, end, source in passage.figures
    ]
    gone = tuple(
        f"{baseline.known[source].label} {baseline.known[source].made}"
        for at, start, end, source in figures
        if (at, start, end) not in shown
    )
    return Disagreements(tuple(edited), tuple(stale), len(shown), len(figures), gone)


def _edited(unit: Unit, fact: Known, shown: str) -> Breach:
    required = f"số liệu: {fact.made}"
    advice = "sửa lại cho khớp, hoặc sửa tệp tình hình rồi soạn lại bản thảo"
    if fact.today is not None and fact.today != fact.made:
        required += f"; số liệu hiện nay: {fact.today}"
        if shown == fact.today:
            advice = "số này đúng với số liệu hiện nay, các số khác còn theo số cũ: nên soạn lại bản thảo"
    return Breach(Where(fact.label, unit.text, unit.place), f"bản thảo ghi {shown}", required, advice)


def _stale(unit: Unit, fact: Known) -> Breach:
    now = f"số liệu hiện nay: {fact.today}" if fact.today is not None else "số liệu hiện nay không còn mục này"
    advice = "soạn lại bằng lệnh draft (bản đã sửa được giữ, chép phần sửa tay sang bản mới), hoặc sửa số này"
    return Breach(Where(fact.label, unit.text, unit.place), f"bản thảo ghi {fact.made}", now, advice)


def _pairs(made: Sequence[Passage], draft: Sequence[Unit]) -> Iterator[tuple[Passage, Unit]]:
    """Yield each passage with the unit of the draft that it became; passages taken out are left out.

    Units equal to a passage are found first, in order, then moved ones anywhere, then changed ones nearby.
    """
    matcher = difflib.SequenceMatcher(None, [item.text for item in made], [unit.text for unit in draft], autojunk=False)
    left: list[int] = []
    free = set(range(len(draft)))
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(made[first:last], draft[begin:end], strict=True)
            free.difference_update(range(begin, end))
        else:
            left += [at for at in range(first, last) if made[at].figures]
    places: dict[str, list[int]] = {}
    for at in sorted(free):
        places.setdefault(draft[at].text, []).append(at)
    changed = []
    for at in left:
        if found := places.get(made[at].text):
            free.discard(moved := found.pop(0))
            yield made[at], draft[moved]
        else:
            changed.append(at)
    yield from _likeliest([made[at] for at in changed], [draft[at] for at in sorted(free)])


def _likeliest(made: Sequence[Passage], draft: Sequence[Unit]) -> Iterator[tuple[Passage, Unit]]:
    """Pair changed passages with changed units, the likest first; what differs in more than figures little."""
    skeletons = [_words(unit.text) for unit in draft]
    likeness: list[tuple[float, int, int]] = []
    for at, passage in enumerate(made):
        own = _words(passage.text)
        for there in range(max(at - _NEARBY, 0), min(at + _NEARBY, len(draft))):
            alike = _likeness(own, skeletons[there])
            if alike >= _ALIKE:
                likeness.append((alike, at, there))
    taken: set[int] = set()
    paired: dict[int, int] = {}
    for _, at, there in sorted(likeness, key=lambda item: (-item[0], abs(item[1] - item[2]), item[1])):
        if at not in paired and there not in taken:
            paired[at] = there
            taken.add(there)
    for at in sorted(paired):
        yield made[at], draft[paired[at]]


def _words(text: str) -> Counter[str]:
    """Return the words of a text without its digits: what tells one line of figures from another."""
    return Counter(token for token in _tokens(text) if not token[0].isdigit())


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words that two texts have in common; of texts without words, 1 for two such."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _value(token: str) -> object:
    """Return what a token means: ``02`` is 2, ``1066`` is 1.066; a word is itself."""
    try:
        return parse_number(token)
    except ValueError:
        return token.casefold()


def _shown(passage: Passage, text: str) -> Iterator[tuple[tuple[int, int, int], str | None]]:
    """Yield each figure that is still shown, and what stands there where it is another figure."""
    if passage.text.casefold() == text.casefold():  # a filter that capitalises meets the mark first
        yield from ((figure, None) for figure in passage.figures)
        return
    old, new = list(_TOKEN.finditer(passage.text)), list(_TOKEN.finditer(text))
    became = _became(old, new)
    for figure in passage.figures:
        telling = _telling(old, figure)
        if not telling or not became.keys() >= set(telling):
            continue  # its words were taken out
        low, high = min(became[at][0] for at in telling), max(became[at][1] for at in telling)
        after = [_value(match[0]) for match in new[low:high] if _TELLING.search(match[0])]
        if after == [_value(old[at][0]) for at in telling]:
            yield figure, None
        elif after:
            yield figure, _written(text, new, low, high)


def _became(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> dict[int, tuple[int, int]]:
    """Return the new tokens, from and up to, that each old token became; those taken out are left out."""
    matcher = difflib.SequenceMatcher(
        None, [match[0].casefold() for match in old], [match[0].casefold() for match in new], autojunk=False
    )
    became: dict[int, tuple[int, int]] = {}
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            became |= {at: (begin + at - first, begin + at - first + 1) for at in range(first, last)}
        elif tag == "replace":
            became |= dict.fromkeys(range(first, last), (begin, end))
    return became


def _telling(tokens: Sequence[re.Match[str]], figure: tuple[int, int, int]) -> list[int]:
    """Return the indexes of the tokens of a figure that must agree."""
    start, end, _ = figure
    inside = [at for at, match in enumerate(tokens) if start <= match.start() < end]
    return [at for at in inside if _TELLING.search(tokens[at][0])]


def _written(text: str, tokens: Sequence[re.Match[str]], low: int, high: int) -> str:
    """Return what stands from the token ``low`` up to ``high``, with a sign of percent after it."""
    high += high < len(tokens) and tokens[high][0] == "%"
    return text[tokens[low].start() : tokens[high - 1].end()]
