"""The page of ``status --html``: its figures, its drawings, its structure, its escaping, its colours."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.markup.colours import CLASSES, DARK, LIGHT, SHAPES, TEXT, Palette
from reportgen.markup.html import Html, el, raw
from reportgen.merge import merge
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan, Task, TaskGroup
from reportgen.model.snapshot import TaskClass
from reportgen.model.status import UnitStatus
from reportgen.page import page
from reportgen.page.icons import sheet
from reportgen.track import Faults, Sending, track
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline
from reportgen.vn.signs import visible
from tests.conftest import Small
from tests.models import AGENCY, ANY_PERIODS
from tests.places import PERIODS, WORKSPACES
from tests.status_page import (
    DAY,
    card,
    example,
    made,
    page_of,
    parsed,
    plan_of,
    rows,
    structure_holds,
    tasks_of,
    tracked,
    words,
)

EXAMPLES = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]


# figures


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_table_of_classes_says_what_the_report_says(workspace: str, period: str) -> None:
    _, context, text = example(workspace, period)
    *classes, total = rows(parsed(text), "bang-loai")
    for row, item in zip(classes, context.tong_hop.loai, strict=True):
        assert row[:3] == [item.ten, str(item.so), item.ty_le]
        if context.so_sanh:
            assert row[3] in (f"{item.thay_doi} (trước: {item.so_truoc})", "–")
    assert total[:2] == ["Tổng số", str(context.tong_hop.tong_so)]


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_bar_draws_every_class_that_has_tasks_in_its_share(workspace: str, period: str) -> None:
    _, context, text = example(workspace, period)
    tree = parsed(text)
    (drawn,) = tree.xpath("//svg[contains(@aria-labelledby, 'thanh-loai-t')]")
    groups = drawn.xpath("./g")
    assert [group.get("class") for group in groups] == [f"l-{item.ma}" for item in context.tong_hop.loai_co]
    before = 0
    for group, item in zip(groups, context.tong_hop.loai_co, strict=True):
        start, width = (float(group.find("rect").get(name).removesuffix("%")) for name in ("x", "width"))
        assert start == pytest.approx(100 * before / context.tong_hop.tong_so, abs=0.01)
        assert width == pytest.approx(100 * item.so / context.tong_hop.tong_so, abs=0.01)
        before += item.so
    assert drawn.findtext("desc") == context.tong_hop.tom_tat_loai


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_table_of_units_says_what_the_report_says(workspace: str, period: str) -> None:
    tracking, context, text = example(workspace, period)
    for row, unit, track_ in zip(rows(parsed(text), "bang-don-vi"), context.don_vi, tracking.units, strict=True):
        assert row[:3] == [unit.ten, track_.sending.label, short_date(unit.ngay_gui) if unit.ngay_gui else "–"]
        assert row[6] == f"{unit.tong_hop.tong_so} nhiệm vụ: {unit.tong_hop.tom_tat_loai}"


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_table_of_targets_says_what_the_report_says(workspace: str, period: str) -> None:
    _, context, text = example(workspace, period)
    found = rows(parsed(text), "bang-chi-tieu")
    for row, target in zip(found, context.chi_tieu, strict=True):
        assert row[0].startswith(f"{target.ma} {target.ten}")
        assert row[1] == target.muc
        assert row[2].startswith(target.ty_le)
        assert f"{target.tu_so}/{target.mau_so}" in row[2]
        assert row[4] == target.danh_gia
        if context.so_sanh:
            assert row[5] == f"{target.thay_doi} trước: {target.ky_truoc}"
    assert card(parsed(text), "Chỉ tiêu đạt").startswith(
        f"{sum(target.danh_gia == 'đạt' for target in context.chi_tieu)}/{len(context.chi_tieu)}"
    )


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_table_of_tasks_says_what_the_report_says(workspace: str, period: str) -> None:
    tracking, context, text = example(workspace, period)
    found = rows(parsed(text), "bang-nhiem-vu")
    for row, task, track_ in zip(found, tasks_of(context), tracking.tasks, strict=True):
        assert row[0] == task.ma
        assert task.tom_tat in row[1]
        assert " ".join(task.noi_dung.split()) in row[1]
        for result in task.ket_qua:
            assert all(" ".join(line.split()) in row[1] for line in result.doan)
        assert row[2] == task.chu_tri
        assert row[3].startswith(track_.deadline or "kế hoạch không ghi")
        assert row[4].startswith(task.ten_loai)
        assert task.tien_do in row[4]


def test_figures_come_from_the_context_and_are_not_counted_again() -> None:
    tracking, context, _ = example("so-khcn-hai-phong", "nam")
    classes = tuple(dataclasses.replace(item, so=item.so + 700) for item in context.tong_hop.loai)
    summary = dataclasses.replace(
        context.tong_hop, tong_so=9999, loai=classes, loai_co=classes, tom_tat_loai="như đã in"
    )
    target = dataclasses.replace(context.chi_tieu[0], ty_le="12,3%", danh_gia="chưa đạt", thay_doi="giảm 4,5 điểm")
    target = dataclasses.replace(target, ma_danh_gia="chua-dat")
    changed = dataclasses.replace(context, tong_hop=summary, chi_tieu=(target, *context.chi_tieu[1:]))
    tree = parsed(page(tracking, changed))
    assert [row[1] for row in rows(tree, "bang-loai")] == [*(str(item.so) for item in classes), "9999"]
    first = rows(tree, "bang-chi-tieu")[0]
    assert first[2].startswith("12,3%")
    assert (first[4], first[5].split(" trước")[0]) == ("chưa đạt", "giảm 4,5 điểm")
    assert card(tree, "Chỉ tiêu đạt") == "3/4 chưa đạt: CT1"


def test_a_target_is_drawn_from_nothing_to_its_value_with_its_goal_and_the_period_before() -> None:
    tracking, _, text = example("so-khcn-hai-phong", "nam")
    (drawn,) = parsed(text).xpath("//svg[@aria-labelledby='ct-2-t ct-2-d']")
    result = tracking.snapshot.targets[1]
    assert result.value is not None
    assert result.previous is not None
    (bar,) = drawn.xpath("./rect[contains(@class, 'tri')]")
    assert float(bar.get("width")[:-1]) == pytest.approx(float(result.value), abs=0.01)
    assert drawn.find("line").get("x1") == "80.00%"
    (before,) = drawn.xpath("./use[@href='#i-truoc']")
    assert float(before.get("x")[:-1]) == pytest.approx(float(result.previous), abs=0.01)
    assert drawn.findtext("desc") == "Mức giao: Tối thiểu 80%. Kết quả: 84,0%. Đánh giá: đạt. Kỳ trước: 76,0%."


def test_the_timeline_and_its_table_name_the_same_days() -> None:
    tracking, _, text = example("so-khcn-hai-phong", "6-thang")
    tree = parsed(text)
    assert [(row[0], row[1]) for row in rows(tree, "bang-thoi-han")] == [
        ("09/5/2026", "Hạn đơn vị gửi báo cáo 6 tháng đầu năm 2026 (trước 10/5/2026)"),
        ("14/5/2026", "Hạn tổng hợp báo cáo 6 tháng đầu năm 2026 (trước 15/5/2026)"),
        ("30/6/2026", "1 nhiệm vụ: I.V.1"),
        ("31/12/2026", "3 nhiệm vụ: I.III.1, I.VI.1, II.VI.1"),
    ]
    assert tree.xpath("string(//desc[@id='truc-d'])") == (
        "Hôm nay: 10/6/2026; Đơn vị gửi: 09/5/2026; Tổng hợp: 14/5/2026; 1 nhiệm vụ đến hạn ngày 30/6/2026; "
        "3 nhiệm vụ đến hạn ngày 31/12/2026."
    )
    labels = tree.xpath("//svg[@class='truc']/g[not(starts-with(@class, 'thang'))]/text/text()")
    assert labels == ["Hôm nay 10/6/2026", "Đơn vị gửi 09/5/2026", "Tổng hợp 14/5/2026", "1", "3"]
    # 10 June at noon, of a year that is drawn whole
    today = float(tree.xpath("//line[@class='hom-nay']")[0].get("x1")[:-1])
    assert today == pytest.approx(100 * ((DAY - dt.date(2026, 1, 1)).days + 0.5) / 365, abs=0.01)
    assert f"{sum(task.last_day is None for task in tracking.tasks)} nhiệm vụ làm thường xuyên" in text


@pytest.mark.parametrize("period", PERIODS)
def test_drawings_are_to_scale(period: str, golden: Callable[[str, str], None]) -> None:
    """Looked at in a browser once; every place and size is as it was then."""
    _, _, text = example("so-khcn-hai-phong", period)
    drawn = dict.fromkeys(re.findall(r"<svg.*?</svg>", text, re.DOTALL))
    golden(f"trang-so-{period}.txt", "\n".join(drawn).replace("><", ">\n<") + "\n")


@pytest.mark.parametrize(
    ("months", "named"),
    [
        (15, ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "T1/2027", "T2", "T3"]),
        (16, ["T1", "T4", "T7", "T10", "T1/2027", "T4"]),
        (45, [name for year in ("", "/2027", "/2028") for name in (f"T1{year}", "T4", "T7", "T10")] + ["T1/2029", "T4", "T7"]),
        (46, ["2026", "2027", "2028", "2029"]),
    ],
)  # fmt: skip
def test_a_timeline_names_as_many_months_as_have_room(months: int, named: list[str], small: Small) -> None:
    year, month = divmod(months - 1, 12)
    small.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026", f"thoi_han: tháng {month + 1}/{2026 + year}")
    tree = parsed(made(tracked(small.root)))
    assert tree.xpath("//svg[@class='truc']/g[starts-with(@class, 'thang')]/text/text()") == named


# markup and escaping


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_page_is_small_whole_and_the_same_each_time(workspace: str, period: str) -> None:
    tracking, context, text = example(workspace, period)
    assert page(tracking, context) == text
    assert len(text.encode()) < 200_000
    assert text.startswith('<!DOCTYPE html>\n<html lang="vi">')
    tree = parsed(text)
    # nothing is fetched: every address is a place on the page
    addresses = [value for name in ("href", "src", "action", "data", "srcset") for value in tree.xpath(f"//@{name}")]
    assert {address for address in addresses if not address.startswith("#")} == {"data:,"}
    assert set(re.findall(r"url\(['\"]?([^)'\"]*)", text)) <= {"#soc"}
    assert not re.search(r"@import|https?:", text)


def test_the_policy_lets_only_the_pages_own_script_run() -> None:
    tree = parsed(example("xa-viet-khe", "nam")[2])
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    (script,) = tree.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        f"script-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on") or name.attrname == "style"]


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_the_structure_serves_screen_readers(workspace: str, period: str) -> None:
    tree = parsed(example(workspace, period)[2])
    structure_holds(tree)
    assert tree.xpath("//p[@id='so-dong']/@aria-live") == ["polite"]


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_without_a_script_every_row_shows_and_no_filter_does(workspace: str, period: str) -> None:
    _, context, text = example(workspace, period)
    tree = parsed(text)
    assert tree.xpath("//form/@hidden")
    table = tree.get_element_by_id("bang-nhiem-vu")
    assert not table.xpath(".//@hidden")
    total = context.tong_hop.tong_so
    assert len(rows(tree, "bang-nhiem-vu")) == total
    assert words(tree.get_element_by_id("so-dong")) == f"Hiện {total} trên {total} nhiệm vụ."
    # links that filter lead to the table all the same
    assert set(tree.xpath("//a[@data-loc]/@href")) == {"#nhiem-vu"}


@pytest.mark.parametrize(("workspace", "period"), EXAMPLES)
def test_every_sign_that_is_used_is_drawn(workspace: str, period: str) -> None:
    tree = parsed(example(workspace, period)[2])
    drawn = {f"#{name}" for name in tree.xpath("//symbol/@id")}
    assert set(tree.xpath("//use/@href")) <= drawn
    assert {f"#i-{item.value}" for item in (*TaskClass, *Sending)} <= drawn


def test_no_two_classes_share_a_shape() -> None:
    shapes = dict(re.findall(r'<symbol id="i-([\w-]+)"[^>]*>(.*?)</symbol>', sheet()))
    for kind in (TaskClass, Sending):
        assert len({shapes[item.value] for item in kind}) == len(kind)


EVIL = """</script><script>alert(1)</script> "&' </td></table> <!-- &lt; {{ x }} </style> </title>"""


