"""What ``status --all`` prints: one line for each workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from reportgen.cli.show import status_data
from reportgen.cli.show.status import table
from reportgen.cli.show.terminal import print_json, shown
from reportgen.pipeline.overview import Overview
from reportgen.vn.dates import day_words


def overview(lines: Sequence[Overview], form: str) -> int:
    """Print one line for each workspace; return the exit code."""
    columns = (
        "thu_muc", "co_quan", "ke_hoach", "ky_bao_cao", "don_vi", "da_gui", "gui_muon", "con_loi", "con_ngay",
        "nhiem_vu", "hoan_thanh", "qua_han", "chi_tieu_dat", "chi_tieu", "da_ban_hanh", "loi",
    )  # fmt: skip
    records = [dict(zip(columns, _cells(line), strict=True)) for line in lines]
    if form == "json":
        print_json(records)
    elif form == "csv":
        click.echo(status_data.as_csv(columns, [list(record.values()) for record in records]), nl=False)
    else:
        rows = [_overview_cells(line) for line in lines]
        heads = ("Cơ quan", "Kỳ", "Gửi", "Tổng hợp", "NV xong", "Quá hạn", "CT")
        for text in table(heads, (26, 9, 5, 10, 7, 7, 4), rows):
            click.echo(text.rstrip())
        troubled = sum(bool(line.problem) for line in lines)
        click.echo(f"{len(lines)} cơ quan" + (f", {troubled} không đọc được." if troubled else "."))
    return 0


def _cells(line: Overview) -> tuple[Any, ...]:
    return (
        str(line.folder), line.agency, line.plan, line.period, line.units, line.sent, line.late, line.faulty,
        line.days, line.tasks, line.done, line.overdue, line.met, line.targets, line.issued, line.problem,
    )  # fmt: skip


def _overview_cells(line: Overview) -> tuple[str, ...]:
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
