"""Typed answers put into a unit's YAML, each where it belongs: every line that says something else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.forms.wordform.texts import is_written_in_lines, key_at, proposals_in
from reportgen.model.fields import Record, Scalar, item_text, keys_of
from reportgen.model.plain import Path
from reportgen.model.status import (
    PROPOSALS,
    ExtraWork,
    General,
    OccurrenceStatus,
    TargetStatus,
    TaskStatus,
    UnitStatus,
)
from reportgen.patching.lines import Lines
from reportgen.patching.scalars import item, scalar
from reportgen.vn.text import nfc
from reportgen.yamlmap.marks import Marks

_ROUNDS = 8
"""What stands above a key is made first, braces are opened first: a level a round."""
_ORDER: Mapping[str, type] = {"chi_tieu": TargetStatus, "nhiem_vu": TaskStatus, "chung": General}

Write = Callable[[str, int], list[str]]
"""Returns the lines of a key with its value, at an indentation."""


class CannotPlace(Exception):
    """What stands in the file leaves no room for the answer at ``path``; the text says why, in Vietnamese."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


def put_in(text: str, answers: Mapping[Path, str], said: Mapping[Path, str], marks_of: Callable[[str], Marks]) -> str:
    """Return ``text`` with ``answers`` in it, as ``wordform.proper`` gives them; ``said``: what the file says so far.

    Raises CannotPlace where the file is written in a way that leaves no room for one of them.
    """
    left = dict(_writers(answers, said))
    for _ in range(_ROUNDS):
        if not left:
            return text
        file = _File(text, marks_of(text))
        left = {path: write for path, write in left.items() if not file.put(path, write)}
        text = file.spliced()
    raise CannotPlace(next(iter(left), ()), "tệp có cấu trúc lạ")


# --- how each value is written -----------------------------------------------------------------------


def _writers(answers: Mapping[Path, str], said: Mapping[Path, str]) -> Iterator[tuple[Path, Write]]:
    """Yield where something is to be written, and how; what stands in one record together is written together."""
    whole = {**said, **answers}
    together: dict[Path, None] = {}
    for path, text in answers.items():
        if path[0] == "phat_sinh":
            together[path[:1]] = None
        elif len(path) == 5:
            together[path[:4]] = None
        else:
            yield path, _writer(path, text)
    for above in together:
        yield above, _works(whole) if above == ("phat_sinh",) else _time(above, whole)


def _writer(path: Path, text: str) -> Write:
    shape = key_at(path).shape
    below = path[0] != "chi_tieu" and item_text(shape) is not None and not isinstance(shape, Scalar | Record)
    below = below or (path[0] != "chi_tieu" and isinstance(shape, Scalar) and shape.in_sentences)
    if not text:
        return lambda key, indent: [f"{' ' * indent}{key}:{' |' if below else ''}"]
    if shape == PROPOSALS:
        return _proposals(text)
    if isinstance(shape, Record):
        return _flow(dict(zip((key.name for key in keys_of(shape.type)), text.split("/"), strict=False)))
    if below or is_written_in_lines(path) or "\n" in text:
        return _block(text)
    return lambda key, indent: [f"{' ' * indent}{key}: {scalar(text)}"]


def _block(text: str) -> Write:
    return lambda key, indent: [
        f"{' ' * indent}{key}: |",
        *(f"{' ' * (indent + 2)}{line}" for line in text.split("\n")),
    ]


def _flow(parts: Mapping[str, str]) -> Write:
    inner = ", ".join(f"{name}: {item(text)}" for name, text in parts.items() if text)
    return lambda key, indent: [f"{' ' * indent}{key}: {{{inner}}}"]


def _proposals(text: str) -> Write:
    found = proposals_in(text)
    if len(found) == 1 and not found[0][1]:
        return _block(found[0][0])
    return _records([{"gui": to, "noi_dung": said} for said, to in found])


