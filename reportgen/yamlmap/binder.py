"""Filling records from nodes: each value by the type of its field, each fault at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from reportgen.finding import Position
from reportgen.model.fields import NAME, PROSE, TEXT, Key, ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.model.plain import NO_PLAN, Surroundings
from reportgen.vn.signs import refused
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.dashes import without_mark
from reportgen.yamlmap.faults import BLOCK_STYLES
from reportgen.yamlmap.hidden import cut_off, gap, is_placeholder, unclosed_note
from reportgen.yamlmap.marks import Marks, Path
from reportgen.yamlmap.meant import as_meant, key_as_meant
from reportgen.yamlmap.names import filling_keys, groups_of, keys_by_name, required_keys
from reportgen.yamlmap.nodes import SHOWN, is_empty
from reportgen.yamlmap.plainly import Pairs, Plainly
from reportgen.yamlmap.slips import CODE_LIKE, UNREAD

_NAMING = ("ma", "so", "phan")  # the keys by which people call a task, a group, a part
_TWICE = 10  # entries at the margin of a form that stands in its file twice


_BEGINNING = ("ma", "so")
"""Keys with which items of a plan's lists begin."""


class Invalid:
    """Stands for a value that was typed but could not be understood (its finding is recorded)."""


INVALID = Invalid()


