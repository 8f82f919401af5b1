"""Quyền hạn của người ký: «TM.» trước tên tập thể hoặc cơ quan; «Q.» trước chức vụ người đứng đầu khi giao
quyền; «KT.» trước chức vụ người đứng đầu khi ký thay; «TL.», «TUQ.» trước chức vụ người đứng đầu khi thừa lệnh,
thừa ủy quyền.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 7, điểm b.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View, Where
from reportgen.nd30.signing import DEPUTY, MARKS, heads_unit, mark_of, office_of
from reportgen.nd30.types import BETWEEN_PARTIES, OWN_FORMS
from reportgen.patterns import regex
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = MARKS
_ON_BEHALF = regex(r"^(UỶ|ỦY) BAN NHÂN DÂN|^UBND")


def _prefix(line: Line) -> str:
    return next((mark for mark in ALLOWED if line.text.upper().startswith(mark + " ")), "")


def check_present(view: View) -> Iterator[Breach]:
    """A document has a signature block: office and name."""
    view.administrative()
    if view.kind in OWN_FORMS:
        raise Inapplicable(f"{view.kind} có thể theo mẫu riêng")
    if not view.all(Component.CHUC_VU):
        advice = "ghi quyền hạn, chức vụ, họ tên người ký ở cuối văn bản, bên phải"
        yield Breach(Where(Component.CHUC_VU), "không thấy chức vụ người ký", "quyền hạn, chức vụ của người ký", advice)


def check_form(view: View) -> Iterator[Breach]:
    """The abbreviations are written as the clause writes them: capitals, a full stop, a space."""
    for line in view.need(Component.CHUC_VU):
        mark = mark_of(line)
        if line.text.upper().startswith("QUYỀN "):
            yield Breach(view.where(line), "«QUYỀN»", "«Q.» trước chức vụ", "sửa QUYỀN thành Q.")
        elif mark and not _prefix(line):
            found = f"«{line.text.split()[0]}»"
            advice = f"gõ lại: {mark} {office_of(line)}"
            yield Breach(view.where(line), found, f"{', '.join(ALLOWED)} rồi dấu cách", advice)


def check_order(view: View) -> Iterator[Breach]:
    """«TM.» comes first; below «KT.» stands the deputy who signs."""
    lines = view.need(Component.CHUC_VU)
    marks = [mark_of(line) for line in lines]
    if not any(marks):
        raise Inapplicable("chữ ký không có chữ viết tắt quyền hạn")
    if "TM." in marks[1:]:
        line = lines[marks.index("TM.", 1)]
        yield Breach(view.where(line), "TM. không ở dòng đầu", "TM. ở dòng đầu khối chữ ký", "chuyển dòng TM. lên trên")
    for at, mark in enumerate(marks):
        if mark in ("TL.", "TUQ.") and at == len(lines) - 1:
            found = f"dưới {mark} không có chức vụ của người ký"
            required = f"{mark} chức vụ người đứng đầu, dưới là chức vụ của người ký"
            advice = f"ghi {mark} trước chức vụ người đứng đầu, chức vụ người ký ở dòng dưới"
            yield Breach(view.where(lines[at]), found, required, advice)
        if mark == "KT." and not any(DEPUTY.match(line.text) for line in lines[at + 1 :]):
            advice = "ghi chức vụ của người ký (cấp phó) ở dòng dưới"
            yield Breach(
                view.where(lines[at]),
                "dưới KT. không có chức vụ cấp phó",
                "KT. chức vụ người đứng đầu, dưới là chức vụ cấp phó",
                advice,
            )


def check_head(view: View) -> Iterator[Breach]:
    """After «KT.», «TL.», «TUQ.» stands the head's office, not a deputy's."""
    for line in view.need(Component.CHUC_VU):
        mark, rest = mark_of(line), office_of(line)
        if mark in ("KT.", "TL.", "TUQ.") and rest.startswith("PHÓ "):
            required = f"{mark} rồi chức vụ của người đứng đầu"
            yield Breach(
                view.where(line), f"sau {mark} là {rest}", required, "ghi chức vụ người đứng đầu sau chữ viết tắt"
            )


def _signed_once(view: View) -> tuple[Line, ...]:
    """Return the lines of the signature; raises Inapplicable for what several people sign, each for himself."""
    if view.kind in BETWEEN_PARTIES:
        raise Inapplicable(f"{view.kind} do nhiều bên, nhiều người cùng ký")
    return view.need(Component.CHUC_VU)


def check_whom(view: View) -> Iterator[Breach]:
    """«TL.», «KT.», «TUQ.» stand before an office, not before the name of the agency; «TM.» the other way round."""
    for line in view.need(Component.CHUC_VU):
        mark, rest = mark_of(line), office_of(line)
        if mark == "TM." and _OF_ONE.match(rest):
            required = "TM. rồi tên tập thể lãnh đạo hoặc tên cơ quan"
            advice = f"ghi TM. trước tên tập thể, {rest} ở dòng dưới; không thay mặt tập thể thì bỏ TM."
            yield Breach(view.where(line), f"sau TM. là chức vụ {rest}", required, advice)
        if mark in ("KT.", "TL.", "TUQ.") and _AGENCY.match(rest):
            head = "CHỦ TỊCH" if _ON_BEHALF.match(rest) else "và chức vụ người đứng đầu"
            required = f"{mark} rồi chức vụ của người đứng đầu"
            yield Breach(view.where(line), f"sau {mark} là tên cơ quan {rest}", required, f"gõ lại: {mark} {head}")


def check_bare_office(view: View) -> Iterator[Breach]:
    """Below «TM. ỦY BAN NHÂN DÂN» the office stands without the agency's name, which is on the line above."""
    lines = view.need(Component.CHUC_VU)
    behalf = [at for at, line in enumerate(lines) if mark_of(line) == "TM." and _ON_BEHALF.match(office_of(line))]
    if not behalf:
        raise Inapplicable("chữ ký không có dòng TM. ỦY BAN NHÂN DÂN")
    for line in lines[behalf[0] + 1 :]:
        if match := _NAMED_AGAIN.match(office_of(line)):
            required = "chức vụ không kèm tên cơ quan đã ghi ở dòng TM."
            mark = f"{mark_of(line)} ".lstrip()
            yield Breach(view.where(line), f"chức vụ ghi «{office_of(line)}»", required, f"gõ lại: {mark}{match[1]}")


