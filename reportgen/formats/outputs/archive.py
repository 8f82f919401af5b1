"""What the ``archive`` commands print as JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.formats.outputs.issue import ACCEPTED
from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.snapshot import TASK_CLASS
from reportgen.formats.wire import DAY, FLAG, TEXT, WHOLE, Shape, list_of, may, maybe, need
from reportgen.model.entry import Entry
from reportgen.model.objection import Accepted
from reportgen.model.snapshot import TaskClass
from reportgen.record import record


@record
class PrintedLine:
    """A document by its line of the register."""

    reference: str
    date: dt.date
    type_name: str
    subject: str
    signer: str
    plan_id: str | None
    period_id: str | None
    bag: str
    recorded_at: str
    hash: str


Cells = tuple[str, dt.date, str, str, str, str | None, str | None, str, str, str]


def cells(entry: Entry) -> Cells:
    """Return what a PrintedLine, and every record that begins as one, says of ``entry``, in its order."""
    return (
        entry.reference,
        entry.date,
        entry.type_name,
        entry.subject,
        entry.signer,
        entry.plan_id or None,
        entry.period_id or None,
        entry.bag,
        entry.recorded_at,
        entry.hash,
    )


@record
class ListedLine(PrintedLine):
    """One document of the archive, others by their references.

    ``replaced``: the document that replaced it; ``corrects``: the one that it corrects; ``corrections``: the letters
    that correct it.
    """

    signed: bool
    replaced: str | None
    corrects: str | None
    corrections: tuple[str, ...] | None


@record
class MetadataField:
    """One field of the decree's."""

    path: str
    value: str


@record
class BagFile:
    """One file of a bag; ``size`` in bytes."""

    name: str
    size: int


@record
class PrintedFault:
    """Something that is not as it was recorded."""

    where: str
    what: str
    advice: str


@record
class ShownOutput(ListedLine):
    """One document in full."""

    place: Path
    fields: tuple[MetadataField, ...]
    files: tuple[BagFile, ...]
    accepted: tuple[Accepted, ...]
    faults: tuple[PrintedFault, ...]
    notes: tuple[str, ...] = ()


@record
class HitLine(PrintedLine):
    """A passage that was found; ``spans``: the matched words as [start, end] in ``text``.

    ``corrects`` and ``corrections``: as in :class:`ListedLine`.
    """

    label: str
    text: str
    spans: tuple[tuple[int, int], ...]
    corrects: str | None
    corrections: tuple[str, ...] | None


@record
class SearchOutput:
    """What was found; ``total`` documents match in all."""

    total: int
    hits: tuple[HitLine, ...]


@record
class VerifyOutput:
    """What verifying found; ``read`` in bytes."""

    whole: bool
    bags: int
    older: int
    read: int
    head: str | None
    faults: tuple[PrintedFault, ...]
    notes: tuple[str, ...]


@record
class AddedOutput(PrintedLine):
    """A signed copy that was added; ``supplements``: the bag of its document."""

    supplements: str
    unfinished: str | None


