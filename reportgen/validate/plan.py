"""Checks of a plan against itself and its agency."""

from __future__ import annotations

from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.plan import Goal, Part, Period, Plan, Task, TaskGroup
from reportgen.validate.numbering import check_numbering
from reportgen.validate.report import Report
from reportgen.validate.wording import check_wording
from reportgen.vn.dates import Deadline, short_date
from reportgen.vn.text import did_you_mean, fold
from reportgen.yamlmap.marks import Marks, Path


def check_plan(agency: Agency, plan: Plan, marks: Marks) -> list[Finding]:
    """Return what is wrong in ``plan``; a task without a deadline is a warning."""
    report = Report(marks)
    _recipients(plan, report)
    for period_id, period in plan.periods.items():
        _period(agency, plan, period_id, period, report)
    for code, target in plan.targets.items():
        _goal(target.goal, ("chi_tieu", code, "muc"), report)
        for index, name in enumerate(target.doers):
            _owner(agency, name, ("chi_tieu", code, "thuc_hien", index), report)
        if target.monitor:
            _owner(agency, target.monitor, ("chi_tieu", code, "theo_doi"), report)
    _tasks(agency, plan, report)
    check_numbering(plan, report)
    check_wording(agency, plan, report)
    return report.findings


def _recipients(plan: Plan, report: Report) -> None:
    if not plan.addressees:
        report.warning(
            ("kinh_gui",),
            "ke-hoach/kinh-gui",
            "chưa ghi nơi kính gửi",
            "cơ quan cấp trên nhận báo cáo",
            "thêm dòng kinh_gui: [Tên cơ quan]",
        )
    if not plan.recipients:
        report.warning(
            ("noi_nhan",), "ke-hoach/noi-nhan", "chưa ghi nơi nhận", "các nơi nhận văn bản", "thêm mục noi_nhan"
        )
    if plan.number is not None and ("/" in plan.number or "-" in plan.number):
        number = plan.number.split("/")[0]
        report.error(("so",), "ke-hoach/so", f"«{plan.number}»", "chỉ số, chưa có ký hiệu", f"sửa thành so: {number}")
    for index, name in enumerate(plan.recipients):
        if fold(name).startswith(fold("Như trên")):
            report.error(
                ("noi_nhan", index),
                "ke-hoach/noi-nhan",
                f"«{name}»",
                "không ghi Như trên: chương trình tự ghi khi có nơi kính gửi",
                "xóa dòng này",
            )
        if fold(name).startswith(fold("Lưu")):
            report.error(
                ("noi_nhan", index),
                "ke-hoach/noi-nhan",
                f"«{name}»",
                "không ghi dòng Lưu: chương trình tự ghi",
                "xóa dòng này",
            )


def _period(agency: Agency, plan: Plan, period_id: str, period: Period, report: Report) -> None:
    at: Path = ("ky_bao_cao", period_id)
    for name, day in (("tu_ngay", period.start), ("den_ngay", period.cutoff)):
        _in_year(plan.year, Deadline(short_date(day), day), (*at, name), f"{period_id} {name}", report)
    if period.start > period.cutoff:
        report.error(
            (*at, "den_ngay"),
            "ke-hoach/ky",
            "ngày chốt trước ngày đầu",
            "den_ngay từ tu_ngay trở đi",
            "sửa một trong hai ngày",
        )
    if period.signer not in agency.signers:
        report.error(
            (*at, "nguoi_ky"),
            "ke-hoach/nguoi-ky",
            f"«{period.signer}» chưa có trong co-quan.yaml",
            f"một trong: {', '.join(agency.signers)}",
            did_you_mean(period.signer, agency.signers),
        )
    for name, deadline in (("han_don_vi", period.unit_deadline), ("han_tong_hop", period.office_deadline)):
        if deadline.last_day is None:
            report.error(
                (*at, name),
                "ke-hoach/han",
                f"hạn gửi không thể là «{deadline.text}»",
                "một ngày, ví dụ trước 10/5/2026",
            )
    unit_day, office_day = period.unit_deadline.last_day, period.office_deadline.last_day
    if unit_day and office_day and unit_day > office_day:
        report.error(
            (*at, "han_tong_hop"),
            "ke-hoach/han",
            "hạn tổng hợp trước hạn các đơn vị gửi",
            "han_tong_hop không trước han_don_vi",
            "sửa một trong hai hạn",
        )
    if unit_day and unit_day < period.cutoff:
        report.warning(
            (*at, "han_don_vi"),
            "ke-hoach/han",
            f"hạn gửi {short_date(unit_day)} trước ngày chốt số liệu {short_date(period.cutoff)}",
            "hạn gửi sau ngày chốt",
            "sửa han_don_vi hoặc den_ngay",
        )
    if period.previous is not None:
        if period.previous not in plan.periods:
            others = [name for name in plan.periods if name != period_id]
            report.error(
                (*at, "ky_truoc"),
                "ke-hoach/ky-truoc",
                f"không có kỳ «{period.previous}»",
                f"một trong: {', '.join(others)}" if others else "bỏ trống: kế hoạch chỉ có một kỳ",
                did_you_mean(period.previous, others),
            )
        elif plan.periods[period.previous].cutoff >= period.cutoff:
            report.error(
                (*at, "ky_truoc"),
                "ke-hoach/ky-truoc",
                f"kỳ {period.previous} không chốt trước kỳ này",
                "kỳ trước có ngày chốt sớm hơn",
            )


