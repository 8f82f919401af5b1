"""Checks of one unit's status file against the plan and against itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.owing import helpers_of, owing_units, target_owners
from reportgen.model.plan import Period, Plan
from reportgen.model.status import STATE, Estimate, General, State, TargetStatus, TaskStatus, UnitStatus
from reportgen.validate.report import Report
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number, format_percent
from reportgen.vn.text import did_you_mean, nearest
from reportgen.yamlmap.marks import Marks, Path


def check_status(
    agency: Agency,
    plan: Plan,
    where: tuple[str, str],
    status: UnitStatus,
    marks: Marks,
    covered: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return what is wrong in one unit's file.

    ``where``: plan id and period id of its folder; ``covered``: targets for which some unit gives the
    figure of the whole agency, so that the others need not.
    """
    report = Report(marks)
    plan_id, period_id = where
    _heading(agency, plan_id, period_id, status, report)
    period = plan.periods.get(period_id)
    status = dataclasses.replace(status, unit=_meant_unit(agency, status, marks))
    if period is None or status.unit not in agency.units:
        return report.findings
    for code, row in status.targets.items():
        _target(agency, plan, status, code, row, report)
    for code, task_row in status.tasks.items():
        if report.full:
            break
        _task(agency, plan, status, code, task_row, report)
        _completion(period, status, code, task_row, report)
        _carried(period, code, task_row, report)
    if status.sent:
        _dates(period, status, report)
        _missing(agency, plan, period, status, covered, report)
    elif _filled(status) and not marks.spoilt("ngay_lap"):
        report.warning(
            ("ngay_lap",),
            "tinh-hinh/chua-gui",
            "tệp đã điền nhưng chưa ghi ngày lập",
            "ngày/tháng/năm",
            "điền ngay_lap khi gửi; để trống là chưa gửi, nội dung không vào báo cáo",
        )
    return report.findings


def _meant_unit(agency: Agency, status: UnitStatus, marks: Marks) -> str:
    """Return the unit whose file this is although its heading is wrong: by another name, else by the file's name."""
    if status.unit in agency.units:
        return status.unit
    meant = agency.unit_ids(status.unit)
    return meant[0] if len(meant) == 1 else PurePosixPath(marks.file).stem


def _filled(status: UnitStatus) -> bool:
    """Tell whether somebody has begun to fill in the form."""
    rows = any(row != TaskStatus() for row in status.tasks.values())
    return rows or any(row != TargetStatus() for row in status.targets.values()) or status.general != General()


def _heading(agency: Agency, plan_id: str, period_id: str, status: UnitStatus, report: Report) -> None:
    if status.unit not in agency.units:
        meant = agency.unit_ids(status.unit)
        report.error(
            ("don_vi",),
            "tinh-hinh/don-vi",
            f"«{status.unit}» không phải mã đơn vị",
            f"một trong: {', '.join(agency.units)}",
            f"có phải là {meant[0]}?" if len(meant) == 1 else did_you_mean(status.unit, agency.units),
        )
    named = PurePosixPath(report.marks.file).stem
    if named != status.unit and named in agency.units and status.unit in agency.units:
        report.error(
            ("don_vi",),
            "tinh-hinh/ten-tep",
            f"tệp mang tên {named} mà ghi {status.unit}",
            f"{named}, hoặc tên tệp {status.unit}.yaml",
            "sửa don_vi nếu chép từ tệp đơn vị khác, hoặc đổi tên tệp",
        )
    if status.plan != plan_id:
        report.error(
            ("ke_hoach",),
            "tinh-hinh/ke-hoach",
            f"«{status.plan}» không khớp thư mục chứa tệp",
            plan_id,
            f"sửa thành {plan_id}, hoặc chuyển tệp sang đúng thư mục",
        )
    if status.period != period_id:
        report.error(
            ("ky_bao_cao",),
            "tinh-hinh/ky",
            f"«{status.period}» không khớp thư mục chứa tệp",
            period_id,
            f"sửa thành {period_id}, hoặc chuyển tệp sang đúng thư mục",
        )


