"""Hypothesis strategies for whole agencies, plans and sets of status files."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from reportgen.model.agency import Agency, Signer, Unit, UnitGroup
from reportgen.model.goals.goal import Goal
from reportgen.model.plan import Ending, Extension, InterimLevel, Joining, Part, Period, Plan, Target, Task, TaskGroup
from reportgen.model.status import (
    Estimate,
    ExtraWork,
    General,
    Judged,
    OccurrenceStatus,
    Proposal,
    State,
    TargetStatus,
    TaskStatus,
    UnitStatus,
)
from reportgen.vn.deadlines import Deadline, one_year, parse_deadline
from tests.pool import Pool

CUTOFF = dt.date(2026, 4, 30)
UNITS = ("don-vi-a", "don-vi-b", "don-vi-c", "don-vi-d")
AGENCY = Agency(
    name="Sở Thử",
    symbol="ST",
    place="Thử",
    hub="don-vi-a",
    units={unit: Unit(f"Đơn vị {unit[-1].upper()}", unit[-1].upper()) for unit in UNITS},
    signers={"ky": Signer("Giám đốc", "Người Ký Mẫu")},
    groups={"tat-ca": UnitGroup("Các đơn vị", ("tat-ca",)), "hai": UnitGroup("Hai đơn vị", UNITS[:2])},
)
PERIOD = Period(
    name="6 tháng đầu năm 2026",
    template="bao-cao-6-thang",
    start=dt.date(2026, 1, 1),
    cutoff=CUTOFF,
    unit_deadline=Deadline("trước 10/5/2026", dt.date(2026, 5, 9)),
    office_deadline=Deadline("trước 15/5/2026", dt.date(2026, 5, 14)),
    signer="ky",
)

dates = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
SEVERAL_TIMES = tuple(
    parse_deadline(words, one_year(2026)) for words in ("Hằng quý", "31/3 và 30/9", "2 lần/năm", "theo kế hoạch riêng")
)
"""Work that is due several times, and work without a date."""
deadlines = st.one_of(
    st.just(Deadline("thường xuyên", None)),
    st.builds(lambda day: Deadline(f"{day:%d/%m/%Y}", day), dates),
    st.sampled_from(SEVERAL_TIMES),
)
owners = st.lists(st.sampled_from([*UNITS, "tat-ca", "hai"]), min_size=1, max_size=3, unique=True).map(tuple)
texts = st.one_of(st.none(), st.integers(0, 10**9).map(lambda number: f"nội dung {number}."))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of up to two parts, three groups each (some empty), with targets."""
    parts = []
    for part_number in range(1, draw(st.integers(1, 2)) + 1):
        groups = []
        for group_number in range(1, draw(st.integers(1, 3)) + 1):
            tasks = tuple(
                Task(
                    code=f"{part_number}.{group_number}.{number}",
                    text=f"Việc {part_number}.{group_number}.{number}",
                    leads=draw(owners),
                    helpers=draw(st.one_of(st.just(()), owners)),
                    deadline=draw(st.one_of(st.none(), deadlines)),
                    extensions=tuple(Extension(day) for day in draw(st.lists(deadlines, max_size=2))),
                    ending=draw(st.one_of(st.none(), st.none(), st.builds(Ending, dates))),
                )
                for number in range(1, draw(st.integers(0, 4)) + 1)
            )
            groups.append(TaskGroup(str(group_number), f"Nhóm {group_number}", tasks))
        parts.append(Part(tuple(groups), str(part_number), f"Phần {part_number}"))
    targets = {
        f"CT{number}": draw(aims(f"Chỉ tiêu {number}", owners)) for number in range(1, draw(st.integers(0, 2)) + 1)
    }
    return Plan(
        years=one_year(2026),
        symbol="KH-ST",
        subject="Triển khai việc thử",
        periods={"ky": PERIOD},
        parts=tuple(parts),
        targets=targets,
    )


said = st.integers(0, 10**9).map(lambda number: f"nội dung {number}.")


def proposals() -> st.SearchStrategy[tuple[Proposal, ...]]:
    """Up to two proposals, with or without whom they ask."""
    asked = st.one_of(st.none(), st.just("UBND tỉnh Ví Dụ"))
    return st.lists(st.builds(Proposal, said, asked), max_size=2).map(tuple)


def extra_work() -> st.SearchStrategy[ExtraWork]:
    """A piece of work outside the plan."""
    documents = st.sampled_from(((), ("Công văn số 5/ST-VP",)))
    return st.builds(ExtraWork, said, texts, documents)