def _goal(goal: Goal, path: Path, report: Report) -> None:
    given = sum(bound is not None for bound in (goal.minimum, goal.exactly, goal.maximum))
    if given != 1:
        found = "chưa ghi mức" if given == 0 else "ghi nhiều mức"
        report.error(path, "ke-hoach/muc", found, "một trong toi_thieu, bang, toi_da")


def _owner(agency: Agency, name: str, path: Path, report: Report) -> None:
    if not report.full and not agency.unit_ids(name):
        report.error(
            path,
            "ke-hoach/don-vi",
            f"«{name}» không khớp đơn vị hay nhóm nào",
            "mã, tên, tên khác của đơn vị trong co-quan.yaml",
            did_you_mean(name, agency.known_names(), "thêm đơn vị hoặc ten_khac vào co-quan.yaml"),
        )


def _tasks(agency: Agency, plan: Plan, report: Report) -> None:
    seen: dict[str, int] = {}
    for part_index, part in enumerate(plan.parts):
        for group_index, group in enumerate(part.groups):
            for task_index, task in enumerate(group.tasks):
                at: Path = ("nhiem_vu", part_index, "nhom", group_index, "nhiem_vu", task_index)
                if task.code in seen:
                    report.error(
                        (*at, "ma"),
                        "ke-hoach/trung-ma",
                        f"mã {task.code} đã dùng ở dòng {seen[task.code]}",
                        "mỗi nhiệm vụ một mã",
                        "đánh lại mã theo số thứ tự của kế hoạch",
                    )
                seen.setdefault(task.code, report.marks.at_value(*at, "ma").line)
                _numbered(part, group, task, at, report)
                _in_year(plan.year, task.deadline, (*at, "thoi_han"), task.code, report)
                for index, name in enumerate(task.leads):
                    _owner(agency, name, (*at, "chu_tri", index), report)
                if (
                    task.deadline is None
                    and not report.marks.spoilt(*at, "thoi_han")
                    and not task.extensions
                    and task.ending is None
                ):
                    report.doubt(
                        (*at, "ma"),
                        "ke-hoach/thieu-thoi-han",
                        f"nhiệm vụ {task.code} không có thời hạn",
                        "một thời hạn, ví dụ thường xuyên, tháng 6/2026",
                        "hỏi cơ quan ban hành kế hoạch; để trống thì không bao giờ quá hạn",
                        item=task.code,
                    )


def _in_year(year: int, deadline: Deadline | None, path: Path, item: str, report: Report) -> None:
    """Check that a deadline lies in the plan's year: a year typed wrongly moves it by twelve months."""
    if deadline is not None and deadline.last_day is not None and deadline.last_day.year != year:
        report.doubt(
            path,
            "ke-hoach/ngoai-nam",
            f"«{deadline.text}» không thuộc năm {year} của kế hoạch",
            f"một thời hạn trong năm {year}",
            "kiểm tra lại năm",
            item=item,
        )


def _numbered(part: Part, group: TaskGroup, task: Task, at: Path, report: Report) -> None:
    """Check that the code follows the plan's numbering and that extensions lead forward."""
    prefix = ".".join(number for number in (part.number, group.number) if number) + "."
    if not task.code.startswith(prefix):
        report.warning(
            (*at, "ma"),
            "ke-hoach/ma",
            f"mã {task.code} đặt trong nhóm {prefix.rstrip('.')}",
            f"mã bắt đầu bằng {prefix}",
            "sửa mã, hoặc chuyển nhiệm vụ sang đúng nhóm",
        )
    last = task.deadline.last_day if task.deadline else None
    for index, extension in enumerate(task.extensions):
        day = extension.until.last_day
        if last and day and day <= last:
            report.warning(
                (*at, "gia_han", index, "den"),
                "ke-hoach/gia-han",
                f"gia hạn đến {short_date(day)}, thời hạn trước đó {short_date(last)}",
                "gia hạn đến ngày sau thời hạn cũ",
                "kiểm tra lại hai ngày",
            )
        last = day or last
