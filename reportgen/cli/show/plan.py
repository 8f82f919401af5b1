"""What ``plan`` prints: the file, what stands in it, its form, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.cli.show.form import form
from reportgen.cli.show.left_alone import left_alone
from reportgen.cli.show.terminal import echo, in_folder, shown
from reportgen.pipeline.written import Written

if TYPE_CHECKING:
    from reportgen.pipeline.plan_out import PlanDrafted


def drafted(done: PlanDrafted) -> int:
    """Print where the document is and how it stands; return the exit code."""
    echo(f"Kế hoạch: {shown(done.path)}")
    if done.own_template:
        echo(f"Mẫu:      {done.own_template}")
    left_alone(Written(done.path, done.kept))
    for line in _lines(done):
        echo(line)
    form(done.formed.form, done.formed.unchecked)
    if done.plan.number is None or done.plan.date is None:
        command = f"reportgen{in_folder(done.workspace.root)} issue --plan {done.plan_id} --so SỐ --ngay NGÀY"
        echo(f"Xem lại bằng Word, rồi ban hành: {command}")
    return 0


def _lines(done: PlanDrafted) -> Iterator[str]:
    plan = done.plan
    tasks = f"{sum(1 for _ in plan.tasks())} nhiệm vụ"
    yield f"{len(plan.targets)} chỉ tiêu, {tasks}." if plan.targets else f"{tasks}."
    if not plan.sections:
        file = f"ke-hoach/{done.plan_id}.yaml"
        yield f"{file} chưa có noi_dung (lời của kế hoạch) nên văn bản in lời mẫu: viết noi_dung rồi chạy lại."
