"""On which page of a document each finding stands, as LibreOffice lays it out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.pdf import converter, pages_of_bookmarks
from reportgen.pipeline.lint import Linted, Result, Where
from reportgen.wordview.bookmarks import NAME, with_bookmarks


def layouter() -> str | None:
    """Return the program that lays documents out; None where there is none on this machine."""
    try:
        return converter()
    except CannotRun:
        return None


def paged(linted: Linted, program: str) -> Linted:
    """Return a checked file with the page of each paragraph in which something is wrong, as far as it can be told."""
    numbers = set(_numbers(linted))
    if not numbers:
        return linted
    shown = linted.copied.path if linted.copied and linted.copied.good else None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "trang.docx"
        copy.write_bytes(with_bookmarks((shown or linted.path).read_bytes(), numbers))
        try:
            found = pages_of_bookmarks(program, copy)
        except CannotRun:
            return linted
    pages = {int(name.removeprefix(NAME)): page for name, page in found.items() if name.startswith(NAME)}
    assert linted.report is not None, "something is wrong in it"
    results = tuple(_on_pages(result, pages) for result in linted.report.results)
    return replace(linted, report=replace(linted.report, results=results))


def _on_pages(result: Result, pages: Mapping[int, int]) -> Result:
    def placed(where: Where) -> Where:
        return replace(where, page=pages.get(where.paragraph, 0))

    breaches = (
        replace(breach, where=placed(breach.where), others=tuple(map(placed, breach.others)))
        for breach in result.breaches
    )
    return replace(result, breaches=tuple(breaches))


def _numbers(linted: Linted) -> Iterator[int]:
    for _, breach in linted.report.breaches() if linted.report is not None else ():
        for where in (breach.where, *breach.others):
            if where.paragraph:
                yield where.paragraph
