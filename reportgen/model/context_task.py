"""What a template sees of one task."""

from __future__ import annotations

from reportgen.model.variables import figure, quoted, var
from reportgen.record import record


@record
class KetQua:
    """Phần việc của một đơn vị trong một nhiệm vụ."""

    don_vi: str = var("Tên đơn vị")
    viet_tat: str = var("Chữ viết tắt của đơn vị")
    phoi_hop: bool = var("Đơn vị phối hợp (không tính vào phân loại)")
    phan_loai: str = var("Loại của phần việc này, trong tám loại")
    tien_do: str = figure("Tiến độ, ví dụ 60%; trống khi không ghi")
    tien_do_truoc: str = figure("Tiến độ đơn vị ghi ở kỳ trước; trống khi không ghi, hoặc như kỳ này")
    doan: tuple[str, ...] = var("Kết quả, từng đoạn; trống khi đơn vị không ghi")
    van_ban: str = var("Các văn bản đã ban hành, cách nhau bằng dấu chấm phẩy")
    ten_loai: str = var("Loại của phần việc này, trong chín loại")
    so_don_vi: str = figure(
        "Số đơn vị đã xong, khi đơn vị này báo cáo thay nhiều nơi: 12 trên 19 đơn vị đã hoàn thành; trống khi không ghi"
    )


@record
class MucNho:
    """Một ý a), b) của nhiệm vụ, tính chung là một nhiệm vụ."""

    chu: str = quoted("Chữ hoặc số của ý, ví dụ a")
    noi_dung: str = quoted("Nội dung, nguyên văn kế hoạch")
    chu_tri: str = quoted("Chủ trì riêng của ý; trống khi như nhiệm vụ")
    phoi_hop: str = quoted("Phối hợp riêng của ý; trống khi như nhiệm vụ")
    thoi_han: str = quoted("Thời hạn riêng của ý; trống khi như nhiệm vụ")
    san_pham: str = quoted("Sản phẩm riêng của ý; trống khi không ghi")
    day_du: str = quoted("Cả ý trong một dòng: a) nội dung (chủ trì, phối hợp, thời hạn, sản phẩm riêng nếu có)")


@record
class NhiemVu:
    """Một nhiệm vụ."""

    ma: str = quoted("Mã nhiệm vụ")
    noi_dung: str = quoted("Nội dung, nguyên văn kế hoạch")
    tom_tat: str = var("Phần đầu nội dung, để gọi trong câu")
    chu_tri: str = var("Đơn vị chủ trì, như kế hoạch ghi")
    phoi_hop: str = var("Đơn vị phối hợp, như kế hoạch ghi")
    thoi_han: str = quoted("Thời hạn, như kế hoạch ghi")
    han_hien_nay: str = quoted("Thời hạn đang có hiệu lực, sau các lần gia hạn")
    lop: str = var("Mã loại, trong tám loại của bản 0.1; mẫu mới dùng loai")
    phan_loai: str = var("Tên loại, trong tám loại; mẫu mới dùng ten_loai")
    tien_do: str = figure("Tiến độ của các đơn vị chủ trì")
    chua_bao_cao: bool = var("Chưa đơn vị nào báo cáo")
    ket_qua: tuple[KetQua, ...] = var("Kết quả từng đơn vị: chủ trì trước, phối hợp sau")
    ket_qua_chung: str = var("Kết quả chung của các đơn vị, khi lời văn của nhóm do cơ quan viết; nếu không thì trống")
    thieu: tuple[str, ...] = figure("Đơn vị chủ trì chưa báo cáo")
    ghi_chu: tuple[str, ...] = quoted("Gia hạn, ngày hoàn thành, thôi thực hiện")
    phan_loai_truoc: str = var("Loại ở kỳ trước, trong tám loại; trống khi không có kỳ trước")
    co_thay_doi: bool = var("Đổi loại so với kỳ trước, trong tám loại")
    tien_do_truoc: str = figure("Tiến độ của các đơn vị chủ trì ở kỳ trước")
    thoi_han_truoc: str = quoted("Thời hạn ở kỳ trước; trống khi thời hạn không đổi")
    moi: bool = var("Nhiệm vụ mới: kỳ trước chưa có")
    thay_doi: str = figure(
        "Mọi thay đổi so với kỳ trước, viết thành câu: loại (trong tám loại), tiến độ, thời hạn; trống khi không đổi"
    )
    loai: str = var("Mã loại, trong chín loại, ví dụ thuc-hien-thuong-xuyen")
    ten_loai: str = var("Tên loại, trong chín loại")
    ten_loai_truoc: str = var("Loại ở kỳ trước, trong chín loại; trống khi không có kỳ trước")
    doi_loai: bool = var("Đổi loại so với kỳ trước, trong chín loại")
    moi_thay_doi: str = figure("Như thay_doi, loại là trong chín loại")
    san_pham: str = quoted("Sản phẩm phải có, như kế hoạch ghi; trống khi không ghi")
    theo_doi: str = var("Nơi theo dõi, đôn đốc, như kế hoạch ghi; trống khi không ghi")
    lanh_dao: str = var("Lãnh đạo phụ trách, như kế hoạch ghi; trống khi không ghi")
    kinh_phi: str = quoted("Kinh phí, như kế hoạch ghi; trống khi không ghi")
    muc_nho: tuple[MucNho, ...] = var("Các ý a), b) của nhiệm vụ; trống khi không có")
    so: str = quoted("Số thứ tự như kế hoạch ghi: phần của mã sau số của nhóm")
    tinh_hinh: str = var("Như ten_loai, không nói đúng hạn, trong hạn khi thời hạn không phải là một ngày")
    tinh_hinh_truoc: str = var("Như ten_loai_truoc, không nói đúng hạn, trong hạn khi thời hạn không phải là một ngày")
    so_don_vi: int = figure("Số đơn vị chủ trì")
    so_don_vi_xong: int = figure("Số đơn vị chủ trì đã hoàn thành phần việc")
