"""The order of ``consolidate``: merge, propose, take back what units wrote, bring the file of words up to date."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.consolidating import (
    Conflict,
    PlaceEntry,
    Taken,
    Updated,
    Written,
    handed_again,
    new_file,
    take_over,
    unmentioned,
    update,
    with_written,
)
from reportgen.errors import CannotRun, Refused
from reportgen.files import replace_unchanged
from reportgen.finding import errors_in
from reportgen.load import Loaded
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES, Wording, Words, paragraphs
from reportgen.pins.changes import Change, changes
from reportgen.pins.facts import Reading
from reportgen.pins.pin import Pin, parse_pin, text_mark
from reportgen.pins.standing import NOTHING_SHOWN, PlaceStanding, Standing, places_of, shown_in, standings
from reportgen.pipeline.base import Base
from reportgen.pipeline.period import merge_chosen
from reportgen.pipeline.proposals import proposals
from reportgen.pipeline.sources import choose, unit_named
from reportgen.pipeline.words import load_unit_words
from reportgen.pipeline.words_file import OpenWords
from reportgen.pipeline.words_page import hold_page, write_words_page
from reportgen.vn.text import nearest
from reportgen.workspace import Workspace

__all__ = [
    "Change",
    "Conflict",
    "Consolidated",
    "FromUnit",
    "PlaceStanding",
    "Standing",
    "Updated",
    "changes",
    "consolidate",
]


@dataclass(frozen=True)
class FromUnit:
    """What came back from one unit's file: places taken over, places that both sides have changed."""

    unit: str
    path: Path
    taken: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Consolidated:
    """What ``consolidate`` did: the file, how its places stand now, what the words leave out.

    ``written``: made or changed now; ``updated``: what changed in a file that was there, None for a new one;
    ``unmentioned``: by place, the rows (task, unit) that the office's words do not mention; ``unit``: whose file it is,
    empty for the office's; ``trouble``: why nothing could be written.
    """

    path: Path
    places: tuple[PlaceStanding, ...]
    written: bool = False
    updated: Updated | None = None
    units: tuple[FromUnit, ...] = ()
    unmentioned: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    unit: str = ""
    trouble: str = ""
    page: Path | None = None
    """The page for a browser, where one was asked for."""

    def of(self, standing: Standing) -> tuple[PlaceStanding, ...]:
        """Return the places that stand so."""
        return tuple(place for place in self.places if place.standing is standing)


def consolidate(
    workspace: Workspace,
    period: str,
    unit: str | None = None,
    confirm: Sequence[str] = (),
    html: Path | None = None,
) -> Consolidated:
    """Make the file of the office's words for a period, or bring it up to date.

    ``unit``: make that unit's file instead, with the places that it writes. ``confirm``: places whose words are right
    although their sources have changed. ``html``: write the office's file as a page for a browser too. Raises
    Refused when the period's data has errors, CannotRun for a place, a unit or a period that does not exist.
    """
    if html is not None:
        hold_page(html, unit)
    base, period_id = choose(workspace, period)
    work = _Work(base, period_id)
    work.hold(confirm)
    if unit is not None:
        return work.unit_file(unit_named(work.agency, unit), confirm)
    done = work.office_file(confirm)
    if html is None or done.trouble:
        return done
    return dataclasses.replace(done, page=write_words_page(base, work.where, work.reading, period, html))


