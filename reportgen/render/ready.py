"""A template's part made ready for docxtpl's patterns: each tag in one piece, what is deleted in Word gone.

docxtpl works on the text of the XML, and what lies between the two ends of a tag is lost there: half a link, a tracked
change, a bookmark. Here the tree is still whole: a tag goes into the run that it begins in, whatever else stands
between stays, and where that cannot be the tag is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reportgen.render.alone import Refuse, hold_alone
from reportgen.render.typed import RAW, TAG, undashed, understood

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BRACES = set("{}")
_COME = (f"{W}ins", f"{W}moveTo")
_GONE = (f"{W}del", f"{W}moveFrom")
_BLANK = {f"{W}tab": " ", f"{W}cr": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}
"""What a run may hold within a tag, and what it is there."""
_WRAPS = {
    f"{W}hyperlink": "một liên kết",
    f"{W}sdt": "một ô nội dung (content control)",
    f"{W}fldSimple": "một trường (field)",
}
_FIELD = "một trường (field)"


def make_ready(root: Any, refuse: Refuse) -> bool:
    """Make the part ready; tell whether it was changed. ``refuse`` is told of what would be lost in silence."""
    if not any("{" in text for text in root.itertext()):
        return False
    changed = _without_deleted(root) | _insertions_taken(root)
    for paragraph in list(root.iter(f"{W}p")):
        for kind in (f"{W}t", f"{W}instrText"):
            changed |= _Line(paragraph, kind).make_whole(refuse)
    return hold_alone(root, refuse) | _without_repeated_bookmarks(root) | changed


# --- what is deleted -------------------------------------------------------------------------


def _without_deleted(root: Any) -> bool:
    """Take tracked deletions that hold braces out of ``root``: what is deleted in Word is no part of a template."""
    gone = [node for kind in _GONE for node in root.iter(kind) if _BRACES & set("".join(node.itertext()))]
    gone = [node for node in gone if node.getparent().tag not in (f"{W}trPr", f"{W}rPr")]
    for node in gone:
        paragraph, row = _around(node, "p"), _around(node, "tr")
        _remove(node)
        if paragraph is not None and _deleted(paragraph, "pPr/rPr") and not _holds_text(paragraph):
            _remove_paragraph(paragraph)
        if row is not None and _deleted(row, "trPr") and not any(map(_holds_text, row.iter(f"{W}p"))):
            _remove(row)
    return bool(gone)


def _insertions_taken(root: Any) -> bool:
    """Take tracked insertions as they stand where a paragraph has commands: one might begin without and end within."""
    changed = False
    for kind in _COME:
        for node in list(root.iter(kind)):
            paragraph = node.getparent()
            if paragraph.tag != f"{W}p" or "{%" not in "".join(text.text or "" for text in paragraph.iter(f"{W}t")):
                continue
            for child in list(node):
                node.addprevious(child)
            paragraph.remove(node)
            changed = True
    return changed


def _deleted(node: Any, under: str) -> bool:
    path = "/".join(f"{W}{name}" for name in under.split("/"))
    return node.find(f"{path}/{W}del") is not None


def _holds_text(paragraph: Any) -> bool:
    return any(child.tag != f"{W}pPr" for child in paragraph) or paragraph.find(f"{W}pPr/{W}sectPr") is not None


def _remove_paragraph(paragraph: Any) -> None:
    """Take a paragraph out where another one follows: a cell ends with one."""
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        _remove(paragraph)


def _around(node: Any, name: str) -> Any:
    return next(node.iterancestors(f"{W}{name}"), None)


def _remove(node: Any) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


# --- each tag in one piece ---------------------------------------------------------------------


class _Line:
    """The text of one paragraph in its pieces: what is typed there, without text boxes and what is deleted."""

    def __init__(self, paragraph: Any, kind: str) -> None:
        """``kind``: the element that holds the text, that of runs or of fields' instructions."""
        self._paragraph = paragraph
        self._nodes: list[Any] = []
        self._texts: list[str] = []
        self._fields: list[int] = []
        """For each piece, how many ends of fields stand before it."""
        fields = 0
        for node in _own(paragraph):
            fields += node.tag == f"{W}fldChar"
            if node.tag == kind or (node.tag in _BLANK and kind == f"{W}t" and _is_blank(node)):
                self._nodes.append(node)
                self._texts.append((node.text or "") if node.tag == kind else _BLANK[node.tag])
                self._fields.append(fields)

    def make_whole(self, refuse: Refuse) -> bool:
        """Bring every tag into one piece and into the form that is meant; tell whether anything was changed."""
        before, text = list(self._texts), "".join(self._texts)
        raw = RAW.search(text)  # there a tag is text, to be printed as it stands
        for match in reversed(list(TAG.finditer(text))):
            first, begin = self._at(match.start())
            last, end = self._at(match.end() - 1)
            if first != last and (across := self._across(first, last)):
                reason = f"lệnh này nửa nằm trong, nửa nằm ngoài {across}; xóa đi rồi gõ lại liền một mạch"
                refuse(self._paragraph, match[0], reason)
                continue
            self._put(match[0] if raw else understood(match[0]), (first, begin), _after((last, end)))
        for edit in [] if raw else reversed(list(undashed("".join(self._texts)))):
            self._put(edit.new, self._at(edit.start), _after(self._at(edit.end - 1)))
        changed = [at for at, text in enumerate(before) if text != self._texts[at]]
        for at in changed:
            self._write(self._nodes[at], self._texts[at])
        return bool(changed)

    def _at(self, position: int) -> tuple[int, int]:
        """Return the piece that a letter of the whole text stands in, and where there."""
        for number, text in enumerate(self._texts):
            if position < len(text):
                return number, position
            position -= len(text)
        raise IndexError(position)

    def _across(self, first: int, last: int) -> str:
        """Say the boundary that lies between two pieces and cannot be moved; empty where there is none."""
        if self._fields[first] != self._fields[last]:
            return _FIELD
        begun, others = self._wraps(first), [self._wraps(at) for at in range(first + 1, last + 1)]
        differing = {wrap for other in others for wrap in begun ^ other}
        return next((_WRAPS[wrap.tag] for wrap in differing), "")

    def _wraps(self, piece: int) -> set[Any]:
        return {node for node in self._nodes[piece].iterancestors(*_WRAPS) if self._paragraph in node.iterancestors()}

    def _put(self, tag: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Put ``tag`` into the piece that it begins in, and take its rest from the others."""
        (first, at), (last, after) = begin, end
        before, rest = self._texts[first][:at], self._texts[last][after:]
        whole = [before + tag + rest] if first == last else [before + tag, *[""] * (last - first - 1), rest]
        self._texts[first : last + 1] = whole

    def _write(self, node: Any, text: str) -> None:
        if text:
            node.text = text
            node.set(_SPACE, "preserve")
            return
        run = node.getparent()
        _remove(node)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            _remove(run)


def _after(at: tuple[int, int]) -> tuple[int, int]:
    """Return where the letter after the one at ``at`` stands."""
    return at[0], at[1] + 1


def _own(node: Any) -> Iterator[Any]:
    """Yield what a paragraph holds, in order, without its properties, other paragraphs within it, what is deleted."""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in (f"{W}p", f"{W}pPr", *_GONE):
            yield child
            yield from _own(child)


def _is_blank(node: Any) -> bool:
    """Tell a line break from one of page or column, which is more than a space in a tag."""
    return bool(node.get(f"{W}type", "textWrapping") == "textWrapping" and node.getparent().tag == f"{W}r")


# --- bookmarks -----------------------------------------------------------------------------------


def _without_repeated_bookmarks(root: Any) -> bool:
    """Take bookmarks out of what is repeated: each name may stand in a document once."""
    depth = 0
    marks = list(root.iter(f"{W}t", f"{W}bookmarkStart", f"{W}bookmarkEnd"))
    repeated: set[str] = set()
    for node in marks:
        if node.tag == f"{W}t":
            depth += sum(_LOOP.get(word, 0) for word in _COMMAND.findall(node.text or ""))
        elif depth > 0:
            repeated.add(node.get(f"{W}id", ""))
    gone = [node for node in marks if node.tag != f"{W}t" and node.get(f"{W}id", "") in repeated]
    for node in gone:
        _remove(node)
    return bool(gone)


_COMMAND = re.compile(r"{%-?(?:p|tr|tc|r)? *(for|endfor)\b")
_LOOP = {"for": 1, "endfor": -1}
