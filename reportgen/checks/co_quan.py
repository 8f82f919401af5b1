"""Checks of ``co-quan.yaml``."""

from __future__ import annotations

from reportgen.checks.base import Check

TITLE = "co-quan.yaml"

DAU_MOI = Check(
    "co-quan/dau-moi",
    "đơn vị đầu mối phải có trong danh sách đơn vị",
    "dau_moi là đơn vị tổng hợp báo cáo của cơ quan. Mã ghi ở đó không có trong don_vi thì không biết ai tổng hợp.",
    "Ghi một mã trong don_vi, ví dụ dau_moi: van-phong.",
)
UNKNOWN_HUB = DAU_MOI.error("«{written}» không phải mã đơn vị", "một trong: {units}", "{advice}")

GOM = Check(
    "co-quan/gom",
    "nhóm đơn vị chỉ gồm các đơn vị đã khai",
    "gom kê các đơn vị của một nhóm. Một mã lạ trong đó làm nhóm thiếu đơn vị, nên nhiệm vụ của nhóm sót người làm.",
    "Ghi mã trong don_vi, hoặc tat-ca để lấy tất cả đơn vị.",
)
UNKNOWN_MEMBER = GOM.error("«{written}» không phải mã đơn vị", "{all_units}, hoặc các mã: {units}", "{advice}")

DAY_SO = Check(
    "co-quan/day-so",
    "dãy số văn bản kê đúng tên loại, mỗi loại một dãy",
    "day_so chia các loại văn bản vào các dãy số của sổ đăng ký. Tên loại lạ, hoặc một loại nằm ở hai dãy, thì không "
    "biết lấy số ở dãy nào.",
    "Ghi tên loại văn bản như trong Nghị định 30 (báo cáo, công văn …) và chỉ để mỗi loại ở một dãy.",
)
UNKNOWN_TYPE = DAY_SO.error(
    "không có loại văn bản «{written}»", "{all_types}, hoặc tên loại văn bản, ví dụ {letter}, báo cáo", "{advice}"
)
TYPE_IN_TWO_SERIES = DAY_SO.error(
    "«{written}» đã thuộc dãy số {owner}", "mỗi loại văn bản thuộc một dãy số", "bỏ ở một trong hai dãy"
)

UNKNOWN_GROUP_HUB = GOM.error("dau_moi «{written}» không phải mã đơn vị", "một trong: {units}", "{advice}")

QUY_TAC = Check(
    "co-quan/quy-tac",
    "quy tắc thể thức được bỏ qua phải có thật",
    "the_thuc.bo_qua tắt một quy tắc thể thức cho cả cơ quan. Mã gõ sai thì không tắt được gì, mà người đọc tưởng "
    "là đã tắt.",
    "Lấy mã trong docs/nd30.md, hoặc ở cuối mỗi dòng mà lệnh lint in ra.",
)
UNKNOWN_RULE = QUY_TAC.error("không có quy tắc «{written}»", "mã quy tắc trong docs/nd30.md", "{advice}")

TRUNG_TEN = Check(
    "co-quan/trung-ten",
    "mỗi tên chỉ của một đơn vị hoặc một nhóm",
    "Kế hoạch ghi đơn vị bằng mã, tên, tên viết tắt hoặc tên khác. Hai đơn vị chung một tên thì không biết nhiệm vụ "
    "giao cho ai. Chữ hoa, chữ thường và dấu cách thừa không làm thành tên khác.",
    "Sửa ten, viet_tat hoặc ten_khac của một trong hai.",
)
NAME_OF_TWO = TRUNG_TEN.error(
    "tên «{name}» đã là của {owner}",
    "mỗi tên một đơn vị hoặc một nhóm",
    "sửa ten, viet_tat hoặc ten_khac của một trong hai",
)

