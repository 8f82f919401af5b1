"""The rules drawn under headings: whatever makes them (shape, border, underline, typed), found and measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile

from reportgen.nd30.base import Breach, Unseen, View, decimal
from reportgen.record import record
from reportgen.vn.metrics import text_width, wrap_lines
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.changes import Change, RuleBelow
from reportgen.wordview.document import Paragraph, Stroke
from reportgen.wordview.formats import SINGLE
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.lines import Line

_BELOW = 3
"""Blank paragraphs below a heading in which its line may be drawn."""
_FROM_TEXT = ("column", "character", "text")
"""Frames whose left edge is that of the text a stroke is anchored in."""
_SECOND_COLUMN = 0.45
"""Of the room: where the second of two columns made by tabs begins."""
_COLUMNS = 4
"""Lines in which a typed rule is looked for: a heading's neighbour, then the rules of both."""
_FAR = 20
"""Spaces after which a line typed with spaces is in its second column."""
_BESIDE = Points(20)
"""How far beside its text the middle of a line may lie."""
_SLACK = Points(10)
"""The same in another column, where it is known less well."""


def drawn_below(view: View, lines: Sequence[Line], name: str) -> Iterator[Breach]:
    """There is a horizontal line under the heading ``lines``, called ``name``."""
    if rule_below(view, lines) is None:
        advice = f"thẻ Chèn (Insert), Hình (Shapes), vẽ đường thẳng ngay dưới {name}"
        yield Breach(view.where(lines[-1]), "không có đường kẻ phía dưới", "đường kẻ ngang", advice)


def ruled(view: View, lines: Sequence[Line], share: float) -> Iterator[Change]:
    """A line of ``share`` of the heading's text below it, where there is none and its place is certain."""
    last = lines[-1]
    layout, letters = last.paragraph.layout, last.letters
    room = last.paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
    placed = last.whole and last.begins and last.aligned == "center" and not last.place.box
    if rule_below(view, lines) is not None or not placed or room <= 0:
        return
    length = share * min(max(printed_widths(lines)), room)
    rows = len(wrap_lines(last.text, room, letters.size, letters.bold))
    down = rows * letters.size * SINGLE * layout.lines(letters.size) + _BELOW_TEXT
    yield RuleBelow(last.paragraph, (room - length) / 2, length, down)


MENDED = 0.42
"""Of the text's length: how long a line is drawn that may be a third to a half of it."""
_BELOW_TEXT = Points(2.0)
"""How far below the text a line is drawn."""


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
        advice = f"kéo cho dài từ {centimetres(Points(max(widths) / 3))} đến {centimetres(Points(max(widths) / 2))}"
        yield Breach(view.where(lines[0]), found, "từ 1/3 đến 1/2 dòng chữ", advice)


def centimetres(length: Points) -> str:
    """Return a length as centimetres, ``2,3 cm``."""
    return f"{decimal(round(length / 72 * 2.54, 1))} cm"


def width_of(line: Line) -> Points:
    """Return the width of a line's text."""
    return Points(text_width(line.text, line.letters.size, line.letters.bold))


def printed_widths(lines: Sequence[Line]) -> tuple[Points, Points]:
    """Return the widths of the last and of the widest line as printed, long ones wrapped."""
    widths: list[Points] = []
    for line in lines:
        layout, letters = line.paragraph.layout, line.letters
        room = line.paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
        texts = wrap_lines(line.text, room, letters.size, letters.bold) if room > letters.size else [line.text]
        widths += [Points(text_width(text, letters.size, letters.bold)) for text in texts]
    return widths[-1], max(widths)


def rule_below(view: View, lines: Sequence[Line]) -> Points | None:
    """Return the length of the rule under a heading of ``lines``; None when there is none.

    Raises Unseen when a picture or group stands there, in which a line may be drawn.
    """
    last = lines[-1]
    below = _blank_below(view, last)
    near = tuple(dict.fromkeys((*(line.paragraph for line in lines), *below)))
    heading = _Heading(view, last, near, below)
    for measure in (
        heading.drawn,
        heading.underlined,
        heading.bordered,
        heading.typed,
        heading.spaced,
        heading.drawn_from_another_cell,
        heading.drawn_from_below,
    ):
        if (length := measure()) is not None:
            return length
    if any(paragraph.pictured for paragraph in near):
        raise Unseen("có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ")
    return None


