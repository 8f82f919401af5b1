"""The overall judgement in three sentences, all counted but for what units call outstanding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.compose.computed import count, day, figures
from reportgen.compose.prose import classes, names
from reportgen.compose.prose.fields import HIGHLIGHTS
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Piece, piece, plain
from reportgen.compose.prose.targets import apart, verdicts
from reportgen.model.goals.kinds import Verdict
from reportgen.model.goals.result import TargetResult
from reportgen.model.snapshot import Counts, Snapshot, TaskClass
from reportgen.vn.numbers import padded
from reportgen.vn.text import lower_first


def overall(material: Material) -> tuple[str, ...]:
    """Return the paragraphs: how far, what stands out in the units' own words, what is weak."""
    return paragraphs([list(_sentences(material))])


def _sentences(material: Material) -> Iterator[Piece]:
    snapshot = material.snapshot
    if material.silent:
        cutoff = day(snapshot.period.cutoff)
        yield plain(f"Đến ngày {cutoff}, chưa có đơn vị nào gửi báo cáo, chưa đủ số liệu để đánh giá.")
        return
    yield plain(f"{_progress(snapshot)}.")
    if moved := _moves(snapshot):
        yield plain(f"So với {_before(snapshot)}, có thêm {moved}.")
    for theme in material.themes(HIGHLIGHTS):
        yield from map(piece, theme.texts)
    if weak := ", ".join(_weak(snapshot)):
        yield plain(f"Hạn chế chính: {weak}.")


def _before(snapshot: Snapshot) -> str:
    """Return the period before, with the report that it was issued as, where it was."""
    issued = snapshot.previous_issued
    cited = f" ({issued.kind} số {figures(issued.reference)} ngày {day(issued.date)})" if issued else ""
    return f"{lower_first(snapshot.previous_period or '')}{cited}"


def _progress(snapshot: Snapshot) -> str:
    counts = snapshot.counts
    total = sum(counts.values()) - counts[TaskClass.ENDED]
    opening = f"Đến ngày {day(snapshot.period.cutoff)}, {names.called(snapshot.agency.name)}"
    return f"{opening} {'; '.join(_told(snapshot, total))}"


def _told(snapshot: Snapshot, total: int) -> Iterator[str]:
    if total:
        yield _carried_out(snapshot, total)
    else:
        yield "không có nhiệm vụ phải thực hiện"
    met, missed, _ = verdicts(snapshot.targets)
    assigned = apart(snapshot.targets)[0]
    if met or missed:
        pending = sum(target.pending for target in assigned)
        later = f", {count(pending)} chỉ tiêu chưa đến kỳ đánh giá" if pending else ""
        yield f"{_share(len(met), len(assigned))} {_reached(met)}{later}"


def _carried_out(snapshot: Snapshot, total: int) -> str:
    """Return how many tasks are begun and done; what is overdue stands among what is weak, and only there.

    That nothing is overdue is said only where every task has been reported.
    """
    counts = snapshot.counts
    begun, done = classes.begun(counts), _done(counts)
    if done == total:
        return f"đã hoàn thành {_all(total)}{_without_ended(snapshot)}"
    unknown = counts[TaskClass.NOT_REPORTED]
    if not begun and unknown:
        return f"chưa ghi nhận nhiệm vụ nào được triển khai{_without_ended(snapshot)}"
    if not begun:
        which = _all(total) if total == 1 else f"nhiệm vụ nào trong {count(total)} nhiệm vụ"
        return f"chưa triển khai {which}{_without_ended(snapshot)}"
    if total == 1:
        return f"đang triển khai {_all(total)}{_without_ended(snapshot)}"
    which = _all(total) if begun == total else f"{_of(begun, total)} nhiệm vụ"
    told = f"đã triển khai {which}{_without_ended(snapshot)}"
    told += f", trong đó hoàn thành {count(done)} nhiệm vụ" if done else ""
    return told if unknown or classes.overdue_count(counts) else f"{told}, không có nhiệm vụ quá hạn"