THAM_QUYEN_KY = Check(
    "co-quan/tham-quyen-ky",
    "người ký ghi một hình thức ký",
    "Văn bản ký thay (KT.), thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.), không thể hai hình thức cùng lúc; ký thừa lệnh "
    "thì không ghi thay mặt (TM.).",
    "Trong nguoi_ky giữ một trong ky_thay, thua_lenh, thua_uy_quyen; có thua_lenh thì bỏ thay_mat.",
)
SIGNED_IN_TWO_WAYS = THAM_QUYEN_KY.error(
    "ghi cả {given}", "nhiều nhất một trong ky_thay, thua_lenh, thua_uy_quyen", "giữ một hình thức ký"
)
BY_ORDER_AND_ON_BEHALF = THAM_QUYEN_KY.error("thay_mat cùng thua_lenh", "ký thừa lệnh không ghi TM.", "bỏ thay_mat")

TEN_TEP = Check(
    "co-quan/ten-tep",
    "mã đơn vị dùng được làm tên tệp trên Windows",
    "Mã đơn vị là tên tệp của đơn vị trong thư mục tinh-hinh. Windows không tạo được tệp tên con, nul, com1…, và bỏ "
    "dấu chấm ở cuối tên.",
    "Đổi mã đơn vị, ví dụ phong-con thay cho con.",
)
UNFIT_UNIT = TEN_TEP.note(
    "mã «{code}» không làm tên tệp được: {why}", "mã khác con, nul, com1…, không có dấu chấm ở cuối", "đổi mã đơn vị"
)

TEN = Check(
    "co-quan/ten",
    "tên cơ quan, tên đơn vị không có dấu Tab",
    "Dấu Tab trong tên không nhìn thấy khi gõ, nhưng vào văn bản Word thì thành một khoảng trống lớn giữa tên.",
    "Thay dấu Tab bằng một dấu cách.",
)
TAB_IN_NAME = TEN.note("«{shown}» có dấu Tab", "tên chỉ có dấu cách", "thay dấu Tab bằng một dấu cách")

THOI_GIAN = Check(
    "co-quan/thoi-gian",
    "đơn vị, nhóm, người ký có ngày bắt đầu, ngày kết thúc hợp lẽ",
    "Cơ quan sắp xếp lại thì đơn vị cũ ghi den_ngay và nhap_vao, đơn vị mới ghi tu_ngay; mỗi kỳ được đọc theo đơn vị "
    "có tại ngày chốt của kỳ. Ngày ngược nhau, hoặc lần theo nhap_vao không đến đơn vị nào, thì không biết việc của "
    "đơn vị cũ do ai báo cáo.",
    "Sửa tu_ngay, den_ngay, nhap_vao theo quyết định sắp xếp; báo cáo đã ban hành vẫn đọc theo bản lưu, không phải "
    "sửa tệp cũ.",
)
ENDS_BEFORE_START = THOI_GIAN.error(
    "den_ngay {until} trước tu_ngay {since}", "den_ngay từ tu_ngay trở đi", "sửa một trong hai ngày"
)
UNKNOWN_HEIR = THOI_GIAN.error("«{written}» không phải một đơn vị", "một trong: {units}", "{advice}")
HEIR_UNDATED = THOI_GIAN.error(
    "có nhap_vao mà chưa có den_ngay",
    "ngày cuối cùng còn đơn vị {unit}",
    "thêm den_ngay, theo quyết định sắp xếp",
)
HEIRS_IN_CIRCLES = THOI_GIAN.error(
    "lần theo nhap_vao thì quay lại chính đơn vị này: {circle}",
    "nhap_vao dẫn đến một đơn vị còn hoạt động",
    "sửa nhap_vao của một đơn vị trong vòng ấy",
)
HEIR_NOT_THERE = THOI_GIAN.error(
    "nhập vào {heir}, mà ngày {day} không có đơn vị ấy và đơn vị ấy cũng không nhập vào đâu",
    "đơn vị có từ ngày {day}",
    "sửa tu_ngay, den_ngay của {heir}, hoặc ghi nhap_vao của {heir}",
)
HUB_GONE = THOI_GIAN.error(
    "đơn vị đầu mối {hub} chỉ có đến hết {until} và không nhập vào đâu",
    "đơn vị đầu mối còn hoạt động",
    "ghi dau_moi là đơn vị khác, hoặc ghi nhap_vao của {hub}",
)

CHECKS = (DAU_MOI, GOM, DAY_SO, QUY_TAC, TRUNG_TEN, THAM_QUYEN_KY, TEN_TEP, TEN, THOI_GIAN)
