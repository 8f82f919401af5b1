"""A unit's text as sentences: list signs dropped, ends made uniform, every word kept."""

from __future__ import annotations

import re

from reportgen.compose.openings import lowered, opens_with_verb
from reportgen.compose.prose import notes
from reportgen.patterns import regex
from reportgen.vn.text import UPPER, lower_first, nfc

_ENDS_OF_SIGNS = frozenset(".)")
_SIGN = regex(r"[-–—•▪●○◦·∙*+]+(?:\s+|$|(?=[^\W\d]))|\(?\d{1,2}[.)](?:\s+|(?=[^\W\d]))|\(?[a-zđ]\)\s*")
"""The sign of a list at a line's beginning; ``-5`` and ``1.245`` are figures."""
_INLINE = regex(r"\s\(?2[.)]\s")
"""A second number within a line: its list is written in one line and keeps its numbers."""
_STOP = regex(rf"(?<=[.!?…])\s+(?=[«“\"(]?[{UPPER}\d])")
_ABBREVIATED = regex(r"(?:^|[\s(])(?:TP|Tp|v\.v|ThS|TS|PGS|GS|BS|KS|No|tr|\w|\d{1,2})\.$")
_ENDS = (".", "!", "?", "…")
_NOTE_LAST = regex(rf"([.;,])\s*({notes.NOTE.pattern})$", re.DOTALL)


def words(text: str) -> int:
    """Return how many words of ``text`` stand in the body: its footnotes apart."""
    return len(notes.without(text).split())


def key(sentences: tuple[str, ...]) -> str:
    """Return what texts are compared by: their words, without the case of the first letter and the last stop."""
    return lower_first(" ".join(sentences)).rstrip(" .")


def sentences(text: str | None) -> tuple[str, ...]:
    """Return the sentences of what a unit wrote, each with its end; lines that go on are joined.

    The items under a line that ends with a colon, and items that end with a semicolon, make one sentence.
    """
    whole: list[str] = []
    for item in _joined(_items(notes.closed(nfc(text)))) if text else ():
        whole += _split(item)
    return tuple(whole)


def ended(sentence: str, extra: str) -> str:
    """Return ``sentence`` with ``extra`` before its last sign."""
    if not extra:
        return sentence
    return f"{sentence[:-1]}{extra}{sentence[-1]}"


def flow(parts: tuple[str, ...]) -> str:
    """Return sentences as running text; one that begins with «Đã» goes on from the one before, if that says who did."""
    written: list[str] = []
    for before, part in zip(("", *parts), parts, strict=False):
        if _same_doer(before, part) and words(written[-1]) + words(part) <= _LONGEST:
            written[-1] = f"{written[-1][:-1]}; {lower_first(part)}"
        else:
            written.append(part)
    return " ".join(written)


def _same_doer(before: str, part: str) -> bool:
    """Tell whether «Đã …» is said of whoever did what the sentence before says: that begins with a verb as well."""
    return part.startswith("Đã ") and before.endswith(".") and opens_with_verb(before)


_LONGEST = 60
"""Words: no sentence is joined beyond this."""


def _items(text: str) -> list[tuple[str, bool]]:
    """Return the lines of ``text`` that say something, without their signs, and whether each had one."""
    items: list[tuple[str, bool]] = []
    apart = True
    for line in text.splitlines():
        line = " ".join(line.split())
        bare, listed = _unsigned(line)
        if items and not listed and not apart and bare and _goes_on(items[-1][0], bare):
            items[-1] = (f"{items[-1][0]} {bare}", items[-1][1])
        elif bare:
            items.append((bare, listed))
        apart = not line
    return items


def _unsigned(line: str) -> tuple[str, bool]:
    if line[:1].isalnum() and not _ENDS_OF_SIGNS & set(line[:4]):  # a word, as most lines begin with
        return line, False
    match = _SIGN.match(line)
    if match is None or _INLINE.search(line):
        return line, False
    return line[match.end() :].strip(), True


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line without a sign is the rest of the sentence before: typed on, or broken by an editor."""
    return line[0].islower() and not before.endswith((*_ENDS, ";", ":"))


def _joined(items: list[tuple[str, bool]]) -> list[str]:
    """Return the items as whole sentences: lists under a colon and items with a semicolon run on."""
    whole: list[str] = []
    under = False
    for item, listed in items:
        under = under and listed
        if whole and whole[-1].endswith(":"):
            whole[-1] = f"{whole[-1]} {lowered(item)}"
            under = listed
        elif whole and (under or whole[-1].endswith(";")):
            whole[-1] = f"{whole[-1].rstrip(' .;,')}; {lowered(item)}"
        else:
            whole.append(item)
    return [_closed(item) for item in whole]


def _closed(item: str) -> str:
    """Return a sentence with one sign at its end, behind its footnote."""
    item = item.rstrip(" ;,:")
    if item.endswith("]"):
        item = _NOTE_LAST.sub(r"\2", item)
    if item.endswith("..."):
        return f"{item.rstrip(' .')}…"
    if item.endswith("."):
        item = item.rstrip(" .;,")
        return f"{item}." if item else ""
    return item if item.endswith(_ENDS) else f"{item}."


def _split(item: str) -> list[str]:
    """Return the sentences of a line; no sentence ends within a footnote or after an abbreviation."""
    kept: list[str] = []
    start = 0
    for match in _STOP.finditer(notes.hidden(item)):
        if not _ABBREVIATED.search(item[max(start, match.start() - 6) : match.start()]):
            kept.append(item[start : match.start()])
            start = match.end()
    return [part for part in (*kept, item[start:]) if part]
