"""From plan to the YAML form a unit fills in: its own tasks and targets, with how to do it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from reportgen.model.agency import Agency
from reportgen.model.owing import helpers_of, owing_units, target_owners
from reportgen.model.plan import Period, Plan, Target, Task
from reportgen.model.status import State
from reportgen.vn.dates import Deadline, short_date
from reportgen.vn.text import lower_first

WIDTH = 100
_TARGET_HELP = (
    "Không có phát sinh thì ghi tu_so: 0, mau_so: 0. Có thể thêm mục: uoc: {tu_so: 120, mau_so: 125} là ước đến hết "
    'kỳ; toan_co_quan: có khi số liệu là của toàn cơ quan; ty_le: "98,3" chỉ khi không có số đếm.'
)
_STATES = " | ".join(state.value for state in State)


def form(agency: Agency, plan: Plan, where: tuple[str, str], unit_id: str) -> str:
    """Return the form of ``unit_id`` for one period; ``where``: plan id and period id.

    It lists what the unit owes: its targets and the tasks it leads that have not been ended. Tasks it
    only helps with are named at the end.
    """
    plan_id, period_id = where
    period = plan.periods[period_id]
    lines = [
        *_heading(agency, plan, period, unit_id),
        f"don_vi: {unit_id}",
        f"ke_hoach: {_scalar(plan_id)}",
        f"ky_bao_cao: {period_id}",
        "ngay_lap:                  # ngày/tháng/năm; điền khi gửi, để trống là chưa gửi",
    ]
    targets = [(code, target) for code, target in plan.targets.items() if unit_id in target_owners(agency, target)]
    if targets:
        lines += ["", *_comment([_TARGET_HELP], 0), "chi_tieu:"]
        for code, target in targets:
            lines += _target(code, target)
    tasks = [task for task in plan.tasks() if unit_id in owing_units(agency, task) and not task.ended_by(period.cutoff)]
    if tasks:
        lines += ["", "nhiem_vu:"]
        for task in tasks:
            lines += _task(agency, task, period)
    lines += _helping(agency, plan, period, unit_id)
    lines += [
        "",
        "chung:",
        "  chi_dao_dieu_hanh: |",
        "",
        "  ton_tai: |",
        "",
        "  kien_nghi: |",
        "",
        "  phuong_huong: |",
        "",
    ]
    return "\n".join(lines)


def deadline_in_words(deadline: Deadline) -> str:
    """Return a deadline with its last good day: ``trước 10/5/2026 (muộn nhất hết ngày 09/5/2026)``."""
    if deadline.last_day is None or (deadline.text[:1].isdecimal() and "/" in deadline.text):
        return deadline.text
    return f"{deadline.text} (muộn nhất hết ngày {short_date(deadline.last_day)})"


def _scalar(name: str) -> str:
    """Return ``name`` as a YAML value; a file's name may hold what YAML reads as syntax."""
    return name if re.fullmatch(r"\w[\w.-]*", name) else json.dumps(name, ensure_ascii=False)


def _heading(agency: Agency, plan: Plan, period: Period, unit_id: str) -> list[str]:
    span = f"số liệu từ {short_date(period.start)} đến hết {short_date(period.cutoff)}"
    text = [
        "BIỂU BÁO CÁO TÌNH HÌNH THỰC HIỆN KẾ HOẠCH",
        f"Cơ quan:    {agency.name}",
        f"Đơn vị:     {agency.units[unit_id].name}",
        f"Kế hoạch:   {plan.subject}",
        f"Kỳ báo cáo: {period.name} ({span})",
        f"Hạn gửi:    {deadline_in_words(period.unit_deadline)}",
        "",
        "Cách điền:",
        "1. Gõ vào sau dấu hai chấm, cách một dấu cách. Dòng bắt đầu bằng # là hướng dẫn, không phải sửa.",
        "2. Sau dấu | viết ở dòng dưới, lùi vào sâu hơn tên mục hai dấu cách; viết bao nhiêu dòng cũng được.",
        "3. Không dùng phím Tab. Mục nào không có gì thì để trống.",
        "4. Điền ngay_lap khi đã xong; tệp chưa có ngay_lap là chưa gửi.",
        "5. Lưu với mã UTF-8, rồi kiểm tra bằng lệnh: reportgen check TÊN_TỆP",
    ]
    return [*_comment(text, 0), ""]


def _target(code: str, target: Target) -> list[str]:
    lines = [
        *_comment([f"{target.name} (giao: {lower_first(target.goal.words)})"], 2),
        f"  {code}:",
        "    tu_so:                 # số đạt"
        if target.goal.is_rate
        else f"    tu_so:                 # giá trị ({target.goal.measure})",
    ]
    if target.goal.is_rate:
        lines += ["    mau_so:                # tổng số"]
    return [*lines, "    ghi_chu:"]


def _task(agency: Agency, task: Task, period: Period) -> list[str]:
    deadline = task.deadline_on(period.cutoff)
    about = [
        task.text,
        f"Thời hạn: {deadline_in_words(deadline) if deadline else 'kế hoạch không ghi'}",
    ]
    if task.helpers:
        about.append("Phối hợp: " + "; ".join(agency.shown_name(name) for name in task.helpers))
    lines = [
        "",
        *_comment(about, 2),
        f"  {task.code}:",
        f"    trang_thai:            # {_STATES}",
        "    tien_do:               # từ 0 đến 100",
        "    ngay_hoan_thanh:       # ngày/tháng/năm, chỉ khi hoan-thanh",
        "    ket_qua: |",
        "",
        "    van_ban: |             # mỗi văn bản một dòng, ví dụ Quyết định số 12/QĐ-… ngày 02/4/2026",
        "",
        "    kho_khan: |",
        "",
        "    nguyen_nhan: |",
        "",
        "    kien_nghi: |",
        "",
        "    ke_hoach_toi: |",
        "",
    ]
    if period.previous:
        lines.append("    nhu_ky_truoc:          # ghi có nếu kết quả giữ như kỳ trước")
    return lines


def _helping(agency: Agency, plan: Plan, period: Period, unit_id: str) -> list[str]:
    codes = [
        task.code for task in plan.tasks() if unit_id in helpers_of(agency, task) and not task.ended_by(period.cutoff)
    ]
    if not codes:
        return []
    text = "Nhiệm vụ đơn vị phối hợp, muốn báo cáo thì thêm mục vào nhiem_vu ở trên: " + ", ".join(codes)
    return ["", *_comment([text], 0)]


def _comment(paragraphs: Iterable[str], indent: int) -> list[str]:
    prefix = " " * indent + "# "
    lines: list[str] = []
    for paragraph in paragraphs:
        wrapped = textwrap.wrap(paragraph, WIDTH - len(prefix), break_long_words=False, break_on_hyphens=False)
        lines += [(prefix + line).rstrip() for line in wrapped or [""]]
    return lines
