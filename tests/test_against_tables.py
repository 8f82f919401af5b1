"""``lint --against`` in tables: cell by cell, whatever rows and columns a person added, took out or moved."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree

from reportgen.nd30.base import Disagreements
from tests import figure_edits as edits
from tests.docx_text import W, automatic_report, edited, first_report, letters, rows_of
from tests.test_against_sentences import counted

Change = Callable[[list[etree._Element]], object]
SO, PERIOD = "so-khcn-hai-phong", "6-thang"
UNITS, GOALS = "Đơn vị", "STT"


def changed(docx: bytes, heading: str, change: Change, which: int = 0) -> bytes:
    """Return ``docx`` with the rows of a table changed: that of those whose first cell says ``heading``."""

    def apply(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        tables = [table for table in root.iter(f"{W}tbl") if rows_of(table)[0][0] == heading]
        change(tables[which].findall(f"{W}tr"))
        return etree.tostring(root, encoding="unicode")

    return edited(docx, apply)


def write(row: etree._Element, cell: int, text: str) -> None:
    """Write ``text`` into a cell of a row, the first being 1."""
    node = row.findall(f"{W}tc")[cell - 1]
    texts = list(node.iter(f"{W}t"))
    for other in texts[1:]:
        other.text = ""
    if texts:
        texts[0].text = text
    else:
        paragraph = next(node.iter(f"{W}p"))
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text


def drop(*nodes: etree._Element) -> None:
    for node in nodes:
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)


def told(heading: str, *changes: Change) -> Disagreements:
    """Return what is told of the six-month report of version 0.1's template after ``changes`` in one table."""
    docx = first_report(SO, PERIOD)
    for change in changes:
        docx = changed(docx, heading, change)
    report = edits.first(SO, PERIOD)
    return report.told(edits.held(docx, report.baseline).document)


def named(found: Disagreements) -> list[tuple[str, str, str]]:
    return [(breach.where.part, breach.where.place, breach.found) for breach in found.edited]


def none(found: Disagreements) -> bool:
    return not (found.edited or found.stale or found.unclear)


def test_a_cell_is_named_by_its_row_its_place_and_the_headings_above_it() -> None:
    found = told(UNITS, lambda rows: write(rows[8], 7, "0"))
    assert named(found) == [
        (
            "Số nhiệm vụ (chưa thực hiện trong hạn)",
            "bảng 2, dòng 9, ô 7, cột «Chưa thực hiện, Trong hạn»",
            "bản thảo ghi 0",
        )
    ]
    assert found.edited[0].where.text.startswith("Toàn kế hoạch\t26")
    assert found.seen == found.total


def test_a_row_taken_out_moves_no_blame() -> None:
    assert none(told(UNITS, lambda rows: drop(rows[3])))
    found = told(UNITS, lambda rows: write(rows[5], 5, "77"), lambda rows: drop(rows[3]))
    assert [(place, shown) for _, place, shown in named(found)] == [
        ("bảng 2, dòng 5, ô 5, cột «Đang thực hiện, Trong hạn»", "bản thảo ghi 77")
    ]
    assert found.left_out == 9
    assert not found.unclear


def test_a_row_added_moves_no_blame() -> None:
    def add(rows: list[etree._Element]) -> None:
        new = copy.deepcopy(rows[4])
        write(new, 1, "Ban Thanh tra nhân dân (BTTND)")
        rows[2].addprevious(new)

    assert none(told(UNITS, add))
    assert told(UNITS, add).added == ("bảng 2, dòng 3 («Ban Thanh tra nhân dân (BTTND)»)",)
    found = told(UNITS, lambda rows: write(rows[3], 2, "99"), add)
    assert [(place, shown) for _, place, shown in named(found)] == [
        ("bảng 2, dòng 5, ô 2, cột «Tổng số»", "bản thảo ghi 99")
    ]


