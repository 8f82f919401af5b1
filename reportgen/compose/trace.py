"""Tracing a context: every figure that a template may print, with words for what it is."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from reportgen.model.context import BieuDo, BoiCanh, Cho, Lop
from reportgen.model.tracing import FiguredText, OwnText, TracedList, TracedNumber, TracedPassages, TracedText
from reportgen.model.variables import about, is_figure, is_quoted
from reportgen.vn.text import upper_first

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. ``path`` tells it apart in any context; ``label`` is for people.

    ``near`` is what a figure within a sentence is known by when other words of the sentence have changed; it may be
    that of several. ``place``: the value of the context that it is, or stands in.
    """

    path: str
    label: str
    value: str
    place: str
    near: str = ""


def traced(context: BoiCanh) -> tuple[BoiCanh, list[Source]]:
    """Return ``context`` with its figures traced, and the sources that their numbers mean.

    A value is traced when it is first asked for, and its sources are added to the list then: a template prints a part
    of all there is, and the whole of a large plan takes more time and memory than its report.
    """
    sources: list[Source] = []
    return _lazily(context, "", (), sources), sources


def sources_of(context: BoiCanh, places: Iterable[str] | None = None) -> Iterator[Source]:
    """Yield the sources of all figures that any template may print; with ``places``, of those in these values alone.

    Nothing is kept of what is looked at, and nothing looked at that does not lead to ``places``.
    """
    wanted = None if places is None else {place[:end] for place in places for end in _ends(place)}
    return _sources_in(context, "", (), wanted)


def _ends(place: str) -> Iterator[int]:
    """Yield where what leads to a value ends in its ``place``, and where that ends itself."""
    yield from (at for at, sign in enumerate(place) if sign in ".[")
    yield len(place)


def _sources_in(record: Any, path: str, names: tuple[str, ...], wanted: Collection[str] | None) -> Iterator[Source]:
    for name in record.__dataclass_fields__:
        here = _within(path, name)
        if wanted is None or here in wanted:
            value = getattr(record, name)
            yield from _sources(name, value, record, here, names)
            for item, place, called in _records(value, here, names):
                if wanted is None or place in wanted:
                    yield from _sources_in(item, place, called, wanted)


def _sources(name: str, value: Any, record: Any, here: str, names: tuple[str, ...]) -> Iterator[Source]:
    """Yield the sources of the figures that one value is, or that stand in its texts."""
    field = _field(record, name)
    if field.figure:
        if not _nothing(value):
            yield _of_value(value, here, field, names)
        return
    known = _of_passages(record, field, here, names)
    for text in _figured(_quoted(value) if field.quoted else value):
        yield from (known(text, at) for at in range(len(text.figures)))


def _figured(value: Any) -> Iterator[FiguredText]:
    """Yield a text, or those of a list, in which figures are known."""
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, tuple):
            yield from _figured(item)
        elif isinstance(item, FiguredText):
            yield item


