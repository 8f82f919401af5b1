"""The commands of one part in their order: what opens and closes, which names are at hand where, what is said of them.

Each tag is read for itself, so that what is wrong in one hides nothing in the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from reportgen.render.advised import advised
from reportgen.render.balance import Pairing, command_of, misspelt
from reportgen.render.bounded import BoundedEnvironment
from reportgen.render.checking.expressions import Reading, names_in
from reportgen.render.checking.kinds import LOOP, Kind, can_be_looped, item_of
from reportgen.render.checking.parts import Tag
from reportgen.render.faults import NESTED_TOO_DEEP, NO_LOADER, syntax

_WORD = re.compile(r"{%\s*([^\W\d]\w*)")
_WRAPPED = {
    "for": "{}{{% endfor %}}",
    "if": "{}{{% endif %}}",
    "elif": "{{% if 1 %}}{}{{% endif %}}",
    "with": "{}{{% endwith %}}",
    "macro": "{}{{% endmacro %}}",
    "call": "{}{{% endcall %}}",
    "filter": "{}{{% endfilter %}}",
}
"""What makes one command a template of its own that can be read."""
_LOADED = ("include", "import", "from", "extends")
_BRANCHES = ("else", "elif")
_OF_CELLS = re.compile(r"{%\s*(?:(?:colspan|cellbg)\s+([^%]*?)|[hv]m)\s*%}")
"""What docxtpl makes of a table's cell: so many columns, a colour, one with the cells below or beside it."""
NO_LOOP = "biến này không phải là danh sách nên không lặp được"


class Wrong(NamedTuple):
    """A tag and what is wrong with it."""

    tag: Tag
    reason: str


class _Frame(NamedTuple):
    """A command that is open, by its word, and the names that it brings."""

    word: str
    names: dict[str, Kind]


