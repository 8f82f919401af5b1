"""A goal (*mức giao*) as a plan gives it: one of several kinds, or none for a mere statistic."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.model.fields import NAME, NUMBER, TEXT, ListOf, key
from reportgen.model.goals.kinds import KINDS, NO_GOAL, NOT_ONE, GoalKind
from reportgen.patterns import regex
from reportgen.record import kept, record
from reportgen.vn.numbers import format_number, parse_number

POINTS = ("điểm phần trăm", "điểm %")
"""Measures of a change between two percentages."""


def _level(text: str) -> Decimal:
    return parse_number(text.strip().removesuffix("%"))


_WITH_MEASURE = regex(r"\s*(\d[\d.,]*) ?([^\W\d][^,;:\d{}]{0,30})")


def _guess(text: str) -> str | None:
    """Return what was meant: a figure, with its measure behind; what has none is a goal in words, with its own key."""
    if measured := _WITH_MEASURE.fullmatch(text):
        figure = f'"{measured[1]}"' if "," in measured[1] else measured[1]  # a comma parts what stands in braces
        return f"{figure}, don_vi_tinh: {measured[2].strip()}"
    if any(char.isdigit() for char in text) and NUMBER.guess and (number := NUMBER.guess(text.removesuffix("%"))):
        return number
    return f"van_ban: {text.strip()}" if text.strip() else None


LEVEL = dataclasses.replace(NUMBER, parse=_level, guess=_guess)
"""A figure that a plan sets; a percent sign behind it says what ``don_vi_tinh`` says too."""


@record
class Goal:
    """What a target must reach: exactly one bound, a text to be judged by its unit, or nothing (a statistic).

    ``measure`` is the unit of the bound; ``typed`` the plan's own words where the goal was written as a text;
    ``of`` the unit of the amount that is to rise or fall.
    """

    minimum: Decimal | None = key("toi_thieu", LEVEL, "Mức tối thiểu")
    exactly: Decimal | None = key("bang", LEVEL, "Mức phải bằng")
    maximum: Decimal | None = key("toi_da", LEVEL, "Mức tối đa")
    measure: str = key("don_vi_tinh", NAME, "Đơn vị tính, thường là %", default="%")
    above: Decimal | None = key("tren", LEVEL, "Mức phải vượt: trên mức này")
    below: Decimal | None = key("duoi", LEVEL, "Mức phải ở dưới: dưới mức này")
    between: tuple[Decimal, ...] = key("khoang", ListOf(LEVEL), "Khoảng hai mức, ví dụ [75, 80]")
    rise: Decimal | None = key("tang", LEVEL, "Phải tăng bao nhiêu so với so_voi: % hoặc số lượng theo don_vi_tinh")
    fall: Decimal | None = key("giam", LEVEL, "Phải giảm bao nhiêu so với so_voi: % hoặc số lượng theo don_vi_tinh")
    base: str | None = key("so_voi", NAME, "Tăng, giảm so với gì: cùng kỳ, năm 2025, hoặc một con số")
    text: str | None = key("van_ban", TEXT, "Mức không phải là số, như kế hoạch ghi: Xếp hạng nhóm A")
    typed: str | None = None
    of: str = ""

    @kept
    def kinds(self) -> tuple[GoalKind, ...]:
        """The kinds that are given: one, where the plan is right."""
        return tuple(kind for kind in KINDS if getattr(self, kind.attribute) not in (None, ()))

    @kept
    def kind(self) -> GoalKind:
        """The kind of the goal."""
        if self.exactly == 0:
            return NOT_ONE
        return self.kinds[0] if self.kinds else NO_GOAL

    @kept
    def bounds(self) -> tuple[Fraction, ...]:
        """The figures of the goal: one, two of a range, none of a text or statistic."""
        if not self.kind.measured:
            return ()
        given = getattr(self, self.kind.attribute)
        return tuple(map(Fraction, given if isinstance(given, tuple) else (given,)))

    @property
    def is_change(self) -> bool:
        """Whether it is a rise or fall against an earlier figure."""
        return self.kind.direction != 0 and self.kind.change

    @property
    def is_rate(self) -> bool:
        """Whether units count a numerator and a denominator, which give a percentage."""
        if self.is_change:
            return self.measure in POINTS
        return self.kind.counted and self.measure == "%"

    @property
    def figure_measure(self) -> str:
        """The measure of what units report: for a change that of the figures compared."""
        if not self.is_change:
            return self.measure
        return "%" if self.is_rate else self.of if self.measure == "%" else self.measure

    @property
    def words(self) -> str:
        """The goal as the plan writes it, else as plans do: ``Tối thiểu 80%``, ``100%``, ``Tối đa 5 ngày``."""
        if self.typed:
            return self.typed
        if self.text:
            return self.text
        said = self.kind.words.format(*self._written_bounds())
        if self.is_change and self.base:
            figure = self.base_figure
            base = self.base if figure is None else with_measure(_written(figure), self.figure_measure)
            return f"{said} so với {base}"
        return said

    def _written_bounds(self) -> Iterator[str]:
        """Yield the bounds with their measure, a word only behind the last: ``từ 3 đến 5 mô hình``."""
        for at, bound in enumerate(self.bounds, start=1):
            with_sign = self.measure[:1] in ("%", "/")
            yield self.with_measure(_written(bound)) if with_sign or at == len(self.bounds) else _written(bound)

    @property
    def base_figure(self) -> Fraction | None:
        """The figure to compare with, where ``so_voi`` is one."""
        try:
            return Fraction(_level(self.base)) if self.base else None
        except ValueError:
            return None

    def with_measure(self, number: str) -> str:
        """Return a written number with the goal's unit of measure."""
        return with_measure(number, self.measure)

    def at(self, level: Decimal) -> Goal:
        """Return the goal with an interim level for its bound; what is to be reached exactly may be passed by then."""
        attribute = "minimum" if self.between or self.exactly is not None else self.kind.attribute
        changed: dict[str, Any] = {"between": (), "exactly": None, "typed": None, attribute: level}
        return dataclasses.replace(self, **changed)

    def met_by(self, value: Fraction) -> bool:
        """Tell whether ``value`` (percent for a rate) reaches the goal; compared exactly."""
        return self.kind.measured and self.kind.judge(value, *self.bounds).met


def with_measure(number: str, measure: str) -> str:
    """Return a number with its unit of measure: ``80%``, ``95/100 điểm``, ``3 ngày``."""
    return f"{number}{measure}" if measure[:1] in ("%", "/") else f"{number} {measure}".rstrip()


def _written(bound: Fraction) -> str:
    return format_number(Decimal(bound.numerator) / Decimal(bound.denominator))
