"""What a person looks for: the words of a query and of a text, cut and folded in the same way."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.errors import CannotRun
from reportgen.vn.text import Remembered, fold, split_tones, without_accents

# A soft hyphen or zero-width space inside a word is not seen by a reader and does not part it.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*)+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<chunk>[^\s"]+))')


@dataclass(frozen=True)
class Word:
    """A word in two forms: ``marks`` without case and place of tone, ``bare`` without any mark."""

    marks: str
    bare: str

    @functools.cached_property
    def marked(self) -> bool:
        """Whether it has any mark."""
        return self.marks != self.bare

    def begins(self, marks: str) -> bool:
        """Tell whether this word, typed with marks, is the beginning of one that is folded to ``marks``."""
        # The tone stands at the end of a folded word: as text, `giả` would not begin `giảm`.
        pairs = zip(split_tones(self.marks), split_tones(marks), strict=True)
        return all(whole.startswith(part) for part, whole in pairs)


@dataclass(frozen=True)
class Term:
    """Words of a query that stand one after the other; of the last one perhaps only the beginning."""

    words: tuple[Word, ...]
    beginning: bool = False

    @functools.cached_property
    def column(self) -> str:
        """The form in which the words are looked for: with marks when every word has them and is whole."""
        return "marks" if not self.beginning and all(word.marked for word in self.words) else "bare"

    @functools.cached_property
    def needle(self) -> str:
        """The words as they stand in a passage that begins and ends with a space."""
        return f" {' '.join(getattr(word, self.column) for word in self.words)}{'' if self.beginning else ' '}"

    @functools.cached_property
    def decided_by_index(self) -> bool:
        """Whether the index alone can tell; it cannot when words with and without marks are mixed in a phrase."""
        return self.column == "marks" or len(self.words) == 1 or not any(word.marked for word in self.words)

    def places(self, marks: str, bare: str) -> Iterator[int]:
        """Yield at which words of a passage, given in both forms, the term begins."""
        text = f" {marks if self.column == 'marks' else bare} "
        at = text.find(self.needle)
        while at >= 0:
            place = text.count(" ", 0, at)
            if self.column == "marks" or self._fits(marks.split(" ")[place : place + len(self.words)]):
                yield place
            at = text.find(self.needle, at + 1)

    def within(self, marks: str, bare: str) -> bool:
        """Tell whether a passage, given in both forms, has the term."""
        return any(True for _ in self.places(marks, bare))

    def _fits(self, found: Sequence[str]) -> bool:
        """Tell whether words that agree without their marks agree with the marks that were typed."""
        last = len(self.words) - 1
        return all(
            not word.marked or word.marks == marks or (self.beginning and place == last and word.begins(marks))
            for place, (word, marks) in enumerate(zip(self.words, found, strict=False))
        )


@dataclass(frozen=True)
class Query:
    """What must be in a document, what must not, and the whole as one phrase."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]
    phrase: Term


def _word(typed: str) -> Word:
    seen = _UNSEEN.sub("", typed)
    return Word(fold(seen), without_accents(seen))


def both_forms(text: str) -> tuple[str, str]:
    """Return the words of ``text`` in both forms, with single spaces between."""
    return _LINES[text]


class _Lines(dict[str, tuple[str, str]]):
    """Both forms of lines, by line: reports of one plan, one after the other, say much in the same words."""

    _MOST = 2_000_000
    """Letters of lines that are remembered before all are forgotten: of some fifty long reports."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = 0

    def __missing__(self, line: str) -> tuple[str, str]:
        # Cutting at spaces is much the quickest cut, and few of the words of a text are new.
        typed = line.split()
        made = (
            " ".join(filter(None, map(_MARKS.__getitem__, typed))),
            " ".join(filter(None, map(_BARE.__getitem__, typed))),
        )
        self._letters += len(line)
        if self._letters > self._MOST:
            self.clear()
            self._letters = len(line)
        self[line] = made
        return made


_LINES = _Lines()


def _marks(typed: str) -> str:
    if typed.isascii():
        return _ascii(typed)
    return " ".join([_word(word).marks for word in _WORD.findall(typed)])


def _bare(typed: str) -> str:
    if typed.isascii():
        return _ascii(typed)
    return " ".join([_word(word).bare for word in _WORD.findall(typed)])


def _ascii(typed: str) -> str:
    """Return the words of what has no marks, the same in both forms: numbers mostly, of which there is no end."""
    return typed.lower() if typed.isalnum() else " ".join(_ASCII_WORD.findall(typed.lower()))


_ASCII_WORD = re.compile("[0-9a-z]+")
_MARKS, _BARE = Remembered(_marks), Remembered(_bare)


def read_query(query: str) -> Query:
    """Read what the user typed; anything that is not a word, a minus, quotes or a last star is a separator."""
    query = query.translate(_QUOTES)
    wanted, unwanted = list[Term](), list[Term]()
    for match in _TERM.finditer(query):
        words = list(_WORD.finditer(query, *match.span("phrase" if match["chunk"] is None else "chunk")))
        if words:
            end = words[-1].end()
            beginning = match["chunk"] is not None and query[end : end + 1] == "*" and not _WORD.search(query, end)
            side = unwanted if match["minus"] else wanted
            side.append(Term(tuple(_word(word.group()) for word in words), beginning))
    if not wanted:
        only = "từ có dấu trừ đứng trước là từ cần loại; " if unwanted else ""
        raise CannotRun(f"Chưa có từ cần tìm: {only}hãy gõ ít nhất một chữ hoặc số, ví dụ: hồ sơ quá hạn.")
    phrase = Term(tuple(word for term in wanted for word in term.words), wanted[-1].beginning)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), phrase)


def matches(query: Query, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of the query stand in ``text``, in order."""
    forms = both_forms(text)
    matched = {start + at for term in query.wanted for start in term.places(*forms) for at in range(len(term.words))}
    return tuple(match.span() for place, match in enumerate(_WORD.finditer(text)) if place in matched)
