"""Nội dung: chữ thường, cỡ 13 đến 14, đứng; canh đều hai lề; xuống dòng, chữ đầu lùi vào 1 cm hoặc 1,27 cm; các
đoạn cách nhau tối thiểu 6 pt; giãn dòng tối thiểu dòng đơn, tối đa 1,5 dòng.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm e; mục V, số thứ tự 6.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reportgen.nd30.base import TWIP, Breach, Clause, Inapplicable, Level, Rule, Unseen, View, decimal, indent_words
from reportgen.nd30.letters import Allowed, sizes_in
from reportgen.nd30.mends import laid_out, nearest, sized, spaced, styled
from reportgen.nd30.ruling import width_of
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import AS_SHOWN, TWIPS_PER_MM, Mm, Points, Twips, near, points, twips
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
LETTERS = Allowed(Points(13), Points(14))
INDENTS = (Mm(10.0), Mm(12.7))
METRIC = Mm(12.5)
"""What Word proposes for an indent where it counts in centimetres."""
_OPENING, _CLOSING = ("“", '"', "«", "‘"), ("”", '"', "»", "’")
_REMARK = regex(r"^\(|^(Nguồn|Ghi chú|Trích|Chú thích|Lưu ý)\b")
LEAST_SPACE = Points(6.0)
"""Between paragraphs."""
SPACING = (1.0, 1.5)
"""Lines."""
_ROUNDING = 0.02
"""Lines by which an exact height in points, given in whole points, may miss single or 1,5."""
_SHOWN = 3
_HEADING = 160
"""Characters: what is longer is no heading."""
_TYPED_TAB = Twips(720)
"""How far a typed tab moves where no stop is set; the same as 1,27 cm."""
_PARAGRAPH = "thẻ Trang đầu (Home), hộp Đoạn (Paragraph)"


def _body(view: View) -> list[Line]:
    view.headed()
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    return list(view.anatomy.body)


def _text(view: View) -> list[Line]:
    """Return the ordinary paragraphs of the text; raises Unseen when there are none."""
    _body(view)
    if not view.prose:
        raise Unseen("phần nội dung không có đoạn văn nào")
    return list(view.prose)


def _bases(view: View) -> list[Line]:
    return [line for line in view.all(Component.CAN_CU) if line.begins]


def _sized(view: View) -> list[Line]:
    return [line for line in _body(view) if line.aligned != "right"]


def check_size(view: View) -> Iterator[Breach]:
    """All letters of the text are 13 to 14 points; what is set right is a caption, as of a table's units."""
    yield from sizes_in(view, _sized(view), LETTERS)


def _slanted(view: View) -> list[Line]:
    return _unquoted(view, [line for line in _text(view) if line.letters.italic and len(line.text) > 80])


def mend_style(view: View) -> Iterator[Change]:
    """Paragraphs upright, as bold as they are."""
    return (change for line in _slanted(view) for change in styled([line], bold=line.letters.bold))


def check_style(view: View) -> Iterator[Breach]:
    """Paragraphs are upright: emphasis within one is not judged, nor what is quoted or says where it is taken from."""
    if slanted := _slanted(view):
        yield view.breach(slanted, "cả đoạn chữ nghiêng", "chữ đứng", "bôi đen đoạn này rồi bấm Ctrl+I", "đoạn")


def check_capitals(view: View) -> Iterator[Breach]:
    """Paragraphs are in small letters: one in capitals throughout that is too long for a heading."""
    lines = [line for line in _text(view) if line.upper and len(line.text) > _HEADING]
    if lines := _unquoted(view, lines):
        advice = "gõ lại bằng chữ thường (Shift+F3 trong Word)"
        yield view.breach(lines, "cả đoạn viết hoa", "chữ in thường", advice, "đoạn")


def _unquoted(view: View, lines: list[Line]) -> list[Line]:
    """Return those of ``lines`` that are the document's own words."""
    quoted = _quoted(view) if lines else ()
    return [line for line in lines if line.order not in quoted]


def _quoted(view: View) -> set[int]:
    """Return the orders of the lines that are quoted, also over several paragraphs, or give a source or a remark."""
    found: set[int] = set()
    inside = False
    for line in _body(view):
        text = line.text
        begins = text.startswith(_OPENING) or bool(_REMARK.match(text))
        inside = inside or text.startswith(_OPENING[:1])
        if inside or begins:
            found.add(line.order)
        if inside and text.rstrip(" .;,").endswith(_CLOSING):
            inside = False
    return found


def _ragged(view: View) -> list[Line]:
    return [
        line
        for line in (*_bases(view), *_text(view))
        if line.paragraph.layout.align != "both"
        and line.paragraph.width
        and width_of(line) > line.paragraph.width * 1.05
    ]