class _Work:
    """One period: its data, what the program would say in each place, the file of the office's words."""

    def __init__(self, base: Base, period_id: str) -> None:
        merged = merge_chosen(base, period_id, worded=False)
        if merged.snapshot is None or base.agency.value is None:
            count = len(errors_in(merged.findings))
            where = f"{base.plan_id}/{period_id}"
            raise Refused(f"Số liệu kỳ {where} còn {count} lỗi. Xem và sửa: reportgen check {where}")
        self.base = base
        self.agency: Agency = base.agency.value
        self.where = PeriodId(base.plan_id, period_id)
        self.snapshot: Snapshot = merged.snapshot
        self.reading = Reading(merged.snapshot, merged.earlier)
        self.proposals = proposals(merged.snapshot)
        self.path = base.workspace.words_file(*self.where)

    def hold(self, confirm: Iterable[str]) -> None:
        """Raise CannotRun for a place that the report has not got."""
        known = [place for place, _, _ in places_of(self.snapshot)]
        for place in confirm:
            if place not in known:
                proposal = nearest(place, known)
                meant = f" Có phải là «{proposal}»?" if proposal else ""
                raise CannotRun(f"Báo cáo không có chỗ «{place}».{meant} Các chỗ: {', '.join(known)}.")

    # --- the office's file ----------------------------------------------------------------------

    def office_file(self, confirm: Sequence[str]) -> Consolidated:
        """Make the office's file, or bring it up to date."""
        entries = [] if self.path.exists() else self._entries(None, ())
        if entries and self._new(self.path, entries):
            units = tuple(self._from_unit(loaded) for loaded in load_unit_words(self.base, self.where.period))
            if any(item.taken for item in units):
                return dataclasses.replace(self._refreshed(self.path, (), units), written=True)
            return Consolidated(self.path, tuple(entry.standing for entry in entries), written=True, units=units)
        units = tuple(self._from_unit(loaded) for loaded in load_unit_words(self.base, self.where.period))
        return self._refreshed(self.path, confirm, units)

    def _from_unit(self, loaded: Loaded[Words]) -> FromUnit:
        """Take over what a unit wrote, into the office's file and, as taken, into its own."""
        path = self.base.workspace.root / loaded.file
        if loaded.value is None or errors_in(loaded.findings):
            return FromUnit(path.stem, path, trouble="tệp còn lỗi, xem bằng lệnh reportgen check")
        office = OpenWords(self.base.workspace, self.path)
        own = OpenWords(self.base.workspace, path)
        if trouble := office.trouble or own.trouble:
            return FromUnit(path.stem, path, trouble=trouble)
        words = office.words
        said = {place: wording.text or "" for place, wording in words.places.items()}
        taken, conflicts = take_over(said, loaded.value)
        wanted = {item.place: item for item in taken if item.place in said}
        if wanted and (trouble := self._take(office, own, wanted)):
            return FromUnit(path.stem, path, conflicts=tuple(conflicts), trouble=trouble)
        return FromUnit(path.stem, path, tuple(wanted), tuple(conflicts))

    def _take(self, office: OpenWords, own: OpenWords, wanted: Mapping[str, Taken]) -> str:
        """Write the words of ``wanted`` into the office's file; return why that cannot be done."""
        said = {place: paragraphs(item.text) for place, item in wanted.items()}
        proposed = {place: text_mark("\n\n".join(self.proposals.get(place, ()))) for place in wanted}
        words = [
            Written(place, said[place], Pin(item.pin.facts, proposed[place]), None) for place, item in wanted.items()
        ]
        text = with_written(office.text, office.marks, words)
        if text is None:
            return "chỗ ấy trong tệp của cơ quan viết trong ngoặc; xuống dòng rồi chạy lại"
        if trouble := office.replace(text, said):
            return trouble
        return own.replace(handed_again(own.text, own.marks, wanted), {})

    # --- a unit's file --------------------------------------------------------------------------

    def unit_file(self, unit_id: str, confirm: Sequence[str]) -> Consolidated:
        """Make a unit's file with the places that it writes, or bring it up to date."""
        office = OpenWords(self.base.workspace, self.path) if self.path.exists() else None
        if office is not None and office.trouble:
            raise Refused(f"{self.path}: {office.trouble}.")
        handed = self._office_words(office) if office else {}
        words = office.words if office else None
        entries = [entry for entry in self._entries(words, (), handed) if self._writes(unit_id, entry.standing)]
        path = self.base.workspace.unit_words_folder(*self.where) / f"{unit_id}.yaml"
        if not entries:
            raise CannotRun(
                f"{self.agency.units[unit_id].name} không viết chỗ nào: ghi theo_doi: {unit_id} ở nhóm trong kế hoạch."
            )
        if not path.exists() and self._new(path, entries):
            places = tuple(entry.standing for entry in entries)
            return Consolidated(path, places, written=True, unit=self.agency.units[unit_id].name)
        done = self._refreshed(path, confirm, (), handed, unit_id)
        return dataclasses.replace(done, unit=self.agency.units[unit_id].name)

    def _new(self, path: Path, entries: Sequence[PlaceEntry]) -> bool:
        """Write a new file of words; tell whether nobody has done so meanwhile."""
        return replace_unchanged(path, None, new_file(self.where, self.snapshot.period.name, entries).encode())

    def _writes(self, unit_id: str, standing: PlaceStanding) -> bool:
        return (standing.owner or self.agency.hub) == unit_id

    def _office_words(self, office: OpenWords) -> dict[str, tuple[str, ...]]:
        """Return the words of each place that the office has written, as paragraphs."""
        places = standings(self.reading, office.words, shown_in(office.marks.lines))
        return {place.place: paragraphs(place.text) for place in places if place.text}

    # --- both -----------------------------------------------------------------------------------

    def _entries(
        self, words: Words | None, lines: Sequence[str], handed: Mapping[str, tuple[str, ...]] | None = None
    ) -> list[PlaceEntry]:
        """Return every place as a file with ``words`` has it, with what is proposed for it."""
        shown = shown_in(lines) if lines else NOTHING_SHOWN
        proposals = {**self.proposals, **(handed or {})}
        return [
            PlaceEntry(standing, proposals.get(standing.place, ()))
            for standing in standings(self.reading, words, shown)
        ]

    def _refreshed(
        self,
        path: Path,
        confirm: Sequence[str],
        units: tuple[FromUnit, ...],
        handed: Mapping[str, tuple[str, ...]] | None = None,
        unit_id: str | None = None,
    ) -> Consolidated:
        """Bring one file up to date and prove, before it is written, that nothing typed has changed."""
        file = OpenWords(self.base.workspace, path)
        if file.trouble:
            return Consolidated(path, (), units=units, trouble=file.trouble)
        entries = self._entries(file.words, file.marks.lines, handed)
        if unit_id is not None:
            entries = [entry for entry in entries if self._writes(unit_id, entry.standing)]
        left = _left(file.words, {entry.place for entry in entries})
        done = update(file.text, file.marks, self.snapshot.period.name, entries, confirm, left)
        if not done.changed:
            return self._told(file, entries, Consolidated(path, (), False, done, units))
        followed = {entry.place: entry.proposal for entry in entries if entry.place in done.followed}
        if trouble := file.replace(done.text, followed, done.removed):
            return Consolidated(path, (), units=units, trouble=trouble)
        return self._told(file, entries, Consolidated(path, (), True, done, units))

    def _told(self, file: OpenWords, entries: Sequence[PlaceEntry], done: Consolidated) -> Consolidated:
        """Return ``done`` with how the places stand now, and what the words leave out."""
        wanted = {entry.place for entry in entries}
        now = standings(self.reading, file.words, shown_in(file.marks.lines))
        places = tuple(place for place in now if place.place in wanted)
        groups = dict(self.snapshot.groups())
        names = self.reading.names
        left = {}
        for place in places:
            if place.text and place.place in groups:
                sums = " ".join(place.wording.sums.values())
                rows = unmentioned(groups[place.place], place.text, sums)
                left[place.place] = tuple(f"{code} {names[unit]}" for code, unit in rows)
        told = {place: rows for place, rows in left.items() if rows}
        return dataclasses.replace(done, places=places, unmentioned=told)


def _left(words: Words, wanted: set[str]) -> dict[str, bool]:
    """Return the places of a file that the report has not got, and whether somebody wrote anything there."""
    others = {place: wording for place, wording in words.places.items() if place not in wanted and place not in PLACES}
    return {place: _typed(wording) for place, wording in others.items()}


def _typed(wording: Wording) -> bool:
    """Tell whether a person wrote anything in a place."""
    pin = parse_pin(wording.pin) if wording.pin else None
    proposal = pin is not None and text_mark(wording.text or "") == pin.text
    bare = dataclasses.replace(wording, pin=None, text=None if proposal else wording.text)
    return bare != Wording()
