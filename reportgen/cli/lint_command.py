"""``lint``: which files, against what, printed how, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reportgen.cli import lint_output, printing
from reportgen.cli.terminal import shown
from reportgen.errors import CannotRun
from reportgen.nd30.clauses import CLAUSES, spelled
from reportgen.nd30.rules import named
from reportgen.pipeline import lint as steps
from reportgen.pipeline.workers import cores
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
    clause = next((clause for clause in CLAUSES if spelled(clause.prefix) == spelled(name)), None)
    if clause is not None and not named(name):
        click.echo(f"{clause.prefix} · {clause.title}")
        click.echo(f"Không có quy tắc nào xét điều này: {clause.unseen}")
        return 0
    for at, rule in enumerate(steps.rules_named([name])):
        if at:
            click.echo()
        lint_output.explain(rule)
    return 0


def run(folder: Path | None, files: Sequence[str], options: Options) -> int:
    """Check the files and print the results; return the exit code."""
    if not files or not all(name.strip() for name in files):
        raise CannotRun("Chưa ghi tệp cần kiểm tra. Ví dụ: reportgen lint ban-thao/bao-cao.docx")
    given = [_placed(Path(name), folder) for name in files]
    paths = steps.documents(_expanded(given))
    if not paths:
        raise CannotRun(f"Không có tệp .docx nào trong {', '.join(shown(path) for path in given)}.")
    profiles = _profiles(folder, paths, options)
    results = steps.lint_files(paths, profiles, options.jobs or cores())
    write = {"text": lint_output.text, "json": lint_output.as_json, "sarif": lint_output.as_sarif}[options.form]
    tally = write(results)
    if tally.unread:
        return 2
    return int(tally.faulty > 0 or (options.strict and tally.advised > 0))


def _split(names: Sequence[str]) -> list[str]:
    found = [name.strip() for given in names for name in given.split(",") if name.strip()]
    if names and not found:
        raise CannotRun("Chưa ghi mã quy tắc. Ví dụ: --select PL1-II-9d")
    return found


def _expanded(files: Sequence[Path]) -> list[Path]:
    """Return the files, patterns such as ``*.docx`` expanded: the console of Windows leaves that to programs."""
    found: list[Path] = []
    for file in files:
        pattern = any(sign in file.name for sign in "*?") and "**" not in file.name and not file.exists()
        found += (sorted(file.parent.glob(file.name)) if pattern else []) or [file]
    return found


def _placed(file: Path, folder: Path | None) -> Path:
    """Return a file as given, or inside the folder of ``-C`` when it is only there."""
    inside = folder / file if folder is not None else file
    return inside if not file.exists() and inside.exists() else file


def _profiles(folder: Path | None, paths: Sequence[Path], options: Options) -> list[steps.Profile]:
    """Return what each file is checked against: its own workspace where none is given or stood in."""
    select, ignore = _split(options.select), _split(options.ignore)
    known: dict[Workspace | None, steps.Profile] = {}
    found = []
    for path in paths:
        workspace = _workspace(folder, path)
        if workspace not in known:
            known[workspace] = made = steps.profile(workspace, select, ignore, options.period)
            if made.trouble:
                click.echo(f"Lưu ý: {made.trouble}.", err=True)
        found.append(known[workspace])
    return found


def _workspace(folder: Path | None, file: Path) -> Workspace | None:
    """Return the workspace of ``-C``, else the one around here or around the file; None outside any."""
    try:
        return printing.workspace(folder, (str(file),))
    except CannotRun:
        if folder is not None:
            raise
        return None
