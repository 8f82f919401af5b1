"""What a file carries or loads beside its text, whatever its parts are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.wordview.foreign import Kind, foreign
from reportgen.wordview.package import open_package
from tests.docx_text import edited, example_report, members, pack
from tests.places import PERIODS, WORKSPACES
from tests.unfinished import letter, related, with_part

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def found(docx: bytes) -> list[tuple[Kind, str]]:
    return [(one.kind, one.what) for one in foreign(open_package(docx))]


def holding(name: str, content: bytes, declared: str = "", docx: bytes = b"") -> bytes:
    """The letter with a member more, declared as the content type ``declared``."""
    parts = members(docx or letter())
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/{name}" ContentType="{declared}"/></Types>' if declared else "</Types>"
    return pack({**parts, "[Content_Types].xml": types.replace("</Types>", override).encode(), name: content})


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_a_report_of_ours_has_nothing_of_the_kind(workspace: str, period: str) -> None:
    assert found(example_report(workspace, period)) == []


OUTSIDE = {
    "a picture of the text": ("image", "word/document.xml"),
    "a picture of a header": ("image", "word/header1.xml"),
    "a picture of notes": ("image", "word/footnotes.xml"),
    "a template": ("attachedTemplate", "word/settings.xml"),
    "a frame": ("frame", "word/webSettings.xml"),
    "a subdocument": ("subDocument", "word/document.xml"),
    "the list of a merge": ("mailMergeSource", "word/settings.xml"),
    "a linked object": ("oleObject", "word/document.xml"),
    "a workbook of a chart": ("externalLinkPath", "word/charts/chart1.xml"),
    "a picture of a theme": ("image", "word/theme/theme1.xml"),
    "of the whole file": ("metadata/thumbnail", ""),
}


@pytest.mark.parametrize("case", OUTSIDE)
@pytest.mark.parametrize("address", ["http://vi-du/x", "file:///C:\\mau\\x.dotm", "\\\\may-chu\\x.png"])
def test_content_from_outside_is_found_from_every_part(case: str, address: str) -> None:
    kind, part = OUTSIDE[case]
    ((what, shown),) = found(related(letter(), kind, address, outside=True, of=part))
    assert what is Kind.OUTSIDE
    assert shown.startswith(address)


def test_an_address_that_is_not_declared_outside_is_found_too() -> None:
    assert [kind for kind, _ in found(related(letter(), "image", "http://vi-du/x.png"))] == [Kind.OUTSIDE]


def test_a_part_whose_name_differs_in_capitals_is_found() -> None:
    parts = members(related(letter(), "image", "http://vi-du/x.png", outside=True, of="word/settings.xml"))
    parts["word/_rels/SETTINGS.xml.RELS"] = parts.pop("word/_rels/settings.xml.rels")
    assert [kind for kind, _ in found(pack(parts))] == [Kind.OUTSIDE]


@pytest.mark.parametrize(
    "address",
    ["https://chinhphu.vn", "HTTP://vi-du", "mailto:a@vi-du.vn", "a@vi-du.vn", "www.chinhphu.vn", "#_Toc1", ""],
)
def test_a_link_to_a_web_site_is_the_texts_own(address: str) -> None:
    assert found(related(letter(), "hyperlink", address, outside=True)) == []


@pytest.mark.parametrize("address", ["file:///D:\\x.xlsx", "..\\x.docx", "x.docx", "\\\\may\\x", "javascript:void(0)"])
def test_a_link_that_opens_nowhere_else_is_found(address: str) -> None:
    assert found(related(letter(), "hyperlink", address, outside=True)) == [(Kind.LINK, address)]


def test_a_link_of_a_field_is_judged_as_one_of_the_text() -> None:
    field = '<w:p><w:fldSimple w:instr=" HYPERLINK &quot;{}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    assert found(letter(field.format("https://chinhphu.vn"))) == []
    assert found(with_part(letter(), "header", field.format("file:///D:/x"))) == [(Kind.LINK, "file:///D:/x")]


def test_a_picture_drawn_by_its_address_is_found() -> None:
    picture = '<w:p><w:r><w:pict><v:shape><v:imagedata src="{}"/></v:shape></w:pict></w:r></w:p>'
    assert found(letter(picture.format("http://vi-du/x.png"))) == [(Kind.OUTSIDE, "http://vi-du/x.png")]
    assert found(letter(picture.format(""))) == []


def test_an_object_that_the_text_names_is_found_though_no_part_belongs_to_it() -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    linked = f'<w:p><w:r><w:object><o:OLEObject {office} Type="Link" ProgID="Excel.Sheet.12" r:id="a1"/></w:object></w:r></w:p>'
    assert found(letter(linked)) == [(Kind.OBJECT, "Excel.Sheet.12")]
    assert found(letter('<w:p><w:r><w:object><w:objectEmbed w:progId="Word.Document.8"/></w:object></w:r></w:p>')) == [
        (Kind.OBJECT, "Word.Document.8")
    ]


def test_a_video_that_is_played_from_a_web_site_is_found() -> None:
    space = 'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
    video = (
        f'<w:p><w:r><w:drawing><wp15:webVideoPr {space} embeddedHtml="&lt;iframe src=x&gt;"/></w:drawing></w:r></w:p>'
    )
    assert found(letter(video)) == [(Kind.OUTSIDE, "phim trên mạng: <iframe src=x>")]


def test_a_link_of_an_old_shape_is_judged_as_one_of_the_text() -> None:
    shape = '<w:p><w:r><w:pict><v:shape href="{}"/></w:pict></w:r></w:p>'
    assert found(letter(shape.format("file:///c:/a.exe"))) == [(Kind.LINK, "file:///c:/a.exe")]
    assert found(letter(shape.format("https://chinhphu.vn"))) == []


def test_a_drawing_that_loads_or_runs_something_is_found() -> None:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'

    def drawn(inside: str) -> list[tuple[Kind, str]]:
        return found(holding("word/media/a.svg", f"<svg {space}>{inside}</svg>".encode()))

    assert drawn('<image x:href="http://vi-du/x.png"/>') == [(Kind.OUTSIDE, "http://vi-du/x.png")]
    assert drawn("<script>1</script>") == [(Kind.FILE, "word/media/a.svg")]
    assert drawn('<style>@import "http://vi-du/a.css"; .a {fill: red}</style>') == [
        (Kind.OUTSIDE, "http://vi-du/a.css")
    ]
    assert drawn('<rect style="fill:url(//vi-du/a#b)"/>') == [(Kind.OUTSIDE, "//vi-du/a#b")]
    assert drawn('<g onload="1"/>') == [(Kind.FILE, "word/media/a.svg")]
    assert drawn('<style>.a {fill: url(#b)}</style><rect style="fill:url(#b)"/>') == []
    assert drawn('<image x:href="data:image/png;base64,"/><a x:href="http://vi-du/"/><use x:href="#a"/>') == []


def test_a_document_that_is_still_joined_to_a_list_is_found() -> None:
    docx = edited(
        letter(), lambda xml: xml.replace("</w:settings>", "<w:mailMerge/></w:settings>"), "word/settings.xml"
    )
    assert found(docx) == [(Kind.OUTSIDE, "nguồn trộn thư (Mail Merge)")]


MACROS = {
    "by its name": holding("word/vbaProject.bin", b"x"),
    "by its name in capitals": holding("word/VBAPROJECT.BIN", b"x"),
    "by its type": holding("word/x.xml", b"x", "application/vnd.ms-office.vbaProject"),
    "by its relationship": related(holding("word/x.dat", b"x"), f"{MICROSOFT}/vbaProject", "x.dat"),
    "by its bytes": holding("word/media/x.png", OLE + "_VBA_PROJECT".encode("utf-16-le")),
    "of keys": related(holding("word/x.xml", b"<x/>"), f"{MICROSOFT}/keyMapCustomizations", "x.xml"),
    "of toolbars": holding("word/x.bin", b"x", "application/vnd.ms-word.attachedToolbars"),
}


@pytest.mark.parametrize("case", MACROS)
def test_macros_are_found(case: str) -> None:
    assert [kind for kind, _ in found(MACROS[case])] == [Kind.MACRO]


OBJECTS = {
    "by its type": holding("word/x.bin", b"x", "application/vnd.openxmlformats-officedocument.oleObject"),
    "by its relationship": related(holding("word/x.dat", b"x"), "oleObject", "x.dat"),
    "by its bytes": holding("customXml/item9.xml", OLE),
    "a control": related(holding("word/activeX/a.xml", b"<x/>"), "control", "activeX/a.xml"),
    "a workbook": related(holding("word/x.xlsx", zipped("xl/workbook.xml")), "package", "x.xlsx"),
}


@pytest.mark.parametrize("case", OBJECTS)
def test_embedded_objects_are_found(case: str) -> None:
    assert [kind for kind, _ in found(OBJECTS[case])] == [Kind.OBJECT]


FILES = {
    "a program": holding("word/media/anh.png", b"MZ\x90\0"),
    "an archive": holding("word/x.dat", zipped("x")),
    "a page of the web": holding("word/media/anh.png", b"<html><script>1</script></html>"),
    "a script": holding("word/x.vbs", b"x"),
    "a text that is put in, or was": related(holding("word/x.rtf", b"{\\rtf1 x}"), "aFChunk", "x.rtf"),
    "another document": holding("word/x.bin", b"%PDF-1.7"),
}


@pytest.mark.parametrize("case", FILES)
def test_files_of_another_kind_are_found_under_any_name(case: str) -> None:
    assert [kind for kind, _ in found(FILES[case])] == [Kind.FILE]


def with_chart(workbook: bytes) -> bytes:
    docx = related(holding("word/charts/chart1.xml", b"<c/>"), "chart", "charts/chart1.xml")
    docx = related(docx, "package", "../embeddings/x.xlsx", of="word/charts/chart1.xml")
    return holding("word/embeddings/x.xlsx", workbook, docx=docx)


def test_a_charts_own_figures_are_no_foreign_file() -> None:
    assert found(with_chart(zipped("xl/workbook.xml"))) == []
    assert [kind for kind, _ in found(with_chart(zipped("xl/vbaProject.bin")))] == [Kind.MACRO]


@pytest.mark.parametrize("begun", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x01\0\0\0", b""])
def test_pictures_are_none(begun: bytes) -> None:
    assert found(related(holding("word/media/x.png", begun), "image", "media/x.png")) == []


def test_a_damaged_picture_is_no_reason_to_judge_nothing() -> None:
    docx = bytearray(holding("word/media/x.png", b"\x89PNG" * 50))
    at = docx.index(b"word/media/x.png") + len("word/media/x.png")
    docx[at : at + 8] = b"\xff" * 8
    assert found(bytes(docx)) == []


def test_a_scrambled_font_may_begin_with_anything() -> None:
    docx = related(holding("word/fonts/f.odttf", b"MZ"), "font", "fonts/f.odttf", of="word/fontTable.xml")
    assert found(docx) == []
