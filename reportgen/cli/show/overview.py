"""What ``status --all`` prints: one line for each workspace."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.cli.show import status_data
from reportgen.cli.show.status import table
from reportgen.cli.show.terminal import echo, print_json, put, shown
from reportgen.pipeline.overview import Overview
from reportgen.vn.dates import day_words


def overview(lines: Sequence[Overview], form: str) -> int:
    """Print one line for each workspace; return the exit code."""
    if form == "json":
        from reportgen.formats.outputs.status import OVERVIEW

        print_json(OVERVIEW.write(lines))
    elif form == "csv":
        from reportgen.formats.outputs.status import OVERVIEW_LINE

        columns = [field.name for field in OVERVIEW_LINE.fields]
        rows = [list(OVERVIEW_LINE.write(line).values()) for line in lines]
        put(status_data.as_csv(columns, rows))
    else:
        heads = ("Cơ quan", "Kỳ", "Gửi", "Tổng hợp", "NV xong", "Quá hạn", "CT")
        for text in table(heads, (26, 9, 5, 10, 7, 7, 4), list(map(_cells, lines))):
            echo(text.rstrip())
        troubled = sum(bool(line.problem) for line in lines)
        echo(f"{len(lines)} cơ quan" + (f", {troubled} không đọc được." if troubled else "."))
    return 0


def _cells(line: Overview) -> tuple[str, ...]:
    if line.problem:
        return (f"{shown(line.folder)}: {line.problem}", "", "", "", "", "", "")
    office = "đã ban hành" if line.issued else day_words(line.days)
    return (
        line.agency,
        line.period,
        f"{line.sent}/{line.units}",
        office,
        f"{line.done}/{line.tasks}",
        str(line.overdue or ""),
        f"{line.met}/{line.targets}",
    )