def _target(agency: Agency, plan: Plan, status: UnitStatus, code: str, row: TargetStatus, report: Report) -> None:
    at: Path = ("chi_tieu", code)
    target = plan.targets.get(code)
    if target is None:
        report.key_error(
            at,
            "tinh-hinh/chi-tieu",
            f"kế hoạch không có chỉ tiêu {code}",
            f"một trong: {', '.join(plan.targets)}",
            did_you_mean(code, [other for other in plan.targets if other not in status.targets], _STRANGE),
        )
        return
    if status.unit not in target_owners(agency, target):
        report.key_error(
            at,
            "tinh-hinh/khong-giao",
            f"{status.unit} không được giao chỉ tiêu {code}",
            "chỉ báo cáo chỉ tiêu được giao",
            "xóa mục này",
        )
    if row.denominator is not None and row.numerator is None and not report.marks.spoilt(*at, "tu_so"):
        report.error(
            (*at, "mau_so"), "tinh-hinh/so-lieu", "có mau_so mà thiếu tu_so", "cả tử số và mẫu số", "điền tu_so"
        )
    if (
        row.numerator is not None
        and row.denominator is None
        and target.goal.is_rate
        and not report.marks.spoilt(*at, "mau_so")
    ):
        report.error(
            (*at, "tu_so"), "tinh-hinh/so-lieu", "có tu_so mà thiếu mau_so", "cả tử số và mẫu số", "điền mau_so"
        )
    if row.rate is not None and row.numerator is not None and row.denominator is not None:
        ratio = Fraction(row.numerator) / Fraction(row.denominator) if row.denominator else None
        counted = format_percent(ratio) if ratio is not None else "không phát sinh"
        report.warning(
            (*at, "ty_le"),
            "tinh-hinh/ty-le",
            f"{format_number(row.rate)}% cùng với số đếm ({counted})",
            "ty_le chỉ khi không có số đếm",
            "xóa ty_le: tỷ lệ được tính từ tử số và mẫu số",
        )
    if not target.goal.is_rate:
        if row.rate is not None:
            report.error(
                (*at, "ty_le"),
                "tinh-hinh/ty-le",
                f"chỉ tiêu tính theo {target.goal.measure}, không phải tỷ lệ",
                "tu_so là giá trị đạt được",
                "xóa ty_le, điền tu_so",
            )
        return
    _over(row.numerator, row.denominator, (*at, "tu_so"), report)
    if row.estimate and row.estimate != Estimate() and None in (row.estimate.numerator, row.estimate.denominator):
        report.error(
            (*at, "uoc"),
            "tinh-hinh/uoc",
            "uoc chỉ có một số",
            "cả tu_so và mau_so",
            "điền đủ, hoặc xóa uoc",
        )
    if row.estimate:
        _over(row.estimate.numerator, row.estimate.denominator, (*at, "uoc", "tu_so"), report)
        for name, estimate, counted_so_far in (
            ("tu_so", row.estimate.numerator, row.numerator),
            ("mau_so", row.estimate.denominator, row.denominator),
        ):
            if estimate is not None and counted_so_far is not None and estimate < counted_so_far:
                report.doubt(
                    (*at, "uoc", name),
                    "tinh-hinh/uoc",
                    f"ước {format_number(estimate)}, đã đạt {format_number(counted_so_far)}",
                    "số ước đến hết kỳ không nhỏ hơn số đã đếm",
                    "kiểm tra lại hai số",
                    item=code,
                )


def _over(numerator: Decimal | None, denominator: Decimal | None, at: Path, report: Report) -> None:
    if numerator is not None and denominator is not None and numerator > denominator:
        report.error(
            at,
            "tinh-hinh/tu-so",
            f"tử số {format_number(numerator)} lớn hơn mẫu số {format_number(denominator)}",
            "tu_so không lớn hơn mau_so",
            "xem có đổi chỗ hai số không",
        )


