"""What the workspace has otherwise than an issued period was made from, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks.doi_chieu import CHANGED_SINCE, DAMAGED_SINCE, LOST_SINCE
from reportgen.finding import Finding, Position
from reportgen.load import Loaded
from reportgen.model.status import UnitStatus
from reportgen.pipeline.base import Base


def notes(base: Base, period_id: str) -> tuple[str, ...]:
    """Return a sentence for each kind of file that is not as an issued period is read; () for another period."""
    return tuple(_notes(base.of(period_id), period_id))


def _notes(base: Base, period_id: str) -> Iterator[str]:
    kept = base.kept
    if kept is None:
        if damage := base.damage(period_id):
            yield f"{damage} nên kỳ {period_id} đọc theo tệp hiện nay; chạy reportgen archive verify"
        return
    today = base.today
    files = [item.file for item in (today.agency, today.plan) if not kept.has(item)]
    if files:
        are = "hai tệp ấy" if len(files) > 1 else "tệp ấy"
        yield (
            f"kỳ {period_id} đã ban hành ({kept.entry.cited()}) nên đọc theo bản lưu của {' và '.join(files)}; nay "
            f"{are} đã khác. Muốn soạn theo tệp hiện nay thì ghi theo_ban_luu: không vào kỳ ấy trong {today.plan.file}"
        )
    changed = [
        loaded.file for loaded in base.statuses(period_id) if loaded.file in kept.hashes and not kept.has(loaded)
    ]
    if changed:
        yield (
            f"đã sửa sau khi ban hành {kept.entry.cited()}: {', '.join(changed)}. Đính chính thì soạn lại rồi ban hành "
            f"thay thế: reportgen issue {period_id} … --replaces {kept.entry.number}"
        )
    if lost := base.lost(period_id):
        yield f"không còn {', '.join(lost)}, nên đọc bản lưu. Lấy lại: reportgen forms {period_id}"


def changed_since(base: Base, period_id: str, statuses: Sequence[Loaded[UnitStatus]]) -> list[Finding]:
    """Return a warning for each file of an issued period that is not as its report was made from it."""
    if base.kept is None:
        return []
    entry, found = base.kept.entry, []
    for loaded in statuses:
        if loaded.file in base.kept.hashes and not base.kept.has(loaded):
            place = base.workspace.name_of(base.kept.place(loaded.file))
            values = {"report": entry.cited(), "period": period_id, "number": entry.number, "place": place}
            found.append(loaded.marks.finding(Position(1, 1), CHANGED_SINCE, "tệp", period_id, **values))
    return found


def damaged_since(base: Base, period_id: str) -> list[Finding]:
    """Return a note where what is kept of a period is damaged, so that it is read as the workspace has it now."""
    damage = base.damage(period_id)
    if not damage:
        return []
    plan = base.today.plan
    place = plan.marks.at_key("ky_bao_cao", period_id)
    return [plan.marks.finding(place, DAMAGED_SINCE, period_id, damage=damage, period=period_id)]


def lost_since(base: Base, period_id: str) -> list[Finding]:
    """Return a warning for each file of an issued period that is not in the workspace any more."""
    if base.kept is None:
        return []
    words = LOST_SINCE.words(report=base.kept.entry.cited(), period=period_id)
    return [LOST_SINCE.finding(name, Position(1, 1), words) for name in base.lost(period_id)]
