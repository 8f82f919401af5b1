"""Footnotes as they are typed in a text: ``^[…]``; ``^\\[`` is the two characters, and in a note ``\\]`` a bracket."""

from __future__ import annotations

import re

from reportgen.patterns import regex

OPENING = "^["
LITERAL = "^\\["
_NOTE = r"\^\[(?=\s*[^\s\]])((?:\\\]|[^\]\\%s]|\\(?!\]))*)\]"
NOTE = regex(_NOTE % "")
"""A whole footnote in a text."""
NOTE_IN_XML = regex(_NOTE % "<")
"""The same in the text of a run, as XML."""


def said(note: re.Match[str]) -> str:
    """Return what a footnote says."""
    return note[1].replace(LITERAL, OPENING).replace("\\]", "]").strip()


def as_note(text: str) -> str:
    """Return ``text`` as a footnote; nothing for nothing."""
    text = text.strip()
    if text.endswith("\\"):
        text += " "  # it would make a plain character of the bracket that closes the note
    return f"{OPENING}{literal(text).replace(']', chr(92) + ']')}]" if text else ""


def literal(text: str) -> str:
    """Return ``text`` so that no footnote begins in it."""
    return text.replace(OPENING, LITERAL)


def canonical(text: str) -> str:
    """Return ``text`` with each footnote, and each ``^[`` that is none, typed in the one way in which it is read back.

    ``^[ a ]`` is ``^[a]``; a ``^[`` that no bracket closes is printed, and so is ``^\\[``.
    """
    pieces: list[str] = []
    at = 0
    for note in NOTE.finditer(text):
        pieces += (literal(text[at : note.start()]), as_note(" ".join(said(note).split())))
        at = note.end()
    return "".join((*pieces, literal(text[at:])))
