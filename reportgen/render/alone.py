"""Commands that take their paragraph, row or cell with them: ``{%p … %}``, ``{%tr … %}``, ``{%tc … %}``.

docxtpl puts the command in the place of the whole paragraph, row or cell: whatever else stands in it is lost. So a
command has it for itself, or is refused; several commands in one are kept, each in its own.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHOWN = 60
_OFF = ("0", "false", "off")
_KINDS = {
    "p": re.compile(r"{[{%#]p .*?[}%#]}", re.DOTALL),
    "tr": re.compile(r"{[{%#]tr .*?[}%#]}", re.DOTALL),
    "tc": re.compile(r"{[{%#]tc .*?[}%#]}", re.DOTALL),
}
_NAMES = {"p": ("đoạn", "một đoạn riêng"), "tr": ("dòng", "một dòng bảng riêng"), "tc": ("ô", "một ô riêng")}
_THINGS = {
    f"{W}drawing": "hình",
    f"{W}pict": "hình",
    f"{W}object": "đối tượng nhúng",
    f"{W}fldSimple": "trường (field)",
    f"{W}fldChar": "trường (field)",
    f"{W}footnoteReference": "chú thích cuối trang",
    f"{W}endnoteReference": "chú thích cuối văn bản",
    f"{W}sym": "ký hiệu",
    f"{W}sectPr": "dấu ngắt phần (section break)",
    _MATH: "công thức",
}
_BREAKS = {"page": "dấu ngắt trang", "column": "dấu ngắt cột"}
_RANGES = ("bookmark", "commentRange", "perm")

Refuse = Callable[[Any, str, str], None]
"""Is told of the fault of a tag in a paragraph (paragraph, tag, what is wrong): raises it, or notes it to go on."""


def hold_alone(root: Any, refuse: Refuse) -> bool:
    """Hold every such command to a paragraph, row or cell of its own; tell whether anything was changed.

    ``refuse`` is told of one beside which something else would be lost, and of one outside any row or cell.
    """
    changed = False
    for kind, pattern in _KINDS.items():
        for paragraph in list(root.iter(f"{W}p")):
            found = pattern.findall(_text(_own_texts(paragraph)))
            if not found or not _within(root, paragraph):
                continue
            whole = paragraph if kind == "p" else next(paragraph.iterancestors(f"{W}{kind}"), None)
            if whole is None:
                refuse(paragraph, found[0], f"lệnh {found[0][:2]}{kind} … chỉ dùng trong bảng")
                continue
            changed |= _hold(kind, pattern, whole, paragraph, found[0], refuse)
    return changed


def _hold(kind: str, pattern: re.Pattern[str], whole: Any, paragraph: Any, tag: str, refuse: Refuse) -> bool:
    """Hold the commands in ``whole``, one of which is ``tag`` in ``paragraph``, to be all that stands in it."""
    text = _text(whole.iter(f"{W}t"))
    others = [*_quoted(pattern.sub("\n", text)), *_things(whole, kind)]
    if others:
        name, own = _NAMES[kind]
        lost = f"{name} có lệnh {tag[:2]}{kind} … {tag[-2:]} còn có {', '.join(others)}: cả {name} sẽ bị bỏ cùng lệnh"
        refuse(paragraph, tag, f"{lost}; đặt mỗi lệnh {tag[:2]}{kind} … {tag[-2:]} ở {own}")
        return False
    moved = _ranges_moved(whole) if kind == "p" else False
    return _split(pattern.findall(text), whole) or moved


def _within(root: Any, node: Any) -> bool:
    """Tell whether a paragraph is still there: its row may have been split."""
    return any(above is root for above in node.iterancestors())


def _quoted(text: str) -> Iterator[str]:
    words = " ".join(text.split())
    if words.strip("\u200b\ufeff\u00ad"):
        yield f"«{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}»"


def _things(whole: Any, kind: str) -> Iterator[str]:
    """Say what but text would go with a paragraph, row or cell."""
    found = [_THINGS[node.tag] for node in whole.iter(*_THINGS)]
    found += [_BREAKS[node.get(f"{W}type")] for node in whole.iter(f"{W}br") if node.get(f"{W}type") in _BREAKS]
    if any(node.get(f"{W}val", "1") not in _OFF for node in whole.iter(f"{W}pageBreakBefore")):
        found.append("định dạng ngắt trang trước đoạn")
    if kind != "p" and whole.find(f".//{W}tbl") is not None:
        found.append("bảng")
    yield from dict.fromkeys(found)


def _ranges_moved(paragraph: Any) -> bool:
    """Put the ends of bookmarks and the like, whose other end is elsewhere, before the paragraph that goes."""
    ends: dict[tuple[str, str], list[Any]] = {}
    for node in paragraph.iter():
        name = str(node.tag).removeprefix(W)
        if name.startswith(_RANGES) and name.endswith(("Start", "End")):
            ends.setdefault((name.removesuffix("Start").removesuffix("End"), node.get(f"{W}id", "")), []).append(node)
    single = [nodes[0] for nodes in ends.values() if len(nodes) == 1]
    for node in single:
        node.getparent().remove(node)
        paragraph.addprevious(node)
    return bool(single)


def _split(tags: list[str], whole: Any) -> bool:
    """Give each of several commands a paragraph, row or cell of its own."""
    if len(tags) < 2:
        return False
    for tag in tags:
        own = copy.deepcopy(whole)
        texts = list(own.iter(f"{W}t"))
        texts[0].text = tag
        texts[0].set(_SPACE, "preserve")
        for node in texts[1:]:
            node.text = ""
        whole.addprevious(own)
    whole.getparent().remove(whole)
    return True


def _own_texts(node: Any) -> Iterator[Any]:
    """Yield the texts of a paragraph without those of text boxes in it."""
    for child in node:
        if child.tag == f"{W}t":
            yield child
        elif child.tag != f"{W}p":
            yield from _own_texts(child)


def _text(nodes: Any) -> str:
    return "".join(node.text or "" for node in nodes)
