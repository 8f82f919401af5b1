"""Causes, by group, equal ones once."""

from __future__ import annotations

from reportgen.compose.prose.fields import CAUSES
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.said import aside
from reportgen.compose.prose.shortcomings import NONE, SILENT, lacking
from reportgen.compose.prose.themes import together

_UNSAID = "Các đơn vị chưa nêu nguyên nhân của những tồn tại, hạn chế nêu trên."


def causes(material: Material) -> tuple[str, ...]:
    """Return the paragraphs; «Không.» only where there is no shortcoming to have a cause."""
    written = together(material.themes(CAUSES), aside)
    if written:
        return written
    if material.silent:
        return (SILENT,)
    return (_UNSAID,) if lacking(material) else (NONE,)
