"""Checks of a unit's status file, ``tinh-hinh/**.yaml``, and of the files of a period against each other."""

from __future__ import annotations

from reportgen.checks import doi_chieu
from reportgen.checks.base import TARGET, TASK, Check, Item
from reportgen.checks.tung_ky import TUNG_KY

TITLE = "Tình hình: tinh-hinh/KẾ_HOẠCH/KỲ/*.yaml"

CHUA_GUI = Check(
    "tinh-hinh/chua-gui",
    "biểu đã điền thì phải ghi ngày lập",
    "ngay_lap để trống nghĩa là chưa gửi: nội dung đã điền không vào báo cáo.",
    "Điền xong thì ghi ngay_lap rồi gửi lại tệp.",
)
NOT_SENT = CHUA_GUI.note(
    "tệp đã điền nhưng chưa ghi ngày lập",
    "ngày/tháng/năm",
    "điền ngay_lap khi gửi; để trống là chưa gửi, nội dung không vào báo cáo",
)

DON_VI = Check(
    "tinh-hinh/don-vi",
    "don_vi là mã của một đơn vị",
    "don_vi cho biết biểu của ai. Mã lạ thì không biết tính nội dung cho đơn vị nào.",
    "Giữ dòng don_vi như trong mẫu, hoặc ghi mã đơn vị trong co-quan.yaml.",
)
UNKNOWN_UNIT = DON_VI.error("«{unit}» không phải mã đơn vị", "một trong: {units}", "{advice}")
UNIT_NOT_THERE = DON_VI.error(
    "«{unit}» chỉ có {days}, kỳ này chốt ngoài thời gian ấy", "đơn vị có tại ngày chốt của kỳ", "{advice}"
)

TEN_TEP = Check(
    "tinh-hinh/ten-tep",
    "tên tệp và don_vi cùng một đơn vị",
    "Tệp mang tên đơn vị này mà bên trong ghi đơn vị kia: thường do chép tệp của đơn vị khác rồi quên sửa đầu tệp.",
    "Sửa don_vi, hoặc đổi tên tệp.",
)
NAMED_FOR_ANOTHER = TEN_TEP.error(
    "tệp mang tên {named} mà ghi {unit}",
    "{named}, hoặc tên tệp {unit}.yaml",
    "sửa don_vi nếu chép từ tệp đơn vị khác, hoặc đổi tên tệp",
)

KE_HOACH = Check(
    "tinh-hinh/ke-hoach",
    "ke_hoach khớp với thư mục chứa tệp",
    "Tệp ở tinh-hinh/KẾ_HOẠCH/KỲ/ phải ghi đúng kế hoạch ấy; khác đi là tệp đặt nhầm chỗ hoặc chép từ kế hoạch khác.",
    "Sửa ke_hoach, hoặc chuyển tệp sang đúng thư mục.",
)
OTHER_PLAN = KE_HOACH.error(
    "«{written}» không khớp thư mục chứa tệp",
    "{expected}",
    "sửa thành {expected}, hoặc chuyển tệp sang đúng thư mục",
)

KY = Check(
    "tinh-hinh/ky",
    "ky_bao_cao khớp với thư mục chứa tệp",
    "Tệp ở tinh-hinh/KẾ_HOẠCH/KỲ/ phải ghi đúng kỳ ấy; khác đi thường là dùng lại tệp của kỳ trước.",
    "Sửa ky_bao_cao, hoặc chuyển tệp sang đúng thư mục.",
)
OTHER_PERIOD = KY.error(
    "«{written}» không khớp thư mục chứa tệp",
    "{expected}",
    "sửa thành {expected}, hoặc chuyển tệp sang đúng thư mục",
)

CHI_TIEU = Check(
    "tinh-hinh/chi-tieu",
    "chỉ tiêu báo cáo phải có trong kế hoạch",
    "Mã chỉ tiêu không có trong kế hoạch thì số liệu ghi ở đó không vào đâu cả.",
    "Sửa mã theo kế hoạch, hoặc xóa mục.",
)
UNKNOWN_TARGET = CHI_TIEU.error("kế hoạch không có chỉ tiêu {code}", "một trong: {known}", "{advice}")

