"""The order of ``absorb``: read an edited draft, find its places, put changed words into the office's file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen import stock
from reportgen.absorbing import Edit, Kind, Other, as_made, edits, located, of_places, others, plain
from reportgen.compose import compose
from reportgen.consolidating import Entry, Written, new_file, with_written
from reportgen.errors import CannotRun, Refused
from reportgen.files import replace_unchanged, write_atomic
from reportgen.formats import carry
from reportgen.formats.carry import Carried
from reportgen.issuing.drafts import Draft, read_draft
from reportgen.model.period_id import PeriodId
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import Words, paragraphs
from reportgen.pins.facts import Reading
from reportgen.pins.pin import Pin, text_mark
from reportgen.pins.standing import PlaceStanding, standings
from reportgen.pipeline.edited import chosen_draft, markup_of, original_of, with_places
from reportgen.pipeline.period import merge_chosen
from reportgen.pipeline.proposals import proposals
from reportgen.pipeline.sources import choose
from reportgen.pipeline.words_file import SAVED, OpenWords
from reportgen.version import __version__
from reportgen.wordview.markup import Comment, Markup, read_markup
from reportgen.wordview.package import open_package
from reportgen.workspace import KEPT, Workspace

__all__ = ["Absorbed", "Clash", "Edit", "Kind", "Other", "absorb", "unabsorbed"]

TAKE = ("word", "yaml")


@dataclass(frozen=True)
class Clash:
    """A place that was changed both in Word and in the office's file since the draft was made."""

    edit: Edit
    yaml: str


@dataclass(frozen=True)
class Absorbed:
    """What ``absorb`` found in a draft, and what it did with it.

    ``written``: places whose words went into ``path``; ``same``: changed in Word, and said there already; ``clashes``:
    changed on both sides, neither written; ``emptied``: places that were taken out in Word. ``others``: changes that
    are no words of a place; ``comments``: by place, empty for those outside places. ``copy``: the file as it was.
    ``more``: other edited drafts of the period; ``trouble``: why nothing could be written.
    """

    draft: Path
    path: Path
    period: str
    written: tuple[Edit, ...] = ()
    same: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    emptied: tuple[Edit, ...] = ()
    others: tuple[Other, ...] = ()
    comments: tuple[tuple[str, Comment], ...] = ()
    tracked: tuple[str, ...] = ()
    template: str = ""
    template_changed: bool = False
    shown_only: bool = False
    copy: Path | None = None
    more: tuple[Path, ...] = ()
    trouble: str = ""


def absorb(workspace: Workspace, subject: str | None, *, show_only: bool = False, take: str = "") -> Absorbed:
    """Put words that were edited in Word back into the office's file.

    ``subject``: a draft's file, or a period, whose newest edited draft is meant; None for the only period that has
    one. ``take``: ``word`` or ``yaml`` wins where both sides changed a place. With ``show_only`` nothing is written.
    Raises CannotRun when there is no such draft, Refused for one that has no places or is of another agency or plan.
    """
    draft, more = chosen_draft(workspace, subject)
    reading = ReadDraft(workspace, draft)
    done = reading.decided(take)
    done = dataclasses.replace(done, more=more, shown_only=show_only)
    return done if show_only or not done.written else reading.write(done)


def unabsorbed(workspace: Workspace, path: Path) -> tuple[Edit, ...]:
    """Return the places of a draft whose words were edited in Word and stand nowhere else; none for any other file."""
    try:
        draft = read_draft(path)
        if draft.carried is None or not draft.carried.places or carry.untouched(draft.content):
            return ()
        done = ReadDraft(workspace, draft).decided("")
    except (CannotRun, Refused):
        return ()
    return (*done.written, *(clash.edit for clash in done.clashes))


