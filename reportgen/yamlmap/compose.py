"""From text to YAML nodes with positions, within bounds; what cannot be parsed is named and read around."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from reportgen.checks import tep
from reportgen.checks import yaml as yaml_checks
from reportgen.finding import Finding, Position
from reportgen.patterns import regex
from reportgen.vn.signs import odd
from reportgen.yamlmap.slips import UNREAD, Names, Reader, Slip, readable, stop_of
from reportgen.yamlmap.source import Source, fault, remedy

MAX_DEPTH = 40
"""Status and plan files nest eight levels; the C parser crashes the process at 100,000."""

MAX_EVENTS = 400_000
"""Ten thousand task rows of ten keys each make some 220,000 events."""

_FLAT = 2_000
"""Levels with which the parser has no trouble."""
_MOST_SLIPS = 25
_MOST_READ = 2_000_000
"""Characters parsed again and again while slips are read around: a second at most."""


class _Loader(CParser):
    """libyaml's parser without guesses at types: fields know their own, and guessing costs a third of the time."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, _node: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


_LOADER: Any = _Loader  # the stubs know only PyYAML's own loaders
_SPACES = regex(r"^[ \u00a0\u2000-\u200a\u202f\u3000]+")
_OTHER_SPACE = regex(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_GAP = regex(r"^(\s*(?:- )*[\w.-]+:)([ \u00a0\u2007\u202f]+)(?=\S)")


class Composed:
    """What was read: the root node (None when nothing could be), and how the read text differs from the file.

    ``typed`` are the lines of the file, ``lines`` those parsed; ``moved`` tells how far columns of a line (index from
    0) were moved; ``lost`` are lines left out whose owner is not known; ``proper`` is what lines should say instead,
    where a slip has one meaning. ``odd``: some sign may be no text, or an escape bring one; ``everyday``: all are
    everyday ones, which need no second look.
    """

    def __init__(self, typed: list[str], lines: list[str]) -> None:
        self.typed = typed
        self.lines = lines
        self.root: yaml.Node | None = None
        self.findings: list[Finding] = []
        self.moved: dict[int, list[tuple[int, int]]] = {}
        self.lost: set[int] = set()
        self.proper: dict[int, str] = {}
        self.odd = self.everyday = False

    def place(self, line: int, column: int, length: int = 1) -> Position:
        """Return the place in the file of what was parsed at ``line`` and ``column`` (from 0)."""
        for since, distance in self.moved.get(line, ()):
            if column >= since:
                column = max(since, column - distance)
        return Position(line + 1, column + 1, length)


def compose(source: Source, names: Names, tab: int = 0) -> Composed:
    """Parse ``source``, reading around what is wrong in it.

    ``names``: what may begin a line, and what holds text; ``tab``: how many columns a tab in an
    indentation stands for (0: a tab is a fault). Raises nothing.
    """
    typed = source.text.split("\n")
    read = Composed(typed, typed.copy() if source.everyday else list(map(_plain_spaces, typed)))
    escapes = "\\" in source.text
    read.odd = escapes or (not source.everyday and odd(source.text))
    read.everyday = source.everyday and not escapes
    if tab:
        _expand_tabs(read, tab)
    if too_much := _too_much(source, typed):
        read.findings.append(too_much)
        return read
    _parse(read, source.file, names)
    if read.root is None and not read.findings:
        read.findings.append(fault(source.file, 1, 1, tep.ONLY_COMMENTS, advice=remedy(source.file)))
    return read


def _plain_spaces(line: str) -> str:
    """Return ``line`` with plain spaces where they shape the file: before it, and behind its key."""
    if line.isascii() or not _OTHER_SPACE.search(line):
        return line
    line = _SPACES.sub(lambda match: " " * len(match[0]), line)
    return _GAP.sub(lambda match: match[1] + " " * len(match[2]), line)


def _expand_tabs(read: Composed, width: int) -> None:
    for index, line in enumerate(read.lines):
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead:
            wide = lead.expandtabs(width)
            read.lines[index] = wide + line[len(lead) :]
            read.moved.setdefault(index, []).append((0, len(wide) - len(lead)))


def _parse(read: Composed, file: str, names: Names) -> None:
    """Parse until nothing is left to mend; at most so many slips and so much text."""
    text = "\n".join(read.lines)
    tries = max(1, min(4 * _MOST_SLIPS, _MOST_READ // (len(text) + 2)))
    for _ in range(tries):
        if len(read.findings) >= _MOST_SLIPS:
            break
        text = "\n".join(read.lines)
        try:
            root = yaml.compose(text, Loader=_LOADER)
        except (yaml.YAMLError, ValueError) as error:  # ValueError: a tag's %-escape that is no UTF-8
            from reportgen.yamlmap.recognise import recognise  # most files have no slip

            stop = stop_of(error) if isinstance(error, yaml.YAMLError) else None
            if stop is None or not _mend(read, file, recognise(Reader(read.lines, names), stop)):
                break
            continue
        signs = _signs(text)
        if not signs:
            read.root = root
            return
        from reportgen.yamlmap.signs import sign_before_value

        if len(signs) > 5:  # not a slip: references that may explode
            read.findings.append(_fault(read, file, sign_before_value(Reader(read.lines, names), *signs[0])))
            return
        for sign in signs:
            _mend(read, file, sign_before_value(Reader(read.lines, names), *sign))
    last = max((finding.line for finding in read.findings), default=1)
    read.findings.append(fault(file, last, 1, yaml_checks.NOT_READ_ON))


def _mend(read: Composed, file: str, slip: Slip) -> bool:
    """Apply ``slip``; tell whether that changed anything."""
    if slip.found:
        read.findings.append(_fault(read, file, slip))
    changed = any(read.lines[index] != text for index, text in slip.lines.items())
    for index, text in slip.lines.items():
        read.lines[index] = text
    for index, moved in slip.moved.items():
        read.moved.setdefault(index, []).insert(0, moved)
    read.lost.update(slip.lost)
    read.proper.update((index, readable(text)) for index, text in slip.proper.items() if UNREAD not in text)
    return changed


def _fault(read: Composed, file: str, slip: Slip) -> Finding:
    place = read.place(slip.place.line - 1, slip.place.column - 1, slip.place.length)
    said = yaml_checks.SLIP
    return said.finding(file, place, said.words(found=readable(slip.found), advice=readable(slip.advice)))


def _signs(text: str) -> list[tuple[int, int, str]]:
    """Find ``&word`` or ``!word`` at the head of a value: line, column, sign.

    YAML would drop the word without a trace; and without anchors there are no aliases, which can explode.
    """
    if ("&" not in text and "!" not in text) or not re.search(r"(^|[\s\[{,:])[&!]\S", text, re.MULTILINE):
        return []
    found: dict[int, tuple[int, int, str]] = {}
    for event in yaml.parse(text, Loader=_LOADER):
        given = [getattr(event, name, None) for name in ("anchor", "tag")]
        if any(given) and not isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            found.setdefault(mark.line, (mark.line, mark.column, "&" if given[0] else "!"))
    return list(found.values())


def _deepest(text: str) -> int:
    """Return a bound on how deep ``text`` can nest: indentation, and brackets that may still be open.

    Brackets of a line count as closed only where nothing on it can hide one: neither quotation mark nor comment.
    """
    indent = max(len(match[0]) for match in re.finditer(r"^[ \-?:]*", text, re.MULTILINE))
    carried = within = 0
    for match in re.finditer(r"^.*[\[{].*$", text, re.MULTILINE):
        line = match[0]
        opens = line.count("[") + line.count("{")
        hidden = "'" in line or '"' in line or "#" in line
        if hidden or opens != line.count("]") + line.count("}"):
            carried += opens
        within = max(within, opens)
    return indent + carried + within


def _most_entries(text: str) -> int:
    """Return a bound on the entries of ``text``: each has a sign of its own."""
    if 2 * len(text) <= MAX_EVENTS:
        return len(text)
    return text.count(",") + text.count("\n") + text.count(": ")


def _too_much(source: Source, lines: list[str]) -> Finding | None:
    """Bound depth and number of nodes before the parser builds them: first cheaply, then by events."""
    text = source.text
    # by lines and brackets alone it is plain of most files that they cannot be deeper
    flat = max(map(len, lines)) + 2 * (text.count("[") + text.count("{")) <= _FLAT
    if (flat or _deepest(text) <= _FLAT) and 2 * _most_entries(text) <= MAX_EVENTS:
        return None
    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            count += 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or count > MAX_EVENTS:
                said = yaml_checks.TOO_DEEP if depth > MAX_DEPTH else yaml_checks.TOO_MANY
                mark: Any = event.start_mark
                advice = remedy(source.file)
                return fault(source.file, mark.line + 1, mark.column + 1, said, most=MAX_DEPTH, advice=advice)
    except (yaml.YAMLError, ValueError):
        return None  # the parser stops there again and says why
    return None
