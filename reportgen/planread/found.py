"""What is read of a plan in Word: its parts as found, each with its doubts; filled step by step, then written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from reportgen.vn.deadlines import Years, one_year, parse_school_year, parse_years


@dataclass
class Doubt:
    """A guess below certainty: the YAML key it is about, where the words stand in Word, the words, what was made of it.

    ``said`` tells what was guessed and what to do; ``line`` is its line in the YAML, 0 where it has none.
    """

    key: str
    place: str
    words: str
    said: str
    file: str = ""
    line: int = 0


@dataclass
class Doubtful:
    """Anything that may be doubted."""

    doubts: list[Doubt] = field(default_factory=list, kw_only=True)

    def doubt(self, key: str, place: str, words: str, said: str) -> None:
        """Note a doubt about one key."""
        self.doubts.append(Doubt(key, place, words, said))


@dataclass
class FoundPart(Doubtful):
    """A part a), b) of a task, or one of several rows that share a task."""

    text: str
    letter: str = ""
    leads: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    deadline: str = ""
    products: list[str] = field(default_factory=list)


@dataclass
class FoundTask(Doubtful):
    """A task: its number as the plan writes it, empty where it has none, and what its row says."""

    number: str
    text: str
    place: str = ""
    leads: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    deadline: str = ""
    products: list[str] = field(default_factory=list)
    followers: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    funding: str = ""
    parts: list[FoundPart] = field(default_factory=list)
    code: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    """The cells of leads, helpers and products as they stand, which a page may have cut."""


@dataclass
class FoundGroup(Doubtful):
    """A group of tasks under one heading."""

    number: str
    name: str
    place: str = ""
    tasks: list[FoundTask] = field(default_factory=list)


@dataclass
class FoundSection(Doubtful):
    """A part of the plan's list of tasks; without number and name where the plan has only one."""

    number: str
    name: str
    place: str = ""
    groups: list[FoundGroup] = field(default_factory=list)


@dataclass
class FoundPassage(Doubtful):
    """A section of the plan's own text, an item or a point of one: number and title are empty where it has none."""

    number: str = ""
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    inner: list[FoundPassage] = field(default_factory=list)


@dataclass
class FoundTarget(Doubtful):
    """A target: name, goal as worded, measure where it has a column, who works for it, who follows it up."""

    number: str
    name: str
    place: str = ""
    goal: str = ""
    measure: str = ""
    doers: list[str] = field(default_factory=list)
    monitor: str = ""


@dataclass
class FoundBasis(Doubtful):
    """A document that the plan rests on."""

    kind: str
    number: str = ""
    date: str = ""
    issuer: str = ""
    subject: str = ""


@dataclass
class FoundPeriod(Doubtful):
    """A reporting period: its id, its names, template, cut-off and deadlines as dd/mm/yyyy."""

    id: str
    name: str
    upcoming: str
    template: str
    previous: str = ""
    start: str = ""
    cutoff: str = ""
    units: str = ""
    office: str = ""


@dataclass
class FoundSigner(Doubtful):
    """Who signs, by what authority: the keys of ``nguoi_ky``."""

    position: str = ""
    name: str = ""
    on_behalf_of: str = ""
    for_head: str = ""
    by_order_of: str = ""
    authorised_by: str = ""
    acting: bool = False


@dataclass
class FoundUnit(Doubtful):
    """A unit: its id, full name, abbreviation, the other names that the plan has for it."""

    id: str
    name: str
    abbreviation: str
    other_names: list[str] = field(default_factory=list)


@dataclass
class FoundUnits(Doubtful):
    """A collective name for units."""

    id: str
    name: str
    other_names: list[str] = field(default_factory=list)


@dataclass
class FoundAgency(Doubtful):
    """The agency as the plan shows it."""

    name: str = ""
    parent: str = ""
    symbol: str = ""
    place: str = ""
    hub: str = ""
    units: list[FoundUnit] = field(default_factory=list)
    groups: list[FoundUnits] = field(default_factory=list)
    signer: FoundSigner = field(default_factory=FoundSigner)


@dataclass
class Unplaced:
    """Words of the plan that have no place in the files: where they stand, and the words."""

    place: str
    text: str


@dataclass
class FoundPlan(Doubtful):
    """Everything that was read."""

    agency: FoundAgency = field(default_factory=FoundAgency)
    year: str = ""
    school: bool = False
    number: str = ""
    symbol: str = ""
    date: str = ""
    subject: str = ""
    bases: list[FoundBasis] = field(default_factory=list)
    periods: list[FoundPeriod] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    targets: list[FoundTarget] = field(default_factory=list)
    sections: list[FoundSection] = field(default_factory=list)
    stated_tasks: str = ""
    stated_targets: str = ""
    unplaced: list[Unplaced] = field(default_factory=list)
    text: list[FoundPassage] = field(default_factory=list)
    """The plan's own text outside tables, by sections."""
    targets_title: str = ""
    tasks_title: str = ""
    """What the appendices are called."""

    @property
    def years(self) -> Years | None:
        """The time the plan runs over; None where no year is known.

        Of two years that make no span the first counts: ``check`` says what is wrong with them.
        """
        try:
            return parse_school_year(self.year) if self.school else parse_years(self.year)
        except ValueError:
            return one_year(int(self.year[:4])) if self.year[:4].isdecimal() else None

    def tasks(self) -> list[FoundTask]:
        """Return every task in order."""
        return [task for section in self.sections for group in section.groups for task in group.tasks]


def every_place(found: Any) -> Iterator[Any]:
    """Yield whatever of a plan as found says where it stands, doubts among it."""
    if isinstance(found, list):
        for each in found:
            yield from every_place(each)
    elif isinstance(found, Doubtful | Doubt | Unplaced):
        if hasattr(found, "place") and not isinstance(found, FoundAgency):
            yield found
        for each in fields(found):
            yield from every_place(getattr(found, each.name))
