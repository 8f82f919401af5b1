"""Kính gửi: chữ thường, cỡ 13 đến 14, đứng, sau có dấu hai chấm. Một nơi thì ghi cùng dòng; từ hai nơi trở lên
thì mỗi nơi một dòng, đầu dòng gạch nối, cuối dòng dấu chấm phẩy, dòng cuối dấu chấm, các gạch đầu dòng thẳng
nhau dưới dấu hai chấm.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 9, điểm d; mục V, số thứ tự 8a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View
from reportgen.nd30.letters import Allowed, letter_rules, small_in
from reportgen.nd30.marks import full_stop, listed, semicolons
from reportgen.nd30.mends import BARE_START, STRANGE_DASH, retyped
from reportgen.nd30.upward import rank
from reportgen.patterns import regex
from reportgen.vn.text import bare_words
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import AGENCY
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import AS_SHOWN, Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=False)
_DASH = regex(r"[-–+*•]")
_ON_ONE_LINE = regex(
    r";\s*\S|(?:,|\bvà)\s+(?:Sở|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Chi cục|Cục|Trung tâm|Phòng|Văn phòng|Ban Quản lý|"
    r"Trường|Công ty|Công an|Bệnh viện|Kho bạc|Ngân hàng|Viện)\s"
)
"""Another addressee behind the first, on its line: no name of one agency goes on like this."""
_NO_COLON = regex(r"(?<=gửi)()(?!\s*:)", re.IGNORECASE)


def _all(view: View) -> list[Line]:
    return [*view.optional(Component.KINH_GUI), *view.all(Component.NOI_KINH_GUI)]


def _on_lines_of_their_own(view: View) -> tuple[Line, ...]:
    """Return the addressees that stand on lines of their own, or after a tab."""
    return (*view.optional(Component.KINH_GUI)[1:], *view.all(Component.NOI_KINH_GUI))


def _listed(view: View) -> tuple[Line, ...]:
    lines = _on_lines_of_their_own(view)
    if not lines:
        raise Inapplicable("Kính gửi không có danh sách nhiều nơi")
    return lines


def check_colon(view: View) -> Iterator[Breach]:
    """A colon follows «Kính gửi»."""
    line = view.optional(Component.KINH_GUI)[0]
    if not re.match(r"^kính gửi\s*:", line.text, re.IGNORECASE):
        yield Breach(view.where(line), "sau «Kính gửi» không có dấu hai chấm", "«Kính gửi:»", "thêm dấu hai chấm")


def mend_colon(view: View) -> Iterator[Change]:
    """The colon, where there is none."""
    return retyped(view.optional(Component.KINH_GUI)[:1], _NO_COLON, ":")


def check_one(view: View) -> Iterator[Breach]:
    """A single addressee stands on the line itself."""
    line = view.optional(Component.KINH_GUI)[0]
    lines = _on_lines_of_their_own(view)
    if line.bare.rstrip(" :") != "kinh gui":
        return
    if not lines:
        yield Breach(view.where(line), "không có tên nơi gửi", "tên nơi gửi sau dấu hai chấm", "ghi tên nơi gửi")
    elif len(lines) == 1 and lines[0].paragraph is not line.paragraph:
        if lines[0].place.table and lines[0].place[:2] == line.place[:2]:
            return
        advice = "đưa tên nơi gửi lên cùng dòng với «Kính gửi:», bỏ gạch đầu dòng"
        yield Breach(view.where(lines[0]), "một nơi gửi ghi xuống dòng", "ghi cùng dòng với Kính gửi", advice)


def _unit_of_its_superior(text: str) -> bool:
    """Tell whether what «Kính gửi» names is one unit and the body that it belongs to: «Cục Lãnh sự, Bộ Ngoại giao»."""
    unit, comma, body = text.partition(":")[2].strip().partition(", ")
    return bool(comma and _UNIT.match(bare_words(unit))) and "," not in body and rank(body) > rank(unit)


_UNIT = regex(r"^(tong cuc|cuc|vu|chi cuc|phong|van phong|thanh tra|trung tam|vien|ban|khoa)\b")


def check_list(view: View) -> Iterator[Breach]:
    """Each of several addressees begins with a hyphen and ends with a semicolon, the last with a full stop."""
    first = view.optional(Component.KINH_GUI)[0]
    if _ON_ONE_LINE.search(first.text) and not _unit_of_its_superior(first.text):
        advice = "ghi mỗi nơi một dòng, đầu dòng gạch nối"
        yield Breach(view.where(first), "nhiều nơi gửi trên một dòng", "mỗi nơi một dòng", advice)
        return
    lines = _listed(view)
    if len(lines) == 1:
        raise Inapplicable("Kính gửi không có danh sách nhiều nơi")
    starts = [at for at, line in enumerate(lines) if _DASH.match(line.shown)]
    if not starts:
        yield Breach(
            view.where(lines[0]), "không có gạch đầu dòng", "đầu dòng gạch nối (-)", "thêm gạch nối đầu mỗi dòng"
        )
        return
    undashed = _undashed(lines)
    if undashed:
        advice = "thêm gạch nối đầu dòng này"
        yield view.breach(undashed, "không có gạch đầu dòng", "đầu dòng gạch nối (-)", advice, "dòng")
    for at in starts:
        if not lines[at].shown.startswith("- "):
            found = f"đầu dòng là «{lines[at].shown[:2].strip()}»"
            yield Breach(view.where(lines[at]), found, "gạch nối và dấu cách (- )", "gõ lại gạch đầu dòng")
            break
    yield from semicolons(view, _entry_ends(lines))
    yield from full_stop(view, lines[-1])


def _begins_entry(line: Line, above: Line | None) -> bool:
    """Tell whether a line begins an addressee: by its dash, by an agency's name, or because the one above has ended."""
    if _DASH.match(line.shown) or above is None:
        return bool(_DASH.match(line.shown))
    named = line.text[:1].isupper() and AGENCY.match(line.bare) and not above.text.endswith(",")
    return above.text.endswith((";", ".")) or bool(named)


