"""What a template sees counted: tasks by class, targets by verdict, units by whether they sent."""

from __future__ import annotations

from reportgen.model.variables import figure, var
from reportgen.record import record


@record
class Lop:
    """Một loại trong bảng phân loại nhiệm vụ."""

    ma: str = var("Mã loại, ví dụ hoan-thanh-dung-han")
    ten: str = var("Tên loại")
    so: int = figure("Số nhiệm vụ")
    ty_le: str = figure("Tỷ lệ trên tổng số")
    so_truoc: int = figure("Số nhiệm vụ ở kỳ trước")
    thay_doi: str = figure("Tăng, giảm so với kỳ trước")


@record
class BieuDo:
    """Biểu đồ thanh ngang của Word, mỗi loại có nhiệm vụ một thanh.

    Gõ một mình trong một đoạn; không có nhiệm vụ thì đoạn ấy bị bỏ.
    """

    ten: tuple[str, ...] = var("Tên các thanh")
    so: tuple[int, ...] = var("Số của từng thanh")
    mo_ta: str = var("Số liệu viết thành lời, cho người nghe máy đọc")


@record
class TongHop:
    """Số nhiệm vụ theo loại; tổng các loại luôn bằng tổng số.

    Có hai cách đếm, mỗi cách một bộ biến, không dùng lẫn trong một bảng: chín loại (``loai``), việc thường xuyên đã
    làm đứng riêng; tám loại của bản 0.1 (``lop``), việc thường xuyên đã làm tính vào «hoàn thành» khi mọi đơn vị chủ
    trì đã ghi ngày xong, không thì vào «đang thực hiện trong hạn».
    """

    tong_so: int = figure("Tổng số nhiệm vụ")
    lop: tuple[Lop, ...] = var("Đủ tám loại của bản 0.1, theo thứ tự; mẫu mới dùng loai")
    lop_co: tuple[Lop, ...] = var("Các loại có nhiệm vụ, trong tám loại")
    tom_tat: str = figure(
        "Các loại có nhiệm vụ, trong tám loại, viết thành một dòng; một loại duy nhất thì ghi «đều …»"
    )
    bieu_do: BieuDo = var(
        "Biểu đồ các loại có nhiệm vụ, trong tám loại: gõ biến này một mình trong một đoạn ở phần nội dung, ví dụ "
        "tong_hop.bieu_do; trong Word bấm chuột phải, chọn Edit Data để sửa số"
    )
    loai: tuple[Lop, ...] = var("Đủ chín loại, theo thứ tự: như lop, việc thường xuyên đã làm đứng riêng")
    loai_co: tuple[Lop, ...] = var("Các loại có nhiệm vụ, trong chín loại")
    tom_tat_loai: str = figure(
        "Các loại có nhiệm vụ, trong chín loại, viết thành một dòng; một loại duy nhất thì ghi «đều …»"
    )
    bieu_do_loai: BieuDo = var("Biểu đồ các loại có nhiệm vụ, trong chín loại; gõ như bieu_do")
    co_han: int = figure("Số nhiệm vụ có thời hạn là một ngày, một tháng, một quý, một năm")
    loai_co_han: tuple[Lop, ...] = var(
        "Các loại của nhiệm vụ có thời hạn; ty_le tính trên co_han; không có số của kỳ trước"
    )
    hoan_thanh: int = figure("Số nhiệm vụ hoàn thành, đúng hạn và quá hạn, trong chín loại")
    hoan_thanh_dung_han: int = figure("Số nhiệm vụ hoàn thành đúng hạn")
    hoan_thanh_qua_han: int = figure("Số nhiệm vụ hoàn thành quá hạn")
    thuong_xuyen: int = figure("Số nhiệm vụ thực hiện thường xuyên")
    dang_thuc_hien: int = figure("Số nhiệm vụ đang thực hiện, trong hạn và quá hạn")
    chua_thuc_hien: int = figure("Số nhiệm vụ chưa thực hiện, trong hạn và quá hạn")
    qua_han: int = figure("Số nhiệm vụ đang hoặc chưa thực hiện đã quá hạn")
    chua_bao_cao: int = figure("Số nhiệm vụ chưa có báo cáo")
    da_ket_thuc: int = figure("Số nhiệm vụ đã kết thúc, thôi thực hiện")
    ty_le_hoan_thanh: str = figure("Tỷ lệ nhiệm vụ hoàn thành trên tổng số, ví dụ 42,3%; trống khi không có nhiệm vụ")
    ty_le_hoan_thanh_co_han: str = figure(
        "Tỷ lệ nhiệm vụ hoàn thành trên số nhiệm vụ có thời hạn (co_han); trống khi không có"
    )


@record
class DemChiTieu:
    """Số chỉ tiêu theo đánh giá; bốn số đầu cộng lại bằng số chỉ tiêu có mức giao."""

    dat: int = figure("Số chỉ tiêu đạt hoặc vượt mức giao")
    chua_dat: int = figure("Số chỉ tiêu chưa đạt mức giao")
    chua_den_ky: int = figure("Số chỉ tiêu chưa đến kỳ đánh giá")
    chua_ro: int = figure("Số chỉ tiêu chưa đủ số liệu, không phát sinh hoặc chưa báo cáo")
    giao: int = figure("Số chỉ tiêu có mức giao")
    thong_ke: int = figure("Số liệu thống kê, không giao mức")


@record
class DemDonVi:
    """Số đơn vị của kỳ."""

    tong_so: int = figure("Số đơn vị phải báo cáo")
    da_gui: int = figure("Số đơn vị đã gửi")
    gui_muon: int = figure("Số đơn vị gửi sau hạn, trong số đã gửi")
    chua_gui: int = figure("Số đơn vị chưa gửi")
