"""What ``template list`` and ``template check`` print as JSON."""

from __future__ import annotations

from pathlib import Path

from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.wire import FLAG, TEXT, WHOLE, Shape, list_of, may, maybe, need
from reportgen.record import record


@record
class PrintedTemplate:
    """One template; ``used``: the periods that use it, as PLAN/PERIOD."""

    name: str
    path: Path
    own: bool
    replaces: bool
    report: bool
    used: tuple[str, ...]
    refused: str = ""


@record
class PrintedNearMiss:
    """A file that looks like a template and is not used."""

    path: Path
    name: str
    other_kind: bool


@record
class TemplatesOutput:
    """All templates of an office."""

    templates: tuple[PrintedTemplate, ...]
    near_misses: tuple[PrintedNearMiss, ...]
    unread: tuple[str, ...]


@record
class PrintedSlip:
    """One fault of a template; ``paragraph`` counted from 1 in the part ``member``, None where it has none."""

    part: str
    place: str
    tag: str
    reason: str
    member: str
    paragraph: int | None


@record
class PrintedTrial:
    """A template filled with a period's data; ``fault`` is empty where that went well."""

    period: str
    fault: str


@record
class CheckedTemplate:
    """What was found in one template."""

    path: Path
    unread: str
    slips: tuple[PrintedSlip, ...]
    trials: tuple[PrintedTrial, ...]
    compiled: bool | None
    why: str
    place: str
    marked: Path | None


@record
class TemplateCheckOutput:
    """What was found in all templates that were checked."""

    files: tuple[CheckedTemplate, ...]
    faults: int


TEMPLATE = Shape(
    "mẫu Word",
    PrintedTemplate,
    need("mau", "name", TEXT, "Tên mẫu, ghi ở mục `mau` của kỳ"),
    need("tep", "path", PATH, "Tệp được dùng"),
    need("cua_co_quan", "own", FLAG, "Tệp trong thư mục `mau` của cơ quan; false là mẫu kèm theo chương trình"),
    need("thay_mau_kem_theo", "replaces", FLAG, "Tệp của cơ quan thay mẫu kèm theo cùng tên"),
    need("bao_cao", "report", FLAG, "Mẫu báo cáo; false là mẫu của công văn, sổ, bảng đối chiếu"),
    need("ky_bao_cao", "used", list_of(TEXT), "Các kỳ dùng mẫu này, dạng KẾ_HOẠCH/KỲ"),
    may("khong_dung_duoc", "refused", TEXT, "Vì sao tệp của cơ quan không dùng được", ""),
)
NEAR_MISS = Shape(
    "tệp gần giống tên mẫu, không được dùng",
    PrintedNearMiss,
    need("tep", "path", PATH, "Tệp trong thư mục `mau`"),
    need("mau", "name", TEXT, "Tên mẫu mà tệp gần giống"),
    need("phai_luu_lai", "other_kind", FLAG, "Phải mở bằng Word và lưu thành .docx; false thì chỉ cần đổi tên"),
)
TEMPLATE_LIST = Output(
    "các mẫu của cơ quan",
    "template list",
    Shape(
        "các mẫu của cơ quan",
        TemplatesOutput,
        need("mau", "templates", list_of(TEMPLATE), "Các mẫu: báo cáo trước, văn bản khác sau"),
        need("khong_dung", "near_misses", list_of(NEAR_MISS), "Các tệp gần giống tên mẫu, không được dùng"),
        need("ke_hoach_loi", "unread", list_of(TEXT), "Các kế hoạch không đọc được"),
    ),
)
SLIP = Shape(
    "lỗi của mẫu",
    PrintedSlip,
    need("phan", "part", TEXT, "Phần của tệp: đầu trang, chú thích…; trống là phần nội dung"),
    need("cho", "place", TEXT, "Chỗ sai: bảng, dòng, đoạn"),
    need("lenh", "tag", TEXT, "Lệnh sai, như đã gõ"),
    need("ly_do", "reason", TEXT, "Sai gì và cách sửa"),
    need("thanh_phan", "member", TEXT, "Tệp bên trong tệp .docx; trống là phần nội dung"),
    need("doan", "paragraph", maybe(WHOLE), "Đoạn thứ mấy của phần ấy, đếm từ 1"),
)
TRIAL = Shape(
    "lần điền thử",
    PrintedTrial,
    need("ky_bao_cao", "period", TEXT, "Kỳ được điền thử, dạng KẾ_HOẠCH/KỲ"),
    need("loi", "fault", TEXT, "Lỗi khi điền; trống khi điền được"),
)
CHECKED = Shape(
    "kết quả kiểm tra một mẫu",
    CheckedTemplate,
    need("tep", "path", PATH, "Tệp mẫu"),
    need("khong_doc_duoc", "unread", TEXT, "Vì sao tệp không dùng làm mẫu được; trống khi dùng được"),
    need("loi", "slips", list_of(SLIP), "Các lỗi"),
    need("dien_thu", "trials", list_of(TRIAL), "Các lần điền thử bằng số liệu của kỳ dùng mẫu"),
    need("dich_duoc", "compiled", maybe(FLAG), "Mẫu được điền theo cách nhanh; null khi mẫu có lỗi"),
    need("vi_sao", "why", TEXT, "Điều làm mẫu phải điền theo cách chậm hơn, kết quả như nhau"),
    need("cho", "place", TEXT, "Chỗ của điều ấy trong mẫu, khi biết"),
    need("ban_gop_y", "marked", maybe(PATH), "Bản sao có chú thích ở từng chỗ sai, khi dùng --mark"),
)
TEMPLATE_CHECK = Output(
    "kết quả kiểm tra mẫu",
    "template check",
    Shape(
        "kết quả kiểm tra mẫu",
        TemplateCheckOutput,
        need("tep", "files", list_of(CHECKED), "Kết quả của từng mẫu"),
        need("so_loi", "faults", WHOLE, "Số lỗi của mọi mẫu"),
    ),
)
