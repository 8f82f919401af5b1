"""What agencies, tasks, groups and appendices are called within a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from reportgen.compose.computed import figures
from reportgen.compose.openings import lowered, opens_with_verb
from reportgen.model.snapshot import GroupResult, Snapshot, TargetResult, TaskResult
from reportgen.patterns import regex
from reportgen.vn.text import fold, lower_first, upper_first

_COMMITTEE = regex(r"[ỦU][yỷ] ban nhân dân (tỉnh|thành phố|xã|phường|đặc khu)\b", re.IGNORECASE)
_OFFICE = regex(r"(Sở|Ban|Bộ|Tổng cục|Chi cục|Cục|Trung tâm|Phòng|Văn phòng|Trường|Bệnh viện)\b")
_DOER = regex(r"(?:UBND|HĐND) ")
"""Begins a name that is a sentence: «UBND cấp xã tổ chức Ngày hội …»."""
_WORK, _TARGET = ("nhiệm vụ ", "công tác ", "việc "), ("chỉ tiêu ",)
_WHOLE = 80
"""Characters: a clause up to this is a task's or heading's name as it stands."""
_LONGEST = 100
"""Characters of any name in a sentence."""
_APART = 160
"""Characters of a name that tells a task from others of the same short name."""
_NAMED = 8
"""Tasks: more than this are counted, not named."""
_LEAST = 25
"""Characters: a shorter first clause names nothing."""
_ENOUGH = 20
"""Words: a longer text says what it is about; measured on the results of four reports, of which none is shorter."""
_MOST = Fraction(3, 4)
"""Of the words of a task's name: a text that has them names it."""
_ANNOUNCES = regex(r",? (?:(?:bao )?gồm|cụ thể|trong đó|như sau|về|của|cho|với)$")
"""What ends a text whose parts follow: «…, gồm:», «… thông tin về:»."""
_SETTING = regex(r"(?:Trong|Trên cơ sở|Căn cứ) [^,;.:]+, (?=\w)")
"""What stands before the work itself: «Trong phạm vi thẩm quyền, chủ động tháo gỡ …»."""
_BREAK = regex(r",|(?<!triệt)\s(?=(?:để|nhằm|trên cơ sở|bảo đảm|phục vụ|theo|trong đó)\s)")
_OBJECT = regex(
    r"(?<!đối)(?<!ngay)(?<!cùng)(?<!hiện)(?<!tồn)(?<!so)\s(?=(?:ngay trong|đối với|về|của|cho|với|tại|trong|giữa)\s)"
)
"""Where what a long clause is about may be left out; no word is cut in two, «doanh…» for «doanh nghiệp»."""


def called(agency: str) -> str:
    """Return what an agency calls itself after the first time: ``Sở``, ``UBND xã``; its name where none is known."""
    committee = _COMMITTEE.match(agency)
    if committee:
        return f"UBND {committee[1].lower()}"
    office = _OFFICE.match(agency)
    return office[0] if office else agency


def task_name(task: TaskResult) -> str:
    """Return a task named within a sentence, by its first clause."""
    return within(short_name(task.text))


def within(name: str) -> str:
    """Return a short name as it stands within a sentence."""
    return figures(lowered(name))


def work_called(name: str) -> str:
    """Return a task's name with what it is: ``nhiệm vụ lắp đặt …``, but ``công tác phòng, chống …``."""
    return _called(_WORK, "nhiệm vụ", name)


def told_apart(tasks: Iterable[TaskResult]) -> dict[str, str]:
    """Return the short name of each task by its code; where several have the same, with more of what each says."""
    longer = {task.code: _longer(task.text) for task in tasks}
    found = {code: next(names) for code, names in longer.items()}
    shared = _sharing(found, found)
    while shared:
        further = {code: name for code in shared if (name := next(longer[code], None))}
        found.update(further)
        shared = _sharing(found, further)
    return found


def _sharing(found: Mapping[str, str], codes: Iterable[str]) -> list[str]:
    """Return which of ``codes`` have a name that another has too."""
    times = Counter(found.values())
    return [code for code in codes if times[found[code]] > 1]


def _longer(text: str) -> Iterator[str]:
    """Yield the short name of ``text``, then longer ones, up to each comma of its first clause."""
    short = short_name(text)
    yield short
    clause = _first_clause(text)
    if clause.startswith(short):
        ends = (*(comma.start() for comma in re.finditer(",", clause)), len(clause))
        yield from (clause[:end] for end in ends if len(short) < end <= _APART)


