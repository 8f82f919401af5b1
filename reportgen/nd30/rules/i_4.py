"""Phông chữ Times New Roman, bộ mã ký tự Unicode theo TCVN 6909:2001, màu đen.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 4.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from reportgen.nd30.base import Breach, Clause, Level, Rule, View, Where
from reportgen.nd30.fonts import OLD, SIGNS, black, in_the_decrees, other_fonts
from reportgen.nd30.mends import blackened, in_the_font
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.document import Run
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_RED = (Component.DO_KHAN, Component.DO_MAT)
_TCVN3 = regex(r"[A-Za-z][¸µ¶·¹¨¾¼½ª×¬](?=[A-Za-z\s]|$)|®[a-z]|[a-z][ÊÔÕÖÐÝÞß](?=[a-z\s])")
_MOJIBAKE = regex(r"[áÄÃÆ](?:(?<=á)[º»][\x80-\xbf–-›€-™]|(?<=Ä)‘|(?<=Ã)[¡-¿]|(?<=Æ)[°¡])")
"""Unicode that was read as something else; known by its first letter, as the words below by their rarer one."""
_ONE_TCVN3 = regex(
    r"(?<=[A-Za-z])[¸µ¶·¹¨¾¼½ª×¬](?=[A-Za-z]|\s|$)|®[A-Za-zÊÔÕÖÐÝÞß][a-z]|[a-z]{2,}[ÊÔÖÐÝÞß][a-z]*\b|"
    r"\b(?:[Nn]g?h?|[Tt][hr]?|[Pp]h|[Kk]h?|[Cc]h?|[Gg]i?|[Qq]u|[LlVvHhMmBbDdSsXx])[äåëïîç](?:[cmnpt]|ng|nh|ch|i|u|o|y)\b"
)
_VNI = "ùøûõöñïã"
_OF_VNI = (
    r"(?<=[aeAE][ùøûõ])|(?<=[oOuU][øû])|(?<=ö)ô|(?<=\bñ)[aeiouy]|(?<=[aeouAEOU]ï)(?=[cghimnoptuy]|\W|$)|"
    r"(?<=[ae]ã)[cmnptuoy]?\b"
)
_ONE_VNI = regex(f"[{_VNI}](?:{_OF_VNI})")
"""Words of the encodings before Unicode that are no Vietnamese and hardly of another language: one is enough.

Known by their rarer letter, from which one looks back: that is found many times faster.
"""
_OLD_LETTERS = regex(f"[¸µ¶·¹¨¾¼½ª×¬®äåëîçÊÔÕÖÐÝÞß{_VNI}](?:(?<=[¸µ¶·¹¨¾¼½ª×¬®äåëîïç])|(?<=[a-z][ÊÔÕÖÐÝÞß])|{_OF_VNI})")
"""Signs of which a word of TCVN3 or VNI must have one: most lines of good text that look strange have none.

