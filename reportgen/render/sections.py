"""Sections of which nothing is left: each takes its end with it, so that no blank page of another shape stays.

Where a command leaves out all that stands before a section's end, but not that end, Word would print an empty page.
Such ends are marked in the template; when the text is there, one behind which nothing stands goes, and what was before
it is the end of the document where it was the last.
"""

from __future__ import annotations

import re
from typing import Any

from reportgen.patterns import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBER = "00F5DEAD"
MARK = f' w:rsidDel="{_NUMBER}"'
"""Marks the end of a section that may come out empty, as an attribute that Word does not mind."""
_WORDS = regex(r"{%-?\s*p?\s*(for|if|endfor|endif)\b")
_STEP = {"for": 1, "if": 1, "endfor": -1, "endif": -1}
_NOTHING = r"(?:\s|<w:(?:bookmark(?:Start|End)|proofErr)\b[^>]*/>)*"
_END, _CLOSE = "<w:sectPr", "</w:sectPr>"
_OWN = rf"<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:p>|{_END}).)*"
_EMPTY = r"</w:pPr>(?:<w:r/>|<w:r><w:rPr>(?:(?!</w:r>).)*</w:rPr></w:r>)*</w:p>"
_SECTION = rf"{_END}(?: [^>]*)?(?:/>|>(?:(?!</w:sectPr>).)*</w:sectPr>)"
_MARKED = rf"{_END}(?: [^>]*)?{MARK}(?:(?!</w:sectPr>).)*</w:sectPr>"
_WITHIN = regex(rf"(</w:sectPr></w:pPr>(?:(?!<w:p[ >]|</w:p>).)*</w:p>{_NOTHING}){_OWN}{_MARKED}{_EMPTY}", re.DOTALL)
_FIRST = regex(rf"\A((?:(?!<w:(?:p|tbl|sdt)[ >]).)*){_OWN}{_MARKED}{_EMPTY}", re.DOTALL)
_LAST = regex(
    rf"(?P<before><w:p(?: [^>]*)?><w:pPr>(?:(?!</w:p>|{_END}).)*)(?P<section>{_SECTION})"
    rf"(?P<rest></w:pPr>(?:(?!</w:p>).)*</w:p>){_NOTHING}{_MARKED}(?=\s*(?:</w:body>\s*)?\Z)",
    re.DOTALL,
)
_NO_TEXT = regex(_EMPTY, re.DOTALL)


def mark_sections(body: Any) -> None:
    """Mark the ends of those sections of ``body`` of which commands may leave nothing."""
    from reportgen.render.typed import TAG  # what templates are compiled to has no tags

    depth, shallowest = 0, None
    for block in body:
        section = block if block.tag == f"{_W}sectPr" else block.find(f"{_W}pPr/{_W}sectPr")
        text = "".join(node.text or "" for node in block.iter(f"{_W}t"))
        if section is not None:
            own = bool(text.strip()) if section is not block else False
            if shallowest is not None and shallowest > depth and not own:
                section.set(f"{_W}rsidDel", _NUMBER)
            shallowest = None
        elif block.tag == f"{_W}p" and "{%" in text and not TAG.sub("", text).strip():
            depth += sum(_STEP[word] for word in _WORDS.findall(text))
        elif block.tag in (f"{_W}p", f"{_W}tbl", f"{_W}sdt"):
            shallowest = depth if shallowest is None else min(shallowest, depth)


class SectionEnds:
    """Takes the ends of empty sections out of the document's text, given in pieces from first to last."""

    def __init__(self) -> None:
        self._begun = False

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` without such ends as far as it goes, and its end that waits for the next piece."""
        end = len(text) if last else _told_to(text)
        text, rest = text[:end], text[end:]
        if MARK in text:
            text = _without_empty(text, first=not self._begun, last=last)
        self._begun = self._begun or bool(text)
        return text, rest


def _told_to(text: str) -> int:
    """Return up to where a text can be told: behind a whole paragraph or table, but not one that ends a section.

    What comes behind that says whether the section is the last, or followed by an empty one.
    """
    end = max(text.rfind(close) + len(close) if close in text else 0 for close in _CLOSES)
    at = text.rfind(_END, 0, end)
    own = text.find("</w:p>", max(at, 0), end) + len("</w:p>")
    if at < 0 or any(text.find(close, own, end) >= 0 for close in _CLOSES):
        return end
    return _told_to(text[: max(text.rfind("<w:p>", 0, at), text.rfind("<w:p ", 0, at), 0)])


_CLOSES = ("</w:p>", "</w:tbl>")


def _without_empty(text: str, *, first: bool, last: bool) -> str:
    if _ends_with_paragraph(text):
        if first and (empty := _FIRST.match(text)):
            text = empty[1] + text[empty.end() :]
        before = ""
        while before != text:
            before, text = text, _WITHIN.sub(r"\1", text)
    if last:
        text = _without_last(text)
    return text.replace(MARK, "")


def _ends_with_paragraph(text: str) -> bool:
    """Tell whether a marked section ends with a paragraph, as all do but the document's last."""
    return any(after.partition(_CLOSE)[2].startswith("</w:pPr>") for after in text.split(MARK)[1:])


def _without_last(text: str) -> str:
    """Take an empty last section out: only the paragraph that ends the one before it has to be looked at."""
    last = text.rfind(_END)
    before = text.rfind(_END, 0, max(last, 0))
    begin = max(text.rfind("<w:p>", 0, max(before, 0)), text.rfind("<w:p ", 0, max(before, 0)))
    if begin < 0 or MARK not in text[last : text.find(">", last) + 1]:
        return text
    if text.find("</w:p>", before) != text.rfind("</w:p>", before, last):  # something stands in between
        return text
    found = _LAST.match(text, begin)
    return text[:begin] + _moved(found) + text[found.end() :] if found else text


def _moved(match: re.Match[str]) -> str:
    """Make the end of the section before that of the document; its paragraph goes where it holds nothing else."""
    kept = "" if _NO_TEXT.fullmatch(match["rest"]) else f"{match['before']}{match['rest']}"
    return f"{kept}{match['section'].replace(MARK, '')}"
