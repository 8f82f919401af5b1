"""An office for some days: units send late and again, drafts are edited in Word and other programs, words taken over.

What must hold is held after each step; in the end a report is issued.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reportgen import api
from reportgen.errors import CannotRun, Refused
from reportgen.formats import carry
from reportgen.model.words import paragraphs
from reportgen.pipeline.absorb import Absorbed, absorb
from reportgen.pipeline.consolidate import consolidate
from reportgen.pipeline.draft import draft
from reportgen.pipeline.issue import Issued, Objected
from reportgen.workspace import Workspace
from tests.clock import NOW
from tests.conftest import Small
from tests.consolidating import ROWS, status
from tests.docx_text import tables
from tests.office_words import PLACES, printed, text_for, wordings
from tests.word_editors import EDITORS, KEEPING, transitional
from tests.word_paper import MARK, TYPING, Paper
from tests.word_reading import texts_in, typed_in
from tests.word_review import REVIEWING
from tests.wording import written

PERIOD = "6-thang"
DAY = dt.date(2026, 5, 14)
REASON = "đã xem, đúng như thực tế"


def office_with_a_numbered_plan(folder: Path) -> Path:
    """Make a workspace with words in its places, whose plan has its number; return its folder."""
    small = Small(folder / "co-quan-thu")
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    for unit, own in ROWS.items():
        small.write(f"tinh-hinh/kh/6-thang/{unit}.yaml", status(unit, own))
    written(small, {place: text_for(place) for place in PLACES})
    return small.root


class Days:
    """One office from its first draft to the issued report; ``seen`` counts what happened."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.small = Small.__new__(Small)
        self.small.root = root
        self.workspace = Workspace(root)
        self.file = self.workspace.words_file("kh", PERIOD)
        self.rows = {unit: dict(own) for unit, own in ROWS.items()}
        self.counts = dict.fromkeys(ROWS, 90)
        self.late = self.chance.choice([*ROWS, None])
        self.edited: set[Path] = set()
        self.printed: dict[Path, set[str]] = {}
        """The words of a kind that a draft was made with."""
        self.emptied: set[str] = set()
        """Places that were taken out in the draft that was taken over last."""
        self.next = 1
        self.seen: Counter[str] = Counter()

    # --- days -----------------------------------------------------------------------------------

    def run(self, steps: int) -> None:
        """Work for some steps, then issue."""
        if self.late:
            (self.root / f"tinh-hinh/kh/{PERIOD}/{self.late}.yaml").unlink()
        self.draft()
        for _ in range(steps):
            ways: list[Callable[[], object]] = [self.correct, self.draft, self.copy, self.consolidate, self.confirm]
            ways += [self.type_in_file, self.edit, self.edit, self.edit, self.take, self.take]
            self.chance.choice(ways)()
        self.issue()

    def correct(self) -> None:
        """A unit sends its file, late or again, with other figures."""
        unit = self.late or self.chance.choice(sorted(ROWS))
        self.late = None
        code = self.chance.choice(sorted(self.rows[unit]))
        self.rows[unit][code] = f"Rà soát {self.chance.randrange(2, 99)} hồ sơ"
        self.counts[unit] = self.chance.randrange(60, 100)
        text = status(unit, self.rows[unit]).replace("tu_so: 90", f"tu_so: {self.counts[unit]}")
        self.small.write(f"tinh-hinh/kh/{PERIOD}/{unit}.yaml", text)
        self.seen["gửi"] += 1

    def draft(self) -> Path:
        """Draft again: what was edited stays as it is, and what of it is not taken over is named."""
        before = {path: path.read_bytes() for path in self.edited}
        words = self.words()
        done = draft(self.workspace, PERIOD, check_form=False)
        assert done.path is not None, done.findings
        assert {path: path.read_bytes() for path in before} == before
        assert self.words() == words
        if done.kept is not None and done.kept in before:
            self.kept_words_are_named(done.kept, done.unabsorbed)
        self.seen["soạn"] += 1
        self.edited.discard(done.path)
        self.printed[done.path] = typed_in(done.path.read_bytes())
        return done.path

    def kept_words_are_named(self, path: Path, named: tuple[str, ...]) -> None:
        """An edited draft is kept: where words of it would go into the file, its places are named."""
        try:
            waiting = absorb(self.workspace, str(path), show_only=True)
        except (Refused, CannotRun):
            return
        places = {edit.place for edit in waiting.written} | {clash.edit.place for clash in waiting.clashes}
        assert set(named) == places

    def edit(self) -> None:
        """Somebody edits a draft, and an editor saves it."""
        paths = sorted((self.root / "ban-thao").glob("*.docx"))
        path = self.chance.choice(paths)
        paper = Paper(transitional(path.read_bytes()), self.next)
        if not paper.controls():
            return self.seen.update(["bỏ qua"])
        for _ in range(self.chance.randint(1, 4)):
            self.chance.choice([*TYPING, *TYPING, *REVIEWING])(paper, self.chance)
        self.next = paper.next
        path.write_bytes(EDITORS[self.chance.choice(sorted(EDITORS))](paper.save()))
        self.edited.add(path)
        return self.seen.update(["sửa"])

    def copy(self) -> None:
        """Somebody takes a copy of a draft to edit it at home."""
        paths = sorted((self.root / "ban-thao").glob("*.docx"))
        path = self.chance.choice(paths)
        copy = path.with_name(f"bản {len(paths)}.docx")
        copy.write_bytes(path.read_bytes())
        self.printed[copy] = self.printed[path]
        if path in self.edited:
            self.edited.add(copy)

    def take(self, wins: str | None = None) -> None:
        """Take over an edited draft."""
        if self.edited:
            self.take_over(
                self.chance.choice(sorted(self.edited)), wins or self.chance.choice(["", "", "word", "yaml"])
            )

    def take_over(self, path: Path, wins: str) -> Absorbed | None:
        """Take over one draft: nothing that was typed in it, nor what the file said, is lost without being named."""
        before = self.words()
        try:
            done = absorb(self.workspace, str(path), take=wins)
        except Refused:
            if self.lost_its_data(path):
                self.seen["từ chối"] += 1
                return None
            raise
        told = printed(done)
        copy = self.file.with_name(self.file.name + ".cu")
        kept = copy.read_text(encoding="utf-8") if done.copy else ""
        now = self.words()
        typed = typed_in(transitional(path.read_bytes())) - self.printed[path]
        lost = {word for word in typed if word not in now and word not in told}
        assert lost == set(), (path, wins, lost, told)
        gone = set(MARK.findall(before)) - set(MARK.findall(now))
        assert {word for word in gone if word not in told and word not in kept} == set()
        assert not done.trouble
        self.emptied = {edit.place for edit in done.emptied}
        self.seen.update(["đưa vào", *(["cùng sửa"] if done.clashes or done.overruled or done.kept else [])])
        return done

    def lost_its_data(self, path: Path) -> bool:
        """Tell whether an editor lost the data of a draft: then it may be too far from every original to be known."""
        return carry.read(path.read_bytes()) is None

    def consolidate(self) -> None:
        """Bring the file of words up to date: it still says what it said."""
        before = self.marks()
        assert not consolidate(self.workspace, PERIOD).trouble
        assert self.marks() == before
        self.seen["tổng hợp"] += 1

    def confirm(self) -> None:
        """Say of a place that its words are still right."""
        before = self.marks()
        consolidate(self.workspace, PERIOD, None, [self.chance.choice(PLACES)])
        assert self.marks() == before

    def type_in_file(self) -> None:
        """Somebody types into the file of words."""
        said = wordings(self.file)
        places = [place for place in PLACES if place in said and len(said[place].text or "") > 1]
        place = self.chance.choice(places)
        first = paragraphs(said[place].text or "")[0].split()[0]
        text = self.words()
        at = text.index(first, text.index(f"\n  {place}:\n"))
        if text[text.rindex("\n", 0, at) :].lstrip().startswith("#"):
            return
        self.file.write_text(f"{text[:at]}{first} mk{self.next}x{text[at + len(first) :]}", encoding="utf-8")
        self.next += 1
        wordings(self.file)
        self.seen["sửa tệp"] += 1

    # --- what is said ---------------------------------------------------------------------------

    def words(self) -> str:
        """Return the file of words."""
        return self.file.read_text(encoding="utf-8")

    def marks(self) -> Counter[str]:
        """Return the words of a kind that the office's file says, comments left out."""
        said = " ".join(wording.text or "" for wording in wordings(self.file).values())
        return Counter(MARK.findall(said))

    # --- the last day ---------------------------------------------------------------------------

    def issue(self) -> None:
        """Take over all that was edited, draft, edit a little more or not, issue; look at what went out."""
        for path in sorted(self.edited):
            self.take_over(path, self.chance.choice(["word", "yaml"]))
        if self.late:
            self.correct()
        path = self.draft()
        self.emptied = set()
        if self.chance.random() < 0.5:
            paper = Paper(path.read_bytes(), self.next)
            self.chance.choice(TYPING)(paper, self.chance)
            path.write_bytes(EDITORS[self.chance.choice(KEEPING)](paper.save()))
            self.take_over(path, "word")
            self.seen["sửa trước khi ban hành"] += 1
        issued = self.issued(path)
        if issued is not None:
            self.went_out(issued)

    def issued(self, path: Path) -> Issued | None:
        """Issue a draft, what speaks against it accepted where it can be; None where something cannot."""
        accept: dict[str, str] = {}
        while True:
            try:
                done = api.issue(self.workspace, PERIOD, number=5, date=DAY, file=path, accept=accept, now=NOW)
            except Refused:  # an editor lost the places of number and date
                self.seen["không ban hành được"] += 1
                return None
            if isinstance(done, Issued):
                self.seen["ban hành"] += 1
                return done
            assert isinstance(done, Objected)
            new = {objection.id: REASON for objection in done.objections if objection.acceptable}
            if new.keys() <= accept.keys():
                self.seen[f"không ban hành: {done.objections[0].id}"] += 1
                return None
            accept |= new

    def went_out(self, issued: Issued) -> None:
        """The issued report has the words of the file, and no figure but the data's that nobody has accepted."""
        document = transitional(next((issued.place / "data").glob("*.docx")).read_bytes())
        accepted = {item.id for item in issued.accepted}
        text = " ".join(texts_in(document))
        emptied = " ".join(wordings(self.file)[place].text or "" for place in self.emptied if place in PLACES)
        left_out = {word for word in self.marks() if word not in text and word not in emptied}
        assert not left_out or "loi-van-khac" in accepted, left_out
        total = sum(self.counts.values())
        rate = f"{round(total / 3 + 1e-9, 1):.1f}".replace(".", ",")
        cells = {cell for table in tables(document) for row in table for cell in row}
        assert any(f"{rate}%" in cell for cell in cells) or any(name.startswith("SL/") for name in accepted)
        found = api.lint(document, self.workspace, against=PERIOD)
        assert {result.rule_id for result, _ in found.breaches() if result.rule_id.startswith("SL/")} <= accepted
