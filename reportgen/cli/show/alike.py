"""Many warnings of one kind: the first are shown whole, the others counted in a line, so that none hides the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.cli.show.findings import named
from reportgen.finding import Finding, Severity
from reportgen.pipeline.checks import titles

_SHOWN = 3
"""Of many warnings of one kind, how many are shown whole."""
_MANY = 6
"""From so many on they are many."""
_MOST_PLACES = 8


def parted(found: Sequence[Finding]) -> tuple[Sequence[Finding], dict[str, list[Finding]]]:
    """Return what is shown whole, in its order (every error is), and by code the warnings that a line stands for."""
    of_kind: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.severity is not Severity.ERROR:
            of_kind[finding.code].append(finding)
    rest = {code: items[_SHOWN:] for code, items in of_kind.items() if len(items) >= _MANY}
    hidden = {id(item) for items in rest.values() for item in items}
    return [finding for finding in found if id(finding) not in hidden], rest


def counted(rest: dict[str, list[Finding]], prefix: str) -> Iterator[str]:
    """Yield a line for each kind: how many more, where they stand, and how to see them all."""
    called = titles() if rest else {}
    for code, items in rest.items():
        places = [f"{named(item.file, prefix)}:{item.line}" for item in items[:_MOST_PLACES]]
        left = f" và {len(items) - len(places)} chỗ nữa" if len(items) > len(places) else ""
        kind = items[0].severity.value
        yield f"… {len(items)} {kind} nữa cùng loại {code} ({called[code]}): {', '.join(places)}{left}."
    if rest:
        yield from ("Xem hết: thêm --all", "")