class ReadDraft:
    """One draft, beside what it was made of and what the office's file says today."""

    def __init__(self, workspace: Workspace, draft: Draft) -> None:
        self.workspace = workspace
        self.draft = draft
        self.original = original_of(workspace, draft)
        self.carried: Carried = with_places(draft, self.original)
        self.snapshot: Snapshot = self.carried.snapshot
        self.where = PeriodId(self.snapshot.plan.id, self.snapshot.period_id)
        if self.where.plan not in workspace.plan_ids():
            raise Refused(f"{draft.path} là bản thảo của kế hoạch {self.where.plan}, thư mục này không có kế hoạch ấy.")
        self.path = workspace.words_file(*self.where)
        self.file = OpenWords(workspace, self.path) if self.path.exists() else None
        self.words = self.file.words if self.file else Words(*self.where)
        self.markup = markup_of(draft)
        self.made = self._made()
        original = as_made(self.made, self.carried.places) if self.made else of_places(self.carried.places)
        self.found = located(self.markup, original, self.carried.places)
        self.then = {text.place: text.text for text in self.snapshot.words}

    def _made(self) -> Markup | None:
        """Return the draft as it was made: as it was kept, else made again; None where its template is gone."""
        self.template_changed = False
        if self.original is not None:
            return markup_of(self.original)
        from reportgen.render import render

        name = self.carried.provenance.template
        try:
            template = stock.find_template(self.workspace.template_folder(), name)
        except CannotRun:
            return None
        content = render(
            name,
            template.read_bytes(),
            compose(self.snapshot),
            self.snapshot,
            __version__,
            self.carried.provenance.inputs,
        )
        made = carry.read(content)
        self.template_changed = made is None or (made.provenance.template_hash != self.carried.provenance.template_hash)
        return read_markup(open_package(content))

    # --- what is to be done ---------------------------------------------------------------------

    def decided(self, take: str) -> Absorbed:
        """Return what was changed, and what becomes of it."""
        written: list[Edit] = []
        same: list[Edit] = []
        clashes: list[Clash] = []
        emptied: list[Edit] = []
        for edit in self.edits:
            if not edit.word:
                emptied.append(edit)
            elif self.says(edit.place, edit.word):
                same.append(edit)
            elif self.left_alone(edit.place) or take == "word":
                written.append(edit)
            elif take != "yaml":
                clashes.append(Clash(edit, self._today(edit.place)))
        return Absorbed(
            self.draft.path,
            self.path,
            self.where.period,
            tuple(written),
            tuple(same),
            tuple(clashes),
            tuple(emptied),
            tuple(self._others()),
            tuple(self._comments()),
            tuple(dict.fromkeys(item.place for item in self.found if item.marked.tracked)),
            self.carried.provenance.template,
            self.made is None or self.template_changed,
            trouble=self.file.trouble if self.file else "",
        )

    @cached_property
    def edits(self) -> list[Edit]:
        """The places that were changed in Word."""
        return edits(self.found, self.carried.places)

    def _today(self, place: str) -> str:
        """Return the office's words of a place as its file has them; empty for the automatic text."""
        wording = self.words.places.get(place)
        if wording is None or not wording.text:
            return ""
        pin = wording.pin
        proposal = pin is not None and pin.endswith(f".{text_mark(wording.text)}")
        return "" if proposal else wording.text

    def says(self, place: str, said: Sequence[str]) -> bool:
        """Tell whether the office's file says just this of a place."""
        today = paragraphs(self._today(place))
        return [plain(text) for text in today] == [plain(text) for text in said]

    def left_alone(self, place: str) -> bool:
        """Tell whether the office's file still says of a place what it said when the draft was made."""
        wording = self.words.places.get(place)
        if wording is not None and wording.left_out:
            return False
        return text_mark(self._today(place)) == text_mark(self.then.get(place, ""))

    def _others(self) -> Iterator[Other]:
        if self.made is not None:
            made = located(self.made, as_made(self.made, self.carried.places), self.carried.places)
            yield from others(self.found, made, self.markup, self.made)

    def _comments(self) -> Iterator[tuple[str, Comment]]:
        places = {item.marked.paragraph.number: item.place for item in self.found}
        for comment in self.markup.comments:
            yield places.get(comment.paragraph, ""), comment

    # --- writing --------------------------------------------------------------------------------

    def write(self, done: Absorbed) -> Absorbed:
        """Write the words of ``done`` into the office's file, a copy of it kept beside."""
        if done.trouble:
            return dataclasses.replace(done, written=())
        places = self._standings()
        copy = None
        if self.file is None:
            new = new_file(self.where, self.snapshot.period.name, self._entries(places)).encode()
            if not replace_unchanged(self.path, None, new):
                return dataclasses.replace(done, written=(), trouble=SAVED)
            self.file = OpenWords(self.workspace, self.path)
        else:
            copy = self.path.with_name(self.path.name + KEPT)
            write_atomic(copy, self.file.content)
        wanted = [self._written(edit, places) for edit in done.written]
        text = with_written(self.file.text, self.file.marks, wanted)
        said = {item.place: item.said for item in wanted}
        trouble = (
            "chỗ được sửa viết trong ngoặc { }; xuống dòng rồi chạy lại"
            if text is None
            else self.file.replace(text, said)
        )
        if trouble:
            return dataclasses.replace(done, written=(), trouble=trouble, copy=copy)
        return dataclasses.replace(done, copy=copy)

    def _standings(self) -> Mapping[str, PlaceStanding]:
        """Return how the places stood on what the draft was made of."""
        based_on_earlier = any("/" in name for wording in self.words.places.values() for name in wording.based_on)
        earlier = self._earlier() if based_on_earlier else {}
        return {place.place: place for place in standings(Reading(self.snapshot, earlier), self.words)}

    def _earlier(self) -> Mapping[str, Snapshot]:
        base, period_id = choose(self.workspace, f"{self.where.plan}/{self.where.period}")
        return merge_chosen(base, period_id, worded=False).earlier

    def _entries(self, places: Mapping[str, PlaceStanding]) -> list[Entry]:
        proposed = proposals(self.snapshot)
        return [Entry(standing, proposed.get(place, ())) for place, standing in places.items()]

    def _written(self, edit: Edit, places: Mapping[str, PlaceStanding]) -> Written:
        """Return what is to stand in a place: paragraphs as the file types them where Word left them alone."""
        wording = self.words.places.get(edit.place)
        typed = {plain(text): text for text in paragraphs(wording.text or "")} if wording else {}
        said = tuple(typed.get(plain(text), text) for text in edit.word)
        standing = places.get(edit.place)
        proposal = text_mark("\n\n".join(edit.made)) if not edit.office else "0000"
        if standing is not None and standing.pin is not None:
            proposal = standing.pin.text
        mark = standing.mark if standing is not None else "00000000"
        own = text_mark("\n\n".join(said))
        if own == proposal:
            proposal = f"{int(own, 16) ^ 1:04x}"
        return Written(edit.place, said, Pin(mark, proposal), standing)
