"""The ``archive`` commands for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportgen.formats.outputs.archive import (
    ADD,
    DIFF,
    LIST,
    REBUILD,
    SEARCH,
    SHOW,
    VERIFY,
    AddedOutput,
    BagFile,
    DiffOutput,
    HandedOver,
    HitLine,
    ListedLine,
    MetadataField,
    PrintedFault,
    PrintedLine,
    RebuiltOutput,
    SearchOutput,
    ShownOutput,
    TargetDifference,
    TaskDifference,
    VerifyOutput,
    cells,
)
from reportgen.formats.outputs.restored import RESTORE, RestoredOutput
from reportgen.pipeline.archive import Compared, Listed, Shown, TaskChange
from reportgen.pipeline.issued import Committed
from reportgen.pipeline.rebuild import Rebuilt
from reportgen.pipeline.register import Restored
from reportgen.pipeline.search import Found
from reportgen.pipeline.verify import Damage, Verified, grouped


def listing(items: Sequence[Listed]) -> Any:
    """Return the documents of the archive."""
    return LIST.write(map(_listed, items))


def _listed(item: Listed) -> ListedLine:
    return ListedLine(*cells(item.entry), *_standing(item))


def _standing(item: Listed) -> tuple[bool, str | None, str | None, tuple[str, ...] | None]:
    """Return what a ListedLine, and every record that begins as one, says after its line, in its order."""
    return item.signed, item.replaced.reference if item.replaced else None, *_corrections(item)


def _corrections(item: Listed) -> tuple[str | None, tuple[str, ...] | None]:
    """Return what a document corrects, and the letters that correct it; None for nothing."""
    corrects = item.corrects.reference if item.corrects else None
    return corrects, tuple(letter.reference for letter in item.corrections) or None


def document(item: Shown) -> Any:
    """Return one document in full."""
    return SHOW.write(
        ShownOutput(
            *cells(item.listed.entry),
            *_standing(item.listed),
            item.place,
            tuple(MetadataField(path, value) for path, value in item.fields),
            tuple(BagFile(name, size) for name, size in item.files),
            item.accepted,
            _faults(item.faults),
            item.notes,
        )
    )


def _faults(faults: Iterable[Damage]) -> tuple[PrintedFault, ...]:
    return tuple(PrintedFault(fault.where, fault.what, fault.advice) for fault in faults)


def hits(found: Found, items: Mapping[str, Listed]) -> Any:
    """Return what was found, each passage with its document."""
    lines = (
        HitLine(*cells(item.entry), hit.label, hit.text, hit.spans, *_corrections(item))
        for hit, item in ((hit, items[hit.document]) for hit in found.hits)
    )
    return SEARCH.write(SearchOutput(found.total, tuple(lines)))


def verified(result: Verified) -> Any:
    """Return what verifying found."""
    return VERIFY.write(
        VerifyOutput(
            whole=not result.faults,
            bags=result.bags,
            older=result.older,
            read=result.read,
            head=result.head or None,
            faults=_faults(result.faults),
            notes=result.notes,
        )
    )


def added(done: Committed) -> Any:
    """Return the line of a signed copy."""
    return ADD.write(AddedOutput(*cells(done.entry), done.entry.supplements, done.unfinished or None))


def difference(compared: Compared) -> Any:
    """Return how two reports differ, task by task."""
    return DIFF.write(
        DiffOutput(
            PrintedLine(*cells(compared.before)),
            PrintedLine(*cells(compared.after)),
            tuple(map(_task, compared.difference.tasks)),
            tuple(
                TargetDifference(code, name, before=old[0], after=new[0], verdict_before=old[1], verdict_after=new[1])
                for code, name, old, new in compared.targets
            ),
        )
    )


def _task(task: TaskChange) -> TaskDifference:
    return TaskDifference(
        code=task.code,
        text=task.text,
        before=task.before.task_class if task.before else None,
        after=task.after.task_class if task.after else None,
        moved=task.moved,
        open=task.open,
        told=task.told,
        extended=task.extended,
        handed_over=_handed_over(task),
    )


def _handed_over(task: TaskChange) -> HandedOver | None:
    if not task.handed_over or task.before is None or task.after is None:
        return None
    return HandedOver(task.before.leads, task.after.leads, task.by)


def rebuilt(result: Rebuilt) -> Any:
    """Return whether a report rendered again is the one that was issued."""
    return REBUILD.write(
        RebuiltOutput(
            *cells(result.entry),
            not result.differing,
            result.differing,
            result.changed,
            result.stale,
            result.made_by,
            result.now,
            tuple(letter.reference for letter in result.corrections) or None,
        )
    )


def restored(result: Restored) -> Any:
    """Return what became of the register that was made anew."""
    found = tuple(entry.reference for entry in result.found)
    years = tuple(year for year, _, _ in result.shorter)
    return RESTORE.write(
        RestoredOutput(
            len(result.entries),
            found,
            result.lost,
            years,
            result.kept,
            grouped(result.head),
            tuple(entry.reference for entry in result.unproven) or None,
            tuple(entry.reference for entry in result.dropped) or None,
            result.strangers or None,
        )
    )
