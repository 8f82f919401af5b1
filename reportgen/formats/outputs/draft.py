"""What ``draft`` and ``batch`` print as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.formats.outputs.check import FINDING, PrintedFinding
from reportgen.formats.outputs.lint import FORM, PrintedForm
from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.outputs.words import PLACE, PlaceLine
from reportgen.formats.snapshot import COUNTS
from reportgen.formats.wire import FLAG, FLOAT, TEXT, WHOLE, Shape, list_of, map_of, may, maybe, need
from reportgen.model.snapshot import TaskClass
from reportgen.record import record


@record
class LeftOutTexts:
    """Texts of units that only the internal document has: how many, whose."""

    texts: int
    units: tuple[str, ...]


@record
class PlacePages:
    """A place of the body: number, title, about how many pages."""

    number: str
    title: str
    pages: float


@record
class BodyPages:
    """About how many pages the body takes, how many it should, its longest places."""

    whole: int
    most: int
    longest: tuple[PlacePages, ...]


@record
class DraftOutput:
    """A draft that was written and what it says in figures."""

    path: Path
    pdf: Path | None
    agency: str
    plan_id: str
    period_id: str
    total: int
    counts: Mapping[TaskClass, int]
    targets: Mapping[str, bool | None]
    absent: tuple[str, ...]
    missing: Mapping[str, tuple[str, ...]]
    warnings: int
    form: PrintedForm | None
    sources: Path | None = None
    book: Path | None = None
    left_out: LeftOutTexts | None = None
    pages: BodyPages | None = None
    words: tuple[PlaceLine, ...] = ()
    dropped_pdf: Path | None = None
    unabsorbed: tuple[str, ...] = ()


@record
class NoDraftOutput:
    """Why no draft was written; ``path`` is None."""

    errors: int
    absent: tuple[str, ...]
    findings: tuple[PrintedFinding, ...]
    path: Path | None = None


@record
class BatchLine:
    """What came of one workspace."""

    root: Path
    state: str
    path: Path | None
    kept: Path | None
    problem: str | None
    warnings: int
    breaches: int
    dropped_pdf: Path | None = None


LEFT_OUT = Shape(
    "ý chỉ có trong bảng đối chiếu",
    LeftOutTexts,
    need("so_y", "texts", WHOLE, "Số ý"),
    need("don_vi", "units", list_of(TEXT), "Tên các đơn vị"),
)
PAGES = Shape(
    "số trang của phần nội dung",
    BodyPages,
    need("uoc", "whole", WHOLE, "Số trang ước tính"),
    need("toi_da", "most", WHOLE, "Số trang nên có nhiều nhất"),
    need(
        "dai_nhat",
        "longest",
        list_of(
            Shape(
                "mục dài",
                PlacePages,
                need("cho", "number", TEXT, "Số của mục, ví dụ `II.2.b`"),
                need("ten", "title", TEXT, "Tên mục"),
                need("trang", "pages", FLOAT, "Số trang ước tính, một chữ số lẻ"),
            )
        ),
        "Các mục dài nhất",
    ),
)
DRAFT = Output(
    "bản thảo đã soạn",
    "draft",
    Shape(
        "bản thảo đã soạn",
        DraftOutput,
        need("tep", "path", PATH, "Tệp bản thảo"),
        need("pdf", "pdf", maybe(PATH), "Tệp PDF, khi dùng `--pdf`"),
        need("co_quan", "agency", TEXT, "Tên cơ quan"),
        need("ke_hoach", "plan_id", TEXT, "Mã kế hoạch"),
        need("ky_bao_cao", "period_id", TEXT, "Mã kỳ báo cáo"),
        need("tong_so", "total", WHOLE, "Số nhiệm vụ"),
        need("phan_loai", "counts", COUNTS, "Số nhiệm vụ theo tình trạng"),
        need("chi_tieu", "targets", map_of(maybe(FLAG)), "Từng chỉ tiêu đạt hay chưa; null khi chưa đánh giá được"),
        need("chua_gui", "absent", list_of(TEXT), "Mã các đơn vị chưa gửi"),
        need("thieu", "missing", map_of(list_of(TEXT)), "Mã các đơn vị còn thiếu báo cáo, theo mã nhiệm vụ"),
        need("canh_bao", "warnings", WHOLE, "Số cảnh báo"),
        need("the_thuc", "form", maybe(FORM), "Kiểm tra thể thức; null khi không kiểm tra"),
        may("doi_chieu", "sources", PATH, "Bảng đối chiếu nội bộ, khi dùng `--sources`"),
        may("excel", "book", PATH, "Tệp Excel của các phụ lục, khi dùng `--xlsx`"),
        may("chi_noi_bo", "left_out", LEFT_OUT, "Ý của đơn vị chỉ có trong bảng đối chiếu, khi có"),
        may("so_trang", "pages", PAGES, "Số trang của phần nội dung; không ghi khi không kiểm tra thể thức"),
        may("loi_van", "words", list_of(PLACE), "Lời văn từng chỗ; không ghi khi cơ quan chưa có tệp lời văn", ()),
        may("pdf_da_bo", "dropped_pdf", PATH, "PDF của bản thảo trước, đã bỏ, khi có"),
        may(
            "chua_dua_vao", "unabsorbed", list_of(TEXT), "Chỗ đã sửa ở bản được giữ lại mà bản mới chưa có, khi có", ()
        ),
    ),
)
NO_DRAFT = Output(
    "bản thảo chưa soạn được",
    "draft, mã thoát 1",
    Shape(
        "bản thảo chưa soạn được",
        NoDraftOutput,
        need("tep", "path", maybe(PATH), "Luôn là null: không ghi tệp nào"),
        need("loi", "errors", WHOLE, "Số lỗi"),
        need("chua_gui", "absent", list_of(TEXT), "Mã các đơn vị chưa gửi"),
        need("phat_hien", "findings", list_of(FINDING), "Các lỗi và cảnh báo"),
    ),
)
BATCH = Output(
    "kết quả soạn nhiều cơ quan",
    "batch",
    list_of(
        Shape(
            "kết quả của một cơ quan",
            BatchLine,
            need("thu_muc", "root", PATH, "Thư mục cơ quan"),
            need("trang_thai", "state", TEXT, "`da-soan`, `bo-qua` (không đổi từ lần trước) hoặc `hong`"),
            need("tep", "path", maybe(PATH), "Tệp bản thảo"),
            need(
                "giu_nguyen",
                "kept",
                maybe(PATH),
                "Bản thảo đã có người sửa, hoặc PDF cạnh nó không do `draft` tạo, nên giữ nguyên",
            ),
            need("loi", "problem", maybe(TEXT), "Vì sao hỏng"),
            need("canh_bao", "warnings", WHOLE, "Số cảnh báo"),
            need("the_thuc", "breaches", WHOLE, "Số phát hiện về thể thức"),
            may("pdf_da_bo", "dropped_pdf", PATH, "PDF của bản thảo trước, đã bỏ, khi có"),
        )
    ),
)
