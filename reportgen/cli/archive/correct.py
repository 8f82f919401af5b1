"""``archive correct``: the letter that corrects errata in an issued document."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import DOCUMENT, FORMAT, YEAR
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("document", metavar=DOCUMENT)
@click.option(
    "--wrong", multiple=True, required=True, metavar='"CHỮ SAI"', help="Chữ sai, đúng như đã in trong văn bản."
)
@click.option("--right", multiple=True, required=True, metavar='"CHỮ ĐÚNG"', help="Chữ đúng; mỗi --wrong một --right.")
@click.option(
    "--place",
    multiple=True,
    metavar='"CHỖ"',
    help="Chỗ sai, đọc sau chữ «Tại», ví dụ «trang 3, dòng thứ 5 từ trên xuống»; không ghi thì lệnh tự nêu mục, phụ "
    'lục. Đã ghi thì mỗi --wrong một --place, chỗ nào để lệnh tự nêu thì ghi "".',
)
@click.option("--signer", metavar="MÃ", help="Mã người ký trong co-quan.yaml; mặc định là người đã ký văn bản ấy.")
@YEAR
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi công văn ra tệp này; mặc định trong ban-thao/.",
)
@FORMAT
@click.pass_obj
def correct(
    folder: Path | None,
    document: str,
    wrong: tuple[str, ...],
    right: tuple[str, ...],
    place: tuple[str, ...],
    signer: str | None,
    year: int | None,
    output: Path | None,
    form: str,
) -> int:
    """Soạn công văn đính chính một văn bản đã ban hành: chỗ nào, chữ sai, chữ đúng.

    Chỉ đính chính sai sót về thể thức, kỹ thuật trình bày, như lỗi đánh máy (Nghị định 30, Điều 18 khoản 3); sai nội
    dung thì ban hành văn bản thay thế. Chữ sai phải có trong văn bản đã lưu. Công văn gửi những nơi đã nhận văn bản
    ấy; xem lại bằng Word rồi ban hành bằng lệnh issue, sổ sẽ ghi văn bản nào được đính chính bằng công văn nào.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import correction as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.correct import CorrectRequest, Erratum
    from reportgen.pipeline.correct import correct as run

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên tệp phải có đuôi .docx: {output.name}.")
    if len(wrong) != len(right) or len(place) not in (0, len(wrong)):
        raise CannotRun(
            f"Có {len(wrong)} --wrong, {len(right)} --right, {len(place)} --place. Mỗi chỗ sai ghi một --wrong và một "
            "--right; --place thì không ghi, hoặc ghi đủ cho mọi chỗ."
        )
    errata = [Erratum(*texts) for texts in zip(wrong, right, place or ("",) * len(wrong), strict=True)]
    request = CorrectRequest(document, errata, moment().date(), year, signer, output)
    return printing.corrected(run(workspace_here(folder), request), as_json=form == "json")
