"""What ``archive correct`` prints as JSON: the letter, and what it corrects."""

from __future__ import annotations

from pathlib import Path

from reportgen.formats.outputs.archive import LINE, PrintedLine
from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.wire import FLAG, TEXT, Shape, list_of, maybe, need
from reportgen.model.correction import Erratum
from reportgen.record import record


@record
class CorrectOutput:
    """A letter of correction; ``kept``: another file of its name, left alone. ``before``: earlier letters."""

    path: Path
    written: bool
    kept: Path | None
    document: PrintedLine
    errata: tuple[Erratum, ...]
    addressed: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: str
    before: tuple[str, ...]


ERRATUM = Shape(
    "chỗ được đính chính",
    Erratum,
    need("sai", "wrong", TEXT, "Chữ sai"),
    need("dung", "right", TEXT, "Chữ đúng"),
    need("noi", "where", TEXT, "Ở đâu trong văn bản"),
)
CORRECT = Output(
    "công văn đính chính đã soạn",
    "archive correct",
    Shape(
        "công văn đính chính đã soạn",
        CorrectOutput,
        need("tep", "path", PATH, "Tệp công văn"),
        need("da_ghi", "written", FLAG, "Đã ghi tệp; false khi đã có sẵn tệp giống hệt"),
        need("giu_nguyen", "kept", maybe(PATH), "Tệp khác đã mang tên ấy nên giữ nguyên"),
        need("van_ban", "document", LINE, "Văn bản được đính chính"),
        need("dinh_chinh", "errata", list_of(ERRATUM), "Từng chỗ được đính chính"),
        need("kinh_gui", "addressed", list_of(TEXT), "Nơi kính gửi công văn"),
        need("noi_nhan", "recipients", list_of(TEXT), "Nơi nhận công văn, chưa có dòng Lưu"),
        need("nguoi_ky", "signer", TEXT, "Họ tên người ký"),
        need("da_dinh_chinh", "before", list_of(TEXT), "Các công văn đã đính chính văn bản này từ trước"),
    ),
)