def _all(total: int) -> str:
    return "nhiệm vụ của Kế hoạch" if total == 1 else f"toàn bộ {count(total)} nhiệm vụ"


def _reached(met: Sequence[TargetResult]) -> str:
    """Return ``đạt mức giao``; where some exceed theirs how many, as the paragraphs on targets count them apart."""
    exceeded = sum(target.verdict is Verdict.EXCEEDED for target in met)
    if not exceeded:
        return "đạt mức giao"
    if exceeded == len(met):
        return "vượt mức giao"
    return f"đạt và vượt mức giao (trong đó {count(exceeded)} chỉ tiêu vượt)"


def _share(part: int, whole: int) -> str:
    """Return how many of the targets; what cannot be judged yet is among the whole and not among the part."""
    if whole == 1:
        return "chỉ tiêu của Kế hoạch" if part else "chưa có chỉ tiêu nào"
    if not part:
        return f"chưa có chỉ tiêu nào trong {count(whole)} chỉ tiêu"
    return f"cả {count(whole)} chỉ tiêu" if part == whole else f"{count(part)} trong {count(whole)} chỉ tiêu"


def _of(part: int, whole: int) -> str:
    """Return ``24/26``; in words where a fraction would look like a date."""
    return figures(f"{padded(part)}/{whole}") if whole > 12 else f"{count(part)} trong {count(whole)}"


def _without_ended(snapshot: Snapshot) -> str:
    """Return in brackets how many tasks are not among those counted, so that the numbers add up to the plan's."""
    ended = snapshot.counts[TaskClass.ENDED]
    return f" (không kể {count(ended)} nhiệm vụ đã kết thúc)" if ended else ""


def _done(counts: Counts) -> int:
    return counts[TaskClass.DONE_ON_TIME] + counts[TaskClass.DONE_LATE]


def _weak(snapshot: Snapshot) -> Iterator[str]:
    """Yield what is weak, the overdue first; work not begun within its time only where nothing else is."""
    counts = snapshot.counts
    late = classes.overdue_count(counts)
    silent = sum(not unit.sent for unit in snapshot.units)
    weak = (
        (late, "nhiệm vụ quá hạn"),
        (len(verdicts(snapshot.targets)[1]), "chỉ tiêu chưa đạt mức giao"),
        (counts[TaskClass.DONE_LATE], "nhiệm vụ hoàn thành quá hạn"),
        (counts[TaskClass.NOT_REPORTED], "nhiệm vụ chưa có báo cáo"),
        (silent, "đơn vị chưa gửi báo cáo"),
    )
    idle = (counts[TaskClass.NOT_STARTED], "nhiệm vụ chưa thực hiện")
    for number, words in weak if any(number for number, _ in weak) else (idle,):
        if number:
            yield f"{count(number)} {words}"


def _moves(snapshot: Snapshot) -> str:
    """Return what became of the classes since the period before, in one clause; figures are never compared."""
    if snapshot.previous_period is None:
        return ""
    pairs = [(task.previous_class, task.task_class) for task in snapshot.tasks() if task.previous_class]
    return ", ".join(_counted(pairs))


def _counted(pairs: Iterable[tuple[TaskClass, TaskClass]]) -> Iterator[str]:
    pairs = list(pairs)
    idle = (TaskClass.NOT_STARTED, TaskClass.NOT_STARTED_LATE)
    done = sum(now.done and not before.done for before, now in pairs)
    begun = sum(before in idle and now.open and now not in idle for before, now in pairs)
    late = sum(_late(now) and not _late(before) for before, now in pairs)
    for number, words in (
        (done, "nhiệm vụ hoàn thành"),
        (begun, "nhiệm vụ được triển khai"),
        (late, "nhiệm vụ quá hạn"),
    ):
        if number:
            yield f"{count(number)} {words}"


def _late(task_class: TaskClass) -> bool:
    return task_class in (TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE)
