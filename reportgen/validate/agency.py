"""Checks of ``co-quan.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.finding import Finding
from reportgen.model.agency import ALL_TYPES, ALL_UNITS, Agency, IgnoredRule, Signer
from reportgen.validate.report import Report
from reportgen.vn.text import did_you_mean, fold
from reportgen.yamlmap.marks import Marks


def check_agency(agency: Agency, marks: Marks) -> list[Finding]:
    """Return what is wrong between the parts of ``agency``."""
    report = Report(marks)
    units = ", ".join(agency.units)
    if agency.hub not in agency.units and not marks.spoilt("don_vi", agency.hub):
        meant = agency.unit_ids(agency.hub)
        advice = f"có phải là {meant[0]}?" if len(meant) == 1 else did_you_mean(agency.hub, agency.units)
        found = f"«{agency.hub}» không phải mã đơn vị"
        report.error(("dau_moi",), "co-quan/dau-moi", found, f"một trong: {units}", advice)
    for group_id, group in agency.groups.items():
        for index, member in enumerate(group.members):
            if member != ALL_UNITS and member not in agency.units:
                report.error(
                    ("nhom_don_vi", group_id, "gom", index),
                    "co-quan/gom",
                    f"«{member}» không phải mã đơn vị",
                    f"{ALL_UNITS}, hoặc các mã: {units}",
                    did_you_mean(member, [ALL_UNITS, *agency.units]),
                )
    _names(agency, report)
    for signer_id, signer in agency.signers.items():
        _signer(signer_id, signer, report)
    if agency.form is not None and agency.form.ignored:
        _ignored(agency.form.ignored, report)
    if agency.series:
        _series(agency.series, report)
    return report.findings


def _series(series: Mapping[str, Sequence[str]], report: Report) -> None:
    """Check that series of numbers name types of documents, each type in one series."""
    from reportgen.nd30.types import CODES, type_named
    from reportgen.wordview.anatomy.parts import LETTER

    owner: dict[str, str] = {}
    for name, types in series.items():
        for index, written in enumerate(types):
            path = ("day_so", name, index)
            kind = ALL_TYPES if written == ALL_TYPES else type_named(written)
            if kind is None:
                known = [ALL_TYPES, LETTER, *CODES]
                report.error(
                    path,
                    "co-quan/day-so",
                    f"không có loại văn bản «{written}»",
                    f"{ALL_TYPES}, hoặc tên loại văn bản, ví dụ {LETTER}, báo cáo",
                    did_you_mean(written, known),
                )
            elif owner.setdefault(kind, name) != name:
                report.error(
                    path,
                    "co-quan/day-so",
                    f"«{written}» đã thuộc dãy số {owner[kind]}",
                    "mỗi loại văn bản thuộc một dãy số",
                    "bỏ ở một trong hai dãy",
                )


def _ignored(ignored: Sequence[IgnoredRule], report: Report) -> None:
    """Check that the rules left out exist; the rules are read only when some are."""
    from reportgen.nd30.rules import RULES, named

    for index, item in enumerate(ignored):
        if not named(item.rule):
            report.error(
                ("the_thuc", "bo_qua", index, "quy_tac"),
                "co-quan/quy-tac",
                f"không có quy tắc «{item.rule}»",
                "mã quy tắc trong docs/nd30.md",
                did_you_mean(item.rule, [rule.id for rule in RULES]),
            )


def _names(agency: Agency, report: Report) -> None:
    """Check that a name means one unit, or one group, and nothing else."""
    owner: dict[str, str] = {}
    owners = [
        ("don_vi", unit_id, (unit_id, unit.name, unit.abbreviation, *unit.other_names))
        for unit_id, unit in agency.units.items()
    ]
    owners += [
        ("nhom_don_vi", group_id, (group_id, group.name, *group.other_names))
        for group_id, group in agency.groups.items()
    ]
    for kind, owner_id, names in owners:
        for name in names:
            other = owner.setdefault(fold(name), f"{kind} {owner_id}")
            if other != f"{kind} {owner_id}":
                report.error(
                    (kind, owner_id),
                    "co-quan/trung-ten",
                    f"tên «{name}» đã là của {other}",
                    "mỗi tên một đơn vị hoặc một nhóm",
                    "sửa ten, viet_tat hoặc ten_khac của một trong hai",
                )


def _signer(signer_id: str, signer: Signer, report: Report) -> None:
    given = [
        name
        for name, value in (
            ("ky_thay", signer.for_head),
            ("thua_lenh", signer.by_order_of),
            ("thua_uy_quyen", signer.authorised_by),
        )
        if value
    ]
    if len(given) > 1:
        report.error(
            ("nguoi_ky", signer_id),
            "co-quan/tham-quyen-ky",
            "ghi cả " + " và ".join(given),
            "nhiều nhất một trong ky_thay, thua_lenh, thua_uy_quyen",
            "giữ một hình thức ký",
        )
    if signer.by_order_of and signer.on_behalf_of:
        report.error(
            ("nguoi_ky", signer_id),
            "co-quan/tham-quyen-ky",
            "thay_mat cùng thua_lenh",
            "ký thừa lệnh không ghi TM.",
            "bỏ thay_mat",
        )
