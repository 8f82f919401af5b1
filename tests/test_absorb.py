"""`absorb`: what was edited in Word comes back into the office's words, through whatever editor it went."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.model.words import paragraphs
from tests.consolidating import WORDS, said, sent, word
from tests.docx_text import W, edited, members, pack
from tests.issuing import unchanged
from tests.places import FIRST_TEMPLATES
from tests.word_editors import EDITORS, google
from tests.word_edits import (
    Change,
    changed,
    delete_tracked,
    insert_tracked,
    paragraph_with,
    put_behind,
    replace,
    retitle,
    take_out,
    texts_in,
)

Cli = Callable[..., Any]


class Desk:
    """A workspace whose report is drafted, and what somebody does to the draft."""

    def __init__(self, small: Any, cli: Cli) -> None:
        self.small, self.cli = small, cli
        self.path = Path(small.root / "ban-thao/kh-6-thang.docx")
        self.redraft()

    def redraft(self) -> Any:
        """Draft again."""
        ran = self.cli("draft", "6-thang", cwd=self.small.root)
        assert ran.code == 0
        return ran

    def edit(self, *changes: Change) -> None:
        """Save the draft with its body changed."""
        self.path.write_bytes(changed(self.path.read_bytes(), *changes))

    def absorb(self, *options: str) -> Any:
        """Run ``absorb`` on the draft."""
        return self.cli("absorb", str(self.path), *options, cwd=self.small.root)

    def words(self, place: str) -> tuple[str, ...]:
        """Return the paragraphs that the office's file has for a place."""
        return paragraphs(said(self.small.root, place).text or "")


@pytest.fixture
def desk(small: Any, cli: Cli) -> Desk:
    return Desk(sent(small), cli)


OLD, NEW = "Rà soát 96 thủ tục hành chính", "Rà soát 96 thủ tục hành chính, bỏ 09 giấy tờ"


def test_an_untouched_draft_has_nothing_to_give(desk: Desk) -> None:
    ran = desk.absorb()
    assert (ran.code, ran.out.splitlines()[1:], ran.err) == (0, ["Không có lời văn nào cần ghi thêm."], "")
    assert not (desk.small.root / WORDS).exists()


@pytest.mark.parametrize("editor", EDITORS)
def test_changed_words_come_back_through_every_editor(editor: str, desk: Desk) -> None:
    desk.edit(replace("rà soát 96 thủ tục hành chính", "rà soát 96 thủ tục hành chính, bỏ 09 giấy tờ"))
    desk.path.write_bytes(EDITORS[editor](desk.path.read_bytes()))
    ran = desk.absorb()
    assert (ran.code, ran.err) == (0, "")
    assert "Đã ghi vào tong-hop/kh/6-thang.yaml (1 chỗ):\n  I Nhóm một" in ran.out
    assert "bỏ 09 giấy tờ" in " ".join(desk.words("I"))
    assert desk.cli("check", cwd=desk.small.root).code == 0


def test_a_second_run_changes_no_byte(desk: Desk) -> None:
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục"), put_behind("118 hồ sơ", "Một đoạn mới."))
    desk.absorb()
    with unchanged(desk.small.root):
        ran = desk.absorb()
    assert "Không có lời văn nào cần ghi thêm." in ran.out


def test_the_next_draft_has_the_edit_and_the_new_figures(desk: Desk) -> None:
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục, bỏ 09 giấy tờ"))
    desk.absorb()
    desk.small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "20 doanh nghiệp", "25 doanh nghiệp")
    desk.small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "12 danh mục", "13 danh mục")
    ran = desk.redraft()
    drafts = sorted((desk.small.root / "ban-thao").glob("*.docx"))
    text = " ".join(texts_in(etree.fromstring(members(drafts[0])["word/document.xml"])))
    assert len(drafts) == 2
    assert "bỏ 09 giấy tờ" in text
    assert "25 doanh nghiệp" in text
    assert "trước: Niêm yết 12 danh mục; nay: Niêm yết 13 danh mục" in ran.out
    assert "chưa có ở bản mới" not in ran.err


def test_a_draft_over_an_edited_one_names_what_was_not_absorbed(desk: Desk) -> None:
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục, bỏ 09 giấy tờ"))
    desk.small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "12 danh mục", "13 danh mục")
    ran = desk.redraft()
    command = 'reportgen absorb "ban-thao/kh-6-thang.docx", rồi soạn lại.'
    assert f"Lời sửa trong kh-6-thang.docx chưa có ở bản mới: I. Đưa vào: {command}\n" in ran.err