class Binder(Plainly):
    """Binds the nodes of one file; ``findings`` and ``marks`` grow as it goes."""

    def __init__(self, marks: Marks, composed: Composed, root: type, around: Surroundings = NO_PLAN) -> None:
        super().__init__(marks, composed, root, around)
        self.root_groups = groups_of(root)
        self.partial: Any = None

    def shape(self, shape: Shape, node: yaml.Node, path: Path, hint: str = "") -> Any:
        """Return the value of ``node``, None when empty, ``INVALID`` after recording a finding."""
        if isinstance(node, yaml.ScalarNode):
            self.marks.values[path] = self.first_line(node)
            value = self._of_text(shape, node, path, hint)
        else:
            self.marks.values[path] = self.place(node)
            value = self._of_entries(shape, node, path, hint)
        if value is INVALID:
            self.marks.spoil(path)
        return value

    def item(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        """Return an element of a list or mapping; an empty one still lacks its required keys."""
        if isinstance(shape, Record) and is_empty(node):
            self.marks.values[path] = self.place(node)
            return self.record(shape, node, path)
        return self.shape(shape, node, path)

    def _of_text(self, shape: Shape, node: yaml.ScalarNode, path: Path, hint: str) -> Any:
        if UNREAD in node.value:
            return INVALID
        if is_empty(node):
            if isinstance(shape, (Scalar, ListOf)):
                self.after_hash(shape, node, path, hint)
            return None
        if isinstance(shape, Scalar):
            return self.scalar(shape, node, path, hint)
        if isinstance(shape, Record) and (shape.spelled or shape.short_key):
            return self._spelled(shape, node, path, hint)
        return self._of_entries(shape, node, path, hint)

    def _of_entries(self, shape: Shape, node: yaml.Node, path: Path, hint: str) -> Any:
        if isinstance(shape, Record):
            return self.record(shape, node, path)
        if isinstance(shape, ListOf):
            return self.sequence(shape, node, path, hint)
        if isinstance(shape, MapOf):
            return self.mapping(shape, node, path)
        self.no_scalar(shape, node, path)
        return INVALID

    def _spelled(self, shape: Record, node: yaml.ScalarNode, path: Path, hint: str) -> Any:
        """Return the record that a text stands for."""
        if shape.spelled:
            return self.scalar(shape.spelled, node, path, hint)
        return _as_record(shape, self.scalar(_text_kind(shape), node, path, hint))

    # --- one value ----------------------------------------------------------------------------------

    def scalar(self, kind: Scalar, node: yaml.ScalarNode, path: Path, hint: str = "") -> Any:
        """Return what ``node`` means as a value of ``kind``; None for what waits to be filled in."""
        text = as_meant(kind, node, self.composed)
        in_sentences = kind.in_sentences
        if in_sentences and (cut := cut_off(self.composed.lines, node, hint)):
            self.cut_short(cut, path)
            return INVALID
        if self.composed.odd and (hidden := refused(text)):
            self.hidden_letter(hidden, node, path)
            return INVALID
        self._mark_end(node, path)
        if in_sentences and is_placeholder(text):
            self.left_to_fill_in(text.strip(), node, path)
            return None
        return self._parsed(kind, text, node, path)

    def _mark_end(self, node: yaml.ScalarNode, path: Path) -> None:
        """Note the last line of a value; the mark after a block stands on the line below it."""
        end: int = node.end_mark.line
        self.marks.ends[path] = end if node.style in BLOCK_STYLES else end + 1

    def _parsed(self, kind: Scalar, text: str, node: yaml.ScalarNode, path: Path) -> Any:
        try:
            value = kind.parse(text)
        except ValueError as reason:
            return self._not_as_asked(kind, text, reason, node, path)
        if "_" in node.value and (kind is TEXT or kind is PROSE):  # as every key has that a text may hide
            self.swallowed(node, path)
        if kind.in_sentences and "^[" in text and (words := unclosed_note(text)):
            self.note_left_open(words, path)
        if kind.in_sentences and (words := gap(text)):
            self.gap_left(words, path)
        return value

    def _not_as_asked(self, kind: Scalar, text: str, reason: ValueError, node: yaml.ScalarNode, path: Path) -> Any:
        """Return what ``text`` plainly says; ``INVALID`` after recording the ``reason`` where it is no ``kind``."""
        try:
            value = self.read_plainly(kind, text, node, path)
        except ValueError as other:
            value, reason = None, other
        if value is not None:
            return value
        self.not_understood(kind, text, reason, node, path)
        return INVALID

    # --- lists and mappings ---------------------------------------------------------------------------

    def sequence(self, shape: ListOf, node: yaml.Node, path: Path, hint: str) -> Any:
        """Return the items of a list; a text stands for a list of its lines."""
        if isinstance(node, yaml.ScalarNode) and isinstance(shape.item, Scalar):
            return _as_list(self.scalar(shape.item, node, path, hint), shape.item)
        if isinstance(shape.item, Record) and shape.item.short_key and not isinstance(node, yaml.SequenceNode):
            return self._single(shape.item, node, path, hint)
        if not isinstance(node, yaml.SequenceNode):
            self.no_list(node, path)
            return INVALID
        items = [self.item(shape.item, child, (*path, index)) for index, child in enumerate(node.value)]
        given = [index for index, item in enumerate(items) if _is_given(item)]
        if len(given) < len(items):
            self.marks.kept[path] = tuple(given)  # only now: so far all positions were those of the file
        return tuple(items[index] for index in given)

    def _single(self, shape: Record, node: yaml.Node, path: Path, hint: str) -> Any:
        """Return the list that stands for one record, or for the names typed on the lines of a text."""
        if not isinstance(node, yaml.ScalarNode):
            record = self.record(shape, node, path)
            return (record,) if record is not INVALID else INVALID
        kind = _text_kind(shape)
        typed = self.scalar(kind, node, path, hint)
        if typed is INVALID:
            return INVALID
        texts = _as_list(typed, kind) if kind is NAME else (typed,) if typed is not None else ()
        for index in range(len(texts)):
            self.marks.values[(*path, index, shape.short)] = self.marks.values[path]
        return tuple(_as_record(shape, text) for text in texts)

    def mapping(self, shape: MapOf, node: yaml.Node, path: Path) -> Any:
        """Return the values under codes chosen by the user."""
        if isinstance(node, yaml.SequenceNode) and not node.value:
            return {}
        if shape.alone and isinstance(node, yaml.ScalarNode):
            value = self.shape(shape.item, node, path)
            return value if value is INVALID else {"": value}
        if not isinstance(node, yaml.MappingNode):
            self.no_mapping(node, path)
            return INVALID
        result: dict[str, Any] = {}
        self.beside_codes(shape, node)
        pairs = self.pairs(node, path)
        for typed, child in pairs:
            name = self.code_meant(typed, pairs, path)
            if self._belongs_at_margin(name):
                self.too_deep(name, path)
            elif self._is_code(name, shape.name, (*path, name)):
                value = self.item(shape.item, child, (*path, name))
                if _is_given(value) and not _is_blank(shape.item, value):
                    result[name] = value
        return result

    def _belongs_at_margin(self, name: str) -> bool:
        """Tell whether ``name`` is a key of the margin that the file has nowhere else."""
        return name in self.root_groups and (name,) not in self.marks.keys

    def _is_code(self, name: str, kind: Scalar, path: Path) -> bool:
        """Tell whether ``name`` is a code of ``kind``; record it when it is none."""
        try:
            kind.parse(name)
        except ValueError as reason:
            self.no_code(name, kind, reason, path)
            return False
        return True

    # --- keys and what stands under them -----------------------------------------------------------------

    def pairs(self, node: yaml.MappingNode, path: Path) -> Pairs:
        """Return the pairs of ``node`` whose keys are text and stand for the first time."""
        pairs: dict[str, yaml.Node] = {}
        again: list[Position] = []
        a_whole_form = not path and len(node.value) >= _TWICE
        if self.composed.lost and self._lost_a_line(node):
            self.marks.holes.add(path)
        for key, child in self._of_one_item(node, path):
            name = self._key(key, path)
            if not name:
                continue
            if name not in pairs:
                self.marks.keys[(*path, name)] = self.place(key)
                pairs[name] = child
            elif not path and name in self.homes:
                continue  # an entry that lost its indentation: said once for all
            elif a_whole_form:
                again.append(self.place(key))
            else:
                self.said_twice(name, key, path)
        if again:
            self.pasted_twice(again)
        return list(pairs.items())

    def _of_one_item(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """Yield the pairs of ``node`` until the key with which items of its list begin comes again."""
        first = node.value[0][0].value if node.value and node.value[0][0].value in _BEGINNING else None
        for index, (key, child) in enumerate(node.value):
            if index and first is not None and key.value == first:
                self.lacks_dash(first, key, path)
                return
            yield key, child

    def _lost_a_line(self, node: yaml.MappingNode) -> bool:
        """Tell whether a line of ``node`` was left out because it could not be read."""
        return any(node.start_mark.line <= line <= node.end_mark.line for line in self.composed.lost)

    def _key(self, node: yaml.Node, path: Path) -> str:
        """Return the key that ``node`` is, nothing after recording that it is none."""
        name = key_as_meant(node.value, self.composed.odd) if isinstance(node, yaml.ScalarNode) else ""
        if not name:
            self.no_key(node)
        elif UNREAD in name:
            self.marks.holes.add(path)  # said already: a line was left out of it
        elif self.composed.odd and (hidden := refused(name)):
            self.hidden_letter_in_key(hidden, node)
        else:
            return name
        return ""

    def record(self, shape: Record, node: yaml.Node, path: Path) -> Any:
        """Return the filled dataclass; ``INVALID`` if a required key is missing or unreadable."""
        if path not in self.marks.values:
            self.marks.values[path] = self.place(node)
        if is_empty(node):
            return self._nothing_typed(shape, node, path)
        if not isinstance(node, yaml.MappingNode):
            self.no_record(keys_of(shape.type), node, path)
            return INVALID
        pairs = self.pairs(node, path)
        if path and isinstance(path[-1], int):
            self._label(pairs, path)
        known = keys_by_name(shape.type)
        strange = [name for name, _ in pairs if name not in known]
        if strange and not path:
            pairs = self._without_flattened(pairs, strange)
        mostly_strange = 1 < len(strange) > len(pairs) - len(strange)  # some keys are at home in several places
        if pairs and mostly_strange and self.misplaced([name for name, _ in pairs], path):
            return INVALID
        return self._filled(shape, node, pairs, path)

    def _nothing_typed(self, shape: Record, node: yaml.Node, path: Path) -> Any:
        keys = keys_of(shape.type)
        if not any(key.required for key in keys):
            return shape.type()
        self.missing(node, keys, path)
        return INVALID

    def _label(self, pairs: Pairs, path: Path) -> None:
        """Note by what name people call the record at ``path`` of a list."""
        named = {name: child.value for name, child in pairs if name in _NAMING and isinstance(child, yaml.ScalarNode)}
        label = next((named[key] for key in _NAMING if key in named), "")
        if label:
            self.marks.labels[path] = label[:SHOWN]

    def _without_flattened(self, pairs: Pairs, strange: Sequence[str]) -> Pairs:
        """Return the pairs of the margin without those whose indentation was lost; record these once."""
        inner = [name for name in strange if name in self.homes]
        if len(inner) <= 1:
            return pairs
        self.flattened(inner)
        return [(name, child) for name, child in pairs if name not in self.homes and not CODE_LIKE.fullmatch(name)]

    def _filled(self, shape: Record, node: yaml.MappingNode, pairs: Pairs, path: Path) -> Any:
        """Return the record of the type of ``shape`` that ``pairs`` fill."""
        values = self._values(shape, node, pairs, path)
        for key in filling_keys(shape.type):
            if key.attribute in values:
                values[key.fills] = values[key.attribute]
        required = required_keys(shape.type)
        absent = [key for key in required if key.attribute not in values]
        unusable = any(values.get(key.attribute) is INVALID for key in required)
        if not path and (absent or unusable):
            self.partial = _with_gaps(shape, values)
        if absent:
            self.missing(node, absent, path)
        return INVALID if absent or unusable else shape.type(**values)

    def _values(self, shape: Record, node: yaml.MappingNode, pairs: Pairs, path: Path) -> dict[str, Any]:
        """Return what ``pairs`` say, by attribute; ``INVALID`` for what is required and could not be read."""
        known = keys_by_name(shape.type)
        values: dict[str, Any] = {}
        before = ""
        for typed, child in pairs:
            name: str | None = typed
            if typed not in known:
                cut_by_comma = bool(node.flow_style) and is_empty(child)
                name = self.unknown(typed, known, path, before if cut_by_comma else "")
            before = typed
            if name is None:
                continue
            key = known[name]
            if key.rate_key:
                key = self.key_meant(shape.type, key, child, pairs, path)
            value = self.shape(key.shape, child, (*path, name), key.hint)
            if isinstance(key.shape, Record) and _says_nothing(child):
                continue
            if value is not None and _is_an_answer(key, value):
                values[key.attribute] = value
        return values


def _is_given(value: Any) -> bool:
    """Tell whether something was typed and understood."""
    return value is not None and value is not INVALID


def _says_nothing(node: yaml.Node) -> bool:
    """Tell whether a record only names its keys: ``uoc: {tu_so: , mau_so: }``."""
    return isinstance(node, yaml.MappingNode) and all(is_empty(child) for _, child in node.value)


def _is_blank(shape: Shape, value: Any) -> bool:
    """Tell whether nothing was typed for a record that one text may stand for: its name waits to be answered."""
    return isinstance(shape, Record) and bool(shape.short) and value == shape.type()


def _is_an_answer(key: Key, value: Any) -> bool:
    """Tell whether ``value`` counts for ``key``: a required one is missed when empty, and known to be unreadable."""
    if not key.required:
        return value is not INVALID
    return value is INVALID or value != ()


def _with_gaps(shape: Record, values: dict[str, Any]) -> Any:
    """Return the record with None for the required keys that are missing or unreadable."""
    readable = {attribute: value for attribute, value in values.items() if value is not INVALID}
    gaps = dict.fromkeys(key.attribute for key in keys_of(shape.type) if key.required)
    return shape.type(**{**gaps, **readable})


def _text_kind(shape: Record) -> Scalar:
    """Return the kind of the text that may stand for a record."""
    key = shape.short_key
    assert key is not None
    assert isinstance(key.shape, Scalar)
    return key.shape


def _as_record(shape: Record, value: Any) -> Any:
    """Return the record for which the text ``value`` stands."""
    if value is None or value is INVALID:
        return value
    key = shape.short_key
    assert key is not None
    return shape.type(**{key.attribute: value})


def _as_list(value: Any, kind: Scalar) -> Any:
    """Return the list that one ``value`` of ``kind`` stands for: a text, the lines of it; names, also between ``;``."""
    if value is None:
        return ()
    if isinstance(value, str):
        lines = (value.replace(";", "\n") if kind is NAME else value).splitlines()
        return tuple(without_mark(line) for line in lines if line.strip())
    return INVALID if value is INVALID else (value,)
