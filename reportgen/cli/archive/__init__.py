"""``reportgen archive …``: the commands for what has been issued, one file each."""

from __future__ import annotations

import click

from reportgen.cli.vietnamese import Group

_FILES = ("show", "search", "verify", "add", "correct", "diff", "register", "export", "rebuild")


@click.group(
    cls=Group,
    members={
        "list": "reportgen.cli.archive.listing:listing",  # a function called list would hide Python's own
        **{name: f"reportgen.cli.archive.{name}:{name}" for name in _FILES},
    },
)
def archive() -> None:
    """Tra cứu, đối chiếu, xuất văn bản đã ban hành trong luu-tru/."""
