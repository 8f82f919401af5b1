"""Phần bản sao ở cuối văn bản giấy được sao: dưới một đường kẻ suốt chiều ngang; hình thức sao ghi «SAO Y», «SAO LỤC»
hoặc «TRÍCH SAO», cỡ 13 đến 14, đứng, đậm; ký hiệu bắt đầu bằng SY, SL hoặc TrS.

Căn cứ: Phụ lục I, Phần II; Phụ lục III, mục I.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View, Where
from reportgen.nd30.letters import Allowed, sizes_in, styles_in
from reportgen.nd30.mends import sized, styled
from reportgen.nd30.ruling import Ruling, bordered, filled, width_of
from reportgen.nd30.strokes import centimetres
from reportgen.nd30.types import COPY_CODES
from reportgen.patterns import regex
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Component, Further, Stretch
from reportgen.wordview.anatomy.parts import COPIES
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.document import Paragraph
from reportgen.wordview.lengths import Points, points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=True)
WIDTH = 0.9
"""Of the width of the text: a line drawn by hand over all of it may end a little before its edges."""
_CODES = dict(zip(COPIES.values(), COPY_CODES, strict=True))
_CODE = regex(r"/\s*(?P<code>[A-Za-zĐđ]+)\s*[-–—]")


def _copies(view: View) -> list[tuple[Further, str]]:
    """Return the heads of copies in the file, with what each is called; raises Inapplicable where there are none."""
    found = [(item, item.anatomy.kind) for item in view.anatomy.further if item.kind is Stretch.BAN_SAO]
    named = [(item, kind) for item, kind in found if kind is not None]
    if not named:
        raise Inapplicable("tệp không có phần bản sao")
    return named


def _where(line: Line) -> Where:
    return Where(Stretch.BAN_SAO.value.capitalize(), line.text, line.place.words(), line.paragraph.number)


def check_words(view: View) -> Iterator[Breach]:
    """The kind of copy is named by these words and no others."""
    for item, kind in _copies(view):
        line = item.anatomy.all(Component.TEN_LOAI)[0]
        if line.key.rstrip(" :.") != fold(kind) or not line.upper:
            yield Breach(_where(line), f"ghi «{line.text}»", f"«{kind.upper()}»", f"gõ lại: {kind.upper()}")


def _names(view: View) -> list[Line]:
    """Return the lines that name the kind of each copy."""
    return [item.anatomy.all(Component.TEN_LOAI)[0] for item, _ in _copies(view)]


def _told(lines: Iterable[Line], breaches: Callable[[list[Line]], Iterator[Breach]]) -> Iterator[Breach]:
    """Yield what is told of each of the lines, at its place in the copy's head."""
    for line in lines:
        yield from (replace(breach, where=_where(line)) for breach in breaches([line]))


def check_size(view: View) -> Iterator[Breach]:
    """The kind of copy is printed as large as a document's type."""
    return _told(_names(view), lambda lines: sizes_in(view, lines, ALLOWED))


def check_style(view: View) -> Iterator[Breach]:
    """The kind of copy is upright and bold."""
    return _told(_names(view), lambda lines: styles_in(view, lines, bold=ALLOWED.bold))


def check_symbol(view: View) -> Iterator[Breach]:
    """The symbol of a copy begins with its kind's code."""
    for item, kind in _copies(view):
        code = _CODES[kind]
        for line in item.anatomy.all(Component.SO_KY_HIEU):
            match = _CODE.search(line.text)
            if match is not None and match["code"] != code:
                found = f"ký hiệu bắt đầu bằng {match['code']}-"
                yield Breach(_where(line), found, f"bản {kind} có ký hiệu {code}-", f"sửa {match['code']} thành {code}")


def _lengths(view: View, item: Further) -> list[Points]:
    """Return the lengths of the lines between the document and the head of its copy."""
    above = view.anatomy.lines[item.order - 1 : item.order + 2]
    lengths = [width_of(line) for line in above if is_typed_rule(line)]
    drawn = [rule for each in _near(view, item) for rule in _drawn_in(each)]
    lengths += [_room(view) if rule.length is None else rule.length for rule in drawn]  # tabs may fill all of it
    return lengths + ([_room(view)] if view.anatomy.lines[item.order].paragraph.edged else [])


def _near(view: View, item: Further) -> list[Paragraph]:
    last, first = view.anatomy.lines[item.order - 1], view.anatomy.lines[item.order]
    return [each for each in view.paragraphs if last.paragraph.number <= each.number <= first.paragraph.number]


def _drawn_in(paragraph: Paragraph) -> list[Ruling]:
    """Return the horizontal lines that are drawn in a paragraph, whatever makes them."""
    found = [Ruling(stroke.length) for stroke in paragraph.strokes]
    if paragraph.layout.border_top or paragraph.layout.border_bottom:
        found.append(bordered(paragraph))
    blank = filled(paragraph, 0) if paragraph.blank else None
    return [*found, blank] if blank is not None else found


def _room(view: View) -> Points:
    return points(view.document.sections[-1].room)


def check_rule(view: View) -> Iterator[Breach]:
    """A rule parts the document from the head of the copy."""
    for item, _ in _copies(view):
        if _lengths(view, item):
            continue
        if any(each.pictured for each in _near(view, item)):
            raise Unseen("có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ")
        where, advice = _first(view, item), "vẽ đường thẳng suốt chiều ngang trang, ngay trên phần bản sao"
        yield Breach(where, "phía trên không có đường kẻ ngăn với văn bản được sao", "đường kẻ ngang", advice)


def check_width(view: View) -> Iterator[Breach]:
    """That rule goes over the full width of the text."""
    room = _room(view)
    for item, _ in _copies(view):
        lengths = _lengths(view, item)
        if not lengths:
            raise Unseen("không có đường kẻ trên phần bản sao")
        if max(lengths) < WIDTH * room:
            found = f"đường kẻ phía trên dài {centimetres(max(lengths))}, vùng trình bày rộng {centimetres(room)}"
            advice = f"kéo cho dài đến {centimetres(room)}"
            yield Breach(_first(view, item), found, "suốt chiều ngang vùng trình bày", advice)


def _first(view: View, item: Further) -> Where:
    return _where(view.anatomy.lines[item.order])


RULES = (
    Rule("PL1-P2/sao-y", "Hình thức sao", CLAUSE, check_words),
    Rule(
        "PL1-P2/sao-co-chu",
        "Cỡ chữ hình thức sao",
        CLAUSE,
        check_size,
        mends=lambda view: sized(_names(view), ALLOWED.low, ALLOWED.high),
    ),
    Rule(
        "PL1-P2/sao-kieu-chu",
        "Kiểu chữ hình thức sao",
        CLAUSE,
        check_style,
        mends=lambda view: styled(_names(view), bold=ALLOWED.bold),
        asked=True,
    ),
    Rule("PL1-P2/sao-ky-hieu", "Ký hiệu bản sao", CLAUSE, check_symbol),
    Rule("PL1-P2/sao-duong-ke", "Đường kẻ trên phần bản sao", CLAUSE, check_rule),
    Rule("PL1-P2/sao-duong-ke-dai", "Độ dài đường kẻ trên phần bản sao", CLAUSE, check_width),
)
