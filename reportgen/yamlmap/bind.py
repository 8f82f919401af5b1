"""From YAML nodes to the records that ``model`` declares: every fault in one pass, with its place."""

from __future__ import annotations

import dataclasses
from typing import Any, Generic, TypeVar

import yaml

from reportgen.finding import MOST_FINDINGS, Finding, Severity, left_off
from reportgen.model.fields import Key, ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.vn.text import did_you_mean, lower_first, nfc
from reportgen.yamlmap.compose import compose
from reportgen.yamlmap.source import FORBIDDEN, Source

T = TypeVar("T")
Path = tuple[str | int, ...]
_EMPTY = ("", "~", "null", "Null", "NULL")
_SHOWN = 60
_NAMING = ("ma", "so", "phan")  # the keys by which people call a task, a group, a part


@dataclasses.dataclass(frozen=True)
class Marks:
    """Where things stand in a file: line and column (from 1) of the key and value at each path."""

    file: str
    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]
    unread: set[Path] = dataclasses.field(default_factory=set)
    above_unread: set[Path] = dataclasses.field(default_factory=set)
    labels: dict[Path, str] = dataclasses.field(default_factory=dict)

    def subject(self, path: Path) -> str:
        """Return how a message calls the thing at ``path``: ``I.1 tien_do``, ``I.1 van_ban, mục 2``.

        A record of a list goes by its own name (a task by its code), one of a mapping by its key.
        """
        start = next((cut for cut in range(len(path), 0, -1) if path[:cut] in self.labels), 0)
        names = [str(step) for step in path[start:] if not isinstance(step, int)]
        names = [self.labels[path[:start]], *names[-1:]] if start else names[-2:]
        item = f", mục {path[-1] + 1}" if path and isinstance(path[-1], int) and len(path) > start else ""
        return (" ".join(names) or "tệp") + item

    def spoil(self, path: Path) -> None:
        """Note that what stands at ``path`` was typed but not understood."""
        self.unread.add(path)
        self.above_unread.update(path[:cut] for cut in range(len(path)))

    def spoilt(self, *path: str | int) -> bool:
        """Tell whether the value at ``path``, one above it or one inside it was typed but not understood."""
        if path in self.above_unread:
            return True
        return any(path[:cut] in self.unread for cut in range(len(path) + 1))

    def at_key(self, *path: str | int) -> tuple[int, int]:
        """Return the place of the key at ``path``, or of the nearest thing above it."""
        return self._nearest(self.keys, path)

    def at_value(self, *path: str | int) -> tuple[int, int]:
        """Return the place of the value at ``path``, or of the nearest thing above it."""
        return self._nearest(self.values, path)

    @staticmethod
    def _nearest(marks: dict[Path, tuple[int, int]], path: Path) -> tuple[int, int]:
        while path and path not in marks:
            path = path[:-1]
        return marks.get(path, (1, 1))


@dataclasses.dataclass(frozen=True)
class Bound(Generic[T]):
    """A file read into a record: the record (None where it is beyond use), its marks, its faults."""

    value: T | None
    marks: Marks
    findings: tuple[Finding, ...]


def bind(record: type[T], source: Source) -> Bound[T]:
    """Read ``source`` into the dataclass ``record``; collects every fault, raises nothing."""
    marks = Marks(source.file, {}, {})
    root = compose(source)
    if isinstance(root, Finding):
        return Bound(None, marks, (root,))
    binder = _Binder(marks, source.text.split("\n"))
    value = binder.record(Record(record), root, ())
    return Bound(None if value is _INVALID else value, marks, tuple(binder.findings))


class _Invalid:
    """Stands for a value that was typed but could not be understood (its finding is recorded)."""


_INVALID = _Invalid()


