"""Plans that number in their own ways are left alone; a hole in a running order is told, wherever it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.places import group_places
from reportgen.model.plan import Part, TaskGroup
from reportgen.validate.numerals import KINDS, kind_of
from reportgen.vn.text import POINT_LETTERS, roman
from tests.conftest import PLAN, Ran, Small
from tests.docx_text import part, text_of

Cli = Callable[..., Ran]
Groups = Sequence[tuple[str, Sequence[str]]]

HEAD = PLAN.partition("nhiem_vu:\n")[0]
OF_ORDER = {"ke-hoach/thu-tu", "ke-hoach/ma"}


def plan(*parts: tuple[str, Groups]) -> str:
    """A plan of these parts (its number, or none), groups and codes."""
    lines = [HEAD + "nhiem_vu:"]
    for number, groups in parts:
        lines += [f"  - {f'phan: {number}' if number else ''}", f"    ten: Phần {number}" if number else ""]
        lines[-2:] = [f"  - phan: {number}", f"    ten: Phần {number}", "    nhom:"] if number else ["  - nhom:"]
        for group, codes in groups:
            lines += [f"      - so: {group}", f"        ten: Nhóm {group}", "        nhiem_vu:"]
            lines += [
                f'          - {{ma: "{code}", noi_dung: Việc {code}, chu_tri: [phong-mot], thoi_han: năm 2026}}'
                for code in codes
            ]
    return "\n".join(lines) + "\n"


def told(small: Small, cli: Cli, text: str) -> list[str]:
    small.write("ke-hoach/kh.yaml", text)
    found = json.loads(cli("check", "ke-hoach/kh.yaml", "--format", "json", cwd=small.root).out)["phat_hien"]
    return [item["tim_thay"] for item in found if item["ma"] in OF_ORDER]


def codes(prefix: str, numbers: Iterable[int]) -> list[str]:
    return [f"{prefix}{number}" for number in numbers]


OWN_WAYS: dict[str, list[tuple[str, Groups]]] = {
    "one running number": [("", [("I", codes("", range(1, 6))), ("II", codes("", range(6, 9))), ("III", ["9", "10"])])],
    "running under Roman groups": [("", [("I", codes("I.", range(1, 6))), ("II", codes("II.", range(6, 11)))])],
    "running through parts": [("I", [("I", ["1", "2"]), ("II", ["3"])]), ("II", [("III", ["4"]), ("IV", ["5", "6"])])],
    "lettered groups": [("", [("A", ["A.1", "A.2"]), ("B", ["B.1"]), ("C", ["C.1", "C.2"])])],
    "letters with Đ": [("", [(letter.upper(), [f"{letter}1"]) for letter in POINT_LETTERS[:7]])],
    "Arabic groups": [("", [("1", ["1.1", "1.2"]), ("2", ["2.1"]), ("3", ["3.1", "3.2"])])],
    "Arabic groups below parts": [
        ("I", [("1", ["1.1"]), ("2", ["2.1"])]),
        ("II", [("1", ["II.1.1"]), ("2", ["II.2.1"])]),
    ],
    "a and b under one number": [("", [("I", ["6", "7a", "7b", "8"]), ("II", ["9", "10.a", "10.b"])])],
    "sub-numbers": [("", [("I", ["1", "1.1", "1.2", "2", "2.1"]), ("II", ["3", "3.1", "4"])])],
    "a school's own": [("", [("Chuyên môn", ["CM1", "CM2"]), ("Đoàn - Đội", ["DD1", "DD2"])])],
    "as a table writes them": [("", [("I", ["1)", "2)", "(3)"]), ("II", ["4/", "5."])])],
    "with strokes": [("A", [("I", ["A/I/1", "A/I/2"])]), ("B", [("I", ["B/I/1"]), ("II", ["B/II/1"])])],
    "no numbers at all": [("", [("I", ["toan", "van", "anh"]), ("II", ["ly", "hoa"])])],
    "padded": [("", [("I", ["NV-01", "NV-02"]), ("II", ["NV-03", "NV-10"[:3] + "04"])])],
    "numbers that do not run": [("", [("I", codes("", [12, 3, 45, 7, 21, 9, 88, 1]))])],
    "anew in each part": [("I", [("I", ["I.I.1", "I.I.2"])]), ("II", [("I", ["II.I.1"]), ("II", ["II.II.1"])])],
}


@pytest.mark.parametrize("parts", OWN_WAYS.values(), ids=OWN_WAYS)
def test_a_way_of_numbering_is_a_matter_of_taste(small: Small, cli: Cli, parts: list[tuple[str, Groups]]) -> None:
    text = plan(*parts)
    if parts == OWN_WAYS["a and b under one number"]:
        text = text.replace('ma: "6"', 'ma: "1"').replace('"7a"', '"2a"').replace('"7b"', '"2b"')
        text = text.replace('"8"', '"3"').replace('"9"', '"4"').replace('"10.', '"5.')
    assert told(small, cli, text) == []


SLIPS: dict[str, tuple[list[tuple[str, Groups]], list[str]]] = {
    "a hole in the running order": (
        [("", [("I", codes("", range(1, 8))), ("II", codes("", range(9, 13)))])],
        ["nhiệm vụ 9 đứng đầu nhóm"],
    ),
    "a hole within a group": ([("", [("I", ["I.1", "I.2", "I.4"])])], ["nhiệm vụ I.4 đứng sau số 2"]),
    "a first that is lost where groups begin anew": (
        [("", [("I", ["I.1"]), ("II", ["II.2", "II.3"]), ("III", ["III.1"]), ("IV", ["IV.1"])])],
        ["nhiệm vụ II.2 đứng đầu nhóm"],
    ),
    "a plan that begins at 2": ([("", [("I", ["2", "3"])])], ["nhiệm vụ 2 đứng đầu nhóm"]),
    "a lettered group left out": ([("", [("A", ["A.1"]), ("C", ["C.1"])])], ["nhóm C đứng sau nhóm A"]),
    "an Arabic group twice": ([("", [("1", ["1.1"]), ("1", ["1.2"])])], ["nhóm 1 đứng sau nhóm 1"]),
    "one code of another group": (
        [("", [("I", ["I.1", "I.2"]), ("II", ["II.1", "I.3", "II.2"])])],
        ["mã I.3 đặt trong nhóm II"],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), SLIPS.values(), ids=SLIPS)
def test_a_break_of_the_plan_s_own_order_is_told(
    small: Small, cli: Cli, parts: list[tuple[str, Groups]], expected: list[str]
) -> None:
    assert told(small, cli, plan(*parts)) == expected


def test_groups_of_parts_without_numbers_keep_their_own_words(small: Small, cli: Cli, tmp_path: Path) -> None:
    """Both parts number their groups from I: what was done in one was printed for the other, and its own lost."""
    named = plan(("", [("I", ["I.1"])]), ("", [("I", ["I.2"])]))
    named = named.replace("  - nhom:", "  - ten: Phần một\n    nhom:", 1).replace(
        "  - nhom:", "  - ten: Phần hai\n    nhom:"
    )
    assert told(small, cli, named) == []
    row = "{{trang_thai: dang-thuc-hien, tien_do: 50, ket_qua: {}}}"
    rows = f"  I.1: {row.format('Khảo sát mười bảy thôn')}\n  I.2: {row.format('Mua sắm hai mươi máy')}\n"
    small.status("phong-mot", f"nhiem_vu:\n{rows}")
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, cwd=small.root).code == 0
    words = text_of(part(report))
    assert (words.count("khảo sát mười bảy thôn"), words.count("mua sắm hai mươi máy")) == (1, 1)
    assert "PHẦN ." not in words
    assert cli("consolidate", "6-thang", cwd=small.root).code == 0
    own = (small.root / "tong-hop/kh/6-thang.yaml").read_text(encoding="utf-8")
    assert "\n  I:\n" in own
    assert "\n  phan-2.I:\n" in own
    checked = cli("check", "6-thang", "--format", "json", cwd=small.root).out
    assert [item for item in json.loads(checked)["phat_hien"] if item["ma"].startswith("tong-hop/")] == []


@given(st.lists(st.tuples(st.sampled_from(["", "I", "II"]), st.lists(st.sampled_from(["I", "II", "I-2"]))), max_size=5))
def test_no_two_groups_have_one_place(parts: list[tuple[str, list[str]]]) -> None:
    made = [Part(tuple(TaskGroup(number, "Nhóm") for number in groups), name or None) for name, groups in parts]
    places = [place for part in group_places(made) for place in part]
    assert len(set(places)) == len(places) == sum(len(groups) for _, groups in parts)


def test_of_a_row_that_could_not_be_read_nothing_is_concluded(small: Small, cli: Cli) -> None:
    """A task left out for a fault of its own is told once, and what follows it is not out of order."""
    text = plan(("", [("I", codes("I.", range(1, 4))), ("II", codes("II.", range(1, 3)))]))
    broken = text.replace("noi_dung: Việc I.1, ", "").replace("noi_dung: Việc II.1, ", "")
    assert told(small, cli, broken) == []
    assert told(small, cli, text.replace("noi_dung: Việc I.2, ", "")) == []
    assert told(small, cli, text.replace("ten: Nhóm I\n", "")) == []


@given(st.integers(1, 30), st.integers(0, 40))
def test_every_kind_of_number_reads_back_what_it_writes(count: int, start: int) -> None:
    for kind in KINDS:
        numbers = [kind.written(number) for number in range(1, min(count, 20) + 1)]
        values: list[Any] = [kind.value(number) for number in numbers]
        assert values == list(range(1, len(numbers) + 1))
        assert kind_of(numbers) is not None
    assert kind_of([f"Phần {roman(start + 1)}", "Chuyên môn"]) is None


TASK = '{{ma: "{code}", noi_dung: Việc số {code}, chu_tri: [phong-mot], thoi_han: năm 2026}}'
UNGROUPED = {
    "a plan": [f"  - {TASK.format(code=code)}" for code in "12"],
    "a part with a name": ["  - phan: A", "    ten: Việc chung", "    nhiem_vu:", f"      - {TASK.format(code='A.1')}"],
    "a part beside one with groups": [
        *("  - phan: A", "    ten: Việc chung", "    nhiem_vu:", f"      - {TASK.format(code='1')}"),
        *("  - phan: B", "    ten: Việc riêng", "    nhom:", "      - so: I", "        ten: Nhóm một"),
        *("        nhiem_vu:", f"          - {TASK.format(code='2')}"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("lines", UNGROUPED.values(), ids=UNGROUPED)
def test_a_plan_without_groups_is_read_as_it_stands(lines: list[str], small: Small, cli: Cli) -> None:
    small.write("ke-hoach/kh.yaml", HEAD + "\n".join(["nhiem_vu:", *lines, ""]))
    found = json.loads(cli("check", "ke-hoach/kh.yaml", "--strict", "--format", "json", cwd=small.root).out)
    assert found["phat_hien"] == []
    codes_given = [line.split('"')[1] for line in lines if "ma:" in line]
    assert cli("forms", "6-thang", cwd=small.root).code == 0
    form = (small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml").read_text(encoding="utf-8")
    assert [code for code in codes_given if f"\n  {code}:\n" in form] == codes_given
    assert cli("draft", "6-thang", "-o", "bao-cao.docx", cwd=small.root).code == 0
    report = text_of(part((small.root / "bao-cao.docx").read_bytes(), "word/document.xml"))
    assert all(f"Việc số {code}" in report for code in codes_given)
    assert [
        heading for heading in ("a) Nhiệm vụ", "I. Nhiệm vụ", "a) Việc chung", "I. Việc chung") if heading in report
    ] == []


def test_a_fault_in_a_plan_without_groups_is_told_where_it_stands(small: Small, cli: Cli) -> None:
    task = TASK.format(code="2").replace("chu_tri", "chu_trì")
    small.write("ke-hoach/kh.yaml", HEAD + "\n".join(["nhiem_vu:", f"  - {TASK.format(code='1')}", f"  - {task}", ""]))
    (found,) = json.loads(cli("check", "ke-hoach/kh.yaml", "--format", "json", cwd=small.root).out)["phat_hien"]
    line = HEAD.count("\n") + 3
    assert (found["dong"], found["tim_thay"]) == (line, "không có mục này")
    assert cli("check", "ke-hoach/kh.yaml", "--fix", cwd=small.root).code == 0
    assert "chu_trì" not in (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
