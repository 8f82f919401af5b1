"""The context of the plan itself as a document (template ``ke-hoach``): what the template names.

As in ``context.py``: Vietnamese names, values printable as they stand.
"""

from __future__ import annotations

from reportgen.model.context import CoQuan, NguoiKy, PhuLuc
from reportgen.model.variables import var
from reportgen.record import record


@record
class DongLoi:
    """Một dòng lời của kế hoạch: tiêu đề hoặc đoạn văn."""

    cap: int = var("1, 2, 3 là tiêu đề mục I, 1, a); 0 là đoạn văn")
    chu: str = var("Chữ của dòng, có số mục đứng trước")


@record
class ChiTieuGiao:
    """Một chỉ tiêu kế hoạch giao."""

    so: int = var("Số thứ tự, từ 1")
    ten: str = var("Tên chỉ tiêu, nguyên văn")
    muc: str = var("Mức giao, có đơn vị tính")
    thuc_hien: str = var("Đơn vị thực hiện")
    theo_doi: str = var("Đơn vị theo dõi, đánh giá; trống khi không ghi")


@record
class ViecGiao:
    """Một nhiệm vụ kế hoạch giao, hoặc một ý a), b) của nhiệm vụ."""

    so: str = var("Số thứ tự như kế hoạch ghi; của ý là chữ kèm dấu ngoặc: a)")
    noi_dung: str = var("Nội dung, nguyên văn")
    chu_tri: str = var("Đơn vị chủ trì; của ý thì trống khi như nhiệm vụ")
    phoi_hop: str = var("Đơn vị phối hợp; trống khi không ghi")
    thoi_han: str = var("Thời hạn, nguyên văn; trống khi không ghi")
    san_pham: str = var("Sản phẩm, mỗi thứ một dòng; trống khi không ghi")
    theo_doi: str = var("Nơi theo dõi, đôn đốc; trống khi không ghi")
    lanh_dao: str = var("Lãnh đạo phụ trách; trống khi không ghi")
    kinh_phi: str = var("Kinh phí; trống khi không ghi")


@record
class NhomGiao:
    """Một nhóm nhiệm vụ."""

    so: str = var("Số của nhóm")
    ten: str = var("Tên nhóm; trống khi kế hoạch không chia nhóm")
    viec: tuple[ViecGiao, ...] = var("Các nhiệm vụ, mỗi nhiệm vụ rồi đến các ý a), b) của nó")


@record
class PhanGiao:
    """Một phần của danh mục nhiệm vụ."""

    so: str = var("Số của phần; trống khi kế hoạch không ghi")
    ten: str = var("Tên phần; trống khi kế hoạch chỉ có một phần")
    nhom: tuple[NhomGiao, ...] = var("Các nhóm nhiệm vụ")


@record
class HanBaoCao:
    """Một kỳ báo cáo mà kế hoạch định."""

    ten: str = var("Tên kỳ")
    han_don_vi: str = var("Hạn các đơn vị gửi")
    han_tong_hop: str = var("Hạn đầu mối tổng hợp")


@record
class VanBanKeHoach:
    """Chính kế hoạch, in thành văn bản."""

    co_quan: CoQuan = var("Cơ quan ban hành kế hoạch")
    ky_hieu: str = var("Ký hiệu kế hoạch, ví dụ KH-SKHCN")
    so: str = var("Số kế hoạch; khoảng trống khi chưa ban hành")
    ngay: str = var("Ngày tháng như ghi ở dòng địa danh; ngày, tháng để trống khi chưa ban hành")
    trich_yeu: str = var("Trích yếu")
    thoi_gian: str = var("Thời gian của kế hoạch, ví dụ năm 2026, giai đoạn 2026-2030")
    can_cu: tuple[str, ...] = var(
        "Các đoạn căn cứ, trọn câu: của can_cu mà lời mở đầu chưa dẫn, rồi của chính lời mở đầu"
    )
    co_loi: bool = var("Kế hoạch có lời của mình (noi_dung); không có thì mẫu in lời chung")
    mo_dau: tuple[str, ...] = var("Lời mở đầu của kế hoạch sau các căn cứ, từng đoạn; trống khi kế hoạch không ghi")
    loi: tuple[DongLoi, ...] = var("Lời của kế hoạch theo thứ tự, sau lời mở đầu, trước đoạn cuối; trống khi không ghi")
    doan_cuoi: str = var("Đoạn cuối của lời, kết thúc bằng «./.»; trống khi kế hoạch không ghi")
    chi_tieu: tuple[ChiTieuGiao, ...] = var("Các chỉ tiêu; trống khi kế hoạch không có")
    phan: tuple[PhanGiao, ...] = var("Các phần của danh mục nhiệm vụ")
    phu_luc: PhuLuc = var("Tên gọi các phụ lục: Phụ lục I, Phụ lục II")
    ten_phu_luc: PhuLuc = var("Tên của từng phụ lục, chữ in hoa")
    tong_so: PhuLuc = var("Dòng tổng số ở đầu từng phụ lục; trống khi kế hoạch không ghi")
    ky_bao_cao: tuple[HanBaoCao, ...] = var("Các kỳ báo cáo")
    dau_moi: str = var("Tên đơn vị tổng hợp báo cáo")
    noi_bao_cao: str = var("Nơi nhận báo cáo tổng hợp; trống khi kế hoạch không ghi")
    noi_nhan: tuple[str, ...] = var("Nơi nhận, chưa có dòng Lưu")
    luu: str = var("Phần sau chữ «Lưu:», ví dụ VT, VP")
    nguoi_ky: NguoiKy = var("Khối chữ ký")
