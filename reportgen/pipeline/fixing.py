"""The order of ``check --fix``: read each file, write properly what has one meaning, prove it, keep the old file."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import CannotRun
from reportgen.files import replace_unchanged, write_free
from reportgen.finding import Finding
from reportgen.load import Loaded, read_as
from reportgen.model.agency import Agency
from reportgen.model.plain import NO_PLAN
from reportgen.model.plan import Plan
from reportgen.model.status import UnitStatus
from reportgen.model.words import Words
from reportgen.patching.lines import comments_kept
from reportgen.pipeline.base import Base
from reportgen.pipeline.heading import with_codes
from reportgen.pipeline.kept import filed
from reportgen.pipeline.sources import choose
from reportgen.vn.text import nfc
from reportgen.workspace import AGENCY_FILE, KEPT, PLANS, STATUSES, WORDS, Workspace
from reportgen.yamlmap.encodings import unicode_of
from reportgen.yamlmap.mend import mended
from reportgen.yamlmap.source import MAX_BYTES, Source, decode, recode

SAVED = "tệp vừa được lưu lại trong lúc sửa nên được để yên; chạy lại lệnh"


@dataclass(frozen=True)
class Fixed:
    """One file that was written properly, or would be.

    ``diff`` is a unified diff without its heading; ``copy`` the old file as it was, None where nothing was written;
    ``trouble`` says why nothing could be.
    """

    path: Path
    diff: tuple[str, ...]
    converted: bool = False
    copy: Path | None = None
    trouble: str = ""


def fix(workspace: Workspace, files: Iterable[str], *, write: bool) -> list[Fixed]:
    """Write the files properly that can be, or tell what would be written; files are named from the workspace.

    What an issued report was made from stays as it was filed.
    Raises Refused for a file that is open in another program, CannotRun when a folder cannot be written.
    """
    names = list(files)
    issued = filed(workspace, names)
    done = [_fix(workspace, workspace.root / name, name, write=write) for name in names if name not in issued]
    return [one for one in done if one is not None]


def _fix(workspace: Workspace, path: Path, name: str, *, write: bool) -> Fixed | None:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        return None
    was = path.read_bytes()
    found = _text_of(name, was)
    if found is None:
        return None
    text, encode, converted = found
    now = mended(text, _reader(workspace, name))
    if now == text and not converted:
        return None
    if not comments_kept(text, now):
        return None
    diff = tuple(difflib.unified_diff(text.split("\n"), now.split("\n"), lineterm="", n=1))[2:]
    if not write:
        return Fixed(path, diff, converted)
    copy = write_free(path.with_name(path.name + KEPT), was, lambda other: other == was)
    if not replace_unchanged(path, was, encode(now)):
        return Fixed(path, diff, converted, trouble=SAVED)
    return Fixed(path, diff, converted, copy)


def _text_of(name: str, content: bytes) -> tuple[str, Callable[[str], bytes], bool] | None:
    """Return the text of a file with ``\\n`` line ends, how to write it, and whether its encoding is another now."""
    source = decode(name, content)
    if isinstance(source, Source) and not source.findings:
        raw, encode = recode(content)
        ends = "\r\n" if "\r\n" in raw else "\n"
        return source.text, lambda text: encode(text.replace("\n", ends)), False
    text = unicode_of(content)
    if text is None:
        return None
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    readable = decode(name, text.encode())
    if isinstance(readable, Finding) or readable.findings:
        return None
    return text, lambda changed: changed.encode(), True


def _record_of(name: str) -> type[Any]:
    """Return what a file holds, by where it lies."""
    if name == AGENCY_FILE:
        return Agency
    return {PLANS: Plan, WORDS: Words}.get(name.split("/")[0], UnitStatus)


def _reader(workspace: Workspace, name: str) -> Callable[[str], Loaded[Any]]:
    """Return how the file is read: a status file beside its plan, where it lies in its place."""
    record, chosen = _record_of(name), _chosen(workspace, name)
    if chosen is None:
        return lambda text: read_as(record, name, text, NO_PLAN)
    base, period_id = chosen
    around = base.around(period_id)
    return lambda text: with_codes(read_as(UnitStatus, name, text, around), base, period_id)


def _chosen(workspace: Workspace, name: str) -> tuple[Base, str] | None:
    folders = name.split("/")
    if folders[0] != STATUSES or len(folders) != 4:
        return None
    try:
        return choose(workspace, f"{folders[1]}/{folders[2]}")
    except CannotRun:
        return None