@record
class _Heading:
    """Where a rule under a heading is looked for; each method measures the rule made in one way, None for none.

    ``last``: the heading's last line. ``near``: its paragraphs and those of ``below``, the blank ones after it.
    """

    view: View
    last: Line
    near: tuple[Paragraph, ...]
    below: list[Paragraph]

    def drawn(self) -> Points | None:
        strokes = (stroke for paragraph in self.near for stroke in paragraph.strokes)
        return next((stroke.length for stroke in strokes if _lies_under(stroke, self.last, right=self.right)), None)

    @property
    def right(self) -> bool:
        """Whether it stands in the second of two columns made by tabs, as the Quốc hiệu does."""
        nation = next((line.column for line in self.view.all(Component.QUOC_HIEU)), 0)
        return self.last.column >= (nation or 1)

    def underlined(self) -> Points | None:
        """The part of the line that is underlined: all of it, or its middle."""
        letters = self.last.letters
        marked = "".join(run.text for run in self.last.runs if run.letters.underline).strip()
        return Points(text_width(marked, letters.size, letters.bold)) if marked else None

    def bordered(self) -> Points | None:
        """A border under the line's own paragraph, or above or under a blank one below it."""
        if self.last.paragraph.layout.border_bottom and self.last.whole:
            return _border_length(self.last.paragraph)
        edged = (paragraph for paragraph in self.below if paragraph.layout.border_top or paragraph.layout.border_bottom)
        return next((_border_length(paragraph) for paragraph in edged), None)

    def typed(self) -> Points | None:
        """Underscores or dashes on the next line, in the heading's own column where others stand beside it."""
        after = self.view.anatomy.lines[self.last.order + 1 : self.last.order + 1 + _COLUMNS]
        beside = [line for line in after if line.paragraph is self.last.paragraph and line.column > self.last.column]
        following = next((line for line in after if line not in beside and not self._other_column(line)), None)
        if following is None or following.holder != self.last.holder or not is_typed_rule(following):
            return None
        rules = [line for line in after if line.paragraph is following.paragraph and is_typed_rule(line)]
        if len(rules) == 1 and beside and _begins_far_right(following):
            return None
        columns = {line.column for line in self.view.anatomy.lines if line.paragraph is self.last.paragraph}
        to_the_left = sum(column < self.last.column for column in columns)  # by rank: tabs and spaces count otherwise
        return width_of(rules[min(to_the_left, len(rules) - 1)])

    def spaced(self) -> Points | None:
        """Spaces that are underlined, in a blank paragraph below: the width of what is drawn."""
        for paragraph in self.below:
            runs = [run for run in paragraph.runs if run.letters.underline]
            width = sum(text_width(run.text, run.letters.size, run.letters.bold) for run in runs)
            if width:
                return Points(width)
        return None

    def _other_column(self, line: Line) -> bool:
        """Tell whether a line below only goes on with a text left of a heading that is in the second column."""
        return self.right and line.column < self.last.column and not is_typed_rule(line)

    def drawn_from_another_cell(self) -> Points | None:
        """A stroke of another paragraph of the head that ends up under this one.

        Word anchors a shape where the cursor stood: often in the next cell, or in the number's paragraph.
        """
        place = self.last.place
        if not place.table:
            return None
        table = [paragraph for paragraph in self.view.paragraphs if paragraph.place.table == place.table]
        columns = _columns(paragraph for paragraph in table if paragraph.place.row == place.row)
        strokes = ((paragraph.place.cell, stroke) for paragraph in table for stroke in paragraph.strokes)
        return next((stroke.length for cell, stroke in strokes if _ends_up_in(place.cell, stroke, cell, columns)), None)

    def drawn_from_below(self) -> Points | None:
        """A stroke anchored in the next line of text, drawn above it."""
        if self.last.place.table:
            return None
        following = next((paragraph for paragraph in _below(self.view, self.last) if not paragraph.blank), None)
        return following.strokes[0].length if following is not None and following.strokes else None


def _begins_far_right(line: Line) -> bool:
    """Tell whether the only rule of a line stands in the second column: behind a tab, or many spaces."""
    text = "".join(run.text for run in line.paragraph.runs)
    return text.startswith(("\t", " " * _FAR))


def _border_length(paragraph: Paragraph) -> Points:
    indents = points(Twips(paragraph.layout.left + paragraph.layout.right))
    return max(Points(paragraph.width - indents), Points(0.0))


def _below(view: View, line: Line) -> list[Paragraph]:
    """Return the paragraphs that directly follow a line in the cell (or text) it stands in."""
    at = next(at for at, paragraph in enumerate(view.paragraphs) if paragraph.number == line.paragraph.number)
    near = view.paragraphs[at + 1 : at + 1 + _BELOW]
    return list(takewhile(lambda paragraph: paragraph.place[:4] == line.holder, near))


def _blank_below(view: View, line: Line) -> list[Paragraph]:
    """Return the blank paragraphs that directly follow a line in the cell (or text) it stands in."""
    return list(takewhile(lambda paragraph: paragraph.blank, _below(view, line)))


def _lies_under(stroke: Stroke, line: Line, *, right: bool) -> bool:
    """Tell whether a stroke's middle lies in the room of a line; page positions are left to the eye.

    ``right``: the line stands in the second of two columns made by tabs.
    """
    middle, width = _middle(stroke), line.paragraph.width
    if middle is None or stroke.frame not in _FROM_TEXT or not width:
        return True
    if not line.place.table and (line.column or not line.whole):
        return right == (middle > width * _SECOND_COLUMN)
    return -_BESIDE <= middle <= width + _BESIDE


def _middle(stroke: Stroke) -> Points | None:
    """Return where a stroke's middle lies, from its frame; None when it is aligned, not placed."""
    return Points(stroke.x + stroke.length / 2) if stroke.x is not None else None


@record
class _Column:
    """A column of a table: where it begins, from the table's left edge, and its room for text."""

    start: Points
    width: Points


def _columns(row: Iterable[Paragraph]) -> dict[int, _Column]:
    """Return the columns of one row by the number of their cell."""
    widths = {paragraph.place.cell: paragraph.width for paragraph in row}
    cells = sorted(widths)
    starts = accumulate((widths[cell] for cell in cells), initial=0.0)
    return {cell: _Column(Points(start), widths[cell]) for cell, start in zip(cells, starts, strict=False)}


def _ends_up_in(wanted: int, stroke: Stroke, cell: int, columns: Mapping[int, _Column]) -> bool:
    """Tell whether a stroke that is anchored in ``cell`` lies in the column of the cell ``wanted``."""
    middle = _middle(stroke)
    if middle is None:
        return cell == wanted
    anchor = columns.get(cell, _NO_COLUMN).start if stroke.frame in _FROM_TEXT else 0.0
    column = columns.get(wanted, _NO_COLUMN)
    return column.start - _SLACK <= anchor + middle <= column.start + column.width + _SLACK


_NO_COLUMN = _Column(Points(0.0), Points(0.0))
