"""Plans with their truth known, and how much of one is read: cell by cell, nothing wrong in silence, nothing lost."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.planread import FoundPlan
from reportgen.planread.texts import one_line
from reportgen.vn.text import fold

UNITS = (
    "Văn phòng HĐND và UBND", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Phòng Tài chính - Kế hoạch",
    "Trung tâm Phục vụ hành chính công", "Công an phường", "Ban Quản lý dự án", "Trạm Y tế",
)  # fmt: skip
OUTSIDE = (
    "Ủy ban MTTQ Việt Nam phường", "các tổ dân phố", "Hội Liên hiệp Phụ nữ", "Đoàn TNCS Hồ Chí Minh", "các đơn vị có liên quan",
    "UBND cấp xã",
)  # fmt: skip
GROUPS = (
    "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ",
    "Cải cách tài chính công", "Xây dựng chính quyền số",
)  # fmt: skip
WORK = (
    "Rà soát {}, kiến nghị sửa đổi những nội dung không còn phù hợp", "Tổ chức tuyên truyền về {} đến các tổ dân phố",
    "Xây dựng kế hoạch thực hiện {}; hướng dẫn các đơn vị triển khai", "Kiểm tra việc thực hiện {} tại các đơn vị",
    "Nâng cấp {}: bảo đảm kết nối, chia sẻ dữ liệu", "Tập huấn cho công chức về {} (02 lớp)",
)  # fmt: skip
THINGS = (
    "quy trình nội bộ", "văn bản quy phạm pháp luật", "dịch vụ công trực tuyến", "hồ sơ điện tử", "chuẩn mực ứng xử",
    "dữ liệu hộ tịch", "quản lý tài sản công", "vị trí việc làm", "thông tin cơ sở", "an toàn thông tin",
)  # fmt: skip
PRODUCTS = ("Kế hoạch", "Báo cáo", "Quyết định của UBND phường", "Danh mục hồ sơ", "Văn bản chỉ đạo")
WHEN = (
    "Thường xuyên", "Quý I/2026", "Quý II/2026", "Tháng 9/2026", "Trước 30/6/2026", "Năm 2026", "15/11/2026",
    "6 tháng đầu năm 2026", "Hằng quý",
)  # fmt: skip


@dataclass
class Row:
    """One line of a task's work: its second line where a task takes two."""

    leads: list[str]
    helpers: list[str]
    when: str
    products: list[str]


@dataclass
class Job:
    """A task as it is meant."""

    number: int
    text: str
    rows: list[Row]


@dataclass
class Truth:
    """A plan's groups, each with its tasks."""

    groups: list[tuple[str, list[Job]]]


@dataclass
class Score:
    """How many cells were read right, wrong but doubted, wrong and not; words found nowhere."""

    right: int = 0
    doubted: int = 0
    silent: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.right + self.doubted + len(self.silent)


def truth(seed: int, *, double: bool = False, products: bool = True, groups: int = len(GROUPS)) -> Truth:
    """Make a plan; ``double``: every fifth task has a second line of its own product, lead and deadline."""
    pick = random.Random(seed)
    number, made = 0, []

    def row() -> Row:
        leads = pick.sample(UNITS, pick.choice((1, 1, 1, 2)))
        helpers = pick.sample(UNITS + OUTSIDE, pick.choice((0, 1, 2, 3)))
        helpers = [helper for helper in helpers if helper not in leads]
        return Row(leads, helpers, pick.choice(WHEN), [pick.choice(PRODUCTS)] if products else [])

    for name in GROUPS[:groups]:
        jobs = []
        for _ in range(10):
            number += 1
            text = f"{pick.choice(WORK).format(pick.choice(THINGS))} năm 2026, đợt {number}."
            jobs.append(Job(number, text, [row(), row()] if double and number % 5 == 0 else [row()]))
        made.append((name, jobs))
    return Truth(made)


def score(plan: Truth, found: FoundPlan) -> Score:
    """Hold what was read against what is meant, cell by cell."""
    result = Score()
    groups = {fold(group.name): group for section in found.sections for group in section.groups}
    everything = fold(" ".join(_everything(found)))
    asked = {fold(doubt.words) for task in found.tasks() for doubt in task.doubts}
    for name, jobs in plan.groups:
        group = groups.get(fold(name))
        _note(result, group is not None, True, f"nhóm {name}")
        read_tasks = {_key(task.text): task for task in group.tasks} if group else {}
        for job in jobs:
            task = read_tasks.get(_key(job.text))
            for at, row in enumerate(job.rows):
                for what, meant, got in _compared(job, row, task, at):
                    doubted = bool(task and task.doubts) or (isinstance(got, list) and not asked.isdisjoint(got))
                    _note(result, meant == got, doubted, f"{job.number} {what}: {meant!r}, đọc {got!r}")
                words = [job.text, *row.leads, *row.helpers, row.when, *row.products]
                result.lost += [word for word in words if word and fold(word) not in everything]
    return result


def _key(text: str) -> str:
    found = re.search(r"đợt (\d+)", text)
    return found[1] if found else fold(text)


def _note(result: Score, right: bool, doubted: bool, told: str) -> None:
    if right:
        result.right += 1
    elif doubted:
        result.doubted += 1
        result.told.append(told)
    else:
        result.silent.append(told)


def _compared(job: Job, row: Row, task: Any, at: int) -> Iterator[tuple[str, Any, Any]]:
    part = task.parts[at] if task and len(job.rows) > 1 and len(task.parts) > at else None
    own = part or task
    if at == 0:
        yield "noi_dung", fold(job.text), fold(one_line(task.text)) if task else None
    yield "chu_tri", [fold(name) for name in row.leads], [fold(name) for name in own.leads] if own else None
    yield "phoi_hop", [fold(name) for name in row.helpers], [fold(name) for name in own.helpers] if own else None
    yield "thoi_han", fold(row.when), fold(own.deadline) if own else None
    if row.products:
        got = ([part.text] if part else task.products) if task else []
        yield "san_pham", [fold(each) for each in row.products], [fold(each) for each in got]


def _everything(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _everything(each)
    elif isinstance(found, dict):
        yield from _everything(list(found.values()))
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from _everything(getattr(found, name))
