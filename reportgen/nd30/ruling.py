"""Where the rule under a heading is looked for: whatever makes it (shape, border, underline, signs that are typed)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.nd30.base import Unseen, View
from reportgen.nd30.columns import FROM_TEXT, columns_of, ends_up_in, middle_of
from reportgen.record import record
from reportgen.vn.metrics import text_width
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.document import Paragraph, Stroke
from reportgen.wordview.formats import SINGLE
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.lines import Line

_BELOW = 3
"""Blank paragraphs below a heading in which its line may be drawn."""
_ABOVE = 4
"""Paragraphs above a heading's last in which its line may be anchored."""
_FROM_PARAGRAPH = ("paragraph", "line", "inline")
"""Levels whose upper edge is that of the paragraph a stroke is anchored in."""
_SECOND_COLUMN = 0.45
"""Of the room: where the second of two columns made by tabs begins."""
_LINES_AFTER = 4
"""Lines in which a typed rule is looked for: a heading's neighbour, then the rules of both."""
_FAR = 20
"""Spaces after which a line typed with spaces is in its second column."""
_BESIDE = Points(20)
"""How far beside its text the middle of a line may lie."""
_ASTRAY = Points(24)
"""How far from where a heading ends a line may lie by its distance from another paragraph: heights are estimates."""
_LOWER = Points(20)
"""How far below its paragraph a line lies that cannot be of the heading there."""
_JOINED = frozenset("_–—―─━\u00af\u203e\u23af")
"""Signs that stand so close that a row of them is one line."""
_SOLID = ("underscore", "heavy")
"""What fills the gap before a tab stop in one piece."""
_UNSURE = "có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ"


@record
class Ruling:
    """A rule under a heading. ``length``: None where that cannot be told. ``broken``: it is of dashes or dots.

    ``typed``: the line of signs that it is made of; None for what is drawn. ``edge``: the blank paragraph whose border
    it is.
    """

    length: Points | None
    broken: bool = False
    typed: Line | None = None
    edge: Paragraph | None = None


def rule_below(view: View, lines: Sequence[Line]) -> Ruling | None:
    """Return the rule under a heading of ``lines``; None when there is none.

    Raises Unseen when something stands near that may be one, and cannot be placed.
    """
    heading = heading_of(view, lines)
    for measure in (
        heading.drawn,
        heading.underlined,
        heading.bordered,
        heading.typed,
        heading.filled,
        heading.drawn_from_another_cell,
        heading.drawn_from_above,
        heading.drawn_from_below,
    ):
        if (found := measure()) is not None:
            return found
    if heading.doubtful():
        raise Unseen(_UNSURE)
    return None


def width_of(line: Line) -> Points:
    """Return the width of a line's text."""
    return Points(text_width(line.text, line.letters.size, line.letters.bold))


def heading_of(view: View, lines: Sequence[Line]) -> _Heading:
    """Return what is looked at for the rule under a heading of ``lines``."""
    following = list(_below(view, lines[-1]))
    blank = list(takewhile(lambda paragraph: paragraph.blank, following))
    near = tuple(dict.fromkeys((*(line.paragraph for line in lines), *blank)))
    return _Heading(view, lines[-1], near, blank, following)


