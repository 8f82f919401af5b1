"""Which files ``lint`` is to look at, and what each of them is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.errors import CannotRun
from reportgen.pipeline.lint import Profile, documents, is_copy, profile
from reportgen.workspace import Workspace


class Documents(NamedTuple):
    """The files that are looked at, and the copies that ``lint`` wrote itself, which are not: nobody sends those."""

    paths: list[Path]
    copies: list[Path]


def documents_of(given: Sequence[Path]) -> Documents:
    """Return the files that ``given`` mean, patterns and folders expanded; a copy that is named itself is looked at."""
    paths = documents(_expanded(given))
    copies = [path for path in paths if path not in given and is_copy(path)]
    left_out = frozenset(copies)
    return Documents([path for path in paths if path not in left_out], copies)


def profiles(
    workspaces: Iterable[Workspace | None],
    select: Sequence[str],
    ignore: Sequence[str],
    period: str | None,
    *,
    force: bool = False,
) -> Iterator[Profile]:
    """Yield what a file of each of ``workspaces`` is checked against; files of one workspace share one profile.

    ``select`` and ``ignore``: names of rules, several in one text where commas stand between them. ``period``: the
    one whose data figures are held against. ``force``: what the decree does not bind is judged too. Raises CannotRun
    for names of no rule and of no period.
    """
    chosen, left_out = _split(select), _split(ignore)
    known: dict[Workspace | None, Profile] = {}
    for workspace in workspaces:
        if workspace not in known:
            known[workspace] = profile(workspace, chosen, left_out, period, force=force)
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
