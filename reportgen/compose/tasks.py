"""Tasks in words: class, progress, results by unit, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from reportgen.compose import times
from reportgen.compose.computed import day, finished
from reportgen.compose.counts import dated, summary
from reportgen.compose.later import later
from reportgen.compose.prose import Prose
from reportgen.compose.standings import standing, standing_before
from reportgen.compose.subtasks import parts_told
from reportgen.compose.through import through
from reportgen.model.context import KetQua, NhiemVu, Nhom, Phan
from reportgen.model.moving import by_document_or_day
from reportgen.model.places import group_places, is_ungrouped
from reportgen.model.snapshot import (
    GroupResult,
    PartResult,
    Role,
    Share,
    Snapshot,
    TaskClass,
    TaskResult,
    TaskRow,
    UnitReport,
)
from reportgen.model.status import State
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number
from reportgen.vn.text import point_letter, shorten, upper_first

Units = Mapping[str, UnitReport]


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the lines of ``text`` that hold something; each becomes a paragraph of the report."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


@record
class Both:
    """One period by today's rules and by the ``first``, those of version 1, which its variables keep to."""

    now: Snapshot
    first: Snapshot


def parts(period: Both, units: Units, prose: Prose) -> tuple[Phan, ...]:
    """Return what templates see of parts, groups and tasks."""
    pairs = zip(period.now.parts, period.first.parts, group_places(period.now.parts), strict=True)
    return tuple(_part(period, part, first, places, units, prose) for part, first, places in pairs)


def _part(period: Both, part: PartResult, first: PartResult, places: Sequence[str], units: Units, prose: Prose) -> Phan:
    groups = tuple(
        Nhom(
            so=group.number,
            chu=point_letter(number),
            ten=group.name,
            tong_hop=summary(group.counts, by_first.counts, partial(dated, group.tasks)),
            nhiem_vu=tuple(_tasks(period, group, by_first, units, place, partial(prose.result, place))),
            loi_van=prose.section(place),
            cac_cho=prose.places(place),
            khong_chia=is_ungrouped(part),
        )
        for number, (group, by_first, place) in enumerate(zip(part.groups, first.groups, places, strict=True), start=1)
    )
    tasks = [task for group in part.groups for task in group.tasks]
    return Phan(part.number or "", part.name or "", summary(part.counts, first.counts, partial(dated, tasks)), groups)


def _tasks(
    period: Both, group: GroupResult, first: GroupResult, units: Units, place: str, result: Callable[[str], str]
) -> Iterator[NhiemVu]:
    for task, by_first in zip(group.tasks, first.tasks, strict=True):
        number = task.code.removeprefix(f"{place}.").removeprefix(f"{group.number}.")
        yield _task(period, task, by_first, units, number, result(task.code))


def _task(period: Both, now: TaskResult, task: TaskResult, units: Units, number: str, result: str) -> NhiemVu:
    """Return what templates see of a task; ``task`` is ``now`` by the rules of version 1.

    ``number`` is its own within its group, ``result`` what the appendix says of it. What the stock reports print of a
    task is there at once, all else when it is asked for.
    """
    given = {
        "ma": task.code,
        "noi_dung": task.text,
        "chu_tri": "; ".join(task.leads),
        "phoi_hop": "; ".join(task.helpers),
        "thoi_han": task.deadline.text if task.deadline else "",
        "lop": task.task_class.value,
        "chua_bao_cao": task.task_class is TaskClass.NOT_REPORTED,
        "ket_qua_chung": result,
        "thieu": tuple(units[unit].name for unit in task.missing),
        "ghi_chu": _notes(period.now, task, units),
        "moi": _is_new(period.now, task),
        "loai": now.task_class.value,
        "san_pham": "; ".join(task.products),
        "theo_doi": "; ".join(task.followers),
        "muc_nho": parts_told(task.subtasks),
        "so": number,
        "tinh_hinh": standing(now),
    }
    return later(NhiemVu, lambda: _whole(period, now, task, units, given), given)


