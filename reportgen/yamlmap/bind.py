"""From YAML nodes to the records that ``model`` declares: every fault in one pass, with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import yaml

from reportgen.checks import gia_tri, tep
from reportgen.finding import Edit, Finding, Position
from reportgen.model.fields import Record, keys_of
from reportgen.model.plain import NO_PLAN, Surroundings
from reportgen.record import record
from reportgen.yamlmap.binder import INVALID, Binder
from reportgen.yamlmap.compose import Composed, compose
from reportgen.yamlmap.marks import Marks
from reportgen.yamlmap.names import names_of
from reportgen.yamlmap.source import Source, tab_lines

T = TypeVar("T")
_TAB_WIDTHS = (2, 4, 8)
_MOST_TRIED = 500_000  # characters that are read again for each width
_STRUCTURE = ("khoa/", gia_tri.KIEU.code, "yaml/")
"""Codes, or their prefixes, of findings that a wrong indentation causes."""


@record
class Bound(Generic[T]):
    """A file read into a record: the record (None where it is beyond use), its marks, its faults."""

    value: T | None
    marks: Marks
    findings: tuple[Finding, ...]
    partial: T | None = None
    """The record although required keys are missing (None in their place), so that the rest can be checked."""


Arranged = Callable[[yaml.Node | None], None]
"""Changes the root of a file's nodes, to be read as the record is declared."""


def bind(record: type[T], source: Source, around: Surroundings = NO_PLAN, arrange: Arranged | None = None) -> Bound[T]:
    """Read ``source`` into the dataclass ``record``; collects every fault, raises nothing.

    ``around``: what the plan says beside the values, which makes some typing plain. ``arrange``: see :data:`Arranged`.

    A tab in an indentation is read as the number of columns that leaves no fault; where none does, or two
    give different readings, it is a fault itself.
    """
    names = names_of(record)

    def read(tab: int = 0) -> Bound[T]:
        composed = compose(source, names, tab)
        if arrange is not None:
            arrange(composed.root)
        return _bind(record, source, composed, around)

    plain = read()
    tabs = tab_lines(source.text)
    if not tabs or len(source.text) > _MOST_TRIED or not _askew(plain, tabs):
        return plain
    tried = [read(width) for width in _TAB_WIDTHS]
    good = [bound for bound in tried if not _askew(bound, tabs)]
    return _only_reading(good, fewer_than=len(plain.findings)) or plain


def _only_reading(good: list[Bound[T]], *, fewer_than: int) -> Bound[T] | None:
    """Return the reading with the fewest faults, None where that is not better or two differ in what they read."""
    fewest = min((len(bound.findings) for bound in good), default=fewer_than)
    if fewest >= fewer_than:
        return None
    best = [bound for bound in good if len(bound.findings) == fewest]
    return best[0] if all(bound.partial == best[0].partial for bound in best) else None


def _askew(bound: Bound[Any], lines: frozenset[int]) -> bool:
    """Tell whether a fault of structure stands on one of ``lines``."""
    return any(finding.code.startswith(_STRUCTURE) and finding.line in lines for finding in bound.findings)


def _bind(record: type[T], source: Source, composed: Composed, around: Surroundings) -> Bound[T]:
    lines = composed.typed
    marks = Marks(source.file, lines)
    binder = Binder(marks, composed, record, around)
    binder.findings += [*source.findings, *composed.findings]
    value = binder.record(Record(record), composed.root, ()) if composed.root is not None else INVALID
    if composed.proper:  # the rest is looked at again when the lines stand as they should
        marks.edits[:] = [Edit(Position(at + 1, 1, len(lines[at])), text) for at, text in composed.proper.items()]
    if binder.findings:
        from reportgen.yamlmap.outside import around_the_form  # most files have none

        beside = around_the_form(lines, binder.findings, [key.name for key in keys_of(record)])
        outside = {edit.place.line for edit in beside}
        of_form = [edit for edit in marks.edits if edit.place.line not in outside or edit.text.startswith("# ")]
        said = {edit.place.line for edit in of_form}
        marks.edits[:] = [*of_form, *(edit for edit in beside if edit.place.line not in said)]
    shown = tuple(_with_line(finding, lines) for finding in binder.findings)
    value = None if value is INVALID else value
    return Bound(value, marks, shown, value or binder.partial)


def _with_line(finding: Finding, lines: list[str]) -> Finding:
    if finding.shown or not finding.length or not 0 < finding.line <= len(lines):
        return finding
    shown = lines[finding.line - 1]
    if finding.code == tep.PHONG_CHU.code:  # the line as a whole is meant
        indent = len(shown) - len(shown.lstrip())
        return dataclasses.replace(finding, shown=shown, column=indent + 1, length=max(1, len(shown.strip())))
    return dataclasses.replace(finding, shown=shown)
