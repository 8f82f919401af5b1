"""The facts that the words of each place stand on.

A fact is what somebody read when the words were written: a text, the documents, a class, a figure. Its value is by
wire names and exact, for the fingerprint; the names of units and codes of tasks are for reading alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction

from reportgen.model.goals.goal import Goal
from reportgen.model.goals.shown import beside
from reportgen.model.snapshot import Snapshot, TargetResult, TaskClass, TaskResult, TaskRow
from reportgen.model.status import General, Proposal, TargetStatus, TaskStatus
from reportgen.pins.amounts import Assigned, Compared, Reached
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.vn.text import nfc


@record
class Fact:
    """One thing that was read: whose (a unit's id, empty for what is computed), its key, its value and its words."""

    unit: str
    key: str
    value: str
    words: str | Assigned | Compared | Reached


@record
class Source:
    """What belongs together: a unit's row, a target, a sum. ``name``: what a reader knows it by."""

    name: str
    facts: tuple[Fact, ...]

    @property
    def line(self) -> str:
        """The source as one line for a reader, ``I.II.1, Văn phòng Sở: …``; empty where it only marks another."""
        words = "; ".join(str(fact.words) for fact in self.facts if fact.words).replace("; [", " [")  # documents cited
        return f"{self.name}: {words}" if words else ""


Facts = Iterator[Source]


@record
class Reading:
    """One period, and the periods before it by their ids, as what words may be based on."""

    snapshot: Snapshot
    earlier: Mapping[str, Snapshot]
    _named: dict[str, list[Source] | None] = field(default_factory=dict, compare=False, repr=False)
    """The sources that :func:`named` was asked for: places name the same, and checks ask for them again."""

    @property
    def names(self) -> Mapping[str, str]:
        """The units' names by id."""
        return {unit.id: unit.name for unit in self.snapshot.units}


def facts_of(reading: Reading, place: str, based_on: Iterable[str] = (), covered: Iterable[str] = ()) -> list[Source]:
    """Return what the words of ``place`` stand on, in the plan's order.

    ``based_on``: other sources, as :func:`named` knows them; ``covered``: groups that the place tells as well. Sources
    that do not exist are left out: ``check`` names them.
    """
    write = _FIXED.get(place)
    sources = list(write(reading)) if write else list(_group(reading.snapshot, place))
    for other in covered:
        sources += _group(reading.snapshot, other)
    for name in based_on:
        sources += named(reading, name) or ()
    told = [source for source in sources if source.facts]
    return list(_different(told))


def _different(sources: Iterable[Source]) -> Facts:
    """Yield sources, each once: what has another name is no other's double."""
    known: dict[str, list[Source]] = {}
    for source in sources:
        alike = known.setdefault(source.name, [])
        if source not in alike:
            alike.append(source)
            yield source


def named(reading: Reading, name: str) -> list[Source] | None:
    """Return the source that ``dua_tren`` calls ``name``; None where there is none.

    A target (``CT2``), a group (``I.II``), a task (``I.II.4``) or a fixed place; of a period before with its id in
    front: ``6-thang/IV.2``.
    """
    if name not in reading._named:
        reading._named[name] = _find(reading, name)
    return reading._named[name]


def _find(reading: Reading, name: str) -> list[Source] | None:
    period, slash, code = name.rpartition("/")
    snapshot = reading.earlier.get(period) if slash else reading.snapshot
    if snapshot is None:
        return None
    prefix = f"{period}/" if slash else ""
    found = _coded(Reading(snapshot, {}), code)
    return None if found is None else [Source(f"{prefix}{source.name}", source.facts) for source in found]


def _coded(reading: Reading, code: str) -> list[Source] | None:
    snapshot = reading.snapshot
    if code in _FIXED:
        return list(_FIXED[code](reading))
    for target in snapshot.targets:
        if target.code == code:
            return list(_target(snapshot, target))
    for place, group in snapshot.groups():
        if place == code:
            return list(_tasks(snapshot, group.tasks))
    task = next((task for task in snapshot.tasks() if task.code == code), None)
    return None if task is None else list(_tasks(snapshot, [task]))


# --- groups -------------------------------------------------------------------------------------


def _group(snapshot: Snapshot, place: str) -> Facts:
    for name, group in snapshot.groups():
        if name == place:
            yield from _tasks(snapshot, group.tasks)


def _tasks(snapshot: Snapshot, tasks: Iterable[TaskResult]) -> Facts:
    """Yield how each task stands, and what each unit wrote of what it did."""
    names = _names(snapshot)
    for task in tasks:
        standing = _class(task)
        yield Source(task.code, (standing,))
        for row in task.rows:
            # the class stands in each row's value too: else two tasks could change places unseen
            facts = (Fact("", standing.key, standing.value, ""), *_row(row))
            yield Source(f"{task.code}, {names[row.unit]}", facts)


def _class(task: TaskResult) -> Fact:
    return Fact("", "phan_loai", task.task_class.value, task.task_class.label)


def _row(row: TaskRow) -> Iterator[Fact]:
    if text := _text(row.status.result):
        yield Fact(row.unit, "ket_qua", text, text)
    if (through := row.status.through) and through.done is not None:
        numbers = f"{through.done}/{through.total if through.total is not None else ''}"
        yield Fact(row.unit, "so_don_vi", numbers, f"số đơn vị đã xong: {numbers}")
    if row.times_done and row.status.occurrences:
        times = ", ".join(row.times_done)
        yield Fact(row.unit, "ky", times, f"kỳ đã xong: {times}")
    if carried := _text(row.carried):
        yield Fact(row.unit, "nhu_ky_truoc", carried, f"như kỳ trước: {carried}")
    if documents := [_text(document) for document in row.status.documents]:
        yield Fact(row.unit, "van_ban", "\n".join(sorted(documents)), f"[{'; '.join(documents)}]")


# --- targets ------------------------------------------------------------------------------------


def _targets(reading: Reading) -> Facts:
    for target in reading.snapshot.targets:
        yield from _target(reading.snapshot, target)


def _target(snapshot: Snapshot, target: TargetResult) -> Facts:
    """Yield a target's result, and what units note on their figures."""
    yield Source(target.code, tuple(_result(snapshot, target)))
    names = _names(snapshot)
    for row in target.rows:
        if row.status and (note := _text(row.status.note)):
            yield Source(f"{target.code}, {names[row.unit]}", (Fact(row.unit, "ghi_chu", note, note),))


def _result(snapshot: Snapshot, target: TargetResult) -> Iterator[Fact]:
    goal = target.goal
    yield Fact("", "muc", _goal(goal), Assigned(goal))
    if not goal.kind.counted:
        yield from _judged(target)
    elif target.value is None:
        yield Fact("", "ket_qua", "", "chưa tính được")
    else:
        reached = Reached(goal, target.value, target.numerator, target.denominator, apart=beside(target))
        yield Fact("", "ket_qua", str(target.value), reached)
    if target.estimate is not None:
        estimated = Reached(goal, target.estimate, target.estimate_numerator, target.estimate_denominator, "ước ")
        yield Fact("", "uoc", str(target.estimate), estimated)
    for name, compared, lead in (
        ("moc", target.level, "đánh giá theo mốc "),
        ("cung_ky", target.last_year, "cả năm trước " if target.of_whole_year else "cùng kỳ "),
        ("so_voi", target.base, "so với "),
    ):
        if compared is not None:
            yield Fact("", name, str(compared), Compared(goal, Fraction(compared), lead))
    if target.previous is not None:
        yield Fact("", "ky_truoc", str(target.previous), Reached(goal, target.previous, lead="kỳ trước "))
    if target.missing:
        lacking = ", ".join(_names(snapshot)[unit] for unit in target.missing)
        yield Fact("", "thieu", "\n".join(sorted(target.missing)), f"thiếu số liệu của {lacking}")


def _goal(goal: Goal) -> str:
    """Return what a goal asks for, by value: the plan's wording of it makes nothing stale."""
    old = f"{goal.minimum} {goal.exactly} {goal.maximum} {goal.measure}"
    new = " ".join(f"{kind.key} {getattr(goal, kind.attribute)}" for kind in goal.kinds if kind.key not in _FIRST_KINDS)
    return f"{old} {new} {goal.base or ''}".rstrip() if new else old


_FIRST_KINDS = ("toi_thieu", "bang", "toi_da")


def _judged(target: TargetResult) -> Iterator[Fact]:
    """Yield what units give as result of a goal in words, and how they judge it."""
    for row in target.rows:
        if row.status and (value := _text(row.status.value)):
            yield Fact(row.unit, "gia_tri", value, value)
        if row.status and row.status.judged:
            yield Fact(row.unit, "danh_gia", row.status.judged.value, f"đánh giá: {row.status.judged.label}")


# --- fixed places -------------------------------------------------------------------------------


def _heading(reading: Reading) -> Facts:
    """Yield what opening and close say of plan, period, agency and addressees."""
    plan, period = reading.snapshot.plan, reading.snapshot.period
    bases = "\n".join(f"{base.kind} {base.number or ''} {_day(base.date)} {base.subject}" for base in plan.bases)
    given = (
        ("so", plan.number, "số kế hoạch"),
        ("ngay", _day(plan.date), "ngày kế hoạch"),
        ("trich_yeu", plan.subject, "trích yếu"),
        ("ky_bao_cao", period.name, "kỳ"),
        ("den_ngay", _day(period.cutoff), "chốt số liệu ngày"),
        ("ten", reading.snapshot.agency.name, "cơ quan"),
        ("kinh_gui", "\n".join(plan.addressee_names), "kính gửi"),
        ("can_cu", bases, "căn cứ"),
    )
    facts = (Fact("", key, _text(value), f"{said} {_text(value)}") for key, value, said in given if value)
    yield Source("Kế hoạch", tuple(facts))


def _overall(reading: Reading) -> Facts:
    yield from _counts(reading)
    for target in reading.snapshot.targets:
        yield Source(target.code, tuple(_result(reading.snapshot, target)))
    yield from _general(reading.snapshot, "noi_bat", lambda said: said.highlights)


def _direction(reading: Reading) -> Facts:
    yield from _counts(reading)
    yield from _general(reading.snapshot, "chi_dao_dieu_hanh", lambda said: said.direction)


def _counts(reading: Reading) -> Facts:
    """Yield how many tasks stand in each class, and who has not sent."""
    counts = reading.snapshot.counts
    some = [(kind, number) for kind, number in counts.items() if number]
    facts = [Fact("", kind.value, str(number), f"{number} {kind.label}") for kind, number in some]
    yield Source("Số nhiệm vụ", tuple(facts))
    yield from _silent(reading)


def _silent(reading: Reading) -> Facts:
    for unit in reading.snapshot.units:
        if not unit.sent:
            yield Source(unit.name, (Fact(unit.id, "chua_gui", "", "chưa gửi báo cáo"),))


def _shortcomings(reading: Reading) -> Facts:
    snapshot = reading.snapshot
    for task in snapshot.tasks():
        if task.task_class in _LAGGING:
            yield Source(task.code, (_class(task),))
    for target in snapshot.targets:
        if not (target.met or target.pending or target.is_statistic):
            yield Source(target.code, tuple(_result(snapshot, target)))
    yield from _silent(reading)
    yield from _general(snapshot, "ton_tai", lambda said: said.shortcomings)
    yield from _by_task(snapshot, "kho_khan", lambda row: row.difficulty)


_LAGGING = (
    TaskClass.DONE_LATE,
    TaskClass.UNDER_WAY_LATE,
    TaskClass.NOT_STARTED,
    TaskClass.NOT_STARTED_LATE,
    TaskClass.NOT_REPORTED,
)


def _causes(reading: Reading) -> Facts:
    snapshot = reading.snapshot
    yield from _general(snapshot, "nguyen_nhan", lambda said: said.causes)
    yield from _by_target(snapshot, "nguyen_nhan", lambda figures: figures.cause)
    yield from _by_task(snapshot, "nguyen_nhan", lambda row: row.cause)


def _outlook(reading: Reading) -> Facts:
    snapshot = reading.snapshot
    yield from _general(snapshot, "phuong_huong", lambda said: said.outlook)
    yield from _by_target(snapshot, "giai_phap", lambda figures: figures.remedy)
    yield from _by_task(snapshot, "ke_hoach_toi", lambda row: row.next_steps)


def _proposals(reading: Reading) -> Facts:
    yield from _general(reading.snapshot, "kien_nghi", lambda said: _asked(said.proposals))
    yield from _by_task(reading.snapshot, "kien_nghi", lambda row: _asked(row.proposals))


def _asked(proposals: Iterable[Proposal]) -> str:
    return "; ".join(f"gửi {said.to}: {said.text}" if said.to else said.text for said in proposals)


def _extra(reading: Reading) -> Facts:
    for unit in reading.snapshot.units:
        for item in unit.extra:
            given = (("noi_dung", item.work), ("ket_qua", item.result), ("van_ban", "; ".join(item.documents)))
            facts = (Fact(unit.id, key, _text(value), _text(value)) for key, value in given if value)
            yield Source(unit.name, tuple(facts))


_FIXED: Mapping[str, Callable[[Reading], Facts]] = {
    "mo-dau": _heading,
    "danh-gia-chung": _overall,
    "chi-dao-dieu-hanh": _direction,
    "chi-tieu": _targets,
    "phat-sinh": _extra,
    "ton-tai": _shortcomings,
    "nguyen-nhan": _causes,
    "phuong-huong": _outlook,
    "kien-nghi": _proposals,
    "ket": _heading,
}


# --- what units write ---------------------------------------------------------------------------


def _general(snapshot: Snapshot, key: str, pick: Callable[[General], str | None]) -> Facts:
    for unit in snapshot.units:
        if text := _text(pick(unit.general)):
            yield Source(unit.name, (Fact(unit.id, key, text, text),))


def _by_task(snapshot: Snapshot, key: str, pick: Callable[[TaskStatus], str | None]) -> Facts:
    names = _names(snapshot)
    for task in snapshot.tasks():
        for row in task.rows:
            if text := _text(pick(row.status)):
                yield Source(f"{task.code}, {names[row.unit]}", (Fact(row.unit, key, text, text),))


def _by_target(snapshot: Snapshot, key: str, pick: Callable[[TargetStatus], str | None]) -> Facts:
    names = _names(snapshot)
    for target in snapshot.targets:
        for row in target.rows:
            if row.status and (text := _text(pick(row.status))):
                yield Source(f"{target.code}, {names[row.unit]}", (Fact(row.unit, key, text, text),))


def _names(snapshot: Snapshot) -> Mapping[str, str]:
    return {unit.id: unit.name for unit in snapshot.units}


def _text(typed: str | None) -> str:
    """Return a text with single spaces: how its lines are broken says nothing."""
    return " ".join(nfc(typed).split()) if typed else ""


def _day(day: dt.date | None) -> str:
    return short_date(day) if day else ""
