"""A plan's number and date written into its file once it is issued; all else in the file stays byte for byte."""

from __future__ import annotations

import dataclasses
import re

from reportgen.errors import ReportgenError, reason
from reportgen.files import replace_unchanged
from reportgen.load import read_plan
from reportgen.model.entry import Entry
from reportgen.model.plan import Plan
from reportgen.patching.lines import Lines, comments_kept
from reportgen.vn.dates import short_date
from reportgen.workspace import Workspace
from reportgen.yamlmap.source import recode

_TRIES = 5
"""How often a file that is saved just then is looked at again."""
_KEY = r"^{}[ \t]*:[ \t]*?(?:[ \t]*[^#\s][^#]*?)?(?P<rest>[ \t]*(?:[ \t]#.*)?)$"
_PLACEHOLDER = r"^#\s*{}\s*:"


def record_in_plan(workspace: Workspace, entry: Entry) -> str:
    """Write number and date of an issued plan into its file; return what could not be done, empty for nothing.

    Whoever saves the file meanwhile loses nothing: what lies there at the moment of replacing is looked at again. Of
    any other document there is nothing to write.
    """
    if not entry.is_plan:
        return ""
    path = workspace.plan_file(entry.plan_id)
    name, wanted = workspace.name_of(path), f"so: {_number(entry)}, ngay: {short_date(entry.date)}"
    try:
        for _ in range(_TRIES):
            was = path.read_bytes()
            now = _numbered(workspace, entry, was)
            if now is None:
                return f"chưa ghi được vào {name}; tự ghi vào tệp ấy {wanted}"
            if now == was or replace_unchanged(path, was, now):
                return ""
    except (OSError, ReportgenError) as error:
        why = str(error).rstrip(".") if isinstance(error, ReportgenError) else reason(error)
        return f"chưa ghi được vào {name} ({why}); tự ghi vào tệp ấy {wanted}"
    return f"{name} đang được lưu liên tục nên chưa ghi được; tự ghi vào tệp ấy {wanted}"


def says(plan: Plan, entry: Entry) -> bool:
    """Tell whether a plan has the number and date that it was issued with."""
    return plan.date == entry.date and bool(plan.number) and (plan.number or "").lstrip("0") == str(entry.number)


def _numbered(workspace: Workspace, entry: Entry, was: bytes) -> bytes | None:
    """Return the file with number and date; None where that cannot be done, or would change anything else."""
    before = read_plan(workspace, entry.plan_id, was).value
    if before is None:
        return None
    if says(before, entry):
        return was
    text, encode = recode(was)
    now = _written(text, (("so", _number(entry)), ("ngay", short_date(entry.date))))
    after = read_plan(workspace, entry.plan_id, encode(now)).value
    wanted = dataclasses.replace(before, number=entry.padded_number, date=entry.date)
    return encode(now) if after == wanted and comments_kept(text, now) else None


def _number(entry: Entry) -> str:
    """Return the number as YAML keeps it: with a zero before it in quotes, else some programs count in eights."""
    return f'"{entry.padded_number}"' if entry.padded_number.startswith("0") else entry.padded_number


def _written(text: str, values: tuple[tuple[str, str], ...]) -> str:
    """Return the text with each key's value in its line; a key that is not there below ``ky_hieu`` or its comment."""
    lines = Lines(text)
    below = _line_of(lines, _KEY.format("ky_hieu"))
    for key, value in values:
        at = _line_of(lines, _KEY.format(key))
        if at is not None:
            rest = re.match(_KEY.format(key), lines.lines[at])
            lines.lines[at] = f"{key}: {value}{rest['rest'] if rest else ''}"
            continue
        commented = _line_of(lines, _PLACEHOLDER.format(key))
        place = below if commented is None else commented
        if place is not None:
            lines.after.setdefault(place, []).append(f"{key}: {value}")
    return lines.spliced()


def _line_of(lines: Lines, pattern: str) -> int | None:
    return next((at for at, line in enumerate(lines.lines) if re.match(pattern, line)), None)