class Commands:
    """Walks through the tags of a part; ``wrong`` gathers what is wrong with them."""

    def __init__(self, env: BoundedEnvironment, given: Mapping[str, Kind]) -> None:
        """``given``: the names of the context."""
        self.wrong: list[Wrong] = []
        self._env = env
        self._frames = [_Frame("", dict(given))]
        self._pairing = Pairing()

    def read(self, tags: Sequence[Tag]) -> None:
        """Read all tags of a part."""
        raw = False
        for number, tag in enumerate(tags):
            word = self._word(tag)
            if raw and word != "endraw":
                continue
            raw = word == "raw"
            try:
                if not self._of_cell(tag):
                    self._one(tags, number, tag, word)
            except RecursionError:
                self._tell(tag)(NESTED_TOO_DEEP)
        for left in self._pairing.left_open():
            self._tell(tags[left.line])(left.reason)

    def _word(self, tag: Tag) -> str:
        match = _WORD.match(tag.plain)
        return match[1] if match else ""

    def _tell(self, tag: Tag) -> Callable[[str], None]:
        def tell(reason: str) -> None:
            if Wrong(tag, reason) not in self.wrong:
                self.wrong.append(Wrong(tag, reason))

        return tell

    def _of_cell(self, tag: Tag) -> bool:
        """Tell whether a tag makes something of the cell it stands in, and read its value."""
        found = _OF_CELLS.fullmatch(tag.plain) if tag.cell else None
        if found and found[1]:
            self._value(tag._replace(plain=f"{{{{ {found[1]} }}}}"))
        return found is not None

    def _one(self, tags: Sequence[Tag], number: int, tag: Tag, word: str) -> None:
        if tag.plain.startswith("{{"):
            self._value(tag)
            return
        if reason := misspelt(tag.plain):
            self._tell(tag)(reason)
            return
        if command := command_of(tag.plain, number, tag.cell, tag.level):
            for wrong in self._pairing.meet(command):
                self._tell(tags[wrong.line])(wrong.reason)
        if word.startswith("end"):
            self._close(word.removeprefix("end"))
        elif word in _LOADED:
            self._tell(tag)(NO_LOADER)
        elif word in _BRANCHES:
            self._branch(tag, word)
        else:
            self._open(tag, word)

    def _value(self, tag: Tag) -> None:
        for output in self._parsed(tag, "{}"):
            for node in output.iter_child_nodes():
                self._reading(tag).printed(node)

    def _branch(self, tag: Tag, word: str) -> None:
        within = self._frames[-1].word
        if within not in ("if", "for") or (word == "elif" and within == "for"):
            self._tell(tag)(f"lệnh «{word}» đứng ngoài lệnh if" + (" hoặc for" if word == "else" else ""))
        elif word == "elif":
            for node in self._parsed(tag, _WRAPPED[word]):
                for inner in node.find_all(nodes.If):
                    self._reading(tag).kind(inner.test)
        elif within == "for":  # what is printed where the list is empty: the loop's names are gone
            self._frames[-1].names.clear()

    def _close(self, word: str) -> None:
        if any(frame.word == word for frame in self._frames[1:]):
            while self._frames.pop().word != word:
                pass

    def _open(self, tag: Tag, word: str) -> None:
        reading = self._reading(tag)
        names: dict[str, Kind] = {}
        form = _WRAPPED.get(word) or ("{}" if "=" in tag.plain or word != "set" else "{}{{% endset %}}")
        if word in ("raw", "block", "autoescape"):
            return
        for node in self._parsed(tag, form):
            if isinstance(node, nodes.For):
                names = self._loop(tag, node)
            elif isinstance(node, nodes.If):
                reading.kind(node.test)
            elif isinstance(node, nodes.Assign):
                self._set(node, reading)
                return
            elif isinstance(node, nodes.With):
                values = [reading.kind(value) for value in node.values]
                names = {
                    name: kind for target, kind in zip(node.targets, values, strict=True) for name in names_in(target)
                }
            else:
                names = self._rest(node, reading)
        self._frames.append(_Frame(word, names))

    def _loop(self, tag: Tag, node: nodes.For) -> dict[str, Kind]:
        kind = self._reading(tag).kind(node.iter)
        if not can_be_looped(kind):
            self._tell(tag)(NO_LOOP)
        single = isinstance(node.target, nodes.Name)
        names = {name: item_of(kind) if single else None for name in names_in(node.target)} | {"loop": LOOP}
        if node.test is not None:
            Reading(self._env, {**self._scope(), **names}, self._tell(tag)).kind(node.test)
        return names

    def _set(self, node: nodes.Assign, reading: Reading) -> None:
        kind = reading.kind(node.node)
        single = isinstance(node.target, nodes.Name)
        scope = next((frame for frame in reversed(self._frames) if frame.word != "if"), self._frames[0])
        for name in names_in(node.target):
            scope.names[name] = kind if single else None

    def _rest(self, node: nodes.Node, reading: Reading) -> dict[str, Kind]:
        """Read what few templates have: macros, blocks that are set, called or filtered."""
        if isinstance(node, nodes.Macro):
            self._frames[-1].names[node.name] = None
            return {argument.name: None for argument in node.args} | {"caller": None}
        if isinstance(node, nodes.AssignBlock):
            for name in names_in(node.target):
                self._frames[-1].names[name] = str
        elif isinstance(node, nodes.CallBlock):
            reading.kind(node.call)
        elif isinstance(node, nodes.FilterBlock):
            reading.kind(node.filter)
        return {}

    def _parsed(self, tag: Tag, form: str) -> Iterable[nodes.Node]:
        """Return what one tag says, put into ``form`` to be whole; nothing, having told why, where it says nothing."""
        try:
            return self._env.parse(form.format(tag.plain)).body
        except TemplateSyntaxError as error:
            self._tell(tag)(advised(syntax(error), tag.plain))
            return ()

    def _reading(self, tag: Tag) -> Reading:
        return Reading(self._env, self._scope(), self._tell(tag))

    def _scope(self) -> dict[str, Kind]:
        return {name: kind for frame in self._frames for name, kind in frame.names.items()}
