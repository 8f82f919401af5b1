"""What ``archive rebuild --register`` prints as JSON: the register that was made anew."""

from __future__ import annotations

from pathlib import Path

from reportgen.formats.outputs.output import PATH, Output
from reportgen.formats.wire import TEXT, WHOLE, Shape, list_of, may, need
from reportgen.record import record


@record
class RestoredOutput:
    """The register made anew from the bags; ``shorter``: years whose old file had more lines."""

    lines: int
    found: tuple[str, ...]
    lost: tuple[int, ...]
    shorter: tuple[int, ...]
    kept: tuple[Path, ...]
    head: str
    unproven: tuple[str, ...] | None = None
    dropped: tuple[str, ...] | None = None
    strangers: tuple[str, ...] | None = None


RESTORE = Output(
    "sổ đăng ký dựng lại",
    "archive rebuild --register",
    Shape(
        "sổ đăng ký dựng lại",
        RestoredOutput,
        need("dong", "lines", WHOLE, "Số dòng của sổ"),
        need("tu_ho_so", "found", list_of(TEXT), "Số, ký hiệu của các dòng lấy từ hồ sơ"),
        need("khong_dung_lai_duoc", "lost", list_of(WHOLE), "Thứ tự ghi của các dòng không hồ sơ nào kể lại"),
        need("it_dong_hon", "shorter", list_of(WHOLE), "Các năm mà sổ cũ nhiều dòng hơn"),
        need("so_cu", "kept", list_of(PATH), "Chỗ giữ các tệp sổ cũ"),
        need("ma_so", "head", TEXT, "Mã sổ"),
        may("chua_lam_chung", "unproven", list_of(TEXT), "Số, ký hiệu của các dòng chỉ hồ sơ kể lại, khi có"),
        may("bo_lai", "dropped", list_of(TEXT), "Số, ký hiệu của các dòng chỉ còn trong sổ cũ, khi có"),
        may("ho_so_la", "strangers", list_of(TEXT), "Hồ sơ không vào được sổ: năm/tên, khi có"),
    ),
)
