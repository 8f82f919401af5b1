"""Blanks typed by hand, and what looks like one and leaves words out instead."""

from __future__ import annotations

import time

import pytest

from reportgen.unfinished.blanks import blanks

BLANK = (
    "Kinh phí thực hiện là …… triệu đồng.",
    "Kinh phí …… triệu đồng",
    "Kinh phí: ..... triệu đồng",
    "đạt … %",
    "đạt…%",
    "Tỷ lệ giải quyết đạt…",
    "Kế hoạch số …/KH-STN",
    "Kế hoạch số      /KH-STN ngày   /  /2026",
    "Kế hoạch số /KH-STN",
    "ngày … tháng … năm 2026",
    "ngày…tháng…năm 2026",
    "ngày      tháng      năm 2026",
    "ngày  tháng 5 năm 2026",
    "ngày tháng 5 năm 2026",
    "ngày 12 tháng    năm 2026",
    "ngày 12 tháng 5 năm",
    "ngày 12 tháng 5 năm 20…",
    "ngày /5/2026",
    " /  /2026",
    "/  /2026",
    "(/ /2026)",
    "12/  /2026",
    "…/…/2026",
    "Họ và tên: ……………………",
    "Họ và tên ..................................................",
    "Sinh ngày: ......../......./..........",
    "……………………………………",
    "______________",
    "Số tiền: ____ đồng",
    "Đơn vị ___ báo cáo",
    "...",
    "…",
    ". . . . . . . . .",
    "Sở đã ban hành ..... văn bản",
    "khoảng … người",
    "Kinh phí là   triệu đồng",
    "Kế hoạch số      , Sở Nội vụ",
    "Báo cáo của ……… về việc",
    "với ... nhiệm vụ",
    "Kinh phí:…",
    "Số:…/BC-STN",
    "gồm: …",
    "hỗ trợ .... hộ nghèo",
    "năm 202…, đạt",
    "ngày\t\ttháng 5",
    "Thời gian: .../.../2026",
    "- ……;",
    "(… triệu đồng)",
    "(… đồng)",
    "Đã chi… tỷ đồng",
    "Tổng số……..hồ sơ",
    "Đơn vị: ………..",
    "Số hồ sơ: ___",
    "Ngày ___/___/2026",
    "Căn cứ Kế hoạch số       /KH-UBND ngày     tháng    năm 2026",
    "Lãnh đạo ……",
    "Số hồ sơ …",
    "- …",
    "Các đơn vị đã giải ngân được …",
    "gửi trước ngày ..../..../2026",
)
NONE = (
    "Đã rà soát 12 văn bản (đợt 1)… Tỷ lệ đạt 98,5%.",
    "Đã tập huấn cho cán bộ xã… tỷ lệ đạt 98,5%",
    "Đã số hóa hồ sơ… Đồng thời, phối hợp với Sở Nội vụ",
    "Đã số hóa hồ sơ… đồng bộ với cổng dịch vụ công",
    "Đã trao quà… Triệu Phong là xã làm tốt",
    "Đã số hóa hồ sơ    đồng thời phối hợp",
    "Tuyên truyền, tập huấn, v.v…",
    "v.v...",
    "họp, tập huấn v.v.",
    "gồm: A, B, …",
    "gồm: A, B…",
    "các hội nghị, hội thảo, ….",
    "các hội nghị, hội thảo.....",
    "các hội nghị, hội thảo...",
    "các hội nghị, hội thảo ...",
    "các hội nghị, hội thảo … nhằm nâng cao",
    "các nội dung khác …",
    "“… theo quy định của pháp luật”",
    '"…" ',
    "(…)",
    "[...] ",
    "Điều 5 quy định: “Cơ quan … phải”",
    "1, 2, 3… người dân",
    "hướng dẫn… người dân",
    "và các nội dung liên quan, ……",
    "Trên đây là báo cáo của Sở, gồm hội nghị, hội thảo…./.",
    "Tuyên truyền, v.v…./.",
    "Ngày, tháng, năm",
    "Ngày tháng năm sinh",
    "Số/ngày văn bản",
    "Ngày/tháng/năm",
    "I. KẾT QUẢ THỰC HIỆN ..................... 3",
    "Xem https://a.vn/x...y/…/z",
    "tệp bao__cao.docx",
    "theo Kế hoạch số 45/KH-STN ngày 05/3/2026.",
    "tháng năm 2026",
    "và / hoặc 2026",
    "thu ngân sách / chi ngân sách / 2026",
    "Số lượng   100    triệu",
    "Xong..",
    "Đạt 100%. . Tiếp",
    "một số nhiệm vụ",
    '"Xây dựng nông thôn mới ... đô thị văn minh"',
    "Tỷ lệ 12,5 % … ",
    "Tổng số hồ sơ  : 12",
    "Ngày  tháng năm sinh",
    "Sở báo cáo như sau:",
    "Đạt 98,3%; tăng 1,2%.",
    "gồm các xã: A, B, C,...",
    "Hội nghị, hội thảo, tập huấn,....",
    "Nghị quyết số 02/NQ-CP ngày 08/01/2026",
    "Số: 05/BC-STN",
    "Tỷ lệ hồ sơ trực tuyến/tổng số hồ sơ",
    "quý I/2026",
    "(Kèm theo Báo cáo số 05/BC-STN ngày 14 tháng 5 năm 2026 của Sở)",
    "www.chinhphu.vn/.../van-ban",
    "“Ngày Chủ nhật xanh…”",
    "10/12 xã",
    "Không.",
    "1…5",
    "Trong phạm vi thẩm quyền, tháo gỡ các rào cản đối với …",
    "Nâng cao nhận thức của các doanh nghiệp …",
)


@pytest.mark.parametrize("text", BLANK)
def test_a_blank_is_seen(text: str) -> None:
    assert list(blanks(text))


@pytest.mark.parametrize("text", NONE)
def test_what_leaves_words_out_is_no_blank(text: str) -> None:
    assert [text[start:end] for start, end in blanks(text)] == []


def test_a_blank_is_told_where_it_stands() -> None:
    text = "Kinh phí là …… triệu đồng, đạt ..... % kế hoạch"
    assert [text[start:end] for start, end in blanks(text)] == ["……", "....."]


@pytest.mark.parametrize("sign", ["…", ".", "_", " ", "/ ", ". ", "a…", "ngày ", "“… "])
def test_a_long_text_takes_no_longer_than_it_is(sign: str) -> None:
    begun = time.process_time()
    for before in ("số ", "ngày ", "/", "12/", "tháng 5 ", "x"):
        list(blanks(f"{before}{sign * 20_000} đồng"))
    assert time.process_time() - begun < 2
