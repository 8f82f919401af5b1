"""What ``absorb`` tells of an edited draft, and what it leaves as it was: nothing typed is lost without a word."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.docx_text import W, members, pack
from tests.office_words import Desk, again, drafted, office, printed
from tests.word_edits import Change, element, looking, paragraph_with, put_behind, replace, take_out, texts_in
from tests.word_paper import parent_of


@pytest.fixture
def desk(worded_office: Path, tmp_path: Path) -> Desk:
    return Desk(again(worded_office, tmp_path))


# --- tracked changes ----------------------------------------------------------------------------


def test_a_paragraph_that_waits_to_be_deleted_is_told_as_tracked(desk: Desk) -> None:
    def delete(body: etree._Element) -> None:
        paragraph = paragraph_with(body, "Đoạn hai của I,")
        for run in list(paragraph.iter(f"{W}r")):
            deleted = element('<w:del w:id="901" w:author="x"/>')
            run.addprevious(deleted)
            deleted.append(run)
            for node in run.iter(f"{W}t"):
                node.tag = f"{W}delText"

    desk.edit(delete)
    told = printed(desk.absorb())
    assert "Thay đổi theo dõi (Track Changes) chưa duyệt, lấy như đã chấp nhận: I\n" in told


def test_a_change_that_waits_in_a_table_is_told_as_tracked(desk: Desk) -> None:
    def insert(body: etree._Element) -> None:
        paragraph = paragraph_with(body, "Việc của Phòng Một")
        paragraph.append(element('<w:ins w:id="901" w:author="x"><w:r><w:t> (bổ sung)</w:t></w:r></w:ins>'))

    desk.edit(insert)
    assert "lấy như đã chấp nhận: ngoài các chỗ\n" in printed(desk.absorb())


# --- what else was changed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ("<w:strike/>", "gạch ngang chữ"),
        ('<w:strike/><w:dstrike w:val="false"/>', "gạch ngang chữ"),
        ("<w:dstrike/>", "gạch ngang chữ"),
        ('<w:highlight w:val="yellow"/>', "tô nền chữ"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "tô nền chữ"),
    ],
)
def test_words_struck_or_marked_are_told(properties: str, told: str, desk: Desk) -> None:
    desk.edit(looking("Đoạn hai của I,", properties))
    assert f"    {told}: I, «Đoạn hai của I," in printed(desk.absorb())


def test_the_looks_of_new_words_are_told(desk: Desk) -> None:
    desk.edit(put_behind("Đoạn hai của I,", "Đoạn dán."), looking("Đoạn dán.", '<w:color w:val="FF0000"/><w:strike/>'))
    told = printed(desk.absorb())
    assert ("    gạch ngang chữ: I, «Đoạn dán.»\n" in told, "    màu chữ: I, «Đoạn dán.»\n" in told) == (True, True)


def test_a_cell_that_looks_otherwise_is_told(desk: Desk) -> None:
    desk.edit(looking("Việc của Phòng Một", '<w:color w:val="FF0000"/>'))
    told = printed(desk.absorb())
    assert "    màu chữ: bảng 4, «Việc của Phòng Một»\n" in told


def test_a_new_column_is_told_cell_by_cell_however_long_the_row(desk: Desk) -> None:
    def widen(body: etree._Element) -> None:
        table = next(paragraph_with(body, "Việc của Phòng Một").iterancestors(f"{W}tbl"))
        for number, row in enumerate(table.iter(f"{W}tr")):
            last = row.findall(f"{W}tc")[-1]
            new = copy.deepcopy(last)
            last.addnext(new)
            for node in new.iter(f"{W}t"):
                node.text = ""
            next(new.iter(f"{W}p")).append(
                element(f"<w:r><w:t>{'Người theo dõi' if not number else f'chị Sáu {number}'}</w:t></w:r>")
            )

    desk.edit(replace("Việc của Phòng Một", "Việc của Phòng Một" + ", dài" * 150), widen)
    told = printed(desk.absorb(show_only=True))
    assert "bỏ «" not in told
    assert len(re.findall(r"cột Người theo dõi: thêm «chị Sáu \d»", told)) >= 3


def rows_changed_about(body: etree._Element) -> None:
    """Put a row of the tasks before the one above it."""
    row = next(paragraph_with(body, "Việc của Phòng Một").iterancestors(f"{W}tr"))
    before = row.getprevious()
    assert before is not None
    before.addprevious(row)


def group_moved(body: etree._Element) -> None:
    """Put the second group with its heading before the first."""
    heading, first = paragraph_with(body, "b) Nhóm hai"), paragraph_with(body, "a) Nhóm một")
    words = heading.getnext()
    assert words is not None
    first.addprevious(heading)
    first.addprevious(words)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (rows_changed_about, r"bảng 4, dòng \d: chuyển chỗ «\d \| Việc của"),
        (group_moved, "\n    chuyển chỗ «b\\) Nhóm hai»\n"),
    ],
)
def test_what_was_moved_is_told_once_as_moved(change: Change, told: str, desk: Desk) -> None:
    desk.edit(change)
    found = printed(desk.absorb())
    assert (bool(re.search(told, found)), "bỏ «" in found, "bo: có" in found) == (True, False, False), found


def test_without_its_heading_a_group_can_be_told_within_another(desk: Desk) -> None:
    desk.edit(take_out("a) Nhóm một"))
    assert "kể chung với nhóm khác thì ghi gop_vao và mã nhóm ấy ở chỗ I; không in I nữa thì ghi bo: có" in printed(
        desk.absorb()
    )


def test_the_heading_of_a_part_is_changed_in_the_plan(tmp_path: Path) -> None:
    root = office(tmp_path)
    plan = root / "ke-hoach/kh.yaml"
    parts = "nhiem_vu:\n  - phan: I\n    ten: Việc tại Sở\n    nhom:"
    text = plan.read_text(encoding="utf-8").replace("nhiem_vu:\n  - nhom:", parts)
    second = "  - phan: II\n    ten: Việc tỉnh giao\n    nhom:\n      - so: II\n"
    text = text.replace("      - so: II\n", second).replace("ma: I", "ma: I.I").replace("ma: I.II.", "ma: II.II.")
    plan.write_text(text, encoding="utf-8")
    for path in (root / "tinh-hinh/kh/6-thang").glob("*.yaml"):
        rows = path.read_text(encoding="utf-8").replace("  I.", "  I.I.").replace("  II.", "  II.II.")
        path.write_text(rows, encoding="utf-8")
    (root / "tong-hop/kh/6-thang.yaml").unlink()
    desk = Desk(root)
    assert drafted(root) == desk.path
    desk.edit(replace("Việc tỉnh giao", "Việc Ủy ban giao"))
    told = printed(desk.absorb())
    assert "Việc Ủy ban giao»: sửa ten của phần II trong kế hoạch\n" in told


DRAWN = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/{}"/></a:graphic></wp:inline></w:drawing></w:r>'
)


@pytest.mark.parametrize("kind", ["chart", "diagram"])
def test_a_chart_that_was_put_in_is_told(kind: str, desk: Desk) -> None:
    def draw(body: etree._Element) -> None:
        new = element("<w:p/>")
        new.append(element(DRAWN.format(kind)))
        paragraph_with(body, "Đoạn hai của I,").addnext(new)

    desk.edit(draw)
    assert "thêm «1 biểu đồ, sơ đồ»" in printed(desk.absorb())


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [("Wingdings", "F0E0", "→"), ("Symbol", "F0B3", "≥"), ("Symbol", "B1", "±"), ("Wingdings", "F04A", "•")],
)
def test_signs_of_symbol_fonts_come_back_as_what_they_show(font: str, char: str, sign: str, desk: Desk) -> None:
    def put(body: etree._Element) -> None:
        paragraph_with(body, "1. Việc một của I;").append(
            element(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')
        )

    desk.edit(put)
    desk.absorb()
    assert desk.words("I")[2] == f"1. Việc một của I;{sign}"


def test_a_picture_in_a_margin_is_told(desk: Desk) -> None:
    parts = members(desk.path.read_bytes())
    name = next(name for name in parts if name.startswith("word/header"))
    root = etree.fromstring(parts[name])
    picture = DRAWN.format("picture").replace("/></a:graphic>", "><a:blip/></a:graphicData></a:graphic>")
    next(root.iter(f"{W}p")).append(element(picture))
    parts[name] = etree.tostring(root)
    desk.path.write_bytes(pack(parts))
    assert "thêm «1 hình»" in printed(desk.absorb())


def test_cells_that_were_merged_are_told(desk: Desk) -> None:
    def merge(body: etree._Element) -> None:
        rows = next(paragraph_with(body, "Việc của Phòng Một").iterancestors(f"{W}tbl")).iter(f"{W}tr")
        cells = (cell for row in rows for cell in row.findall(f"{W}tc"))
        empty = next(cell for cell in cells if not "".join(texts_in(cell)))
        parent_of(empty).remove(empty)

    desk.edit(merge)
    assert re.search(r"bảng 4, dòng \d: «7 ô» thành «6 ô»", printed(desk.absorb()))


# --- numbers that count by themselves -----------------------------------------------------------


def test_numbers_counted_anew_hide_no_other_change(desk: Desk) -> None:
    def count(body: etree._Element) -> None:
        table = next(paragraph_with(body, "Việc của Phòng Một").iterancestors(f"{W}tbl"))
        for node in table.iter(f"{W}t"):
            if (node.text or "").isdecimal():
                node.text = str(int(node.text or "") + 10)

    desk.edit(count, replace("a) Nhóm một", "b) Nhóm một"), replace("Việc của Phòng Một", "Việc mới"))
    told = printed(desk.absorb())
    assert told.count("bản sau tự đánh số, không cần ghi") == 2
    assert ("tieu_de" in told, "cột STT" in told, "thành «Việc mới»" in told) == (False, False, True)


# --- what belongs to a place, and what to none -------------------------------------------------------------------

LINK = '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
LISTED = {
    "kiểu": ('<w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>{}</w:t></w:r>', ""),
    "liên kết": (LINK, ""),
    "ô mục lục": ("<w:r><w:t>{}</w:t></w:r>", GALLERY),
}


@pytest.mark.parametrize(("paragraph", "gallery"), LISTED.values(), ids=LISTED)
def test_a_table_of_contents_is_no_words_of_a_place(paragraph: str, gallery: str, desk: Desk) -> None:
    parts = members(desk.path.read_bytes())
    style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
    desk.path.write_bytes(pack(parts))

    def put(body: etree._Element) -> None:
        control = element(f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent/></w:sdt>")
        for title in ("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH 1", "II. KẾT QUẢ THỰC HIỆN 2"):
            control[1].append(element(f"<w:p>{paragraph.format(title)}</w:p>"))
        paragraph_with(body, "Kính gửi").addnext(control)

    desk.edit(put)
    done = desk.absorb()
    assert (done.written, "thêm «II. KẾT QUẢ THỰC HIỆN 2»" in printed(done)) == ((), True)


def test_words_behind_a_table_at_which_an_editor_ended_the_control_stay_in_their_place(desk: Desk) -> None:
    def put(body: etree._Element) -> None:
        first = paragraph_with(body, "Đoạn hai của I,")
        control = next(first.iterancestors(f"{W}sdt"))
        table = element("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ô mới</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
        for node in reversed([table, *first.itersiblings()]):
            control.addnext(node)

    desk.edit(put)
    done = desk.absorb()
    assert (done.written, [other.kind.value for other in done.others]) == ((), ["bang-moi"])


@pytest.mark.parametrize("style", ["ND30KinhGui", "ND30DoanVan", ""])
def test_addressees_on_lines_of_their_own_are_no_opening_words(style: str, desk: Desk) -> None:
    def address(body: etree._Element) -> None:
        line = paragraph_with(body, "Kính gửi: Sở Nhận")
        for name in ("- Ủy ban nhân dân tỉnh.", "- Sở Nhận;"):
            own = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
            line.addnext(element(f"<w:p>{own}<w:r><w:t>{name}</w:t></w:r></w:p>"))

    desk.edit(address, replace("Kính gửi: Sở Nhận", "Kính gửi:"))
    done = desk.absorb()
    assert done.written == ()
    kinds = {other.now: other.kind.value for other in done.others}
    assert [kinds[name] for name in ("Kính gửi:", "- Sở Nhận;", "- Ủy ban nhân dân tỉnh.")] == ["noi-nhan"] * 3
