"""Files of units that lie where no command reads them, forms in Word that came back among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import stock
from reportgen.checks.base import Fault
from reportgen.checks.tep import (
    FILLED_IN_WORD,
    FORM_OF_ELSE,
    MISNAMED_FORM,
    RENAME,
    STRAY,
    STRAY_DOCUMENT,
    STRAY_OLD_DOCUMENT,
    STRAY_PAGE,
    STRAY_PICTURE,
    STRAY_TEMPLATE,
)
from reportgen.finding import Finding, Position
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period
from reportgen.pipeline.base import Base
from reportgen.vn.signs import in_command, visible_name
from reportgen.workspace import Workspace, is_form_page_at

if TYPE_CHECKING:
    from reportgen.pipeline.unread import Unread

_DOCUMENTS = (".docx", ".docm", ".xlsx", ".xls", ".ods")
"""Endings of what is written in an office program, and was perhaps sent back instead of the YAML."""
_OLD_DOCUMENTS = (".doc", ".rtf", ".odt", ".wps")
"""Endings under which Word and its likes save a form that ``forms --read`` reads once it is a .docx again."""
_ARCHIVES = (".zip", ".rar", ".7z")
_TYPED = re.compile(r"(\.ya?ml)?\.txt$", re.IGNORECASE)
"""How a YAML ends that a mail program or Notepad has named."""

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
        if not base.keeps(path.parent.name, workspace.name_of(path)) and not _is_own_page(base, path)
    ]
    if not paths:
        return found
    for period_id in periods:
        folder = workspace.status_folder(base.plan_id, period_id)
        documents = [path for path in paths if path.parent == folder and path.suffix.lower() in _DOCUMENTS]
        found += _documents(base, period_id, documents)
        told = {path: _kind(base, path, PeriodId(base.plan_id, period_id)) for path in paths if path.parent == folder}
        found += [finding for finding in told.values() if finding is not None]
        paths = [path for path in paths if path not in documents and told.get(path) is None]
    places = ", ".join(f"tinh-hinh/{base.plan_id}/{period_id}/" for period_id in periods)
    return found + [_told(workspace, path, STRAY, places=places, advice=_advice(path)) for path in paths]


def _told(workspace: Workspace, path: Path, fault: Fault, **values: object) -> Finding:
    return fault.finding(workspace.name_of(path), Position(1, 1), fault.words(**values))


def _advice(path: Path) -> str:
    """Return what to do with a file that only its name or its folder keeps from being read."""
    if path.suffix.lower() in _ARCHIVES:
        return "mở tệp nén, chép tệp .yaml hoặc biểu Word ở trong ra đúng thư mục"
    name = _TYPED.sub(".yaml", path.name)
    return RENAME if name == path.name else f"đổi tên thành {visible_name(name)}, trong đúng thư mục"


def _kind(base: Base, path: Path, where: PeriodId) -> Finding | None:
    """Return what is told of a file in a period's folder that is no form; None for any other kind."""
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        return _told(base.workspace, path, STRAY_PICTURE, what=_PICTURES[suffix], period=where)
    if suffix in _OLD_DOCUMENTS:
        return _told(base.workspace, path, STRAY_OLD_DOCUMENT, suffix=suffix, period=where)
    if is_form_page_at(path):
        return _told(base.workspace, path, STRAY_PAGE)
    return None


def _is_own_page(base: Base, path: Path) -> bool:
    """Tell whether a form's page bears a unit's name in a period's folder: ``forms`` put it there."""
    agency, plan = base.agency.value, base.plan.value
    named = agency is None or path.stem in agency.units
    folders = [base.workspace.status_folder(base.plan_id, period_id) for period_id in (plan.periods if plan else ())]
    return named and path.parent in folders and is_form_page_at(path)


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
            found.append(_told(workspace, path, STRAY_DOCUMENT, period=where))
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
