"""``template`` for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.formats.outputs.template import (
    TEMPLATE_CHECK,
    TEMPLATE_LIST,
    CheckedTemplate,
    PrintedNearMiss,
    PrintedSlip,
    PrintedTemplate,
    PrintedTrial,
    TemplateCheckOutput,
    TemplatesOutput,
)
from reportgen.pipeline.templates import AllTemplates, Examined, TemplateSlip


def listed(found: AllTemplates) -> Any:
    """Return the templates of an office."""
    files = (
        PrintedTemplate(
            file.name, file.path, file.own, file.replaces, file.report, tuple(map(str, file.used)), file.refused
        )
        for file in found.templates
    )
    misses = (PrintedNearMiss(miss.path, miss.name, miss.other_kind) for miss in found.near_misses)
    return TEMPLATE_LIST.write(TemplatesOutput(tuple(files), tuple(misses), found.unread))


def checked(found: Sequence[Examined]) -> Any:
    """Return what was found in each template."""
    return TEMPLATE_CHECK.write(TemplateCheckOutput(tuple(map(_file, found)), sum(one.faults for one in found)))


def _file(one: Examined) -> CheckedTemplate:
    way = one.way
    return CheckedTemplate(
        path=one.path,
        unread=one.unread,
        slips=tuple(map(_slip, one.slips)),
        trials=tuple(PrintedTrial(str(tried.period), tried.fault) for tried in one.tried),
        compiled=way.compiled if way else None,
        why=way.why if way else "",
        place=way.place if way else "",
        marked=one.marked.path if one.marked else None,
    )


def _slip(slip: TemplateSlip) -> PrintedSlip:
    paragraph = None if slip.paragraph is None else slip.paragraph + 1
    return PrintedSlip(slip.part, slip.place, slip.tag, slip.reason, slip.member, paragraph)
