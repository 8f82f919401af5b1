"""What a form says itself, compared with what came back: the plan's words, which no form can change."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from reportgen.forms.wordform.answers import Answers
from reportgen.forms.wordform.sheets import CODED, EXTRA, SIGNATURES, heading
from reportgen.forms.wordform.texts import tidy
from reportgen.model.noted import LITERAL, OPENING


class Reworded(NamedTuple):
    """Words of the plan that somebody changed in a form: of which row, where; the lines that differ, before and now.

    ``code``: of the target or task, empty where the row has none. ``added``: whether the form was made without the row.
    """

    code: str
    place: str
    was: str
    now: str
    added: bool


class Gone(NamedTuple):
    """Rows that somebody took out of a table: the title of that, the codes of the rows."""

    section: str
    codes: tuple[str, ...]


def reworded(found: Answers, made: Mapping[str, str], today: Callable[[], Mapping[str, str]]) -> Iterator[Reworded]:
    """Yield what of a form's own words is not as it was ``made``, nor as the plan would have it ``today``."""
    known = {_words(text) for text in made.values()}
    for name, now in found.printed:
        was, words = made.get(name), _words(now.text)
        untouched = words in (known | {""}) if was is None else words == _words(was)
        if untouched or _is_meant(words, was, today().get(name)):
            continue
        before, after = _apart(was or "", now.text)
        yield Reworded(name.split("/")[1], now.place, before, after, was is None)


def _is_meant(words: str, was: str | None, today: str | None) -> bool:
    """Tell whether ``words`` are the plan's of today; in a row that an officer added, whether they name its task."""
    if today is None or words == _words(today):
        return today is not None
    return was is None and heading(today).startswith(heading(words)[:_BEGINNING])


_BEGINNING = 25
"""Letters by which a task is known again in a row that somebody else typed."""


def gone(found: Answers, made: Mapping[str, str], today: Callable[[], Mapping[str, str]]) -> Iterator[Gone]:
    """Yield the rows that a form was made with, that the unit owes still, and that are not there any more."""
    there = {name for name, _ in found.printed}
    for sheet in CODED:
        title = sheet.columns[1].title
        if sheet.title in found.sections and title not in found.sections:
            continue  # the column is gone, not the rows
        names = [name for name in made if sheet is not EXTRA and name.endswith(f"/{title}")]
        left = [name for name in names if name not in there]
        if left and (owed := [name for name in left if name in today()]):
            codes = tuple(", ".join(name.split("/")[1:-1]) for name in owed)
            yield Gone(found.sections.get(sheet.title, sheet.title), codes)


def typed_beside(found: Answers, made: Iterable[str], blank: Answers) -> Iterator[tuple[str, str]]:
    """Yield place and text of what stands where nothing is filled in and a form says nothing itself.

    ``blank``: today's form as it is read. Names below the signatures are the officer's own business.
    """
    begins = {heading(text)[:_BEGINNING] for text in blank.outside}
    for text in found.outside:
        if heading(text)[:_BEGINNING] not in begins:
            yield "ngoài bảng", text
    said = {heading(text) for text in (*made, *(each.text for each in blank.beside))}
    signed = tuple(heading(who) for who in SIGNATURES)
    for text, place in found.beside:
        if heading(text) not in said and not heading(text).startswith(signed):
            yield place, text


def _words(text: str) -> str:
    """Return a text as it is read from a form, however its lines are broken."""
    return " ".join(tidy(text.replace(LITERAL, OPENING)).split())


def _apart(was: str, now: str) -> tuple[str, str]:
    """Return the lines of two texts in which they differ."""
    old, new = ([" ".join(line.split()) for line in tidy(text).split("\n")] for text in (was, now))
    before: list[str] = []
    after: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            before += old[a:b]
            after += new[c:d]
    return "\n".join(before), "\n".join(after)
