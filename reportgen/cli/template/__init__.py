"""``reportgen template …``: what an office's own Word templates are, need and have wrong, a file each."""

from __future__ import annotations

import click

from reportgen.cli.vietnamese import Group


@click.group(
    cls=Group,
    members={
        "list": "reportgen.cli.template.listing:listing",  # a function called list would hide Python's own
        "check": "reportgen.cli.template.check:check",
        "fields": "reportgen.cli.template.fields:fields",
    },
)
def template() -> None:
    """Mẫu Word của báo cáo: có những mẫu nào, mẫu sai ở đâu, có những biến nào."""
