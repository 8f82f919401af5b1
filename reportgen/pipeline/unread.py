"""What forms in Word say that the YAML of their units has not: told by ``check``, asked before a form is made anew."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.files import beginning
from reportgen.finding import errors_in
from reportgen.forms.wordform import made_as
from reportgen.model.period_id import PeriodId
from reportgen.pipeline.base import Base
from reportgen.pipeline.read_form import ReadForm
from reportgen.pipeline.returned import ReturnedForms, foreign, misnamed
from reportgen.pipeline.sources import usable
from reportgen.wordview.package import MAX_FILE


@dataclass(frozen=True)
class Unread:
    """What is not in the YAML: how many ``answers``, the places of those that ``--read`` would leave (``left``).

    ``emptied``: what the form was made with, and the YAML has no more. ``trouble``: why nothing of it goes into this
    period. ``unit``: whose form it is; ``other``: the unit whose name the file bears, where that is another.
    """

    answers: int = 0
    left: tuple[str, ...] = ()
    emptied: int = 0
    trouble: str = ""
    unit: str = ""
    other: str = ""

    @property
    def is_in_yaml(self) -> bool:
        """Tell whether the YAML has all that the form says."""
        return not (self.answers or self.emptied or self.trouble)


def unread(base: Base, period_id: str, paths: Sequence[Path]) -> dict[Path, Unread | None]:
    """Return what each form in Word says that the unit's YAML does not; None for what is no form.

    Of a period that is issued nobody is asked anything. Raises nothing for a file of any kind.
    """
    base = base.of(period_id)
    if base.kept is not None or errors_in(base.findings):
        return dict.fromkeys(paths, Unread())
    found: dict[Path, Unread | None] = {path: _untouched(base, period_id, path) for path in paths}
    left = [path for path, told in found.items() if told is None]
    forms = ReturnedForms(base, period_id, all_told=False) if left else None
    return {**found, **{path: _said(forms, path) for path in left if forms is not None}}


def unread_of(base: Base, period_id: str, path: Path) -> Unread | None:
    """Return what one form says that its unit's YAML does not; None for what is no form. The base has no errors."""
    return _said(ReturnedForms(base, period_id, all_told=False), path)


def sent_back(base: Base, period_id: str, paths: Sequence[Path]) -> dict[Path, ReadForm]:
    """Return those of ``paths`` that are forms of the period which a unit typed into, as they would be read."""
    if not paths or base.of(period_id).kept is not None:
        return {}
    forms = ReturnedForms(base, period_id)
    found: dict[Path, ReadForm] = {}
    for path in paths:
        with contextlib.suppress(CannotRun):  # a file that cannot be opened is no form
            if made_as(beginning(path, MAX_FILE)) is None:
                found[path] = forms.read(path, write=False, take="")
    return {path: read for path, read in found.items() if read.target is not None}


def _untouched(base: Base, period_id: str, path: Path) -> Unread | None:
    """Return what is told of a form in which nobody has written; None for any other file."""
    made = made_as(beginning(path, MAX_FILE))
    if made is None:
        return None
    agency, _ = usable(base)
    where = PeriodId(base.plan_id, period_id)
    trouble = foreign(base.workspace, agency, where, (made.plan, made.period, made.unit), path)
    return Unread(trouble=trouble, unit=made.unit, other=misnamed(agency, made.unit, path))


def _said(forms: ReturnedForms, path: Path) -> Unread | None:
    try:
        read = forms.read(path, write=False, take="")
    except CannotRun:
        return None
    if read.target is None:
        return Unread(trouble=read.trouble, unit=read.unit, other=read.other) if read.unit else None
    answers = max(1, len(read.left)) if read.trouble else read.taken + len(read.left)
    places = tuple(left.place for left in read.left)
    return Unread(answers, places, read.emptied, "", read.unit, read.other)