NHIEM_VU = Check(
    "tinh-hinh/nhiem-vu",
    "nhiệm vụ báo cáo phải có trong kế hoạch",
    "Mã nhiệm vụ không có trong kế hoạch thì nội dung ghi ở đó không vào đâu cả.",
    "Sửa mã theo kế hoạch, hoặc xóa mục; việc ngoài kế hoạch thì kể trong chung.",
)
UNKNOWN_TASK = NHIEM_VU.error("kế hoạch không có nhiệm vụ {code}", "mã ghi trong kế hoạch", "{advice}")

KHONG_GIAO = Check(
    "tinh-hinh/khong-giao",
    "chỉ báo cáo việc được giao",
    "Đơn vị không chủ trì, không phối hợp mà báo cáo thì số liệu bị tính hai lần, hoặc mã đã gõ nhầm.",
    "Kiểm tra lại mã; việc của đơn vị khác thì gửi nội dung cho đơn vị ấy rồi xóa mục.",
)
TARGET_OF_OTHERS = KHONG_GIAO.error(
    "{unit} không được giao chỉ tiêu {code}", "chỉ báo cáo chỉ tiêu được giao", "xóa mục này"
)
TASK_OF_OTHERS = KHONG_GIAO.error(
    "{unit} không chủ trì, không phối hợp nhiệm vụ {code}",
    "nhiệm vụ của {leads}",
    "kiểm tra lại mã; nếu nhiệm vụ đã chuyển thì gửi nội dung cho đơn vị ấy rồi xóa mục này",
)
TASK_ONLY_FOLLOWED = KHONG_GIAO.error(
    "{unit} chỉ theo dõi nhiệm vụ {code}, không chủ trì, không phối hợp",
    "nhiệm vụ của {leads}",
    "gửi nội dung cho đơn vị ấy rồi xóa mục này; điều rút ra khi theo dõi thì ghi ở chung (ton_tai, kien_nghi)",
)

SO_LIEU = Check(
    "tinh-hinh/so-lieu",
    "tỷ lệ cần cả tử số và mẫu số",
    "Tỷ lệ được tính từ hai số đếm, và số của các đơn vị được cộng lại. Thiếu một số thì không cộng được.",
    "Điền đủ tu_so và mau_so.",
)
NO_NUMERATOR = SO_LIEU.error("có mau_so mà thiếu tu_so", "cả tử số và mẫu số", "điền tu_so")
NO_DENOMINATOR = SO_LIEU.error("có tu_so mà thiếu mau_so", "cả tử số và mẫu số", "điền mau_so")

TY_LE = Check(
    "tinh-hinh/ty-le",
    "ty_le chỉ ghi khi không có số đếm",
    "Có tử số và mẫu số thì tỷ lệ được tính ra, ghi thêm ty_le dễ lệch nhau. Chỉ tiêu không phải là tỷ lệ thì chỉ ghi "
    "tu_so.",
    "Xóa ty_le; cần giữ cả hai thì xác nhận.",
    TARGET,
)
RATE_BESIDE_COUNTS = TY_LE.doubt(
    "{rate}% cùng với số đếm ({counted})",
    "ty_le chỉ khi không có số đếm",
    "xóa ty_le: tỷ lệ được tính từ tử số và mẫu số",
)
NO_RATE_WANTED = TY_LE.error(
    "chỉ tiêu tính theo {measure}, không phải tỷ lệ", "tu_so là giá trị đạt được", "xóa ty_le, điền tu_so"
)

