"""How a YAML key becomes an attribute: the declarations the reader, the messages and the docs share.

A field of a frozen dataclass is declared once with :func:`key`: its Vietnamese key, its shape, and
what it is for. The reader (``yamlmap.bind``) resolves every scalar by the shape declared here, never
by YAML's own guesses.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reportgen.model.guesses import LONGEST_GUESSED, guess_date, guess_number, guess_percent, hinted
from reportgen.model.plain import NO_PLAN, Path, Surroundings, plain_date, plain_number, plain_percent, spelt_out
from reportgen.model.sure import bared, sure_percent
from reportgen.patterns import regex
from reportgen.record import metadata_of, record
from reportgen.vn.dates import parse_date
from reportgen.vn.numbers import parse_number
from reportgen.vn.text import fold, nearest, nearly

_METADATA = "reportgen"
_KEYS: dict[type, tuple[Key, ...]] = {}  # declarations never change, and ten thousand rows ask for them


@record
class Scalar:
    """A value written as one piece of text; ``parse`` raises ValueError with a Vietnamese reason.

    ``examples`` pairs spellings with what they mean; ``synonyms`` are words that people type for a choice,
    which are not read but answered with the choice they mean. ``in_sentences``: a person writes it freely.
    ``plain`` gives what a text that ``parse`` refuses says properly, where it has one meaning beside the plan.
    """

    name: str
    accepts: str
    parse: Callable[[str], Any]
    choices: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    synonyms: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    guess: Callable[[str], str | None] | None = None
    in_sentences: bool = False
    plain: Callable[[str, Surroundings, Path], str | None] | None = None
    same: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    """Of a choice: other words with the meaning of one of its values and no other, folded."""
    hints: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    """Of a choice: how words begin (see ``guesses.hinted``) that the value nearest to them would turn round, each
    with the value to propose, or with what to do where it may be one of two."""
    sure: Callable[[str], str | None] | None = None
    """Gives what a text that neither ``parse`` nor ``plain`` reads is certain to mean, to be written by request."""

    @property
    def counts(self) -> bool:
        """Whether its values are numbers."""
        return self is NUMBER or self is PERCENT or self is COUNT

    def is_slip(self, text: str) -> bool:
        """Tell whether what is proposed for ``text`` is all that it can mean: a date in other signs, an O for a 0."""
        return self is DATE or (self.counts and _TYPED_NUMBER.fullmatch(text.strip()) is not None)

    def certain(self, text: str) -> str | None:
        """Return what is to be written instead of ``text``, which cannot be read, where it has one meaning."""
        if self.is_slip(text) and (meant := self.proposal(text)):
            return meant
        bare = bared(text)
        try:
            self.parse(bare)
        except ValueError:
            return self.sure(bare) if self.sure is not None else None
        return bare

    def proposal(self, text: str) -> str | None:
        """Return what ``text`` was probably meant to be."""
        if self.guess is not None:
            return self.guess(text)
        if known := self.synonyms.get(fold(text[:LONGEST_GUESSED])) or nearly(text, self.choices):
            return known
        hint = hinted(bared(text), self.hints)
        return nearest(text, self.choices) if hint is None else hint if hint in self.choices else None

    def advice(self, text: str) -> str:
        """Return what is said to somebody who typed ``text``, which cannot be read: a question, or what to do."""
        if meant := self.proposal(text):
            return f"có phải là {meant}?"
        return hinted(bared(text), self.hints) or ""


@record
class ListOf:
    """A list; a single value may stand for a list of one."""

    item: Shape


@record
class MapOf:
    """A mapping from codes chosen by the user to values of one shape.

    ``alone``: one value may stand without a code, and is found under an empty one.
    """

    name: Scalar
    item: Shape
    alone: bool = False


@record
class Record:
    """A mapping with the fixed keys that ``type`` (a dataclass) declares.

    ``short``: the key whose text alone may stand for the whole record; in a list, one record for the list.
    ``spelled``: how the whole record is read from a text.
    """

    type: type
    short: str = ""
    spelled: Scalar | None = None

    @property
    def short_key(self) -> Key | None:
        """The key that ``short`` names."""
        return next((key for key in keys_of(self.type) if key.name == self.short), None)


Shape = Scalar | ListOf | MapOf | Record


@record
class Key:
    """The declaration of one key of a record."""

    name: str
    shape: Shape
    about: str
    required: bool = False
    hint: str = ""
    aside: bool = False
    rate_key: str = ""
    fills: str = ""
    attribute: str = ""


def key(
    name: str,
    shape: Shape,
    about: str,
    *,
    required: bool = False,
    default: Any = None,
    hint: str = "",
    aside: bool = False,
    rate_key: str = "",
    fills: str = "",
) -> Any:
    """Declare a dataclass field read from the YAML key ``name``.

    ``default`` stands when the key is absent or empty; lists and mappings default to empty ones. ``hint`` is what
    the form says behind ``#`` on the field's line; ``aside`` marks what speaks of the file, not of the work.
    ``rate_key``: where a percentage that was typed here belongs, when nothing else was counted. ``fills``: another
    attribute for which what is typed here stands too.
    """
    metadata = {_METADATA: Key(name, shape, about, required, hint, aside, rate_key, fills)}
    if required:
        return dataclasses.field(metadata=metadata)
    if isinstance(shape, ListOf):
        return dataclasses.field(default=(), metadata=metadata)
    if isinstance(shape, MapOf):
        return dataclasses.field(default_factory=dict, hash=False, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def keys_of(record: type) -> tuple[Key, ...]:
    """Return the keys that the dataclass ``record`` declares, in their order."""
    if record not in _KEYS:
        _KEYS[record] = tuple(
            Key(**vars(metadata[_METADATA]) | {"attribute": name})  # in a third of the time of dataclasses.replace
            for name, metadata in metadata_of(record).items()
            if _METADATA in metadata
        )
    return _KEYS[record]


def texts_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text in a record and the records in it, with its path of keys, codes and positions."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    _collect(value, path, found)
    return iter([(path, value)] if isinstance(value, str) else found)


def _collect(value: Any, path: tuple[str | int, ...], found: list[tuple[tuple[str | int, ...], str]]) -> None:
    for step, inner in _inside(value):
        if isinstance(inner, str):
            found.append(((*path, step), inner))
        else:
            _collect(inner, (*path, step), found)


def _inside(value: Any) -> Iterable[tuple[Any, Any]]:
    """Return what a mapping, list or record holds, with its code, position or key; what is empty or aside left out."""
    if isinstance(value, tuple):
        return enumerate(value)
    if isinstance(value, dict):
        return value.items()
    kind: type = type(value)
    if told := _told(kind):
        return [(name, inner) for name, attribute in told if (inner := getattr(value, attribute))]  # most are empty
    return value.items() if isinstance(value, Mapping) else ()


@functools.cache
def _told(record: type) -> tuple[tuple[str, str], ...]:
    """Return key and attribute of what a record says of the work; nothing for what is no record."""
    if not dataclasses.is_dataclass(record):
        return ()
    return tuple((key.name, key.attribute) for key in keys_of(record) if not key.aside)


def item_text(shape: Shape) -> Scalar | None:
    """Return the kind of text that may be typed for ``shape``, or for one item of it; None where none may."""
    if isinstance(shape, ListOf):
        return item_text(shape.item)
    if isinstance(shape, Record):
        return item_text(shape.short_key.shape) if shape.short_key else shape.spelled
    return shape if isinstance(shape, Scalar) else None


LONGEST = 50_000
"""Characters of one field: some twenty pages."""


def bounded(text: str) -> str:
    """Return ``text`` without the spaces around it; raises ValueError when it is longer than :data:`LONGEST`."""
    if len(text) > LONGEST:
        raise ValueError(f"dài {len(text)} ký tự, quá {LONGEST}")
    return text.strip()


_CODE = regex(r"\w[\w.\-]{0,63}")


def _identifier(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("mã chỉ gồm chữ, số, dấu chấm và gạch nối, không quá 64 ký tự")
    return text


def _figure(text: str) -> str:
    parse_number(text.removesuffix("%").strip())
    return text


def _count(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value():
        raise ValueError("phải là số nguyên")
    return int(number)


def _percent(text: str) -> Decimal:
    number = parse_number(text.strip().removesuffix("%"))
    if number > 100:
        raise ValueError("ngoài khoảng 0 đến 100")
    return number


FLAG_WORDS = {
    **dict.fromkeys(("co", "có", "x", "true", "yes", "đúng", *"✓✔☑☒√"), True),
    **dict.fromkeys(("không", "khong", "false", "no", "sai"), False),
}
"""What may be typed for yes and for no."""


def _flag(text: str) -> bool:
    answer = FLAG_WORDS.get(text.strip().casefold())
    if answer is None:
        raise ValueError("không phải có hay không")
    return answer


def choice(
    name: str,
    options: type[enum.StrEnum],
    synonyms: Mapping[str, enum.StrEnum] | None = None,
    same: Mapping[str, enum.StrEnum] | None = None,
    sure: Sequence[str] = (),
    hints: Mapping[str, str] | None = None,
) -> Scalar:
    """Return the shape of a value that must be one of the words of ``options``.

    ``same`` are other words with the meaning of one of them and no other; ``synonyms`` may mean it.
    ``sure``: those of the synonyms that are written as the choice they mean when that is asked for. ``hints``: see
    :class:`Scalar`.
    """
    words = {fold(option.value): option for option in options}

    def parse(text: str) -> enum.StrEnum:
        if (option := words.get(text) or words.get(fold(text))) is None:
            raise ValueError("không phải một trong các từ cho phép")
        return option

    listing = "một trong: " + ", ".join(option.value for option in options)
    meant = {fold(word): option.value for word, option in (synonyms or {}).items()}
    certain = {fold(word): option.value for word, option in (same or {}).items()}

    def plain(text: str, around: Surroundings, path: Path) -> str | None:
        del around, path
        return spelt_out(text, words, certain)

    mended = {fold(word) for word in sure}

    def written(text: str) -> str | None:
        return meant.get(fold(text)) if fold(text) in mended else plain(text, NO_PLAN, ())

    examples = tuple((option.value, option.value) for option in options)
    values = tuple(option.value for option in options)
    return Scalar(
        name, listing, parse, values, examples, meant, plain=plain, same=certain, sure=written, hints=hints or {}
    )


TEXT = Scalar("văn bản", "một đoạn chữ", bounded, in_sentences=True)
PROSE = Scalar("lời văn", "các đoạn văn, cách nhau một dòng trống", bounded, in_sentences=True)
"""Text whose paragraphs a blank line parts, however its YAML is written."""
NAME = Scalar("tên", "một tên gọi", bounded, in_sentences=True)
CODE = Scalar("mã", "một mã như van-phong, 6-thang, CT1, I.II.3", _identifier)
FIGURE = Scalar("con số", "con số như trong lời văn, ví dụ 3.924 hoặc 98,6", _figure)


_TYPED_NUMBER = regex(r"\d[\doOlI.,]*%?[;,.]?")
DATE = Scalar(
    "ngày",
    "ngày/tháng/năm, ví dụ 08/5/2026",
    parse_date,
    examples=(
        ("08/5/2026", "08/5/2026"),
        ("8-5-2026", "08/5/2026"),
        ("8.5.2026", "08/5/2026"),
        ("2026-05-08", "08/5/2026"),
        ("ngày 8 tháng 5 năm 2026", "08/5/2026"),
    ),
    guess=guess_date,
    plain=plain_date,
)
NUMBER = Scalar(
    "số",
    "số không âm, ví dụ 1180 hoặc 95,5",
    parse_number,
    examples=(
        ("1180", "1180"),
        ("1.180", "1180"),
        ("1 180", "1180"),
        ("95,5", "95,5"),
        ("95.5", "95,5"),
        ("1.234,5", "1234,5"),
        ("05", "5"),
    ),
    guess=guess_number,
    plain=plain_number,
)
PERCENT = Scalar(
    "phần trăm",
    "từ 0 đến 100, ví dụ 60 hoặc 98,3",
    _percent,
    examples=(("60", "60"), ("60%", "60"), ("95,5", "95,5"), ("95.5%", "95,5"), ("98,3 %", "98,3")),
    guess=guess_percent,
    plain=plain_percent,
    sure=sure_percent,
)
COUNT = Scalar(
    "số nguyên", "số nguyên không âm, ví dụ 25", _count, examples=(("25", "25"), ("04", "4")), guess=guess_number
)
FLAG = Scalar(
    "có/không",
    "có hoặc không",
    _flag,
    examples=(
        ("có", "có"),
        ("x", "có"),
        ("co", "có"),
        ("đúng", "có"),
        ("yes", "có"),
        ("không", "không"),
        ("no", "không"),
    ),
)
