"""Checks of keys: the names before the colons."""

from __future__ import annotations

from reportgen.checks.base import Check

TITLE = "Tên mục"

KHONG_BIET = Check(
    "khoa/khong-biet",
    "tên mục phải là tên trong mẫu",
    "Mục có tên lạ thì không được đọc: nội dung dưới đó mất mà không ai biết. Chỉ khác dấu, chữ hoa thì vẫn đọc tiếp, "
    "nhưng tên phải sửa cho đúng.",
    "Sửa tên theo mẫu; là nội dung của mục trên thì lùi dòng vào; thừa thì xóa.",
)
UNKNOWN = KHONG_BIET.error("{found}", "{required}", "{advice}")

THIEU = Check(
    "khoa/thieu",
    "các mục bắt buộc phải có",
    "Thiếu mục bắt buộc thì phần chứa nó không dùng được.",
    "Thêm dòng còn thiếu, hoặc điền mục còn trống.",
)
LEFT_EMPTY = THIEU.error("{name} để trống", "", "ghi {about}")
ABSENT = THIEU.error("thiếu mục {name} ({about})", "", "thêm dòng {name}: …")

TRUNG = Check(
    "khoa/trung",
    "mỗi mục ghi một lần",
    "Một mục ghi hai lần thì không biết lấy lần nào. Cả biểu lặp lại thường là dán hai lần.",
    "Giữ một, xóa một; nếu là mục khác thì sửa tên.",
)
TWICE = TRUNG.error(
    "ghi hai lần, lần đầu ở dòng {line}",
    "mỗi mục một lần",
    "nếu chỗ này là mục khác thì sửa tên; nếu không thì xóa bớt một",
)
NO_DASH = TRUNG.error(
    "ghi hai lần, lần đầu ở dòng {line}",
    "dấu - trước {name} của mỗi mục trong danh sách",
    "mục mới bắt đầu ở đây thì thêm dấu - và một dấu cách trước {name}, lùi ra hai dấu cách; nếu không thì xóa bớt một",
)
PASTED_TWICE = TRUNG.error("biểu được dán hai lần, lần hai từ dòng {line}", "", "giữ một lần, xóa lần kia")

LECH_CAP = Check(
    "khoa/lech-cap",
    "mục ngoài cùng đứng sát lề",
    "Mục ngoài cùng bị lùi vào trong mục khác thì bị hiểu là một mã của mục ấy.",
    "Đưa dòng đó và các dòng của nó ra sát lề.",
)
TOO_DEEP = LECH_CAP.error(
    "{name} là mục ngoài cùng, không nằm trong {home}", "", "đưa dòng này và các dòng của nó ra sát lề"
)

NHAM_CHO = Check(
    "khoa/nham-cho",
    "các mục nằm dưới đúng mục cha",
    "Các mục của phần này lại đứng dưới phần khác: thường do mất một dòng tên mục ở trên.",
    "Xem có mất hoặc thừa dòng nào ở trên không, rồi thêm lại dòng tên mục.",
)
MISPLACED = NHAM_CHO.error(
    "các mục {names} không thuộc {here} mà thuộc {home}",
    "",
    "xem có mất hoặc thừa dòng nào ở trên không: trước chỗ này phải có dòng {home}: ở sát lề",
)

MAT_THUT_LE = Check(
    "khoa/mat-thut-le",
    "các dòng con lùi vào so với mục cha",
    "Dấu cách đầu dòng cho biết dòng nào thuộc mục nào. Dán biểu vào thư, tin nhắn thường làm mất hết các dấu ấy.",
    "Gửi tệp đính kèm thay vì dán, hoặc lùi lại từng dòng như trong mẫu.",
)
FLATTENED = MAT_THUT_LE.error(
    "các mục {names} đứng sát lề, mất các dấu cách đầu dòng",
    "",
    "gửi tệp đính kèm thay vì dán vào thư, tin nhắn; hoặc lùi lại từng dòng như trong mẫu",
)
BESIDE_CODE = MAT_THUT_LE.error(
    "các mục {names} đứng thẳng cột với mã {code} nên không nằm dưới mã ấy{more}",
    "lùi vào hai dấu cách, dưới {code}",
    "thêm hai dấu cách vào đầu mỗi dòng ấy",
)

MA = Check(
    "khoa/mã",
    "mã gồm chữ không dấu, số, dấu chấm và gạch nối",
    "Mã dùng làm tên tệp và để các tệp gọi nhau, nên không có dấu cách, dấu tiếng Việt hay dấu câu khác.",
    "Đặt lại mã, ví dụ van-phong, 6-thang, CT1.",
)
NO_CODE = MA.error("«{written}» ({reason})", "{accepts}")

KIEU = Check(
    "khoa/kieu",
    "tên mục là một từ",
    "Trước dấu hai chấm phải là tên mục như trong mẫu, không phải một danh sách hay một chỗ trống.",
    "So với mẫu rồi viết lại dòng ấy.",
)
NO_NAME = KIEU.error("{found}", "một từ như trong mẫu", "so với mẫu", "tên mục")

KY_TU = Check(
    "khoa/ky-tu",
    "tên mục không có ký tự ẩn",
    "Ký tự ẩn trong tên mục làm tên ấy khác tên trong mẫu dù nhìn giống hệt.",
    "Bỏ dấu \\ và mã đứng sau nó, hoặc gõ lại tên mục.",
)
HIDDEN_SIGN = KY_TU.error("{found}", "chữ đọc được", "{advice}", "tên mục")

CHECKS = (KHONG_BIET, THIEU, TRUNG, LECH_CAP, NHAM_CHO, MAT_THUT_LE, MA, KIEU, KY_TU)
