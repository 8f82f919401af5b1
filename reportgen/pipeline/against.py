"""The order of ``lint --against``: the data a draft carries, and today's, made into text with traced figures."""

from __future__ import annotations

from reportgen import __version__, carry
from reportgen.compose import compose
from reportgen.compose.trace import traced
from reportgen.errors import Refused
from reportgen.finding import errors_in
from reportgen.lint.figures import Baseline, Known, passages
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.period import merge_period
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document
from reportgen.workspace import Workspace


def baseline(workspace: Workspace, period: str, content: bytes) -> Baseline:
    """Return what the draft ``content`` is held against.

    A draft that carries no data is held against today's alone. Raises CannotRun when there is no such
    period, Refused when its data has errors or the draft is another period's.
    """
    merged = merge_period(workspace, period)
    if merged.snapshot is None:
        count = len(errors_in(merged.findings))
        raise Refused(f"số liệu kỳ {period} còn {count} lỗi nên chưa so được; xem bằng lệnh reportgen check")
    carried = carry.read(content)
    made = carried.snapshot if carried else merged.snapshot
    if _named(made) != _named(merged.snapshot):
        raise Refused(
            f"bản thảo là của {' / '.join(_named(made))}, không phải của {' / '.join(_named(merged.snapshot))}"
        )
    from reportgen.render import render

    context, sources = traced(compose(made))
    template = merged.template
    text = render(template.name, template.read_bytes(), context, made, __version__, merged.inputs)
    _, current = traced(compose(merged.snapshot))
    today = {source.path: source.value for source in current}
    known = tuple(Known(source.label, source.value, today.get(source.path)) for source in sources)
    return Baseline(passages(read_document(open_package(text))), known)


def _named(snapshot: Snapshot) -> tuple[str, str, str]:
    return snapshot.agency.name, snapshot.plan.id, snapshot.period_id
