"""The faults of one file, each said at its place and in the words of whoever filled it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from reportgen.checks import gia_tri, khoa
from reportgen.checks import yaml as yaml_checks
from reportgen.checks.base import Fault
from reportgen.checks.tep import left_off
from reportgen.finding import MOST_FINDINGS, Edit, Finding, Position
from reportgen.model.fields import PROSE, TEXT, Key, ListOf, MapOf, Record, Scalar
from reportgen.patterns import regex
from reportgen.vn.signs import told
from reportgen.vn.text import fold, lower_first
from reportgen.yamlmap.beside import put_below_codes
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.hidden import Spot, behind_hash, swallowed_keys
from reportgen.yamlmap.marks import NOWHERE, Marks, Path
from reportgen.yamlmap.names import homes_of, keys_by_name, known_names
from reportgen.yamlmap.nodes import SHOWN, kind_of
from reportgen.yamlmap.shifting import STEP, indented_again, is_before_code, shifted
from reportgen.yamlmap.slips import BELOW, CODE_LIKE, Names
from reportgen.yamlmap.strange import advice_on, certain_key, misplaced, shown, split_by_comma

BLOCK_STYLES = ("|", ">")
"""The signs below which a text stands."""
_SO_MANY_OF_SO_MANY = regex(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)")
_DOCUMENT = regex(r"#\d{1,6}/[^\W\d]")
_DEADLINE = fold("thời hạn")
"""What our forms say above each task, as a comment."""
_COUNTS = frozenset(("tu_so", "mau_so"))
_placed = tuple.__new__
"""Makes a position in half the time of its class: each key and each value has one."""
_A_LINE: Path = ("cách viết",)
"""What a message calls a line that is written as none of the format."""
_A_KEY: Path = ("tên mục",)
"""What a message calls a key that cannot be told by its name."""


class Faults:
    """What is wrong in one file; ``findings`` and ``marks`` grow as it is read."""

    def __init__(self, marks: Marks, composed: Composed, root: type) -> None:
        self.marks = marks
        self.known = known_names(root)
        self.homes = homes_of(root)
        self.composed = composed
        self.findings: list[Finding] = []
        self._dots: dict[Path, Finding] = {}

    def add(self, place: yaml.Node | Position, fault: Fault, path: Path, **values: object) -> None:
        """Record the finding of ``fault``; ``values`` go into its words."""
        if len(self.findings) > MOST_FINDINGS:
            return
        where = self.place(place) if isinstance(place, yaml.Node) else place
        if len(self.findings) == MOST_FINDINGS:
            self.findings.append(left_off(self.marks.file, where))
            return
        self.findings.append(self.marks.finding(where, fault, self.marks.subject(path), **values))

    # --- places -----------------------------------------------------------------------------------

    def place(self, node: yaml.Node) -> Position:
        """Return where ``node`` stands in the file, with its length on its first line."""
        start, end = node.start_mark, node.end_mark
        line, column = start.line, start.column
        after = end.column if end.line == line else len(self.composed.lines[line].rstrip())
        length = after - column if after > column else 1
        if not self.composed.moved:
            return _placed(Position, (line + 1, column + 1, length))
        return self.composed.place(line, column, length)

    def first_line(self, node: yaml.ScalarNode) -> Position:
        """Return where the text of ``node`` begins: below the sign that opens a block."""
        if node.style not in BLOCK_STYLES or not node.value.strip():
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
        if kind is TEXT or kind is PROSE:
            advice = f"{BELOW}, mỗi ý một dòng"
            self._as_text(node, path)
        elif not getattr(node, "flow_style", False):
            advice = "viết nội dung ngay sau dấu hai chấm"
        else:
            signs = "{ }" if isinstance(node, yaml.MappingNode) else "[ ]"
            advice = f"bỏ dấu {signs}"
        self.add(node, gia_tri.OTHER_SHAPE, path, found=kind_of(node), required=kind.accepts, advice=advice)

    def _as_text(self, node: yaml.Node, path: Path) -> None:
        """Note how a list or a bracket that was meant as text becomes one: below ``|``, every sign kept."""
        key = self.marks.keys.get(path)
        if key is None:
            return
        line = self.marks.lines[key.line - 1]
        if node.start_mark.line >= key.line:  # a list on lines of its own
            colon = line.find(":", key.column - 1) + 1
            self.marks.edits.append(Edit(Position(key.line, colon + 1, 0), " |"))
        elif node.end_mark.line == node.start_mark.line:
            self._below_bar(key, self.place(node).column)

    def _below_bar(self, key: Position, begin: int) -> None:
        """Note that what stands from column ``begin`` on behind ``key`` is a text, with every sign in it."""
        line = self.marks.lines[key.line - 1]
        text = "|\n" + " " * (key.column + 1) + line[begin - 1 :].rstrip()
        self.marks.edits.append(Edit(Position(key.line, begin, len(line) - begin + 1), text))

    def _as_document(self, words: str, begin: Position, path: Path) -> None:
        """Note that ``#`` before the number of a document begins no comment: ``#05/KH-STN``."""
        key = self.marks.keys.get(path)
        if key is not None and key.line == begin.line and _DOCUMENT.match(words):
            self._below_bar(key, begin.column)

    def no_list(self, node: yaml.Node, path: Path) -> None:
        """Record that something else stands where a list belongs."""
        self.add(node, gia_tri.NO_LIST, path, found=kind_of(node))

    def no_mapping(self, node: yaml.Node, path: Path) -> None:
        """Record that something else stands where codes and what is said of each belong."""
        self.add(node, gia_tri.NO_CODES, path, found=kind_of(node))

    def no_record(self, keys: Sequence[Key], node: yaml.Node, path: Path) -> None:
        """Record that something else stands where the entries ``keys`` belong."""
        if isinstance(node, yaml.ScalarNode) and self._without_colons(node):
            return
        advice = f"viết mỗi mục một dòng, ví dụ {keys[0].name}: …"
        counts = _SO_MANY_OF_SO_MANY.fullmatch(node.value.strip()) if isinstance(node, yaml.ScalarNode) else None
        if counts and {key.name for key in keys} >= _COUNTS:
            both = f"{{tu_so: {counts[1]}, mau_so: {counts[2]}}}"
            advice = f"viết {both}"
            self.marks.edits.append(Edit(self.place(node), both))
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            self._without_dashes(node)
        self.add(node, gia_tri.NO_ENTRIES, path, found=kind_of(node), advice=advice)

    def _without_colons(self, node: yaml.ScalarNode) -> bool:
        """Record each line of what was meant as entries and is one text, since their colons are no colons."""
        from reportgen.yamlmap.recognise import entries_without_colons  # most files have no slip

        lines, begin, end = self.composed.lines, node.start_mark, node.end_mark
        if node.style or lines[begin.line][: begin.column].strip():
            return False
        slips = entries_without_colons(lines, Names(self.known, frozenset()), range(begin.line, end.line + 1))
        for slip in slips:
            place = self.composed.place(slip.place.line - 1, slip.place.column - 1, slip.place.length)
            self.add(place, yaml_checks.SLIP, _A_LINE, found=slip.found, advice=slip.advice)
            self.composed.proper.update(slip.proper)
        return bool(slips)

    def _without_dashes(self, node: yaml.SequenceNode) -> None:
        """Note that the dashes before entries of one record go, where no entry stands twice."""
        names = [key.value for item in node.value if isinstance(item, yaml.MappingNode) for key, _ in item.value]
        if len(names) < len(node.value) or len({str(name) for name in names}) < len(names):
            return
        one_each = len(names) == len(node.value)
        for item in node.value:
            start = item.start_mark
            before = self.composed.lines[start.line][: start.column]
            if isinstance(item, yaml.MappingNode) and before.strip() == "-":
                dash = before.index("-")
                place = self.composed.place(start.line, dash, start.column - dash if one_each else 1)
                self.marks.edits.append(Edit(place, "" if one_each else " "))

    # --- values that cannot be read -----------------------------------------------------------------

    def cut_short(self, cut: Spot, path: Path) -> None:
        """Record that the rest of a text is lost behind ``#``."""
        self._as_document(cut.words, self.marks.values.get(path, NOWHERE), path)
        self.add(self.spot(cut), gia_tri.CUT_OFF, path, words=cut.words[:SHOWN], advice=BELOW)

    def hidden_letter(self, letter: str, node: yaml.ScalarNode, path: Path) -> None:
        """Record that a value holds a sign that is no text."""
        self._no_text(letter, node, gia_tri.HIDDEN_SIGN, path)

    def left_to_fill_in(self, text: str, node: yaml.ScalarNode, path: Path) -> None:
        """Warn of what stands for something still to be written: dots of a template, «???», a failed cell of Excel."""
        self.add(self.first_line(node), gia_tri.PLACEHOLDER, path, written=text[:SHOWN])
        if self.findings[-1].code == gia_tri.PLACEHOLDER.code:  # none beyond the bound
            self._dots[path] = self.findings[-1]

    def note_left_open(self, words: str, path: Path) -> None:
        """Warn of a footnote, which begins with ``words``, without the bracket that ends it."""
        self.add(self.marks.at_words(path, words), gia_tri.UNCLOSED_NOTE, path, words=words[:SHOWN])

    def gap_left(self, words: str, path: Path) -> None:
        """Warn of ``words`` that stand within a text for something still to be written."""
        self.add(self.marks.at_words(path, words), gia_tri.GAP, path, words=words)

    def not_understood(self, kind: Scalar, text: str, reason: ValueError, node: yaml.ScalarNode, path: Path) -> None:
        """Record that ``text`` is no value of ``kind``, for ``reason``."""
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        if (certain := kind.certain(text)) and node.style not in BLOCK_STYLES:
            self.marks.edits.append(Edit(self.place(node), certain))
        fault = gia_tri.UNREADABLE[kind.name]
        self.add(node, fault, path, written=shown, reason=reason, accepts=kind.accepts, advice=kind.advice(text))

    def after_hash(self, shape: Scalar | ListOf, node: yaml.ScalarNode, path: Path, hint: str) -> None:
        """Record an answer typed behind ``#``, where the form only explains."""
        if typed := behind_hash(self.composed.lines, node, shape, hint):
            accepts = shape.accepts if isinstance(shape, Scalar) and not shape.in_sentences else ""
            self.add(self.spot(typed), gia_tri.BEHIND_HASH, path, words=typed.words[:SHOWN], accepts=accepts)
            if isinstance(shape, Scalar) and not shape.in_sentences:
                self._put_before_hash(self.spot(typed))
            else:
                spot = self.spot(typed)
                sign = Position(spot.line, spot.column - 1)
                self._as_document(self.marks.lines[spot.line - 1][sign.column - 1 :], sign, path)
            self.marks.spoil(path)

    def _put_before_hash(self, typed: Position) -> None:
        """Note that what was typed behind ``#`` is the value: nothing but ``#`` and spaces stand before it."""
        before = self.marks.lines[typed.line - 1][: typed.column - 1]
        hash_at = before.find("#")
        if hash_at >= 0 and not before[hash_at + 1 :].strip():
            self.marks.edits.append(Edit(Position(typed.line, hash_at + 1, len(before) - hash_at), ""))

    def swallowed(self, node: yaml.ScalarNode, path: Path) -> None:
        """Warn of a key of the form inside a text: indented too far, or joined to the line before."""
        for spot, first in swallowed_keys(self.composed.lines, node, self.known):
            fault = gia_tri.INDENTED_TOO_FAR if first else gia_tri.JOINED_TO_LINE
            self.add(self.spot(spot), fault, path, name=spot.words, owner=path[-1])

    # --- keys -----------------------------------------------------------------------------------------

    def hidden_letter_in_key(self, letter: str, key: yaml.Node) -> None:
        """Record that a key holds a sign that is no text."""
        self._no_text(letter, key, khoa.HIDDEN_SIGN, _A_KEY)

    def _no_text(self, letter: str, node: yaml.Node, said: Fault, path: Path) -> None:
        """Record ``letter`` where it stands; one written as an escape stands nowhere: all of ``node`` is meant."""
        found, advice = told(letter)
        place = self._place_of(letter, node)
        if place is None:
            place, advice = self.place(node), "bỏ dấu \\ và mã đứng sau nó"
        self.add(place, said, path, found=found, advice=advice)

    def _place_of(self, letter: str, node: yaml.Node) -> Position | None:
        start, end = node.start_mark, node.end_mark
        for number in range(start.line, min(end.line + 1, len(self.composed.lines))):
            column = self.composed.lines[number].find(letter, start.column if number == start.line else 0)
            if column >= 0:
                return self.composed.place(number, column, 1)
        return None

    def no_key(self, key: yaml.Node) -> None:
        """Record that something else stands where a key belongs."""
        self.add(key, khoa.NO_NAME, _A_KEY, found=kind_of(key))

    def no_code(self, name: str, kind: Scalar, reason: ValueError, path: Path) -> None:
        """Record that the code at ``path`` is none, for ``reason``."""
        self.marks.spoil(path)
        words = {"written": name[:SHOWN], "reason": reason, "accepts": kind.accepts}
        place = self.marks.keys[path]
        self.add(place, khoa.NO_CODE, path, **words)
        if fold(name) == _DEADLINE and is_before_code(self.marks.lines, place.line - 1):
            self.marks.edits.append(Edit(Position(place.line, place.column, 0), "# "))

    def said_twice(self, name: str, again: yaml.Node, path: Path) -> None:
        """Record that the record at ``path`` has a key a second time."""
        self.add(again, khoa.TWICE, (*path[-1:], name), line=self.marks.keys[(*path, name)].line)

    def lacks_dash(self, name: str, again: yaml.Node, path: Path) -> None:
        """Record that the next item of a list begins without its dash, inside the record at ``path``."""
        self.add(again, khoa.NO_DASH, (*path[-1:], name), name=name, line=self.marks.keys[(*path, name)].line)

    def pasted_twice(self, again: Sequence[Position]) -> None:
        """Record once that a whole form stands in the file a second time."""
        self.add(again[0], khoa.PASTED_TWICE, (), line=again[0].line)

    def too_deep(self, name: str, path: Path) -> None:
        """Record that a key of the margin stands inside the mapping at ``path``."""
        place = self.marks.keys[(*path, name)]
        self.add(place, khoa.TOO_DEEP, (*path, name), name=name, home=path[-1])
        self._move(place, 1 - place.column)
        self.marks.spoil((name,))

    def beside_codes(self, shape: MapOf, node: yaml.MappingNode) -> None:
        """Record once the entries of ``node`` at the depth of the codes to which they belong; they are read there."""
        found = put_below_codes(node, keys_by_name(shape.item.type)) if isinstance(shape.item, Record) else []
        if not found:
            return
        first, others = found[0], len(found) - 1
        more = f" (và {others} mã khác cũng vậy)" if others else ""
        names = shown([key.value for key in first.keys])
        self.add(first.keys[0], khoa.BESIDE_CODE, (first.code,), names=names, code=first.code, more=more)
        for each in found:
            for key in each.keys:
                self._move(self.place(key), STEP)

    def missing(self, node: yaml.Node, keys: Sequence[Key], path: Path) -> None:
        """Record which required keys are absent, unless a line was left out that may have been them.

        Where dots stand for one, that it is empty says all: what is asked for is written in their place.
        """
        place = self.marks.keys.get(path) or (self.place(node) if path else NOWHERE)
        for key in keys:
            if not key.required or path in self.marks.holes or self.marks.spoilt(*path, key.name):
                continue
            at = self.marks.keys.get((*path, key.name))
            if (dots := self._dots.pop((*path, key.name), None)) in self.findings:
                self.findings.remove(dots)
            fault = khoa.LEFT_EMPTY if at else khoa.ABSENT
            self.add(at or place, fault, path, name=key.name, about=lower_first(key.about))

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
        looks_cut_off = name[:1].isdecimal() or " " in name  # no key begins with a figure
        if before and looks_cut_off and not certain:
            whole, place = self._joined(path, before, name)
            subject, words = (*path, before), split_by_comma(name, before, whole)
            self.marks.spoil(subject)
            at = self.marks.values.get(subject, NOWHERE)
            self.findings = [item for item in self.findings if (item.line, item.column) != (at.line, at.column)]
            if not set(whole) & set('"\\'):
                self.marks.edits.append(Edit(place, f'"{whole}"'))
        place = self.marks.keys[(*path, name)]
        if CODE_LIKE.fullmatch(name):
            self.marks.holes.add(path)
            beside = self.marks.keys.get(path)
            self._move(place, beside.column - place.column if beside else STEP)
        found, required, advice = words
        self.add(place, khoa.UNKNOWN, subject, found=found, required=required, advice=advice)
        if certain:
            self.marks.keys[(*path, certain)] = place
            self.marks.edits.append(Edit(place, certain))
        return certain

    def _move(self, place: Position, by: int) -> None:
        """Note that the entry at ``place`` stands ``by`` columns too far left, if it has a line of its own."""
        lines = self.marks.lines
        if by and not lines[place.line - 1][: place.column - 1].strip():
            self.marks.edits.extend(shifted(lines, place.line - 1, by))

    def _joined(self, path: Path, before: str, name: str) -> tuple[str, Position]:
        """Return what a comma within braces parts, as it stands in the file: ``98,3`` of ``{ty_le: 98,3}``."""
        key, last = self.marks.keys[(*path, before)], self.marks.keys[(*path, name)]
        first = self.marks.values.get((*path, before), key)  # under a key that is unknown itself nothing was read
        end = last.column + last.length
        if first.line != last.line:
            return name, last
        whole = self.marks.lines[first.line - 1][first.column - 1 : end - 1]
        if first is key:
            whole = whole[key.length :].lstrip(": ")
        return whole, Position(first.line, end - len(whole), len(whole))

    def misplaced(self, names: Sequence[str], path: Path) -> bool:
        """Tell whether the keys of a record all belong under another key of the file; record that once."""
        home = misplaced(names, self.homes, path)
        if home is None:
            return False
        if (home,) not in self.marks.unread:  # else it was said of its neighbour
            here = path[0] if path else "đây"
            self.add(self.marks.at_key(*path), khoa.MISPLACED, path, names=shown(names), here=here, home=home)
            self._open(home, path)
            self.marks.spoil((home,))
        return True

    def _open(self, home: str, path: Path) -> None:
        """Note where the key ``home`` was left out, when the file has it nowhere: above the record at ``path``."""
        key = self.marks.keys.get(path)
        if (
            key is not None
            and len(path) == 2
            and (home,) not in self.marks.keys
            and not self.marks.lines[key.line - 1][: key.column - 1].strip()
        ):
            self.marks.edits.append(Edit(Position(key.line, 1, 0), f"{home}:\n"))

    def flattened(self, names: Sequence[str]) -> None:
        """Record once that lines which belong deeper stand at the margin: their indentation was lost on the way."""
        self.add(self.marks.keys[(names[0],)], khoa.FLATTENED, (), names=shown(names))
        self.marks.edits.extend(
            indented_again(self.marks.lines, {home for homes in self.homes.values() for home in homes}, self.homes)
        )
        self.marks.holes.add(())
        for home in {home for name in names for home in self.homes[name]}:
            self.marks.spoil((home,))
