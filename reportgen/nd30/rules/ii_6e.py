"""Nội dung: chữ thường, cỡ 13 đến 14, đứng; canh đều hai lề; xuống dòng, chữ đầu lùi vào 1 cm hoặc 1,27 cm; các
đoạn cách nhau tối thiểu 6 pt; giãn dòng tối thiểu dòng đơn, tối đa 1,5 dòng.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm e; mục V, số thứ tự 6.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reportgen.nd30.base import TWIP, Breach, Clause, Inapplicable, Rule, Unseen, View, decimal, indent_words
from reportgen.nd30.letters import Allowed, sizes_in
from reportgen.nd30.strokes import width_of
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import AS_SHOWN, Mm, Points, Twips, near, points, twips
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
LETTERS = Allowed(Points(13), Points(14))
INDENTS = (Mm(10.0), Mm(12.7))
LEAST_SPACE = Points(6.0)
"""Between paragraphs."""
SPACING = (1.0, 1.5)
"""Lines."""
_ROUNDING = 0.02
"""Lines by which an exact height in points, given in whole points, may miss single or 1,5."""
_SHOWN = 3
_TYPED_TAB = Twips(720)
"""How far a typed tab moves where no stop is set; the same as 1,27 cm."""
_TEXT = (Component.DOAN, Component.KHOAN, Component.DIEM, Component.DIEU)
_PARAGRAPH = "thẻ Trang đầu (Home), hộp Đoạn (Paragraph)"


def _body(view: View) -> list[Line]:
    view.headed()
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    return list(view.anatomy.body)


def _text(view: View) -> list[Line]:
    """Return the ordinary paragraphs: what is centred or set right is a heading, a caption or a formula."""
    lines = [
        line
        for line in _body(view)
        if view.part_of[line.order] in _TEXT and line.paragraph.layout.align in ("left", "both") and line.begins
    ]
    if not lines:
        raise Unseen("phần nội dung không có đoạn văn nào")
    return lines


def _bases(view: View) -> list[Line]:
    return [line for line in view.all(Component.CAN_CU) if line.begins]


def check_size(view: View) -> Iterator[Breach]:
    """All letters of the text are 13 to 14 points; what is set right is a caption, as of a table's units."""
    yield from sizes_in(view, [line for line in _body(view) if line.aligned != "right"], LETTERS)


def check_style(view: View) -> Iterator[Breach]:
    """Paragraphs are upright: emphasis within one is not judged."""
    slanted = [line for line in _text(view) if line.letters.italic and len(line.text) > 80 and "(" not in line.text[:1]]
    if slanted:
        yield view.breach(slanted, "cả đoạn chữ nghiêng", "chữ đứng", "bôi đen đoạn này rồi bấm Ctrl+I", "đoạn")


def check_justified(view: View) -> Iterator[Breach]:
    """Paragraphs of more than one line are justified."""
    wrong = [
        line
        for line in (*_bases(view), *_text(view))
        if line.paragraph.layout.align != "both"
        and line.paragraph.width
        and width_of(line) > line.paragraph.width * 1.05
    ]
    if wrong:
        advice = "bôi đen các đoạn nội dung rồi bấm Ctrl+J"
        yield view.breach(wrong, "canh trái", "canh đều hai lề", advice, "đoạn")


