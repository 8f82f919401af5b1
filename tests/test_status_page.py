"""The page of ``status --html``: its figures, its escaping, its behaviour in a browser, and every state of a period."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import functools
import hashlib
import html
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as markup

from reportgen.compose import compose
from reportgen.merge import merge
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Part, Plan, Target, Task, TaskGroup
from reportgen.model.snapshot import TaskClass
from reportgen.model.status import UnitStatus
from reportgen.page import page
from reportgen.page.colours import CLASSES, DARK, LIGHT, SHAPES, TEXT, Palette
from reportgen.page.html import Html, el, raw
from reportgen.page.icons import sheet
from reportgen.page.timeline import due_days
from reportgen.pipeline.status import track_period
from reportgen.track import Faults, Sending, Tracking, track
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline, one_year
from reportgen.vn.signs import visible
from reportgen.vn.text import without_accents
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.models import AGENCY, ANY_PERIODS, CUTOFF, PERIOD
from tests.places import DATA, PERIODS, WORKSPACES
from tests.test_draft import fill

DAY = dt.date(2026, 6, 10)
EXAMPLES = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]


def tracked(root: Path, period: str = "6-thang", day: dt.date = DAY) -> Tracking:
    return track_period(Workspace(root), period, day).tracking


def made(tracking: Tracking) -> str:
    return page(tracking, compose(tracking.snapshot))


@functools.lru_cache
def example(workspace: str, period: str) -> tuple[Tracking, BoiCanh, str]:
    tracking = tracked(DATA / workspace, period)
    context = compose(tracking.snapshot)
    return tracking, context, page(tracking, context)


def parsed(text: str) -> markup.HtmlElement:
    return markup.document_fromstring(text.encode(), parser=markup.HTMLParser(encoding="utf-8"))


def words(element: markup.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(tree: markup.HtmlElement, table: str) -> list[list[str]]:
    """Return the texts of a table's cells; headings of groups are left out."""
    found = tree.xpath(f"//table[@id='{table}']/tbody/tr[td]")
    return [[words(cell) for cell in row] for row in found]


def card(tree: markup.HtmlElement, label: str) -> str:
    (found,) = tree.xpath(f"//ul[@class='the']/li[span[@class='ten']='{label}']")
    return words(found).removeprefix(label).strip()


def tasks_of(context: BoiCanh) -> list[NhiemVu]:
    return [task for part in context.phan for group in part.nhom for task in group.nhiem_vu]


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