def _task(agency: Agency, plan: Plan, status: UnitStatus, code: str, row: TaskStatus, report: Report) -> None:
    at: Path = ("nhiem_vu", code)
    task = plan.tasks_by_code.get(code)
    if task is None:
        report.key_error(
            at,
            "tinh-hinh/nhiem-vu",
            f"kế hoạch không có nhiệm vụ {code}",
            "mã ghi trong kế hoạch",
            did_you_mean(code, [other for other in plan.tasks_by_code if other not in status.tasks], _STRANGE),
        )
    elif status.unit not in owing_units(agency, task) and status.unit not in helpers_of(agency, task):
        report.key_error(
            at,
            "tinh-hinh/khong-giao",
            f"{status.unit} không chủ trì, không phối hợp nhiệm vụ {code}",
            f"nhiệm vụ của {', '.join(agency.shown_name(name) for name in task.leads)}",
            "kiểm tra lại mã; nếu nhiệm vụ đã chuyển thì gửi nội dung cho đơn vị ấy rồi xóa mục này",
        )
    filled = dataclasses.replace(row, state=None) != TaskStatus()
    if row.state is None and filled:
        report.key_error(
            (*at, "trang_thai"),
            "tinh-hinh/trang-thai",
            "để trống",
            STATE.accepts,
            "chọn một trạng thái",
        )
    for index, document in enumerate(row.documents):
        if document[:1].islower():
            report.doubt(
                (*at, "van_ban", index),
                "tinh-hinh/van-ban",
                f"«{document}» bắt đầu bằng chữ thường",
                "mỗi văn bản một dòng",
                "trong [ ] dấu phẩy tách văn bản: đặt cả tên văn bản trong ngoặc kép",
                item=code,
            )
    progress = row.progress
    if progress is not None and row.state is State.UNDER_WAY and (progress == 100 or 0 < progress < 1):
        meant = "hoan-thanh" if progress == 100 else f"tien_do: {format_number(progress * 100)}"
        report.doubt(
            (*at, "tien_do"),
            "tinh-hinh/tien-do",
            f"dang-thuc-hien mà tien_do là {format_number(progress)}",
            "từ 1 đến 99",
            f"có phải là {meant}?",
            item=code,
        )
    if progress is not None and row.state is not None:
        allowed = {State.DONE: progress == 100, State.NOT_STARTED: progress == 0, State.UNDER_WAY: True}
        if not allowed[row.state]:
            needed = "tien_do: 100" if row.state is State.DONE else "tien_do: 0"
            report.error(
                (*at, "tien_do"),
                "tinh-hinh/tien-do",
                f"{row.state.value} mà tien_do là {format_number(progress)}",
                needed,
                f"sửa tien_do, hoặc đổi trang_thai thành {State.UNDER_WAY.value}",
            )


def _completion(period: Period, status: UnitStatus, code: str, row: TaskStatus, report: Report) -> None:
    at: Path = ("nhiem_vu", code, "ngay_hoan_thanh")
    if row.state is State.DONE and row.completed is None:
        report.key_error(
            at,
            "tinh-hinh/ngay-hoan-thanh",
            "hoan-thanh mà chưa ghi ngày hoàn thành",
            "ngày/tháng/năm",
            "điền ngay_hoan_thanh",
        )
    if row.completed is None:
        return
    if row.state in (State.NOT_STARTED, State.UNDER_WAY):
        report.error(
            at,
            "tinh-hinh/ngay-hoan-thanh",
            f"có ngày hoàn thành mà trạng thái là {row.state.value}",
            "để trống khi chưa hoàn thành",
            "xóa ngày, hoặc đổi trang_thai thành hoan-thanh",
        )
    if status.made_on and row.completed > status.made_on:
        report.error(
            at,
            "tinh-hinh/ngay-hoan-thanh",
            f"{short_date(row.completed)} sau ngày lập {short_date(status.made_on)}",
            "không sau ngày lập báo cáo",
            "sửa ngày hoàn thành hoặc ngay_lap",
        )
    elif row.completed.year < period.start.year:
        report.doubt(
            at,
            "tinh-hinh/ngay-hoan-thanh",
            f"hoàn thành ngày {short_date(row.completed)}, trước năm của kỳ báo cáo",
            "ngày trong năm của kỳ báo cáo",
            "kiểm tra lại năm",
            item=code,
        )
    elif row.completed > period.cutoff:
        report.doubt(
            at,
            "tinh-hinh/sau-ngay-chot",
            f"{short_date(row.completed)} sau ngày chốt số liệu {short_date(period.cutoff)}",
            "kỳ này tính là đang thực hiện, kỳ sau tính hoàn thành",
            "ngày đúng thì không phải sửa",
            item=code,
        )