TU_SO = Check(
    "tinh-hinh/tu-so",
    "tử số không lớn hơn mẫu số",
    "Phần đã làm không thể nhiều hơn tổng số phải làm: thường là hai số đổi chỗ cho nhau.",
    "Xem lại tu_so và mau_so.",
)
OVER_THE_WHOLE = TU_SO.error(
    "tử số {numerator} lớn hơn mẫu số {denominator}",
    "tu_so không lớn hơn mau_so",
    "{advice}",
)

SO_DEM = Check(
    "tinh-hinh/so-dem",
    "số đếm không có phần lẻ",
    "Hồ sơ, vụ, người, tử số và mẫu số của một tỷ lệ thường là số đếm. Dấu phẩy ngăn phần thập phân: 1,120 đọc là "
    "1,12; một nghìn một trăm hai mươi ghi 1.120 hoặc 1120.",
    "Ghi lại số có dấu chấm hàng nghìn, hoặc viết liền; đúng là số lẻ (tiền, diện tích) thì xác nhận.",
    TARGET,
)
FRACTION = SO_DEM.note("số đếm có phần lẻ", "số nguyên, ví dụ 1120 hoặc 1.120", "{advice}", doubt=True)
THOUSANDS = SO_DEM.doubt("số đếm có đúng ba chữ số sau dấu phẩy", "số nguyên, ví dụ 1120 hoặc 1.120", "{advice}")

UOC = Check(
    "tinh-hinh/uoc",
    "số ước đủ hai số và không nhỏ hơn số đã đếm",
    "uoc là số ước đến hết kỳ, gồm tử số và mẫu số. Ước ít hơn số đã đạt thì một trong hai số đã gõ sai.",
    "Điền đủ hai số hoặc xóa uoc; số ước nhỏ hơn mà đúng (việc đã đếm bị rút lại) thì xác nhận.",
    TARGET,
)
HALF_AN_ESTIMATE = UOC.error("uoc chỉ có một số", "cả tu_so và mau_so", "điền đủ, hoặc xóa uoc")
LESS_THAN_COUNTED = UOC.doubt(
    "ước {estimate}, đã đạt {counted}", "số ước đến hết kỳ không nhỏ hơn số đã đếm", "kiểm tra lại hai số"
)

TRANG_THAI = Check(
    "tinh-hinh/trang-thai",
    "mục đã điền phải có trạng thái",
    "Nhiệm vụ có nội dung mà không có trang_thai thì không biết đếm vào loại nào.",
    "Chọn một trạng thái: chua-thuc-hien, dang-thuc-hien hoặc hoan-thanh.",
)
NO_STATE = TRANG_THAI.error("để trống", "{states}", "chọn một trạng thái")

SO_DON_VI = Check(
    "tinh-hinh/so-don-vi",
    "số đơn vị đã xong không vượt tổng số",
    "so_don_vi cho biết bao nhiêu đơn vị được báo cáo thay đã xong. Thiếu một số, hoặc xong quá tổng số, thì sai.",
    "Ghi đủ hai số, ví dụ so_don_vi: {xong: 12, tong: 19}; hoàn thành mà còn đơn vị chưa xong là đúng thì xác nhận.",
    TASK,
)
HALF_THROUGH = SO_DON_VI.error("so_don_vi chỉ có một số", "cả xong và tong", "ghi đủ hai số")
MORE_THAN_ALL = SO_DON_VI.error(
    "xong {done} trên tổng số {total}", "xong từ 0 đến tong, tong từ 1", "xem có đổi chỗ hai số không"
)
DONE_BUT_NOT_ALL = SO_DON_VI.doubt(
    "hoan-thanh mà mới {done} trên {total} đơn vị xong", "mọi đơn vị đã xong", "có phải là dang-thuc-hien?"
)