def _records(records: Sequence[Mapping[str, str]]) -> Write:
    """Return what writes a list of records, each text on the lines below its key."""

    def write(key: str, indent: int) -> list[str]:
        lines = [f"{' ' * indent}{key}:"]
        for each in records:
            inner: list[str] = []
            for name, text in each.items():
                if text:
                    one = "\n" not in text and name == "gui"
                    inner += [f"{' ' * (indent + 4)}{name}: {scalar(text)}"] if one else _block(text)(name, indent + 4)
            inner[0] = f"{' ' * (indent + 2)}- {inner[0].lstrip()}"
            lines += inner
        return lines

    return write


def _time(above: Path, whole: Mapping[Path, str]) -> Write:
    """Return what writes one time of recurring work: its state alone, or in braces with the day."""
    parts = {key.name: whole.get((*above, key.name), "") for key in keys_of(OccurrenceStatus)}
    state, day = parts.values()
    if not day:
        return lambda key, indent: [f"{' ' * indent}{key}: {scalar(state)}" if state else f"{' ' * indent}{key}:"]
    return _flow(parts)


def _works(whole: Mapping[Path, str]) -> Write:
    names = [key.name for key in keys_of(ExtraWork)]
    numbers = sorted({int(path[1]) for path in whole if path[0] == "phat_sinh"})
    rows = [{name: whole.get(("phat_sinh", at, name), "") for name in names} for at in numbers]
    filled = [row for row in rows if any(row.values())]
    return _records(filled) if filled else lambda key, indent: [f"{' ' * indent}{key}:"]


# --- where it is written -----------------------------------------------------------------------------


class _File(Lines):
    """A unit's file while answers are put in; ``made``: keys put in so far, below which the next round goes on.

    ``opened``: lines (from 0) whose braces were written as lines, on which the next round goes on.
    """

    def __init__(self, text: str, marks: Marks) -> None:
        super().__init__(text)
        self.marks = marks
        self.made: set[Path] = set()
        self.opened: set[int] = set()

    def put(self, path: Path, write: Write) -> bool:
        """Write the key at ``path``; tell whether it stands now, False where what is above it was made first."""
        above = path[:-1]
        if self._in_braces(path):
            return False
        if path in self.marks.keys:
            self._replace(path, write)
            return True
        if above and above not in self.marks.keys:
            self._open(above)
            return False
        self._add(path, write)
        return True

    def _in_braces(self, path: Path) -> bool:
        """Write the braces in which ``path`` stands, or is to stand, as lines; tell whether there are any."""
        place = path if path in self.marks.keys else path[:-1]
        if place not in self.marks.keys:
            return False
        begin = self.marks.keys[place].line - 1
        if begin in self.opened:
            return True
        begins_the_line = nfc(self.lines[begin]).lstrip(" \"'").startswith(str(place[-1]))
        lines = [] if begins_the_line and place == path else _as_lines(self.lines[begin])
        if lines:
            self.opened.add(begin)
            self.before.setdefault(begin, []).extend(lines)
            self.gone.add(begin)
        return bool(lines)

    def _open(self, path: Path) -> None:
        """Make the nearest key above that there is none of yet."""
        while len(path) > 1 and path[:-1] not in self.marks.keys:
            path = path[:-1]
        if path not in self.made:
            self.made.add(path)
            self._add(path, lambda key, indent: [f"{' ' * indent}{key}:"])

    def _replace(self, path: Path, write: Write) -> None:
        begin = self.marks.keys[path].line - 1
        match = re.match(r"(?P<lead>\s*)(?P<key>[^\s:]+|\"[^\"]*\"|'[^']*')\s*:(?P<rest>.*)$", self.lines[begin])
        if match is None or nfc(match["key"]).strip("\"'") != path[-1]:
            raise CannotPlace(path, f"dòng {begin + 1} viết trong dấu {{ }} hay sau dấu -")
        new = write(match["key"], len(match["lead"]))
        if note := _note(match["rest"]):
            column = len(self.lines[begin]) - len(note)
            new[0] = f"{new[0]:<{column - 1}} {note}" if len(new[0]) < column else f"{new[0]}  {note}"
        self.before.setdefault(begin, []).extend(new)
        self.gone.update(range(begin, self._end(path) + 1))

    def _end(self, path: Path) -> int:
        """Return the last line (from 0) of the value at ``path`` that is not empty."""
        begin = self.marks.keys[path].line - 1
        inner = any(other[: len(path)] == path and len(other) > len(path) for other in self.marks.values)
        end = self.last_line(begin) if inner else self.marks.ends.get(path, begin + 1) - 1
        while end > begin and not self.lines[end].strip():
            end -= 1
        return max(end, begin)

    def _add(self, path: Path, write: Write) -> None:
        """Put a key behind those that come before it, below the one above it."""
        above, name = path[:-1], str(path[-1])
        siblings = [other for other in self.marks.keys if other[:-1] == above and len(other) == len(path)]
        if above:
            self._room_below(above, siblings)
        order = _order(above)
        earlier = [other for other in siblings if _comes_before(order, str(other[-1]), name)]
        indent = self.indent(self.marks.keys[siblings[0]].line - 1) if siblings else self._indent_below(above)
        if earlier:
            at = max(map(self._last, earlier))
        elif siblings and above:
            at = self.marks.keys[above].line - 1
        else:
            at = self.marks.keys[above].line - 1 if above else len(self.lines) - 1
        self.after.setdefault(at, []).extend(write(_keyed(name), indent))

    def _last(self, path: Path) -> int:
        return max(self._end(path), self.last_line(self.marks.keys[path].line - 1))

    def _indent_below(self, above: Path) -> int:
        return self.indent(self.marks.keys[above].line - 1) + 2 if above else 0

    def _room_below(self, above: Path, siblings: Sequence[Path]) -> None:
        """Raise CannotPlace where what stands at ``above`` is no record on lines of its own."""
        begin = self.marks.keys[above].line - 1
        line = self.lines[begin]
        rest = line.partition(":")[2] if nfc(line).lstrip(" \"'").startswith(str(above[-1])) else "{"
        if rest.removesuffix(_note(rest)).strip() or any(self.marks.keys[each].line - 1 == begin for each in siblings):
            raise CannotPlace(above, f"dòng {begin + 1} có nội dung khác mẫu, hoặc viết trong dấu {{ }}")


