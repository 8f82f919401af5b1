"""Checks of values: whether what stands after a key can be understood as what the key holds.

A value that cannot be read goes by the name of its kind (``model.fields``), which is part of the code.
"""

from __future__ import annotations

from reportgen.checks.base import Check, place

TITLE = "Giá trị của mục"

KIEU = Check(
    "gia-tri/kieu",
    "giá trị đúng dạng: một chữ, một danh sách hay các mục con",
    "Mục này cần một dạng mà trong tệp lại là dạng khác, ví dụ cần một câu mà lại là danh sách trong dấu [ ].",
    "Viết lại theo mẫu: câu chữ đứng ngay sau dấu hai chấm hoặc dưới dấu |; danh sách mỗi mục một dòng có dấu -.",
)
OTHER_SHAPE = KIEU.error("{found}", "{required}", "{advice}")
NO_LIST = KIEU.error("{found}", "một danh sách", "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách")
NO_CODES = KIEU.error(
    "{found}",
    "mỗi mã một dòng, gồm mã và dấu hai chấm; nội dung lùi vào ở dưới",
    "viết mỗi mã một dòng, nội dung lùi vào ở dưới, như trong mẫu",
)
NO_ENTRIES = KIEU.error("{found}", "mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung", "{advice}")

CAT = Check(
    "gia-tri/cat",
    "nội dung không bị cắt ở dấu #",
    "Sau một dấu cách, dấu # mở đầu ghi chú: phần câu đứng sau nó bị bỏ mất.",
    "Viết câu ấy ở dòng dưới dấu |, hoặc bỏ dấu #.",
)
CUT_OFF = CAT.error("phần sau dấu # bị bỏ mất: «{words}»", "", "{advice}")

SAU_DAU_THANG = Check(
    "gia-tri/sau-dau-thang",
    "câu trả lời đứng trước dấu #",
    "Nội dung gõ sau dấu # là ghi chú, không được đọc: mục ấy coi như để trống.",
    "Chuyển nội dung lên trước dấu #; là ghi chú thì viết ở dòng riêng.",
)
BEHIND_HASH = SAU_DAU_THANG.error(
    "«{words}» nằm sau dấu # nên không được đọc",
    "{accepts}",
    "chuyển lên trước dấu #; nếu là ghi chú thì viết ở dòng riêng, có # ở đầu",
)

MUC_LOT = Check(
    "gia-tri/muc-lot",
    "tên mục không lọt vào nội dung của mục khác",
    "Một dòng có tên mục của biểu mà lại nằm trong câu chữ của mục trên: thường do lùi vào quá nhiều, hoặc hai dòng bị "
    "nối làm một.",
    "Là mục thì lùi ra hoặc xuống dòng; là nội dung thì bỏ dấu hai chấm, hoặc xác nhận.",
    place("I.1 ket_qua"),
)
INDENTED_TOO_FAR = MUC_LOT.doubt(
    "«{name}:» nằm trong nội dung của {owner}",
    "",
    "nếu là mục thì lùi dòng ấy ra thẳng cột với {owner}; nếu là nội dung thì bỏ dấu hai chấm",
)
JOINED_TO_LINE = MUC_LOT.doubt(
    "«{name}:» nằm trong nội dung của {owner}",
    "",
    "nếu là mục thì xuống dòng trước {name}, thẳng cột với {owner}; nếu là nội dung thì bỏ dấu hai chấm",
)

CHO_TRONG = Check(
    "gia-tri/cho-trong",
    "không để lại chỗ chờ điền",
    "Các dấu chấm của mẫu giấy («…», «.....»), «???», «TBD», «cập nhật sau», ô hỏng của Excel («#N/A») không phải là "
    "nội dung: mục ấy coi như để trống. Đứng trong câu thì câu vẫn in nguyên như đã gõ.",
    "Điền nội dung, hoặc xóa cho trống; quả là nội dung thì xác nhận.",
    place("I.1 ket_qua"),
)
PLACEHOLDER = CHO_TRONG.doubt("«{written}» là chỗ chờ điền", "nội dung, hoặc để trống", "điền nội dung, hoặc xóa")
GAP = CHO_TRONG.doubt(
    "«{words}» trong câu là chỗ chờ điền", "câu đã đủ chữ, đủ số", "điền vào chỗ ấy, hoặc viết lại câu"
)

NGHI_NGO = Check(
    "gia-tri/nghi-ngo",
    "chỗ suy đoán khi đọc kế hoạch đã được xem lại",
    "Lệnh init, import ghi dòng «# nghi ngờ: …» ở mỗi chỗ phải suy đoán. Dòng ấy còn là chưa ai xem lại với tệp gốc: "
    "sai ở đó thì biểu, báo cáo sai theo.",
    "Xem lại với tệp gốc, sai thì sửa, rồi xóa dòng «# nghi ngờ» (cả các dòng # viết tiếp của nó); cần giữ dòng ấy thì "
    "xác nhận.",
    place("I.1 chu_tri"),
)
LEFT_DOUBT = NGHI_NGO.doubt(
    "chưa ai xem lại: {words}", "đã xem lại với tệp gốc", "sai thì sửa, xong thì xóa dòng «# nghi ngờ» ấy"
)