def _whole(period: Both, now: TaskResult, task: TaskResult, units: Units, given: Mapping[str, Any]) -> NhiemVu:
    before, before_now = task.previous_class, now.previous_class
    abbreviations = {unit.id: unit.abbreviation for unit in units.values()}
    cutoff = period.now.period.cutoff
    shares, shares_now = task.shares(abbreviations, cutoff), now.shares(abbreviations, cutoff)
    earlier = task.before.shares if task.before else ()
    rows = zip(now.rows, task.rows, strict=True)
    return NhiemVu(
        **given,
        tom_tat=shorten(task.text),
        han_hien_nay=task.deadline_in_force.text if task.deadline_in_force else "",
        phan_loai=task.task_class.label,
        tien_do=_progress(task.task_class, shares),
        ket_qua=tuple(_row(period.now, row, by_first, units[row.unit], earlier) for row, by_first in rows),
        phan_loai_truoc=before.label if before else "",
        co_thay_doi=before is not None and before is not task.task_class,
        tien_do_truoc=_progress(before, earlier) if before else "",
        thoi_han_truoc=_deadline_before(task),
        thay_doi=_changes(period.first, task, shares),
        ten_loai=now.task_class.label,
        ten_loai_truoc=before_now.label if before_now else "",
        doi_loai=before_now is not None and before_now is not now.task_class,
        moi_thay_doi=_changes(period.now, now, shares_now),
        lanh_dao="; ".join(task.leaders),
        kinh_phi=task.funding or "",
        tinh_hinh_truoc=standing_before(now),
        so_don_vi=len(shares),
        so_don_vi_xong=sum(map(_is_through, shares_now)),
    )


def _is_through(share: Share) -> bool:
    """Tell whether a lead has done its share; of recurring work, that of this period."""
    return share.task_class.done or (share.task_class is TaskClass.RECURRING and share.state is State.DONE)


def _progress(task_class: TaskClass, shares: Sequence[Share]) -> str:
    """Return the leads' progress: one figure, or one for each where they differ; never a mean.

    Nothing for a task that is done: its class says so.
    """
    if task_class.done:
        return ""
    reported = [share for share in shares if share.state is not None]
    if len(reported) == len(shares) and len({_figure(share) for share in shares}) == 1:
        return _figure(shares[0])
    return "; ".join(f"{share.abbreviation} {_figure(share)}" for share in reported)


def _figure(share: Share) -> str:
    if share.state is None:
        return "chưa báo cáo"
    counted = share.task_class.done or share.task_class is TaskClass.RECURRING
    if share.state is State.DONE and share.after_cutoff and not counted:
        return "hoàn thành sau ngày chốt"
    progress = _percent(share)
    return f"{format_number(progress)}%" if progress is not None else "chưa ghi tiến độ"


def _percent(share: Share) -> Decimal | None:
    """Return a share's progress, that which its state implies where none is written."""
    implied = {State.DONE: Decimal(100), State.NOT_STARTED: Decimal(0)}
    return share.progress if share.progress is not None or share.state is None else implied.get(share.state)


# --- what changed since the period before -------------------------------------------------------


_NO_DEADLINE = "không ghi"


def _deadline(task: TaskResult) -> tuple[str, str] | None:
    """Return the deadline before and now in words; None where it is the same, or there is no period before."""
    if task.before is None:
        return None
    before, now = (
        deadline.text if deadline else _NO_DEADLINE for deadline in (task.before.deadline, task.deadline_in_force)
    )
    return (before, now) if before != now else None


def _deadline_before(task: TaskResult) -> str:
    moved = _deadline(task)
    return moved[0] if moved else ""


def _changes(snapshot: Snapshot, task: TaskResult, shares: Sequence[Share]) -> str:
    """Return every change since the period before in one line; nothing where there is none, or no such period."""
    if snapshot.previous_period is None:
        return ""
    if task.previous_class is None:
        return "nhiệm vụ mới" if _is_new(snapshot, task) else ""
    said = []
    if task.previous_class is not task.task_class:
        said.append(f"từ {task.previous_class.label} chuyển sang {times.became(task)}")
    said += [done] if (done := times.told(snapshot, task)) else []
    earlier = task.before.shares if task.before else ()
    if task.task_class.open and (moves := _moves(_not_begun_anew(task, earlier), shares)):
        said.append(f"tiến độ {moves}")
    if task.moves and {share.unit for share in earlier} != set(task.owing):
        said.append(f"chuyển từ {'; '.join(task.moves[-1].leads)} sang {'; '.join(task.leads)}")
    if moved := _deadline(task):
        before, now = moved
        extended = bool(task.extensions) and before != _NO_DEADLINE
        said.append(f"gia hạn từ {before} đến {now}" if extended else f"thời hạn từ {before} thành {now}")
    return "; ".join(said)


def _is_new(snapshot: Snapshot, task: TaskResult) -> bool:
    """Tell whether the plan had not the task in the period before; all of another year's plan is new, and none told."""
    compared = snapshot.previous_period is not None and snapshot.previous_plan is None
    return compared and task.previous_class is None


