"""Địa danh là tên gọi chính thức của đơn vị hành chính nơi cơ quan đóng trụ sở.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 4, điểm a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View, Where
from reportgen.nd30.dateline import SHORT_PLACE, need_dateline
from reportgen.nd30.own_form import may_follow_own_form
from reportgen.patterns import regex
from reportgen.vn.text import fold, without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import is_dateline, is_placed

CLAUSE = Clause.of(__doc__)
_UNDATED = ("biên bản",)
"""Types whose template gives the day in its text."""
_NEAR = 3
"""Lines at the end of the text among which a date is looked for that belongs to the head."""
_COMMUNE = regex(
    r"\b(?<!thị )(?:xã|phường|đặc khu|thị trấn)\s+(?P<name>.+?)(?:,|\s+(?:huyện|quận|thị xã|tỉnh|thành phố)\b|$)",
    re.IGNORECASE,
)
_PROVINCE = regex(r"\b(?:tỉnh|thành phố)\s+(?P<name>.+)$", re.IGNORECASE)


def check_present(view: View) -> Iterator[Breach]:
    """A document has a place and date, the date blank in a draft."""
    view.administrative()
    if view.kind in _UNDATED or may_follow_own_form(view):
        raise Unseen(f"{view.kind} có thể theo mẫu riêng")
    if not view.all(Component.DIA_DANH):
        required = "Địa danh, ngày … tháng … năm …"
        below = next((line for line in view.anatomy.body[-_NEAR:] if is_dateline(line) and is_placed(line)), None)
        if below is not None:
            advice = "chuyển lên phần đầu văn bản, dưới Tiêu ngữ, ngang hàng với số, ký hiệu"
            yield Breach(view.where(below), "địa danh, thời gian ở cuối văn bản", "ở phần đầu văn bản", advice)
            return
        advice = "thêm dòng địa danh, ngày tháng dưới Tiêu ngữ"
        yield Breach(Where(Component.DIA_DANH), "không thấy dòng địa danh, thời gian", required, advice)


def check_place(view: View) -> Iterator[Breach]:
    """There is a place name before the date."""
    line = need_dateline(view)
    if not line.place:
        yield Breach(view.where(line.line), "thiếu địa danh", "địa danh trước ngày tháng", "thêm địa danh và dấu phẩy")


def check_own_place(view: View) -> Iterator[Breach]:
    """A commune's committee or council names its commune, not the province above it, nor another place."""
    name = " ".join(view.agency_name.split())
    commune = _COMMUNE.search(name) if _OF_COMMUNE.match(without_accents(name)) else None
    province = _PROVINCE.search(" ".join(line.text for line in view.all(Component.CHU_QUAN)))
    if commune is None:
        raise Inapplicable("cơ quan ban hành không phải của xã, phường")
    line = need_dateline(view)
    if line.place and fold(commune["name"]) not in fold(line.place):
        above = province is not None and fold(line.place) == fold(province["name"])
        found = f"địa danh {line.place}{' là của cấp tỉnh' if above else ''}, cơ quan ban hành là {name}"
        right = commune["name"].title()
        required = "tên đơn vị hành chính nơi cơ quan đóng trụ sở"
        yield Breach(view.where(line.line), found, required, f"sửa thành {right}")


def check_whole_name(view: View) -> Iterator[Breach]:
    """The place's name is written out: a document is not from «Tp.HCM»."""
    line = need_dateline(view)
    match = SHORT_PLACE.match(line.place)
    if match is None:
        return
    name, kind = (match["name"] or match["only"]).strip(" ."), (match["kind"] or "").strip(" .")
    if _CITY.match(name):
        advice = "sửa thành Thành phố Hồ Chí Minh"
    elif name.isdecimal():
        advice = f"sửa thành {_NUMBERED[kind]} {name}"
    else:
        advice = f"bỏ «{kind}», sửa thành {name}"
    yield Breach(view.where(line.line), f"địa danh viết tắt «{line.place}»", "tên gọi chính thức", advice)


_CITY = regex(r"(?:hcm|hồ chí minh)$", re.IGNORECASE)
_NUMBERED = {"Q": "Quận", "P": "Phường"}
_OF_COMMUNE = regex(r"^(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b")


def check_agency_place(view: View) -> Iterator[Breach]:
    """The place is the one that the agency's file gives."""
    agency = view.own_agency()
    line = need_dateline(view)
    if line.place and fold(line.place) != fold(agency.place):
        required = f"{agency.place} (co-quan.yaml)"
        yield Breach(view.where(line.line), f"địa danh {line.place}", required, f"sửa thành {agency.place}")


RULES = (
    Rule("PL1-II-4a/dia-danh-thoi-gian", "Địa danh và thời gian", CLAUSE, check_present),
    Rule("PL1-II-4a/dia-danh", "Có địa danh", CLAUSE, check_place),
    Rule("PL1-II-4a/dia-danh-viet-tat", "Địa danh viết tắt", CLAUSE, check_whole_name),
    Rule("PL1-II-4a/dia-danh-cap-xa", "Địa danh của xã, phường", CLAUSE, check_own_place),
    Rule("PL1-II-4a/dia-danh-co-quan", "Địa danh của cơ quan", CLAUSE, check_agency_place),
)
