"""Who tells each place of a report, and in what order: the office in its own words, or the automatic text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.snapshot import OfficeText, Snapshot
from reportgen.model.words import BEFORE_GROUPS, PLACES, paragraphs
from reportgen.record import record

_AFTER_GROUPS = tuple(place for place in PLACES if place not in BEFORE_GROUPS)


@record
class Arrangement:
    """The places of one report.

    ``sections``: of each place that stands by itself, that place and those told within it, in the order in which
    they are printed; a place that is left out is in none. ``office``: the paragraphs that the office wrote, as typed,
    by place. ``silent``: places that print nothing: left out, or covered by the words within which they are told.
    ``headings``: those that the office gives. ``idle``: groups without tasks, of which the automatic text says nothing.
    """

    sections: Mapping[str, tuple[str, ...]]
    office: Mapping[str, tuple[str, ...]]
    silent: frozenset[str]
    headings: Mapping[str, str]
    idle: frozenset[str]

    def order(self) -> Iterator[str]:
        """Yield every place that is not left out, as printed."""
        for section in self.sections.values():
            yield from section

    def is_automatic(self, place: str) -> bool:
        """Tell whether a place prints the automatic text."""
        return place not in self.office and place not in self.silent

    def stands(self, group: str) -> bool:
        """Tell whether a group has a section of its own, with anything in it."""
        told = self.sections.get(group, ())
        return any(place in self.office or place not in self.idle for place in told)


def arranged(snapshot: Snapshot) -> Arrangement:
    """Return who tells what in the report of ``snapshot``.

    A group that cannot be told within the one that is named stands by itself: nothing is lost for a slip.
    """
    words = {said.place: said for said in snapshot.words}
    groups = dict(snapshot.groups())
    left_out = {place for place, said in words.items() if said.left_out}
    written = {place: paragraphs(said.text) for place, said in words.items() if place not in left_out}
    office = {place: told for place, told in written.items() if told}
    hosts = _hosts([place for place in groups if place not in left_out], words)
    printed = (place for place in (*BEFORE_GROUPS, *groups, *_AFTER_GROUPS) if place not in left_out)
    sections = {
        place: (place, *(group for group, host in hosts.items() if host == place))
        for place in printed
        if place not in hosts
    }
    covered = {group for group, host in hosts.items() if host in office and group not in office}
    return Arrangement(
        sections=sections,
        office=office,
        silent=frozenset(left_out | covered),
        headings={place: said.heading for place, said in words.items() if said.heading},
        idle=frozenset(place for place, group in groups.items() if not group.tasks),
    )


def _hosts(groups: Sequence[str], words: Mapping[str, OfficeText]) -> dict[str, str]:
    """Return the groups that are told within another, and within which: one that stands by itself."""
    asked = {place: words[place].within for place in groups if place in words and words[place].within}
    return {place: host for place, host in asked.items() if host in groups and host not in asked}
