"""The rules drawn under headings: whatever makes them (shape, border, underline, typed), found and measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.nd30.base import Breach, Unseen, View, decimal
from reportgen.vn.metrics import text_width, wrap_lines
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.document import Paragraph
from reportgen.wordview.lines import Line

_BELOW = 3
"""Blank paragraphs below a heading in which its line may be drawn."""


def drawn_below(view: View, lines: Sequence[Line], name: str) -> Iterator[Breach]:
    """There is a horizontal line under the heading ``lines``, called ``name``."""
    if rule_below(view, lines) is None:
        advice = f"thẻ Chèn (Insert), Hình (Shapes), vẽ đường thẳng ngay dưới {name}"
        yield Breach(view.where(lines[-1]), "không có đường kẻ phía dưới", "đường kẻ ngang", advice)


def third_to_half(view: View, lines: Sequence[Line], name: str, bounds: tuple[float, float]) -> Iterator[Breach]:
    """The line under ``lines`` is a third to a half of the text's length: of its last line or its longest.

    ``bounds`` are lengths of the text, with room for what is drawn by hand.
    """
    length = rule_below(view, lines)
    if length is None:
        raise Unseen(f"không có đường kẻ dưới {name}")
    widths = printed_widths(lines)
    if not any(bounds[0] <= length / width <= bounds[1] for width in widths):
        found = f"đường kẻ dài {centimetres(length)}, bằng {length / max(widths):.0%} dòng chữ dài nhất"
        advice = f"kéo cho dài từ {centimetres(max(widths) / 3)} đến {centimetres(max(widths) / 2)}"
        yield Breach(view.where(lines[0]), found, "từ 1/3 đến 1/2 dòng chữ", advice)


def centimetres(points: float) -> str:
    """Return a length in points as centimetres, ``2,3 cm``."""
    return f"{decimal(round(points / 72 * 2.54, 1))} cm"


def width_of(line: Line) -> float:
    """Return the width of a line's text in points."""
    return text_width(line.text, line.letters.size, line.letters.bold)


def printed_widths(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the widths in points of the last and of the widest line as printed, long ones wrapped."""
    widths: list[float] = []
    for line in lines:
        layout, letters = line.paragraph.layout, line.letters
        room = line.paragraph.width - max(layout.left + layout.right, 0) / 20
        texts = wrap_lines(line.text, room, letters.size, letters.bold) if room > letters.size else [line.text]
        widths += [text_width(text, letters.size, letters.bold) for text in texts]
    return widths[-1], max(widths)


def rule_below(view: View, lines: Sequence[Line]) -> float | None:
    """Return the length in points of the rule under a heading of ``lines``; None when there is none.

    Raises Unseen when a picture or group stands there, in which a line may be drawn.
    """
    last = lines[-1]
    own = [line.paragraph for line in lines]
    below = _blank_below(view, last)
    for paragraph in dict.fromkeys((*own, *below)):
        for stroke in paragraph.strokes:
            if stroke.x is None or _within(stroke.x + stroke.length / 2, stroke.frame, last):
                return stroke.length
    if last.letters.underline:
        return width_of(last)
    borders = [last.paragraph] if last.paragraph.layout.border_bottom and last.whole else []
    borders += [paragraph for paragraph in below if paragraph.layout.border_top or paragraph.layout.border_bottom]
    for paragraph in borders:
        return max(paragraph.width - (paragraph.layout.left + paragraph.layout.right) / 20, 0.0)
    typed = next((line for line in view.anatomy.lines[last.order + 1 : last.order + 2] if is_typed_rule(line)), None)
    if typed is not None and typed.holder == last.holder:
        return width_of(typed)
    if (stray := _stray(view, last)) is not None:
        return stray
    following = next((paragraph for paragraph in _below(view, last) if not paragraph.blank), None)
    if following is not None and following.strokes and not last.place.table:
        return following.strokes[0].length  # anchored in the line below, drawn above it
    if any(paragraph.pictured for paragraph in (*own, *below)):
        raise Unseen("có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ")
    return None


def _below(view: View, line: Line) -> list[Paragraph]:
    """Return the paragraphs that directly follow a line in the cell (or text) it stands in."""
    at = next(at for at, paragraph in enumerate(view.paragraphs) if paragraph.number == line.paragraph.number)
    near = view.paragraphs[at + 1 : at + 1 + _BELOW]
    return list(takewhile(lambda paragraph: paragraph.place[:4] == line.holder, near))


def _blank_below(view: View, line: Line) -> list[Paragraph]:
    """Return the blank paragraphs that directly follow a line in the cell (or text) it stands in."""
    return list(takewhile(lambda paragraph: paragraph.blank, _below(view, line)))


def _within(middle: float, frame: str, line: Line) -> bool:
    """Tell whether a stroke's middle lies in the room of a line; page positions are left to the eye."""
    if frame not in ("column", "character", "text"):
        return True
    if not line.place.table and not line.whole and line.paragraph.width:
        return (line.column > 0) == (middle > line.paragraph.width * 0.45)  # two columns made by tabs
    return -20 <= middle <= line.paragraph.width + 20 if line.paragraph.width else True


def _stray(view: View, line: Line) -> float | None:
    """Return the length of a line drawn from another paragraph of the head that ends up under this one.

    Word anchors a shape where the cursor stood: often in the next cell, or in the number's paragraph.
    """
    if not line.place.table:
        return None
    same_table = [paragraph for paragraph in view.paragraphs if paragraph.place.table == line.place.table]
    columns = {
        paragraph.place.cell: paragraph.width for paragraph in same_table if paragraph.place.row == line.place.row
    }
    starts: dict[int, float] = {}
    offset = 0.0
    for cell, width in sorted(columns.items()):
        starts[cell] = offset
        offset += width
    begin, end = starts.get(line.place.cell, 0.0), starts.get(line.place.cell, 0.0) + columns.get(line.place.cell, 0.0)
    for paragraph in same_table:
        for stroke in paragraph.strokes:
            if stroke.x is None:
                if paragraph.place.cell == line.place.cell:
                    return stroke.length
                continue
            middle = stroke.x + stroke.length / 2
            if stroke.frame in ("column", "character", "text"):
                middle += starts.get(paragraph.place.cell, 0.0)
            if begin - 10 <= middle <= end + 10:
                return stroke.length
    return None
