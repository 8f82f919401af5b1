"""How many tasks, targets and units the data counts, beside what the office says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from reportgen.model.goals.kinds import Verdict
from reportgen.model.snapshot import Snapshot, TargetResult, TaskClass, TaskResult
from reportgen.patterns import regex
from reportgen.pins.facts import Reading
from reportgen.record import record
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.figure import Figure, Sort, figures_in
from reportgen.vouch.ground import Ground

T = TypeVar("T")

_LATE = (TaskClass.DONE_LATE, TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE)
_IDLE = (TaskClass.NOT_STARTED, TaskClass.NOT_STARTED_LATE, TaskClass.NOT_REPORTED)
_GOING = (TaskClass.UNDER_WAY, TaskClass.UNDER_WAY_LATE)


def _recurring(task: TaskResult) -> bool:
    return task.deadline_in_force is not None and task.deadline_in_force.recurring


def _dated(task: TaskResult) -> bool:
    return task.deadline_in_force is not None and task.deadline_in_force.last_day is not None


def _begun(task: TaskResult) -> bool:
    """Tell whether a task has been begun; one that was ended is told of neither way."""
    return task.task_class not in (*_IDLE, TaskClass.ENDED)


def _in_words(task: TaskResult) -> bool:
    """Tell whether a task has a deadline whose words give no date."""
    return task.deadline_in_force is not None and not _dated(task) and not _recurring(task)


class Wordings(Generic[T]):
    """What can be said of the things of one kind, and of which of them it is true; longer wordings first."""

    def __init__(
        self, noun: str, things: Callable[[Snapshot], Sequence[T]], *wordings: tuple[str, Callable[[T], bool]]
    ) -> None:
        self.noun = noun
        self.things = things
        self._true = [true for _, true in wordings]
        self._said = regex("|".join(f"({wording})" for wording, _ in wordings))
        self._among = regex(rf"\s*trong (?:tổng số )?\S+ {noun}([^,]*),")

    def said(self, text: str) -> list[Callable[[T], bool]]:
        """Return what a phrase says of them."""
        return [self._true[match.lastindex - 1] for match in self._said.finditer(text) if match.lastindex]

    def among(self, text: str) -> list[Callable[[T], bool]]:
        """Return what the opening of a sentence says of those that it tells of: «Trong 04 nhiệm vụ có thời hạn, …»."""
        opening = self._among.match(text)
        return self.said(opening[1]) if opening else []


TASKS: Wordings[TaskResult] = Wordings(
    "nhiệm vụ",
    lambda snapshot: tuple(snapshot.tasks()),
    ("chưa (?:gửi )?báo cáo", lambda task: task.task_class is TaskClass.NOT_REPORTED),
    ("chưa hoàn thành", lambda task: task.task_class.open),
    ("(?:có )?thời hạn không ghi (?:thành )?ngày", _in_words),
    ("(?:chưa|không) (?:có|ghi|quy định) (?:thời )?hạn", lambda task: task.deadline_in_force is None),
    ("không tính (?:thời )?hạn", lambda task: not _dated(task)),
    ("(?:chưa|không) (?:được )?(?:triển khai|thực hiện|bắt đầu)", lambda task: task.task_class in _IDLE),
    ("thực hiện thường xuyên", lambda task: task.task_class is TaskClass.RECURRING),
    ("thường xuyên", _recurring),
    ("đã và đang (?:triển khai|thực hiện)", _begun),
    ("đang (?:được )?(?:triển khai|thực hiện)", lambda task: task.task_class in _GOING),
    ("hoàn thành", lambda task: task.task_class.done),
    ("triển khai|thực hiện", _begun),
    ("có thời hạn", _dated),
    ("(?:quá|sau|trễ|chậm)(?: thời)? hạn|chậm", lambda task: task.task_class in _LATE),
    ("(?:đúng|trước) hạn", lambda task: task.task_class is TaskClass.DONE_ON_TIME and _dated(task)),
    ("trong hạn", lambda task: task.task_class not in _LATE and _dated(task)),
    ("kết thúc", lambda task: task.task_class is TaskClass.ENDED),
)
TARGETS: Wordings[TargetResult] = Wordings(
    "chỉ tiêu",
    lambda snapshot: [target for target in snapshot.targets if not target.is_statistic],
    ("chưa đến", lambda target: target.pending),
    ("(?:chưa|không) (?:đạt|hoàn thành)", lambda target: target.met is False),
    ("chưa (?:đánh giá|tính|đủ)", lambda target: target.met is None),
    ("đạt|vượt|hoàn thành", lambda target: target.met is True),
)

_END = regex(r"[.;:(]|\d|,? (?:không (?:có|còn)|trong đó)(?! thời)|, (?:đã|đang) ")
_CLAUSE = regex(r"[.;:,()]")
_DONE = regex(r"đã|đang|chưa|không|hoàn thành|đạt|vượt")
"""Words by which what stands before a figure says what was done, rather than what is to do."""
_COMPARED = regex(r"thêm|so với|tăng|giảm|kỳ trước|khi đó|tại báo cáo|báo cáo \d+ tháng")
_WHOLE_PLAN = regex(r"\s*(?:của|trong|theo) kế hoạch")
_LONGEST = 20  # characters, of nouns that are counted
_ALL = "cả "
_UNITS = regex(r"\s*(?:phòng|đơn vị|cơ quan)(?!\w)")


@record
class Counting:
    """The numbers that may stand for what is said, the best first; ``sure``: the words say plainly what is counted."""

    numbers: tuple[int, ...]
    sure: bool = True


def is_count(figure: Figure) -> bool:
    """Tell whether a figure says how many tasks, targets or all units there are."""
    return _kind(figure) is not None or _all_units(figure)


def counts_units(ground: Ground, figure: Figure) -> bool:
    """Tell whether a figure gives the number of all units."""
    named = figure.sort is Sort.NUMBER and _UNITS.match(_behind(figure))
    return bool(named) and figure.amounts[0] == len(ground.data.reading.snapshot.units)


def of_count(reading: Reading, place: str, figure: Figure) -> Iterator[Doubt]:
    """Yield the doubt about how many tasks, targets or units a figure of a ``place`` says there are."""
    counted = _units(reading) if _all_units(figure) else _counted(reading, figure)
    for amount, counting in zip(figure.amounts, counted, strict=False):
        if amount not in counting.numbers and (counting.sure or not figure.in_letters):
            known = "/".join(str(item.numbers[0]) for item in counted)
            yield Doubt(place, figure, What.COUNT, known)
            return


def _behind(figure: Figure) -> str:
    """Return the beginning of what follows a figure, long enough for any noun that is counted."""
    return figure.paragraph[figure.end : figure.end + _LONGEST].casefold()


def _rest(figure: Figure) -> str:
    return figure.paragraph[figure.end :].casefold()


def _kind(figure: Figure) -> Wordings[TaskResult] | Wordings[TargetResult] | None:
    if figure.sort is not Sort.NUMBER and figure.sort is not Sort.PAIR:
        return None
    rest = _behind(figure).lstrip()
    return next((wordings for wordings in (TASKS, TARGETS) if rest.startswith(wordings.noun)), None)


def _all_units(figure: Figure) -> bool:
    if figure.sort is not Sort.NUMBER:
        return False
    before = figure.paragraph[: figure.begin][-len(_ALL) :]
    return before.casefold() == _ALL and bool(_UNITS.match(_behind(figure)))


def typed_counts(
    readings: Sequence[Reading], texts: Iterable[tuple[int, str]], printed: Iterable[str]
) -> Iterator[tuple[int, str, str]]:
    """Yield the counts that somebody typed and that none of the ``readings`` has: in which text, as said, and known.

    ``texts``: by number; ``printed``: those of the document as made, whose counts are not looked at. What is said of
    one unit, of a part of them or in comparison is another count, and believed.
    """
    said: set[tuple[str, str]] | None = None  # of all that is printed: read once, and only where there is a doubt
    for at, text in texts:
        for figure, known in _doubted(readings, text):
            if said is None:
                said = {_counts_what(other) for before in printed for other in figures_in(before) if is_count(other)}
            if _counts_what(figure) not in said:
                yield at, figure.said, known


def _doubted(readings: Sequence[Reading], text: str) -> Iterator[tuple[Figure, str]]:
    """Yield the counts of a text that none of the ``readings`` has, with what the last of them counts."""
    names = [name.casefold() for reading in readings for name in reading.names.values()]
    for figure in figures_in(text):
        if not is_count(figure) or _APART.search(figure.sentence):
            continue
        if any(name in figure.sentence.casefold() for name in names):
            continue
        doubts = [next(of_count(reading, "", figure), None) for reading in readings]
        if doubts[-1] is not None and all(doubts):
            yield figure, doubts[-1].known


def _counts_what(figure: Figure) -> tuple[str, str]:
    """Return a count and all that is said of what it counts: «đều chưa đạt mức giao» is not «đều đạt mức giao»."""
    kind = _kind(figure)
    return figure.key, _phrase(figure, kind.noun).strip() if kind else figure.said


_APART = regex(rf"trong đó|{_COMPARED.pattern}")


def _units(reading: Reading) -> tuple[Counting, ...]:
    """Return how many units the agency has, or a task's leads may be."""
    snapshot = reading.snapshot
    leads = (len(task.owing) for task in snapshot.tasks())
    return (Counting(tuple(dict.fromkeys((len(snapshot.units), *leads)))),)


