"""``issue`` and ``archive`` against slips and forgery: what must not be issued, handed over or written."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Small
from tests.docx_text import edited, members, pack
from tests.issuing import SO_5, letter, objected, pdf, ready, register, unchanged
from tests.unfinished import related

Cli = Callable[..., Ran]


@pytest.fixture
def done(issued_half: Small) -> Small:
    return issued_half


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_an_older_register_gives_no_number_twice(cli: Cli, done: Small) -> None:
    assert cli("issue", "--file", letter(done, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    path = done.root / "luu-tru/2026/so-dang-ky.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    with unchanged(done.root / "luu-tru"):
        ran = cli("issue", "--file", letter(done, "2.docx"), "--so", "5", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "2026/05-STN-VP không có trong sổ đăng ký" in ran.err


def test_a_forged_signed_copy_is_not_handed_over(cli: Cli, done: Small) -> None:
    assert cli("archive", "add", "5", "--signed", pdf(done.root / "ky.pdf")).code == 0
    added = done.root / "luu-tru/2026/05-BC-STN.bo-sung-1/data"
    overwrite(added / "05-BC-STN.pdf", b"%PDF-1.7 gia %%EOF")
    ran = cli("archive", "export", "5")
    assert ran.code == 1
    assert "05-BC-STN.bo-sung-1/data/05-BC-STN.pdf" in ran.err
    assert not list(done.root.glob("*.zip"))


def test_a_planted_pdf_is_not_taken_for_the_signed_copy(cli: Cli, done: Small) -> None:
    signed = pdf(done.root / "ky.pdf")
    assert cli("archive", "add", "5", "--signed", signed).code == 0
    (done.root / "luu-tru/2026/05-BC-STN.bo-sung-1/data/00.pdf").write_bytes(b"%PDF-1.7 gia %%EOF")
    assert cli("archive", "export", "5", "-o", "ho-so.zip").code == 0
    with zipfile.ZipFile(done.root / "ho-so.zip") as package:
        assert package.read("01-2026-05-14-05-BC-STN.pdf") == signed.read_bytes()


@pytest.mark.usefixtures("quick_libreoffice")
def test_a_planted_document_is_not_handed_over(cli: Cli, done: Small) -> None:
    bag = done.root / "luu-tru/2026/05-BC-STN/data"
    (bag / "00.docx").write_bytes(b"gia")
    assert cli("archive", "export", "5", "-o", "ho-so.zip").code == 0
    with zipfile.ZipFile(done.root / "ho-so.zip") as package:
        assert package.read("01-2026-05-14-05-BC-STN.docx") == (bag / "05-BC-STN.docx").read_bytes()
    assert cli("issue", "6-thang", *SO_5, "-o", "in.docx").code == 0
    assert (done.root / "in.docx").read_bytes() == (bag / "05-BC-STN.docx").read_bytes()


def test_planted_data_is_not_rebuilt_from(cli: Cli, done: Small) -> None:
    inputs = done.root / "luu-tru/2026/05-BC-STN/data/dau-vao/tinh-hinh/kh/6-thang"
    (inputs / "la.yaml").write_text("don_vi: xyz\n", encoding="utf-8")
    ran = cli("archive", "rebuild", "5")
    assert ran.code == 0, ran.err
    assert "không sửa gì khác" in ran.out


def test_a_damaged_document_is_not_copied_out_again(cli: Cli, done: Small) -> None:
    overwrite(done.root / "luu-tru/2026/05-BC-STN/data/05-BC-STN.docx", b"hong")
    ran = cli("issue", "6-thang", *SO_5, "-o", "in.docx")
    assert ran.code == 1
    assert "Hồ sơ 2026/05-BC-STN có chỗ hỏng" in ran.err
    assert not (done.root / "in.docx").exists()


def test_damaged_figures_are_not_compared(cli: Cli, done: Small) -> None:
    overwrite(done.root / "luu-tru/2026/05-BC-STN/data/so-lieu.json", b"{}")
    ran = cli("archive", "diff", "5", "5")
    assert ran.code == 1
    assert "so-lieu.json: nội dung khác với khi lưu" in ran.err


def test_another_agencys_document_is_an_objection(small: Small, cli: Cli) -> None:
    path = letter(small, "la.docx", {"co_quan.text": "SỞ KHÁC HẲN", "ke_co_quan.stroke": 40})
    ran = cli("-C", small.root, "issue", "--file", path, "--so", "5", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "co-quan-khac: đầu văn bản ghi cơ quan «SỞ KHÁC HẲN»" in ran.out


def test_hidden_text_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    hidden = "như sau:</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>chỉ nội bộ</w:t></w:r><w:r><w:t>"
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", hidden, 1)))
    assert "chỉ nội bộ" in objected(cli, "6-thang", *SO_5)["chu-an"]


def test_a_date_that_changes_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    field = 'như sau:</w:t></w:r><w:fldSimple w:instr=" DATE \\@ dd "><w:r><w:t>14</w:t></w:r></w:fldSimple><w:r><w:t>'
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", field, 1)))
    assert "DATE" in objected(cli, "6-thang", *SO_5)["tu-doi"]


def test_a_second_number_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    second = (
        'như sau:</w:t></w:r></w:p><w:p><w:r><w:t>Số: 7/BC-STN</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">'
    )
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", second, 1)))
    assert "«Số: 7/BC-STN»" in objected(cli, "6-thang", *SO_5)["dong-so"]


def test_a_file_with_two_parts_of_one_name_is_refused(small: Small, cli: Cli, draft: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members(draft).items():
            package.writestr(name, content)
        package.writestr("word/DOCUMENT.xml", members(draft)["word/document.xml"])
    draft.write_bytes(buffer.getvalue())
    ran = cli("issue", "6-thang", *SO_5, "--file", draft)
    assert ran.code == 2
    assert "hai phần trùng tên" in ran.err


DAMAGED = {
    "[Content_Types].xml": lambda parts: {**parts, "[Content_Types].xml": b"<a/>"},
    "_rels/.rels": lambda parts: {name: part for name, part in parts.items() if name != "_rels/.rels"},
    "word/_rels/document.xml.rels": lambda parts: {**parts, "word/_rels/document.xml.rels": b""},
    "word/header1.xml": lambda parts: {**parts, "word/header1.xml": parts["word/header1.xml"][:-9]},
    "word/header2.xml": lambda parts: {name: part for name, part in parts.items() if name != "word/header2.xml"},
    "word/_rels/header1.xml.rels": lambda parts: {**parts, "word/_rels/header1.xml.rels": b"<a>"},
    "word/settings.xml": lambda parts: {**parts, "word/settings.xml": b"<a/>"},
    "docProps/core.xml": lambda parts: {**parts, "docProps/core.xml": parts["docProps/core.xml"][:-9]},
    "docProps/app.xml": lambda parts: {**parts, "docProps/app.xml": b"<Properties>"},
    "customXml/itemProps1.xml": lambda parts: {**parts, "customXml/itemProps1.xml": b"<a><b></a>"},
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_word_does_not_open_is_not_issued(name: str, small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(pack(DAMAGED[name](members(draft))))
    with unchanged(small.root):
        ran = cli("issue", "6-thang", "--file", draft, *SO_5)
    assert ran.code == 2
    assert f"phần {name} của tệp thiếu hoặc bị hỏng nên Word không mở được" in ran.err


def declared(parts: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    types = parts["[Content_Types].xml"].decode()
    assert old in types
    return {**parts, "[Content_Types].xml": types.replace(old, new, 1).encode()}


def two_mains(parts: dict[str, bytes]) -> dict[str, bytes]:
    docx = related(
        pack({**parts, "word/khac.xml": parts["word/document.xml"]}), "officeDocument", "word/khac.xml", of=""
    )
    return members(docx)


def named(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: {**parts, name: parts["word/document.xml"]}


HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
Parts = dict[str, bytes]
ODD: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "a template of Word's": (lambda parts: declared(parts, "document.main+xml", "template.main+xml"), "mẫu kiểu .dotx"),
    "a header that is called a picture": (
        lambda parts: declared(parts, HEADER_TYPE, "image/png"), "phần [Content_Types].xml của tệp"
    ),
    "two main parts": (two_mains, "khai hai phần nội dung"),
    "a name in codes": (named("word/%64ocument.xml"), "hai phần trùng tên"),
    "a name with other slashes": (named("word\\document.xml"), "hai phần trùng tên"),
    "an absolute name": (named("/word/document.xml"), "hai phần trùng tên"),
    "two forms of a letter": (
        lambda parts: {**parts, "word/\u00e9.png": b"", "word/e\u0301.png": b""}, "hai phần trùng tên"
    ),
    "a name that ends in a space": (named("word/document.xml "), "phần mang tên lạ"),
    "a name of a stream": (named("word/document.xml:a"), "phần mang tên lạ"),
    "a name that leads out": (named("../../document.xml"), "phần mang tên lạ (../../document.xml)"),
    "a name that is turned": (named("word/gnp.\u202ecod.xml"), "phần mang tên lạ (word/gnp.\ufffdcod.xml)"),
    "a part that unpacks without end": (
        lambda parts: {**parts, "word/media/a.bmp": bytes(61_000_000)}, "word/media/a.bmp lớn hơn 60 MB mà nén nhỏ"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
def test_a_file_that_programs_read_in_two_ways_is_not_issued(case: str, small: Small, cli: Cli, draft: Path) -> None:
    change, words = ODD[case]
    draft.write_bytes(pack(change(members(draft))))
    with unchanged(small.root):
        ran = cli("issue", "6-thang", "--file", draft, *SO_5)
    assert ran.code == 2
    assert words in ran.err


def test_comments_too_large_to_be_read_are_no_crash(small: Small, cli: Cli, draft: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    related = f'<Relationship Id="ghiChu" Type="{kind}" Target="comments.xml"/></Relationships>'
    parts = members(edited(draft, lambda xml: xml.replace("</Relationships>", related), "word/_rels/document.xml.rels"))
    draft.write_bytes(pack({**parts, "word/comments.xml": b"<x>" + b" " * 8_000_000 + b"</x>"}))
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5, "--file", draft)
    assert ran.code == 2
    fault = "phần word/comments.xml lớn hơn 8 MB mà nén nhỏ hơn 200 lần, không như chữ người viết; không mở để bảo đảm an toàn."
    assert ran.err == f"Không thực hiện được: {draft}: {fault}\n"  # and not as a fault of the program


def test_what_was_filled_in_by_hand_and_is_still_yellow_is_told_as_that(small: Small, cli: Cli) -> None:
    draft = ready(small, cli)
    small.replace("ke-hoach/kh.yaml", "so: '01'\nngay: 10/01/2026\n", "")
    assert cli("draft", "6-thang").code == 0
    assert "cho-trong" in objected(cli, "6-thang", *SO_5)
    blank = "Kế hoạch số ……/KH-STN ngày …/…/2026"
    draft.write_bytes(edited(draft, lambda xml: xml.replace(blank, "Kế hoạch số 45/KH-STN ngày 05/3/2026")))
    found = objected(cli, "6-thang", *SO_5)
    assert list(found) == ["to-vang"]


def test_a_number_far_from_the_last_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    assert "so-nhay" in objected(cli, "6-thang", "--so", "5000", "--ngay", "14/5/2026")


REASONS = {"control": "a\x01b", "escape": "a\x1b[1mb", "long": "a" * 501}


@pytest.mark.parametrize("case", REASONS)
def test_a_reason_is_a_printable_sentence(small: Small, cli: Cli, draft: Path, case: str) -> None:
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5, "--accept", "ngay-lui", "--reason", REASONS[case])
    assert ran.code == 2
    assert "Gõ lại lý do" in ran.err


def test_nothing_is_written_into_the_archive_by_hand(cli: Cli, done: Small) -> None:
    for arguments in (
        ("issue", "6-thang", *SO_5, "-o", "luu-tru/in.docx"),
        ("archive", "register", "-o", "luu-tru/so.docx"),
        ("archive", "export", "-o", "luu-tru/2026/05-BC-STN/data/x.zip"),
    ):
        with unchanged(done.root):
            ran = cli(*arguments)
        assert ran.code == 2
        assert "nằm trong lưu trữ" in ran.err


def test_a_bags_inputs_are_no_workspace(cli: Cli, done: Small) -> None:
    inputs = done.root / "luu-tru/2026/05-BC-STN/data/dau-vao"
    with unchanged(done.root):
        for ran in (cli("-C", inputs, "draft", "6-thang"), cli("status", cwd=inputs)):
            assert ran.code == 2
            assert "nằm trong lưu trữ" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_document(small: Small, cli: Cli, draft: Path) -> None:
    os.mkfifo(small.root / "ong.docx")
    os.mkfifo(small.root / "ong.pdf")
    for arguments in (("--file", "ong.docx"), ("--signed", "ong.pdf")):
        ran = cli("issue", "6-thang", *SO_5, *arguments)
        assert ran.code == 2
        assert "không phải là tệp thường" in ran.err


def test_a_number_of_a_thousand_digits_is_no_crash(cli: Cli, done: Small) -> None:
    ran = cli("archive", "show", "9" * 5000)
    assert ran.code == 2
    assert "Không có văn bản" in ran.err
    assert len(register(done)) == 1
