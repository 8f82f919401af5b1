"""The marks at the ends of a list's lines: semicolons, and a full stop after the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.nd30.base import Breach, View
from reportgen.nd30.mends import ended
from reportgen.wordview.changes import Change
from reportgen.wordview.lines import Line


def without_semicolon(lines: Sequence[Line]) -> list[Line]:
    """Return those of ``lines`` that do not end with a semicolon."""
    return [line for line in lines if not line.text.endswith(";")]


def semicolons(view: View, lines: Sequence[Line]) -> Iterator[Breach]:
    """Each of ``lines``, the last of a list not among them, ends with a semicolon."""
    wrong = without_semicolon(lines)
    if wrong:
        found = f"cuối dòng là «{_last_word(wrong[0])}»"
        yield view.breach(wrong, found, "cuối dòng dấu chấm phẩy (;)", "sửa dấu cuối dòng thành ;", "dòng")


def full_stop(view: View, last: Line) -> Iterator[Breach]:
    """The last line of a list ends with a full stop."""
    if not last.text.endswith("."):
        found = f"dòng cuối kết thúc bằng «{_last_word(last)}»"
        advice = "sửa dấu cuối dòng thành dấu chấm"
        yield Breach(view.where(last), found, "dòng cuối kết thúc bằng dấu chấm", advice)


def listed(lines: Sequence[Line], last: Line | None) -> Iterator[Change]:
    """Lines of a list that end with semicolons, ``last`` with a full stop."""
    yield from ended(without_semicolon(lines), ";")
    if last is not None and not last.text.endswith("."):
        yield from ended([last], ".")


def _last_word(line: Line) -> str:
    return line.text.split()[-1]
