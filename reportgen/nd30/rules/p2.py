"""Phần bản sao ở cuối văn bản giấy được sao: dưới một đường kẻ suốt chiều ngang; hình thức sao ghi «SAO Y», «SAO LỤC»
hoặc «TRÍCH SAO»; ký hiệu bắt đầu bằng SY, SL hoặc TrS.

Căn cứ: Phụ lục I, Phần II; Phụ lục III, mục I.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View, Where
from reportgen.nd30.types import COPY_CODES
from reportgen.patterns import regex
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Component, Further, Stretch
from reportgen.wordview.anatomy.parts import COPIES
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.document import Paragraph
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
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
        if line.key.rstrip(" :.") != fold(kind):
            yield Breach(_where(line), f"ghi «{line.text}»", f"«{kind.upper()}»", f"gõ lại: {kind.upper()}")


def check_symbol(view: View) -> Iterator[Breach]:
    """The symbol of a copy begins with its kind's code."""
    for item, kind in _copies(view):
        code = _CODES[kind]
        for line in item.anatomy.all(Component.SO_KY_HIEU):
            match = _CODE.search(line.text)
            if match is not None and match["code"] != code:
                found = f"ký hiệu bắt đầu bằng {match['code']}-"
                yield Breach(_where(line), found, f"bản {kind} có ký hiệu {code}-", f"sửa {match['code']} thành {code}")


def check_rule(view: View) -> Iterator[Breach]:
    """A rule over the full width parts the document from the head of the copy."""
    for item, _ in _copies(view):
        last, first = view.anatomy.lines[item.order - 1], view.anatomy.lines[item.order]
        near = [each for each in view.paragraphs if last.paragraph.number <= each.number <= first.paragraph.number]
        typed = any(is_typed_rule(line) for line in view.anatomy.lines[item.order - 1 : item.order + 2])
        if typed or first.paragraph.edged or any(map(_draws, near)):
            continue
        if any(each.pictured for each in near):
            raise Unseen("có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ")
        advice = "vẽ đường thẳng suốt chiều ngang trang, ngay trên phần bản sao"
        yield Breach(_where(first), "phía trên không có đường kẻ ngăn với văn bản được sao", "đường kẻ ngang", advice)


def _draws(paragraph: Paragraph) -> bool:
    """Tell whether a horizontal line is drawn in a paragraph, whatever makes it."""
    bordered = paragraph.layout.border_top or paragraph.layout.border_bottom
    underlined = paragraph.blank and any(run.letters.underline for run in paragraph.runs)
    return bool(paragraph.strokes or bordered or underlined)


RULES = (
    Rule("PL1-P2/sao-y", "Hình thức sao", CLAUSE, check_words),
    Rule("PL1-P2/sao-ky-hieu", "Ký hiệu bản sao", CLAUSE, check_symbol),
    Rule("PL1-P2/sao-duong-ke", "Đường kẻ trên phần bản sao", CLAUSE, check_rule),
)
