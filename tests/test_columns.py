"""Tables whose columns follow their contents: what vanishes, what is shared, which rows may break."""

from __future__ import annotations

import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.columns import MARK, ColumnFitter, Frame

FRAME = Frame(480.0, (("Chu", (11.0, False)), ("Dau", (11.0, True))))
TOTAL = 12000


def cell(text: str, width: int, span: int = 1, style: str = "Chu") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{paragraphs}</w:tc>'


def table(*rows: list[str], headings: int = 1) -> str:
    count = len(rows[0])
    width = TOTAL // count
    grid = f'<w:gridCol w:w="{width}"/>' * count
    made = []
    for at, texts in enumerate(rows):
        header = "<w:tblHeader/>" if at < headings else ""
        if len(texts) == 1 and count > 1:
            cells = cell(texts[0], width * count, span=count)
        else:
            cells = "".join(cell(text, width, style="Dau" if at < headings else "Chu") for text in texts)
        made.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
    return f'<w:tbl><w:tblPr><w:tblW w:w="{TOTAL}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'


def fitted(xml: str) -> str:
    text, rest = ColumnFitter([FRAME]).feed(MARK.format(0) + xml, last=True)
    assert rest == ""
    return text


def widths(xml: str) -> list[int]:
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)]


def rows_of(xml: str) -> list[list[tuple[int, int, str]]]:
    """Return (width, span, text) of each cell of each row."""
    found = []
    for row in re.findall(r"<w:tr>.*?</w:tr>", xml):
        cells = []
        for one in re.findall(r"<w:tc>.*?</w:tc>", row):
            span = re.search(r'gridSpan w:val="(\d+)"', one)
            width = re.search(r'tcW w:w="(\d+)"', one)
            assert width
            cells.append(
                (int(width[1]), int(span[1]) if span else 1, "|".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", one)))
            )
        found.append(cells)
    return found


def test_a_column_with_nothing_below_its_heading_vanishes() -> None:
    made = fitted(table(["STT", "Việc", "Ghi chú"], ["1", "Rà soát", ""], ["2", "Ban hành", " "]))
    assert [[text for _, _, text in row] for row in rows_of(made)] == [
        ["STT", "Việc"],
        ["1", "Rà soát"],
        ["2", "Ban hành"],
    ]
    assert sum(widths(made)) == TOTAL


def test_one_filled_cell_keeps_its_column() -> None:
    made = fitted(table(["STT", "Việc", "Ghi chú"], ["1", "Rà soát", ""], ["2", "Ban hành", "x"]))
    assert len(widths(made)) == 3


def test_a_row_across_all_columns_stays_as_wide_as_the_table() -> None:
    made = fitted(table(["STT", "Việc", "Ghi chú"], ["I. Nhóm"], ["1", "Rà soát", ""]))
    assert rows_of(made)[1] == [(TOTAL, 2, "I. Nhóm")]


def test_an_empty_table_keeps_all_its_columns() -> None:
    assert len(widths(fitted(table(["STT", "Việc", "Ghi chú"])))) == 3


def test_the_longer_text_gets_the_wider_column() -> None:
    made = fitted(table(["A", "B"], ["ngắn", "một đoạn dài hơn nhiều " * 20]))
    narrow, wide = widths(made)
    assert wide > 3 * narrow
    assert narrow >= 400  # its longest word is not broken


def test_a_row_taller_than_a_quarter_of_a_page_may_break() -> None:
    made = fitted(table(["A", "B"], ["ngắn", "một đoạn dài hơn nhiều " * 20], ["x", "một đoạn rất dài " * 400]))
    kept = ["<w:cantSplit/>" in row for row in re.findall(r"<w:tr>.*?</w:tr>", made)]
    assert kept == [True, True, False]


def test_the_row_right_below_a_group_s_heading_may_break() -> None:
    made = fitted(table(["A", "B"], ["I. Nhóm"], ["1", "x"], ["2", "y"]))
    kept = ["<w:cantSplit/>" in row for row in re.findall(r"<w:tr>.*?</w:tr>", made)]
    assert kept == [True, True, False, True]


def test_a_table_within_a_table_stays_as_it_is() -> None:
    inner = table(["A", "B"], ["1", ""])
    outer = f'<w:tbl><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc>{inner}<w:p></w:p></w:tc></w:tr></w:tbl>'
    text, rest = ColumnFitter([FRAME]).feed(MARK.format(0) + outer, last=True)
    assert text + rest == outer


def test_a_mark_inside_a_marked_table_marks_nothing() -> None:
    inner, plain = table(["A", "B"], ["1", ""]), table(["A", "B"], ["1", ""])
    outer = f"<w:tbl><w:tr><w:tc>{MARK.format(0)}{inner}</w:tc></w:tr></w:tbl>"
    text, rest = ColumnFitter([FRAME]).feed(
        f"{MARK.format(0)}{outer}{MARK.format(0)}{plain}{MARK.format(0)}", last=True
    )
    assert text + rest == outer + fitted(plain)


@given(
    st.lists(st.lists(st.sampled_from(["", "a", "bc " * 30, "Kế hoạch số 12"]), min_size=4, max_size=4), max_size=8),
    st.integers(1, 60),
)
def test_pieces_give_what_the_whole_gives(rows: list[list[str]], size: int) -> None:
    before, after = "<w:p><w:r><w:t>trước</w:t></w:r></w:p>", "<w:p/>"
    text = before + MARK.format(0) + table(["A", "B", "C", "D"], *rows) + after
    whole, rest = ColumnFitter([FRAME]).feed(text, last=True)
    assert rest == ""
    fitter, done, waiting = ColumnFitter([FRAME]), "", ""
    tags = re.findall(r"<[^>]*>|[^<]+", text)  # a template's own text is never cut within a tag
    for at in range(0, len(tags), size):
        piece, waiting = fitter.feed(waiting + "".join(tags[at : at + size]), last=at + size >= len(tags))
        done += piece
    assert done + waiting == whole
    grid = widths(whole)
    assert sum(grid) == TOTAL
    for row in rows_of(whole):
        assert sum(width for width, _, _ in row) == TOTAL
        assert sum(span for _, span, _ in row) == len(grid)
    texts = [[text for text in row if text.strip()] for row in rows]
    assert [[text for _, _, text in row if text.strip()] for row in rows_of(whole)[1:]] == texts


@pytest.mark.parametrize("broken", ["<w:tbl><w:tr></w:tr></w:tbl>", "<w:tbl></w:tbl>"])
def test_a_table_without_a_grid_stays_as_it_is(broken: str) -> None:
    assert fitted(broken) == broken


def test_a_long_table_is_not_copied_over_and_over() -> None:
    xml = MARK.format(0) + table(["STT", "Việc"], *([f"{at}", f"Việc thứ {at} " * 20] for at in range(500)))
    tracemalloc.start()
    try:
        text, _ = ColumnFitter([FRAME]).feed(xml, last=True)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert text.count("<w:tr>") == 501
    assert peak < 4 * xml.__sizeof__()
