"""Controls whose text Word takes from another part of the file: told where that is another text than stands there."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest

from tests.docx_text import members, pack
from tests.stamping import run
from tests.unfinished import CORE, CORE_KIND, SPACES, letter, related, told

STORE, PROPERTIES = "{0A0B0C0D-0000-4000-8000-000000000001}", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
PATH = "/n:so[1]/n:kinh-phi[1]"


def bound(text: str, path: str = PATH, store: str = STORE, names: str = 'xmlns:n="urn:vd"', kind: str = "text") -> str:
    quoted = f"'{names}'"
    data = f'<w:dataBinding w:prefixMappings={quoted} w:xpath="{path}" w:storeItemID="{store}"/>'
    control = f"<w:sdt><w:sdtPr>{data}<w:{kind}/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    return f"<w:p>{run('Kinh phí ')}{control}{run(' triệu đồng.')}</w:p>"


def stored(xml: str, text: str = "<kinh-phi>120</kinh-phi>") -> bytes:
    """A letter with ``xml``, and a store of one number."""
    parts = {
        "customXml/item7.xml": f'<so xmlns="urn:vd">{text}</so>',
        "customXml/itemProps7.xml": f'<d:datastoreItem xmlns:d="{_DATA}" d:itemID="{STORE.lower()}"/>',
    }
    docx = pack({**members(letter(xml)), **{name: content.encode() for name, content in parts.items()}})
    docx = related(docx, "customXmlProps", "itemProps7.xml", of="customXml/item7.xml")
    return related(docx, "customXml", "../customXml/item7.xml")


def test_a_control_in_which_word_will_show_another_text_is_told() -> None:
    assert told(stored(bound("120"))) == []
    assert told(stored(bound("999"))) == [("tu-doi", "999» sẽ thành «120", "")]
    assert told(stored(bound("120"), "<kinh-phi/>")) == [("tu-doi", "120» sẽ thành «(trống)", "")]
    assert told(stored(bound("120", "/n:so/@muc"), "")) == []


def test_spaces_and_lines_make_no_difference() -> None:
    assert told(stored(bound("Một hai"), "<kinh-phi>Một\n hai </kinh-phi>")) == []


@pytest.mark.parametrize(
    ("path", "store"),
    [
        ("/n:khac[1]", STORE),
        (PATH, "{00000000-0000-0000-0000-000000000000}"),
        (PATH.replace("n:", "la:"), STORE),
        ("//*[contains(., '1')]", STORE),
        ("/n:so" * 300, STORE),
        ("", ""),
    ],
)
def test_what_word_does_not_find_stays_as_it_is(path: str, store: str) -> None:
    assert told(stored(bound("999", path, store))) == []


@pytest.mark.parametrize("kind", ["date", "picture", "dropDownList"])
def test_controls_that_show_another_thing_than_they_keep_are_none(kind: str) -> None:
    assert told(stored(bound("999", kind=kind))) == []


def test_the_properties_of_a_file_are_such_a_store() -> None:
    path = "/cp:coreProperties[1]/dc:title[1]"
    title = f"<cp:coreProperties {CORE}><dc:title>Tên cũ</dc:title></cp:coreProperties>"
    docx = pack({**members(letter(bound("Tên mới", path, PROPERTIES, CORE))), "docProps/core9.xml": title.encode()})
    assert told(related(docx, CORE_KIND, "docProps/core9.xml", of="")) == [("tu-doi", "Tên mới» sẽ thành «Tên cũ", "")]


def test_text_with_formats_is_bound_as_well() -> None:
    """As Word 2013 binds it: under a name of its own, to a whole document that is kept as text."""
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    rich = bound("999", kind="alias").replace("<w:dataBinding", f"<w15:dataBinding {w15}")
    assert told(stored(rich)) == [("tu-doi", "999» sẽ thành «120", "")]
    assert told(stored(rich.replace("999", "120"))) == []
    body = "<w:body><w:p><w:r><w:t>12</w:t></w:r><w:r><w:t>0</w:t></w:r></w:p></w:body>"
    package = (
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part><pkg:xmlData>'
        f"<w:document {SPACES}>{body}</w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    kept = f"<kinh-phi>{escape(package)}</kinh-phi>"
    assert told(stored(rich.replace("999", "120"), kept)) == []
    assert told(stored(rich, kept)) == [("tu-doi", "999» sẽ thành «120", "")]


def test_a_date_is_told_where_it_is_bound_to_another_day() -> None:
    def dated(day: str) -> str:
        date = f'<w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="d/M/yyyy"/></w:date>'
        return bound("14/5/2026").replace("<w:text/>", date)

    kept = "<kinh-phi>2026-05-14</kinh-phi>"
    assert told(stored(dated("2026-05-14"), kept)) == []
    assert told(stored(dated("2026-05-30"), kept)) == [("tu-doi", "2026-05-30» sẽ thành «2026-05-14", "")]
