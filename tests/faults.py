"""Documents with faults planted in them: what ``lint`` finds and a copy can be mended of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from tests.docx_text import W, members, part, text_of
from tests.paper_docx import build
from tests.papers import paper

SAFE: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    "bao-cao": {
        "lùi 1,25 cm": {"doan1.first": 709, "doan2.first": 709},
        "lùi cả đoạn": {"doan3.left": 567, "doan3.first": 0},
        "cách đoạn 0 pt": {"doan2.before": 0, "diem1.before": 0},
        "giãn 2 dòng": {"doan1.line": 480},
        "cỡ 12": {"doan1.size": 12, "khoan1.size": 12},
        "chữ màu": {"diem2.color": "1F497D"},
        "số trang cỡ 12": {"number.size": 12},
        "số trang canh phải": {"number.align": "right"},
        "số trang ở cuối trang": {"number.where": "footer"},
        "trang đầu hiện số": {"number.first": "default"},
        "gạch dài": {"tieu_ngu.text": "Độc lập – Tự do—Hạnh phúc"},
        "giãn dòng đầu": {"tieu_ngu.line": 360, "co_quan.line": 360},
        "ngày 5 tháng 02": {"dia_danh.text": "Bắc Ninh, ngày 5 tháng 06 năm 2026"},
        "số 7": {"so.text": "Số: 7/BC-SNV"},
        "cỡ ký hiệu": {"so.size": 14},
        "I-": {"muc1.text": "I- KẾT QUẢ THỰC HIỆN"},
        "1/": {"khoan1.text": "1/ Công tác chỉ đạo"},
        "a.": {"diem1.text": "a. Ban hành văn bản;"},
        "Nơi nhận": {"noi_nhan.text": "Nơi nhận"},
        "gạch danh sách": {"noi_khac.text": "+ Giám đốc Sở (để b/c),"},
        "cỡ danh sách": {"nhu_tren.size": 12, "noi_khac.size": 12, "luu.size": 12},
        "Lưu không chấm": {"luu.text": "- Lưu: VT, VP"},
        "Lưu hai chấm": {"luu.text": "- Lưu: VT, VP;"},
        "không ./.": {"ket.text": "Trên đây là báo cáo của Sở Nội vụ (có Phụ lục I, II kèm theo)."},
        "cách trước dấu": {"doan2.text": "Đơn vị đã làm xong , đúng hạn ; không có việc nào chậm ."},
        "dấu cách thừa": {"doan3.text": "Đơn vị đã  hoàn thành,  không\u00a0còn việc nào chậm."},
        "cỡ Kèm theo": {"kem_theo1.size": 12},
    },
    "cong-van": {
        "Kính gửi": {"kinh_gui.text": "Kính gửi"},
        "danh sách Kính gửi": {"noi_gui1.text": "+ Sở Tài chính,", "noi_gui2.text": "- Sở Xây dựng"},
        "trích yếu cách 0 pt": {"v_v.before": 0},
        "cỡ trích yếu": {"v_v.size": 14},
        "Lưu không chấm": {"luu.text": "- Lưu: VT, VP"},
        "lùi 0 cm": {"doan1.first": 0, "ket.first": 0},
    },
    "quyet-dinh": {
        "dấu căn cứ": {
            "can_cu1.text": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025,",
            "can_cu3.text": "Theo đề nghị của Giám đốc Sở Nội vụ;",
        },
        "cỡ căn cứ": {"can_cu1.size": 12, "can_cu2.size": 12},
        "a.": {"diem1.text": "a. Rà soát thủ tục hành chính;"},
        "Điều 1:": {
            "dieu1.runs": [{"text": "Điều 1:", "bold": True}, {"text": " Ban hành kế hoạch công tác năm 2026."}]
        },
        "Điều 2 không đậm": {"dieu2.runs": [{"text": "Điều 2. Quyết định này có hiệu lực từ ngày ký./."}]},
        "lùi 1,5 cm": {"khoan1.first": 851},
    },
}
"""What ``lint --fix`` mends, by base: changes of a paper, as :func:`tests.papers.paper` takes them."""
ASKED: Mapping[str, Mapping[str, object]] = {
    "không kẻ dưới Tiêu ngữ": {"ke_tieu_ngu.stroke": None},
    "không kẻ dưới cơ quan": {"ke_co_quan.stroke": None},
    "không kẻ dưới trích yếu": {"ke_trich_yeu.stroke": None},
    "mục không đậm": {"muc1.bold": False},
    "điểm đậm": {"diem1.bold": True},
    "ký hiệu có cách": {"so.text": "Số: 12 /BC – SNV"},
    "lề trên 18 mm": {"page.top": 1020},
    "giấy Letter": {"page.width": 12240, "page.height": 15840},
    "phông Arial": {"doan1.font": "Arial"},
    "canh trái": {"doan1.align": "left", "doan2.align": "left"},
    "tên loại chữ thường": {"ten_loai.text": "Báo cáo"},
    "trích yếu không đậm": {"trich_yeu.bold": False},
    "mục chữ thường": {"muc2.text": "II. Nhiệm vụ thời gian tới"},
    "địa danh không nghiêng": {"dia_danh.italic": False},
    "cơ quan canh trái": {"co_quan.align": "left"},
    "thiếu cách sau dấu": {"diem1.text": "a) Ban hành văn bản,hướng dẫn;"},
}
"""What it mends only when asked, all in a báo cáo."""


def faulty_paper(base: str, names: Collection[str]) -> bytes:
    """Return a document of ``base`` with the faults of these names planted in it."""
    known = {**SAFE[base], **(ASKED if base == "bao-cao" else {})}
    changes: dict[str, object] = {}
    for name in names:
        changes |= known[name]
    return build(paper(base, changes))


def words(docx: bytes) -> list[str]:
    """Return the words of the document, its notes and lists, leading zeros and signs apart, in order."""
    texts = [text_of(node) for name in members(docx) if _text_part(name) for node in _paragraphs(docx, name)]
    return [word.lstrip("0") for text in texts for word in re.findall(r"\w+", text)]


def _text_part(name: str) -> bool:
    return name in ("word/document.xml", "word/footnotes.xml")


def _paragraphs(docx: bytes, name: str) -> Iterator[etree._Element]:
    return part(docx, name).iter(f"{W}p")