@record
class _Heading:
    """Where a rule under a heading is looked for; each method measures the rule made in one way, None for none.

    ``last``: the heading's last line. ``near``: its paragraphs and those of ``blank``, the empty ones that follow it.
    ``following``: what stands right below it, up to the first text.
    """

    view: View
    last: Line
    near: tuple[Paragraph, ...]
    blank: list[Paragraph]
    following: list[Paragraph]

    def drawn(self) -> Ruling | None:
        return _of(found[1]) if (found := self.stroke()) is not None else None

    def stroke(self) -> tuple[Paragraph, Stroke] | None:
        """Return the shape that is drawn under it, and the paragraph that it is anchored in; None for none."""
        strokes = ((paragraph, stroke) for paragraph in self.near for stroke in paragraph.strokes)
        return next((pair for pair in strokes if self._lies_under(pair[1], pair[0])), None)

    @property
    def right(self) -> bool:
        """Whether it stands in the second of two columns made by tabs, as the Quốc hiệu does."""
        nation = next((line.column for line in self.view.all(Component.QUOC_HIEU)), 0)
        return self.last.column >= (nation or 1)

    def underlined(self) -> Ruling | None:
        """The part of the line that is underlined: all of it, or its middle."""
        letters = self.last.letters
        marked = "".join(run.text for run in self.last.runs if run.letters.underline).strip()
        return Ruling(Points(text_width(marked, letters.size, letters.bold))) if marked else None

    def bordered(self) -> Ruling | None:
        """A border under the line's own paragraph or cell, or of what follows it."""
        paragraph = self.last.paragraph
        if paragraph.layout.border_bottom and self._ends_paragraph:
            return bordered(paragraph)
        if paragraph.edges is not None and paragraph.edges.under and self._ends_cell:
            return Ruling(paragraph.edges.width)
        for other in self.following:
            if other.layout.border_top or (other.blank and other.layout.border_bottom):
                return bordered(other)
            edges = other.edges if other.place[:3] != paragraph.place[:3] else None
            if edges is not None and (edges.over or (edges.under and other.blank)):
                return Ruling(edges.width)
        return None

    @property
    def _ends_paragraph(self) -> bool:
        """Whether nothing is written in its paragraph behind it, nor beside it."""
        others = [line for line in self.view.anatomy.lines if line.paragraph is self.last.paragraph]
        return others[-1] is self.last and all(line.column == self.last.column for line in others)

    @property
    def _ends_cell(self) -> bool:
        inside = [each for each in self.view.paragraphs if each.place[:4] == self.last.holder]
        return all(each.blank for each in inside if each.number > self.last.paragraph.number)

    def typed(self) -> Ruling | None:
        """Underscores or dashes on the next line, in the heading's own column where others stand beside it."""
        last, after = self.last, self._lines_after()
        beside = [line for line in after if line.paragraph is last.paragraph and line.column > last.column]
        following = next((line for line in after if line not in beside and not self._other_column(line)), None)
        if following is None or not of_signs(following):
            return None
        rules = [line for line in after if line.paragraph is following.paragraph and of_signs(line)]
        if len(rules) == 1 and beside and not self._under(following):
            return None
        columns = {line.column for line in self.view.anatomy.lines if line.paragraph is last.paragraph}
        to_the_left = sum(column < last.column for column in columns)  # by rank: tabs and spaces count otherwise
        rule = rules[min(to_the_left, len(rules) - 1)]
        return Ruling(width_of(rule), not set(rule.text) <= _JOINED, rule)

    def _lines_after(self) -> list[Line]:
        """Return the lines that follow: in its cell, or in the cells below it where nothing else is in its own."""
        lines = self.view.anatomy.lines
        own = [line for line in lines[self.last.order + 1 :][:_LINES_AFTER] if line.holder == self.last.holder]
        if own or not self.last.place.table:
            return own
        below = {paragraph.number for paragraph in self.following}
        return [line for line in lines[self.last.order + 1 :] if line.paragraph.number in below][:_LINES_AFTER]

    def _under(self, rule: Line) -> bool:
        """Tell whether the only rule of a line, in the first of two columns, is of what stands in the first."""
        tabbed = all("".join(run.text for run in each.paragraph.runs).startswith("\t") for each in (rule, self.last))
        return rule.column == self.last.column if tabbed else not _begins_far_right(rule)

    def filled(self) -> Ruling | None:
        """Spaces that are underlined, or the gap before a tab stop, in a blank line below."""
        if (found := filled(self.last.paragraph, self._tail_from)) is not None:
            return found
        return next((found for each in self.blank if (found := filled(each, 0)) is not None), None)

    @property
    def _tail_from(self) -> int:
        """From which character of its paragraph on nothing but a blank line follows it; the end where there is none."""
        text = self.last.paragraph.text
        at = text.rfind(self.last.raw) + len(self.last.raw)
        tail = text[at:]
        return at if tail.startswith("\n") and not tail.strip() else len(text)

    def _other_column(self, line: Line) -> bool:
        """Tell whether a line below only goes on with a text left of a heading that is in the second column."""
        return self.right and line.column < self.last.column and not of_signs(line)

    def drawn_from_another_cell(self) -> Ruling | None:
        """A stroke of another paragraph of the head that ends up under this one.

        Word anchors a shape where the cursor stood: often in the next cell, or in the number's paragraph.
        """
        place = self.last.place
        table = self._table
        columns = columns_of(paragraph for paragraph in table if paragraph.place.row == place.row)
        strokes = ((paragraph.place.cell, stroke) for paragraph in table for stroke in paragraph.strokes)
        return next((_of(stroke) for cell, stroke in strokes if ends_up_in(place.cell, stroke, cell, columns)), None)

    @property
    def _table(self) -> list[Paragraph]:
        """The paragraphs of the table that it stands in; none outside tables."""
        number = self.last.place.table
        return list(self.view.tables.get(number, ()))

    def drawn_from_above(self) -> Ruling | None:
        """A stroke anchored in a paragraph above, drawn so far below it that it lies under this one."""
        if self.last.place.table:
            return None
        for paragraph, down in self._above():
            for stroke in paragraph.strokes:
                placed = stroke.y is not None and stroke.level in _FROM_PARAGRAPH
                if placed and abs((stroke.y or 0.0) - down) <= _ASTRAY and self._lies_under(stroke, paragraph):
                    return _of(stroke)
        return None

    def _above(self) -> Iterator[tuple[Paragraph, float]]:
        """Yield the paragraphs above its own in what holds it, with how far below their top it ends."""
        every = self.view.paragraphs
        at = self.last.paragraph.number - 1
        down = _height(self.last.paragraph)
        for paragraph in reversed(every[max(at - _ABOVE, 0) : at]):
            if paragraph.place[:4] != self.last.holder:
                return
            down += _height(paragraph)
            yield paragraph, down

    def drawn_from_below(self) -> Ruling | None:
        """A stroke anchored in the next line of text, drawn above it."""
        if self.last.place.table:
            return None
        following = next((paragraph for paragraph in self.following if not paragraph.blank), None)
        return _of(following.strokes[0]) if following is not None and following.strokes else None

    def doubtful(self) -> bool:
        """Tell whether something near may be its rule all the same: a picture, or a line that cannot be placed."""
        if any(paragraph.pictured for paragraph in self.near):
            return True
        last = self.last.paragraph
        after = next((each for each in self.view.paragraphs if each.number == last.number + len(self.blank) + 1), None)
        if after is not None and after.blank and after.edged and after.place.table != last.place.table:
            return True  # an empty table, whose upper edge may be the line
        zone = [each for each in self.view.paragraphs if -_ABOVE - _BELOW <= each.number - last.number <= _BELOW + 1]
        others = [each for each in {*zone, *self._table, *self._around_box} if each not in self.near]
        if any(self._may_be(paragraph, stroke) for paragraph in others for stroke in paragraph.strokes):
            return True
        boxes = {each.number for each in others if each.place.box and each.place.box != last.place.box}
        return any(line.paragraph.number in boxes and of_signs(line) for line in self.view.anatomy.lines)

    @property
    def _around_box(self) -> Sequence[Paragraph]:
        """The paragraph that its text box is anchored in, where lines are drawn over the box; none outside boxes.

        The paragraphs of a box come before the one that holds it.
        """
        last = self.last.paragraph
        behind = (each for each in self.view.paragraphs if each.number > last.number and not each.place.box)
        holder = next(behind, None) if last.place.box else None
        return [holder] if holder is not None else []

    def _may_be(self, paragraph: Paragraph, stroke: Stroke) -> bool:
        """Tell whether a stroke that is anchored in another paragraph may lie under it: its place is not known."""
        own = self.last.place
        if own.box != paragraph.place.box:
            return True
        if own.table and own.table == paragraph.place.table:
            return stroke.x is None and stroke.frame not in (*FROM_TEXT, "inline")
        if stroke.level not in _FROM_PARAGRAPH:
            return stroke.frame not in FROM_TEXT or not paragraph.place.table
        down = stroke.y or Points(0.0)
        if own.table:
            return down < 0
        return down > _LOWER and paragraph.number < self.last.paragraph.number and not paragraph.place.table

    def _lies_under(self, stroke: Stroke, anchor: Paragraph) -> bool:
        """Tell whether a stroke's middle lies in the room of the line; page positions are left to the eye."""
        middle, width = middle_of(stroke), self.last.paragraph.width
        if middle is None or stroke.frame not in FROM_TEXT or not width:
            return True
        if not self.last.place.table and not (self._alone(self.last.paragraph) and self._alone(anchor)):
            return self.right == (middle > width * _SECOND_COLUMN)
        return -_BESIDE <= middle <= width + _BESIDE

    def _alone(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is in one column: none made by tabs, or many spaces, is another than the first."""
        own = (line for line in self.view.anatomy.lines if line.paragraph is paragraph)
        return not any(line.column for line in own)


def _of(stroke: Stroke) -> Ruling:
    return Ruling(stroke.length, stroke.broken)


def of_signs(line: Line) -> bool:
    """Tell whether a line is a rule of signs, or of dots, which nobody fills in below a heading."""
    dots = line.text.replace("…", "...")
    return is_typed_rule(line) or (len(dots) >= _DOTS and set(dots) <= {".", " "})


_DOTS = 5
"""Dots from which on a row of them is meant as a line."""


def _begins_far_right(line: Line) -> bool:
    """Tell whether the only rule of a line stands in the second column: behind a tab, or many spaces."""
    text = "".join(run.text for run in line.paragraph.runs)
    return text.startswith(("\t", " " * _FAR))


def filled(paragraph: Paragraph, start: int) -> Ruling | None:
    """Return the rule that a paragraph shows from a character on, in spaces and tabs; None for none."""
    begin, width, tabs = 0, 0.0, False
    for run in paragraph.runs:
        blank = run.text[max(start - begin, 0) :]
        begin += len(run.text)
        tabs = tabs or "\t" in blank
        if blank and run.letters.underline and not blank.strip():
            if "\t" in blank:
                return Ruling(None)  # as long as its tab stops make it
            width += text_width(blank.strip("\n"), run.letters.size, run.letters.bold)
    if width:
        return Ruling(Points(width))
    layout = paragraph.layout
    return Ruling(points(layout.led), layout.leader not in _SOLID) if tabs and layout.leader else None


def bordered(paragraph: Paragraph) -> Ruling:
    """Return the rule that the border of a paragraph makes: as long as the room between its indents."""
    indents = points(Twips(paragraph.layout.left + paragraph.layout.right))
    length = max(Points(paragraph.width - indents), Points(0.0))
    return Ruling(length, paragraph.layout.dashed, edge=paragraph if paragraph.blank else None)


def _height(paragraph: Paragraph) -> float:
    """Return how high a paragraph is, its text on the lines it was typed in."""
    layout = paragraph.layout
    sizes = [run.letters.size for run in paragraph.runs] or [Points(0.0)]
    rows = paragraph.text.count("\n") + 1
    return points(Twips(layout.before + layout.after)) + rows * max(sizes) * SINGLE * layout.lines(
        max(max(sizes), Points(1.0))
    )


def _below(view: View, line: Line) -> Iterator[Paragraph]:
    """Yield the paragraphs right below a line, up to the first text: in its cell, then in the cells under that."""
    at = line.paragraph.number  # of the paragraph behind it: numbers begin at 1
    near = view.paragraphs[at : at + _BELOW]
    for paragraph in takewhile(lambda paragraph: paragraph.place[:4] == line.holder, near):
        yield paragraph
        if not paragraph.blank:
            return
    for found, paragraph in enumerate(_under_cell(view, line)):
        if found == _BELOW:
            return
        yield paragraph
        if not paragraph.blank:
            return


def _under_cell(view: View, line: Line) -> Iterator[Paragraph]:
    """Yield the paragraphs of the cells under the one a line stands in; of the cells beside these none."""
    place = line.place
    table = view.tables.get(place.table, ())
    beside = [each.place.column for each in table if each.place.row == place.row and each.place.column > place.column]
    end = min(beside, default=None)
    for each in table:
        under = each.place.column >= place.column and (end is None or each.place.column < end)
        if each.place.row > place.row and under:
            yield each
