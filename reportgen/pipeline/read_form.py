"""What reading one form in Word came to: what went into the YAML, and what did not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportgen.model.plain import Path as Where


@dataclass(frozen=True)
class Left:
    """An answer that was not taken over: what is asked, its place, its text, why; ``there``: what the YAML says.

    ``where``: its field; empty for what belongs to none. ``sides``: what ``there`` and ``text`` are called.
    ``for_unit``: what the unit is told to do about it, where that is not what the office is told.
    """

    where: Where
    asked: str
    place: str
    text: str
    why: str
    there: str = ""
    sides: tuple[str, str] = ("YAML", "Word")
    for_unit: str = ""


@dataclass
class ReadForm:
    """One form that came back: the file, the unit's YAML, how many answers went there, which did not.

    ``other``: the unit whose name the file bears, where that is not ``unit``. ``tracked``: places of tracked changes
    that were taken as accepted. ``decided``: answers that the office has passed over for what the YAML says.
    ``trouble``: why nothing could be read; ``diff``: a unified diff without its heading; ``written``: whether the
    YAML was changed; ``unsent``: whether it says no date of making then; ``copy``: the old YAML as it was; ``moved``:
    the form, where it lay under the YAML's name. ``refused``: those of ``left`` that the unit has to type otherwise.
    ``emptied``: what the form was made with, and the YAML has no more. ``planned``: those of ``left`` that are no
    answers but words of the plan which somebody changed. ``places``: where in Word each field stands. ``halted``: a
    file could not be read or written; ``trouble`` is the whole sentence then, and ``exit_code`` says which kind it is.
    """

    path: Path
    target: Path | None = None
    unit: str = ""
    taken: int = 0
    trouble: str = ""
    diff: tuple[str, ...] = ()
    written: bool = False
    copy: Path | None = None
    moved: Path | None = None
    unsent: bool = False
    emptied: int = 0
    other: str = ""
    tracked: tuple[str, ...] = ()
    decided: int = 0
    left: list[Left] = field(default_factory=list)
    notes: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)
    planned: list[Left] = field(default_factory=list)
    places: dict[Where, str] = field(default_factory=dict)
    halted: bool = False
    exit_code: int = 1
