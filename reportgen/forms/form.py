"""The form of one unit for one period: its own tasks and targets, with how to fill it in."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.forms.about import about_task
from reportgen.forms.times import about_times, due_times, hint
from reportgen.model.agency import Agency
from reportgen.model.fields import TEXT, Key, item_text, keys_of
from reportgen.model.goals.goal import Goal, with_measure
from reportgen.model.goals.joining import base_of
from reportgen.model.goals.shown import printed
from reportgen.model.moving import day_and_document
from reportgen.model.owing import helpers_of, owing_units, reports_for_many, target_owners
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period, Plan, Target, Task
from reportgen.model.status import General, TargetStatus, TaskStatus, UnitStatus
from reportgen.patching.block import block
from reportgen.vn.dates import parse_date, short_date
from reportgen.vn.deadlines import Deadline, Occurrence
from reportgen.vn.numbers import format_number
from reportgen.vn.text import lower_first
from reportgen.workspace import SCHEMA_FILE

MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}"
"""Editors that know YAML complete and check by this schema; it lies beside the form."""

_HINT_AT = 27
_LONGEST_BEFORE = 600  # characters of the last period's result; the whole stands in its file
_TARGET_HELP = (
    "Không có phát sinh thì ghi tu_so: 0, mau_so: 0. Khi cần thì thêm dòng:",
    "  uoc: {tu_so: 120, mau_so: 125}   ước đến hết kỳ báo cáo",
    "  toan_co_quan: có                 ghi chữ có nếu số liệu là của toàn cơ quan",
    '  ty_le: "98,3"                    chỉ khi không có số đếm',
)


NO_DAY = "không cần ghi: việc thường xuyên, hoan-thanh là đã xong việc của kỳ này"
"""Said behind the day of completion of recurring work."""
_EXTRA_HELP = (
    "Việc phát sinh ngoài kế hoạch, mỗi việc một mục; không có thì để trống:",
    "  - noi_dung: việc đã làm",
    "    ket_qua: kết quả",
    "    van_ban: [Công văn số 15/SKHCN-VP ngày 03/4/2026]",
)
_SETTLED_HELP = "Cảnh báo đã xem và thấy đúng thì chép dòng «đúng thì ghi» xuống dưới dòng này, ghi lý do."


@dataclass(frozen=True)
class Row:
    """A target or task of the form: what is explained above it, and the lines to fill in."""

    code: str
    about: list[str]
    lines: list[str]


@dataclass(frozen=True)
class Parts:
    """The pieces of a form, from which it is written, or a filled one brought up to date."""

    heading: list[str]
    identity: list[str]
    target_help: list[str]
    targets: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    helping: list[str] = field(default_factory=list)
    helped: frozenset[str] = frozenset()
    """Tasks that the unit only helps with: it may report on them, and owes nothing."""


HEADING, TARGETS, HELPING, EXTRA, SETTLED = "biểu", "chỉ tiêu", "phối hợp", "phát sinh", "xác nhận"
"""Owners of the blocks that explain no single row."""


def form(agency: Agency, plan: Plan, where: PeriodId, unit_id: str, before: UnitStatus | None = None) -> str:
    """Return the form of ``unit_id`` for one period, ``where``.

    It lists what the unit owes: its targets and the tasks it leads that have not been ended. Tasks it
    only helps with are named at the end. ``before`` is what the unit reported for the period before.
    """
    pieces = parts(agency, plan, where, unit_id, before)
    lines = [*pieces.heading, MODELINE, "", *pieces.identity]
    if pieces.targets:
        lines += ["", *pieces.target_help, "chi_tieu:"]
        for row in pieces.targets:
            lines += [*row.about, *row.lines]
    if pieces.tasks:
        lines += ["", "nhiem_vu:"]
        for row in pieces.tasks:
            lines += ["", *row.about, *row.lines]
    if pieces.helping:
        lines += ["", *pieces.helping]
    lines += ["", "chung:"]
    for key in keys_of(General):
        lines += [_block_line(General, key.name, 2), ""]
    lines += [*block(EXTRA, _EXTRA_HELP), "phat_sinh:", ""]
    return "\n".join([*lines, *block(SETTLED, [_SETTLED_HELP]), "xac_nhan:", ""])


def parts(agency: Agency, plan: Plan, where: PeriodId, unit_id: str, before: UnitStatus | None = None) -> Parts:
    """Return the pieces of a unit's form; arguments as of :func:`form`."""
    plan_id, period_id = where
    period = plan.periods[period_id]
    whole, agency, plan = agency, agency.on(period.cutoff), plan.on(period.cutoff)
    previous = plan.periods.get(period.previous or "")
    earlier = before if before is not None and before.sent and previous else None
    named = f"Kỳ trước ({previous.name}): " if previous else ""
    targets = [(code, target) for code, target in plan.targets.items() if unit_id in target_owners(agency, target)]
    tasks = [task for task in plan.tasks() if unit_id in owing_units(agency, task) and not task.ended_by(period.cutoff)]
    helped = [
        task.code for task in plan.tasks() if unit_id in helpers_of(agency, task) and not task.ended_by(period.cutoff)
    ]
    return Parts(
        heading=block(HEADING, _heading(agency, plan, period, unit_id)),
        identity=[
            f"don_vi: {unit_id}",
            f"ke_hoach: {_scalar(plan_id)}",
            f"ky_bao_cao: {period_id}",
            _line(UnitStatus, "ngay_lap", 0),
        ],
        target_help=block(TARGETS, _TARGET_HELP),
        targets=[
            _target(code, target, period_id, _target_before(earlier, named, code, target)) for code, target in targets
        ],
        tasks=[
            _task(
                agency,
                task,
                period,
                unit_id,
                [*_moved(whole, task), *_task_before(earlier, named, task.code)],
                due_times(
                    task.deadline_on(period.cutoff),
                    period,
                    earlier.tasks.get(task.code) if earlier else None,
                    previous.cutoff if previous else None,
                ),
            )
            for task in tasks
        ],
        helping=_helping(helped),
        helped=frozenset(helped),
    )


