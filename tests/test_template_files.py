"""Files that are no template, or lack what they name, and templates that are not there: each is answered in Vietnamese."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reportgen.render import checking
from reportgen.render.checking import TemplateChecked
from tests.conftest import Small
from tests.docx_text import edited
from tests.own_template import STOCK, Cli, broken, fill, with_template
from tests.places import ROOT
from tests.unfinished import with_part

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)


def packed(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tệp rỗng"),
        (b"khong phai zip", "không phải tệp .docx"),
        (packed(a="x"), "thiếu phần nội dung"),
        (STOCK[:2000], "không phải tệp .docx"),
        (STOCK[:-100], "không phải tệp .docx"),
        (OLD, "tệp .doc kiểu cũ"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "bỏ mật khẩu rồi lưu lại"),
    ],
    ids=["empty", "not a zip", "no document", "cut short", "end missing", "old .doc", "password"],
)
def test_a_file_that_is_no_template(content: bytes, why: str, small: Small, cli: Cli) -> None:
    message = with_template(small, content, cli).err
    assert "không đọc được: " in message
    assert why in message


TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("member", "old", "new", "said"),
    [
        ("[Content_Types].xml", TYPE, TYPE.replace("document.main", "template.main"), "đây là mẫu kiểu .dotx"),
        ("[Content_Types].xml", TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml", "đây là tệp có macro"),
        (
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
            "tệp lưu kiểu Strict Open XML",
        ),
    ],
)
def test_a_word_file_of_another_kind_is_told_how_to_save(
    member: str, old: str, new: str, said: str, small: Small, cli: Cli
) -> None:
    message = broken(small, cli, old, new, member)
    assert said in message
    assert "Lưu thành (Save As) › Word Document (*.docx)" in message


UNTYPED = {
    "header9": with_part(STOCK, "header", "<w:p/>"),
    "footnotes9": with_part(STOCK, "footnotes", "<w:p/>"),
    "styles": edited(STOCK, lambda xml: xml.replace("wordprocessingml.styles+xml", "x+xml", 1), "[Content_Types].xml"),
}


@pytest.mark.parametrize("name", UNTYPED)
def test_a_part_that_is_not_declared_to_be_what_it_is_used_as(name: str, small: Small, cli: Cli) -> None:
    told = with_template(small, UNTYPED[name], cli).err
    assert f"tệp không khai đúng kiểu của phần word/{name}.xml nên Word không mở được" in told


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [("[Content_Types].xml", "core-properties+xml", "x+xml"), ("docProps/core.xml", "coreProperties", "x")],
)
def test_properties_that_are_damaged(member: str, old: str, new: str, small: Small, cli: Cli) -> None:
    spoilt = edited(STOCK, lambda xml: xml.replace(old, new), member)
    assert "phần docProps/core.xml (thuộc tính của tệp) bị hỏng" in with_template(small, spoilt, cli).err


THUMBNAIL = '<Relationship Id="rId99" Type="http://x/thumbnail" Target="docProps/thumbnail.jpeg"/>'


PICTURE = '<Relationship Id="rId98" Type="http://x/image" Target="../NULL"/>'


def test_relationships_that_lead_nowhere(small: Small, cli: Cli) -> None:
    fill(small)
    odd = edited(STOCK, lambda xml: xml.replace("</Relationships>", THUMBNAIL + "</Relationships>"), "_rels/.rels")
    rels = "word/_rels/document.xml.rels"
    odd = edited(odd, lambda xml: xml.replace("</Relationships>", PICTURE + "</Relationships>"), rels)
    (small.root / "mau").mkdir()
    (small.root / "mau" / "bao-cao-6-thang.docx").write_bytes(odd)
    assert cli("draft", "6-thang", cwd=small.root).code == 0


def test_a_picture_that_is_not_there(small: Small, cli: Cli) -> None:
    rels = "word/_rels/document.xml.rels"
    odd = edited(STOCK, lambda xml: xml.replace("</Relationships>", PICTURE + "</Relationships>"), rels)
    used = edited(odd, lambda xml: xml.replace("BÁO CÁO<", 'BÁO CÁO</w:t><w:x r:embed="rId98"/><w:t><', 1))
    assert "tệp thiếu phần NULL mà văn bản dùng tới" in with_template(small, used, cli).err


def test_tags_where_nothing_is_filled_are_named(small: Small, cli: Cli) -> None:
    link = '<Relationship Id="rId97" Type="http://x/hyperlink" Target="http://x/{{ ky.nam }}" TargetMode="External"/>'
    odd = edited(
        STOCK, lambda xml: xml.replace("</Relationships>", link + "</Relationships>"), "word/_rels/document.xml.rels"
    )
    message = with_template(small, odd, cli).err
    assert "địa chỉ của một liên kết · lệnh {{ ky.nam }}" in message


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{ co_quan.ten }", "{ co_quan.ten }"),
        ("{co_quan.ten|upper}", "{co_quan.ten|upper}"),
        ("{ if kinh_gui }", "{ if kinh_gui }"),
        ("｛｛ co_quan.ten ｝｝", "｛｛ co_quan.ten ｝｝"),
        ("{％ if kinh_gui ％}", "{％ if kinh_gui ％}"),
        ("｛% endif %｝", "｛% endif %｝"),
    ],
)
def test_braces_that_make_no_tag_are_named(text: str, named: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, "BÁO CÁO", f"BÁO CÁO {text}")
    assert f"«{named}»" in message
    assert "{{ … }}" in message


def test_a_document_part_that_is_no_xml(small: Small, cli: Cli) -> None:
    message = broken(small, cli, "</w:body>", "")
    assert "không đọc được" in message


def test_a_missing_template_gets_a_proposal(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: bao-cao-6-than")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "ke-hoach/kh.yaml:7:45: lỗi: 6-thang mau: không có mẫu «bao-cao-6-than»\n" in ran.err
    assert "có phải là bao-cao-6-thang?" in ran.err
    assert not (small.root / "ban-thao").exists()


@pytest.mark.parametrize("name", ["../bao-cao-6-thang", "mau/bao-cao-6-thang", "/etc/passwd", "."])
def test_a_template_name_does_not_lead_out_of_its_folders(name: str, small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "bao-cao-6-thang.docx").write_bytes(STOCK)
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", f"mau: {name}")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert f"không có mẫu «{name}»" in ran.err
    assert not (small.root / "ban-thao").exists()


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_folder_that_is_named_as_a_template_stops_nothing(command: str, small: Small, cli: Cli) -> None:
    (small.root / "mau" / "bản cũ.docx").mkdir(parents=True)
    ran = cli("template", command, cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    assert "bản cũ" not in ran.out


def test_an_own_template_comes_before_the_stock_one(small: Small, cli: Cli, tmp_path: Path) -> None:
    fill(small)
    own = small.root / "mau" / "bao-cao-6-thang.docx"
    own.parent.mkdir()
    own.write_bytes(edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO RIÊNG", 1)))
    path = tmp_path / "ra.docx"
    assert cli("draft", "6-thang", "-o", path, cwd=small.root).code == 0
    with zipfile.ZipFile(path) as package:
        assert "BÁO CÁO RIÊNG" in package.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{%p for y in chi_dao_dieu_hanh %}",
            "{%p fo y in chi_dao_dieu_hanh %}",
            "không có lệnh «fo»; có phải là «for»?",
        ),
        ("{%p if chua_gui %}", "{%p iff chua_gui %}", "không có lệnh «iff»; có phải là «if»?"),
        ("{%p endfor %}", "{%p enfor %}", "không có lệnh «enfor»; có phải là «endfor»?"),
    ],
)
def test_a_misspelt_command_is_named_itself(small: Small, cli: Cli, old: str, new: str, said: str) -> None:
    message = broken(small, cli, old, new)
    assert said in message
    assert new.replace("{%p ", "{% ") in message or new in message


def own(small: Small, content: bytes) -> Path:
    """Put the data of the period and ``content`` as the agency's own template in their places."""
    fill(small)
    path = small.root / "mau" / "bao-cao-6-thang.docx"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def test_a_file_of_odd_parts_is_told_and_ends_no_check(small: Small, cli: Cli) -> None:
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    own(small, edited(STOCK, lambda xml: xml.replace(kind, "application/xml"), "[Content_Types].xml"))
    ran = cli("check", "6-thang", cwd=small.root)
    told = "phần docProps/core.xml (thuộc tính của tệp) bị hỏng hoặc không khai đúng kiểu"
    assert (ran.code, ran.err, told in ran.out) == (1, "", True)
    ran = cli("template", "check", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert told in ran.out


UNREACHED = "{% if not ky.ma %}{{ khong_co_bien }}{% endif %}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"khong phai zip",
        STOCK[:-100],
        OLD,
        edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO {{ co_quan.ten", 1)),
        edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO {{ khong_co_bien }}", 1)),
        edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO {{ 'a' * 10**10 }}", 1)),
    ],
    ids=["empty", "no zip", "cut", "old", "unclosed tag", "unknown name", "without end"],
)
def test_check_tells_a_template_that_draft_refuses_in_the_same_words(content: bytes, small: Small, cli: Cli) -> None:
    own(small, content)
    refused = cli("draft", "6-thang", cwd=small.root)
    assert refused.code == 2
    words = refused.err.removeprefix("Không thực hiện được: Mẫu bao-cao-6-thang.docx · ").rstrip("\n")
    for subject in (["6-thang"], *(() if content else ([], ["ke-hoach/kh.yaml"]))):
        ran = cli("check", *subject, cwd=small.root)
        assert ran.code == 1
        assert "ke-hoach/kh.yaml:7:45: lỗi: 6-thang mau: mẫu «bao-cao-6-thang» trong thư mục mau có lỗi:" in ran.out
        assert words in ran.out
        assert "reportgen template check bao-cao-6-thang" in ran.out


def test_a_fault_that_todays_data_do_not_reach_is_no_error(small: Small, cli: Cli) -> None:
    own(small, edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO " + UNREACHED, 1)))
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    ran = cli("check", "--strict", cwd=small.root)
    assert "có lỗi ở chỗ số liệu hiện nay chưa đi tới: " in ran.out
    assert "khong_co_bien" in ran.out


def test_a_sound_template_is_looked_into_once(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    path = own(small, STOCK)
    first = cli("check", cwd=small.root)
    assert first.code == 0
    looked: list[str] = []

    def look(name: str, *_: object) -> TemplateChecked:
        looked.append(name)
        return TemplateChecked(())

    monkeypatch.setattr(checking, "check_template", look)
    assert cli("check", cwd=small.root) == first
    assert looked == []
    path.write_bytes(edited(STOCK, lambda xml: xml.replace("BÁO CÁO", "BÁO CÁO.", 1)))
    cli("check", cwd=small.root)
    assert looked == ["bao-cao-6-thang.docx"]


def test_check_opens_the_templates_of_letters_and_the_register_too(small: Small, cli: Cli) -> None:
    """Each with its own variables: told as notes, since no report waits for them."""
    own(small, b"").unlink()
    for name in ("cong-van-don-doc", "so-dang-ky", "ke-hoach"):
        stock = (ROOT / "templates" / f"{name}.docx").read_bytes()
        (small.root / "mau" / f"{name}.docx").write_bytes(stock)
    sound = cli("check", cwd=small.root)
    assert "mau/" not in sound.out
    letter = small.root / "mau" / "cong-van-don-doc.docx"
    letter.write_bytes(edited(letter, lambda xml: xml.replace("}}", "}}{{ khong_co_bien }}", 1)))
    (small.root / "mau" / "so-dang-ky.docx").write_bytes(b"khong phai zip")
    (small.root / "mau" / "bang-doi-chieu.docx").symlink_to("khong-co.docx")
    ran = cli("check", cwd=small.root)
    assert ran.code == sound.code
    said = [line for line in ran.out.splitlines() if line.startswith("mau/") and ":1:1: " in line]
    assert [line.partition(" trong thư mục")[0] for line in said] == [
        "mau/bang-doi-chieu.docx:1:1: lưu ý: mẫu: mẫu «bang-doi-chieu»",
        "mau/cong-van-don-doc.docx:1:1: lưu ý: mẫu: mẫu «cong-van-don-doc»",
        "mau/so-dang-ky.docx:1:1: lưu ý: mẫu: mẫu «so-dang-ky»",
    ]
    assert "đường dẫn tắt trỏ tới chỗ không còn gì" in said[0]
    assert "không có biến «khong_co_bien»" in said[1]
    assert "không phải tệp .docx" in said[2]
    assert "mau/" not in cli("check", "6-thang", cwd=small.root).out
