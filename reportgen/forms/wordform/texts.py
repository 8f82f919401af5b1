"""What a status file says, field by field, as the text that a form in Word shows; what typed text says properly."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from reportgen.model.fields import DATE, FLAG, TEXT, Key, ListOf, Record, Scalar, Shape, keys_of
from reportgen.model.plain import Path, Surroundings, in_percent, percentage
from reportgen.model.status import (
    JUDGED,
    PROPOSALS,
    STATE,
    STATE_LABELS,
    Estimate,
    ExtraWork,
    General,
    OccurrenceStatus,
    Proposal,
    TargetStatus,
    TaskStatus,
    UnitStatus,
)
from reportgen.vn.dates import parse_date, short_date
from reportgen.vn.numbers import format_number
from reportgen.vn.signs import without_unseen
from reportgen.vn.text import nfc

SENT_TO = "Gửi:"
"""How the line below a proposal begins that says to whom it goes."""
_SENT_TO = re.compile(r"(?:gửi|gởi)(?: đến| tới)?\s*:\s*(?P<to>.*)", re.IGNORECASE)
_QUOTES = "“”„‟\"'‘’"


def key_at(path: Path) -> Key:
    """Return the declaration of the field at ``path``; raises KeyError for a path of no field."""
    match path:
        case ("ngay_lap",):
            record: type = UnitStatus
        case ("chi_tieu", _, _):
            record = TargetStatus
        case ("nhiem_vu", _, _):
            record = TaskStatus
        case ("nhiem_vu", _, "ky", _, _):
            record = OccurrenceStatus
        case ("chung", _):
            record = General
        case ("phat_sinh", _, _):
            record = ExtraWork
        case _:
            raise KeyError(path)
    return {key.name: key for key in keys_of(record)}[str(path[-1])]


# --- what is said, as a text -----------------------------------------------------------------------


def shown_texts(status: UnitStatus) -> dict[Path, str]:
    """Return what a status says in each field that is filled in, as a form in Word shows it."""
    return {path: text for path, text in _all_texts(status) if text}


def _all_texts(status: UnitStatus) -> Iterator[tuple[Path, str]]:
    yield ("ngay_lap",), shown(DATE, status.made_on)
    for code, target in status.targets.items():
        yield from _row(("chi_tieu", code), target)
    for code, task in status.tasks.items():
        yield from _row(("nhiem_vu", code), task)
        for name, time in task.occurrences.items():
            yield from _row(("nhiem_vu", code, "ky", name), time)
    yield from _row(("chung",), status.general)
    for at, work in enumerate(status.extra):
        yield from _row(("phat_sinh", at), work)


def _row(path: Path, row: Any) -> Iterator[tuple[Path, str]]:
    for key in keys_of(type(row)):
        if key.attribute != "occurrences":
            yield (*path, key.name), shown(key.shape, getattr(row, key.attribute))


def shown(shape: Shape, value: Any) -> str:
    """Return a value as a form in Word shows it: dates as dd/mm/yyyy, states in words, a line for each of several."""
    if value is None or value == ():
        return ""
    if shape == PROPOSALS:
        return "\n".join(map(_proposal, value))
    if isinstance(shape, ListOf):
        return tidy("\n".join(value))
    if isinstance(shape, Record):
        return "/".join(shown(key.shape, getattr(value, key.attribute)) for key in keys_of(shape.type)).rstrip("/")
    assert isinstance(shape, Scalar)
    return _word(shape, value)


def _word(kind: Scalar, value: Any) -> str:
    if kind is STATE:
        return STATE_LABELS[value]
    if kind is JUDGED:
        return str(value.label).capitalize()
    if kind is FLAG:
        return "có" if value else ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return format_number(value) if kind.counts else tidy(value)


def _proposal(each: Proposal) -> str:
    return tidy(each.text) + (f"\n{SENT_TO} {' '.join(each.to.split())}" if each.to else "")


def tidy(text: str) -> str:
    """Return a text without signs that nobody sees, spaces at the ends of its lines, and empty lines."""
    lines = (line.strip() for line in nfc(without_unseen(text)).replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)


# --- what a typed text says ------------------------------------------------------------------------


def proposals_in(text: str) -> list[tuple[str, str]]:
    """Return the proposals that lines say: the text of each, and to whom it goes where a line says so.

    That line stands below its proposal; where the first line is one, above.
    """
    found: list[tuple[list[str], str]] = [([], "")]
    lines = tidy(text).split("\n")
    above = bool(_SENT_TO.fullmatch(lines[0]))
    for line in lines:
        match = _SENT_TO.fullmatch(line)
        if match is None:
            found[-1][0].append(line)
            continue
        if above and found[-1][0]:
            found.append(([], ""))
        found[-1] = (found[-1][0], match["to"].strip())
        if not above:
            found.append(([], ""))
    return [("\n".join(said), to) for said, to in found if any(said) or to]


def proper(path: Path, text: str, around: Surroundings) -> tuple[Path, str]:
    """Return what is to be written into YAML for a typed ``text``, and where: a rate may be typed as the figure.

    What cannot be read stays as it was typed.
    """
    key = key_at(path)
    kind = key.shape
    text = tidy(text)
    if not isinstance(kind, Scalar) or kind.in_sentences or not text:
        return path, _several(kind, text)
    typed = " ".join(text.split()).strip(_QUOTES)
    if key.rate_key and in_percent(str(path[1]), around) and (rate := percentage(typed)):
        return (*path[:-1], key.rate_key), rate.removesuffix("%")
    if _parsed(kind, typed) is None and kind.plain and (meant := kind.plain(typed, around, path)):
        typed = meant
    return path, _written(kind, typed)


def _several(kind: Shape, text: str) -> str:
    """Return a text of several values in the form in which :func:`shown` has it, so that the two can be compared."""
    if kind == PROPOSALS:
        return "\n".join(_proposal(Proposal(said, to or None)) for said, to in proposals_in(text))
    if isinstance(kind, Record):
        return "/".join(part.strip() for part in text.replace("\n", " ").split("/")).rstrip("/")
    return text


def _parsed(kind: Scalar, typed: str) -> Any:
    try:
        return kind.parse(typed)
    except ValueError:
        return None


def _written(kind: Scalar, typed: str) -> str:
    """Return a value as ``forms`` would have it written."""
    value = _parsed(kind, typed)
    if value is None:
        return typed
    if kind is STATE or kind is JUDGED:
        return str(value.value)
    if kind is FLAG:
        return "có" if value else ""
    if kind is DATE:
        return short_date(parse_date(typed))
    return typed.rstrip("% ") if kind.counts else typed


def same(path: Path, one: str, other: str, around: Surroundings) -> bool:
    """Tell whether two texts say the same in the field at ``path``, however each is spelt."""
    return one == other or _meaning(path, one, around) == _meaning(path, other, around)


def _meaning(path: Path, text: str, around: Surroundings) -> tuple[Path, str]:
    path, text = proper(path, text, around)
    kind = key_at(path).shape
    if isinstance(kind, Scalar) and not kind.in_sentences:
        value = _parsed(kind, text)
        return path, text if value is None else shown(kind, value)
    if isinstance(kind, Record):
        return path, _numbers(text)
    return path, "\n".join(" ".join(line.split()) for line in text.split("\n"))


def is_readable(path: Path, text: str, around: Surroundings) -> bool:
    """Tell whether a typed text can be read as what the field at ``path`` holds."""
    path, text = proper(path, text, around)
    kind = key_at(path).shape
    if isinstance(kind, Scalar) and not kind.in_sentences:
        return not text or _parsed(kind, text) is not None
    return not isinstance(kind, Record) or all(value is not None for _, value in _parts(text))


def _numbers(text: str) -> str:
    """Return numbers parted by a stroke without what is only spelling: ``05/12`` as ``5/12``."""
    return "/".join(part if value is None else format_number(value) for part, value in _parts(text))


def _parts(text: str) -> list[tuple[str, Any]]:
    """Return numbers parted by a stroke, each as it is typed and as it is read; None where it is none."""
    kinds = [key.shape for key in keys_of(Estimate)]
    return [
        (part, _parsed(kind, part) if isinstance(kind, Scalar) else None)
        for part, kind in zip(text.split("/"), kinds, strict=False)
    ]


def is_written_in_lines(path: Path) -> bool:
    """Tell whether the value at ``path`` is a list of texts, one a line."""
    shape = key_at(path).shape
    return isinstance(shape, ListOf) and shape.item is TEXT
