"""Number and date in a draft that people have edited: every place filled, every other byte kept, doubt refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.stamp import stamp
from reportgen.unfinished import leftovers
from reportgen.wordview.opened import open_docx
from tests.docx_text import blanks, edited, members, pack
from tests.office import convert
from tests.paper_docx import build
from tests.papers import paper
from tests.places import WORKSPACES
from tests.stamping import (
    DATE,
    DATED,
    MAIN,
    NUMBER,
    WORDS,
    changed,
    done,
    draft,
    first_control,
    head,
    line,
    refused,
    report,
    run,
    sdt,
    texts,
    torn_apart,
    without_controls,
)

LINES = {
    "so-khcn-hai-phong": (
        "Số: 05/BC-SKHCN",
        f"Hải Phòng, {WORDS}",
        f"(Kèm theo Báo cáo số 05/BC-SKHCN {WORDS} của Sở Khoa học và Công nghệ)",
    ),
    "xa-viet-khe": (
        "Số: 05/BC-UBND",
        f"Việt Khê, {WORDS}",
        f"(Kèm theo Báo cáo số 05/BC-UBND {WORDS} của Ủy ban nhân dân xã Việt Khê)",
    ),
}


# ---- drafts as they come out of the program ----


@pytest.mark.parametrize("workspace", WORKSPACES)
@pytest.mark.parametrize("lost", [False, True], ids=["controls", "controls lost"])
def test_every_place_of_a_draft_is_filled_and_nothing_else_changes(workspace: str, lost: bool) -> None:
    before = without_controls(draft(workspace)) if lost else draft(workspace)
    after = done(before)
    number, date, attachment = LINES[workspace]
    assert [new for _, new in changed(before, after)] == [number, date, attachment, attachment]


def test_the_bytes_around_the_controls_are_kept() -> None:
    before = members(draft())[MAIN]
    expected = before.replace(b">       </w:t>", b">05</w:t>").replace(
        "ngày      tháng 5 năm 2026".encode(), WORDS.encode()
    )
    assert members(done(draft()))[MAIN] == expected


def test_the_controls_stay_and_hold_number_and_date() -> None:
    assert [(item.tag, item.text) for item in blanks(done(draft()))] == [("so", "05"), ("ngay", WORDS)] * 3


@pytest.mark.parametrize(
    ("number", "date", "words"),
    [
        (9, dt.date(2026, 2, 9), ("09", "ngày 09 tháng 02 năm 2026")),
        (10, dt.date(2026, 3, 10), ("10", "ngày 10 tháng 3 năm 2026")),
        (1234, dt.date(2027, 12, 31), ("1234", "ngày 31 tháng 12 năm 2027")),
    ],
)
def test_number_and_date_are_written_as_the_decree_says(number: int, date: dt.date, words: tuple[str, str]) -> None:
    assert head(stamp(draft(), number, date)) == (f"Số: {words[0]}/BC-SKHCN", f"Hải Phòng, {words[1]}")


def test_members_keep_order_dates_attributes_and_compression() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.comment = "của văn thư".encode()
        for at, (name, content) in enumerate(members(draft()).items()):
            info = zipfile.ZipInfo(name, (2020 + at, 1, 2, 3, 4, 6))
            info.external_attr, info.comment, info.create_system = 0o640 << 16, b"x", 3
            info.compress_type = zipfile.ZIP_STORED if at % 2 else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    result = done(buffer.getvalue())

    def told(docx: bytes) -> tuple[bytes, list[tuple[object, ...]]]:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            return package.comment, [
                (i.filename, i.date_time, i.external_attr, i.comment, i.create_system, i.compress_type)
                for i in package.infolist()
            ]

    assert told(result) == told(buffer.getvalue())


def test_the_main_part_may_have_another_name() -> None:
    parts = {name.replace("word/document.xml", "word/document2.xml"): data for name, data in members(draft()).items()}
    parts = {name.replace("document.xml.rels", "document2.xml.rels"): data for name, data in parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    after = members(stamp(pack(parts), NUMBER, DATE))
    assert "Số: " in after["word/document2.xml"].decode()
    assert after["word/document2.xml"] == members(done(draft()))[MAIN]


def test_strict_files_are_filled_too() -> None:
    strict = edited(
        draft(),
        lambda xml: xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert members(done(strict))[MAIN].count(WORDS.encode()) == 3


def test_another_prefix_than_w_is_kept() -> None:
    other = edited(draft(), lambda xml: re.sub(r"\bw:", "x:", xml).replace("xmlns:w=", "xmlns:x="))
    other = edited(other, lambda xml: re.sub(r"(<x:sdtContent><x:r>)<x:t[^<]*</x:t>", r"\1", xml))
    assert head(done(other)) == LINES["so-khcn-hai-phong"][:2]


# ---- controls in every state ----


@pytest.mark.parametrize(
    "content",
    [
        "<w:sdtContent/>",
        "<w:sdtContent></w:sdtContent>",
        "<w:sdtContent><w:r/></w:sdtContent>",
        "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:t/></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:t></w:t></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:tab/></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:br/></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:t>…</w:t></w:r><w:r><w:t>..</w:t><w:tab/></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent>",
        "<w:sdtContent><w:r><w:t>0</w:t></w:r><w:r><w:t>5</w:t></w:r></w:sdtContent>",
    ],
)
def test_an_empty_or_torn_control_takes_the_number(content: str) -> None:
    number, _ = head(done(first_control(draft(), "so", content)))
    assert number in ("Số: 05/BC-SKHCN", "Số: 5/BC-SKHCN")


PLACEHOLDER = (
    '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="VnbanChdanhsn"/><w:i/></w:rPr>'
    "<w:t>Bấm hoặc gõ nhẹ </w:t></w:r><w:r><w:t>vào đây.</w:t></w:r></w:sdtContent>"
)


def test_text_comes_after_the_properties_of_its_run() -> None:
    content = "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr></w:r></w:sdtContent>"
    xml = members(done(first_control(draft(), "so", content)))[MAIN].decode()
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>05</w:t></w:r>" in xml


def test_a_placeholder_gives_way_with_its_style() -> None:
    before = first_control(draft(), "so", PLACEHOLDER)
    before = edited(before, lambda xml: xml.replace("<w:text/>", "<w:showingPlcHdr/><w:text/>", 1))
    after = done(before)
    assert head(after)[0] == "Số: 05/BC-SKHCN"
    xml = members(after)[MAIN].decode()
    assert "showingPlcHdr" not in xml
    assert "VnbanChdanhsn" not in xml
    assert "<w:i/>" in xml


def test_text_that_is_no_number_is_refused_with_what_to_do() -> None:
    message = refused(first_control(draft(), "so", PLACEHOLDER))
    assert "«Số văn bản»" in message
    assert "Bấm hoặc gõ nhẹ vào đây." in message
    assert "xóa chữ trong ô" in message


def test_a_bound_control_is_let_go_lest_word_writes_over_it() -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:text/>'
    before = edited(draft(), lambda xml: xml.replace("<w:text/>", bound, 1))
    assert "dataBinding" not in members(done(before))[MAIN].decode()


GONE = "<w:r><w:delText>77</w:delText></w:r>"


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(sdt(f"<w:p>{run('Số:    /BC-SNV')}</w:p>"), id="around the paragraph"),
        pytest.param(f"<w:p>{sdt(run('Số:     /BC-SNV'))}</w:p>", id="around the runs"),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(sdt(run('   ')))}{run('/BC-SNV')}</w:p>", id="twice"),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(run(' ') + sdt(run('   ')))}{run('/BC-SNV')}</w:p>", id="blank beside"),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(sdt(run('   '), 'khac'))}{run('/BC-SNV')}</w:p>", id="another inside"),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(sdt(run('   ')), 'khac')}{run('/BC-SNV')}</w:p>", id="inside another"),
        pytest.param(
            f"<w:p>{run('Số: ')}<w:del>{sdt(GONE)}</w:del>{sdt(run('   '))}{run('/BC-SNV')}</w:p>", id="beside a deleted one"
        ),
        pytest.param(
            f"<w:p>{run('Số: ')}{sdt(f'<w:del>{sdt(GONE)}</w:del>' + run('   '))}{run('/BC-SNV')}</w:p>", id="around a deleted one"
        ),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(f'<w:del>{GONE}</w:del>')}{run('/BC-SNV')}</w:p>", id="all in it deleted"),
        pytest.param(f"<w:p>{run('Số: ')}{sdt(f'<w:ins>{run(chr(32))}</w:ins>')}{run('/BC-SNV')}</w:p>", id="inserted"),
    ],
)  # fmt: skip
def test_controls_around_and_inside_each_other(number: str) -> None:
    docx = build(paper("bao-cao", {"so": {"xml": number}, "dia_danh.text": DATED}, drop=("kem_theo1", "kem_theo2")))
    after = done(docx)
    assert head(after)[0] == "Số: 05/BC-SNV"
    assert members(after)[MAIN].decode().count(GONE) == number.count(GONE)


def test_what_is_deleted_or_moved_away_is_neither_read_nor_filled() -> None:
    moved = f"<w:moveFrom>{run('12')}</w:moveFrom>"
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    gone = f"<w:del>{GONE}</w:del>{sdt(f'<w:del>{GONE}</w:del>', properties=bound)}"
    number = line("Số: ", moved, "   /BC-SNV")
    docx = build(
        paper(
            "bao-cao",
            {"so": number, "dia_danh.text": DATED, "doan2": {"xml": f"<w:p>{gone}</w:p>"}},
            drop=("kem_theo1", "kem_theo2"),
        )
    )
    xml = members(done(docx))[MAIN].decode()
    assert f"{moved}{run('/BC-SNV')}" in xml
    assert f"<w:p>{gone}</w:p>" in xml


@pytest.mark.parametrize("content", ["<w:p/>", "<w:p></w:p>", "<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>"])
def test_an_empty_control_around_a_paragraph_takes_the_date(content: str) -> None:
    number = "Số:   /BC-SNV\tBắc Ninh, ngày 05 tháng 6 năm 2026"
    docx = build(paper("bao-cao", {"so": line(number), "dia_danh": {"xml": sdt(content, "ngay")}}, drop=("kem_theo1", "kem_theo2")))  # fmt: skip
    assert WORDS in texts(done(docx))


def test_a_control_around_a_cell_takes_the_number() -> None:
    cell = f"<w:tc><w:tcPr/><w:p>{run('Số:      /BC-SNV')}</w:p></w:tc>"
    docx = edited(
        report("Số:   /BC-SNV"),
        lambda xml: re.sub(r"<w:tc>(?:(?!<w:tc>).)*?Số:.*?</w:tc>", lambda _: sdt(cell), xml, count=1),
    )
    assert head(done(docx))[0] == "Số: 05/BC-SNV"


def test_copied_controls_are_filled_too_and_a_wrong_one_is_refused() -> None:
    copied = f"<w:p>{run('Xem Báo cáo số ')}{sdt(run('    '))}{run('/BC-SNV.')}</w:p>"
    docx = build(
        paper("bao-cao", {"so.text": "Số:   /BC-SNV", "doan2": {"xml": copied}}, drop=("kem_theo1", "kem_theo2"))
    )
    docx = edited(docx, lambda xml: xml.replace("ngày 15 tháng 6", "ngày    tháng 6"))
    assert "Xem Báo cáo số 05/BC-SNV." in texts(done(docx))
    wrong = edited(docx, lambda xml: xml.replace("    </w:t></w:r></w:sdtContent>", "12</w:t></w:r></w:sdtContent>"))
    assert refused(wrong) == (
        "Bản thảo đã ghi số 12 (dòng «Xem Báo cáo số 12/BC-SNV.»), lệnh ghi số 05; sửa một trong hai."
    )


# ---- any way of tearing the lines apart ----

BLANKS = st.text(" \u00a0.…_\t", max_size=7)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_however_the_runs_are_torn_the_result_reads_right(data: st.DataObject) -> None:
    sound = BLANKS.filter(lambda blank: "\t" not in blank or not blank.strip())  # a tab after dots begins a column
    number = f"Số:{data.draw(sound)}/BC-SNV"
    date = f"Bắc Ninh, ngày {data.draw(sound)} tháng{data.draw(st.sampled_from([' 5 ', ' ']))}năm {data.draw(st.sampled_from(['2026', '20…']))}"

    def torn(text: str) -> list[str]:
        cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=8)))
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        marks = data.draw(
            st.lists(st.sampled_from(["", "<w:rPr><w:b/></w:rPr>"]), min_size=len(pieces), max_size=len(pieces))
        )
        return [run(piece, mark) for piece, mark in zip(pieces, marks, strict=True)]

    before = report(torn(number), torn(date))
    after = done(before)
    assert head(after) == ("Số: 05/BC-SNV", f"Bắc Ninh, {WORDS}")
    assert torn_apart(before, after) == 4


# ---- other programs ----


@pytest.mark.pages
def test_a_draft_saved_by_libreoffice_is_filled(pages_required: None, tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    (tmp_path / "bao-cao.docx").write_bytes(draft())
    convert(folder, "docx", "../bao-cao.docx")
    before = (folder / "bao-cao.docx").read_bytes()
    number, date, attachment = LINES["so-khcn-hai-phong"]
    assert [new for _, new in changed(before, done(before))] == [number, date, attachment, attachment]
    assert [item.text for item in blanks(done(before))] == ["05", WORDS] * 3
    assert [item.kind for item in leftovers(open_docx(before))] == [item.kind for item in leftovers(open_docx(draft()))]