def _order(above: Path) -> list[str]:
    """Return the keys of the record at ``above`` in their order; none where they are codes."""
    if not above:
        return [key.name for key in keys_of(UnitStatus)]
    fixed = len(above) == (1 if above[0] == "chung" else 2)
    return [key.name for key in keys_of(_ORDER[str(above[0])])] if fixed and above[0] in _ORDER else []


def _comes_before(order: Sequence[str], other: str, name: str) -> bool:
    if name not in order or other not in order:
        return True
    return order.index(other) < order.index(name)


def _keyed(name: str) -> str:
    return (
        name
        if re.fullmatch(r"[^\W\d][\w.-]*", name)
        else scalar(name)
        if re.fullmatch(r"[\w.-]+", name)
        else f'"{name}"'
    )


_QUOTED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")


def _note(rest: str) -> str:
    """Return the note that ends what stands behind a colon, its sign included; empty for none."""
    quoted = _QUOTED.match(rest)
    found = re.search(r"\s(#.*)", rest[quoted.end() if quoted else 0 :])
    return found[1] if found else ""


_BRACES = re.compile(r"(?P<head>\s*(?:[^\s:{]+|\"[^\"]*\"|'[^']*')\s*:)\s*\{(?P<inner>.*)\}\s*(?P<note>#.*)?$")
_PIECE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\}|[^,\[\]{}"'])+""")
_PAIR = re.compile(r"(?:[^\s:]+|\"[^\"]*\"|'[^']*')\s*:(?:\s.*)?$")


def _as_lines(line: str) -> list[str]:
    """Return a key with a record in braces as lines, each pair as it was typed; none where that is not sure."""
    match = _BRACES.match(line)
    if match is None:
        return []
    inner = match["inner"].strip().rstrip(",")
    pieces = [piece.strip() for piece in _PIECE.findall(inner)]
    if ",".join(pieces).replace(" ", "") != inner.replace(" ", "") or not all(map(_PAIR.match, pieces)):
        return []
    column = " " * (len(line) - len(line.lstrip()) + 2)
    return [match["head"] + (f"  {match['note']}" if match["note"] else ""), *(column + piece for piece in pieces)]
