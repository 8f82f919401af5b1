"""The documents that a plan rests on: citations taken apart into type, number, date, issuer and abstract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.model.citing import cited
from reportgen.planread.found import FoundBasis, FoundPlan
from reportgen.planread.texts import bare, one_line
from reportgen.vn.dates import parse_date, short_date

_KINDS = (
    "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư",
    "Kế hoạch", "Công văn", "Chương trình hành động", "Chương trình", "Thông báo", "Kết luận", "Đề án", "Hướng dẫn",
    "Công điện", "Quy định", "Văn bản", "Báo cáo", "Tờ trình", "Pháp lệnh",
)  # fmt: skip
_KIND = "|".join(_KINDS)
_ISSUER = (
    r"(?P<issuer>(?:Ban Chấp hành|Ban Chỉ đạo|Ban Thường vụ|Bộ Chính trị|Ban Bí thư|Quốc hội|"
    r"Ủy ban thường vụ Quốc hội|Chính phủ|Thủ tướng Chính phủ|Thủ tướng|Bộ trưởng|Bộ|"
    r"Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Thành ủy|"
    r"Tỉnh ủy|Đảng ủy|Huyện ủy|Chủ tịch|Sở|Ban|Văn phòng)"
    r"(?:(?!\s+(?:về|ban hành|phê duyệt|quy định|Kế hoạch|triển khai|thực hiện|V/v|Phê duyệt|Ban hành)\b)[^;,.()])*)"
)
_CITED = re.compile(
    rf"(?P<kind>{_KIND})\s+số\s*:?\s*(?P<number>[\w.\-]*\s?/[\w/&.\-Đ]{{2,40}}|\d+-[A-ZĐ]+/[A-ZĐ]+)"
    rf"(?:,?\s*(?:ngày|ban hành ngày)\s*(?P<date>\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*\d{{4}}|"
    rf"\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}))?(?:\s*,?\s*của\s+{_ISSUER})?",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?P<kind>Bộ luật|Luật)\s+(?P<subject>[^;,.]{3,200}?)"
    r"(?:\s+(?:số\s+\S+|ngày\s+(?P<date>[\d/]+)|năm\s+\d{4}))*(?=[;,.]|$)"
)
_SUBJECT_END = re.compile(
    r"[;]|[.](?:\s|$)|,\s*(?=(?:Sở|Ủy ban|UBND|Ban|Phòng|Trung tâm|Trường)\b[^,;]*\b(?:ban hành|xây dựng))"
)
_OPENS = re.compile(r"^[-+*•–\s]*(?:căn cứ|thực hiện|theo|xét|thi hành|triển khai)\b", re.IGNORECASE)
_LINE = re.compile(r"Căn cứ (.+?)[;.]")
_LONGEST = 600


def opens_basis(text: str) -> bool:
    """Tell whether a paragraph begins as a legal basis does and cites a document, or a law."""
    opening = _OPENS.match(text)
    return bool(opening) and (bool(_CITED.search(text)) or bare(text).startswith(("can cu luat", "can cu bo luat")))


def read_bases(plan: FoundPlan, paragraphs: Iterable[tuple[str, str]]) -> None:
    """Read the documents cited by the abstract and by the paragraphs (place and text) that open the plan."""
    for place, text in (("trích yếu", plan.subject), *paragraphs):
        found = list(_CITED.finditer(text))
        for at, match in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(text)
            first = at == 0 and place != "trích yếu"
            basis = _basis(match, text[match.end() : len(text) if first else end])
            if place == "trích yếu":
                basis.doubt(
                    "trich_yeu", place, basis.subject[-60:], "cắt từ trích yếu của kế hoạch: bỏ phần thừa nếu có"
                )
            _add(plan, basis, place, alone=len(found) == 1 and bool(basis_line(text)))
        if not found and (law := _LAW.search(text)):
            date = _dated(law["date"] or "")
            _add(plan, FoundBasis(law["kind"], date=date, subject=one_line(law["subject"])), place)


def _basis(match: re.Match[str], rest: str) -> FoundBasis:
    date = _dated(re.sub(r"\s*([/.\-])\s*", r"\1", match["date"] or ""))
    kind = next((kind for kind in _KINDS if bare(kind) == bare(match["kind"])), match["kind"])
    issuer = re.sub(r"^(?:UBND|Uỷ ban nhân dân)\b", "Ủy ban nhân dân", (match["issuer"] or "").strip())
    subject = _subject(rest)
    found = FoundBasis(kind, match["number"].replace(" ", ""), date, issuer, subject)
    if match["date"] and not date:
        found.doubt("ngay", "", match["date"], "ngày này không có trong lịch: chưa ghi")
    return found


def wording(basis: FoundBasis) -> str:
    """Return a basis as a line of a plan cites it."""
    return cited(basis.kind, basis.number, basis.date, basis.issuer, basis.subject)


def basis_line(text: str) -> str:
    """Return what a line «Căn cứ …;» cites; empty for any other paragraph."""
    match = _LINE.fullmatch(one_line(text))
    return match[1] if match else ""


def _dated(text: str) -> str:
    """Return a day as files write it; empty for what is none."""
    try:
        return short_date(parse_date(text)) if text else ""
    except ValueError:
        return ""


def _subject(rest: str) -> str:
    end = _SUBJECT_END.search(rest)  # the comma before who makes the plan may be the first sign
    return (rest[: end.start()] if end else rest).strip(" ,;.")[:_LONGEST]


def _add(plan: FoundPlan, basis: FoundBasis, place: str, *, alone: bool = False) -> None:
    """Add a basis, or what it says more of one that is cited already; two dates for one are a doubt.

    ``alone``: its abstract is the end of a line «Căn cứ …;» and better than one cut from a sentence.
    """
    same = next((other for other in plan.bases if other.number and other.number == basis.number), None)
    if same is None:
        for doubt in basis.doubts:
            doubt.place = place
        plan.bases.append(basis)
        return
    if basis.date and same.date and basis.date != same.date:
        said = f"nơi khác ghi ngày {basis.date}: xem văn bản gốc, giữ một ngày"
        if not any(doubt.said == said for doubt in same.doubts):
            same.doubt("ngay", place, f"{basis.kind} số {basis.number} ngày {basis.date}", said)
    same.date, same.issuer = same.date or basis.date, same.issuer or basis.issuer
    guessed = [doubt for doubt in same.doubts if doubt.key == "trich_yeu"]
    if basis.subject and (alone or not same.subject):
        same.subject = basis.subject
        same.doubts = [doubt for doubt in same.doubts if doubt not in guessed]


def conflicts(plan: FoundPlan, paragraphs: Sequence[tuple[str, str]]) -> None:
    """Doubt the date of a basis that the text cites with another date."""
    by_number = {basis.number: basis for basis in plan.bases if basis.number}
    for place, text in paragraphs:
        for match in _CITED.finditer(text):
            if match["number"].replace(" ", "") in by_number and match["date"]:
                _add(plan, _basis(match, ""), place)
