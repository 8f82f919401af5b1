"""The order of ``batch``: the drafts of every workspace below a folder, side by side, each for itself."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import warn_if_unsafe
from reportgen.errors import ReportgenError, reason
from reportgen.files import beginning
from reportgen.finding import errors_in
from reportgen.formats import carry
from reportgen.pipeline.draft import draft_merged
from reportgen.pipeline.period import Merged, merge_period
from reportgen.pipeline.workers import MOST_WORKERS, processes
from reportgen.version import __version__
from reportgen.workspace import Workspace

DRAFTED, SKIPPED, FAILED = "da-soan", "bo-qua", "hong"


@dataclass(frozen=True)
class Job:
    """One workspace's draft: whether to make it although nothing has changed, whether to check its form."""

    root: Path
    period: str
    again: bool = False
    check_form: bool = True


@dataclass(frozen=True)
class Done:
    """What came of a job: its state, the draft, why there is none, how many warnings and breaches of form.

    ``kept``: what a person had made and that was left alone, as ``draft`` says it; ``path`` then has another name.
    ``dropped_pdf``: the PDF of the draft before, which went with it.
    """

    root: Path
    state: str
    path: Path | None = None
    problem: str = ""
    warnings: int = 0
    breaches: int = 0
    kept: Path | None = None
    dropped_pdf: Path | None = None


Work = Callable[[Job], Done]


def one(job: Job) -> Done:
    """Do one job; what goes wrong is said, not raised: the others are done all the same."""
    workspace = Workspace(job.root)
    try:
        merged = merge_period(workspace, job.period)
        unchanged = None if job.again else _unchanged(workspace, merged)
        if unchanged is not None:
            return Done(job.root, SKIPPED, unchanged)
        drafted = draft_merged(workspace, merged, check_form=job.check_form)
    except ReportgenError as error:
        return Done(job.root, FAILED, problem=str(error))
    except OSError as error:
        return Done(job.root, FAILED, problem=reason(error))
    except Exception as error:  # a fault of the program on one agency's data is not the others'
        return Done(job.root, FAILED, problem=f"lỗi ngoài dự kiến ({type(error).__name__}: {error})")
    if drafted.path is None:
        errors = errors_in(drafted.findings)
        first = f": {errors[0].file}:{errors[0].line}: {errors[0].found}" if errors else ""
        return Done(job.root, FAILED, problem=f"dữ liệu còn {len(errors)} lỗi{first}")
    breaches = len(list(drafted.form.breaches())) if drafted.form else 0
    warnings = len(drafted.findings)
    return Done(job.root, DRAFTED, drafted.path, "", warnings, breaches, drafted.kept, drafted.dropped_pdf)


def _unchanged(workspace: Workspace, merged: Merged) -> Path | None:
    """Return the draft that was made of the very inputs, template and program of today; None when there is none.

    The draft itself says what it was made of: nothing else has to be kept for a run to be taken up again.
    """
    if merged.snapshot is None:
        return None
    stem = "-".join(merged.period)
    template = hashlib.sha256(merged.template.read_bytes()).hexdigest()
    wanted = (__version__, template, dict(merged.inputs))
    # beside one that a person has edited, the program's own has a number
    for path in sorted(workspace.draft_folder().glob(f"{glob.escape(stem)}*.docx")):
        if not re.fullmatch(rf"{re.escape(stem)}(?: \(\d+\))?", path.stem):
            continue
        made = carry.as_made(beginning(path, carry.MAX_REPORT + 1))
        if made and (made.program, made.template_hash, dict(made.inputs)) == wanted:
            return path
    return None


def run_here(jobs: Sequence[Job], workers: int, work: Work = one) -> Iterator[Done]:
    """Do ``jobs`` in worker processes, yielding each as it ends; a worker that dies fails its own job only."""
    workers = min(workers, len(jobs), MOST_WORKERS)
    if workers < 2:
        yield from map(work, jobs)
        return
    warn_if_unsafe()
    left = list(jobs)
    while left:
        done: set[Path] = set()
        for result in _pooled(left, workers, work):
            done.add(result.root)
            yield result
        left = [job for job in left if job.root not in done]
        # A worker died: of the jobs that may have been at work then, each gets a process of its own.
        suspects, left = left[: 2 * workers + 1], left[2 * workers + 1 :]
        for job in suspects:
            alone = list(_pooled([job], 1, work))
            yield alone[0] if alone else Done(job.root, FAILED, problem="tiến trình soạn bị dừng đột ngột")


def _pooled(jobs: Sequence[Job], workers: int, work: Work) -> Iterator[Done]:
    """Yield what a pool of processes does of ``jobs``; ends early when one of them dies."""
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    with processes(workers) as pool:
        futures = [pool.submit(work, job) for job in jobs]
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                return
