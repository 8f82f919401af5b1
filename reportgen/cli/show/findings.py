"""How findings look: blocks with the line and a caret for people, annotations for GitHub."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reportgen.cli.show.terminal import echo, shown
from reportgen.finding import Finding, Position, Severity
from reportgen.pipeline.place import Workspace
from reportgen.vn.signs import visible, visible_name

if TYPE_CHECKING:
    from reportgen.pipeline.check import Checked

_WIDTH = 100
"""Longer lines are shown in part, around the place that is meant."""
_MOST_FILES = 20
"""With more files than this, the summary names only those with findings."""
_UNSENT = "; chưa gửi (ngay_lap để trống)"
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_VISIBLE = str.maketrans({"\t": "→", "\u00a0": " ", "\u202f": " "})


def prefix_of(where: Workspace) -> str:
    """Return what precedes file names so that they can be opened from here."""
    folder = shown(where.root)
    return "" if folder == "." else Path(folder).as_posix() + "/"


def findings(where: Workspace, found: Sequence[Finding], *, err: bool = False) -> None:
    """Print findings, a block each."""
    prefix = prefix_of(where)
    for finding in found:
        for line in block(finding, prefix):
            echo(line, err=err)


def block(finding: Finding, prefix: str = "") -> list[str]:
    """Return a finding as lines: place and fault, the line with a caret, what is needed, what to type."""
    colour = _COLOURS[finding.severity]
    place = f"{named(finding.file, prefix)}:{finding.line}:{finding.column}"
    severity = click.style(finding.severity.value, fg=colour, bold=True)
    lines = [f"{click.style(place, bold=True)}: {severity}: {finding.subject}: {finding.found}"]
    number = str(finding.line)
    margin = " " * (len(number) + 2)
    if finding.shown.strip():
        text, column, length = excerpt(finding)
        lines.append(f" {number} | {text}")
        lines.append(f"{margin}| {' ' * column}{click.style('^' * length, fg=colour)}")
    if finding.required:
        lines.append(f"{margin}  cần: {finding.required}")
    if finding.advice:
        label = "gợi ý" if finding.advice.startswith("có phải là") else "sửa"
        lines.append(f"{margin}  {label}: {finding.advice}")
    if finding.item:
        lines.append(f"{margin}  đúng thì ghi ở cuối tệp, dưới dòng xac_nhan: (chưa có thì thêm, sát lề):")
        lines.append(f"{margin}    {acknowledgement(finding)}")
    return [*lines, ""]


def acknowledgement(finding: Finding) -> str:
    """Return what to write under ``xac_nhan`` when a warning is right as it stands, but for the reason."""
    return acknowledging(finding.code, finding.item)


def acknowledging(code: str, item: str) -> str:
    """Return the entry that acknowledges the warning ``code`` for ``item``, but for the reason."""
    written = item if re.fullmatch(r"\w[\w./ -]*", item) else json.dumps(item, ensure_ascii=False)
    return f'- {{canh_bao: {code}, muc: {written}, ly_do: "…"}}'


def named(file: str, prefix: str) -> str:
    """Return how a file is called from here: those of the workspace by ``prefix``, others by their own path."""
    return shown(Path(file)) if Path(file).is_absolute() else visible_name(prefix + file)


def accepted(found: Iterable[Finding], prefix: str) -> list[str]:
    """Return a line for each acknowledged warning, with what its owner says."""
    return [
        f"đã xác nhận: {named(item.file, prefix)}:{item.line}: {item.found}; lý do: {item.reason}" for item in found
    ]


def excerpt(finding: Finding) -> tuple[str, int, int]:
    """Return the line to show, and column (from 0) and length of what is meant in it."""
    line = visible(finding.shown.translate(_VISIBLE).rstrip())
    column = min(finding.column - 1, len(line))
    begin = 0 if len(line) <= _WIDTH else max(0, min(column - 20, len(line) - _WIDTH))
    text = line[begin : begin + _WIDTH]
    if begin:
        text = "…" + text[1:]
    if begin + _WIDTH < len(line):
        text = text[:-1] + "…"
    column -= begin
    return text, column, max(1, min(finding.length, len(text) - column))


def summary(checked: Checked, prefix: str) -> list[str]:
    """Return a line for each file: errors, warnings, whether it was sent; many clean files share one line."""
    files, found = checked.files, checked.findings
    counts = tally(files, found)
    few = len(counts) <= _MOST_FILES
    shown_files = [name for name in counts if few or any(counts[name]) or name in checked.unsent]
    width = max((len(named(name, prefix)) for name in shown_files), default=0)
    lines = [
        f"{named(name, prefix):<{width}}  {verdict(counts[name])}{_UNSENT if name in checked.unsent else ''}"
        for name in shown_files
    ]
    if len(shown_files) < len(counts):
        lines.append(f"{len(counts) - len(shown_files)} tệp khác: không có lỗi")
    return lines


class Count(NamedTuple):
    """How many errors, warnings and notes there are."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0

    @classmethod
    def of(cls, found: Iterable[Finding]) -> Count:
        """Return how many of each are among ``found``."""
        counts = Counter(finding.severity for finding in found)
        return cls(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE])


def tally(files: Iterable[str], found: Sequence[Finding]) -> dict[str, Count]:
    """Return how many findings each file has, and what else findings name."""
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in found:
        by_file.setdefault(finding.file, []).append(finding)
    return {file: Count.of(its) for file, its in by_file.items()}


def verdict(count: Count) -> str:
    """Return how many errors, warnings and notes in words; in colour on a terminal."""
    words = [] if any(count) else [click.style("không có lỗi", fg="green")]
    for number, what, severity in zip(count, ("lỗi", "cảnh báo", "lưu ý"), Severity, strict=True):
        if number:
            words.append(click.style(f"{number} {what}", fg=_COLOURS[severity]))
    return ", ".join(words)


def github(found: Sequence[Finding], prefix: str) -> None:
    """Print findings as annotations that GitHub shows beside the lines of a change."""
    for finding in found:
        command = _GITHUB[finding.severity]
        place = Position(finding.line, finding.column, finding.length)
        words = [finding.found]
        words += [f"cần: {finding.required}"] if finding.required else []
        words += [f"sửa: {finding.advice}"] if finding.advice else []
        annotation(command, named(finding.file, prefix), place, f"{finding.subject} ({finding.code})", words)


def annotation(command: str, file: str, place: Position, title: str, words: Sequence[str]) -> None:
    """Print one annotation as GitHub reads it."""
    properties = {
        "file": file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": title,
    }
    given = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    echo(f"::{command} {given}::{_escaped('; '.join(words))}")


def _escaped(text: str, also: str = "") -> str:
    text = visible(text)
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
