"""Search in full text, with and without diacritics, through an index that can always be made again.

The index is a SQLite file that is never written in place: a change is made on a copy, which then takes the
name. So readers need no locks, a killed run leaves the old index whole, and of two runs at once each searches
what it was given. An index that is missing, damaged or of another make is made anew, in memory if need be.

Words are cut and folded here, not by SQLite, so that query, index and marked words agree on every system.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from reportgen.archive.query import Query, Term, Word, both_forms, matches, read_query
from reportgen.cache import ours, replacing
from reportgen.errors import CannotRun
from reportgen.vn.text import split_tones

if TYPE_CHECKING:
    import sqlite3

SHOWN_PASSAGES = 3
"""How many passages of one document are shown."""

# With the tokenizer `ascii` every character beyond ASCII belongs to a word: SQLite cuts at our spaces only.
# The number in the comment is raised when words are cut or folded differently; an index with another is made anew.
# The words are kept in the index alone: they are cut anew from the text of a passage where they are wanted once more.
_SCHEMA = (
    "CREATE TABLE documents(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, words INTEGER NOT NULL /* words 1 */)",
    "CREATE TABLE passages(no INTEGER PRIMARY KEY, label TEXT NOT NULL, text TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE in_passage USING fts5(marks, bare, tokenize = 'ascii', content = '', columnsize = 0)",
)
_AT_ONCE = 1 << 25
"""Bytes of words that SQLite gathers before it writes them: with its own 1 MB a large index is merged over and over."""
_PASSAGE_BITS = 24  # a passage's number is its document's number and, in these bits, its place in it
_ODD = (ValueError, TypeError, OverflowError)  # what reading a damaged index raises beside SQLite's own errors
_NO_WORD = "\u241e"  # no word holds it
_RARE, _LONG = 1.2, 0.75  # the two constants of bm25, as SQLite has them


class Passage(NamedTuple):
    """One paragraph, table row or field of a document; ``label`` names a field and is empty for plain text."""

    label: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A passage that was found; ``spans`` are the matched words as (start, end) in ``text``."""

    document: str
    label: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """Passages of the best documents, a document's passages together, and how many documents match in all."""

    hits: tuple[Hit, ...]
    total: int


Loaders = Mapping[str, Callable[[], Iterable[Passage]]]
"""What reads a document, by an id that stands for unchanging content."""


class _Damaged(ValueError):
    """The index says what the texts do not bear out."""


def search(index: Path, documents: Loaders, query: str, limit: int = 20) -> Found:
    """Return the passages that ``query`` finds in ``documents``: up to three from each of the ``limit`` best ones.

    A loader is called only for an id that the file ``index`` does not hold yet. A document matches when it has
    every word of the query, anywhere in its passages. A word without marks matches any marks, a word with marks
    only those; ``"…"`` and what is typed without spaces (``05/BC-SKHCN``) must stand together in one passage;
    ``-word`` keeps documents out that have the word; a ``*`` after the last word finds longer words. First come
    documents with the query as a phrase, then those with all words in one passage, then the others; among equals
    by bm25 (of how many passages have each word), then the later in ``documents``.

    Raises CannotRun when the query has no word to look for, or this Python's SQLite has no full-text search;
    never because of the index. What a loader raises is passed on.
    """
    import sqlite3

    wanted = read_query(query)
    for keep in (True, False):
        with suppress(sqlite3.Error, *_ODD), _up_to_date(index, documents, keep=keep) as db:
            return _found(db, wanted, documents, limit)
    try:
        with _up_to_date(None, documents, keep=False) as db:
            return _found(db, wanted, documents, limit)
    except sqlite3.Error as error:
        raise CannotRun(f"Không tìm kiếm được, SQLite báo “{error}”. Hãy cài lại Python từ python.org.") from error


def indexed(index: Path) -> Collection[str]:
    """Return the ids of the documents that the file ``index`` holds."""
    with closing(_opened(index)) as db:
        return (_ids(db) or {}).keys()


@contextmanager
def _up_to_date(index: Path | None, documents: Loaders, *, keep: bool) -> Iterator[sqlite3.Connection]:
    """Open an index of exactly ``documents``: the file ``index`` brought up to date or, without ``keep``, made anew."""
    import sqlite3

    with closing(_opened(index if keep else None)) as old:
        known = _ids(old)
        if known is not None and known.keys() == documents.keys():
            yield old
            return
        with replacing(index) as copy, closing(sqlite3.connect(copy or ":memory:", isolation_level=None)) as db:
            # A copy that fails is thrown away: it needs no journal.
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            if known is not None:
                old.backup(db)
            old.close()  # Windows renames nothing onto a file that is open
            _update(db, documents)
            yield db


def _opened(index: Path | None) -> sqlite3.Connection:
    """Open the index for reading; an empty one in its stead when it is missing, cannot be opened or trusted."""
    import sqlite3

    if index and ours(index):
        path = quote(os.fsencode(index.absolute().as_posix()), safe="/:")
        # Files with this name never change, so neither locks nor journals (a stranger's, perhaps) are heeded.
        address = f"file://{'' if path.startswith('/') else '/'}{path}?mode=ro&immutable=1"
        with suppress(sqlite3.Error):
            return sqlite3.connect(address, uri=True, isolation_level=None)
    return sqlite3.connect(":memory:")


