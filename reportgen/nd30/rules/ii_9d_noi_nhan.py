"""Từ «Nơi nhận» một dòng riêng, ngang hàng với chức vụ người ký, sát lề trái, sau có dấu hai chấm; chữ thường,
cỡ 12, nghiêng, đậm. Danh sách: chữ thường, cỡ 11, đứng; mỗi nơi một dòng, đầu dòng gạch nối sát lề trái, cuối
dòng dấu chấm phẩy; dòng cuối có chữ «Lưu», dấu hai chấm, «VT», dấu phẩy, chữ viết tắt đơn vị soạn thảo và số
lượng bản lưu, cuối cùng dấu chấm.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 9, điểm d; mục V, số thứ tự 8b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View, Where
from reportgen.nd30.letters import Allowed, letter_rules, part
from reportgen.nd30.marks import listed, semicolons
from reportgen.nd30.mends import BARE_START, STRANGE_DASH, ended, retyped
from reportgen.nd30.types import BETWEEN_PARTIES
from reportgen.patterns import regex
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.parts import SURE
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
WORD = Allowed(Points(12), Points(12), bold=True, italic=True)
LIST = Allowed(Points(11), Points(11), bold=False)
_KEPT = regex(r"^-\s*Lưu:")
_DRAFTER = regex(r"\.\s*[A-ZĐ]{1,5}\.?\s*\(\s*\d{1,4}\s*\)$")
"""Drafter code and copies (ô 12) that follow the Lưu line's full stop on the same line."""
_DIVIDED = regex(
    r"^(chinh phu|bo (?!phan)|so|uy ban nhan dan|ubnd|tong cuc|cuc|thanh tra|van phong|ban quan ly|ban dan toc|"
    r"benh vien|dai hoc|truong (dai hoc|cao dang)|hoc vien|vien)\b"
)
"""Agencies that surely have divisions which draft: a school, a station, a division has none of its own."""


def _kept_text(view: View) -> str:
    return " ".join(line.text for line in view.need(Component.LUU))


def _list(view: View) -> list[Line]:
    lines = [*view.all(Component.NOI_NHAN_MUC), *view.all(Component.LUU)]
    if not lines:
        view.need(Component.NOI_NHAN_MUC)
    return lines


def check_word(view: View) -> Iterator[Breach]:
    """«Nơi nhận:» stands on a line of its own, with a colon."""
    line = view.need(Component.NOI_NHAN)[0]
    if " ".join(line.text.split()) != "Nơi nhận:":
        found = "thiếu dấu hai chấm" if line.bare == "noi nhan" else f"«{line.text}»"
        yield Breach(view.where(line), found, "«Nơi nhận:» một dòng riêng", "gõ lại: Nơi nhận:")


def mend_word(view: View) -> Iterator[Change]:
    """The colon, where nothing else is missing or beside it."""
    line = view.need(Component.NOI_NHAN)[0]
    return ended([line] if line.text.rstrip(" :;,.") == "Nơi nhận" else [], ":")


def check_level(view: View) -> Iterator[Breach]:
    """It stands level with the office of the signer."""
    word, office = view.need(Component.NOI_NHAN)[0], view.need(Component.CHUC_VU)[0]
    if _below_signature(view, word):
        advice = "đặt Nơi nhận và chức vụ vào hai ô cùng một dòng của bảng không kẻ khung"
        yield Breach(view.where(word), "ở dưới chữ ký", "ngang hàng với chức vụ người ký", advice)
        return
    if word.place[:2] == office.place[:2] and 0 < office.place.cell < word.place.cell:
        advice = "đổi chỗ hai ô: Nơi nhận ở ô trái, chức vụ và chữ ký ở ô phải"
        yield Breach(view.where(word), "ở bên phải, chữ ký ở bên trái", "bên trái, sát lề; chữ ký bên phải", advice)
        return
    if not word.place.table or not office.place.table:
        raise Unseen("Nơi nhận và chữ ký không nằm trong bảng, không rõ có ngang hàng không")
    if word.place[:2] != office.place[:2]:
        advice = "đặt Nơi nhận và chức vụ vào hai ô cùng một dòng của bảng không kẻ khung"
        yield Breach(view.where(word), "không ngang hàng với chức vụ người ký", "cùng một hàng", advice)


def _below_signature(view: View, word: Line) -> bool:
    """Tell whether Nơi nhận surely stands below all of the signature: behind it, in plain text of one section.

    Below the signatures of minutes it belongs (Mẫu 1.9), and below those of several who sign side by side.
    """
    names = view.all(Component.HO_TEN)
    if view.kind in BETWEEN_PARTIES or len(names) != 1 or view.anatomy.confidence[Component.HO_TEN] < SURE:
        return False
    name = names[0]
    before = name.order < word.order and name.paragraph is not word.paragraph
    plain = not any(line.place.box or line.paragraph.layout.frame for line in (word, name))
    together = word.place.table and word.place.table == name.place.table
    return before and plain and not together and word.paragraph.section == name.paragraph.section


def check_starts(view: View) -> Iterator[Breach]:
    """Each line of the list begins with a hyphen and a space."""
    if begun := _undashed(view):
        dashed = re.match(r"^[–+*•]", begun[0].shown)
        found = f"đầu dòng là «{dashed[0]}»" if dashed else "không có gạch đầu dòng"
        yield view.breach(begun, found, "đầu dòng gạch nối (-)", "thêm gạch nối đầu dòng", "dòng")


