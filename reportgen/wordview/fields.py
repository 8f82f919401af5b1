"""Fields: what each is told to do, joined from the runs that its instruction is cut into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportgen.wordview.ooxml import W, attribute, local

FIELDS = ("fldChar", "instrText", "fldSimple")
"""The elements without which there is no field."""
_FIELDS = tuple(W + name for name in FIELDS)
_CODED = (*_FIELDS, f"{W}t")
_INVISIBLE = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2065), 0xFEFF))
"""Signs without width, for ``str.translate``."""
_NAME_ENDS = frozenset(' \t\r\n\u00a0\\"=')
_QUOTED = r"\s*HYPERLINK\s+(?:\"([^\"]*)\"|([^\s\\]\S*))"


def instructions(root: etree._Element) -> Iterator[str]:
    """Yield the instruction of each field below ``root``, of one inside another as well, in the order they end.

    An instruction may be cut over runs and paragraphs, and stand in text that is no ``instrText``: Word takes all
    between a field's beginning and its result for it. A field that never gets so far is given too.
    """
    if next(root.iter(*_FIELDS), None) is None:
        return
    fields = _Open()
    for node in root.iter(*_CODED):
        name = local(node)
        if name == "fldSimple":
            yield attribute(node, "instr") or ""
        elif name == "fldChar":
            yield from fields.marked(attribute(node, "fldCharType"))
        elif fields.codes:
            fields.codes[-1].append(node.text or "")  # also the result of a field inside the instruction
        elif name == "instrText":
            yield node.text or ""  # of no field: a damaged one's, which another program may mend
    yield from ("".join(pieces) for pieces in fields.codes)


class _Open:
    """The fields that have begun: for each whether it still says what to do; the pieces of those instructions."""

    def __init__(self) -> None:
        self.coding: list[bool] = []
        self.codes: list[list[str]] = []

    def marked(self, kind: str | None) -> Iterator[str]:
        """Note that a field begins, shows its result or ends; yield its instruction where that is complete."""
        if kind == "begin":
            self.coding.append(True)
            self.codes.append([])
        elif self.coding and kind in ("separate", "end"):
            if self.coding.pop():
                yield "".join(self.codes.pop())
            if kind == "separate":
                self.coding.append(False)


def field_name(instruction: str) -> str:
    """Return the name of the field that an instruction is for, in capitals; empty for an empty one."""
    text = instruction.translate(_INVISIBLE).lstrip(' \t\r\n\u00a0"')
    if text.startswith("="):
        return "="
    return text[: next((at for at, sign in enumerate(text) if sign in _NAME_ENDS), len(text))].upper()


def linked_address(instruction: str) -> str:
    """Return the address of a HYPERLINK field; empty for any other field and for a link within the document."""
    if field_name(instruction) != "HYPERLINK":
        return ""
    match = re.match(_QUOTED, instruction.translate(_INVISIBLE), re.IGNORECASE)
    return (match[1] or match[2] or "") if match else ""
