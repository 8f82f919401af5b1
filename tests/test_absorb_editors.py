"""What editors and people do to places that once went wrong, or nearly: one case each."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from reportgen.model.words import paragraphs
from reportgen.pipeline.absorb import absorb
from reportgen.workspace import Workspace
from tests.docx_text import W, members, pack, there
from tests.office_words import PLACES, Desk, again, drafted, printed, text_for
from tests.word_editors import EDITORS
from tests.word_edits import (
    Change,
    changed,
    paragraph_with,
    put_behind,
    replace,
    take_out,
    without_bookmarks,
    without_controls,
)

NS = f'xmlns:w="{W[1:-1]}"'
WORDS = "tong-hop/kh/6-thang.yaml"


@pytest.fixture
def desk(worded_office: Path, tmp_path: Path) -> Desk:
    return Desk(again(worded_office, tmp_path))


@pytest.mark.parametrize("editor", EDITORS)
def test_what_an_editor_saves_unedited_has_nothing_to_give(editor: str, desk: Desk) -> None:
    desk.path.write_bytes(EDITORS[editor](desk.path.read_bytes()))
    done = desk.absorb()
    assert (done.written, done.clashes, done.emptied) == ((), (), ())
    told = {other.kind.value for other in done.others}
    looks = {"dinh-dang", "dau-nhay"} if editor == "Google Docs" else set()
    assert told <= looks | ({"the-thuc", "cau-san"} if editor == "docxmlater" else set())


# --- where words belong -------------------------------------------------------------------------


def test_a_paragraph_behind_a_control_belongs_to_its_place(desk: Desk) -> None:
    def behind(body: etree._Element) -> None:
        control = next(paragraph_with(body, "2. Việc hai của I.").iterancestors(f"{W}sdt"))
        control.addnext(copy.deepcopy(paragraph_with(body, "Đoạn hai của I,")))
        replace("Đoạn hai của I,", "Đoạn sau ô,")(there(control.getnext()))

    desk.edit(behind)
    desk.absorb()
    assert desk.words("I")[-1].startswith("Đoạn sau ô, khác hẳn")


def test_a_paragraph_behind_the_signature_belongs_to_no_place(desk: Desk) -> None:
    def behind(body: etree._Element) -> None:
        signature = list(body.iterfind(f"{W}tbl"))[1]
        new = etree.fromstring(f"<w:p {NS}><w:r><w:t>Ghi thêm dưới chữ ký.</w:t></w:r></w:p>")
        signature.addnext(new)

    desk.edit(behind)
    done = desk.absorb()
    assert done.written == ()
    assert "thêm «Ghi thêm dưới chữ ký.»" in printed(done)


def test_a_paragraph_behind_a_table_in_a_place_belongs_to_the_place(desk: Desk) -> None:
    table = f"<w:tbl {NS}><w:tr><w:tc><w:p><w:r><w:t>Ô mới</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    desk.edit(
        lambda body: paragraph_with(body, "Đoạn hai của I,").addnext(etree.fromstring(table)),
        put_behind("Đoạn hai của I,", "Đoạn thêm."),
        without_controls,
        without_bookmarks,
    )
    done = desk.absorb()
    assert "Đoạn thêm." in desk.words("I")
    assert "  Bảng thêm vào: chỉ còn trong tệp Word này" in printed(done)


def test_a_heading_rewritten_without_marks_is_no_words_of_the_place_before(desk: Desk) -> None:
    desk.edit(
        lambda body: replace("III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "NHỮNG VIỆC CHƯA XONG")(body),
        without_controls,
        without_bookmarks,
    )
    done = desk.absorb()
    assert done.written == ()
    assert "NHỮNG VIỆC CHƯA XONG" in printed(done)


def test_words_pasted_with_their_control_into_another_place_are_that_place_s(desk: Desk) -> None:
    def paste(body: etree._Element) -> None:
        control = next(paragraph_with(body, "Đoạn hai của nguyen-nhan,").iterancestors(f"{W}sdt"))
        paragraph_with(body, "Đoạn hai của I,").addnext(copy.deepcopy(control))

    desk.edit(paste)
    desk.absorb()
    assert next(text for text in desk.words("I") if "nguyen-nhan" in text).startswith("Chỗ nguyen-nhan:")
    assert desk.words("nguyen-nhan") == list(paragraphs(text_for("nguyen-nhan")))


def test_a_copy_of_a_place_elsewhere_does_not_double_its_words(desk: Desk) -> None:
    def paste(body: etree._Element) -> None:
        one, other = (
            next(paragraph_with(body, f"Đoạn hai của {place},").iterancestors(f"{W}sdt"))
            for place in ("I", "kien-nghi")
        )
        other.addnext(copy.deepcopy(one))

    desk.edit(paste)
    desk.absorb()
    assert desk.words("I") == list(paragraphs(text_for("I")))
    assert len(desk.words("kien-nghi")) == 8


def test_of_two_controls_of_a_place_the_one_under_its_heading_is_meant(desk: Desk) -> None:
    def paste_and_rewrite(body: etree._Element) -> None:
        one, other = (
            next(paragraph_with(body, f"Đoạn hai của {place},").iterancestors(f"{W}sdt")) for place in ("ton-tai", "I")
        )
        other.addnext(copy.deepcopy(one))
        for words in ("Chỗ ton-tai", "Đoạn hai của ton-tai,", "1. Việc một của ton-tai", "2. Việc hai của ton-tai"):
            replace(words, "Viết lại")(one)

    desk.edit(paste_and_rewrite)
    desk.absorb()
    assert all(text.startswith("Viết lại") for text in desk.words("ton-tai"))
    assert len(desk.words("I")) == 8


def test_a_prompt_to_type_is_no_word(desk: Desk) -> None:
    def emptied(body: etree._Element) -> None:
        control = next(paragraph_with(body, "Đoạn hai của I,").iterancestors(f"{W}sdt"))
        for node in list(control.iter(f"{W}p"))[1:]:
            node.getparent().remove(node)  # type: ignore[union-attr]
        next(control.iter(f"{W}t")).text = "Bấm vào đây để nhập văn bản."
        control.find(f"{W}sdtPr").append(etree.fromstring(f"<w:showingPlcHdr {NS}/>"))  # type: ignore[union-attr]

    desk.edit(emptied)
    done = desk.absorb()
    assert [edit.place for edit in done.emptied] == ["I"]
    assert desk.words("I") == list(paragraphs(text_for("I")))


# --- how words are read -------------------------------------------------------------------------


def _with_end_deleted(words: str) -> Change:
    def change(body: etree._Element) -> None:
        properties = paragraph_with(body, words).find(f"{W}pPr")
        assert properties is not None
        properties.append(etree.fromstring(f'<w:rPr {NS}><w:del w:id="1" w:author="x"/></w:rPr>'))

    return change


def _text_deleted(words: str) -> Change:
    def change(body: etree._Element) -> None:
        for run in list(paragraph_with(body, words).iter(f"{W}r")):
            gone = etree.Element(f"{W}del", {f"{W}id": "2", f"{W}author": "x"})
            run.addprevious(gone)
            gone.append(run)
            for node in run.iter(f"{W}t"):
                node.tag = f"{W}delText"

    return change


def test_a_deletion_up_to_the_end_of_the_next_paragraph_joins_no_third_one(desk: Desk) -> None:
    desk.edit(_with_end_deleted("Đoạn hai của I,"), _text_deleted("1. Việc một của I;"))
    desk.absorb()
    assert desk.words("I")[1:] == [
        "Đoạn hai của I, khác hẳn, về 20 doanh nghiệp - hộ kinh doanh.",
        "2. Việc hai của I.",
    ]


def test_a_page_break_within_a_paragraph_glues_no_words(desk: Desk) -> None:
    def broken(body: etree._Element) -> None:
        run = next(paragraph_with(body, "Đoạn hai của I,").iter(f"{W}r"))
        run.addnext(etree.fromstring(f"<w:r {NS}><w:t>Câu sau.</w:t></w:r>"))
        run.addnext(etree.fromstring(f'<w:r {NS}><w:br w:type="page"/></w:r>'))

    desk.edit(broken)
    desk.absorb()
    assert desk.words("I")[1].endswith("hộ kinh doanh. Câu sau.")


def test_signs_that_only_an_editor_changed_are_told_and_kept(desk: Desk) -> None:
    desk.edit(replace('"năm"', "“năm”"))
    done = desk.absorb()
    assert done.written == ()
    assert "  Chỉ khác kiểu dấu nháy, gạch ngang, ba chấm; giữ như lúc soạn: danh-gia-chung\n" in printed(done)


def test_paragraphs_that_nobody_touched_stay_as_they_were_typed(desk: Desk) -> None:
    desk.edit(replace('"năm"', "“năm”"), replace("Đoạn hai của danh-gia-chung", "Đoạn sửa của danh-gia-chung"))
    desk.absorb()
    assert '"năm"' in desk.words("danh-gia-chung")[0]
    assert desk.words("danh-gia-chung")[1].startswith("Đoạn sửa")


def test_letters_composed_otherwise_are_written_composed(desk: Desk) -> None:
    desk.edit(put_behind("Đoạn hai của I,", "Người dân\u200b hài lo\u0300ng"))
    desk.absorb()
    assert desk.words("I")[2] == "Người dân hài lòng"


def test_a_note_that_ends_with_a_backslash_comes_back_and_is_printed(desk: Desk) -> None:
    parts = members(desk.path.read_bytes())
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(
        b"03/3/2026.", "thư mục D:\\báo cáo\\".encode(), 1
    )
    desk.path.write_bytes(pack(parts))
    assert [edit.place for edit in desk.absorb().written] == ["danh-gia-chung"]
    assert "^[Kế hoạch số 5/KH-STN ngày thư mục D:\\báo cáo\\ ]," in desk.words("danh-gia-chung")[0]
    drafted(desk.root)
    new = max((desk.root / "ban-thao").glob("*.docx"), key=lambda path: path.stat().st_mtime)
    assert "D:\\báo cáo\\<" in members(new)["word/footnotes.xml"].decode()


def test_an_endnote_comes_back_as_a_footnote(desk: Desk) -> None:
    parts = members(desk.path.read_bytes())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdE" Type="{office}/endnotes" Target="endnotes.xml"/></Relationships>'.encode(),
    )
    note = "<w:endnote w:id='7'><w:p><w:r><w:t>Công văn số 9.</w:t></w:r></w:p></w:endnote>"
    parts["word/endnotes.xml"] = f"<w:endnotes {NS}>{note}</w:endnotes>".encode()
    desk.path.write_bytes(pack(parts))
    reference = f'<w:r {NS}><w:endnoteReference w:id="7"/></w:r>'
    desk.edit(lambda body: paragraph_with(body, "Đoạn hai của I,").append(etree.fromstring(reference)))
    desk.absorb()
    assert desk.words("I")[1].endswith("hộ kinh doanh.^[Công văn số 9.]")


def test_notes_typed_in_other_ways_are_no_edit(desk: Desk) -> None:
    file = desk.root / WORDS
    text = file.read_text(encoding="utf-8")
    odd = "^[  Kế hoạch số 5/KH-STN ngày 03/3/2026.  ] ^[] ^\\[a\\] ^[ ^\\[b\\] c\\] ]"
    file.write_text(text.replace("^[Kế hoạch số 5/KH-STN ngày 03/3/2026.]", odd), encoding="utf-8")
    path = drafted(desk.root)
    done = absorb(Workspace(desk.root), str(path))
    assert (done.written, done.same, done.clashes) == ((), (), ())


# --- again and again ----------------------------------------------------------------------------


def test_a_draft_that_was_taken_over_is_edited_further_and_taken_over_again(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa lần một,"))
    desk.absorb()
    desk.edit(replace("Đoạn hai sửa lần một,", "Đoạn hai sửa lần hai,"))
    done = desk.absorb()
    assert [edit.place for edit in done.written] == ["I"]
    assert desk.words("I")[1].startswith("Đoạn hai sửa lần hai,")


def test_what_the_office_wrote_since_is_not_overwritten_by_the_same_draft(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa lần một,"))
    desk.absorb()
    file = desk.root / WORDS
    file.write_text(file.read_text(encoding="utf-8").replace("sửa lần một", "sửa trong tệp"), encoding="utf-8")
    desk.edit(replace("Đoạn hai sửa lần một,", "Đoạn hai sửa lần hai,"))
    assert [clash.edit.place for clash in desk.absorb().clashes] == ["I"]


def test_the_second_of_two_edited_copies_does_not_overwrite_the_first(desk: Desk) -> None:
    other = desk.path.with_name("bản của anh Tư.docx")
    other.write_bytes(changed(desk.path.read_bytes(), replace("Đoạn hai của I,", "Đoạn hai của anh Tư,")))
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai của chị Năm,"))
    desk.absorb()
    done = absorb(Workspace(desk.root), str(other))
    assert [clash.edit.place for clash in done.clashes] == ["I"]
    assert desk.words("I")[1].startswith("Đoạn hai của chị Năm,")


def test_words_that_read_as_made_again_are_told(desk: Desk) -> None:
    before = desk.path.read_bytes()
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa lần một,"))
    desk.absorb()
    desk.path.write_bytes(before)
    assert "Trong Word đã trở lại như lúc soạn" in printed(desk.absorb())


def test_taking_the_file_s_side_says_which_words_of_word_are_left(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa trong Word,"))
    file = desk.root / WORDS
    file.write_text(file.read_text(encoding="utf-8").replace("Đoạn hai của I,", "Đoạn của tệp,"), encoding="utf-8")
    assert (
        "I Nhóm một: giữ lời của tệp, không lấy lời sửa trong Word:\n    …Đoạn hai «của I,» thành «sửa trong Word,»\n"
    ) in printed(desk.absorb(take="yaml"))


# --- what is told -------------------------------------------------------------------------------


def test_a_heading_tells_for_which_group_to_type_which_words(desk: Desk) -> None:
    desk.edit(replace("a) Nhóm một", "a) Nhóm thứ nhất: sửa đổi"), replace("V. KIẾN NGHỊ, ĐỀ XUẤT", "V. ĐỀ XUẤT"))
    told = printed(desk.absorb())
    assert (
        '    «a) Nhóm một» thành «a) Nhóm thứ nhất: sửa đổi»: ghi ở chỗ I: tieu_de: "Nhóm thứ nhất: sửa đổi"\n'
    ) in told
    assert ": sửa trong mẫu\n" in told


def test_formats_are_told_once_a_kind_with_the_places(desk: Desk) -> None:
    def bold(words: str) -> Callable[[etree._Element], None]:
        def change(body: etree._Element) -> None:
            run = next(paragraph_with(body, words).iter(f"{W}r"))
            run.insert(0, etree.fromstring(f"<w:rPr {NS}><w:b/></w:rPr>"))

        return change

    desk.edit(bold("Đoạn hai của I,"), bold("2. Việc hai của I."), bold("Đoạn hai của ton-tai,"))
    assert "    chữ đậm: I (2 đoạn), ton-tai\n" in printed(desk.absorb())


def test_opening_words_that_no_longer_follow_the_plan_are_told(desk: Desk) -> None:
    desk.edit(replace("như sau:", "cụ thể như sau:"))
    assert "Từ nay mo-dau là lời của cơ quan" in printed(desk.absorb())


def test_a_normal_edit_is_told_in_thirty_lines(desk: Desk) -> None:
    desk.edit(
        *(replace(f"Đoạn hai của {place},", f"Đoạn sửa của {place},") for place in PLACES),
        *(put_behind(f"1. Việc một của {place};", "1a. Việc thêm;") for place in PLACES),
        *(take_out(f"2. Việc hai của {place}.") for place in PLACES),
    )
    told = printed(desk.absorb())
    assert len(told.splitlines()) <= 40
    assert "    và 1 đoạn nữa" in told or told.count("thêm đoạn") == len(PLACES)
