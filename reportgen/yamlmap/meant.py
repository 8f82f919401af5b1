"""What a value or a key is meant to say, without what was typed around it."""

from __future__ import annotations

from functools import lru_cache

import yaml

from reportgen.model.fields import NAME, PROSE, TEXT, Scalar
from reportgen.patterns import regex
from reportgen.vn.signs import without_unseen
from reportgen.vn.text import nfc
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.slips import COLON

_QUOTES = "“”„‟\"'‘’"
_DASHES = ("-", "–", "•", "+")
_KEYS = 4096  # that are remembered: the names of a form, the codes of a plan
_CURLY = regex("^\\s*“([^“”]*)”\\s*$")


def as_meant(kind: Scalar, node: yaml.ScalarNode, read: Composed) -> str:
    """Return a value without what was typed around it; an escape may bring back what the whole text had lost."""
    text: str = node.value.replace(COLON, ":")
    if text[:1] in _DASHES and not node.style and kind.in_sentences and node.end_mark.line > node.start_mark.line:
        text = _as_lines(node, read) or text
    if not read.everyday:
        text = nfc(without_unseen(text) if read.odd else text)
    if kind is PROSE and node.style != "|":
        return text.replace("\n", "\n\n")  # all styles but the literal one make a single line end of a blank line
    if kind is TEXT or kind is PROSE:
        return text
    if kind is NAME:
        return _CURLY.sub(r"\1", text) if "“" in text else text
    return text.strip().strip(_QUOTES)


def _as_lines(node: yaml.ScalarNode, read: Composed) -> str | None:
    """Return the items of a list that YAML has made one line of, since no space follows their dashes."""
    from reportgen.yamlmap.dashes import lines_of_items  # hardly ever asked for

    return lines_of_items(read.lines, node.start_mark.line, node.start_mark.column, node.end_mark.line)


@lru_cache(maxsize=_KEYS)
def key_as_meant(text: str, odd: bool) -> str:
    """Return a key as it is meant: without what was pasted along unseen, and without quotation marks."""
    text = text.replace(COLON, ":")
    return nfc((without_unseen(text) if odd else text).strip().strip(_QUOTES))
