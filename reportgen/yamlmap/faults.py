"""The faults of one file, each said at its place and in the words of whoever filled it in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from reportgen.finding import MOST_FINDINGS, Finding, Position, Severity, left_off
from reportgen.model.fields import NAME, TEXT, Key, ListOf, Scalar
from reportgen.vn.text import lower_first
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.hidden import Spot, behind_hash, swallowed_keys
from reportgen.yamlmap.marks import NOWHERE, Marks, Path
from reportgen.yamlmap.names import homes_of, known_names
from reportgen.yamlmap.nodes import SHOWN, kind_of
from reportgen.yamlmap.signs import BELOW as _BELOW
from reportgen.yamlmap.slips import CODE_LIKE
from reportgen.yamlmap.strange import advice_on, certain_key, misplaced, shown, split_by_comma

_BLOCK_STYLES = ("|", ">")
_ENTRIES = "mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung"
_CODES = "mỗi mã một dòng, gồm mã và dấu hai chấm; nội dung lùi vào ở dưới"
_SO_MANY_OF_SO_MANY = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)")
_COUNTS = frozenset(("tu_so", "mau_so"))
_A_KEY: Path = ("tên mục",)
"""What a message calls a key that cannot be told by its name."""


def is_block(node: yaml.Node) -> bool:
    """Tell whether ``node`` is a text below the sign ``|`` or ``>``."""
    return isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_STYLES


class Faults:
    """What is wrong in one file; ``findings`` and ``marks`` grow as it is read."""

    def __init__(self, marks: Marks, composed: Composed, root: type) -> None:
        self.marks = marks
        self.known = known_names(root)
        self.homes = homes_of(root)
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

    # --- places -----------------------------------------------------------------------------------

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

    def first_line(self, node: yaml.ScalarNode) -> Position:
        """Return where the text of ``node`` begins: below the sign that opens a block."""
        if node.style not in _BLOCK_STYLES or not node.value.strip():
            return self.place(node)
        number = node.start_mark.line + 1
        while number < node.end_mark.line and not self.composed.lines[number].strip():
            number += 1
        line = self.composed.lines[number]
        return self.composed.place(number, len(line) - len(line.lstrip()), max(1, len(line.strip())))

    def spot(self, spot: Spot) -> Position:
        """Return where some words stand in the file."""
        return self.composed.place(spot.line, spot.column, len(spot.words))

    # --- values of the wrong kind -------------------------------------------------------------------

    def no_scalar(self, kind: Scalar, node: yaml.Node, path: Path) -> None:
        """Record that entries or a list stand where one value of ``kind`` belongs."""
        if kind is TEXT:
            advice = f"{_BELOW}, mỗi ý một dòng"
        elif not getattr(node, "flow_style", False):
            advice = "viết nội dung ngay sau dấu hai chấm"
        else:
            signs = "{ }" if isinstance(node, yaml.MappingNode) else "[ ]"
            advice = f"bỏ dấu {signs}"
        self.add(node, "gia-tri/kieu", path, (kind_of(node), kind.accepts, advice))

    def no_list(self, node: yaml.Node, path: Path) -> None:
        """Record that something else stands where a list belongs."""
        advice = "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách"
        self.add(node, "gia-tri/kieu", path, (kind_of(node), "một danh sách", advice))

    def no_mapping(self, node: yaml.Node, path: Path) -> None:
        """Record that something else stands where codes and what is said of each belong."""
        advice = "viết mỗi mã một dòng, nội dung lùi vào ở dưới, như trong mẫu"
        self.add(node, "gia-tri/kieu", path, (kind_of(node), _CODES, advice))

    def no_record(self, keys: Sequence[Key], node: yaml.Node, path: Path) -> None:
        """Record that something else stands where the entries ``keys`` belong."""
        advice = f"viết mỗi mục một dòng, ví dụ {keys[0].name}: …"
        counts = _SO_MANY_OF_SO_MANY.fullmatch(node.value.strip()) if isinstance(node, yaml.ScalarNode) else None
        if counts and {key.name for key in keys} >= _COUNTS:
            advice = f"viết {{tu_so: {counts[1]}, mau_so: {counts[2]}}}"
        self.add(node, "gia-tri/kieu", path, (kind_of(node), _ENTRIES, advice))

    # --- values that cannot be read -----------------------------------------------------------------

    def cut_short(self, cut: Spot, path: Path) -> None:
        """Record that the rest of a text is lost behind ``#``."""
        found = f"phần sau dấu # bị bỏ mất: «{cut.words[:SHOWN]}»"
        self.add(self.spot(cut), "gia-tri/cat", path, (found, "", _BELOW))

    def hidden_letter(self, letter: str, node: yaml.ScalarNode, path: Path) -> None:
        """Record that a value holds a character that no reader sees."""
        advice = "bỏ dấu \\ và mã đứng sau nó" if node.style == '"' else "xóa ký tự ẩn này"
        self.add(node, "gia-tri/ky-tu", path, (f"ký tự ẩn, mã U+{ord(letter):04X}", "chữ đọc được", advice))

    def left_to_fill_in(self, text: str, node: yaml.ScalarNode, path: Path) -> None:
        """Warn of dots that a template has for what is to be written there."""
        words = (f"«{text[:SHOWN]}» là chỗ chờ điền", "nội dung, hoặc để trống", "điền hoặc xóa dấu chấm")
        self.add(self.first_line(node), "gia-tri/cho-trong", path, words, Severity.WARNING)

    def not_understood(self, kind: Scalar, text: str, reason: ValueError, node: yaml.ScalarNode, path: Path) -> None:
        """Record that ``text`` is no value of ``kind``, for ``reason``."""
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        meant = kind.proposal(text)
        words = (f"«{shown}» ({reason})", kind.accepts, f"có phải là {meant}?" if meant else "")
        self.add(node, "gia-tri/" + kind.name, path, words)

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

    # --- keys -----------------------------------------------------------------------------------------

    def hidden_letter_in_key(self, letter: str, key: yaml.Node) -> None:
        """Record that a key holds a character that no reader sees."""
        words = (f"ký tự ẩn, mã U+{ord(letter):04X}", "chữ đọc được", "bỏ dấu \\ và mã đứng sau nó")
        self.add(key, "khoa/ky-tu", _A_KEY, words)

    def no_key(self, key: yaml.Node) -> None:
        """Record that something else stands where a key belongs."""
        self.add(key, "khoa/kieu", _A_KEY, (kind_of(key), "một từ như trong mẫu", "so với mẫu"))

    def no_code(self, name: str, kind: Scalar, reason: ValueError, path: Path) -> None:
        """Record that the code at ``path`` is none, for ``reason``."""
        self.marks.spoil(path)
        words = (f"«{name[:SHOWN]}» ({reason})", kind.accepts, "")
        self.add(self.marks.keys[path], "khoa/" + kind.name, path, words)

    def said_twice(self, name: str, again: yaml.Node, path: Path) -> None:
        """Record that the record at ``path`` has a key a second time."""
        found = f"ghi hai lần, lần đầu ở dòng {self.marks.keys[(*path, name)].line}"
        advice = "nếu chỗ này là mục khác thì sửa tên; nếu không thì xóa bớt một"
        self.add(again, "khoa/trung", (*path[-1:], name), (found, "mỗi mục một lần", advice))

    def pasted_twice(self, again: Sequence[Position]) -> None:
        """Record once that a whole form stands in the file a second time."""
        words = (f"biểu được dán hai lần, lần hai từ dòng {again[0].line}", "", "giữ một lần, xóa lần kia")
        self.add(again[0], "khoa/trung", (), words)

    def too_deep(self, name: str, path: Path) -> None:
        """Record that a key of the margin stands inside the mapping at ``path``."""
        words = (
            f"{name} là mục ngoài cùng, không nằm trong {path[-1]}",
            "",
            "đưa dòng này và các dòng của nó ra sát lề",
        )
        self.add(self.marks.keys[(*path, name)], "khoa/lech-cap", (*path, name), words)
        self.marks.spoil((name,))

    def missing(self, node: yaml.Node, keys: Sequence[Key], path: Path) -> None:
        """Record which required keys are absent, unless a line was left out that may have been them."""
        place = self.marks.keys.get(path) or (self.place(node) if path else NOWHERE)
        for key in keys:
            if not key.required or path in self.marks.holes or self.marks.spoilt(*path, key.name):
                continue
            if at := self.marks.keys.get((*path, key.name)):
                words = (f"{key.name} để trống", "", f"ghi {lower_first(key.about)}")
                self.add(at, "khoa/thieu", path, words)
            else:
                found = f"thiếu mục {key.name} ({lower_first(key.about)})"
                self.add(place, "khoa/thieu", path, (found, "", f"thêm dòng {key.name}: …"))

    def unknown(self, name: str, known: Mapping[str, Key], path: Path, before: str) -> str | None:
        """Record that ``name`` is no key here; return the key that it certainly means, to read on.

        ``before`` is the key it follows within braces, where a comma cuts sentences.
        """
        self.marks.spoil((*path, name))
        if len(self.findings) > MOST_FINDINGS:
            return None
        certain = certain_key(name, known, self.marks, path)
        subject: Path = (name[:SHOWN],)
        words = advice_on(name, known, self.homes, self.marks, path)
        looks_cut_off = name.isdecimal() or " " in name
        if before and looks_cut_off and not certain:
            subject, words = (*path, before), split_by_comma(name, before)
            self.marks.spoil(subject)
        if CODE_LIKE.fullmatch(name):
            self.marks.holes.add(path)
        place = self.marks.keys[(*path, name)]
        self.add(place, "khoa/khong-biet", subject, words)
        if certain:
            self.marks.keys[(*path, certain)] = place
        return certain

    def misplaced(self, names: Sequence[str], path: Path) -> bool:
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

    def flattened(self, names: Sequence[str]) -> None:
        """Record once that lines which belong deeper stand at the margin: their indentation was lost on the way."""
        found = f"các mục {shown(names)} đứng sát lề, mất các dấu cách đầu dòng"
        advice = "gửi tệp đính kèm thay vì dán vào thư, tin nhắn; hoặc lùi lại từng dòng như trong mẫu"
        self.add(self.marks.keys[(names[0],)], "khoa/mat-thut-le", (), (found, "", advice))
        self.marks.holes.add(())
        for home in {home for name in names for home in self.homes[name]}:
            self.marks.spoil((home,))