def _counted(reading: Reading, figure: Figure) -> tuple[Counting, ...]:
    wordings = _kind(figure)
    if wordings is TARGETS:
        return _with_exceeded(reading, figure, _of_kind(reading, figure, TARGETS))
    return _of_kind(reading, figure, TASKS)


def _with_exceeded(reading: Reading, figure: Figure, counted: tuple[Counting, ...]) -> tuple[Counting, ...]:
    """Return the counts with those for words that part the targets met from those exceeded: «đạt», «vượt mức giao»."""
    phrase = _phrase(figure, TARGETS.noun)
    exceeded = sum(target.verdict is Verdict.EXCEEDED for target in reading.snapshot.targets)
    if not exceeded or not _MET.search(phrase):
        return counted
    met = sum(target.met is True for target in reading.snapshot.targets)
    first = counted[0]
    return (Counting((*first.numbers, exceeded, met - exceeded), first.sure), *counted[1:])


_MET = regex("(?<!chưa )(?<!không )(?:đạt|vượt)")


def _of_kind(reading: Reading, figure: Figure, wordings: Wordings[T]) -> tuple[Counting, ...]:
    begin = figure.paragraph.rfind(". ", 0, figure.begin) + 1
    among = wordings.among(figure.paragraph[begin : figure.begin].casefold())
    every = _true_of(wordings.things(reading.snapshot), among)
    said = _said(figure, wordings)
    part = _part(reading, figure, wordings, every, said) if said else _total(reading, figure, wordings)
    if figure.sort is Sort.NUMBER:
        return (part,)
    return part, Counting(tuple(dict.fromkeys((len(every), *_wholes(reading.snapshot, wordings)))))


