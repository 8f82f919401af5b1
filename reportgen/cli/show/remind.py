"""What ``remind`` prints."""

from __future__ import annotations

from reportgen.cli.show.terminal import echo, print_json, shown
from reportgen.pipeline.remind import CalendarFile, Letter, Reminded, notes_of
from reportgen.pipeline.status import Sending, UnitTrack
from reportgen.vn.dates import short_date


def reminded(done: Reminded, *, as_json: bool) -> int:
    """Print the letters that were written and what to do with them; return the exit code."""
    if as_json:
        from reportgen.cli.show.machine import remind as machine

        print_json(machine.remind(done))
        return 0
    if not done.letters:
        echo("Các đơn vị đã gửi đủ; không cần đôn đốc.")
        return 0
    for letter in done.letters:
        for line in _file(letter):
            echo(line)
    echo(f"Ngày cuối đề nghị gửi: {short_date(done.send_by)}.")
    for note in notes_of(done):
        echo(f"Lưu ý: {note}.")
    file = _quoted(shown(done.letters[0].path)) if len(done.letters) == 1 else "TỆP.docx"
    each = "" if len(done.letters) == 1 else " (mỗi công văn một số)"
    echo(f"Xem lại bằng Word, rồi ban hành{each}: reportgen issue --file {file} --so SỐ --ngay NGÀY")
    return 0


def _file(letter: Letter) -> list[str]:
    path = shown(letter.path)
    lines = [f"Công văn đôn đốc: {path}" if letter.written else f"Đã có sẵn, giống hệt, không ghi lại: {path}"]
    if letter.kept is not None:
        lines.append(f"  {shown(letter.kept)} đã có, nội dung khác, được giữ nguyên.")
    return lines + [f"  {unit.report.name}: {_state(unit)}" for unit in letter.units]


def _state(unit: UnitTrack) -> str:
    if unit.sending is Sending.NOT_SENT:
        return unit.sending.label
    if unit.sending is Sending.FAULTY:
        return f"{unit.sending.label} ({unit.faults.errors} lỗi)"
    codes = [task.code for task in unit.tasks] + [target.code for target in unit.targets]
    return f"{unit.sending.label}, còn thiếu {', '.join(codes)}"


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def exported(done: CalendarFile, *, as_json: bool) -> int:
    """Print where the calendar is; return the exit code."""
    if as_json:
        from reportgen.cli.show.machine import remind as machine

        print_json(machine.calendar(done))
        return 0
    echo(f"Lịch {len(done.dues)} hạn: {shown(done.path)}")
    if done.kept is not None:
        echo(f"{shown(done.kept)} đã có và không do reportgen tạo, được giữ nguyên.")
    echo("Mở tệp bằng Outlook hoặc điện thoại để thêm vào lịch; xuất lại rồi mở lần nữa thì các hạn được cập nhật.")
    return 0
