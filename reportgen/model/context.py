"""The context of every template: what a person writing a template may name, and what it gives.

Attributes carry Vietnamese names because template authors type them. Every value is printable as it
stands (text, whole number or date); lists are never None. The descriptions below are what
``docs/bien-mau.md`` prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reportgen.model.context_task import KetQua as KetQua
from reportgen.model.context_task import MucNho as MucNho
from reportgen.model.context_task import NhiemVu as NhiemVu
from reportgen.model.context_totals import BieuDo as BieuDo
from reportgen.model.context_totals import DemChiTieu as DemChiTieu
from reportgen.model.context_totals import DemDonVi as DemDonVi
from reportgen.model.context_totals import Lop as Lop
from reportgen.model.context_totals import TongHop as TongHop
from reportgen.model.variables import figure, quoted, var
from reportgen.record import record


@record
class CoQuan:
    """Cơ quan ban hành báo cáo."""

    ten: str = var("Tên cơ quan")
    dong_ten: tuple[str, ...] = var("Tên cơ quan chia dòng như ở đầu văn bản")
    dong_chu_quan: tuple[str, ...] = var("Tên cơ quan chủ quản chia dòng; trống nếu không có")
    ky_hieu: str = var("Chữ viết tắt tên cơ quan trong ký hiệu văn bản")
    dia_danh: str = var("Địa danh ghi trước ngày tháng")


@record
class VanBan:
    """Một văn bản làm căn cứ."""

    loai: str = var("Tên loại văn bản")
    so_ky_hieu: str = var("Số, ký hiệu")
    day_du: str = var("Trích dẫn đầy đủ, dùng lần đầu: loại, số, ngày, cơ quan, trích yếu")
    ngan: str = var("Trích dẫn ngắn, dùng các lần sau: loại và số, ký hiệu")


@record
class KeHoach:
    """Kế hoạch được báo cáo."""

    ma: str = var("Mã kế hoạch (tên tệp)")
    nam: int | str = figure("Năm của kế hoạch; 2026-2030 với kế hoạch nhiều năm")
    goi_nam: str = var("Thời gian của kế hoạch gọi là năm, năm học hay giai đoạn, để đứng trước `nam`")
    trich_yeu: str = var("Trích yếu của kế hoạch")
    ten_bao_cao: str = var("Trích yếu của báo cáo, chưa có tên kỳ")
    vien_dan: str = var("Cách gọi kế hoạch trong câu, có số và ngày; chỗ trống khi chưa có số")
    da_ban_hanh: bool = var("Kế hoạch đã có số và ngày")
    can_cu: tuple[VanBan, ...] = var("Các văn bản làm căn cứ")


@record
class Ky:
    """Kỳ báo cáo."""

    ma: str = var("Mã kỳ")
    ten: str = quoted("Tên kỳ, ví dụ 6 tháng đầu năm 2026")
    ky_toi: str = var("Tên kỳ tới")
    tu_ngay: dt.date = var("Ngày đầu của số liệu")
    den_ngay: dt.date = var("Ngày chốt số liệu")
    han_don_vi: str = var("Hạn các đơn vị gửi")
    thang: str = var("Tháng ghi trên bản thảo, theo hạn tổng hợp")
    nam: int = var("Năm ghi trên bản thảo")
    co_phu_luc: bool = var("Báo cáo kỳ này có phụ lục; kỳ ghi `phu_luc: không` thì không")


@record
class NguoiKy:
    """Khối chữ ký."""

    dong_chuc_vu: tuple[str, ...] = var("Các dòng thẩm quyền và chức vụ, chữ in hoa, có TM., KT., TL.")
    ho_ten: str = var("Họ và tên người ký")


@record
class DonVi:
    """Một đơn vị trong kỳ."""

    ten: str = var("Tên đơn vị")
    viet_tat: str = var("Chữ viết tắt")
    da_gui: bool = var("Đơn vị đã gửi báo cáo")
    gui_muon: bool = var("Đơn vị gửi sau hạn")
    ngay_gui: dt.date | None = var("Ngày gửi; không có khi chưa gửi")
    tong_hop: TongHop = var("Phân loại các nhiệm vụ đơn vị chủ trì")


@record
class YKien:
    """Một ý của một đơn vị, có thể về một nhiệm vụ."""

    don_vi: str = var("Tên đơn vị")
    ma: str = var("Mã nhiệm vụ; trống khi là ý chung")
    doan: tuple[str, ...] = var("Các đoạn, ít nhất một")
    cau: str = var("Cả ý viết liền thành câu: dòng xuống hàng, gạch đầu dòng mọi tầng được nối lại")


@record
class SoLieu:
    """Số liệu của một đơn vị cho một chỉ tiêu."""

    don_vi: str = var("Tên đơn vị")
    tu_so: str = figure("Số đạt")
    mau_so: str = figure("Tổng số")
    ty_le: str = figure("Tỷ lệ hoặc giá trị")
    uoc: str = figure("Ước đến hết kỳ; trống khi không ước")
    ghi_chu: str = var("Ghi chú của đơn vị")
    chua_bao_cao: bool = var("Đơn vị chưa có số liệu")
    nguyen_nhan: str = var("Nguyên nhân chưa đạt mức giao, như đơn vị ghi")
    giai_phap: str = var("Giải pháp để đạt mức giao, như đơn vị ghi")


@record
class PhatSinh:
    """Một việc phát sinh ngoài kế hoạch, như một đơn vị ghi."""

    don_vi: str = var("Tên đơn vị")
    viec: tuple[str, ...] = var("Việc phát sinh, từng đoạn")
    ket_qua: tuple[str, ...] = var("Kết quả, từng đoạn; trống khi đơn vị không ghi")
    van_ban: str = var("Các văn bản đã ban hành, cách nhau bằng dấu chấm phẩy")


@record
class ChiTieu:
    """Một chỉ tiêu, cộng từ số liệu các đơn vị."""

    so: int = var("Số thứ tự")
    ma: str = quoted("Mã chỉ tiêu")
    ten: str = quoted("Tên chỉ tiêu")
    muc: str = figure("Mức giao, ví dụ Tối thiểu 80%")
    thuc_hien: str = var("Đơn vị thực hiện")
    theo_doi: str = var("Đơn vị theo dõi, đánh giá")
    tu_so: str = figure("Tổng tử số")
    mau_so: str = figure("Tổng mẫu số")
    ty_le: str = figure("Kết quả: tỷ lệ, hoặc giá trị kèm đơn vị tính; trống khi chưa tính được")
    danh_gia: str = var(
        "đạt, vượt mức giao, chưa đạt, đạt 45% kế hoạch năm, chưa đến kỳ đánh giá, số liệu thống kê, chưa đủ số liệu, "
        "không phát sinh, hoặc chưa báo cáo"
    )
    uoc: str = figure("Ước thực hiện đến hết kỳ; trống khi không đủ số ước")
    uoc_tu_so: str = figure("Tử số ước")
    uoc_mau_so: str = figure("Mẫu số ước")
    don_vi: tuple[SoLieu, ...] = var("Số liệu từng đơn vị")
    thieu: tuple[str, ...] = var("Đơn vị chưa có số liệu")
    khong_cong: tuple[str, ...] = var(
        "Đơn vị có số liệu không cộng được: chỉ có tỷ lệ, hoặc mức tối đa tính cho từng đơn vị"
    )
    uoc_thieu: tuple[str, ...] = var("Đơn vị chưa có số ước, khi đơn vị khác có")
    ghi_chu: tuple[str, ...] = var("Điều cần nói về số liệu: thiếu, không cộng được")
    ghi_chu_chung: str = var("Điều cần nói về số liệu và ghi chú của từng đơn vị, viết thành một dòng")
    ky_truoc: str = figure("Kết quả kỳ trước; trống khi không có")
    thay_doi: str = figure("Tăng, giảm so với kỳ trước; trống khi không so được")
    so_cung_ky: str = figure("Tăng, giảm so với cùng kỳ năm trước; trống khi kế hoạch không ghi số cùng kỳ")
    thong_ke: bool = var("Số liệu thống kê: kế hoạch không giao mức, không đánh giá")
    dat: bool = var("Chỉ tiêu đạt hoặc vượt mức giao")
    ma_danh_gia: str = var(
        "Mã của đánh giá: dat, vuot, chua-dat, chua-den-ky, thong-ke, khong-phat-sinh, chua-du-so-lieu, chua-bao-cao"
    )


@record
class Cho:
    """Lời văn của một chỗ trong báo cáo, in được ngay.

    Trong đoạn, ``^[…]`` là chú thích cuối trang: dùng bộ lọc cuoc_chu.
    """

    ma: str = var("Tên chỗ: mã nhóm như I.II, hoặc ton-tai, kien-nghi…")
    tieu_de: str = var("Tiêu đề ngắn")
    doan: tuple[str, ...] = var("Các đoạn; trống khi không có gì để in")
    co: bool = var("Chỗ này có gì để in")
    co_quan: bool = var("Lời văn do cơ quan viết, không phải lời tự động")


@record
class DeLai:
    """Một ý của đơn vị chỉ có ở bản đối chiếu nội bộ."""

    cho: str = var("Chỗ mà ý này thuộc về")
    don_vi: str = var("Tên đơn vị")
    ma: str = var("Mã nhiệm vụ hoặc chỉ tiêu; trống khi là ý chung")
    muc: str = var("Mục trong tệp của đơn vị, ví dụ ke_hoach_toi")
    doan: tuple[str, ...] = var("Các câu của ý ấy")
    ten_muc: str = var("Tên của mục ấy, ví dụ việc sẽ làm kỳ tới")


@record
class LoiVan:
    """Lời văn của cả báo cáo, theo chỗ; lời văn của từng nhóm nhiệm vụ ở nhom.loi_van."""

    mo_dau: Cho = var("Mở đầu: căn cứ, kế hoạch, ngày chốt số liệu")
    danh_gia_chung: Cho = var("Đánh giá chung")
    chi_dao_dieu_hanh: Cho = var("Công tác chỉ đạo, điều hành, có câu đếm nhiệm vụ của kế hoạch")
    chi_tieu: Cho = var("Kết quả thực hiện các chỉ tiêu")
    phat_sinh: Cho = var("Việc phát sinh ngoài kế hoạch")
    ton_tai: Cho = var("Tồn tại, hạn chế; luôn có việc quá hạn, chỉ tiêu chưa đạt, phần chưa báo cáo")
    nguyen_nhan: Cho = var("Nguyên nhân")
    phuong_huong: Cho = var("Phương hướng, nhiệm vụ kỳ tới, các đoạn đánh số")
    kien_nghi: Cho = var("Kiến nghị, đề xuất, nơi cao trước")
    ket: Cho = var("Câu kết, đã có «./.»")
    chi_noi_bo: tuple[DeLai, ...] = var("Những ý không in ở đâu khác, chỉ có ở bản đối chiếu nội bộ")


@record
class Nhom:
    """Một nhóm nhiệm vụ."""

    so: str = var("Số của nhóm như kế hoạch ghi: I, A hoặc 1")
    chu: str = var("Chữ cái thứ tự trong phần: a, b, c, d, đ…")
    ten: str = quoted("Tên nhóm")
    tong_hop: TongHop = var("Phân loại nhiệm vụ của nhóm")
    nhiem_vu: tuple[NhiemVu, ...] = figure("Các nhiệm vụ; trống khi kế hoạch để trống nhóm")
    loi_van: Cho = var("Kết quả của nhóm viết thành lời, cùng các chỗ được kể chung trong nhóm (gop_vao)")
    cac_cho: tuple[Cho, ...] = var("Như loi_van, từng chỗ một: chỗ của nhóm, rồi các chỗ được kể chung")
    khong_chia: bool = var("Kế hoạch, hoặc phần, không chia nhóm: mẫu không in tên nhóm này")


@record
class Phan:
    """Một phần của kế hoạch."""

    so: str = var("Số của phần như kế hoạch ghi; trống khi kế hoạch không ghi")
    ten: str = var("Tên phần; trống khi kế hoạch chỉ có một phần")
    tong_hop: TongHop = var("Phân loại nhiệm vụ của phần")
    nhom: tuple[Nhom, ...] = var("Các nhóm nhiệm vụ")


@record
class ChuyenBien:
    """Các nhiệm vụ cùng một thay đổi so với kỳ trước."""

    tu: str = var("Loại ở kỳ trước")
    den: str = var("Loại ở kỳ này")
    so: int = figure("Số nhiệm vụ")
    ma: str = var("Mã các nhiệm vụ")


@record
class NhiemVuCu:
    """Một nhiệm vụ của kỳ trước không còn trong kế hoạch."""

    ma: str = var("Mã nhiệm vụ")
    tom_tat: str = var("Phần đầu nội dung, để gọi trong câu")
    chu_tri: str = var("Đơn vị chủ trì, như kế hoạch khi ấy ghi")
    phan_loai: str = var("Tên loại ở kỳ trước, trong tám loại")
    ten_loai: str = var("Tên loại ở kỳ trước, trong chín loại")


@record
class SoSanh:
    """So sánh với kỳ trước."""

    ky_truoc: str = quoted("Tên kỳ trước")
    theo_van_ban: str = var(
        "Báo cáo kỳ trước đã ban hành mà số liệu được lấy theo, ví dụ Báo cáo số 05/BC-STN ngày 14/5/2026; "
        "trống khi lấy theo tệp của các đơn vị"
    )
    chuyen_bien: tuple[ChuyenBien, ...] = var("Các nhiệm vụ đã đổi loại, trong tám loại")
    khong_doi: int = figure("Số nhiệm vụ không đổi loại, trong tám loại")
    con_do: tuple[NhiemVu, ...] = figure(
        "Các nhiệm vụ còn dở dang từ kỳ trước: cả hai kỳ đều chưa xong, kể cả việc thường xuyên"
    )
    them: tuple[NhiemVu, ...] = figure("Các nhiệm vụ mới, kỳ trước chưa có")
    bot: tuple[NhiemVuCu, ...] = figure("Các nhiệm vụ của kỳ trước không còn trong kế hoạch")
    chuyen_loai: tuple[ChuyenBien, ...] = var("Các nhiệm vụ đã đổi loại, trong chín loại")
    khong_doi_loai: int = figure("Số nhiệm vụ không đổi loại, trong chín loại")
    do_dang: tuple[NhiemVu, ...] = figure("Như con_do, không kể việc thực hiện thường xuyên")


@record
class PhuLuc:
    """Cách gọi các phụ lục: có hai thì đánh số La Mã, chỉ một thì không có số; kỳ không có phụ lục thì đều trống."""

    chi_tieu: str = var("Phụ lục chỉ tiêu, ví dụ Phụ lục I; trống khi kế hoạch không có chỉ tiêu")
    nhiem_vu: str = var("Phụ lục nhiệm vụ, ví dụ Phụ lục II, hoặc Phụ lục")


@record
class TheoMa:
    """Tìm theo mã, viết trong ngoặc vuông: ``theo_ma.nhom['II']``, ``theo_ma.chi_tieu['CT1']``.

    Mã không có trong kế hoạch là lỗi; mẫu dùng cho nhiều kế hoạch thì hỏi trước: ``if 'II' in theo_ma.nhom``.
    """

    nhom: Mapping[str, Nhom] = var("Nhóm nhiệm vụ theo mã của chỗ: II, hoặc I.II khi kế hoạch có phần")
    nhiem_vu: Mapping[str, NhiemVu] = var("Nhiệm vụ theo mã, ví dụ II.3 hoặc I.II.3")
    chi_tieu: Mapping[str, ChiTieu] = var("Chỉ tiêu theo mã, ví dụ CT1")
    don_vi: Mapping[str, DonVi] = var("Đơn vị theo mã trong co-quan.yaml, ví dụ van-phong")


@record
class BoiCanh:
    """Toàn bộ biến của mẫu."""

    co_quan: CoQuan = var("Cơ quan ban hành báo cáo")
    ke_hoach: KeHoach = var("Kế hoạch được báo cáo")
    ky: Ky = var("Kỳ báo cáo")
    trich_yeu: str = var("Trích yếu của báo cáo, có tên kỳ")
    phu_luc: PhuLuc = var("Cách gọi các phụ lục")
    kinh_gui: tuple[str, ...] = var("Nơi kính gửi")
    noi_nhan: tuple[str, ...] = var("Nơi nhận, đã có «Như trên», chưa có dòng Lưu")
    luu: str = var("Phần sau chữ «Lưu:», ví dụ VT, VP")
    nguoi_ky: NguoiKy = var("Khối chữ ký")
    don_vi: tuple[DonVi, ...] = var("Các đơn vị")
    chua_gui: tuple[str, ...] = figure("Tên các đơn vị chưa gửi báo cáo")
    tong_hop: TongHop = var("Phân loại toàn bộ nhiệm vụ")
    chi_tieu: tuple[ChiTieu, ...] = var("Các chỉ tiêu")
    phan: tuple[Phan, ...] = var("Phần, nhóm và nhiệm vụ")
    phan_co: tuple[Phan, ...] = var("Như phan, chỉ phần và nhóm có mục riêng trong báo cáo; nhóm đánh lại chữ cái")
    qua_han: tuple[NhiemVu, ...] = figure("Các nhiệm vụ đang hoặc chưa thực hiện đã quá hạn")
    hoan_thanh_muon: tuple[NhiemVu, ...] = figure("Các nhiệm vụ hoàn thành quá hạn")
    chi_tieu_chua_dat: tuple[ChiTieu, ...] = figure("Các chỉ tiêu chưa đạt mức giao")
    chi_dao_dieu_hanh: tuple[YKien, ...] = var("Công tác chỉ đạo, điều hành, theo đơn vị")
    ton_tai: tuple[YKien, ...] = var("Tồn tại, hạn chế chung, theo đơn vị")
    kho_khan: tuple[YKien, ...] = var("Khó khăn, vướng mắc theo nhiệm vụ")
    nguyen_nhan: tuple[YKien, ...] = var("Nguyên nhân theo nhiệm vụ")
    noi_bat: tuple[YKien, ...] = var("Kết quả nổi bật, theo đơn vị")
    nguyen_nhan_chung: tuple[YKien, ...] = var("Nguyên nhân của tồn tại, hạn chế chung, theo đơn vị")
    phat_sinh: tuple[PhatSinh, ...] = var("Việc phát sinh ngoài kế hoạch, theo đơn vị")
    kien_nghi: tuple[YKien, ...] = var("Kiến nghị, đề xuất: chung trước, theo nhiệm vụ sau")
    phuong_huong: tuple[YKien, ...] = var("Phương hướng kỳ tới, theo đơn vị")
    ke_hoach_toi: tuple[YKien, ...] = var("Việc sẽ làm kỳ tới, theo nhiệm vụ")
    so_sanh: SoSanh | None = var("So sánh với kỳ trước; không có khi kỳ này không có kỳ trước")
    loi_van: LoiVan = var("Lời văn của báo cáo, theo chỗ")
    theo_ma: TheoMa = var("Tìm nhóm, nhiệm vụ, chỉ tiêu, đơn vị theo mã")
    dem_chi_tieu: DemChiTieu = var("Số chỉ tiêu theo đánh giá")
    dem_don_vi: DemDonVi = var("Số đơn vị đã gửi, chưa gửi báo cáo")
    chi_tieu_giao: tuple[ChiTieu, ...] = figure("Các chỉ tiêu có mức giao")
    chi_tieu_thong_ke: tuple[ChiTieu, ...] = figure("Các số liệu thống kê, không giao mức")
    noi_bat_chung: Cho = var("Kết quả nổi bật của các đơn vị viết thành lời; chỉ in được chữ, không có ô lời văn")
    chia_ra: str = figure(
        "Lời tiếp theo tổng số nhiệm vụ: «, gồm …» hay « đều …»; không nói đúng hạn, trong hạn khi không có ngày"
    )
