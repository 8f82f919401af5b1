"""Checks of a file as such: whether it can be read as text at all."""

from __future__ import annotations

from reportgen.checks.base import Check
from reportgen.finding import MOST_FINDINGS, Finding, Position, Severity

TITLE = "Tệp có đọc được không"

_FILE, _SIGN = "tệp", "ký tự"

KHONG_DOC = Check(
    "tep/khong-doc",
    "tệp phải đọc được, đúng tên, đúng chỗ",
    "Tệp không mở được, là đường dẫn tắt ra ngoài thư mục cơ quan, hoặc nằm ở chỗ không lệnh nào tìm: nội dung của nó "
    "không vào báo cáo.",
    "Sửa tên tệp (đuôi .yaml), quyền đọc, hoặc chép tệp vào đúng thư mục.",
)
LEADS_OUT = KHONG_DOC.error(
    "đường dẫn tắt trỏ ra ngoài thư mục cơ quan", "tệp nằm trong thư mục cơ quan", "chép tệp vào đây", _FILE
)
UNREADABLE = KHONG_DOC.error("{reason}", "một tệp đọc được", "kiểm tra tên tệp và quyền đọc", _FILE)
RENAME = "sửa tên tệp, hoặc chuyển sang đúng thư mục"
STRAY = KHONG_DOC.note(
    "tệp này không được đọc",
    "tên có đuôi .yaml, đặt trong {places}",
    "{advice}",
    _FILE,
)
STRAY_PAGE = KHONG_DOC.note(
    "đây là trang biểu (.html): chữ đã điền không nằm trong trang",
    "tệp .yaml tải về khi bấm «Lưu tệp YAML» trên trang",
    "đề nghị đơn vị mở lại trang trên máy đã điền, bấm «Dùng tiếp bản ấy» nếu trang hỏi, bấm «Lưu tệp YAML», gửi tệp "
    "tải về",
    _FILE,
)
STRAY_OLD_DOCUMENT = KHONG_DOC.note(
    "tệp dạng {suffix} không được đọc",
    "biểu Word dạng .docx",
    "mở bằng Word, Lưu thành (Save As) Word Document (*.docx), rồi chạy: reportgen forms {period} --read; không phải "
    "biểu Word do lệnh forms tạo thì gõ nội dung vào tệp YAML",
    _FILE,
)
STRAY_DOCUMENT = KHONG_DOC.note(
    "tệp này không được đọc",
    "tệp .yaml, hoặc biểu Word do lệnh forms tạo",
    "gõ nội dung vào tệp YAML, hoặc gửi đơn vị biểu Word để điền: reportgen forms {period} --docx",
    _FILE,
)
STRAY_PICTURE = KHONG_DOC.note(
    "đây là {what}: chương trình không lấy được số liệu từ đó",
    "biểu Word đã điền, hoặc tệp YAML",
    "đề nghị đơn vị điền biểu Word rồi gửi lại, hoặc điền trang biểu (.html) rồi gửi tệp .yaml tải về; tạo biểu bằng: "
    "reportgen forms {period} --docx --html; hoặc gõ nội dung vào tệp YAML của đơn vị",
    _FILE,
)
FILLED_IN_WORD = KHONG_DOC.note(
    "biểu Word đã điền, {answers} mục chưa có trong tệp YAML{left}",
    "nội dung nằm trong tệp YAML",
    "chạy: reportgen forms {period} --read {file}; đọc rồi mà còn nhắc thì thêm --take yaml để cất biểu",
    _FILE,
)
FORM_OF_ELSE = KHONG_DOC.note(
    "biểu Word này không đọc vào kỳ {period}", "biểu của kỳ ấy, của đơn vị có trong co-quan.yaml", "{why}", _FILE
)
MISNAMED_FORM = KHONG_DOC.note(
    "biểu Word này là của {unit}, tên tệp là của {other}",
    "tên {name}",
    "đổi tên tệp; lệnh --read vẫn đọc vào đúng tệp YAML của đơn vị ghi trong biểu",
    _FILE,
)
STRAY_TEMPLATE = KHONG_DOC.note("mẫu này không được dùng", "tên {name}.docx", "{advice}", _FILE)

LOAI = Check(
    "tep/loai",
    "tệp phải là tệp chữ thuần",
    "Chương trình chỉ đọc tệp chữ thuần (.yaml). Tệp Word, Excel, PDF, ảnh hay tệp nén đổi tên thành .yaml thì không "
    "đọc được.",
    "Chép nội dung sang Notepad rồi lưu với mã hóa UTF-8, hoặc chọn lại đúng tệp.",
)
OTHER_KIND = LOAI.error("đây là {what}, không phải biểu báo cáo (.yaml)", "tệp chữ thuần như mẫu", "{advice}", _FILE)
NO_TEXT = LOAI.error("đây không phải là tệp chữ", "tệp chữ thuần như mẫu", "{advice}", _FILE)

