"""What of a period ``status`` is to show: one unit's, tasks of some classes only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.compose import compose
from reportgen.errors import CannotRun
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.model.snapshot import TaskClass
from reportgen.pipeline.status import Tracked
from reportgen.track import TaskTrack, Tracking, UnitTrack
from reportgen.vn.text import fold, nearest


@dataclass(frozen=True)
class Chosen:
    """A period on a day and what of it is to be shown: units, and tasks beside their words."""

    tracked: Tracked
    context: BoiCanh
    units: tuple[UnitTrack, ...]
    tasks: tuple[tuple[TaskTrack, NhiemVu], ...]
    narrowed: bool

    @property
    def tracking(self) -> Tracking:
        """The period on its day."""
        return self.tracked.tracking


def chosen(tracked: Tracked, unit: str | None, classes: Sequence[str]) -> Chosen:
    """Return what is to be shown: one unit's, of some classes only. Raises CannotRun for a name of none."""
    tracking = tracked.tracking
    context = compose(tracking.snapshot)
    words = {task.ma: task for part in context.phan for group in part.nhom for task in group.nhiem_vu}
    units, wanted = tracking.units, _classes(classes)
    tasks = [(task, words[task.task.code]) for task in tracking.tasks]
    if unit is not None:
        ids = tracked.agency.unit_ids(unit)
        if not ids:
            proposal = nearest(unit, tracked.agency.known_names())
            meant = f" Có phải là «{proposal}»?" if proposal else ""
            raise CannotRun(f"Không có đơn vị «{unit}».{meant} Các mã: {', '.join(tracked.agency.units)}.")
        units = tuple(item for item in units if item.report.id in ids)
        tasks = [item for item in tasks if set(ids) & set(item[0].task.owing)]
    if wanted:
        tasks = [item for item in tasks if item[0].task.task_class in wanted]
    return Chosen(tracked, context, units, tuple(tasks), unit is not None or bool(wanted))


def _classes(names: Sequence[str]) -> set[TaskClass]:
    found = set()
    for name in names:
        wanted = fold(name).replace(" ", "-")
        known = [item for item in TaskClass if wanted in (fold(item.value), fold(item.label).replace(" ", "-"))]
        known = known or [item for item in TaskClass if wanted and wanted in fold(item.value)]
        if not known:
            proposal = nearest(name, [item.value for item in TaskClass])
            meant = f" Có phải là {proposal}?" if proposal else ""
            raise CannotRun(f"Không có loại «{name}».{meant} Các loại: {', '.join(item.value for item in TaskClass)}.")
        found.update(known)
    return found
