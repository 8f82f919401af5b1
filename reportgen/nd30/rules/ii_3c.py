"""Từ «Số» chữ thường cỡ 13, đứng, sau có dấu hai chấm; số ghi bằng chữ số Ả Rập, nhỏ hơn 10 thêm số 0 phía
trước. Ký hiệu chữ in hoa cỡ 13, đứng; giữa số và ký hiệu có gạch chéo, giữa các nhóm chữ viết tắt có gạch nối,
không cách chữ.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 3, điểm c; mục V, số thứ tự 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View, Where
from reportgen.nd30.letters import Allowed, letter_rules, part
from reportgen.nd30.mends import every_retyped, retyped
from reportgen.nd30.symbol import PARTYS, example, symbol_of
from reportgen.nd30.types import CODES, COPY_CODES, OWN_FORMS
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(13), bold=False)
_MIXED = {code for code in (*CODES.values(), *COPY_CODES) if code != code.upper()} | {"TTg", "CTUBND", "ThTH"}
"""Abbreviations that the State itself writes with small letters."""
_SPOKEN = regex(r"^[A-ZĐ]+(?:Ng|Nh|Th|Tr|Ph|Kh|Ch|Gi|Qu)[A-ZĐ]+$")
"""An abbreviation that keeps apart words with one first letter, «SNgV» of Sở Ngoại vụ, as the decree's «CTr» does."""


