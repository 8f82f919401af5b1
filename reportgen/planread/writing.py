"""The plan and the agency as YAML files, with their doubts as comments."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.plan import ONLY_GROUP
from reportgen.planread.found import (
    Doubt,
    Doubtful,
    FoundAgency,
    FoundBasis,
    FoundGroup,
    FoundPart,
    FoundPassage,
    FoundPeriod,
    FoundPlan,
    FoundSection,
    FoundTarget,
    FoundTask,
)
from reportgen.planread.naming import Naming
from reportgen.planread.yaml_text import Out
from reportgen.record import record
from reportgen.vn.deadlines import Years, read

BLANK = "……"
"""Stands for what the plan does not say and the file must: a report shows it, and no document is issued with it."""
_WITHOUT = "kế hoạch không ghi"


@record
class WrittenFile:
    """A file's text, and the doubts with their lines in it."""

    text: str
    doubts: tuple[Doubt, ...]


def plan_text(plan: FoundPlan, file: str, source: str, naming: Naming) -> WrittenFile:
    """Return the plan's file. ``source``: the Word file's name; ``naming``: how names are written in it."""
    out = Out(file)
    out.comment(
        f"Đọc từ {source}. Chỗ ghi «nghi ngờ» là chỗ chương trình suy đoán: xem lại với tệp gốc, sửa hoặc xóa dòng ấy."
    )
    out.rest([doubt for doubt in plan.doubts if not doubt.key], 0)
    _heading(out, plan)
    _bases(out, plan.bases)
    out.heading("ky_bao_cao", 0, plan.doubts)
    for period in plan.periods:
        _period(out, period, naming.signer)
    out.values("kinh_gui", plan.addressees, 0, plan.doubts)
    out.values("noi_nhan", plan.recipients, 0, plan.doubts)
    if plan.text:
        out.heading("noi_dung", 0, plan.doubts)
        _passages(out, plan.text, 2)
    _appendices(out, plan)
    stated = (("chi_tieu", plan.stated_targets), ("nhiem_vu", plan.stated_tasks))
    if said := ", ".join(f"{key}: {int(number)}" for key, number in stated if number):
        out.heading("tong_so", 0, plan.doubts, f"{{{said}}}")
    _targets(out, plan, naming)
    _sections(out, plan, naming)
    out.rest(plan.doubts, 0)
    _unplaced(out, plan)
    return WrittenFile(out.text, tuple(out.doubts))


def _heading(out: Out, plan: FoundPlan) -> None:
    for key, value, else_, what in (
        ("nam_hoc" if plan.school else "nam", plan.year, "", "năm của kế hoạch"),
        ("ky_hieu", plan.symbol, "KH", "ký hiệu của kế hoạch, ví dụ KH-UBND"),
        ("trich_yeu", plan.subject, BLANK, "trích yếu của kế hoạch"),
    ):
        if not value:
            _missing(plan, key, what)
        out.value(key, value or else_, 0, plan.doubts)
        if key == "ky_hieu":
            out.value("so", plan.number, 0, plan.doubts)
            out.value("ngay", plan.date, 0, plan.doubts)


def _missing(found: Doubtful, key: str, what: str) -> None:
    """Note that ``what`` is still to be filled in, whether a plan does not say it or there is no plan."""
    found.doubt(key, "", "", f"chưa có {what}: điền vào đây")


def _bases(out: Out, bases: Sequence[FoundBasis]) -> None:
    """Write the bases; one that is cited without its abstract cannot stand in a report, and is a comment."""
    if bases:
        out.heading("can_cu", 0)
    for basis in bases:
        if not basis.subject:
            cited = " ".join(word for word in (basis.kind, basis.number, basis.date, basis.issuer) if word)
            basis.doubt("", "", cited, "kế hoạch dẫn không có trích yếu nên chưa ghi: cần thì thêm vào can_cu")
            out.rest(basis.doubts, 2)
            continue
        out.value("- loai", basis.kind, 2, basis.doubts)
        out.value("so_ky_hieu", basis.number, 4, basis.doubts)
        out.value("ngay", basis.date, 4, basis.doubts)
        out.value("co_quan", basis.issuer, 4, basis.doubts)
        out.value("trich_yeu", basis.subject, 4, basis.doubts)
        out.rest(basis.doubts, 4)


def _period(out: Out, period: FoundPeriod, signer: str) -> None:
    out.heading(period.id, 2)
    for key, value in (
        ("ten", period.name),
        ("ky_toi", period.upcoming),
        ("mau", period.template),
        ("ky_truoc", period.previous),
        ("tu_ngay", period.start),
        ("den_ngay", period.cutoff),
        ("han_don_vi", period.units),
        ("han_tong_hop", period.office),
        ("nguoi_ky", signer),
    ):
        out.value(key, value, 4, period.doubts)
    out.rest(period.doubts, 4)


