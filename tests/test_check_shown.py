"""`reportgen check`: how its findings are shown, and how far it looks for some of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.checking import STATUS, complete, err, warn
from tests.conftest import Small


@pytest.fixture
def base(small: Small) -> Small:
    """The small workspace with one complete status file: nothing is wrong in it."""
    return complete(small)


def test_annotations_for_github_are_escaped_and_point_from_here(base: Any, cli: Callable[..., Any]) -> None:
    base.replace(STATUS, "tien_do: 60", "tien_do: 101%")
    warn(base)
    ran = cli("-C", base.root.name, "check", "--format", "github", cwd=base.root.parent)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"::warning file={base.root.name}/ke-hoach/kh.yaml,line=21,col=18,endColumn=21,"
        "title=I.3 ma (ke-hoach/thu-tu)::nhiệm vụ I.3 đứng sau số 1; cần: số 2; sửa: xem có sót hoặc đảo nhiệm vụ nào không",
        f"::error file={base.root.name}/{STATUS},line=10,col=14,endColumn=18,title=I.1 tien_do (gia-tri/phần trăm)::"
        "«101%25» (ngoài khoảng 0 đến 100); cần: từ 0 đến 100, ví dụ 60 hoặc 98,3",
    ]


def test_the_line_is_shown_with_a_caret_under_what_is_meant(base: Any, cli: Callable[..., Any]) -> None:
    err(base)
    lines = cli("check", STATUS, cwd=base.root).out.splitlines()
    assert lines == [
        f"{STATUS}:10:14: lỗi: I.1 tien_do: «101» (ngoài khoảng 0 đến 100)",
        " 10 |     tien_do: 101",
        "    |              ^^^",
        "      cần: từ 0 đến 100, ví dụ 60 hoặc 98,3",
        "",
        f"{STATUS}  1 lỗi",
        "Đã kiểm tra 1 tệp: 1 lỗi.",
    ]


def test_colour_is_for_terminals_only(base: Any, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    err(base)
    assert "\x1b[" not in cli("check", STATUS, cwd=base.root).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b[31m" in cli("check", STATUS, cwd=base.root).out


@pytest.mark.parametrize(
    ("old", "before", "between", "after", "farthest", "said"),
    [
        ("ket_qua: Đã làm xong", 'ket_qua: "Đã làm', "      và làm", '      xong" rồi', 48, ": 1 lỗi"),
        ("ket_qua: Đã làm xong", "ket_qua: Đã", "    # ghi chú", "  làm xong", 498, "phần tiếp của ket_qua"),
        ("    ket_qua: Đã làm xong", "    # ghi chú", "    # ghi chú", "   ket_qua: Đã xong", 198, "lệch cột"),
    ],
    ids=["a quotation mark", "what a line goes on with", "neighbours"],
)
def test_how_far_above_a_slip_is_looked_into(
    base: Any, cli: Callable[..., Any], old: str, before: str, between: str, after: str, farthest: int, said: str
) -> None:
    """Files may be long and full of slips: what a slip costs must not grow with them."""
    whole = (base.root / STATUS).read_text(encoding="utf-8")
    for lines in (farthest, farthest + 1):
        base.write(STATUS, whole.replace(old, "\n".join([before, *[between] * lines, after])))
        ran = cli("check", STATUS, cwd=base.root)
        assert ran.code == 1
        assert (said in ran.out) is (lines == farthest)


@pytest.mark.parametrize(("letters", "copied"), [(59, False), (60, True)])
def test_a_result_is_taken_for_copied_from_so_many_letters(
    base: Any, cli: Callable[..., Any], letters: int, copied: bool
) -> None:
    words = "Đã rà soát 96 hồ sơ".ljust(letters, "x")
    base.replace(STATUS, "ket_qua: Đã làm xong", f"ket_qua: {words}")
    other = STATUS.replace("phong-hai", "phong-mot")
    base.write(
        other, (base.root / STATUS).read_text(encoding="utf-8").replace("don_vi: phong-hai", "don_vi: phong-mot")
    )
    base.replace(other, "ket_qua: Đã làm một phần", "ket_qua: Đã làm")
    found = json.loads(cli("check", "6-thang", "--format", "json", cwd=base.root).out)["phat_hien"]
    assert ("tinh-hinh/trung-cau-chu" in {item["ma"] for item in found}) is copied


@pytest.mark.parametrize(("between", "seen"), [(75, True), (76, False)])
def test_a_rate_is_read_so_far_behind_the_name_of_its_target(
    base: Any, cli: Callable[..., Any], between: int, seen: bool
) -> None:
    base.replace(STATUS, "ket_qua: Đã làm xong", f"ket_qua: Tỷ lệ thử{' đạt'.rjust(between, 'x')}91,5%")
    found = json.loads(cli("check", STATUS, "--format", "json", cwd=base.root).out)["phat_hien"]
    assert ("tinh-hinh/lech-ty-le" in {item["ma"] for item in found}) is seen
