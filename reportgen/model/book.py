"""The context of the printed register (sổ đăng ký văn bản đi, Nghị định 30, Phụ lục IV): what its template may name.

As in ``context.py``: Vietnamese names, values printable as they stand.
"""

from __future__ import annotations

import datetime as dt

from reportgen.model.context import CoQuan
from reportgen.model.variables import var
from reportgen.record import record


@record
class DongSo:
    """Một dòng của sổ: một văn bản đi."""

    so_ky_hieu: str = var("Số, ký hiệu văn bản")
    ngay: dt.date = var("Ngày tháng văn bản")
    ten_loai_trich_yeu: str = var("Tên loại và trích yếu nội dung văn bản")
    nguoi_ky: str = var("Người ký")
    noi_nhan: str = var("Nơi nhận văn bản")
    luu: str = var("Đơn vị, người nhận bản lưu")
    so_luong: str = var("Số lượng bản; trống khi chưa ghi")
    ngay_chuyen: str = var("Ngày chuyển; trống khi chưa chuyển")
    ky_nhan: str = var("Ký nhận; thường trống để ký tay trên bản in")
    ghi_chu: str = var("Ghi chú; trống khi không có")


@record
class SoDangKy:
    """Sổ đăng ký văn bản đi của một năm."""

    co_quan: CoQuan = var("Cơ quan giữ sổ")
    nam: int = var("Năm của sổ")
    tu_so: str = var("Số đầu; trống khi chưa có văn bản")
    den_so: str = var("Số cuối; trống khi chưa có văn bản")
    dong: tuple[DongSo, ...] = var("Các dòng, theo thứ tự đăng ký")
    ma_so: str = var("Mã sổ: phần đầu mã băm của sổ lúc in, để đối chiếu bản in với sổ")
