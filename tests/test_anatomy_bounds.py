"""How far and how long: each bound within which a part of a document is looked for, from both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from reportgen.wordview.anatomy import Anatomy, Component, anatomy
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document
from tests.paper_docx import build
from tests.papers import Spec, paper

LEFT: Spec = {"text": "Nội dung:", "align": "left"}
BOTH: Spec = {"text": "Nội dung", "align": "both"}
CENTRED: Spec = {"align": "center"}
HEADING: Spec = {**CENTRED, "bold": True}
NATION: Spec = {"text": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", **HEADING}
OFFICE: Spec = {"text": "GIÁM ĐỐC", **HEADING}
PERSON: Spec = {"text": "Họ Tên Người Ký", **HEADING}
RECIPIENTS: Spec = {"text": "Nơi nhận:", "bold": True, "italic": True}


def named(spec: Spec) -> Anatomy:
    return anatomy(read_document(open_package(build(spec))))


def changed(
    base: str, change: dict[str, Any] | None = None, drop: Sequence[str] = (), **add: Sequence[Spec]
) -> Anatomy:
    return named(paper(base, change, drop, add))


def plain(*blocks: Spec) -> Anatomy:
    """A document of nothing but paragraphs, one below the other."""
    names = [f"b{at}" for at, _ in enumerate(blocks)]
    order = {"head": [], "title": [], "body": names, "foot": [], "end": []}
    return named(paper("cong-van", {"order": order, **dict(zip(names, blocks, strict=True))}))


def long(length: int, begin: str = "", end: str = "") -> str:
    """A text of ``length`` characters."""
    room = length - len(begin) - len(end)
    return begin + ("chữ " * room)[: room - 1].rstrip().ljust(room, "x") + end


class Bound(NamedTuple):
    """``made``: a document with a distance or a length; ``last``: the greatest with which ``part`` has all its lines.

    Where it is the least that counts, the number is a negative one.
    """

    about: str
    last: int
    part: Component
    made: Callable[[int], Anatomy]


BOUNDS = [
    # head
    Bound("lines above Quốc hiệu", 39, Component.QUOC_HIEU, lambda n: plain(*[LEFT] * n, NATION)),
    Bound(
        "lines from Quốc hiệu to place and date",
        12,
        Component.DIA_DANH,
        lambda n: plain(NATION, *[LEFT] * n, {"text": "Bắc Ninh, ngày 15 tháng 6 năm 2026", **CENTRED}),
    ),
    Bound(
        "length of a line between them",
        110,
        Component.DIA_DANH,
        lambda n: plain(NATION, {"text": long(n)}, {"text": "Bắc Ninh, ngày 15 tháng 6 năm 2026", **CENTRED}),
    ),
    Bound(
        "length of a number", 59, Component.SO_KY_HIEU, lambda n: changed("bao-cao", {"so.text": long(n, "Số: 12/")})
    ),
    Bound(
        "length of place and date",
        89,
        Component.DIA_DANH,
        lambda n: changed("bao-cao", {"dia_danh.text": long(n, "Bắc Ninh, ngày 15 tháng 6 năm 2026 ")}),
    ),
    # title
    Bound("lines above the name of the type", 13, Component.TEN_LOAI, lambda n: typed(*[LEFT] * n)),
    Bound("length of a line above it", 260, Component.TEN_LOAI, lambda n: typed({"text": long(n)})),
    Bound(
        "length of an abstract on the left",
        159,
        Component.TRICH_YEU,
        lambda n: changed("bao-cao", {"trich_yeu": {"text": long(n), "align": "left"}}),
    ),
    Bound(
        "length of a bold abstract",
        260,
        Component.TRICH_YEU,
        lambda n: changed("bao-cao", {"trich_yeu": {"text": long(n), "align": "both", "bold": True}}),
    ),
    Bound(
        "length of an addressee with a dash",
        260,
        Component.NOI_KINH_GUI,
        lambda n: changed("cong-van", {"noi_gui1.text": long(n, "- ", ";")}, ["noi_gui2"]),
    ),
    Bound(
        "length of an addressee without one",
        149,
        Component.NOI_KINH_GUI,
        lambda n: changed("cong-van", {"noi_gui1.text": long(n, "", ";")}, ["noi_gui2"]),
    ),
    Bound(
        "least indent of an addressee without a dash",
        -1201,
        Component.NOI_KINH_GUI,
        lambda n: changed("cong-van", {"noi_gui1.text": "Sở Tài chính;", "noi_gui1.left": -n}, ["noi_gui2"]),
    ),
    Bound(
        "length of a legal basis that begins otherwise",
        499,
        Component.CAN_CU,
        lambda n: changed("quyet-dinh", {"can_cu2.text": long(n, "Nghị quyết ", ";")}, ["can_cu3"]),
    ),
    Bound(
        "lines of who decides above the legal basis",
        4,
        Component.CAN_CU,
        lambda n: changed("quyet-dinh", tham_quyen=[{"text": "TỈNH BẮC NINH", **HEADING}] * (n - 1)),
    ),
    # foot
    Bound(
        "lines from a signature to Nơi nhận",
        9,
        Component.CHUC_VU,
        lambda n: plain(NATION, *[LEFT] * 20, OFFICE, *[LEFT] * n, RECIPIENTS),
    ),
    Bound(
        "lines from a table with Nơi nhận up to a signature",
        7,
        Component.CHUC_VU,
        lambda n: named(paper("bao-cao", {"order.foot": [["noi_nhan", "luu"], []], "chuc_vu": OFFICE, "cuoi": LEFT}
            | {"order.body": ["doan1", "chuc_vu", *["cuoi"] * n]})),
    ),
    Bound("length of an office", 89, Component.CHUC_VU, lambda n: signed(long(n, "SỞ ").upper())),
    Bound("length of an office without Nơi nhận", 89, Component.CHUC_VU, lambda n: alone(long(n, "GIÁM ĐỐC ").upper())),
    Bound("lines from an office to its person", 8, Component.HO_TEN, lambda n: alone("GIÁM ĐỐC", *[LEFT] * n)),
    Bound(
        "length of the text below who decides",
        120,
        Component.CHUC_VU,
        lambda n: alone("GIÁM ĐỐC", {"text": long(n), "align": "both"}),
    ),
    Bound("words of a name", 8, Component.HO_TEN, lambda n: signed("GIÁM ĐỐC", "Tên " * n)),
    Bound("fewest words of a name", -2, Component.HO_TEN, lambda n: signed("GIÁM ĐỐC", "Tên " * -n)),
    Bound("words of an office that could be a name", 2, Component.CHUC_VU, lambda n: signed("Trương" + " Văn" * (n - 1))),
    Bound(
        "fewest lines from who decides to the text below",
        -5,
        Component.CHUC_VU,
        lambda n: alone("GIÁM ĐỐC", *[LEFT] * -n, {"text": long(121), "align": "both"}),
    ),
    Bound(
        "columns of a table with Nơi nhận",
        3,
        Component.CHUC_VU,
        lambda n: plain(NATION, *[BOTH] * 14, {"table": [["Nơi nhận:", "GIÁM ĐỐC", *["Người Ký"] * (n - 2)]]}),
    ),
    Bound("indent of a recipient", 2800, Component.NOI_NHAN_MUC, lambda n: received({"text": "- Sở;", "left": n})),
    Bound("length of what is no typed rule", 2, Component.NOI_NHAN_MUC, lambda n: received({"text": "_" * n})),
    # text
    Bound(
        "length of a chapter's line",
        200,
        Component.PHAN,
        lambda n: changed("bao-cao", {"muc1": {"text": long(n, "Phần I "), "align": "left"}}),
    ),
]  # fmt: skip


def typed(*above: Spec) -> Anatomy:
    """A report with lines between its head and the name of its type."""
    spec = paper("bao-cao", {f"tren{at}": block for at, block in enumerate(above)})
    spec["order"]["title"] = [*(f"tren{at}" for at, _ in enumerate(above)), "ten_loai"]
    return named(spec)


def signed(office: str, person: str = "Họ Tên Người Ký") -> Anatomy:
    return changed("bao-cao", {"chuc_vu.text": office, "ho_ten.text": person})


def received(line: Spec) -> Anatomy:
    """A document that ends with one recipient."""
    return plain(NATION, BOTH, RECIPIENTS, line)


def alone(office: str, *between: Spec) -> Anatomy:
    """A signature without Nơi nhận."""
    return plain(NATION, BOTH, {**OFFICE, "text": office}, *between, PERSON)


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.about)
def test_a_part_is_found_up_to_its_bound(bound: Bound) -> None:
    kept, lost = (len(bound.made(length).all(bound.part)) for length in (bound.last, bound.last + 1))
    assert kept > lost


@pytest.mark.parametrize(
    ("part", "most", "made"),
    [
        (Component.CO_QUAN, 6, lambda: changed("bao-cao", chu_quan=[{"text": "TỈNH BẮC NINH", **CENTRED}] * 9)),
        (Component.TRICH_YEU, 8, lambda: changed("bao-cao", trich_yeu=[{"text": "Năm 2026", **HEADING}] * 9)),
        (Component.NOI_KINH_GUI, 40, lambda: changed("cong-van", noi_gui1=[{"text": "- Sở;", "left": 2985}] * 50)),
        (Component.CAN_CU, 29, lambda: changed("quyet-dinh", can_cu1=[{"text": "Căn cứ Luật;", "italic": True}] * 50)),
        (Component.NOI_NHAN_MUC, 59, lambda: plain(NATION, BOTH, RECIPIENTS, *[{"text": "- Sở;"}] * 70)),
        (
            Component.TEN_PHU_LUC,
            9,
            lambda: changed("bao-cao", {}, ["ten_phu_luc2"], phu_luc1=[{"text": "A", **HEADING}] * 12),
        ),
    ],
    ids=["agencies", "abstract", "addressees", "legal basis", "recipients", "title of an appendix"],
)
def test_a_part_has_at_most_so_many_lines(part: Component, most: int, made: Callable[[], Anatomy]) -> None:
    assert len(made().all(part)) == most


@pytest.mark.parametrize("opening", ["Thực hiện", "Xét", "Căn cứ", "Thi hành", "Theo đề nghị", "Xét đề nghị"])
@pytest.mark.parametrize("base", ["bao-cao", "quyet-dinh"])
def test_an_abstract_may_begin_as_a_legal_basis_does(opening: str, base: str) -> None:
    text = f"{opening} nhiệm vụ cải cách hành chính năm 2026"
    assert [line.text for line in changed(base, {"trich_yeu.text": text}).all(Component.TRICH_YEU)] == [text]


def test_a_legal_basis_right_below_the_type_is_no_abstract() -> None:
    made = changed("quyet-dinh", {"can_cu1.text": "Căn cứ Luật Tổ chức chính quyền địa phương;"}, ["trich_yeu"])
    assert not made.all(Component.TRICH_YEU)
    assert made.all(Component.CAN_CU)
