"""How a form is declared: its fields by their names on the wire, its version, the steps that lift older data.

A :class:`Shape` is a table written by hand: name on the wire, attribute, kind, meaning, since which version. Both
directions follow from it. An attribute without a row, or a row without an attribute, raises TypeError at the first
use; data with an unknown, missing or ill-typed field raises :class:`Unfit`. A :class:`Format` adds version and steps.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from reportgen.record import names_of, record

T = TypeVar("T")
V = TypeVar("V")

Read = Callable[[Any], Any]
Write = Callable[[Any], Any]
Step = Callable[[dict[str, Any]], dict[str, Any]]
"""Lifts data of one version to the next: the raw data, before anything of it is looked at."""


class Unfit(ValueError):
    """Data that is not of the declared form; its text says where and what, in Vietnamese."""

    def __init__(self, what: str, *path: str) -> None:
        super().__init__(what)
        self.what, self.path = what, path

    def within(self, step: str) -> Unfit:
        """Return the same fault as seen from one level further out."""
        self.path = (step, *self.path)
        return self

    def __str__(self) -> str:
        place = ".".join(self.path)
        return f"{place}: {self.what}" if place else self.what


class Newer(Unfit):
    """Data of a version that this program does not know yet: no damage, and told as what it is."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"do phiên bản mới hơn của reportgen ghi (dạng {found}, bản này đọc đến dạng {known})")


class Kind(Protocol):
    """What a value is on the wire: ``words`` name it; ``write`` is None where JSON has the value as it is."""

    @property
    def words(self) -> str:
        """What docs and faults call it."""

    @property
    def read(self) -> Read:
        """From JSON-ready data; raises Unfit."""

    @property
    def write(self) -> Write | None:
        """To JSON-ready data."""


@record
class Plain:
    """A kind made of its two directions."""

    words: str
    read: Read
    write: Write | None = None
    parts: tuple[Kind, ...] = ()
    """The kinds inside."""


def _exactly(kinds: type | tuple[type, ...], words: str) -> Plain:
    allowed = frozenset(kinds if isinstance(kinds, tuple) else (kinds,))

    def read(data: Any) -> Any:
        if type(data) not in allowed:
            raise Unfit(f"phải là {words}")
        return data

    return Plain(words, read)


def _spelled(parse: Callable[[str], Any], words: str, write: Write) -> Plain:
    """Return a kind that JSON does not have: a text, read by ``parse``."""

    def read(data: Any) -> Any:
        try:
            if type(data) is str:
                return parse(data)
        except (ValueError, ArithmeticError):
            pass
        raise Unfit(f"phải là {words}")

    return Plain(words, read, write)


TEXT = _exactly(str, "chữ")
WHOLE = _exactly(int, "số nguyên")
FLAG = _exactly(bool, "true hoặc false")
FLOAT = _exactly((float, int), "số")
DAY = _spelled(dt.date.fromisoformat, "ngày dạng 2026-05-14", dt.date.isoformat)
EXACT = _spelled(Decimal, "số thập phân viết trong ngoặc kép", str)
RATIO = _spelled(Fraction, "phân số viết trong ngoặc kép, ví dụ 250/3", str)


def choice(words: str, names: Mapping[str, V]) -> Plain:
    """Return the kind of a closed set: each value under the name that it keeps on the wire for good."""
    written = {value: name for name, value in names.items()}

    def read(data: Any) -> V:
        if type(data) is str and data in names:
            return names[data]
        raise Unfit(f"phải là một trong: {', '.join(names)}")

    return Plain(f"{words}: {', '.join(f'`{name}`' for name in names)}", read, written.__getitem__)


def list_of(kind: Kind) -> Plain:
    """Return the kind of a list, a tuple in memory."""
    one, write_one = kind.read, kind.write

    def read(data: Any) -> tuple[Any, ...]:
        if type(data) is not list:
            raise Unfit("phải là danh sách")
        found = []
        for place, item in enumerate(data):
            try:
                found.append(one(item))
            except Unfit as fault:
                raise fault.within(str(place)) from None
        return tuple(found)

    def write(values: Iterable[Any]) -> list[Any]:
        return [write_one(value) for value in values] if write_one else list(values)

    return Plain(f"danh sách {kind.words}", read, write, (kind,))


