"""``lint --fix``: a copy in which faults are made good; no word of it another, nothing worse, the file itself untouched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from reportgen.errors import CannotRun
from reportgen.linting import lint
from reportgen.nd30.rules import BY_ID
from reportgen.wordview.rewriting import Reviser
from tests.conftest import Ran, Small, write
from tests.docx_text import W, members, pack, part, text_of, value
from tests.faults import ASKED, SAFE, faulty_paper, words
from tests.mending import SOMEBODY, found, mend, refused
from tests.offices import docx, foot, head, line, middle, prose
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]


# --- the command line ---------------------------------------------------------------------------------


def test_a_copy_is_written_beside_and_the_file_stays(faulty: Path, cli: Cli) -> None:
    before = faulty.read_bytes()
    ran = cli("lint", faulty.name, "--fix", cwd=faulty.parent)
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "sai.docx · đã sửa 1 chỗ, ghi vào sai (đã sửa).docx",
        "    đã sửa 1 chỗ · dùng dấu gạch dài (–) · theo: gạch nối (-), có cách chữ hai bên · PL1-II-1b/tieu-ngu",
        "  Bản đã sửa:",
    ]
    assert faulty.read_bytes() == before
    copy = faulty.with_name("sai (đã sửa).docx")
    assert found(copy.read_bytes()) == set()
    again = cli("lint", copy.name, "--fix", cwd=faulty.parent)
    assert again.code == 0
    assert again.out.startswith("sai (đã sửa).docx · không ghi bản sao: không có chỗ nào tự sửa được\n")
    assert sorted(item.name for item in faulty.parent.glob("sai*")) == ["sai (đã sửa).docx", "sai.docx"]


def test_a_folder_that_takes_no_copy_is_named_with_what_to_do(
    faulty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(wanted: Path, *_: object) -> Path:
        raise CannotRun(f"Không ghi được vào {wanted.parent}: thư mục không cho ghi.")

    monkeypatch.setattr("reportgen.pipeline.copies.write_free", refused)
    ran = cli("lint", faulty.name, "--fix", cwd=faulty.parent)
    assert ran.code == 2
    said = "thư mục không cho ghi. Bản sao ghi cạnh tệp: chép tệp sang thư mục ghi được rồi chạy lại."
    assert said in ran.out + ran.err


def test_the_motto_of_a_further_document_is_mended_whatever_that_document_is() -> None:
    letter = [*head("Số: 12/SNV-VP", about=["V/v rà soát"]), line("Kính gửi: Sở Y tế"), prose(0, end="./."), *foot()]
    second = head("Số: 13/GC-SNV")
    second[0]["rows"][0][1][1]["text"] = "Độc lập – Tự do – Hạnh phúc"
    before = docx([*letter, *second, middle("GHI CHÉP"), prose(0)])
    assert "PL1-II-1b/tieu-ngu" in found(before)
    assert "PL1-II-1b/tieu-ngu" not in found(mend(before).content)


def test_what_is_left_wrong_is_told_of_the_copy(tmp_path: Path, cli: Cli) -> None:
    docx = build(paper("cong-van", {"luu.text": "- Lưu: VT, VP", "chuc_vu.text": "KT. GIÁM ĐỐC"}))
    ran = cli("lint", write(tmp_path, "a.docx", docx), "--fix", "--format", "json")
    assert ran.code == 1
    (file,) = json.loads(ran.out)["tep"]
    assert file["ban_sao"] == str(tmp_path / "a (đã sửa).docx")
    assert [item["ma"] for item in file["da_sua"]] == ["PL1-II-9d/luu-dau-cham"]
    assert [rule["ma"] for rule in file["quy_tac"] if rule["ket_qua"] == "lỗi"] == ["PL1-II-7b/thu-tu"]


def test_what_is_left_that_may_be_mended_when_asked_is_offered(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", faulty_paper("bao-cao", {**ASKED, **SAFE["bao-cao"]}))
    assert re.search(r"Sửa giúp được: \d+ phát hiện bằng --fix-unsafe ", cli("lint", path, "--fix").out)
    assert "Sửa giúp được" not in cli("lint", path, "--fix-unsafe").out


def test_what_a_reader_may_have_wanted_is_changed_only_when_asked(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", faulty_paper("bao-cao", ASKED))
    safe = cli("lint", path, "--fix")
    assert "không có chỗ nào tự sửa được" in safe.out
    assert cli("lint", path, "--fix-unsafe").code == 0
    assert found((tmp_path / "a (đã sửa).docx").read_bytes()) == set()


def test_copies_are_not_copied_and_rules_that_are_left_out_are_not_mended(tmp_path: Path, cli: Cli) -> None:
    write(tmp_path, "a.docx", faulty_paper("cong-van", ["Lưu không chấm", "lùi 0 cm"]))
    cli("lint", tmp_path, "--fix", "--ignore", "PL1-II-6e")
    copy = tmp_path / "a (đã sửa).docx"
    assert found(copy.read_bytes()) == {"PL1-II-6e/lui-dau-dong"}
    cli("lint", tmp_path, "--fix", "--select", "PL1-II-6e")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a (đã sửa) (2).docx", "a (đã sửa).docx", "a.docx"]
    assert found((tmp_path / "a (đã sửa) (2).docx").read_bytes()) == {"PL1-II-9d/luu-dau-cham"}


@pytest.mark.parametrize("options", [("--fix", "--mark"), ("--track",), ("--mark", "--track")])
def test_what_does_not_go_together_is_refused(faulty: Path, cli: Cli, options: tuple[str, ...]) -> None:
    assert cli("lint", faulty, *options).code == 2


SETTINGS = "word/settings.xml"
Parts = dict[str, bytes]
LEFT_ALONE: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "đã ký số": (lambda parts: parts | {"_xmlsignatures/origin.sigs": b""}, "tệp đã ký số"),
    "khóa sửa": (
        lambda parts: parts
        | {SETTINGS: parts[SETTINGS].replace(b"</w:settings>", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>')},
        "tệp đang khóa sửa; thẻ Xem lại (Review)",
    ),
    "Strict": (
        lambda parts: parts
        | {"word/document.xml": parts["word/document.xml"].replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")},
        "tệp kiểu Strict",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEFT_ALONE)
@pytest.mark.parametrize("option", ["--fix", "--mark"])
def test_what_may_not_be_changed_is_left_alone_and_says_what_to_do(
    kind: str, option: str, tmp_path: Path, cli: Cli
) -> None:
    change, words_told = LEFT_ALONE[kind]
    path = write(tmp_path, "a.docx", pack(change(members(faulty_paper("cong-van", ["Lưu không chấm"])))))
    ran = cli("lint", path, option)
    assert ran.code == 1
    assert f"không ghi bản sao: {words_told}" in ran.out
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("option", ["--fix", "--mark"])
def test_an_old_or_locked_file_is_named_as_ever(option: str, tmp_path: Path, cli: Cli) -> None:
    ran = cli("lint", write(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), option)
    assert ran.code == 2
    assert "tệp .doc kiểu cũ (Word 97-2003); mở bằng Word" in ran.out


def test_nothing_is_written_into_an_archive(small: Small, cli: Cli) -> None:
    path = write(small.root, "luu-tru/2026/a.docx", faulty_paper("cong-van", ["Lưu không chấm"]))
    assert "tệp nằm trong lưu trữ" in cli("lint", path, "--fix").out
    assert [item.name for item in path.parent.iterdir()] == ["a.docx"]


# --- whatever is wrong ---------------------------------------------------------------------------------


def faults(base: str) -> st.SearchStrategy[set[str]]:
    known = [*SAFE[base], *(ASKED if base == "bao-cao" else ())]
    return st.sets(st.sampled_from(known), min_size=1, max_size=8)


@settings(max_examples=8, deadline=None)
@given(st.data(), st.booleans(), st.booleans())
def test_any_faults_are_mended_and_no_word_changes(data: st.DataObject, asked: bool, track: bool) -> None:
    held(data.draw(st.sampled_from(list(SAFE))), data, asked=asked, reviser=SOMEBODY if track else None)


def held(base: str, data: st.DataObject, *, asked: bool, reviser: Reviser | None) -> None:
    docx = faulty_paper(base, data.draw(faults(base)))
    before = found(docx)
    done = mend(docx, asked=asked, reviser=reviser)
    after = found(done.content)
    assert {rule for rule in after if not BY_ID[rule].asked or asked} == set()
    assert after <= before
    if not asked:
        assert words(done.content) == words(docx)
    assert [word.casefold() for word in words(done.content)] == [word.casefold() for word in words(docx)]
    assert mend(done.content, asked=asked, reviser=reviser).content == done.content


_CHANGED = {
    "word/document.xml",
    "word/header1.xml",
    "word/footer1.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
}


@pytest.mark.parametrize("base", SAFE)
@pytest.mark.parametrize("reviser", [None, SOMEBODY], ids=["thẳng", "vết sửa"])
def test_a_mended_copy_is_valid_and_keeps_every_other_part(base: str, reviser: Reviser | None, tmp_path: Path) -> None:
    docx = faulty_paper(base, [*SAFE[base], *(ASKED if base == "bao-cao" else ())])
    done = mend(docx, asked=True, reviser=reviser)
    assert found(done.content) == set()
    was, now = members(docx), members(done.content)
    assert {name for name in was if was[name] != now[name]} <= _CHANGED
    errors = []
    for content in (docx, done.content):
        path = write(tmp_path, "a.docx", content)
        errors.append({str(error) for error in OpenXmlValidator().validate(str(path)).errors})
    assert errors[1] <= errors[0]


# --- revisions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", SAFE)
def test_each_change_is_a_revision_that_can_be_refused(base: str) -> None:
    docx = faulty_paper(base, set(SAFE[base]) - {"số trang ở cuối trang"})
    tracked, straight = mend(docx, reviser=SOMEBODY).content, mend(docx).content
    assert [text_of(node) for node in part(tracked).iter(f"{W}p")] == [
        text_of(node) for node in part(straight).iter(f"{W}p")
    ]
    back = refused(tracked)
    assert [text_of(node) for node in part(back).iter(f"{W}p")] == [text_of(node) for node in part(docx).iter(f"{W}p")]
    assert [breach for _, breach in lint(back).breaches()] == [breach for _, breach in lint(docx).breaches()]
    marks = [node for node in part(tracked).iter() if node.get(f"{W}author")]
    assert {node.get(f"{W}author") for node in marks} == {"reportgen"}
    assert len({value(node, "id") for node in marks}) == len(marks) > 5


def test_the_moment_of_a_revision_is_the_clocks(faulty: Path, cli: Cli) -> None:
    assert cli("lint", faulty, "--fix", "--track").code == 0
    xml = members(faulty.with_name("sai (đã sửa).docx"))["word/document.xml"].decode()
    assert re.search(r'<w:del w:id="\d+" w:author="reportgen" w:date="20\d\d-\d\d-\d\dT\d\d:\d\d:00Z">', xml)
