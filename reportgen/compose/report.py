"""The whole context of one report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from reportgen.compose import appendix, counts, parties, standings, targets, tasks
from reportgen.compose.answers import says_nothing
from reportgen.compose.later import is_made, later
from reportgen.compose.prose import Prose
from reportgen.model.classing import by_first_rules, count, own_classes
from reportgen.model.context import BoiCanh, DeLai, DemDonVi, DonVi, PhatSinh, TheoMa, YKien
from reportgen.model.places import group_places
from reportgen.model.snapshot import Counts, Snapshot, TaskClass
from reportgen.model.status import General, Proposal, TaskStatus

_OVERDUE = (TaskClass.UNDER_WAY_LATE.value, TaskClass.NOT_STARTED_LATE.value)


def compose(snapshot: Snapshot) -> BoiCanh:
    """Return the context of ``snapshot``: every text of every unit, every figure, in words."""
    units = {unit.id: unit for unit in snapshot.units}
    names = {unit.id: unit.name for unit in snapshot.units}
    abbreviations = {unit.id: unit.abbreviation for unit in snapshot.units}
    plan = parties.plan(snapshot)
    prose = Prose(snapshot, plan)
    period = tasks.Both(snapshot, by_first_rules(snapshot))
    parts = tasks.parts(period, units, prose)
    by_code = {task.ma: task for part in parts for group in part.nhom for task in group.nhiem_vu}

    term = snapshot.plan.years.term
    told = tuple(
        targets.target(number, result, names, abbreviations, term)
        for number, result in enumerate(snapshot.targets, start=1)
    )

    sending = tuple(_units(period))
    places = [place for of_part in group_places(snapshot.parts) for place in of_part]

    def general(pick: Callable[[General], str | None]) -> tuple[YKien, ...]:
        return tuple(_general(snapshot, pick))

    def by_task(pick: Callable[[TaskStatus], str | None]) -> tuple[YKien, ...]:
        return tuple(_by_task(snapshot, names, pick))

    return BoiCanh(
        co_quan=parties.agency(snapshot.agency),
        ke_hoach=plan,
        ky=parties.period(snapshot),
        trich_yeu=appendix.title(plan.ten_bao_cao, snapshot.period.name),
        phu_luc=appendix.appendices(snapshot),
        kinh_gui=snapshot.plan.addressee_names,
        noi_nhan=parties.recipients(snapshot),
        luu=f"VT, {snapshot.agency.hub_abbreviation}",
        nguoi_ky=parties.signature(snapshot.signer),
        don_vi=sending,
        chua_gui=tuple(unit.name for unit in snapshot.units if not unit.sent),
        tong_hop=counts.summary(
            snapshot.counts,
            period.first.counts,
            partial(counts.dated, snapshot.tasks()),
            snapshot.previous_counts,
            period.first.previous_counts,
        ),
        chia_ra=standings.divided(snapshot.tasks()),
        chi_tieu=told,
        phan=parts,
        phan_co=appendix.printed_parts(snapshot, parts, prose.arrangement),
        qua_han=tuple(task for task in by_code.values() if task.lop in _OVERDUE),
        hoan_thanh_muon=tuple(task for task in by_code.values() if task.lop == TaskClass.DONE_LATE.value),
        chi_tieu_chua_dat=tuple(
            words for words, result in zip(told, snapshot.targets, strict=True) if result.met is False
        ),
        chi_dao_dieu_hanh=general(lambda said: said.direction),
        ton_tai=general(lambda said: said.shortcomings),
        kho_khan=by_task(lambda row: row.difficulty),
        nguyen_nhan=by_task(lambda row: row.cause),
        noi_bat=general(lambda said: said.highlights),
        nguyen_nhan_chung=general(lambda said: said.causes),
        phat_sinh=tuple(_beyond_plan(snapshot)),
        kien_nghi=general(lambda said: _asked(said.proposals)) + by_task(lambda row: _asked(row.proposals)),
        phuong_huong=general(lambda said: said.outlook),
        ke_hoach_toi=by_task(lambda row: row.next_steps),
        so_sanh=counts.comparison(snapshot, period.first, by_code),
        loi_van=prose.whole(),
        theo_ma=TheoMa(
            nhom=dict(zip(places, (group for part in parts for group in part.nhom), strict=True)),
            nhiem_vu=by_code,
            chi_tieu={target.ma: target for target in told},
            don_vi={report.id: unit for report, unit in zip(snapshot.units, sending, strict=True)},
        ),
        dem_chi_tieu=targets.tally(snapshot.targets),
        dem_don_vi=DemDonVi(
            tong_so=len(snapshot.units),
            da_gui=sum(unit.sent for unit in snapshot.units),
            gui_muon=sum(unit.late for unit in snapshot.units),
            chua_gui=sum(not unit.sent for unit in snapshot.units),
        ),
        chi_tieu_giao=tuple(target for target in told if not target.thong_ke),
        chi_tieu_thong_ke=tuple(target for target in told if target.thong_ke),
        noi_bat_chung=prose.highlights(),
    )


def left_out(context: BoiCanh) -> tuple[DeLai, ...]:
    """Return what a report made of ``context`` leaves to the internal document; nothing where it asked for no prose.

    A template without places prints the units' rows, and is not made to pay for prose.
    """
    return context.loi_van.chi_noi_bo if is_made(context.loi_van) else ()


def prints_words(context: BoiCanh) -> bool:
    """Tell whether a report made of ``context`` asked for the words of any place; templates of 0.1 ask for none."""
    return is_made(context.loi_van) or any(is_made(group.loi_van) for part in context.phan for group in part.nhom)


def _asked(proposals: Sequence[Proposal]) -> str:
    """Return proposals as one text, each with whom it asks."""
    return "\n".join(f"Gửi {said.to}: {said.text}" if said.to else said.text for said in proposals)


def _units(period: tasks.Both) -> Iterator[DonVi]:
    dated = functools.cache(lambda: own_classes(task for task in period.now.tasks() if counts.has_a_last_day(task)))
    for unit, first in zip(period.now.units, period.first.units, strict=True):
        own = counts.summary(unit.counts, first.counts, partial(_of_unit, dated, unit.id))
        yield DonVi(unit.name, unit.abbreviation, unit.sent, unit.late, unit.sent_on, own)


def _of_unit(classes: Callable[[], Mapping[str, Sequence[TaskClass]]], unit: str) -> Counts:
    return count(classes().get(unit, ()))


def _beyond_plan(snapshot: Snapshot) -> Iterator[PhatSinh]:
    for unit in snapshot.units:
        for item in unit.extra:
            results = tasks.paragraphs(item.result)
            yield PhatSinh(unit.name, tasks.paragraphs(item.work), results, "; ".join(item.documents))


def _said(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of an answer; none for one that only says there is nothing."""
    return () if text is None or says_nothing(text) else tasks.paragraphs(text)


def _general(snapshot: Snapshot, pick: Callable[[General], str | None]) -> Iterator[YKien]:
    for unit in snapshot.units:
        if lines := _said(pick(unit.general)):
            yield _opinion(unit.name, "", lines)


def _by_task(snapshot: Snapshot, names: dict[str, str], pick: Callable[[TaskStatus], str | None]) -> Iterator[YKien]:
    for task in snapshot.tasks():
        for row in task.rows:
            if lines := _said(pick(row.status)):
                yield _opinion(names[row.unit], task.code, lines)


def _opinion(unit: str, task: str, lines: tuple[str, ...]) -> YKien:
    """Return what a unit says; put into sentences once a template asks for it."""

    def made() -> YKien:
        from reportgen.compose.prose.sentences import sentences

        return YKien(unit, task, lines, " ".join(sentences("\n".join(lines))))

    return later(YKien, made)
