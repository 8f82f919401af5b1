"""Which files ``lint`` is to look at, and what each of them is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.pipeline.lint import Profile, documents, profile
from reportgen.pipeline.place import workspace_at
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class LintRequest:
    """What ``lint`` was asked.

    ``folder``: the workspace that was named, None for the one around ``here`` or around each file. ``select`` and
    ``ignore``: names of rules, several in one text where commas stand between them. ``period``: the one whose data
    figures are held against.
    """

    folder: Path | None
    here: Path
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    period: str | None = None


def documents_of(given: Sequence[Path]) -> list[Path]:
    """Return the files that ``given`` mean, patterns and folders expanded."""
    return documents(_expanded(given))


def profiles(request: LintRequest, paths: Sequence[Path]) -> Iterator[Profile]:
    """Yield what each file is checked against: its own workspace where none is given or stood in.

    Files of one workspace share one profile. Raises CannotRun for names of no rule, no workspace, no period.
    """
    select, ignore = _split(request.select), _split(request.ignore)
    known: dict[Workspace | None, Profile] = {}
    for path in paths:
        workspace = _workspace(request, path)
        if workspace not in known:
            known[workspace] = profile(workspace, select, ignore, request.period)
        yield known[workspace]


def _split(names: Sequence[str]) -> list[str]:
    found = [name.strip() for given in names for name in given.split(",") if name.strip()]
    if names and not found:
        raise CannotRun("Chưa ghi mã quy tắc. Ví dụ: --select PL1-II-9d")
    return found


def _expanded(files: Sequence[Path]) -> list[Path]:
    """Return the files, patterns such as ``*.docx`` expanded: the console of Windows leaves that to programs."""
    found: list[Path] = []
    for file in files:
        pattern = any(sign in file.name for sign in "*?") and "**" not in file.name and not file.exists()
        found += (sorted(file.parent.glob(file.name)) if pattern else []) or [file]
    return found


def placed(file: Path, folder: Path | None) -> Path:
    """Return a file as given, or inside the folder of ``-C`` when it is only there."""
    inside = folder / file if folder is not None else file
    return inside if not file.exists() and inside.exists() else file


def _workspace(request: LintRequest, file: Path) -> Workspace | None:
    """Return the workspace that was named, else the one around here or around the file; None outside any."""
    try:
        return workspace_at(request.folder, request.here, (str(file),))
    except CannotRun:
        if request.folder is not None:
            raise
        return None
