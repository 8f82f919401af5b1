"""A target (*chỉ tiêu*) as the plan gives it: its goal, who works for it, how its figures are taken."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from reportgen.model.fields import CODE, DATE, FLAG, NAME, TEXT, ListOf, MapOf, Record, choice, key
from reportgen.model.goals.goal import LEVEL, Goal
from reportgen.record import record

GOAL_IN_WORDS = dataclasses.replace(NAME, parse=lambda text: Goal(typed=" ".join(text.split())))
"""A goal as the plan words it; read where the target's measure and name are known (:attr:`Target.goal`)."""


class Joining(enum.StrEnum):
    """How the figures of units join."""

    SUM = "tong"
    MEAN = "trung-binh"
    LARGEST = "lon-nhat"


JOINING = choice("cách gộp", Joining, {"cộng": Joining.SUM, "bình quân": Joining.MEAN, "cao nhất": Joining.LARGEST})


@record
class InterimLevel:
    """What a target is to have reached by a day within the year."""

    due: dt.date = key("den", DATE, "Đến ngày nào", required=True)
    level: Decimal = key("muc", LEVEL, "Mức phải đạt đến ngày ấy, theo đơn vị tính của chỉ tiêu", required=True)


@record
class Target:
    """A target (*chỉ tiêu*) that several units work for; a statistic where no goal is given.

    ``given``: the goal as the plan has it; ``goal``: as it is understood. ``cumulative``: the figure grows through
    the year, and is judged in the last period; ``levels``: what is to be reached before; ``last_year``: the figure of
    the year before, in percent or the goal's measure, by period; under an empty id that of the whole year;
    typed it is a decimal, taken from last year's reports exact.
    """

    name: str = key("ten", TEXT, "Tên chỉ tiêu", required=True)
    given: Goal = key(
        "muc",
        Record(Goal, spelled=GOAL_IN_WORDS),
        "Mức giao, như kế hoạch ghi hoặc theo từng loại; bỏ trống là số liệu thống kê, không đánh giá",
        default=Goal(),
    )
    doers: tuple[str, ...] = key("thuc_hien", ListOf(NAME), "Đơn vị, nhóm đơn vị thực hiện", required=True)
    monitor: str | None = key("theo_doi", NAME, "Đơn vị theo dõi, đánh giá")
    measure: str | None = key("don_vi_tinh", NAME, "Đơn vị tính, khi kế hoạch ghi ở cột riêng hoặc không giao mức")
    cumulative: bool = key(
        "luy_ke",
        FLAG,
        "Số lũy kế trong năm: kỳ cuối mới đánh giá, trước đó nói đạt bao nhiêu kế hoạch năm",
        default=False,
    )
    levels: tuple[InterimLevel, ...] = key("moc", ListOf(Record(InterimLevel)), "Các mức phải đạt trong năm")
    last_year: Mapping[str, Decimal | Fraction] = key(
        "cung_ky",
        MapOf(CODE, LEVEL, alone=True),
        "Số thực hiện năm trước; mỗi kỳ một số thì ghi theo mã kỳ, ví dụ {6-thang: 1.400, nam: 3.100}",
    )
    joining: Joining | None = key("gop", JOINING, "Cách gộp số của nhiều đơn vị khi không cộng được")

    def last_year_in(self, period: str) -> Fraction | None:
        """Return the figure of the year before for a period: its own, else that of the whole year."""
        figure = self.last_year.get(period, self.last_year.get(""))
        return Fraction(figure) if figure is not None else None

    def level_on(self, day: dt.date) -> InterimLevel | None:
        """Return the interim level due last on or before ``day``; None before the first."""
        due = [level for level in self.levels if level.due <= day]
        return max(due, key=lambda level: level.due) if due else None

    @cached_property
    def goal(self) -> Goal:
        """The goal as it is understood."""
        from reportgen.model.goals.given import understood  # patterns that plans without worded goals never pay for

        return understood(self.given, self.measure, self.name)
