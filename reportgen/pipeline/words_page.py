"""The order of ``consolidate --html``: the file of words as it is now, what its places stand on, the page of both."""

from __future__ import annotations

from pathlib import Path

from reportgen.compose.prose import room
from reportgen.consolidating.webpage import Desk, webpage
from reportgen.errors import CannotRun
from reportgen.files import write_free
from reportgen.model.period_id import PeriodId
from reportgen.pins.facts import Reading
from reportgen.pins.standing import shown_in, standings
from reportgen.pipeline.base import Base
from reportgen.pipeline.proposals import automatic, unworded
from reportgen.pipeline.words import load_period_words, weighed
from reportgen.pipeline.words_file import OpenWords
from reportgen.workspace import is_words_page


def hold_page(path: Path, unit: str | None) -> None:
    """Raise CannotRun for a name with another ending, and for a page of a unit's words."""
    if unit is not None:
        raise CannotRun("--html không dùng cùng --unit: trang này là của cơ quan, đơn vị sửa tệp YAML của mình.")
    if path.suffix.lower() not in (".html", ".htm"):
        raise CannotRun(f"Tên trang phải có đuôi .html: {path.name}.")


def write_words_page(base: Base, where: PeriodId, reading: Reading, period: str, path: Path) -> Path:
    """Write the page of a period's words and return where; an older page of ours is replaced, any other file never.

    ``period``: as the user named it.
    """
    workspace = base.workspace
    file = OpenWords(workspace, workspace.words_file(*where))
    words = weighed(load_period_words(base, where.period), reading.snapshot, reading.earlier)
    context = unworded(reading.snapshot)
    desk = Desk(
        where=where,
        reading=reading,
        context=context,
        automatic=automatic(context),
        places=standings(reading, file.words, shown_in(file.marks.lines)),  # also where the file has errors
        text=file.text,
        marks=file.marks,
        file=workspace.name_of(file.path),
        findings=words.findings,
        room=room(reading.snapshot.period.pages),
        command=period,
    )
    return write_free(path, webpage(desk).encode(), is_words_page)
