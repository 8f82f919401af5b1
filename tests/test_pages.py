"""The four reports as pages: converted with LibreOffice, read back with the place of every line."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.docx_text import W, example_report, letters, part, texts, there, value
from tests.pages import TOP_MARGIN, Page, Reports, example_pages, folded, joined, last_rows, rows_of, starts
from tests.places import PERIODS, WORKSPACES

pytestmark = pytest.mark.pages
each_report = pytest.mark.parametrize(("workspace", "period"), [(w, p) for w in WORKSPACES for p in PERIODS])
LEFT_MARGIN = 85.05  # 30 mm
RIGHT_MARGIN = 42.55  # 15 mm


@pytest.fixture(scope="session")
def reports(pages_required: None) -> Reports:
    """Return the pages of the four reports."""
    return example_pages()


def test_pages_are_looked_at_in_one_process(request: pytest.FixtureRequest) -> None:
    """Else each process would convert every report for itself."""
    if request.config.option.__dict__.get("loadgroup"):
        assert request.node.nodeid.endswith("@pages")


def headings_of(workspace: str, period: str) -> list[str]:
    docx = example_report(workspace, period)
    styles = ("heading 1", "heading 2", "heading 3", "ND30 Phụ lục", "ND30 Tên phụ lục", "ND30 Tên bảng")
    return [folded(text) for style in styles for text in texts(docx, style)]


@each_report
def test_a_report_has_a_body_and_two_appendices(workspace: str, period: str, reports: Reports) -> None:
    parts = starts(reports[workspace, period])
    assert list(parts) == ["body", "Phụ lục I", "Phụ lục II"]
    for name, pages in parts.items():
        assert all(page.landscape == (name != "body") for page in pages)


@each_report
def test_no_page_is_empty_or_holds_only_headings(workspace: str, period: str, reports: Reports) -> None:
    headings = headings_of(workspace, period)
    for page in reports[workspace, period]:
        rest = folded(page.text)
        assert rest, f"page {page.number} is empty"
        for heading in sorted(headings, key=len, reverse=True):
            rest = rest.replace(heading, "")
        rest = re.sub(r"\(Kèm theo Báo cáo số.*?\)", "", rest).strip()
        assert len(rest) > 40, f"page {page.number} holds only {page.text!r}"


@each_report
def test_no_heading_ends_a_page(workspace: str, period: str, reports: Reports) -> None:
    headings = headings_of(workspace, period)
    for page in reports[workspace, period]:
        for count in range(1, 8):  # a heading takes up to seven lines
            end = last_rows(page, count)
            assert end not in headings, f"page {page.number} ends with {end!r}"


@each_report
def test_no_heading_or_group_row_of_a_table_ends_a_page(workspace: str, period: str, reports: Reports) -> None:
    docx = example_report(workspace, period)
    headings = {folded(text) for text in texts(docx, "ND30 Bảng nhóm") if text}
    parts = starts(reports[workspace, period])
    closing = {page.number for pages in parts.values() for page in pages[-1:]}
    for page in (page for name in ("Phụ lục I", "Phụ lục II") for page in parts[name]):
        for count in range(1, 4):
            end = last_rows(page, count)
            if page.number not in closing and not end.startswith(("Toàn kế hoạch", "Tổng số")):
                assert end not in headings, f"page {page.number} ends with {end!r}"


@each_report
def test_page_numbers_hide_on_first_pages_and_start_anew(workspace: str, period: str, reports: Reports) -> None:
    for name, pages in starts(reports[workspace, period]).items():
        shown = [[line.text for line in page.header] for page in pages]
        assert shown == [[], *([str(number)] for number in range(2, len(pages) + 1))], name


@each_report
def test_text_keeps_within_the_margins_and_numbers_in_their_middle(
    workspace: str, period: str, reports: Reports
) -> None:
    for page in reports[workspace, period]:
        right = page.width - RIGHT_MARGIN
        for word in page.words:
            assert word.left > LEFT_MARGIN - 6, f"page {page.number}: {word.text}"
            assert word.right < right + 6, f"page {page.number}: {word.text}"
            assert word.bottom < page.height - TOP_MARGIN + 6, f"page {page.number}: {word.text}"
        for line in page.header:
            assert abs((line.left + line.right) / 2 - (LEFT_MARGIN + right) / 2) < 1.5


@each_report
def test_headings_of_tables_stand_on_every_page(workspace: str, period: str, reports: Reports) -> None:
    parts = starts(reports[workspace, period])
    for name in ("Phụ lục I", "Phụ lục II"):
        for page in parts[name][1:]:
            head = " ".join(line.text for line in page.lines if line.top < TOP_MARGIN + 75)
            wanted = "Chỉ tiêu" if name == "Phụ lục I" else "Nhiệm vụ Chủ trì"
            assert wanted in head, f"page {page.number} begins with {head!r}"


@each_report
def test_signature_and_recipients_stand_on_one_page(workspace: str, period: str, reports: Reports) -> None:
    docx = example_report(workspace, period)
    signer = texts(docx, "ND30 Họ tên người ký")[0]
    wanted = ["Nơi nhận:", "- Như trên;", texts(docx, "ND30 Nơi nhận")[-1], signer, "./."]
    wanted += texts(docx, "ND30 Quyền hạn chức vụ")
    pages = [page for page in starts(reports[workspace, period])["body"] if "Nơi nhận:" in page.text]
    assert len(pages) == 1
    assert [words for words in wanted if words not in pages[0].text] == []
    assert pages[0] is starts(reports[workspace, period])["body"][-1]


@each_report
def test_national_title_and_motto_take_one_line_each(workspace: str, period: str, reports: Reports) -> None:
    first = reports[workspace, period][0]
    title = [line for line in first.lines if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line.text]
    motto = [line for line in first.lines if "Độc lập - Tự do - Hạnh phúc" in line.text]
    assert len(title) == len(motto) == 1
    assert title[0].bottom < motto[0].top + 6
    middle = (title[0].left + title[0].right) / 2
    assert abs(middle - (motto[0].left + motto[0].right) / 2) < 1.5


def column_edges(docx: bytes, heading: str) -> list[float]:
    """The edges of the columns of the table that has ``heading`` in its first row, in points."""
    for table in part(docx).iter(f"{W}tbl"):
        first = there(table.find(f"{W}tr"))
        if heading in [folded(letters(cell)) for cell in first.iterfind(f"{W}tc")]:
            edges = [LEFT_MARGIN]
            for column in table.iterfind(f"{W}tblGrid/{W}gridCol"):
                edges.append(edges[-1] + int(value(column, "w")) / 20)
            return edges
    raise AssertionError(f"no table is headed {heading}")


TABLES = [("Chỉ tiêu", "Phụ lục I"), ("Nhiệm vụ", "Phụ lục II")]


def columns(docx: bytes, heading: str, pages: list[Page]) -> list[list[str]]:
    """The printed lines of each column of a table, rows that are one cell left out."""
    edges, merged = column_edges(docx, heading), [folded(text) for text in texts(docx, "ND30 Bảng nhóm")]
    found: list[list[str]] = [[] for _ in edges[1:]]
    for row in (row for page in pages for row in rows_of(page.words)):
        if any(joined(row) in text for text in merged):
            continue
        for index, (left, right) in enumerate(itertools.pairwise(edges)):
            if inside := [word for word in row if left <= (word.left + word.right) / 2 < right]:
                found[index].append(joined(inside))
    return found


@each_report
@pytest.mark.parametrize(("heading", "appendix"), TABLES)
def test_no_column_is_so_narrow_that_words_break(
    workspace: str, period: str, heading: str, appendix: str, reports: Reports
) -> None:
    docx = example_report(workspace, period)
    pages = [page for page in starts(reports[workspace, period])[appendix] if heading in page.text]
    assert pages
    for lines in columns(docx, heading, pages):
        worded = [line for line in lines if any(char.isalpha() for char in line)]
        short = [line for line in worded if len(line) <= 2]
        assert len(short) <= len(worded) / 2, short


@each_report
def test_no_word_of_a_table_runs_into_the_next_column(workspace: str, period: str, reports: Reports) -> None:
    docx = example_report(workspace, period)
    edges, merged = column_edges(docx, "Nhiệm vụ"), [folded(text) for text in texts(docx, "ND30 Bảng nhóm")]
    pages = starts(reports[workspace, period])["Phụ lục II"]
    assert len(pages) > 3
    for page in pages:
        first = next(word.top for word in page.words if word.text == "STT")
        for row in rows_of(word for word in page.words if word.top >= first):
            if not any(joined(row) in text for text in merged):
                for word in row:
                    crossed = [edge for edge in edges[1:-1] if word.left < edge - 1 and word.right > edge + 1]
                    assert not crossed, f"page {page.number}: {word.text} in {joined(row)!r}"