def _passages(out: Out, passages: Sequence[FoundPassage], indent: int) -> None:
    """Write the plan's own text, section by section; the first key of each stands behind the dash."""
    for passage in passages:
        keys = [
            ("so", passage.number),
            ("tieu_de", passage.title),
            ("doan", passage.paragraphs),
            ("muc", passage.inner),
        ]
        for at, (key, value) in enumerate((key, value) for key, value in keys if value):
            name, column = (f"- {key}", indent) if at == 0 else (key, indent + 2)
            if isinstance(value, str):
                out.value(name, value, column, passage.doubts)
            elif key == "doan":
                out.paragraphs(name, passage.paragraphs, column, passage.doubts)
            else:
                out.heading(name, column)
                _passages(out, passage.inner, indent + 4)
        out.rest(passage.doubts, indent + 2)


def _appendices(out: Out, plan: FoundPlan) -> None:
    """Write what the plan calls its appendices."""
    if plan.targets_title or plan.tasks_title:
        out.heading("phu_luc", 0)
        out.value("chi_tieu", plan.targets_title, 2)
        out.value("nhiem_vu", plan.tasks_title, 2)


# --- targets ------------------------------------------------------------------------------------


def _targets(out: Out, plan: FoundPlan, naming: Naming) -> None:
    if not plan.targets:
        return
    out.heading("chi_tieu", 0, plan.doubts)
    for number, target in enumerate(plan.targets, start=1):
        out.heading(f"CT{number}", 2)
        out.value("ten", target.name, 4, target.doubts)
        _goal(out, target)
        _owners(out, target, naming)
        out.rest(target.doubts, 4)


def _owners(out: Out, target: FoundTarget, naming: Naming) -> None:
    """Write who works for a target and follows it up; who is nobody here stays as a doubt."""
    doers = [name for name in target.doers if naming.owns(name)]
    if strangers := [name for name in target.doers if not naming.owns(name)]:
        instead = "chưa ghi" if doers else f"tạm ghi {naming.hub}"
        target.doubt(
            "thuc_hien",
            target.place,
            "; ".join(strangers),
            f"không khớp đơn vị nào: {instead}, sửa ở đây hoặc co-quan.yaml",
        )
    monitor = target.monitor if not target.monitor or naming.owns(target.monitor) else ""
    if monitor != target.monitor:
        target.doubt("theo_doi", target.place, target.monitor, "không khớp đơn vị nào: chưa ghi theo_doi")
    out.values("thuc_hien", _names(doers, naming) or [naming.hub], 4, target.doubts)
    out.value("theo_doi", naming.resolve(monitor) if monitor else "", 4, target.doubts)


def _goal(out: Out, target: FoundTarget) -> None:
    goal, measure = target.goal, target.measure
    if measure and goal.replace(measure, "").strip() and measure not in goal and measure == "%":
        goal, measure = f"{goal}%", ""
    elif measure and measure in goal:
        measure = ""
    if not goal:
        target.doubt("muc", target.place, target.name, f"{_WITHOUT} mức: coi là số liệu thống kê, không đánh giá")
    out.value("muc", goal, 4, target.doubts)
    out.value("don_vi_tinh", measure, 4, target.doubts)


# --- tasks --------------------------------------------------------------------------------------


def _sections(out: Out, plan: FoundPlan, naming: Naming) -> None:
    sections = plan.sections or [FoundSection("", "", groups=[FoundGroup(*ONLY_GROUP)])]
    if not any(plan.tasks()):
        left = "không thấy bảng hay danh sách nhiệm vụ nào: xem phần chưa xếp được ở cuối tệp"
        plan.doubt("nhiem_vu", "", "", left if plan.unplaced or plan.text else "chưa có nhiệm vụ nào: chép vào đây")
    out.heading("nhiem_vu", 0, plan.doubts)
    for section in sections:
        if section.number:
            out.value("- phan", section.number, 2, section.doubts)
            out.value("ten", section.name, 4, section.doubts)
            out.heading("nhom", 4)
        else:
            out.heading("- nhom", 2)
        out.rest(section.doubts, 4)
        for group in section.groups:
            _group(out, group, naming, plan.years)


def _group(out: Out, group: FoundGroup, naming: Naming, years: Years | None) -> None:
    out.value("- so", group.number, 6, group.doubts)
    out.value("ten", group.name, 8, group.doubts)
    out.rest(group.doubts, 8)
    if not group.tasks:
        out.heading("nhiem_vu", 8, (), "[]")
        out.comment("kế hoạch để trống nhóm này", 8)
        return
    out.heading("nhiem_vu", 8)
    for task in group.tasks:
        _task(out, task, naming, years)


def _task(out: Out, task: FoundTask, naming: Naming, years: Years | None) -> None:
    leads = _names(task.leads, naming)
    if not leads and not any(part.leads for part in task.parts):
        leads = [naming.hub]
        task.doubt("chu_tri", task.place, "", f"{_WITHOUT} chủ trì: tạm ghi đầu mối tổng hợp")
    at = 12
    out.value("- ma", task.code, 10, task.doubts)
    out.value("noi_dung", task.text, at, task.doubts)
    out.values("chu_tri", leads, at, task.doubts)
    out.values("phoi_hop", _names(task.helpers, naming), at, task.doubts)
    _deadline(out, task, task.deadline, at, years)
    out.values("san_pham", task.products, at, task.doubts)
    out.values("theo_doi", _names(task.followers, naming), at, task.doubts)
    out.values("lanh_dao", task.leaders, at, task.doubts)
    out.value("kinh_phi", task.funding, at, task.doubts)
    if task.parts:
        out.heading("muc_nho", at, task.doubts)
    for part in task.parts:
        _part(out, part, naming, years)
    out.rest(task.doubts, at)


