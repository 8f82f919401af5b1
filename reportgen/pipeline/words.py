"""The office's own words of one period: read, checked, laid over the merged data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from reportgen.checks.tep import RENAME, STRAY
from reportgen.checks.tong_hop import NOT_A_UNIT
from reportgen.finding import Finding, Position, errors_in
from reportgen.load import Loaded, load_words, read_words
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.model.snapshot import OfficeText, Snapshot
from reportgen.model.words import Words
from reportgen.pins.facts import Reading
from reportgen.pins.standing import PlaceStanding, Standing, shown_in, standings
from reportgen.pipeline.base import Base
from reportgen.record import record
from reportgen.validate import acknowledge, check_figures, check_standings, check_words
from reportgen.vn.text import did_you_mean
from reportgen.workspace import WORDS

__all__ = [
    "OfficeWords",
    "PlaceStanding",
    "Standing",
    "check_unit_words",
    "load_period_words",
    "load_unit_words",
    "placed",
    "stray_words",
    "weighed",
    "with_words",
]


@record
class OfficeWords:
    """The words of a period: how each place stands, what is wrong, and the file (None where there is none).

    ``places`` is empty where there is no file, or none that can be used.
    """

    loaded: Loaded[Words] | None = None
    places: tuple[PlaceStanding, ...] = ()
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()

    def of(self, standing: Standing) -> tuple[PlaceStanding, ...]:
        """Return the places that stand so."""
        return tuple(place for place in self.places if place.standing is standing)

    @property
    def unread(self) -> str:
        """The file that has errors, so that nothing is known of its words; empty where there is none."""
        return self.loaded.file if self.loaded and errors_in(self.findings) else ""


def load_period_words(base: Base, period_id: str) -> OfficeWords:
    """Read the words of a period and check them against the plan alone; places are not looked at yet."""
    base = base.of(period_id)
    loaded = _loaded(base, base.workspace.words_file(base.plan_id, period_id))
    if loaded is None:
        return OfficeWords()
    findings = list(loaded.findings)
    if loaded.value and base.plan.value:
        findings += check_words(base.plan.value, PeriodId(base.plan_id, period_id), loaded.value, loaded.marks)
    return OfficeWords(loaded, (), tuple(findings))


def _loaded(base: Base, path: Path) -> Loaded[Words] | None:
    """Read a file of words, that which is kept where it is lost; None where there is none."""
    if path.exists():
        return load_words(base.workspace, path)
    name = base.workspace.name_of(path)
    if base.kept is None or name not in base.kept.hashes:
        return None
    return read_words(base.workspace, path, base.kept.content(name))


def placed(words: OfficeWords, snapshot: Snapshot, earlier: Mapping[str, Snapshot]) -> OfficeWords:
    """Return the words with how each place stands; as they were where there are none, or errors."""
    return _placed(words, Reading(snapshot, earlier))


def _placed(words: OfficeWords, reading: Reading) -> OfficeWords:
    if words.loaded is None or words.loaded.value is None or errors_in(words.findings):
        return words
    places = standings(reading, words.loaded.value, shown_in(words.loaded.marks.lines))
    return dataclasses.replace(words, places=places)


def weighed(words: OfficeWords, snapshot: Snapshot, earlier: Mapping[str, Snapshot]) -> OfficeWords:
    """Return the words with how each place stands, and what is wrong in them beside the data that they stand on."""
    reading = Reading(snapshot, earlier)
    words = _placed(words, reading)
    if words.loaded is None or words.loaded.value is None or not words.places:
        return words
    places, marks = words.places, words.loaded.marks
    findings = [*words.findings, *check_standings(reading, places, marks), *check_figures(reading, places, marks)]
    findings, accepted = acknowledge(findings, words.loaded.value.acknowledged, marks)
    return dataclasses.replace(words, findings=tuple(findings), accepted=tuple(accepted))


def with_words(snapshot: Snapshot, words: OfficeWords) -> Snapshot:
    """Return the period with what the office says in its own words."""
    return dataclasses.replace(snapshot, words=tuple(_office_texts(words.places)))


def _office_texts(places: Iterable[PlaceStanding]) -> Iterator[OfficeText]:
    """Yield what the report takes from the file; a place that is told automatically in its own place is left out."""
    for place in places:
        wording = place.wording
        text = OfficeText(place.place, place.text, wording.heading or "", wording.left_out, wording.within or "")
        if text != OfficeText(place.place):
            yield text


def stray_words(base: Base) -> list[Finding]:
    """Return a warning for each file among the words of a plan that no command reads."""
    base = base.today
    if base.plan.value is None:
        return []
    workspace, periods = base.workspace, base.plan.value.periods
    places = f"{WORDS}/{base.plan_id}/, tên là một trong: {', '.join(f'{period_id}.yaml' for period_id in periods)}"
    return [
        STRAY.finding(workspace.name_of(path), Position(1, 1), STRAY.words(places=places, advice=RENAME))
        for path in workspace.stray_words(base.plan_id, periods)
        if not base.keeps(path.stem, workspace.name_of(path))
    ]


def load_unit_words(base: Base, period_id: str) -> list[Loaded[Words]]:
    """Read the files of words that units have for one period, in order of name."""
    paths = base.workspace.unit_words_files(base.plan_id, period_id)
    return [load_words(base.workspace, path) for path in paths]


def check_unit_words(base: Base, period_id: str, loaded: Iterable[Loaded[Words]]) -> list[Finding]:
    """Return what is wrong in units' files of words: in themselves, and in whose they are."""
    findings: list[Finding] = []
    for item in loaded:
        findings += item.findings
        if item.value is None or base.plan.value is None or base.agency.value is None:
            continue
        findings += check_words(base.plan.value, PeriodId(base.plan_id, period_id), item.value, item.marks)
        findings += _whose(base.agency.value, item)
    return findings


def _whose(agency: Agency, loaded: Loaded[Words]) -> list[Finding]:
    """Return the finding that a file's name is no unit's."""
    name = PurePosixPath(loaded.file).stem
    if name in agency.units:
        return []
    words = NOT_A_UNIT.words(name=name, units=", ".join(agency.units), advice=did_you_mean(name, agency.units))
    return [NOT_A_UNIT.finding(loaded.file, Position(1, 1), words, "tên tệp")]