def _true_of(things: Sequence[T], said: Sequence[Callable[[T], bool]]) -> list[T]:
    return [thing for thing in things if all(true(thing) for true in said)]


def _said(figure: Figure, wordings: Wordings[T]) -> list[Callable[[T], bool]]:
    """Return what is said of what a figure counts: behind it, else before it in its clause."""
    behind = wordings.said(_phrase(figure, wordings.noun))
    before = _CLAUSE.split(figure.paragraph[: figure.begin].casefold())[-1]
    return behind or (wordings.said(before) if _DONE.search(before) else [])


def _phrase(figure: Figure, noun: str) -> str:
    rest = _rest(figure).split(noun, 1)[1]
    end = _END.search(rest)
    return rest[: end.start() if end else len(rest)].split(noun)[0]


def _part(
    reading: Reading, figure: Figure, wordings: Wordings[T], every: Sequence[T], said: Sequence[Callable[[T], bool]]
) -> Counting:
    best = len(_true_of(every, said))
    numbers = [best]
    if not best:  # «02 nhiệm vụ khi đó chưa thực hiện … nay đã được triển khai»
        numbers.append(len(_true_of(every, said[:1])))
    if _COMPARED.search(figure.sentence):
        for snapshot in reading.earlier.values():
            was = len(_true_of(wordings.things(snapshot), said[:1]))
            numbers += [was, abs(best - was)]
    return Counting(tuple(dict.fromkeys(numbers)))


def _wholes(snapshot: Snapshot, wordings: Wordings[T]) -> tuple[int, ...]:
    """Return how many there are, and how many without the tasks that were ended, of which the automatic text tells."""
    whole = len(wordings.things(snapshot))
    ended = snapshot.counts[TaskClass.ENDED] if wordings.noun == TASKS.noun else 0
    return tuple(dict.fromkeys((whole, whole - ended)))


def _total(reading: Reading, figure: Figure, wordings: Wordings[T]) -> Counting:
    """Return how many there are; of tasks it may be as many as a part, a group or a unit has."""
    snapshot = reading.snapshot
    numbers = [*_wholes(snapshot, wordings)]
    if wordings.noun == TARGETS.noun or _WHOLE_PLAN.match(_phrase(figure, wordings.noun)):
        return Counting(tuple(numbers))
    for part in snapshot.parts:
        numbers += [sum(part.counts.values()), *(len(group.tasks) for group in part.groups)]
    numbers += [sum(unit.counts.values()) for unit in snapshot.units]
    return Counting(tuple(dict.fromkeys(numbers)), sure=False)
