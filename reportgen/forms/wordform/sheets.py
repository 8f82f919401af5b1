"""The tables of a form in Word: their columns, how wide each is, and into which field what stands there goes.

What is read back is found by the same words: a program that drops the content controls leaves the headings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.model.fields import keys_of
from reportgen.model.plain import Path
from reportgen.model.status import General
from reportgen.vn.text import bare_words, shorten


class Column(NamedTuple):
    """A column: its heading, width in millimetres, the key that is filled in there; none where the program writes.

    ``grows``: what the other columns leave of the page is shared out among such.
    """

    title: str
    width: int
    key: str = ""
    grows: bool = False


class Sheet(NamedTuple):
    """A table with a row for each code: its title, and the columns that it may have; the first holds the code."""

    section: str
    title: str
    columns: tuple[Column, ...]


CODE = Column("Mã số", 17)
TIME_CODE = Column("Mã kỳ", 20)
TARGETS = Sheet(
    "chi_tieu",
    "SỐ LIỆU CHỈ TIÊU",
    (
        CODE,
        Column("Chỉ tiêu, mức giao", 60, grows=True),
        Column("Số đạt được (tử số)", 22, "tu_so"),
        Column("Tổng số (mẫu số)", 22, "mau_so"),
        Column("Tỷ lệ %, chỉ khi không có số đếm", 22, "ty_le"),
        Column("Ước đến hết kỳ: đạt/tổng", 26, "uoc"),
        Column("Kết quả bằng lời", 30, "gia_tri"),
        Column("Đánh giá", 26, "danh_gia"),
        Column("Số của toàn cơ quan thì ghi x", 22, "toan_co_quan"),
        Column("Ghi chú", 26, "ghi_chu", grows=True),
        Column("Nguyên nhân chưa đạt mức giao", 26, "nguyen_nhan", grows=True),
        Column("Giải pháp để đạt mức giao", 26, "giai_phap", grows=True),
    ),
)
RESULTS = Sheet(
    "nhiem_vu",
    "KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    (
        CODE,
        Column("Nhiệm vụ, thời hạn", 60, grows=True),
        Column("Trạng thái", 33, "trang_thai"),
        Column("Tiến độ, %", 17, "tien_do"),
        Column("Ngày hoàn thành", 28, "ngay_hoan_thanh"),
        Column("Số đơn vị đã xong/tổng số", 26, "so_don_vi"),
        Column("Kết quả đã làm được", 40, "ket_qua", grows=True),
        Column("Văn bản đã ban hành, tham mưu (mỗi văn bản một dòng)", 38, "van_ban"),
        Column("Giữ như kỳ trước thì ghi x", 19, "nhu_ky_truoc"),
    ),
)
HINDRANCES = Sheet(
    "nhiem_vu",
    "KHÓ KHĂN, KIẾN NGHỊ, VIỆC KỲ TỚI CỦA TỪNG NHIỆM VỤ",
    (
        CODE,
        Column("Nhiệm vụ", 52),
        Column("Khó khăn, vướng mắc", 40, "kho_khan", grows=True),
        Column("Nguyên nhân", 40, "nguyen_nhan", grows=True),
        Column("Kiến nghị, đề xuất và nơi nhận", 40, "kien_nghi", grows=True),
        Column("Việc sẽ làm trong kỳ tới", 40, "ke_hoach_toi", grows=True),
    ),
)
TIMES = Sheet(
    "ky",
    "TỪNG KỲ CỦA VIỆC ĐỊNH KỲ",
    (
        CODE,
        Column("Nhiệm vụ định kỳ", 100, grows=True),
        Column("Kỳ, hạn", 50),
        TIME_CODE,
        Column("Trạng thái của kỳ", 34, "trang_thai"),
        Column("Ngày xong việc của kỳ", 34, "ngay_hoan_thanh"),
    ),
)
EXTRA = Sheet(
    "phat_sinh",
    "VIỆC PHÁT SINH NGOÀI KẾ HOẠCH",
    (
        Column("Số thứ tự", 17),
        Column("Việc đã làm", 80, "noi_dung", grows=True),
        Column("Kết quả", 80, "ket_qua", grows=True),
        Column("Văn bản của việc phát sinh", 60, "van_ban"),
    ),
)
CODED = (TARGETS, RESULTS, HINDRANCES, TIMES, EXTRA)
"""The tables with a heading over each column."""
MADE_ON = "Ngày lập biểu"
FORM_CODE = "Mã biểu"
"""What is asked and told in the table at the head, on the left; what stands beside each follows behind its dash."""
GENERAL_TITLE = "NỘI DUNG CHUNG CỦA ĐƠN VỊ"
SIGNATURES = ("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO ĐƠN VỊ")
"""Who signs at the end; names are typed below."""


def general_rows() -> list[tuple[str, str]]:
    """Return the questions about the unit as a whole, each with its key."""
    return [(key.about, key.name) for key in keys_of(General)]


def heading(text: str) -> str:
    """Return the words of a heading without what editors change of them: letters' case, accents' form, signs."""
    return bare_words(re.sub(r"\W+", " ", text))


def path_of(sheet: Sheet, code: str, time: str, key: str) -> Path:
    """Return the field of a row of ``sheet`` that goes into ``key``."""
    return ("nhiem_vu", code, "ky", time, key) if sheet is TIMES else (sheet.section, code, key)


def printed_name(row: tuple[str, ...], title: str) -> str:
    """Return the name of what a form says itself: in which row (section and codes), below which heading of a column."""
    return "/".join((*row, title))


def label(title: str) -> str:
    """Return by what a column or a question is known: the first line, without what a long one explains in brackets."""
    line = title.split("\n")[0]
    return shorten(line if len(line) <= _LABEL else line.partition(" (")[0], _LABEL)


_LABEL = 50  # characters
