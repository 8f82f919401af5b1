"""Texts of a plan as they are kept: without signs that are no text, spaces single, names in the case of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.vn.signs import on_paper, refused
from reportgen.vn.text import bare_words, fold, nfc

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


def clean(text: str) -> str:
    """Return a text of Word in one line for each paragraph: spaces single, no sign that a YAML file would refuse."""
    text = nfc(on_paper(text.replace("\r", "\n").replace("\x0b", "\n")))
    while sign := refused(text):
        text = text.replace(sign, "•" if "\ue000" <= sign <= "\uf8ff" else "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return clean(text).replace("\n", " ")


def bare(text: str) -> str:
    """Return a text without accents, in lower case, spaces single: enough to know words by."""
    return bare_words(text)


def cased(text: str, known: Iterable[str], names: Iterable[str] = ()) -> tuple[str, bool]:
    """Return a text in capitals as a sentence writes it, and whether every proper name in it is certain.

    ``known``: texts in which it may stand as it is written; ``names``: proper names that may stand in it.
    """
    if not text.isupper():
        return text, True
    if (written := _written_somewhere(text, known)) is not None:
        return written[:1].upper() + written[1:], True
    lowered = text.lower()
    for name in names:
        lowered = re.sub(re.escape(name), lambda _, name=name: name, lowered, flags=re.IGNORECASE)  # type: ignore[misc]
    return lowered[:1].upper() + lowered[1:], False


def _written_somewhere(text: str, corpus: Iterable[str]) -> str | None:
    """Return the first place in ``corpus`` that reads as ``text`` does, and is not all capitals."""
    wanted = fold(text)
    pattern = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    for written in corpus:
        for match in pattern.finditer(written):
            if not match[0].isupper() and fold(match[0]) == wanted:
                return match[0]
    return None
