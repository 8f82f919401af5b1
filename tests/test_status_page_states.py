"""The page of ``status --html`` in every state of a period, and with many tasks."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from reportgen.compose import compose
from reportgen.merge import merge
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Task, TaskGroup
from reportgen.page import page
from reportgen.page.timeline import due_days
from reportgen.track import track
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline
from tests.conftest import Small
from tests.models import AGENCY, CUTOFF
from tests.small import fill
from tests.status_page import DAY, card, made, page_of, parsed, plan_of, rows, structure_holds, tracked, words


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
