"""Every rule on every case: exactly the findings expected, no other; and every bound of a rule is held by a case.

A case is a paper (tests/papers.py) with one thing changed; cases lie in tests/cases/nd30, a file for each
rule file. ``find`` lists the ids of the rules that must speak, nothing else may.
"""

from __future__ import annotations

import ast
import functools
import importlib
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.linting import Verdict, lint, lint_opened
from reportgen.model.agency import Agency
from reportgen.nd30.base import Inapplicable, Unseen, View
from reportgen.nd30.rules import BY_ID, CLAUSE_FILES
from reportgen.wordview.opened import Opened, open_docx
from tests.case_files import CASE_FILES, cases_of
from tests.paper_docx import build
from tests.papers import BASES, paper

AGENCY = Agency(name="Sở Nội vụ", symbol="SNV", place="Bắc Ninh", hub="vp", units={}, signers={})


@dataclass(frozen=True)
class Case:
    file: str
    name: str
    data: dict[str, Any]

    @property
    def find(self) -> list[str]:
        return sorted(self.data.get("find", []))

    @functools.cached_property
    def docx(self) -> bytes:
        spec = paper(
            self.data.get("base", "bao-cao"), self.data.get("set"), self.data.get("drop", ()), self.data.get("add")
        )
        return build(spec)

    @functools.cached_property
    def view(self) -> View:
        """What is read of the document, once: two thousand mutants and all rules look at it."""
        opened = open_docx(self.docx)
        return View(opened.document, opened.anatomy, self.agency)

    @property
    def agency(self) -> Agency | None:
        return AGENCY if self.data.get("agency") else None


def _cases() -> Iterator[Case]:
    for path in sorted((CASE_FILES / "nd30").glob("*.yaml")):
        for data in cases_of(path):
            yield Case(path.stem, data["name"], data)


ALL = tuple(_cases())
each_case = pytest.mark.parametrize("case", ALL, ids=[f"{case.file}: {case.name}" for case in ALL])


@pytest.mark.parametrize("base", BASES)
def test_a_base_has_no_fault(base: str) -> None:
    report = lint(build(paper(base)))
    assert [(result.rule_id, breach.found) for result, breach in report.breaches()] == []


@each_case
def test_exactly_the_expected_findings_appear(case: Case) -> None:
    report = lint_opened(cast(Opened, case.view), case.agency)  # which has all that is asked of one
    found = [(result.rule_id, breach) for result, breach in report.breaches()]
    assert sorted({rule_id for rule_id, _ in found}) == case.find, [breach for _, breach in found]
    for words in case.data.get("says", []):
        told = [f"{breach.where.words()} · {breach.found} · {breach.required} · {breach.advice}" for _, breach in found]
        assert any(words in line for line in told), told
    for rule_id, reason in case.data.get("unseen", {}).items():
        result = next(result for result in report.results if result.rule_id == rule_id)
        assert (result.verdict, result.reason) == (Verdict.KHONG_DANH_GIA, reason)


@given(st.sampled_from(sorted(BASES)), st.data())
def test_what_is_found_in_the_whole_text_is_what_each_line_has(base: str, data: st.DataObject) -> None:
    view = _view(base)
    line = data.draw(st.sampled_from(view.anatomy.lines))
    begin = data.draw(st.integers(0, len(line.text) - 1))
    inside = line.text[begin : begin + data.draw(st.integers(1, 12))]
    signs = [inside, *data.draw(st.lists(st.sampled_from((" ", "N", "ngày", "./.", "không có ở đâu")), max_size=3))]
    assert view.holding(*signs) == [line for line in view.anatomy.lines if any(sign in line.text for sign in signs)]
    pattern = re.compile("|".join(map(re.escape, signs)) + data.draw(st.sampled_from(("", r"\b", r"(?=\s|$)"))))
    assert view.matching(pattern) == [line for line in view.anatomy.lines if pattern.search(line.text)]


@functools.cache
def _view(base: str) -> View:
    opened = open_docx(build(paper(base)))
    return View(opened.document, opened.anatomy)


def test_names_of_cases_are_told_apart() -> None:
    names = [(case.file, case.name) for case in ALL]
    assert len(names) == len(set(names))


