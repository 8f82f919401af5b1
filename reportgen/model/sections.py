"""The plan's own text: what it says of purpose, demands and who does what, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.fields import NAME, TEXT, ListOf, Record, key
from reportgen.record import record


@record
class PlanPoint:
    """A point a) of the text: its number, its title where it has one, its paragraphs.

    A paragraph of a numbered point without a title begins behind the number.
    """

    number: str | None = key("so", NAME, "Số của mục như kế hoạch ghi: I, 1 hoặc a; bỏ trống ở lời mở đầu, lời kết")
    title: str | None = key("tieu_de", TEXT, "Tiêu đề; mục không có tiêu đề thì bỏ trống")
    paragraphs: tuple[str, ...] = key(
        "doan", ListOf(TEXT), "Các đoạn văn, nguyên văn; gạch đầu dòng thì gõ cả gạch; ^[…] là chú thích cuối trang"
    )


@record
class PlanItem(PlanPoint):
    """An item 1. of a section, with its points."""

    points: tuple[PlanPoint, ...] = key("muc", ListOf(Record(PlanPoint)), "Các mục nhỏ a, b trong mục này")

    @property
    def inner(self) -> Sequence[PlanPoint]:
        """What stands below it."""
        return self.points


@record
class PlanSection(PlanPoint):
    """A section I of the text, with its items; the opening and the close have neither number nor title."""

    items: tuple[PlanItem, ...] = key("muc", ListOf(Record(PlanItem)), "Các mục nhỏ 1, 2 trong mục này")

    @property
    def inner(self) -> Sequence[PlanPoint]:
        """What stands below it."""
        return self.items

    @property
    def framing(self) -> bool:
        """Whether it is an opening or close: paragraphs alone."""
        return not (self.number or self.title or self.items)


def walked(sections: Sequence[PlanPoint], level: int = 1) -> Iterator[tuple[int, PlanPoint]]:
    """Yield every section, item and point in order, with its level: 1 for a section, 3 for a point."""
    for section in sections:
        yield level, section
        yield from walked(getattr(section, "inner", ()), level + 1)