class _Binder:
    def __init__(self, marks: Marks, lines: list[str]) -> None:
        self.marks = marks
        self.lines = lines
        self.findings: list[Finding] = []

    def add(
        self, place: yaml.Node | tuple[int, int], code: str, subject: str, found: str, required: str, advice: str
    ) -> None:
        if len(self.findings) > MOST_FINDINGS:
            return
        line, column = _place(place) if isinstance(place, yaml.Node) else place
        if len(self.findings) == MOST_FINDINGS:
            self.findings.append(left_off(self.marks.file, line, column))
            return
        self.findings.append(
            Finding(self.marks.file, line, column, code, Severity.ERROR, subject, found, required, advice)
        )

    def shape(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        """Return the value of ``node``, None when empty, ``_INVALID`` after recording a finding."""
        self.marks.values[path] = _place(node)
        value = self._shape(shape, node, path)
        if value is _INVALID:
            self.marks.spoil(path)
        return value

    def item(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        """Return an element of a list or mapping; an empty one still lacks its required keys."""
        if isinstance(shape, Record) and _is_empty(node):
            self.marks.values[path] = _place(node)
            return self.record(shape, node, path)
        return self.shape(shape, node, path)

    def _shape(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        if _is_empty(node):
            return None
        if isinstance(shape, Scalar):
            return self.scalar(shape, node, path)
        if isinstance(shape, ListOf):
            return self.sequence(shape, node, path)
        if isinstance(shape, MapOf):
            return self.mapping(shape, node, path)
        return self.record(shape, node, path)

    def scalar(self, kind: Scalar, node: yaml.Node, path: Path) -> Any:
        subject = self.marks.subject(path)
        if not isinstance(node, yaml.ScalarNode):
            advice = "viết thành một đoạn; nhiều ý thì viết sau dấu |, mỗi ý một dòng"
            if isinstance(node, yaml.MappingNode):
                advice = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết sau dấu | ở dòng dưới'
            self.add(node, "gia-tri/kieu", subject, _kind_of(node), kind.accepts, advice)
            return _INVALID
        text = nfc(node.value)  # an escape may bring back what the whole text had lost
        if (cut := self.cut_off(node)) is not None:
            found = f"phần sau dấu # bị bỏ mất: «{cut}»"
            self.add(node, "gia-tri/cat", subject, found, "", "đặt cả giá trị trong ngoặc kép, hoặc viết sau dấu |")
            return _INVALID
        if match := FORBIDDEN.search(text):
            found = f"ký tự điều khiển U+{ord(match[0]):04X}"
            self.add(node, "gia-tri/ky-tu", subject, found, "chữ đọc được", "xóa ký tự ẩn này")
            return _INVALID
        try:
            return kind.parse(text)
        except ValueError as reason:
            shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
            advice = did_you_mean(text, kind.choices)
            found = f"«{shown}» ({reason})"
            self.add(node, "gia-tri/" + kind.name, subject, found, kind.accepts, advice)
            return _INVALID

    def cut_off(self, node: yaml.ScalarNode) -> str | None:
        """Return what YAML takes for a comment although one space before ``#`` says it is text."""
        if node.style or not node.value:
            return None
        rest = self.lines[node.end_mark.line][node.end_mark.column :]
        return rest.strip()[:_SHOWN] if rest.startswith(" #") else None

    def sequence(self, shape: ListOf, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and isinstance(shape.item, Scalar):
            value = self.scalar(shape.item, node, path)
            if value is _INVALID or not isinstance(value, str):
                return _INVALID if value is _INVALID else (value,)
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        if not isinstance(node, yaml.SequenceNode):
            self.add(
                node,
                "gia-tri/kieu",
                self.marks.subject(path),
                _kind_of(node),
                "một danh sách",
                "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách",
            )
            return _INVALID
        items = [self.item(shape.item, child, (*path, index)) for index, child in enumerate(node.value)]
        return tuple(item for item in items if item is not None and item is not _INVALID)

    def mapping(self, shape: MapOf, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.SequenceNode) and not node.value:
            return {}
        if not isinstance(node, yaml.MappingNode):
            subject, advice = self.marks.subject(path), "viết mỗi mã một dòng, nội dung lùi vào ở dưới, như trong mẫu"
            self.add(node, "gia-tri/kieu", subject, _kind_of(node), "các mục dạng mã: nội dung", advice)
            return _INVALID
        result: dict[str, Any] = {}
        for name, child in self.pairs(node, path):
            try:
                shape.name.parse(name)
            except ValueError as reason:
                found = f"«{name[:_SHOWN]}» ({reason})"
                self.marks.spoil((*path, name))
                place = self.marks.keys[(*path, name)]
                self.add(place, "khoa/" + shape.name.name, self.marks.subject(path), found, shape.name.accepts, "")
                continue
            value = self.item(shape.item, child, (*path, name))
            if value is not None and value is not _INVALID:
                result[name] = value
        return result

    def pairs(self, node: yaml.MappingNode, path: Path) -> list[tuple[str, yaml.Node]]:
        """Return the pairs of ``node`` whose keys are text and stand for the first time."""
        pairs: dict[str, yaml.Node] = {}
        for key_node, child in node.value:
            name = nfc(key_node.value.strip()) if isinstance(key_node, yaml.ScalarNode) else None
            if name and (match := FORBIDDEN.search(name)):
                found = f"ký tự điều khiển U+{ord(match[0]):04X}"
                self.add(key_node, "khoa/ky-tu", "tên mục", found, "chữ đọc được", "xóa ký tự ẩn này")
            elif not name:
                self.add(key_node, "khoa/kieu", "tên mục", _kind_of(key_node), "một từ như trong mẫu", "so với mẫu")
            elif name in pairs:
                first = self.marks.keys[(*path, name)][0]
                self.add(
                    key_node,
                    "khoa/trung",
                    name,
                    f"ghi hai lần, lần đầu ở dòng {first}",
                    "mỗi mục một lần",
                    "gộp hai chỗ rồi xóa bớt một",
                )
            else:
                place = _place(key_node)
                self.marks.keys[(*path, name)] = place
                pairs[name] = child
        return list(pairs.items())

    def record(self, shape: Record, node: yaml.Node, path: Path) -> Any:
        """Return the filled dataclass; None if empty or a required key is missing or unreadable."""
        keys = keys_of(shape.type)
        self.marks.values.setdefault(path, _place(node))
        optional = not any(key.required for key in keys)
        if _is_empty(node):
            return shape.type() if optional else self.missing(node, keys, path)
        if not isinstance(node, yaml.MappingNode):
            self.add(
                node,
                "gia-tri/kieu",
                self.marks.subject(path),
                _kind_of(node),
                "các mục dạng tên: giá trị",
                f"viết mỗi mục một dòng, ví dụ {keys[0].name}: …",
            )
            return _INVALID
        known = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        unusable = False
        pairs = self.pairs(node, path)
        if path and isinstance(path[-1], int):
            named = {name: child.value for name, child in pairs if isinstance(child, yaml.ScalarNode)}
            if label := next((named[key] for key in _NAMING if key in named), ""):
                self.marks.labels[path] = label[:_SHOWN]
        for name, child in pairs:
            if name not in known:
                self.unknown(name, known, path)
                continue
            key = known[name]
            value = self.shape(key.shape, child, (*path, name))
            if value is not None and value is not _INVALID and not (key.required and value == ()):
                values[key.attribute] = value
            elif key.required and value is _INVALID:
                unusable = True
                values[key.attribute] = None
        absent = tuple(key for key in keys if key.required and key.attribute not in values)
        if absent:
            return self.missing(node, absent, path)
        return _INVALID if unusable else shape.type(**values)

    def missing(self, node: yaml.Node, keys: tuple[Key, ...], path: Path) -> Any:
        where = self.marks.subject(path)
        place = self.marks.keys.get(path, _place(node))
        for key in keys:
            if key.required:
                found = f"thiếu mục {key.name} ({lower_first(key.about)})"
                self.add(place, "khoa/thieu", where, found, "", f"thêm dòng {key.name}: …")
        return _INVALID

    def unknown(self, name: str, known: dict[str, Key], path: Path) -> None:
        found, advice = "không có mục này", did_you_mean(name, known, "xóa dòng này hoặc sửa tên mục")
        if name.isdecimal():  # {ty_le: 98,3}: within braces the comma begins another key
            found, advice = "số lẻ trong dấu { } bị tách ở dấu phẩy", f'đặt số trong ngoặc kép, ví dụ "98,{name}"'
        place = self.marks.keys[(*path, name)]
        self.marks.spoil((*path, name))
        self.add(place, "khoa/khong-biet", name, found, "một trong: " + ", ".join(known), advice)


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_empty(node: yaml.Node) -> bool:
    if not isinstance(node, yaml.ScalarNode):
        return False
    return not node.value.strip() or (not node.style and node.value in _EMPTY)


def _kind_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "một nhóm mục con"
    if isinstance(node, yaml.SequenceNode):
        return "một danh sách"
    shown: str = node.value[:_SHOWN]
    return f"«{shown}»" if shown else "để trống"
