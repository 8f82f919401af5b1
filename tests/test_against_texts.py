"""``lint --against`` on the reports as they are printed: a figure of a sentence or a note, and what it is called."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose, computed
from reportgen.compose.trace import traced
from reportgen.linting.figures.units import TOKEN, likeness, words
from reportgen.model.context import BoiCanh
from reportgen.model.tracing import FiguredText, revealed
from tests.conftest import Ran, Small
from tests.docx_text import automatic_report, edited, without_words
from tests.places import ROOT
from tests.prose import ANY_CASES, Case, automatic, merged, places
from tests.small import DONE, GOING, fill
from tests.test_lint_against import against, swap

Cli = Callable[..., Ran]


@functools.cache
def context(workspace: str, period: str) -> BoiCanh:
    from reportgen.formats import carry

    return compose(carry.read(automatic_report(workspace, period)).snapshot)  # type: ignore[union-attr]


SO = without_words("so-khcn-hai-phong")
PROSE = {
    "count": (
        swap("Trong 26 nhiệm vụ của Kế hoạch, có", "Trong 27 nhiệm vụ của Kế hoạch, có"),
        ("Nhiệm vụ của Kế hoạch (Công tác chỉ đạo, điều hành)", "bản thảo ghi 27", "số liệu: 26"),
    ),
    "rate": (
        swap("đạt 84,0% (2.291/2.727)", "đạt 85,0% (2.291/2.727)"),
        (
            "Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa đạt (Kết quả thực hiện các chỉ tiêu)",
            "bản thảo ghi 85,0%",
            "số liệu: 84,0%",
        ),
    ),
    "goal": (
        swap("(2.291/2.727), mức giao tối thiểu 80%", "(2.291/2.727), mức giao tối thiểu 70%"),
        (
            "…dụng lại thông tin, dữ liệu số hóa đạt, mức giao tối thiểu (Kết quả thực hiện các chỉ tiêu)",
            "bản thảo ghi 70%",
            "số liệu: 80%",
        ),
    ),
    "day": (
        swap("Đến ngày 31/10/2026, Sở", "Đến ngày 30/10/2026, Sở"),
        ("Đến ngày (Đánh giá chung)", "bản thảo ghi 30/10/2026", "số liệu: 31/10/2026"),
    ),
}


@pytest.mark.parametrize("edit", PROSE)
def test_a_figure_changed_in_a_sentence_is_named_by_its_words(edit: str, cli: Cli, tmp_path: Path) -> None:
    change, (label, shown, required) = PROSE[edit]
    path = tmp_path / "sua.docx"
    path.write_bytes(edited(automatic_report("so-khcn-hai-phong", "nam"), change))
    ran = cli("-C", SO, "lint", path, "--against", "nam")
    assert ran.code == 1
    assert ran.out.count("SL/") == 1
    lines = ran.out[: ran.out.index("SL/")].splitlines()[-3:]
    assert lines[0].startswith(f"  lỗi · {label} «")
    assert lines[1] == f"      {shown} · cần: {required}"


TYPED = {
    "Hiện còn 19 nhiệm vụ quá hạn": ["19 nhiệm vụ quá hạn"],
    "Kế hoạch có 27 nhiệm vụ, đã hoàn thành 25 nhiệm vụ": ["27 nhiệm vụ", "25 nhiệm vụ"],
    "Kế hoạch có 26 nhiệm vụ": [],
    "Cả 04 chỉ tiêu của Kế hoạch đều chưa đạt mức giao": ["04 chỉ tiêu của Kế hoạch"],
    "Cả 04 chỉ tiêu của Kế hoạch đều đạt mức giao": [],
    "Còn 03 chỉ tiêu chưa đạt, trong đó 19 nhiệm vụ quá hạn": [],
    "Văn phòng Sở còn 19 nhiệm vụ quá hạn": [],
    "So với kỳ trước giảm 19 nhiệm vụ quá hạn": [],
    "Đã tập huấn 19 lớp": [],
}


@pytest.mark.parametrize("sentence", TYPED)
def test_a_count_typed_where_the_template_wrote_none_is_held_against_the_data(
    sentence: str, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "sua.docx"
    change = swap("để tổng hợp./.", f"để tổng hợp. {sentence}./.")
    path.write_bytes(edited(automatic_report("so-khcn-hai-phong", "nam"), change))
    ran = cli("-C", SO, "lint", path, "--against", "nam")
    assert ran.code == 0
    told = re.findall(r"không khớp số đếm được; bản thảo ghi «([^»]*)»", ran.out)
    assert [words.removesuffix(".") for words in told] == TYPED[sentence]


def test_what_units_wrote_may_be_rewritten(cli: Cli, tmp_path: Path) -> None:
    def change(xml: str) -> str:
        for old, new in (
            ("ban hành 03 văn bản chỉ đạo", "ban hành 04 công văn"),
            ("tổng hợp 27 vướng", "nêu 30 vướng"),
        ):
            assert old in xml
            xml = xml.replace(old, new)
        return xml

    path = tmp_path / "sua.docx"
    path.write_bytes(edited(automatic_report("so-khcn-hai-phong", "nam"), change))
    ran = cli("-C", SO, "lint", path, "--against", "nam")
    assert "SL/da-sua" not in ran.out
    assert ran.code == 0, ran.out


def test_a_sentence_that_the_data_left_behind_is_told_with_todays_figure(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", "-o", small.root / "bt.docx", cwd=small.root)
    draft = (small.root / "bt.docx").read_bytes()
    for unit in ("phong-mot", "phong-hai"):
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    code, found = against(cli, small.root, draft, "6-thang")
    assert code == 1
    assert {rule for rule, *_ in found} == {"SL/da-cu"}
    told = [item[1:] for item in found]
    under_way = "Nhiệm vụ đang thực hiện trong hạn (Công tác chỉ đạo, điều hành)"
    assert (under_way, "bản thảo ghi 01", "số liệu hiện nay không còn mục này") in told
    done = "Trong đó hoàn thành … nhiệm vụ (Đánh giá chung)"
    assert (done, "bản thảo ghi 01", "số liệu hiện nay: 02") in told


def test_a_figure_in_a_note_is_named_with_the_note(small: Small, cli: Cli) -> None:
    fill(small)
    note = "KẾT QUẢ THỰC HIỆN^[Kế hoạch giao {{ tong_hop.tong_so }} nhiệm vụ.]</w:t>"
    template = edited(ROOT / "templates" / "bao-cao-6-thang.docx", swap("KẾT QUẢ THỰC HIỆN</w:t>", note))
    (small.root / "mau").mkdir()
    (small.root / "mau" / "bao-cao-6-thang.docx").write_bytes(template)
    path = small.root / "bt.docx"
    assert cli("draft", "6-thang", "-o", path, cwd=small.root).code == 0
    assert "SL/" not in cli("-C", small.root, "lint", path, "--against", "6-thang").out
    path.write_bytes(edited(path, swap("giao 3 nhiệm vụ", "giao 4 nhiệm vụ"), "word/footnotes.xml"))
    ran = cli("-C", small.root, "lint", path, "--against", "6-thang")
    assert ran.code == 1
    told = "lỗi · Tổng số nhiệm vụ «Kế hoạch giao 4 nhiệm vụ.», chú thích 1\n      bản thảo ghi 4 · cần: số liệu: 3\n"
    assert told in ran.out


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=60, deadline=None)
def test_every_number_that_no_unit_wrote_is_a_figure(case: Case) -> None:
    snapshot = merged(case)
    for place in places(snapshot):
        for paragraph in place.doan:
            figures = paragraph.figures if isinstance(paragraph, FiguredText) else ()
            for match in re.finditer(r"\d+", paragraph):
                inside = any(start <= match.start() and match.end() <= end for start, end in figures)
                assert inside or ours(paragraph, match), (place.ma, paragraph[: match.end()])


def ours(paragraph: str, match: re.Match[str]) -> bool:
    """Tell whether a number is one of the units' words, of a list, or of a period's name."""
    unit = re.fullmatch(r"1\d{6}|5|2027", match[0]) is not None
    listed = match.start() == 0 and paragraph.startswith(". ", match.end())
    return unit or listed or re.search(r"(năm|quý|tháng) $|^[^.]*$", paragraph[: match.start()][-6:]) is not None


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=40, deadline=None)
def test_no_mark_is_left_in_a_finished_text(case: Case) -> None:
    words, groups = automatic(merged(case))
    for place in [*groups.values(), *(getattr(words, name) for name in ("ton_tai", "ket", "danh_gia_chung"))]:
        assert not re.search(f"[{computed.OPEN}{computed.CLOSE}]", "".join(place.doan))


def test_a_traced_text_prints_as_it_is_and_says_where_its_figures_come_from() -> None:
    given = context("so-khcn-hai-phong", "nam")
    marked, sources = traced(given)
    assert len({source.path for source in sources}) == len(sources)
    plain, with_marks = given.loi_van.chi_dao_dieu_hanh.doan[-1], str(marked.loi_van.chi_dao_dieu_hanh.doan[-1])
    values = re.findall(r"\ue000(\d+)\ue001([^\ue002]*)\ue002", with_marks)
    assert [sources[int(number)].value for number, _ in values] == [value for _, value in values]
    assert revealed(re.sub(r"\ue000\d+\ue001|\ue002", "", with_marks)) == plain


_SAID = st.lists(st.sampled_from(["Đã", "đã", "làm", "xong", "12", "1.2", "%", "–"]), max_size=9).map(" ".join)


@given(_SAID, _SAID)
def test_words_said_twice_count_twice_in_what_two_texts_have_in_common(one: str, other: str) -> None:
    first, second = (
        Counter(token for token in map(str.casefold, TOKEN.findall(text)) if not token[0].isdigit())
        for text in (one, other)
    )
    whole = first.total() + second.total()
    assert likeness(words(one), words(other)) == (2 * (first & second).total() / whole if whole else 1.0)