def map_of(kind: Kind, keys: Kind = TEXT) -> Plain:
    """Return the kind of a mapping whose names are of the kind ``keys``."""
    one, write_one, key, write_key = kind.read, kind.write or _same, keys.read, keys.write or _same

    def read(data: Any) -> dict[Any, Any]:
        if type(data) is not dict:
            raise Unfit("phải là nhóm mục")
        found = {}
        for name, item in data.items():
            try:
                found[key(name)] = one(item)
            except Unfit as fault:
                raise fault.within(name) from None
        return found

    def write(values: Mapping[Any, Any]) -> dict[str, Any]:
        return {write_key(name): write_one(value) for name, value in values.items()}

    return Plain(f"{kind.words} theo từng {keys.words}", read, write, (kind, keys))


def maybe(kind: Kind) -> Plain:
    """Return the kind of a value that is written as ``null`` where there is none."""
    one, write_one = kind.read, kind.write or _same

    def read(data: Any) -> Any:
        return None if data is None else one(data)

    def write(value: Any) -> Any:
        return None if value is None else write_one(value)

    return Plain(f"{kind.words}, hoặc null", read, write, (kind,))


def _same(value: Any) -> Any:
    return value


_ALWAYS = object()
"""Left out never: equal to no value."""


class Field(NamedTuple):
    """One row of a shape. ``left_out``: the value that is not written, and stands where the name is absent."""

    name: str
    attribute: str
    kind: Kind
    about: str
    left_out: Any
    since: int

    @property
    def required(self) -> bool:
        """Whether the name is always there."""
        return self.left_out is _ALWAYS


def need(name: str, attribute: str, kind: Kind, about: str, *, since: int = 1) -> Field:
    """Declare a field that is always written: its name on the wire, its attribute, what it means."""
    return Field(name, attribute, kind, about, _ALWAYS, since)


def may(name: str, attribute: str, kind: Kind, about: str, left_out: Any = None, *, since: int = 1) -> Field:
    """Declare a field that is not written while its value is ``left_out``."""
    return Field(name, attribute, kind, about, left_out, since)


class Shape(Generic[T]):
    """How one record is written: a table of its fields, complete in both directions.

    ``record``: what is built on reading; SimpleNamespace where the record belongs to a stage above. ``rest``: the
    attribute that keeps, as JSON text, the names that this version does not know, for data under a hash; without it
    such names are refused. ``unkept``: the attributes that are not written, by decision.
    """

    def __init__(
        self, title: str, record: type[T], *fields: Field, rest: str = "", unkept: Collection[str] = ()
    ) -> None:
        self.title, self.record, self.fields, self.rest, self.unkept = title, record, fields, rest, unkept
        self.words = f"nhóm «{title}»"
        self._rows = tuple((field.name, field.attribute, field.left_out, field.kind.write) for field in fields)
        self._named = {field.name: (field.attribute, field.kind.read) for field in fields}
        self._absent = {field.attribute: field.left_out for field in fields if not field.required}
        if rest:
            self._absent[rest] = ""
        self._needed = [field for field in fields if field.required]
        self._checked: set[type] = set()

    def faults(self, record: type) -> list[str]:
        """Return the attributes of ``record`` that have no row, and the rows that have no attribute."""
        if record is SimpleNamespace:  # takes whatever it is given
            return []
        own = {*names_of(record)} - {self.rest, *self.unkept}
        declared = [field.attribute for field in self.fields]
        lost = [f"{name}: no row" for name in sorted(own - set(declared))]
        return lost + [f"{name}: no attribute" for name in declared if name not in own]

    def _hold(self, record: type) -> None:
        """Raise TypeError unless the table is that of ``record``. Done once for each."""
        if faults := self.faults(record):
            raise TypeError(f"{self.title}: declared otherwise than {record.__name__}: {', '.join(faults)}")
        self._checked.add(record)

    def write(self, value: T) -> dict[str, Any]:
        """Return ``value`` as JSON-ready data."""
        if type(value) not in self._checked:
            self._hold(type(value))
        found = {}
        for name, attribute, left_out, write in self._rows:
            item = getattr(value, attribute)
            if item is not left_out and item != left_out:
                found[name] = item if write is None else write(item)
        if self.rest and (kept := getattr(value, self.rest)):
            found |= json.loads(kept)
        return found

    def read(self, data: Any) -> T:
        """Return the record that ``data`` holds. Raises Unfit."""
        if type(data) is not dict:
            raise Unfit("phải là nhóm mục")
        if self.record not in self._checked:
            self._hold(self.record)
        values, unknown = dict(self._absent), {}
        for name, item in data.items():
            if name not in self._named:
                unknown[name] = item
                continue
            attribute, read = self._named[name]
            try:
                values[attribute] = read(item)
            except Unfit as fault:
                raise fault.within(name) from None
        if unknown:
            values |= self._kept(unknown)
        if lost := [field.name for field in self._needed if field.attribute not in values]:
            raise Unfit(f"thiếu mục {', '.join(lost)}")
        return self.record(**values)

    def _kept(self, unknown: Mapping[str, Any]) -> dict[str, str]:
        if not self.rest:
            raise Unfit(f"có mục lạ: {', '.join(unknown)}")
        return {self.rest: canonical(unknown)}


