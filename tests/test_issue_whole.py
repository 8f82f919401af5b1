"""``issue`` and ``lint`` look at the whole file: every part of it, the format that is seen, what is loaded from outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.vn.signs import odd
from tests.conftest import Ran, Small, write
from tests.docx_text import edited, members, pack
from tests.issuing import SO_5, issued, letter, objected, register, unchanged
from tests.stamping import run
from tests.unfinished import related, with_part

Cli = Callable[..., Ran]


def said(words: str) -> Callable[[bytes], bytes]:
    """Put ready runs into the first paragraph of the report's text."""
    return lambda docx: edited(docx, lambda xml: xml.replace("như sau:", f"như sau:</w:t></w:r>{words}<w:r><w:t>", 1))


def line(text: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run(text)}</w:p>'


FIELD = "".join(
    (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DA</w:instrText></w:r>',
        '<w:r><w:instrText>TE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:t>1/5/2026</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
)
HIDING = (
    '<w:style w:type="character" w:styleId="an"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def hidden_by_style(docx: bytes) -> bytes:
    docx = edited(docx, lambda xml: xml.replace("</w:styles>", HIDING), "word/styles.xml")
    return said('<w:r><w:rPr><w:rStyle w:val="an"/></w:rPr><w:t>ý kiến nội bộ</w:t></w:r>')(docx)


def above_the_title(text: str) -> Callable[[bytes], bytes]:
    def change(xml: str) -> str:
        at = xml.index("</w:tbl>") + len("</w:tbl>")
        return xml[:at] + line(text) + xml[at:]

    return lambda docx: edited(docx, change)


WHOLE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "dots": (said(run(" Kinh phí là …… triệu đồng.")), "cho-trong", "Kinh phí là …… triệu đồng"),
    "dots in a header": (lambda d: with_part(d, "header", line("Kỳ ……")), "cho-trong", "«Kỳ ……» (đầu trang)"),
    "a highlight": (
        said('<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>12 triệu</w:t></w:r>'),
        "to-vang",
        "12 triệu",
    ),
    "hidden by a style": (hidden_by_style, "chu-an", "ý kiến nội bộ"),
    "words read from the right": (said(run(" Kinh phí 12\u202e345 triệu đồng.")), "dao-chu", "Kinh phí 12�345 triệu"),
    "words that nobody sees": (said(run(" Đã xong\U000e0041\U000e0042.")), "dao-chu", "Đã xong��."),
    "a field cut in two": (said(FIELD), "tu-doi", "DATE"),
    "a draft": (above_the_title("DỰ THẢO LẦN 2"), "du-thao", "«DỰ THẢO LẦN 2»"),
    "a draft in a footer": (
        lambda d: with_part(d, "footer", line("Dự thảo ngày 12/5/2026")),
        "du-thao",
        "(cuối trang)",
    ),
    "a picture of a header": (
        lambda d: related(d, "image", "http://vi-du/x.png", outside=True, of="word/header1.xml"),
        "noi-dung-ngoai",
        "http://vi-du/x.png",
    ),
    "a template of settings": (
        lambda d: related(d, "attachedTemplate", "http://vi-du/x.dotm", outside=True, of="word/settings.xml"),
        "noi-dung-ngoai",
        "http://vi-du/x.dotm",
    ),
    "macros under another name": (
        lambda d: pack({**members(d), "word/x.bin": b"\xd0\xcf\x11\xe0"}),
        "noi-dung-ngoai",
        "word/x.bin",
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_it_is_an_objection_and_lint_notes_it(small: Small, cli: Cli, draft: Path, case: str) -> None:
    change, name, told = WHOLE[case]
    draft.write_bytes(change(draft.read_bytes()))
    with unchanged(small.root):
        found = objected(cli, "6-thang", *SO_5)
    assert told in found[name]
    noted = [note for note in cli("lint", draft).out.splitlines() if f"(lệnh issue: {name})" in note]
    assert [told in note for note in noted] == [True]
    assert told in str(json.loads(cli("lint", draft, "--format", "json").out)["tep"][0]["luu_y"])
    sarif = json.loads(cli("lint", draft, "--format", "sarif").out)
    notes = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [told in note["message"]["text"] for note in notes if note["level"] == "note"].count(True) == 1


def test_a_tag_of_a_template_in_a_header_is_a_breach_of_form(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(with_part(draft.read_bytes(), "header", line("{{ ky.ten }}")))
    assert "Đầu trang «{{ ky.ten }}»" in objected(cli, "6-thang", *SO_5)["ST/sot-mau"]
    assert "Đầu trang «{{ ky.ten }}»\n      còn «{{»" in cli("lint", draft).out


def test_a_tag_of_a_template_in_a_chart_is_a_breach_of_form(small: Small, cli: Cli, draft: Path) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    for text, code in (("Biểu đồ {{ ky }}", 1), ("Biểu đồ {1}", 0)):
        chart = f'<c xmlns:a="{space}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c>'.encode()
        docx = related(pack({**members(draft), "word/charts/chart1.xml": chart}), "chart", "charts/chart1.xml")
        ran = cli("lint", write(small.root, "x.docx", docx))
        assert ran.code == code
        assert ("Biểu đồ, sơ đồ «Biểu đồ {{ ky }}»" in ran.out) is bool(code)


def test_that_it_says_draft_can_be_accepted(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(above_the_title("(DỰ THẢO)")(draft.read_bytes()))
    issued(cli, "6-thang", *SO_5, "--accept", "du-thao", "--reason", "ban hành kèm bản dự thảo để lấy ý kiến")


def test_what_is_refused_outright_tells_what_is_left_in_the_file(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(said(FIELD)(draft.read_bytes()))
    small.replace("co-quan.yaml", "Sở Thử nghiệm", "Sở Khác")
    ran = cli("issue", "--file", draft, *SO_5)
    assert ran.code == 1
    assert "không phải của Sở Khác. Trong tệp còn: tu-doi: có trường tự đổi" in ran.err


def test_lint_does_not_tell_the_blanks_that_issuing_fills(small: Small, cli: Cli, draft: Path) -> None:
    assert "lưu ý" not in cli("lint", draft).out


def test_the_register_says_what_stands_on_paper_and_a_number_from_a_telephone_is_no_objection(
    small: Small, cli: Cli
) -> None:
    """Telephones put signs around numbers, browsers some between words: they take no room, and none goes into it."""
    path = letter(small, "thu.docx")
    was = path.read_bytes()
    path.write_bytes(edited(was, lambda xml: xml.replace("V/v đôn đốc", "V/v \u202dđôn\u200b\u202c đốc", 1)))
    assert path.read_bytes() != was
    assert cli("issue", "--file", path, *SO_5, cwd=small.root).code == 0
    (entry,) = register(small)
    assert str(entry["trich_yeu"]).startswith("đôn đốc ")
    assert not odd(json.dumps(entry, ensure_ascii=False))
