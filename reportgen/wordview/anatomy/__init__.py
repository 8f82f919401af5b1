"""Naming the parts of an administrative document by what stands where and how it reads.

Nghị định 30, Phụ lục I, mục IV draws where each part stands; here they are found in documents that
anybody typed. A part that is not found with confidence is left out, and rules about it say so.
"""

from __future__ import annotations

from reportgen.wordview.anatomy.body import read_appendices, read_body
from reportgen.wordview.anatomy.foot import read_foot
from reportgen.wordview.anatomy.head import divided, read_head
from reportgen.wordview.anatomy.parts import Anatomy, Appendix, Builder, Component
from reportgen.wordview.anatomy.title import read_title
from reportgen.wordview.document import Document
from reportgen.wordview.lines import lines_of

__all__ = ["Anatomy", "Appendix", "Component", "anatomy"]


def anatomy(document: Document) -> Anatomy:
    """Name the parts of ``document``."""
    builder = Builder(divided(lines_of(document.paragraphs)))
    after_head = read_head(builder)
    kind, start = read_title(builder, after_head)
    foot = read_foot(builder, start)
    ended = max((line.order + 1 for line in builder.lines if line.order in builder.taken), default=0)
    appendices = read_appendices(builder, ended if foot < len(builder.lines) else start)
    end = min(foot, appendices[0].heading.order) if appendices else foot
    body = read_body(builder, start, end)
    return Anatomy(
        lines=builder.lines,
        parts={part: tuple(lines) for part, lines in builder.parts.items()},
        confidence=builder.confidence,
        kind=kind,
        appendices=appendices,
        body=body,
        main=builder.lines[: appendices[0].heading.order] if appendices else builder.lines,
    )
