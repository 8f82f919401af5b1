"""Carrying out changes in a package: the parts they touch are written again, all others stay as they are.

What a change means by a paragraph is found again by its place in what is read of the file. A change of text is left
undone where the text is not simply typed: in a field, in somebody's tracked change, in a locked control.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from lxml import etree

from reportgen.wordview.changes import (
    Change,
    LayoutChange,
    LettersChange,
    NumberAbove,
    NumberGone,
    RuleBelow,
    RuleLength,
    SectionChange,
    TextChange,
)
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.ooxml import W
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_with_sources
from reportgen.wordview.repacking import repacked
from reportgen.wordview.rewriting.drawn import line_run, resized, run_with
from reportgen.wordview.rewriting.headers import NewHeaders, number_into
from reportgen.wordview.rewriting.properties import LAYOUT, LETTERS, SECTION, set_all
from reportgen.wordview.rewriting.revisions import Reviser, Revisions
from reportgen.wordview.rewriting.runs import Runs, may_be_retyped, run_like
from reportgen.wordview.sources import Sources


def rewritten(content: bytes, document: Document, changes: Sequence[Change], reviser: Reviser | None = None) -> bytes:
    """Return the .docx with ``changes`` carried out; ``document``: what was read of it, whose paragraphs they name.

    ``reviser``: record them as Word's revisions in that name; None to write them straight. Raises Unreadable for what
    cannot be read.
    """
    package = open_package(content)
    fresh, sources = read_with_sources(package)
    nodes = {id(old): sources.of(new) for old, new in zip(_every(document), _every(fresh), strict=True)}
    revisions = Revisions(reviser, sources.parts.values())
    work = _Work(nodes, sources, revisions, NewHeaders(package))
    # text last, from the end on: runs are cut there, and what is behind moves
    for change in sorted(changes, key=_order):
        work.carry_out(change)
    parts = {package.member(name): root for name, root in sources.parts.items() if id(root) in work.touched}
    for root in parts.values():
        revisions.numbered_apart(root)
    return repacked(content, {name: _written(root) for name, root in parts.items()} | work.headers.members)


def _order(change: Change) -> tuple[bool, int, int]:
    return (True, -change.at, -change.until) if isinstance(change, TextChange) else (False, 0, 0)


def _every(document: Document) -> list[Paragraph]:
    """Return all paragraphs of a document, in an order that is the same each time it is read."""
    notes = (paragraph for note in document.notes for paragraph in note.paragraphs)
    parts = (part for section in document.sections for part in (*section.headers.values(), *section.footers.values()))
    return [*document.paragraphs, *notes, *chain.from_iterable(parts)]


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


class _Work:
    """A document while it is changed; ``touched``: which parts were, by the identity of their roots."""

    def __init__(
        self, nodes: Mapping[int, etree._Element], sources: Sources, revisions: Revisions, headers: NewHeaders
    ) -> None:
        self._nodes, self._sources, self._revisions, self.headers = nodes, sources, revisions, headers
        self.touched: set[int] = set()
        self._known: dict[int, Runs] = {}
        self._ways: Mapping[type, Callable[[Any], None]] = {
            TextChange: self._text,
            LettersChange: self._letters,
            LayoutChange: self._layout,
            SectionChange: self._section,
            NumberGone: self._number_gone,
            NumberAbove: self._number_above,
            RuleBelow: self._rule_below,
            RuleLength: self._rule_length,
        }

    def carry_out(self, change: Change) -> None:
        """Do one change."""
        self._ways[type(change)](change)

    def _node(self, paragraph: Paragraph) -> etree._Element:
        return self._touch(self._nodes[id(paragraph)])

    def _touch(self, node: etree._Element) -> etree._Element:
        self.touched.add(id(node.getroottree().getroot()))
        return node

    def _text(self, change: TextChange) -> None:
        node = self._node(change.paragraph)
        runs = self._runs_of(node, change.paragraph)
        gone = runs.within(change.at, change.until)
        like = gone[0] if gone else runs.before(change.at)
        beside = like if like is not None else runs.after(change.at)
        if beside is None or not all(may_be_retyped(run, node) for run in (*gone, beside)):
            return
        if change.text:
            # behind what goes, so that a reader of revisions sees the old before the new
            last = gone[-1] if gone else beside
            self._revisions.insert(run_like(beside, change.text), last, after=like is not None)
        for run in gone:
            self._revisions.delete(run)

    def _letters(self, change: LettersChange) -> None:
        node = self._node(change.paragraph)
        if change.until is None:
            runs = [run for run in node.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is node]
        else:
            runs = self._runs_of(node, change.paragraph).within(change.at, change.until)
        for run in runs:
            self._reformat(_first(run, "rPr"), LETTERS, change.values)

    def _runs_of(self, node: etree._Element, paragraph: Paragraph) -> Runs:
        """Return the runs of a paragraph: what was cut stays cut, and what stands before a change where it stood."""
        if id(paragraph) not in self._known:
            self._known[id(paragraph)] = Runs(node, paragraph.text)
        return self._known[id(paragraph)]

    def _layout(self, change: LayoutChange) -> None:
        self._reformat(_first(self._node(change.paragraph), "pPr"), LAYOUT, change.values)

    def _section(self, change: SectionChange) -> None:
        self._reformat(self._touch(self._sources.sections[change.section]), SECTION, change.values)

    def _reformat(self, properties: etree._Element, setters: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        self._revisions.reformat(properties)
        set_all(properties, setters, values)

    def _number_gone(self, change: NumberGone) -> None:
        node = self._node(change.paragraph)
        for run in [run for run in node.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is node]:
            self._revisions.delete(run)

    def _rule_below(self, change: RuleBelow) -> None:
        node = self._node(change.paragraph)
        last = next((run for run in reversed(node.findall(f"{W}r"))), None)
        if last is not None:  # a text inside a link or control is left alone
            drawn = line_run(change.start, change.length, change.down, change.paragraph.number)
            self._revisions.insert(drawn, last, after=True)

    def _rule_length(self, change: RuleLength) -> None:
        run = run_with(self._node(change.anchor), change.stroke, change.anchor.width)
        if run is not None:
            self._revisions.insert(resized(run, change.stroke, change.length), run, after=True)
            self._revisions.delete(run)

    def _number_above(self, change: NumberAbove) -> None:
        if change.into is not None:
            self._layout(LayoutChange(change.into, {"align": "center", "left": 0, "first": 0}))
            number_into(self._node(change.into), change.size, self._revisions)
            return
        section = self._touch(self._sources.sections[change.section])
        self.headers.number_above(section, change.size, self._revisions)


def _first(node: etree._Element, name: str) -> etree._Element:
    """Return the properties of a run or paragraph, which stand first in it; made where there are none."""
    found = node.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        node.insert(0, found)
    return found
