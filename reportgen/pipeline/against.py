"""The order of ``lint --against``: the data a draft carries, and today's, made into text with traced figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from reportgen.compose import compose
from reportgen.compose.trace import Source, sources_of, traced
from reportgen.errors import Refused, debugging
from reportgen.finding import errors_in
from reportgen.formats import carry
from reportgen.formats.carry import Carried, Provenance
from reportgen.formats.wire import Newer
from reportgen.linting.figures import Baseline, Known, TypedCounts, held_against
from reportgen.model.classing import by_first_rules
from reportgen.model.context import BoiCanh
from reportgen.model.snapshot import Snapshot
from reportgen.pins.facts import Reading
from reportgen.pipeline.period import Merged, merge_period
from reportgen.version import __version__
from reportgen.workspace import Workspace


def baseline(workspace: Workspace, period: str, content: bytes) -> Baseline:
    """Return what the draft ``content`` is held against; as :func:`baseline_of` in all else.

    The period's data is read once for all the drafts that one command holds against it. Raises CannotRun when there
    is no such period.
    """
    return _baseline(_merged(workspace, period), period, content)


def baseline_afresh(workspace: Workspace, period: str, content: bytes) -> Baseline:
    """Return what :func:`baseline` does, the period's data read anew."""
    return _baseline(merge_period(workspace, period), period, content)


def _baseline(merged: Merged, period: str, content: bytes) -> Baseline:
    try:
        carried = carry.read(content)
        if carried and carried.snapshot == merged.snapshot:
            carried = replace(carried, snapshot=merged.snapshot)  # a large one is held once
        return baseline_of(merged, carried, period)
    except Newer as error:
        return baseline_of(merged, None, period, f"số liệu kèm theo bản thảo {error}")


_UNUSABLE = "bản thảo không mang số liệu dùng được"


def baseline_of(merged: Merged, carried: Carried | None, period: str, unusable: str = _UNUSABLE) -> Baseline:
    """Return what a draft that carries ``carried`` is held against; ``period``: as it was asked for.

    A draft that carries no data that can be used, as ``unusable`` says, is held against today's alone. Raises
    Refused when the period's data has errors or the draft is another period's.
    """
    if merged.snapshot is None:
        count = len(errors_in(merged.findings))
        raise Refused(f"số liệu kỳ {period} còn {count} lỗi nên chưa so được; xem bằng lệnh reportgen check")
    if carried is not None:
        theirs, ours = _agency_plan_period(carried.snapshot), _agency_plan_period(merged.snapshot)
        if theirs != ours:
            raise Refused(f"bản thảo là của {' / '.join(theirs)}, không phải của {' / '.join(ours)}")
        try:
            found = _text(merged, carried.snapshot, merged.snapshot)
            note = _of_template(merged.template, carried.provenance)
            return replace(found, note=note, counts=_counts(carried.snapshot, merged.snapshot))
        except Exception:
            # Anybody may have changed what a file carries, and there is no list of what that breaks: such
            # data counts as none, and the note says so. A fault of ours shows again on today's data below.
            if debugging():
                raise
    found = _text(merged, merged.snapshot, merged.snapshot)
    note = f"{unusable}: chỉ so với số liệu hiện nay"
    return replace(found, note=note, counts=_counts(merged.snapshot))


def _counts(
    *snapshots: Snapshot,
) -> TypedCounts:
    """Return what looks at the counts that somebody typed: the data a draft was made of, and today's."""
    from reportgen.vouch.counted import typed_counts  # few drafts have more in them than was made

    return partial(typed_counts, [Reading(snapshot, {}) for snapshot in snapshots])


def _of_template(template: Path, made: Provenance) -> str:
    """Return what to know of a draft whose template has changed since; empty where it is the same."""
    if hashlib.sha256(template.read_bytes()).hexdigest() == made.template_hash:
        return ""
    return f"mẫu {made.template} đã thay đổi từ khi soạn bản thảo nên có thể có số không so được: nên soạn lại"


@lru_cache(maxsize=1)
def _merged(workspace: Workspace, period: str) -> Merged:
    """Merge a period once for all the drafts that are held against it."""
    return merge_period(workspace, period)


def _text(merged: Merged, made: Snapshot, now: Snapshot) -> Baseline:
    """Return the text that the data ``made`` gives, its figures traced, beside the values of ``now``."""
    now = by_first_rules(now) if made.classing == 1 else now  # another way of counting is no change of data
    docx, sources = _rendered(merged, made, compose(made))
    if made == now:
        return held_against(docx, tuple(_known(sources, sources)))
    # in the same words, so that the same figures stand
    context = compose(replace(now, words=made.words))
    known = tuple(_known(sources, sources_of(context, {source.place for source in sources})))
    del sources
    today, _ = _rendered(merged, now, context if now.words == made.words else compose(now))
    del context
    return held_against(docx, known, today)


def _rendered(merged: Merged, snapshot: Snapshot, context: BoiCanh) -> tuple[bytes, Sequence[Source]]:
    """Return the report of a snapshot and its context, its figures between marks, and the sources of those printed."""
    from reportgen.render import render

    figured, sources = traced(context)
    template = merged.template
    return render(template.name, template.read_bytes(), figured, snapshot, __version__, merged.inputs), sources


def _known(made: Iterable[Source], now: Iterable[Source]) -> Iterator[Known]:
    """Yield each source with its value today: found by its path, or else by words that only one figure has."""
    today: dict[str, str] = {}
    near: dict[str, list[str]] = {}
    for source in now:
        today[source.path] = source.value
        near.setdefault(source.near, []).append(source.value)
    for source in made:
        alike = near.get(source.near, []) if source.near else []
        yield Known(source.label, source.value, today.get(source.path, alike[0] if len(alike) == 1 else None))


def _agency_plan_period(snapshot: Snapshot) -> tuple[str, str, str]:
    return snapshot.agency.name, snapshot.plan.id, snapshot.period_id