def test_a_row_twice_and_a_row_of_words_alone_are_told_as_added() -> None:
    def twice(rows: list[etree._Element]) -> None:
        rows[4].addnext(copy.deepcopy(rows[4]))

    def words_alone(rows: list[etree._Element]) -> None:
        new = copy.deepcopy(rows[4])
        for cell in range(1, len(new.findall(f"{W}tc")) + 1):
            write(new, cell, "Ban Thanh tra" if cell == 1 else "Chưa giao" if cell == 2 else "")
        rows[5].addnext(new)

    assert len(told(UNITS, twice).added) == 1
    assert told(UNITS, words_alone).added == ("bảng 2, dòng 7 («Ban Thanh tra»)",)


NOT_ADDED: dict[str, Change] = {
    "nothing": list,
    "moved": lambda rows: rows[6].addnext(rows[2]),
    "taken out": lambda rows: drop(rows[3]),
    "another name": lambda rows: write(rows[4], 1, "Đơn vị mang tên khác hẳn"),
    "an empty row": lambda rows: rows[4].addnext(emptied(rows[4])),
    "a line across the table": lambda rows: rows[4].addnext(emptied(rows[4], "Các đơn vị sự nghiệp")),
}


def emptied(row: etree._Element, first: str = "") -> etree._Element:
    new = copy.deepcopy(row)
    for cell in range(1, len(new.findall(f"{W}tc")) + 1):
        write(new, cell, first if cell == 1 else "")
    return new


@pytest.mark.parametrize("change", NOT_ADDED)
def test_what_is_no_added_row(change: str) -> None:
    assert told(UNITS, NOT_ADDED[change]).added == ()


def test_rows_that_changed_places_are_compared_where_they_are() -> None:
    assert none(told(UNITS, lambda rows: rows[6].addnext(rows[2])))
    found = told(UNITS, lambda rows: write(rows[2], 2, "99"), lambda rows: rows[6].addnext(rows[2]))
    assert [place for _, place, _ in named(found)] == ["bảng 2, dòng 7, ô 2, cột «Tổng số»"]


def test_a_row_in_place_of_another_is_not_comparable() -> None:
    def other(rows: list[etree._Element]) -> None:
        write(rows[3], 1, "Ban Thanh tra nhân dân")
        for cell in range(2, 11):
            write(rows[3], cell, "5")

    found = told(UNITS, other)
    assert not found.edited
    assert [(breach.where.part, breach.where.place, breach.found, counted(breach)) for breach in found.unclear] == [
        ("Dòng viết lại", "bảng 2, dòng 4", "không so được", "9 số")
    ]
    assert found.unclear[0].where.text.startswith("Ban Thanh tra nhân dân\t5")
    assert found.seen == found.total - 9


def test_the_number_of_a_row_that_is_gone_is_missed_by_nobody() -> None:
    def other(rows: list[etree._Element]) -> None:
        for cell, text in enumerate(("2", "Một chỉ tiêu khác hẳn", "", "50%", "7", "9", "77,8%"), start=1):
            write(rows[2], cell, text)

    report = edits.report(SO, "nam")
    docx = changed(automatic_report(SO, "nam"), GOALS, other)
    found = report.told(edits.held(docx, report.baseline).document)
    assert [(breach.where.place, breach.found, counted(breach)) for breach in found.unclear] == [
        ("bảng 3, dòng 3", "không so được", "8 số")
    ]
    assert "Số thứ tự" not in found.unclear[0].required
    assert not found.edited


def test_a_row_under_another_name_is_the_same_row_while_its_figures_are() -> None:
    assert none(told(UNITS, lambda rows: write(rows[2], 1, "VP Sở")))
    found = told(UNITS, lambda rows: write(rows[2], 1, "VP Sở"), lambda rows: write(rows[2], 2, "99"))
    assert [place for _, place, _ in named(found)] == ["bảng 2, dòng 3, ô 2, cột «Tổng số»"]


def column_out(at: int) -> Change:
    return lambda rows: drop(*(row.findall(f"{W}tc")[at - 1] for row in rows))


