"""``remind``: the reminder letter, or the plan's deadlines for a calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli import values
from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun

if TYPE_CHECKING:
    from reportgen.pipeline.remind import CalendarFile, Letter, Reminded
    from reportgen.track import UnitTrack


@click.command(cls=Command)
@click.argument("period", metavar="[KỲ]", required=False)
@click.option("--today", callback=values.day, metavar="NGÀY", help="Xem như hôm nay là ngày này; mặc định theo máy.")
@click.option("--each", is_flag=True, help="Mỗi đơn vị một công văn; mặc định một công văn cho tất cả.")
@click.option(
    "--new-date",
    "new_date",
    callback=values.day,
    metavar="NGÀY",
    help="Ngày cuối cùng đề nghị gửi. Mặc định: còn hạn thì đúng hạn của kế hoạch; quá hạn thì sau 3 ngày làm việc "
    "(bỏ thứ Bảy, Chủ nhật, không biết ngày lễ) và không sau hạn tổng hợp.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi công văn ra tệp này; mặc định trong ban-thao/.",
)
@click.option(
    "--ics",
    "calendar",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.ics",
    help="Không soạn công văn; ghi các hạn của kế hoạch thành lịch cho Outlook, điện thoại.",
)
@FORMAT
@click.pass_obj
def remind(
    folder: Path | None,
    period: str | None,
    today: dt.date | None,
    each: bool,
    new_date: dt.date | None,
    output: Path | None,
    calendar: Path | None,
    form: str,
) -> int:
    """Soạn công văn đôn đốc các đơn vị chưa gửi, gửi còn lỗi hoặc còn thiếu; hoặc xuất lịch các hạn.

    Công văn chỉ kính gửi đơn vị còn nợ, nêu từng đơn vị còn thiếu gì. Xem lại bằng Word rồi ban hành bằng lệnh issue.

    KỲ bỏ trống thì lấy kỳ đang đến hạn: kỳ chưa ban hành có hạn tổng hợp gần nhất, kể cả vừa quá hạn trong 30 ngày.
    """
    from reportgen.cli import printing
    from reportgen.cli.clock import now
    from reportgen.pipeline import remind as run

    _usable(each, new_date, output, calendar)
    day = today or now().date()
    workspace = printing.workspace(folder)
    if calendar is not None:
        return _exported(run.export(workspace, period, day, calendar), as_json=form == "json")
    request = run.RemindRequest(day, period, each, new_date, output)
    return _reminded(run.remind(workspace, request), as_json=form == "json")


def _usable(each: bool, new_date: dt.date | None, output: Path | None, calendar: Path | None) -> None:
    """Raise CannotRun for options that do not go together and names with another ending."""
    if calendar is not None and (each or new_date or output):
        raise CannotRun("--ics không dùng cùng --each, --new-date, -o: khi xuất lịch thì không soạn công văn.")
    if each and output:
        raise CannotRun("--each ghi nhiều tệp vào ban-thao/, không dùng cùng -o.")
    for path, suffix in ((output, ".docx"), (calendar, ".ics")):
        if path is not None and path.suffix.lower() != suffix:
            raise CannotRun(f"Tên tệp phải có đuôi {suffix}: {path.name}.")


# --- what is printed ----------------------------------------------------------------------------


def _reminded(done: Reminded, *, as_json: bool) -> int:
    from reportgen.cli.terminal import print_json, shown
    from reportgen.vn.dates import short_date

    if as_json:
        print_json(_record(done))
        return 0
    if not done.letters:
        click.echo("Các đơn vị đã gửi đủ; không cần đôn đốc.")
        return 0
    for letter in done.letters:
        for line in _file(letter):
            click.echo(line)
    click.echo(f"Ngày cuối đề nghị gửi: {short_date(done.send_by)}.")
    for note in _notes(done):
        click.echo(f"Lưu ý: {note}.")
    file = _quoted(shown(done.letters[0].path)) if len(done.letters) == 1 else "TỆP.docx"
    each = "" if len(done.letters) == 1 else " (mỗi công văn một số)"
    click.echo(f"Xem lại bằng Word, rồi ban hành{each}: reportgen issue --file {file} --so SỐ --ngay NGÀY")
    return 0


def _file(letter: Letter) -> list[str]:
    from reportgen.cli.terminal import shown

    path = shown(letter.path)
    lines = [f"Công văn đôn đốc: {path}" if letter.written else f"Đã có sẵn, giống hệt, không ghi lại: {path}"]
    if letter.kept is not None:
        lines.append(f"  {shown(letter.kept)} đã có, nội dung khác, được giữ nguyên.")
    return lines + [f"  {unit.report.name}: {_state(unit)}" for unit in letter.units]


def _state(unit: UnitTrack) -> str:
    from reportgen.track import Sending

    if unit.sending is Sending.NOT_SENT:
        return unit.sending.label
    if unit.sending is Sending.FAULTY:
        return f"{unit.sending.label} ({unit.faults.errors} lỗi)"
    codes = [task.code for task in unit.tasks] + [target.code for target in unit.targets]
    return f"{unit.sending.label}, còn thiếu {', '.join(codes)}"


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _notes(done: Reminded) -> list[str]:
    from reportgen.compose.letter import is_working
    from reportgen.vn.dates import short_date

    tracking = done.tracked.tracking
    office = tracking.today + dt.timedelta(days=tracking.office_days)
    notes = [f"kỳ này đã ban hành {done.tracked.issued}"] if done.tracked.issued else []
    hub = done.tracked.agency.hub
    if any(unit.report.id == hub for letter in done.letters for unit in letter.units):
        name = done.tracked.agency.units[hub].name
        notes.append(f"{name} là đơn vị tổng hợp mà cũng còn thiếu, nên có tên ở Kính gửi")
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


def _record(done: Reminded) -> dict[str, Any]:
    from reportgen.track import Sending

    tracking = done.tracked.tracking
    return {
        "ke_hoach": tracking.snapshot.plan.id,
        "ky_bao_cao": tracking.snapshot.period_id,
        "ngay": tracking.today.isoformat(),
        "qua_han": max(-tracking.unit_days, 0),
        "ngay_de_nghi_gui": done.send_by.isoformat() if done.letters else None,
        "nguoi_ky": done.signer.name if done.letters else None,
        "don_vi": [
            {
                "ma": unit.report.id,
                "ten": unit.report.name,
                "trang_thai": unit.sending.value,
                "loi": unit.faults.errors,
                "nhiem_vu": [task.code for task in unit.tasks if unit.sending is not Sending.FAULTY],
                "chi_tieu": [target.code for target in unit.targets if unit.sending is not Sending.FAULTY],
            }
            for unit in tracking.owing()
        ],
        "tep": [
            {
                "tep": str(letter.path),
                "kinh_gui": [unit.report.id for unit in letter.units],
                "da_ghi": letter.written,
                "giu_nguyen": str(letter.kept) if letter.kept else None,
            }
            for letter in done.letters
        ],
        "luu_y": _notes(done) if done.letters else [],
    }


def _exported(done: CalendarFile, *, as_json: bool) -> int:
    from reportgen.cli.terminal import print_json, shown

    if as_json:
        dues = [{"ngay": due.day.isoformat(), "ten": due.title} for due in sorted(done.dues, key=lambda due: due.day)]
        print_json({"tep": str(done.path), "giu_nguyen": str(done.kept) if done.kept else None, "han": dues})
        return 0
    click.echo(f"Lịch {len(done.dues)} hạn: {shown(done.path)}")
    if done.kept is not None:
        click.echo(f"{shown(done.kept)} đã có và không do reportgen tạo, được giữ nguyên.")
    click.echo(
        "Mở tệp bằng Outlook hoặc điện thoại để thêm vào lịch; xuất lại rồi mở lần nữa thì các hạn được cập nhật."
    )
    return 0
