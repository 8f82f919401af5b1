"""Documents whose lines stand where offices put them and the decree does not: more of :mod:`tests.office_papers`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.wordview.anatomy import Component
from tests.office_papers import (
    BODY,
    DECIDES,
    LAW,
    ORDERS,
    RULE,
    SECTIONS,
    SOUND,
    Paper,
    basis,
    item,
    point,
    section,
    titled,
    to,
)
from tests.offices import Blocks, article, foot, head, line, middle, prose
from tests.papers import Spec


def _letter(*blocks: Spec, head_too: Blocks | None = None) -> Blocks:
    return [*(head_too or head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])), *to("Bộ Nội vụ"), *blocks]


def messy() -> Iterator[Paper]:
    """Heads, feet and texts as they are found: lines that stand elsewhere, blank columns, marks, quotations."""
    yield from _messy_letters()
    yield from _messy_texts()


def _messy_letters() -> Iterator[Paper]:
    letter = "công văn"
    joined = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])
    joined[0]["rows"].append([to("Bộ Nội vụ")])
    yield Paper("Kính gửi gộp ô", letter, [*joined, *BODY, *foot()])
    cell = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"], how="cell")
    cell[0]["rows"][0][1] += to("Bộ Nội vụ")
    yield Paper("Kính gửi trong ô phải", letter, [*cell, *BODY, *foot()])
    wide = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])
    wide[0]["rows"] = [[left, [], right] for left, right in wide[0]["rows"]]
    below = foot()
    below[0]["rows"] = [[below[0]["rows"][0][0], [], below[0]["rows"][0][1]]]
    yield Paper("bảng có cột trống", letter, _letter(*BODY, *below, head_too=wide))
    apart = foot()
    apart[0]["rows"].append([[], [apart[0]["rows"][0][1].pop()]])
    yield Paper("họ tên ở hàng dưới", letter, _letter(*BODY, *apart))
    hung = [
        line("Kính gửi:", Component.KINH_GUI, left=1985, before=240),
        line("Sở Tài chính;", Component.NOI_KINH_GUI, left=2985),
        line("Sở Y tế.", Component.NOI_KINH_GUI, left=2985),
    ]
    plain = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])
    dashes = frozenset({"PL1-II-9d/kinh-gui-danh-sach"})
    yield Paper("Kính gửi không gạch", letter, [*plain, *hung, *BODY, *foot()], dashes)
    urgent = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])
    urgent[0]["rows"][1][0].append(middle("HỎA TỐC", Component.DO_KHAN, color="FF0000", border="box"))
    yield Paper("hỏa tốc", letter, _letter(*BODY, *foot(), head_too=urgent))
    reached = line("Địa chỉ: số 1 đường Hòa Bình; điện thoại: 0123 456 789", Component.LIEN_HE, size=11)
    yield Paper("thông tin liên hệ", letter, _letter(*BODY, *foot(), reached))
    sent = line("(Gửi kèm: dự thảo Kế hoạch)", Component.DOAN, italic=True, align="both", first=567, before=120)
    yield Paper("gửi kèm sau dấu kết thúc", letter, _letter(*BODY, sent, *foot()))
    right: Spec = {"bold": True, "size": 14}
    signed = [
        {"text": "\t\t\t\tGIÁM ĐỐC", "are": [("GIÁM ĐỐC", Component.CHUC_VU)], **right},
        {"text": "\t\t\t\tLê Văn Mẫu", "are": [("Lê Văn Mẫu", Component.HO_TEN)], **right},
    ]
    yield Paper("chữ ký bằng Tab, thiếu Nơi nhận", letter, _letter(*BODY, *signed), frozenset({"PL1-II-9b/noi-nhan"}))


def _messy_texts() -> Iterator[Paper]:
    school = head("Số: 12/QĐ-THCSAB", "UBND XÃ AN BÌNH", "TRƯỜNG THCS AN BÌNH")
    head_of = middle("HIỆU TRƯỞNG TRƯỜNG THCS AN BÌNH", Component.THAM_QUYEN, before=240)
    about = titled("QUYẾT ĐỊNH", "V/v phân công chuyên môn năm học 2026 - 2027")
    chosen = [*school, *about, head_of, *basis(LAW, RULE), DECIDES, *ORDERS, *foot("- Như Điều 3;", ["HIỆU TRƯỞNG"])]
    yield Paper("quyết định của trường", "quyết định", chosen, frozenset({"PL1-II-5b/trich-yeu-v-v"}))
    parts = [
        article(1, "Phân công nhiệm vụ như sau:"),
        item(1),
        point("a", "Chủ trì;"),
        point("b", "Phối hợp."),
        item(2),
        article(2, "Tổ chức thực hiện:"),
        item(1),
        item(2),
        article(3, "Quyết định này có hiệu lực từ ngày ký./."),
    ]
    opening = [middle("GIÁM ĐỐC SỞ NỘI VỤ", Component.THAM_QUYEN, before=240), *basis(LAW), DECIDES]
    decided = [*head("Số: 12/QĐ-SNV"), *titled("QUYẾT ĐỊNH", "Về việc phân công"), *opening, *parts]
    yield Paper("điều có khoản, điểm", "quyết định", [*decided, *foot("- Như Điều 3;")])
    shape: Spec = {"align": "both", "first": 567, "before": 120}
    quoted = [
        line("“2. Đơn vị báo cáo trước ngày 15 hằng tháng.", None, **shape),
        line("3. Văn phòng tổng hợp.”", None, **shape),
    ]
    amending = [article(1, "Sửa đổi khoản 2 Điều 5 như sau:"), *quoted, article(2, "Hiệu lực từ ngày ký./.")]
    changed = [*head("Số: 12/QĐ-SNV"), *titled("QUYẾT ĐỊNH", "Sửa đổi Quy chế"), *opening, *amending]
    yield Paper("sửa đổi có trích", "quyết định", [*changed, *foot("- Như Điều 2;")])
    running = [section("I", "MỤC ĐÍCH"), item(1), item(2), section("II", "NHIỆM VỤ"), item(3), item(4), *BODY]
    named = [*head("Số: 12/KH-SNV"), *titled("KẾ HOẠCH", "Công tác năm 2026")]
    yield Paper("số khoản liên tục", "kế hoạch", [*named, *running, *foot("- Các phòng;")])
    sent = "Kính gửi báo cáo kết quả rà soát hộ nghèo"
    tasks: Spec = {"rows": [[[line(sent, None)], [line("Quý II/2026", None)]]]}
    asked = [line(f"{sent}: Phòng Kinh tế, xong trước 30/4/2026.", Component.DOAN, **shape), tasks, *BODY]
    yield Paper("việc tên là Kính gửi", "kế hoạch", [*named, *asked, *foot("- Các phòng;")])
    first, second = middle("A. KẾT QUẢ", None, before=120), middle("B. PHƯƠNG HƯỚNG", before=120)
    lettered = [first, section("I", "CHỈ TIÊU"), item(1), second, section("I", "MỤC TIÊU"), *BODY]
    report = [*head("Số: 12/BC-SNV"), *titled("BÁO CÁO", "Công tác năm 2026"), *lettered]
    yield Paper("phần A, B", "báo cáo", [*report, *foot("- UBND tỉnh;")])
    board, chair = middle("BAN CHỈ ĐẠO TỈNH", before=120), middle("CHỦ TỊCH HỘI ĐỒNG", before=120)
    told = [*head("Số: 12/BC-SNV"), *titled("BÁO CÁO", "Hoạt động của các hội đồng"), prose(0), board, prose(1), chair]
    yield Paper("đề mục hoa gần cuối", "báo cáo", [*told, *BODY, *foot("- UBND tỉnh;")])
    two = [
        [middle("GIÁM ĐỐC SỞ TÀI CHÍNH", Component.CHUC_VU), middle("Trần Thị Mẫu", Component.HO_TEN, before=900)],
        [middle("GIÁM ĐỐC SỞ NỘI VỤ", Component.CHUC_VU), middle("Lê Văn Mẫu", Component.HO_TEN, before=900)],
    ]
    joint = [*head("Số: 12/KHLT-SNV-STC"), *titled("KẾ HOẠCH", "Phối hợp năm 2026"), *SECTIONS, {"rows": [two]}]
    listed = [
        line("Nơi nhận:", Component.NOI_NHAN, size=12, bold=True, italic=True),
        line("- Các sở;", Component.NOI_NHAN_MUC, size=11),
        line("- Lưu: VT, VP.", Component.LUU, size=11),
    ]
    yield Paper("hai người ký", "kế hoạch", [*joint, *listed])


PAPERS: tuple[Paper, ...] = (*SOUND, *messy())