def _carried(period: Period, code: str, row: TaskStatus, report: Report) -> None:
    if row.carried_over and period.previous is None:
        report.error(
            ("nhiem_vu", code, "nhu_ky_truoc"),
            "tinh-hinh/nhu-ky-truoc",
            "kế hoạch không khai kỳ trước cho kỳ này",
            "",
            "xóa dòng nhu_ky_truoc và ghi ket_qua",
        )


def _dates(period: Period, status: UnitStatus, report: Report) -> None:
    if status.made_on and status.made_on.year > period.cutoff.year + 1:
        report.doubt(
            ("ngay_lap",),
            "tinh-hinh/ngay-lap",
            f"lập ngày {short_date(status.made_on)}",
            f"không quá năm {period.cutoff.year + 1}",
            "kiểm tra lại năm",
            item="ngay_lap",
        )
    if status.made_on and status.made_on < period.cutoff:
        report.doubt(
            ("ngay_lap",),
            "tinh-hinh/ngay-lap",
            f"lập ngày {short_date(status.made_on)}, trước ngày chốt {short_date(period.cutoff)}",
            "số liệu lấy đến hết ngày chốt",
            "kiểm tra số liệu đã đủ chưa",
            item="ngay_lap",
        )
    if status.made_on and status.received and status.received < status.made_on:
        report.doubt(
            ("ngay_nhan",),
            "tinh-hinh/ngay-nhan",
            "ngày nhận trước ngày lập",
            "ngày nhận không trước ngày lập",
            "sửa một trong hai ngày",
            item="ngay_nhan",
        )


_STRANGE = "sửa mã theo kế hoạch, hoặc xóa mục này"
_MOST_GUESSED = 30  # codes that a person may have mistyped


def _meant(given: Iterable[str], known: Collection[str]) -> set[str | None]:
    """Return the codes that the unknown ones of a file were probably meant to be: they are not missing."""
    strange = [code for code in given if code not in known][:_MOST_GUESSED]
    used = set(given)
    free = [code for code in known if code not in used] if strange else []
    return {nearest(code, free) for code in strange}


def _missing(
    agency: Agency, plan: Plan, period: Period, status: UnitStatus, covered: frozenset[str], report: Report
) -> None:
    likely = _meant(status.targets, plan.targets)
    for code, target in plan.targets.items():
        row = status.targets.get(code, TargetStatus())
        if (
            code not in covered
            and code not in likely
            and status.unit in target_owners(agency, target)
            and row.numerator is None
            and row.rate is None
        ):
            report.warning(
                ("chi_tieu", code),
                "tinh-hinh/thieu-chi-tieu",
                f"chưa có số liệu chỉ tiêu {code}",
                "tu_so và mau_so",
                "điền số liệu; để trống thì báo cáo sẽ ghi là chưa báo cáo",
            )
    meant = _meant(status.tasks, plan.tasks_by_code)
    for task in plan.tasks():
        if task.ended_by(period.cutoff) or status.unit not in owing_units(agency, task) or task.code in meant:
            continue
        if status.tasks.get(task.code, TaskStatus()) == TaskStatus():
            report.warning(
                ("nhiem_vu", task.code),
                "tinh-hinh/thieu-nhiem-vu",
                f"chưa báo cáo nhiệm vụ {task.code}",
                "trang_thai và ket_qua",
                "điền mục này; để trống thì báo cáo sẽ ghi là chưa báo cáo",
            )
