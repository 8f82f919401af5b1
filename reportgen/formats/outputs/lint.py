"""What ``lint`` prints as JSON, and what checking for form gave as every command prints it.

SARIF is another's form (OASIS, 2.1.0) and stands where it is printed; nothing of ours is added to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.formats.bag import VERDICT
from reportgen.formats.outputs.output import PATH, Output, either
from reportgen.formats.wire import FLAG, FLOAT, TEXT, WHOLE, Shape, list_of, map_of, may, maybe, need
from reportgen.record import record


@record
class PrintedPlace:
    """A further place at which the same is wrong; ``page`` where it was asked for and is known."""

    part: str
    text: str
    place: str
    page: int | None = None


@record
class PrintedBreach:
    """One place that is not as a rule wants it, and the ``others`` that are the same."""

    part: str
    text: str
    place: str
    found: str
    required: str
    advice: str
    others: tuple[PrintedPlace, ...] = ()
    certainty: float = 1.0
    page: int | None = None


@record
class PrintedResult:
    """One rule's verdict; ``verdict`` in the decree's words."""

    rule_id: str
    verdict: str
    reason: str
    breaches: tuple[PrintedBreach, ...]


@record
class PrintedForm:
    """What checking a document for form gave."""

    kind: str | None
    faults: int
    advised: int
    results: tuple[PrintedResult, ...]
    ignored: Mapping[str, str]
    parts: Mapping[str, float]
    notes: tuple[str, ...]
    beyond: str = ""
    told: tuple[str, ...] = ()
    lost: bool = False
    judged: int = 0
    total: int = 0
    unread: tuple[str, ...] = ()


@record
class PrintedGood:
    """What a rule found and finds no more in a mended copy, at how many places."""

    rule_id: str
    found: str
    required: str
    places: int


@record
class LintedFile(PrintedForm):
    """The same of a file among others; of its mended copy where one was made.

    ``copied``: the copy that was written; ``kept`` why none was, though one was wanted.
    """

    path: Path = Path()
    copied: Path | None = None
    kept: str = ""
    good: tuple[PrintedGood, ...] = ()
    comments: int = 0


@record
class UnreadFile:
    """A file that could not be checked, and why."""

    path: Path
    problem: str


@record
class LintOutput:
    """The verdicts on many files."""

    files: tuple[LintedFile | UnreadFile, ...]
    faults: int


_PLACE = (
    need("phan", "part", TEXT, "Thành phần của văn bản"),
    need("doan", "text", TEXT, "Câu chữ ở đó"),
    need("vi_tri", "place", TEXT, "Bảng, dòng"),
    may("trang", "page", WHOLE, "Trang, khi dùng --pages và biết được"),
)
BREACH = Shape(
    "chỗ sai thể thức",
    PrintedBreach,
    *_PLACE,
    need("tim_thay", "found", TEXT, "Tìm thấy gì"),
    need("yeu_cau", "required", TEXT, "Quy định thế nào"),
    need("cach_sua", "advice", TEXT, "Cách sửa"),
    may("cho_khac", "others", list_of(Shape("chỗ khác", PrintedPlace, *_PLACE)), "Những chỗ khác sai y như thế", ()),
    may("do_chac_chan", "certainty", FLOAT, "Độ chắc chắn khi nhận ra thành phần ấy, từ 0 đến 1", 1.0),
)
RESULT = Shape(
    "kết luận của một quy tắc",
    PrintedResult,
    need("ma", "rule_id", TEXT, "Mã quy tắc"),
    need("ket_qua", "verdict", VERDICT, "Kết luận"),
    need("ly_do", "reason", TEXT, "Vì sao không xét, không đánh giá được"),
    need("phat_hien", "breaches", list_of(BREACH), "Các chỗ sai"),
)
_ROWS = (
    need("loai", "kind", maybe(TEXT), "Tên loại văn bản; null khi không rõ"),
    need("loi", "faults", WHOLE, "Số chỗ sai quy định"),
    need("khuyen_nghi", "advised", WHOLE, "Số chỗ nên sửa"),
    need("quy_tac", "results", list_of(RESULT), "Kết luận của từng quy tắc"),
    need("bo_qua", "ignored", map_of(TEXT), "Quy tắc không xét, có lý do"),
    need("do_chac_chan", "parts", map_of(FLOAT), "Độ chắc chắn khi nhận ra từng thành phần, từ 0 đến 1"),
    need("luu_y", "notes", list_of(TEXT), "Điều người đọc kỹ cần biết"),
    may("khong_xet_vi", "beyond", TEXT, "Có vẻ là loại văn bản nào mà Nghị định không điều chỉnh, nên không xét", ""),
    may(
        "noi_truoc", "told", list_of(TEXT), "Phần chưa đọc được; phần xét riêng: văn bản thứ hai, bản sao, kèm theo", ()
    ),
    may("mat_noi_dung", "lost", FLAG, "Không tìm thấy nội dung, hoặc phần lớn các dòng không rõ là gì", left_out=False),
    may("so_dong_da_xet", "judged", WHOLE, "Số dòng đã xét", 0),
    may("so_dong", "total", WHOLE, "Số dòng của tệp", 0),
    may("dong_chua_xet", "unread", list_of(TEXT), "Vài dòng đầu trong số chưa xét", ()),
)
FORM = Shape("thể thức của một văn bản", PrintedForm, *_ROWS)
GOOD = Shape(
    "chỗ đã sửa",
    PrintedGood,
    need("ma", "rule_id", TEXT, "Mã quy tắc"),
    need("tim_thay", "found", TEXT, "Tìm thấy gì trước khi sửa"),
    need("yeu_cau", "required", TEXT, "Quy định thế nào"),
    need("so_cho", "places", WHOLE, "Số chỗ đã sửa"),
)
LINTED = Shape(
    "tệp đã kiểm tra",
    LintedFile,
    need("tep", "path", PATH, "Tệp"),
    *_ROWS,
    may("ban_sao", "copied", PATH, "Bản đã sửa hoặc bản góp ý vừa ghi; có bản đã sửa thì kết quả là của bản ấy"),
    may("khong_ghi", "kept", TEXT, "Vì sao không ghi bản sao", ""),
    may("da_sua", "good", list_of(GOOD), "Những gì đã sửa trong bản sao", ()),
    may("so_ghi_chu", "comments", WHOLE, "Số ghi chú đã ghi vào bản góp ý", 0),
)
UNREAD = Shape(
    "tệp không kiểm tra được",
    UnreadFile,
    need("tep", "path", PATH, "Tệp"),
    need("khong_doc_duoc", "problem", TEXT, "Vì sao"),
)
_DOCUMENT = Shape(
    "kết quả kiểm tra thể thức",
    LintOutput,
    need("tep", "files", list_of(either(LINTED, UNREAD)), "Kết quả từng tệp"),
    need("loi", "faults", WHOLE, "Số chỗ sai quy định của mọi tệp"),
)
FILES_NAME, FAULTS_NAME = (field.name for field in _DOCUMENT.fields)
"""The document is printed file by file, as each is checked: its two names for what prints it so."""

LINT = Output("kết quả kiểm tra thể thức", "lint", _DOCUMENT)