def or_text(shape: Shape[T], name: str) -> Plain:
    """Return the kind of a record that is written as the text of its field ``name`` while it has nothing else."""

    def read(data: Any) -> T:
        return shape.read({name: data} if type(data) is str else data)

    def write(value: T) -> Any:
        written = shape.write(value)
        return written[name] if len(written) == 1 else written

    return Plain(f"chữ, hoặc {shape.words}", read, write, (shape,))


def one_or_list(kind: Plain) -> Plain:
    """Return the kind of a list that is written as its item while it has one only."""
    many = list_of(kind)

    def read(data: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = many.read(data if type(data) is list else [data])
        return found

    def write(values: Iterable[Any]) -> Any:
        written = [kind.write(value) if kind.write else value for value in values]
        return written[0] if len(written) == 1 else written

    return Plain(f"{kind.words}, hoặc {many.words}", read, write, (kind,))


class Format(Generic[T]):
    """A form that is written to files: its shape, its version, and the steps that lift data of older versions.

    ``key``: the name under which the version stands; data without it is of version 1. ``steps[n]`` lifts data of
    version n to n + 1.
    """

    def __init__(
        self, title: str, shape: Shape[T], version: int, steps: Mapping[int, Step] | None = None, key: str = "phien_ban"
    ) -> None:
        self.title, self.shape, self.version, self.key = title, shape, version, key
        self.steps = dict(steps or {})
        if sorted(self.steps) != list(range(1, version)):
            raise TypeError(f"{title}: version {version} needs a step from each version before it")

    def write(self, value: T) -> dict[str, Any]:
        """Return ``value`` as JSON-ready data of the current version."""
        return self.shape.write(value)

    def dump(self, value: T) -> str:
        """Return ``value`` as canonical JSON."""
        return canonical(self.shape.write(value))

    def read(self, data: Any) -> T:
        """Return what ``data`` of any known version holds. Raises Newer for a later version, else Unfit."""
        return self.shape.read(self._lifted(data))

    def load(self, text: str | bytes) -> T:
        """Return what JSON holds, as :meth:`read` does. Raises Unfit for what is no JSON, too."""
        return self.read(parsed(text))

    def _lifted(self, data: Any) -> Any:
        if type(data) is not dict:
            raise Unfit("phải là nhóm mục")
        version = data.get(self.key, 1)
        if type(version) is not int or version < 1:
            raise Unfit("phải là số của phiên bản", self.key)
        if version > self.version:
            raise Newer(version, self.version)
        for before in range(version, self.version):
            try:
                data = self.steps[before](data) | {self.key: before + 1}
            except (KeyError, TypeError, AttributeError, IndexError) as error:
                raise Unfit(f"không đúng dạng {before}") from error
        return data


def parsed(text: str | bytes) -> Any:
    """Return what JSON holds. Raises Unfit for what is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unfit("không phải JSON") from error


def canonical(data: Any) -> str:
    """Return JSON in canonical form: names sorted, no spaces; the same data has the same text everywhere."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def shapes_of(root: Kind) -> tuple[Shape[Any], ...]:
    """Return every shape in ``root``, itself among them, each once, in the order of their first use."""
    found: dict[int, Shape[Any]] = {}
    waiting: list[Any] = [root]
    while waiting:
        kind = waiting.pop(0)
        if isinstance(kind, Shape) and id(kind) not in found:
            found[id(kind)] = kind
            waiting += [field.kind for field in kind.fields]
        elif isinstance(kind, Plain):
            waiting += kind.parts
    return tuple(found.values())