def _part(out: Out, part: FoundPart, naming: Naming, years: Years | None) -> None:
    out.value("- noi_dung", part.text, 14, part.doubts)
    out.value("so", part.letter, 16, part.doubts)
    out.values("chu_tri", _names(part.leads, naming), 16, part.doubts)
    out.values("phoi_hop", _names(part.helpers, naming), 16, part.doubts)
    _deadline(out, part, part.deadline, 16, years)
    out.values("san_pham", part.products, 16, part.doubts)
    out.rest(part.doubts, 16)


def _deadline(out: Out, holder: FoundTask | FoundPart, text: str, indent: int, years: Years | None) -> None:
    """Write a deadline as the plan has it; one that gives no day, or none of the plan's time, is a doubt."""
    reading = read(text.strip(), years)
    if text and reading.last is None and not reading.comes_again:
        holder.doubt(
            "thoi_han", "", text, "không tính được ngày, nhiệm vụ không bao giờ quá hạn; muốn tính thì thêm han_tinh"
        )
    elif reading.last is not None and years is not None and not years.meet(reading.first or reading.last, reading.last):
        holder.doubt("thoi_han", "", text, f"ngoài năm {years.words} của kế hoạch: xem lại")
    out.value("thoi_han", text, indent, holder.doubts)


def _names(names: Sequence[str], naming: Naming) -> list[str]:
    return list(dict.fromkeys(naming.resolve(name) for name in names))


def _unplaced(out: Out, plan: FoundPlan) -> None:
    """Keep every word of the plan that has no key, as comments at the end."""
    if plan.unplaced:
        out.lines.append("")
        out.comment("Chưa xếp được vào mục nào, xem lại với tệp gốc:")
        for left in plan.unplaced:
            out.comment(f"{left.place}: {left.text}", 0)


# --- the agency ---------------------------------------------------------------------------------


def agency_text(plan: FoundPlan, file: str, source: str, signer: str) -> WrittenFile:
    """Return ``co-quan.yaml`` as the plan shows the agency; what it does not say is a blank, and a doubt."""
    agency = plan.agency
    out = Out(file)
    out.comment(f"Cơ quan: tên, ký hiệu, đơn vị, người ký; đọc từ {source}. Chỗ ghi «nghi ngờ» phải xem lại.")
    for key, value, what in (
        ("ten", agency.name, "tên cơ quan, ví dụ Sở Khoa học và Công nghệ"),
        ("chu_quan", agency.parent, ""),
        ("ky_hieu", agency.symbol, "chữ viết tắt tên cơ quan trong ký hiệu văn bản, ví dụ SKHCN"),
        ("dia_danh", agency.place, "địa danh ghi trước ngày tháng, ví dụ Hải Phòng"),
    ):
        if what and not value:
            _missing(agency, key, what)
        out.value(key, value or (BLANK if what else ""), 0, agency.doubts)
    out.value("dau_moi", agency.hub, 0, agency.doubts)
    out.heading("don_vi", 0, agency.doubts)
    for unit in agency.units:
        out.heading(unit.id, 2)
        out.value("ten", unit.name, 4, unit.doubts)
        out.value("viet_tat", unit.abbreviation, 4, unit.doubts)
        out.values("ten_khac", unit.other_names, 4, unit.doubts)
        out.rest(unit.doubts, 4)
    if agency.groups:
        out.heading("nhom_don_vi", 0)
    for group in agency.groups:
        out.heading(group.id, 2)
        out.value("ten", group.name, 4, group.doubts)
        out.values("ten_khac", group.other_names, 4, group.doubts)
        out.value("gom", "tat-ca", 4, group.doubts)
        out.rest(group.doubts, 4)
    out.heading("nguoi_ky", 0)
    out.heading(signer, 2)
    _signer(out, agency)
    out.rest(agency.doubts, 0)
    return WrittenFile(out.text, tuple(out.doubts))


def _signer(out: Out, agency: FoundAgency) -> None:
    found = agency.signer
    for key, value, what in (
        ("thay_mat", found.on_behalf_of, ""),
        ("ky_thay", found.for_head, ""),
        ("thua_lenh", found.by_order_of, ""),
        ("thua_uy_quyen", found.authorised_by, ""),
        ("quyen", "có" if found.acting else "", ""),
        ("chuc_vu", found.position, "chức vụ người ký"),
        ("ho_ten", found.name, "họ tên người ký"),
    ):
        if what and not value:
            _missing(found, key, what)
        out.value(key, value or (BLANK if what else ""), 4, found.doubts)
    out.rest(found.doubts, 4)
