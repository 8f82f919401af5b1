"""Options that many commands share."""

import click

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả: text để đọc, json cho máy.",
)
