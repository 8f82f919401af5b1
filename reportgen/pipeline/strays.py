"""Files of units that lie where no command reads them, forms in Word that came back among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import stock
from reportgen.checks.tep import (
    FILLED_IN_WORD,
    FORM_OF_ELSE,
    MISNAMED_FORM,
    STRAY,
    STRAY_DOCUMENT,
    STRAY_PICTURE,
    STRAY_TEMPLATE,
)
from reportgen.finding import Finding, Position
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period
from reportgen.pipeline.base import Base
from reportgen.vn.signs import in_command
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.pipeline.unread import Unread

_DOCUMENTS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".xlsx", ".xls", ".ods")
"""Endings of what is written in an office program, and was perhaps sent back instead of the YAML."""

_PICTURES = {
    ".pdf": "tệp PDF",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".jfif", ".heic", ".tif", ".tiff", ".gif", ".bmp", ".webp"), "tệp ảnh"),
}
"""Endings of what was scanned or photographed, and was perhaps sent instead of a form."""


def strays(workspace: Workspace, base: Base) -> list[Finding]:
    """Return a note for each file of a plan's units that no command reads: its name or folder is a slip.

    Of a form in Word that a unit sent back it says how many answers the YAML does not have.
    """
    base = base.today
    if base.plan.value is None:
        return []
    periods = base.plan.value.periods
    found = _stray_templates(workspace, periods.values())
    paths = [
        path
        for path in workspace.stray_files(base.plan_id, periods)
        if not base.keeps(path.parent.name, workspace.name_of(path))
    ]
    if not paths:
        return found
    for period_id in periods:
        folder = workspace.status_folder(base.plan_id, period_id)
        documents = [path for path in paths if path.parent == folder and path.suffix.lower() in _DOCUMENTS]
        found += _documents(base, period_id, documents)
        pictures = [path for path in paths if path.parent == folder and path.suffix.lower() in _PICTURES]
        found += [_picture(workspace, path, PeriodId(base.plan_id, period_id)) for path in pictures]
        paths = [path for path in paths if path not in (*documents, *pictures)]
    places = ", ".join(f"tinh-hinh/{base.plan_id}/{period_id}/" for period_id in periods)
    return found + [_told(workspace, path, STRAY.words(places=places)) for path in paths]


def _told(workspace: Workspace, path: Path, words: tuple[str, str, str]) -> Finding:
    return STRAY.finding(workspace.name_of(path), Position(1, 1), words)


def _picture(workspace: Workspace, path: Path, where: PeriodId) -> Finding:
    words = STRAY_PICTURE.words(what=_PICTURES[path.suffix.lower()], period=where)
    return STRAY_PICTURE.finding(workspace.name_of(path), Position(1, 1), words)


def _documents(base: Base, period_id: str, paths: list[Path]) -> list[Finding]:
    """Return what is told of documents in a period's folder; nothing of a form whose answers the YAML has."""
    if not paths:
        return []
    from reportgen.pipeline.unread import unread  # what reads Word: most folders have no such file

    workspace = base.workspace
    where = PeriodId(base.plan_id, period_id)
    found: list[Finding] = []
    for path, said in unread(base, period_id, paths).items():
        if said is None:
            found.append(_told(workspace, path, STRAY_DOCUMENT.words(period=where)))
        else:
            found += _of_form(workspace.name_of(path), where, said, path.suffix)
    return found


def _of_form(name: str, where: PeriodId, said: Unread, suffix: str) -> Iterator[Finding]:
    """Yield what is told of a form in Word."""
    if said.other:
        words = MISNAMED_FORM.words(unit=said.unit, other=said.other, name=f"{said.unit}{suffix}")
        yield MISNAMED_FORM.finding(name, Position(1, 1), words)
    if said.trouble:
        words = FORM_OF_ELSE.words(period=where, why=said.trouble)
        yield FORM_OF_ELSE.finding(name, Position(1, 1), words)
    elif said.answers:
        words = FILLED_IN_WORD.words(answers=said.answers, period=where, file=in_command(name), left=_places(said.left))
        yield FILLED_IN_WORD.finding(name, Position(1, 1), words)


_MOST_PLACES = 3


def _places(left: Sequence[str]) -> str:
    """Return where answers stand that cannot be taken over as they are; empty for none."""
    if not left:
        return ""
    more = f" và {len(left) - _MOST_PLACES} mục khác" if len(left) > _MOST_PLACES else ""
    return f"; {len(left)} mục không đọc vào được: {'; '.join(left[:_MOST_PLACES])}{more}"


def _stray_templates(workspace: Workspace, periods: Iterable[Period]) -> list[Finding]:
    """Return a note for each file in ``mau/`` that looks like a period's template, and is not used."""
    wanted = (*(period.template for period in periods), *stock.OTHERS)
    found: list[Finding] = []
    for miss in stock.near_misses(workspace.template_folder(), wanted):
        advice = f"đổi tên thành {miss.name}.docx, hoặc xóa"
        if miss.other_kind:
            advice = f"mở bằng Word, Lưu thành (Save As) Word Document (*.docx), tên {miss.name}.docx"
        words = STRAY_TEMPLATE.words(name=miss.name, advice=advice)
        found.append(STRAY_TEMPLATE.finding(workspace.name_of(miss.path), Position(1, 1), words))
    return found