RONG = Check(
    "tep/rong",
    "tệp phải có nội dung",
    "Tệp trống, hoặc chỉ có ghi chú, thường là tệp lưu hỏng hay chép dở; nó không phải là biểu chưa điền.",
    "Lấy lại tệp gốc, hoặc tạo lại mẫu bằng lệnh forms.",
)
EMPTY = RONG.error("không có nội dung", "một mẫu đã điền", "{advice}", _FILE)
ONLY_COMMENTS = RONG.error("chỉ có ghi chú, không có nội dung", "các mục như trong mẫu", "{advice}", _FILE)

QUA_LON = Check(
    "tep/qua-lon",
    "tệp không quá lớn",
    "Biểu của mười nghìn nhiệm vụ cũng không lớn như vậy: thường là chọn nhầm tệp.",
    "Xem có chọn nhầm tệp không; dòng quá dài thì chia thành nhiều dòng.",
)
TOO_BIG = QUA_LON.error("tệp quá lớn", "nhiều nhất {most} MB", "xem có chọn nhầm tệp không", _FILE)
TOO_MANY_LINES = QUA_LON.error("{lines} dòng", "nhiều nhất {most} dòng", "xem có chọn nhầm tệp không", _FILE)
LINE_TOO_LONG = QUA_LON.error("một dòng dài {length} ký tự", "nhiều nhất {most} ký tự", "chia thành nhiều dòng", _FILE)

BANG_MA = Check(
    "tep/bang-ma",
    "tệp lưu với mã hóa UTF-8",
    "Tệp lưu ở bảng mã khác thì chữ có dấu đọc ra thành chữ khác, không tin được.",
    "Mở bằng Notepad, chọn «Lưu thành…» (Save as…), mục Mã hóa (Encoding) chọn UTF-8; tệp hỏng thì lấy lại tệp gốc.",
)
BROKEN_UTF16 = BANG_MA.error("tệp UTF-16 bị hỏng hoặc cụt", "UTF-8", "lấy lại tệp gốc, hoặc {remedy}", "bảng mã")
OTHER_ENCODING = BANG_MA.error("{found}", "UTF-8", "{advice}", "bảng mã")

PHONG_CHU = Check(
    "tep/phong-chu",
    "chữ gõ theo Unicode",
    "Chữ gõ bằng phông cũ (TCVN3, VNI) chỉ đọc được với phông ấy; trong báo cáo sẽ thành chữ vô nghĩa.",
    "Đổi sang Unicode bằng bộ gõ (UniKey: Ctrl+Shift+F6) rồi lưu lại.",
)
OLD_FONT = PHONG_CHU.error("{found}", "chữ Unicode", "{advice}", "chữ")

KY_TU = Check(
    "tep/ky-tu",
    "không có ký tự ẩn",
    "Ký tự ẩn hoặc chữ chồng quá nhiều dấu không in được, và Word có thể không mở nổi văn bản có chúng.",
    "Xóa ký tự ấy, hoặc gõ lại chữ; thường do dán từ chương trình khác.",
)
TOO_MANY_MARKS = KY_TU.error("quá nhiều dấu chồng lên một chữ", "chữ đọc được", "gõ lại chữ này", _SIGN)
HIDDEN_SIGN = KY_TU.error("ký tự ẩn, mã {sign}", "chữ đọc được", "{advice}", _SIGN)

NHIEU_LOI = Check(
    "tep/nhieu-loi",
    "một tệp không nêu quá nhiều lỗi một lần",
    f"Mỗi lần chạy chỉ nêu khoảng {MOST_FINDINGS} chỗ sai đầu của một tệp: nhiều hơn nữa thường cùng một nguyên nhân.",
    "Sửa các lỗi đã nêu rồi chạy lại check.",
)
_LEFT_OFF = (
    "từ đây có thể còn lỗi khác chưa nêu",
    f"mỗi lần chỉ nêu khoảng {MOST_FINDINGS} lỗi đầu của một tệp",
    "sửa các lỗi đã nêu rồi chạy lại check",
    _FILE,
)
ERRORS_LEFT_OFF = NHIEU_LOI.error(*_LEFT_OFF)
WARNINGS_LEFT_OFF = NHIEU_LOI.note(*_LEFT_OFF)

CHECKS = (KHONG_DOC, LOAI, RONG, QUA_LON, BANG_MA, PHONG_CHU, KY_TU, NHIEU_LOI)


def left_off(file: str, place: Position, severity: Severity = Severity.ERROR) -> Finding:
    """Return the finding that says that more was wrong from here on than is listed."""
    fault = ERRORS_LEFT_OFF if severity is Severity.ERROR else WARNINGS_LEFT_OFF
    return fault.finding(file, Position(place.line, place.column), fault.words())
