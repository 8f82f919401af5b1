"""Counts by class in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from reportgen.model.context import BieuDo, ChuyenBien, Lop, NhiemVu, NhiemVuCu, SoSanh, TongHop
from reportgen.model.snapshot import Counts, Snapshot, TaskClass
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_percent
from reportgen.vn.text import shorten, upper_first


def summary(counts: Counts, before: Counts | None = None) -> TongHop:
    """Return the counts of all eight classes with their shares of the total."""
    total = sum(counts.values())
    classes = tuple(
        Lop(
            ma=task_class.value,
            ten=task_class.label,
            so=counts[task_class],
            ty_le=format_percent(Fraction(counts[task_class], total)) if total else "",
            so_truoc=before[task_class] if before else 0,
            thay_doi=_change(counts[task_class] - before[task_class]) if before else "",
        )
        for task_class in TaskClass
    )
    present = tuple(item for item in classes if item.so)
    words = ", ".join(f"{item.so} {item.ten}" for item in present)
    if len(present) == 1:
        words = f"đều {present[0].ten}" if total > 1 else present[0].ten
    return TongHop(total, classes, present, words, _chart(total, present))


def _chart(total: int, present: tuple[Lop, ...]) -> BieuDo:
    """Return the chart of the classes that have tasks; what it says in words names the whole first."""
    listed = "; ".join(f"{item.ten} {item.so}" for item in present)
    said = f"Biểu đồ số nhiệm vụ theo loại, tổng số {total}: {listed}." if present else ""
    return BieuDo(tuple(upper_first(item.ten) for item in present), tuple(item.so for item in present), said)


def comparison(snapshot: Snapshot, tasks: Mapping[str, NhiemVu]) -> SoSanh | None:
    """Return what became of the tasks since the period before; None without such a period.

    ``tasks``: what templates see of each task, by code.
    """
    if snapshot.previous_period is None:
        return None
    moved: dict[tuple[TaskClass, TaskClass], list[str]] = {}
    unchanged = 0
    for task in snapshot.tasks():
        if task.previous_class is None:
            continue
        if task.previous_class is task.task_class:
            unchanged += 1
        else:
            moved.setdefault((task.previous_class, task.task_class), []).append(task.code)
    order = list(TaskClass)
    changes = tuple(
        ChuyenBien(old.label, new.label, len(codes), ", ".join(codes))
        for (old, new), codes in sorted(
            moved.items(), key=lambda item: (order.index(item[0][1]), order.index(item[0][0]))
        )
    )
    issued = snapshot.previous_issued
    return SoSanh(
        ky_truoc=snapshot.previous_period,
        theo_van_ban=f"{issued.kind} số {issued.reference} ngày {short_date(issued.date)}" if issued else "",
        chuyen_bien=changes,
        khong_doi=unchanged,
        con_do=tuple(
            tasks[task.code]
            for task in snapshot.tasks()
            if task.previous_class is not None and task.previous_class.open and task.task_class.open
        ),
        them=tuple(tasks[task.code] for task in snapshot.tasks() if task.previous_class is None),
        bot=tuple(
            NhiemVuCu(task.code, shorten(task.text), "; ".join(task.leads), task.task_class.label)
            for task in snapshot.gone
        ),
    )


def _change(difference: int) -> str:
    if difference == 0:
        return "không đổi"
    return f"tăng {difference}" if difference > 0 else f"giảm {-difference}"