_AGENCY = regex(r"^((UỶ|ỦY) BAN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|BỘ(?! TRƯỞNG)|CỤC(?! TRƯỞNG))\b")
_NAMED_AGAIN = regex(r"^((?:PHÓ )?CHỦ TỊCH) (?:UBND|(?:UỶ|ỦY) BAN NHÂN DÂN)\b")
_OFFICES = (
    "TRƯỞNG PHÒNG", "TRƯỞNG BAN", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA",
    "CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "BỘ TRƯỞNG", "VỤ TRƯỞNG", "CHỦ NHIỆM",
)  # fmt: skip
"""Offices that mean nothing with other marks over their letters."""
_OF_ONE = regex(rf"^({'|'.join(_OFFICES)})\b(?! ĐOÀN\b)")
"""An office that one person holds; «CHỦ TỊCH ĐOÀN» is a collective."""
_SPELT = {without_accents(office).upper(): office for office in _OFFICES}


def check_spelt(view: View) -> Iterator[Breach]:
    """The marks over an office's letters are the right ones."""
    for line in view.need(Component.CHUC_VU):
        office = office_of(line).removeprefix("PHÓ ")
        plain = without_accents(office).upper()
        name = next((name for name in _SPELT if plain == name or plain.startswith(f"{name} ")), "")
        typed = office[: len(name)]
        if name and typed != _SPELT[name] and typed != name:  # typed without any mark at all is no slip
            yield Breach(view.where(line), f"«{typed}» viết sai dấu", f"«{_SPELT[name]}»", f"gõ lại: {_SPELT[name]}")


def check_whole_office(view: View) -> Iterator[Breach]:
    """An office is written out."""
    for line in view.need(Component.CHUC_VU):
        office = office_of(line)
        if match := _SHORTENED.match(office):
            whole = _WHOLE[match[1].rstrip(". ")] + office[match.end() :]
            mark = f"{mark_of(line)} ".lstrip()
            yield Breach(
                view.where(line), f"chức vụ viết tắt «{office}»", "chức vụ ghi đầy đủ", f"gõ lại: {mark}{whole}"
            )


