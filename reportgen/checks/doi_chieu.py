"""Checks of the status files of a period against each other, the period before and what was filed."""

from __future__ import annotations

from reportgen.checks.base import TARGET, TASK, Check, Item

HAI_TEP = Check(
    "tinh-hinh/hai-tep",
    "mỗi đơn vị một tệp trong một kỳ",
    "Hai tệp cùng một đơn vị thì không biết tin tệp nào, và số liệu có thể bị cộng hai lần.",
    "Gộp hai tệp, hoặc sửa don_vi cho đúng.",
)
SECOND_FILE = HAI_TEP.error(
    "{unit} đã có tệp {first}",
    "mỗi đơn vị một tệp",
    "gửi hai lần thì giữ tệp gửi sau, chuyển tệp kia ra ngoài thư mục; mỗi tệp một phần thì gộp lại; là tệp của đơn vị "
    "khác thì sửa don_vi",
)

TOAN_CO_QUAN = Check(
    "tinh-hinh/toan-co-quan",
    "mỗi chỉ tiêu một đơn vị ghi số toàn cơ quan",
    "toan_co_quan: có nghĩa là số ấy của cả cơ quan, không cộng thêm. Hai đơn vị cùng ghi thì không biết lấy số nào.",
    "Bỏ toan_co_quan ở một trong hai tệp.",
)
WHOLE_TWICE = TOAN_CO_QUAN.error(
    "{first} đã báo cáo số toàn cơ quan",
    "một đơn vị cho mỗi chỉ tiêu",
    "bỏ toan_co_quan ở một trong hai tệp",
)

LECH_PHOI_HOP = Check(
    "tinh-hinh/lech-phoi-hop",
    "các đơn vị cùng chủ trì ghi tình hình khớp nhau",
    "Một việc nhiều đơn vị cùng chủ trì: nơi này ghi hoan-thanh, nơi kia ghi chua-thuc-hien thì một nơi đã ghi sai.",
    "Trao đổi với đơn vị cùng chủ trì rồi sửa một trong hai; phần việc quả khác nhau thì xác nhận.",
    TASK,
)
LEADS_DISAGREE = LECH_PHOI_HOP.doubt(
    "hoan-thanh, trong khi {others} cùng chủ trì ghi chua-thuc-hien",
    "các đơn vị cùng chủ trì thống nhất tình hình",
    "trao đổi với đơn vị cùng chủ trì rồi sửa một trong hai",
)

TRUNG_CAU_CHU = Check(
    "tinh-hinh/trung-cau-chu",
    "kết quả là của riêng đơn vị",
    "Hai đơn vị ghi giống hệt nhau một câu dài có số liệu, văn bản thường là chép của nhau: báo cáo sẽ kể một việc "
    "hai lần. Câu nói chung không có số liệu thì không xét.",
    "Viết phần việc đơn vị mình đã làm; việc quả làm chung thì xác nhận.",
    TASK,
)
COPIED = TRUNG_CAU_CHU.doubt(
    "giống hệt kết quả {other} của {unit}", "kết quả của riêng đơn vị", "viết phần việc đơn vị mình đã làm"
)

LUI_TRANG_THAI = Check(
    "tinh-hinh/lui-trang-thai",
    "việc đã hoàn thành thì kỳ sau vẫn hoàn thành",
    "Kỳ trước ghi hoan-thanh mà kỳ này ghi chưa xong: một trong hai kỳ đã ghi sai, hoặc việc phải làm lại.",
    "Sửa trang_thai; việc phải làm lại thì nói rõ trong ket_qua và xác nhận.",
    TASK,
)
UNDONE = LUI_TRANG_THAI.doubt(
    "{state}, kỳ {previous} đã ghi hoan-thanh",
    "đã hoàn thành thì kỳ sau vẫn là hoan-thanh",
    "sửa trang_thai, hoặc ghi rõ lý do làm lại",
)

GIAM_SO_LIEU = Check(
    "tinh-hinh/giam-so-lieu",
    "số cộng dồn từ đầu năm không giảm",
    "Số liệu cộng dồn từ đầu năm, hay tỷ lệ đạt được, thấp hơn kỳ trước thường là gõ sai hoặc chỉ đếm phần mới.",
    "Kiểm tra lại số cộng dồn; kỳ trước đếm thừa hoặc tỷ lệ giảm thật thì xác nhận.",
    TARGET,
)
FELL = GIAM_SO_LIEU.doubt(
    "{now}, thấp hơn {then} của kỳ {previous}", "không thấp hơn kỳ trước", "kiểm tra lại số liệu cộng dồn từ đầu năm"
)

LECH_TY_LE = Check(
    "tinh-hinh/lech-ty-le",
    "tỷ lệ nói trong câu chữ khớp với số liệu",
    "Câu chữ của đơn vị nhắc một tỷ lệ khác với tỷ lệ tính từ tu_so và mau_so: báo cáo sẽ có hai con số cho một việc.",
    "Sửa câu chữ hoặc số liệu cho khớp; tỷ lệ ấy nói về việc khác thì xác nhận.",
    TARGET,
)
OTHER_RATE_SAID = LECH_TY_LE.doubt(
    "ghi {words}, số liệu {counts} là {rate}", "{rate}", "sửa câu chữ hoặc số liệu cho khớp"
)

KHAC_BAN_LUU = Check(
    "tinh-hinh/khac-ban-luu",
    "tệp của kỳ đã ban hành giống bản lưu cùng báo cáo",
    "Báo cáo của kỳ đã ban hành, lưu trữ giữ các tệp mà báo cáo được soạn theo. Tệp trong thư mục làm việc đã khác, "
    "hoặc không còn: báo cáo đã ban hành vẫn đúng như bản lưu, còn bản thảo soạn lại sẽ theo tệp mới.",
    "Sửa để đính chính thì soạn lại rồi ban hành thay thế (issue … --replaces); không thì chép lại tệp từ bản lưu. Đã "
    "xem và để như vậy thì xác nhận.",
    Item("mã kỳ báo cáo", "6-thang"),
)
CHANGED_SINCE = KHAC_BAN_LUU.doubt(
    "khác bản lưu cùng {report}",
    "như bản lưu, hoặc soạn lại để thay thế báo cáo ấy",
    "đính chính thì chạy: reportgen draft {period}, rồi reportgen issue {period} … --replaces {number}; không thì chép "
    "lại {place}",
)
LOST_SINCE = KHAC_BAN_LUU.note(
    "không còn tệp này; {report} đã ban hành theo nó, nên đọc bản lưu",
    "tệp mà đơn vị đã gửi",
    "lấy lại bằng lệnh: reportgen forms {period}",
    "tệp",
)
DAMAGED_SINCE = KHAC_BAN_LUU.note(
    "{damage} nên kỳ {period} đọc theo tệp hiện nay",
    "lưu trữ nguyên vẹn",
    "chạy reportgen archive verify để xem chỗ hỏng và cách lấy lại",
)

CHECKS = (
    HAI_TEP,
    TOAN_CO_QUAN,
    LECH_PHOI_HOP,
    TRUNG_CAU_CHU,
    LUI_TRANG_THAI,
    GIAM_SO_LIEU,
    LECH_TY_LE,
    KHAC_BAN_LUU,
)
