"""The order of ``batch``: the drafts of every workspace below a folder, side by side, each for itself."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import warn_if_unsafe
from reportgen.errors import ReportgenError, reason, unexpected
from reportgen.files import beginning
from reportgen.finding import errors_in, warnings_in
from reportgen.formats import carry
from reportgen.pipeline.draft import draft_merged
from reportgen.pipeline.period import Merged, merge_period
from reportgen.pipeline.workers import Ended, apart
from reportgen.version import __version__
from reportgen.workspace import Workspace

DRAFTED, SKIPPED, FAILED = "da-soan", "bo-qua", "hong"
LONGEST = 300.0
"""Seconds that the draft of one workspace may take: some hundred times what it does."""


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
    ``dropped_pdf``: the PDF of the draft before, which went with it. ``see``: the command that tells more of a
    ``problem``, with its period.
    """

    root: Path
    state: str
    path: Path | None = None
    problem: str = ""
    warnings: int = 0
    breaches: int = 0
    kept: Path | None = None
    dropped_pdf: Path | None = None
    see: str = "draft"


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
        return Done(job.root, FAILED, problem=unexpected(error))
    if drafted.path is None:
        errors = errors_in(drafted.findings)
        first = f": {errors[0].file}:{errors[0].line}: {errors[0].found}" if errors else ""
        return Done(job.root, FAILED, problem=f"dữ liệu còn {len(errors)} lỗi{first}", see="check")
    breaches = len(list(drafted.form.breaches())) if drafted.form else 0
    warnings = len(warnings_in(drafted.findings))
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


def run_here(jobs: Sequence[Job], workers: int, work: Work = one, seconds: float = LONGEST) -> Iterator[Done]:
    """Do ``jobs`` in worker processes, yielding each as it ends; ``seconds``: how long one may take.

    One that dies or takes longer fails alone.
    """
    warn_if_unsafe()
    for job, ended, result in apart(work, jobs, workers, seconds):
        yield result or Done(job.root, FAILED, problem=_ended(ended, seconds))


def _ended(ended: Ended, seconds: float) -> str:
    if ended is Ended.LATE:
        return (
            f"soạn quá {seconds:g} giây nên bỏ dở; chạy riêng lệnh draft ở thư mục này để xem vì sao, "
            "hoặc cho thêm thời gian bằng --timeout"
        )
    return "tiến trình soạn bị dừng đột ngột"
