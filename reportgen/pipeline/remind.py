"""The order of ``remind``: track the period, compose and render the letters, write them; or export the deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen import deadlines, stock
from reportgen.compose.letter import is_working, reminder, send_by, signer_of
from reportgen.deadlines import Due
from reportgen.errors import CannotRun
from reportgen.files import content_of, write_free
from reportgen.model.agency import Signer
from reportgen.pipeline.status import Tracked, track_period
from reportgen.pipeline.written import put_letter
from reportgen.track import TaskTrack, UnitTrack
from reportgen.vn.dates import short_date
from reportgen.vn.text import shorten
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class RemindRequest:
    """What ``remind`` was asked. ``each``: a letter for each unit; ``new_date``: the last day that units are given."""

    today: dt.date
    period: str | None = None
    each: bool = False
    new_date: dt.date | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Letter:
    """One letter and the units it addresses.

    ``written`` is False when the very same letter stood there before; ``kept`` is another file of the wanted
    name, which was left alone.
    """

    path: Path
    units: tuple[UnitTrack, ...]
    written: bool
    kept: Path | None


@dataclass(frozen=True)
class Reminded:
    """What ``remind`` did: no letters when nothing is owed. ``send_by``: the last day that the units are given."""

    tracked: Tracked
    letters: tuple[Letter, ...]
    send_by: dt.date
    signer: Signer


@dataclass(frozen=True)
class CalendarFile:
    """A calendar that was written: where, and how many deadlines it holds."""

    path: Path
    dues: tuple[Due, ...]
    kept: Path | None


def remind(workspace: Workspace, request: RemindRequest) -> Reminded:
    """Write a letter to the units that still owe something, or one to each of them.

    A file that exists is never overwritten: the letter takes the next free name, unless the same bytes stand
    there. Raises CannotRun for a day that is past, Refused for a plan with errors, TemplateFault.
    """
    if request.new_date is not None and request.new_date < request.today:
        raise CannotRun(
            f"Ngày mới {short_date(request.new_date)} đã qua (hôm nay là {short_date(request.today)}). "
            "Ghi --new-date là hôm nay hoặc sau hôm nay."
        )
    tracked = track_period(workspace, request.period, request.today)
    owing = tracked.tracking.owing()
    groups = [(unit,) for unit in owing] if request.each else [owing] if owing else []
    made = [(_wanted(workspace, tracked, request, group), group) for group in groups]
    contents = [_content(workspace, tracked, group, request.new_date) for _, group in made]
    letters = tuple(
        _put(path, group, content) for (path, group), content in zip(made, contents, strict=True)
    )  # written only when all could be rendered
    day = request.new_date or send_by(tracked.tracking)
    return Reminded(tracked, letters, day, signer_of(tracked.now, tracked.tracking.snapshot))


def _wanted(workspace: Workspace, tracked: Tracked, request: RemindRequest, units: tuple[UnitTrack, ...]) -> Path:
    snapshot = tracked.tracking.snapshot
    name = f"don-doc-{snapshot.plan.id}-{snapshot.period_id}" + (f"-{units[0].report.id}" if request.each else "")
    return request.output or workspace.draft_folder() / f"{name}.docx"


def _content(workspace: Workspace, tracked: Tracked, units: tuple[UnitTrack, ...], new_date: dt.date | None) -> bytes:
    from reportgen.render import render_plain

    template = stock.find_template(workspace.template_folder(), stock.REMINDER_LETTER)
    context = reminder(tracked.now, tracked.tracking, units, new_date)
    return render_plain(template.name, template.read_bytes(), context)


def _put(wanted: Path, units: tuple[UnitTrack, ...], content: bytes) -> Letter:
    put = put_letter(wanted, content)
    return Letter(put.path, units, put.written, put.kept)


def _gone(done: Reminded) -> Iterator[str]:
    """Yield the units addressed that are not there any more on the day looked at, and who has their work."""
    now = done.tracked.now
    for unit in dict.fromkeys(unit.report.id for letter in done.letters for unit in letter.units):
        if unit in now.units:
            continue
        names = [now.units[heir].name for heir in now.unit_ids(unit)]
        if names and unit in done.tracked.agency.units:
            gone = done.tracked.agency.units[unit].name
            yield f"{gone} nay đã nhập vào {', '.join(names)}; gửi công văn cho đơn vị ấy, sửa tên ở Kính gửi"


def notes_of(done: Reminded) -> list[str]:
    """Return what the reader of the letters should know before they are issued."""
    tracking = done.tracked.tracking
    office = tracking.today + dt.timedelta(days=tracking.office_days)
    notes = [f"kỳ này đã ban hành {done.tracked.issued}"] if done.tracked.issued else []
    hub = done.tracked.now.hub
    if any(unit.report.id == hub for letter in done.letters for unit in letter.units):
        name = done.tracked.now.units[hub].name
        notes.append(f"{name} là đơn vị tổng hợp mà cũng còn thiếu, nên có tên ở Kính gửi")
    notes += _gone(done)
    where = f"{tracking.snapshot.plan.id}/{tracking.snapshot.period_id}"
    notes += [
        f"{told}; đơn vị có thể đã gửi bằng tệp ấy, xem cách đưa vào (reportgen check {where}) trước khi gửi công văn"
        for told in done.tracked.unread
    ]
    planned = tracking.today + dt.timedelta(days=tracking.unit_days)
    if not is_working(done.send_by) and done.send_by != planned:
        notes.append(f"ngày {short_date(done.send_by)} là thứ Bảy hoặc Chủ nhật; đổi bằng --new-date")
    if done.send_by > office >= tracking.today:
        notes.append(f"ngày đề nghị gửi sau hạn tổng hợp (ngày cuối là {short_date(office)})")
    if not done.signer.by_order_of:
        notes.append(
            f"co-quan.yaml chưa có người ký thừa lệnh (mục thua_lenh trong nguoi_ky), nên người ký là "
            f"{done.signer.position} {done.signer.name}"
        )
    return notes


# --- the calendar -------------------------------------------------------------------------------


def export(workspace: Workspace, period: str | None, today: dt.date, wanted: Path) -> CalendarFile:
    """Write the plan's deadlines as a calendar file.

    A file of that name is replaced only when this program wrote it. Raises CannotRun and Refused as ``remind``.
    """
    tracked = track_period(workspace, period, today)
    dues = tuple(dues_of(tracked))
    was = content_of(wanted) or b""
    before = was if deadlines.is_ours(was) else b""
    content = deadlines.ics(f"Hạn báo cáo: {shorten(tracked.plan.subject, 60)}", dues, today, before)
    path = write_free(wanted, content, deadlines.is_ours)
    return CalendarFile(path, dues, wanted if path != wanted else None)


def dues_of(tracked: Tracked) -> Iterator[Due]:
    """Yield the deadlines of every period of the plan, and those of its tasks that are open and have a last day."""
    snapshot = tracked.tracking.snapshot
    whose = (tracked.now.name, snapshot.plan.id)
    hub = tracked.now.units[tracked.now.hub].name
    for period_id, period in tracked.plan.periods.items():
        for kind, deadline, title, text in (
            ("han-don-vi", period.unit_deadline, "Hạn đơn vị gửi báo cáo", f"Các đơn vị gửi về {hub}"),
            ("han-tong-hop", period.office_deadline, "Hạn tổng hợp báo cáo", f"{hub} tổng hợp, trình ký, gửi báo cáo"),
        ):
            if deadline.last_day is not None:
                yield Due(
                    (*whose, "ky", period_id, kind),
                    deadline.last_day,
                    f"{title} {period.name}",
                    f"{text} {deadline.text}.\n{tracked.plan.subject}",
                )
    for track in tracked.tracking.tasks:
        if track.open:
            yield from _of_task(whose, track, tracked.tracking.today)


def _of_task(whose: tuple[str, ...], track: TaskTrack, today: dt.date) -> Iterator[Due]:
    """Yield a task's last day, its times from the one that is next, and its milestones to come."""
    task = track.task
    lines = [task.text, f"Chủ trì: {'; '.join(task.leads)}"]
    lines += [f"Phối hợp: {'; '.join(task.helpers)}"] if task.helpers else []
    lines += [f"Sản phẩm: {'; '.join(task.products)}"] if task.products else []
    lines += [f"Theo dõi: {'; '.join(task.followers)}"] if task.followers else []
    lines.append(f"Thời hạn: {track.deadline}" + (" (đã gia hạn)" if task.extensions else ""))
    text, short = "\n".join(lines), shorten(task.text, 80)
    key = (*whose, "nhiem-vu", task.code)
    times = track.times_to_come(today)
    if track.last_day is not None and not times:
        yield Due(key, track.last_day, f"Hạn nhiệm vụ {task.code}: {short}", text)
    for each in times:
        yield Due((*key, "ky", each.code), each.last_day, f"Hạn {each.name}, nhiệm vụ {task.code}: {short}", text)
    for milestone in task.milestones:
        if milestone.until.last_day is not None and milestone.until.last_day >= today:
            title = f"Mốc của nhiệm vụ {task.code}: {shorten(milestone.work, 80)}"
            yield Due((*key, "moc", milestone.until.text), milestone.until.last_day, title, text)
