"""What stands around a form in its file and is none of it: the letter or the chat that it was copied from.

Such lines are no entries and nobody's text, so they become comments: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reportgen.finding import Edit, Finding, Position
from reportgen.patterns import regex
from reportgen.vn.text import nearest, nfc
from reportgen.yamlmap.slips import bare, entry_of

_FENCE = regex(r"(?:# )?```.*")
_RULE = regex(r"(?:-{2,}|_{3,}|={3,}|\*{3,}|~{3,}|[}\]])\s*")
_CLOSINGS = ("trân trọng", "kính thư", "thân ái", "xin cảm ơn", "cảm ơn", "đã gửi từ", "được gửi từ", "sent from")
_MOST = 40
"""Lines that a letter has before or after what it is about."""


def around_the_form(lines: Sequence[str], findings: Iterable[Finding], known: Collection[str]) -> list[Edit]:
    """Return the edits that make comments of what precedes and follows the form in ``lines``, if faults stand there.

    ``known``: the keys of the margin.
    """
    names = frozenset(map(bare, known))
    at_fault = {finding.line - 1 for finding in findings}
    found: list[Edit] = []
    for span in (_greeting(lines, names, known), _closing(lines, names)):
        if at_fault & set(span):
            found += [Edit(Position(at + 1, 1, 0), "# ") for at in span if lines[at].strip() and lines[at][0] != "#"]
    return found


def _begins(line: str, names: frozenset[str]) -> bool:
    """Tell whether ``line`` begins an entry of the margin."""
    entry = entry_of(line)
    return entry is not None and bare(entry.key) in names


def _greeting(lines: Sequence[str], names: frozenset[str], known: Collection[str]) -> range:
    """Return the lines above the first entry; none where one of them may be an entry with a slip in its name."""
    first = next((at for at, line in enumerate(lines[:_MOST]) if _begins(line, names)), 0)
    entries = [entry for line in lines[:first] if (entry := entry_of(line))]
    slips = any(" " not in entry.key or nearest(entry.key, known) for entry in entries)
    quoted = any(line[:1] in (" ", "\t", ">", "\ufeff") for line in lines[:first])
    return range(0) if slips or quoted else range(first)


def _closing(lines: Sequence[str], names: frozenset[str]) -> range:
    """Return the lines at the end from a rule, a closing word or a fence on; none where an entry follows."""
    end = len(lines)
    begin = end
    while begin > max(0, end - _MOST) and _at_margin(lines[begin - 1]) and not _begins(lines[begin - 1], names):
        begin -= 1
    start = next((at for at in range(begin, end) if closes(lines, at)), end)
    return range(start, end)


def _at_margin(line: str) -> bool:
    return not line.strip() or not line[0].isspace()


def closes(lines: Sequence[str], at: int) -> bool:
    """Tell whether the form ends before line ``at``: a rule, or below a blank line a closing word or a fence's end."""
    line = lines[at]
    if _RULE.fullmatch(line):
        return at > 0 and lines[at - 1][:1] in ("", " ", "\t")  # else it parts a text that lost its indentation
    above = next((text for text in reversed(lines[:at]) if text.strip()), "")
    if not line.strip() or line.startswith("#"):
        return False
    blank_above = at > 0 and not lines[at - 1].strip()
    return blank_above and (nfc(line).casefold().startswith(_CLOSINGS) or _FENCE.fullmatch(above) is not None)
