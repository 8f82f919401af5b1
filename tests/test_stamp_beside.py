"""``stamp`` where a number or date was typed beside its control: the whole printed line is what counts."""

from __future__ import annotations

import pytest

from reportgen.errors import Refused
from reportgen.stamp import stamp
from tests.docx_text import edited, members
from tests.stamping import DATE, NUMBER, WORDS, attached, report, run, sdt, texts

UNDECIDED = "ngày      tháng 6 năm 2026"
NUMBERS = {
    "a blank line typed before it": ("Số:      /BC-SNV", sdt(run("      "))),
    "the number typed before it": ("Số: 05/BC-SNV", sdt(run("      "))),
    "the number typed before it, nothing in it": ("Số: 5/BC-SNV", sdt(run(""))),
    "dots in it": ("Số: 05/BC-SNV", sdt(run("……"))),
    "its placeholder in it": ("Số: 05/BC-SNV", sdt(run("Bấm để nhập số"), properties="<w:showingPlcHdr/>")),
    "a space before it": ("Số: 05/BC-SNV ", sdt(run("      "))),
    "the digits typed before it": ("Số: 05", sdt(run("      ")), "/BC-SNV"),
    "the digits typed after it": ("Số: ", sdt(run("      ")), "05/BC-SNV"),
    "within the symbol": ("Số: 05/BC-", sdt(run("      ")), "SNV"),
    "in its place": ("Số: ", sdt(run("      ")), "/BC-SNV"),
}


def lines(docx: bytes, beginning: str) -> list[str]:
    return [text.strip() for text in texts(docx) if text.startswith(beginning)]


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_is_printed_once_wherever_its_control_stands(case: str) -> None:
    done = stamp(report(NUMBERS[case]), NUMBER, DATE)
    assert [line.replace("Số:05", "Số: 05").replace("Số: 5/", "Số: 05/") for line in lines(done, "Số:")] == [
        "Số: 05/BC-SNV"
    ]
    assert stamp(done, NUMBER, DATE) == done


DATES = {
    "typed before it": (f"Bắc Ninh, {WORDS}", sdt(run("      "), "ngay")),
    "typed before it, the template's words in it": (f"Bắc Ninh, {WORDS}", sdt(run(UNDECIDED), "ngay")),
    "typed after it": ("Bắc Ninh, ", sdt(run(UNDECIDED), "ngay"), f" {WORDS}"),
    "a blank line typed before it": ("Bắc Ninh, ngày … tháng 6 năm 2026", sdt(run("      "), "ngay")),
    "in its place": ("Bắc Ninh, ", sdt(run(UNDECIDED), "ngay")),
}


@pytest.mark.parametrize("case", DATES)
def test_a_date_is_printed_once_wherever_its_control_stands(case: str) -> None:
    done = stamp(report("Số:     /BC-SNV", DATES[case]), NUMBER, DATE)
    assert [" ".join(line.split()) for line in lines(done, "Bắc Ninh")] == [f"Bắc Ninh, {WORDS}"]


TWICE = {
    "the old line's end is left": ("Số: 05/BC-SNV", sdt(run("      ")), "/BC-SNV"),
    "two symbols": ("Số: 05/BC-SNV      BC-SNV",),
    "dots behind the symbol": ("Số:     /BC-SNV …… ",),
}


@pytest.mark.parametrize("case", TWICE)
def test_a_line_that_says_more_than_its_number_is_refused(case: str) -> None:
    with pytest.raises(Refused, match="không ra số 05 rồi đến ký hiệu"):
        stamp(report(TWICE[case]), NUMBER, DATE)


def test_a_date_typed_twice_is_refused() -> None:
    with pytest.raises(Refused, match="chưa đúng dạng"):
        stamp(report("Số:     /BC-SNV", f"Bắc Ninh, {WORDS}, {WORDS}"), NUMBER, DATE)


def test_another_documents_number_in_the_line_is_none_typed_beside_the_control() -> None:
    before, after = "(Kèm theo Báo cáo số ", "/BC-SNV ngày     tháng 6 năm 2026 về Kế hoạch số 45/KH-SNV)"
    whole, control = run(before + after), sdt(run("     "))
    docx = edited(
        attached(before + after), lambda xml: xml.replace(_inner(whole), _inner(run(before) + control + run(after)))
    )
    assert control in members(docx)["word/document.xml"].decode()
    assert lines(stamp(docx, NUMBER, DATE), "(Kèm") == [f"{before}05/BC-SNV {WORDS} về Kế hoạch số 45/KH-SNV)"]


def _inner(runs: str) -> str:
    """Runs from the first one's text to the last one's end: the first one's format is the paper's."""
    return runs[len("<w:r>") :]
