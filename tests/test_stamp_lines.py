"""Number and date in lines that have no controls: blanks of every kind, appendices, text boxes."""

from __future__ import annotations

import re

import pytest

from tests.docx_text import members
from tests.paper_docx import build
from tests.papers import paper
from tests.stamping import (
    DATED,
    MAIN,
    WORDS,
    attached,
    boxed,
    changed,
    done,
    head,
    line,
    refused,
    report,
    run,
    texts,
    torn_apart,
)

# ---- lines without controls ----


@pytest.mark.parametrize(
    "runs",
    [
        ("Số:       /BC-SNV",),
        ("Số:/BC-SNV",),
        ("Số: /BC-SNV",),
        ("Số:\u00a0\u00a0\u2003/BC-SNV",),
        ("Số: ……/BC-SNV",),
        ("Số: ...../BC-SNV",),
        ("Số:_____/BC-SNV",),
        ("Số:\t/BC-SNV",),
        ("Số", ":", " ", "\t", "  ", "/", "BC", "-SNV"),
        ("S", "ố:  ..", "..", ".", "/BC-SNV"),
        ("Số:", "/BC-SNV"),
        ("So\u0302\u0301:     /BC-SNV",),
        ("Số: 05/BC-SNV",),
        ("Số: 0", "5", "/BC-SNV"),
    ],
)
def test_blanks_of_every_kind_take_the_number(runs: tuple[str, ...]) -> None:
    after = texts(done(report(runs)))
    assert any(re.fullmatch("S(ố|o\u0302\u0301): 05/BC-SNV", text) for text in after)


@pytest.mark.parametrize(
    "runs",
    [
        ("Bắc Ninh, ngày      tháng 5 năm 2026",),
        ("Bắc Ninh, ngày tháng năm",),
        ("Bắc Ninh, ngày   tháng   năm 20…",),
        ("Bắc Ninh, ngày … tháng … năm ….",),
        ("Bắc Ninh, ngày ___ tháng ___ năm 202_",),
        ("Bắc Ninh, ngày\ttháng\tnăm 2026",),
        ("Bắc Ninh, ngày 05 tháng   năm 2026",),
        ("Bắc Ninh, ngày 05 tháng 6 năm      ",),
        ("Bắc Ninh, ", "ng", "ày ", "  ", "tháng 5", " năm ", "202", "6"),
        ("Bắc Ninh, nga\u0300y    tháng 5 năm 2027",),
    ],
)
def test_blanks_of_every_kind_take_the_date(runs: tuple[str, ...]) -> None:
    before = report("Số:     /BC-SNV", runs)
    _, date = head(after := done(before))
    assert torn_apart(before, after) == 4
    assert " ".join(date.split()) == f"Bắc Ninh, {WORDS}"


@pytest.mark.parametrize("date", [WORDS, "ngày\u00a005\u00a0tháng 6 năm\u00a02026", "ngày 5 tháng 06 năm 2026"])
def test_what_is_there_already_is_left_alone(date: str) -> None:
    before = report("Số: 5/BC-SNV", f"Bắc Ninh, {date}")
    assert [old for old, _ in changed(before, done(before))] == [text for text in texts(before) if "Kèm theo" in text]


def test_number_and_date_of_one_paragraph_are_both_filled() -> None:
    for between in ("\t", "          "):
        text = f"Số:       /BC-SNV{between}Bắc Ninh, ngày    tháng 5 năm 2026"
        docx = build(paper("bao-cao", {"so": line(text)}, drop=("dia_danh", "kem_theo1", "kem_theo2")))
        assert f"Số: 05/BC-SNV{between}Bắc Ninh, {WORDS}" in texts(done(docx))


def test_a_letter_is_filled() -> None:
    docx = build(
        paper("cong-van", {"so.text": "Số:      /SNV-VP", "dia_danh.text": "Bắc Ninh, ngày   tháng 6 năm 2026"})
    )
    assert head(done(docx)) == ("Số: 05/SNV-VP", f"Bắc Ninh, {WORDS}")


def test_new_text_stands_in_the_first_run_and_keeps_its_spaces() -> None:
    docx = report((run("Số:", preserve=False), run("   ", "<w:rPr><w:b/></w:rPr>", preserve=False), run("../BC-SNV")))
    xml = members(done(docx))[MAIN].decode()
    assert (
        '<w:t>Số:</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> 05</w:t></w:r>'
        '<w:r><w:t xml:space="preserve">/BC-SNV</w:t></w:r>'
    ) in xml