VAN_BAN = Check(
    "tinh-hinh/van-ban",
    "mỗi văn bản là một dòng trọn vẹn",
    "Tên văn bản bắt đầu bằng chữ thường thường là một tên bị dấu phẩy cắt đôi trong dấu [ ].",
    "Viết mỗi văn bản một dòng bắt đầu bằng dấu -, hoặc đặt cả tên trong ngoặc kép; tên quả viết thường thì xác nhận.",
    TASK,
)
CUT_BY_COMMA = VAN_BAN.doubt(
    "«{document}» bắt đầu bằng chữ thường",
    "mỗi văn bản một dòng",
    "trong [ ] dấu phẩy tách văn bản: đặt cả tên văn bản trong ngoặc kép",
)

TIEN_DO = Check(
    "tinh-hinh/tien-do",
    "tiến độ hợp với trạng thái",
    "hoan-thanh là 100, chua-thuc-hien là 0, dang-thuc-hien là từ 1 đến 99. Số nhỏ hơn 1 như 0,6 thường có ý là 60.",
    "Sửa tien_do hoặc trang_thai; dang-thuc-hien mà tiến độ đúng là như vậy thì xác nhận.",
    TASK,
)
ODD_PROGRESS = TIEN_DO.doubt("dang-thuc-hien mà tien_do là {progress}", "từ 1 đến 99", "có phải là {meant}?")
OTHER_PROGRESS = TIEN_DO.error(
    "{state} mà tien_do là {progress}",
    "{needed}",
    "sửa tien_do, hoặc đổi trang_thai thành {under_way}",
)

NGAY_HOAN_THANH = Check(
    "tinh-hinh/ngay-hoan-thanh",
    "ngày hoàn thành đi cùng trạng thái hoan-thanh, không sau ngày lập",
    "Ngày hoàn thành cho biết việc xong trong hạn hay quá hạn. Thiếu ngày, có ngày mà chưa xong, hay ngày sau cả ngày "
    "lập báo cáo đều làm kết quả đếm sai. Ngày trước năm của kỳ thường là gõ nhầm năm. Việc thường xuyên không cần "
    "ngày: hoan-thanh nghĩa là đã xong việc của kỳ này.",
    "Sửa ngay_hoan_thanh hoặc trang_thai; việc xong từ năm trước thì xác nhận.",
    TASK,
)
DONE_UNDATED = NGAY_HOAN_THANH.error("hoan-thanh mà chưa ghi ngày hoàn thành", "ngày/tháng/năm", "điền ngay_hoan_thanh")
DATED_UNDONE = NGAY_HOAN_THANH.error(
    "có ngày hoàn thành mà trạng thái là {state}",
    "để trống khi chưa hoàn thành",
    "xóa ngày, hoặc đổi trang_thai thành hoan-thanh",
)
DONE_AFTER_MAKING = NGAY_HOAN_THANH.error(
    "{day} sau ngày lập {made}", "không sau ngày lập báo cáo", "sửa ngày hoàn thành hoặc ngay_lap"
)
DONE_BEFORE_YEAR = NGAY_HOAN_THANH.doubt(
    "hoàn thành ngày {day}, trước năm của kỳ báo cáo", "ngày trong năm của kỳ báo cáo", "kiểm tra lại năm"
)

SAU_NGAY_CHOT = Check(
    "tinh-hinh/sau-ngay-chot",
    "việc xong sau ngày chốt số liệu",
    "Báo cáo đếm đến hết ngày chốt: việc xong sau ngày ấy kỳ này tính là đang thực hiện, kỳ sau mới tính hoàn thành.",
    "Ngày đúng thì không phải sửa: xác nhận để khỏi nhắc lại.",
    TASK,
)
DONE_AFTER_CUTOFF = SAU_NGAY_CHOT.doubt(
    "{day} sau ngày chốt số liệu {cutoff}",
    "kỳ này tính là đang thực hiện, kỳ sau tính hoàn thành",
    "ngày đúng thì không phải sửa",
)

