"""Phần, chương: số La Mã, dòng riêng, canh giữa, đậm; tiêu đề ở dòng dưới, in hoa, đậm, canh giữa. Điều: chữ
thường, số Ả Rập, sau có dấu chấm, đậm. Khoản: số Ả Rập, sau có dấu chấm. Điểm: chữ cái tiếng Việt theo thứ tự,
sau có dấu đóng ngoặc, đứng. Văn bản chia mục lớn nhỏ: mục số La Mã, sau có dấu chấm, tiêu đề in hoa, đứng, đậm.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm đ; mục V, số thứ tự 6a, 6b.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import partial

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.letters import capitals_rule, centring_rule, small_in, styles_in
from reportgen.nd30.mends import retyped, styled
from reportgen.nd30.ordering import QUOTES, article_of, chapter_of, in_order, number_of, roman_of
from reportgen.patterns import regex
from reportgen.vn.text import POINT_LETTERS
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change, LettersChange
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_HEADING = 160
"""Characters: what is longer is a paragraph with a number, not a heading."""
_ARTICLE = regex(r"^Điều \d+\w?\.")
_TABBED = regex(r"^\s*Điều\s+\d+\w?\s*[.:]?\s*\t", re.IGNORECASE)
_GAP = 3
"""Numbers beyond the next that still belong to the list: more is a number of something else."""
_SHOWN = 8
"""Characters of an article's beginning that a finding quotes: «Điều 12:»."""
_TITLED = regex(r"^(?:phần|chương)\s+(?:thứ\s+\w+|[ivxlc]+|\d+)\b\s*[.:\-–]?\s*[^\W\d]", re.IGNORECASE)
"""A number and a title behind it."""
_ROMAN = regex(r"^(phần|chương)\s+(thứ\s+\w+|[IVXLC]+)\b", re.IGNORECASE)

_SECTION = regex(r"^muc\b")
_ARABIC = regex(r"^muc\s+\d")
_FIRST = regex(r"^(phần|chương)\s+(I|1|thứ nhất)\b", re.IGNORECASE)


def _headings(view: View) -> list[Line]:
    """Return the numbered headings of a text without Điều (structure b of the clause)."""
    if view.all(Component.DIEU):
        raise Inapplicable("văn bản chia theo điều")
    lines = [line for line in view.optional(Component.MUC) if len(line.text) <= _HEADING]
    if not lines:
        raise Inapplicable("văn bản không có đề mục số La Mã")
    return lines


def check_chapter(view: View) -> Iterator[Breach]:
    """Phần and Chương are numbered in Roman numerals that follow one another, Mục between articles in Arabic ones."""
    for line in view.optional(Component.PHAN):
        if _SECTION.match(line.bare):
            if view.all(Component.DIEU) and not _ARABIC.match(line.bare):
                found = "số thứ tự của mục không phải số Ả Rập"
                yield Breach(view.where(line), found, "số Ả Rập: Mục 1, Mục 2", "sửa lại số")
        elif not _ROMAN.match(line.shown):
            yield Breach(view.where(line), "số thứ tự không phải số La Mã", "số La Mã: Phần I, Chương II", "sửa lại số")
    if not any(line.text.startswith(QUOTES) for line in view.anatomy.body):  # which quotes chapters of another text
        for word in ("phần", "chương"):
            yield from in_order(view, view.anatomy.body, Component.PHAN, partial(chapter_of, word), ())


def check_chapter_title(view: View) -> Iterator[Breach]:
    """The title of a Phần or Chương stands on the line below its number."""
    lines = [line for line in view.optional(Component.PHAN) if _TITLED.match(line.text)]
    if lines:
        advice = "xuống dòng sau số; tiêu đề ở dòng dưới, chữ in hoa, đậm, canh giữa"
        yield view.breach(lines, "tiêu đề cùng dòng với số", "tiêu đề ở dòng dưới, chữ in hoa", advice)


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
    """A closing bracket in place of a full stop or a stroke after a typed letter."""
    wrong = (line for line in view.optional(Component.DIEM) if not re.match(r"^[a-zđ]\s*\)", line.shown))
    return retyped(wrong, re.compile(r"\A\s*[a-zđ](\s*[./])"), ")")


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


def check_underlined(view: View) -> Iterator[Breach]:
    """«Điều» and its number are not underlined: bold is what sets them off."""
    lines = [line for line in view.optional(Component.DIEU) if _begins(line, "underline")]
    if lines:
        advice = "bôi đen chữ Điều và số rồi bấm Ctrl+U"
        yield view.breach(lines, "chữ Điều và số gạch chân", "chữ đứng, đậm, không gạch chân", advice, "điều")