_SMALL = regex(r"số\s*:?\s*([1-9])\s*/", re.IGNORECASE)
_NEEDLESS = regex(r"số\s*:?\s*(0+)(?=0[1-9]\s*/|[1-9]\d+\s*/)", re.IGNORECASE)
_OVERPADDED = regex(r"0+(0[1-9]|[1-9]\d+)$")
_NUMBERED = ("biên bản", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép")
_PARTED = regex(r"[-–—/.&\s]")


def check_present(view: View) -> Iterator[Breach]:
    """A document has a number and symbol, the number blank in a draft."""
    view.administrative()
    if view.kind in OWN_FORMS:
        raise Unseen(f"{view.kind} có thể theo mẫu riêng, không có số")
    if not view.all(Component.SO_KY_HIEU):
        advice = "thêm dòng «Số:       /…» dưới tên cơ quan"
        yield Breach(Where(Component.SO_KY_HIEU), "không thấy dòng Số, ký hiệu", "Số: …/ký hiệu", advice)


def check_template(view: View) -> Iterator[Breach]:
    """Minutes, invitations, letters of introduction and of leave have a number in their templates, below the agency."""
    if view.kind not in _NUMBERED:
        raise Inapplicable("văn bản không theo mẫu 1.7 đến 1.10")
    headed = all(view.all(part) for part in (Component.QUOC_HIEU, Component.CO_QUAN, Component.DIA_DANH))
    if not headed or not view.anatomy.body:
        raise Unseen(f"{view.kind} có thể theo mẫu riêng, không có số")
    if not view.all(Component.SO_KY_HIEU):
        advice = f"thêm dòng «Số:       /{CODES[view.kind]}-…» dưới tên cơ quan"
        yield Breach(Where(Component.SO_KY_HIEU), f"{view.kind} không có số, ký hiệu", "Số: …/ký hiệu", advice)


def check_word(view: View) -> Iterator[Breach]:
    """The line begins with «Số:»."""
    symbol = symbol_of(view)
    if symbol.word != "Số" or symbol.colon != ":":
        found = f"«{symbol.word}{symbol.colon}»" if ":" in symbol.colon else "thiếu dấu hai chấm sau từ Số"
        found = found if symbol.word else "thiếu từ «Số:» trước số"
        yield Breach(view.where(symbol.line), found, "«Số:», chữ thường, có dấu hai chấm", "gõ lại: Số:")


def check_padding(view: View) -> Iterator[Breach]:
    """Numbers below 10 have a leading zero."""
    symbol = symbol_of(view)
    if not symbol.number:
        raise Unseen("văn bản chưa có số")
    if re.fullmatch(r"[1-9]", symbol.number):
        found = f"số {symbol.number}"
        yield Breach(view.where(symbol.line), found, "số nhỏ hơn 10 thêm số 0", f"sửa thành 0{symbol.number}")
    elif (right := _OVERPADDED.match(symbol.number)) is not None:
        found, required = f"số {symbol.number}", "số nhỏ hơn 10 thêm một số 0, số khác không thêm"
        yield Breach(view.where(symbol.line), found, required, f"sửa thành {right[1].zfill(2)}")


def mend_padding(view: View) -> Iterator[Change]:
    """A zero before a number below 10, no more than that one, and none before any other."""
    yield from retyped([symbol_of(view).line], _SMALL, r"0\1")
    yield from retyped([symbol_of(view).line], _NEEDLESS, "")


def check_digits(view: View) -> Iterator[Breach]:
    """The number is written in Arabic digits."""
    symbol = symbol_of(view)
    if not symbol.number or not symbol.slash:
        raise Unseen("văn bản chưa có số")
    if not symbol.number.isdecimal():
        required = "số nguyên, chữ số Ả Rập"
        as_partys = PARTYS.match(symbol.number)
        advice = (
            f"gõ lại, ví dụ {example(view)}: chữ viết tắt tên loại ở sau dấu /" if as_partys else "ghi số bằng chữ số"
        )
        yield Breach(view.where(symbol.line), f"số «{symbol.number}»", required, advice)


def check_signs(view: View) -> Iterator[Breach]:
    """A slash after the number, hyphens between groups, no space in the symbol."""
    symbol = symbol_of(view)
    where = view.where(symbol.line)
    if not symbol.slash:
        yield Breach(where, "thiếu gạch chéo giữa số và ký hiệu", example(view), "thêm dấu / sau số")
        return
    raw = symbol.line.text.split("/", 1)
    if re.search(r"[–—]", symbol.symbol):
        yield Breach(where, "dùng dấu gạch dài trong ký hiệu", "gạch nối (-)", "xóa dấu gạch dài, gõ phím dấu trừ")
    elif re.search(r"\s", raw[1].strip()) or raw[1][:1].isspace() or (symbol.number and raw[0][-1:].isspace()):
        yield Breach(where, "có cách chữ trong số, ký hiệu", "viết liền, không cách chữ", "xóa dấu cách quanh / và -")


def mend_signs(view: View) -> Iterator[Change]:
    """Hyphens, and no space around them and the slash, in a number line that has one."""
    symbol = symbol_of(view)
    lines = [symbol.line] if symbol.slash else []
    yield from every_retyped(lines, _BETWEEN_GROUPS, "-")
    yield from every_retyped(lines, _AROUND_SLASH if symbol.number else _BEHIND_SLASH, "/")


_BETWEEN_GROUPS = regex(r"(?<=[^\W\d_])[ \u00a0]*[-–—][ \u00a0]*(?=[^\W\d_])")
_AROUND_SLASH = regex(r"(?<=\d)[ \u00a0]*/[ \u00a0]*(?=\S)")
_BEHIND_SLASH = regex(r"/[ \u00a0]*(?=\S)")


def check_capitals(view: View) -> Iterator[Breach]:
    """The symbol is in capitals, the State's own mixed abbreviations apart."""
    symbol = symbol_of(view)
    groups = _PARTED.split(symbol.symbol)
    if (code := CODES.get(view.kind or "")) and groups[0] != code:
        groups = groups[1:]  # that it is another code is told by itself
    small = [group for group in groups if group != group.upper() and group not in _MIXED]
    if small and all(map(_SPOKEN.match, small)):
        raise Unseen(f"cơ quan tự quy định chữ viết tắt: {', '.join(small)}")
    if small:
        found = f"chữ thường trong ký hiệu: {', '.join(small)}"
        yield Breach(view.where(symbol.line), found, "ký hiệu viết hoa", "gõ lại ký hiệu bằng chữ in hoa")


RULES = (
    Rule("PL1-II-3c/so-ky-hieu", "Số, ký hiệu", CLAUSE, check_present),
    Rule(
        "PL1-II-3c/so-theo-mau", "Số của biên bản, giấy mời, giấy nghỉ phép", CLAUSE, check_template, Level.KHUYEN_NGHI
    ),
    Rule("PL1-II-3c/tu-so", "Từ «Số:»", CLAUSE, check_word),
    Rule(
        "PL1-II-3c/so-nho-hon-10",
        "Số nhỏ hơn 10",
        CLAUSE,
        check_padding,
        mends=mend_padding,
    ),
    Rule("PL1-II-3c/so-a-rap", "Số ghi bằng chữ số", CLAUSE, check_digits),
    Rule("PL1-II-3c/dau-noi", "Dấu trong số, ký hiệu", CLAUSE, check_signs, mends=mend_signs, asked=True),
    Rule("PL1-II-3c/ky-hieu-chu-hoa", "Chữ hoa trong ký hiệu", CLAUSE, check_capitals),
    *letter_rules("PL1-II-3c/so-ky-hieu", "Số, ký hiệu", CLAUSE, ALLOWED, part(Component.SO_KY_HIEU)),
)
