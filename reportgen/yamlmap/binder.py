"""Filling records from nodes: each value by the type of its field, each fault at its place."""

from __future__ import annotations

import re
from typing import Any

import yaml

from reportgen.finding import MOST_FINDINGS, Finding, Position, Severity, left_off
from reportgen.model.fields import NAME, TEXT, Key, ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.vn.text import lower_first, nfc
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.hidden import Spot, behind_hash, cut_off, swallowed_keys
from reportgen.yamlmap.marks import NOWHERE, Marks, Path
from reportgen.yamlmap.names import groups_of, homes_of, known_names
from reportgen.yamlmap.nodes import SHOWN, is_empty, kind_of
from reportgen.yamlmap.signs import BELOW as _BELOW
from reportgen.yamlmap.slips import CODE_LIKE, COLON, UNREAD
from reportgen.yamlmap.source import FORBIDDEN, INVISIBLE
from reportgen.yamlmap.strange import advice_on, certain_key, misplaced, shown, split_by_comma

_NAMING = ("ma", "so", "phan")  # the keys by which people call a task, a group, a part
_QUOTES = "“”„‟\"'‘’"


class Invalid:
    """Stands for a value that was typed but could not be understood (its finding is recorded)."""


INVALID = Invalid()


class Binder:
    """Binds the nodes of one file; ``findings`` and ``marks`` grow as it goes."""

    def __init__(self, marks: Marks, composed: Composed, root: type) -> None:
        self.marks = marks
        self.known = known_names(root)
        self.homes = homes_of(root)
        self.root_groups = groups_of(root)
        self.partial: Any = None
        self.composed = composed
        self.findings: list[Finding] = []

    def add(
        self,
        place: yaml.Node | Position,
        code: str,
        path: Path,
        words: tuple[str, str, str],
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Record a finding; ``words``: what was found, what is required, advice."""
        if len(self.findings) > MOST_FINDINGS:
            return
        where = self.place(place) if isinstance(place, yaml.Node) else place
        if len(self.findings) == MOST_FINDINGS:
            self.findings.append(left_off(self.marks.file, where))
            return
        self.findings.append(self.marks.finding(where, code, severity, self.marks.subject(path), words))

    def place(self, node: yaml.Node) -> Position:
        """Return where ``node`` stands in the file, with its length on its first line."""
        start, end = node.start_mark, node.end_mark
        if end.line == start.line:
            length = end.column - start.column
        else:
            length = len(self.composed.lines[start.line].rstrip()) - start.column
        if not self.composed.moved:
            return Position(start.line + 1, start.column + 1, max(1, length))
        return self.composed.place(start.line, start.column, max(1, length))

    def shape(self, shape: Shape, node: yaml.Node, path: Path, hint: str = "") -> Any:
        """Return the value of ``node``, None when empty, ``INVALID`` after recording a finding."""
        self.marks.values[path] = self.first_line(node) if isinstance(node, yaml.ScalarNode) else self.place(node)
        value = self._shape(shape, node, path, hint)
        if value is INVALID:
            self.marks.spoil(path)
        return value

    def item(self, shape: Shape, node: yaml.Node, path: Path) -> Any:
        """Return an element of a list or mapping; an empty one still lacks its required keys."""
        if isinstance(shape, Record) and is_empty(node):
            self.marks.values[path] = self.place(node)
            return self.record(shape, node, path)
        return self.shape(shape, node, path)

    def _shape(self, shape: Shape, node: yaml.Node, path: Path, hint: str) -> Any:
        if isinstance(node, yaml.ScalarNode) and UNREAD in node.value:
            return INVALID
        if is_empty(node):
            if isinstance(shape, Scalar | ListOf):
                assert isinstance(node, yaml.ScalarNode)
                self.after_hash(shape, node, path, hint)
            return None
        if isinstance(shape, Scalar):
            return self.scalar(shape, node, path, hint)
        if isinstance(shape, ListOf):
            return self.sequence(shape, node, path, hint)
        if isinstance(shape, MapOf):
            return self.mapping(shape, node, path)
        return self.record(shape, node, path)

    def scalar(self, kind: Scalar, node: yaml.Node, path: Path, hint: str = "") -> Any:
        """Return what ``node`` means as a value of ``kind``."""
        if not isinstance(node, yaml.ScalarNode):
            signs = "{ }" if isinstance(node, yaml.MappingNode) else "[ ]"
            advice = f"{_BELOW}, mỗi ý một dòng" if kind is TEXT else f"bỏ dấu {signs}"
            if not getattr(node, "flow_style", False) and kind is not TEXT:
                advice = "viết nội dung ngay sau dấu hai chấm"
            self.add(node, "gia-tri/kieu", path, (kind_of(node), kind.accepts, advice))
            return INVALID
        text = nfc(node.value.replace(COLON, ":"))  # an escape may bring back what the whole text had lost
        if kind is NAME:
            text = _CURLY.sub(r"\1", text)
        elif kind is not TEXT:
            text = INVISIBLE.sub("", text).strip().strip(_QUOTES)
        if kind in (TEXT, NAME) and (cut := cut_off(self.composed.lines, node, hint)):
            found = f"phần sau dấu # bị bỏ mất: «{cut.words[:SHOWN]}»"
            self.add(self.spot(cut), "gia-tri/cat", path, (found, "", _BELOW))
            return INVALID
        if match := FORBIDDEN.search(text):
            found = f"ký tự ẩn, mã U+{ord(match[0]):04X}"
            advice = "bỏ dấu \\ và mã đứng sau nó" if node.style == '"' else "xóa ký tự ẩn này"
            self.add(node, "gia-tri/ky-tu", path, (found, "chữ đọc được", advice))
            return INVALID
        if node.end_mark.line > node.start_mark.line:
            self.marks.ends[path] = node.end_mark.line + (node.style not in ("|", ">"))
        if kind in (TEXT, NAME) and _PLACEHOLDER.fullmatch(text.strip()):
            words = (f"«{text.strip()[:SHOWN]}» là chỗ chờ điền", "nội dung, hoặc để trống", "điền hoặc xóa dấu chấm")
            self.add(self.first_line(node), "gia-tri/cho-trong", path, words, Severity.WARNING)
            return None
        try:
            value = kind.parse(text)
        except ValueError as reason:
            shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
            meant = kind.proposal(text)
            words = (f"«{shown}» ({reason})", kind.accepts, f"có phải là {meant}?" if meant else "")
            self.add(node, "gia-tri/" + kind.name, path, words)
            return INVALID
        if kind is TEXT:
            self.swallowed(node, path)
        return value

    def first_line(self, node: yaml.ScalarNode) -> Position:
        """Return where the text of ``node`` begins: below the sign that opens a block."""
        if node.style not in ("|", ">") or not node.value.strip():
            return self.place(node)
        number = node.start_mark.line + 1
        while number < node.end_mark.line and not self.composed.lines[number].strip():
            number += 1
        line = self.composed.lines[number]
        return self.composed.place(number, len(line) - len(line.lstrip()), max(1, len(line.strip())))

    def spot(self, spot: Spot) -> Position:
        """Return where some words stand in the file."""
        return self.composed.place(spot.line, spot.column, len(spot.words))

    def after_hash(self, shape: Scalar | ListOf, node: yaml.ScalarNode, path: Path, hint: str) -> None:
        """Record an answer typed behind ``#``, where the form only explains."""
        if typed := behind_hash(self.composed.lines, node, shape, hint):
            found = f"«{typed.words[:SHOWN]}» nằm sau dấu # nên không được đọc"
            accepts = shape.accepts if isinstance(shape, Scalar) and shape not in (TEXT, NAME) else ""
            advice = "chuyển lên trước dấu #; nếu là ghi chú thì viết ở dòng riêng, có # ở đầu"
            self.add(self.spot(typed), "gia-tri/sau-dau-thang", path, (found, accepts, advice))
            self.marks.spoil(path)

    def swallowed(self, node: yaml.ScalarNode, path: Path) -> None:
        """Warn of a key of the form inside a text: indented too far, or joined to the line before."""
        for spot, first in swallowed_keys(self.composed.lines, node, self.known):
            found = f"«{spot.words}:» nằm trong nội dung của {path[-1]}"
            advice = f"nếu là mục thì lùi dòng ấy ra thẳng cột với {path[-1]}"
            if not first:
                advice = f"nếu là mục thì xuống dòng trước {spot.words}, thẳng cột với {path[-1]}"
            words = (found, "", f"{advice}; nếu là nội dung thì bỏ dấu hai chấm")
            self.add(self.spot(spot), "gia-tri/muc-lot", path, words, Severity.WARNING)

    def sequence(self, shape: ListOf, node: yaml.Node, path: Path, hint: str) -> Any:
        """Return the items of a list; a text stands for a list of its lines."""
        if isinstance(node, yaml.ScalarNode) and isinstance(shape.item, Scalar):
            value = self.scalar(shape.item, node, path, hint)
            if value is None:
                return ()
            if value is INVALID or not isinstance(value, str):
                return INVALID if value is INVALID else (value,)
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        if not isinstance(node, yaml.SequenceNode):
            advice = "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách"
            self.add(node, "gia-tri/kieu", path, (kind_of(node), "một danh sách", advice))
            return INVALID
        items = [self.item(shape.item, child, (*path, index)) for index, child in enumerate(node.value)]
        return tuple(item for item in items if item is not None and item is not INVALID)

    def mapping(self, shape: MapOf, node: yaml.Node, path: Path) -> Any:
        """Return the values under codes chosen by the user."""
        if isinstance(node, yaml.SequenceNode) and not node.value:
            return {}
        if not isinstance(node, yaml.MappingNode):
            advice = "viết mỗi mã một dòng, nội dung lùi vào ở dưới, như trong mẫu"
            self.add(
                node,
                "gia-tri/kieu",
                path,
                (kind_of(node), _CODES, advice),
            )
            return INVALID
        result: dict[str, Any] = {}
        for name, child in self.pairs(node, path):
            if name in self.root_groups and (name,) not in self.marks.keys:
                words = (
                    f"{name} là mục ngoài cùng, không nằm trong {path[-1]}",
                    "",
                    "đưa dòng này và các dòng của nó ra sát lề",
                )
                self.add(self.marks.keys[(*path, name)], "khoa/lech-cap", (*path, name), words)
                self.marks.spoil((name,))
                continue
            try:
                shape.name.parse(name)
            except ValueError as reason:
                self.marks.spoil((*path, name))
                words = (f"«{name[:SHOWN]}» ({reason})", shape.name.accepts, "")
                self.add(self.marks.keys[(*path, name)], "khoa/" + shape.name.name, (*path, name), words)
                continue
            value = self.item(shape.item, child, (*path, name))
            if value is not None and value is not INVALID:
                result[name] = value
        return result

    def pairs(self, node: yaml.MappingNode, path: Path) -> list[tuple[str, yaml.Node]]:
        """Return the pairs of ``node`` whose keys are text and stand for the first time."""
        pairs: dict[str, yaml.Node] = {}
        again: list[Position] = []
        if self.composed.lost and any(node.start_mark.line <= i <= node.end_mark.line for i in self.composed.lost):
            self.marks.holes.add(path)
        for key_node, child in node.value:
            name = _name(key_node.value) if isinstance(key_node, yaml.ScalarNode) else None
            if name and UNREAD in name:
                self.marks.holes.add(path)  # said already: a line was left out of it
            elif name and (match := FORBIDDEN.search(name)):
                words = (f"ký tự ẩn, mã U+{ord(match[0]):04X}", "chữ đọc được", "bỏ dấu \\ và mã đứng sau nó")
                self.add(key_node, "khoa/ky-tu", ("tên mục",), words)
            elif not name:
                words = (kind_of(key_node), "một từ như trong mẫu", "so với mẫu")
                self.add(key_node, "khoa/kieu", ("tên mục",), words)
            elif name in pairs and not path and name in self.homes:
                continue  # an entry that lost its indentation: said once for all
            elif name in pairs:
                again.append(self.place(key_node))
                if path or len(node.value) < _TWICE:
                    found = f"ghi hai lần, lần đầu ở dòng {self.marks.keys[(*path, name)].line}"
                    advice = "nếu chỗ này là mục khác thì sửa tên; nếu không thì xóa bớt một"
                    self.add(key_node, "khoa/trung", (*path[-1:], name), (found, "mỗi mục một lần", advice))
            else:
                self.marks.keys[(*path, name)] = self.place(key_node)
                pairs[name] = child
        if again and not path and len(node.value) >= _TWICE:
            self.pasted_twice(again)
        return list(pairs.items())

    def record(self, shape: Record, node: yaml.Node, path: Path) -> Any:
        """Return the filled dataclass; None if empty or a required key is missing or unreadable."""
        keys = keys_of(shape.type)
        if path not in self.marks.values:
            self.marks.values[path] = self.place(node)
        optional = not any(key.required for key in keys)
        if is_empty(node):
            return shape.type() if optional else self.missing(node, keys, path)
        if not isinstance(node, yaml.MappingNode):
            advice = f"viết mỗi mục một dòng, ví dụ {keys[0].name}: …"
            counts = _OF.fullmatch(node.value.strip()) if isinstance(node, yaml.ScalarNode) else None
            if counts and {"tu_so", "mau_so"} <= {key.name for key in keys}:
                advice = f"viết {{tu_so: {counts[1]}, mau_so: {counts[2]}}}"
            self.add(
                node,
                "gia-tri/kieu",
                path,
                (kind_of(node), _ENTRIES, advice),
            )
            return INVALID
        known = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        unusable = False
        pairs = self.pairs(node, path)
        if path and isinstance(path[-1], int):
            named = {name: child.value for name, child in pairs if isinstance(child, yaml.ScalarNode)}
            if label := next((named[key] for key in _NAMING if key in named), ""):
                self.marks.labels[path] = label[:SHOWN]
        strange = [name for name, _ in pairs if name not in known]
        if not path and len(inner := [name for name in strange if name in self.homes]) > 1:
            self.flattened(inner)
            pairs = [(name, child) for name, child in pairs if name not in self.homes and not CODE_LIKE.fullmatch(name)]
        if len(strange) > 1 and len(strange) == len(pairs) and self.misplaced(strange, path):
            return INVALID
        for index, (typed, child) in enumerate(pairs):
            before = pairs[index - 1][0] if index and node.flow_style and is_empty(child) else ""
            name = typed if typed in known else self.unknown(typed, known, path, before)
            if name is None:
                continue
            key = known[name]
            value = self.shape(key.shape, child, (*path, name), key.hint)
            if value is not None and value is not INVALID and not (key.required and value == ()):
                values[key.attribute] = value
            elif key.required and value is INVALID:
                unusable = True
                values[key.attribute] = None
        absent = tuple(key for key in keys if key.required and key.attribute not in values)
        if not path and (absent or unusable):
            self.partial = shape.type(**values, **dict.fromkeys(key.attribute for key in absent))
        if absent:
            return self.missing(node, absent, path)
        return INVALID if unusable else shape.type(**values)

    def missing(self, node: yaml.Node, keys: tuple[Key, ...], path: Path) -> Any:
        """Record which required keys are absent."""
        place = self.marks.keys.get(path) or (self.place(node) if path else NOWHERE)
        for key in keys:
            if key.required and path not in self.marks.holes and not self.marks.spoilt(*path, key.name):
                found = f"thiếu mục {key.name} ({lower_first(key.about)})"
                if at := self.marks.keys.get((*path, key.name)):
                    words = (f"{key.name} để trống", "", f"ghi {lower_first(key.about)}")
                    self.add(at, "khoa/thieu", path, words)
                else:
                    self.add(place, "khoa/thieu", path, (found, "", f"thêm dòng {key.name}: …"))
        return INVALID

    def unknown(self, name: str, known: dict[str, Key], path: Path, before: str) -> str | None:
        """Record that ``name`` is no key here; return the key that it certainly means, to read on.

        ``before`` is the key it follows within braces, where a comma cuts sentences.
        """
        self.marks.spoil((*path, name))
        if len(self.findings) > MOST_FINDINGS:
            return None
        certain = certain_key(name, known, self.marks, path)
        subject: Path = (name[:SHOWN],)
        words = advice_on(name, known, self.homes, self.marks, path)
        if before and not certain and (name.isdecimal() or " " in name):
            subject, words = (*path, before), split_by_comma(name, before)
            self.marks.spoil(subject)
        if CODE_LIKE.fullmatch(name):
            self.marks.holes.add(path)
        place = self.marks.keys[(*path, name)]
        self.add(place, "khoa/khong-biet", subject, words)
        if certain:
            self.marks.keys[(*path, certain)] = place
        return certain

    def misplaced(self, names: list[str], path: Path) -> bool:
        """Tell whether the keys of a record all belong under another key of the file; record that once."""
        home = misplaced(names, self.homes, path)
        if home is None:
            return False
        if (home,) not in self.marks.unread:  # else it was said of its neighbour
            found = f"các mục {shown(names)} không thuộc {path[0] if path else 'đây'} mà thuộc {home}"
            advice = f"xem có mất hoặc thừa dòng nào ở trên không: trước chỗ này phải có dòng {home}: ở sát lề"
            self.add(self.marks.at_key(*path), "khoa/nham-cho", path, (found, "", advice))
            self.marks.spoil((home,))
        return True

    def flattened(self, names: list[str]) -> None:
        """Record once that lines which belong deeper stand at the margin: their indentation was lost on the way."""
        found = f"các mục {shown(names)} đứng sát lề, mất các dấu cách đầu dòng"
        advice = "gửi tệp đính kèm thay vì dán vào thư, tin nhắn; hoặc lùi lại từng dòng như trong mẫu"
        self.add(self.marks.keys[(names[0],)], "khoa/mat-thut-le", (), (found, "", advice))
        self.marks.holes.add(())
        for home in {home for name in names for home in self.homes[name]}:
            self.marks.spoil((home,))

    def pasted_twice(self, again: list[Position]) -> None:
        """Record once that a whole form stands in the file a second time."""
        words = (f"biểu được dán hai lần, lần hai từ dòng {again[0].line}", "", "giữ một lần, xóa lần kia")
        self.add(again[0], "khoa/trung", (), words)


_ENTRIES = "mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung"
_CODES = "mỗi mã một dòng, gồm mã và dấu hai chấm; nội dung lùi vào ở dưới"
_TWICE = 10  # entries at the margin of a form that stands in its file twice
_CURLY = re.compile("^\\s*“([^“”]*)”\\s*$")
_OF = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)")
_PLACEHOLDER = re.compile(r"[.…_\s]*(?:…|\.\.\.|___)[.…_\s]*")


def _name(text: str) -> str:
    """Return a key as it is meant: without what was pasted along unseen, and without quotation marks."""
    return nfc(INVISIBLE.sub("", text.replace(COLON, ":")).strip().strip(_QUOTES))
