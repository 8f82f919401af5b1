"""The rules under headings: what is said of one that is missing, broken or of a wrong length, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.nd30.base import Breach, Unseen, View, decimal
from reportgen.nd30.mends import span
from reportgen.nd30.ruling import Ruling, heading_of, rule_below, width_of
from reportgen.vn.metrics import text_width, wrap_lines
from reportgen.wordview.changes import Change, LayoutChange, RuleBelow, RuleLength, TextChange
from reportgen.wordview.formats import SINGLE
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.lines import Line


def drawn_below(view: View, lines: Sequence[Line], name: str) -> Iterator[Breach]:
    """There is a horizontal line under the heading ``lines``, called ``name``, in one piece."""
    rule = rule_below(view, lines)
    advice = f"thẻ Chèn (Insert), Hình (Shapes), vẽ đường thẳng ngay dưới {name}"
    if rule is None:
        yield Breach(view.where(lines[-1]), "không có đường kẻ phía dưới", "đường kẻ ngang", advice)
    elif rule.typed is not None and rule.broken:
        sign = rule.typed.text[0]
        found = f"đường kẻ gõ bằng dãy dấu «{sign}», bị đứt nét"
        yield Breach(view.where(lines[-1]), found, "đường kẻ ngang, nét liền", f"xóa dãy dấu này; {advice}")
    elif rule.broken:
        yield Breach(view.where(lines[-1]), "đường kẻ đứt nét", "đường kẻ ngang, nét liền", _SOLID)


_SOLID = "bấm vào đường kẻ, đổi kiểu nét (Dashes) hoặc kiểu viền thành nét liền"


def ruled(view: View, lines: Sequence[Line], share: float) -> Iterator[Change]:
    """A line of ``share`` of the heading's text below it, where there is none, or a broken one is typed.

    Where the place for one is not certain, the signs that are typed give way to others that join.
    """
    rule = rule_below(view, lines)
    if rule is not None and (rule.typed is None or not rule.broken):
        return
    typed = rule.typed if rule is not None else None
    drawn = list(_drawn(lines, share))
    if typed is not None and (found := span(typed)):
        yield TextChange(typed.paragraph, *found, "" if drawn and typed.whole else _joined(typed))
    if typed is None or typed.whole:
        yield from drawn


def _joined(typed: Line) -> str:
    """Return the signs of a line in one piece that are as long as those that are typed."""
    return _row(typed, _DASH, width_of(typed))


def _row(typed: Line, sign: str, length: float) -> str:
    """Return a line that is typed with its signs replaced by a row of ``sign`` as long as ``length`` points."""
    one = text_width(sign, typed.letters.size, typed.letters.bold)
    return typed.raw.replace(typed.raw.strip(), sign * max(round(length / one), 1))


_DASH = "–"
"""Rows of it are one line to the eye, and no word to whoever counts words."""


def _drawn(lines: Sequence[Line], share: float) -> Iterator[Change]:
    last = lines[-1]
    layout, letters = last.paragraph.layout, last.letters
    room = last.paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
    placed = last.whole and last.begins and last.aligned == "center" and not last.place.box
    if not placed or room <= 0:
        return
    length = share * min(max(printed_widths(lines)), room)
    rows = len(wrap_lines(last.text, room, letters.size, letters.bold))
    down = rows * letters.size * SINGLE * layout.lines(letters.size) + _BELOW_TEXT
    yield RuleBelow(last.paragraph, (room - length) / 2, length, down)


def lengthened(view: View, lines: Sequence[Line], share: float) -> Iterator[Change]:
    """The line below the heading ``lines``, made ``share`` of its text's length: drawn, typed or a border."""
    layout = lines[-1].paragraph.layout
    room = lines[-1].paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
    length = share * min(max(printed_widths(lines)), room)
    if (found := heading_of(view, lines).stroke()) is not None:
        yield RuleLength(lines[-1].paragraph, *found, length)
    elif (rule := rule_below(view, lines)) is not None:
        yield from _as_long(rule, length)


def _as_long(rule: Ruling, length: float) -> Iterator[Change]:
    """A row of signs with as many as ``length`` takes; the indents between which a border is so long."""
    if rule.typed is not None and not rule.broken and (found := span(rule.typed)):
        yield TextChange(rule.typed.paragraph, *found, _row(rule.typed, rule.typed.text[0], length))
    elif rule.edge is not None:
        side = max(round((rule.edge.width - length) / 2 * _TWIPS), 0)
        yield LayoutChange(rule.edge, {"left": side, "right": side})


_TWIPS = 20
"""To a point."""


MENDED = 0.42
"""Of the text's length: how long a line is drawn that may be a third to a half of it."""
_BELOW_TEXT = Points(2.0)
"""How far below the text a line is drawn."""


def third_to_half(view: View, lines: Sequence[Line], name: str, bounds: tuple[float, float]) -> Iterator[Breach]:
    """The line under ``lines`` is a third to a half of the text's length: of its last line, its longest, or all of it.

    Where a line breaks is reckoned, and who draws may have measured the name before it broke. ``bounds`` are lengths
    of the text, with room for what is drawn by hand.
    """
    rule = rule_below(view, lines)
    length = measured(rule, name)
    widths = printed_widths(lines)
    if not any(bounds[0] <= length / width <= bounds[1] for width in (*widths, max(map(width_of, lines)))):
        found = f"đường kẻ dài {centimetres(length)}, bằng {length / max(widths):.0%} dòng chữ dài nhất"
        way = "gõ thêm hoặc xóa bớt dấu" if is_typed(rule) else "kéo"
        advice = f"{way} cho dài từ {centimetres(Points(max(widths) / 3))} đến {centimetres(Points(max(widths) / 2))}"
        yield Breach(view.where(lines[0]), found, "từ 1/3 đến 1/2 dòng chữ", advice)


def is_typed(rule: Ruling | None) -> bool:
    """Tell whether a rule is a row of signs, which nobody can pull longer."""
    return rule is not None and rule.typed is not None


def measured(rule: Ruling | None, name: str) -> Points:
    """Return the length of the rule under what is called ``name``; raises Unseen where there is none to measure."""
    if rule is None:
        raise Unseen(f"không có đường kẻ dưới {name}")
    if rule.length is None:
        raise Unseen(f"không đo được đường kẻ dưới {name}")
    return rule.length


def centimetres(length: Points) -> str:
    """Return a length as centimetres, ``2,3 cm``."""
    return f"{decimal(round(length / 72 * 2.54, 1))} cm"


def printed_widths(lines: Sequence[Line]) -> tuple[Points, Points]:
    """Return the widths of the last and of the widest line as printed, long ones wrapped."""
    widths: list[Points] = []
    for line in lines:
        layout, letters = line.paragraph.layout, line.letters
        room = line.paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
        texts = wrap_lines(line.text, room, letters.size, letters.bold) if room > letters.size else [line.text]
        widths += [Points(text_width(text, letters.size, letters.bold)) for text in texts]
    return widths[-1], max(widths)