def _ids(db: sqlite3.Connection) -> dict[str, int] | None:
    """Return the indexed documents' ids and numbers; None when the index is empty, damaged or of another make."""
    import sqlite3

    with suppress(sqlite3.Error, *_ODD):
        if {sql for (sql,) in db.execute("SELECT sql FROM sqlite_master")} >= set(_SCHEMA):
            return dict(db.execute("SELECT id, no FROM documents"))
    return None


def _update(db: sqlite3.Connection, documents: Loaders) -> None:
    """Add what ``db`` does not hold and remove what ``documents`` no longer has, in one transaction."""
    known = _ids(db)
    db.execute("BEGIN")
    for statement in _SCHEMA if known is None else ():
        db.execute(statement)
    if known is None:
        db.execute("INSERT INTO in_passage(in_passage, rank) VALUES ('hashsize', ?)", (_AT_ONCE,))
    numbers = known or {}
    for name in numbers.keys() - documents.keys():
        _remove(db, numbers[name])
    added = [name for name in documents if name not in numbers]
    for number, name in enumerate(added, start=max(numbers.values(), default=0) + 1):
        _add(db, number, name, documents[name]())
    if known is None:
        db.execute("INSERT INTO in_passage(in_passage) VALUES ('optimize')")
    db.execute("COMMIT")


def _add(db: sqlite3.Connection, document: int, name: str, passages: Iterable[Passage]) -> None:
    """Index one document; its passages without words are left out."""
    texts, words, count = [], [], 0
    for number, (label, text) in enumerate(passages, start=document << _PASSAGE_BITS):
        marks, bare = both_forms(text)
        if marks:
            texts.append((number, label, text))
            words.append((number, marks, bare))
            count += marks.count(" ") + 1
    db.execute("INSERT INTO documents(no, id, words) VALUES (?, ?, ?)", (document, name, count))
    keep = "INSERT INTO passages(no, label, text) VALUES (?, ?, ?)"
    try:
        db.executemany(keep, texts)
    except UnicodeEncodeError:  # half characters, which SQLite refuses and no word holds
        db.execute("DELETE FROM passages WHERE no >= ? AND no < ?", _numbers(document))
        db.executemany(keep, ((number, _whole(label), _whole(text)) for number, label, text in texts))
    db.executemany("INSERT INTO in_passage(rowid, marks, bare) VALUES (?, ?, ?)", words)


def _whole(text: str) -> str:
    """Return ``text`` with a question mark for each half character."""
    return text.encode("utf-8", "replace").decode()


def _remove(db: sqlite3.Connection, document: int) -> None:
    """Take one document out; the table without content must be told which words to forget."""
    span = _numbers(document)
    texts = db.execute("SELECT no, text FROM passages WHERE no >= ? AND no < ?", span).fetchall()
    forget = "INSERT INTO in_passage(in_passage, rowid, marks, bare) VALUES ('delete', ?, ?, ?)"
    db.executemany(forget, ((number, *both_forms(text)) for number, text in texts))
    db.execute("DELETE FROM passages WHERE no >= ? AND no < ?", span)
    db.execute("DELETE FROM documents WHERE no = ?", (document,))


def _numbers(document: int) -> tuple[int, int]:
    """Return the first number that a passage of this document can have, and the first of the next document."""
    return document << _PASSAGE_BITS, (document + 1) << _PASSAGE_BITS


def _found(db: sqlite3.Connection, query: Query, documents: Collection[str], limit: int) -> Found:
    """Search an index that is up to date. Raises sqlite3.Error and _Damaged when it cannot be trusted."""
    if not _sound(db):
        raise _Damaged
    asked = {term: _expression(db, term) for term in (*query.wanted, *query.unwanted, query.phrase)}
    every = " AND ".join(f"({asked[term]})" for term in query.wanted)
    scores = _scores(db, [asked[term] for term in query.wanted])
    matching = set(scores)
    for term in (term for term in query.wanted if not term.decided_by_index):
        matching &= _passages(db, (term,), asked[term]).keys()
    for term in query.unwanted:
        matching -= _passages(db, (term,), asked[term]).keys()
    together = _passages(db, (query.phrase,), asked[query.phrase]) if matching else {}
    near = _passages(db, query.wanted, every) if matching and query.wanted != (query.phrase,) else together
    names = {number: name for name, number in (_ids(db) or {}).items()}
    if not matching <= names.keys():
        raise _Damaged
    order = {name: place for place, name in enumerate(documents)}
    ranks = {
        number: (-(number in together) - (number in near), -scores[number], -order[names[number]])
        for number in matching
    }
    hits = []
    for number in sorted(matching, key=ranks.__getitem__)[: max(limit, 0)]:
        chosen = dict.fromkeys(together.get(number, []) + near.get(number, []))
        shown = [
            Hit(names[number], label, text, matches(query, text))
            for passage in list(chosen or _covering(db, query.wanted, asked, number))[:SHOWN_PASSAGES]
            for label, text in db.execute("SELECT label, text FROM passages WHERE no = ?", (passage,))
        ]
        if not shown or not all(hit.spans for hit in shown):
            raise _Damaged
        hits += shown
    return Found(tuple(hits), len(matching))


