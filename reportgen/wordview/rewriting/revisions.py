"""Changes as Word's own revisions: who made them and when, what was there before, so that each can be refused."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from reportgen.record import record
from reportgen.wordview.ooxml import W, attribute, local

_BEFORE_LEAVES_OUT = {
    "rPr": ("rPrChange", "ins", "del", "moveFrom", "moveTo"),
    "pPr": ("rPr", "sectPr", "pPrChange"),
    "sectPr": ("headerReference", "footerReference", "sectPrChange"),
}
"""What the properties as they were before do not repeat, by the schema."""
_DELETED = {"t": "delText", "instrText": "delInstrText"}


@record
class Reviser:
    """In whose name changes are recorded, and when: ``2026-06-15T08:00:00Z``."""

    author: str
    date: str


class Revisions:
    """Records what is changed as revisions; changes that are not to be tracked leave no trace."""

    def __init__(self, reviser: Reviser | None, roots: Iterable[etree._Element]) -> None:
        """``roots``: the parts of the document, whose numbers are taken."""
        self._reviser = reviser
        self._numbers = _free_numbers(roots)

    @property
    def tracked(self) -> bool:
        """Whether changes are recorded."""
        return self._reviser is not None

    def _made(self, name: str) -> etree._Element:
        assert self._reviser is not None
        node = etree.Element(W + name)
        node.set(f"{W}id", str(next(self._numbers)))
        node.set(f"{W}author", self._reviser.author)
        node.set(f"{W}date", self._reviser.date)
        return node

    def reformat(self, properties: etree._Element) -> None:
        """Record what a set of properties is, before it is changed; what is recorded already stays."""
        name = local(properties)
        if not self.tracked or properties.find(f"{W}{name}Change") is not None:
            return
        change = self._made(f"{name}Change")
        before = etree.SubElement(change, W + name)
        before.extend(copy.deepcopy(child) for child in properties if local(child) not in _BEFORE_LEAVES_OUT[name])
        properties.append(change)

    def numbered_apart(self, root: etree._Element) -> None:
        """Give a number of its own to each record of letters that was copied when its run was cut."""
        seen: set[str | None] = set()
        for node in root.iter(f"{W}rPrChange"):
            if attribute(node, "id") in seen:
                node.set(f"{W}id", str(next(self._numbers)))
            seen.add(attribute(node, "id"))

    def insert(self, run: etree._Element, beside: etree._Element, *, after: bool) -> None:
        """Put a run before or after ``beside``."""
        node = run
        if self.tracked:
            node = self._made("ins")
            node.append(run)
        if after:
            beside.addnext(node)
        else:
            beside.addprevious(node)

    def delete(self, run: etree._Element) -> None:
        """Take a run out."""
        parent = run.getparent()
        assert parent is not None
        if not self.tracked:
            parent.remove(run)
            return
        node = self._made("del")
        run.addprevious(node)
        node.append(run)
        for child in run:
            if local(child) in _DELETED:
                child.tag = W + _DELETED[local(child)]


def _free_numbers(roots: Iterable[etree._Element]) -> Iterator[int]:
    taken = (attribute(node, "id") or "" for root in roots for node in root.iter(etree.Element))
    return count(1 + max((int(number) for number in taken if number.isdecimal() and len(number) < 10), default=0))
