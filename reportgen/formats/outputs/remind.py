"""What ``remind`` prints as JSON: the letters, or the calendar of deadlines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.outputs.status import SENDING
from reportgen.formats.wire import DAY, FLAG, TEXT, WHOLE, Shape, list_of, maybe, need
from reportgen.record import record


@record
class OwingUnit:
    """A unit that still owes something: the tasks and targets that are missing, none where its file has errors."""

    id: str
    name: str
    sending: str
    errors: int
    tasks: tuple[str, ...]
    targets: tuple[str, ...]


@record
class LetterFile:
    """One letter: the ids of the units it addresses; ``kept``: another file of its name, left alone."""

    path: Path
    units: tuple[str, ...]
    written: bool
    kept: Path | None


@record
class RemindOutput:
    """The letters of a period; ``overdue`` in days."""

    plan_id: str
    period_id: str
    today: dt.date
    overdue: int
    send_by: dt.date | None
    signer: str | None
    units: tuple[OwingUnit, ...]
    letters: tuple[LetterFile, ...]
    notes: tuple[str, ...]


@record
class CalendarDay:
    """One deadline in the calendar."""

    day: dt.date
    title: str


@record
class CalendarOutput:
    """A calendar that was written; ``kept``: another file of its name, left alone."""

    path: Path
    kept: Path | None
    dues: tuple[CalendarDay, ...]


UNIT = Shape(
    "đơn vị cần đôn đốc",
    OwingUnit,
    need("ma", "id", TEXT, "Mã đơn vị"),
    need("ten", "name", TEXT, "Tên đơn vị"),
    need("trang_thai", "sending", SENDING, "Đã gửi, gửi muộn, còn lỗi hay chưa gửi"),
    need("loi", "errors", WHOLE, "Số lỗi trong tệp của đơn vị"),
    need("nhiem_vu", "tasks", list_of(TEXT), "Mã nhiệm vụ còn thiếu báo cáo; không nêu khi tệp còn lỗi"),
    need("chi_tieu", "targets", list_of(TEXT), "Mã chỉ tiêu còn thiếu số liệu; không nêu khi tệp còn lỗi"),
)
LETTER = Shape(
    "công văn đôn đốc",
    LetterFile,
    need("tep", "path", PATH, "Tệp công văn"),
    need("kinh_gui", "units", list_of(TEXT), "Mã các đơn vị được gửi"),
    need("da_ghi", "written", FLAG, "Đã ghi tệp; false khi đã có sẵn tệp giống hệt"),
    need("giu_nguyen", "kept", maybe(PATH), "Tệp khác đã mang tên ấy nên giữ nguyên"),
)
REMIND = Output(
    "đôn đốc một kỳ",
    "remind",
    Shape(
        "đôn đốc một kỳ",
        RemindOutput,
        need("ke_hoach", "plan_id", TEXT, "Mã kế hoạch"),
        need("ky_bao_cao", "period_id", TEXT, "Mã kỳ báo cáo"),
        need("ngay", "today", DAY, "Ngày xem"),
        need("qua_han", "overdue", WHOLE, "Số ngày đã quá hạn các đơn vị gửi; 0 khi chưa quá hạn"),
        need("ngay_de_nghi_gui", "send_by", maybe(DAY), "Ngày cuối đề nghị gửi"),
        need("nguoi_ky", "signer", maybe(TEXT), "Người ký công văn"),
        need("don_vi", "units", list_of(UNIT), "Các đơn vị còn thiếu"),
        need("tep", "letters", list_of(LETTER), "Các công văn"),
        need("luu_y", "notes", list_of(TEXT), "Điều cần lưu ý"),
    ),
)
DUE = Shape(
    "hạn trong lịch",
    CalendarDay,
    need("ngay", "day", DAY, "Ngày cuối còn đúng hạn"),
    need("ten", "title", TEXT, "Hạn của việc gì"),
)
CALENDAR = Output(
    "lịch các hạn",
    "remind --ics",
    Shape(
        "lịch các hạn",
        CalendarOutput,
        need("tep", "path", PATH, "Tệp lịch"),
        need("giu_nguyen", "kept", maybe(PATH), "Tệp khác đã mang tên ấy nên giữ nguyên"),
        need("han", "dues", list_of(DUE), "Các hạn, theo ngày"),
    ),
)
