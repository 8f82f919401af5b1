"""Checks of a plan's reporting periods: their days, deadlines, signers, what they are compared with."""

from __future__ import annotations

from reportgen.checks.base import Check, Item, place

KY = Check(
    "ke-hoach/ky",
    "ngày chốt số liệu không trước ngày đầu kỳ",
    "Kỳ báo cáo tính từ tu_ngay đến den_ngay. Hai ngày đảo nhau thì không việc nào thuộc kỳ.",
    "Sửa tu_ngay hoặc den_ngay của kỳ.",
)
ENDS_BEFORE_START = KY.error("ngày chốt trước ngày đầu", "den_ngay từ tu_ngay trở đi", "sửa một trong hai ngày")

NGUOI_KY = Check(
    "ke-hoach/nguoi-ky",
    "người ký của kỳ phải có trong co-quan.yaml",
    "nguoi_ky của một kỳ là mã người ký khai trong co-quan.yaml. Mã lạ thì không có chức vụ, họ tên để in.",
    "Ghi một mã trong nguoi_ky của co-quan.yaml, hoặc khai thêm người ký ở đó.",
    Item("mã kỳ báo cáo", "6-thang"),
)
UNKNOWN_SIGNER = NGUOI_KY.error("«{signer}» chưa có trong co-quan.yaml", "một trong: {signers}", "{advice}")
SIGNER_LEFT = NGUOI_KY.doubt(
    "{signer} giữ chức vụ đến hết {until}, báo cáo tổng hợp đến {due}",
    "người giữ chức vụ lúc ký",
    "khai người ký mới trong co-quan.yaml với tu_ngay, cùng chuc_vu thì được lấy thay; hoặc ghi mã người ký khác",
)

HAN = Check(
    "ke-hoach/han",
    "hạn gửi là một ngày, sau ngày chốt, đơn vị gửi trước khi tổng hợp",
    "Đơn vị gửi trước han_don_vi, đầu mối tổng hợp trước han_tong_hop. Hạn không tính được ra ngày thì không nhắc "
    "được; hạn tổng hợp trước hạn gửi thì không kịp; hạn gửi trước ngày chốt thì đơn vị phải gửi khi kỳ chưa hết.",
    "Ghi hạn là một ngày, ví dụ trước 10/5/2026, và sửa để den_ngay, han_don_vi, han_tong_hop theo đúng thứ "
    "tự; hạn gửi trước ngày chốt là có ý thì xác nhận.",
    place("6-thang han_don_vi"),
)
NO_DAY = HAN.error("hạn gửi không thể là «{deadline}»", "một ngày, ví dụ trước 10/5/2026")
OFFICE_BEFORE_UNITS = HAN.error(
    "hạn tổng hợp trước hạn các đơn vị gửi", "han_tong_hop không trước han_don_vi", "sửa một trong hai hạn"
)
DUE_BEFORE_CUTOFF = HAN.doubt(
    "hạn gửi {due} trước ngày chốt số liệu {cutoff}", "hạn gửi sau ngày chốt", "sửa han_don_vi hoặc den_ngay"
)

KY_TRUOC = Check(
    "ke-hoach/ky-truoc",
    "kỳ trước có thật và chốt sớm hơn",
    "ky_truoc cho biết kỳ này so với kỳ nào. Kỳ ấy không có, hoặc chốt cùng ngày hay muộn hơn, thì không so được.",
    "Ghi mã một kỳ trong ky_bao_cao có den_ngay sớm hơn, hoặc KẾ_HOẠCH/KỲ của một kế hoạch khác; kỳ đầu thì để trống.",
    Item("kỳ được ghi, ví dụ nq02-2025/nam", "nq02-2025/nam"),
)
UNKNOWN_PREVIOUS = KY_TRUOC.error("không có kỳ «{previous}»", "{required}", "{advice}")
PREVIOUS_NOT_BEFORE = KY_TRUOC.error("kỳ {previous} không chốt trước kỳ này", "kỳ trước có ngày chốt sớm hơn")

UNREADABLE_PREVIOUS = KY_TRUOC.error(
    "không đọc được kế hoạch của «{previous}»", "kế hoạch không còn lỗi", "xem và sửa: reportgen check {plan}"
)
OF_THIS_YEAR = KY_TRUOC.error(
    "kỳ {previous} là của chính kế hoạch này", "kỳ của kế hoạch năm trước, KẾ_HOẠCH/KỲ", "ghi cả mã kế hoạch năm trước"
)
NO_DATA_BEFORE = KY_TRUOC.doubt(
    "kỳ {previous} chưa ban hành và chưa có tệp tình hình nào, nên không có số để so",
    "kỳ có số liệu",
    "chép tệp của các đơn vị vào {place}, hoặc đưa thư mục luu-tru của năm ấy vào",
)

CHECKS = (
    KY,
    NGUOI_KY,
    HAN,
    KY_TRUOC,
)
