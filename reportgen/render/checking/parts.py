"""The parts of a template that are filled, and the tags in each: where every one stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml

from reportgen.render.located import shown
from reportgen.render.typed import STRAIGHT, TAG, understood

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED = (RELATION.HEADER, RELATION.FOOTER, RELATION.FOOTNOTES, RELATION.ENDNOTES)
_NUMBER = "{urn:reportgen:checking}paragraph"
"""Says of a paragraph, also of a copy, which one of its part it is in the file."""
_KIND = re.compile(r"\A({[{%#])(p|tr|tc|r) ")
_DASH = re.compile(r"\A({[{%])-|-([}%]})\Z")
_ROW = {"p": "p", "tr": "tr", "tc": "tc"}
_NAMED = (f"{W}alias", f"{W}tag")


class Tag(NamedTuple):
    """A tag: as typed and plainly, the paragraph it stands in, the cells around, where in Word's terms."""

    typed: str
    plain: str
    paragraph: int | None
    cell: tuple[Any, ...]
    place: str
    alone: bool
    """Whether its paragraph holds nothing else."""
    level: str = ""
    """What it stands for as a whole: ``p`` of ``{%p … %}``."""


class FilledPart(NamedTuple):
    """A part that is filled: its member in the file and the root of its XML, each paragraph numbered."""

    member: str
    root: Any


def filled_parts(document: Any) -> Iterator[FilledPart]:
    """Yield the document's text, its headers, footers and notes, each once."""
    main = document.part
    yield _numbered(main, document.element)
    seen = set()
    for relation in main.rels.values():
        if relation.reltype in _FILLED and not relation.is_external and relation.target_part not in seen:
            part = relation.target_part
            seen.add(part)
            yield _numbered(part, part.element if hasattr(part, "element") else parse_xml(part.blob))


def _numbered(part: Any, root: Any) -> FilledPart:
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        paragraph.set(_NUMBER, str(number))
    return FilledPart(str(part.partname).lstrip("/"), root)


def number_of(paragraph: Any) -> int | None:
    """Return which paragraph of its part one is in the file."""
    number = paragraph.get(_NUMBER) if paragraph is not None else None
    return int(number) if number is not None else None


def tags_of(root: Any) -> Iterator[Tag]:
    """Yield the tags of a part that is made ready, in order; those in names of controls and descriptions, too."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        texts = [str(value) for value in node.attrib.values()]
        if not len(node):
            texts.append(str(node.text or ""))
        for text in texts:
            if "{" in text:
                yield from _tags(root, node, text)


def _tags(root: Any, node: Any, text: str) -> Iterator[Tag]:
    paragraph = next(node.iterancestors(f"{W}p"), None)
    for match in TAG.finditer(text):
        if match[0].startswith("{#"):
            continue
        typed = match[0]
        plain = understood(typed).translate(STRAIGHT)
        kind = _KIND.match(plain)
        plain = _DASH.sub(lambda found: found[1] or found[2], _KIND.sub(r"\1 ", plain))
        whole = next(node.iterancestors(f"{W}{kind[2]}"), node) if kind and kind[2] in _ROW else node
        cell = tuple(whole.iterancestors(f"{W}tbl", f"{W}tr", f"{W}tc"))
        alone = paragraph is not None and "".join(_texts(paragraph)).strip() == typed
        level = kind[2] if kind else ""
        yield Tag(typed, plain, number_of(paragraph), cell, _place(root, node, paragraph), alone, level)


def _texts(paragraph: Any) -> Iterator[str]:
    return (node.text or "" for node in paragraph.iter(f"{W}t"))


def _place(root: Any, node: Any, paragraph: Any) -> str:
    if node.tag in _NAMED:
        return f"ô nội dung «{node.get(f'{W}val')}»"
    return shown(root, paragraph) if paragraph is not None else ""