def _within(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _records(value: Any, here: str, names: tuple[str, ...]) -> Iterator[tuple[Any, str, tuple[str, ...]]]:
    """Yield the records that a value is, or is a list of, each with its place and what leads to it is called."""
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        for at, item in enumerate(value):
            yield item, f"{here}[{_identity(item, at)}]", (*names, _name(item))
    elif dataclasses.is_dataclass(value) and not isinstance(value, BieuDo):
        yield value, here, names


def _lazily(record: T, path: str, names: tuple[str, ...], sources: list[Source]) -> T:
    kind: Any = type(record)
    made: Any = object.__new__(_kind_of(kind))
    made.__dict__[_ORIGIN] = record, path, names, sources
    return made  # type: ignore[no-any-return]


_ORIGIN = "_origin"


class _Traced:
    """A record of a context, of its kind to everybody, whose values are traced one by one."""

    def __getattr__(self, name: str) -> Any:
        """Trace a value; asked only for what is not there yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        value = self.__dict__[name] = _value(name, *self.__dict__[_ORIGIN])
        return value


@functools.cache
def _kind_of(kind: Any) -> Any:
    return type(kind.__name__, (_Traced, kind), {})


class _Field(NamedTuple):
    """What is declared of a value: what it is called, whether it is a figure, or a text whose numbers are."""

    called: str
    figure: bool
    quoted: bool


@functools.cache
def _fields(kind: Any) -> dict[str, _Field]:
    return {
        field.name: _Field(_CALLED.split(about(field), maxsplit=1)[0], is_figure(field), is_quoted(field))
        for field in dataclasses.fields(kind)
    }


def _field(record: Any, name: str) -> _Field:
    kind: Any = type(record)
    return _fields(kind)[name]


_CALLED = re.compile("[,;:]")
"""Where the name ends with which a description begins."""


def _value(name: str, record: Any, path: str, names: tuple[str, ...], sources: list[Source]) -> Any:
    """Return a value of ``record`` traced. Raises AttributeError for one that there is not."""
    value = getattr(record, name)
    field = _field(record, name)
    here = _within(path, name)
    if isinstance(value, Mapping):
        return {code: _lazily(item, f"{here}[{code}]", (*names, code), sources) for code, item in value.items()}
    if within := [_lazily(*found, sources) for found in _records(value, here, names)]:
        value = tuple(within) if isinstance(value, tuple) else within[0]
    if field.figure:
        return _figure(value, _of_value(value, here, field, names), sources)
    if field.quoted:
        return _passages(_quoted(value), _of_passages(record, field, here, names), sources)
    return value if _plain(value) else _passages(value, _of_passages(record, field, here, names), sources)


def _plain(value: Any) -> bool:
    """Tell whether there is nothing to trace: most values are neither texts nor lists of them."""
    return not isinstance(value, str | tuple) or not value


def _nothing(value: Any) -> bool:
    return value is None or value == ""


def _of_value(value: Any, here: str, field: _Field, names: tuple[str, ...]) -> Source:
    return Source(here, _label(field.called, names), _printed(value), here)


def _figure(value: Any, source: Source, sources: list[Source]) -> Any:
    if _nothing(value):
        return value
    sources.append(source)
    number = len(sources) - 1
    if isinstance(value, tuple):
        return TracedList(map(_own, value), number)
    return TracedNumber(value, number) if isinstance(value, int) else TracedText(value, number)


def _printed(value: Any) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


_NAMES = ("ma", "tu", "den", "don_vi", "so", "ten")
_SHORT = 60
"""Characters: a longer name is a text, not a name to call something by."""


def _names(item: Any) -> list[str]:
    """Return what an item of a list is called, its figures apart: they change with the data."""
    kind: Any = type(item)
    fields = _fields(kind)
    known = (str(getattr(item, name)) for name in _NAMES if name in fields and not fields[name].figure)
    return [name for name in known if 0 < len(name) < _SHORT]


def _identity(item: Any, at: int) -> str:
    """Return what tells an item of a list from the others, whatever their order."""
    return "/".join(_names(item)) or str(at)


def _name(item: Any) -> str:
    return item.ten if isinstance(item, Lop) else next(iter(_names(item)), "")


def _label(called: str, names: tuple[str, ...]) -> str:
    """Return ``Số nhiệm vụ (I, II, đang thực hiện trong hạn)``: what it is called, then where."""
    where = ", ".join(name for name in names if name)
    return f"{called} ({where})" if where else called


# --- figures within texts -----------------------------------------------------------------------

_Known = Callable[[FiguredText, int], Source]
"""From a text and the number of a figure in it to its source."""


def _passages(value: Any, source: _Known, sources: list[Source]) -> Any:
    """Return a text, or a list of texts, with the figures in it traced and its other digits in disguise."""
    if isinstance(value, tuple):
        return tuple(_passages(item, source, sources) for item in value)
    if not isinstance(value, FiguredText):
        return _own(value)
    first = len(sources)
    sources += [source(value, at) for at in range(len(value.figures))]
    return TracedPassages(value, [(span, first + at) for at, span in enumerate(value.figures)])


def _own(value: Any) -> Any:
    return OwnText(value) if type(value) is str and _DIGIT.search(value) else value


def _quoted(value: Any) -> Any:
    return tuple(map(FiguredText.quoted, value)) if isinstance(value, tuple) else FiguredText.quoted(value)


def _of_passages(record: Any, field: _Field, here: str, names: tuple[str, ...]) -> _Known:
    if isinstance(record, Cho) and not field.quoted:
        return _of_place(here, record)
    return _of_text(here, _label(field.called, names))


def _of_text(path: str, label: str) -> _Known:
    """Return what tells the figures of a text of the plan apart: the words before each."""
    seen: Counter[str] = Counter()

    def source(text: FiguredText, at: int) -> Source:
        start, end = text.figures[at]
        here = f"{path}:{_without_figures(text, 0, start)}"
        seen[here] += 1
        return Source(f"{here}:{seen[here]}", label, text[start:end], path)

    return source


def _of_place(path: str, place: Cho) -> _Known:
    """Return what tells the figures of a place apart: the words around each, its own and other figures left out."""
    seen: Counter[str] = Counter()

    def source(text: FiguredText, at: int) -> Source:
        start, end = text.figures[at]
        before = _SENTENCE.split(_without_figures(text, 0, start))[-1].strip()
        after = _CLAUSE.split(_without_figures(text, end, len(text)))[0].strip()
        here = f"{path}:{before}#{after}"
        seen[here] += 1
        near = f"{path}:{_CLAUSE.split(before)[-1].strip()}#{after}"
        label = f"{_named_by(before, after)} ({place.tieu_de})"
        return Source(f"{here}:{seen[here]}", label, text[start:end], path, near)

    return source


_SENTENCE, _CLAUSE = re.compile(r"[.;:](?:\s|$)"), re.compile(r"[,()]|[.;:](?:\s|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"[0-9]")
_FIGURES = re.compile(r"\s*\(?#(?:/#)*\)?")
_LITTLE = 2
"""Words that name no figure by themselves: ``nhiệm vụ``, ``ngày``."""


def _named_by(before: str, after: str) -> str:
    """Return the words that a figure is called by: those behind it, with those before where they say little."""
    if len(_WORD.findall(after)) > _LITTLE:
        words = after
    elif _WORD.search(after):
        words = f"{_CLAUSE.split(before)[-1]} … {after}"
    else:
        words = before
    kept = _FIGURES.sub("", words).strip(" /(,…")
    return upper_first(kept if len(kept) <= _SHORT else f"…{kept[-_SHORT:].partition(' ')[2]}")


def _without_figures(text: FiguredText, begin: int, end: int) -> str:
    """Return a stretch of a text with ``#`` for each figure."""
    done = ""
    for start, stop in text.figures:
        if begin <= start and stop <= end:
            done += text[begin:start] + "#"
            begin = stop
    return done + text[begin:end]
