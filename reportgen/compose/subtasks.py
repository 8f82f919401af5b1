"""The parts a), b) of a task in words."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.context import MucNho
from reportgen.model.snapshot import SubTaskResult


def parts_told(parts: Sequence[SubTaskResult]) -> tuple[MucNho, ...]:
    """Return what templates see of the parts of a task."""
    return tuple(_told(part) for part in parts)


def _told(part: SubTaskResult) -> MucNho:
    leads, helpers, products = ("; ".join(names) for names in (part.leads, part.helpers, part.products))
    deadline = part.deadline.text if part.deadline else ""
    own = [
        f"{what}: {words}"
        for what, words in (
            ("chủ trì", leads),
            ("phối hợp", helpers),
            ("thời hạn", deadline),
            ("sản phẩm", products),
        )
        if words
    ]
    aside = f" ({'; '.join(own)})" if own else ""
    line = f"{part.letter}) {part.text.rstrip(' .;') if own else part.text}{aside}"
    return MucNho(part.letter, part.text, leads, helpers, deadline, products, line)
