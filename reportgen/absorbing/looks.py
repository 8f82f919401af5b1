"""What of the looks of a paragraph an editor or a person has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from reportgen.wordview.document import Paragraph, Run

_LETTERS: tuple[tuple[str, Callable[[Run], object]], ...] = (
    ("chữ đậm", lambda run: run.letters.bold),
    ("chữ nghiêng", lambda run: run.letters.italic),
    ("gạch chân", lambda run: run.letters.underline),
    ("gạch ngang chữ", lambda run: run.letters.struck),
    ("tô nền chữ", lambda run: run.letters.marked),
    ("cỡ chữ", lambda run: run.letters.size),
    ("màu chữ", lambda run: run.letters.color),
    ("phông chữ", lambda run: run.letters.other),
)
_LAYOUT = (("căn lề", "align"), ("lùi dòng đầu", "first"), ("lùi lề trái", "left"), ("cách đoạn", "before"))


def differences(old: Paragraph, new: Paragraph) -> Iterator[str]:
    """Yield what differs between the looks of two paragraphs of one text, in words."""
    for name, pick in _LETTERS:
        if _by_letter(old, pick) != _by_letter(new, pick):
            yield name
    for name, attribute in _LAYOUT:
        if getattr(old.layout, attribute) != getattr(new.layout, attribute):
            yield name


def novelties(made: Sequence[Paragraph], new: Paragraph) -> Iterator[str]:
    """Yield what of the looks of a paragraph none of those that were made has, in words."""
    for name, pick in _LETTERS:
        if not {key for old in made for key in _by_letter(old, pick)}.issuperset(_by_letter(new, pick)):
            yield name
    for name, attribute in _LAYOUT:
        if getattr(new.layout, attribute) not in [getattr(old.layout, attribute) for old in made]:
            yield name


def _by_letter(paragraph: Paragraph, pick: Callable[[Run], object]) -> list[object]:
    """Return what ``pick`` says of each word, however the text is cut into runs."""
    return [
        key for key, _ in groupby(value for run in paragraph.runs for value in [pick(run)] * bool(run.text.strip()))
    ]
