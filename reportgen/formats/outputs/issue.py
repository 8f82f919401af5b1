"""What ``issue`` prints as JSON: the document issued, or everything that speaks against it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.wire import DAY, FLAG, TEXT, Shape, list_of, may, maybe, need
from reportgen.model.objection import Accepted, Objection
from reportgen.record import record


@record
class IssueOutput:
    """A document that is in the archive; ``hash``: that of the register's line."""

    already: bool
    source: Path
    reference: str
    date: dt.date
    bag: Path
    document: Path
    copy: Path | None
    hash: str
    replaces: str | None
    accepted: tuple[Accepted, ...]
    notes: tuple[str, ...]
    issued: bool = True
    corrects: str | None = None


@record
class RefusalOutput:
    """A document that was not issued; nothing was written."""

    source: Path
    objections: tuple[Objection, ...]
    issued: bool = False


ACCEPTED = Shape(
    "điều đã chấp nhận",
    Accepted,
    need("ma", "id", TEXT, "Mã: của --accept, hoặc mã quy tắc"),
    need("noi_dung", "what", TEXT, "Nội dung"),
    need("ly_do", "reason", TEXT, "Vì sao chấp nhận"),
)
OBJECTION = Shape(
    "lý do chưa ban hành",
    Objection,
    need("ma", "id", TEXT, "Mã dùng với --accept, hoặc mã quy tắc"),
    need("noi_dung", "what", TEXT, "Nội dung"),
    need("cach_lam", "advice", TEXT, "Cách làm"),
    need("chap_nhan_duoc", "acceptable", FLAG, "Có thể chấp nhận bằng --accept"),
)
ISSUE = Output(
    "văn bản đã ban hành",
    "issue",
    Shape(
        "văn bản đã ban hành",
        IssueOutput,
        need("ban_hanh", "issued", FLAG, "Luôn là true"),
        need("da_co_tu_truoc", "already", FLAG, "Đã ban hành từ trước, bằng đúng tệp này"),
        need("nguon", "source", PATH, "Tệp đưa vào"),
        need("so_ky_hieu", "reference", TEXT, "Số, ký hiệu"),
        need("ngay", "date", DAY, "Ngày văn bản"),
        need("ho_so", "bag", PATH, "Thư mục hồ sơ"),
        need("tep", "document", PATH, "Tệp văn bản trong hồ sơ"),
        need("ban_sao", "copy", maybe(PATH), "Bản sao, khi dùng `-o`"),
        need("ma_so", "hash", TEXT, "Mã sổ: mã của dòng vừa ghi"),
        need("thay_the", "replaces", maybe(TEXT), "Hồ sơ mà văn bản này thay thế"),
        may("dinh_chinh", "corrects", TEXT, "Hồ sơ mà công văn này đính chính, khi có"),
        need("chap_nhan", "accepted", list_of(ACCEPTED), "Các lý do được chấp nhận"),
        need("luu_y", "notes", list_of(TEXT), "Điều cần lưu ý"),
    ),
)
REFUSAL = Output(
    "văn bản chưa ban hành",
    "issue, mã thoát 1",
    Shape(
        "văn bản chưa ban hành",
        RefusalOutput,
        need("ban_hanh", "issued", FLAG, "Luôn là false: chưa ghi gì"),
        need("nguon", "source", PATH, "Tệp đưa vào"),
        need("ly_do", "objections", list_of(OBJECTION), "Mọi lý do chưa ban hành"),
    ),
)
