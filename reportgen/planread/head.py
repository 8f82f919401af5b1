"""The head and foot of a plan: agency, superior, symbol, place, number, date, abstract, recipients, who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.planread.found import FoundPlan, FoundSigner
from reportgen.planread.texts import bare, cased, clean, one_line
from reportgen.vn.dates import parse_date, short_date
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.lines import Line

_NUMBER = re.compile(r"số\s*[:.]?\s*(?P<number>[\d.…_\s-]*?)\s*/\s*(?P<symbol>[\w&Đđ.\-–\s]{2,40})", re.IGNORECASE)
_PLAN_NUMBER = re.compile(r"kèm theo kế hoạch\s+" + _NUMBER.pattern, re.IGNORECASE)
_ISSUED_BY = re.compile(r"\bcủa\s+(?P<name>[^()]{3,80}?)\s*\)?\s*\.?$")
_SHORT_DATE = re.compile(r"ngày\s*(\d{1,2}/\d{1,2}/\d{4})")
_DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d{2})\b")
_SPAN = re.compile(r"(?:giai đoạn|năm học|các năm)\s+(?P<first>20\d{2})\s*[-–]\s*(?P<last>20\d{2})", re.IGNORECASE)
"""Several years, or a school year."""
_PLACE = re.compile(r"^(?P<place>[^,\d]{2,60}?)\s*,?\s*ngày\b", re.IGNORECASE)
_UBND = re.compile(r"^(?:UBND|UỶ BAN NHÂN DÂN|ỦY BAN NHÂN DÂN)\b\s*", re.IGNORECASE)
_LEVEL = re.compile(r"^(xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tp\.?|tỉnh)\s+", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.\s*", re.IGNORECASE)
_SHORT = frozenset(("và", "của", "các", "trên", "về"))
_PEOPLE = "Ủy ban nhân dân"


def read_head(plan: FoundPlan, parts: Anatomy, texts: Sequence[str]) -> None:
    """Read what stands above the text; ``texts``: its paragraphs, in which names stand as they are written."""
    agency = plan.agency
    names = _joined(parts.all(Component.CO_QUAN)), _joined(parts.all(Component.CHU_QUAN))
    agency.name, sure = _agency_name(names[0], texts)
    if agency.name and (not sure or parts.confidence.get(Component.CO_QUAN, 1.0) < 1.0):
        agency.doubt("ten", "đầu văn bản", names[0], "tên cơ quan đọc từ đầu văn bản, xem lại chữ hoa, chữ thường")
    agency.parent, sure = _agency_name(names[1], texts)
    if agency.parent and not sure:
        agency.doubt("chu_quan", "đầu văn bản", names[1], "tên cơ quan chủ quản, xem lại chữ hoa, chữ thường")
    if bare(agency.name).startswith("uy ban nhan dan"):
        agency.parent = ""  # the decree prints none above a People's Committee
    _number(plan, one_line(_joined(parts.all(Component.SO_KY_HIEU))), texts)
    _dateline(plan, one_line(_joined(parts.all(Component.DIA_DANH))))
    _subject(plan, parts)


def read_foot(plan: FoundPlan, parts: Anatomy) -> None:
    """Read the recipients and who signs."""
    for line in parts.all(Component.NOI_NHAN_MUC):
        text = one_line(line.shown).lstrip("-–—+•* ").strip(" ;.")
        if text and bare(text) not in ("nhu tren",):
            plan.recipients.append(text)
    signer = plan.agency.signer
    offices = [one_line(line.text) for line in parts.all(Component.CHUC_VU)]
    for text in offices:
        _office(signer, text)
    signer.name = _person(one_line(_joined(parts.all(Component.HO_TEN))))
    if signer.name and parts.confidence.get(Component.HO_TEN, 1.0) < 1.0:
        signer.doubt("ho_ten", "cuối văn bản", signer.name, "họ tên người ký suy theo vị trí")


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


# --- names --------------------------------------------------------------------------------------


def _agency_name(written: str, texts: Sequence[str]) -> tuple[str, bool]:
    """Return an agency's name as a sentence writes it, and whether its capitals are certain."""
    text = one_line(written)
    if not text:
        return "", True
    if match := _UBND.match(text):
        rest, sure = _place_name(text[match.end() :], texts)
        return f"{_PEOPLE} {rest}".strip(), sure
    return cased(text, texts)


def _place_name(text: str, texts: Sequence[str]) -> tuple[str, bool]:
    """Return ``XÃ VIỆT KHÊ`` as ``xã Việt Khê``: what follows the level is a name."""
    match = _LEVEL.match(text)
    if match is None:
        return cased(text, texts)
    level = "thành phố" if bare(match[1]).startswith("tp") else match[1].lower()
    return f"{level} {_titled(text[match.end() :])}", True


def _titled(text: str) -> str:
    """Return a name with a capital in each word."""
    if not text.isupper():
        return text
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())


def _person(text: str) -> str:
    return _titled(text)


# --- number, date, abstract ---------------------------------------------------------------------