def mend_article(view: View) -> Iterator[Change]:
    """A full stop in place of another sign after a typed number; the word and its number bold, where they are light."""
    lines = view.optional(Component.DIEU)
    wrong = [line for line in lines if not _ARTICLE.match(" ".join(line.shown.split()))]
    yield from retyped(wrong, re.compile(r"\AĐiều \d+\w?(\s*:)"), ".")
    light = (line for line in lines if line not in wrong and not line.paragraph.label and not _begins_bold(line))
    for line in light:
        if word := re.match(r"\s*Điều \d+\w?\.", line.paragraph.text):
            yield LettersChange(line.paragraph, word.start(), word.end(), {"bold": True})


def _begins_bold(line: Line) -> bool:
    return not any(run.text.strip() for run in line.runs) or _begins(line, "bold")


def _begins(line: Line, style: str) -> bool:
    """Tell whether a line's first letters have a ``style``: ``bold``, ``italic``, ``underline``."""
    first = next((run for run in line.runs if run.text.strip()), None)
    return first is not None and bool(getattr(first.letters, style))


def check_apart(view: View) -> Iterator[Breach]:
    """One space parts the number of an article from its text, and the line is not centred or set right."""
    lines = [line for line in view.optional(Component.DIEU) if not line.paragraph.label]
    tabbed = [line for line in lines if _TABBED.match(line.paragraph.text)]
    if tabbed:
        yield view.breach(tabbed, "sau số điều là phím Tab", "một dấu cách", "xóa Tab, gõ một dấu cách", "điều")
    turned = [line for line in lines if line.aligned in ("center", "right")]
    if turned:
        found = "canh giữa" if turned[0].aligned == "center" else "canh phải"
        required = "lùi đầu dòng 1 cm hoặc 1,27 cm, canh đều"
        yield view.breach(turned, found, required, "bấm Ctrl+J, đặt lùi đầu dòng 1 cm hoặc 1,27 cm", "điều")


def mend_apart(view: View) -> Iterator[Change]:
    """One space in place of a tab."""
    lines = (line for line in view.optional(Component.DIEU) if not line.paragraph.label)
    tabbed = (line for line in lines if _TABBED.match(line.paragraph.text))
    return retyped(tabbed, re.compile(r"\A\s*[Đđ]iều \d+\w?[.:]?([ \u00a0]*\t\s*)"), " ")


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


def check_order_of_headings(view: View) -> Iterator[Breach]:
    """Roman numerals follow one another; they begin again with each Phần."""
    view.optional(Component.MUC)
    yield from in_order(view, view.anatomy.body, Component.MUC, roman_of, (Component.PHAN, Component.TEN_PHAN))


def check_figure_for_numeral(view: View) -> Iterator[Breach]:
    """A heading in capitals that goes on the count of Roman numerals has one itself."""
    if view.all(Component.DIEU):
        raise Inapplicable("văn bản chia theo điều")
    view.optional(Component.MUC)
    last = 0
    for line in view.anatomy.body:
        part = view.part_of.get(line.order)
        if part is Component.MUC:
            last = roman_of(line) or last
        elif part is Component.KHOAN and last and line.upper and number_of(line) == last + 1 > 1:
            found = f"«{line.shown.split()[0]}» sau số La Mã {last} ở đề mục in hoa"
            yield Breach(view.where(line), found, "số La Mã ở mọi đề mục cùng bậc", "sửa số thành số La Mã")
            return


def check_khoan_heading(view: View) -> Iterator[Breach]:
    """The heading of a khoản on a line of its own is upright and not underlined."""
    wrong = [line for line in _khoan_headings(view) if _begins(line, "italic") or _begins(line, "underline")]
    if wrong:
        styles = (("italic", "nghiêng", "Ctrl+I"), ("underline", "gạch chân", "Ctrl+U"))
        there = [(word, keys) for style, word, keys in styles if _begins(wrong[0], style)]
        found = f"tiêu đề khoản {', '.join(word for word, _ in there)}"
        advice = f"bôi đen dòng này rồi bấm {' và '.join(keys for _, keys in there)}"
        yield view.breach(wrong, found, "chữ đứng, đậm, không gạch chân", advice, "khoản")


def _khoan_headings(view: View) -> list[Line]:
    """Return the khoản that only head what follows: short, no sign at the end, a paragraph or điểm below."""
    view.optional(Component.KHOAN)
    below = itertools.pairwise(view.anatomy.body)
    return [
        line
        for line, after in below
        if view.part_of.get(line.order) is Component.KHOAN and len(line.text) <= _HEADING and line.text[-1].isalnum()
        if view.part_of.get(after.order) in (Component.DOAN, Component.DIEM)
    ]


