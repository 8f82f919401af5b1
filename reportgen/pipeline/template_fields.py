"""Every variable of a report's template, with what it means and what it is in the data of today, to copy from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from reportgen import stock
from reportgen.compose import compose
from reportgen.errors import CannotRun, ReportgenError
from reportgen.model.context import BieuDo, BoiCanh, CoQuan
from reportgen.model.period_id import PeriodId
from reportgen.model.snapshot import Snapshot
from reportgen.model.variable_list import Bien, DanhMucBien, NhomBien
from reportgen.model.variables import about
from reportgen.pipeline.period import merge_period
from reportgen.pipeline.sources import read_base
from reportgen.pipeline.written import Put, put_letter
from reportgen.render import render_plain
from reportgen.render.checking.kinds import ByCode, Kind, ListOf, is_record, parts_of
from reportgen.render.values import FILTERS_SAID
from reportgen.vn.dates import short_date
from reportgen.workspace import Workspace

FILE = "danh-muc-bien.docx"
_NAMES = {
    "Phan": "f",
    "Nhom": "n",
    "NhiemVu": "v",
    "ChiTieu": "c",
    "DonVi": "u",
    "YKien": "y",
    "Lop": "l",
    "KetQua": "k",
}
"""What the stock templates call the items of a list; others by the first letters of their kind."""
_NOTE = re.compile(r"\^\[(?:[^\\\]]|\\.)*\]")
_LONGEST = 90


class _Waiting(NamedTuple):
    """A record to tell: how it is called, what it is, the loops around, a value of it if there is one."""

    kind: type
    path: str
    words: str
    loops: tuple[str, ...]
    value: Any


def listed(workspace: Workspace, period: str | None) -> DanhMucBien:
    """Return the variables with their values of ``period``, else of the first period that can be read.

    Without any data values are blank. Raises CannotRun for a period that there is not, or whose data has errors.
    """
    snapshot, source = _example(workspace, period)
    context = compose(snapshot) if snapshot is not None else None
    agency = context.co_quan if context else CoQuan("", (), (), "", "")
    return DanhMucBien(
        agency, source, tuple(_groups(context)), tuple(Bien(*said, "") for said in FILTERS_SAID.values())
    )


def write(workspace: Workspace, told: DanhMucBien, output: Path | None) -> Put:
    """Write the list as a Word document; what somebody made of the same name stays."""
    template = stock.find_template(workspace.template_folder(), stock.VARIABLES)
    content = render_plain(template.name, template.read_bytes(), told)
    return put_letter(output or workspace.draft_folder() / FILE, content)


def _example(workspace: Workspace, period: str | None) -> tuple[Snapshot | None, str]:
    """Return the data whose values are shown, of ``period`` or else the first that has any, and the words for it."""
    if period is not None:
        snapshot = merge_period(workspace, period).snapshot
        if snapshot is None:
            raise CannotRun(f"Dữ liệu kỳ {period} còn lỗi. Xem và sửa: reportgen check {period}")
        return snapshot, _source(snapshot)
    hindered = ""
    for plan_id in workspace.plan_ids():
        for found in _periods(workspace, plan_id):
            snapshot = _read(workspace, found) if found else None
            if snapshot is None:
                hindered = hindered or str(found or plan_id)
            elif any(unit.sent for unit in snapshot.units):
                return snapshot, _source(snapshot)
    if hindered:
        return None, f"Dữ liệu {hindered} còn lỗi nên chưa có giá trị; xem và sửa: reportgen check"
    return None, "Chưa có số liệu nên chưa có giá trị"


def _source(snapshot: Snapshot) -> str:
    return f"Giá trị của {snapshot.agency.name}, {snapshot.period.name}"


def _periods(workspace: Workspace, plan_id: str) -> Iterator[PeriodId | None]:
    """Yield the periods of a plan; None where the plan itself cannot be read."""
    plan = read_base(workspace, plan_id).plan.value
    yield from (PeriodId(plan_id, period_id) for period_id in plan.periods) if plan else (None,)


def _read(workspace: Workspace, period: PeriodId) -> Snapshot | None:
    """Return the data of a period; None where they have errors, which ``check`` tells."""
    try:
        return merge_period(workspace, str(period)).snapshot
    except ReportgenError:
        return None


def _groups(context: BoiCanh | None) -> Iterator[NhomBien]:
    """Yield each record once, as it is called first."""
    waiting = [_Waiting(BoiCanh, "", "Gọi được ngay ở mọi chỗ của mẫu.", (), context)]
    first: dict[type, str] = {}
    while waiting:
        one = waiting.pop(0)
        if one.kind in first:
            continue
        first[one.kind] = one.path
        found = list(_fields(one))
        waiting += [inner for _, inner in found if inner is not None]
        ends = tuple("{%p endfor %}" for _ in one.loops)
        yield NhomBien(_title(one), one.words, one.loops, ends, tuple(bien for bien, _ in found))


def _title(one: _Waiting) -> str:
    said = (one.kind.__doc__ or "").splitlines()[0].rstrip(". ")
    return f"{one.path} · {said}" if one.path else said


def _fields(one: _Waiting) -> Iterator[tuple[Bien, _Waiting | None]]:
    parts = parts_of(one.kind)
    for field in fields(one.kind):
        kind, call = parts[field.name], f"{one.path}.{field.name}" if one.path else field.name
        value = getattr(one.value, field.name) if one.value is not None else None
        yield Bien(_copied(call, kind), about(field), _shown(value)), _inner(call, kind, about(field), one.loops, value)


def _inner(call: str, kind: Kind, words: str, loops: tuple[str, ...], value: Any) -> _Waiting | None:
    if is_record(kind) and kind is not BieuDo:
        return _Waiting(kind, call, words, loops, value)
    if isinstance(kind, ListOf) and is_record(kind.item):
        name = _named(kind.item)
        item = value[0] if value else None
        return _Waiting(
            kind.item, name, f"{words}. Mỗi vòng lặp là một cái.", (*loops, f"{{%p for {name} in {call} %}}"), item
        )
    return None


def _named(kind: type) -> str:
    return _NAMES.get(kind.__name__) or "".join(re.findall("[A-Z]", kind.__name__)).lower()


def _copied(call: str, kind: Kind) -> str:
    """Return what is typed in a template to have a variable of that kind."""
    if kind is bool:
        return f"{{% if {call} %}}…{{% endif %}}"
    if isinstance(kind, ListOf) and is_record(kind.item):
        return f"{{%p for {_named(kind.item)} in {call} %}}"
    if isinstance(kind, ListOf):
        return f"{{{{ {call}|join('; ') }}}}"
    if isinstance(kind, ByCode):
        return f"{{{{ {call}['MÃ'].… }}}}"
    return f"{call}.…" if is_record(kind) and kind is not BieuDo else f"{{{{ {call} }}}}"


def _shown(value: Any) -> str:
    """Return a value as a template prints it, in short; of a list of records how many there are."""
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, str | int):
        return _cut(_NOTE.sub("", str(value)))
    if isinstance(value, Mapping):
        return _cut("mã: " + ", ".join(map(str, value)))
    return _of_list(value) if isinstance(value, tuple) else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _of_list(value: Sequence[Any]) -> str:
    if all(isinstance(item, str | int) for item in value):
        return _cut(_NOTE.sub("", "; ".join(map(str, value))))
    return f"{len(value)} mục"


def as_markdown(told: DanhMucBien) -> str:
    """Return the list as text with tables."""
    lines = ["# Danh mục biến của mẫu", "", told.nguon + "."]
    for group in told.nhom:
        lines += ["", f"## {group.ten}", "", group.y_nghia]
        lines += ["", *(f"    {line}" for line in group.mo)] if group.mo else []
        lines += ["", "| Chép vào mẫu | Nghĩa | Giá trị hiện nay |", "|---|---|---|", *map(_row, group.bien)]
    lines += ["", "## Bộ lọc", "", "| Ví dụ | Kết quả |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{_cell(one.lenh)}` | {_cell(one.y_nghia)} |" for one in told.bo_loc), ""])


def _row(one: Bien) -> str:
    return f"| `{_cell(one.lenh)}` | {_cell(one.y_nghia)} | {_cell(one.gia_tri)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
