"""``draft``: a period's report as a Word draft."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("period", metavar="KỲ")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi bản thảo ra tệp này; mặc định trong ban-thao/.",
)
@click.option("--pdf", is_flag=True, help="Tạo thêm bản PDF cùng tên bên cạnh (cần LibreOffice).")
@click.option("--strict", is_flag=True, help="Từ chối khi còn cảnh báo, lỗi thể thức hoặc đơn vị chưa gửi.")
@click.option("--no-lint", is_flag=True, help="Không kiểm tra thể thức, không ước số trang của bản thảo.")
@click.option(
    "--sources", is_flag=True, help="Soạn thêm bảng đối chiếu nội bộ: đủ dòng của từng đơn vị, không ban hành."
)
@click.option("--xlsx", is_flag=True, help="Ghi thêm tệp Excel cùng tên bên cạnh: Phụ lục I, II, phân loại, đơn vị.")
@FORMAT
@click.pass_obj
def draft(
    folder: Path | None,
    period: str,
    output: Path | None,
    pdf: bool,
    strict: bool,
    no_lint: bool,
    sources: bool,
    xlsx: bool,
    form: str,
) -> int:
    """Tổng hợp một kỳ và soạn bản thảo báo cáo Word.

    Dữ liệu có lỗi thì không ghi gì và liệt kê mọi lỗi. Bản thảo đã sửa trong Word, bản thảo có PDF đã ký hay
    quét bên cạnh không bị ghi đè: bản mới lấy tên khác. Bản thảo được kiểm tra thể thức như lệnh lint, kèm ước
    tính số trang của phần nội dung.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import draft as printing
    from reportgen.pipeline.draft import draft as run_draft
    from reportgen.pipeline.draft import pdf_program
    from reportgen.pipeline.written import write_pdf

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên bản thảo phải có đuôi .docx: {output.name}. Muốn có PDF thì thêm --pdf.")
    program = None
    if pdf:
        program = pdf_program()
    workspace = workspace_here(folder)
    drafted = run_draft(
        workspace, period, output, strict=strict, check_form=not no_lint, sources=sources, pdf=pdf, xlsx=xlsx
    )
    pdf_path, failure = None, None
    try:
        pdf_path = write_pdf(program, drafted.path) if program and drafted.path else None
    except CannotRun as error:  # the draft itself stands: say so first
        failure = error
    code = printing.draft(workspace, period, drafted, pdf_path, as_json=form == "json", strict=strict)
    if failure is not None:
        raise failure
    return code
