"""What follows from the figures that units wrote: sums over the units of one task, what is left, what was added."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.snapshot import Role, TaskResult
from reportgen.patterns import regex
from reportgen.pins.facts import Reading
from reportgen.vouch.evidence import Evidence, Reach, Reckoned
from reportgen.vouch.figure import Figure, Sort, figures_in, words_of


def _cue(*wordings: str) -> re.Pattern[str]:
    return regex("|".join(rf"(?:^| ){' '.join(words_of(wording))}(?= |$)" for wording in wordings))


_REST = _cue("còn", "chưa", "ngoài ra")
_SINCE = _cue("tăng", "thêm", "sau", "phát sinh", "mới", "riêng", "hơn", "giảm")
_WHOLE = _cue("tổng", "từ đầu năm", "lũy kế", "nâng", "cả năm", "tính", "trong năm", "có")
_TIMES = words_of("lượt")[0]
"""Of what may repeat: 82 lượt doanh nghiệp are counted with 27 doanh nghiệp."""
_PERSONS = frozenset(
    words_of(name)
    for name in (
        "học viên", "cán bộ", "công chức", "viên chức", "người lao", "lao động", "đoàn viên", "hội viên", "thanh niên",
        "đại biểu", "học sinh", "sinh viên", "giáo viên",
    )
)  # fmt: skip
_PERSON = words_of("người")[0]
_MOST = 50
"""Ways to choose a figure of each unit that are looked at."""
_FEW = 3
"""Units up to which a sum is always of all of them."""


def counted_noun(figure: Figure) -> str:
    """Return what a figure counts, by one word: figures that are summed count the same."""
    words = figure.after[1:] if figure.after[:1] == (_TIMES,) else figure.after
    return _PERSON if words[:2] in _PERSONS else "".join(words[:1])


def made(amount: Decimal, where: str, words: Iterable[str], noun: str = "") -> Figure:
    """Return a figure that stands in no text, with the words by which it is known; ``noun``: what it counts."""
    beside = tuple(dict.fromkeys(words))
    return Figure(Sort.NUMBER, "", str(amount), (amount,), (noun,), beside, "", where, 0, 0)


def derived(reading: Reading) -> Iterator[Reckoned]:
    """Yield what follows from the texts of each task."""
    before = {task.code: task for snapshot in reading.earlier.values() for task in snapshot.tasks()}
    for task in reading.snapshot.tasks():
        yield from _of_task(task, _results(before[task.code]) if task.code in before else {})
        yield from _late(task, reading.snapshot.period.cutoff)


def _of_task(task: TaskResult, earlier: Mapping[str, Sequence[Figure]]) -> Iterator[Reckoned]:
    results = _results(task)
    yield from _sums(task, results)
    for row in task.rows:
        now = results[row.unit]
        yield from _left(task.code, now)
        yield from _beyond(task.code, row.status.result)
        yield from _added(task.code, now, _numbers(row.carried))
        yield from _grown(task.code, now, earlier.get(row.unit, ()))


def _results(task: TaskResult) -> dict[str, Sequence[Figure]]:
    """Return the numbers of each unit's result."""
    return {row.unit: _numbers(row.status.result) for row in task.rows}


def _numbers(text: str | None) -> Sequence[Figure]:
    found = figures_in(text) if text else ()
    return [figure for figure in found if figure.sort is Sort.NUMBER and counted_noun(figure)]


def _sums(task: TaskResult, results: Mapping[str, Sequence[Figure]]) -> Iterator[Reckoned]:
    """Yield sums of equal nouns over the leads, and over all but one of them where they are many.

    Never a helper's figure on a lead's: it may lie within.
    """
    nouns: dict[str, dict[str, list[Figure]]] = {}
    for row in task.rows:
        for figure in results[row.unit] if row.role is Role.LEAD else ():
            nouns.setdefault(counted_noun(figure), {}).setdefault(row.unit, []).append(figure)
    for units in nouns.values():
        choices = list(units.values())
        yield from _of_choices(task.code, choices)
        for at in range(len(choices)) if len(choices) > _FEW else ():
            yield from _of_choices(task.code, choices[:at] + choices[at + 1 :], partial=True)


def _of_choices(where: str, choices: Sequence[Sequence[Figure]], *, partial: bool = False) -> Iterator[Reckoned]:
    if len(choices) > 1:
        for parts in itertools.islice(itertools.product(*choices), _MOST):
            yield _sum(where, parts, partial=partial)


def _left(where: str, figures: Sequence[Figure]) -> Iterator[Reckoned]:
    """Yield what is left of one figure of a row without another of the same noun."""
    for whole, part in itertools.permutations(figures, 2):
        if _comparable(whole, part) and whole.amounts > part.amounts:
            yield _difference(where, whole, part, _REST)


def _beyond(where: str, text: str | None) -> Iterator[Reckoned]:
    """Yield what a fraction leaves: of 18 trong 44 cơ sở, 26."""
    for figure in figures_in(text) if text else ():
        if figure.sort is Sort.PAIR and figure.amounts[1] > figure.amounts[0]:
            yield _reckoned(where, figure.amounts[1] - figure.amounts[0], (figure,), _REST)


def _added(where: str, now: Sequence[Figure], carried: Sequence[Figure]) -> Iterator[Reckoned]:
    """Yield what was carried over together with what came to it."""
    for parts in itertools.product(carried, now):
        if _comparable(*parts):
            yield _sum(where, parts)


def _grown(where: str, now: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Reckoned]:
    """Yield by how much a unit's figure is more than in the period before, and both together."""
    for figure, old in itertools.product(now, earlier):
        if not _comparable(figure, old):
            continue
        if figure.amounts > old.amounts:
            yield _difference(where, figure, old, _SINCE)
        yield _sum(where, (old, figure), _WHOLE)


def _late(task: TaskResult, cutoff: dt.date) -> Iterator[Reckoned]:
    """Yield the days by which a task was completed too late, or is overdue at the cut-off."""
    last = task.deadline_in_force.last_day if task.deadline_in_force else None
    until = task.completed or cutoff
    if last and until > last:
        days = Decimal((until - last).days)
        yield Reckoned(task.code, days, lambda: _of_delay(task, days))


def _of_delay(task: TaskResult, days: Decimal) -> Evidence:
    words = words_of(f"ngày chậm quá hạn {task.text}")
    return Evidence(made(days, task.code, words, words[0]), task.code, Reach.OWN, 1)


def _comparable(one: Figure, other: Figure) -> bool:
    return counted_noun(one) == counted_noun(other)


def _sum(where: str, parts: Sequence[Figure], cue: re.Pattern[str] | None = None, *, partial: bool = False) -> Reckoned:
    total = sum([part.amounts[0] for part in parts], Decimal())
    return _reckoned(where, total, parts, cue, partial=partial)


def _difference(where: str, whole: Figure, part: Figure, cue: re.Pattern[str]) -> Reckoned:
    return _reckoned(where, whole.amounts[0] - part.amounts[0], (whole, part), cue)


def _reckoned(
    where: str, amount: Decimal, parts: Sequence[Figure], cue: re.Pattern[str] | None, *, partial: bool = False
) -> Reckoned:
    return Reckoned(where, amount, lambda: _evidence(where, amount, parts, cue, partial=partial))


def _evidence(
    where: str, amount: Decimal, parts: Sequence[Figure], cue: re.Pattern[str] | None, *, partial: bool
) -> Evidence:
    words = [word for part in parts for word in (*part.after, *part.before)]
    return Evidence(made(amount, where, words, counted_noun(parts[0])), where, Reach.OWN, len(parts), cue, partial)
