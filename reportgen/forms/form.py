"""The form of one unit for one period: its own tasks and targets, with how to fill it in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.forms.owed import Owed, data_span, deadline_in_words, target_hints, target_keys, task_hint
from reportgen.forms.times import hint
from reportgen.model.fields import TEXT, Key, item_text, keys_of
from reportgen.model.plan import Target, Task
from reportgen.model.status import General, TargetStatus, TaskStatus, UnitStatus
from reportgen.patching.block import block
from reportgen.vn.deadlines import Occurrence
from reportgen.workspace import SCHEMA_FILE

MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}"
"""Editors that know YAML complete and check by this schema; it lies beside the form."""

_HINT_AT = 27
_TARGET_HELP = (
    "Không có phát sinh thì ghi tu_so: 0, mau_so: 0. Khi cần thì thêm dòng:",
    "  uoc: {tu_so: 120, mau_so: 125}   ước đến hết kỳ báo cáo",
    "  toan_co_quan: có                 ghi chữ có nếu số liệu là của toàn cơ quan",
    '  ty_le: "98,3"                    chỉ khi không có số đếm',
)


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


def form_of(all_owed: Owed) -> str:
    """Return the form of what a unit owes: its targets, the tasks it leads; those it only helps with at the end."""
    pieces = parts_of(all_owed)
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


def parts_of(all_owed: Owed) -> Parts:
    """Return the pieces of the form of what a unit owes."""
    where = all_owed.where
    helped = [task.code for task in all_owed.helped]
    return Parts(
        heading=block(HEADING, _heading(all_owed)),
        identity=[
            f"don_vi: {all_owed.unit_id}",
            f"ke_hoach: {_scalar(where.plan)}",
            f"ky_bao_cao: {where.period}",
            _line(UnitStatus, "ngay_lap", 0),
        ],
        target_help=block(TARGETS, _TARGET_HELP),
        targets=[_target(all_owed, code, target) for code, target in all_owed.targets],
        tasks=[_task(all_owed, task) for task in all_owed.tasks],
        helping=_helping(helped),
        helped=frozenset(helped),
    )


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


def _heading(owed: Owed) -> list[str]:
    period = owed.period
    return [
        "BIỂU BÁO CÁO TÌNH HÌNH THỰC HIỆN KẾ HOẠCH",
        f"Cơ quan:    {owed.agency.name}",
        f"Đơn vị:     {owed.agency.units[owed.unit_id].name}",
        f"Kế hoạch:   {owed.plan.subject}",
        f"Kỳ báo cáo: {period.name} ({data_span(period)})",
        f"Hạn gửi:    {deadline_in_words(period.unit_deadline)}",
        "",
        "Cách điền:",
        "1. Gõ vào sau dấu hai chấm, cách một dấu cách. Dòng #: là hướng dẫn; ghi chú riêng thì dùng #.",
        "2. Sau dấu | thì viết ở các dòng dưới, mỗi dòng lùi vào sâu hơn tên mục hai dấu cách.",
        "3. Không dùng phím Tab. Mục nào không có gì thì để trống.",
        "4. Điền ngay_lap khi đã xong; tệp chưa có ngay_lap là chưa gửi.",
        "5. Bấm Ctrl+S để lưu, giữ nguyên tên tệp; máy có reportgen thì chạy: reportgen check TÊN_TỆP",
    ]


def _target(owed: Owed, code: str, target: Target) -> Row:
    hints = target_hints(target)
    keys = target_keys(target, owed.where.period)
    lines = [_line(TargetStatus, key.name, 4, hints.get(key.attribute)) for key in keys]
    return Row(code, block(code, owed.about_target(code, target), 2), [f"  {code}:", *lines])


def _task(owed: Owed, task: Task) -> Row:
    lines = [f"  {task.code}:"]
    for key in keys_of(TaskStatus):
        if not owed.asks(key, task):
            continue
        if is_written_below(key):
            lines += [_block_line(TaskStatus, key.name, 4), ""]
        elif key.attribute == "occurrences":
            lines += _times(key, owed.times(task))
        else:
            lines.append(_line(TaskStatus, key.name, 4, task_hint(key, task.deadline_on(owed.period.cutoff))))
    return Row(task.code, block(task.code, owed.about_task(task), 2), lines)


def _times(key: Key, due: Sequence[Occurrence]) -> list[str]:
    """Return a line for each time that is to be answered."""
    answers = [f"{f'      {each.code}:':<{_HINT_AT}}# {hint(each)}" for each in due]
    return [_line(TaskStatus, key.name, 4), *answers]


def is_written_below(key: Key) -> bool:
    """Tell whether sentences are to be written: on the lines below the key."""
    return item_text(key.shape) is TEXT


def _helping(codes: Sequence[str]) -> list[str]:
    if not codes:
        return []
    text = "Nhiệm vụ đơn vị phối hợp, muốn báo cáo thì thêm mục vào nhiem_vu ở trên: " + ", ".join(codes)
    return block(HELPING, [text])
