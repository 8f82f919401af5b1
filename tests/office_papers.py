"""Some sixty documents of an office's day, every kind that lint meets: what each line is, and what is no fault there.

They conform to the decree but for what their way of typing brings along (``faults``: a head set by tabs has no line
drawn under it). What the decree does not bind says so in ``beyond``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from reportgen.wordview.anatomy import Component
from tests.offices import (
    MIDDLE,
    MOTTO,
    NATION,
    Blocks,
    article,
    dateline,
    foot,
    head,
    line,
    middle,
    prose,
    rule_under,
)
from tests.papers import Spec

LINES = frozenset({"PL1-II-1b/tieu-ngu-duong-ke", "PL1-II-2b/co-quan-duong-ke"})
"""What a head without drawn lines lacks."""
_AN_BINH = "An Bình, ngày 15 tháng 5 năm 2026"


@dataclasses.dataclass(frozen=True)
class Paper:
    """A document: its kind as lint calls it, its blocks, the faults that it has, what it is beyond the decree."""

    name: str
    kind: str | None
    blocks: Blocks
    faults: frozenset[str] = frozenset()
    beyond: str = ""


def titled(kind: str, *abstract: str) -> Blocks:
    about = [middle(text, Component.TRICH_YEU) for text in abstract]
    return [middle(kind, Component.TEN_LOAI, before=240), *about, *([rule_under(abstract[-1], 14)] if abstract else [])]


def to(*whom: str) -> Blocks:
    """Kính gửi, one addressee or a list."""
    if len(whom) == 1:
        return [line(f"Kính gửi: {whom[0]}", Component.KINH_GUI, before=240, after=120, **MIDDLE)]
    listed = [
        line(f"- {name}{';' if name != whom[-1] else '.'}", Component.NOI_KINH_GUI, left=2985, before=60)
        for name in whom
    ]
    return [line("Kính gửi:", Component.KINH_GUI, left=1985, before=240), *listed]


def basis(*texts: str) -> Blocks:
    ends = [";"] * (len(texts) - 1) + ["."]
    shape: Spec = {"italic": True, "align": "both", "first": 567, "before": 120, "line": 264}
    return [line(text + end, Component.CAN_CU, **shape) for text, end in zip(texts, ends, strict=True)]


def section(number: str, title: str) -> Spec:
    return line(f"{number}. {title}", Component.MUC, bold=True, align="both", first=567, before=120, line=264)


def item(number: int, at: int = 0) -> Spec:
    return prose(at, f"{number}. ", part=Component.KHOAN)


def point(letter: str, text: str) -> Spec:
    return line(f"{letter}) {text}", Component.DIEM, align="both", first=567, before=120, line=264)


LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
RULE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
ASKED = "Theo đề nghị của Chánh Văn phòng"
BODY: Blocks = [prose(0), prose(1), prose(2, end="./.")]
SECTIONS: Blocks = [
    prose(3),
    section("I", "KẾT QUẢ THỰC HIỆN"),
    item(1, 1),
    item(2, 2),
    section("II", "TỒN TẠI, HẠN CHẾ"),
    prose(2),
    section("III", "NHIỆM VỤ THỜI GIAN TỚI"),
    point("a", "Rà soát thủ tục hành chính;"),
    point("b", "Công khai kết quả trên trang thông tin;"),
    point("c", "Tổng hợp, báo cáo theo quy định."),
    prose(0, end="./."),
]
ORDERS: Blocks = [
    article(1, "Thành lập Tổ rà soát gồm các ông, bà có tên trong danh sách kèm theo Quyết định này."),
    article(2, "Tổ rà soát có nhiệm vụ giúp Giám đốc Sở chỉ đạo, đôn đốc việc rà soát thủ tục hành chính."),
    article(3, "Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."),
]
DECIDES = middle("QUYẾT ĐỊNH:", before=120)


def letters() -> Iterator[Paper]:
    """Công văn, its head and foot set in every way."""
    ways = [
        ("table", "table"), ("cell", "table"), ("box", "table"), ("table", "tabs"), ("table", "below"), ("table", "spaces"),
        ("tabs", "table"), ("tabs", "tabs"), ("spaces", "table"), ("spaces", "spaces"), ("box", "tabs"), ("cell", "below"),
        ("table", "box"), ("box", "box"),
    ]  # fmt: skip
    for above, below in ways:
        about = ["V/v rà soát công việc quý II"]
        blocks = [*head("Số: 12/SNV-VP", about=about, how=above), *to("Bộ Nội vụ"), *BODY, *foot(how=below)]
        yield Paper(
            f"công văn {above}-{below}", "công văn", blocks, LINES if above in ("tabs", "spaces") else frozenset()
        )
    plain = head("Số: 12/SNV-VP", about=["V/v báo cáo kết quả"])
    yield Paper(
        "công văn nhiều nơi", "công văn", [*plain, *to("Sở Tài chính", "Sở Xây dựng", "Công an tỉnh"), *BODY, *foot()]
    )
    dated = head(
        "Số: 12/SNV-VP", about=["V/v thực hiện Công văn số 35/UBND-VX", "ngày 20 tháng 4 năm 2026 của UBND tỉnh"]
    )
    yield Paper("công văn V/v có ngày", "công văn", [*dated, *to("UBND tỉnh Sông Xanh"), *BODY, *foot()])
    under = line("V/v rà soát, thống kê các nhiệm vụ được giao trong quý II năm 2026", Component.TRICH_YEU_CV, size=12)
    off = frozenset({"PL1-II-5b/cong-van-canh-giua"})
    yield Paper(
        "công văn V/v dưới bảng", "công văn", [*head("Số: 12/SNV-VP"), under, *to("Bộ Nội vụ"), *BODY, *foot()], off
    )
    inside = head("Số: 12/SNV-VP", about=["V/v rà soát công việc"])
    inside[0]["rows"].append(
        [[line("Kính gửi:", Component.KINH_GUI, align="right")], to("Sở Tài chính", "Sở Y tế")[1:]]
    )
    yield Paper("công văn Kính gửi trong bảng", "công văn", [*inside, *BODY, *foot()])
    quoted = "“Các đơn vị rà soát công việc được giao, báo cáo kết quả đúng thời hạn, nêu rõ việc chưa làm.”"
    quote = line(quoted, Component.DOAN, italic=True, align="both", first=567, before=120, line=264)
    yield Paper(
        "công văn có trích dẫn", "công văn", [*plain, *to("Bộ Nội vụ"), prose(0, end=":"), quote, *BODY, *foot()]
    )
    commune = head("Số: 07/UBND-VP", "", "UBND XÃ AN BÌNH", ["V/v đăng ký nhu cầu đào tạo"], _AN_BINH)
    signed = foot(office=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], more=["- Chủ tịch, các PCT UBND xã;"])
    yield Paper("công văn của xã", "công văn", [*commune, *to("Sở Nội vụ"), *SECTIONS, *signed])
    by_order = foot(office=["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], kept="- Lưu: VT, VP (02b).")
    yield Paper("công văn thừa lệnh", "công văn", [*plain, *to("Phòng Kế hoạch - Tài chính"), *BODY, *by_order])
    table: Spec = {"table": [["TT", "Nội dung"], ["1", "Rà soát"], ["2", "Báo cáo"]], "size": 12}
    yield Paper("công văn có bảng", "công văn", [*plain, *to("Bộ Nội vụ"), prose(0, end=":"), table, *BODY, *foot()])
    draft = head("Số:        /SNV-VP", about=["V/v góp ý dự thảo"], date="Sông Xanh, ngày     tháng 5 năm 2026")
    yield Paper("công văn dự thảo", "công văn", [*draft, *to("Các phòng, đơn vị thuộc Sở"), *BODY, *foot()])


def decisions() -> Iterator[Paper]:
    opening = [middle("GIÁM ĐỐC SỞ NỘI VỤ", Component.THAM_QUYEN, before=240), *basis(LAW, RULE, ASKED), DECIDES]
    named = titled("QUYẾT ĐỊNH", "Về việc thành lập Tổ rà soát thủ tục hành chính")
    for how in ("table", "tabs", "spaces", "below"):
        blocks = [*head("Số: 12/QĐ-SNV"), *named, *opening, *ORDERS, *foot("- Như Điều 3;", how=how)]
        yield Paper(f"quyết định {how}", "quyết định", blocks)
    whole = [*head("Số: 12/QĐ-SNV"), *named, *opening, *ORDERS, *foot("- Như Điều 3;")]
    tied = line("(Kèm theo Quyết định số 12/QĐ-SNV ngày 15 tháng 5 năm 2026 của Sở Nội vụ)", Component.KEM_THEO)
    tied |= {"italic": True, **MIDDLE}
    listed = [
        middle("DANH SÁCH", Component.TEN_KEM_THEO),
        middle("Thành viên Tổ rà soát", Component.TEN_KEM_THEO),
        tied,
    ]
    members: Spec = {"table": [["TT", "Họ và tên"], ["1", "Lê Văn Mẫu"], ["2", "Trần Thị Mẫu"]], "size": 13}
    yield Paper("quyết định kèm danh sách", "quyết định", [*whole, *listed, members])
    rules = [middle("QUY CHẾ", Component.TEN_KEM_THEO), middle("Làm việc của Tổ rà soát", Component.TEN_KEM_THEO), tied]
    chapter = [middle("Chương I", None, before=120), middle("QUY ĐỊNH CHUNG", None, before=120)]
    articles = [article(at, "Nội dung của điều này được thực hiện theo quy định.") for at in (1, 2, 3)]
    yield Paper("quyết định kèm quy chế", "quyết định", [*whole, *rules, *chapter, *articles])
    appendix = [middle("Phụ lục", Component.PHU_LUC), middle("DANH MỤC THỦ TỤC", Component.TEN_PHU_LUC), tied, members]
    apart = frozenset({"PL1-III-1a/chi-dan"})
    yield Paper("quyết định có phụ lục", "quyết định", [*whole, *appendix], apart)
    copied: Blocks = [
        {"text": "", "size": 2, "border": "top"},
        {
            "rows": [
                [
                    [
                        middle("ỦY BAN NHÂN DÂN", None, size=13),
                        middle("XÃ AN BÌNH", size=13),
                        line("Số: 03/SY-UBND", size=13, **MIDDLE),
                    ],
                    [middle("SAO Y"), {**dateline("An Bình, ngày 06 tháng 5 năm 2026"), "is": None}],
                ]
            ]
        },
        *({**block, "is": None} for block in foot("- Như trên;", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])),
    ]
    yield Paper("quyết định sao y", "quyết định", [*whole, *copied], frozenset({"PL1-II-2b/co-quan-duong-ke"}))
    chairman = head("Số: 45/QĐ-UBND", "", "ỦY BAN NHÂN DÂN TỈNH SÔNG XANH")
    own = middle("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG XANH", Component.THAM_QUYEN, before=240)
    signed = foot("- Như Điều 3;", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
    yield Paper(
        "quyết định của Chủ tịch", "quyết định", [*chairman, *named, own, *basis(LAW, ASKED), DECIDES, *ORDERS, *signed]
    )
    council = head("Số: 12/NQ-HĐND", "", "HỘI ĐỒNG NHÂN DÂN XÃ AN BÌNH", date=_AN_BINH)
    resolved = middle("QUYẾT NGHỊ:", before=120)
    chair = foot("- Như Điều 3;", ["TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"])
    deciding = middle("HỘI ĐỒNG NHÂN DÂN XÃ AN BÌNH", Component.THAM_QUYEN, before=240)
    about = titled("NGHỊ QUYẾT", "Về dự toán thu, chi ngân sách xã năm 2026")
    yield Paper("nghị quyết", "nghị quyết", [*council, *about, deciding, *basis(LAW, RULE), resolved, *ORDERS, *chair])


def named() -> Iterator[Paper]:
    """Documents with a type's name."""
    for kind, code, how in (
        ("TỜ TRÌNH", "TTr", "table"), ("BÁO CÁO", "BC", "table"), ("BÁO CÁO", "BC", "tabs"), ("THÔNG BÁO", "TB", "table"),
        ("KẾ HOẠCH", "KH", "cell"), ("HƯỚNG DẪN", "HD", "spaces"), ("CHƯƠNG TRÌNH", "CTr", "box"), ("PHƯƠNG ÁN", "PA", "table"),
        ("CHỈ THỊ", "CT", "table"),
    ):  # fmt: skip
        addressed = to("Ủy ban nhân dân tỉnh Sông Xanh") if kind in ("TỜ TRÌNH", "BÁO CÁO") else []
        about = titled(kind, "Kết quả rà soát thủ tục hành chính 6 tháng đầu năm 2026")
        blocks = [*head(f"Số: 12/{code}-SNV", how=how), *about, *addressed, *SECTIONS]
        faults = LINES if how in ("tabs", "spaces") else frozenset()
        first = "- Như trên;" if addressed else "- Các phòng, đơn vị;"
        yield Paper(
            f"{kind.lower()} {how}",
            kind.lower(),
            [*blocks, *foot(first, how="tabs" if how == "tabs" else "table")],
            faults,
        )
    invited = [
        *head("Số: 12/GM-SNV"),
        *titled("GIẤY MỜI", "Họp giao ban tháng 5"),
        *to("Trưởng các phòng, đơn vị thuộc Sở"),
        prose(0, "Sở Nội vụ trân trọng kính mời dự họp: "),
        line(
            "1. Thời gian: 08 giờ 00, ngày 18 tháng 5 năm 2026.", Component.KHOAN, align="both", first=567, before=120
        ),
        line("2. Địa điểm: Phòng họp số 1./.", Component.KHOAN, align="both", first=567, before=120),
        *foot(),
    ]
    yield Paper("giấy mời", "giấy mời", invited)
    wired = [
        *head("Số: 12/CĐ-UBND", "", "ỦY BAN NHÂN DÂN TỈNH SÔNG XANH"),
        *titled("CÔNG ĐIỆN", "Về việc ứng phó với bão số 3"),
        line("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG XANH điện:", Component.NOI_DIEN, before=120, **MIDDLE),
        line("- Chủ tịch Ủy ban nhân dân các xã;", Component.NOI_DIEN, left=1985),
        line("- Thủ trưởng các sở, ban, ngành.", Component.NOI_DIEN, left=1985),
        *BODY,
        *foot(office=["CHỦ TỊCH"]),
    ]
    yield Paper("công điện", "công điện", wired)
    offices = [[middle("THƯ KÝ", Component.CHUC_VU)], [middle("CHỦ TỌA", Component.CHUC_VU)]]
    closed = prose(0, "Cuộc họp kết thúc vào 11 giờ 00 phút cùng ngày. ", end="./.")
    minutes = [*head("Số: 12/BB-SNV"), *titled("BIÊN BẢN", "Họp giao ban tháng 5"), *BODY[:-1], closed]
    minutes.append({"rows": [offices]})
    yield Paper("biên bản", "biên bản", minutes, frozenset({"PL1-II-9b/noi-nhan"}))
    presented = [
        *head("Số: 12/GGT-SNV"),
        *titled("GIẤY GIỚI THIỆU"),
        prose(0, "Sở Nội vụ trân trọng giới thiệu: "),
        prose(1, end="./."),
        *foot(),
    ]
    yield Paper("giấy giới thiệu", "giấy giới thiệu", presented, frozenset({"PL1-II-5b/trich-yeu", "PL3-MAU/noi-dung"}))
    tied = line(
        "(Kèm theo Kế hoạch số 12/KH-SNV ngày 15 tháng 5 năm 2026 của Sở Nội vụ)", Component.KEM_THEO, italic=True
    )
    alone = [
        middle("Phụ lục", Component.PHU_LUC),
        middle("DANH MỤC NHIỆM VỤ", Component.TEN_PHU_LUC),
        {**tied, **MIDDLE},
        {"table": [["TT", "Nhiệm vụ"], ["1", "Rà soát"]], "size": 12},
    ]
    yield Paper("tệp phụ lục", "phụ lục", alone, frozenset({"PL1-III-1a/chi-dan"}))
    second = [
        *head("Số: 13/KH-SNV"),
        *titled("KẾ HOẠCH", "Rà soát thủ tục hành chính"),
        *SECTIONS,
        *foot("- Các phòng;"),
    ]
    whole = [*head("Số: 12/TTr-SNV"), *titled("TỜ TRÌNH", "Ban hành kế hoạch"), *to("UBND tỉnh"), *BODY, *foot()]
    yield Paper("hai văn bản một tệp", "tờ trình", [*whole, *_without_labels(second)])


