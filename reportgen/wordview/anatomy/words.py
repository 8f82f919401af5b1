"""Words by which the parts of a document are known; all patterns are for text without any mark."""

from __future__ import annotations

from reportgen.patterns import regex
from reportgen.vn.text import UPPER
from reportgen.wordview.anatomy.parts import TYPE_KEYS
from reportgen.wordview.lines import Line

NATION = "cong hoa xa hoi chu nghia viet nam"
_NATION_WORDS = frozenset(NATION.split())
_MISSPELT = 2
"""Words of the Quốc hiệu or letters of it that may be wrong: nothing else has the others."""
NUMBER = regex(r"^so\s*(?:[:.]|(?=[\d.…_/ ]*/))")
_WORDLESS = regex(r"^\d{1,5}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-Za-zĐđ]{0,6}\s*[-–/]\s*[A-ZĐ&]{2,}")
DATE = regex(r"\bngay\b.{0,30}\bthang\b.{0,30}\bnam\b|\bngay\s*[\d.…]*\s*/\s*[\d.…]*\s*/\s*\d*")
_PLACED = regex(r"^[^,\d]{2,40},\s*(ngay\b|<|\[|\{|\$)")
_SLASHED = regex(r"^[^\d,]{2,40},\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$")
_YEARLESS = regex(r",\s*ngay\s*[\d.…]*\s*thang\s*[\d.…]*$")
_IN_PASSING = regex(r"^(\(|\d|hom nay|kem theo|ban hanh|can cu|theo|so\b)")
ABOUT = regex(r"^v\s*[/\\]\s*v\b|^ve viec\b")
ADDRESSED = regex(r"^(kinh (gui|goi|trinh)|dong kinh gui)\b")
WIRED = regex(r"\bdien\s*:?$")
BASIS = regex(r"^[-+*•]?\s*(can cu|theo de nghi|xet de nghi|xet to trinh|xet|thuc hien|thi hanh)\b")
RECIPIENTS = regex(r"^noi\s*nhan\s*(?:[:;.,]|$|\s[-–+]|\s{3,})")
SENDERS = regex(r"^noi\s*gui\s*[:;.,]?$")
"""What people type for «Nơi nhận»: it heads a list of recipients all the same."""
LISTED = regex(r"^(noi\s*(nhan|gui)\b|[-–+]\s)")
KEPT = regex(r"^[-–+*•]?\s*luu\b(?! tru\b)")
DIVISION = regex(r"^(phan|chuong|muc|dieu)\s+(thu\s+\w+|[ivxlc]+|\d+)\b")
LEVEL = regex(r"^\s*(Điều\s+\d+|[IVX]{1,5}\.\s|\d{1,2}[.)]\s|[a-zđ]\)\s)")
LETTERED = regex(r"^([a-e]|[ivx]{1,5})\s*[.)/]\s")
CONTACT = regex(r"^(dia chi|dien thoai|dt|tel|email|e-mail|website|fax)\s*[:.]")
DASHED = regex(r"^\s*[-–—−+•*]")
AUTHORITY = regex(
    r"^(?:(?P<stopped>(?i:tm|kt|tl|tuq|q))\s*\."
    rf"|(?P<typed>T\s*[./]?\s*M|K\s*[./]?\s*T|T\s*[./]?\s*L|T\s*[./]?\s*U\s*[./]?\s*Q|Q)(?:\s*[./]\s*|\s+)(?=[{UPPER}]))"
)
"""«KT.», and what is typed for it before an office in capitals: «K/T», «KT», «K.T.»."""
OFFICE = regex(
    r"^((quyen|pho|q\.?)\s+)?(tong\s+)?(chu tich|giam doc|bo truong|thu truong|chanh|truong|vien truong|cuc truong|"
    r"vu truong|chi cuc truong|chi huy|hieu truong|tu lenh|thu tuong|chu nhiem|to truong|doi truong|hieu pho|pho|"
    r"tong thanh tra|tong kiem toan|tong bien tap|thong doc|hat truong|tram truong|"
    r"bi thu|tong bi thu|vien pho|cuc pho|vu pho|nguoi dung dau|thu ky|ke toan truong|chu toa|dai dien)\b"
)
AGENCY = regex(
    r"^(uy ban|ubnd|hoi dong|hdnd|bo|so|cuc|tong cuc|chi cuc|vu|truong|trung tam|phong|van phong|ban|hoi|dai hoc|"
    r"tong cong ty|cong ty|tap doan|benh vien|vien|hoc vien|toa an|cong an|kho bac|ngan hang|bao hiem|thanh tra|"
    r"chinh phu|quoc hoi|lien doan|chu tich|to cong tac|to|doan|chi nhanh|ban quan ly|bo chi huy|dang bo|dang uy|"
    r"huyen uy|tinh uy|mat tran|lien minh|thu tuong|kiem toan|quy|bao|nha|thue|hai quan|khoa|doi|tram)\b"
)
SUPERIOR = regex(r"^(uy ban nhan dan|ubnd|bo|so|tong cuc|thanh uy|tinh uy|dai hoc|tong cong ty|tap doan|cuc)\b")
CONTINUED = regex(r"^(xa|phuong|tinh|thanh pho|tp|huyen|quan|dac khu|thi xa|thi tran|va|cua|khu vuc|viet nam)\b")
URGENCY = regex(r"^(hoa toc(\W{1,2}hen gio\b.{0,30})?|thuong khan|khan)$")
CIRCULATION = regex(r"^(xem xong tra lai|luu hanh noi bo)$")
SECRECY = regex(r"^(tuyet mat|toi mat|mat)$")
DRAFT_WORDS = r"(?:(?:ban\s*)?du\s*thao|ban\s*(?:thao|nhap)|draft)"
DRAFT = regex(rf"^\(?\s*{DRAFT_WORDS}\b.*$")
APPENDIX = regex(r"^phu luc(\s+(so\s+)?([ivxlc]{1,7}|\d{1,2}|[a-z]))?\s*[.:]?$")
APPENDIX_TITLED = regex(r"^phu luc\s+(so\s+)?([ivxlc]{1,7}|\d{1,2}|[a-z])?\s*[.:\-–]\s*\S")
ATTACHED = regex(r"^\(?\s*(ban hanh\s+)?(kem theo|dinh kem)\b")
ATTACHABLE = regex(
    r"^(quy (dinh|che|trinh)|dieu le|noi quy|danh (sach|muc)|chuong trinh|ke hoach|de (an|cuong)|phuong an|huong dan)\b"
)
"""What is issued with a document, by the first words of its title."""
DRAFTER = regex(r"^([A-ZĐ]{1,5}[.,]?\s*\d{1,4}|[A-Za-zĐđ]{1,5}[.,]?\s*\(\s*\d{1,4}\s*b?\s*\))\.?$")
PLACEHOLDER = regex(
    r"<{1,2}[^\W\d]\w*(?:[ _.-]\w+)*>{1,2}|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{\w+\}|«[A-Za-z0-9]+_\w+»|\b99/99/9999\b|"
    r"\[\[[^\[\]]+\]\]|\[[^\W\d]\w*(?:[ _]\w+)*\]|#[^\W\d]\w+#"
)
"""Where a template's value goes, as the makers of such templates write it."""
RULE_CHARS = frozenset("_-–—―─━=*.~ \t\u00ad")


