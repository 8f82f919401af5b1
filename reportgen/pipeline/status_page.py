"""The order of ``status --html``: compose the page, write it beside nobody else's file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from reportgen.errors import CannotRun
from reportgen.files import beginning, write_free
from reportgen.page import Links, is_ours, page
from reportgen.pipeline.choice import Chosen
from reportgen.workspace import Workspace, is_form_page, is_words_page


def write_page(workspace: Workspace, what: Chosen, path: Path) -> Path:
    """Write the page for a browser and return where; an older page of ours is replaced, any other file never.

    Raises CannotRun for a name with another ending, and where only a part of the period was chosen.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise CannotRun(f"Tên trang phải có đuôi .html: {path.name}.")
    if what.narrowed:
        raise CannotRun("--html ghi cả kỳ: bỏ --unit và --class, lọc ngay trên trang.")
    links = _links(workspace, what, path)
    content = page(what.tracking, what.context, what.tracked.issued, what.tracked.places, links).encode()
    return write_free(path, content, is_ours)


def _links(workspace: Workspace, what: Chosen, path: Path) -> Links:
    """Return where the pages of forms and words lie that were made for the period, as seen from ``path``."""
    snapshot = what.tracking.snapshot
    folder = workspace.status_folder(snapshot.plan.id, snapshot.period_id)
    forms = {unit.report.id: folder / f"{unit.report.id}.html" for unit in what.tracking.units}
    found = {unit: _address(form, path, is_form_page) for unit, form in forms.items()}
    words = _address(workspace.words_page(snapshot.plan.id, snapshot.period_id), path, is_words_page)
    return Links({unit: address for unit, address in found.items() if address}, words)


def _address(target: Path, page: Path, ours: Callable[[bytes], bool]) -> str:
    """Return how ``page`` names a page of ours; empty where there is none, or no way from drive to drive."""
    if not ours(beginning(target, _HEAD)):
        return ""
    try:
        way = os.path.relpath(target, page.absolute().parent)
    except ValueError:
        return ""
    return quote(Path(way).as_posix())


_HEAD = 2000
"""Bytes in which a page names its maker."""
