"""Editing one number of a report as a person in Word would, and telling whose number it is, by the files alone."""

from __future__ import annotations

import dataclasses
import functools
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reportgen.linting.figures import Baseline, compare
from reportgen.nd30.base import Disagreements
from reportgen.pipeline.against import baseline
from reportgen.wordview.document import Document, Paragraph, Run
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document
from reportgen.workspace import Workspace
from tests.docx_text import automatic_report, example_report, first_report, without_words
from tests.places import DATA, FIRST_TEMPLATES

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_BLANK_DATE = re.compile(r"ngày\s+tháng \d+ năm \d+|ngày …/…/\d+")
_LISTED = re.compile(r"\d+\. ")
_WORD = re.compile(r"\w+|%")


@dataclasses.dataclass(frozen=True)
class Report:
    """A report as drafted, what it is held against, and everything that people wrote for it, on one line."""

    document: Document
    baseline: Baseline
    files: str = ""

    def told(self, document: Document) -> Disagreements:
        return compare(self.baseline, document)


@dataclasses.dataclass(frozen=True)
class Edit:
    """A number of a report: which paragraph of all it stands in, and where."""

    paragraph: int
    start: int
    end: int


@functools.cache
def report(workspace: str, period: str) -> Report:
    """The report in the automatic text, with the stock template."""
    return _of(without_words(workspace), period, automatic_report(workspace, period))


@functools.cache
def worded(workspace: str, period: str) -> Report:
    """The report in the office's own words."""
    return _of(DATA / workspace, period, example_report(workspace, period))


@functools.cache
def first(workspace: str, period: str) -> Report:
    """The same with the template of version 0.1 in the agency's own ``mau/``."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / workspace
        shutil.copytree(DATA / workspace, root, ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
        shutil.copytree(FIRST_TEMPLATES, root / "mau", dirs_exist_ok=True)
        return _of(root, period, first_report(workspace, period))


def _of(root: Path, period: str, docx: bytes) -> Report:
    texts = [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.yaml"))]
    files = " ".join(" ".join(texts).casefold().split()).replace("ngay: ", "ngày ")
    return dataclasses.replace(held(docx, baseline(Workspace(root), period, docx)), files=files)


def held(docx: bytes, against: Baseline) -> Report:
    return Report(read_document(open_package(docx)), against)


def numbers(document: Document) -> Iterator[Edit]:
    """Yield every number of a document's paragraphs and cells, without those of dates that are still to be filled in."""
    for at, paragraph in enumerate(document.paragraphs):
        blank = [match.span() for match in _BLANK_DATE.finditer(paragraph.text)]
        for match in _NUMBER.finditer(paragraph.text):
            if not any(start <= match.start() < end for start, end in blank):
                yield Edit(at, *match.span())


def written(document: Document, edit: Edit) -> str:
    return document.paragraphs[edit.paragraph].text[edit.start : edit.end]


def raised(number: str) -> str:
    """Return a number with its last digit raised by one, nine made zero."""
    return f"{number[:-1]}{(int(number[-1]) + 1) % 10}"


def changed(document: Document, edit: Edit, new: str) -> Document:
    """Return a document with one number written anew, in the letters that it had."""
    old = document.paragraphs[edit.paragraph]
    runs, done = [], 0
    for text, letters in old.runs:
        start, end = (min(max(at - done, 0), len(text)) for at in (edit.start, edit.end))
        put = new if 0 <= edit.start - done < len(text) else ""
        runs.append(Run(text[:start] + put + text[end:], letters))
        done += len(text)
    return replaced(document, edit.paragraph, old._replace(runs=tuple(runs)))


def replaced(document: Document, at: int, paragraph: Paragraph) -> Document:
    paragraphs = (*document.paragraphs[:at], paragraph, *document.paragraphs[at + 1 :])
    return dataclasses.replace(document, paragraphs=paragraphs)


def where(document: Document, edit: Edit) -> str:
    """Return how the place of a number begins in a finding: its table, row and cell."""
    return document.paragraphs[edit.paragraph].place.words()


def is_somebodys(report: Report, edit: Edit) -> bool:
    """Tell whether a number stands in the files with a word beside it that it has in the report too.

    The number of a list is nobody's, and no figure.
    """
    text = report.document.paragraphs[edit.paragraph].text
    if edit.start == 0 and _LISTED.match(text):
        return True
    number = text[edit.start : edit.end]
    before, after = ([*_WORD.findall(part.casefold())] for part in (text[: edit.start], text[edit.end :]))
    beside = [rf"{re.escape(before[-1])}[^\w%]*{re.escape(number)}(?![\d%])"] if before else []
    beside += [rf"(?<![\d.,/]){re.escape(number)}[^\w%]*{re.escape(after[0])}"] if after else []
    return any(re.search(pattern, report.files) for pattern in beside)
