"""What ``status`` prints as JSON: one period, or a line for each office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.outputs.words import PLACE, PlaceLine
from reportgen.formats.snapshot import COUNTS, TASK_CLASS
from reportgen.formats.wire import DAY, FLAG, TEXT, WHOLE, Shape, choice, list_of, may, maybe, need
from reportgen.model.snapshot import TaskClass
from reportgen.record import record

SENDING = choice("tình trạng gửi", {name: name for name in ("da-gui", "gui-muon", "con-loi", "chua-gui")})


@record
class UnitLine:
    """Where a unit stands with its report; ``days`` are left until it is due, negative when late."""

    id: str
    name: str
    sending: str
    sent_on: dt.date | None
    errors: int
    warnings: int
    days: int
    tasks: tuple[str, ...]
    targets: tuple[str, ...]


@record
class ThroughLine:
    """How many of those that a unit reports for are through with a task."""

    unit: str
    done: int
    total: int


@record
class TaskLine:
    """Where a task stands; ``days`` are left until its last day, None where nothing is due."""

    code: str
    text: str
    leads: tuple[str, ...]
    deadline: str
    last_day: dt.date | None
    days: int | None
    task_class: TaskClass
    progress: str
    due_soon: bool
    overdue: bool
    missing: tuple[str, ...]
    previous_class: TaskClass | None
    products: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    funding: str = ""
    parts: tuple[str, ...] = ()
    times_done: int | None = None
    times: int | None = None
    next_time: str = ""
    next_time_day: dt.date | None = None
    next_milestone: str = ""
    through: tuple[ThroughLine, ...] = ()


@record
class TargetLine:
    """Where a target stands, in words."""

    code: str
    name: str
    goal: str
    result: str
    verdict: str
    change: str


@record
class StatusOutput:
    """Where a period stands on a day."""

    agency: str
    plan_id: str
    period_id: str
    today: dt.date
    unit_days: int
    office_days: int
    issued: str | None
    notes: tuple[str, ...]
    units: tuple[UnitLine, ...]
    total: int
    counts: Mapping[TaskClass, int]
    tasks: tuple[TaskLine, ...]
    targets: tuple[TargetLine, ...]
    words: tuple[PlaceLine, ...] = ()


UNIT = Shape(
    "đơn vị đang theo dõi",
    UnitLine,
    need("ma", "id", TEXT, "Mã đơn vị"),
    need("ten", "name", TEXT, "Tên đơn vị"),
    need("tinh_trang", "sending", SENDING, "Đã gửi, gửi muộn, còn lỗi hay chưa gửi"),
    need("ngay_gui", "sent_on", maybe(DAY), "Ngày gửi"),
    need("loi", "errors", WHOLE, "Số lỗi trong tệp của đơn vị"),
    need("canh_bao", "warnings", WHOLE, "Số cảnh báo"),
    need("con_ngay", "days", WHOLE, "Số ngày còn đến hạn gửi; âm là đã quá hạn"),
    need("thieu_nhiem_vu", "tasks", list_of(TEXT), "Mã nhiệm vụ còn thiếu báo cáo"),
    need("thieu_chi_tieu", "targets", list_of(TEXT), "Mã chỉ tiêu còn thiếu số liệu"),
)
THROUGH = Shape(
    "số đơn vị đã xong một nhiệm vụ",
    ThroughLine,
    need("don_vi", "unit", TEXT, "Mã đơn vị báo cáo thay"),
    need("xong", "done", WHOLE, "Số đơn vị đã xong"),
    need("tong", "total", WHOLE, "Tổng số đơn vị phải làm"),
)
TASK = Shape(
    "nhiệm vụ đang theo dõi",
    TaskLine,
    need("ma", "code", TEXT, "Mã nhiệm vụ"),
    need("noi_dung", "text", TEXT, "Nội dung"),
    need("chu_tri", "leads", list_of(TEXT), "Mã các đơn vị chủ trì"),
    need("thoi_han", "deadline", TEXT, "Thời hạn, kể cả gia hạn"),
    need("ngay_cuoi", "last_day", maybe(DAY), "Ngày cuối còn đúng hạn"),
    need("con_ngay", "days", maybe(WHOLE), "Số ngày còn lại; âm là quá hạn; null khi đã xong hoặc không có hạn"),
    need("loai", "task_class", TASK_CLASS, "Tình trạng tại ngày chốt"),
    need("tien_do", "progress", TEXT, "Tiến độ bằng chữ"),
    need("sap_den_han", "due_soon", FLAG, "Sắp đến hạn"),
    need("qua_han", "overdue", FLAG, "Quá hạn vào ngày xem"),
    need("thieu", "missing", list_of(TEXT), "Mã các đơn vị chưa báo cáo"),
    need("loai_ky_truoc", "previous_class", maybe(TASK_CLASS), "Tình trạng kỳ trước"),
    may("san_pham", "products", list_of(TEXT), "Sản phẩm phải có, như kế hoạch ghi", ()),
    may("theo_doi", "followers", list_of(TEXT), "Nơi theo dõi, đôn đốc, như kế hoạch ghi", ()),
    may("lanh_dao", "leaders", list_of(TEXT), "Lãnh đạo phụ trách, như kế hoạch ghi", ()),
    may("kinh_phi", "funding", TEXT, "Kinh phí, như kế hoạch ghi", ""),
    may("muc_nho", "parts", list_of(TEXT), "Các ý a), b) của nhiệm vụ, mỗi ý một dòng", ()),
    may("ky_da_xong", "times_done", WHOLE, "Số kỳ đã xong của việc định kỳ; không có khi chưa biết"),
    may("so_ky", "times", WHOLE, "Số kỳ của việc định kỳ; không có khi chưa biết"),
    may("ky_toi", "next_time", TEXT, "Kỳ tới, hoặc kỳ đầu tiên chưa xong", ""),
    may("han_ky_toi", "next_time_day", DAY, "Ngày cuối của kỳ ấy"),
    may("moc_toi", "next_milestone", TEXT, "Mốc sắp tới", ""),
    may("so_don_vi", "through", list_of(THROUGH), "Số đơn vị đã xong, theo từng đơn vị báo cáo thay nhiều nơi", ()),
)
TARGET = Shape(
    "chỉ tiêu đang theo dõi",
    TargetLine,
    need("ma", "code", TEXT, "Mã chỉ tiêu"),
    need("ten", "name", TEXT, "Tên chỉ tiêu"),
    need("muc", "goal", TEXT, "Mức giao bằng chữ"),
    need("ket_qua", "result", TEXT, "Kết quả bằng chữ"),
    need("danh_gia", "verdict", TEXT, "Đánh giá"),
    need("so_ky_truoc", "change", TEXT, "Thay đổi so với kỳ trước"),
)
STATUS = Output(
    "tình hình một kỳ",
    "status",
    Shape(
        "tình hình một kỳ",
        StatusOutput,
        need("co_quan", "agency", TEXT, "Tên cơ quan"),
        need("ke_hoach", "plan_id", TEXT, "Mã kế hoạch"),
        need("ky_bao_cao", "period_id", TEXT, "Mã kỳ báo cáo"),
        need("ngay", "today", DAY, "Ngày xem"),
        need("con_ngay_don_vi", "unit_days", WHOLE, "Số ngày còn đến hạn các đơn vị gửi; âm là đã quá hạn"),
        need("con_ngay_tong_hop", "office_days", WHOLE, "Số ngày còn đến hạn tổng hợp; âm là đã quá hạn"),
        need("da_ban_hanh", "issued", maybe(TEXT), "Báo cáo đã ban hành của kỳ"),
        need("luu_y", "notes", list_of(TEXT), "Điều cần lưu ý"),
        need("don_vi", "units", list_of(UNIT), "Các đơn vị"),
        need("tong_so", "total", WHOLE, "Số nhiệm vụ"),
        need("phan_loai", "counts", COUNTS, "Số nhiệm vụ theo tình trạng"),
        need("nhiem_vu", "tasks", list_of(TASK), "Các nhiệm vụ"),
        need("chi_tieu", "targets", list_of(TARGET), "Các chỉ tiêu"),
        may("loi_van", "words", list_of(PLACE), "Lời văn từng chỗ; không ghi khi cơ quan chưa có tệp lời văn", ()),
    ),
)
OVERVIEW_LINE = Shape[Any](
    "tình hình của một cơ quan",
    SimpleNamespace,
    need("thu_muc", "folder", PATH, "Thư mục cơ quan"),
    need("co_quan", "agency", TEXT, "Tên cơ quan"),
    need("ke_hoach", "plan", TEXT, "Mã kế hoạch"),
    need("ky_bao_cao", "period", TEXT, "Mã kỳ báo cáo"),
    need("don_vi", "units", WHOLE, "Số đơn vị"),
    need("da_gui", "sent", WHOLE, "Số đơn vị đã gửi"),
    need("gui_muon", "late", WHOLE, "Số đơn vị gửi muộn"),
    need("con_loi", "faulty", WHOLE, "Số đơn vị còn lỗi"),
    need("con_ngay", "days", WHOLE, "Số ngày còn đến hạn tổng hợp; âm là đã quá hạn"),
    need("nhiem_vu", "tasks", WHOLE, "Số nhiệm vụ"),
    need("hoan_thanh", "done", WHOLE, "Số nhiệm vụ đã hoàn thành"),
    need("qua_han", "overdue", WHOLE, "Số nhiệm vụ quá hạn"),
    need("chi_tieu_dat", "met", WHOLE, "Số chỉ tiêu đạt"),
    need("chi_tieu", "targets", WHOLE, "Số chỉ tiêu"),
    need("da_ban_hanh", "issued", TEXT, "Báo cáo đã ban hành của kỳ"),
    need("loi", "problem", TEXT, "Vì sao không xem được"),
)
OVERVIEW = Output("tình hình nhiều cơ quan", "status --all", list_of(OVERVIEW_LINE))
