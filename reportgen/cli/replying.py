"""``check --reply``: what to send back to whom, instead of the findings by place."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.cli.show.findings import Count
from reportgen.cli.show.reply import reply as show
from reportgen.errors import CannotRun
from reportgen.pipeline.check import check
from reportgen.pipeline.place import Workspace
from reportgen.pipeline.reply import replies


def reply(workspace: Workspace, subjects: Sequence[str], *, alone: bool, strict: bool) -> int:
    """Print the replies; return the exit code of ``check``. Raises CannotRun beside ``--watch`` or ``--format``."""
    if not alone:
        raise CannotRun("--reply in lời nhắn để chép vào thư: không dùng cùng --watch hay --format.")
    checked = check(workspace, subjects)
    show(replies(workspace, checked))
    count = Count.of(checked.findings)
    return 1 if count.errors or (strict and count.warnings) else 0
