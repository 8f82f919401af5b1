"""What the decree does not bind: told by its head, its title, its blanks; and not judged unless somebody wants it.

Nghị định 30 is for the administrative documents of state bodies (Điều 1, Điều 2). The Party's documents, laws, forms
that other rules prescribe, contracts, petitions and speeches have forms of their own, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportgen.nd30.types import BETWEEN_PARTIES
from reportgen.patterns import regex
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.anatomy.parts import NORMATIVE
from reportgen.wordview.anatomy.words import APPENDIX, ATTACHED, PLACEHOLDER
from reportgen.wordview.lines import Line

_HEAD = 14
"""Lines in which a title without a head of the decree is looked for."""
_TOP = 6
"""Lines at the very top, where a form says which rules prescribe it."""
_PLACEHOLDERS = 3
"""So many places to be filled in make a template; fewer are forgotten in a document."""
_SHOWN = 4
_LETTERS = 120
"""Letters that a text needs for its language to be told."""
_MARKED = 0.05
"""Of letters: a text in Vietnamese has marks on a quarter of them, one in another language on few or none."""
_SIGNS_OF_OFFICE = 2
"""Number, type, Nơi nhận, signature: so many make an administrative document, also one that lacks its Quốc hiệu."""
_TITLE_LONGEST = 160
_PARTY = "dang cong san viet nam"
_UNION = regex(r"^doan (tncs|thanh nien cong san) ho chi minh$")
_FORM = regex(r"^\(?(mau|bieu mau|mau bieu|bieu)\s*(so)?\s*[:.]?\s*[\d]|^\(?mau\s+[a-z]?\d|^mau\s+so\b")
_ISSUED_WITH = regex(r"^\(?\s*(ban hanh|kem theo).{0,40}\b(thong tu|nghi dinh)\b")
_COURT_SYMBOL = regex(
    r"/(?:\d{4}/)?(?:(?:QĐ)?(?:HS|DS|HNGĐ|KDTM|LĐ|HC|VDS)-?[SPG]T\b|QĐ(?:ST|PT|XXST|CNTT|ĐC)\b|TLST|TB-TLVA|CT-VKS|KN-VKS)"
)
_COURT = regex(r"^(ban an|cao trang|ban cao trang|quyet dinh dua vu an ra xet xu|bien ban phien toa)\b")
_PETITION = regex(
    r"^(don ((de )?nghi|xin|khieu|to cao|kien|dang ky|trinh|yeu cau|khoi kien|ly hon|phan anh|de xuat|thoi|bao|"
    r"tu nguyen|ung|keu|du)|"
    r"don$|giay de nghi|giay cam ket|ban cam ket|ban tuong trinh|ban kiem diem|ban tu kiem diem|so yeu ly lich|"
    r"ly lich|to khai|phieu dang ky|ban khai|ban tu nhan xet)\b"
)
_SLIP = regex(r"^phieu (de )?trinh\b")
_CONTRACT = regex(
    r"^(hop dong|phu luc hop dong|(van ban )?thoa thuan (hop tac|ve viec)|ban thoa thuan|"
    r"bien ban (thanh ly|nghiem thu|thuong thao|ban giao))\b"
)
_SPEECH = regex(
    r"^(bai (phat bieu|tham luan|noi)|phat bieu|dien van|loi (khai mac|be mac|chao mung|phat bieu|dan)|tham luan|"
    r"kich ban|dap tu|chuc van|diem van|bao cao tham luan)\b"
)


def beyond(anatomy: Anatomy) -> str:
    """Return what a document seems to be that the decree does not bind, with the reason; empty where it does."""
    found = (sort(anatomy) for sort in _SORTS)
    return next(filter(None, found), "")


def _without_head(anatomy: Anatomy) -> bool:
    return not any(anatomy.all(part) for part in (Component.QUOC_HIEU, Component.TIEU_NGU))


def _titles(anatomy: Anatomy) -> Sequence[Line]:
    """Return the lines near the top that may be a title: in capitals or bold, above what certainly follows one."""
    heads = {line.order for part in _OF_HEAD for line in anatomy.all(part)}
    below = (line.order + (part is Component.TEN_LOAI) for part in _BELOW_TITLE for line in anatomy.all(part)[:1])
    near = [line for line in anatomy.lines[: min(below, default=_HEAD + len(heads))] if line.order not in heads]
    return [line for line in near if len(line.text) < _TITLE_LONGEST and (line.upper or line.letters.bold)]


_OF_HEAD = (
    Component.QUOC_HIEU, Component.TIEU_NGU, Component.CHU_QUAN, Component.CO_QUAN, Component.SO_KY_HIEU,
    Component.DIA_DANH, Component.TRICH_YEU_CV,
)  # fmt: skip
_BELOW_TITLE = (Component.TEN_LOAI, Component.KINH_GUI, Component.CAN_CU)


def _titled(anatomy: Anatomy, pattern: re.Pattern[str]) -> Line | None:
    return next((line for line in _titles(anatomy) if pattern.match(line.bare)), None)


def _template(anatomy: Anatomy) -> str:
    found = [match[0] for line in anatomy.lines if _may_hold(line) for match in PLACEHOLDER.finditer(line.text)]
    if len(set(found)) < _PLACEHOLDERS:
        return ""
    shown = ", ".join(f"«{text.strip('«»')}»" for text in list(dict.fromkeys(found))[:_SHOWN])
    more = f" (và {len(found) - _SHOWN} chỗ khác)" if len(found) > _SHOWN else ""
    return f"mẫu của phần mềm hoặc văn bản chưa điền xong, còn chỗ của mẫu: {shown}{more}"


def _may_hold(line: Line) -> bool:
    return any(sign in line.text for sign in "<{[$«#") or "99/99" in line.text


def _party(anatomy: Anatomy) -> str:
    if not _without_head(anatomy):
        return ""
    for line in anatomy.lines[:_HEAD]:
        if line.upper and line.bare.startswith(_PARTY):
            return f"văn bản của Đảng (có «{line.text}»), thể thức theo Hướng dẫn 05-HD/VPTW"
        if line.upper and _UNION.match(line.bare):
            return f"văn bản của Đoàn Thanh niên (có «{line.text}»), thể thức theo hướng dẫn của Trung ương Đoàn"
    return ""


def _foreign(anatomy: Anatomy) -> str:
    if not _without_head(anatomy):
        return ""
    text = "".join(char for line in anatomy.lines[:200] for char in line.text if char.isalpha())
    plain = without_accents(text)
    if len(text) < _LETTERS or _share(text, plain) > _MARKED:
        return ""
    return "văn bản tiếng nước ngoài"


def _share(text: str, plain: str) -> float:
    """Return the share of letters that are not those of plain Latin."""
    return sum(not char.isascii() for char in text) / max(len(plain), 1)


def _law(anatomy: Anatomy) -> str:
    if anatomy.kind not in NORMATIVE:
        return ""
    return f"{anatomy.kind}, là văn bản quy phạm pháp luật, thể thức theo quy định riêng"


def _form(anatomy: Anatomy) -> str:
    nation = anatomy.all(Component.QUOC_HIEU)
    for line in anatomy.lines[: nation[0].order if nation else _TOP][:_TOP]:
        if _FORM.match(line.bare) or (_ISSUED_WITH.match(line.bare) and not attached_file(anatomy)):
            return f"biểu mẫu theo quy định của ngành (có «{_short(line)}»)"
    return ""


def _court(anatomy: Anatomy) -> str:
    numbers = [line for line in anatomy.lines[:_HEAD] if _COURT_SYMBOL.search(line.text)]
    line = next(iter(numbers), None) or _titled(anatomy, _COURT)
    return f"văn bản tố tụng của tòa án, viện kiểm sát (có «{_short(line)}»)" if line is not None else ""


def _petition(anatomy: Anatomy) -> str:
    line = None if anatomy.all(Component.SO_KY_HIEU) else _titled(anatomy, _PETITION)
    return f"đơn, tờ khai của cá nhân (có «{_short(line)}»)" if line is not None else ""


def _slip(anatomy: Anatomy) -> str:
    line = _titled(anatomy, _SLIP)
    return f"phiếu trình giải quyết công việc (có «{_short(line)}»), không thuộc các loại ở Điều 7" if line else ""


def _contract(anatomy: Anatomy) -> str:
    line = _titled(anatomy, _CONTRACT)
    if line is not None and anatomy.kind in BETWEEN_PARTIES and _issued(anatomy):
        return ""  # of a type of Điều 7, with an agency and a number of its own, it is administrative
    return f"hợp đồng, thỏa thuận (có «{_short(line)}»), thể thức theo các bên" if line is not None else ""


def _issued(anatomy: Anatomy) -> bool:
    """Tell whether an office that is no company has put its name and a number at the head of a document."""
    names = anatomy.all(Component.CO_QUAN)
    return bool(names and anatomy.all(Component.SO_KY_HIEU)) and not any(_COMPANY.match(line.bare) for line in names)


def _speech(anatomy: Anatomy) -> str:
    line = _titled(anatomy, _SPEECH) if _without_head(anatomy) else None
    return f"bài phát biểu, tham luận (có «{_short(line)}»)" if line is not None else ""


def _company(anatomy: Anatomy) -> str:
    names = [line for line in anatomy.all(Component.CO_QUAN) if _COMPANY.match(line.bare)]
    return f"văn bản của doanh nghiệp (có «{_short(names[0])}»)" if names and anatomy.kind is None else ""


def _headless(anatomy: Anatomy) -> str:
    if not _without_head(anatomy) or attached_file(anatomy):
        return ""
    signs = (
        anatomy.kind is not None,
        bool(anatomy.all(Component.SO_KY_HIEU)),
        bool(anatomy.all(Component.NOI_NHAN)),
        bool(anatomy.all(Component.CHUC_VU)),
    )
    if sum(signs) >= _SIGNS_OF_OFFICE:
        return ""
    return "tài liệu không có phần đầu của văn bản hành chính (Quốc hiệu, Tiêu ngữ, số, ký hiệu, tên loại)"


def attached_file(anatomy: Anatomy) -> bool:
    """Tell whether the file is an appendix by itself (Mẫu 2.2): its heading, or «(Kèm theo …)», stands at the top."""
    if not _without_head(anatomy):
        return False
    near = anatomy.lines[:_HEAD]
    return any(APPENDIX.match(line.bare) or (ATTACHED.match(line.bare) and line.text[:1] == "(") for line in near)


def _short(line: Line) -> str:
    text = " ".join(line.text.split())
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"


_COMPANY = regex(r"^(cong ty|hop tac xa|doanh nghiep|chi nhanh cong ty|vpcc|van phong (luat su|cong chung))\b")
_SORTS: tuple[Callable[[Anatomy], str], ...] = (
    _template, _party, _foreign, _law, _form, _court, _slip, _contract, _petition, _speech, _company, _headless,
)  # fmt: skip
"""In this order: the surest signs first."""
