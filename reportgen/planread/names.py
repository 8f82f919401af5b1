"""The names in a cell of leads or helpers: taken apart, and known again in their shorter forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.planread.texts import bare, one_line
from reportgen.vn.text import fold

KINDS = (
    "phòng", "văn phòng", "trung tâm", "chi cục", "cục", "sở", "ban", "thanh tra", "pháp chế", "trường", "trạm", "tổ",
    "công an", "ubnd", "ủy ban", "hội", "đoàn", "thành đoàn", "mặt trận", "bộ", "đội", "hạt", "bệnh viện", "bảo hiểm",
    "thuế", "kho bạc", "quỹ", "viện", "đài", "liên đoàn", "công ty", "ban quản lý", "hđnd", "đảng ủy", "bch", "khoa",
    "công chức", "bộ phận", "trưởng", "điện lực", "bưu điện", "ngân hàng", "tòa án", "đồn", "chi nhánh", "thường trực",
    "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "hiệu trưởng", "hợp tác xã", "liên minh", "vnpt", "viettel",
    "tổng công ty", "chi bộ", "chi đoàn", "nhà văn hóa", "xí nghiệp",
)  # fmt: skip
"""Words with which the name of a unit or an agency begins."""
_KIND = re.compile(rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})\b", re.IGNORECASE)
_COLLECTIVE = re.compile(r"(?:các|tất cả|toàn thể|những|mọi)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\w+\s+(?:thuộc|của|liên quan|có liên quan)\b|\w+$", re.IGNORECASE)
_LEVELS = frozenset(("so", "xa", "phuong", "tinh", "thanh pho", "huyen", "ubnd", "tp"))
_MARKED = re.compile(r"^\s*(?:[-–—+*•]|[a-zđ]\)|\d{1,2}[.)](?!\d))\s*")
_AND = re.compile(r"^\s*và\s+")
"""Before the last of names that semicolons part."""
_END = " .;,:/"
_LINKS = frozenset(("va", "&"))


def names_in(cell: str) -> list[str]:
    """Return the names in a cell: parted by lines, semicolons, and commas before another unit or agency."""
    found: list[str] = []
    for piece in _pieces(cell):
        found += _by_commas(piece)
    return list(dict.fromkeys(name for name in (name.strip(_END) for name in found) if name))


_LABEL = re.compile(
    r"(?:^|(?<=[\n;.,]))\s*(?:[-–—+*•]\s*)?(?:(?:cơ quan|đơn vị|phòng)\s+)?(?P<part>chủ trì|phối hợp)"
    r"(?:\s+(?:chính|thực hiện|với))?\s*:",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?P<names>[^()]+)\((?:đơn vị |cơ quan )?(?P<part>chủ trì|phối hợp)\)", re.IGNORECASE)


def parted(cell: str) -> tuple[str, str] | None:
    """Return what a cell says of who leads and of who helps, where it says which: «Chủ trì: …», «… (phối hợp)»."""
    labels = list(_LABEL.finditer(cell))
    ends = [match.start() for match in labels[1:]] + [len(cell)]
    said = [(match["part"], cell[match.end() : end]) for match, end in zip(labels, ends, strict=False)]
    rest = cell[: labels[0].start()] if labels else _BEHIND.sub("", cell)
    said = said or [(match["part"], match["names"]) for match in _BEHIND.finditer(cell)]
    if not said or rest.strip(_END):
        return None
    leads, helpers = ([names for part, names in said if bare(part) == wanted] for wanted in ("chu tri", "phoi hop"))
    return "\n".join(leads), "\n".join(helpers)


def _pieces(cell: str) -> Iterator[str]:
    """Yield the pieces that lines and semicolons part; a line in small letters goes on with the one before."""
    whole: list[str] = []
    for line in cell.split("\n"):
        marked = _MARKED.match(line)
        text = line[marked.end() :].strip() if marked else line.strip()
        goes_on = whole and not marked and text[:1].islower() and not whole[-1].endswith(";")
        goes_on = goes_on and not _COLLECTIVE.match(text)
        if goes_on:
            whole[-1] = f"{whole[-1]} {text}"
        elif text:
            whole.append(text)
    for line in whole:
        yield from (_AND.sub("", _MARKED.sub("", piece)) for piece in line.split(";"))


def _by_commas(text: str) -> Iterator[str]:
    begun = ""
    for piece in re.split(r"(,\s*(?:và\s+)?|\s+và\s+(?=[A-ZĐÀ-Ỹ]))", one_line(text)):
        if not begun or piece.startswith(",") or piece.strip() == "và":
            begun += piece
        elif _begins_another(begun.rstrip(", "), piece, begun):
            yield re.sub(r"(,\s*(?:và\s+)?|\s+và\s+)$", "", begun)
            begun = piece
        else:
            begun += piece
    if begun:
        yield begun


def _begins_another(before: str, piece: str, begun: str) -> bool:
    """Tell whether ``piece`` names another body than the one that ``before`` names, not the rest of its name."""
    joined = re.search(r"(?:,|\svà)$", begun.rstrip()) is not None
    if _COLLECTIVE.match(piece):
        return begun.rstrip().endswith(",")
    kind = _KIND.match(piece)
    if _alone(piece):
        return False
    if kind is None or not (piece[0].isupper() or piece.lower().startswith("ubnd")):
        return False
    if _COLLECTIVE.match(before):
        return not _WHOSE.fullmatch(piece) and not _WHOSE.match(piece) and joined
    return bool(_KIND.match(before))


def _alone(piece: str) -> bool:
    """Tell whether a piece is «UBND» or «HĐND» and nothing else: the end of «Văn phòng HĐND và UBND», no body."""
    return bare(piece).strip(_END) in ("ubnd", "hdnd", "uy ban nhan dan", "hoi dong nhan dan")


def is_collective(name: str) -> bool:
    """Tell whether a name stands for many: «Các phòng, đơn vị thuộc Sở»."""
    return bool(_COLLECTIVE.match(name))


def is_internal(name: str) -> bool:
    """Tell whether a collective name is one of the agency's own units, not of those below or outside it."""
    words = bare(name).replace("dia ban", "")
    own = re.search(r"\b(phong|ban|don vi|bo phan|to|khoa)\b", words)
    others = re.search(
        r"\b(doanh nghiep|hoi|hiep hoi|so|ubnd|uy ban|xa|phuong|thon|to dan pho|truong|nganh chuc nang|"
        r"co lien quan|lien quan|doan the|dia phuong)\b",
        re.sub(r"\b(thuoc|cua) .*", "", words),
    )
    return bool(own) and not others


