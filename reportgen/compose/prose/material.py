"""What the places are written from: the units' texts, picked and merged once, in the order of the plan."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from reportgen.compose.answers import says_nothing
from reportgen.compose.arrangement import arranged
from reportgen.compose.computed import OPEN, count, day
from reportgen.compose.prose import names, notes
from reportgen.compose.prose.fields import CAUSES, DIFFICULTIES, FIELDS, Answers, Field
from reportgen.compose.prose.said import Said, merged, only_documents
from reportgen.compose.prose.sentences import key, sentences, words
from reportgen.compose.through import in_a_sentence
from reportgen.model.context import KeHoach
from reportgen.model.snapshot import GroupResult, Snapshot, TaskClass, TaskResult, TaskRow
from reportgen.model.status import State
from reportgen.record import record
from reportgen.vn.text import fold

NOT_BEGUN_IN = "ton-tai"
"""The place that tells what units write of work that they have not begun."""
_BEHIND = (TaskClass.DONE_LATE, TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE, TaskClass.NOT_STARTED)
"""What of a task in these classes goes wrong, and why, is told of it by name."""
_ENOUGH = 8
"""Words: a shorter text, «Hoàn thành trong quý III», says nothing under a group's heading."""
_SUBJECTS = 3
"""Groups or targets: what is written of more is of no single one."""
_IDLE = (TaskClass.NOT_STARTED, TaskClass.NOT_STARTED_LATE)
_SAYS_NOT_BEGUN = frozenset(key((f"Chưa {word}.",)) for word in ("thực hiện", "triển khai", "bắt đầu", "tiến hành"))
_NOT_YET = ("chưa ", "hiện chưa ", "hiện nay chưa ", "đến nay chưa ")
_ARISES = "phát sinh"
"""«Chưa có phát sinh.» alone is said of work that nobody asked for in the period, which is no shortcoming."""


@record
class Results:
    """What the units write of a task: of what was done, and of what was not begun (told among the shortcomings).

    ``lead``: the only unit that leads it, which needs no name; empty where several do.
    """

    task: TaskResult
    done: tuple[Said, ...]
    not_begun: tuple[Said, ...]
    lead: str

    def own(self, said: Said) -> bool:
        """Tell whether a text is that of the task's only lead."""
        return said.units == (self.lead,)


@record
class Theme:
    """What units write of one subject (a group of tasks, a task, a target), equal texts once.

    ``name`` stands within a sentence; it is empty for what is of no group.
    """

    name: str
    texts: tuple[Said, ...]


@record
class Written:
    """A text of one unit: its group's heading and its task's code, both empty for what is of no task.

    ``to``: whom it asks, where the unit says so apart from the text.
    """

    group: str
    code: str
    unit: str
    sentences: tuple[str, ...]
    to: str = ""