def _without_labels(blocks: Sequence[Spec]) -> Blocks:
    """Return blocks whose labels are not asked for: the same words stand in the document before them."""
    return [{key: value for key, value in block.items() if key not in ("is", "are")} for block in blocks]


def beyond() -> Iterator[Paper]:
    """What the decree does not bind."""
    state = [middle(NATION, size=13), middle(MOTTO)]
    for kind, number in (("NGHỊ QUYẾT", "Số 05-NQ/ĐU"), ("BÁO CÁO", "Số 12-BC/ĐU"), ("", "Số 31-CV/ĐU")):
        party = [[middle("ĐẢNG ỦY XÃ AN BÌNH"), line("*", **MIDDLE), line(number, **MIDDLE)]]
        party.append([middle("ĐẢNG CỘNG SẢN VIỆT NAM", size=15), dateline()])
        named = titled(kind, "về công tác tháng 5") if kind else to("Ban Thường vụ Tỉnh ủy")
        signed = foot("- Tỉnh ủy (để báo cáo),", ["T/M ĐẢNG ỦY", "BÍ THƯ"], kept="- Lưu Văn phòng Đảng ủy.")
        yield Paper(f"Đảng {kind or 'công văn'}", None, [{"rows": [party]}, *named, *BODY, *signed], beyond="Đảng")
    for title in ("ĐƠN XIN NGHỈ PHÉP", "ĐƠN KHIẾU NẠI", "ĐƠN ĐỀ NGHỊ", "BẢN CAM KẾT", "TỜ KHAI ĐĂNG KÝ"):
        whom = to("Ủy ban nhân dân xã An Bình")
        yield Paper(
            title.lower(), None, [*state, middle(title), *whom, line("Tôi tên là: ………………"), *BODY], beyond="đơn"
        )
    for title in ("HỢP ĐỒNG THUÊ TRỤ SỞ", "BIÊN BẢN THANH LÝ HỢP ĐỒNG", "PHỤ LỤC HỢP ĐỒNG", "HỢP ĐỒNG"):
        yield Paper(
            title.lower(), None, [*state, middle(title), line("Số: 12/HĐ", **MIDDLE), *SECTIONS], beyond="hợp đồng"
        )
    for mark in ("Mẫu số: 01/GTGT", "Mẫu số S02c-HKD", "Mẫu số 05-ĐK (Ban hành kèm theo Thông tư số 10/2026/TT-BTC)"):
        yield Paper(mark, None, [line(mark, align="right"), *state, middle("TỜ KHAI THUẾ"), *BODY], beyond="biểu mẫu")
    court = head("Số: 12/2026/QĐST-DS", "", "TÒA ÁN NHÂN DÂN KHU VỰC 1")
    yield Paper("quyết định của tòa án", None, [*court, *titled("QUYẾT ĐỊNH"), *BODY], beyond="tố tụng")
    yield Paper(
        "bản án", None, [*head("Số: 12/BA", "", "TÒA ÁN NHÂN DÂN TỈNH"), middle("BẢN ÁN"), *BODY], beyond="tố tụng"
    )
    for title in ("BÀI PHÁT BIỂU KHAI MẠC", "DIỄN VĂN", "THAM LUẬN"):
        yield Paper(
            title.lower(), None, [middle(title), middle("tại Hội nghị tổng kết năm 2026"), *BODY], beyond="phát biểu"
        )
    english = "The department has carried out the tasks assigned to it in the first half of the year as planned. " * 3
    yield Paper(
        "báo cáo tiếng Anh", None, [middle("PROGRESS REPORT"), line(english), line(english)], beyond="nước ngoài"
    )
    yield Paper("ghi chép", None, [middle("NỘI DUNG TRAO ĐỔI"), *BODY], beyond="không có phần đầu")
    yield Paper(
        "thông tư", None, [*head("Số: 12/2026/TT-BNV", "", "BỘ NỘI VỤ"), *titled("THÔNG TƯ"), *BODY], beyond="quy phạm"
    )
    for signs in (
        ("<so>", "<ngay>", "<noi_nhan>"),
        ("{{so}}", "{{ngay}}", "{{noi_nhan}}"),
        ("${so}", "${ngay}", "${noi_nhan}"),
        ("[so_vb]", "99/99/9999", "[noi_nhan]"),
    ):
        number, date, recipient = signs
        made = [
            *head(f"Số: {number}/SNV-VP", about=["V/v rà soát"], date=f"Sông Xanh, ngày {date}"),
            *to(recipient),
            *BODY,
            *foot(),
        ]
        yield Paper(f"mẫu {number}", None, made, beyond="mẫu")


SOUND: tuple[Paper, ...] = (*letters(), *decisions(), *named())
BEYOND: tuple[Paper, ...] = tuple(beyond())