def _not_begun_anew(task: TaskResult, earlier: Sequence[Share]) -> Sequence[Share]:
    """Return the shares of the period before, without those of work that was done then and has begun anew since."""
    deadline = task.deadline_in_force
    if deadline is None or not (deadline.recurring or deadline.occurrences):
        return earlier
    return [share for share in earlier if share.state is not State.DONE]


def _moves(before: Sequence[Share], now: Sequence[Share]) -> str:
    """Return how far each lead of both periods came, leads that moved alike named together.

    ``VP, PC từ 40% lên 85%; CNTT từ 50% xuống 45%``; without names where all moved alike.
    """
    earlier = {share.unit: share for share in before}
    both = [(earlier[share.unit], share) for share in now if share.unit in earlier]
    moved: dict[str, list[str]] = {}
    for old, new in both:
        if _figure(old) != _figure(new):
            moved.setdefault(_move(old, new), []).append(new.abbreviation)
    if len(moved) == 1 and sum(map(len, moved.values())) == len(now) == len(before):
        return next(iter(moved))
    return "; ".join(f"{', '.join(names)} {words}" for words, names in moved.items())


def _move(old: Share, new: Share) -> str:
    before, now = _percent(old), _percent(new)
    shown = _figure(old), _figure(new)
    if before is None or now is None or not all(figure.endswith("%") for figure in shown):
        return f"kỳ trước {shown[0]}, nay {shown[1]}"
    return f"từ {shown[0]} {'lên' if now > before else 'xuống'} {shown[1]}"


# --- results by unit ----------------------------------------------------------------------------


def _row(snapshot: Snapshot, row: TaskRow, first: TaskRow, unit: UnitReport, before: Sequence[Share]) -> KetQua:
    status = row.status
    progress = _written(status.progress)
    leads = before if row.role is Role.LEAD else ()
    earlier = next((_written(share.progress) for share in leads if share.unit == row.unit), "")
    carried = list(paragraphs(row.carried))
    if carried:
        carried[0] = finished(f"({_origin(snapshot, row)}) {carried[0]}")
    return KetQua(
        don_vi=unit.name,
        viet_tat=unit.abbreviation,
        phoi_hop=row.role is Role.HELPER,
        phan_loai=first.task_class.label,
        tien_do=progress,
        tien_do_truoc=earlier if earlier != progress else "",
        doan=(*carried, *paragraphs(status.result)),
        van_ban="; ".join(row.documents),
        ten_loai=row.task_class.label,
        so_don_vi=through(status.through),
    )


def _written(progress: Decimal | None) -> str:
    return f"{format_number(progress)}%" if progress is not None else ""


def _origin(snapshot: Snapshot, row: TaskRow) -> str:
    """Return where a carried-over result comes from, ``Kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026``.

    The day is marked: it is the program's, among words of the unit's.
    """
    origin = row.carried_from
    said = f"Kết quả {origin.period if origin else snapshot.previous_period}"
    return f"{said}, báo cáo ngày {day(origin.reported)}" if origin and origin.reported else said


def _notes(snapshot: Snapshot, task: TaskResult, units: Units) -> tuple[str, ...]:
    notes = [f"Chuyển từ {'; '.join(move.leads)} {by_document_or_day(move)}" for move in task.moves]
    notes += [f"Lãnh đạo phụ trách: {'; '.join(task.leaders)}"] if task.leaders else []
    notes += [f"Kinh phí: {task.funding}"] if task.funding else []
    notes += [*times.milestones(task), *([upper_first(done)] if (done := times.told(snapshot, task)) else [])]
    for extension in task.extensions:
        by = f" theo {extension.document}" if extension.document else ""
        notes.append(f"Gia hạn đến {extension.until.text}{by}")
    if task.ending:
        by = f" theo {task.ending.document}" if task.ending.document else ""
        notes.append(f"Thôi thực hiện từ {short_date(task.ending.since)}{by}")
    if task.completed:
        notes.append(f"Hoàn thành ngày {short_date(task.completed)}")
    notes += list(filter(None, (through(row.status.through) for row in task.rows)))
    for row in task.rows:
        done_on = row.status.completed
        if done_on and row.role is Role.LEAD and task.completed is None:
            after = ", sau ngày chốt số liệu" if done_on > snapshot.period.cutoff else ""
            notes.append(f"{units[row.unit].abbreviation} hoàn thành ngày {short_date(done_on)}{after}")
    return tuple(notes)
