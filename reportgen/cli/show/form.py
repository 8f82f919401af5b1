"""What is printed of the form of a document that was just made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo

if TYPE_CHECKING:
    from reportgen.pipeline.lint import FormReport


def form(report: FormReport | None, unchecked: str, *, err: bool = False) -> None:
    """Print every finding of a document's form, and how many there are; nothing where it was not to be checked."""
    if report is None:
        if unchecked:
            echo(f"Thể thức: không kiểm tra được: {unchecked}.", err=err)
        return
    from reportgen.cli.show.verdicts import counts, findings

    for line in findings(report):
        echo(line, err=err)
    echo(f"Thể thức: {counts(report)}.", err=err)
