"""The context of the list of variables (``template fields``): what its template may name.

As in ``context.py``: Vietnamese names, values printable as they stand.
"""

from __future__ import annotations

from reportgen.model.context import CoQuan
from reportgen.model.variables import var
from reportgen.record import record


@record
class Bien:
    """Một biến: chữ để chép vào mẫu, nghĩa và giá trị hiện nay."""

    lenh: str = var("Chữ để chép vào mẫu")
    y_nghia: str = var("Ý nghĩa")
    gia_tri: str = var("Giá trị trong số liệu hiện nay; trống khi chưa có")


@record
class NhomBien:
    """Các biến cùng một chỗ gọi."""

    ten: str = var("Tên nhóm")
    y_nghia: str = var("Nhóm này là gì")
    mo: tuple[str, ...] = var("Các dòng lệnh đặt trước, mỗi dòng một đoạn riêng; trống khi gọi thẳng được")
    dong: tuple[str, ...] = var("Các dòng lệnh đặt sau")
    bien: tuple[Bien, ...] = var("Các biến")


@record
class DanhMucBien:
    """Danh mục biến của mẫu báo cáo, để chép sang mẫu."""

    co_quan: CoQuan = var("Cơ quan; các mục trống khi chưa có số liệu")
    nguon: str = var("Giá trị lấy từ kỳ nào của cơ quan nào")
    nhom: tuple[NhomBien, ...] = var("Các nhóm biến")
    bo_loc: tuple[Bien, ...] = var("Các bộ lọc riêng; giá trị để trống")