def _undashed(view: View) -> list[Line]:
    """Return the lines of the list that begin an entry without a hyphen."""
    lines = _list(view)
    above = [None, *lines]
    return [
        line
        for line, before in zip(lines, above, strict=False)
        if not re.match(r"^- ?\S", line.shown) and not _continues(line, before)
    ]


def mend_starts(view: View) -> Iterator[Change]:
    """A hyphen and a space in place of another sign; before a line that has none, once another of the list has one."""
    wrong = _undashed(view)
    other = [line for line in wrong if re.match(r"^[-–—+*•]", line.text)]
    yield from retyped(other, STRANGE_DASH, "- ")
    if len(wrong) < len(_list(view)):
        bare = (line for line in wrong if line not in other and not line.paragraph.label)
        yield from retyped(bare, BARE_START, "- ")


def _continues(line: Line, above: Line | None) -> bool:
    """Tell whether a line goes on from the one above, which has not ended."""
    return above is not None and not above.text.endswith((";", ".")) and not re.match(r"^[–+*•]", line.shown)


def check_ends(view: View) -> Iterator[Breach]:
    """Each entry before Lưu ends with a semicolon."""
    yield from semicolons(view, _entry_ends(view))


def _entry_ends(view: View) -> list[Line]:
    """Return the last line of each entry before Lưu."""
    lines = list(view.need(Component.NOI_NHAN_MUC))
    following = [*lines[1:], None]
    return [
        line
        for line, after in zip(lines, following, strict=True)
        if after is None or re.match(r"^[-–+*•]", after.shown)
    ]


def check_kept(view: View) -> Iterator[Breach]:
    """The list ends with a line «- Lưu: VT, …»."""
    word = view.need(Component.NOI_NHAN)[0]
    lines = view.all(Component.LUU)
    required = "«- Lưu: VT, đơn vị soạn thảo.»"
    if not lines:
        yield Breach(Where(Component.LUU, word.text), "không có dòng Lưu", required, "thêm dòng Lưu ở cuối danh sách")
        return
    line = lines[0]
    if any(other.order > lines[-1].order for other in view.all(Component.NOI_NHAN_MUC)):
        yield Breach(view.where(line), "dòng Lưu không ở cuối danh sách", required, "chuyển dòng Lưu xuống cuối")
    if not _KEPT.match(line.shown):
        yield Breach(view.where(line), "thiếu gạch nối hoặc dấu hai chấm", required, "gõ lại: - Lưu: VT, …")
    elif not re.search(r"\bVT\b", _kept_text(view)):
        yield Breach(view.where(line), "không có chữ VT", required, "thêm VT sau dấu hai chấm")


def check_stop(view: View) -> Iterator[Breach]:
    """The Lưu line ends with a full stop."""
    line = view.need(Component.LUU)[-1]
    if any(other.order > line.order for other in view.all(Component.NOI_NHAN_MUC)):
        raise Unseen("dòng Lưu không ở cuối danh sách")
    if not line.text.endswith(".") and not _DRAFTER.search(line.text):
        found = f"kết thúc bằng «{line.text.split()[-1]}»"
        yield Breach(view.where(line), found, "cuối dòng Lưu có dấu chấm", "thêm dấu chấm cuối dòng")


def mend_stop(view: View) -> Iterator[Change]:
    """A full stop, in place of another mark."""
    return ended(view.need(Component.LUU)[-1:], ".")


def check_unit(view: View) -> Iterator[Breach]:
    """The drafting unit's abbreviation follows «VT,»."""
    if view.copied:
        raise Inapplicable("bản sao do Văn thư làm, mẫu chỉ ghi «- Lưu: VT.»")
    line = view.need(Component.LUU)[0]
    if not re.search(r"\bVT\b", _kept_text(view)):
        raise Unseen("dòng Lưu không có chữ VT")
    if not re.search(r"\bVT\s*[,;]\s*\w", _kept_text(view)):
        if not _DIVIDED.match(without_accents(view.agency_name)):
            raise Unseen("không rõ cơ quan có đơn vị soạn thảo riêng hay không")
        advice = "thêm dấu phẩy và chữ viết tắt đơn vị soạn thảo"
        yield Breach(view.where(line), "không có đơn vị soạn thảo", "«Lưu: VT, đơn vị soạn thảo.»", advice)


RULES = (
    Rule("PL1-II-9d/noi-nhan", "Từ «Nơi nhận:»", CLAUSE, check_word, mends=mend_word),
    *letter_rules("PL1-II-9d/noi-nhan", "từ Nơi nhận", CLAUSE, WORD, part(Component.NOI_NHAN)),
    Rule("PL1-II-9d/noi-nhan-ngang-hang", "Nơi nhận ngang hàng chức vụ", CLAUSE, check_level),
    *letter_rules("PL1-II-9d/danh-sach", "danh sách Nơi nhận", CLAUSE, LIST, _list),
    Rule("PL1-II-9d/danh-sach-gach", "Gạch đầu dòng Nơi nhận", CLAUSE, check_starts, mends=mend_starts),
    Rule(
        "PL1-II-9d/danh-sach-cham-phay",
        "Dấu chấm phẩy Nơi nhận",
        CLAUSE,
        check_ends,
        mends=lambda view: listed(_entry_ends(view), None),
    ),
    Rule("PL1-II-9d/luu", "Dòng Lưu", CLAUSE, check_kept),
    Rule(
        "PL1-II-9d/luu-dau-cham",
        "Dấu chấm cuối dòng Lưu",
        CLAUSE,
        check_stop,
        mends=mend_stop,
    ),
    Rule("PL1-II-9d/luu-don-vi", "Đơn vị soạn thảo ở dòng Lưu", CLAUSE, check_unit, Level.KHUYEN_NGHI),
)
