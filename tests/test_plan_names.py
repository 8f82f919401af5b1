"""The names in a cell: where one ends and the next begins, by their words and by what the plan names elsewhere."""

from __future__ import annotations

import pytest

from reportgen.planread.names import names_in, parted
from tests.plan_reading import paper, read_found


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Công an xã; Văn phòng HĐND và UBND", ["Công an xã", "Văn phòng HĐND và UBND"]),
        ("- Phòng Một; - Phòng Hai; - UBND cấp xã./.", ["Phòng Một", "Phòng Hai", "UBND cấp xã"]),
        ("Phòng Một; Phòng Hai; và Phòng Ba.", ["Phòng Một", "Phòng Hai", "Phòng Ba"]),
        ("Phòng Một, và Phòng Hai", ["Phòng Một", "Phòng Hai"]),
        ("Công chức Tư pháp - Hộ tịch và Trưởng thôn", ["Công chức Tư pháp - Hộ tịch", "Trưởng thôn"]),
        ("Bưu điện xã, Điện lực Ví Dụ và BCH Quân sự xã", ["Bưu điện xã", "Điện lực Ví Dụ", "BCH Quân sự xã"]),
        ("Thành đoàn và các đơn vị có liên quan", ["Thành đoàn và các đơn vị có liên quan"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("-", []),
    ],
)
def test_names_are_taken_apart(cell: str, names: list[str]) -> None:
    assert names_in(cell) == names


@pytest.mark.parametrize(
    ("cell", "leads", "helpers"),
    [
        ("Chủ trì: Phòng Một\nPhối hợp: Phòng Hai, Phòng Ba", ["Phòng Một"], ["Phòng Hai", "Phòng Ba"]),
        ("- Đơn vị chủ trì: Phòng Một; phối hợp: Công an xã", ["Phòng Một"], ["Công an xã"]),
        ("Phòng Một (chủ trì), Phòng Hai (phối hợp)", ["Phòng Một"], ["Phòng Hai"]),
        ("Phối hợp với: Phòng Hai", [], ["Phòng Hai"]),
    ],
)
def test_a_cell_may_say_who_leads_and_who_helps(cell: str, leads: list[str], helpers: list[str]) -> None:
    told = parted(cell)
    assert told is not None
    assert [names_in(part) for part in told] == [leads, helpers]


@pytest.mark.parametrize(
    "cell", ["", "Phòng Một", "Phòng Một; chủ trì", "Phòng Một (chủ trì) và nhóm khác", "Ghi: Phòng Một"]
)
def test_a_cell_that_does_not_say_is_left(cell: str) -> None:
    assert parted(cell) is None


def rows(*helpers: str) -> bytes:
    return paper([(str(at), f"Việc {at}.", "Phòng Một", each, "", "") for at, each in enumerate(helpers, start=1)])


def test_what_a_plan_names_alone_is_parted_where_it_stands_joined() -> None:
    plan = read_found(rows("Cấp ủy thôn", "VNPT, Cấp ủy thôn", "Nhà thầu", "Cấp ủy thôn và Nhà thầu"))
    assert plan.tasks()[3].helpers == ["Cấp ủy thôn", "Nhà thầu"]
    assert not plan.tasks()[3].doubts


def test_a_name_of_which_one_part_is_known_is_doubted_once() -> None:
    plan = read_found(
        rows("Nhà thầu", "Cấp ủy thôn và Nhà thầu", "Cấp ủy thôn và Nhà thầu", "Thôn Một và các đoàn thể")
    )
    assert [[doubt.words for doubt in task.doubts] for task in plan.tasks()] == [
        [],
        ["Cấp ủy thôn và Nhà thầu"],
        [],
        ["Thôn Một và các đoàn thể"],
    ]
