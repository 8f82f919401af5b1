"""Words, comments and rows through any sequence of edits, updates, unit changes and moves of tasks."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from reportgen.load import load_words
from reportgen.model.words import paragraphs
from reportgen.pipeline.check import check
from reportgen.pipeline.consolidate import Standing, consolidate
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.consolidating import ROWS, WORDS, status, word

PLACES = ("I", "II", "ton-tai", "mo-dau")
ANY = st.sampled_from(("I", "I", "II", *PLACES))
"""Most often the groups: their facts change."""
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Sở rà soát 96 thủ tục hành chính^[Kế hoạch số 17/KH-STN ngày 20/01/2026.].",
            "1. Đề nghị Sở Nhận hướng dẫn.",
            "- còn 02 việc chưa xong: thiếu người # chưa hỏi",
            "#: câu bắt đầu bằng dấu của chương trình",
            "a) việc thứ nhất;",
            "Câu dài, đủ để phải xuống dòng khi viết vào tệp, có dấu «ngoặc», dấu \\ và dấu hai chấm: như thế này.",
            "«Trích» 12:30, no, 05",
        ]
    ),
    min_size=1,
    max_size=4,
)
ENOUGH = 30


class Office(RuleBasedStateMachine):
    """What people may do in any order; what was written is remembered and looked for."""

    @initialize()
    def begin(self) -> None:
        """Every unit has sent, and the file of words is made."""
        self.folder = Path(tempfile.mkdtemp())
        self.small = Small(self.folder)
        self.rows = {unit: dict(own) for unit, own in ROWS.items()}
        self.written: dict[str, tuple[str, ...]] = {}
        self.comments: list[str] = []
        self.count = 0
        self.read: dict[str, list[tuple[str, str]]] = {}
        self.seen: dict[str, list[tuple[str, str]]] = {}
        self.rewritten: set[str] = set()
        self._send()
        self.update()

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _send(self) -> None:
        for unit, own in self.rows.items():
            self.small.write(f"tinh-hinh/kh/6-thang/{unit}.yaml", status(unit, own))

    @property
    def workspace(self) -> Workspace:
        """The office's folder."""
        return Workspace(self.small.root)

    @rule(place=ANY, said=SENTENCES)
    def write(self, place: str, said: list[str]) -> None:
        """The office writes its own words over a place."""
        self.count += 1
        text = "\n\n".join([*said, f"Lần {self.count}."])
        word(self.small, place, text)
        self.written[place] = paragraphs(text)
        self.rewritten.add(place)

    @rule(place=ANY)
    def remark(self, place: str) -> None:
        """Somebody leaves a comment above a place."""
        self.count += 1
        self.comments.append(f"# nhớ {self.count}")
        self.small.replace(WORDS, f"\n  {place}:\n", f"\n  {self.comments[-1]}\n  {place}:\n")

    @rule(unit=st.sampled_from(sorted(ROWS)), number=st.integers(1, 99))
    def report(self, unit: str, number: int) -> None:
        """A unit sends its file again with another figure in a row."""
        code = random.Random(number).choice(sorted(self.rows[unit]))
        self.rows[unit][code] = f"Rà soát {number} hồ sơ"
        self._send()

    @rule(place=st.sampled_from(("I", "II")), said=SENTENCES, shown=st.booleans(), rewritten=st.booleans())
    def change_under_words(self, place: str, said: list[str], shown: bool, rewritten: bool) -> None:
        """A unit's row changes after words were written; the office is shown it, or not, and rewrites, or not."""
        self.write(place, said)
        self.update()
        self.count += 1
        code = next(code for code in self.rows["phong-mot"] if code.startswith(f"{place}."))
        self.rows["phong-mot"][code] = f"Tập huấn {self.count} người"
        self._send()
        if shown:
            self.update()
        if rewritten:
            self.write(place, said)

    @rule()
    def move(self) -> None:
        """The task I.2 moves to group II, or back."""
        plan = (self.small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
        task = next(line for line in plan.splitlines(keepends=True) if "Việc của Phòng Một" in line)
        there = "{ma: I.2," in task
        moved = task.replace("{ma: I.2,", "{ma: II.2,") if there else task.replace("{ma: II.2,", "{ma: I.2,")
        rest = plan.replace(task, "")
        anchor = next(line for line in rest.splitlines(keepends=True) if ("II.1" if there else "I.1,") in line)
        (self.small.root / "ke-hoach/kh.yaml").write_text(rest.replace(anchor, anchor + moved), encoding="utf-8")
        old, new = ("I.2", "II.2") if there else ("II.2", "I.2")
        own = self.rows["phong-mot"]
        own[new] = own.pop(old)
        self._send()

    @rule()
    def update(self) -> None:
        """The office brings the file up to date; a second time nothing changes."""
        done = consolidate(self.workspace, "6-thang")
        assert not done.trouble
        self._pinned()
        path = self.small.root / WORDS
        before = path.read_bytes()
        assert not consolidate(self.workspace, "6-thang").written
        assert path.read_bytes() == before

    @rule(place=ANY)
    def confirm(self, place: str) -> None:
        """The office says that words are still right: they are not stale then."""
        done = consolidate(self.workspace, "6-thang", None, [place])
        assert place not in [item.place for item in done.of(Standing.STALE)]
        self._pinned(place)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every text and comment of a person still stands in the file, and no error is found in it."""
        if not hasattr(self, "written"):
            return
        text = (self.small.root / WORDS).read_text(encoding="utf-8")
        words = load_words(self.workspace, self.small.root / WORDS)
        assert words.value is not None
        assert [finding for finding in words.findings if finding.severity == "lỗi"] == []
        for place, said in self.written.items():
            assert paragraphs(words.value.places[place].text or "") == said
        assert all(text.count(f"  {comment}\n") == 1 for comment in self.comments)

    @invariant()
    def what_changed_is_told(self) -> None:
        """Stale words are named by ``check``, and only these."""
        if not hasattr(self, "written"):
            return
        found = {
            finding.item for finding in check(self.workspace, ["6-thang"]).findings if "loi-van-cu" in finding.code
        }
        assert found == {place for place in PLACES if self._stale(place)}

    # --- what is expected -----------------------------------------------------------------------

    def _facts(self, place: str) -> list[tuple[str, str]]:
        """Return what the words of a place stand on; only groups stand on what changes here."""
        return sorted(
            (unit, text)
            for unit, own in self.rows.items()
            for code, text in own.items()
            if code.startswith(f"{place}.")
        )

    def _stale(self, place: str) -> bool:
        now = self._facts(place)
        rewritten = self.seen.get(place) == now and place in self.rewritten
        return place in self.written and self.read[place] != now and not rewritten

    def _pinned(self, confirmed: str = "") -> None:
        """Follow what an update notes: what was read, what was shown beside stale words."""
        for place in PLACES:
            if self._stale(place) and place != confirmed:
                self.seen[place] = self._facts(place)
            else:
                self.read[place] = self._facts(place)
                self.seen.pop(place, None)
            self.rewritten.discard(place)


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Office, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True)
    )


def test_the_office_s_text_survives_any_sequence() -> None:
    run(ENOUGH, 8)


def test_the_office_s_text_survives_many_sequences(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("a thousand sequences run with --long")
    run(1_000, 20)
