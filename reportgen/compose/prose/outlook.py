"""What comes next: what is overdue first, then the units' outlook, then the next steps by group; numbered."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.computed import count
from reportgen.compose.prose import classes, names
from reportgen.compose.prose.fields import NEXT_STEPS, OUTLOOK, REMEDIES
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.said import piece
from reportgen.compose.prose.shortcomings import SILENT
from reportgen.compose.prose.themes import told

_UNSAID = "Các đơn vị chưa nêu phương hướng, nhiệm vụ."


def outlook(material: Material) -> tuple[str, ...]:
    """Return the paragraphs, numbered where there are several."""
    items = (*_overdue(material), *told(material.themes(OUTLOOK, REMEDIES, NEXT_STEPS), piece))
    if not items:
        return (SILENT if material.silent else _UNSAID,)
    if len(items) == 1:
        return tuple(items[0])
    return tuple(text for number, item in enumerate(items, start=1) for text in (f"{number}. {item[0]}", *item[1:]))


def _overdue(material: Material) -> Iterator[tuple[str]]:
    late = [task for task in material.snapshot.tasks() if classes.overdue(task)]
    if late:
        opening = f"Tập trung hoàn thành {count(len(late))} nhiệm vụ đã quá hạn"
        yield (f"{opening}{names.listed(material.snapshot, late, material.task_name)}.",)