_WHOLE = {"P": "PHÓ ", "PCT": "PHÓ CHỦ TỊCH", "PGĐ": "PHÓ GIÁM ĐỐC", "GĐ": "GIÁM ĐỐC", "CVP": "CHÁNH VĂN PHÒNG"}
_SHORTENED = regex(r"^(P\.\s*(?=[^\W\d]{2})|(?:PCT|PGĐ|GĐ|CVP)(?!\w))")


def check_deputy(view: View) -> Iterator[Breach]:
    """A deputy signs for the head, «KT.» and the head's office on the line above."""
    lines = _signed_once(view)
    deputies = [line for line in lines if DEPUTY.match(line.text) and not mark_of(line)]
    if len(deputies) != 1:
        raise Inapplicable("người ký không phải là một cấp phó")
    marks = {mark_of(line): office_of(line) for line in lines}
    if marks.keys() & {"KT.", "TUQ."}:
        return
    if "TM." in marks and not _ON_BEHALF.match(marks["TM."]):
        raise Unseen("cấp phó ký thay mặt tập thể: không rõ có ký thay người đứng đầu hay không")
    office = office_of(deputies[0])
    head = f"KT. {office.removeprefix('PHÓ ')}" if office.startswith("PHÓ ") else "KT. và chức vụ người đứng đầu"
    found = f"{office} ký, phía trên không có dòng KT."
    required = "cấp phó ký thay: dòng trên là KT. và chức vụ người đứng đầu"
    yield Breach(view.where(deputies[0]), found, required, f"thêm phía trên dòng: {head}")


def check_by_order(view: View) -> Iterator[Breach]:
    """The head of a unit signs for the agency by order, «TL.», or as authorised, «TUQ.»."""
    lines = _signed_once(view)
    units = [line for line in lines if heads_unit(line)]
    if not units:
        raise Inapplicable("người ký không phải là người đứng đầu đơn vị thuộc cơ quan")
    if any(mark_of(line) in ("TL.", "TUQ.") for line in lines):
        return
    unit = heads_unit(units[0])
    names = (*view.all(Component.CHU_QUAN), *view.need(Component.CO_QUAN))
    if any(name.bare.startswith(unit) for name in names):
        raise Inapplicable("người ký là người đứng đầu cơ quan ban hành")
    found = f"{office_of(units[0])} ký văn bản của {view.agency_name}, không có dòng TL."
    required = "TL. và chức vụ người đứng đầu cơ quan, dưới là chức vụ người ký"
    advice = "thêm phía trên dòng TL. và chức vụ người đứng đầu cơ quan (TL. GIÁM ĐỐC, TL. CHỦ TỊCH …)"
    yield Breach(view.where(lines[0]), found, required, advice)


RULES = (
    Rule("PL1-II-7b/chuc-vu", "Chức vụ người ký", CLAUSE, check_present),
    Rule("PL1-II-7b/quyen-han", "Chữ viết tắt quyền hạn", CLAUSE, check_form),
    Rule("PL1-II-7b/thu-tu", "Thứ tự quyền hạn, chức vụ", CLAUSE, check_order),
    Rule("PL1-II-7b/ky-thay", "Cấp phó ký thay", CLAUSE, check_deputy),
    Rule("PL1-II-7b/thua-lenh", "Người đứng đầu đơn vị ký thừa lệnh", CLAUSE, check_by_order),
    Rule("PL1-II-7b/sau-chu-viet-tat", "Chức vụ sau KT., TL., TUQ., tên tập thể sau TM.", CLAUSE, check_whom),
    Rule("PL1-II-7b/chuc-vu-gon", "Chức vụ dưới dòng TM.", CLAUSE, check_bare_office, Level.KHUYEN_NGHI),
    Rule("PL1-II-7b/chinh-ta", "Chính tả của chức vụ", CLAUSE, check_spelt, Level.KHUYEN_NGHI),
    Rule("PL1-II-7b/chuc-vu-day-du", "Chức vụ viết tắt", CLAUSE, check_whole_office, Level.KHUYEN_NGHI),
    Rule("PL1-II-7b/nguoi-dung-dau", "Chức vụ sau KT., TL., TUQ.", CLAUSE, check_head),
)
