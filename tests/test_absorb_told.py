"""What ``absorb`` tells of an edited draft, and what it leaves as it was: nothing typed is lost without a word."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.consolidating import Written, with_written
from reportgen.load import read_words
from reportgen.model.words import paragraphs
from reportgen.pins.pin import Pin
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.docx_text import W
from tests.office_words import Desk, again, drafted, office, printed
from tests.word_edits import Change, paragraph_with, put_behind, replace, take_out

NS = f'xmlns:w="{W[1:-1]}"'


@pytest.fixture
def desk(worded_office: Path, tmp_path: Path) -> Desk:
    return Desk(again(worded_office, tmp_path))


def element(xml: str) -> etree._Element:
    """Return an element of a document; ``xml`` begins with its name."""
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf"<\1 {NS}", xml))


# --- the office's own file ----------------------------------------------------------------------

INLINE = "Trong kỳ chưa có việc: 100% là 'chờ' văn bản."
STYLES = {
    "trần": "Trong kỳ chưa có việc - chờ.",
    "trần, ghi chú": "Trong kỳ chưa có việc#2.   # nháp của tôi",
    "nháy kép": f'"{INLINE}"',
    "nháy kép, ghi chú": '"Câu \\"một\\" # không phải ghi chú."  # nháp của tôi',
    "nháy đơn": "'Trong kỳ ''chưa'' có việc.'",
    "nhiều dòng": "Trong kỳ chưa có\n      việc nào cả.",
    "nháy, nhiều dòng": '"Trong kỳ\n\n      chưa có việc."  # nháp của tôi',
}


@pytest.mark.parametrize("typed", STYLES.values(), ids=STYLES)
def test_words_typed_behind_their_key_are_taken_over(typed: str, desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    text = re.sub(
        r"(\n  ton-tai:\n(?: +#.*\n)*    noi_dung:) \|\n(?:      .*\n|\n)*", lambda m: f"{m[1]} {typed}\n", text
    )
    desk.file.write_text(text, encoding="utf-8")
    made = draft(Workspace(desk.root), "6-thang", check_form=False)
    assert made.path is not None
    first = desk.words("ton-tai")[0]
    desk.path = made.path
    desk.edit(replace(first, f"{first} Đã sửa."))
    done = desk.absorb()
    assert ([edit.place for edit in done.written], done.unfit) == (["ton-tai"], ())
    assert desk.words("ton-tai")[0] == f"{first} Đã sửa."
    after = desk.file.read_text(encoding="utf-8")
    assert ("# nháp của tôi" in after) == ("# nháp" in typed)
    assert again_without(after, "ton-tai") == again_without(text, "ton-tai")


def again_without(text: str, place: str) -> str:
    """Return a file of words without one place."""
    return re.sub(rf"\n  {place}:\n(?:    .*\n|\n)*", "\n", text)


WORDY = st.text(st.sampled_from("aă1 #:'\"\\|-[]{}&%.,–“”"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


def quoted(text: str, style: str) -> str:
    """Return a text in quotes, as YAML is typed."""
    if style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'"


@given(WORDY.filter(bool), WORDY.filter(bool), st.sampled_from("'\""), st.sampled_from(["", "  # ghi chú", " #"]))
def test_whatever_is_typed_in_quotes_is_written_over_and_nothing_beside(
    worded_office: Path, old: str, new: str, style: str, note: str
) -> None:
    text = (
        "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  I:\n    tieu_de: Một\n"
        f"    noi_dung: {quoted(old, style)}{note}\n    dua_tren: [II]\n  II:\n    noi_dung: |\n      Lời hai.\n"
    )
    path = worded_office / "tong-hop/kh/6-thang.yaml"
    loaded = read_words(Workspace(worded_office), path, text.encode())
    assert loaded.value is not None
    after = with_written(text, loaded.marks, [Written("I", (new,), Pin("00000000", "0000"), None)])
    assert after is not None
    again_read = read_words(Workspace(worded_office), path, after.encode()).value
    assert again_read is not None
    assert paragraphs(again_read.places["I"].text or "") == paragraphs(new)
    assert again_read.places["II"] == loaded.value.places["II"]
    assert (again_read.places["I"].heading, again_read.places["I"].based_on) == ("Một", ("II",))
    assert note.strip() in after


def test_the_copy_of_the_file_stays_while_nothing_can_be_written(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    braced = re.sub(r"\n  ton-tai:\n(?:    .*\n|\n)*", "\n  ton-tai: {noi_dung: Không có gì.}\n", text)
    desk.file.write_text(braced, encoding="utf-8")
    made = draft(Workspace(desk.root), "6-thang", check_form=False)
    assert made.path is not None
    desk.path = made.path
    desk.edit(replace("Không có gì.", "Không có gì mới."), replace("Đoạn hai của I,", "Đoạn sửa của I,"))
    assert desk.absorb().copy is not None
    copy_of_file = desk.file.with_name(desk.file.name + ".cu")
    assert copy_of_file.read_text(encoding="utf-8") == braced
    again_done = desk.absorb()
    assert ([edit.place for edit, _ in again_done.unfit], again_done.copy) == (["ton-tai"], None)
    assert copy_of_file.read_text(encoding="utf-8") == braced


# --- decided once -------------------------------------------------------------------------------


def test_words_that_went_on_in_the_file_are_no_clash_with_what_was_taken_over(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa lần một,"))
    desk.absorb()
    desk.retype("sửa lần một", "sửa tiếp trong tệp")
    desk.edit(replace("Đoạn hai của ton-tai,", "Đoạn sửa của ton-tai,"))
    done = desk.absorb()
    assert ([edit.place for edit in done.written], done.clashes) == (["ton-tai"], ())
    assert [edit.place for edit in done.settled] == ["I"]
    assert "I Nhóm một: lời trong Word đã xem lần trước, từ đó tệp có lời khác; giữ lời của tệp" in printed(done)
    assert "sửa tiếp trong tệp" in desk.words("I")[1]
    assert draft(Workspace(desk.root), "6-thang", check_form=False).unabsorbed == ()


def test_choosing_the_file_is_remembered_until_word_says_something_else(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa trong Word,"))
    desk.retype("Đoạn hai của I,", "Đoạn hai sửa trong tệp,")
    assert [clash.edit.place for clash in desk.absorb().clashes] == ["I"]
    assert [edit.place for edit in desk.absorb(take="yaml").kept] == ["I"]
    done = desk.absorb()
    assert (done.clashes, [edit.place for edit in done.settled]) == ((), ["I"])
    assert [edit.place for edit in desk.absorb(take="word", show_only=True).written] == ["I"]
    desk.edit(replace("sửa trong Word,", "sửa lại trong Word,"))
    assert [clash.edit.place for clash in desk.absorb().clashes] == ["I"]


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


def looking(words: str, properties: str) -> Change:
    """Let the words of a paragraph look otherwise."""

    def change(body: etree._Element) -> None:
        for run in paragraph_with(body, words).iter(f"{W}r"):
            run.insert(0, element(f"<w:rPr>{properties}</w:rPr>"))

    return change


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
