"""Counts by class in words."""

from __future__ import annotations

from fractions import Fraction

from reportgen.model.context import ChuyenBien, Lop, SoSanh, TongHop
from reportgen.model.snapshot import Counts, Snapshot, TaskClass
from reportgen.vn.numbers import format_percent


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
    return TongHop(total, classes, present, words)


def comparison(snapshot: Snapshot) -> SoSanh | None:
    """Return which tasks changed class since the period before; None without such a period."""
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
    return SoSanh(snapshot.previous_period, changes, unchanged)


def _change(difference: int) -> str:
    if difference == 0:
        return "không đổi"
    return f"tăng {difference}" if difference > 0 else f"giảm {-difference}"
