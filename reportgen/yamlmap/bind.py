"""From YAML nodes to the records that ``model`` declares: every fault in one pass, with its place."""

from __future__ import annotations

import dataclasses
from typing import Any, Generic, TypeVar

import yaml

from reportgen.finding import Finding, Severity
from reportgen.model.fields import Key, ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.vn.text import nearest
from reportgen.yamlmap.compose import compose
from reportgen.yamlmap.source import FORBIDDEN, Source

T = TypeVar("T")
Path = tuple[str | int, ...]
_EMPTY = ("", "~", "null")
_SHOWN = 60


@dataclasses.dataclass(frozen=True)
class Marks:
    """Where things stand in a file: line and column (from 1) of the key and value at each path."""

    file: str
    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]

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
    binder = _Binder(marks)
    value = binder.record(Record(record), root, ())
    return Bound(None if value is _INVALID else value, marks, tuple(binder.findings))


class _Invalid:
    """Stands for a value that was typed but could not be understood (its finding is recorded)."""


_INVALID = _Invalid()


class _Binder:
    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.findings: list[Finding] = []

    def add(
        self, place: yaml.Node | tuple[int, int], code: str, subject: str, found: str, required: str, advice: str
    ) -> None:
        line, column = _place(place) if isinstance(place, yaml.Node) else place
        self.findings.append(
            Finding(self.marks.file, line, column, code, Severity.ERROR, subject, found, required, advice)
        )

    def shape(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        """Return the value of ``node``, None when empty, ``_INVALID`` after recording a finding."""
        self.marks.values[path] = _place(node)
        if _is_empty(node) and not isinstance(shape, Record):
            return None
        if isinstance(shape, Scalar):
            return self.scalar(shape, node, path)
        if isinstance(shape, ListOf):
            return self.sequence(shape, node, path)
        if isinstance(shape, MapOf):
            return self.mapping(shape, node, path)
        return self.record(shape, node, path)

    def scalar(self, kind: Scalar, node: yaml.Node, path: Path) -> Any:
        subject = str(path[-1]) if path else "giá trị"
        if not isinstance(node, yaml.ScalarNode):
            advice = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết sau dấu | ở dòng dưới'
            self.add(node, "gia-tri/kieu", subject, _kind_of(node), kind.accepts, advice)
            return _INVALID
        text: str = node.value
        if match := FORBIDDEN.search(text):
            found = f"ký tự điều khiển U+{ord(match[0]):04X}"
            self.add(node, "gia-tri/ky-tu", subject, found, "chữ đọc được", "xóa ký tự ẩn này")
            return _INVALID
        try:
            return kind.parse(text)
        except ValueError as reason:
            shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
            proposal = nearest(text, kind.choices) if kind.choices else None
            advice = f"có phải là {proposal}?" if proposal else "sửa lại giá trị"
            found = f"«{shown}» ({reason})"
            self.add(node, "gia-tri/" + kind.name, subject, found, kind.accepts, advice)
            return _INVALID

    def sequence(self, shape: ListOf, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and isinstance(shape.item, Scalar):
            value = self.scalar(shape.item, node, path)
            return _INVALID if value is _INVALID else (value,)
        if not isinstance(node, yaml.SequenceNode):
            self.add(
                node,
                "gia-tri/kieu",
                str(path[-1]),
                _kind_of(node),
                "một danh sách",
                "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách",
            )
            return _INVALID
        items = [self.shape(shape.item, child, (*path, index)) for index, child in enumerate(node.value)]
        return tuple(item for item in items if item is not None and item is not _INVALID)

    def mapping(self, shape: MapOf, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.add(node, "gia-tri/kieu", str(path[-1]), _kind_of(node), "các mục dạng mã: nội dung", "so với mẫu")
            return _INVALID
        result: dict[str, Any] = {}
        for name, child in self.pairs(node, path):
            value = self.shape(shape.item, child, (*path, name))
            if value is not None and value is not _INVALID:
                result[name] = value
        return result

    def pairs(self, node: yaml.MappingNode, path: Path) -> list[tuple[str, yaml.Node]]:
        """Return the pairs of ``node`` whose keys are text and stand for the first time."""
        pairs: dict[str, yaml.Node] = {}
        for key_node, child in node.value:
            name = key_node.value.strip() if isinstance(key_node, yaml.ScalarNode) else None
            if not name:
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
                str(path[-1]) if path else "tệp",
                _kind_of(node),
                "các mục dạng tên: giá trị",
                "so với mẫu",
            )
            return _INVALID
        known = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        unusable = False
        for name, child in self.pairs(node, path):
            if name not in known:
                self.unknown(name, known, path)
                continue
            key = known[name]
            value = self.shape(key.shape, child, (*path, name))
            if value is not None and value is not _INVALID:
                values[key.attribute] = value
            elif key.required and value is _INVALID:
                unusable = True
                values[key.attribute] = None
        absent = tuple(key for key in keys if key.required and key.attribute not in values)
        if absent:
            return self.missing(node, absent, path)
        return _INVALID if unusable else shape.type(**values)

    def missing(self, node: yaml.Node, keys: tuple[Key, ...], path: Path) -> Any:
        where = str(path[-1]) if path else "tệp"
        place = self.marks.keys.get(path, _place(node))
        for key in keys:
            if key.required:
                advice = f"thêm dòng {key.name}: …"
                self.add(place, "khoa/thieu", where, f"thiếu mục {key.name}", key.about, advice)
        return _INVALID

    def unknown(self, name: str, known: dict[str, Key], path: Path) -> None:
        proposal = nearest(name, known)
        advice = f"có phải là {proposal}?" if proposal else "xóa dòng này hoặc sửa tên mục"
        place = self.marks.keys[(*path, name)]
        self.add(place, "khoa/khong-biet", name, "không có mục này", "một trong: " + ", ".join(known), advice)


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
