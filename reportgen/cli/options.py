"""Options that many commands share."""

import click

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả: text để đọc, json cho máy.",
)

YEAR = click.option("--year", type=click.IntRange(1900), metavar="NĂM", help="Chỉ văn bản của năm này.")

SCHEDULER = click.option(
    "--scheduler", metavar="ĐỊA_CHỈ", help="Giao cho cụm máy Dask ở địa chỉ này, ví dụ tcp://10.0.0.5:8786."
)

DOCUMENT = "VĂN_BẢN"
"""How help pages call a document of the archive."""
