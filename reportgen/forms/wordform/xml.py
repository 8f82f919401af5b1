"""The WordprocessingML that a form is made of: styles of its own, paragraphs, tables, content controls."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from html import escape

from reportgen.model.fields import DATE, Shape
from reportgen.model.status import JUDGED, STATE, STATE_LABELS, Judged
from reportgen.record import record
from reportgen.vn.dates import parse_date
from reportgen.vn.signs import on_paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LONGEST_TAG = 64
"""Characters of a control's tag; Word takes a longer one for damage."""
HEAD, GROUP, ASKED, ASIDE, ENTRY, MIDDLE, HINT = (
    *("BieuDau", "BieuNhom", "BieuHoi", "BieuPhu", "BieuDien", "BieuGiua"),
    "BieuNhac",
)
"""Styles: headings of columns and groups, what is asked, what is said beside it, what is filled in, prompts."""


def _style(style: str, name: str, paragraph: str, letters: str, kind: str = "paragraph") -> str:
    inner = f"<w:pPr>{paragraph}</w:pPr>" if kind == "paragraph" else ""
    based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" else ""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>{based}'
        f'<w:uiPriority w:val="1"/><w:qFormat/>{inner}<w:rPr>{letters}</w:rPr></w:style>'
    )


_BOLD, _ITALIC, _CENTRE = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:jc w:val="center"/>'
_GREY = '<w:color w:val="595959"/>'
_CLOSE, _KEEP = '<w:spacing w:before="40" w:after="40"/>', "<w:keepNext/>"


def _points(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


STYLES = (
    _style(HEAD, "Biểu: đầu cột", _KEEP + _CLOSE + _CENTRE, _BOLD + _points(13))
    + _style(GROUP, "Biểu: nhóm", _KEEP + _CLOSE, _BOLD + _points(13))
    + _style(ASKED, "Biểu: nội dung hỏi", _CLOSE, _points(13))
    + _style(ASIDE, "Biểu: nói thêm", _CLOSE, _ITALIC + _points(12))
    + _style(ENTRY, "Biểu: phần điền", _CLOSE, _points(13))
    + _style(MIDDLE, "Biểu: phần điền giữa ô", _CLOSE + _CENTRE, _points(13))
    + _style(HINT, "Biểu: lời nhắc", "", _ITALIC + _GREY, kind="character")
)
"""What a form has beside the styles of every document of ours; sizes are those of a body of text, 13 points."""

# --- text ------------------------------------------------------------------------------------------


def run(text: str, style: str = "", letters: str = "") -> str:
    """Return a run; a line end is a line break."""
    inner = (f'<w:rStyle w:val="{style}"/>' if style else "") + letters
    properties = f"<w:rPr>{inner}</w:rPr>" if inner else ""
    lines = (f'<w:t xml:space="preserve">{escape(on_paper(line))}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def bold(text: str) -> str:
    """Return a run in bold."""
    return run(text, letters=_BOLD)


def p(style: str, *runs: str) -> str:
    """Return a paragraph; each of ``runs`` is XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


# --- controls --------------------------------------------------------------------------------------


@record
class Prompt:
    """What stands in a control in which nothing was typed; ``part``: the name of the part that Word takes it from."""

    part: str
    text: str


TYPE, CHOOSE, DAY, NUMBER = (
    Prompt("BieuNhapChu", "(nhập chữ)"),
    Prompt("BieuChon", "(chọn)"),
    Prompt("BieuNgay", "(ngày)"),
    Prompt("BieuSo", "(số)"),
)
MARK, SHARE = Prompt("BieuDanhDau", "(x)"), Prompt("BieuPhanSo", "(…/…)")
PROMPTS = (TYPE, CHOOSE, DAY, NUMBER, MARK, SHARE)


def control(tag: str, title: str, shape: Shape, prompt: Prompt, text: str, number: int) -> str:
    """Return a control that cannot be deleted, and that holds ``text``, or its prompt where that is empty."""
    named = f'<w:tag w:val="{escape(tag)}"/>' if len(tag) <= LONGEST_TAG else ""
    shown = "" if text else "<w:showingPlcHdr/>"
    inside = run(text) if text else run(prompt.text, HINT)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(on_paper(title))}"/>{named}<w:id w:val="{number}"/>'
        f'<w:lock w:val="sdtLocked"/><w:placeholder><w:docPart w:val="{prompt.part}"/></w:placeholder>{shown}'
        f"{_kind(shape, text)}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def _kind(shape: Shape, text: str) -> str:
    if listed := options(shape):
        return _list(listed)
    if shape is DATE:
        day = f' w:fullDate="{_day(text):%Y-%m-%d}T00:00:00Z"' if text else ""
        return (
            f'<w:date{day}><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="vi-VN"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return "<w:richText/>"  # of plain text LibreOffice 7.4 loses the line breaks


def options(shape: Shape) -> list[tuple[str, str]]:
    """Return what can be chosen in a field: as YAML writes it, as the list shows it; nothing where one types."""
    if shape is STATE:
        return [(state.value, label) for state, label in STATE_LABELS.items()]
    return [(judged.value, judged.label.capitalize()) for judged in Judged] if shape is JUDGED else []


def _list(listed: Iterable[tuple[str, str]]) -> str:
    items = (f'<w:listItem w:displayText="{shown}" w:value="{value}"/>' for value, shown in listed)
    return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"


def _day(text: str) -> dt.date:
    return parse_date(text)


def prompts_part() -> str:
    """Return the part that Word takes the prompts from when what was typed in a control is deleted."""
    parts = "".join(
        f'<w:docPart><w:docPartPr><w:name w:val="{prompt.part}"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
        '<w:behaviors><w:behavior w:val="content"/></w:behaviors></w:docPartPr><w:docPartBody><w:p>'
        f"{run(prompt.text, letters=_ITALIC + _GREY)}"
        "</w:p></w:docPartBody></w:docPart>"
        for prompt in PROMPTS
    )
    return f"{DECLARATION}<w:glossaryDocument {NAMESPACES}><w:docParts>{parts}</w:docParts></w:glossaryDocument>"


# --- tables ----------------------------------------------------------------------------------------


def cell(width: int, *paragraphs: str, span: int = 1, grey: bool = False) -> str:
    """Return a cell, ``width`` in twips."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if grey else ""
    inner = "".join(paragraphs) or p(ENTRY)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{fill}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, header: bool = False, whole: bool = False) -> str:
    """Return a row; a ``header`` stands on each page again, a ``whole`` one is never parted."""
    properties = ("<w:cantSplit/>" if header or whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def kept(block: str) -> str:
    """Return a paragraph or row that stays on the page of what follows it."""
    return re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", block)


def table(widths: Sequence[int], rows: Iterable[str], *, lined: bool = True) -> str:
    """Return a table of columns that keep their ``widths`` (twips)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{"ND30Bang" if lined else "ND30Khung"}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
