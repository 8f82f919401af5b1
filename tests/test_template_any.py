"""Templates as Word's users make them, in the hands of several programs: printed right, or refused with a remedy.

Whatever a template says itself stands in the report: its static text is a subsequence of the report's.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from reportgen.compose import compose
from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.pipeline.period import merge_period
from reportgen.render import render_plain
from reportgen.render.checking import check_template
from reportgen.render.typed import TAG
from reportgen.workspace import Workspace
from tests.docx_text import W, letters, members
from tests.office import convert
from tests.places import DATA
from tests.test_template_empty import problems
from tests.test_template_kept import is_within

Doc = Any
"""A document of python-docx, which has no types."""


# --- what people write


def sentences(doc: Doc) -> None:
    doc.add_heading("Kết quả {{ ky.ten|upper }}", 1)
    line = doc.add_paragraph("Đến ngày {{ ky.den_ngay }} có ")
    line.add_run("{{ tong_hop.tong_so }} nhiệm vụ").bold = True
    line.add_run(", R&D <mới>, trong đó {{ tong_hop.tom_tat_loai }}.")


def a_list(doc: Doc) -> None:
    for text in (
        "{%p for c in chi_tieu %}",
        "{{ c.ten }}: {{ c.ty_le or 'chưa có' }}; ghi rõ",
        "{%p endfor %}",
        "Hết danh sách",
    ):
        doc.add_paragraph(text, "List Bullet" if "c.ten" in text else None)


def a_table(doc: Doc) -> None:
    table = doc.add_table(4, 3, "Table Grid")
    for row, texts in zip(
        table.rows,
        (("STT", "Chỉ tiêu", "Kết quả"), ("{%tr for c in chi_tieu %}", "", ""), ("{{ c.so }}", "{{ c.ten }}", "Đạt {{ c.ty_le }}"), ("{%tr endfor %}", "", "")),
        strict=True,
    ):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def nested(doc: Doc) -> None:
    for text in ("{%p for f in phan %}", "{%p for n in f.nhom %}", "Nhóm {{ n.so }}. {{ n.ten }}", "{%p if n.nhiem_vu %}", "gồm {{ n.nhiem_vu|length }} việc", "{%p endif %}", "{%p endfor %}", "{%p endfor %}"):  # fmt: skip
        doc.add_paragraph(text)


def header_and_footer(doc: Doc) -> None:
    doc.sections[0].header.paragraphs[0].text = "Báo cáo của {{ co_quan.ten }} {% if chi_tieu %}có chỉ tiêu{% endif %}"
    doc.sections[0].footer.paragraphs[0].text = "In ngày {{ ky.den_ngay|ngay_dai }}"
    doc.add_paragraph("Thân báo cáo")


def inline(doc: Doc) -> None:
    doc.add_paragraph("Gửi {% for k in kinh_gui %}{{ k }}{{ '' if loop.last else '; ' }}{% endfor %} để biết.")
    doc.add_paragraph("Lưu: {{ luu }} {#ghi chú riêng#}")


def appendix(doc: Doc) -> None:
    doc.add_paragraph("Phần chính")
    section = doc.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for text in ("{%p if ky.co_phu_luc %}", "Phụ lục kèm theo", "{%p endif %}"):
        doc.add_paragraph(text)


def one_row(doc: Doc) -> None:
    cells = doc.add_table(2, 2).rows
    cells[0].cells[0].merge(cells[0].cells[1]).text = "Tiêu đề chung"
    cells[1].cells[0].text = "{{ co_quan.ten }}"
    cells[1].cells[1].text = "{% for d in nguoi_ky.dong_chuc_vu %}{{ d }} {% endfor %}Người ký"


def by_code(doc: Doc) -> None:
    doc.add_paragraph("Nhóm hai: {{ theo_ma.nhom['II'].ten }} có {{ theo_ma.nhom['II'].tong_hop.tong_so }} việc")
    doc.add_paragraph("{%p set x = phan|xep_nhom('thủ tục') %}")
    doc.add_paragraph("Về thủ tục: {{ x[0]|length }} nhóm, khác: {{ x[1]|length }}")


def breaks(doc: Doc) -> None:
    doc.add_paragraph("Trang một {{ ky.ten }}").add_run().add_break()
    doc.add_page_break()
    doc.add_paragraph("Trang hai\tcột\nxuống dòng {{ ky.nam }}")


def beside(doc: Doc) -> None:
    doc.add_paragraph("Chữ đứng chung {%p if chi_tieu %} với lệnh")
    doc.add_paragraph("{%p endif %}")


def misspelt(doc: Doc) -> None:
    doc.add_paragraph("Chữ còn nguyên {{ co_quan.tenn }} và { ky.ten }")


WRITTEN = (
    sentences, a_list, a_table, nested, header_and_footer, inline, appendix, one_row, by_code, breaks, beside, misspelt,
)  # fmt: skip
REFUSED = (beside, misspelt)


# --- in whose hands


def plainly(_: etree._Element) -> None:
    """As python-docx writes it."""


def as_wps(root: etree._Element) -> None:
    """WPS cuts runs every few letters, each with properties and hints of its own."""
    for run in list(root.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) != 1 or len([child for child in run if child.tag != f"{W}rPr"]) != 1:
            continue
        words = texts[0].text or ""
        for start in range(0, len(words), 3):
            piece = parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:rFonts w:hint="default"/><w:lang w:val="vi-VN"/></w:rPr></w:r>'
            )
            text = etree.SubElement(piece, qn("w:t"))
            text.text = words[start : start + 3]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addprevious(piece)
        run.getparent().remove(run)  # type: ignore[union-attr]


def as_word(root: etree._Element) -> None:
    """Word puts proofing marks, a bookmark and revision numbers in between, and curls what is quoted."""
    as_wps(root)
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        paragraph.set(f"{W}rsidR", f"00{number:06X}")
        runs = paragraph.findall(f"{W}r")
        for run in runs[1::2]:
            run.addprevious(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
    for text in root.iter(f"{W}t"):
        text.text = (text.text or "").replace("'", "’")


def as_pasted(root: etree._Element) -> None:
    """What comes from a web page has no-break spaces and signs of no width in its tags."""
    for text in root.iter(f"{W}t"):
        text.text = TAG.sub(lambda tag: tag[0].replace(" ", "\u00a0").replace("}}", "\u200b}}"), text.text or "")


def as_reviewed(root: etree._Element) -> None:
    """Half of every paragraph was inserted by a reviewer, and something in it deleted."""
    as_wps(root)
    mark = f'{nsdecls("w")} w:author="A" w:date="2026-01-01T00:00:00Z"'
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        runs = paragraph.findall(f"{W}r")
        if len(runs) > 1:
            inserted = parse_xml(f'<w:ins w:id="{number * 2}" {mark}/>')
            runs[len(runs) // 2].addprevious(inserted)
            inserted.extend(runs[len(runs) // 2 :])
            deleted = f'<w:del w:id="{number * 2 + 1}" {mark}><w:r><w:delText>{{{{ xoa }}}}</w:delText></w:r></w:del>'
            inserted.addprevious(parse_xml(deleted))


HANDS: tuple[Callable[[etree._Element], None], ...] = (plainly, as_wps, as_word, as_pasted, as_reviewed)
ALL = [(write, hand) for write in WRITTEN for hand in HANDS]
assert len(ALL) >= 60


def made(write: Callable[[Doc], None], hand: Callable[[etree._Element], None]) -> bytes:
    document = Document()
    write(document)
    for root in (
        document.element,
        *(part for section in document.sections for part in (section.header._element, section.footer._element)),
    ):
        hand(root)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@functools.cache
def context() -> BoiCanh:
    snapshot = merge_period(Workspace(DATA / "xa-viet-khe"), "6-thang").snapshot
    assert snapshot is not None
    return compose(snapshot)


def said(docx: bytes) -> Iterator[str]:
    """Yield the text of each part that is printed."""
    for name, content in sorted(members(docx).items()):
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            yield letters(etree.fromstring(content), f"{W}t")


def holds(content: bytes, *, refused: bool) -> None:
    """Hold a template to it: refused with place and remedy, or printed with all that it says."""
    found = check_template("mau.docx", content, BoiCanh).slips
    if refused:
        assert found
        assert all(slip.place and slip.reason for slip in found)
        with pytest.raises(TemplateFault, match="đoạn «"):
            render_plain("mau.docx", content, context())
        return
    assert found == ()
    report = render_plain("mau.docx", content, context())
    for typed, printed in zip(said(content), said(report), strict=True):
        assert is_within(re.sub(r"\s+", "", TAG.sub("", typed)), re.sub(r"\s+", "", printed))
        assert "{{" not in printed
    for name, data in members(report).items():
        if name.startswith("word/") and name.endswith(".xml"):
            assert list(problems(etree.fromstring(data))) == [], name


def test_no_text_of_a_template_is_lost_whoever_wrote_it(request: pytest.FixtureRequest) -> None:
    """All of them with ``--long``; else one in eight, every hand among them."""
    every = ALL if request.config.getoption("--long") else ALL[::8]
    for write, hand in every:
        holds(made(write, hand), refused=write in REFUSED)


@pytest.mark.pages
def test_nor_by_libreoffice(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("only with --long")
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for write in WRITTEN:
            (folder / f"{write.__name__}.docx").write_bytes(made(write, plainly))
        convert(folder, "docx", "--outdir", "ra", *(f"{write.__name__}.docx" for write in WRITTEN))
        for write in WRITTEN:
            holds((folder / "ra" / f"{write.__name__}.docx").read_bytes(), refused=write in REFUSED)