CHU_THICH = Check(
    "gia-tri/chu-thich",
    "chú thích ^[…] có dấu đóng",
    "Chú thích cuối trang viết giữa ^[ và ]. Thiếu dấu ] thì phần ấy in nguyên trong câu, hoặc câu sau nó cũng thành "
    "chú thích.",
    "Thêm dấu ] sau chú thích; muốn in đúng hai ký tự ^[ thì viết ^\\[; không sửa được thì xác nhận.",
    place("I.1 ket_qua"),
)
UNCLOSED_NOTE = CHU_THICH.doubt(
    "chú thích «{words}» thiếu dấu ] ở cuối",
    "^[nội dung chú thích]",
    "thêm dấu ] sau chú thích; nếu muốn in đúng hai ký tự ^[ thì viết ^\\[",
)

KY_TU = Check(
    "gia-tri/ky-tu",
    "giá trị không có ký tự ẩn",
    "Ký tự ẩn, ký tự đổi chiều chữ và ký hiệu riêng của một phông chữ không in được như đã gõ; Word có thể không mở "
    "nổi văn bản có chúng. Dấu cách không có bề rộng, gạch nối mềm thì tự bỏ, không cần sửa.",
    "Xóa ký tự ấy, dấu đầu dòng của Word thì gõ dấu gạch ngang; trong ngoặc kép thì bỏ dấu \\ và mã đứng sau nó.",
)
HIDDEN_SIGN = KY_TU.error("{found}", "chữ đọc được", "{advice}")


def _kind(name: str, title: str, remedy: str) -> Check:
    """Return the check of values of one kind: they can be read as such."""
    meaning = f"Mục này nhận kiểu «{name}», mà nội dung gõ ở đó không đọc được thành kiểu ấy."
    return Check(f"gia-tri/{name}", title, meaning, remedy)


VAN_BAN = _kind("văn bản", "câu chữ không quá dài", "Rút gọn, hoặc chia sang các mục khác.")
TEN = _kind("tên", "tên gọi không quá dài", "Ghi tên gọi; phần giải thích chuyển sang mục khác.")
LOI_VAN = _kind("lời văn", "lời văn không quá dài", "Rút gọn; một chỗ của báo cáo không dài quá hai mươi trang.")
MA = _kind(
    "mã",
    "mã gồm chữ không dấu, số, dấu chấm và gạch nối",
    "Bỏ dấu cách, dấu tiếng Việt và dấu câu khác, ví dụ van-phong, 6-thang, CT1, I.II.3.",
)
NGAY = _kind("ngày", "ngày ghi dạng ngày/tháng/năm", "Ghi ngày có thật, dạng ngày/tháng/năm, ví dụ 08/5/2026.")
THOI_HAN = _kind(
    "thời hạn",
    "thời hạn không quá dài",
    "Ghi thời hạn như kế hoạch ghi; phần giải thích chuyển sang noi_dung.",
)
SO = _kind("số", "số ghi bằng chữ số, dấu phẩy thập phân", "Ghi một số không âm, ví dụ 1180 hoặc 95,5; bỏ đơn vị tính.")
SO_NGUYEN = _kind("số nguyên", "số đếm là số nguyên", "Ghi một số nguyên không âm, ví dụ 25.")
PHAN_TRAM = _kind("phần trăm", "phần trăm từ 0 đến 100", "Ghi một số từ 0 đến 100, ví dụ 60 hoặc 98,3.")
NAM = _kind("năm", "năm ghi bốn chữ số", "Ghi một năm, ví dụ 2026, hoặc năm đầu và năm cuối, ví dụ 2026-2030.")
NAM_HOC = _kind("năm học", "năm học là hai năm liền nhau", "Ghi hai năm liền nhau, ví dụ 2026-2027.")
CO_KHONG = _kind("có/không", "trả lời có hoặc không", "Ghi có hoặc không.")
TRANG_THAI = _kind(
    "trạng thái",
    "trạng thái là một trong ba",
    "Ghi chua-thuc-hien, dang-thuc-hien hoặc hoan-thanh; việc quá hạn do chương trình tự tính từ thời hạn.",
)

QUAN_HE = _kind("quan hệ", "quan hệ là một trong ba", "Ghi cap-tren, ngang-cap hoặc cap-duoi; bỏ trống là cấp trên.")

GOP = _kind("cách gộp", "cách gộp là một trong ba", "Ghi tong, trung-binh hoặc lon-nhat; bỏ trống là cộng.")
DANH_GIA = _kind("đánh giá", "đánh giá là đạt hay chưa đạt", "Ghi dat hoặc chua-dat; chi tiết ghi ở gia_tri.")

_KINDS = (
    VAN_BAN,
    TEN,
    LOI_VAN,
    MA,
    NGAY,
    THOI_HAN,
    SO,
    SO_NGUYEN,
    PHAN_TRAM,
    NAM,
    NAM_HOC,
    CO_KHONG,
    TRANG_THAI,
    QUAN_HE,
    GOP,
    DANH_GIA,
)
UNREADABLE = {
    check.code.partition("/")[2]: check.error("«{written}» ({reason})", "{accepts}", "{advice}") for check in _KINDS
}
"""What is said of an unreadable value, by the name of its kind."""

CHECKS = (KIEU, CAT, SAU_DAU_THANG, MUC_LOT, CHO_TRONG, NGHI_NGO, CHU_THICH, KY_TU, *_KINDS)
