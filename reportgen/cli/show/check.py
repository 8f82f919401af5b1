"""What ``check`` prints: findings, a line for each file, a count; JSON and annotations for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.cli.show import findings as finding_output
from reportgen.cli.show.alike import counted, parted
from reportgen.cli.show.terminal import echo, print_json
from reportgen.cli.show.understood import notices, understood
from reportgen.pipeline.place import Workspace

if TYPE_CHECKING:
    from reportgen.pipeline.check import Checked


def check(where: Workspace, checked: Checked, *, form: str, strict: bool, every: bool = False) -> int:
    """Print findings, what was read as plainly meant, a line for each file and a count; return the exit code.

    ``every``: also those beyond the first of many alike.
    """
    count = finding_output.Count.of(checked.findings)
    prefix = finding_output.prefix_of(where)
    if form == "json":
        from reportgen.cli.show.machine import check as machine

        print_json(machine.check(checked))
    elif form == "github":
        finding_output.github(checked.findings, prefix)
        notices(checked, prefix)
    else:
        shown, rest = (checked.findings, {}) if every else parted(checked.findings)
        finding_output.findings(where, shown)
        for line in counted(rest, prefix):
            echo(line)
        for line in understood(checked, prefix, every=every):
            echo(line)
        for line in finding_output.accepted(checked.accepted, prefix):
            echo(line)
        for line in finding_output.summary(checked, prefix):
            echo(line)
        accepted = f"; {len(checked.accepted)} cảnh báo đã xác nhận" if checked.accepted else ""
        echo(f"Đã kiểm tra {len(checked.files)} tệp: {finding_output.verdict(count)}{accepted}.")
    return 1 if count.errors or (strict and count.warnings) else 0
