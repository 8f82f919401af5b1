"""``archive register``: a year's register book."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "docx"]),
    default="docx",
    help="docx để in theo Phụ lục IV; csv để mở bằng Excel.",
)
@click.option("--year", type=click.IntRange(1900), metavar="NĂM", help="Năm của sổ; mặc định là năm mới nhất.")
@click.option(
    "--delimiter",
    type=click.Choice(["phay", "cham-phay", "tab"]),
    default="phay",
    help="Dấu ngăn cột của csv, theo cài đặt vùng của máy mở tệp.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help="Ghi ra tệp này.")
@click.pass_obj
def register(folder: Path | None, form: str, year: int | None, delimiter: str, output: Path | None) -> int:
    """In sổ đăng ký văn bản đi của một năm, 10 cột theo Phụ lục IV Nghị định 30."""
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.book import BookRequest, write_book

    sign = {"phay": ",", "cham-phay": ";", "tab": "\t"}[delimiter]
    request = BookRequest(moment().date(), form, year, sign, output)
    return printing.book(write_book(workspace_here(folder), request))