def _undashed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that begin an addressee without a dash."""
    pairs = zip(lines, (None, *lines), strict=False)
    return [line for line, above in pairs if _begins_entry(line, above) and not _DASH.match(line.shown)]


def _entry_ends(lines: Sequence[Line]) -> list[Line]:
    """Return the last line of each addressee but the last."""
    return [above for above, line in pairwise(lines) if _begins_entry(line, above)]


def mend_list(view: View) -> Iterator[Change]:
    """Hyphens and a space before each of several addressees that have a dash, semicolons and a full stop behind."""
    lines = _on_lines_of_their_own(view)
    starts = [at for at, line in enumerate(lines) if _DASH.match(line.shown)]
    if len(lines) < 2 or not starts or _ON_ONE_LINE.search(view.optional(Component.KINH_GUI)[0].text):
        return
    dashed = [lines[at] for at in starts]
    yield from retyped((line for line in dashed if not line.shown.startswith("- ")), STRANGE_DASH, "- ")
    bare = (line for line in _undashed(lines) if not line.paragraph.label)
    yield from retyped(bare, BARE_START, "- ")
    yield from listed(_entry_ends(lines), lines[-1])


def check_aligned(view: View) -> Iterator[Breach]:
    """The hyphens stand below one another."""
    lines = [line for line in _listed(view) if _DASH.match(line.shown) and not line.place.table]
    if any(line.column for line in lines):
        raise Unseen("danh sách Kính gửi đặt bằng phím Tab, không rõ có thẳng hàng không")
    if len(lines) < 2:
        raise Inapplicable("Kính gửi không có danh sách nhiều nơi")
    if not _begin_alike(lines):
        advice = "chọn cả danh sách, canh trái, đặt cùng một khoảng lùi"
        yield Breach(view.where(lines[0]), "gạch đầu dòng không thẳng nhau", "các gạch đầu dòng thẳng nhau", advice)


def check_below_colon(view: View) -> Iterator[Breach]:
    """The hyphens stand below the colon of «Kính gửi:», not at the left margin."""
    lines = [line for line in _listed(view) if _DASH.match(line.shown) and not line.place.table]
    lines = [line for line in lines if not line.column and line.raw[:1] not in (" ", "\t", "\u00a0")]
    if len(lines) < 2:
        raise Inapplicable("Kính gửi không có danh sách nhiều nơi")
    at_margin = [line for line in lines if line.aligned in ("left", "both") and line.paragraph.layout.start <= AS_SHOWN]
    if at_margin:
        advice = "chọn cả danh sách, kéo khoảng lùi trái đến dưới dấu hai chấm"
        yield view.breach(at_margin, "gạch đầu dòng sát lề trái", "gạch đầu dòng dưới dấu hai chấm", advice, "dòng")


def _begin_alike(lines: list[Line]) -> bool:
    starts = {(line.aligned, line.paragraph.layout.start) for line in lines}
    return len(starts) == 1 and lines[0].aligned != "center"


RULES = (
    *letter_rules("PL1-II-9d/kinh-gui", "Kính gửi", CLAUSE, ALLOWED, _all),
    Rule(
        "PL1-II-9d/kinh-gui-chu-thuong",
        "Chữ thường Kính gửi",
        CLAUSE,
        lambda view: small_in(view, view.optional(Component.KINH_GUI)),
    ),
    Rule(
        "PL1-II-9d/kinh-gui-hai-cham",
        "Dấu hai chấm sau Kính gửi",
        CLAUSE,
        check_colon,
        mends=mend_colon,
    ),
    Rule("PL1-II-9d/kinh-gui-mot-noi", "Kính gửi một nơi", CLAUSE, check_one),
    Rule("PL1-II-9d/kinh-gui-danh-sach", "Danh sách Kính gửi", CLAUSE, check_list, mends=mend_list),
    Rule("PL1-II-9d/kinh-gui-sat-le", "Kính gửi sát lề trái", CLAUSE, check_below_colon),
    Rule("PL1-II-9d/kinh-gui-thang-hang", "Gạch đầu dòng Kính gửi", CLAUSE, check_aligned),
)
