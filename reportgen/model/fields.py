"""How a YAML key becomes an attribute: the declarations the reader, the messages and the docs share.

A field of a frozen dataclass is declared once with :func:`key`: its Vietnamese key, its shape, and
what it is for. The reader (``yamlmap.bind``) resolves every scalar by the shape declared here, never
by YAML's own guesses.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from reportgen.vn.dates import parse_date, parse_deadline
from reportgen.vn.numbers import parse_number
from reportgen.vn.text import fold

_METADATA = "reportgen"


@dataclasses.dataclass(frozen=True)
class Scalar:
    """A value written as one piece of text; ``parse`` raises ValueError with a Vietnamese reason."""

    name: str
    accepts: str
    parse: Callable[[str], Any]
    choices: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class ListOf:
    """A list; a single value may stand for a list of one."""

    item: Shape


@dataclasses.dataclass(frozen=True)
class MapOf:
    """A mapping from codes chosen by the user to values of one shape."""

    name: Scalar
    item: Shape


@dataclasses.dataclass(frozen=True)
class Record:
    """A mapping with the fixed keys that ``type`` (a dataclass) declares."""

    type: type


Shape = Scalar | ListOf | MapOf | Record


@dataclasses.dataclass(frozen=True)
class Key:
    """The declaration of one key of a record."""

    name: str
    shape: Shape
    about: str
    required: bool = False
    attribute: str = ""


def key(name: str, shape: Shape, about: str, *, required: bool = False, default: Any = None) -> Any:
    """Declare a dataclass field read from the YAML key ``name``.

    ``default`` stands when the key is absent or empty; lists and mappings default to empty ones.
    """
    metadata = {_METADATA: Key(name, shape, about, required)}
    if required:
        return dataclasses.field(metadata=metadata)
    if isinstance(shape, ListOf):
        return dataclasses.field(default=(), metadata=metadata)
    if isinstance(shape, MapOf):
        return dataclasses.field(default_factory=dict, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def keys_of(record: type) -> tuple[Key, ...]:
    """Return the keys that the dataclass ``record`` declares, in their order."""
    return tuple(
        dataclasses.replace(field.metadata[_METADATA], attribute=field.name)
        for field in dataclasses.fields(record)
        if _METADATA in field.metadata
    )


_LONGEST = 50_000  # characters of one field: some twenty pages


def _bounded(text: str) -> str:
    if len(text) > _LONGEST:
        raise ValueError(f"dài {len(text)} ký tự, quá {_LONGEST}")
    return text.strip()


def _identifier(text: str) -> str:
    if not re.fullmatch(r"\w[\w.\-]{0,63}", text):
        raise ValueError("mã chỉ gồm chữ, số, dấu chấm và gạch nối, không quá 64 ký tự")
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


def _year(text: str) -> int:
    number = _count(text)
    if not 1900 <= number <= 2999:
        raise ValueError("năm gồm bốn chữ số")
    return number


def _flag(text: str) -> bool:
    words = {
        "co": True,
        "có": True,
        "x": True,
        "true": True,
        "yes": True,
        "đúng": True,
        "không": False,
        "khong": False,
        "false": False,
        "no": False,
        "sai": False,
    }
    answer = words.get(text.strip().casefold())
    if answer is None:
        raise ValueError("không phải có hay không")
    return answer


def choice(name: str, options: type[enum.StrEnum]) -> Scalar:
    """Return the shape of a value that must be one of the words of ``options``."""
    words = {fold(option.value): option for option in options}

    def parse(text: str) -> enum.StrEnum:
        if (option := words.get(fold(text))) is None:
            raise ValueError("không có trong danh sách cho phép")
        return option

    listing = " | ".join(option.value for option in options)
    return Scalar(name, listing, parse, tuple(option.value for option in options))


TEXT = Scalar("văn bản", "một đoạn chữ", _bounded)
NAME = Scalar("tên", "một tên gọi", _bounded)
CODE = Scalar("mã", "một mã như van-phong, 6-thang, CT1, I.II.3", _identifier)
DATE = Scalar("ngày", "ngày/tháng/năm, ví dụ 08/5/2026", parse_date)
DEADLINE = Scalar(
    "thời hạn",
    "thường xuyên, hằng quý, năm 2026, 6 tháng đầu năm 2026, quý II/2026, tháng 6/2026, trước 10/5/2026 "
    "hoặc một ngày như 15/6/2026",
    parse_deadline,
)
NUMBER = Scalar("số", "số không âm, ví dụ 1180 hoặc 95,5", parse_number)
PERCENT = Scalar("phần trăm", "từ 0 đến 100, ví dụ 60 hoặc 98,3", _percent)
YEAR = Scalar("năm", "bốn chữ số, ví dụ 2026", _year)
FLAG = Scalar("có/không", "có hoặc không", _flag)
