"""``lint``: which files, against what, printed how, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reportgen.cli import lint_output, printing
from reportgen.cli.terminal import shown
from reportgen.errors import CannotRun
from reportgen.lint import Verdict
from reportgen.nd30.rules import BY_ID
from reportgen.pipeline import lint as steps
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Options:
    """What the user asked for beside the files."""

    form: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    jobs: int | None
    period: str | None


def explain(name: str) -> int:
    """Print what the rules that ``name`` means are; return the exit code."""
    for at, rule in enumerate(steps.rules_named([name])):
        if at:
            click.echo()
        lint_output.explain(BY_ID[rule.id])
    return 0


def run(folder: Path | None, files: Sequence[Path], options: Options) -> int:
    """Check the files and print the results; return the exit code."""
    if not files:
        raise CannotRun("Chưa ghi tệp cần kiểm tra. Ví dụ: reportgen lint ban-thao/bao-cao.docx")
    paths = steps.documents(_expanded(files))
    if not paths:
        raise CannotRun(f"Không có tệp .docx nào trong {shown(files[0])}.")
    where = _workspace(folder, files[0])
    against = steps.profile(where, _split(options.select), _split(options.ignore), options.period)
    if against.trouble:
        click.echo(f"Lưu ý: {against.trouble}.", err=True)
    results = steps.lint_files(paths, against, options.jobs or steps.cores())
    if options.form == "text":
        seen = lint_output.text(results)
    else:
        seen = list(results)
        (lint_output.as_json if options.form == "json" else lint_output.as_sarif)(seen)
        for linted in seen:
            if linted.report is None:
                click.echo(f"{shown(linted.path)} · không kiểm tra được · {linted.problem}", err=True)
    return exit_code(seen, strict=options.strict)


def exit_code(seen: Sequence[steps.Linted], *, strict: bool) -> int:
    """Return 2 when a file could not be read, 1 for faults (``strict``: also for recommendations), else 0."""
    if any(linted.report is None for linted in seen):
        return 2
    counted = (Verdict.LOI, Verdict.KHUYEN_NGHI) if strict else (Verdict.LOI,)
    return int(any(linted.report.count(verdict) for linted in seen if linted.report for verdict in counted))


def _split(names: Sequence[str]) -> list[str]:
    return [name.strip() for given in names for name in given.split(",") if name.strip()]


def _expanded(files: Sequence[Path]) -> list[Path]:
    """Return the files, patterns such as ``*.docx`` expanded: the console of Windows leaves that to programs."""
    found: list[Path] = []
    for file in files:
        pattern = not file.exists() and any(sign in file.name for sign in "*?")
        found += (sorted(file.parent.glob(file.name)) if pattern else []) or [file]
    return found


def _workspace(folder: Path | None, file: Path) -> Workspace | None:
    """Return the workspace of ``-C``, else the one around here or around the file; None outside any."""
    try:
        return printing.workspace(folder, (str(file),))
    except CannotRun:
        if folder is not None:
            raise
        return None
