"""``consolidate``: the office's own words over what the units wrote, place by place."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("period", metavar="KỲ")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tệp riêng cho đơn vị viết lời văn các chỗ của mình (theo_doi).")
@click.option(
    "--confirm",
    multiple=True,
    metavar="CHỖ",
    help="Nguồn đã đổi nhưng lời văn ở chỗ này vẫn đúng; ghi được nhiều lần, hoặc I.II,ton-tai.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.html",
    help="Ghi cả một trang để viết lời văn trong trình duyệt: mỗi chỗ có nguồn ở bên cạnh; trang lưu ra tệp YAML ấy.",
)
@click.pass_obj
def consolidate(folder: Path | None, period: str, unit: str | None, confirm: tuple[str, ...], html: Path | None) -> int:
    """Tạo, cập nhật tệp lời văn của cơ quan: từng chỗ của báo cáo, kèm nguồn và lời đề xuất.

    Chỗ chưa ai sửa đi theo số liệu; chỗ cơ quan đã viết được giữ nguyên và báo khi nguồn đổi. Lời văn đơn vị viết
    trong tệp riêng được ghép lại; hai bên cùng sửa một chỗ thì nêu cả hai, không tự chọn.

    KỲ là tên kỳ báo cáo, ví dụ 6-thang; nhiều kế hoạch cùng kỳ thì ghi KẾ_HOẠCH/KỲ.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import consolidate as printing
    from reportgen.pipeline.consolidate import consolidate as run

    places = tuple(place.strip() for item in confirm for place in item.split(",") if place.strip())
    return printing.consolidated(run(workspace_here(folder), period, unit, places, html), period, places)