def test_words_are_pinned_to_what_the_draft_was_made_of(desk: Desk) -> None:
    desk.small.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "90 thủ tục")
    desk.edit(replace("118 hồ sơ", "118 hồ sơ cũ"))
    desk.absorb()
    found = desk.cli("check", cwd=desk.small.root).out
    assert "trước: Rà soát 96 thủ tục hành chính; nay: Rà soát 90 thủ tục hành chính" in " ".join(found.split())


def test_footnotes_come_back_as_typed(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "II", "Tập huấn cho 45 người^[Kế hoạch số 5 [bản sửa\\], ngày 03/3/2026.], đủ ^\\[cả\\] xã.")
    desk.redraft()
    desk.edit(replace("45 người", "45 người dân"))
    desk.absorb()
    assert desk.words("II") == (
        "Tập huấn cho 45 người dân^[Kế hoạch số 5 [bản sửa\\], ngày 03/3/2026.], đủ ^\\[cả\\] xã.",
    )


def test_paragraphs_put_in_and_taken_out(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "II", "Đoạn một về 45 người.\n\nĐoạn hai về 20 doanh nghiệp.\n\nĐoạn ba.")
    desk.redraft()
    desk.edit(take_out("Đoạn hai"), put_behind("Đoạn ba.", "Đoạn bốn."), put_behind("Đoạn bốn.", "1. Việc một;"))
    desk.absorb()
    assert desk.words("II") == ("Đoạn một về 45 người.", "Đoạn ba.", "Đoạn bốn.", "1. Việc một;")


def test_tracked_changes_are_read_as_accepted_and_told(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "II", "Câu cũ.\n\nCâu giữ lại.")
    desk.redraft()
    desk.edit(delete_tracked("Câu cũ"), insert_tracked("Câu giữ lại.", " Câu thêm."))
    ran = desk.absorb()
    assert desk.words("II") == ("Câu giữ lại. Câu thêm.",)
    assert "Track Changes" in ran.out


COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
    'main"><w:comment w:id="7" w:author="Lãnh đạo"><w:p><w:r><w:t>Nói rõ 12 danh mục nào</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def commented(docx: bytes, words: str) -> bytes:
    """Return ``docx`` with a leader's comment at the paragraph that has ``words``."""

    def mark(body: etree._Element) -> None:
        paragraph_with(body, words).append(etree.fromstring(f'<w:commentRangeStart xmlns:w="{W[1:-1]}" w:id="7"/>'))

    parts = members(changed(docx, mark))
    relation = (
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", relation.encode()
    )
    parts["word/comments.xml"] = COMMENTS.encode()
    return pack(parts)


def test_comments_are_listed_by_place(desk: Desk) -> None:
    desk.path.write_bytes(commented(desk.path.read_bytes(), "118 hồ sơ"))
    ran = desk.absorb()
    assert "Ý kiến (comment) trong Word:\n  I, Lãnh đạo: Nói rõ 12 danh mục nào\n" in ran.out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (retitle("TỒN TẠI", "MỘT SỐ TỒN TẠI"), "TỒN TẠI, HẠN CHẾ"),
        (
            replace("Nơi nhận:", "Nơi gửi:"),
            "Kính gửi, Nơi nhận: sửa kinh_gui, noi_nhan trong kế hoạch:\n    «Nơi nhận: ",
        ),
        (replace("Người Ký Mẫu", "Người Khác"), "    «GIÁM ĐỐC Người Ký Mẫu» thành «GIÁM ĐỐC Người Khác»"),
        (replace("Sở Nhận", "Sở Lạ"), "«Kính gửi: Sở Nhận» thành «Kính gửi: Sở Lạ»"),
        (put_behind("TỒN TẠI", "Câu chen ngoài ô."), "thêm «Câu chen ngoài ô.»"),
    ],
)
def test_whatever_else_was_changed_is_listed(change: Change, told: str, desk: Desk) -> None:
    desk.edit(change)
    ran = desk.absorb()
    assert (ran.code, "Thay đổi khác, không vào tệp lời văn:" in ran.out, told in ran.out) == (0, True, True), ran.out
    assert "Không có lời văn nào cần ghi thêm." in ran.out


