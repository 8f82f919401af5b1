"""The journal: what the command that is writing is about to do, so that the next one can finish or undo it.

A document is issued at the moment when its bag is renamed into its place. Before that moment the journal
says where the unfinished bag lies, after it which line the register is still to get.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.entry import parse
from reportgen.errors import CannotRun, reason
from reportgen.files import write_atomic
from reportgen.model.codec import canonical
from reportgen.model.entry import Entry

JOURNAL = ".dang-ghi.json"
LOCK = ".khoa"
TEMPORARY = ".tam-"
"""How the names of unfinished files and bags begin."""


_UNFINISHED = re.compile(rf"{re.escape(TEMPORARY)}(?:[0-9a-f]{{12}}|[a-z0-9_]{{8}})")


def unfinished(name: str) -> bool:
    """Tell whether a file or folder is called as unfinished ones are: bags here, files by the system."""
    return _UNFINISHED.fullmatch(name) is not None


@dataclass(frozen=True)
class Journal:
    """One write under way: the unfinished bag's folder name, and the line that will record it."""

    temporary: str
    entry: Entry

    def done(self, root: Path) -> bool:
        """Tell whether the bag was put in its place."""
        return not (root / self.temporary).exists() and (root / self.entry.bag).is_dir()


def write_journal(root: Path, journal: Journal) -> None:
    """Record a write that is about to be committed. Raises Refused, CannotRun."""
    content = {"tam": journal.temporary, "dong": canonical(journal.entry).decode()}
    write_atomic(root / JOURNAL, json.dumps(content, ensure_ascii=False).encode())


def read_journal(root: Path) -> Journal | None:
    """Return the write that was under way; None when there is none.

    Raises CannotRun when the journal cannot be read, ValueError, with a reason in Vietnamese, when it is damaged.
    """
    path = root / JOURNAL
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    try:
        data = json.loads(content)
        temporary, entry = data["tam"], parse(data["dong"].encode())
        if not temporary.startswith(TEMPORARY) or Path(temporary).name != temporary:
            raise ValueError(temporary)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("nhật ký ghi bị hỏng") from error
    return Journal(temporary, entry)