def check_justified(view: View) -> Iterator[Breach]:
    """Paragraphs of more than one line are justified."""
    if wrong := _ragged(view):
        advice = "bôi đen các đoạn nội dung rồi bấm Ctrl+J"
        yield view.breach(wrong, "canh trái", "canh đều hai lề", advice, "đoạn")


def _indent(line: Line) -> Twips:
    """Return where a paragraph's first letter stands: typed tabs go to the next default stop."""
    start = line.paragraph.layout.start
    text = line.paragraph.text
    for _ in range(len(text) - len(text.lstrip("\t"))):
        start = Twips((start // _TYPED_TAB + 1) * _TYPED_TAB)
    return start


def _set_in(view: View) -> list[Line]:
    return [
        line
        for line in _text(view)
        if line.paragraph.layout.left > AS_SHOWN and line.paragraph.layout.first >= 0 and not line.paragraph.label
        if line.paragraph.width and width_of(line) > line.paragraph.width
    ]


def check_whole(view: View) -> Iterator[Breach]:
    """Only the first line of a paragraph is set in, not all of it."""
    if wrong := _set_in(view):
        found = f"lùi cả đoạn {indent_words(wrong[0].paragraph.layout.left)}"
        advice = f"{_PARAGRAPH}, Trái (Left): 0, Đặc biệt (Special): Dòng đầu (First line) 1 cm hoặc 1,27 cm"
        yield view.breach(wrong, found, "chỉ lùi dòng đầu", advice, "đoạn")


def _misplaced(view: View) -> dict[Twips, list[Line]]:
    """Return the paragraphs that do not begin where they should, by where they do."""
    wrong: dict[Twips, list[Line]] = {}
    for line in (*_bases(view), *_text(view)):
        indent = _indent(line)
        allowed = any(near(indent, length, AS_SHOWN) for length in (*INDENTS, METRIC))
        if not allowed and _least(line) >= -AS_SHOWN:  # what lies beyond the margin is told as that
            wrong.setdefault(indent, []).append(line)
    return wrong


def mend_indent(view: View) -> Iterator[Change]:
    """First lines where most of the text begins; numbers that Word counts and typed tabs are left to a person."""
    every = [line for lines in _misplaced(view).values() for line in lines]
    wrong = [line for line in (*every, *_set_in(view)) if _plainly_indented(line)]
    return laid_out(wrong, left=0, first=_usual(view))


def _plainly_indented(line: Line) -> bool:
    return not line.paragraph.label and not line.paragraph.text.startswith("\t") and not line.paragraph.layout.frame


def _usual(view: View) -> Twips:
    """Return the right indent that lies nearest to most paragraphs of the text."""
    short, long = (Twips(round(indent * TWIPS_PER_MM)) for indent in INDENTS)
    near_long = [abs(_indent(line) - long) <= abs(_indent(line) - short) for line in _text(view)]
    return long if 2 * sum(near_long) >= len(near_long) else short


def check_indent(view: View) -> Iterator[Breach]:
    """The first line of a paragraph begins 1 cm or 1,27 cm in."""
    if wrong := _misplaced(view):
        lengths = "; ".join(indent_words(indent) for indent in list(wrong)[:_SHOWN])
        every = [line for lines in wrong.values() for line in lines]
        advice = f"{_PARAGRAPH}, Đặc biệt (Special): Dòng đầu (First line) 1 cm hoặc 1,27 cm, Trái (Left) 0"
        yield view.breach(every, f"lùi {lengths}", "lùi 1 cm hoặc 1,27 cm", advice, "đoạn")


def _metric(view: View) -> list[Line]:
    lines = [line for line in (*_bases(view), *_text(view)) if near(_indent(line), METRIC, AS_SHOWN)]
    return [line for line in lines if not any(near(_indent(line), allowed, AS_SHOWN) for allowed in INDENTS)]


def mend_metric(view: View) -> Iterator[Change]:
    """First lines where most of the text begins."""
    return laid_out(list(filter(_plainly_indented, _metric(view))), left=0, first=_usual(view))


def check_metric(view: View) -> Iterator[Breach]:
    """An indent of 1,25 cm is what Word proposes where it counts in centimetres; nobody sees the difference."""
    if lines := _metric(view):
        found = "lùi 1,25 cm, là số Word tự đặt"
        advice = f"{_PARAGRAPH}, Dòng đầu (First line) gõ 1,27 cm; chênh 0,2 mm mắt thường không thấy"
        yield view.breach(lines, found, "lùi 1 cm hoặc 1,27 cm", advice, "đoạn")


def _beyond(view: View) -> list[Line]:
    return [line for line in (*_bases(view), *_text(view)) if _least(line) < -AS_SHOWN]


def mend_beyond(view: View) -> Iterator[Change]:
    """The paragraph within the left margin, its first line where most of the text begins."""
    wrong = (line for line in _beyond(view) if _plainly_indented(line) and line.paragraph.layout.right >= 0)
    return laid_out(wrong, left=0, first=_usual(view))


def check_beyond(view: View) -> Iterator[Breach]:
    """No line of a paragraph begins beyond the left margin or ends beyond the right one."""
    if lines := _beyond(view):
        found = f"lùi {indent_words(_least(lines[0]))}, chữ tràn ra ngoài lề"
        advice = f"{_PARAGRAPH}, Trái (Left): 0, Phải (Right): 0, Đặc biệt (Special): Dòng đầu (First line) 1 cm"
        yield view.breach(lines, found, "chữ nằm trong lề trang", advice, "đoạn")


def _least(line: Line) -> Twips:
    """Return how far the text of a paragraph begins or ends inside the margins: negative beyond them."""
    layout = line.paragraph.layout
    return min(layout.left, Twips(layout.left + layout.first), layout.right)


def check_space(view: View) -> Iterator[Breach]:
    """Neighbouring paragraphs are at least 6 points apart."""
    if close := _close(view):
        found = f"cách đoạn trên {decimal(points(close[0][0]))} pt"
        advice = f"{_PARAGRAPH}, Trước (Before): 6 pt; bỏ dấu ở ô Không thêm khoảng cách giữa các đoạn cùng kiểu"
        required = f"tối thiểu {decimal(LEAST_SPACE)} pt"
        yield view.breach([line for _, line in close], found, required, advice, "đoạn")


def mend_space(view: View) -> Iterator[Change]:
    """6 points before a paragraph that is nearer to the one above; both of one style, yet set apart."""
    for _, line in _close(view):
        if line.paragraph.layout.contextual:
            yield from laid_out([line], contextual=False)
        yield from laid_out([line], before=twips(LEAST_SPACE))


def _close(view: View) -> list[tuple[Twips, Line]]:
    """Return the paragraphs that stand too near to the one above, with the space between."""
    lines = [line for line in (*view.all(Component.CAN_CU), *_body(view)) if line.begins]
    if len(lines) < 2:
        raise Inapplicable("phần nội dung chỉ có một đoạn")
    gaps = ((_gap(above, below), below) for above, below in itertools.pairwise(lines) if _neighbours(above, below))
    titles = view.all(Component.TEN_PHAN)  # one belongs to the chapter's line right above it
    return [(gap, below) for gap, below in gaps if gap < twips(LEAST_SPACE) - TWIP and below not in titles]


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


def mend_spacing(view: View) -> Iterator[Change]:
    """Lines single-spaced, or one and a half, whichever is nearer."""
    for line in _body(view):
        spacing = line.paragraph.layout.lines(line.letters.size)
        if not SPACING[0] - _ROUNDING <= spacing <= SPACING[1] + _ROUNDING:
            yield from spaced([line], nearest(spacing, *SPACING))


RULES = (
    Rule(
        "PL1-II-6e/noi-dung-co-chu",
        "Cỡ chữ nội dung",
        CLAUSE,
        check_size,
        mends=lambda view: sized(_sized(view), LETTERS.low, LETTERS.high),
    ),
    Rule("PL1-II-6e/noi-dung-kieu-chu", "Kiểu chữ nội dung", CLAUSE, check_style, mends=mend_style, asked=True),
    Rule("PL1-II-6e/chu-thuong", "Chữ thường nội dung", CLAUSE, check_capitals),
    Rule(
        "PL1-II-6e/canh-deu",
        "Canh đều hai lề",
        CLAUSE,
        check_justified,
        mends=lambda view: laid_out(_ragged(view), align="both"),
        asked=True,
    ),
    Rule("PL1-II-6e/lui-dau-dong", "Lùi đầu dòng", CLAUSE, check_indent, mends=mend_indent),
    Rule(
        "PL1-II-6e/lui-1-25-cm",
        "Lùi đầu dòng 1,25 cm",
        CLAUSE,
        check_metric,
        Level.KHUYEN_NGHI,
        mends=mend_metric,
    ),
    Rule("PL1-II-6e/lui-am", "Chữ tràn ra ngoài lề", CLAUSE, check_beyond, mends=mend_beyond),
    Rule("PL1-II-6e/lui-ca-doan", "Lùi cả đoạn", CLAUSE, check_whole, mends=mend_indent),
    Rule("PL1-II-6e/cach-doan", "Khoảng cách giữa các đoạn", CLAUSE, check_space, mends=mend_space),
    Rule("PL1-II-6e/gian-dong", "Giãn dòng nội dung", CLAUSE, check_spacing, mends=mend_spacing),
)