TIMES = tuple(dict.fromkeys(each.code for deadline in SEVERAL_TIMES for each in deadline.occurrences))
said_of_times = st.builds(OccurrenceStatus, st.sampled_from(State), st.one_of(st.none(), dates))


@st.composite
def task_rows(draw: st.DrawFn) -> TaskStatus:
    """A row as ``check`` lets it through: a date exactly when done, progress to match."""
    state = draw(st.sampled_from(State))
    progress = {State.DONE: Decimal(100), State.NOT_STARTED: Decimal(0)}.get(state, Decimal(draw(st.integers(1, 99))))
    return TaskStatus(
        state=state,
        progress=progress,
        completed=draw(dates) if state is State.DONE else None,
        result=draw(texts),
        documents=tuple(f"Văn bản số {number}" for number in draw(st.lists(st.integers(1, 99), max_size=2))),
        difficulty=draw(texts),
        cause=draw(texts),
        proposals=draw(proposals()),
        next_steps=draw(texts),
        occurrences=draw(st.dictionaries(st.sampled_from(TIMES), said_of_times, max_size=2)),
    )


GOALS = (
    Goal(minimum=Decimal(80)),
    Goal(exactly=Decimal(50)),
    Goal(maximum=Decimal(5), measure="ngày"),
    Goal(above=Decimal(80)),
    Goal(below=Decimal(1)),
    Goal(between=(Decimal(75), Decimal(80))),
    Goal(rise=Decimal(5), base="cùng kỳ"),
    Goal(fall=Decimal(3), measure="vụ"),
    Goal(rise=Decimal(2), measure="điểm phần trăm"),
    Goal(text="Xếp hạng nhóm A"),
    Goal(typed="ít nhất 3.500 tỷ đồng"),
    Goal(),
)
"""Goals of every kind."""


@st.composite
def aims(draw: st.DrawFn, name: str, owners: st.SearchStrategy[tuple[str, ...]]) -> Target:
    """A target of any kind."""
    return Target(
        name,
        draw(st.sampled_from(GOALS)),
        draw(owners),
        measure=draw(st.sampled_from((None, "hồ sơ"))),
        cumulative=draw(st.booleans()),
        levels=draw(st.sampled_from(((), (InterimLevel(dt.date(2026, 1, 31), Decimal(40)),)))),
        last_year=draw(st.sampled_from(({}, {"": Decimal(90)}, {"": Decimal(0)}))),
        joining=draw(st.sampled_from((None, *Joining))),
    )


@st.composite
def target_rows(draw: st.DrawFn) -> TargetStatus:
    """Counts, or only a percentage, or words, or nothing."""
    kind = draw(st.sampled_from(("counts", "rate", "words", "nothing")))
    if kind == "words":
        return TargetStatus(value=draw(texts), judged=draw(st.one_of(st.none(), st.sampled_from(Judged))))
    if kind == "rate":
        return TargetStatus(rate=Decimal(draw(st.integers(0, 1000))) / 10)
    if kind == "nothing":
        return TargetStatus()
    denominator = draw(st.integers(0, 1000))
    numerator = draw(st.integers(0, denominator))
    estimate = draw(st.one_of(st.none(), st.just(Estimate(Decimal(numerator + 1), Decimal(denominator + 1)))))
    return TargetStatus(
        Decimal(numerator),
        Decimal(denominator),
        estimate=estimate,
        note=draw(texts),
        cause=draw(texts),
        remedy=draw(texts),
    )


@st.composite
def status_sets(draw: st.DrawFn, plan: Plan) -> list[UnitStatus]:
    """Status files of some of the units, with rows for some of the plan's tasks."""
    statuses = []
    for unit in draw(st.lists(st.sampled_from(UNITS), unique=True)):
        tasks = {task.code: draw(task_rows()) for task in plan.tasks() if draw(st.booleans())}
        targets = {code: draw(target_rows()) for code in plan.targets if draw(st.booleans())}
        general = General(draw(texts), draw(texts), draw(texts), draw(texts), draw(proposals()), draw(texts))
        made_on = draw(st.one_of(st.none(), st.just(dt.date(2026, 12, 31)), st.just(dt.date(2026, 12, 31))))
        extra = tuple(draw(st.lists(extra_work(), max_size=2)))
        statuses.append(UnitStatus(unit, "kh", "ky", made_on, None, targets, tasks, general, extra))
    return statuses


@st.composite
def periods(draw: st.DrawFn) -> tuple[Plan, list[UnitStatus]]:
    """A plan and a set of status files for it."""
    plan = draw(plans())
    return plan, draw(status_sets(plan))


ANY_PERIODS = Pool(periods(), 150)
"""For tests of any plan and files: they use the fixture ``any_periods``."""
