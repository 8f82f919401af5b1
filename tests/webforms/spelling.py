"""One record in many spellings of YAML: every style of text, block and flow, comments, indentation, line ends."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

_NOTES = ("# ghi chú", "#", "#: dấu của biểu", "# ket_qua: không phải mục", "## {[\"'")
_PLAIN = re.compile(r"[^\W_][^\n#:\[\]{},&*!|>'\"%@`\t]*[^\W_]|[^\W_]")
_ENTRY = re.compile(r"[\w.\-]+")


class Speller:
    """Writes one tree; what is seldom done is done once in so many times (``rare``)."""

    def __init__(self, chance: Random, rare: int) -> None:
        self.chance = chance
        self.rare = rare

    def seldom(self, times: int = 1) -> bool:
        """Tell, once in a while, to do what people seldom do; once in ``times`` as many times."""
        return self.chance.randrange(self.rare * times) == 0

    def any(self, choices: Sequence[T]) -> T:
        """Choose one."""
        return self.chance.choice(choices)

    # --- blocks ------------------------------------------------------------------------------------------

    def mapping(self, tree: dict[str, Any], indent: int) -> list[str]:
        """Return the lines of a mapping whose keys stand in column ``indent``."""
        pad = " " * indent
        lines: list[str] = []
        for key, value in tree.items():
            lines += self.between(indent)
            name = self.key(key)
            gap = " " if self.seldom() else ""
            if self.seldom(10):
                lines.append(f"{pad}? {name}")
                lines += self.entry(f"{pad}:", value, indent)
            else:
                lines += self.entry(f"{pad}{name}{gap}:", value, indent)
        return lines

    def key(self, key: str) -> str:
        """Return a key, in quotation marks once in a while, seldom as people misspell it."""
        if self.seldom(20):
            key = self.any(
                (
                    key.upper(),
                    key.replace("_", "-"),
                    key.replace("_", " "),
                    key.replace("a", "á"),
                    key.replace(".", ""),
                    f"“{key}”",
                )
            )
        return self.any((f'"{key}"', f"'{key}'")) if self.seldom() else key

    def between(self, indent: int) -> list[str]:
        """Return what may stand between two lines: nothing, comments, empty lines."""
        if not self.seldom():
            return []
        column = self.any((0, indent, indent + 3))
        return [self.any(("", "  ", " " * column + self.any(_NOTES)))]

    def entry(self, head: str, value: Any, indent: int) -> list[str]:
        """Return the lines of ``value`` behind ``head``, which ends in a colon or a dash."""
        if isinstance(value, dict) and value and not self.seldom():
            return [head + self.tail(), *self.mapping(value, indent + self.any((1, 2, 2, 2, 3, 4, 8)))]
        if isinstance(value, list) and value and not self.seldom():
            return [head + self.tail(), *self.sequence(value, indent + self.any((0, 2, 2, 1, 4)))]
        if isinstance(value, dict | list):
            return [f"{head} {self.flow(value, indent)}{self.tail()}"]
        return self.text(head, str(value), indent)

    def tail(self) -> str:
        """Return what may stand behind a value on its line."""
        return self.any(("  ", "  # ghi chú", " #", "\t", "\t# chú")) if self.seldom() else ""

    def sequence(self, items: list[Any], indent: int) -> list[str]:
        """Return the lines of a list whose dashes stand in column ``indent``."""
        lines: list[str] = []
        for item in items:
            lines += self.between(indent)
            if isinstance(item, dict) and item and not self.seldom():
                inner = self.mapping(item, indent + 2)
                while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                    inner.pop(0)
                lines += [" " * indent + "- " + inner[0][indent + 2 :], *inner[1:]]
            else:
                lines += self.entry(" " * indent + "-", item, indent)
        return lines

    # --- texts ---------------------------------------------------------------------------------------------

    def text(self, head: str, value: str, indent: int) -> list[str]:
        """Return the lines of a text behind ``head``."""
        if not value:
            return [head + self.any(("", "", ' ""', " ''", " ~", " null", " |", " >-")) + self.tail()]
        ways = [self.double, self.double, self.single, self.literal, self.literal, self.folded]
        if _PLAIN.fullmatch(value):
            ways += [self.plain] * 6
        if self.seldom(40):
            head += self.any((" &a", " !!str", " !x", " &b1 "))
        below = " " if not self.seldom() else "\n" + " " * (indent + 2)
        said = self.any(ways)(value, indent)
        return list((head + below + said).split("\n"))

    def plain(self, value: str, indent: int) -> str:
        """Return a text without marks, over several lines once in a while."""
        return self.wrapped(value, indent) + self.tail()

    def wrapped(self, value: str, indent: int) -> str:
        """Return a text with some of its spaces as line ends."""
        if not self.seldom():
            return value
        pad = "\n" + " " * (indent + self.any((1, 2, 4)))
        return re.sub(r"(?<=\S) (?=\S)", lambda gap: pad if self.any((True, False)) else gap[0], value)

    def double(self, value: str, indent: int) -> str:
        """Return a text in double marks: escapes, folded lines, broken lines."""
        said = json.dumps(value, ensure_ascii=self.seldom())[1:-1]
        if self.seldom():
            said = said.replace("\\n", "\n\n" + " " * (indent + 2))
        if self.seldom():
            said = re.sub(r"(?<=\S) (?=\S)", " \\\\\n" + " " * (indent + 2), said, count=1)
        if self.seldom(10):
            said += self.any(("\\_", "\\e", "\\N", "\\x41", "\\0", "\\/", "\\t"))
        return f'"{self.wrapped(said, indent)}"{self.tail()}'

    def single(self, value: str, indent: int) -> str:
        """Return a text in single marks."""
        said = value.replace("'", "''").replace("\n", "\n\n" + " " * (indent + self.any((1, 2))))
        return f"'{self.wrapped(said, indent)}'{self.tail()}"

    def literal(self, value: str, indent: int) -> str:
        """Return a text below ``|``."""
        return self.block("|", value, indent)

    def folded(self, value: str, indent: int) -> str:
        """Return a text below ``>``."""
        return self.block(">", value if self.seldom() else value.replace("\n", "\n\n"), indent)

    def block(self, sign: str, value: str, indent: int) -> str:
        """Return a text below ``sign``, with its marks for ends and indentation once in a while."""
        deep = self.any((1, 2, 2, 2, 4, 6))
        given = str(deep) if value[:1] in (" ", "\t", "\n") or self.seldom() else ""
        kept = self.any(("-", "+")) if self.seldom() else ""
        comment = self.any((" # ghi chú", "   ")) if self.seldom() else ""
        lines = [" " * (indent + deep) + line if line.strip() or self.seldom() else line for line in value.split("\n")]
        return "\n".join([f"{sign}{kept}{given}{comment}", *lines, *([""] if self.seldom() else [])])

    # --- braces ---------------------------------------------------------------------------------------------

    def flow(self, value: Any, indent: int) -> str:
        """Return a value in braces or brackets, over several lines with comments once in a while."""
        if isinstance(value, dict):
            return self.braced(
                "{", [f"{self.key(key)}: {self.flow(each, indent)}" for key, each in value.items()], "}", indent
            )
        if isinstance(value, list):
            return self.braced("[", [self.flow(each, indent) for each in value], "]", indent)
        if value and _PLAIN.fullmatch(value) and self.any((True, False)):
            return self.wrapped(value, indent)
        if not value:
            return self.any(("", '""', "~"))
        return (
            "'" + value.replace("'", "''") + "'"
            if "\n" not in value and self.seldom()
            else json.dumps(value, ensure_ascii=False)
        )

    def braced(self, opened: str, parts: list[str], closed: str, indent: int) -> str:
        """Return parts within braces."""

        def gap() -> str:
            if not self.seldom():
                return self.any(("", " "))
            return self.any((" # ghi chú\n", "\n", "\n\n", "  \n")) + " " * (indent + self.any((1, 2, 2, 4)))

        comma = self.any((",", "")) if parts else ""
        return opened + gap() + (",").join(f"{gap()}{part}{gap()}" for part in parts) + comma + gap() + closed


def mistyped(text: str, speller: Speller) -> str:
    """Return a text with what editors and hands leave in it."""
    lines = text.split("\n")
    for _ in range(speller.any((1, 1, 2, 5))):
        at = speller.chance.randrange(len(lines))
        line = lines[at]
        body = line.lstrip(" ")
        column = speller.chance.randrange(len(line) + 1)
        lines[at] = speller.any(
            (
                line.replace("  ", "\t"),
                line.replace("    ", "\t"),
                line.replace(" ", "\u00a0"),
                line.replace(": ", ":\u00a0"),
                line + " ",
                line + " # chú",
                line + ": y",
                line.replace(": ", ":"),
                line.replace(": ", " : "),
                " " + line,
                line[1:],
                line[:column] + "\u200b" + line[column:],
                line[:column] + "\n" + line[column:],
                line[:column] + speller.any("\"'#:[{|>-&*%@\\,") + line[column:],
                line + "\n" + line,
                "",
                "# " + body,
                line.replace(": ", ": ^[", 1),
                line.replace(": ", ": - ", 1),
                "\t" + line,
            )
        )
    return "\n".join(lines)


def spelled(chance: Random, tree: dict[str, Any]) -> str:
    """Return ``tree`` as somebody, or some program, might have spelled it."""
    speller = Speller(chance, chance.choice((4, 8, 16, 40, 200)))
    lines = speller.mapping(tree, 0)
    if speller.seldom():
        lines.insert(0, speller.any(("---", "--- # x", "%YAML 1.1\n---", "# đầu tệp", "--- !!map", "---  ")))
    if speller.seldom(2):
        lines += [speller.any(("...", "# cuối tệp", "---", "", "   "))]
    text = "\n".join(lines) + ("" if speller.seldom() else "\n")
    if speller.seldom(2):
        text = mistyped(text, speller)
    if speller.seldom():
        text = text.replace("\n", speller.any(("\r\n", "\r")))
    return "\ufeff" + text if speller.seldom() else text
