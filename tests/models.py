"""Hypothesis strategies for whole agencies, plans and sets of status files.

What is drawn from again and again is made once, by name: a strategy that is made for one draw is looked through anew,
which took a third of the time of all that is drawn here.
"""

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
_PARTS, _GROUPS, _TASKS, _TARGETS = st.integers(1, 2), st.integers(1, 3), st.integers(0, 4), st.integers(0, 2)
_HELPERS = st.one_of(st.just(()), owners)
_DEADLINE = st.one_of(st.none(), deadlines)
_EXTENSIONS = st.lists(deadlines, max_size=2)
_ENDING = st.one_of(st.none(), st.none(), st.builds(Ending, dates))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of up to two parts, three groups each (some empty), with targets."""
    parts = []
    for part_number in range(1, draw(_PARTS) + 1):
        groups = []
        for group_number in range(1, draw(_GROUPS) + 1):
            tasks = tuple(
                Task(
                    code=f"{part_number}.{group_number}.{number}",
                    text=f"Việc {part_number}.{group_number}.{number}",
                    leads=draw(owners),
                    helpers=draw(_HELPERS),
                    deadline=draw(_DEADLINE),
                    extensions=tuple(Extension(day) for day in draw(_EXTENSIONS)),
                    ending=draw(_ENDING),
                )
                for number in range(1, draw(_TASKS) + 1)
            )
            groups.append(TaskGroup(str(group_number), f"Nhóm {group_number}", tasks))
        parts.append(Part(tuple(groups), str(part_number), f"Phần {part_number}"))
    targets = {f"CT{number}": draw(aims(f"Chỉ tiêu {number}", owners)) for number in range(1, draw(_TARGETS) + 1)}
    return Plan(
        years=one_year(2026),
        symbol="KH-ST",
        subject="Triển khai việc thử",
        periods={"ky": PERIOD},
        parts=tuple(parts),
        targets=targets,
    )


said = st.integers(0, 10**9).map(lambda number: f"nội dung {number}.")
asked = st.one_of(st.none(), st.just("UBND tỉnh Ví Dụ"))
proposals = st.lists(st.builds(Proposal, said, asked), max_size=2).map(tuple)
extra_work = st.lists(st.builds(ExtraWork, said, texts, st.sampled_from(((), ("Công văn số 5/ST-VP",)))), max_size=2)
"""Up to two pieces of work outside the plan."""
TIMES = tuple(dict.fromkeys(each.code for deadline in SEVERAL_TIMES for each in deadline.occurrences))
_STATE, _PERCENT = st.sampled_from(State), st.integers(1, 99)
_DOCUMENTS = st.lists(st.integers(1, 99), max_size=2)
_TIMES = st.dictionaries(
    st.sampled_from(TIMES), st.builds(OccurrenceStatus, _STATE, st.one_of(st.none(), dates)), max_size=2
)


@st.composite
def task_rows(draw: st.DrawFn) -> TaskStatus:
    """A row as ``check`` lets it through: a date exactly when done, progress to match."""
    state = draw(_STATE)
    progress = {State.DONE: Decimal(100), State.NOT_STARTED: Decimal(0)}.get(state, Decimal(draw(_PERCENT)))
    return TaskStatus(
        state=state,
        progress=progress,
        completed=draw(dates) if state is State.DONE else None,
        result=draw(texts),
        documents=tuple(f"Văn bản số {number}" for number in draw(_DOCUMENTS)),
        difficulty=draw(texts),
        cause=draw(texts),
        proposals=draw(proposals),
        next_steps=draw(texts),
        occurrences=draw(_TIMES),
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
_GOAL, _MEASURE, _FLAG = st.sampled_from(GOALS), st.sampled_from((None, "hồ sơ")), st.booleans()
_LEVELS = st.sampled_from(((), (InterimLevel(dt.date(2026, 1, 31), Decimal(40)),)))
_LAST_YEAR = st.sampled_from(({}, {"": Decimal(90)}, {"": Decimal(0)}))
_JOINING = st.sampled_from((None, *Joining))


@st.composite
def aims(draw: st.DrawFn, name: str, owners: st.SearchStrategy[tuple[str, ...]]) -> Target:
    """A target of any kind."""
    return Target(
        name,
        draw(_GOAL),
        draw(owners),
        measure=draw(_MEASURE),
        cumulative=draw(_FLAG),
        levels=draw(_LEVELS),
        last_year=draw(_LAST_YEAR),
        joining=draw(_JOINING),
    )


_KIND = st.sampled_from(("counts", "rate", "words", "nothing"))
_JUDGED = st.one_of(st.none(), st.sampled_from(Judged))
_THOUSAND = st.integers(0, 1000)


@st.composite
def target_rows(draw: st.DrawFn) -> TargetStatus:
    """Counts, or only a percentage, or words, or nothing."""
    kind = draw(_KIND)
    if kind == "words":
        return TargetStatus(value=draw(texts), judged=draw(_JUDGED))
    if kind == "rate":
        return TargetStatus(rate=Decimal(draw(_THOUSAND)) / 10)
    if kind == "nothing":
        return TargetStatus()
    denominator = draw(_THOUSAND)
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


_UNITS = st.lists(st.sampled_from(UNITS), unique=True)
_TASK_ROW, _TARGET_ROW = task_rows(), target_rows()
_MADE_ON = st.one_of(st.none(), st.just(dt.date(2026, 12, 31)), st.just(dt.date(2026, 12, 31)))


@st.composite
def status_sets(draw: st.DrawFn, plan: Plan) -> list[UnitStatus]:
    """Status files of some of the units, with rows for some of the plan's tasks."""
    statuses = []
    for unit in draw(_UNITS):
        tasks = {task.code: draw(_TASK_ROW) for task in plan.tasks() if draw(_FLAG)}
        targets = {code: draw(_TARGET_ROW) for code in plan.targets if draw(_FLAG)}
        general = General(draw(texts), draw(texts), draw(texts), draw(texts), draw(proposals), draw(texts))
        made_on = draw(_MADE_ON)
        extra = tuple(draw(extra_work))
        statuses.append(UnitStatus(unit, "kh", "ky", made_on, None, targets, tasks, general, extra))
    return statuses


_PLAN = plans()


@st.composite
def periods(draw: st.DrawFn) -> tuple[Plan, list[UnitStatus]]:
    """A plan and a set of status files for it."""
    plan = draw(_PLAN)
    return plan, draw(status_sets(plan))


ANY_PERIODS = Pool(periods(), 150)
"""For tests of any plan and files: they use the fixture ``any_periods``."""
