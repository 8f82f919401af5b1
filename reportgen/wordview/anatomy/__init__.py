"""Naming the parts of an administrative document by what stands where and how it reads.

Nghị định 30, Phụ lục I, mục IV draws where each part stands; here they are found in documents that
anybody typed. A part that is not found with confidence is left out, and rules about it say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.wordview.anatomy.attached import read_appendices, read_attachments, read_rest
from reportgen.wordview.anatomy.body import read_body
from reportgen.wordview.anatomy.foot import read_foot
from reportgen.wordview.anatomy.head import divided, read_head
from reportgen.wordview.anatomy.parts import Anatomy, Appendix, Attachment, Builder, Component, Further
from reportgen.wordview.anatomy.stretches import Begun, Stretch, forms, name_copy, stretches
from reportgen.wordview.anatomy.title import read_title
from reportgen.wordview.document import Document
from reportgen.wordview.lines import Line, counted, lines_of

__all__ = ["Anatomy", "Appendix", "Attachment", "Component", "Further", "Stretch", "anatomy"]


def anatomy(document: Document) -> Anatomy:
    """Name the parts of ``document``, and those of further documents in the same file."""
    lines = divided(lines_of(document.paragraphs))
    begun = stretches(lines)
    cuts = [item for item in begun if item.kind is not Stretch.BIEU_MAU]
    ends = [*(item.order for item in cuts), len(lines)]
    own = _read(lines[: ends[0]], [item for item in begun if item.order < ends[0]])
    further = [_further(lines[item.order : end], item, begun) for item, end in zip(cuts, ends[1:], strict=True)]
    return replace(own, lines=lines, further=tuple(further))


def _further(lines: Sequence[Line], at: Begun, begun: Sequence[Begun]) -> Further:
    """Name the parts of a document behind the file's own, its lines counted from 0 again."""
    inside = [
        Begun(item.kind, item.order - at.order) for item in begun if at.order < item.order < at.order + len(lines)
    ]
    return Further(at.kind, at.order, _read(tuple(counted(lines)), inside, copy=at.kind is Stretch.BAN_SAO))


def _read(lines: tuple[Line, ...], begun: Sequence[Begun], *, copy: bool = False) -> Anatomy:
    """Name the parts of one document; ``begun``: the forms in it. ``copy``: it is the head of a copy."""
    builder = Builder(lines)
    for form in forms(lines, begun):
        builder.name(Component.BIEU_MAU, form)
    copied = name_copy(builder) if copy else None
    after_head = read_head(builder)
    kind, start = read_title(builder, after_head)
    foot = read_foot(builder, start)
    ended = _ended(builder)
    signed = foot < len(builder.lines)
    appendices = read_appendices(builder, ended if signed else start)
    attachments = read_attachments(builder, ended if signed else start, signed=signed)
    behind = [
        *(item.heading for item in appendices[:1]),
        *(line for item in attachments[:1] for line in item.title[:1]),
    ]
    behind += builder.parts.get(Component.BIEU_MAU, ())[:1]
    end = min([foot, *(line.order for line in behind)])
    body = read_body(builder, start, end)
    read_rest(builder, ended)
    return Anatomy(
        lines=builder.lines,
        parts={part: tuple(lines) for part, lines in builder.parts.items()},
        confidence=builder.confidence,
        kind=copied or kind,
        appendices=appendices,
        body=body,
        main=builder.lines[: min((line.order for line in behind), default=len(lines))],
        attachments=attachments,
        signed=ended if signed else len(lines),
    )


def _ended(builder: Builder) -> int:
    """Return the order of the line behind the last that belongs to a part, forms apart."""
    formed = {line.order for line in builder.parts.get(Component.BIEU_MAU, ())}
    return max((order + 1 for order in builder.taken - formed), default=0)
