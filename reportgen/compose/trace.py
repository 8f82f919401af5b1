"""Tracing a context: every figure that a template may print, with words for what it is."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping
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
    that of several.
    """

    path: str
    label: str
    value: str
    near: str = ""


def traced(context: BoiCanh) -> tuple[BoiCanh, list[Source]]:
    """Return ``context`` with its figures traced, and the sources that their numbers mean.

    A value is traced when it is first asked for, and its sources are added to the list then: a template prints a part
    of all there is, and the whole of a large plan takes more time and memory than its report.
    """
    sources: list[Source] = []
    return _lazily(context, "", (), sources), sources


def sources_of(context: BoiCanh) -> list[Source]:
    """Return the sources of all figures that any template may print."""
    whole, sources = traced(context)
    _ask_for_all(whole)
    return sources


def _ask_for_all(record: Any) -> None:
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, _Traced):
                _ask_for_all(item)


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


_CALLED = re.compile("[,;:]")
"""Where the name ends with which a description begins."""


def _value(name: str, record: Any, path: str, names: tuple[str, ...], sources: list[Source]) -> Any:
    """Return a value of ``record`` traced. Raises AttributeError for one that there is not."""
    value = getattr(record, name)
    kind: Any = type(record)
    field = _fields(kind)[name]
    here = f"{path}.{name}" if path else name
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        value = tuple(
            _lazily(item, f"{here}[{_identity(item, at)}]", (*names, _name(item)), sources)
            for at, item in enumerate(value)
        )
    elif isinstance(value, Mapping):
        return {code: _lazily(item, f"{here}[{code}]", (*names, code), sources) for code, item in value.items()}
    elif dataclasses.is_dataclass(value) and not isinstance(value, BieuDo):
        value = _lazily(value, here, names, sources)
    if field.figure:
        return _figure(value, Source(here, _label(field.called, names), _printed(value)), sources)
    if field.quoted:
        return _passages(_quoted(value), _of_text(here, _label(field.called, names)), sources)
    if _plain(value):
        return value
    known = _of_place(here, record) if isinstance(record, Cho) else _of_text(here, _label(field.called, names))
    return _passages(value, known, sources)


def _plain(value: Any) -> bool:
    """Tell whether there is nothing to trace: most values are neither texts nor lists of them."""
    return not isinstance(value, str | tuple) or not value


def _figure(value: Any, source: Source, sources: list[Source]) -> Any:
    if value is None or value == "":
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


def _of_text(path: str, label: str) -> _Known:
    """Return what tells the figures of a text of the plan apart: the words before each."""
    seen: Counter[str] = Counter()

    def source(text: FiguredText, at: int) -> Source:
        start, end = text.figures[at]
        here = f"{path}:{_without_figures(text, 0, start)}"
        seen[here] += 1
        return Source(f"{here}:{seen[here]}", label, text[start:end])

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
        return Source(f"{here}:{seen[here]}", f"{_named_by(before, after)} ({place.tieu_de})", text[start:end], near)

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