def _number(plan: FoundPlan, text: str, texts: Sequence[str]) -> None:
    match = _NUMBER.search(text) or _attached(plan, texts)
    if match is None:
        plan.doubt("ky_hieu", "đầu văn bản", text, "không đọc được số, ký hiệu; ghi ký hiệu, ví dụ KH-UBND")
        return
    plan.number = match["number"].strip(" .…_-")
    plan.symbol = re.sub(r"\s*[-–]\s*", "-", match["symbol"]).strip(" .-").split(" ")[0]
    if not plan.number.isdecimal() and plan.number:
        plan.doubt("so", "đầu văn bản", text, "số không rõ: chưa ghi so")
        plan.number = ""
    plan.agency.symbol = plan.symbol.partition("-")[2] or plan.symbol


def _attached(plan: FoundPlan, texts: Sequence[str]) -> re.Match[str] | None:
    """Return the number in «(Kèm theo Kế hoạch số …)», where only an appendix is given; its date is the plan's."""
    match = next(filter(None, map(_PLAN_NUMBER.search, texts)), None)
    if match is None:
        return None
    if day := _SHORT_DATE.search(match.string, match.start()):
        try:
            plan.date = short_date(parse_date(day[1]))
        except ValueError:
            plan.doubt("ngay", "dòng Kèm theo", day[1], "ngày này không có trong lịch: chưa ghi ngày ban hành")
        plan.year = plan.date[-4:]
    _issuer(plan, match)
    plan.doubt(
        "so", "dòng Kèm theo", match.string, "số, ký hiệu, ngày đọc từ dòng «Kèm theo»; tệp không có đầu văn bản"
    )
    return match


def _issuer(plan: FoundPlan, match: re.Match[str]) -> None:
    """Take the agency of the line, and the place that it is called by, where nothing else names them."""
    agency, issuer = plan.agency, _ISSUED_BY.search(match.string, match.start())
    if agency.name or issuer is None:
        return
    agency.name, _ = _agency_name(issuer["name"], ())
    rest = _UBND.sub("", issuer["name"])
    if level := _LEVEL.match(rest):
        agency.place = agency.place or rest[level.end() :]
        agency.doubt("dia_danh", "dòng Kèm theo", issuer["name"], "địa danh suy từ tên cơ quan")
    agency.doubt("ten", "dòng Kèm theo", issuer["name"], "tên cơ quan đọc từ dòng «Kèm theo»")


def _dateline(plan: FoundPlan, text: str) -> None:
    if match := _PLACE.match(text):
        plan.agency.place = match["place"].strip(" ,")
    if match := _DATE.search(text):
        try:
            plan.date = short_date(parse_date("/".join(match.groups())))
        except ValueError as error:
            plan.doubt("ngay", "đầu văn bản", text, f"{error}: chưa ghi ngày ban hành")
    if match := _YEAR.search(text):
        plan.year = match[1]


def _subject(plan: FoundPlan, parts: Anatomy) -> None:
    lines = parts.all(Component.TRICH_YEU)
    plan.subject = one_line(" ".join(clean(line.text) for line in lines))
    title = one_line(_joined(parts.all(Component.TEN_LOAI)))
    if not plan.subject and len(title.split()) > 3:
        plan.subject = title.split(" ", 2)[2]
        plan.doubt("trich_yeu", "đầu văn bản", title, "trích yếu đọc từ dòng có tên loại")
    if parts.kind not in ("kế hoạch", None):
        plan.doubt(
            "", "đầu văn bản", title, f"văn bản này là {parts.kind}, không phải kế hoạch: xem lại những gì đã đọc"
        )
    if match := _SPAN.search(plan.subject):
        plan.year, plan.school = f"{match['first']}-{match['last']}", "học" in match[0].lower()
        plan.doubt("nam_hoc" if plan.school else "nam", "trích yếu", match[0], "các năm của kế hoạch lấy từ trích yếu")
    if not plan.year and (match := _YEAR.search(plan.subject)):
        plan.year = match[1]
        plan.doubt("nam", "đầu văn bản", plan.subject[:80], "năm lấy từ trích yếu")


# --- who signs ----------------------------------------------------------------------------------

_KEYS = {"TM": "on_behalf_of", "KT": "for_head", "TL": "by_order_of", "TUQ": "authorised_by"}


def _office(signer: FoundSigner, text: str) -> None:
    match = _AUTHORITY.match(text)
    if match is None:
        signer.position = office(f"{signer.position} {text}".strip())
        return
    authority, rest = match[1].upper(), office(text[match.end() :])
    if authority == "Q":
        signer.acting, signer.position = True, rest
    else:
        setattr(signer, _KEYS[authority], rest)


def office(text: str) -> str:
    """Return an office in capitals as it is written in a sentence: ``Phó Chủ tịch``, ``Chánh Văn phòng``."""
    if not text.isupper():
        return text
    lowered = text.lower()
    if _UBND.match(text):
        rest = _UBND.sub("", text)
        return f"{_PEOPLE} {_place_name(rest, ())[0]}".strip()
    for first in ("phó ", "quyền "):
        if lowered.startswith(first):
            rest = lowered[len(first) :]
            return first.capitalize() + rest[:1].upper() + rest[1:]
    if lowered.startswith("chánh văn phòng"):
        return "Chánh Văn phòng" + lowered[len("chánh văn phòng") :]
    return lowered[:1].upper() + lowered[1:]
