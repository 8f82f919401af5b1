"""``forms``: a form for each unit to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("period", metavar="KỲ")
@click.argument("files", nargs=-1, metavar="[TỆP.docx…]")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ tạo mẫu cho một đơn vị: mã, tên hoặc tên khác.")
@click.option("--update", is_flag=True, help="Đưa thay đổi của kế hoạch vào cả tệp đã điền; giữ nguyên nội dung.")
@click.option("--html", is_flag=True, help="Kèm mỗi mẫu một trang .html: bấm đúp là điền được trong trình duyệt.")
@click.option("--docx", is_flag=True, help="Kèm mỗi mẫu một biểu Word có ô để điền, cho nơi chỉ dùng Word.")
@click.option("--read", is_flag=True, help="Đọc biểu Word đã điền vào tệp YAML; không ghi TỆP thì đọc mọi biểu của kỳ.")
@click.option("--diff", is_flag=True, help="Chỉ xem --read sẽ ghi gì, không ghi.")
@click.option(
    "--take",
    type=click.Choice(["word", "yaml"]),
    help="Chỗ mà cả biểu Word và tệp YAML cùng sửa: lấy bên nào. Mặc định nêu cả hai, không ghi bên nào.",
)
@click.pass_obj
def forms(
    folder: Path | None,
    period: str,
    files: tuple[str, ...],
    unit: str | None,
    update: bool,
    html: bool,
    docx: bool,
    read: bool,
    diff: bool,
    take: str | None,
) -> int:
    """Tạo mẫu YAML cho từng đơn vị điền; không đụng tệp đã có.

    Kèm một lược đồ JSON để VS Code gợi ý và kiểm tra ngay khi gõ, không cần mạng.

    Với --html, cạnh mỗi tệp YAML có một trang để điền trong Edge, Chrome hoặc Firefox: không cần mạng, không cài gì;
    bấm Lưu thì trình duyệt tải về tệp YAML đã điền để gửi Văn phòng.

    Với --docx, cạnh mỗi tệp YAML có một biểu Word: bảng có ô để điền, danh sách để chọn. Đơn vị gửi lại biểu đã điền
    thì --read ghi vào tệp YAML (thêm --diff để xem trước), ghi chú giữ nguyên, tệp cũ được giữ bên cạnh (.cu); chỗ nào
    không đọc được, hoặc tệp YAML đã sửa khác, được nêu theo bảng, dòng, cột.

    KỲ là tên kỳ báo cáo, ví dụ 6-thang; nhiều kế hoạch cùng kỳ thì ghi KẾ_HOẠCH/KỲ.
    """
    from reportgen.cli.here import workspace_here

    workspace = workspace_here(folder)
    if read:
        if unit or update or html or docx:
            raise CannotRun("--read không dùng cùng --unit, --update, --html, --docx: đọc xong rồi chạy lệnh kia.")
        from reportgen.cli.show.returned import returned
        from reportgen.pipeline.returned import read_forms

        paths = [Path(name) for name in files]
        return returned(read_forms(workspace, period, paths, write=not diff, take=take or ""), wrote=not diff)
    if files or diff or take:
        raise CannotRun("TỆP, --diff, --take chỉ dùng cùng --read: reportgen forms KỲ --read TỆP.docx")
    from reportgen.cli.show import forms as printing
    from reportgen.pipeline.forms import make_forms

    return printing.forms(make_forms(workspace, period, unit, refresh=update, html=html, docx=docx))
