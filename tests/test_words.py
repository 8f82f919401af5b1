"""The office's words as a record: paragraphs, and how the styles of YAML are read."""

from __future__ import annotations

import pytest

from reportgen.model.words import Words, paragraphs
from reportgen.yamlmap.bind import bind
from reportgen.yamlmap.source import Source

HEAD = "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  ton-tai:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một câu.", ("Một câu.",)),
        ("Một câu\ncòn dài.\n\nĐoạn hai.", ("Một câu còn dài.", "Đoạn hai.")),
        ("Gồm:\n- việc một;\n- việc hai,\n  còn nữa.", ("Gồm:", "- việc một;", "- việc hai, còn nữa.")),
        ("1. Đề nghị A.\n2. Đề nghị B.", ("1. Đề nghị A.", "2. Đề nghị B.")),
        ("a) Một;\nb) hai;\nđ) ba.", ("a) Một;", "b) hai;", "đ) ba.")),
        ("+ Một\n+ hai", ("+ Một", "+ hai")),
        ("Từ năm\n2026. Hai", ("Từ năm 2026. Hai",)),
        ("Một.\n\n   \n\n\nHai.", ("Một.", "Hai.")),
        ("", ()),
    ],
)
def test_a_blank_line_or_a_typed_list_sign_parts_paragraphs(text: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(text) == expected


LINES = ["Đoạn một", "còn dài.", "", "Đoạn hai."]


@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
def test_a_blank_line_parts_paragraphs_in_every_block(style: str) -> None:
    block = "\n".join(f"      {line}".rstrip() for line in LINES)
    words = bind(Words, Source("t.yaml", f"{HEAD}    noi_dung: {style}\n{block}\n")).value
    assert words is not None
    assert paragraphs(words.places["ton-tai"].text or "") == ("Đoạn một còn dài.", "Đoạn hai.")


def test_text_between_quotation_marks_and_without_any_is_read_alike() -> None:
    for typed in ('"Đoạn một\n      còn dài.\n\n      Đoạn hai."', "Đoạn một\n      còn dài.\n\n      Đoạn hai."):
        words = bind(Words, Source("t.yaml", f"{HEAD}    noi_dung: {typed}\n")).value
        assert words is not None
        assert paragraphs(words.places["ton-tai"].text or "") == ("Đoạn một còn dài.", "Đoạn hai.")


def test_a_sum_names_its_figure() -> None:
    words = bind(Words, Source("t.yaml", f'{HEAD}    phep_tinh: {{"3.924": "6.486 - 2.562"}}\n')).value
    assert words is not None
    assert words.places["ton-tai"].sums == {"3.924": "6.486 - 2.562"}
