"""Checks of ``co-quan.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.checks import co_quan as said
from reportgen.finding import Finding
from reportgen.model.agency import ALL_TYPES, ALL_UNITS, Agency, IgnoredRule, Signer, UnitGroup
from reportgen.model.lifetime import Lasting, together
from reportgen.model.unit import names_of
from reportgen.validate.lifetimes import check_lifetimes
from reportgen.validate.portable import check_codes
from reportgen.validate.report import Report
from reportgen.vn.text import did_you_mean, fold
from reportgen.yamlmap.marks import Marks, Path


def check_agency(agency: Agency, marks: Marks) -> list[Finding]:
    """Return what is wrong between the parts of ``agency``."""
    report = Report(marks)
    units = ", ".join(agency.units)
    if agency.hub not in agency.units and not marks.spoilt("don_vi", agency.hub):
        meant = agency.unit_ids(agency.hub)
        advice = f"có phải là {meant[0]}?" if len(meant) == 1 else did_you_mean(agency.hub, agency.units)
        report.at_value(("dau_moi",), said.UNKNOWN_HUB, written=agency.hub, units=units, advice=advice)
    for group_id, group in agency.groups.items():
        _members(agency, group_id, group, report)
    _names(agency, report)
    check_codes(agency.units, ("don_vi",), said.UNFIT_UNIT, report)
    _tabs(agency, report)
    for signer_id, signer in agency.signers.items():
        _signer(signer_id, signer, report)
    check_lifetimes(agency, report)
    if agency.form is not None and agency.form.ignored:
        _ignored(agency.form.ignored, report)
    if agency.series:
        _series(agency.series, report)
    return report.findings


def _members(agency: Agency, group_id: str, group: UnitGroup, report: Report) -> None:
    """Check that a group consists of units that are declared, as is the one that reports for it."""
    if group.hub is not None and group.hub not in agency.units:
        advice = did_you_mean(group.hub, agency.units)
        report.at_value(
            ("nhom_don_vi", group_id, "dau_moi"),
            said.UNKNOWN_GROUP_HUB,
            written=group.hub,
            units=", ".join(agency.units),
            advice=advice,
        )
    for index, member in enumerate(group.members):
        if member != ALL_UNITS and member not in agency.units:
            report.at_value(
                ("nhom_don_vi", group_id, "gom", index),
                said.UNKNOWN_MEMBER,
                written=member,
                all_units=ALL_UNITS,
                units=", ".join(agency.units),
                advice=did_you_mean(member, [ALL_UNITS, *agency.units]),
            )


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
                report.at_value(
                    path,
                    said.UNKNOWN_TYPE,
                    written=written,
                    all_types=ALL_TYPES,
                    letter=LETTER,
                    advice=did_you_mean(written, known),
                )
            elif owner.setdefault(kind, name) != name:
                report.at_value(path, said.TYPE_IN_TWO_SERIES, written=written, owner=owner[kind])


def _tabs(agency: Agency, report: Report) -> None:
    """Find tabs in the names that documents print."""
    named: list[tuple[Path, str | None]] = [(("ten",), agency.name), (("chu_quan",), agency.parent)]
    for unit_id, unit in agency.units.items():
        named += [(("don_vi", unit_id, "ten"), unit.name), (("don_vi", unit_id, "viet_tat"), unit.abbreviation)]
    for path, name in named:
        if name and "\t" in name:
            report.at_value(path, said.TAB_IN_NAME, shown=name.replace("\t", "→"))


def _ignored(ignored: Sequence[IgnoredRule], report: Report) -> None:
    """Check that the rules left out exist; the rules are read only when some are."""
    from reportgen.nd30.rules import RULES, named

    for index, item in enumerate(ignored):
        if not named(item.rule):
            report.at_value(
                ("the_thuc", "bo_qua", index, "quy_tac"),
                said.UNKNOWN_RULE,
                written=item.rule,
                advice=did_you_mean(item.rule, [rule.id for rule in RULES]),
            )


def _names(agency: Agency, report: Report) -> None:
    """Check that a name means one unit, or one group, and nothing else at the same time."""
    owners: dict[str, list[tuple[str, Lasting]]] = {}
    named: list[tuple[str, str, Lasting, tuple[str, ...]]] = [
        ("don_vi", unit_id, unit, (*names_of(unit_id, unit), unit.abbreviation))
        for unit_id, unit in agency.units.items()
    ]
    named += [("nhom_don_vi", group_id, group, names_of(group_id, group)) for group_id, group in agency.groups.items()]
    for kind, owner_id, item, names in named:
        for name in names:
            known = owners.setdefault(fold(name), [])
            other = next((owner for owner, its in known if its is not item and together(its, item)), None)
            if other is not None:
                report.at_value((kind, owner_id), said.NAME_OF_TWO, name=name, owner=other)
            else:
                known.append((f"{kind} {owner_id}", item))


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
        report.at_value(("nguoi_ky", signer_id), said.SIGNED_IN_TWO_WAYS, given=" và ".join(given))
    if signer.by_order_of and signer.on_behalf_of:
        report.at_value(("nguoi_ky", signer_id), said.BY_ORDER_AND_ON_BEHALF)