def tokens(name: str) -> list[str]:
    """Return the words of a name without the signs between them, and without «xã», «Sở» at its end."""
    words = [word for word in re.split(r"[\s,\-–—/&().]+", name) if word]
    while len(words) > 1 and bare(words[-1]) in _LEVELS:
        words.pop()
    return words


def same_name(short: str, full: str) -> bool:
    """Tell whether ``short`` is ``full`` with words left to their initials: «Phòng VH-XH», «Trung tâm CNTT và TT»."""
    return _aligned(tokens(short), tokens(full)) or fold(short) == fold(full)


def _aligned(short: list[str], full: list[str]) -> bool:
    if not short or not full:
        return not short and not full
    if bare(short[0]) in _LINKS:
        return _aligned(short[1:], full[1:] if bare(full[0]) in _LINKS else full)
    if bare(full[0]) in _LINKS:
        return _aligned(short, full[1:])
    if fold(short[0]) == fold(full[0]) and _aligned(short[1:], full[1:]):
        return True
    used = _initials(short[0], full)
    return bool(used) and _aligned(short[1:], full[used:])


def _initials(word: str, full: list[str]) -> int:
    """Return of how many words of ``full`` the letters of ``word`` are the initials; 0 when they are not."""
    if not (2 <= len(word) <= 10 and word.isupper()):
        return 0
    used = 0
    for letter in word:
        while used < len(full) and bare(full[used]) in _LINKS:
            used += 1
        if used == len(full) or full[used][:1].upper() != letter:
            return 0
        used += 1
    return used
