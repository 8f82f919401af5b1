"""The journal: what the command that is writing is about to do, so that the next one can finish or undo it.

A document is issued at the moment when its bag is renamed into its place. Before that moment the journal
says where the unfinished bag lies, after it which line the register is still to get.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from reportgen.errors import CannotRun, reason
from reportgen.files import read_plain, write_atomic
from reportgen.formats.bag import JOURNAL_FORM, Journal
from reportgen.formats.wire import Newer
from reportgen.temporary import TEMPORARY

JOURNAL = ".dang-ghi.json"
LOCK = ".khoa"


_UNFINISHED = re.compile(rf"{re.escape(TEMPORARY)}(?:[0-9a-f]{{12}}|[a-z0-9_]{{8}})")


def unfinished(name: str) -> bool:
    """Tell whether a file or folder is called as unfinished ones are: bags here, files by the system."""
    return _UNFINISHED.fullmatch(name) is not None


def done(root: Path, journal: Journal) -> bool:
    """Tell whether the bag was put in its place."""
    return not (root / journal.temporary).exists() and (root / journal.entry.bag).is_dir()


def write_journal(root: Path, journal: Journal) -> None:
    """Record a write that is about to be committed. Raises Refused, CannotRun."""
    write_atomic(root / JOURNAL, json.dumps(JOURNAL_FORM.write(journal), ensure_ascii=False).encode())


def read_journal(root: Path) -> Journal | None:
    """Return the write that was under way; None when there is none.

    Raises CannotRun when the journal cannot be read, ValueError, with a reason in Vietnamese, when it is damaged.
    """
    path = root / JOURNAL
    try:
        content = read_plain(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    try:
        journal = JOURNAL_FORM.load(content)
    except Newer:
        raise
    except ValueError as error:
        raise ValueError("nhật ký ghi bị hỏng") from error
    if not journal.temporary.startswith(TEMPORARY) or Path(journal.temporary).name != journal.temporary:
        raise ValueError("nhật ký ghi bị hỏng")
    return journal
