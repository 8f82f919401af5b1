"""Counts by class in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from reportgen.compose.later import later
from reportgen.compose.times import became
from reportgen.model.classing import count
from reportgen.model.context import BieuDo, ChuyenBien, Lop, NhiemVu, NhiemVuCu, SoSanh, TongHop
from reportgen.model.snapshot import Counts, GoneTask, Snapshot, TaskClass, TaskResult
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_percent
from reportgen.vn.text import shorten, upper_first

EIGHT = tuple(task_class for task_class in TaskClass if task_class is not TaskClass.RECURRING)
"""The classes of version 1, in their order: templates of that time name them by position."""


def summary(
    counts: Counts,
    first: Counts,
    dated: Callable[[], Counts],
    before: Counts | None = None,
    first_before: Counts | None = None,
) -> TongHop:
    """Return the counts of all classes with their shares of the total, all but that made when it is asked for.

    ``first``: the same tasks by the rules of version 1; ``dated`` gives those of them with a last day, by today's;
    ``before``, ``first_before``: those of the period before, by either.
    """
    given = {"tong_so": sum(counts.values())}
    return later(TongHop, lambda: _whole(counts, first, dated(), before, first_before), given)


def _whole(counts: Counts, first: Counts, dated: Counts, before: Counts | None, first_before: Counts | None) -> TongHop:
    eight, nine = _classes(EIGHT, first, first_before), _classes(tuple(TaskClass), counts, before)
    of_eight, of_nine = _present(eight), _present(nine)
    total, with_a_day = sum(counts.values()), sum(dated.values())
    return TongHop(
        tong_so=total,
        lop=eight,
        lop_co=of_eight,
        tom_tat=_in_words(total, of_eight),
        bieu_do=_chart(total, of_eight),
        loai=nine,
        loai_co=of_nine,
        tom_tat_loai=_in_words(total, of_nine),
        bieu_do_loai=_chart(total, of_nine),
        co_han=with_a_day,
        loai_co_han=_present(_classes(tuple(TaskClass), dated, None)),
        hoan_thanh=_of(counts, *_DONE),
        hoan_thanh_dung_han=counts[TaskClass.DONE_ON_TIME],
        hoan_thanh_qua_han=counts[TaskClass.DONE_LATE],
        thuong_xuyen=counts[TaskClass.RECURRING],
        dang_thuc_hien=_of(counts, TaskClass.UNDER_WAY, TaskClass.UNDER_WAY_LATE),
        chua_thuc_hien=_of(counts, TaskClass.NOT_STARTED, TaskClass.NOT_STARTED_LATE),
        qua_han=_of(counts, TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE),
        chua_bao_cao=counts[TaskClass.NOT_REPORTED],
        da_ket_thuc=counts[TaskClass.ENDED],
        ty_le_hoan_thanh=_share(_of(counts, *_DONE), total),
        ty_le_hoan_thanh_co_han=_share(_of(dated, *_DONE), with_a_day),
    )


_DONE = (TaskClass.DONE_ON_TIME, TaskClass.DONE_LATE)


def _of(counts: Counts, *classes: TaskClass) -> int:
    return sum(counts[task_class] for task_class in classes)


@lru_cache(maxsize=1024)  # groups, parts and units have few different ones
def _share(part: int, total: int) -> str:
    return format_percent(Fraction(part, total)) if total else ""


def _classes(order: Sequence[TaskClass], counts: Counts, before: Counts | None) -> tuple[Lop, ...]:
    total = sum(counts.values())
    return tuple(
        Lop(
            ma=task_class.value,
            ten=task_class.label,
            so=counts[task_class],
            ty_le=_share(counts[task_class], total),
            so_truoc=before[task_class] if before else 0,
            thay_doi=_change(counts[task_class] - before[task_class]) if before else "",
        )
        for task_class in order
    )


def _present(classes: Iterable[Lop]) -> tuple[Lop, ...]:
    return tuple(item for item in classes if item.so)


def _in_words(total: int, present: Sequence[Lop]) -> str:
    if len(present) == 1:
        return f"đều {present[0].ten}" if total > 1 else present[0].ten
    return ", ".join(f"{item.so} {item.ten}" for item in present)


def dated(tasks: Iterable[TaskResult]) -> Counts:
    """Return how many of ``tasks`` that have a last day are of each class."""
    return count(task.task_class for task in tasks if has_a_last_day(task))


def has_a_last_day(task: TaskResult) -> bool:
    """Tell whether the deadline in force ends on a day."""
    deadline = task.deadline_in_force
    return deadline is not None and deadline.last_day is not None


def _chart(total: int, present: tuple[Lop, ...]) -> BieuDo:
    """Return the chart of the classes that have tasks; what it says in words names the whole first."""
    listed = "; ".join(f"{item.ten} {item.so}" for item in present)
    said = f"Biểu đồ số nhiệm vụ theo loại, tổng số {total}: {listed}." if present else ""
    return BieuDo(tuple(upper_first(item.ten) for item in present), tuple(item.so for item in present), said)


def comparison(snapshot: Snapshot, first: Snapshot, tasks: Mapping[str, NhiemVu]) -> SoSanh | None:
    """Return what became of the tasks since the period before; None without such a period.

    ``first``: the same by the rules of version 1; ``tasks``: what templates see of each task, by code.
    """
    if snapshot.previous_period is None:
        return None
    issued = snapshot.previous_issued
    moved, unmoved = _moves(snapshot)
    first_moved, first_unmoved = _moves(first)
    still_open = [tasks[task.code] for task in first.tasks() if _open_in_both(task)]
    return SoSanh(
        ky_truoc=snapshot.previous_period,
        theo_van_ban=f"{issued.kind} số {issued.reference} ngày {short_date(issued.date)}" if issued else "",
        chuyen_bien=first_moved,
        khong_doi=first_unmoved,
        con_do=tuple(still_open),
        them=tuple(task for task in tasks.values() if task.moi),
        bot=tuple(_gone(old, by_first) for old, by_first in zip(snapshot.gone, first.gone, strict=True)),
        chuyen_loai=moved,
        khong_doi_loai=unmoved,
        do_dang=tuple(task for task in still_open if task.loai != TaskClass.RECURRING.value),
    )


def _open_in_both(task: TaskResult) -> bool:
    return task.previous_class is not None and task.previous_class.open and task.task_class.open


def _gone(task: GoneTask, by_first: GoneTask) -> NhiemVuCu:
    leads = "; ".join(task.leads)
    return NhiemVuCu(task.code, shorten(task.text), leads, by_first.task_class.label, task.task_class.label)


def _moves(snapshot: Snapshot) -> tuple[tuple[ChuyenBien, ...], int]:
    """Return the tasks that changed their class, those that moved alike together, and how many did not."""
    moved: dict[tuple[TaskClass, TaskClass, str], list[str]] = {}
    unchanged = 0
    for task in snapshot.tasks():
        if task.previous_class is None:
            continue
        if task.previous_class is task.task_class:
            unchanged += 1
        else:
            moved.setdefault((task.previous_class, task.task_class, became(task)), []).append(task.code)
    order = list(TaskClass)
    alike = sorted(moved.items(), key=lambda item: (order.index(item[0][1]), order.index(item[0][0])))
    return tuple(
        ChuyenBien(old.label, words, len(codes), ", ".join(codes)) for (old, _, words), codes in alike
    ), unchanged


def _change(difference: int) -> str:
    if difference == 0:
        return "không đổi"
    return f"tăng {difference}" if difference > 0 else f"giảm {-difference}"
