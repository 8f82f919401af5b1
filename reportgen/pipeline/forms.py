"""The order of ``forms``: one form for each unit, never over a file that exists; the schema beside them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import CannotRun, Refused, reason
from reportgen.files import content_of, read_plain, replace_unchanged, write_atomic, write_free
from reportgen.finding import Finding, errors_in
from reportgen.forms import Updated, schema, update
from reportgen.forms.form import Parts, form_of, parts_of
from reportgen.forms.owed import Owed, owed
from reportgen.forms.webform import webform
from reportgen.forms.wordform import made_as, shown_texts, wordform
from reportgen.load import Loaded, load_status, load_statuses, read_status
from reportgen.model.agency import Agency
from reportgen.model.owing import helpers_of, owing_units
from reportgen.model.period_id import PeriodId
from reportgen.model.plain import Surroundings
from reportgen.model.plan import Plan
from reportgen.model.status import TargetStatus, TaskStatus, UnitStatus
from reportgen.patching.lines import comments_kept
from reportgen.pipeline.base import Base
from reportgen.pipeline.sources import choose, previous_statuses, unit_named, usable
from reportgen.pipeline.words_file import SAVED
from reportgen.workspace import KEPT, SCHEMA_FILE, Workspace, is_form_page
from reportgen.yamlmap.source import decode, recode, tab_lines

if TYPE_CHECKING:
    from reportgen.pipeline.unread import Unread


@dataclass(frozen=True)
class Made:
    """One file of ``forms``: where, for whom, and what was done with it.

    ``written``: made now; ``updated``: what changed in a file that was there; ``trouble``: why it could not be
    brought up to date. ``halted``: it could not be written (a full disk, a file open elsewhere) and is as it was;
    ``trouble`` is the whole sentence then, and ``exit_code`` says which of the two.
    """

    path: Path
    unit_id: str
    written: bool = False
    updated: Updated | None = None
    trouble: str = ""
    moved: tuple[str, ...] = ()
    """What to do about rows that are filled in although the unit does not owe them any more, a sentence each."""
    page: bool = False
    """Whether it is a page for a browser, made of the YAML beside it."""
    word: bool = False
    """Whether it is a form in Word, filled in with what the YAML beside it says."""
    copy: Path | None = None
    """Where the form in Word is kept that lay there before, and whose answers the YAML has."""
    unread: Unread | None = None
    """What a form in Word, left alone, says that the YAML has not; None for what is no form of ours."""
    halted: bool = False
    exit_code: int = 1


def make_forms(
    workspace: Workspace,
    period: str,
    unit: str | None = None,
    *,
    refresh: bool = False,
    html: bool = False,
    docx: bool = False,
) -> list[Made]:
    """Write a form for each unit of a period, or for ``unit`` alone; files that exist stay as they are.

    With ``refresh`` they are brought up to date with the plan; what was typed stays. ``html``: each also as a page
    for a browser, ``docx``: each also as a form in Word; both say what their YAML says and are made anew each time,
    but a form in Word that somebody has written in. Raises Refused when the plan or the agency's file has errors.
    """
    base, period_id = choose(workspace, period)
    agency, plan = usable(base)
    cutoff = plan.periods[period_id].cutoff
    then = agency.on(cutoff)
    unit_ids = list(then.units) if unit is None else [unit_named(then, unit)]
    where = PeriodId(base.plan_id, period_id)
    folder = workspace.status_folder(*where)
    made = _Made()
    for name in base.lost(period_id):
        path = workspace.root / name
        made.add(Made(path, path.stem), partial(_restored, base, path, name))
    there: dict[str, list[Path]] = {}
    for loaded in load_statuses(workspace, *where):
        if loaded.value:
            there.setdefault(loaded.value.unit, []).append(workspace.root / loaded.file)
    before = previous_statuses(base, period_id)
    for unit_id in unit_ids:
        all_owed = owed(agency, plan, where, unit_id, before.get(unit_id))
        for path in there.get(unit_id, [folder / f"{unit_id}.yaml"]):
            made.add(Made(path, unit_id), partial(_yaml, base, path, all_owed, refresh=refresh))
            if html and path.exists():
                target = path.with_suffix(".html")
                made.add(Made(target, unit_id, page=True), partial(_page, path, all_owed))
            if docx and path.exists():
                target = path.with_suffix(".docx")
                made.add(Made(target, unit_id, word=True), partial(_word, base, path, all_owed))
    guide = folder / SCHEMA_FILE
    made.add(Made(guide, ""), partial(_write_schema, guide, schema(agency, plan, where).encode()))
    return made.files


class _Made:
    """What is made, one file after another: one that cannot be written stops no other."""

    def __init__(self) -> None:
        self.files: list[Made] = []

    def add(self, file: Made, make: Callable[[], Made | None]) -> None:
        """Make one ``file`` and note what came of it; None, of a file that nobody asked for, is not told."""
        try:
            made = make()
        except (CannotRun, Refused) as error:
            made = dataclasses.replace(file, trouble=str(error), halted=True, exit_code=error.exit_code)
        self.files += [made] if made is not None else []


def _yaml(base: Base, path: Path, all_owed: Owed, *, refresh: bool) -> Made:
    """Write one form, or bring it up to date if that is wanted (``refresh``)."""
    unit_id = all_owed.unit_id
    if not path.exists():
        return Made(path, unit_id, written=replace_unchanged(path, None, form_of(all_owed).encode()))
    if not refresh:
        return Made(path, unit_id)
    around = base.around(all_owed.where.period)
    refreshed = _refresh(base.workspace, path, unit_id, parts_of(all_owed), around)
    kept = refreshed.updated.kept if refreshed.updated else ()
    return dataclasses.replace(refreshed, moved=_moved(all_owed.agency, all_owed.plan, unit_id, kept))


def _page(path: Path, all_owed: Owed) -> Made:
    """Write the page of one form beside its YAML; an older page of ours is replaced, any other file never."""
    target = path.with_suffix(".html")
    try:
        was = read_plain(path)
    except OSError as error:
        return Made(target, all_owed.unit_id, page=True, trouble=f"{path.name}: {reason(error)}; sửa rồi chạy lại")
    decoded = decode(path.name, was)
    if isinstance(decoded, Finding):
        return Made(target, all_owed.unit_id, page=True, trouble=f"{path.name}: {decoded.found}; sửa rồi chạy lại")
    content = webform(all_owed, recode(was)[0], form_of(all_owed), path.name).encode()
    written = write_free(target, content, is_form_page)
    return Made(written, all_owed.unit_id, written=True, page=True)


def _word(base: Base, path: Path, all_owed: Owed) -> Made:
    """Write one form in Word beside its YAML; one that says what the YAML has not, or another file, is left alone."""
    from reportgen.pipeline.unread import unread_of  # what reads Word

    period_id = all_owed.where.period
    loaded = load_status(base.workspace, path, base.around(period_id))
    target = path.with_suffix(".docx")
    status = loaded.value or loaded.partial
    if status is None:
        found = loaded.findings[0].found
        return Made(target, all_owed.unit_id, word=True, trouble=f"{path.name}: {found}; sửa rồi chạy lại")
    was = content_of(target)
    copy = None
    if was is not None and made_as(was) is None:
        left = unread_of(base, period_id, target)
        if left is None or not left.is_in_yaml:
            return Made(target, all_owed.unit_id, word=True, unread=left)
        copy = write_free(target.with_name(target.name + KEPT), was, lambda other: other == was)
    written = replace_unchanged(target, was, wordform(all_owed, shown_texts(status)))
    return Made(target, all_owed.unit_id, written=written, word=True, copy=copy, trouble="" if written else SAVED)


def _restored(base: Base, path: Path, name: str) -> Made:
    """Write again a file that an issued report was made from, and that is not there any more."""
    content = base.kept.content(name) if base.kept else b""
    return Made(path, path.stem, written=replace_unchanged(path, None, content))


def _moved(agency: Agency, plan: Plan, unit_id: str, kept: Iterable[str]) -> tuple[str, ...]:
    """Return what to do about each row in ``kept``; a unit that helps with a task may report on it."""
    sentences = []
    for code in kept:
        task = plan.tasks_by_code.get(code)
        if task is not None and unit_id in helpers_of(agency, task):
            continue
        if task is not None and unit_id not in owing_units(agency, task):
            leads = ", ".join(agency.shown_names(task.all_leads))
            sentences.append(f"{code} nay do {leads} chủ trì: gửi nội dung đã điền cho đơn vị ấy rồi xóa mục này")
        else:
            sentences.append(f"{code} không còn phải báo cáo nhưng đã điền nên giữ lại: xem rồi tự xóa")
    return tuple(sentences)


def _write_schema(path: Path, content: bytes) -> None:
    """Write the schema, unless it is there already: its time tells editors whether to read it again."""
    if content_of(path) != content:
        write_atomic(path, content)


def _refresh(workspace: Workspace, path: Path, unit_id: str, pieces: Parts, around: Surroundings) -> Made:
    """Bring one file up to date and prove, before it is written, that nothing typed has changed."""
    old = load_status(workspace, path, around)
    broken = [finding for finding in old.findings if _unplaced(finding)]
    if old.value is None or broken:
        first = (broken or errors_in(old.findings))[0]
        return Made(path, unit_id, trouble=f"còn lỗi ở dòng {first.line} ({first.found}); sửa rồi chạy lại")
    if path.is_symlink():
        return Made(path, unit_id, trouble="đây là đường dẫn tắt; hãy cập nhật tệp gốc")
    was = path.read_bytes()
    if hashlib.sha256(was).hexdigest() != old.sha256:
        return Made(path, unit_id, trouble=SAVED)
    text, encode = recode(was)
    if tabs := tab_lines(text):
        return Made(path, unit_id, trouble=f"dòng {min(tabs)} lùi bằng phím Tab; thay bằng dấu cách rồi chạy lại")
    places = {tuple(str(step) for step in key): place.line for key, place in old.marks.keys.items() if len(key) <= 2}
    done = update(text, pieces, places, _blank(old))
    if not done.changed:
        return Made(path, unit_id, updated=done)
    changed = encode(done.text)
    again = read_status(workspace, path, changed, around)
    if not _same(old, again, done) or not comments_kept(text, done.text):
        return Made(path, unit_id, trouble="không ghép được mà vẫn giữ nguyên nội dung đã điền; tệp được để yên")
    if not replace_unchanged(path, was, changed):
        return Made(path, unit_id, trouble=SAVED)
    return Made(path, unit_id, updated=done)


def _blank(loaded: Loaded[UnitStatus]) -> set[tuple[str, str]]:
    """Return the rows in which nothing was typed, not even something that could not be read."""
    status = loaded.value
    if status is None:
        return set()
    rows = [("chi_tieu", code) for code, row in status.targets.items() if row == TargetStatus()]
    rows += [("nhiem_vu", code) for code, row in status.tasks.items() if row == TaskStatus()]
    return {row for row in rows if not loaded.marks.spoilt(*row)}


def _unplaced(finding: Finding) -> bool:
    """Tell whether a finding says that lines may not stand where their marks say."""
    return finding.code.startswith(("yaml/", "khoa/", "tep/"))


def _same(old: Loaded[UnitStatus], new: Loaded[UnitStatus], done: Updated) -> bool:
    """Tell whether two readings of a form say the same, but for empty rows added and taken out."""
    if old.value is None or new.value is None:
        return False

    def filled(status: UnitStatus) -> UnitStatus:
        return dataclasses.replace(
            status,
            targets={code: row for code, row in status.targets.items() if row != TargetStatus()},
            tasks={code: row for code, row in status.tasks.items() if row != TaskStatus()},
        )

    return filled(old.value) == filled(new.value) and not set(done.removed) & {*new.value.tasks, *new.value.targets}