def is_typed_rule(line: Line) -> bool:
    """Tell whether a line is a rule typed from underscores, dashes and the like."""
    text = line.text
    if len(text) < 3 or text[0] not in RULE_CHARS or text[-1] not in RULE_CHARS:
        return False
    return set(text) <= RULE_CHARS and any(char in "_-–—―─━=*~" for char in text)


def type_key(line: Line) -> str:
    """Return a line as a document type's name is looked up."""
    return line.key.rstrip(" :.")


def names_type(line: Line) -> bool:
    """Tell whether a line is nothing but the name of a document type."""
    return type_key(line) in TYPE_KEYS


def is_dateline(line: Line) -> bool:
    """Tell whether a line gives place and date, not a date in passing, as a letter's abstract may."""
    dated = bool(DATE.search(line.bare) or _SLASHED.match(line.bare))
    dated = dated or (is_placed(line) and bool(PLACEHOLDER.search(line.text) or _YEARLESS.search(line.bare)))
    passing = _IN_PASSING.match(line.bare) or ABOUT.match(line.bare)
    return len(line.text) < 90 and dated and not passing


def is_placed(line: Line) -> bool:
    """Tell whether a line begins with a place and what may be a date."""
    return bool(_PLACED.match(line.bare))


def is_nation(line: Line) -> bool:
    """Tell whether a line is the Quốc hiệu, also with a word or two misspelt."""
    if NATION in line.bare:
        return True
    words = line.bare.split()
    like = line.upper and abs(len(words) - len(_NATION_WORDS)) <= 1
    return like and len(_NATION_WORDS - set(words)) <= _MISSPELT


def is_motto(line: Line) -> bool:
    """Tell whether a line is the Tiêu ngữ, however it is punctuated, also with one of its phrases misspelt."""
    found = sum(words in line.bare for words in _MOTTO)
    return found == len(_MOTTO) or (found == len(_MOTTO) - 1 and len(line.text) <= _MOTTO_LONGEST)


_MOTTO = ("doc lap", "tu do", "hanh phuc")
_MOTTO_LONGEST = 32  # characters: a longer line with two of its phrases is a sentence


def is_number(line: Line) -> bool:
    """Tell whether a line gives number and symbol, also without the word «Số» before them."""
    return bool(NUMBER.match(line.bare) or (line.text[:1].isdecimal() and _WORDLESS.match(line.text)))


_PARAGRAPH = 120  # characters: a line of more is one of the text


def is_text(line: Line) -> bool:
    """Tell whether a line is certainly one of the text: numbered, or a paragraph."""
    if LEVEL.match(line.shown):
        return True
    return len(line.text) > _PARAGRAPH or (line.aligned == "both" and line.text.endswith((".", ";", ":")))
