"""Phần, chương: số La Mã, dòng riêng, canh giữa, đậm; tiêu đề ở dòng dưới, in hoa, đậm, canh giữa. Điều: chữ
thường, số Ả Rập, sau có dấu chấm, đậm. Khoản: số Ả Rập, sau có dấu chấm. Điểm: chữ cái tiếng Việt theo thứ tự,
sau có dấu đóng ngoặc, đứng. Văn bản chia mục lớn nhỏ: mục số La Mã, sau có dấu chấm, tiêu đề in hoa, đứng, đậm.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm đ; mục V, số thứ tự 6a, 6b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, View
from reportgen.nd30.letters import capitals_rule, centring_rule, small_in, styles_in
from reportgen.nd30.mends import retyped
from reportgen.vn.text import POINT_LETTERS
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_HEADING = 160
"""Characters: what is longer is a paragraph with a number, not a heading."""
_ARTICLE = re.compile(r"^Điều \d+\w?\.")
_SHOWN = 8
"""Characters of an article's beginning that a finding quotes: «Điều 12:»."""
_ROMAN = re.compile(r"^(phần|chương)\s+(thứ\s+\w+|[IVXLC]+)\b", re.IGNORECASE)


def _headings(view: View) -> list[Line]:
    """Return the numbered headings of a text without Điều (structure b of the clause)."""
    if view.all(Component.DIEU):
        raise Inapplicable("văn bản chia theo điều")
    lines = [line for line in view.optional(Component.MUC) if len(line.text) <= _HEADING]
    if not lines:
        raise Inapplicable("văn bản không có đề mục số La Mã")
    return lines


def check_chapter(view: View) -> Iterator[Breach]:
    """Phần and Chương are numbered in Roman numerals."""
    for line in view.optional(Component.PHAN):
        if not _ROMAN.match(line.shown):
            yield Breach(view.where(line), "số thứ tự không phải số La Mã", "số La Mã: Phần I, Chương II", "sửa lại số")


def _chapters(view: View) -> list[Line]:
    return [*view.optional(Component.PHAN), *view.all(Component.TEN_PHAN)]


def check_mark(view: View) -> Iterator[Breach]:
    """A full stop follows the Roman numeral."""
    for line in _headings(view):
        if not re.match(r"^[IVXLC]+\.", line.shown):
            yield Breach(view.where(line), "sau số La Mã không có dấu chấm", "I. TIÊU ĐỀ", "sửa thành dấu chấm")


def mend_mark(view: View) -> Iterator[Change]:
    """A full stop in place of another sign after a typed numeral."""
    wrong = (line for line in _headings(view) if not re.match(r"^[IVXLC]+\.", line.shown))
    return retyped(wrong, re.compile(r"\A\s*[IVXLC]+(\s*[:)/\-–])"), ".")


def mend_paragraph(view: View) -> Iterator[Change]:
    """A full stop in place of another sign after a typed number."""
    wrong = (line for line in view.optional(Component.KHOAN) if not re.match(r"^\d{1,2}\s*\.", line.shown))
    return retyped(wrong, re.compile(r"\A\s*\d{1,2}(\s*[):/])"), ".")


def mend_point(view: View) -> Iterator[Change]:
    """A closing bracket in place of a full stop after a typed letter."""
    wrong = (line for line in view.optional(Component.DIEM) if not re.match(r"^[a-zđ]\s*\)", line.shown))
    return retyped(wrong, re.compile(r"\A\s*[a-zđ](\s*\.)"), ")")


def check_article(view: View) -> Iterator[Breach]:
    """«Điều» and its number are bold, in small letters, a full stop after the number."""
    lines = view.optional(Component.DIEU)
    wrong = [line for line in lines if not _ARTICLE.match(" ".join(line.shown.split()))]
    if wrong:
        found = f"«{' '.join(wrong[0].shown.split())[:_SHOWN].strip()}»"
        yield view.breach(wrong, found, "«Điều 1.», chữ thường, có dấu chấm", "gõ lại số điều", "điều")
    light = [line for line in lines if line not in wrong and not line.paragraph.label and not _begins_bold(line)]
    if light:
        advice = "bôi đen chữ Điều và số rồi bấm Ctrl+B"
        yield view.breach(light, "chữ Điều và số không đậm", "chữ đậm", advice, "điều")


def _begins_bold(line: Line) -> bool:
    first = next((run for run in line.runs if run.text.strip()), None)
    return first is None or first.letters.bold


