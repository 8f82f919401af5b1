"""``reportgen lint`` on files that cannot be read, or carry more than a text: named, and the others go on."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, write
from tests.docx_text import members, pack
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]


def _without(name: str) -> bytes:
    parts = members(build(paper("cong-van")))
    return pack({key: value for key, value in parts.items() if key != name})


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNREADABLE = {
    "rỗng": (b"", "tệp rỗng (0 byte); chép lại từ bản gốc"),
    "không phải zip": (
        b"xin chao",
        "không phải tệp .docx, hoặc tệp bị hỏng; mở bằng Word, Lưu thành (Save As) dạng .docx",
    ),
    "zip bị cắt": (
        build(paper("cong-van"))[:900],
        "không phải tệp .docx, hoặc tệp bị hỏng; mở bằng Word, Lưu thành (Save As) dạng .docx",
    ),
    "tệp .doc": (_OLE + b"\0" * 600, "tệp .doc kiểu cũ (Word 97-2003); mở bằng Word, Lưu thành (Save As) dạng .docx"),
    "có mật khẩu": (
        _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "tệp đặt mật khẩu mở; mở bằng Word, bỏ mật khẩu rồi lưu lại",
    ),
    "thiếu document.xml": (
        _without("word/document.xml"),
        "thiếu phần nội dung (document.xml), hoặc phần ấy bị hỏng; mở bằng Word rồi lưu lại",
    ),
    "document.xml hỏng": (
        pack(members(build(paper("cong-van"))) | {"word/document.xml": b"<w:document"}),
        "thiếu phần nội dung (document.xml), hoặc phần ấy bị hỏng; mở bằng Word rồi lưu lại",
    ),
    "bảng tính": (
        pack(members(build(paper("cong-van"))) | {"word/document.xml": b"<workbook/>"}),
        "không phải văn bản Word (có thể là bảng tính hoặc trình chiếu)",
    ),
    "tệp Excel": (
        pack({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        "đây là tệp Excel, không phải văn bản Word",
    ),
    "bom nén": (
        pack(members(build(paper("cong-van"))) | {"word/document.xml": b"<a>" + b" " * 9_000_000 + b"</a>"}),
        "phần word/document.xml lớn hơn 8 MB mà nén nhỏ hơn 200 lần, không như chữ người viết; không mở để bảo đảm an toàn",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_file_is_named_with_what_to_do(kind: str, tmp_path: Path, fine: Path, cli: Cli) -> None:
    content, words = UNREADABLE[kind]
    path = write(tmp_path, "hong.docx", content)
    ran = cli("lint", path.name, fine.name, cwd=tmp_path)
    assert ran.code == 2
    assert ran.out.splitlines()[:2] == [
        "Đã kiểm tra 2 tệp: 0 tệp có lỗi, 1 tệp không đọc được.",
        f"hong.docx · không kiểm tra được · {words}",
    ]
    assert "dung.docx · công văn: không có lỗi" in ran.out, "the other file is checked all the same"


def test_macros_and_outside_content_are_noted(tmp_path: Path, cli: Cli) -> None:
    parts = members(build(paper("cong-van"))) | {"word/vbaProject.bin": b"x"}
    name = "word/_rels/document.xml.rels"
    outside = (
        '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="http://vi-du/anh.png" TargetMode="External"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", outside.encode())
    ran = cli("lint", write(tmp_path, "m.docx", pack(parts)).name, cwd=tmp_path)
    assert ran.code == 0
    assert "  lưu ý: tệp có macro" in ran.out
    assert "  lưu ý: tệp nạp nội dung từ bên ngoài: http://vi-du/anh.png" in ran.out


def test_a_missing_file_is_one_answer_among_others(fine: Path, cli: Cli) -> None:
    ran = cli("lint", fine, fine.with_name("khong-co.docx"), "--format", "json")
    assert ran.code == 2
    files = json.loads(ran.out)["tep"]
    assert [file.get("khong_doc_duoc") for file in files] == [None, "không có tệp hay thư mục này"]


def test_a_fault_of_the_program_on_one_file_is_said_of_that_file(
    fine: Path, faulty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.pipeline import lint as steps

    def fail(content: bytes, *_: object) -> None:
        raise RuntimeError("thử")

    monkeypatch.setattr(steps, "lint_bytes", fail)
    ran = cli("lint", fine.name, faulty.name, cwd=fine.parent)
    assert ran.code == 2
    assert ran.out.splitlines()[1].startswith(
        "dung.docx · không kiểm tra được · chương trình gặp lỗi ngoài dự kiến (RuntimeError: thử)"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, cli: Cli) -> None:
    os.mkfifo(tmp_path / "ong.docx")
    assert "đây không phải là tệp thường" in cli("lint", tmp_path / "ong.docx").out
    assert cli("lint", tmp_path).code == 2


def test_the_program_s_own_copies_in_a_folder_are_no_documents(fine: Path, faulty: Path, cli: Cli) -> None:
    folder = fine.parent
    for option in ("--fix", "--mark"):
        assert "bản sao do lệnh lint" not in cli("lint", faulty, option).err
    fixed, marked = faulty.with_name("sai (đã sửa).docx"), faulty.with_name("sai (góp ý).docx")
    fixed.rename(folder / unicodedata.normalize("NFD", fixed.name))  # as a Mac writes names
    (folder / "sai (đã sửa) (2).docx").write_bytes(faulty.read_bytes())
    for asked in (folder, folder / "*.docx"):
        ran = cli("lint", asked, "--format", "json")
        assert [Path(file["tep"]).name for file in json.loads(ran.out)["tep"]] == ["dung.docx", "sai.docx"]
        assert ran.err.startswith("Không xét 3 bản sao do lệnh lint ghi (")
        assert ran.err.count("\n") == 1
        assert "muốn xét thì ghi rõ tên tệp ấy" in ran.err
    named = cli("lint", folder, marked)
    assert "Đã kiểm tra 3 tệp" in named.out
    assert "Không xét 2 bản sao" in named.err


def test_a_folder_of_nothing_but_copies_says_so(tmp_path: Path, cli: Cli) -> None:
    for at in range(5):
        write(tmp_path, f"{at} (góp ý).docx", b"x")
    ran = cli("lint", tmp_path)
    assert ran.code == 2
    assert "Không có tệp .docx nào để xét" in ran.err
    assert (
        "Không xét 5 bản sao do lệnh lint ghi (0 (góp ý).docx, 1 (góp ý).docx, 2 (góp ý).docx và 2 tệp khác)" in ran.err
    )
