"""The check of what units say of each time (*kỳ*) of recurring work; ``tinh_hinh`` names it among its own."""

from __future__ import annotations

from reportgen.checks.base import TASK, Check

TUNG_KY = Check(
    "tinh-hinh/tung-ky",
    "kết quả từng kỳ khớp với các kỳ của nhiệm vụ",
    "Việc định kỳ (hằng quý, 6 tháng/lần) và việc có nhiều hạn được tính theo từng kỳ: kỳ đã đến hạn mà chưa xong thì "
    "nhiệm vụ quá hạn. Mã kỳ lạ thì không tính được; kỳ đã đến hạn mà không ghi thì coi là chưa xong.",
    "Ghi ở ky, theo mã kỳ in trong biểu, kỳ đã xong là hoan-thanh; trang_thai nói chung thì xác nhận.",
    TASK,
)
NO_TIMES = TUNG_KY.error("nhiệm vụ này không tính theo kỳ", "bỏ dòng ky", "kết quả ghi ở trang_thai và ket_qua")
UNKNOWN_TIME = TUNG_KY.error("không có kỳ «{code}»", "một trong: {codes}", "{advice}")
TIME_AFTER_MAKING = TUNG_KY.error("ngày {day} sau ngày lập {made}", "không sau ngày lập", "kiểm tra lại ngày")
DONE_WITHOUT_TIMES = TUNG_KY.doubt(
    "hoan-thanh mà còn kỳ đã đến hạn chưa xong: {names}", "mọi kỳ đã đến hạn đã xong", "có phải là dang-thuc-hien?"
)
DUE_UNTOLD = TUNG_KY.doubt(
    "kỳ đã đến hạn chưa ghi: {names}; được coi là chưa xong", "mọi kỳ đã đến hạn", "đã xong thì thêm vào ky: {codes}"
)
MORE_TO_COME = TUNG_KY.doubt(
    "hoan-thanh mà còn kỳ chưa đến hạn: {names}; được coi là xong các kỳ đã đến hạn",
    "kết quả từng kỳ",
    "đã xong cả thì ghi từng kỳ ở ky: {codes}",
)
UNDONE_TIME = TUNG_KY.doubt("kỳ trước đã xong {names}, nay ghi chưa xong", "kỳ đã xong thì vẫn là xong", "kiểm tra lại")

CHECKS = (TUNG_KY,)
