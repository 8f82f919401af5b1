"""What stands in an edited draft as its reader sees it once changes are accepted, read without the program's readers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from lxml import etree

from tests.docx_text import W, members
from tests.word_paper import MARK, NOTES, OURS, control_of, tag_of

_GONE = (f"{W}del", f"{W}moveFrom")
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "\u2011": "-"})


def same(text: str) -> str:
    """Return a text as it is compared: one form of letters, single spaces, the quotes of a keyboard."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


def places_in(docx: bytes) -> dict[str, list[str]]:
    """Return what stands in the control of each place, paragraph by paragraph; of copies, only the first."""
    parts = members(docx)
    body = etree.fromstring(parts["word/document.xml"])
    notes = _notes(parts)
    numbered = [node for node in body.iter(f"{W}p") if node.find(f"{W}pPr/{W}numPr") is not None]
    numbers = {node: f"{at}. " for at, node in enumerate(numbered, start=1)}
    found: dict[str, list[str]] = {}
    for control in body.iter(f"{W}sdt"):
        place = tag_of(control).removeprefix(OURS) if tag_of(control).startswith(OURS) else ""
        if place and place not in found and control_of(control) is None:
            found[place] = _said(control, notes, numbers)
    return found


def _said(control: etree._Element, notes: Mapping[str, str], numbers: Mapping[etree._Element, str]) -> list[str]:
    texts: list[str] = [""]
    for node in control.iter(f"{W}p"):
        if next(node.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is not None:
            continue
        first, *others = _text(node, notes).split("\n")
        first = f"{numbers.get(node, '')}{first}" if first.strip() else first
        texts[-1] += first
        texts += others
        if not any(node.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None for gone in ("del", "moveFrom")):
            texts.append("")
    return [text for text in map(same, texts) if text]


def _text(paragraph: etree._Element, notes: Mapping[str, str]) -> str:
    pieces: list[str] = []
    for node in paragraph.iter():
        if next(node.iterancestors(*_GONE, f"{W}txbxContent"), None) is not None:
            continue
        if node.tag == f"{W}t":
            pieces.append((node.text or "").replace("^[", "^\\["))
        elif node.tag == f"{W}br":
            pieces.append("\n" if not node.get(f"{W}type") else " ")
        elif node.tag == f"{W}footnoteReference":
            pieces.append(notes[node.get(f"{W}id", "")])
    return "".join(pieces)


def _notes(parts: Mapping[str, bytes]) -> dict[str, str]:
    if NOTES not in parts:
        return {}
    found: dict[str, str] = {}
    for note in etree.fromstring(parts[NOTES]).iter(f"{W}footnote"):
        text = same("".join(node.text or "" for node in note.iter(f"{W}t")))
        text += " " * text.endswith("\\")
        escaped = text.replace("^[", "^\\[").replace("]", "\\]")
        found[note.get(f"{W}id", "")] = f"^[{escaped}]" if text else ""
    return found


def typed_in(docx: bytes) -> set[str]:
    """Return the words of a kind that a reader sees anywhere: in text, tables, boxes, formulas, notes, comments."""
    return {word for text in texts_in(docx) for word in MARK.findall(text)}


def texts_in(docx: bytes) -> Iterator[str]:
    parts = members(docx)
    body = etree.fromstring(parts["word/document.xml"])
    used = {node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference") if _seen(node)}
    for node in body.iter():
        if str(node.tag).endswith("}t") and _seen(node):
            yield node.text or ""
    for name, kind in ((NOTES, "footnote"), ("word/comments.xml", "comment")):
        for item in etree.fromstring(parts[name]).iter(f"{W}{kind}") if name in parts else ():
            if kind == "comment" or item.get(f"{W}id") in used:
                yield from (node.text or "" for node in item.iter(f"{W}t"))


def _seen(node: etree._Element) -> bool:
    return next(node.iterancestors(*_GONE), None) is None