def check_paragraph(view: View) -> Iterator[Breach]:
    """A full stop follows the number of a khoản."""
    lines = [line for line in view.optional(Component.KHOAN) if not re.match(r"^\d{1,2}\s*\.", line.shown)]
    for line in lines[:1]:
        yield Breach(view.where(line), f"«{line.shown.split()[0]}»", "số và dấu chấm: 1.", "sửa thành dấu chấm")


def check_point(view: View) -> Iterator[Breach]:
    """A closing bracket follows the letter of a điểm."""
    lines = [line for line in view.optional(Component.DIEM) if not re.match(r"^[a-zđ]\s*\)", line.shown)]
    for line in lines[:1]:
        yield Breach(view.where(line), f"«{line.shown[:3].strip()}»", "chữ cái và dấu ngoặc: a)", "sửa thành dấu )")


def check_letters(view: View) -> Iterator[Breach]:
    """The letters of điểm are Vietnamese and follow each other: đ after d, no f, j, w or z."""
    lists: list[str] = []  # the last letter of each list that is open, the innermost last
    for line in view.optional(Component.DIEM):
        letter = line.shown[0]
        if letter == "a":
            lists.append(letter)
            continue
        before = POINT_LETTERS[max(POINT_LETTERS.find(letter) - 1, 0)]
        while lists and lists[-1] != before:
            if len(lists) == 1:
                break
            lists.pop()
        if letter not in POINT_LETTERS or not lists or lists[-1] != before:
            after = f" sau điểm {lists[-1]})" if lists else ""
            foreign = letter not in POINT_LETTERS
            found = f"điểm {letter}){' không có trong bảng chữ cái tiếng Việt' if foreign else after}"
            advice = "đánh lại: a, b, c, d, đ, e, g, h, i, k, l…"
            yield Breach(view.where(line), found, "thứ tự chữ cái tiếng Việt", advice)
            return
        lists[-1] = letter


def check_point_style(view: View) -> Iterator[Breach]:
    """A điểm is upright and not bold."""
    for line in view.optional(Component.DIEM):
        if line.letters.bold or line.letters.italic:
            found, keys = ("chữ đậm", "Ctrl+B") if line.letters.bold else ("chữ nghiêng", "Ctrl+I")
            yield Breach(view.where(line), found, "chữ đứng, không đậm", f"bôi đen dòng này rồi bấm {keys}")
            return


RULES = (
    Rule("PL1-II-6dd/phan-chuong", "Số phần, chương", CLAUSE, check_chapter),
    Rule(
        "PL1-II-6dd/phan-chuong-dam",
        "Chữ đậm phần, chương",
        CLAUSE,
        lambda view: styles_in(view, _chapters(view), bold=True),
    ),
    Rule(
        "PL1-II-6dd/phan-chuong-chu-thuong",
        "Chữ thường phần, chương",
        CLAUSE,
        lambda view: small_in(view, view.optional(Component.PHAN)),
    ),
    centring_rule(
        "PL1-II-6dd/phan-chuong-canh-giua",
        "Canh giữa phần, chương",
        CLAUSE,
        lambda view: _chapters(view),
    ),
    capitals_rule(
        "PL1-II-6dd/ten-phan-chu-hoa",
        "Chữ hoa tiêu đề phần, chương",
        CLAUSE,
        lambda view: view.optional(Component.TEN_PHAN),
    ),
    capitals_rule("PL1-II-6dd/muc-chu-hoa", "Chữ hoa đề mục", CLAUSE, _headings),
    Rule("PL1-II-6dd/muc-dam", "Chữ đậm đề mục", CLAUSE, lambda view: styles_in(view, _headings(view), bold=True)),
    Rule("PL1-II-6dd/muc-dau-cham", "Dấu chấm sau số đề mục", CLAUSE, check_mark, mends=mend_mark),
    Rule("PL1-II-6dd/dieu", "Cách ghi điều", CLAUSE, check_article),
    Rule("PL1-II-6dd/khoan", "Cách ghi khoản", CLAUSE, check_paragraph, mends=mend_paragraph),
    Rule("PL1-II-6dd/diem", "Cách ghi điểm", CLAUSE, check_point, mends=mend_point),
    Rule("PL1-II-6dd/diem-thu-tu", "Thứ tự chữ cái của điểm", CLAUSE, check_letters),
    Rule("PL1-II-6dd/diem-kieu-chu", "Kiểu chữ điểm", CLAUSE, check_point_style),
)
