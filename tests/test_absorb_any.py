"""`absorb` over whatever a person does to a draft and whatever an editor loses of it."""

from __future__ import annotations

import itertools
import random
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportgen.model.words import Wording, paragraphs
from reportgen.pins.pin import text_mark
from reportgen.pipeline.absorb import Absorbed, absorb
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.issuing import everything
from tests.office_words import again, drafted, office, printed, wordings
from tests.places import DATA
from tests.word_editors import EDITORS, KEEPING
from tests.word_paper import MARK, TYPING, Paper
from tests.word_reading import places_in, same, texts_in, typed_in
from tests.word_review import REVIEWING

STEPS = {step.__name__: step for step in (*TYPING, *REVIEWING)}
SHUFFLING = {"copy_place", "move_place", "put_paragraph_outside", "move_paragraph"}
"""Steps after which the words of a place do not stand in its control alone."""
AFTERNOONS = st.tuples(
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9_999)), min_size=1, max_size=8),
    st.sampled_from(sorted(EDITORS)),
)
"""What is done to a draft, step by step, and the editor that saves it."""
ENOUGH = 30


class Trip(NamedTuple):
    """A draft that was edited: as it was, as the person left it, as the editor saved it; the steps."""

    before: bytes
    edited: bytes
    saved: bytes
    editor: str
    steps: frozenset[str]


def trip(content: bytes, steps: list[tuple[str, int]], editor: str) -> Trip:
    """Return a draft after ``steps``, each with the number of its chance."""
    paper = Paper(content)
    for name, number in steps:
        STEPS[name](paper, random.Random(number))
    edited = paper.save()
    return Trip(content, edited, EDITORS[editor](edited), editor, frozenset(name for name, _ in steps))


class Office:
    """A workspace with its draft, of which each example gets a copy."""

    def __init__(self, root: Path, period: str) -> None:
        self.root, self.period = root, period
        self.draft = drafted(root, period)
        self.content = self.draft.read_bytes()

    def hold(self, steps: list[tuple[str, int]], editor: str, *, whole: bool) -> None:
        """Hold what must be true after an afternoon's work; ``whole``: of a second run and the next draft as well."""
        with tempfile.TemporaryDirectory() as folder:
            root = again(self.root, Path(folder))
            path = root / self.draft.relative_to(self.root)
            gone = trip(self.content, steps, editor)
            path.write_bytes(gone.saved)
            file = Workspace(root).words_file(Workspace(root).plan_ids()[0], self.period)
            before = wordings(file)
            done = absorb(Workspace(root), str(path))
            self.nothing_is_lost(gone, done, file)
            self.words_stand_where_they_stood(gone, before, wordings(file))
            if whole:
                self.a_second_run_changes_nothing(root, path)
                self.the_next_draft_says_it(root, done)

    @staticmethod
    def nothing_is_lost(gone: Trip, done: Absorbed, file: Path) -> None:
        """Every word that was typed stands in the office's file, or in what was printed."""
        told = printed(done) + (file.read_text(encoding="utf-8") if file.exists() else "")
        assert {word for word in typed_in(gone.edited) if word not in told} == set()

    @staticmethod
    def words_stand_where_they_stood(gone: Trip, before: dict[str, Wording], after: dict[str, Wording]) -> None:
        """A place says what stands in its control; one that nobody touched says what it said."""
        if gone.editor not in KEEPING:
            return
        said = {place: [same(text) for text in paragraphs(wording.text or "")] for place, wording in after.items()}
        made, texts = places_in(gone.before), " ".join(texts_in(gone.edited))
        for place, word in places_in(gone.edited).items():
            own = {mark for mark in MARK.findall(" ".join(word)) if texts.count(mark) == 1}
            others = " ".join(text for other, told in said.items() if other != place for text in told)
            assert {mark for mark in own if mark in others} == set()
            if gone.steps & SHUFFLING:
                continue
            if word == made.get(place):
                assert _own_words(before, place) == _own_words(after, place)
            elif word:
                assert said[place] == word

    @staticmethod
    def a_second_run_changes_nothing(root: Path, path: Path) -> None:
        """Run again: no byte changes."""
        before = everything(root)
        assert not absorb(Workspace(root), str(path)).written
        assert everything(root) == before

    def the_next_draft_says_it(self, root: Path, done: Absorbed) -> None:
        """The next draft prints just the words that were taken over."""
        next_one = draft(Workspace(root), self.period, check_form=False)
        assert next_one.path is not None, next_one.findings
        assert next_one.unabsorbed == ()
        now = places_in(next_one.path.read_bytes())
        for edit in done.written:
            assert now[edit.place] == [same(text) for text in edit.word]


def _own_words(said: dict[str, Wording], place: str) -> str | None:
    """Return the office's words of a place; none for the program's proposal."""
    wording = said.get(place)
    if wording is None or not wording.text or (wording.pin or "").endswith(f".{text_mark(wording.text)}"):
        return None
    return wording.text


@pytest.fixture(scope="module")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(office(tmp_path_factory.mktemp("lời văn")), "6-thang")


def test_any_afternoon_at_a_small_report(small_office: Office) -> None:
    run(small_office, ENOUGH)


@pytest.fixture(
    scope="module",
    params=[(name, period) for name in ("so-khcn-hai-phong", "xa-viet-khe") for period in ("6-thang", "nam")],
)
def sample_office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    name, period = request.param
    return Office(again(DATA / name, tmp_path_factory.mktemp("mẫu")), period)


def test_any_afternoon_at_a_sample_report(sample_office: Office, request: pytest.FixtureRequest) -> None:
    run(sample_office, 250 if request.config.getoption("--long") else 2)


def test_a_thousand_afternoons(small_office: Office, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("a thousand afternoons run with --long")
    run(small_office, 1_000)


def run(here: Office, examples: int) -> None:
    count = itertools.count()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(AFTERNOONS)
    def hold(afternoon: tuple[list[tuple[str, int]], str]) -> None:
        here.hold(*afternoon, whole=examples > ENOUGH or next(count) % 3 == 0)

    hold()