class Material:
    """One period, seen as the places need it. ``plan``: how the plan and its bases are cited.

    ``behind``: the texts that are left to the internal document as the page budget wants it, each with the key of its
    field.
    """

    def __init__(self, snapshot: Snapshot, plan: KeHoach, behind: frozenset[tuple[str, Written]] = frozenset()) -> None:
        self.snapshot = snapshot
        self.plan = plan
        self.arrangement = arranged(snapshot)
        self._behind = behind
        self.names = {unit.id: unit.name for unit in snapshot.units}

    def leaving(self, field: Field, texts: Iterable[Written]) -> Material:
        """Return the same period with ``texts`` of ``field`` left to the internal document as well."""
        other = Material(self.snapshot, self.plan, self._behind.union((field.key, written) for written in texts))
        kept = {"results": self.results, "_texts": self._texts, "_short_names": self._short_names}
        other.__dict__.update(kept)  # what is written stays the same
        return other

    @property
    def silent(self) -> bool:
        """Whether no unit has sent its report."""
        return not any(unit.sent for unit in self.snapshot.units)

    @cached_property
    def groups(self) -> dict[str, GroupResult]:
        """The groups of the plan in its order, by place."""
        return dict(self.snapshot.groups())

    def task_name(self, task: TaskResult) -> str:
        """Return a task named within a sentence, told from the others of the plan."""
        return names.within(self._short_names[task.code])

    def task_called(self, task: TaskResult) -> str:
        """Return a task's name with what it is: ``nhiệm vụ lắp đặt …``."""
        return names.work_called(self.task_name(task))

    @cached_property
    def _short_names(self) -> dict[str, str]:
        return names.told_apart(self.snapshot.tasks())

    # --- results ----------------------------------------------------------------------------

    @cached_property
    def results(self) -> dict[str, Results]:
        """What was written of each task, by code.

        A document that the automatic text has cited before is cited in short; where that does not tell a text, in full.
        """
        written = {task.code: self._written(task) for task in self.snapshot.tasks()}
        done = {code: tuple(texts) for code, (texts, _) in written.items()}
        not_begun = {code: tuple(texts) for code, (_, texts) in written.items()}
        cited: set[str] = set()
        for place in filter(self.arrangement.is_automatic, self.arrangement.order()):
            if group := self.groups.get(place):
                done.update((task.code, _in_short(done[task.code], cited)) for task in group.tasks)
            elif place == NOT_BEGUN_IN:
                not_begun = {code: _in_short(texts, cited) for code, texts in not_begun.items()}
        return {
            task.code: Results(task, done[task.code], not_begun[task.code], self._only_lead(task))
            for task in self.snapshot.tasks()
        }

    def _only_lead(self, task: TaskResult) -> str:
        return self.names[task.owing[0]] if len(task.owing) == 1 else ""

    @cached_property
    def _listed(self) -> frozenset[str]:
        """Codes of the tasks whose results stand in the appendix, all documents in a list at their end."""
        told = (group.tasks for place, group in self.groups.items() if not self.arrangement.is_automatic(place))
        return frozenset(task.code for tasks in told for task in tasks)

    def _written(self, task: TaskResult) -> tuple[list[Said], list[Said]]:
        done: list[Said] = []
        not_begun: list[Said] = []
        for row in task.rows:
            done += self._done(row, listed=task.code in self._listed)
            not_begun += self._not_begun(row, idle=task.task_class in _IDLE)
        owing = frozenset(self.names[unit] for unit in task.owing)
        return merged(done, owing), merged(not_begun, owing)

    def _done(self, row: TaskRow, *, listed: bool) -> Iterator[Said]:
        units = (self.names[row.unit],)
        own, carried = _own(row), sentences(row.carried)
        if carried and key(own) == key(carried):
            own = ()  # typed again beside the mark that it stands
        documents = _tidy(row.status.documents if carried else row.documents)
        if carried:
            cited = row.carried_documents if own else row.documents
            yield Said(units, carried, _tidy(cited), self._origin(row))
        if own and not _says_not_yet(row, own):
            yield Said(units, own, documents)
        elif documents and not own and not carried:
            yield Said(units, (), documents) if listed else only_documents(units, documents)

    def _not_begun(self, row: TaskRow, *, idle: bool) -> Iterator[Said]:
        """Yield what is written of work not begun; ``idle``: by nobody, which the report says itself."""
        if row.status.state is State.NOT_STARTED:
            own = sentences(row.status.result)
            bare = idle and not row.status.documents and key(own) in _SAYS_NOT_BEGUN
            if own and not bare and _says_not_yet(row, own):
                yield Said((self.names[row.unit],), own, _tidy(row.status.documents if row.carried else row.documents))

    def _origin(self, row: TaskRow) -> str:
        """Return where a carried-over result comes from, ``kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026``."""
        origin = row.carried_from
        said = f"kết quả {origin.period if origin else self.snapshot.previous_period}"
        return f"{said}, báo cáo ngày {day(origin.reported)}" if origin and origin.reported else said

    # --- what else units say ----------------------------------------------------------------

    def texts(self, field: Field) -> list[Written]:
        """Return what units write into ``field``; what is of no task comes first. Answers that say nothing are not."""
        return self._texts[field.key]

    def told(self, field: Field) -> list[Written]:
        """Return what of :meth:`texts` the automatic text tells: nothing where its place is told otherwise."""
        if not self.arrangement.is_automatic(field.place):
            return []
        return [written for written in self.texts(field) if (field.key, written) not in self._behind]

    def left(self, field: Field) -> list[Written]:
        """Return what of :meth:`texts` is left to the internal document."""
        if not self.arrangement.is_automatic(field.place):
            return self.texts(field)
        return [written for written in self.texts(field) if (field.key, written) in self._behind]

    @cached_property
    def _texts(self) -> dict[str, list[Written]]:
        """Every text beside the results, by the key of its field: the plan is walked once."""
        found = {field.key: list(self._beyond_tasks(field)) for field in FIELDS}
        of_tasks = [(found[field.key].append, field.of_task) for field in FIELDS if field.of_task]
        for heading, task, row in self._rows():
            for keep, pick in of_tasks:
                for said, to in _answers(pick(row.status)):
                    keep(Written(heading, task.code, self.names[row.unit], said, to))
        return found

    def _rows(self) -> Iterator[tuple[str, TaskResult, TaskRow]]:
        """Yield every row with its task and its group's heading."""
        for group in self.groups.values():
            heading = names.heading(group)
            for task in group.tasks:
                for row in task.rows:
                    yield heading, task, row

    def _beyond_tasks(self, field: Field) -> Iterator[Written]:
        """Yield what units write of no single task: of all their work, then of a target."""
        for unit in self.snapshot.units:
            for said, to in _answers(field.general(unit.general) if field.general else None):
                yield Written("", "", unit.name, said, to)
        for target in self.snapshot.targets if field.of_target else ():
            for row in target.rows:
                for said, to in _answers(field.of_target(row.status) if field.of_target and row.status else None):
                    yield Written(names.target_called(target), target.code, self.names[row.unit], said, to)

    def themes(self, *fields: Field) -> tuple[Theme, ...]:
        """Return what units write into ``fields`` by group; an equal text once, at its first place.

        Groups of the same name, in several parts of the plan, are one theme; what is of no group is the first.
        """
        shown = [written for field in fields for written in self.told(field)]
        same: dict[str, list[Written]] = {}
        for written in sorted(shown, key=lambda written: bool(written.group)):
            same.setdefault(saying(written), []).append(written)
        subjects: dict[str, str] = {}
        texts: dict[str, list[Said]] = {}
        for alike in same.values():
            subject = self._subject(alike, fields)
            theme = _folded(subject)
            if subject.startswith(OPEN):  # «05 nhiệm vụ» of one text are not those of another
                theme = f"{theme} {key(alike[0].sentences)}"
            subjects.setdefault(theme, subject)
            whole = max((said.sentences for said in alike), key=lambda said: len(said[0]))
            texts.setdefault(theme, []).extend(Said((said.unit,), whole, to=said.to) for said in alike)
        everyone = frozenset(self.names.values())
        return tuple(Theme(subjects[theme], tuple(merged(said, everyone))) for theme, said in texts.items())

    def _subject(self, alike: Sequence[Written], fields: Sequence[Field]) -> str:
        """Return what equal texts are about, within a sentence: all that they are written of.

        How much that is where it is much; nothing where that is much and they say themselves what is done.
        """
        by_group: dict[str, list[Written]] = {}
        for written in alike:
            by_group.setdefault(written.group, []).append(written)
        found = dict.fromkeys(self._of_group(same, fields) for same in by_group.values())
        if len(found) == 1:
            return next(iter(found))
        if "" in found:
            return ""
        if len(found) <= _SUBJECTS:
            return "; ".join(found)
        asks = CAUSES in fields or sum(map(words, alike[0].sentences)) < _ENOUGH
        return self._counted(alike) if asks else ""

    def _counted(self, alike: Sequence[Written]) -> str:
        """Return of how many tasks, or targets, equal texts are written; nothing of both."""
        codes = {written.code for written in alike}
        tasks = sum(code in self.results for code in codes)
        if tasks not in (0, len(codes)):
            return ""
        return f"{count(len(codes))} {'nhiệm vụ' if tasks else 'chỉ tiêu'}"

    def _of_group(self, alike: Sequence[Written], fields: Sequence[Field]) -> str:
        """Return what equal texts of one group, or one target, are about: its heading.

        A text of one task only names that where it tells why, or what is wrong with work that is behind, or is too
        short to be understood of the group.
        """
        first = alike[0]
        result = self.results.get(first.code)
        if result and all(written.code == first.code for written in alike):
            behind = DIFFICULTIES in fields and result.task.task_class in _BEHIND
            if CAUSES in fields or behind or not names.tells(result.task, first.sentences, enough=_ENOUGH):
                return self.task_called(result.task)
        return names.heading_within(first.group) if first.group else ""