def deadline_in_words(deadline: Deadline) -> str:
    """Return a deadline with its last good day: ``trước 10/5/2026 (muộn nhất hết ngày 09/5/2026)``."""
    last = deadline.last_day
    if last is None or _is_the_day(deadline.text, last):
        return deadline.text
    return f"{deadline.text} (muộn nhất hết ngày {short_date(last)})"


def _is_the_day(text: str, day: dt.date) -> bool:
    try:
        return parse_date(text) == day
    except ValueError:
        return False


def _scalar(name: str) -> str:
    """Return ``name`` as a YAML value; a file's name may hold what YAML reads as syntax."""
    return name if re.fullmatch(r"\w[\w.-]*", name) else json.dumps(name, ensure_ascii=False)


def _line(record: type, name: str, indent: int, hint: str | None = None) -> str:
    """Return the line of an empty field with its hint, which the model declares."""
    declared = next(key.hint for key in keys_of(record) if key.name == name)
    text = f"{' ' * indent}{name}:"
    shown = declared if hint is None else hint
    return f"{text:<{_HINT_AT}}# {shown}" if shown else text


def _block_line(record: type, name: str, indent: int) -> str:
    """Return the line of a field whose text is to stand below it."""
    return _line(record, name, indent).replace(f"{name}: ", f"{name}: |", 1).replace("|  ", "| ", 1)


def _heading(agency: Agency, plan: Plan, period: Period, unit_id: str) -> list[str]:
    span = f"số liệu từ {short_date(period.start)} đến hết {short_date(period.cutoff)}"
    return [
        "BIỂU BÁO CÁO TÌNH HÌNH THỰC HIỆN KẾ HOẠCH",
        f"Cơ quan:    {agency.name}",
        f"Đơn vị:     {agency.units[unit_id].name}",
        f"Kế hoạch:   {plan.subject}",
        f"Kỳ báo cáo: {period.name} ({span})",
        f"Hạn gửi:    {deadline_in_words(period.unit_deadline)}",
        "",
        "Cách điền:",
        "1. Gõ vào sau dấu hai chấm, cách một dấu cách. Dòng #: là hướng dẫn; ghi chú riêng thì dùng #.",
        "2. Sau dấu | thì viết ở các dòng dưới, mỗi dòng lùi vào sâu hơn tên mục hai dấu cách.",
        "3. Không dùng phím Tab. Mục nào không có gì thì để trống.",
        "4. Điền ngay_lap khi đã xong; tệp chưa có ngay_lap là chưa gửi.",
        "5. Bấm Ctrl+S để lưu, giữ nguyên tên tệp; máy có reportgen thì chạy: reportgen check TÊN_TỆP",
    ]


def _target(code: str, target: Target, period: str, before: Sequence[str]) -> Row:
    goal = f"{target.name} ({'; '.join(_target_about(target, period))})"
    hints = _target_hints(target)
    lines = [_line(TargetStatus, key.name, 4, hints.get(key.attribute)) for key in _target_keys(target, period)]
    return Row(code, block(code, [goal, *before], 2), [f"  {code}:", *lines])


def _target_about(target: Target, period: str) -> Iterator[str]:
    """Yield what a target asks for, as the plan writes it, and how its figure is taken."""
    goal = target.goal
    if goal.kinds:
        yield f"giao: {goal.typed or lower_first(goal.words)}"
    else:
        yield "số liệu thống kê, không giao mức"
    if target.cumulative:
        yield "số lũy kế từ đầu năm"
    for level in target.levels:
        yield f"mốc đến {short_date(level.due)}: {goal.with_measure(format_number(level.level))}"
    last_year = target.last_year_in(period)
    if last_year is not None:
        same = "cùng kỳ " if period in target.last_year or not target.cumulative else ""
        yield f"{same}năm trước: {_measured(last_year, goal)}"


def _measured(figure: Fraction, goal: Goal) -> str:
    return with_measure(format_number(printed(figure, "")), goal.figure_measure)


