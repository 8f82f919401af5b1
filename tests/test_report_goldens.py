"""The four example reports as whole texts; with the templates of 0.1, the plan's words and totals that add up."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Ran
from tests.docx_text import first_report, paragraphs, plain_text, table_headed, tables, texts
from tests.places import DATA

Cli = Callable[..., Ran]
REPORTS = (
    ("so-khcn-hai-phong", "6-thang", "bao-cao-so-6-thang.txt"),
    ("so-khcn-hai-phong", "nam", "bao-cao-so-nam.txt"),
    ("xa-viet-khe", "6-thang", "bao-cao-xa-6-thang.txt"),
    ("xa-viet-khe", "nam", "bao-cao-xa-nam.txt"),
)
CLASSES = (
    "hoàn thành đúng hạn",
    "hoàn thành quá hạn",
    "đang thực hiện trong hạn",
    "đang thực hiện quá hạn",
    "chưa thực hiện trong hạn",
    "chưa thực hiện quá hạn",
    "chưa báo cáo",
    "đã kết thúc",
)
each_report = pytest.mark.parametrize(("workspace", "period"), [report[:2] for report in REPORTS])
each_annual_report = pytest.mark.parametrize("workspace", ["so-khcn-hai-phong", "xa-viet-khe"])


@functools.cache
def read_yaml(path: Path) -> Any:
    """Every scalar as typed: no reader of the program takes part."""
    return yaml.load(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")), Loader=yaml.BaseLoader)


def plan_of(workspace: str) -> Any:
    return read_yaml(DATA / workspace / "ke-hoach" / "nq02-2026.yaml")


def groups_of(plan: Any) -> list[Any]:
    return [group for part in plan["nhiem_vu"] for group in part["nhom"]]


def tasks_of(plan: Any) -> list[Any]:
    return [task for group in groups_of(plan) for task in group["nhiem_vu"]]


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def shown_names(workspace: str) -> dict[str, str]:
    agency = read_yaml(DATA / workspace / "co-quan.yaml")
    return {name: body["ten"] for table in ("don_vi", "nhom_don_vi") for name, body in agency[table].items()}


def counts_in(words: str, total: int) -> Counter[str]:
    """Read ``1 hoàn thành đúng hạn, 11 đang …``, ``đều đang …`` or the name of the only class."""
    if not re.match(r"\d", words):
        return Counter({words.removeprefix("đều "): total})
    return Counter({name: int(number) for number, name in (item.split(" ", 1) for item in words.split(", "))})


def figures(row: list[str]) -> list[int]:
    """The total and the eight classes of a row of a table of counts."""
    assert len(row) == 10, row
    return [int(cell) for cell in row[1:]]


def task_rows(docx: bytes) -> Iterator[tuple[str, list[str]]]:
    """The rows of the tasks, each with the group row above it."""
    group = ""
    for row in table_headed(docx, "STT", "Nhiệm vụ")[1:]:
        if len(row) == 1:
            group = row[0]
        else:
            yield group, row


def progress_column(docx: bytes) -> int:
    heading = table_headed(docx, "STT", "Nhiệm vụ")[0]
    return max(index for index, cell in enumerate(heading) if cell.startswith("Tiến độ"))


def class_of(progress: str) -> str:
    """The class at the head of a progress cell: ``Đang thực hiện trong hạn (40%)``."""
    return next(name for name in CLASSES if progress.lower().startswith(name))


@pytest.mark.parametrize(("workspace", "period", "name"), REPORTS)
def test_the_whole_text_of_a_report(
    workspace: str, period: str, name: str, cli: Cli, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    path = tmp_path / "bao-cao.docx"
    ran = cli("-C", DATA / workspace, "draft", period, "-o", path)
    assert ran.code == 0, ran.err
    golden(name, plain_text(path))


@each_report
def test_every_task_stands_with_text_leads_helpers_and_deadline(workspace: str, period: str) -> None:
    names, rows = shown_names(workspace), [row for _, row in task_rows(first_report(workspace, period))]
    expected = [
        [
            task["ma"],
            task["noi_dung"],
            "; ".join(names.get(name, name) for name in listed(task["chu_tri"])),
            "; ".join(names.get(name, name) for name in listed(task.get("phoi_hop"))),
            task.get("thoi_han", ""),
        ]
        for task in tasks_of(plan_of(workspace))
    ]
    assert [row[:5] for row in rows] == expected


@each_report
def test_every_task_has_its_place_in_the_body(workspace: str, period: str) -> None:
    body = texts(first_report(workspace, period), "ND30 Đoạn văn")
    opened = [match[1] for text in body if (match := re.match(r"- Nhiệm vụ (\S+) \(", text))]
    assert opened == [task["ma"] for task in tasks_of(plan_of(workspace))]


@each_report
def test_every_group_is_a_heading_and_a_row_of_both_tables(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    groups = groups_of(plan_of(workspace))
    headings = texts(docx, "heading 3")
    assert len(headings) == len(groups)
    for heading, group in zip(headings, groups, strict=True):
        assert re.sub(r"^\S+\) ", "", heading).startswith(group["ten"])
    numbered = [f"{group['so']}. {group['ten']}" for group in groups]
    counted = [row[0] for row in table_headed(docx, "Nhóm nhiệm vụ")[2:-1] if not row[0].startswith("PHẦN ")]
    assert counted == numbered
    merged = [row[0] for row in table_headed(docx, "STT", "Nhiệm vụ") if len(row) == 1][:-1]
    assert [text.split(" (kế hoạch không giao")[0] for text in merged if not text.startswith("PHẦN ")] == numbered


@each_report
def test_every_part_is_a_heading_and_a_row(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    parts = [part for part in plan_of(workspace)["nhiem_vu"] if part.get("ten")]
    headings = [re.sub(r"^\d+\. ", "", text) for text in texts(docx, "heading 2")]
    assert all(part["ten"] in headings for part in parts)
    expected = [f"PHẦN {part['phan']}. {part['ten'].upper()}" for part in parts]
    assert [row[0] for row in table_headed(docx, "Nhóm nhiệm vụ") if row[0].startswith("PHẦN ")] == expected


@each_report
def test_every_target_stands_with_its_goal(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    targets = plan_of(workspace)["chi_tieu"].values()
    rows = [row for row in table_headed(docx, "STT", "Chỉ tiêu, đơn vị thực hiện")[1:] if row[0]]
    assert [row[:2] for row in rows] == [[str(number), target["ten"]] for number, target in enumerate(targets, 1)]
    body = texts(docx, "ND30 Đoạn văn")
    for row, target in zip(rows, targets, strict=True):
        amount = target["muc"].get("bang") or target["muc"].get("toi_thieu")
        assert row[2].endswith(f"{amount}%")
        assert sum(text.startswith(f"- {target['ten']}: ") for text in body) == 1


@each_report
def test_recipients_begin_with_nhu_tren_and_end_with_luu(workspace: str, period: str) -> None:
    plan = plan_of(workspace)
    agency = read_yaml(DATA / workspace / "co-quan.yaml")
    hub = agency["don_vi"][agency["dau_moi"]]["viet_tat"]
    addressed = [name["ten"] if isinstance(name, dict) else name for name in plan["kinh_gui"]]
    others = [f"- {name};" for name in plan["noi_nhan"] if name not in addressed]
    assert texts(first_report(workspace, period), "ND30 Nơi nhận") == ["- Như trên;", *others, f"- Lưu: VT, {hub}."]


@each_report
def test_the_text_says_the_total_of_the_plan(workspace: str, period: str) -> None:
    body = texts(first_report(workspace, period), "ND30 Đoạn văn")
    assert any(text.startswith(f"Kế hoạch giao {len(tasks_of(plan_of(workspace)))} nhiệm vụ.") for text in body)


@each_report
def test_classes_in_text_and_tables_are_the_same_and_sum_up(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    total = len(tasks_of(plan_of(workspace)))
    said = Counter[str]()
    for text in texts(docx, "ND30 Đoạn văn"):
        if match := re.fullmatch(r"- (.+): (\d+) nhiệm vụ \([\d,]+%\)[;.]", text):
            said[match[1].lower()] = int(match[2])
    column = progress_column(docx)
    counted = Counter(class_of(row[column]) for _, row in task_rows(docx))
    closing = table_headed(docx, "STT", "Nhiệm vụ")[-1][0]
    match = re.fullmatch(r"Tổng số: (\d+) nhiệm vụ, gồm (.+)\.", closing)
    assert match is not None, closing
    assert said == counted == counts_in(match[2], int(match[1]))
    assert int(match[1]) == counted.total() == total
    for heading in ("Đơn vị", "Nhóm nhiệm vụ"):
        last = table_headed(docx, heading)[-1]
        assert last[0] == "Toàn kế hoạch"
        assert figures(last) == [total, *(said[name] for name in CLASSES)]


@each_report
def test_every_row_of_the_tables_of_counts_sums_up(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    for heading in ("Đơn vị", "Nhóm nhiệm vụ"):
        for row in table_headed(docx, heading)[2:]:
            total, *classes = figures(row)
            assert total == sum(classes), row[0]


@each_report
def test_groups_sum_up_to_parts_and_parts_to_the_plan(workspace: str, period: str) -> None:
    rows = table_headed(first_report(workspace, period), "Nhóm nhiệm vụ")[2:]
    whole = figures(rows.pop())
    parts = [[figures(rows.pop(0)), [0] * 9]] if rows[0][0].startswith("PHẦN ") else [[whole, [0] * 9]]
    for row in rows:
        if row[0].startswith("PHẦN "):
            parts.append([figures(row), [0] * 9])
        else:
            parts[-1][1] = [a + b for a, b in zip(parts[-1][1], figures(row), strict=True)]
    assert all(said == summed for said, summed in parts)
    assert [sum(column) for column in zip(*(said for said, _ in parts), strict=True)] == whole


@each_report
def test_group_headings_group_rows_and_task_rows_count_the_same(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    column, plan = progress_column(docx), plan_of(workspace)
    classes = {row[0]: class_of(row[column]) for _, row in task_rows(docx)}
    rows = [row for row in table_headed(docx, "Nhóm nhiệm vụ")[2:-1] if not row[0].startswith("PHẦN ")]
    for group, row, heading in zip(groups_of(plan), rows, texts(docx, "heading 3"), strict=True):
        counted = Counter(classes[task["ma"]] for task in group["nhiem_vu"])
        assert figures(row) == [counted.total(), *(counted[name] for name in CLASSES)]
        said = re.search(r" \((\d+) nhiệm vụ: ([^()]+)\)$", heading)
        if group["nhiem_vu"]:
            assert said is not None, heading
            assert counts_in(said[2], int(said[1])) == counted
        else:
            assert said is None


@each_report
def test_unit_rows_count_the_tasks_each_unit_leads(workspace: str, period: str) -> None:
    agency, plan = read_yaml(DATA / workspace / "co-quan.yaml"), plan_of(workspace)
    means: dict[str, set[str]] = {}
    for name, group in agency["nhom_don_vi"].items():
        everyone = "tat-ca" in listed(group["gom"])
        ids = set(agency["don_vi"]) if everyone else set(listed(group["gom"]))
        means |= dict.fromkeys((name, group["ten"], *group.get("ten_khac", ())), ids)
    for name, unit in agency["don_vi"].items():
        means |= {key: {name} for key in (name, unit["ten"], *unit.get("ten_khac", ()))}
    folded = {name.casefold(): ids for name, ids in means.items()}
    led = Counter[str]()
    for task in tasks_of(plan):
        led.update(set().union(*(folded[name.casefold()] for name in listed(task["chu_tri"]))))
    rows = table_headed(first_report(workspace, period), "Đơn vị")[2:-1]
    expected = [(unit["ten"], led[name]) for name, unit in agency["don_vi"].items()]
    assert [(re.sub(r" \([^()]*\)$", "", row[0]), figures(row)[0]) for row in rows] == expected


@each_report
def test_figures_of_units_sum_up_to_each_target(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    table = table_headed(docx, "STT", "Chỉ tiêu, đơn vị thực hiện")
    done, whole = table[0].index("Số đạt"), table[0].index("Tổng số")
    sums: list[list[int]] = []
    for row in table[1:]:
        pair = [int(row[index].replace(".", "")) for index in (done, whole)]
        if row[0]:
            sums.append([*pair, 0, 0])
        else:
            sums[-1][2:] = [a + b for a, b in zip(sums[-1][2:], pair, strict=True)]
    assert sums
    assert all(said[:2] == said[2:] for said in sums)
    body = "\n".join(texts(docx, "ND30 Đoạn văn"))
    for row in table[1:]:
        if row[0]:
            assert f"- {row[1]}: {row[done + 2]} ({row[done]}/{row[whole]}), " in body


@each_annual_report
def test_the_comparison_sums_up_on_both_sides(workspace: str) -> None:
    docx = first_report(workspace, "nam")
    total = len(tasks_of(plan_of(workspace)))
    rows = table_headed(docx, "Phân loại")[1:]
    assert [row[0].lower() for row in rows] == list(CLASSES)
    assert sum(int(row[1]) for row in rows) == sum(int(row[2]) for row in rows) == total
    for row in rows:
        change = int(row[2]) - int(row[1])
        assert row[3] == ("Không đổi" if change == 0 else f"{'Tăng' if change > 0 else 'Giảm'} {abs(change)}")
    moved = 0
    for text in texts(docx, "ND30 Đoạn văn"):
        if match := re.fullmatch(r"- (\d+) nhiệm vụ từ (.+) chuyển sang (.+): (.+)\.", text):
            assert int(match[1]) == len(match[4].split(", "))
            assert {match[2], match[3]} <= set(CLASSES)
            moved += int(match[1])
    unchanged = re.search(r", (\d+) nhiệm vụ không đổi phân loại", "\n".join(texts(docx, "ND30 Đoạn văn")))
    assert unchanged is not None
    assert moved + int(unchanged[1]) == total


@each_annual_report
def test_the_annual_report_repeats_what_the_half_year_report_said(workspace: str) -> None:
    annual, half = first_report(workspace, "nam"), first_report(workspace, "6-thang")
    before = figures(table_headed(half, "Đơn vị")[-1])[1:]
    assert [int(row[1]) for row in table_headed(annual, "Phân loại")[1:]] == before
    targets = table_headed(annual, "STT", "Chỉ tiêu, đơn vị thực hiện")
    column = next(index for index, cell in enumerate(targets[0]) if cell.startswith("6 tháng"))
    said = [row[5] for row in table_headed(half, "STT", "Chỉ tiêu, đơn vị thực hiện")[1:] if row[0]]
    assert [row[column] for row in targets[1:] if row[0]] == said


@each_report
def test_no_slip_of_the_pen_that_a_reader_would_see(workspace: str, period: str) -> None:
    docx = first_report(workspace, period)
    printed = [text for _, text in paragraphs(docx)]
    for text in printed:
        assert not re.search(r"\.\.(?!\.)(?<!\.\.\.)|,,|;;|: *\.|\( | \)|\(\)| [,;:!?]|None|\bnan\b", text), text
        assert text == text.strip() or re.match(r"Số: +/|.*\((Kèm theo)", text), text
        assert unicodedata.is_normalized("NFC", text)
    assert texts(docx, "ND30 Đoạn cuối")[-1].endswith("./.")
    assert tables(docx)[0][0][1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc")
