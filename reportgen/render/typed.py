"""What people type between braces, read as it is meant: spaces of every kind, letters in two pieces, ``&``, quotes.

And kept from docxtpl's patterns where these would do more than they should: a sign within a tag, a dash at its end,
a lone brace in the text around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.record import record

TAG = regex(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
RAW = regex(r"{%-?\s*raw\b")
"""Begins what is no command but text."""
_LITERAL = regex(r"('[^']*'|\"[^\"]*\")")
_QUOTED = regex(r"('[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’)")
"""What stands between quotes, also those that Word makes round."""
_MINUS = regex(r"(?<=[\w)\]] )[–—−](?= [\w(])")
"""What Word makes of a hyphen between spaces as one types."""
_UNSEEN = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACE = regex("[\\s\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_WORDS = r"(?i:if|elif|else|for|set|with|filter|macro|call|end[a-z]+)\b"
_KIND = regex(rf"{{%-?\s*((?i:p|tr|tc|r))-?\s+(?={_WORDS})")
"""How a command begins that takes its paragraph, row, cell or run with it, as people write it."""
_WORD = regex(rf"\A{{%[-\s]*(?:(?i:p|tr|tc|r)\s+)?{_WORDS}")
"""How a command begins, to the end of its word. Word makes the first letter of a sentence a capital as one types."""
_VALUE = regex(r"\A{{(?i:p|tr|tc|r) ")
"""How a value begins that docxtpl puts in the place of its paragraph or run: outside of any it would be lost."""
_DASHES = regex(r"\A({[{%])-|-([}%]})\Z")

_SIGNS = "{}%-“”‘’"
_HIDDEN = "".join(chr(0xFDD0 + number) for number in range(len(_SIGNS)))
"""Stand for the signs while docxtpl patches: no text has these (Unicode: never characters)."""
_SHOW = str.maketrans(_HIDDEN, _SIGNS)
_BRACES = str.maketrans("{}", _HIDDEN[:2])
_WITHIN = str.maketrans("{}%", _HIDDEN[:3])
_QUOTES = str.maketrans("“”‘’", _HIDDEN[4:])
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Quotes in tags, as docxtpl makes them."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def understood(tag: str) -> str:
    """Return a tag as it is meant: no unseen signs, plain spaces, letters in one piece (NFC) as all data have them."""
    pieces = _QUOTED.split(_UNSEEN.sub("", tag))
    pieces[::2] = [_MINUS.sub("-", _SPACE.sub(" ", piece)) for piece in pieces[::2]]
    tag = unicodedata.normalize("NFC", "".join(pieces))
    tag = _KIND.sub(lambda found: f"{{%{found[1].lower()} ", _VALUE.sub("{{ ", tag))
    return _WORD.sub(lambda found: found[0].lower(), tag)


def plainly(text: str) -> str:
    """Return a text outside of any XML, a property, with its tags as they are meant."""
    return TAG.sub(lambda tag: understood(tag[0]).translate(STRAIGHT), text)


@record
class Edit:
    """Letters of a text, from ``start`` to before ``end``, and what is to stand there."""

    start: int
    end: int
    new: str


def undashed(text: str) -> Iterator[Edit]:
    """Yield what makes tags with dashes (``{%- … -%}``) plain ones, in the text of one paragraph.

    As in Jinja, spaces on a dash's side go; but of a word and the next one space stays. No paragraphs are joined:
    docxtpl would, and drop what stands in between.
    """
    done = 0
    for match in TAG.finditer(text):
        tag = match[0]
        left, right = tag[2] == "-", tag[-3] == "-" and len(tag) > _SHORTEST
        if tag[1] == "#" or not (left or right):
            continue
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        start = max(done, len(before)) if left else match.start()
        done = len(text) - len(after) if right else match.end()
        plain = tag[:2] + tag[3 if left else 2 : -3 if right else -2] + tag[-2:]
        spaces = text[start : match.start()], text[match.end() : done]
        around = _is_word(before[-1:]), _is_word(after[:1])
        yield Edit(start, done, _spaced(plain, spaces, around, text[match.end() : match.end() + 1]))


def _spaced(tag: str, gone: tuple[str, str], words: tuple[bool, bool], following: str) -> str:
    """Put a space back where words would be joined: at a value's sides; behind a command, which may print nothing."""
    if tag.startswith("{{"):
        return f"{' ' if gone[0] and words[0] else ''}{tag}{' ' if gone[1] and words[1] else ''}"
    stays = following.isspace() and not gone[1]
    return f"{tag} " if any(gone) and all(words) and not stays else tag


def _is_word(sign: str) -> bool:
    return sign.isalnum() or (sign in "{}" and sign != "")


_SHORTEST = 5


def hidden(source: str) -> str:
    """Return a part's XML so that docxtpl's patterns meet only the braces of whole tags, and nothing odd in these."""
    pieces: list[str] = []
    end = 0
    for match in TAG.finditer(source):
        pieces += (source[end : match.start()].translate(_BRACES), _hidden_in(match[0]))
        end = match.end()
    return "".join((*pieces, source[end:].translate(_BRACES)))


def _hidden_in(tag: str) -> str:
    if tag.startswith("{#"):
        return tag
    tag = _DASHES.sub(lambda dash: f"{dash[1] or ''}{_HIDDEN[3]}{dash[2] or ''}", tag)
    pieces = _LITERAL.split(tag[2:-2].translate(_WITHIN))
    pieces[1::2] = [literal.translate(_QUOTES) for literal in pieces[1::2]]
    return f"{tag[:2]}{''.join(pieces)}{tag[-2:]}"


def shown(source: str) -> str:
    """Return what docxtpl made of a part that was :func:`hidden`, with all its signs, tags without XML's entities."""
    return TAG.sub(lambda match: _unescaped(match[0]), source).translate(_SHOW)


def _unescaped(tag: str) -> str:
    for entity, sign in _ENTITIES:
        tag = tag.replace(entity, sign)
    return tag


def by_lines(source: str) -> str:
    """Return ``source`` with each paragraph and each tag on a line of its own, so that Jinja's line numbers tell them.

    Within a tag the line ends behind its opening: there it is not printed. Where text is to be printed raw it would be.
    """
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
    return source if RAW.search(source) else _OPENING.sub(r"\1\n\2", source)


_OPENING = regex(r"({{-?|{%-?)(.*?[}%]})", re.DOTALL)
