"""The parts a), b) of a task in words."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.context import MucNho
from reportgen.model.snapshot import SubTaskResult
from reportgen.model.subtask import part_in_words


def parts_told(parts: Sequence[SubTaskResult]) -> tuple[MucNho, ...]:
    """Return what templates see of the parts of a task."""
    return tuple(_told(part) for part in parts)


def _told(part: SubTaskResult) -> MucNho:
    leads, helpers, products = ("; ".join(names) for names in (part.leads, part.helpers, part.products))
    deadline = part.deadline.text if part.deadline else ""
    line = part_in_words(part, part.letter, part.leads, part.helpers)
    return MucNho(part.letter, part.text, leads, helpers, deadline, products, line)
