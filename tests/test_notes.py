"""Notes on the checker's and the archive's side: read, told as unfinished, kept, found, made again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.issuing.text import passage, plain_lines
from reportgen.unfinished import leftovers
from reportgen.wordview.document import Document
from reportgen.wordview.opened import open_docx
from reportgen.wordview.package import Unreadable, open_package
from reportgen.wordview.reader import read_document
from tests.conftest import Ran, Small
from tests.docx_text import edited, members, pack
from tests.issuing import ready
from tests.paper_docx import build
from tests.papers import Spec, paper

Cli = Callable[..., Ran]
FOOTNOTES = "word/footnotes.xml"
TWO = ({"text": "Kế hoạch số 17/KH-SNV."}, {"text": "Công văn số 18/SNV-VP."})


def noted(change: Spec | None = None) -> bytes:
    """A letter whose first paragraph refers to the second note, its last to the first."""
    return build(paper("cong-van", {"doan1.refers": [2], "ket.refers": [1], "notes": list(TWO)} | (change or {})))


def read(docx: bytes) -> Document:
    return read_document(open_package(docx))


def told(document: Document) -> list[tuple[str, str]]:
    return [(note.name, note.text) for note in document.notes]


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    document = read(noted())
    assert told(document) == [("chú thích 1", "Công văn số 18/SNV-VP."), ("chú thích 2", "Kế hoạch số 17/KH-SNV.")]
    assert [note.referred.text[:9] for note in document.notes] == ["Thực hiện", "Đề nghị c"]
    assert document.notes[0].paragraphs[0].runs[0].letters.size == 10.0


def test_a_reference_is_no_text_of_its_paragraph() -> None:
    plain = read(build(paper("cong-van")))
    assert [paragraph.text for paragraph in read(noted()).paragraphs] == [
        paragraph.text for paragraph in plain.paragraphs
    ]
    assert plain.notes == ()


def test_a_note_is_read_whatever_its_namespace_is_called_and_in_strict_files() -> None:
    def renamed(xml: str) -> str:
        return xml.replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:")

    transitional, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ("http://purl.oclc.org/ooxml/wordprocessingml/main"),
    )
    expected = told(read(noted()))
    assert told(read(edited(noted(), renamed, FOOTNOTES))) == expected
    assert told(read(edited(noted(), lambda xml: xml.replace(transitional, strict), FOOTNOTES))) == expected


def test_endnotes_are_numbered_apart() -> None:
    docx = edited(noted(), lambda xml: xml.replace('footnoteReference w:id="1"', 'endnoteReference w:id="1"'))
    parts = members(docx)
    parts["word/endnotes.xml"] = parts[FOOTNOTES].replace(b"w:footnote", b"w:endnote")
    relations = parts["word/_rels/document.xml.rels"]
    other = b'<Relationship Id="cuoi" Type="http://x/endnotes" Target="endnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", other)
    assert told(read(pack(parts))) == [
        ("chú thích 1", "Công văn số 18/SNV-VP."),
        ("chú thích cuối văn bản 1", "Kế hoạch số 17/KH-SNV."),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda parts: parts.pop(FOOTNOTES),
        lambda parts: parts.update({FOOTNOTES: b"<w:footnotes"}),
        lambda parts: parts.update({FOOTNOTES: parts[FOOTNOTES].replace(b'w:id="1"', b'w:id="7"')}),
    ],
    ids=["no part", "no XML", "no such note"],
)
def test_a_reference_that_leads_nowhere_is_passed_over(damage: Callable[[dict[str, bytes]], object]) -> None:
    parts = members(noted())
    damage(parts)
    assert len(read(pack(parts)).notes) < 2


def test_a_part_of_notes_has_the_bounds_of_any_other() -> None:
    parts = members(noted())
    parts[FOOTNOTES] += b" " * 8_000_000
    with pytest.raises(Unreadable, match=r"footnotes\.xml lớn hơn"):
        read(pack(parts))


def test_a_thousand_references_to_one_note_are_one_note() -> None:
    assert len(read(noted({"doan1.refers": [2] * 1000})).notes) == 2


def test_marks_stand_where_the_numbers_stand_and_notes_below() -> None:
    run = '<w:r><w:t>rà soát 96</w:t></w:r><w:r><w:t> thủ tục</w:t><w:footnoteReference w:id="1"/></w:r><w:r><w:t>, '
    body = f'<w:p>{run}công khai</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    lines = list(plain_lines(read(noted({"doan1.xml": body, "ket.refers": []}))))
    at = lines.index("rà soát 96 thủ tục[^1], công khai[^2]")
    assert lines[at + 1 : at + 3] == ["[^1]: Kế hoạch số 17/KH-SNV.", "[^2]: Công văn số 18/SNV-VP."]


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("rà soát 96 thủ tục[^1], công khai[^c2].", "", "rà soát 96 thủ tục, công khai."),
        ("[^3]: Kế hoạch số 17.", "chú thích 3", "Kế hoạch số 17."),
        ("[^c3]: Kế hoạch số 17.", "chú thích cuối văn bản 3", "Kế hoạch số 17."),
        ("[^3] đứng đầu đoạn", "", " đứng đầu đoạn"),
        ("xem [1], [^] và [^a]", "", "xem [1], [^] và [^a]"),
    ],
)
def test_a_line_is_read_back(line: str, name: str, words: str) -> None:
    assert passage(line) == (name, words)


def test_what_is_unfinished_in_a_note_speaks_against_issuing() -> None:
    styles = '<w:style w:type="character" w:styleId="x"><w:name w:val="ND30 Cần bổ sung"/></w:style></w:styles>'
    docx = edited(noted(), lambda xml: xml.replace("</w:styles>", styles), "word/styles.xml")
    docx = edited(docx, lambda xml: xml.replace("<w:rPr>", '<w:rPr><w:rStyle w:val="x"/>', 1), FOOTNOTES)
    docx = edited(docx, lambda xml: xml.replace("<w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">Công",
                  "<w:vanish/></w:rPr><w:t xml:space=\"preserve\">Công", 1), FOOTNOTES)  # fmt: skip
    assert [(item.kind, item.text, item.place) for item in leftovers(open_docx(docx))] == [
        ("chu-an", "Công văn số 18/SNV-VP.", "chú thích 1"),
        ("to-vang", "Kế hoạch số 17/KH-SNV.", "chú thích 2"),
    ]


def test_notes_are_kept_found_and_made_again(small: Small, cli: Cli) -> None:
    draft = ready(small, cli)
    small.replace(
        "tinh-hinh/kh/6-thang/phong-mot.yaml",
        "ket_qua: Xong việc.",
        'ket_qua: "Rà soát 96 thủ tục^[Quyết định số 17/QĐ-STN ngày 20/01/2026.] hành chính của Sở."',
    )
    assert cli("draft", "6-thang", "-o", draft, cwd=small.root).code == 0
    assert FOOTNOTES in members(draft)
    ran = cli("-C", small.root, "issue", "6-thang", "--so", "5", "--ngay", "14/5/2026")
    assert ran.code == 0, ran.out + ran.err
    bag = small.root / "luu-tru/2026/05-BC-STN/data"
    lines = (bag / "van-ban.txt").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "96 thủ tục[^1] hành chính của Sở." in line)
    assert lines[at + 1] == "[^1]: Quyết định số 17/QĐ-STN ngày 20/01/2026."
    by_note = cli("-C", small.root, "archive", "search", "quyết định số 17")
    assert "Chú thích 1: " in by_note.out
    across = cli("-C", small.root, "archive", "search", '"thủ tục hành chính"')
    assert "1 văn bản" in across.out
    assert "[^1]" not in across.out
    assert cli("-C", small.root, "archive", "rebuild", "5").code == 0