def test_a_changed_cell_is_named_with_its_place(desk: Desk) -> None:
    def cell(body: etree._Element) -> None:
        node = next(node for node in body.iter(f"{W}tc") if "Việc của Phòng Một" in "".join(texts_in(node)))
        replace("Việc của Phòng Một", "Việc đã sửa")(node)

    desk.edit(cell)
    ran = desk.absorb()
    assert (
        "  Bảng: sửa tệp của đơn vị hoặc kế hoạch:\n"
        "    bảng 4, dòng 4, cột Nhiệm vụ: «Việc của Phòng Một» thành «Việc đã sửa»\n"
    ) in ran.out


def both_sides(desk: Desk) -> None:
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục, sửa trong Word"))
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "I", "Lời viết trong tệp.")


def test_changed_on_both_sides_neither_is_written(desk: Desk) -> None:
    both_sides(desk)
    before = (desk.small.root / WORDS).read_bytes()
    ran = desk.absorb()
    assert ran.code == 1
    assert "I Nhóm một: Word và tệp lời văn cùng sửa từ khi soạn; chưa ghi bên nào." in ran.out
    assert "tệp:  Lời viết trong tệp." in ran.out
    assert (desk.small.root / WORDS).read_bytes() == before
    assert desk.absorb("--take", "yaml").code == 0
    assert (desk.small.root / WORDS).read_bytes() == before
    assert desk.absorb("--take", "word").code == 0
    assert "sửa trong Word" in " ".join(desk.words("I"))
    assert "Lời viết trong tệp." in (desk.small.root / f"{WORDS}.cu").read_text(encoding="utf-8")


def test_only_looking_writes_nothing(desk: Desk) -> None:
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục"))
    ran = desk.absorb("--diff")
    assert (ran.code, "Sẽ ghi" in ran.out, "Chưa ghi gì." in ran.out) == (0, True, True)
    assert not (desk.small.root / WORDS).exists()


def test_a_period_means_its_newest_edited_draft(desk: Desk) -> None:
    ran = desk.cli("absorb", "6-thang", cwd=desk.small.root)
    assert (ran.code, "Không thấy bản thảo nào của kỳ kh/6-thang đã sửa" in ran.err) == (2, True)
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục"))
    for subject in (["6-thang"], []):
        ran = desk.cli("absorb", *subject, cwd=desk.small.root)
        assert (ran.code, ran.out.startswith("Bản thảo: ban-thao/kh-6-thang.docx\n")) == (0, True)


def test_drafts_without_places_are_refused_with_the_reason(desk: Desk) -> None:
    desk.path.write_bytes(
        edited(
            desk.path.read_bytes(),
            lambda xml: xml.replace("<places", "<xplaces").replace("</places>", "</xplaces>"),
            "customXml/item1.xml",
        )
    )
    for original in (desk.small.root / "ban-thao/.goc").iterdir():
        original.unlink()
    ran = desk.absorb()
    assert (ran.code, "không có ô nội dung" in ran.err) == (1, True)
    desk.path.write_bytes(google(desk.path.read_bytes()))
    ran = desk.absorb()
    assert (ran.code, "không thấy bản gốc của nó trong ban-thao" in ran.err) == (1, True)


def test_comments_in_the_file_and_other_places_stay(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    desk.small.replace(WORDS, "  II:\n", "  # hỏi lại\n  II:\n")
    word(desk.small, "II", "Lời của II.")
    desk.redraft()
    desk.edit(replace("96 thủ tục hành chính", "96 thủ tục"))
    desk.absorb()
    assert "  # hỏi lại\n  II:\n" in (desk.small.root / WORDS).read_text(encoding="utf-8")
    assert desk.words("II") == ("Lời của II.",)


def test_a_place_taken_out_in_word_is_told_and_kept(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "II", "Lời của II.")
    desk.redraft()
    desk.edit(take_out("Lời của II."))
    ran = desk.absorb()
    assert "II Nhóm hai: đã xóa hết trong Word." in ran.out
    assert desk.words("II") == ("Lời của II.",)


def test_a_template_of_0_1_says_that_it_prints_no_words(desk: Desk) -> None:
    desk.cli("consolidate", "6-thang", cwd=desk.small.root)
    word(desk.small, "II", "Lời của II.")
    shutil.copytree(FIRST_TEMPLATES, desk.small.root / "mau")
    ran = desk.redraft()
    assert "Mẫu mau/bao-cao-6-thang.docx không in lời văn theo chỗ nên lời của cơ quan không có" in ran.err
    assert "Lời văn:" not in ran.out