def target_called(target: TargetResult) -> str:
    """Return a target with what it is; no «chỉ tiêu chỉ tiêu»."""
    return _called(_TARGET, "chỉ tiêu", target_name(target))


def _called(itself: tuple[str, ...], what: str, name: str) -> str:
    return name if name.startswith(itself) else f"{what} {name}"


def about(name: str) -> str:
    """Return what names a task before what is told of it: ``Về việc lắp đặt …``, ``Về phòng máy tính …``.

    No «Về việc kiểm tra việc chấp hành …».
    """
    done = opens_with_verb(name) or _DOER.match(name)
    return f"Về việc {name}" if done and " việc " not in name else f"Về {name}"


def tells(task: TaskResult, sentences: Iterable[str], enough: int = _ENOUGH) -> bool:
    """Tell whether sentences say by themselves which task is meant: have ``enough`` words, or most of its name's.

    «Đã lắp 07/12 nhà văn hóa» alone does not say what was to be put there.
    """
    said = [word for sentence in sentences for word in _words(sentence)]
    name = set(_words(short_name(task.text)))
    return len(said) >= enough or len(name.intersection(said)) >= _MOST * len(name)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))


def target_name(target: TargetResult) -> str:
    """Return a target named within a sentence; an abbreviation keeps its capitals."""
    name = " ".join(target.name.split()).rstrip(" .;,")
    return figures(name if name[1:2].isupper() else lower_first(name))


def heading(group: GroupResult) -> str:
    """Return a group's heading: as the plan shortens it, else its first clause."""
    return group.short_name or short_name(group.name)


def heading_within(heading: str) -> str:
    """Return a heading as it stands within a sentence."""
    short = short_name(heading)
    return figures(short if short[1:2].isupper() else lower_first(short))


def listed(snapshot: Snapshot, tasks: Sequence[TaskResult], told: Callable[[TaskResult], str]) -> str:
    """Return `` : a; b`` for a few tasks, and for more where their list stands; ``told`` says each."""
    if len(tasks) > _NAMED:
        return referred(task_appendix(snapshot))
    return f": {'; '.join(map(told, tasks))}"


def short_name(text: str) -> str:
    """Return the first clause of ``text`` up to a comma, or a word that adds a purpose or an object; ``…`` without any.

    In what setting the work is done goes, where the work itself is said after it.
    """
    clause = _first_clause(text)
    if len(clause) <= _WHOLE:
        return clause
    match = _BREAK.search(clause, _LEAST, _LONGEST)
    if match:
        return clause[: match.start()]
    if len(clause) <= _LONGEST:
        return clause
    if objects := list(_OBJECT.finditer(clause, _LEAST, _LONGEST)):
        return clause[: objects[-1].start()]
    return f"{clause[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,')}…"


def _first_clause(text: str) -> str:
    work = _the_work(" ".join(text.split()))
    return _ANNOUNCES.sub("", re.split(r"[;.:](?=\s|$)", work, maxsplit=1)[0].rstrip(" ,"))


def _the_work(text: str) -> str:
    """Return ``text`` from where the work itself begins."""
    before = _SETTING.match(text)
    if before and len(text) - before.end() >= _LEAST:
        return upper_first(text[before.end() :])
    return text


def task_appendix(snapshot: Snapshot) -> str:
    """Return what the list of tasks is called: a single appendix has no number; nothing where there are none."""
    if not snapshot.period.appended:
        return ""
    return "Phụ lục II" if snapshot.targets else "Phụ lục"


def target_appendix(snapshot: Snapshot) -> str:
    """Return what the list of targets is called; it stands first, and only where there are targets and appendices."""
    return "Phụ lục I" if snapshot.period.appended else ""


def referred(where: str) -> str:
    """Return `` (chi tiết tại Phụ lục)``; nothing for a report without appendices."""
    return f" (chi tiết tại {where})" if where else ""


def referring(text: str, where: str) -> str:
    """Return a sentence that ends with where its details stand; no brackets behind brackets."""
    if not where:
        return f"{text}."
    return f"{text}; chi tiết tại {where}." if text.endswith(")") else f"{text} (chi tiết tại {where})."


def appendices(snapshot: Snapshot) -> str:
    """Return the appendices as the close names them; nothing for a report without any."""
    if not snapshot.period.appended:
        return ""
    return "Phụ lục I, II" if snapshot.targets else "Phụ lục"
