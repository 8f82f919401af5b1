"""What officers type into the fields of a form: right, wrong, and odd."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = (
    "Đã họp", "rà soát 12 hồ sơ", "Đạt 95%: vượt", "# ghi chú", "- gạch đầu dòng", "«trích»", 'nói "rõ"', "it's", "a\\b",
    "{ngoặc}", "[ngoặc]", "no", "null", "12:30", "2026-05-08", "tien_do: 60", "trang_thai:", "^[chú thích]", "^[hở",
    "Tỷ lệ thử đạt 91,5%", "Tỷ lệ đúng hạn 100%", "…", ".....", "???", "#N/A", "Đạt #N/A so với ??? hồ sơ", "(cập nhật sau)", "& và", "* sao", "! than", "| gạch", "> lớn", "@a", "%",
    "e\u0301", "hoà", "thử\u200b", "x\u00a0y", "\ttab", "dấu cách  hai", "", "  ", "\u202emáy", "\uf0b7 dấu Word", "😀",
    "---", "...", "key: value", "kết thúc:", "a #b", "Quyết định số 12/QĐ-STN ngày 02/4/2026", "công văn thường",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), min_size=0, max_size=4).flatmap(
    lambda words: st.sampled_from((" ", "\n", "\n\n", ", ")).map(lambda between: between.join(words))
)
NUMBERS = (
    *("", "0", "12", "1.234", "1.234,5", "95,5", "95.5", "05", "1 180", "-3", "khoảng 60", "dưới 60", "1,5 tỷ đồng", "12 hồ sơ", "1.18O", "2,5 ngày",
         "1,180.5", "1,180", "1,125", "12,500", "98%", "98,3 %", "không", "12/15", "9" * 25, "150%", "abc", "0,6", "100", "1180", "1.245 hồ sơ", "1,5", "0.5", "1.2345", "12.345.678", "1 2", "½", "12%", "12 phần trăm", "l2", "1-2", "+5"),
)  # fmt: skip
numbers = st.one_of(st.sampled_from(NUMBERS), st.integers(0, 2000).map(str))
DATES = (
    *("", "08/11/2026", "8-11-2026", "05.11.2026", "2026-11-05", "ngày 5 tháng 11 năm 2026", "Vĩnh Hải, ngày 05 tháng 11 năm 2026", "thứ Hai 05/11/2026", "ngày 5/11/2026", "08/6", "8.6.26", "31/02/2026",
         "15/13/2026", "01/01/1800", "mai", "46150", "05/28/2026", "15-Apr-26", "12/3", "30/12/2025", "31/12/2026", "29/02/2026", "29/02/2028", "5/11/26", "ngày 5 tháng 11", "2026-11-05T00:00", "2026/11/5", "31/4"),
)  # fmt: skip
dates = st.one_of(st.sampled_from(DATES), st.dates().map(lambda day: f"{day:%d/%m/%Y}"))
BY_KIND: dict[str, st.SearchStrategy[str]] = {
    "text": texts,
    "name": st.sampled_from(("", "UBND thành phố", "Sở Tài chính: phòng", "“Sở”")),
    "lines": texts,
    "number": numbers,
    "percent": numbers,
    "count": numbers,
    "date": dates,
    "flag": st.sampled_from(("", "có")),
    "state": st.sampled_from(("", "chua-thuc-hien", "dang-thuc-hien", "hoan-thanh")),
    "judged": st.sampled_from(("", "dat", "chua-dat")),
}


def records(*keys: str) -> st.SearchStrategy[list[dict[str, str]]]:
    """A list of records of short texts."""
    return st.lists(st.fixed_dictionaries(dict.fromkeys(keys, texts)), max_size=2)


@st.composite
def filled(draw: st.DrawFn, fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Values for some of the fields, by id."""
    chosen = draw(st.lists(st.sampled_from(fields), max_size=14, unique_by=lambda field: field["id"]))
    values: dict[str, Any] = {}
    for field in chosen:
        kind = field["kind"]
        if kind == "proposals":
            values[field["id"]] = draw(records("noi_dung", "gui"))
        elif kind == "extra":
            values[field["id"]] = draw(records("noi_dung", "ket_qua", "van_ban"))
        elif kind != "accepted":
            values[field["id"]] = draw(BY_KIND[kind])
    return values