def _sound(db: sqlite3.Connection) -> bool:
    """Tell whether the index finds the first passage that it keeps; one whose words are lost finds nothing at all."""
    for number, text in db.execute("SELECT no, text FROM passages ORDER BY no LIMIT 1"):
        first = f'"{both_forms(text)[0]}"'
        found = "SELECT 1 FROM in_passage WHERE in_passage MATCH ? AND rowid = ?"
        return db.execute(found, (first, number)).fetchone() is not None
    return True


def _scores(db: sqlite3.Connection, expressions: Collection[str]) -> dict[int, float]:
    """Return how well each document that has a passage for each of the ``expressions`` answers them, by bm25."""
    ask = "SELECT rowid >> ?, count(*) FROM in_passage WHERE in_passage MATCH ? GROUP BY 1"
    counts: list[dict[int, int]] = [dict(db.execute(ask, (_PASSAGE_BITS, expression))) for expression in expressions]
    matching = set.intersection(*(set(found) for found in counts))
    words: dict[int, int] = dict(db.execute("SELECT no, words FROM documents"))
    usual = sum(words.values()) / max(len(words), 1) or 1
    weights = {number: _RARE * (1 - _LONG + _LONG * words.get(number, 0) / usual) for number in matching}
    scores = dict.fromkeys(matching, 0.0)
    for found in counts:
        telling = max(math.log((len(words) - len(found) + 0.5) / (len(found) + 0.5)), 1e-6) if matching else 0
        for number in matching:
            scores[number] += telling * found[number] * (_RARE + 1) / (found[number] + weights[number])
    return scores


def _expression(db: sqlite3.Connection, term: Term) -> str:
    """Return what to ask the index for; for a term that it cannot decide, more than what is wanted."""
    sought = f'{term.column} : "{term.needle.strip()}"' + (" *" if term.beginning else "")
    if term.column == "marks":
        return sought
    *whole, last = term.words
    parts = [f'marks : "{word.marks}"' for word in (whole if term.beginning else term.words) if word.marked]
    if term.beginning and last.marked:
        parts.append(f"marks : ({' OR '.join(_longer(db, last))})")
        if not whole:
            return parts[0]  # the form without marks beside it would only be weighed twice
    return " AND ".join([sought, *parts])


def _longer(db: sqlite3.Connection, beginning: Word) -> list[str]:
    """Return the indexed words with marks that begin as ``beginning`` does, quoted; one that no text has if none."""
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, in_passage, row)")
    letters, _ = split_tones(beginning.marks)
    terms = db.execute("SELECT term FROM temp.words WHERE term >= ? AND term < ?", (letters, f"{letters}\U0010ffff"))
    return [f'"{term}"' for term in [term for (term,) in terms if beginning.begins(term)] or [_NO_WORD]]


_TEXTS = (
    "SELECT no, text FROM in_passage JOIN passages ON no = in_passage.rowid WHERE in_passage MATCH ? "
    "AND in_passage.rowid >= ? AND in_passage.rowid < ?"
)


def _passages(db: sqlite3.Connection, terms: Collection[Term], expression: str) -> dict[int, list[int]]:
    """Return the first passages that have all ``terms``, which ``expression`` asks for, by document."""
    if all(term.decided_by_index for term in terms):
        # Grouped by SQLite: a common word stands in most passages, and each row fetched takes its time.
        ask = "SELECT rowid >> ?, group_concat(rowid) FROM in_passage WHERE in_passage MATCH ? GROUP BY 1"
        grouped = db.execute(ask, (_PASSAGE_BITS, expression))
        return {number: [int(passage) for passage in found.split(",")[:SHOWN_PASSAGES]] for number, found in grouped}
    first: dict[int, list[int]] = {}
    for passage, text in db.execute(_TEXTS, (expression, 0, 1 << 62)):
        known = first.get(passage >> _PASSAGE_BITS, [])
        if len(known) < SHOWN_PASSAGES and _had(text, terms) == set(terms):
            first[passage >> _PASSAGE_BITS] = [*known, passage]
    return first


def _had(text: str, terms: Collection[Term]) -> set[Term]:
    """Return those of ``terms`` that a passage has."""
    forms = both_forms(text)
    return {term for term in terms if term.within(*forms)}


def _covering(db: sqlite3.Connection, terms: Collection[Term], asked: Mapping[Term, str], document: int) -> list[int]:
    """Return the few passages of a document that show the most of ``terms`` when no passage has them all."""
    rows = db.execute(_TEXTS, (" OR ".join(f"({asked[term]})" for term in terms), *_numbers(document)))
    has = {number: _had(text, terms) for number, text in rows}
    chosen, missing = list[int](), set(terms)
    while has and missing and len(chosen) < SHOWN_PASSAGES:
        chosen.append(max(has, key=lambda number: (len(has[number] & missing), -number)))
        missing -= has.pop(chosen[-1])
    return chosen
