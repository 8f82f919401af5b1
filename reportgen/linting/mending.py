"""Making good what rules found, in a copy: only where it is certain, only what leaves nothing worse.

Each rule says its changes beside its check. They are carried out together, and the copy is checked again: where some
part is not found any more, a rule finds more than before, or a word is another, the changes are tried rule by rule and
those that do harm are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from reportgen.linting.run import Looked
from reportgen.nd30.base import Inapplicable, Rule, Unseen, View
from reportgen.nd30.ruling import of_signs
from reportgen.nd30.verdicts import FormReport, Result
from reportgen.record import record
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.parts import LIKELY, SURE
from reportgen.wordview.changes import Change, LayoutChange, LettersChange, NumberAbove, SectionChange, TextChange
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.lines import Line
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.rewriting import Reviser, rewritten

_MOST_ROUNDS = 3
"""What was mended may show what else can be: a list whose dashes are right now has ends to look at."""

Judge = Callable[[Opened], Looked]
"""Checks a document."""


@record
class Good:
    """What one rule found and finds no more: how it was, what it is now, at how many places."""

    rule_id: str
    found: str
    required: str
    places: int


@record
class Mended:
    """A document after mending, the same bytes where nothing was mended. ``report``: what is still wrong with it."""

    content: bytes
    report: FormReport
    good: tuple[Good, ...] = ()


def mended(content: bytes, judge: Judge, only: Collection[str], *, asked: bool, reviser: Reviser | None) -> Mended:
    """Return the .docx with all made good that is certain; ``asked``: also what a person has to ask for.

    ``only``: the ids of the rules that are made good; ``judge`` may know more, against which harm is held.
    ``reviser``: in whose name changes are recorded as Word's revisions; None for plain changes. Raises Unreadable.
    """
    state = _State(content, judge, only)
    first = state.report
    for _ in range(_MOST_ROUNDS):
        if not state.improve(asked=asked, reviser=reviser):
            break
    return Mended(state.content, state.report, tuple(_good(first, state.report)))


def _good(before: FormReport, after: FormReport) -> Iterator[Good]:
    left = _places(after)
    for result in before.results:
        fewer = _count(result) - left.get(result.rule_id, 0)
        if fewer > 0:
            first = result.breaches[0]
            yield Good(result.rule_id, first.found, first.required, fewer)


def _count(result: Result) -> int:
    return sum(1 + len(breach.others) for breach in result.breaches)


def _places(report: FormReport) -> dict[str, int]:
    return {result.rule_id: _count(result) for result in report.results}


class _State:
    """A document as it stands, and what is wrong with it."""

    def __init__(self, content: bytes, judge: Judge, only: Collection[str]) -> None:
        self._judge, self._only = judge, only
        self.content = content
        self._docx = open_docx(content)
        looked = judge(self._docx)
        self.report, self._seen = looked.report, looked.seen

    def improve(self, *, asked: bool, reviser: Reviser | None) -> bool:
        """Carry out what makes the document better; tell whether there was anything."""
        groups = {rule: made for rule, made in self._wanted(asked=asked) if made}
        if not groups:
            return False
        whole = self._tried(groups, reviser)
        if whole is None:
            groups = self._harmless(groups, reviser)
            whole = self._tried(groups, reviser) if groups else None
        elif idle := self._idle(groups, whole):
            groups = {rule: made for rule, made in groups.items() if rule not in idle}
            whole = self._tried(groups, reviser) if groups else None
        if whole is None:
            return False
        self.content, self._docx, self.report, self._seen = whole.content, whole._docx, whole.report, whole._seen
        return True

    def _wanted(self, *, asked: bool) -> Iterator[tuple[str, list[Change]]]:
        """Yield for each rule that found something the changes that make it good, as far as they are certain."""
        broken = {result.rule_id for result in self.report.results if result.breaches and result.rule_id in self._only}
        groups: dict[str, list[Change]] = {}
        for view, rules in self._seen:
            known = _certain if _known(view) else _by_own_words
            for rule in rules:
                if rule.id in broken and (asked or not rule.asked):
                    groups.setdefault(rule.id, []).extend(known(view, _made(rule, view)))
        yield from groups.items()

    def _tried(self, groups: Mapping[str, Iterable[Change]], reviser: Reviser | None) -> _State | None:
        """Return the document with changes carried out; None where that makes anything worse, or nothing better."""
        changes = _apart(change for made in groups.values() for change in made)
        after = _State(rewritten(self.content, self._docx.document, changes, reviser), self._judge, self._only)
        if self._worse(after) or not _kept(self._docx.document, after._docx.document, changes):
            return None
        return after if sum(_places(after.report).values()) < sum(_places(self.report).values()) else None

    def _worse(self, after: _State) -> bool:
        was = _places(self.report)
        more = any(count > was.get(rule, 0) for rule, count in _places(after.report).items())
        return more or bool(set(self.report.parts) - set(after.report.parts)) or after.report.lost > self.report.lost

    def _idle(self, groups: Mapping[str, object], after: _State) -> set[str]:
        """Return the rules whose changes made nothing good."""
        was, now = _places(self.report), _places(after.report)
        return {rule for rule in groups if now.get(rule, 0) >= was[rule]}

    def _harmless(self, groups: Mapping[str, list[Change]], reviser: Reviser | None) -> dict[str, list[Change]]:
        """Return the groups that do no harm, each tried with those before it."""
        kept: dict[str, list[Change]] = {}
        for rule, made in groups.items():
            if self._tried({**kept, rule: made}, reviser) is not None:
                kept[rule] = made
        return kept


def _known(view: View) -> bool:
    """Tell whether it is certain enough what a document is for it to be changed: its type, and where its text ends."""
    ended = any(view.all(part) for part in (Component.CHUC_VU, Component.NOI_NHAN))
    return view.attached or (view.kind is not None and ended)


def _made(rule: Rule, view: View) -> Iterable[Change]:
    """Return the changes that a rule wants; none where it cannot judge a document."""
    try:
        return list(rule.mends(view)) if rule.mends is not None else []
    except (Unseen, Inapplicable):
        return []


def _certain(view: View, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes whose lines are of a part that is known by its words, not guessed by its place, or of signs."""
    lines: dict[int, list[float]] = {}
    for line in view.anatomy.lines:
        lines.setdefault(line.paragraph.number, []).append(_certainty(view, line))
    for change in changes:
        if isinstance(change, SectionChange | NumberAbove | LettersChange) or change.paragraph.place.story:
            yield change  # pages and letters need no part to be known; a header is no part
        elif isinstance(change, LayoutChange) and change.paragraph.blank:
            yield change  # the border of a blank paragraph, measured as the line under a heading
        elif min(lines.get(change.paragraph.number, [0.0])) >= LIKELY:
            yield change


