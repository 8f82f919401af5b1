"""``lint --against`` in sentences that a person rewrote: what is still held, what was taken out, what nobody can tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.nd30.base import Breach, Disagreements
from tests import figure_edits as edits
from tests.docx_text import automatic_report, edited, first_report
from tests.test_lint_against import swap

SO, PERIOD = "so-khcn-hai-phong", "nam"
OVERALL = "Đến ngày 31/10/2026, Sở đã triển khai toàn bộ 26 nhiệm vụ, trong đó hoàn thành 03 nhiệm vụ, "


def told(*changes: Callable[[str], str]) -> Disagreements:
    docx = automatic_report(SO, PERIOD)
    for change in changes:
        docx = edited(docx, change)
    report = edits.report(SO, PERIOD)
    return report.told(edits.held(docx, report.baseline).document)


def named(found: Disagreements) -> list[tuple[str, str]]:
    return [(breach.found, breach.required) for breach in found.edited]


def counted(breach: Breach) -> str:
    """Return how many figures a finding is of."""
    return breach.required.partition(":")[0]


def none(found: Disagreements) -> bool:
    return not (found.edited or found.stale or found.unclear)


HARMLESS = {
    "the words around": swap("Trong 26 nhiệm vụ của Kế hoạch, có 21", "Kế hoạch giao 26 nhiệm vụ, gồm 21"),
    "a figure more": swap("có 21 nhiệm vụ thực hiện", "có 21 (tăng 5 so với đầu năm) nhiệm vụ thực hiện"),
    "a clause moved": swap(
        "có 21 nhiệm vụ thực hiện thường xuyên, 01 nhiệm vụ không ghi thời hạn đang thực hiện",
        "có 01 nhiệm vụ không ghi thời hạn đang thực hiện, 21 nhiệm vụ thực hiện thường xuyên",
    ),
    "written another way": swap("Trong 26 nhiệm vụ của", "Trong 026 nhiệm vụ của"),
    "a sentence of the office's own": swap(
        "Trong 26 nhiệm vụ của", "Năm 2026 có 12 đợt kiểm tra. Trong 26 nhiệm vụ của"
    ),
}


@pytest.mark.parametrize("edit", HARMLESS)
def test_words_may_be_rewritten_while_the_figures_stay(edit: str) -> None:
    found = told(HARMLESS[edit])
    assert none(found), (found.edited, found.unclear)
    assert found.seen == found.total


def test_a_figure_taken_out_is_named_in_the_note_and_no_disagreement() -> None:
    found = told(swap(", 01 nhiệm vụ không ghi thời hạn đang thực hiện", ""))
    assert none(found)
    assert found.gone == ("Nhiệm vụ không ghi thời hạn đang thực hiện (Công tác chỉ đạo, điều hành) 01",)
    assert (found.left_out, found.seen) == (1, found.total - 1)
    assert none(told(swap("Trong 26 nhiệm vụ của Kế hoạch", "Trong các nhiệm vụ của Kế hoạch")))


def test_a_figure_that_was_moved_and_changed_is_not_passed_over() -> None:
    found = told(
        swap(
            "có 21 nhiệm vụ thực hiện thường xuyên, 01 nhiệm vụ không ghi thời hạn đang thực hiện",
            "có 01 nhiệm vụ không ghi thời hạn đang thực hiện, 22 nhiệm vụ thực hiện thường xuyên",
        )
    )
    assert len(found.edited) + len(found.unclear) == 1


def test_the_same_number_elsewhere_is_not_the_figure() -> None:
    found = told(
        swap("có 21 nhiệm vụ thực hiện", "có các nhiệm vụ thực hiện"),
        swap("01 nhiệm vụ không ghi thời hạn", "01 nhiệm vụ (điểm 21) không ghi thời hạn"),
    )
    assert [breach.required for breach in found.unclear] == ["số liệu: 21"]


def test_a_figure_in_words_is_not_comparable() -> None:
    found = told(swap("có 21 nhiệm vụ thực hiện", "có hai mươi hai nhiệm vụ thực hiện"))
    assert [(breach.where.part, breach.found, breach.required) for breach in found.unclear] == [
        (
            "Nhiệm vụ thực hiện thường xuyên (Công tác chỉ đạo, điều hành)",
            "không so được; bản thảo ghi «hai mươi hai»",
            "số liệu: 21",
        )
    ]
    assert not found.edited


def test_a_part_of_a_figure_is_not_comparable() -> None:
    found = told(swap("Đến ngày 31/10/2026, Sở đã", "Đến hết tháng 10, Sở đã"))
    assert [(breach.found, breach.required) for breach in found.unclear] == [
        ("không so được; bản thảo ghi «10»", "số liệu: 31/10/2026")
    ]


def test_one_figure_for_two_is_told() -> None:
    found = told(swap("có 21 nhiệm vụ thực hiện thường xuyên, 01 nhiệm vụ không ghi thời hạn", "có 23 nhiệm vụ khác"))
    assert named(found) == [("bản thảo ghi 23", "số liệu: 21")]


def test_which_way_a_figure_moved_belongs_to_it() -> None:
    report = edits.first(SO, PERIOD)
    docx = edited(first_report(SO, PERIOD), swap("(76,0%): tăng 8,0 điểm", "(76,0%): 8,0 điểm"))
    found = report.told(edits.held(docx, report.baseline).document)
    assert [(breach.found, breach.required) for breach in found.unclear] == [
        ("không so được; bản thảo ghi «8,0»", "số liệu: tăng 8,0 điểm phần trăm")
    ]


def paragraph(xml: str, words: str) -> str:
    """Return the paragraph of ``xml`` that begins with ``words``."""
    at = xml.index(words)
    return xml[xml.rindex("<w:p>", 0, at) : xml.index("</w:p>", at) + len("</w:p>")]


def test_a_sentence_taken_out_is_no_disagreement_and_one_rewritten_is_not_comparable() -> None:
    gone = told(lambda xml: xml.replace(paragraph(xml, OVERALL), ""))
    assert none(gone)
    assert gone.left_out == 7
    text = "Tính chung, Sở cơ bản hoàn thành Kế hoạch với 29 đầu việc."
    new = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    found = told(lambda xml: xml.replace(paragraph(xml, OVERALL), new))
    assert not found.edited
    assert [(breach.where.part, breach.where.text, breach.found, counted(breach)) for breach in found.unclear] == [
        ("Đoạn viết lại", text, "không so được", "7 số")
    ]
    assert found.unclear[0].required.startswith("7 số: Đến ngày (Đánh giá chung) 31/10/2026; ")


def test_a_sentence_rewritten_in_another_place_is_not_comparable() -> None:
    text = "Sở đã triển khai toàn bộ nhiệm vụ, trong đó hoàn thành 05 nhiệm vụ, không có nhiệm vụ quá hạn."
    new = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def move(xml: str) -> str:
        close = paragraph(xml, "Trên đây là báo cáo")
        return xml.replace(paragraph(xml, OVERALL), "").replace(close, new + close)

    found = told(move)
    assert [(breach.where.text, breach.found, counted(breach)) for breach in found.unclear] == [
        (text, "không so được", "7 số")
    ]


def test_words_without_a_number_in_place_of_a_sentence_are_no_disagreement() -> None:
    new = "<w:p><w:r><w:t>Sở cơ bản hoàn thành Kế hoạch.</w:t></w:r></w:p>"
    assert none(told(lambda xml: xml.replace(paragraph(xml, OVERALL), new)))


def test_a_sentence_taken_out_is_not_looked_for_in_what_a_unit_wrote() -> None:
    rewritten = swap("tổng hợp 27 vướng mắc, đã xử lý", "nêu 30 vướng mắc, đã xử lý")
    assert none(told(lambda xml: xml.replace(paragraph(xml, OVERALL), ""), rewritten))


def test_headings_count_on_when_one_was_taken_out() -> None:
    out = lambda xml: xml.replace(paragraph(xml, "2. Nhiệm vụ triển khai tại Sở"), "")  # noqa: E731
    assert none(told(out, swap("3. Nhiệm vụ triển khai", "2. Nhiệm vụ triển khai")))
    found = told(swap("3. Nhiệm vụ triển khai", "5. Nhiệm vụ triển khai"))
    assert named(found) == [("bản thảo ghi 5", "số liệu: 3")]
    found = told(swap("1. Tồn tại, hạn chế", "4. Tồn tại, hạn chế"))  # would count on from the part before
    assert named(found) == [("bản thảo ghi 4", "số liệu: 1")]


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("có 21 nhiệm vụ thực hiện", "có 21 nhiệm vụ chưa thực hiện", "có 21 nhiệm vụ chưa thực hiện"),
        ("hoàn thành 03 nhiệm vụ", "chưa hoàn thành 03 nhiệm vụ", "trong đó chưa hoàn thành 03 nhiệm vụ"),
    ],
)
def test_words_that_turn_a_figure_round_are_told(old: str, new: str, written: str) -> None:
    found = told(swap(old, new))
    assert [breach.found for breach in found.unclear] == [f"không so được; bản thảo ghi «{written}»"]
    assert not found.edited


def test_a_number_in_one_word_is_read() -> None:
    assert none(told(swap("hoàn thành 03 nhiệm vụ", "hoàn thành ba nhiệm vụ")))
    found = told(swap("hoàn thành 03 nhiệm vụ", "hoàn thành bốn nhiệm vụ"))
    assert named(found) == [("bản thảo ghi bốn", "số liệu: 03")]
    assert len(told(swap("hoàn thành 03 nhiệm vụ", "hoàn thành một số nhiệm vụ")).unclear) == 1
