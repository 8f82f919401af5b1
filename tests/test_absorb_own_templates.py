"""`absorb` on drafts that an odd template of the agency's own has made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.model.words import paragraphs
from reportgen.pipeline.absorb import absorb
from reportgen.workspace import Workspace
from tests.docx_text import W, members, pack, there
from tests.office_words import again, drafted, office, wordings
from tests.places import ROOT
from tests.word_editors import EDITORS
from tests.word_edits import changed, replace

Cli = Callable[..., Any]
WORDS = "tong-hop/kh/6-thang.yaml"
NS = f'xmlns:w="{W[1:-1]}"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = office(tmp_path_factory.mktemp("co-quan"))
    drafted(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return again(made, tmp_path)


# --- templates of the agency's own --------------------------------------------------------------


def own_template(root: Path, change: Callable[[etree._Element], None], more: Callable[[bytes], bytes] = bytes) -> Path:
    """Draft with a template of the agency's own; return the draft."""
    (root / "mau").mkdir()
    stock = (ROOT / "templates/bao-cao-6-thang.docx").read_bytes()
    (root / "mau/bao-cao-6-thang.docx").write_bytes(more(changed(stock, change)))
    (root / "ban-thao/kh-6-thang.docx").unlink()
    return drafted(root)


def in_a_cell(body: etree._Element) -> None:
    control = next(node for node in body.iter(f"{W}sdt") if _tagged(node, "ton-tai"))
    table = etree.fromstring(
        f"<w:tbl {NS}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
    )
    control.addprevious(table)
    next(table.iter(f"{W}p")).addprevious(control)


def _tagged(control: etree._Element, place: str) -> bool:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag is not None and tag.get(f"{W}val") == f"loi-van:{place}"


@pytest.mark.parametrize("editor", ["Word", "LibreOffice", "LibreOffice .odt", "SuperDoc", "Google Docs"])
def test_a_place_in_a_cell_comes_back(editor: str, root: Path) -> None:
    path = own_template(root, in_a_cell)
    content = path.read_bytes()
    path.write_bytes(EDITORS[editor](content))
    done = absorb(Workspace(root), str(path))
    assert (done.written, done.emptied) == ((), ())
    path.write_bytes(EDITORS[editor](changed(content, replace("Đoạn hai của ton-tai,", "Đoạn sửa,"))))
    done = absorb(Workspace(root), str(path))
    assert [edit.place for edit in done.written] == ["ton-tai"]
    assert (paragraphs(wordings(root / WORDS)["ton-tai"].text or "")[1]).startswith("Đoạn sửa, khác hẳn")
    assert "bang" not in {other.kind.value for other in done.others}


def test_numbers_that_the_template_draws_are_none_of_the_words(root: Path) -> None:
    def numbered(body: etree._Element) -> None:
        control = next(node for node in body.iter(f"{W}sdt") if _tagged(node, "ton-tai"))
        for paragraph in control.iter(f"{W}p"):
            properties = there(paragraph.find(f"{W}pPr"))
            numbers = f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            there(properties.find(f"{W}pStyle")).addnext(etree.fromstring(numbers))

    path = own_template(root, numbered, _with_a_list)
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của ton-tai,", "Đoạn sửa,")))
    absorb(Workspace(root), str(path))
    assert not paragraphs(wordings(root / WORDS)["ton-tai"].text or "")[0].startswith("1. ")


def _with_a_list(content: bytes) -> bytes:
    parts = members(content)
    relations = "word/_rels/document.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="rIdN" Type="{office}/numbering" Target="numbering.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", more.encode())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    declared = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", declared.encode())
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    parts["word/numbering.xml"] = (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ).encode()
    return pack(parts)
