"""Checks of targets whose goal is worded, a text, a change, or joined in a way of its own."""

from __future__ import annotations

from reportgen.checks.base import TARGET, Check

TITLE = "Chỉ tiêu: các cách giao mức"

HAI_CACH = Check(
    "chi-tieu/hai-cach",
    "mức giao chỉ có một cách hiểu",
    "Mức giao ghi như kế hoạch có thể hiểu hai cách, ví dụ «giảm 10%» của một tỷ lệ: giảm một phần mười, hay giảm 10 "
    "điểm phần trăm. Chương trình theo cách thứ nhất; kế hoạch muốn nói cách kia thì đánh giá sẽ sai.",
    "Ghi rõ một trong hai cách như cảnh báo đã in; cách thứ nhất đúng thì cũng có thể xác nhận.",
    TARGET,
)
TWO_READINGS = HAI_CACH.doubt(
    "«{words}» đọc là {first}, cũng có thể là {second}", "một cách hiểu", "ghi {write_first}, hoặc {write_second}"
)

LOI_VAN = Check(
    "chi-tieu/loi-van",
    "mức giao có con số thì đọc được con số",
    "Mức giao có con số mà không thuộc cách ghi nào chương trình biết, nên được coi là lời văn: in nguyên như kế "
    "hoạch, đơn vị tự ghi kết quả và tự đánh giá đạt hay chưa.",
    "Ghi mức theo từng loại, ví dụ muc: {toi_thieu: 80}; để là lời văn thì ghi muc: {van_ban: …}, hoặc xác nhận.",
    TARGET,
)
READ_AS_WORDS = LOI_VAN.doubt(
    "«{words}» được coi là lời văn, chương trình không tính đạt hay chưa",
    "một mức đọc được, hoặc van_ban",
    "ghi mức theo loại; là lời văn thì ghi {write}, đơn vị điền gia_tri, danh_gia",
)

GOP = Check(
    "chi-tieu/gop",
    "tỷ lệ không lấy trung bình cộng",
    "Tỷ lệ của cả cơ quan là tổng tử số chia tổng mẫu số; trung bình của các tỷ lệ cho số khác, vì đơn vị ít việc cũng "
    "nặng bằng đơn vị nhiều việc.",
    "Bỏ gop: trung-binh; chỉ tiêu tính bằng điểm thì ghi don_vi_tinh: điểm.",
)
MEAN_OF_RATES = GOP.error("gop: trung-binh cho một tỷ lệ", "cộng tử số, cộng mẫu số rồi chia", "xóa gop")

KET_QUA = Check(
    "chi-tieu/ket-qua",
    "mức giao là lời văn thì ghi gia_tri và danh_gia, là con số thì ghi số đếm",
    "Mức giao như «Xếp hạng nhóm A» không tính được: đơn vị ghi kết quả ở gia_tri và tự đánh giá ở danh_gia. Mức giao "
    "là con số thì ghi tu_so, mau_so; chương trình tự đánh giá.",
    "Điền đúng mục mà biểu của đơn vị có; chưa đánh giá được, hoặc cần giữ như vậy, thì xác nhận.",
    TARGET,
)
FIGURE_FOR_WORDS = KET_QUA.error(
    "chỉ tiêu giao bằng lời văn «{goal}» mà ghi số", "gia_tri và danh_gia", "chuyển sang gia_tri, điền danh_gia"
)
WORDS_FOR_FIGURE = KET_QUA.error(
    "gia_tri không đọc được thành số", "{required}", "điền số; lời giải thích thì ghi ở ghi_chu"
)
NOT_JUDGED = KET_QUA.doubt(
    "có gia_tri mà chưa đánh giá",
    "danh_gia: dat hoặc chua-dat",
    "thêm danh_gia; để trống thì báo cáo ghi chưa đủ số liệu",
)
JUDGED_ALONE = KET_QUA.doubt("có danh_gia mà chưa ghi kết quả", "gia_tri", "thêm gia_tri")
JUDGED_FIGURE = KET_QUA.doubt(
    "danh_gia cho chỉ tiêu giao bằng con số", "chương trình tự đánh giá theo mức {goal}", "xóa danh_gia"
)

SO_GOC = Check(
    "chi-tieu/so-goc",
    "chỉ tiêu tăng, giảm cần số để so sánh",
    "Mức giao là tăng hay giảm bao nhiêu so với trước. Kế hoạch chưa ghi số trước đó (so_voi, cung_ky) thì đơn vị ghi "
    "ở mau_so; không có thì không tính được.",
    "Điền mau_so là số của kỳ so sánh, hoặc thêm cung_ky vào kế hoạch; nếu đúng là không có thì xác nhận.",
    TARGET,
)
NO_BASE = SO_GOC.doubt("chưa có số để so sánh", "mau_so là số của kỳ so sánh", "điền mau_so")

CUNG_KY = Check(
    "chi-tieu/cung-ky",
    "số năm trước ghi theo mã kỳ có thật",
    "cung_ky ghi mỗi kỳ một số thì mã phải là mã trong ky_bao_cao; mã lạ thì số ấy không được so với kỳ nào.",
    "Sửa mã theo ky_bao_cao; chỉ có số của cả năm thì ghi một số, không có mã.",
)
UNKNOWN_PERIOD = CUNG_KY.error("không có kỳ «{period}»", "một trong: {known}", "{advice}")

CHECKS = (HAI_CACH, LOI_VAN, GOP, KET_QUA, SO_GOC, CUNG_KY)
