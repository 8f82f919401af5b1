"""The contexts of letters (công văn; Nghị định 30, Phụ lục III, mẫu 1.5): what the templates name.

As in ``context.py``: Vietnamese names, values printable as they stand.
"""

from __future__ import annotations

import datetime as dt

from reportgen.model.context import CoQuan, Ky, NguoiKy, VanBan
from reportgen.model.variables import var
from reportgen.record import record


@record
class ViecThieu:
    """Một nhiệm vụ hoặc chỉ tiêu mà báo cáo của đơn vị còn thiếu."""

    loai: str = var("nhiệm vụ hoặc chỉ tiêu")
    ma: str = var("Mã nhiệm vụ, chỉ tiêu")
    noi_dung: str = var("Phần đầu nội dung, để gọi trong câu")


@record
class DonViThieu:
    """Một đơn vị được đôn đốc: ghi ở Kính gửi và nêu trong công văn."""

    ten: str = var("Tên đơn vị")
    tinh_trang: str = var("Đơn vị còn thiếu gì, đọc tiếp sau tên đơn vị, ví dụ chưa gửi báo cáo")
    viec: tuple[ViecThieu, ...] = var("Nhiệm vụ, chỉ tiêu còn thiếu trong báo cáo đã gửi; trống khi thiếu cả báo cáo")


@record
class CongVanDonDoc:
    """Công văn đôn đốc một kỳ báo cáo."""

    co_quan: CoQuan = var("Cơ quan ban hành công văn")
    ky: Ky = var("Kỳ báo cáo được đôn đốc; tháng và năm là của ngày lập công văn")
    dau_moi: str = var("Tên đơn vị tổng hợp báo cáo, nơi các đơn vị gửi về")
    dau_moi_viet_tat: str = var("Chữ viết tắt của đơn vị tổng hợp, đứng sau tên cơ quan trong ký hiệu công văn")
    trich_yeu: str = var("Trích yếu, chưa có V/v")
    vien_dan: str = var("Kế hoạch được báo cáo, trích dẫn đầy đủ; chưa có số thì gọi bằng trích yếu")
    han: str = var("Hạn các đơn vị gửi, ví dụ trước 10/5/2026")
    hom_nay: dt.date = var("Ngày lập công văn")
    qua_han: int = var("Số ngày đã quá hạn gửi; 0 khi còn hạn")
    con_lai: int = var("Số ngày còn lại đến ngày cuối của hạn gửi; 0 khi là ngày cuối hoặc đã quá hạn")
    tong_so: int = var("Số đơn vị phải gửi báo cáo")
    da_nhan: int = var("Số đơn vị đã gửi, kể cả báo cáo còn lỗi hoặc còn thiếu")
    con_loi: int = var("Số báo cáo đã gửi còn lỗi")
    don_vi: tuple[DonViThieu, ...] = var("Các đơn vị được đôn đốc, ít nhất một")
    han_moi: str = var("Ngày đề nghị gửi, ví dụ chậm nhất ngày 14/5/2026")
    noi_bao_cao: str = var("Nơi nhận báo cáo tổng hợp theo kế hoạch; trống khi kế hoạch không ghi")
    han_tong_hop: str = var("Hạn tổng hợp, ví dụ trước 15/5/2026; trống khi ngày đề nghị gửi đã sau hạn này")
    kinh_gui: tuple[str, ...] = var("Tên các đơn vị được đôn đốc")
    noi_nhan: tuple[str, ...] = var("Nơi nhận, đã có «Như trên», chưa có dòng Lưu")
    luu: str = var("Phần sau chữ «Lưu:», ví dụ VT, VP")
    nguoi_ky: NguoiKy = var("Khối chữ ký")


@record
class ChoDinhChinh:
    """Một chỗ được đính chính."""

    noi: str = var("Ở đâu trong văn bản, đọc tiếp sau chữ Tại, ví dụ khoản 1 mục II")
    sai: str = var("Chữ sai, đúng như đã in trong văn bản")
    dung: str = var("Chữ đúng")


@record
class CongVanDinhChinh:
    """Công văn đính chính một văn bản đã ban hành."""

    co_quan: CoQuan = var("Cơ quan ban hành công văn, cũng là cơ quan đã ban hành văn bản được đính chính")
    thang: str = var("Tháng lập công văn, như ghi ở dòng địa danh")
    nam: int = var("Năm lập công văn")
    don_vi_viet_tat: str = var("Chữ viết tắt của đơn vị soạn thảo, đứng sau tên cơ quan trong ký hiệu công văn")
    trich_yeu: str = var("Trích yếu, chưa có V/v; lệnh issue nhận ra văn bản được đính chính theo trích yếu này")
    van_ban: VanBan = var("Văn bản được đính chính")
    dinh_chinh: tuple[ChoDinhChinh, ...] = var("Các chỗ đính chính, ít nhất một")
    kinh_gui: tuple[str, ...] = var("Nơi đã kính gửi văn bản ấy; văn bản không có Kính gửi thì là các nơi nhận của nó")
    noi_nhan: tuple[str, ...] = var("Nơi nhận, đã có «Như trên», chưa có dòng Lưu")
    luu: str = var("Phần sau chữ «Lưu:», ví dụ VT, VP")
    nguoi_ky: NguoiKy = var("Khối chữ ký")
