"""What a cluster of machines can be given: drafts, lines of ``status --all``, documents to check.

Its machines stand in other folders: they are given whole paths, and what comes back is called as it was here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.pipeline.batch import FAILED, Done, Job, Work, one
from reportgen.pipeline.cluster import Errand, in_order, run_there
from reportgen.pipeline.lint import Linted, Profile, lint_file
from reportgen.pipeline.overview import Overview, overview
from reportgen.workspace import AGENCY_FILE, Workspace

_KEPT = "chạy lại thì cơ quan đã soạn, không có gì thay đổi, được bỏ qua"


def drafts_there(address: str, jobs: Sequence[Job], work: Work = one) -> Iterator[Done]:
    """Do the jobs of ``batch``, yielding each as it ends; raises as :func:`run_there` does."""
    errand = Errand(
        work,
        [replace(job, root=job.root.absolute()) for job in jobs],
        lambda job, why: Done(job.root, FAILED, problem=why),
        lambda job: job.root,
        "cơ quan",
        AGENCY_FILE,
        _KEPT,
    )
    for at, done in run_there(address, errand):
        root = jobs[at].root
        path, kept, dropped = (_here(path, root) for path in (done.path, done.kept, done.dropped_pdf))
        yield replace(done, root=root, path=path, kept=kept, dropped_pdf=dropped)


def _here(path: Path | None, root: Path) -> Path | None:
    """Return a path below the whole path of ``root`` as one below ``root`` as it was given."""
    return path and root / path.relative_to(root.absolute())


def overviews_there(address: str, roots: Sequence[Path], period: str | None, today: dt.date) -> Iterator[Overview]:
    """Yield a line for each workspace, in order; raises as :func:`run_there` does."""
    errand = Errand(
        overview,
        [(root.absolute(), period, today) for root in roots],
        lambda asked, why: Overview(asked[0], problem=why),
        lambda asked: asked[0],
        "cơ quan",
        AGENCY_FILE,
    )
    for root, line in zip(roots, in_order(run_there(address, errand)), strict=True):
        yield replace(line, folder=root)


def lint_there(address: str, paths: Sequence[Path], profiles: Sequence[Profile]) -> Iterator[Linted]:
    """Check each file against its profile, in order; raises as :func:`run_there` does."""
    errand = Errand(
        lint_file,
        [(path.absolute(), _abroad(profile)) for path, profile in zip(paths, profiles, strict=True)],
        lambda asked, why: Linted(asked[0], None, why),
        lambda asked: asked[0],
        "tệp",
    )
    for path, linted in zip(paths, in_order(run_there(address, errand)), strict=True):
        yield replace(linted, path=path)


def _abroad(profile: Profile) -> Profile:
    """Return a profile that means the same on another machine."""
    workspace = profile.workspace
    return profile if workspace is None else replace(profile, workspace=Workspace(workspace.root.absolute()))
