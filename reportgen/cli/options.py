"""Options that many commands share."""

from __future__ import annotations

import click


def address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the address of a cluster as typed. Raises BadParameter for an empty one: a script's that was never set."""
    if value is not None and not value.strip():
        raise click.BadParameter("địa chỉ để trống. Ghi địa chỉ, ví dụ tcp://10.0.0.5:8786, hoặc bỏ --scheduler.")
    return value


FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả: text để đọc, json cho máy.",
)

YEAR = click.option("--year", type=click.IntRange(1900), metavar="NĂM", help="Chỉ văn bản của năm này.")

SCHEDULER = click.option(
    "--scheduler",
    metavar="ĐỊA_CHỈ",
    callback=address,
    help="Giao cho cụm máy Dask ở địa chỉ này, ví dụ tcp://10.0.0.5:8786.",
)

DOCUMENT = "VĂN_BẢN"
"""How help pages call a document of the archive."""
