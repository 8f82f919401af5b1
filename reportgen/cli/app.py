"""The commands, each a thin face over ``pipeline``: options in, printed result and exit code out.

Stages are imported inside the commands: help pages and usage errors do not pay for them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reportgen import __version__
from reportgen.cli import values
from reportgen.cli.archive import archive
from reportgen.cli.batch_command import batch
from reportgen.cli.options import FORMAT
from reportgen.cli.remind_command import remind
from reportgen.cli.status_command import status
from reportgen.cli.vietnamese import Group
from reportgen.errors import CannotRun


@click.group(cls=Group, context_settings={"max_content_width": 100})
@click.option(
    "-C",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="THƯ_MỤC",
    help="Thư mục của cơ quan; mặc định là thư mục gần nhất phía trên có co-quan.yaml.",
)
@click.version_option(__version__, "--version", message="reportgen %(version)s", help="Hiện phiên bản.")
@click.pass_context
def app(ctx: click.Context, folder: Path | None) -> None:
    """Soạn báo cáo định kỳ của cơ quan nhà nước theo thể thức Nghị định 30/2020/NĐ-CP.

    Các đơn vị điền tệp YAML; reportgen kiểm tra, tổng hợp với kế hoạch và soạn bản thảo Word.
    """
    ctx.obj = folder


@app.command()
@click.argument("period", metavar="KỲ")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ tạo mẫu cho một đơn vị: mã, tên hoặc tên khác.")
@click.option("--update", is_flag=True, help="Đưa thay đổi của kế hoạch vào cả tệp đã điền; giữ nguyên nội dung.")
@click.pass_obj
def forms(folder: Path | None, period: str, unit: str | None, update: bool) -> int:
    """Tạo mẫu YAML cho từng đơn vị điền; không đụng tệp đã có.

    Kèm một lược đồ JSON để VS Code gợi ý và kiểm tra ngay khi gõ, không cần mạng.

    KỲ là tên kỳ báo cáo, ví dụ 6-thang; nhiều kế hoạch cùng kỳ thì ghi KẾ_HOẠCH/KỲ.
    """
    from reportgen.cli import printing
    from reportgen.pipeline.forms import make_forms

    return printing.forms(make_forms(printing.workspace(folder), period, unit, refresh=update))


@app.command()
@click.argument("subjects", nargs=-1, metavar="[KỲ hoặc TỆP…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Dạng kết quả: text để đọc; json, github cho máy.",
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo như lỗi: mã thoát 1.")
@click.option("--watch", is_flag=True, help="Kiểm tra lại mỗi khi lưu tệp, cho đến khi bấm Ctrl+C.")
@click.pass_obj
def check(folder: Path | None, subjects: tuple[str, ...], form: str, strict: bool, watch: bool) -> int:
    """Kiểm tra kế hoạch và tệp tình hình, báo mọi chỗ sai cùng lúc.

    Không ghi gì thì kiểm tra cả thư mục cơ quan. Có lỗi: mã thoát 1.
    """
    from reportgen.cli import printing
    from reportgen.pipeline.check import check as run_check

    workspace = printing.workspace(folder, subjects)

    def run() -> int:
        return printing.check(workspace, run_check(workspace, subjects), form=form, strict=strict)

    if not watch:
        return run()
    if form != "text":
        raise CannotRun("--watch chỉ dùng với dạng text: mỗi lần kiểm tra in một kết quả.")
    from reportgen.cli.watch import watch as keep_watching

    return keep_watching(workspace.root, tuple(path for path in map(Path, subjects) if path.is_file()), run)


@app.command()
@click.argument("period", metavar="KỲ")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi bản thảo ra tệp này; mặc định trong ban-thao/.",
)
@click.option("--pdf", is_flag=True, help="Tạo thêm bản PDF bên cạnh (cần LibreOffice).")
@click.option("--strict", is_flag=True, help="Từ chối khi còn cảnh báo, lỗi thể thức hoặc đơn vị chưa gửi.")
@click.option("--no-lint", is_flag=True, help="Không kiểm tra thể thức của bản thảo.")
@FORMAT
@click.pass_obj
def draft(
    folder: Path | None, period: str, output: Path | None, pdf: bool, strict: bool, no_lint: bool, form: str
) -> int:
    """Tổng hợp một kỳ và soạn bản thảo báo cáo Word.

    Dữ liệu có lỗi thì không ghi gì và liệt kê mọi lỗi. Bản thảo đã sửa trong Word không bị ghi đè.
    Bản thảo được kiểm tra thể thức như lệnh lint.
    """
    from reportgen.cli import printing
    from reportgen.pipeline.draft import draft as run_draft
    from reportgen.pipeline.draft import write_pdf

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên bản thảo phải có đuôi .docx: {output.name}. Muốn có PDF thì thêm --pdf.")
    program = None
    if pdf:
        from reportgen.pdf import converter

        program = converter()
    workspace = printing.workspace(folder)
    drafted = run_draft(workspace, period, output, strict=strict, check_form=not no_lint)
    pdf_path, failure = None, None
    try:
        pdf_path = write_pdf(program, drafted) if program else None
    except CannotRun as error:  # the draft itself stands: say so first
        failure = error
    code = printing.draft(workspace, drafted, pdf_path, as_json=form == "json", strict=strict)
    if failure is not None:
        raise failure
    return code


@app.command()
@click.argument("files", nargs=-1, metavar="TỆP.docx…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="Dạng kết quả: text để đọc; json, sarif cho máy.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="MÃ",
    help="Chỉ xét quy tắc này; ghi mã, điều khoản (PL1-II-9d) hoặc mục (PL1-II).",
)
@click.option("--ignore", multiple=True, metavar="MÃ", help="Bỏ qua quy tắc này; ghi như --select.")
@click.option("--explain", metavar="MÃ", help="Giải thích một quy tắc: điều khoản, nội dung, mức.")
@click.option("--against", "period", metavar="KỲ", help="So số trong bản thảo với số liệu của kỳ này.")
@click.option("--strict", is_flag=True, help="Coi khuyến nghị như lỗi: mã thoát 1.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="SỐ", help="Số tiến trình; mặc định bằng số lõi máy.")
@click.pass_obj
def lint(
    folder: Path | None,
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: str | None,
    period: str | None,
    strict: bool,
    jobs: int | None,
) -> int:
    """Kiểm tra thể thức văn bản Word theo Nghị định 30/2020/NĐ-CP.

    Mỗi phát hiện ghi rõ chỗ sai, tìm thấy gì, quy định thế nào, sửa ra sao và mã quy tắc theo điều khoản.
    TỆP có thể là thư mục: xét mọi tệp .docx trong đó.

    Mã thoát: 0 không có lỗi (có thể có khuyến nghị), 1 có lỗi, 2 có tệp không đọc được.
    """
    from reportgen.cli import lint_command

    options = lint_command.Options(form, select, ignore, strict, jobs, period)
    if explain is not None:
        return lint_command.explain(explain)
    return lint_command.run(folder, files, options)


@app.command()
@click.argument("period", metavar="[KỲ]", required=False)
@click.option("--so", "number", required=True, metavar="SỐ", help="Số văn bản: 5, 05, hoặc cả ký hiệu 05/BC-SKHCN.")
@click.option(
    "--ngay", "date", required=True, callback=values.day, metavar="NGÀY", help="Ngày ban hành, ví dụ 14/5/2026."
)
@click.option(
    "--file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Tệp cần ban hành; mặc định là bản thảo mới nhất của kỳ. Dùng cả cho công văn, tờ trình…",
)
@click.option(
    "--signed",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.pdf",
    help="Bản đã ký, lưu cùng; chưa có thì thêm sau bằng archive add.",
)
@click.option("--replaces", metavar="SỐ/KÝ_HIỆU", help="Văn bản đã ban hành mà bản này thay thế.")
@click.option("--accept", multiple=True, metavar="MÃ", help="Vẫn ban hành dù có lý do mang mã này; kèm --reason.")
@click.option("--reason", multiple=True, metavar='"LÝ DO"', help="Vì sao chấp nhận; được lưu cùng văn bản.")
@click.option("--copies", type=click.IntRange(1), metavar="SỐ", help="Số lượng bản phát hành, ghi vào sổ.")
@click.option("--pages", type=click.IntRange(1), metavar="SỐ", help="Số trang, ghi vào dữ liệu lưu trữ.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi thêm một bản sao của văn bản đã có số, để in và ký.",
)
@FORMAT
@click.pass_obj
def issue(
    folder: Path | None,
    period: str | None,
    number: str,
    date: dt.date,
    file: Path | None,
    signed: Path | None,
    replaces: str | None,
    accept: tuple[str, ...],
    reason: tuple[str, ...],
    copies: int | None,
    pages: int | None,
    output: Path | None,
    form: str,
) -> int:
    """Ban hành: điền số và ngày vào bản thảo, kiểm tra, vào sổ và lưu trữ.

    Còn lỗi thể thức, số liệu không khớp, thiếu đơn vị, trùng số, sai ngày… thì từ chối, nêu mọi lý do và không
    ghi gì. Bản thảo giữ nguyên; văn bản đã ban hành nằm trong luu-tru/ và không sửa được nữa.
    """
    from reportgen.cli import issue_command, printing
    from reportgen.cli.clock import now
    from reportgen.files import outside
    from reportgen.pipeline.issue import IssueRequest
    from reportgen.pipeline.issue import issue as run_issue

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên bản sao phải có đuôi .docx: {output.name}.")
    value, symbol = values.number_and_symbol(number)
    request = IssueRequest(
        number=value,
        symbol=symbol,
        date=date,
        now=now(),
        period=period,
        file=file,
        signed=signed,
        replaces=replaces,
        reasons=values.reasons(accept, reason),
        copies=copies,
        pages=pages,
    )
    workspace = printing.workspace(folder, [str(file)] if file else [])
    if output is not None:
        outside(output, workspace.archive_folder())
    return issue_command.show(run_issue(workspace, request), output, as_json=form == "json")


app.add_command(archive)
app.add_command(status)
app.add_command(remind)
app.add_command(batch)
