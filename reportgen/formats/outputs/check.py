"""What ``check`` prints as JSON, and a finding as every command prints it."""

from __future__ import annotations

from reportgen.finding import Severity
from reportgen.formats.outputs.output import Output
from reportgen.formats.wire import TEXT, WHOLE, Shape, choice, list_of, may, need
from reportgen.record import record

SEVERITY = choice("mức độ", {"lỗi": Severity.ERROR, "cảnh báo": Severity.WARNING, "lưu ý": Severity.NOTE})


@record
class PrintedFinding:
    """One finding; ``acknowledgement``: the entry that acknowledges it, where one can."""

    file: str
    line: int
    column: int
    length: int
    code: str
    severity: Severity
    subject: str
    found: str
    required: str
    advice: str
    acknowledgement: str = ""
    reason: str = ""


@record
class PrintedUnderstood:
    """A value that was typed otherwise than the form asks, and what it was read as."""

    line: int
    column: int
    subject: str
    typed: str
    meant: str


@record
class FileCount:
    """How many errors and warnings a file has, and what in it was read as it was plainly meant."""

    file: str
    errors: int
    warnings: int
    notes: int = 0
    understood: tuple[PrintedUnderstood, ...] = ()


@record
class CheckOutput:
    """Everything wrong in the data of an office."""

    file_count: int
    errors: int
    warnings: int
    files: tuple[FileCount, ...]
    unsent: tuple[str, ...]
    findings: tuple[PrintedFinding, ...]
    accepted: tuple[PrintedFinding, ...]
    notes: int = 0


FINDING = Shape(
    "phát hiện trong dữ liệu",
    PrintedFinding,
    need("tep", "file", TEXT, "Tệp, tính từ thư mục cơ quan"),
    need("dong", "line", WHOLE, "Dòng, đếm từ 1"),
    need("cot", "column", WHOLE, "Cột, đếm từ 1"),
    need("do_dai", "length", WHOLE, "Số ký tự của chỗ sai"),
    need("ma", "code", TEXT, "Mã kiểm tra"),
    need("muc_do", "severity", SEVERITY, "Lỗi, cảnh báo hay lưu ý"),
    need("muc", "subject", TEXT, "Mục hoặc tên liên quan"),
    need("tim_thay", "found", TEXT, "Tìm thấy gì"),
    need("yeu_cau", "required", TEXT, "Cần gì"),
    need("cach_sua", "advice", TEXT, "Cách sửa"),
    may("dung_thi_ghi", "acknowledgement", TEXT, "Dòng ghi dưới `xac_nhan` nếu dữ liệu đã đúng", ""),
    may("ly_do", "reason", TEXT, "Lý do đã ghi khi xác nhận", ""),
)
UNDERSTOOD = Shape(
    "chỗ viết khác mẫu được hiểu theo nghĩa rõ",
    PrintedUnderstood,
    need("dong", "line", WHOLE, "Dòng, đếm từ 1"),
    need("cot", "column", WHOLE, "Cột, đếm từ 1"),
    need("muc", "subject", TEXT, "Mục hoặc tên liên quan"),
    need("viet", "typed", TEXT, "Chữ đã viết"),
    need("hieu_la", "meant", TEXT, "Được hiểu là; cũng là chữ viết đúng mẫu"),
)
FILE = Shape(
    "số phát hiện của một tệp",
    FileCount,
    need("tep", "file", TEXT, "Tệp, tính từ thư mục cơ quan"),
    need("loi", "errors", WHOLE, "Số lỗi"),
    need("canh_bao", "warnings", WHOLE, "Số cảnh báo"),
    may("luu_y", "notes", WHOLE, "Số lưu ý, --strict không tính", 0),
    may("doc_la", "understood", list_of(UNDERSTOOD), "Các chỗ viết khác mẫu được hiểu theo nghĩa rõ", ()),
)
CHECK = Output(
    "kết quả kiểm tra dữ liệu",
    "check",
    Shape(
        "kết quả kiểm tra dữ liệu",
        CheckOutput,
        need("so_tep", "file_count", WHOLE, "Số tệp đã kiểm tra"),
        need("loi", "errors", WHOLE, "Số lỗi"),
        need("canh_bao", "warnings", WHOLE, "Số cảnh báo chưa xác nhận"),
        may("luu_y", "notes", WHOLE, "Số lưu ý, --strict không tính", 0),
        need("tep", "files", list_of(FILE), "Số phát hiện của từng tệp"),
        need("tep_chua_gui", "unsent", list_of(TEXT), "Tệp chưa gửi: `ngay_lap` để trống"),
        need("phat_hien", "findings", list_of(FINDING), "Các lỗi, cảnh báo và lưu ý"),
        need("da_xac_nhan", "accepted", list_of(FINDING), "Các cảnh báo đã xác nhận"),
    ),
)
