"""What ``lint`` does with what the decree does not bind: one line, not judged; all the same with ``--force``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reportgen
from tests.conftest import Ran, write
from tests.offices import MIDDLE, MOTTO, NATION, Blocks, dateline, docx, foot, head, line, middle, prose
from tests.papers import Spec

Cli = Callable[..., Ran]

ENGLISH = "This paper tells how the first quarter went and what is left to do in the second one, unit by unit. " * 2
STATE: Blocks = [middle(NATION, size=13), middle(MOTTO)]
BEYOND: dict[str, tuple[Blocks, str]] = {
    "của Đảng": (
        [
            {
                "rows": [
                    [
                        [line("ĐẢNG ỦY XÃ SÔNG XANH"), middle("CHI BỘ VĂN PHÒNG"), line("Số 05-NQ/CB")],
                        [middle("ĐẢNG CỘNG SẢN VIỆT NAM"), dateline()],
                    ]
                ]
            },
            middle("NGHỊ QUYẾT"),
            prose(0),
            *foot("- Đảng ủy,", ["T/M CHI BỘ", "BÍ THƯ"]),
        ],
        "văn bản của Đảng (có «ĐẢNG CỘNG SẢN VIỆT NAM»)",
    ),
    "đơn của công dân": (
        [*STATE, middle("ĐƠN XIN XÁC NHẬN"), middle("Kính gửi: Ủy ban nhân dân xã"), line("Tôi tên là ……………")],
        "đơn, tờ khai của cá nhân (có «ĐƠN XIN XÁC NHẬN»)",
    ),
    "đơn khởi kiện": (
        [*STATE, middle("ĐƠN KHỞI KIỆN"), middle("Kính gửi: Tòa án nhân dân"), line("Người khởi kiện: ………")],
        "đơn, tờ khai của cá nhân (có «ĐƠN KHỞI KIỆN»)",
    ),
    "thỏa thuận của vợ chồng": (
        [*STATE, middle("VĂN BẢN THỎA THUẬN VỀ VIỆC CHIA TÀI SẢN"), line("Hôm nay, chúng tôi gồm có:"), prose(0)],
        "hợp đồng, thỏa thuận (có «VĂN BẢN THỎA THUẬN VỀ VIỆC CHIA TÀI SẢN»)",
    ),
    "phiếu trình": (
        [
            *head("Số:      /PT-NC", agency="VĂN PHÒNG"),
            middle("PHIẾU TRÌNH"),
            middle("Kính gửi: Lãnh đạo UBND tỉnh"),
            prose(0),
        ],
        "phiếu trình giải quyết công việc (có «PHIẾU TRÌNH»), không thuộc các loại ở Điều 7",
    ),
    "hợp đồng": (
        [*STATE, middle("HỢP ĐỒNG KINH TẾ"), line("Số: 12/2026/HĐKT", **MIDDLE), prose(0), prose(1)],
        "hợp đồng, thỏa thuận (có «HỢP ĐỒNG KINH TẾ»)",
    ),
    "hợp đồng của công ty": (
        [*head("Số: 12/HĐ-TX", agency="CÔNG TY TNHH THANH XUÂN", above=""), middle("HỢP ĐỒNG"), prose(0), prose(1)],
        "hợp đồng, thỏa thuận (có «HỢP ĐỒNG»)",
    ),
    "mẫu của thuế": (
        [line("Mẫu số: 01/GTGT"), *STATE, middle("TỜ KHAI THUẾ GIÁ TRỊ GIA TĂNG"), line("[01] Kỳ tính thuế: tháng 5")],
        "biểu mẫu theo quy định của ngành (có «Mẫu số: 01/GTGT»)",
    ),
    "bản án": (
        [*head("Bản án số: 12/2026/DS-ST", agency="TÒA ÁN NHÂN DÂN KHU VỰC 1"), middle("BẢN ÁN"), prose(0)],
        "văn bản tố tụng",
    ),
    "bài phát biểu": (
        [middle("BÀI PHÁT BIỂU"), middle("của đồng chí Giám đốc tại hội nghị"), prose(0), prose(1)],
        "bài phát biểu, tham luận (có «BÀI PHÁT BIỂU»)",
    ),
    "tiếng Anh": ([middle("REPORT ON THE FIRST QUARTER"), line(ENGLISH)], "văn bản tiếng nước ngoài"),
    "không có phần đầu": ([middle("Ghi chép cuộc họp"), prose(0), prose(1)], "tài liệu không có phần đầu"),
    "quy phạm pháp luật": (
        [*head("Số: 12/2026/TT-BNV", agency="BỘ NỘI VỤ", above=""), middle("THÔNG TƯ"), prose(0)],
        "thông tư, là văn bản quy phạm pháp luật",
    ),
    "mẫu của phần mềm": (
        [
            *head("Số: <so>/SNV-VP", about=["V/v ${trich_yeu}"], date="Sông Xanh, ngày 99/99/9999"),
            line("Kính gửi: [noi_nhan]", **MIDDLE),
            prose(0),
            *foot(office=["{{CHUC_VU}}"], name="<ho_ten>"),
        ],
        "còn chỗ của mẫu: «<so>», «${trich_yeu}», «99/99/9999», «[noi_nhan]»",
    ),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_the_decree_does_not_bind_is_said_in_one_line(name: str, tmp_path: Path, cli: Cli) -> None:
    blocks, words = BEYOND[name]
    path = write(tmp_path, "a.docx", docx(blocks))
    ran = cli("lint", path)
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 1
    assert words in ran.out
    assert "không xét theo Nghị định 30 (vẫn muốn xét thì ghi thêm --force)" in ran.out
    assert cli("lint", path, "--strict").code == 1
    forced = cli("lint", path, "--force").out
    assert "quy tắc đạt" in forced
    assert words not in forced


def test_machines_are_told_why_a_document_was_not_judged(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", docx(BEYOND["của Đảng"][0]))
    file = json.loads(cli("lint", path, "--format", "json").out)["tep"][0]
    assert file["khong_xet_vi"].startswith("văn bản của Đảng")
    assert (file["quy_tac"], file["loi"]) == ([], 0)
    sarif = json.loads(cli("lint", path, "--format", "sarif").out)["runs"][0]
    assert not sarif["results"]
    assert "văn bản của Đảng" in sarif["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert reportgen.lint(path).beyond.startswith("văn bản của Đảng")
    assert reportgen.lint(path, force=True).results


def test_files_that_are_not_judged_are_counted(tmp_path: Path, cli: Cli) -> None:
    write(tmp_path, "a.docx", docx(BEYOND["tiếng Anh"][0]))
    write(tmp_path, "b.docx", docx(BEYOND["bản án"][0]))
    assert "Đã kiểm tra 2 tệp: 0 tệp có lỗi, 0 tệp không đọc được, 2 tệp không xét." in cli("lint", tmp_path).out


def letter(*blocks: Spec, about: str = "V/v rà soát công việc", **feet: str) -> Blocks:
    return [
        *head("Số: 12/SNV-VP", about=[about]),
        line("Kính gửi: Sở Tài chính", **MIDDLE),
        *blocks,
        prose(1, end="./."),
        *foot(**feet),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        letter(prose(0, "Hợp đồng lao động: ")),
        letter(prose(0), about="V/v hợp đồng thuê trụ sở"),
        letter(middle("HỢP ĐỒNG ĐÃ KÝ"), prose(0)),
        [*head("Số: 13/HĐ-SNV"), middle("HỢP ĐỒNG"), middle("Mua sách"), prose(0), prose(1)],
        [*head("Số: 14/BTT-SNV"), middle("BẢN THỎA THUẬN"), middle("Phối hợp công tác"), prose(0), prose(1)],
        letter(prose(0, "Đơn vị «hai», «ba», «bốn» đã báo cáo: ")),
        letter(prose(0, "Kết quả <năm trước> ")),
        [
            *head("Số: 05/BC-SNV"),
            middle("BÁO CÁO"),
            middle("Đơn khiếu nại, tố cáo năm 2026"),
            prose(0),
            prose(1, end="./."),
            *foot("- Sở Tài chính;"),
        ],
        [*head("Số: 12/BB-SNV"), middle("BIÊN BẢN BÀN GIAO TÀI SẢN"), prose(0), prose(1, end="./."), *foot()],
        [*head("Số: 12/KH-PT"), middle("KẾ HOẠCH"), middle("Năm 2026"), prose(0, end="./."), *foot("- Các phòng;")],
        [middle(NATION), middle(MOTTO), middle("ĐƠN VỊ: VĂN PHÒNG"), middle("BÁO CÁO"), prose(0), *foot("- Sở;")],
        [  # the Quốc hiệu was forgotten: a fault of a document that the decree binds
            line("SỞ NỘI VỤ"),
            line("Số: 05/BC-SNV"),
            middle("BÁO CÁO"),
            prose(0),
            *foot("- Sở Tài chính;"),
        ],
    ],
)
def test_a_document_that_only_speaks_of_such_things_is_judged(blocks: Blocks) -> None:
    report = reportgen.lint(docx(blocks))
    assert not report.beyond
    assert report.results


def test_a_forgotten_place_of_a_template_is_no_value_of_its_part() -> None:
    report = reportgen.lint(docx(letter(prose(0), name="<ho_ten>")))
    reasons = {result.rule_id: result.reason for result in report.results}
    assert reasons["PL1-II-7dd/ho-ten-co-chu"] == "phần Họ tên người ký còn chỗ của mẫu chưa điền"
    assert not [breach for result, breach in report.breaches() if "ho-ten" in result.rule_id]


def test_an_appendix_as_a_file_of_its_own_is_judged_as_one() -> None:
    blocks = [
        middle("Phụ lục II"),
        middle("DANH SÁCH ĐƠN VỊ", size=12),
        line("(Kèm theo Quyết định số 12/QĐ-SNV ngày 15 tháng 5 năm 2026 của Sở Nội vụ)", italic=True, **MIDDLE),
        {"table": [["TT", "Đơn vị"], ["1", "Văn phòng"]], "size": 13},
    ]
    report = reportgen.lint(docx(blocks))
    assert (report.kind, report.beyond, report.lost) == ("phụ lục", "", False)
    assert (report.judged, report.total) == (7, 7)
    assert "PL1-III-1b/ten-phu-luc-co-chu" in {result.rule_id for result, _ in report.breaches()}
    assert "PL1-II-1a/quoc-hieu" not in {result.rule_id for result, _ in report.breaches()}