@record
class HandedOver:
    """Who led a task in the older report and who in the newer; ``by``: what says so, or since when."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    by: tuple[str, ...]


@record
class TaskDifference:
    """One task in two reports; a class is None where the report does not have it."""

    code: str
    text: str
    before: TaskClass | None
    after: TaskClass | None
    moved: bool
    open: bool
    told: bool
    extended: bool
    handed_over: HandedOver | None = None


@record
class TargetDifference:
    """One target in two reports, in words; empty where a report does not have it."""

    code: str
    name: str
    before: str
    after: str
    verdict_before: str
    verdict_after: str


@record
class DiffOutput:
    """How two reports differ."""

    before: PrintedLine
    after: PrintedLine
    tasks: tuple[TaskDifference, ...]
    targets: tuple[TargetDifference, ...]


@record
class RebuiltOutput(PrintedLine):
    """Whether a report rendered again is the one that was issued, by the names of the parts of its package."""

    equal: bool
    differing: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    made_by: str
    now: str
    corrections: tuple[str, ...] | None = None


_LINE_ROWS = (
    need("so_ky_hieu", "reference", TEXT, "Số, ký hiệu"),
    need("ngay", "date", DAY, "Ngày văn bản"),
    need("ten_loai", "type_name", TEXT, "Tên loại"),
    need("trich_yeu", "subject", TEXT, "Trích yếu"),
    need("nguoi_ky", "signer", TEXT, "Người ký"),
    need("ke_hoach", "plan_id", maybe(TEXT), "Mã kế hoạch, nếu là báo cáo của kế hoạch"),
    need("ky_bao_cao", "period_id", maybe(TEXT), "Mã kỳ báo cáo, nếu là báo cáo của kế hoạch"),
    need("ho_so", "bag", TEXT, "Chỗ của hồ sơ: năm/tên"),
    need("ghi_luc", "recorded_at", TEXT, "Lúc ghi sổ, có múi giờ"),
    need("ma", "hash", TEXT, "Mã của dòng trong sổ"),
)
_CORRECTION_ROWS = (
    may("dinh_chinh", "corrects", TEXT, "Số, ký hiệu của văn bản mà công văn này đính chính, khi có"),
    may("dinh_chinh_boi", "corrections", list_of(TEXT), "Số, ký hiệu của các công văn đính chính văn bản này, khi có"),
)
_LISTED_ROWS = (
    *_LINE_ROWS,
    need("co_ban_ky", "signed", FLAG, "Đã có bản ký"),
    need("thay_the_boi", "replaced", maybe(TEXT), "Số, ký hiệu của văn bản thay thế"),
    *_CORRECTION_ROWS,
)
LINE = Shape("văn bản trong sổ", PrintedLine, *_LINE_ROWS)
FAULT = Shape(
    "chỗ hỏng trong lưu trữ",
    PrintedFault,
    need("cho", "where", TEXT, "Ở đâu"),
    need("sao", "what", TEXT, "Hỏng thế nào"),
    need("cach_lam", "advice", TEXT, "Cách làm"),
)
METADATA = Shape(
    "mục dữ liệu của văn bản",
    MetadataField,
    need("truong", "path", TEXT, "Tên mục theo Phụ lục VI"),
    need("gia_tri", "value", TEXT, "Giá trị"),
)
FILE = Shape(
    "tệp trong hồ sơ",
    BagFile,
    need("ten", "name", TEXT, "Đường dẫn, tính từ thư mục của năm"),
    need("byte", "size", WHOLE, "Cỡ tệp"),
)
HIT = Shape(
    "đoạn tìm thấy",
    HitLine,
    *_LINE_ROWS,
    need("muc", "label", TEXT, "Mục của văn bản; rỗng là nội dung"),
    need("doan", "text", TEXT, "Đoạn chữ"),
    need("vi_tri", "spans", list_of(list_of(WHOLE)), "Chữ khớp: [đầu, cuối] trong đoạn, đếm từ 0"),
    *_CORRECTION_ROWS,
)
TASK = Shape(
    "nhiệm vụ trong hai báo cáo",
    TaskDifference,
    need("ma", "code", TEXT, "Mã nhiệm vụ"),
    need("noi_dung", "text", TEXT, "Nội dung"),
    need("loai_cu", "before", maybe(TASK_CLASS), "Tình trạng ở báo cáo cũ; null khi không có"),
    need("loai_moi", "after", maybe(TASK_CLASS), "Tình trạng ở báo cáo mới; null khi không có"),
    need("chuyen_loai", "moved", FLAG, "Có ở cả hai, tình trạng khác nhau"),
    need("do_dang", "open", FLAG, "Chưa xong ở cả hai"),
    need("co_tin_moi", "told", FLAG, "Các đơn vị có viết điều mới"),
    need("gia_han", "extended", FLAG, "Thời hạn đã đổi"),
    may(
        "chuyen",
        "handed_over",
        Shape(
            "chuyển chủ trì giữa hai báo cáo",
            HandedOver,
            need("tu", "before", list_of(TEXT), "Chủ trì ở báo cáo cũ"),
            need("sang", "after", list_of(TEXT), "Chủ trì ở báo cáo mới"),
            need("theo", "by", list_of(TEXT), "Văn bản chuyển, hoặc ngày chuyển"),
        ),
        "Có khi đơn vị chủ trì đã khác",
    ),
)
TARGET = Shape(
    "chỉ tiêu trong hai báo cáo",
    TargetDifference,
    need("ma", "code", TEXT, "Mã chỉ tiêu"),
    need("ten", "name", TEXT, "Tên chỉ tiêu"),
    need("cu", "before", TEXT, "Kết quả ở báo cáo cũ; rỗng khi không có"),
    need("moi", "after", TEXT, "Kết quả ở báo cáo mới; rỗng khi không có"),
    need("danh_gia_cu", "verdict_before", TEXT, "Đánh giá ở báo cáo cũ"),
    need("danh_gia_moi", "verdict_after", TEXT, "Đánh giá ở báo cáo mới"),
)
LIST = Output(
    "danh sách văn bản đã ban hành",
    "archive list",
    list_of(Shape("văn bản đã ban hành trong danh sách", ListedLine, *_LISTED_ROWS)),
)
SHOW = Output(
    "một văn bản đầy đủ",
    "archive show",
    Shape(
        "một văn bản đầy đủ",
        ShownOutput,
        *_LISTED_ROWS,
        need("thu_muc", "place", PATH, "Thư mục hồ sơ"),
        need("du_lieu", "fields", list_of(METADATA), "Các mục dữ liệu theo Phụ lục VI Nghị định 30"),
        need("tep", "files", list_of(FILE), "Các tệp, kể cả của hồ sơ bổ sung"),
        need("chap_nhan", "accepted", list_of(ACCEPTED), "Các lý do được chấp nhận khi ban hành"),
        need("hong", "faults", list_of(FAULT), "Các chỗ hỏng"),
        may("luu_y", "notes", list_of(TEXT), "Điều không xem được mà không phải là hỏng", ()),
    ),
)
SEARCH = Output(
    "kết quả tìm kiếm",
    "archive search",
    Shape(
        "kết quả tìm kiếm",
        SearchOutput,
        need("tong_so", "total", WHOLE, "Số văn bản khớp"),
        need("ket_qua", "hits", list_of(HIT), "Các đoạn tìm thấy"),
    ),
)
VERIFY = Output(
    "kết quả đối chiếu lưu trữ",
    "archive verify",
    Shape(
        "kết quả đối chiếu lưu trữ",
        VerifyOutput,
        need("nguyen_ven", "whole", FLAG, "Không có chỗ hỏng"),
        need("ho_so", "bags", WHOLE, "Số hồ sơ đã đọc hết"),
        need("ho_so_cu", "older", WHOLE, "Số hồ sơ chỉ đối chiếu tên"),
        need("byte", "read", WHOLE, "Số byte đã đọc"),
        need("ma_so", "head", maybe(TEXT), "Mã sổ: mã của dòng cuối"),
        need("hong", "faults", list_of(FAULT), "Các chỗ hỏng"),
        need("luu_y", "notes", list_of(TEXT), "Phần dở dang của lệnh bị ngắt, không phải hỏng"),
    ),
)
ADD = Output(
    "bản ký đã thêm",
    "archive add",
    Shape(
        "bản ký đã thêm",
        AddedOutput,
        *_LINE_ROWS,
        need("bo_sung", "supplements", TEXT, "Hồ sơ của văn bản được bổ sung"),
        need("luu_y", "unfinished", maybe(TEXT), "Vì sao dòng sổ chưa chép được vào sổ"),
    ),
)
DIFF = Output(
    "so hai báo cáo",
    "archive diff",
    Shape(
        "so hai báo cáo",
        DiffOutput,
        need("cu", "before", LINE, "Báo cáo cũ"),
        need("moi", "after", LINE, "Báo cáo mới"),
        need("nhiem_vu", "tasks", list_of(TASK), "Từng nhiệm vụ"),
        need("chi_tieu", "targets", list_of(TARGET), "Từng chỉ tiêu"),
    ),
)
REBUILD = Output(
    "báo cáo dựng lại",
    "archive rebuild",
    Shape(
        "báo cáo dựng lại",
        RebuiltOutput,
        *_LINE_ROWS,
        need("bang_nhau", "equal", FLAG, "Bản dựng lại bằng bản đã soạn từng byte"),
        need("khac", "differing", list_of(TEXT), "Phần khác nhau"),
        need("sua_trong_word", "changed", list_of(TEXT), "Phần sửa trong Word trước khi ban hành, ngoài số và ngày"),
        need("doi_truoc_khi_ban_hanh", "stale", list_of(TEXT), "Dữ liệu, mẫu đã đổi từ khi soạn đến khi ban hành"),
        need("soan_bang", "made_by", TEXT, "Phiên bản reportgen đã soạn"),
        need("dung_lai_bang", "now", TEXT, "Phiên bản reportgen dựng lại"),
        may("dinh_chinh_boi", "corrections", list_of(TEXT), "Số, ký hiệu của các công văn đính chính, khi có"),
    ),
)
