"""YAML as this house writes it: lines of keys and values, long texts as blocks, doubts as comments at their lines."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.patching.scalars import item, scalar
from reportgen.planread.found import Doubt

WIDTH = 100
_FLOW = 88
"""Characters of a list on one line; a longer one takes a line an item."""


def block(text: str, indent: int) -> list[str] | None:
    """Return the lines of a text below ``>-``; None where folding would not give the same text back."""
    lines: list[str] = []
    for at, paragraph in enumerate(text.split("\n")):
        if not paragraph or paragraph != " ".join(paragraph.split(" ")) or paragraph.strip() != paragraph:
            return None
        if "  " in paragraph or "\t" in paragraph:
            return None
        lines += [""] if at else []
        lines += [" " * indent + line for line in _filled(paragraph, WIDTH - indent)]
    return lines


def _filled(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in paragraph.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Out:
    """Lines of a YAML file as they are written; every doubt learns the line of the key that it is about."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: list[str] = []
        self.doubts: list[Doubt] = []

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"

    def comment(self, text: str, indent: int = 0) -> None:
        """Write a comment, folded at the width of the file."""
        for line in text.split("\n"):
            self.lines += [f"{' ' * indent}# {piece}".rstrip() for piece in _filled(line, WIDTH - indent - 2) or [""]]

    def value(self, key: str, text: str, indent: int, doubts: Sequence[Doubt] = ()) -> None:
        """Write ``key: text``, the text as a block where it is long; nothing for no text, its doubts all the same."""
        self._doubts(key, indent, doubts)
        if not text:
            return
        lead = " " * (indent + _inner(key))
        one = f"{' ' * indent}{key}: {scalar(text)}"
        folded = block(text, len(lead) + 2) if len(one) > WIDTH or "\n" in text else None
        if folded is None:
            self.lines.append(one)
        else:
            self.lines += [f"{' ' * indent}{key}: >-", *folded]

    def values(self, key: str, texts: Sequence[str], indent: int, doubts: Sequence[Doubt] = ()) -> None:
        """Write a list of texts, in brackets where that is short."""
        self._doubts(key, indent, doubts)
        if not texts:
            return
        flow = f"{' ' * indent}{key}: [{', '.join(map(item, texts))}]"
        if len(flow) <= _FLOW or (len(texts) == 1 and len(flow) <= WIDTH):
            self.lines.append(flow)
            return
        self.lines.append(f"{' ' * indent}{key}:")
        self.lines += [f"{' ' * (indent + 2)}- {scalar(text)}" for text in texts]

    def paragraphs(self, key: str, texts: Sequence[str], indent: int, doubts: Sequence[Doubt] = ()) -> None:
        """Write a list of paragraphs, a block for each that is long."""
        self.heading(key, indent, doubts)
        lead = " " * (indent + _inner(key) + 2)
        for text in texts:
            one = f"{lead}- {scalar(text)}"
            folded = block(text, len(lead) + 2) if len(one) > WIDTH else None
            self.lines += [one] if folded is None else [f"{lead}- >-", *folded]

    def heading(self, key: str, indent: int, doubts: Sequence[Doubt] = (), value: str = "") -> None:
        """Write a key below which more is written."""
        self._doubts(key, indent, doubts)
        self.lines.append(f"{' ' * indent}{key}:{f' {value}' if value else ''}")

    def _doubts(self, key: str, indent: int, doubts: Sequence[Doubt]) -> None:
        name = key.removeprefix("- ")
        for doubt in doubts:
            if doubt.key == name and not doubt.line:
                self.doubt(doubt, indent)

    def doubt(self, doubt: Doubt, indent: int) -> None:
        """Write a doubt as a comment; its line is that comment's."""
        doubt.file, doubt.line = self.file, len(self.lines) + 1
        where = f"{doubt.place}: " if doubt.place else ""
        words = f"«{doubt.words}» " if doubt.words else ""
        self.comment(f"nghi ngờ: {where}{words}{doubt.said}".replace("\n", " "), indent)
        self.doubts.append(doubt)

    def rest(self, doubts: Sequence[Doubt], indent: int) -> None:
        """Write the doubts about keys that were not written."""
        for doubt in doubts:
            if not doubt.line:
                self.doubt(doubt, indent)


def _inner(key: str) -> int:
    return 2 if key.startswith("- ") else 0