def test_a_column_taken_out_is_no_disagreement() -> None:
    found = told(GOALS, column_out(4))
    assert none(found)
    assert any("Tổng tử số" in label for label in found.gone)
    found = told(GOALS, column_out(4), lambda rows: write(rows[1], 4, "9.999"))
    assert named(found) == [("Tổng mẫu số (CT1)", "bảng 4, dòng 2, ô 4, cột «Tổng số»", "bản thảo ghi 9.999")]


def test_columns_of_one_name_that_nobody_can_tell_apart_are_not_comparable() -> None:
    def same(rows: list[etree._Element]) -> None:
        write(rows[0], 6, "Tổng số")

    found = told(GOALS, same, column_out(4))
    assert not found.edited
    assert found.unclear
    assert {breach.where.place for breach in found.unclear} >= {"bảng 4, dòng 2", "bảng 4, dòng 3"}


def test_nothing_in_a_cell_means_zero_and_no_other_number() -> None:
    for nothing in ("", "-", "–"):
        assert none(told(UNITS, lambda rows, nothing=nothing: write(rows[8], 4, nothing)))  # type: ignore[misc]
    found = told(UNITS, lambda rows: write(rows[8], 2, ""), lambda rows: write(rows[8], 5, "–"))
    assert [shown for *_, shown in named(found)] == ["bản thảo ghi trống", "bản thảo ghi –"]


def test_a_number_beside_another_or_in_words_is_told() -> None:
    assert [shown for *_, shown in named(told(UNITS, lambda rows: write(rows[8], 2, "26 27")))] == [
        "bản thảo ghi 26 27"
    ]
    found = told(UNITS, lambda rows: write(rows[8], 2, "hai mươi bảy"))
    assert [(breach.where.place, breach.found) for breach in found.unclear] == [
        ("bảng 2, dòng 9, ô 2, cột «Tổng số»", "không so được; bản thảo ghi «hai mươi bảy»")
    ]


def test_a_number_that_the_data_has_not_got_is_told() -> None:
    found = told(GOALS, lambda rows: write(rows[8], 8, "95,0%"))
    place = "bảng 4, dòng 9, ô 8, cột «Ước đến hết 6 tháng đầu năm 2026»"
    assert named(found) == [("Ước đến hết 6 tháng đầu năm 2026", place, "bản thảo ghi 95,0%")]
    assert found.edited[0].required == "số liệu: không có số này"
    assert none(told(GOALS, lambda rows: write(rows[8], 9, "Số của quý II: 95,0%")))  # a note is no figure


def test_a_table_taken_out_is_no_disagreement() -> None:
    found = told(UNITS, lambda rows: drop(rows[0].getparent()))  # type: ignore[arg-type]
    assert none(found)
    assert found.left_out == 63


def numbered_anew(rows: list[etree._Element], out: int) -> None:
    """Take a row out and let those below count on."""
    drop(rows[out])
    for row in rows[out + 1 :]:
        number = letters(row.findall(f"{W}tc")[0], f"{W}t")
        if not number.isdigit():
            break
        write(row, 1, str(int(number) - 1))


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        (0, lambda rows: numbered_anew(rows, 2), []),  # targets are counted
        (-1, lambda rows: drop(rows[6]), []),
        (-1, lambda rows: write(rows[8], 1, "9"), ["bản thảo ghi 9"]),  # tasks have the plan's numbers
        (-1, lambda rows: numbered_anew(rows, 6), [f"bản thảo ghi {number}" for number in range(2, 12)]),
    ],
)
def test_numbers_of_rows_are_held_as_what_they_are(table: int, change: Change, told: list[str]) -> None:
    report = edits.report(SO, PERIOD)
    docx = changed(automatic_report(SO, PERIOD), GOALS, change, which=table)
    found = report.told(edits.held(docx, report.baseline).document)
    assert [shown for _, _, shown in named(found)] == told