def test_texts_of_the_plan_and_the_units_stay_texts() -> None:
    task = Task("I.1", EVIL, ("don-vi-a",), (EVIL,), deadline=Deadline(EVIL, DAY))
    agency = dataclasses.replace(
        AGENCY,
        name=EVIL,
        units={**AGENCY.units, "don-vi-b": dataclasses.replace(AGENCY.units["don-vi-b"], name=EVIL)},
    )
    plan = dataclasses.replace(plan_of(TaskGroup('I" onclick="x', EVIL, (task,))), subject=EVIL)
    plain = page_of(plan_of(TaskGroup("I", "Nhóm", (dataclasses.replace(task, text="Việc", helpers=()),))))
    text = made(track(merge(agency, plan, PeriodId("kh", "ky"), ()), {}, DAY))
    tree = parsed(text)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert len(tree.xpath("//table")) == len(parsed(plain).xpath("//table"))
    assert not tree.xpath("//@onclick")
    assert not tree.xpath("//comment()")
    shown = " ".join(EVIL.split())
    assert tree.xpath("//tbody/@data-nhom") == ['I" onclick="x']
    assert words(tree.xpath("//p[@class='co-quan']")[0]) == shown
    assert shown in rows(tree, "bang-nhiem-vu")[0][1]
    assert words(tree.xpath("//table[@id='bang-don-vi']/tbody/tr[2]/th")[0]) == shown
    assert shown in words(tree.xpath("//select[@name='don-vi']")[0])
    assert tree.findtext(".//title").startswith(shown)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1))