def _certainty(view: View, line: Line) -> float:
    """Return how surely a line is what it is taken for: a row of signs below a heading is nothing else."""
    part = view.part(line)
    if part is None:
        return SURE if of_signs(line) else 0.0
    return view.anatomy.confidence[part]


def _by_own_words(view: View, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes of lines that are known by their words alone, whatever else the document is."""
    lines = {line.paragraph.number for part in (Component.QUOC_HIEU, Component.TIEU_NGU) for line in view.all(part)}
    for change in _certain(view, changes):
        paragraph = change.paragraph if isinstance(change, TextChange | LettersChange | LayoutChange) else None
        if paragraph is not None and not paragraph.place.story and paragraph.number in lines:
            yield change


def _apart(changes: Iterable[Change]) -> list[Change]:
    """Return changes without those of text that meet another of the same paragraph: they wait for the next round."""
    found: list[Change] = []
    taken: dict[int, list[TextChange]] = {}
    for change in changes:
        if isinstance(change, TextChange):
            others = taken.setdefault(id(change.paragraph), [])
            if any(change.at <= other.until and other.at <= change.until for other in others):
                continue
            others.append(change)
        found.append(change)
    return found


def _kept(before: Document, after: Document, changes: Iterable[Change]) -> bool:
    """Tell whether every text is what it was, or what the changes make of it."""
    wanted: dict[int, list[TextChange]] = {}
    for change in changes:
        if isinstance(change, TextChange):
            wanted.setdefault(id(change.paragraph), []).append(change)
    pairs = zip(_texts(before), _texts(after), strict=True)
    return all(old.text == new.text or new.text == _changed(old.text, wanted.get(id(old), [])) for old, new in pairs)


def _texts(document: Document) -> list[Paragraph]:
    return [*document.paragraphs, *(paragraph for note in document.notes for paragraph in note.paragraphs)]


def _changed(text: str, changes: Iterable[TextChange]) -> str:
    for change in sorted(changes, key=lambda change: change.at, reverse=True):
        text = text[: change.at] + change.text + text[change.until :]
    return text