def _target_keys(target: Target, period: str) -> Iterator[Key]:
    """Yield the keys that every row of a target has; of those without a hint ``_TARGET_HELP`` speaks."""
    keys = {key.attribute: key for key in keys_of(TargetStatus)}
    missed = ("cause", "remedy") if target.goal.kinds else ()
    for attribute in (*_asked(target, period), "note", *missed):
        yield keys[attribute]


def _asked(target: Target, period: str) -> tuple[str, ...]:
    """Return in which keys the result of a target stands."""
    goal = target.goal
    if not goal.kind.counted:
        return ("value", "judged")
    if goal.is_rate or (goal.is_change and base_of(target, period) is None):
        return ("numerator", "denominator")
    return ("numerator",)


def _target_hints(target: Target) -> dict[str, str]:
    """Return the hints that are other than the model's own."""
    goal = target.goal
    if not goal.kind.counted:
        return {"value": "kết quả, ví dụ Xếp hạng nhóm B", "judged": "dat hoặc chua-dat"}
    if goal.is_rate:
        return {}
    measure = f" ({goal.figure_measure})" if goal.figure_measure else ""
    if goal.is_change:
        return {"numerator": f"số kỳ này{measure}", "denominator": f"số của kỳ so sánh{measure}"}
    return {"numerator": f"giá trị{measure}"}


def _task(
    agency: Agency, task: Task, period: Period, unit_id: str, before: Sequence[str], due: Sequence[Occurrence]
) -> Row:
    deadline = task.deadline_on(period.cutoff)
    about = about_task(agency, task, deadline_in_words(deadline) if deadline else "kế hoạch không ghi", unit_id)
    lines = [f"  {task.code}:"]
    for key in keys_of(TaskStatus):
        if _is_written_below(key):
            lines += [_block_line(TaskStatus, key.name, 4), ""]
        elif key.attribute == "occurrences":
            lines += _times(key, due)
        elif _is_asked(key, agency, task, period, unit_id):
            lines.append(_line(TaskStatus, key.name, 4, _task_hint(key, deadline)))
    about += about_times(task, deadline, period)
    return Row(task.code, block(task.code, [*about, *before], 2), lines)


def _times(key: Key, due: Sequence[Occurrence]) -> list[str]:
    """Return a line for each time that is to be answered; none where there is no such time."""
    if not due:
        return []
    answers = [f"{f'      {each.code}:':<{_HINT_AT}}# {hint(each)}" for each in due]
    return [_line(TaskStatus, key.name, 4), *answers]


def _moved(whole: Agency, task: Task) -> list[str]:
    """Return who led a task before, a line for each move; ``whole``: the agency through all time."""
    lines = []
    for leads, move in task.handovers():
        lines.append(f"Chuyển từ {'; '.join(whole.shown_names(leads))} {day_and_document(move)}")
    return lines


def _is_asked(key: Key, agency: Agency, task: Task, period: Period, unit_id: str) -> bool:
    """Tell whether a form has a line for ``key``: some only make sense for some tasks."""
    if key.attribute == "carried_over":
        return period.previous is not None
    if key.attribute == "through":
        return reports_for_many(agency, task, unit_id)
    return True


def _task_hint(key: Key, deadline: Deadline | None) -> str | None:
    """Return the hint of a key for recurring work, None where the model's own fits."""
    needless = key.attribute == "completed" and deadline is not None and deadline.recurring
    return NO_DAY if needless else None


def _is_written_below(key: Key) -> bool:
    """Tell whether sentences are to be written: on the lines below the key."""
    return item_text(key.shape) is TEXT


def _task_before(earlier: UnitStatus | None, named: str, code: str) -> list[str]:
    """Return what the unit said of a task in the period before."""
    row = earlier.tasks.get(code) if earlier else None
    if row is None or row.state is None:
        return []
    words = [row.state.value]
    if row.progress is not None:
        words.append(f"{format_number(row.progress)}%")
    if row.completed is not None:
        words.append(f"ngày {short_date(row.completed)}")
    result = " ".join((row.result or "").split())
    if len(result) > _LONGEST_BEFORE:
        result = result[:_LONGEST_BEFORE].rsplit(" ", 1)[0] + "…"
    return [f"{named}{', '.join(words)}. {result}".rstrip()]


def _target_before(earlier: UnitStatus | None, named: str, code: str, target: Target) -> list[str]:
    """Return the unit's figures for a target in the period before."""
    row = earlier.targets.get(code) if earlier else None
    if row is None:
        return []
    if row.numerator is not None:
        figures = format_number(row.numerator)
        figures += f"/{format_number(row.denominator)}" if row.denominator is not None else ""
        figures = figures if target.goal.is_rate else with_measure(figures, target.goal.figure_measure)
    elif row.value is not None:
        judged = f" ({row.judged.label})" if row.judged else ""
        figures = f"{' '.join(row.value.split())}{judged}"
    elif row.rate is not None:
        figures = f"{format_number(row.rate)}%"
    else:
        return []
    return [f"{named}{figures}"]


def _helping(codes: Sequence[str]) -> list[str]:
    if not codes:
        return []
    text = "Nhiệm vụ đơn vị phối hợp, muốn báo cáo thì thêm mục vào nhiem_vu ở trên: " + ", ".join(codes)
    return block(HELPING, [text])
