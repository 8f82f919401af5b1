"""The font and colour that the decree allows (Phụ lục I, Phần I, mục I, khoản 4), as several clauses ask for them."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.patterns import regex
from reportgen.wordview.document import Run
from reportgen.wordview.formats import Letters

ALLOWED_NAME = "Times New Roman"
ALLOWED = "timesnewroman"
"""Also with a weight after it, as some programs name the bold cut; spaces make no difference."""
SIGNS = regex(r"(cambria math|segoe ui symbol|ms gothic)", re.IGNORECASE)
"""Fonts of formulas and check boxes."""
OLD = regex(r"^(\.?vn[a-z]|vni-|\.vn)", re.IGNORECASE)
"""Fonts of encodings before Unicode (TCVN3, VNI): the text in them needs converting before its font is changed."""
DARKEST = 0x20
"""A colour no channel of which is lighter is black to the eye and on paper."""

_REMEMBERED = 256
"""Fonts and colours: a document has few, and asks for each with every run."""


def other_fonts(run: Run) -> list[str]:
    """Return the fonts of a run's letters and digits that are not the decree's."""
    if in_the_decrees(run.letters):
        return []
    if not any(char.isalnum() for char in run.text):
        return []
    return [font for font in run.letters.fonts(run.text) if not _allowed(font)]


def in_the_decrees(letters: Letters) -> bool:
    """Tell whether letters are set in the decree's font, whatever their text."""
    return _allowed(letters.ascii) and _allowed(letters.other)


@lru_cache(maxsize=_REMEMBERED)
def black(colour: str) -> bool:
    """Tell whether a colour, as Word writes it, is black to the eye."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return True  # automatic, or a name no program writes
    return all(int(colour[at : at + 2], 16) <= DARKEST for at in (0, 2, 4))


@lru_cache(maxsize=_REMEMBERED)
def red(colour: str) -> bool:
    """Tell whether a colour, as Word writes it, is red to the eye: more of it than of all else."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    much, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return much > green + blue


@lru_cache(maxsize=_REMEMBERED)
def _allowed(font: str) -> bool:
    return font.lower().replace(" ", "").startswith(ALLOWED)
