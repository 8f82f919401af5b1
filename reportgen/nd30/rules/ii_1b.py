"""Tiêu ngữ ở dưới Quốc hiệu, canh giữa; chữ thường, cỡ 13 đến 14, đứng, đậm; giữa các cụm từ có gạch nối, có
cách chữ; chữ cái đầu các cụm từ viết hoa; phía dưới có đường kẻ ngang, nét liền, dài bằng dòng chữ.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 1, điểm b; mục V, số thứ tự 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, Where
from reportgen.nd30.letters import Allowed, letter_rules, part
from reportgen.nd30.mends import every_retyped
from reportgen.nd30.ruling import rule_below, width_of
from reportgen.nd30.strokes import drawn_below, is_typed, lengthened, measured, ruled
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=True)
TEXT = "Độc lập - Tự do - Hạnh phúc"
LENGTH = (0.9, 1.1)
"""The rule's length in lengths of the text: equal, but drawn by hand."""
_OTHER_DASHES = "–—−‐‑"
_DASH = regex(rf"[^\S\n]*[-{_OTHER_DASHES}][^\S\n]*")


def check_text(view: View) -> Iterator[Breach]:
    """The words, their capitals and the hyphens between them are the decree's."""
    view.own_head()
    lines = view.all(Component.TIEU_NGU)
    if not lines:
        yield Breach(Where(Component.TIEU_NGU), "không thấy Tiêu ngữ", f"«{TEXT}»", "thêm Tiêu ngữ ở dưới Quốc hiệu")
        return
    text = " ".join(lines[0].text.split())
    if text == TEXT:
        return
    if any(dash in text for dash in _OTHER_DASHES):
        advice = "xóa dấu gạch dài, gõ phím dấu trừ; Word tự đổi thì bấm Ctrl+Z"
        yield Breach(view.where(lines[0]), "dùng dấu gạch dài (–)", "gạch nối (-), có cách chữ hai bên", advice)
    elif text.replace(" ", "") == TEXT.replace(" ", ""):
        yield Breach(view.where(lines[0]), "thiếu cách chữ quanh gạch nối", f"«{TEXT}»", "gõ lại dòng này")
    else:
        yield Breach(view.where(lines[0]), "chữ không đúng Tiêu ngữ", f"«{TEXT}»", "gõ lại dòng này")


def mend_dashes(view: View) -> Iterator[Change]:
    """Hyphens with a space on either side, where the words themselves are right."""
    lines = view.all(Component.TIEU_NGU)[:1]
    return every_retyped((line for line in lines if _words(line.text) == _words(TEXT)), _DASH, " - ")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def check_place(view: View) -> Iterator[Breach]:
    """It is centred under the Quốc hiệu: in the same cell or column, aligned as the Quốc hiệu is."""
    nation, motto = view.need(Component.QUOC_HIEU)[0], view.need(Component.TIEU_NGU)[0]
    same = nation.holder[:3] == motto.holder[:3] or (
        nation.place[0] == motto.place[0] and nation.place[2] == motto.place[2]
    )
    if same and nation.aligned != "center" and motto.aligned == "center":
        advice = "đặt con trỏ vào dòng Quốc hiệu rồi bấm Ctrl+E"
        yield Breach(
            view.where(nation), "Quốc hiệu không canh giữa trên Tiêu ngữ", "hai dòng canh giữa với nhau", advice
        )
    elif not same or nation.aligned != motto.aligned:
        advice = "đặt Tiêu ngữ ngay dưới Quốc hiệu, cùng ô, cùng canh giữa"
        yield Breach(view.where(motto), "không canh giữa dưới Quốc hiệu", "canh giữa dưới Quốc hiệu", advice)


def check_rule(view: View) -> Iterator[Breach]:
    """There is a horizontal line under it, in one piece."""
    return drawn_below(view, (view.need(Component.TIEU_NGU)[0],), "Tiêu ngữ")


def mend_rule(view: View) -> Iterator[Change]:
    """A line as long as the text, where there is none in one piece."""
    return ruled(view, view.need(Component.TIEU_NGU)[:1], 1)


def check_length(view: View) -> Iterator[Breach]:
    """The line is as long as the text."""
    line = view.need(Component.TIEU_NGU)[0]
    rule = rule_below(view, (line,))
    ratio = measured(rule, "Tiêu ngữ") / width_of(line)
    if not LENGTH[0] <= ratio <= LENGTH[1]:
        found = f"đường kẻ dài bằng {ratio:.0%} dòng chữ"
        way = "gõ thêm hoặc xóa bớt dấu" if is_typed(rule) else "bấm vào đường kẻ rồi kéo"
        yield Breach(view.where(line), found, "dài bằng dòng chữ", f"{way} cho bằng dòng chữ")


def mend_length(view: View) -> Iterator[Change]:
    """The line made as long as the text."""
    return lengthened(view, view.need(Component.TIEU_NGU)[:1], 1)


RULES = (
    Rule("PL1-II-1b/tieu-ngu", "Tiêu ngữ", CLAUSE, check_text, mends=mend_dashes),
    Rule("PL1-II-1b/tieu-ngu-vi-tri", "Vị trí Tiêu ngữ", CLAUSE, check_place),
    *letter_rules("PL1-II-1b/tieu-ngu", "Tiêu ngữ", CLAUSE, ALLOWED, part(Component.TIEU_NGU)),
    Rule(
        "PL1-II-1b/tieu-ngu-duong-ke",
        "Đường kẻ dưới Tiêu ngữ",
        CLAUSE,
        check_rule,
        mends=mend_rule,
        asked=True,
    ),
    Rule(
        "PL1-II-1b/tieu-ngu-duong-ke-dai",
        "Độ dài đường kẻ dưới Tiêu ngữ",
        CLAUSE,
        check_length,
        mends=mend_length,
        asked=True,
    ),
)
