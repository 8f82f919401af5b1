"""Hypothesis strategies for what units write, and how printed prose is read back, word by word."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal

from hypothesis import strategies as st

from reportgen.compose.parties import plan as plan_cited
from reportgen.compose.prose.places import written
from reportgen.merge import merge
from reportgen.model.context import Cho, LoiVan
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Part, Plan, Task
from reportgen.model.snapshot import Snapshot
from reportgen.model.status import Proposal, UnitStatus
from tests.models import AGENCY, UNITS, periods
from tests.pool import Pool

Case = tuple[Plan, list[UnitStatus]]
EVERYTHING = 10**9
"""Words: a budget that nothing exceeds."""
FIELDS = ("result", "difficulty", "cause", "next_steps")
GENERAL = ("direction", "highlights", "shortcomings", "causes", "outlook")
NAMES = re.compile(r"(?:,\s)?\(?(?:[Cc]ả 0\d đơn vị|(?:(?:, | và )?Đơn vị [A-D])+)\)?")
_SENTENCES = (
    "Rà soát {} văn bản",
    "tổ chức {} hội nghị tại xã",
    "Đã trình {} phương án",
    "Chưa triển khai {} nội dung",
    "UBND xã giao {} việc",
    "{} thủ tục còn lại phải nộp bản giấy",
    "Trong kỳ có {} hồ sơ",
    "Năm 2027 hoàn thành {} việc",
    "Đề nghị Sở Tài chính cấp {} máy",
    "Tuyên truyền, vận động {} hộ",
    "Kế hoạch số {}/KH-ST được ban hành",
    "Góp ý {} dự thảo^[Công văn số 5/ST-VP, mục [a\\].]",
    "Ban hành {} quy định; trong đó có quy định mới",
)
_SIGNS = ("", "", "- ", "+ ", "• ", "1. ", "a) ", "–")
_ENDS = (".", ".", ";", "", " .", "...", "!")
_LINES, _PROPOSALS = st.integers(0, 3), st.integers(0, 2)
_SENTENCE, _SIGN, _END = st.sampled_from(_SENTENCES), st.sampled_from(_SIGNS), st.sampled_from(_ENDS)
_BREAK = st.sampled_from(("\n", "\n\n", " \n"))
_FORM: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(("NFC", "NFC", "NFD"))
_ASKED = st.sampled_from((None, "UBND tỉnh Ví Dụ"))
_LEAD = st.sampled_from(UNITS).map(lambda unit: (unit,))
_PERIOD = periods()


@st.composite
def prose_texts(draw: st.DrawFn, serial: Iterator[int]) -> str | None:
    """A text of up to three lines, some with the sign of a list, each with a number of its own; or none."""
    lines = []
    for _ in range(draw(_LINES)):
        sentence = draw(_SENTENCE).format(1000003 + 7 * next(serial))
        lines.append(draw(_SIGN) + sentence + draw(_END))
    text = draw(_BREAK).join(lines)
    return unicodedata.normalize(draw(_FORM), text) or None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A plan whose tasks are named without codes, and what units write of it: every text with numbers of its own."""
    plan, statuses = draw(_PERIOD)
    serial = iter(range(10**6))
    told = [_told(draw, status, serial) for status in statuses]
    return _uncoded(draw, plan), told


ANY_CASES = Pool(cases(), 120)
"""For tests of what is written of any plan and files: they use the fixture ``any_cases``."""


def _told(draw: st.DrawFn, status: UnitStatus, serial: Iterator[int]) -> UnitStatus:
    def texts(names: tuple[str, ...]) -> dict[str, Any]:
        return {name: draw(prose_texts(serial)) for name in names}

    return dataclasses.replace(
        status,
        tasks={
            code: dataclasses.replace(row, proposals=draw(_proposals(serial)), **texts(FIELDS))
            for code, row in status.tasks.items()
        },
        general=dataclasses.replace(status.general, proposals=draw(_proposals(serial)), **texts(GENERAL)),
    )


@st.composite
def _proposals(draw: st.DrawFn, serial: Iterator[int]) -> tuple[Proposal, ...]:
    """Up to two proposals, with or without whom they ask."""
    told = (draw(prose_texts(serial)) for _ in range(draw(_PROPOSALS)))
    return tuple(Proposal(text, draw(_ASKED)) for text in told if text)


def _uncoded(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan with tasks named without codes, most of them led by one unit."""

    def task(given: Task) -> Task:
        leads = draw(st.one_of(st.just(given.leads), _LEAD))
        return dataclasses.replace(given, text="Làm việc được giao", leads=leads)

    def part(given: Part) -> Part:
        groups = (dataclasses.replace(group, tasks=tuple(map(task, group.tasks))) for group in given.groups)
        return dataclasses.replace(given, groups=tuple(groups))

    return dataclasses.replace(plan, parts=tuple(map(part, plan.parts)))


def merged(case: Case, previous: Snapshot | None = None) -> Snapshot:
    return merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1], previous)


def automatic(snapshot: Snapshot, most: int = EVERYTHING) -> tuple[LoiVan, dict[str, Cho]]:
    told = written(snapshot, plan_cited(snapshot), most)
    return told.whole, dict(told.sections)


def places(snapshot: Snapshot, most: int = EVERYTHING) -> list[Cho]:
    """Every place, groups first."""
    words, groups = automatic(snapshot, most)
    fixed = [getattr(words, field.name) for field in dataclasses.fields(words) if field.name != "chi_noi_bo"]
    return [*groups.values(), *fixed]


def plain(text: str) -> str:
    """Return the words of a text alone: no case, no signs, no list signs at the beginning of lines."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    bare = " ".join(re.sub(r"^\s*(?:[-–•+]\s*|\d\. |a\) )", "", line) for line in lines)
    return " " + " ".join(re.findall(r"\w+", bare.casefold())) + " "


def unnamed(text: str) -> str:
    """Return a printed text without the names of units that it adds, and without the documents that it cites."""
    return NAMES.sub("", re.sub(r"\^\[Văn bản số [^]]*\]", "", text))


def texts_of(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield every text that counts: unit's name, field, text."""
    for unit in snapshot.units:
        for name in GENERAL:
            if text := getattr(unit.general, name):
                yield unit.name, name, text
        yield from ((unit.name, "proposals", proposal.text) for proposal in unit.general.proposals)
    named = {unit.id: unit.name for unit in snapshot.units}
    for task in snapshot.tasks():
        for row in task.rows:
            for name in FIELDS:
                if text := getattr(row.status, name):
                    yield named[row.unit], name, text
            yield from ((named[row.unit], "proposals", proposal.text) for proposal in row.status.proposals)