def test_an_element_gives_back_its_text_and_its_attribute(text: str) -> None:
    made_here = el("p", {"title": text}, text)
    match = re.fullmatch(r'<p title="([^"<>]*)">([^<>]*)</p>\n', made_here, re.DOTALL)
    assert match
    assert html.unescape(match[1]) == html.unescape(match[2]) == visible(text)


def test_elements_leave_out_what_is_none_and_flatten_lists() -> None:
    assert el("a", {"x": None, "y": False, "hidden": True, "n": 3}, ["b", [None, 0]], Html("<i>")) == (
        '<a hidden n="3">b0<i></a>'
    )
    assert el("input", {"name": "a"}) == '<input name="a">'
    with pytest.raises(ValueError, match="style"):
        raw("style", "a</style>")


@settings(max_examples=40, deadline=None)
@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any, st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31)))
def test_any_plan_makes_a_sound_page(given_period: tuple[Plan, list[UnitStatus]], day: dt.date) -> None:
    plan, statuses = given_period
    tracking = track(merge(AGENCY, plan, PeriodId("kh", "ky"), statuses), {"don-vi-c": Faults(2, 1)}, day)
    tree = parsed(made(tracking))
    structure_holds(tree)
    assert [row[0] for row in rows(tree, "bang-nhiem-vu")] == [task.task.code for task in tracking.tasks]
    for place in tree.xpath("//svg//@x|//svg//@cx|//svg//@x1|//svg//rect/@width"):
        assert 0 <= float(place.removesuffix("%")) <= 100


# colours


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_enough(palette: Palette) -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert {pair: ratio for pair in TEXT if (ratio := contrast(palette[pair[0]], palette[pair[1]])) < 4.5} == {}
    assert {pair: ratio for pair in SHAPES if (ratio := contrast(palette[pair[0]], palette[pair[1]])) < 3} == {}


def test_both_palettes_name_the_same_colours_and_all_classes() -> None:
    assert list(LIGHT) == list(DARK)
    assert set(CLASSES) == {item.value for item in TaskClass}