NHU_KY_TRUOC = Check(
    "tinh-hinh/nhu-ky-truoc",
    "nhu_ky_truoc chỉ dùng khi kỳ này có kỳ trước",
    "nhu_ky_truoc lấy lại kết quả của kỳ trước. Kế hoạch không khai kỳ trước thì không có gì để lấy.",
    "Xóa dòng nhu_ky_truoc và ghi ket_qua.",
)
NOTHING_TO_CARRY = NHU_KY_TRUOC.error(
    "kế hoạch không khai kỳ trước cho kỳ này", "", "xóa dòng nhu_ky_truoc và ghi ket_qua"
)

NGAY_LAP = Check(
    "tinh-hinh/ngay-lap",
    "ngày lập sau ngày chốt, không lệch năm",
    "Lập trước ngày chốt thì số liệu có thể chưa đủ; năm lớn hơn năm sau của kỳ thường là gõ nhầm.",
    "Kiểm tra lại ngay_lap; số liệu đã đủ thì xác nhận.",
    Item("tên mục", "ngay_lap"),
)
MADE_IN_LATER_YEAR = NGAY_LAP.doubt("lập ngày {day}", "không quá năm {year}", "kiểm tra lại năm")
MADE_BEFORE_CUTOFF = NGAY_LAP.doubt(
    "lập ngày {day}, trước ngày chốt {cutoff}",
    "số liệu lấy đến hết ngày chốt",
    "kiểm tra số liệu đã đủ chưa",
)

NGAY_NHAN = Check(
    "tinh-hinh/ngay-nhan",
    "ngày nhận không trước ngày lập",
    "Không thể nhận một báo cáo chưa lập: một trong hai ngày đã gõ sai.",
    "Sửa ngay_nhan hoặc ngay_lap; nhận bản lập lại thì xác nhận.",
    Item("tên mục", "ngay_nhan"),
)
RECEIVED_BEFORE_MADE = NGAY_NHAN.doubt(
    "ngày nhận trước ngày lập", "ngày nhận không trước ngày lập", "sửa một trong hai ngày"
)

THIEU_CHI_TIEU = Check(
    "tinh-hinh/thieu-chi-tieu",
    "báo cáo đủ các chỉ tiêu được giao",
    "Chỉ tiêu được giao mà không có số liệu thì báo cáo ghi đơn vị chưa báo cáo.",
    "Điền tu_so và mau_so; không phát sinh thì ghi cả hai là 0; quả chưa có số thì xác nhận.",
    TARGET,
)
TARGET_LEFT_OUT = THIEU_CHI_TIEU.doubt(
    "chưa có số liệu chỉ tiêu {code}",
    "{required}",
    "điền số liệu; để trống thì báo cáo sẽ ghi là chưa báo cáo",
)

THIEU_NHIEM_VU = Check(
    "tinh-hinh/thieu-nhiem-vu",
    "báo cáo đủ các nhiệm vụ chủ trì",
    "Nhiệm vụ chủ trì mà để trống thì báo cáo ghi đơn vị chưa báo cáo.",
    "Điền trang_thai và ket_qua; chưa làm thì ghi chua-thuc-hien; quả chưa báo cáo được thì xác nhận.",
    TASK,
)
TASK_LEFT_OUT = THIEU_NHIEM_VU.doubt(
    "chưa báo cáo nhiệm vụ {code}",
    "trang_thai và ket_qua",
    "điền mục này; để trống thì báo cáo sẽ ghi là chưa báo cáo",
)

CHECKS = (
    DON_VI,
    TEN_TEP,
    KE_HOACH,
    KY,
    CHUA_GUI,
    NGAY_LAP,
    NGAY_NHAN,
    CHI_TIEU,
    NHIEM_VU,
    KHONG_GIAO,
    SO_LIEU,
    TY_LE,
    TU_SO,
    SO_DEM,
    UOC,
    TRANG_THAI,
    SO_DON_VI,
    TIEN_DO,
    NGAY_HOAN_THANH,
    TUNG_KY,
    SAU_NGAY_CHOT,
    VAN_BAN,
    NHU_KY_TRUOC,
    THIEU_CHI_TIEU,
    THIEU_NHIEM_VU,
    *doi_chieu.CHECKS,
)