def test_entities_in_a_line_are_kept_as_typed() -> None:
    runs = ("<w:r><w:t>Số:&#160; /K&amp;H&#x2D;SNV</w:t></w:r>",)
    assert "<w:t>Số: 05/K&amp;H&#x2D;SNV</w:t>" in members(done(report(runs)))[MAIN].decode()


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("(Kèm theo Báo cáo số      /BC-SNV ngày    tháng    năm 2026 của Sở Nội vụ)", f"số 05/BC-SNV {WORDS} của"),
        ("(Kèm theo Báo cáo số: …/BC-SNV ngày …/…/2026 của Sở Nội vụ)", f"số: 05/BC-SNV {WORDS} của"),
        ("(Kèm theo Báo cáo số 05/BC-SNV ngày   tháng   năm      của Sở Nội vụ)", f"số 05/BC-SNV {WORDS} của"),
        ("(Kèm theo Báo cáo số    /BC-SNV ngày 05/6/2026 của Sở Nội vụ)", "số 05/BC-SNV ngày 05/6/2026 của"),
        ("(Kèm theo Báo cáo số  /BC-SNV\nngày   tháng 5\nnăm 2026 của Sở Nội vụ)", f"số 05/BC-SNV\n{WORDS}\n của"),
        ("(Kèm theo Báo cáo của Sở Nội vụ)", "(Kèm theo Báo cáo của"),
        ("(Kèm theo Báo cáo số của Sở Nội vụ)", "(Kèm theo Báo cáo số của"),
    ],
)
def test_an_appendix_line_is_filled_where_it_has_places(text: str, filled: str) -> None:
    found = next(item for item in texts(done(attached(text))) if item.startswith("(Kèm theo"))
    assert filled in found
    assert found.endswith("của Sở Nội vụ)")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(Kèm theo Báo cáo số 06/BC-SNV ngày 05 tháng 6 năm 2026 của Sở)", "đã ghi số 06"),
        ("(Kèm theo Báo cáo số 05a/BC-SNV ngày 05 tháng 6 năm 2026 của Sở)", "đã ghi số 05A"),
        ("(Kèm theo Báo cáo số    /BC-SNV ngày 06 tháng 6 năm 2026 của Sở)", "đã ghi ngày 06 tháng 6 năm 2026"),
        ("(Kèm theo Báo cáo số    /BC-SNV ngày 05/7/2026 của Sở)", "đã ghi ngày 05/7/2026"),
    ],
)
def test_an_appendix_line_that_says_otherwise_is_refused(text: str, message: str) -> None:
    assert message in refused(attached(text))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("(Kèm theo Báo cáo số    /BC-SNV ngày    tháng 6 năm 2026)", f"(Kèm theo Báo cáo số 05/BC-SNV {WORDS})"),
        ("(Kèm theo Báo cáo số    /BC-SNV)", "(Kèm theo Báo cáo số 05/BC-SNV)"),
        ("(Kèm theo Kế hoạch số    /KH-SNV ngày    tháng 6 năm 2026)", None),
        ("(Kèm theo Báo cáo số 12/BC-SNV ngày 06 tháng 3 năm 2026)", None),
    ],
)
def test_an_attached_line_below_no_appendix_heading_is_filled_when_its_symbol_is_ours(
    text: str, filled: str | None
) -> None:
    change = {"so.text": "Số:   /BC-SNV", "dia_danh.text": DATED, "doan3.text": text}
    docx = build(paper("bao-cao", change, drop=("kem_theo1", "kem_theo2")))
    assert (filled or text) in texts(done(docx))


@pytest.mark.parametrize("before", ["", "SỞ NỘI VỤ\n"])
def test_text_boxes_are_filled_in_both_forms(before: str) -> None:
    first = run(before[:-1]) + "<w:r><w:br/></w:r>" if before else ""
    number = f"<w:p>{first}{run('Số:   /BC-SNV')}</w:p>"
    apart = f"<w:p>{first}{run('Số:')}{run('  /BC-SNV')}</w:p>"
    change = {"so": {"xml": boxed(number, apart)}, "dia_danh.text": DATED}
    docx = build(paper("bao-cao", change, drop=("kem_theo1", "kem_theo2")))
    assert texts(done(docx)).count(f"{before}Số: 05/BC-SNV") == 2
