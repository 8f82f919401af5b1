"""Where in Word a tag stands that a line of the patched XML names: part, table and row, paragraph, content control."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from reportgen.render.typed import STRAIGHT, TAG

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKUP = re.compile(r"<[^>]*>")
_PROPERTIES = re.compile(r"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_NAMED = re.compile(r'<w:(alias|tag) w:val="([^"]*)"')
"""Title and tag of a content control, in either of which a command may stand."""
_OPENED = re.compile(r"({{-?|{%-?)\n")
_SHOWN = 80


class Located(NamedTuple):
    """The place in Word's terms, empty when not known, and the tag that stands there, empty when not certain."""

    place: str
    tag: str


def root_of(part: Any) -> Any:
    """Return the element of a part; None where there is none (properties)."""
    return part if isinstance(part, etree._Element) else getattr(part, "element", None)


def located(part: Any, source: str, line: int, sign: str) -> Located:
    """Find what stands on ``line`` of ``source`` (:func:`reportgen.render.typed.by_lines`), which says ``sign``."""
    if found := _of_tag(part, source, line):
        return found
    lines, at = _logical(source, line)
    shown = lines[at] if 0 <= at < len(lines) else ""
    tag = tag_with(sign, shown)
    return _in_control(shown, sign) or Located(_place(part, shown, lines[: max(at, 0)], tag), tag)


def fullest(source: str) -> int:
    """Return the line of the paragraph with the most commands: what Python finds too deep, it finds without a place."""
    paragraphs = source.split("\n<w:p")
    sizes = [sum(map(len, TAG.findall(MARKUP.sub("", text)))) for text in paragraphs]
    return 1 + sum(text.count("\n") + 1 for text in paragraphs[: sizes.index(max(sizes))])


def _logical(source: str, line: int) -> tuple[list[str], int]:
    """Return the lines of ``source`` with tags in one piece, and the index of the one that has ``line``."""
    before = "\n".join(source.split("\n")[:line])
    return _OPENED.sub(r"\1", source).split("\n"), line - 1 - len(_OPENED.findall(before))


def _of_tag(part: Any, source: str, line: int) -> Located | None:
    """Find the very tag whose inside begins on ``line``."""
    start = sum(len(text) + 1 for text in source.split("\n")[: line - 1])
    opened = next((match for match in _OPENED.finditer(source, max(0, start - 4)) if match.end() == start), None)
    root = root_of(part)
    if opened is None or root is None or line < 1:
        return None
    whole = TAG.match(source, opened.start())
    tag = whole[0].replace("\n", "") if whole else ""
    before = TAG.sub("", source[: opened.start()])
    if before.rfind("<") > before.rfind(">"):
        return _control_around(source, opened.start(), tag)
    wanted = compact(tag)
    same = [(node, typed) for node, typed in _typed(root) if compact(typed) == wanted]
    if not tag or not same:
        return None
    earlier = sum(compact(other) == wanted for other in TAG.findall(source[: opened.start()]))
    node, typed = same[min(earlier, len(same) - 1)]
    paragraph = next(node.iterancestors(f"{_W}p"), None)
    return Located(shown(root, paragraph), typed) if paragraph is not None else None


def _control_around(source: str, at: int, tag: str) -> Located | None:
    given = dict(_NAMED.findall(source[source.rfind("<w:sdtPr>", 0, at) : source.find("</w:sdtPr>", at)]))
    title = _OPENED.sub(r"\1", given.get("alias") or given.get("tag", ""))
    return Located(f"ô nội dung «{title}»", tag) if given else None


def _typed(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield every tag in a part's text, in order, with the element that holds it."""
    for node in root.iter():
        if isinstance(node.tag, str) and not len(node) and "{" in (node.text or ""):  # a paragraph's is python-docx's
            yield from ((node, tag) for tag in TAG.findall(node.text))


def _in_control(line: str, name: str) -> Located | None:
    """Return the content control on a line of the patched XML whose title or tag has ``name``, and the command."""
    for control in _PROPERTIES.findall(line) if name else ():
        given = dict(_NAMED.findall(control))
        for tag in TAG.findall(" ".join(given.values())):
            if name in tag:
                return Located(f"ô nội dung «{given.get('alias') or given['tag']}»", tag)
    return None


def tag_with(name: str, line: str) -> str:
    """Return the tag on a line that has ``name``, or the only one."""
    tags = TAG.findall(MARKUP.sub("", line))
    return next((tag for tag in tags if name and name in tag), tags[0] if len(tags) == 1 else "")


def compact(text: str) -> str:
    """Return ``text`` so that a paragraph looks the same before and after patching."""
    text = re.sub(r"\s+", "", MARKUP.sub("", text)).translate(STRAIGHT)
    return re.sub(r"({[{%])(?:p|tr|tc|r)(?=[a-z])", r"\1", text)


def _place(part: Any, line: str, earlier: list[str], tag: str) -> str:
    """Name the paragraph of the template that ``line`` of the patched XML comes from."""
    root = root_of(part)
    wanted = compact(line)
    if root is None or not wanted:
        return ""
    found = []
    for paragraph in root.iter(f"{_W}p"):
        text = _text(paragraph)
        short = compact(text)
        if short and short in wanted and (not tag or compact(tag) in short):
            found.append((paragraph, text))
    if not found:
        return ""
    longest = max(len(compact(text)) for _, text in found)  # a short paragraph may be part of another's text
    found = [(paragraph, text) for paragraph, text in found if len(compact(text)) == longest]
    found = [item for item in found if tag in item[1]] or found  # {%p … %} has lost its p in the patched XML
    repeated = sum(compact(other) == wanted for other in earlier)
    return shown(root, found[min(repeated, len(found) - 1)][0])


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def shown(root: Any, paragraph: Any, text: str = "") -> str:
    """Name a paragraph: by table and row, and by its text, ``text`` where that is not its own."""
    text = text or _text(paragraph)
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"{_table_place(root, paragraph)}đoạn «{short.strip()}»"


def _table_place(root: Any, paragraph: Any) -> str:
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if row is None or table is None:
        return ""
    table_number = list(root.iter(f"{_W}tbl")).index(table) + 1
    row_number = list(table.iter(f"{_W}tr")).index(row) + 1
    return f"bảng {table_number}, dòng {row_number}, "