One set of all of them: of a pattern that begins with two, each place is tried, which takes four times as long.
"""
_OLD_WORDS = 3
"""So many damaged words are no foreign names any more."""
_WRONG_D = "ÐƉð"


def _runs(view: View) -> Iterator[tuple[Line, Run]]:
    for line in view.anatomy.lines:
        for run in line.inked:
            yield line, run


def check_font(view: View) -> Iterator[Breach]:
    """All letters and digits are set in Times New Roman; symbol fonts are signs, not letters."""
    wrong: dict[str, list[Line]] = {}
    for line, run in () if all(map(in_the_decrees, view.formats)) else _runs(view):
        for font in other_fonts(run):
            if SIGNS.match(font) or OLD.match(font):
                continue  # a font of another encoding is told once, with its encoding
            lines = wrong.setdefault(font, [])
            if not lines or lines[-1] is not line:
                lines.append(line)
    advice = "bôi đen (Ctrl+A cho cả văn bản), chọn phông Times New Roman"
    for font, lines in wrong.items():
        yield view.breach(lines, f"phông {font}", "phông Times New Roman", advice)


def check_colour(view: View) -> Iterator[Breach]:
    """Letters are black; the marks of secrecy and urgency are red by clauses of their own (III.2a, III.2b)."""
    wrong: dict[str, list[Line]] = {}
    for line, run in () if all(black(letters.color) for letters in view.formats) else _runs(view):
        if not black(run.letters.color) and view.part_of.get(line.order) not in _RED:
            wrong.setdefault(run.letters.color.upper(), []).append(line)
    for colour, lines in wrong.items():
        advice = "bôi đen phần này, chọn màu chữ Tự động (Automatic)"
        yield view.breach(lines, f"chữ màu #{colour}", "chữ màu đen", advice)


def mend_colour(view: View) -> Iterator[Change]:
    """Black letters, but for the marks that are red."""
    return blackened(line for line in view.anatomy.lines if view.part_of.get(line.order) not in _RED)


def check_encoding(view: View) -> Iterator[Breach]:
    """No font and no text of the encodings before Unicode, and no Unicode read as something else."""
    any_old = any(_old(letters.ascii) or _old(letters.other) for letters in view.formats)
    fonts = {line: font for line in view.anatomy.lines if (font := _old_font(line))} if any_old else {}
    old = list(fonts)
    damaged = [line for line in _damaged(view) if line not in fonts]
    named = ", ".join(dict.fromkeys(fonts.values()))
    for lines, found in ((old, f"phông chữ TCVN3 hoặc VNI ({named})"), (damaged, "chữ hỏng do sai bảng mã")):
        if lines:
            advice = "chuyển sang Unicode bằng bộ gõ (UniKey: Ctrl+Shift+F6), rồi chọn phông Times New Roman"
            yield view.breach(lines, found, "bảng mã Unicode", advice)


@lru_cache(maxsize=256)
def _old(font: str) -> bool:
    return OLD.match(font) is not None


def _old_font(line: Line) -> str:
    """Return the first font of an encoding before Unicode in a line; empty for none."""
    fonts = (font for run in line.inked for font in run.letters.fonts(run.text))
    return next(filter(_old, fonts), "")


def _damaged(view: View) -> list[Line]:
    """Return the lines of text read in the wrong encoding; a few suspect words may be foreign names."""
    strange = view.matching(_OLD_LETTERS)
    suspect = [line for line in strange if _TCVN3.search(line.text)]
    single = [line for line in strange if _ONE_VNI.search(line.text) or _ONE_TCVN3.search(line.text)]
    enough = sum(len(_TCVN3.findall(line.text)) for line in suspect) >= _OLD_WORDS
    damaged = [*view.matching(_MOJIBAKE), *single, *(suspect if enough else ())]
    return list(dict.fromkeys(damaged))


def check_forms(view: View) -> Iterator[Breach]:
    """Letters are precomposed; the standard allows combining marks too, but searching breaks on them."""
    lines = [line for line in view.anatomy.lines if not unicodedata.is_normalized("NFC", line.raw)]
    if lines:
        advice = "gõ lại, hoặc chuyển sang Unicode dựng sẵn bằng công cụ của bộ gõ"
        yield view.breach(lines, "chữ có dấu rời (Unicode tổ hợp)", "Unicode dựng sẵn", advice)


def check_d(view: View) -> Iterator[Breach]:
    """The letter Đ is the Vietnamese one, not one of another language that looks the same."""
    lines = view.holding(*_WRONG_D)
    if lines:
        first = next(letter for letter in lines[0].text if letter in _WRONG_D)
        found = f"chữ Ð của bảng chữ khác (U+{ord(first):04X})"
        yield view.breach(lines, found, "chữ Đ tiếng Việt (U+0110)", "gõ lại chữ Đ bằng bộ gõ tiếng Việt")


_MARGINS = (("headers", "Đầu trang", "đầu trang (Header)"), ("footers", "Cuối trang", "cuối trang (Footer)"))


def check_header_font(view: View) -> Iterator[Breach]:
    """Page numbers and other text of headers and footers are set in Times New Roman too."""
    for kind, name, opened in _MARGINS:
        parts = [part for _, part in view.page_parts(kind, view.document.sections)]
        for paragraph in itertools.chain.from_iterable(parts):
            font = next((font for run in paragraph.runs for font in other_fonts(run)), None)
            if font is not None:
                where = Where(name, paragraph.text.strip())
                advice = f"mở {opened}, bôi đen, chọn phông Times New Roman"
                yield Breach(where, f"phông {font}", "phông Times New Roman", advice)
                return


RULES = (
    Rule(
        "PL1-I-4/phong-chu",
        "Phông chữ",
        CLAUSE,
        check_font,
        mends=lambda view: in_the_font(view.anatomy.lines),
        asked=True,
    ),
    Rule(
        "PL1-I-4/phong-chu-dau-trang",
        "Phông chữ đầu trang, cuối trang",
        CLAUSE,
        check_header_font,
        mends=lambda view: in_the_font(view.margins),
        asked=True,
    ),
    Rule("PL1-I-4/mau-chu", "Màu chữ", CLAUSE, check_colour, mends=mend_colour),
    Rule("PL1-I-4/bang-ma", "Bảng mã Unicode", CLAUSE, check_encoding),
    Rule("PL1-I-4/chu-d", "Chữ Đ", CLAUSE, check_d),
    Rule("PL1-I-4/dung-san", "Unicode dựng sẵn", CLAUSE, check_forms, Level.KHUYEN_NGHI),
)