def check_order_of_articles(view: View) -> Iterator[Breach]:
    """Articles are numbered one after the other through the whole text."""
    if any(line.text.startswith(QUOTES) for line in view.anatomy.body):
        raise Unseen("văn bản trích điều của văn bản khác")
    view.optional(Component.DIEU)
    begun_anew = list(_begun_anew(view))
    if begun_anew:
        yield begun_anew[0]
        return
    yield from in_order(view, view.anatomy.body, Component.DIEU, article_of, ())


def _begun_anew(view: View) -> Iterator[Breach]:
    """Yield a breach for each chapter but a first one below which the articles begin at 1 again."""
    last, chapter = 0, None
    for line in view.anatomy.body:
        part = view.part_of.get(line.order)
        if part is Component.PHAN and not _SECTION.match(line.bare):
            chapter = line
        number = article_of(line) if part is Component.DIEU else None
        if number is None:
            continue
        if number == 1 and last and chapter is not None and not _FIRST.match(chapter.shown):
            found = f"«Điều 1» đánh lại từ đầu ở {chapter.shown.rstrip(' .:')}"
            yield Breach(view.where(line), found, f"Điều {last + 1}", "đánh số điều liên tục qua các chương")
        last, chapter = number, None


def check_order_of_paragraphs(view: View) -> Iterator[Breach]:
    """The numbers of khoản follow one another, through all groups or anew in each; lists may stand within lists."""
    view.optional(Component.KHOAN)
    lists: list[int] = []
    for line in view.anatomy.body:
        number = number_of(line) if view.part_of.get(line.order) is Component.KHOAN else None
        if number is None:
            continue
        if number == 1:
            lists.append(1)
            continue
        if number - 1 in lists:
            del lists[max(at for at, last in enumerate(lists) if last == number - 1) :]
        elif lists and lists[-1] < number <= lists[-1] + _GAP:
            found = f"khoản {number} sau khoản {lists[-1]}"
            yield Breach(view.where(line), found, f"khoản {lists[-1] + 1}", "đánh lại số thứ tự")
            return
        lists.append(number)


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
        mends=lambda view: styled(_chapters(view), bold=True),
        asked=True,
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
    Rule("PL1-II-6dd/ten-phan-rieng", "Tiêu đề phần, chương ở dòng dưới", CLAUSE, check_chapter_title),
    capitals_rule(
        "PL1-II-6dd/ten-phan-chu-hoa",
        "Chữ hoa tiêu đề phần, chương",
        CLAUSE,
        lambda view: view.optional(Component.TEN_PHAN),
    ),
    capitals_rule("PL1-II-6dd/muc-chu-hoa", "Chữ hoa đề mục", CLAUSE, _headings),
    Rule(
        "PL1-II-6dd/muc-dam",
        "Chữ đậm đề mục",
        CLAUSE,
        lambda view: styles_in(view, _headings(view), bold=True),
        mends=lambda view: styled(_headings(view), bold=True),
        asked=True,
    ),
    Rule("PL1-II-6dd/muc-dau-cham", "Dấu chấm sau số đề mục", CLAUSE, check_mark, mends=mend_mark),
    Rule("PL1-II-6dd/dieu", "Cách ghi điều", CLAUSE, check_article, mends=mend_article),
    Rule("PL1-II-6dd/dieu-gach-chan", "Gạch chân số điều", CLAUSE, check_underlined, Level.KHUYEN_NGHI),
    Rule("PL1-II-6dd/dieu-lien", "Khoảng cách sau số điều", CLAUSE, check_apart, mends=mend_apart),
    Rule("PL1-II-6dd/dieu-thu-tu", "Thứ tự số điều", CLAUSE, check_order_of_articles),
    Rule("PL1-II-6dd/muc-thu-tu", "Thứ tự số La Mã", CLAUSE, check_order_of_headings),
    Rule("PL1-II-6dd/muc-so-la-ma", "Số La Mã ở mọi đề mục", CLAUSE, check_figure_for_numeral),
    Rule("PL1-II-6dd/khoan-tieu-de", "Kiểu chữ tiêu đề khoản", CLAUSE, check_khoan_heading, Level.KHUYEN_NGHI),
    Rule("PL1-II-6dd/khoan-thu-tu", "Thứ tự số khoản", CLAUSE, check_order_of_paragraphs, Level.KHUYEN_NGHI),
    Rule("PL1-II-6dd/khoan", "Cách ghi khoản", CLAUSE, check_paragraph, mends=mend_paragraph),
    Rule("PL1-II-6dd/diem", "Cách ghi điểm", CLAUSE, check_point, mends=mend_point),
    Rule("PL1-II-6dd/diem-thu-tu", "Thứ tự chữ cái của điểm", CLAUSE, check_letters),
    Rule(
        "PL1-II-6dd/diem-kieu-chu",
        "Kiểu chữ điểm",
        CLAUSE,
        check_point_style,
        mends=lambda view: styled(view.optional(Component.DIEM), bold=False),
        asked=True,
    ),
)