def _indent(line: Line) -> Twips:
    """Return where a paragraph's first letter stands: typed tabs go to the next default stop."""
    start = line.paragraph.layout.start
    text = line.paragraph.text
    for _ in range(len(text) - len(text.lstrip("\t"))):
        start = Twips((start // _TYPED_TAB + 1) * _TYPED_TAB)
    return start


def check_whole(view: View) -> Iterator[Breach]:
    """Only the first line of a paragraph is set in, not all of it."""
    wrong = [
        line
        for line in _text(view)
        if line.paragraph.layout.left > AS_SHOWN and line.paragraph.layout.first >= 0 and not line.paragraph.label
        if line.paragraph.width and width_of(line) > line.paragraph.width
    ]
    if wrong:
        found = f"lùi cả đoạn {indent_words(wrong[0].paragraph.layout.left)}"
        advice = f"{_PARAGRAPH}, Trái (Left): 0, Đặc biệt (Special): Dòng đầu (First line) 1 cm hoặc 1,27 cm"
        yield view.breach(wrong, found, "chỉ lùi dòng đầu", advice, "đoạn")


def check_indent(view: View) -> Iterator[Breach]:
    """The first line of a paragraph begins 1 cm or 1,27 cm in."""
    wrong: dict[Twips, list[Line]] = {}
    for line in (*_bases(view), *_text(view)):
        indent = _indent(line)
        if not any(near(indent, allowed, AS_SHOWN) for allowed in INDENTS):
            wrong.setdefault(indent, []).append(line)
    if wrong:
        lengths = "; ".join(indent_words(indent) for indent in list(wrong)[:_SHOWN])
        every = [line for lines in wrong.values() for line in lines]
        advice = f"{_PARAGRAPH}, Đặc biệt (Special): Dòng đầu (First line) 1 cm hoặc 1,27 cm, Trái (Left) 0"
        yield view.breach(every, f"lùi {lengths}", "lùi 1 cm hoặc 1,27 cm", advice, "đoạn")


def check_space(view: View) -> Iterator[Breach]:
    """Neighbouring paragraphs are at least 6 points apart."""
    lines = [line for line in (*view.all(Component.CAN_CU), *_body(view)) if line.begins]
    if len(lines) < 2:
        raise Inapplicable("phần nội dung chỉ có một đoạn")
    gaps = ((_gap(above, below), below) for above, below in itertools.pairwise(lines) if _neighbours(above, below))
    close = [(gap, below) for gap, below in gaps if gap < twips(LEAST_SPACE) - TWIP]
    if close:
        found = f"cách đoạn trên {decimal(points(close[0][0]))} pt"
        advice = f"{_PARAGRAPH}, Trước (Before): 6 pt; bỏ dấu ở ô Không thêm khoảng cách giữa các đoạn cùng kiểu"
        required = f"tối thiểu {decimal(LEAST_SPACE)} pt"
        yield view.breach([line for _, line in close], found, required, advice, "đoạn")


def _neighbours(above: Line, below: Line) -> bool:
    """Tell whether two paragraphs of the text follow each other directly; captions and formulas are none."""
    return below.paragraph.number == above.paragraph.number + 1 and below.aligned not in ("center", "right")


def _gap(above: Line, below: Line) -> Twips:
    """Return the space between two paragraphs, as Word draws it for those of one style."""
    first, second = above.paragraph.layout, below.paragraph.layout
    same = above.paragraph.style == below.paragraph.style
    after = 0 if same and first.contextual else first.after
    before = 0 if same and second.contextual else second.before
    return Twips(after + before)


def check_spacing(view: View) -> Iterator[Breach]:
    """Line spacing lies between single and one and a half."""
    wrong: dict[str, list[Line]] = {}
    for line in _body(view):
        spacing = line.paragraph.layout.lines(line.letters.size)
        if not SPACING[0] - _ROUNDING <= spacing <= SPACING[1] + _ROUNDING:
            wrong.setdefault(decimal(round(spacing, 2)), []).append(line)
    for spacing_words, lines in wrong.items():
        required = f"từ {decimal(SPACING[0])} (dòng đơn) đến {decimal(SPACING[1])} dòng"
        advice = f"{_PARAGRAPH}, Giãn dòng (Line spacing)"
        yield view.breach(lines, f"giãn dòng {spacing_words}", required, advice, "đoạn")


RULES = (
    Rule("PL1-II-6e/noi-dung-co-chu", "Cỡ chữ nội dung", CLAUSE, check_size),
    Rule("PL1-II-6e/noi-dung-kieu-chu", "Kiểu chữ nội dung", CLAUSE, check_style),
    Rule("PL1-II-6e/canh-deu", "Canh đều hai lề", CLAUSE, check_justified),
    Rule("PL1-II-6e/lui-dau-dong", "Lùi đầu dòng", CLAUSE, check_indent),
    Rule("PL1-II-6e/lui-ca-doan", "Lùi cả đoạn", CLAUSE, check_whole),
    Rule("PL1-II-6e/cach-doan", "Khoảng cách giữa các đoạn", CLAUSE, check_space),
    Rule("PL1-II-6e/gian-dong", "Giãn dòng nội dung", CLAUSE, check_spacing),
)
