"""Ký hiệu văn bản có tên loại gồm chữ viết tắt tên loại và chữ viết tắt tên cơ quan; ký hiệu công văn gồm chữ
viết tắt tên cơ quan và chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực. Năm ban hành không có trong số, ký hiệu của
văn bản hành chính.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 3, điểm b; Phụ lục III, mục I.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.own_form import may_follow_own_form
from reportgen.nd30.symbol import Symbol, example, symbol_of
from reportgen.nd30.types import BY_CODE, CODES, OWN_FORMS
from reportgen.patterns import regex
from reportgen.vn.text import bare_words, without_accents

CLAUSE = Clause.of(__doc__)
_LETTER = "công văn"
_NEVER_AGENCIES = ("CV", "BC", "KH", "QĐ", "NQ", "TTr", "GM", "BB", "TB")
"""Codes that no agency is abbreviated to: at the head of a letter's symbol they stand for a type."""
_TOGETHER = ("LT", "PH")
"""What agencies that issue a document together add to its type's code: «KHLT», «KHPH»."""
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAY_BE_LAW = ("quyết định", "nghị quyết")
_LAWGIVERS = ("UBND", "CTUBND", "HĐND", "TTg", "CTN", "QH", "UBTVQH", "HĐTP", "KTNN")
"""Who issues decisions and resolutions that are normative, the year in their numbers."""


def _typed(view: View) -> tuple[str, Symbol]:
    kind, symbol = view.administrative(), symbol_of(view)
    if not symbol.groups:
        raise Unseen("dòng Số chưa có ký hiệu")
    return kind, symbol


def check_type(view: View) -> Iterator[Breach]:
    """The symbol of a named document begins with its type's code; a letter's has none."""
    kind, symbol = _typed(view)
    first = symbol.groups[0]
    if kind == _LETTER:
        if first in _NEVER_AGENCIES and not (first == "TTr" and _INSPECTORATE.match(bare_words(view.agency_name))):
            found = f"ký hiệu có chữ viết tắt tên loại {first}"
            yield Breach(view.where(symbol.line), found, "công văn không có chữ viết tắt tên loại", f"xóa {first}-")
        return
    code = CODES[kind]
    if first in (code, *(code + together for together in _TOGETHER)):
        return
    meant = BY_CODE.get(first)
    found = f"ký hiệu {symbol.symbol}" + (f" là của {meant}" if meant else f" không có {code}")
    yield Breach(
        view.where(symbol.line), found, f"{kind} có ký hiệu bắt đầu bằng {code}-", f"sửa ký hiệu, ví dụ {example(view)}"
    )


def check_letter(view: View) -> Iterator[Breach]:
    """A letter's symbol names the drafting unit or the field after the agency."""
    kind, symbol = _typed(view)
    if kind != _LETTER:
        raise Inapplicable("văn bản không phải công văn")
    if len(symbol.groups) < 2:
        required = "chữ viết tắt cơ quan, gạch nối, chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực"
        yield Breach(view.where(symbol.line), f"ký hiệu {symbol.symbol} chỉ có một nhóm", required, "thêm nhóm thứ hai")


def check_agency(view: View) -> Iterator[Breach]:
    """The symbol names an agency: this workspace's, in the place its kind gives it, where that is known."""
    kind, symbol = _typed(view)
    if symbol.symbol == CODES.get(kind) and not may_follow_own_form(view):
        found = f"ký hiệu {symbol.symbol} không có chữ viết tắt tên cơ quan"
        required = f"{symbol.symbol}-, rồi chữ viết tắt tên cơ quan"
        advice = f"thêm dấu gạch nối và chữ viết tắt tên cơ quan, ví dụ {example(view)}"
        yield Breach(view.where(symbol.line), found, required, advice)
        return
    agency = view.own_agency()
    groups = symbol.groups if kind == _LETTER else symbol.groups[1:]
    expected = agency.symbol.split("-")
    named = groups[: len(expected)] if kind == _LETTER else groups[-len(expected) :]
    if named != expected:
        required = f"chữ viết tắt tên cơ quan {agency.symbol} (co-quan.yaml)"
        yield Breach(
            view.where(symbol.line), f"ký hiệu {symbol.symbol}", required, f"ghi {agency.symbol} vào chỗ tên cơ quan"
        )


def check_named(view: View) -> Iterator[Breach]:
    """The symbol of what a people's committee issues names it, not one of its bodies that the head leaves out."""
    kind, symbol = _typed(view)
    if not _COMMITTEE.match(without_accents(view.agency_name).casefold()):
        raise Inapplicable("cơ quan ban hành không phải Ủy ban nhân dân")
    own = symbol.groups if kind == _LETTER else symbol.groups[1:]
    if own and not any("UBND" in group.upper() for group in (*symbol.groups, symbol.symbol)):
        named = "-".join(own)
        found = f"ký hiệu {symbol.symbol} không phải của {view.agency_name}"
        advice = f"ghi tên cơ quan có ký hiệu {named}, chữ đậm, dưới {view.agency_name}; hoặc sửa ký hiệu"
        if _OF_ITSELF.issuperset(own):
            advice = f"sửa ký hiệu: ghi UBND thay cho {named}"
        yield Breach(view.where(symbol.line), found, "tên cơ quan ban hành và ký hiệu là của một cơ quan", advice)


_OF_ITSELF = frozenset(("CT", "UB", "UBT", "UBX"))
"""How some sign what the committee or its chairman issues, as before the decree."""
_COMMITTEE = regex(r"^(uy ban nhan dan|ubnd)\b")
_INSPECTORATE = regex(r"^thanh tra\b")
"""An agency that is abbreviated to «TTr», as tờ trình is."""


def check_year(view: View) -> Iterator[Breach]:
    """Number and symbol of an administrative document give no year."""
    kind, symbol = _typed(view)
    year = _YEAR.search(symbol.notation)
    if year is None:
        return
    if kind in OWN_FORMS:
        raise Unseen(f"{kind} có thể theo mẫu riêng, số ghi cả năm")
    if kind in _MAY_BE_LAW and symbol.groups[-1] in _LAWGIVERS:
        raise Unseen(f"{kind} có thể là văn bản quy phạm pháp luật, số ghi cả năm")
    found = f"số, ký hiệu có năm {year[0]}"
    yield Breach(
        view.where(symbol.line), found, f"Số: {symbol.number or '…'}/{_without(symbol.notation, year)}", "xóa năm"
    )


def _without(notation: str, year: re.Match[str]) -> str:
    """Return a symbol without its year and the sign that parts the year from it."""
    before, after = notation[: year.start()].rstrip(" /-–—."), notation[year.end() :].lstrip(" /-–—.")
    return "-".join(filter(None, (before, after)))


RULES = (
    Rule("PL1-II-3b/ky-hieu-ten-loai", "Chữ viết tắt tên loại trong ký hiệu", CLAUSE, check_type),
    Rule("PL1-II-3b/ky-hieu-cong-van", "Ký hiệu công văn", CLAUSE, check_letter),
    Rule("PL1-II-3b/ky-hieu-co-quan", "Chữ viết tắt cơ quan trong ký hiệu", CLAUSE, check_agency),
    Rule("PL1-II-3b/ky-hieu-ten-co-quan", "Ký hiệu và tên cơ quan", CLAUSE, check_named, Level.KHUYEN_NGHI),
    Rule("PL1-II-3b/khong-ghi-nam", "Không ghi năm trong số, ký hiệu", CLAUSE, check_year),
)
