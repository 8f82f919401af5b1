"""Drafts in the states in which people hand them in: controls lost, lines retyped, runs torn apart, text boxes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

import pytest

from reportgen.errors import Refused
from reportgen.stamp import stamp
from tests.docx_text import W, edited, example_report, members, part, text_of
from tests.paper_docx import build
from tests.papers import Spec, paper

NUMBER, DATE = 5, dt.date(2026, 6, 5)
WORDS = "ngày 05 tháng 6 năm 2026"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*</w:t>|<w:tab/>")
_SDT = re.compile(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.DOTALL)


def draft(workspace: str = "so-khcn-hai-phong") -> bytes:
    return example_report(workspace, "6-thang")


def without_controls(docx: bytes) -> bytes:
    """The draft as it comes out of a program that drops content controls."""
    return edited(docx, lambda xml: _SDT.sub(r"\1", xml))


def first_control(docx: bytes, tag: str, change: str) -> bytes:
    """The draft with the content of its first control ``tag``, tags and all, replaced."""
    pattern = re.compile(rf'(<w:sdt>(?:(?!</w:sdtPr>).)*<w:tag w:val="{tag}"/>.*?</w:sdtPr>)(.*?)(</w:sdt>)', re.DOTALL)
    return edited(docx, lambda xml: pattern.sub(lambda match: match[1] + change + match[3], xml, count=1))


def texts(docx: bytes) -> list[str]:
    """The text of every paragraph of the document part, fallbacks for older programs included."""
    return [text_of(paragraph) for paragraph in part(docx).iter(f"{W}p")]


def changed(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The paragraphs that differ, as pairs; the number of paragraphs may not."""
    return [(old, new) for old, new in zip(texts(before), texts(after), strict=True) if old != new]


def torn_apart(before: bytes, after: bytes) -> int:
    """How many paragraphs differ in a byte; in these, all but texts and tabs must be the same."""
    pieces = [members(docx)["word/document.xml"].decode().split("</w:p>") for docx in (before, after)]
    differing = [(old, new) for old, new in zip(*pieces, strict=True) if old != new]
    for old, new in differing:
        assert _TEXT.sub("", old) == _TEXT.sub("", new)
    return len(differing)


def run(text: str, extra: str = "", *, preserve: bool = True) -> str:
    """A run; a tab in ``text`` is a tab element."""
    space = ' xml:space="preserve"' if preserve else ""
    pieces = (f"<w:t{space}>{escape(piece)}</w:t>" if piece else "" for piece in text.split("\t"))
    return f"<w:r>{extra}{'<w:tab/>'.join(pieces)}</w:r>"


def line(*runs: str) -> Spec:
    """A paragraph of a head made of ready runs."""
    content = "".join(item if item.startswith("<w:") else run(item) for item in runs)
    return {"xml": f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{content}</w:p>'}


def report(number: Iterable[str] | str, date: Iterable[str] | str = ("Bắc Ninh, ngày      tháng 5 năm 2026",)) -> bytes:
    """A report without controls whose number and date lines are made of the given runs; two appendices."""
    number = (number,) if isinstance(number, str) else number
    date = (date,) if isinstance(date, str) else date
    blank = "(Kèm theo Báo cáo số       /BC-SNV ngày      tháng 5 năm 2026 của Sở Nội vụ)"
    change = {"kem_theo1.text": blank, "kem_theo2.text": blank, "so": line(*number), "dia_danh": line(*date)}
    return build(paper("bao-cao", change))


def sdt(content: str, tag: str = "so", properties: str = "") -> str:
    """A content control around ready XML."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def attached(text: str) -> bytes:
    """The report with another line below its first appendix's name."""
    change = {
        "kem_theo1.text": text,
        "so.text": "Số:     /BC-SNV",
        "dia_danh.text": "Bắc Ninh, ngày   tháng 6 năm 2026",
    }
    return build(paper("bao-cao", change, drop=("phu_luc2", "ten_phu_luc2", "kem_theo2", "bang2")))


def boxed(choice: str, fallback: str) -> str:
    """A paragraph that holds a text box in two forms."""
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{fallback}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


MAIN = "word/document.xml"


DATED = "Bắc Ninh, ngày   tháng 5 năm 2026"


def done(docx: bytes) -> bytes:
    """Stamp, and hold what is always true: only the document part differs, and a second time changes nothing."""
    result = stamp(docx, NUMBER, DATE)
    before, after = members(docx), members(result)
    assert [name for name in before if before[name] != after[name]] in ([], [MAIN])
    assert stamp(result, NUMBER, DATE) == result
    return result


def refused(docx: bytes, number: int = NUMBER, date: dt.date = DATE) -> str:
    with pytest.raises(Refused) as caught:
        stamp(docx, number, date)
    return str(caught.value)


def head(docx: bytes) -> tuple[str, str]:
    """The number line and the date line."""
    found = texts(docx)
    number = next(text for text in found if text.startswith("Số"))
    return number, next(text for text in found if re.match(r"[^(]*, ngày", text))