@functools.lru_cache(maxsize=256)
def _folded(name: str) -> str:
    """Return what a group's heading is compared by; the same few are asked for over and over."""
    return fold(name)


def saying(written: Written) -> str:
    """Return what equal texts have in common, «Do thiếu máy» and «Thiếu máy» too: they are printed once."""
    return f"{written.to} {key(written.sentences).removeprefix('do ')}"


def _answers(given: Answers) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the sentences of each text that says something, with whom it asks."""
    texts = ((given, ""),) if isinstance(given, str) else ((said.text, said.to or "") for said in given or ())
    for text, to in texts:
        if not says_nothing(text) and (said := sentences(text)):
            yield said, to


def _own(row: TaskRow) -> tuple[str, ...]:
    """Return what the unit writes of its result; how many of those it reports for are through comes first."""
    through = in_a_sentence(row.status.through)
    return (*((f"{through}.",) if through else ()), *sentences(row.status.result))


def _tidy(documents: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(notes.tidy, documents))))


def _says_not_yet(row: TaskRow, own: tuple[str, ...]) -> bool:
    if row.status.state is not State.NOT_STARTED or not own[0].casefold().startswith(_NOT_YET):
        return False
    return not (_ARISES in own[0] and says_nothing(" ".join(own)))


def _in_short(texts: Iterable[Said], cited: set[str]) -> tuple[Said, ...]:
    return tuple(
        dataclasses.replace(said, documents=tuple(_cite(document, cited) for document in said.documents))
        if said.documents
        else said
        for said in texts
    )


def _cite(document: str, cited: set[str]) -> str:
    """Return a document in full the first time, later in short where its number and date are certain."""
    known = notes.in_short(document)
    if known is None:
        return document
    short, identity = known
    if identity in cited:
        return short
    cited.add(identity)
    return document
