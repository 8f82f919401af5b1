"""What is kept beside the drafts: each as it was made, and what of an edited one went into the office's file.

With the first an edited draft is compared, whatever an editor lost; by the second a draft can be edited and taken over
again. Both lie in a hidden folder, named by a hash; only the newest are kept, and only files named so are ever deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.errors import CannotRun, Refused
from reportgen.files import read_plain, write_atomic
from reportgen.formats.taken import TAKEN, Taken
from reportgen.formats.wire import Unfit
from reportgen.patterns import regex
from reportgen.workspace import Workspace

FOLDER = ".goc"
MOST = 40
"""Originals that are kept: some years of an office's drafts."""
_DRAFT, _TAKEN = ".docx", ".json"
_NAME = regex(r"[0-9a-f]{16}")


def keep_original(workspace: Workspace, content: bytes) -> None:
    """Keep a draft as it was made. That it cannot be kept stops nobody: the draft is there.

    Nobody waits for the disk either: an original is believed only as long as it carries the hashes of its own parts.
    """
    _keep(workspace, _draft_name(content), content, flushed=False)


def made_here(workspace: Workspace, content: bytes) -> bool:
    """Tell whether a file is a draft just as it was made; of one of long ago that is not known any more."""
    folder = workspace.draft_folder() / FOLDER
    return not folder.is_symlink() and (folder / _draft_name(content)).is_file()


def _draft_name(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:16]}{_DRAFT}"


def kept_originals(folder: Path) -> list[Path]:
    """Return the originals in a folder, the newest first."""
    return _kept(folder, _DRAFT)


def keep_taken(workspace: Workspace, draft: str, data: str, places: Mapping[str, Sequence[str]]) -> None:
    """Keep which words of a draft went into the office's file, beside those that went there before."""
    before = taken(workspace, draft, data)
    after = before | {place: mark_of(said) for place, said in places.items()}
    if after != before:
        _keep(workspace, _taken_name(draft, data), TAKEN.dump(Taken(draft, data, after)).encode())


def taken(workspace: Workspace, draft: str, data: str) -> dict[str, str]:
    """Return by place the mark of the words that went from a draft into the office's file."""
    path = workspace.draft_folder() / FOLDER / _taken_name(draft, data)
    try:
        found = TAKEN.load(read_plain(path))
    except (OSError, Unfit):
        return {}
    return dict(found.places) if (found.draft, found.data) == (draft, data) else {}


def mark_of(said: Sequence[str]) -> str:
    """Return the mark of words: of its paragraphs, as they are compared."""
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _taken_name(draft: str, data: str) -> str:
    return f"{mark_of([draft, data])[:16]}{_TAKEN}"


def _keep(workspace: Workspace, name: str, content: bytes, *, flushed: bool = True) -> None:
    folder = workspace.draft_folder() / FOLDER
    if folder.is_symlink():
        return
    try:
        write_atomic(folder / name, content, flushed=flushed)
        for old in _kept(folder, Path(name).suffix)[MOST:]:
            old.unlink(missing_ok=True)
    except (CannotRun, Refused, OSError):
        return


def _kept(folder: Path, ending: str) -> list[Path]:
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix == ending and _NAME.fullmatch(path.stem)]
    return sorted((path for path in found if path.is_file()), key=lambda path: path.stat().st_mtime, reverse=True)
