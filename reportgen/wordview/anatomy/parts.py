"""The parts of an administrative document and what was found of them.

Nghị định 30, Phụ lục I, mục IV draws where each part stands (ô số); the names here are its own.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from reportgen.record import record
from reportgen.vn.text import fold
from reportgen.wordview.lines import Line


class Component(enum.StrEnum):
    """The parts that rules speak of."""

    QUOC_HIEU = "Quốc hiệu"
    TIEU_NGU = "Tiêu ngữ"
    CHU_QUAN = "Tên cơ quan chủ quản"
    CO_QUAN = "Tên cơ quan ban hành"
    SO_KY_HIEU = "Số, ký hiệu"
    DIA_DANH = "Địa danh, thời gian"
    TEN_LOAI = "Tên loại"
    TRICH_YEU = "Trích yếu"
    TRICH_YEU_CV = "Trích yếu công văn"
    THAM_QUYEN = "Thẩm quyền ban hành"
    NOI_DIEN = "Nơi nhận điện"
    DO_MAT = "Dấu chỉ độ mật"
    DO_KHAN = "Dấu chỉ mức độ khẩn"
    LUU_HANH = "Chỉ dẫn phạm vi lưu hành"
    KINH_GUI = "Kính gửi"
    NOI_KINH_GUI = "Danh sách kính gửi"
    CAN_CU = "Căn cứ"
    PHAN = "Phần, chương"
    TEN_PHAN = "Tiêu đề phần, chương"
    DIEU = "Điều"
    MUC = "Đề mục số La Mã"
    KHOAN = "Khoản"
    DIEM = "Điểm"
    DOAN = "Đoạn văn"
    CHUC_VU = "Quyền hạn, chức vụ"
    HO_TEN = "Họ tên người ký"
    NOI_NHAN = "Từ Nơi nhận"
    NOI_NHAN_MUC = "Danh sách nơi nhận"
    LUU = "Dòng Lưu"
    KY_HIEU_SOAN = "Ký hiệu người soạn thảo"
    PHU_LUC = "Phụ lục"
    TEN_PHU_LUC = "Tên phụ lục"
    TEN_KEM_THEO = "Tên văn bản kèm theo"
    KEM_THEO = "Dòng Kèm theo"
    LIEN_HE = "Thông tin liên hệ"
    BIEU_MAU = "Biểu mẫu kèm theo"
    O_BANG = "Ô bảng"


TYPE_NAMES = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn",
    "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng",
    "công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu",
    "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo",
)  # fmt: skip
"""Document types that have a name line (Điều 7), as readers write them."""

NORMATIVE = ("luật", "bộ luật", "pháp lệnh", "lệnh", "nghị định", "thông tư", "thông tư liên tịch")
"""Types of legal normative documents: named the same way, but of another form."""

TYPE_KEYS: Mapping[str, str] = {fold(name): name for name in (*TYPE_NAMES, *NORMATIVE)}
LETTER = "công văn"
WIRE = "công điện"
COPIES: Mapping[str, str] = {fold(name): name for name in ("sao y", "sao lục", "trích sao")}
"""Copies (Phụ lục I, Phần II), by what their head says."""

SURE, LIKELY, GUESSED = 1.0, 0.8, 0.6
"""How certain a part is: by its own words; by its words and place; by its place alone."""


@record
class Appendix:
    """One appendix: its heading lines, and the section and line order it begins at."""

    heading: Line
    title: tuple[Line, ...]
    info: tuple[Line, ...]

    @property
    def section(self) -> int:
        """The section it begins in."""
        return self.heading.paragraph.section


@record
class Attachment:
    """A document that is attached without being called an appendix: «DANH SÁCH», «ĐIỀU LỆ (Kèm theo …)».

    ``body``: its lines outside tables, in order.
    """

    title: tuple[Line, ...]
    info: tuple[Line, ...]
    body: tuple[Line, ...] = ()


@record
class Further:
    """Another document in the same file: what it is, at which of the file's lines it begins, its own anatomy.

    The lines of that are counted from 0 again.
    """

    kind: str
    order: int
    anatomy: Anatomy


@record
class Anatomy:
    """Lines by part, and the name of the document's type (``báo cáo``, ``công văn`` …; None when unknown).

    ``lines``: all of the file's, also those of ``further`` documents in it. ``body``: lines of the text itself,
    outside tables, appendices left out. ``main``: the lines before the first appendix or attachment.
    ``confidence``: from 0 to 1 for each part found. ``signed``: the order of the first line below the signature.
    """

    lines: tuple[Line, ...]
    parts: Mapping[Component, tuple[Line, ...]]
    confidence: Mapping[Component, float]
    kind: str | None
    appendices: tuple[Appendix, ...]
    body: tuple[Line, ...]
    main: tuple[Line, ...]
    attachments: tuple[Attachment, ...] = ()
    further: tuple[Further, ...] = ()
    signed: int = 0

    def all(self, part: Component) -> tuple[Line, ...]:
        """Return the lines of a part, in order."""
        return self.parts.get(part, ())


class Builder:
    """Parts while they are being named: a line belongs to one part only."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.parts: dict[Component, list[Line]] = {}
        self.confidence: dict[Component, float] = {}
        self.taken: set[int] = set()

    def add(self, part: Component, line: Line, confidence: float = SURE) -> None:
        """Say that ``line`` belongs to ``part``; a part is as certain as its least certain line."""
        self.parts.setdefault(part, []).append(line)
        self.confidence[part] = min(confidence, self.confidence.get(part, SURE))
        self.taken.add(line.order)

    def first(self, part: Component) -> Line | None:
        """Return the first line of a part; None when it was not found."""
        return next(iter(self.parts.get(part, ())), None)

    def name(self, part: Component, lines: Iterable[Line], confidence: float = SURE) -> None:
        """Say the same of several lines."""
        for line in lines:
            self.add(part, line, confidence)

    def free(self, lines: Iterable[Line]) -> list[Line]:
        """Return those of ``lines`` that belong to no part yet."""
        return [line for line in lines if line.order not in self.taken]