def test_every_clause_has_a_file_of_cases() -> None:
    files = {clause.__name__.rsplit(".", 1)[-1] for clause in CLAUSE_FILES}
    assert {case.file for case in ALL} == files - {"so_lieu"}  # held by tests/test_lint_against.py


def _judged(check: Any, view: View) -> Verdict:
    try:
        return Verdict.LOI if list(check(view)) else Verdict.DAT
    except Unseen:
        return Verdict.KHONG_DANH_GIA
    except Inapplicable:
        return Verdict.KHONG_AP_DUNG


@pytest.mark.parametrize("rule_id", [rule_id for rule_id in BY_ID if not rule_id.startswith("SL/")])
def test_a_rule_passes_in_one_case_and_fails_in_another(rule_id: str) -> None:
    check = BY_ID[rule_id].check
    seen: set[Verdict] = set()
    for case in sorted(ALL, key=lambda case: rule_id not in case.find):  # those where it must speak come first
        seen.add(_judged(check, case.view))
        if {Verdict.DAT, Verdict.LOI} <= seen:
            return
    pytest.fail(f"no case shows both: {seen}")


# --- mutation: a bound that is moved changes a verdict ---------------------------------------------


@dataclass(frozen=True)
class Mutant:
    module: str
    line: int
    was: float
    now: float


def _bounds(tree: ast.Module) -> Iterator[tuple[ast.Constant, float]]:
    """Yield the numbers in constants of a rule file: what the decree gives, and how far a thing may miss it."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.strip("_").isupper()]
        if names and names[0] not in NO_BOUNDS:
            for number in ast.walk(node):
                was = number.value if isinstance(number, ast.Constant) else None
                if isinstance(number, ast.Constant) and isinstance(was, int | float) and not isinstance(was, bool):
                    yield number, was


def _mutants() -> Iterator[Mutant]:
    for clause in CLAUSE_FILES:
        assert clause.__file__ is not None
        tree = ast.parse(Path(clause.__file__).read_text(encoding="utf-8"))
        for number, was in _bounds(tree):
            step = _step(float(was))
            for now in (was - step, was + step):
                yield Mutant(clause.__name__, number.lineno * 1000 + number.col_offset, was, now)


NO_BOUNDS = (
    "_NEAR",  # how much of a text a message quotes
    "_SHOWN",  # how many of the values found a message lists
    "_GAP",  # counts of numbers and words are whole: half a step changes nothing
    "_MOST_WORDS",
    "_OLD_WORDS",  # counts of words are whole: half a step changes nothing
    "PADDED_DAYS",  # the day 10 has two digits with and without padding; both sides of 10 and 3 are cases of their own
    "PADDED_MONTHS",
)


def _step(value: float) -> float:
    """A step that is small beside the figure, but seen: half a point, a tenth of a ratio, a fifth of a count."""
    if value < 2:
        return 0.1
    return 0.5 if value < 50 else round(value / 5)


def _mutated(mutant: Mutant) -> types.ModuleType:
    original = importlib.import_module(mutant.module)
    tree = ast.parse(Path(str(original.__file__)).read_text(encoding="utf-8"))
    for number, _ in _bounds(tree):
        if number.lineno * 1000 + number.col_offset == mutant.line:
            number.value = mutant.now
    module = types.ModuleType(mutant.module)
    module.__doc__ = original.__doc__
    exec(compile(tree, str(original.__file__), "exec"), module.__dict__)
    return module


MUTANTS = tuple(_mutants())


@pytest.mark.parametrize(
    "mutant", MUTANTS, ids=[f"{m.module.rsplit('.', 1)[-1]}:{m.line // 1000}:{m.was}->{m.now:g}" for m in MUTANTS]
)
def test_a_bound_that_is_moved_breaks_a_case(mutant: Mutant) -> None:
    original = importlib.import_module(mutant.module)
    moved = _mutated(mutant)
    near = [case for case in ALL if case.file == mutant.module.rsplit(".", 1)[-1]]
    for case in near:
        for old, new in zip(original.RULES, moved.RULES, strict=True):
            if _judged(old.check, case.view) is not _judged(new.check, case.view):
                return
    pytest.fail("no case of this clause tells the figures apart")
