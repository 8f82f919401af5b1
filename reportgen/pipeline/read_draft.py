"""One draft beside what it was made of and what the office's file says today: what was changed in Word, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from reportgen import stock
from reportgen.absorbing import (
    Edit,
    Kind,
    Located,
    Other,
    as_made,
    edits,
    located,
    marked_places,
    of_places,
    others,
    plain,
    tracked_places,
)
from reportgen.compose import compose
from reportgen.errors import CannotRun, Refused
from reportgen.formats import carry
from reportgen.formats.carry import Carried
from reportgen.issuing.drafts import Draft
from reportgen.load import load_agency, load_plan
from reportgen.model.noted import canonical
from reportgen.model.period_id import PeriodId
from reportgen.model.places import group_places
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES, Words, paragraphs
from reportgen.pins.pin import text_mark
from reportgen.pipeline.edited import markup_of, original_of, with_places
from reportgen.pipeline.originals import keep_taken, mark_of, taken
from reportgen.pipeline.words_file import OpenWords
from reportgen.version import __version__
from reportgen.vn.text import fold
from reportgen.wordview.markup import Comment, Markup, read_markup
from reportgen.wordview.package import open_package
from reportgen.workspace import Workspace


class ReadDraft:
    """One draft, beside what it was made of and what the office's file says today.

    Raises Refused for a draft without places, of another agency, or of a plan or period that is not here.
    """

    def __init__(self, workspace: Workspace, draft: Draft) -> None:
        self.workspace = workspace
        self.draft = draft
        self.original = original_of(workspace, draft)
        self.carried: Carried = with_places(draft, self.original)
        self.snapshot: Snapshot = self.carried.snapshot
        self.where = PeriodId(self.snapshot.plan.id, self.snapshot.period_id)
        self.plan = _plan_of(workspace, draft, self.snapshot)
        self.path = workspace.words_file(*self.where)
        self.file = OpenWords(workspace, self.path) if self.path.exists() else None
        self.words = self.file.words if self.file else Words(*self.where)
        self.then = {text.place: text.text for text in self.snapshot.words}
        self.markup = markup_of(draft)
        self._read()

    def _read(self) -> None:
        """Find the places in the draft as it is, beside it as it was made."""
        self.made, content = self._as_made()
        places = self.carried.places
        self.made_found: list[Located] = marked_places(self.made, places) if self.made else []
        self.found = located(self.markup, as_made(self.made_found) if self.made else of_places(places), places)
        now = carry.read(content) if content is not None else None
        self.template_changed = now is not None and (
            now.provenance.template_hash != self.carried.provenance.template_hash
        )
        self._same_words = now is not None and now.places == places

    def _as_made(self) -> tuple[Markup | None, bytes | None]:
        """Return the draft as it was made: as it was kept, else made again; None where its template is gone."""
        if self.original is not None:
            return markup_of(self.original), self.original.content
        from reportgen.render import render

        name = self.carried.provenance.template
        try:
            template = stock.find_template(self.workspace.template_folder(), name)
            context, inputs = compose(self.snapshot), self.carried.provenance.inputs
            content = render(name, template.read_bytes(), context, self.snapshot, __version__, inputs)
        except CannotRun:
            return None, None
        return read_markup(open_package(content)), content

    @cached_property
    def edits(self) -> list[Edit]:
        """The places that were changed in Word."""
        return edits(self.found, self.made_found if self._same_words else [], self.carried.places)

    def today(self, place: str) -> str:
        """Return the office's words of a place as its file has them; empty for the automatic text."""
        wording = self.words.places.get(place)
        if wording is None or not wording.text:
            return ""
        pin = wording.pin
        proposal = pin is not None and pin.endswith(f".{text_mark(wording.text)}")
        return "" if proposal else wording.text

    def says(self, place: str, said: Sequence[str]) -> bool:
        """Tell whether the office's file says just this of a place."""
        return compared(paragraphs(self.today(place))) == compared(said)

    def is_left_out(self, place: str) -> bool:
        """Tell whether the office's file has a place left out of the report."""
        wording = self.words.places.get(place)
        return wording is not None and wording.left_out

    def left_alone(self, place: str) -> bool:
        """Tell whether the office's file still says of a place what it said when the draft was made.

        What went into it from this very draft since is no change of the file's.
        """
        if self.is_left_out(place):
            return False
        return text_mark(self.today(place)) == text_mark(self.then.get(place, "")) or self.is_taken(place)

    def is_taken(self, place: str) -> bool:
        """Tell whether the office's file has the words of a place from this draft."""
        mark = self.taken.get(place)
        return mark is not None and mark == mark_of(compared(paragraphs(self.today(place))))

    def is_settled(self, place: str, word: Sequence[str]) -> bool:
        """Tell whether Word says of a place what it said when somebody last decided between it and the file."""
        return self.taken.get(place) == mark_of(compared(word))

    def keep(self, said: Mapping[str, Sequence[str]]) -> None:
        """Remember the words of this draft by place that the file now has, or of which it was to keep its own."""
        keep_taken(self.workspace, *self._identity, {place: compared(words) for place, words in said.items()})

    @cached_property
    def taken(self) -> Mapping[str, str]:
        """The marks of the words of this draft that were decided on before, by place."""
        return taken(self.workspace, *self._identity)

    @property
    def _identity(self) -> tuple[str, str]:
        return self.workspace.name_of(self.draft.path), self.carried.provenance.snapshot

    @cached_property
    def undone(self) -> tuple[str, ...]:
        """The places that read as made again, while the office's file still has what went into it before."""
        changed = {edit.place for edit in self.edits}
        return tuple(place for place in self.taken if place not in changed and self.is_taken(place))

    def is_known(self, place: str) -> bool:
        """Tell whether the plan still has a place."""
        if self.plan is None or place in PLACES:
            return True
        return any(place in places for places in group_places(self.plan.parts))

    def others(self) -> Iterator[Other]:
        """Yield what was changed outside the words of places; nothing where that cannot be known."""
        if self.made is None:
            return
        parts = {plain(part.name): part.number for part in self.snapshot.parts if part.name}
        for other in others(self.found, self.made_found, self.markup, self.made):
            part = next((name for name in parts if name in plain(other.made)), None)
            if part is not None and other.kind is Kind.HEADING:
                yield replace(other, where=f"ten của phần {parts[part]} trong kế hoạch")
            else:
                yield other

    def tracked(self) -> Iterator[str]:
        """Yield the place of each paragraph in which a change waits to be accepted, empty outside places."""
        return tracked_places(self.markup, self.found, self.carried.places)

    def comments(self) -> Iterator[tuple[str, Comment]]:
        """Yield the comments in the draft with the place of each, empty outside places."""
        places = {item.marked.paragraph.number: item.place for item in self.found}
        for comment in self.markup.comments:
            yield places.get(comment.paragraph, ""), comment


def compared(said: Sequence[str]) -> list[str]:
    """Return paragraphs, as typed in the file or as read from Word, as they are compared."""
    return [plain(canonical(text)) for text in said]


def _plan_of(workspace: Workspace, draft: Draft, snapshot: Snapshot) -> Plan | None:
    """Return today's plan of a draft's data, None for one with errors; raises Refused for what is none of here."""
    agency = load_agency(workspace).value
    head = snapshot.agency
    if agency is not None and fold(agency.name) != fold(head.name) and fold(agency.symbol) != fold(head.symbol):
        raise Refused(f"{draft.path} là bản thảo của {head.name}, thư mục này là của {agency.name}.")
    if snapshot.plan.id not in workspace.plan_ids():
        raise Refused(f"{draft.path} là bản thảo của kế hoạch {snapshot.plan.id}, thư mục này không có kế hoạch ấy.")
    plan = load_plan(workspace, snapshot.plan.id).value
    if plan is not None and snapshot.period_id not in plan.periods:
        raise Refused(
            f"{draft.path} là bản thảo của kỳ {snapshot.period_id}, kế hoạch {snapshot.plan.id} không còn kỳ ấy. "
            f"Các kỳ: {', '.join(plan.periods)}."
        )
    return plan