def structure_holds(tree: markup.HtmlElement) -> None:
    """Hold what a screen reader and a keyboard need."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in ("aria-labelledby", "for"):
        assert {each for value in tree.xpath(f"//@{name}") for each in value.split()} <= set(ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for table in tree.xpath("//table"):
        assert words(table.find("caption"))
        assert table.xpath("./thead/tr/th")
    assert all(cell.get("scope") in ("col", "row", "rowgroup") for cell in tree.xpath("//th"))
    for drawing in tree.xpath("//svg"):
        if drawing.get("aria-hidden") != "true":
            assert drawing.get("role") == "img"
            assert drawing.findtext("title")
            assert drawing.findtext("desc")
    assert all(words(label) for label in tree.xpath("//label"))
    assert len(tree.xpath("//form//select|//form//input")) == len(tree.xpath("//label"))
    first = tree.xpath("//body//a")[0]
    assert first.get("class") == "nhay"
    assert first.get("href") == "#nhiem-vu"


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


def plan_of(*groups: TaskGroup, targets: dict[str, Target] | None = None) -> Plan:
    return Plan(one_year(2026), "KH", "Việc thử", {"ky": PERIOD}, (Part(groups),), targets=targets or {})


def page_of(plan: Plan, day: dt.date = DAY, statuses: tuple[UnitStatus, ...] = ()) -> str:
    return made(track(merge(AGENCY, plan, PeriodId("kh", "ky"), statuses), {}, day))


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


# states


@pytest.mark.parametrize(
    ("day", "units", "office"),
    [
        (dt.date(2026, 5, 8), "còn 1 ngày", "còn 6 ngày"),
        (dt.date(2026, 5, 9), "hôm nay là ngày cuối", "còn 5 ngày"),
        (dt.date(2026, 5, 10), "quá hạn 1 ngày", "còn 4 ngày"),
        (dt.date(2026, 5, 14), "quá hạn 5 ngày", "hôm nay là ngày cuối"),
        (dt.date(2026, 5, 15), "quá hạn 6 ngày", "quá hạn 1 ngày"),
    ],
)
def test_days_left_are_told_in_words(small: Small, day: dt.date, units: str, office: str) -> None:
    tree = parsed(made(tracked(small.root, day=day)))
    assert card(tree, "Hạn đơn vị gửi") == f"{units} trước 10/5/2026"
    assert card(tree, "Hạn tổng hợp") == f"{office} trước 15/5/2026"
    assert {row[4] for row in rows(tree, "bang-don-vi")} == {units}
    signs = tree.xpath("//table[@id='bang-don-vi']/tbody/tr/td[4]//use/@href")
    assert signs == (["#i-qua-han"] * 3 if units.startswith("quá hạn") else [])
    assert words(tree.xpath("//p[@class='ngay-xem']")[0]) == f"Tính đến ngày {short_date(day)}"


def test_nothing_sent(small: Small) -> None:
    tree = parsed(made(tracked(small.root)))
    assert card(tree, "Đơn vị đã gửi") == "0/3 chưa gửi: Văn phòng, Phòng Một, Phòng Hai"
    assert [row[1] for row in rows(tree, "bang-don-vi")] == ["chưa gửi"] * 3
    assert [row[5].split(" Nhiệm vụ: ")[0] for row in rows(tree, "bang-don-vi")] == [
        "1 nhiệm vụ, 1 chỉ tiêu",
        "3 nhiệm vụ, 1 chỉ tiêu",
        "2 nhiệm vụ, 1 chỉ tiêu",
    ]
    assert "Nhiệm vụ: I.1, I.2, II.1 Chỉ tiêu: CT1" in rows(tree, "bang-don-vi")[1][5]
    assert rows(tree, "bang-chi-tieu")[0][2:5:2] == ["–", "chưa báo cáo"]
    assert not tree.xpath("//rect[contains(@class, 'tri')]")
    assert card(tree, "Chỉ tiêu đạt") == "0/1 chưa đủ số liệu: CT1"
    assert [row[4] for row in rows(tree, "bang-nhiem-vu")] == ["chưa báo cáo"] * 3


def test_all_sent(small: Small) -> None:
    fill(small)
    tree = parsed(made(tracked(small.root)))
    assert card(tree, "Đơn vị đã gửi") == "3/3 các đơn vị đã gửi đủ"
    assert card(tree, "Hạn đơn vị gửi") == "đã qua 32 ngày trước 10/5/2026"
    assert [row[3:6] for row in rows(tree, "bang-don-vi")] == [["–", "trong hạn", "–"]] * 3
    assert card(tree, "Chỉ tiêu đạt") == "1/1 đạt cả"


def test_sent_late(small: Small) -> None:
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "08/5/2026", "12/5/2026")
    row = rows(parsed(made(tracked(small.root))), "bang-don-vi")[2]
    assert row[1:5] == ["gửi muộn", "12/5/2026", "–", "sau hạn"]


def test_a_file_with_faults(small: Small) -> None:
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "tien_do: 40", "tien_do: 400")
    tree = parsed(made(tracked(small.root)))
    assert rows(tree, "bang-don-vi")[2][1:5] == ["gửi còn lỗi", "–", "1 lỗi", "quá hạn 32 ngày"]
    assert card(tree, "Đơn vị đã gửi") == "2/3 gửi còn lỗi: Phòng Hai"


def test_a_report_that_was_issued_is_not_overdue(small: Small) -> None:
    fill(small)
    tracking = tracked(small.root)
    tree = parsed(page(tracking, compose(tracking.snapshot), "05/BC-STN ngày 14/5/2026"))
    assert card(tree, "Hạn tổng hợp") == "đã ban hành Báo cáo số 05/BC-STN ngày 14/5/2026"
    assert rows(tree, "bang-thoi-han")[2][2] == "đã ban hành"


def test_no_targets(small: Small) -> None:
    text = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    small.write("ke-hoach/kh.yaml", re.sub(r"chi_tieu:\n.*\n", "", text))
    tree = parsed(made(tracked(small.root)))
    assert not tree.xpath("//table[@id='bang-chi-tieu']")
    assert words(tree.get_element_by_id("chi-tieu-muc")) == "Chỉ tiêu Kế hoạch không giao chỉ tiêu."
    assert card(tree, "Chỉ tiêu đạt") == "không có kế hoạch không giao chỉ tiêu"
    structure_holds(tree)


def test_the_period_before_shows_only_where_there_is_one(small: Small) -> None:
    fill(small)
    first = made(tracked(small.root))
    assert "Thay đổi so với" not in first
    assert "kỳ trước" not in first
    assert len(rows(parsed(first), "bang-loai")[0]) == 3
    second = parsed(made(tracked(small.root, "nam")))
    assert len(rows(second, "bang-loai")[0]) == 4
    assert "Thay đổi so với 6 tháng đầu năm 2026" in words(second.get_element_by_id("phan-loai"))
    assert "trước: 80,0%" in rows(second, "bang-chi-tieu")[0][5]


def test_no_tasks() -> None:
    tree = parsed(page_of(plan_of(TaskGroup("I", "Nhóm trống"))))
    assert words(tree.get_element_by_id("nhiem-vu")).endswith("Kế hoạch không giao nhiệm vụ.")
    assert not tree.xpath("//form")


def test_groups_numbered_alike_are_told_apart_and_empty_ones_say_so() -> None:
    groups = (TaskGroup("I", "Một", (Task("a", "A", ("don-vi-a",)),)), TaskGroup("I", "Hai"))
    tree = parsed(page_of(plan_of(*groups)))
    assert tree.xpath("//tbody/@data-nhom") == ["I", "I+"]
    assert words(tree.xpath("//tbody[@data-nhom='I+']")[0]) == "I. Hai (kế hoạch không giao nhiệm vụ)"


@pytest.mark.parametrize(
    ("after", "chip", "due", "said"),
    [
        (-1, "quá hạn 1 ngày", "qua-han", "1 xem việc quá hạn"),
        (0, "hôm nay là ngày cuối", "sap-den", "không có 1 đến hạn trong 30 ngày tới"),
        (30, "còn 30 ngày", "sap-den", "không có 1 đến hạn trong 30 ngày tới"),
    ],
)
def test_what_is_overdue_or_due_soon_stands_out_by_words_and_shape(after: int, chip: str, due: str, said: str) -> None:
    day = DAY + dt.timedelta(days=after)
    task = Task("I.1", "Việc", ("don-vi-a",), deadline=Deadline(short_date(day), day))
    tree = parsed(page_of(plan_of(TaskGroup("I", "Nhóm", (task,)))))
    (row,) = tree.xpath("//tr[@id='nv-1']")
    assert row.get("data-han") == row.get("class") == due
    assert words(row[3]) == f"{short_date(day)} {chip}"
    assert row[3].xpath(".//use/@href") == [f"#i-{due}"]
    assert card(tree, "Nhiệm vụ quá hạn") == f"{said} trên 1 nhiệm vụ"


def test_a_task_due_later_or_never_does_not_stand_out() -> None:
    later = DAY + dt.timedelta(days=31)
    tasks = (Task("I.1", "Việc", ("don-vi-a",), deadline=Deadline("sau", later)), Task("I.2", "Việc", ("don-vi-a",)))
    tree = parsed(page_of(plan_of(TaskGroup("I", "Nhóm", tasks))))
    assert [words(row[3]) for row in tree.xpath("//tr[@id]")] == ["sau còn 31 ngày", "kế hoạch không ghi"]
    assert not tree.xpath("//tr[@id]/@class")
    assert card(tree, "Nhiệm vụ quá hạn") == "không có trên 2 nhiệm vụ"


def many(number: int) -> tuple[Task, ...]:
    days = [CUTOFF + dt.timedelta(days=3 * at) for at in range(number)]
    return tuple(
        Task(f"I.{at}", f"Việc thứ {at}", ("tat-ca",), deadline=Deadline(short_date(day), day))
        for at, day in enumerate(days, start=1)
    )


def test_three_hundred_tasks() -> None:
    plan = plan_of(TaskGroup("I", "Nhóm", many(300)))
    tracking = track(merge(AGENCY, plan, PeriodId("kh", "ky"), ()), {}, DAY)
    text = made(tracking)
    tree = parsed(text)
    structure_holds(tree)
    assert len(rows(tree, "bang-nhiem-vu")) == len(due_days(tracking)) == 300
    assert len(rows(tree, "bang-thoi-han")) == 302
    assert len(text.encode()) < 600_000
    # signs of one lane do not cover each other, and the months' names have room
    lanes: dict[str, list[float]] = {}
    for sign in tree.xpath("//svg[@class='truc']/g[starts-with(@class, 'ngay')]/use"):
        lanes.setdefault(sign.get("y"), []).append(float(sign.get("x")[:-1]))
    assert all(after - before >= 6.98 for lane in lanes.values() for before, after in itertools.pairwise(lane))
    assert len(tree.xpath("//svg[@class='truc']/g[starts-with(@class, 'thang')]")) <= 15


# in a browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
Browse = Callable[..., markup.HtmlElement]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Open a page from a file and return the document as it stands after its scripts have run."""
    if CHROMIUM is None:
        pytest.skip("pages are not opened: chromium not installed")

    def run(text: str, fragment: str = "", *options: str) -> markup.HtmlElement:
        path = tmp_path / "trang.html"
        path.write_text(text, encoding="utf-8", newline="\n")
        command = [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000"]
        command += [f"--user-data-dir={tmp_path / 'ho-so'}", *options, "--dump-dom", path.as_uri() + fragment]
        ran = subprocess.run(command, capture_output=True, check=True, timeout=120, env={**os.environ, "LC_ALL": "C"})
        return parsed(ran.stdout.decode())

    return run


def shown(tree: markup.HtmlElement) -> list[str]:
    return [words(row[0]) for row in tree.xpath("//table[@id='bang-nhiem-vu']//tr[@id][not(@hidden)]")]


def filtered(**chosen: str) -> str:
    return "#" + "&".join(f"{name.replace('_', '-')}={quote(value)}" for name, value in chosen.items())


def test_an_address_filters_by_unit_group_and_class(browse: Browse) -> None:
    tracking, context, text = example("so-khcn-hai-phong", "nam")
    lines = [(track_, task) for track_, task in zip(tracking.tasks, tasks_of(context), strict=True)]

    tree = browse(text, filtered(lop="thuc-hien-thuong-xuyen", don_vi="van-phong", nhom="I.II"))
    group = {task.ma for task in context.phan[0].nhom[1].nhiem_vu}
    expected = [
        task.ma
        for track_, task in lines
        if task.loai == "thuc-hien-thuong-xuyen" and "van-phong" in track_.task.owing and task.ma in group
    ]
    assert 0 < len(expected) < len(lines)
    assert shown(tree) == expected
    assert words(tree.get_element_by_id("so-dong")).startswith(
        f"Hiện {len(expected)} trên 26 nhiệm vụ: đơn vị «Văn phòng Sở», nhóm «I.II. Cải cách"
    )
    assert tree.get_element_by_id("loc").get("hidden") is None
    visible = tree.xpath("//table[@id='bang-nhiem-vu']/tbody[not(@hidden)]/@data-nhom")
    assert visible == ["I.II"]


@pytest.mark.parametrize("typed", ["thu tuc HANH chinh", "thủ tục hành chính", "THỦ TỤC", "ho so giay to"])
def test_the_search_reads_words_with_and_without_marks(browse: Browse, typed: str) -> None:
    _, context, text = example("so-khcn-hai-phong", "6-thang")
    tree = browse(text, filtered(tim=typed))
    texts = {words(row[0]): " ".join(row.text_content().split()) for row in parsed(text).xpath("//tr[@id]")}
    bare = typed == without_accents(typed) or typed.isascii()
    expected = [
        code
        for code, said in texts.items()
        if all(
            (word.lower() in without_accents(said)) if bare else (word.lower() in said.lower())
            for word in typed.split()
        )
    ]
    assert 0 < len(expected) < len(tasks_of(context))
    assert shown(tree) == expected


def test_a_word_with_other_marks_is_another_word_and_old_spelling_is_the_same(browse: Browse) -> None:
    names = ("Hoà giải ở cơ sở", "Đường Lê Hóa", "Hồ sơ <b>số</b> 100%")
    tasks = tuple(
        Task(f"I.{at}", name, ("don-vi-a",), deadline=Deadline("thường xuyên", None))
        for at, name in enumerate(names, 1)
    )
    text = page_of(plan_of(TaskGroup("I", "Nhóm", tasks)))
    assert shown(browse(text, filtered(tim="hòa"))) == ["I.1"]
    assert shown(browse(text, filtered(tim="hoa"))) == ["I.1", "I.2"]
    assert shown(browse(text, filtered(tim="duong le"))) == ["I.2"]
    assert shown(browse(text, filtered(tim="<b>số 100%"))) == ["I.3"]


def test_nothing_fits_and_a_broken_address(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    tree = browse(text, filtered(tim="không có chữ này"))
    assert shown(tree) == []
    assert tree.get_element_by_id("khong-khop").get("hidden") is None
    assert tree.get_element_by_id("bang-nhiem-vu").get("hidden") is not None
    tree = browse(text, "#lop=khong-co-loai-nay&tim=%E0%A4%A&constructor=1")
    assert len(shown(tree)) == 25


def test_links_filter_where_scripts_run(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    links = browse(text).xpath("//a[@data-loc]")
    assert links
    assert all(link.get("href") == f"#{link.get('data-loc')}" for link in links)


def probe(text: str, script: str) -> str:
    """Return the page without its policy and with a script of the test's own at its end."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    return text.replace("</body>", f"<script>{script}</script></body>")


def test_typing_choosing_and_resetting_filter_and_change_the_address(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    script = """
    const form = document.getElementById("loc"), log = [];
    const say = () => log.push(location.hash + " " + document.getElementById("so-dong").textContent);
    const change = (name, value) => { form.elements[name].value = value;
      form.elements[name].dispatchEvent(new Event("input", {bubbles: true})); say(); };
    change("lop", "hoan-thanh-dung-han");
    change("tim", "không có chữ này");
    form.reset();
    setTimeout(() => { say();
      document.getElementById("mo-het").click();
      log.push(document.querySelectorAll("#bang-nhiem-vu details:not([open])").length);
      document.body.dataset.log = log.join("|"); }, 50);
    """
    first, second, third, closed = browse(probe(text, script)).xpath("string(//body/@data-log)").split("|")
    assert first == ("#lop=hoan-thanh-dung-han Hiện 1 trên 25 nhiệm vụ: loại «hoàn thành đúng hạn (1)».")
    assert second.startswith(
        "#lop=hoan-thanh-dung-han&tim=kh%C3%B4ng%20c%C3%B3%20ch%E1%BB%AF%20n%C3%A0y Hiện 0 trên 25"
    )
    assert third == " Hiện 25 trên 25 nhiệm vụ."
    assert closed == "0"


def test_a_link_to_a_row_that_is_filtered_out_shows_it(browse: Browse) -> None:
    _, _, text = example("so-khcn-hai-phong", "6-thang")
    script = """
    const before = document.getElementById("nv-16").hidden;
    location.hash = "#nv-16";
    setTimeout(() => { document.body.dataset.log = before + " " + document.getElementById("nv-16").hidden; }, 200);
    """
    tree = browse(probe(text, script), filtered(tim="không có chữ này"))
    assert tree.xpath("string(//body/@data-log)") == "true false"


def test_the_policy_stops_other_scripts(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    intruder = "<script>document.body.dataset.log='ran'</script><img src=x onerror=\"document.body.dataset.log='ran'\">"
    tree = browse(text.replace("</body>", f"{intruder}</body>"), filtered(lop="hoan-thanh-dung-han"))
    assert not tree.xpath("//body/@data-log")
    assert len(shown(tree)) == 1  # the page's own does run


MEASURE = """
const lum = c => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
const rgb = s => s.match(/[\\d.]+/g).map(Number);
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
document.querySelectorAll("details").forEach(d => { d.open = true; });
const faint = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
while (walk.nextNode()) { const e = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || e.closest("svg,script,[hidden],option")) continue;
  const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
  seen += 1;
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(e.className + ":" + walk.currentNode.data.trim().slice(0, 30)); }
const wide = [...document.querySelectorAll("body *")].filter(e => !e.closest(".an,.nhay,thead,svg") &&
  e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.tagName + "." + e.className);
const root = document.documentElement;
parent.postMessage([seen > 100, faint.join(";"), root.scrollWidth > root.clientWidth, wide.slice(0, 5).join(";"),
  innerWidth, getComputedStyle(document.body).backgroundColor].join("|"), "*");
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_texts_are_readable_and_nothing_runs_off_the_side(
    browse: Browse, tmp_path: Path, width: int, dark: bool
) -> None:
    tracking = dataclasses.replace(example("so-khcn-hai-phong", "nam")[0], today=dt.date(2027, 1, 1))
    broken = track(tracking.snapshot, {"van-phong": Faults(3, 2)}, dt.date(2026, 12, 20))
    inner = tmp_path / "trong.html"
    inner.write_text(probe(made(broken), MEASURE), encoding="utf-8", newline="\n")
    # a frame, since a browser's own window does not get as narrow as a telephone
    frame = f"""<!DOCTYPE html><meta charset="utf-8"><body><script>
    addEventListener("message", event => {{ document.body.dataset.log = event.data; }});</script>
    <iframe src="{inner.name}" width="{width}" height="900"></iframe></body>"""
    tree = browse(frame, "", "--window-size=1400,1000", f"--blink-settings=preferredColorScheme={0 if dark else 1}")
    ground = LIGHT["page"] if not dark else DARK["page"]
    channels = ", ".join(str(int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    assert tree.xpath("string(//body/@data-log)").split("|") == [
        "true",
        "",
        "false",
        "",
        str(width),
        f"rgb({channels})",
    ]
