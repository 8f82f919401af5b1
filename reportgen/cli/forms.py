"""``forms``: a form for each unit to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("period", metavar="KỲ")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ tạo mẫu cho một đơn vị: mã, tên hoặc tên khác.")
@click.option("--update", is_flag=True, help="Đưa thay đổi của kế hoạch vào cả tệp đã điền; giữ nguyên nội dung.")
@click.option("--html", is_flag=True, help="Kèm mỗi mẫu một trang .html: bấm đúp là điền được trong trình duyệt.")
@click.pass_obj
def forms(folder: Path | None, period: str, unit: str | None, update: bool, html: bool) -> int:
    """Tạo mẫu YAML cho từng đơn vị điền; không đụng tệp đã có.

    Kèm một lược đồ JSON để VS Code gợi ý và kiểm tra ngay khi gõ, không cần mạng.

    Với --html, cạnh mỗi tệp YAML có một trang để điền trong Edge, Chrome hoặc Firefox: không cần mạng, không cài gì;
    bấm Lưu thì trình duyệt tải về tệp YAML đã điền để gửi Văn phòng.

    KỲ là tên kỳ báo cáo, ví dụ 6-thang; nhiều kế hoạch cùng kỳ thì ghi KẾ_HOẠCH/KỲ.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import forms as printing
    from reportgen.pipeline.forms import make_forms

    return printing.forms(make_forms(workspace_here(folder), period, unit, refresh=update, html=html))
