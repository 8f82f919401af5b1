"""Drafts as they were made, kept beside the drafts: what an edited one is compared with, whatever an editor lost.

They lie in a hidden folder, named by their hash; only the newest are kept, and only files named so are ever deleted.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.files import write_atomic
from reportgen.workspace import Workspace

FOLDER = ".goc"
MOST = 40
"""Originals that are kept: some years of an office's drafts."""
_NAME = re.compile(r"[0-9a-f]{16}\.docx")


def keep_original(workspace: Workspace, content: bytes) -> None:
    """Keep a draft as it was made. That it cannot be kept stops nobody: the draft is there."""
    folder = workspace.draft_folder() / FOLDER
    path = folder / f"{hashlib.sha256(content).hexdigest()[:16]}.docx"
    try:
        write_atomic(path, content)
        for old in kept_originals(folder)[MOST:]:
            old.unlink(missing_ok=True)
    except (CannotRun, OSError):
        return


def kept_originals(folder: Path) -> list[Path]:
    """Return the originals in a folder, the newest first."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file()]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
