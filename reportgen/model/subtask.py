"""A part a), b) of a task, as a plan lists it under one number."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from reportgen.model.fields import NAME, TEXT, ListOf, key
from reportgen.model.times import DEADLINE
from reportgen.record import record
from reportgen.vn.deadlines import Deadline
from reportgen.vn.text import point_letter


@record
class SubTask:
    """What a plan lists as a), b) under one task: told with it, and counted as one with it."""

    text: str = key("noi_dung", TEXT, "Nội dung ý, nguyên văn", required=True)
    letter: str | None = key("so", NAME, "Chữ hoặc số của ý như kế hoạch ghi; bỏ trống là a, b, c theo thứ tự")
    leads: tuple[str, ...] = key("chu_tri", ListOf(NAME), "Chủ trì riêng của ý; bỏ trống là chủ trì của nhiệm vụ")
    helpers: tuple[str, ...] = key("phoi_hop", ListOf(NAME), "Phối hợp riêng của ý")
    deadline: Deadline | None = key("thoi_han", DEADLINE, "Thời hạn riêng của ý")
    products: tuple[str, ...] = key("san_pham", ListOf(TEXT), "Sản phẩm riêng của ý")

    def letter_of(self, number: int) -> str:
        """Return how the part is called, the ``number``-th of its task: ``a`` of ``a)``."""
        return (self.letter or "").strip(" .)") or point_letter(number)


def joint_deadline(parts: Iterable[tuple[str, Deadline | None]]) -> Deadline | None:
    """Return what a task without a deadline of its own is judged by; ``parts``: letter and deadline of each.

    That is the latest of those with a day, its words with the part that they are of; what recurs does not hide it.
    Where none has a day, the first, if every part has one.
    """
    every = list(parts)
    dated = [(last, letter, given) for letter, given in every if given and (last := given.last_day)]
    if dated:
        _, letter, latest = max(dated, key=_last_day)
        return dataclasses.replace(latest, text=f"{latest.text} (ý {letter})")
    given = [deadline for _, deadline in every if deadline is not None]
    return given[0] if given and len(given) == len(every) else None


def _last_day(dated: tuple[dt.date, str, Deadline]) -> dt.date:
    return dated[0]


class Told(Protocol):
    """A part as the plan has it, or as a report does."""

    @property
    def text(self) -> str:
        """What is to be done."""

    @property
    def deadline(self) -> Deadline | None:
        """Its own deadline."""

    @property
    def products(self) -> tuple[str, ...]:
        """What it is to yield."""


def part_in_words(part: Told, letter: str, leads: Sequence[str], helpers: Sequence[str]) -> str:
    """Return ``a) Rà soát thủ tục (chủ trì: Phòng Một; thời hạn: quý II)``; ``leads``, ``helpers``: by name."""
    given = (
        ("chủ trì", "; ".join(leads)),
        ("phối hợp", "; ".join(helpers)),
        ("thời hạn", part.deadline.text if part.deadline else ""),
        ("sản phẩm", "; ".join(part.products)),
    )
    own = "; ".join(f"{what}: {words}" for what, words in given if words)
    return f"{letter}) {part.text.rstrip(' .;')} ({own})" if own else f"{letter}) {part.text}"
