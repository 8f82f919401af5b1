"""The office's own words for one report, place by place (``tong-hop/<plan>/<period>.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportgen.model.acknowledged import ABOUT, ACKNOWLEDGEMENTS, Acknowledgement
from reportgen.model.fields import CODE, FIGURE, FLAG, NAME, PROSE, TEXT, ListOf, MapOf, Record, key
from reportgen.patterns import regex
from reportgen.record import record

PLACES: Mapping[str, str] = {
    "mo-dau": "Mở đầu",
    "danh-gia-chung": "Đánh giá chung",
    "chi-dao-dieu-hanh": "Công tác chỉ đạo, điều hành",
    "chi-tieu": "Kết quả thực hiện các chỉ tiêu",
    "phat-sinh": "Nhiệm vụ phát sinh ngoài Kế hoạch",
    "ton-tai": "Tồn tại, hạn chế",
    "nguyen-nhan": "Nguyên nhân",
    "phuong-huong": "Phương hướng, nhiệm vụ",
    "kien-nghi": "Kiến nghị, đề xuất",
    "ket": "Kết thúc",
}
"""The fixed places of a report and their headings; the others are the groups of the plan, each by its code."""

BEFORE_GROUPS = ("mo-dau", "danh-gia-chung", "chi-dao-dieu-hanh", "chi-tieu")
"""The fixed places that a report prints before the groups."""


@record
class Wording:
    """What the office says in one place; ``pin`` says what was read when it was written."""

    text: str | None = key("noi_dung", PROSE, "Lời văn; để trống thì báo cáo dùng lời tự động")
    left_out: bool = key("bo", FLAG, "Có thì báo cáo không in chỗ này", default=False)
    heading: str | None = key("tieu_de", NAME, "Đề mục của nhóm; bỏ trống thì theo tên ngắn trong kế hoạch")
    within: str | None = key("gop_vao", NAME, "Mã nhóm mà chỗ này được kể chung, không có đề mục riêng")
    based_on: tuple[str, ...] = key(
        "dua_tren", ListOf(NAME), "Nguồn khác mà lời văn dựa vào: mã chỉ tiêu, nhóm, nhiệm vụ, hoặc 6-thang/IV.2"
    )
    sums: Mapping[str, str] = key("phep_tinh", MapOf(FIGURE, TEXT), "Con số trong lời văn được tính ra như thế nào")
    pin: str | None = key("dau", NAME, "Dấu do lệnh consolidate ghi: đã đọc gì khi viết; không tự sửa")


@record
class Words:
    """One file of the office's words. Places without an entry are told by the automatic text."""

    plan: str = key("ke_hoach", NAME, "Mã kế hoạch", required=True)
    period: str = key("ky_bao_cao", NAME, "Mã kỳ báo cáo", required=True)
    places: Mapping[str, Wording] = key("loi_van", MapOf(CODE, Record(Wording)), "Lời văn, theo chỗ của báo cáo")
    acknowledged: tuple[Acknowledgement, ...] = key("xac_nhan", ACKNOWLEDGEMENTS, ABOUT, aside=True)


_BLANK = regex(r"\n[ \t]*\n\s*")
LISTED = regex(r"[-+–•] |\d{1,2}[.)] |[a-zđ]\) ")
"""The typed sign of a list, with which a paragraph of its own begins."""


@lru_cache(maxsize=256)  # a place's text is asked for three times
def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: a blank line parts them, and a line that opens with a typed list sign.

    Any other line end is a space.
    """
    found: list[str] = []
    for block in _BLANK.split(text.strip()):
        for at, line in enumerate(block.split("\n")):
            words = " ".join(line.split())
            if at == 0 or LISTED.match(words):
                found.append(words)
            elif words:
                found[-1] = f"{found[-1]} {words}"
    return tuple(filter(None, found))
