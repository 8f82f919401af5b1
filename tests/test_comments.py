"""Comments that are put into a copy of a Word file: beside the paragraph that is meant, nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.wordview.comments import Comment, with_comments
from reportgen.wordview.package import Unreadable
from tests.docx_text import W, edited, members, pack, part, text_of, value
from tests.places import ROOT

STOCK = (ROOT / "templates" / "bao-cao-6-thang.docx").read_bytes()
NOTES = "word/comments.xml"


def beside(docx: bytes) -> list[tuple[str, str]]:
    """Return each comment with the text of the paragraph that it is beside."""
    said = {value(node, "id"): "\n".join(map(text_of, node.iter(f"{W}p"))) for node in part(docx, NOTES)}
    ranges = [(value(node, "id"), node.getparent()) for node in part(docx).iter(f"{W}commentRangeStart")]
    return [(said[number], text_of(paragraph)) for number, paragraph in ranges if paragraph is not None]


def at(docx: bytes, text: str) -> int:
    """Return the number of the paragraph with ``text``."""
    return next(number for number, node in enumerate(part(docx).iter(f"{W}p")) if text_of(node) == text)


def test_a_comment_stands_beside_its_paragraph_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    marked = with_comments(
        STOCK, [Comment("Hai.\nDòng nữa & <thẻ>", at(STOCK, "- {{ n }};")), Comment("Một.", at(STOCK, "BÁO CÁO"))]
    )
    assert beside(marked) == [("Một.", "BÁO CÁO"), ("Hai.\nDòng nữa & <thẻ>", "- {{ n }};")]
    before, after = members(STOCK), members(marked)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", NOTES}
    assert [text_of(node) for node in part(marked).iter(f"{W}p")] == [
        text_of(node) for node in part(STOCK).iter(f"{W}p")
    ]
    path = tmp_path / "a.docx"
    path.write_bytes(marked)
    found = OpenXmlValidator().validate(str(path)).errors
    path.write_bytes(STOCK)
    assert [str(error) for error in found] == [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_comments_join_those_that_are_there() -> None:
    once = with_comments(STOCK, [Comment("Trước.", at(STOCK, "BÁO CÁO"))])
    twice = with_comments(
        once, [Comment("Sau.", at(once, "- {{ n }};")), Comment("Ở đầu trang.", 0, "word/header1.xml")]
    )
    assert sorted(said for said, _ in beside(twice)) == ["Sau.", "Trước.", "Ở đầu trang."]
    assert len({value(node, "id") for node in part(twice, NOTES)}) == 3
    assert twice == with_comments(once, [Comment("Sau.", at(once, "- {{ n }};")), Comment("Ở đầu trang.", None)])


def test_what_is_in_a_text_box_is_told_beside_the_paragraph_it_hangs_on() -> None:
    box = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>trong ô</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    boxed = edited(STOCK, lambda xml: xml.replace("BÁO CÁO</w:t></w:r>", f"BÁO CÁO</w:t></w:r>{box}", 1))
    ((_, where),) = beside(with_comments(boxed, [Comment("Ô.", at(boxed, "trong ô"))]))
    assert where.startswith("BÁO CÁO")


def test_a_strict_file_gets_comments_of_its_own_kind() -> None:
    parts = members(STOCK)
    for name in ("word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"):
        for old, new in (
            (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
            (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ):  # fmt: skip
            parts[name] = parts[name].replace(old, new)
    marked = members(with_comments(pack(parts), [Comment("Góp ý.", 3)]))
    assert etree.fromstring(marked[NOTES]).tag == "{http://purl.oclc.org/ooxml/wordprocessingml/main}comments"
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in marked["word/_rels/document.xml.rels"]


def test_a_file_without_a_paragraph_is_refused() -> None:
    with pytest.raises(Unreadable, match="không có đoạn nào"):
        with_comments(
            edited(STOCK, lambda xml: xml[: xml.index("<w:body>")] + "<w:body/></w:document>"), [Comment("?")]
        )
