"""``lint`` is never silent about what it did not read, and judges what else a file holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reportgen
from reportgen.nd30.verdicts import FormReport
from tests.conftest import Ran, write
from tests.offices import MIDDLE, MOTTO, NATION, Blocks, article, dateline, docx, foot, head, line, middle, prose
from tests.papers import Spec

Cli = Callable[..., Ran]

ATTACHED = line("(Kèm theo Quyết định số 12/QĐ-SNV ngày 15 tháng 5 năm 2026)", italic=True, **MIDDLE)


def decision(*behind: Spec) -> Blocks:
    return [
        *head("Số: 12/QĐ-SNV"),
        middle("QUYẾT ĐỊNH"),
        middle("Ban hành Điều lệ Câu lạc bộ đọc sách"),
        article(1, "Ban hành Điều lệ."),
        article(2, "Quyết định này có hiệu lực từ ngày ký./."),
        *foot("- Như Điều 2;"),
        *behind,
    ]


def judged(*behind: Spec) -> FormReport:
    return reportgen.lint(docx(decision(*behind)))


def told(report: FormReport, rule: str) -> list[str]:
    return [breach.where.place for result, breach in report.breaches() if result.rule_id == rule]


def test_every_line_of_a_plain_document_is_read() -> None:
    report = judged()
    assert (report.told, report.lost, report.judged, report.total) == ((), False, 15, 15)


def test_a_second_document_is_said_and_judged() -> None:
    second = [*head("Số: 13/KH-SNV"), middle("KẾ HOẠCH"), middle("Đọc sách"), prose(0, size=12), *foot("- Các phòng;")]
    second[0]["rows"][0][1][1]["text"] = "Độc lập – Tự do – Hạnh phúc"
    report = judged(*second)
    assert report.told == (
        "tệp có văn bản thứ hai, kế hoạch, từ dòng «UBND TỈNH SÔNG XANH»: xét riêng như một văn bản",
    )
    assert told(report, "PL1-II-1b/tieu-ngu") == ["bảng 3, dòng 1, ô 2, trong văn bản thứ hai của tệp"]
    assert told(report, "PL1-II-6e/noi-dung-co-chu") == ["trong văn bản thứ hai của tệp"]
    assert report.judged == report.total


def test_a_draft_that_is_laid_beside_begins_with_its_mark() -> None:
    second = [*head("Số:      /KH-SNV"), middle("KẾ HOẠCH"), middle("Đọc sách"), prose(0), *foot("- Các phòng;")]
    report = judged(line("DỰ THẢO", bold=True), *second)
    assert report.told == ("tệp có văn bản thứ hai, kế hoạch, từ dòng «DỰ THẢO»: xét riêng như một văn bản",)


def test_a_nation_that_is_quoted_begins_no_document() -> None:
    quoted = [middle("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), middle("Độc lập - Tự do - Hạnh phúc")]
    told_how = [*head("Số: 12/HD-SNV"), middle("HƯỚNG DẪN"), middle("Thể thức văn bản"), prose(0), prose(1), *quoted]
    report = reportgen.lint(docx([*told_how, prose(2), prose(3, end="./."), *foot("- Các phòng;")]))
    assert (report.told, report.judged) == ((), report.total)


def test_those_who_stand_for_the_parties_sign_minutes() -> None:
    left = [middle("ĐẠI DIỆN BÊN GIAO", size=12), line("(Ký, ghi rõ họ tên)", **MIDDLE), middle("Lê Văn Mẫu")]
    right = [middle("ĐẠI DIỆN BÊN NHẬN"), line("(Ký, ghi rõ họ tên)", **MIDDLE), middle("Hoàng Thị Mẫu")]
    below = [line("Nơi nhận:", size=12, bold=True, italic=True), line("- Lưu: VT, VP.", size=11)]
    minutes = [*head("Số: 12/BB-SNV"), middle("BIÊN BẢN"), middle("Bàn giao tài sản"), prose(0), prose(1, end="./.")]
    report = reportgen.lint(docx([*minutes, {"rows": [[left, right]]}, *below]))
    assert told(report, "PL1-II-7dd/chuc-vu-co-chu") == ["bảng 2, dòng 1, ô 1"]


def test_a_second_document_that_is_not_bound_is_said_and_not_judged() -> None:
    heads = [middle(NATION, size=13), middle(MOTTO), middle("HỢP ĐỒNG"), line("Số: 13/2026/HĐMB", **MIDDLE)]
    report = judged(*heads, middle("Mua sách"), prose(0, size=12))
    assert "văn bản thứ hai" in report.told[0]
    assert "có vẻ là hợp đồng, thỏa thuận" in report.told[0]
    assert report.total - report.judged == 6
    assert not told(report, "PL1-II-6e/noi-dung-co-chu")


def copied(name: str, number: str) -> FormReport:
    agency = [middle("ỦY BAN NHÂN DÂN XÃ AN BÌNH", size=13), line(number, size=13, **MIDDLE)]
    right = [middle(name), dateline("An Bình, ngày 06 tháng 5 năm 2026")]
    return judged({"rows": [[agency, right]]}, *foot("- Như trên;", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]))


def test_a_copy_that_is_named_in_small_letters_is_one() -> None:
    report = copied("Sao lục", "Số: 03/SY-UBND")
    assert "phần bản sao (sao lục)" in report.told[0]
    assert told(report, "PL1-P2/sao-y") == ["bảng 3, dòng 1, ô 2"]
    assert told(report, "PL1-P2/sao-ky-hieu") == ["bảng 3, dòng 1, ô 1"]


def test_a_column_with_the_words_of_a_copy_begins_none() -> None:
    assert "phần bản sao" not in "".join(copied("Sao lục", "Số: 03").told)


def test_a_copy_is_named_and_needs_no_nation_nor_text() -> None:
    copied = [
        {
            "rows": [
                [
                    [middle("ỦY BAN NHÂN DÂN XÃ AN BÌNH", size=13), line("Số: 03/SY-UBND", size=13, **MIDDLE)],
                    [middle("SAO Y"), dateline("An Bình, ngày 06 tháng 5 năm 2026")],
                ]
            ]
        },
        *foot("- Như trên;", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    ]
    report = judged(*copied)
    assert report.told == (
        "tệp có phần bản sao (sao y), từ dòng «ỦY BAN NHÂN DÂN XÃ AN BÌNH»: xét riêng như một văn bản",
    )
    assert report.judged == report.total
    assert not any("quoc-hieu" in result.rule_id or "6e" in result.rule_id for result, _ in report.breaches())


def test_a_regulation_that_is_attached_is_judged_and_a_list_is_named() -> None:
    rules = [middle("ĐIỀU LỆ"), middle("Câu lạc bộ đọc sách"), ATTACHED]
    articles = [line(f"Điều {at}: Nội dung của điều này.", align="both", size=11) for at in range(1, 9)]
    rows = {"table": [["TT", "Họ và tên"], ["1", "Lê Văn Mẫu"]], "size": 12}
    report = judged(*rules, *articles, middle("DANH SÁCH"), ATTACHED, rows)
    assert report.told == ("kèm theo có «ĐIỀU LỆ Câu lạc bộ đọc sách»: xét riêng", "kèm theo có «DANH SÁCH»: xét riêng")
    assert told(report, "PL1-II-6dd/dieu") == ["trong «ĐIỀU LỆ Câu lạc bộ đọc sách»"]
    assert told(report, "PL1-II-6e/noi-dung-co-chu") == ["trong «ĐIỀU LỆ Câu lạc bộ đọc sách»"]
    assert report.judged == report.total


def test_a_regulation_is_known_without_its_line_kem_theo() -> None:
    rules = [middle("QUY ĐỊNH"), middle("Đọc sách"), line("Chương I", bold=True), line("QUY ĐỊNH CHUNG", bold=True)]
    rules += [article(1, "Phạm vi."), article(2, "Đối tượng."), middle("Chương II"), middle("ĐỌC SÁCH")]
    rules += [
        middle("Mục I", before=120),
        middle("TẠI CHỖ", before=120),
        article(1, "Giờ đọc."),
        article(2, "Cách đọc."),
    ]
    report = judged(*rules)
    assert report.told == ("kèm theo có «QUY ĐỊNH Đọc sách»: xét riêng",)
    assert report.judged == report.total
    found = {result.rule_id: breach.found for result, breach in report.breaches()}
    assert found["PL1-III-1c/kem-theo"] == "không có dòng Kèm theo"
    assert found["PL1-II-6dd/dieu-thu-tu"] == "«Điều 1» đánh lại từ đầu ở Chương II"
    assert found["PL1-II-6dd/phan-chuong"] == "số thứ tự của mục không phải số Ả Rập"
    assert found["PL1-II-6dd/phan-chuong-canh-giua"] == "canh trái (và 1 dòng khác)"
    assert "PL1-II-6e/cach-doan" not in found


def test_the_title_of_a_regulation_ends_above_its_first_chapter() -> None:
    rules = [middle("QUY CHẾ"), middle("Đọc sách"), middle("Chương I"), middle("Quy định chung")]
    report = judged(*rules, article(1, "Phạm vi."), article(2, "Đối tượng."))
    assert report.told == ("kèm theo có «QUY CHẾ Đọc sách»: xét riêng",)
    assert told(report, "PL1-II-6dd/ten-phan-chu-hoa") == ["trong «QUY CHẾ Đọc sách»"]


@pytest.mark.parametrize(
    ("form", "rules"),
    [
        ({}, []),
        ({"italic": False}, ["PL1-III-1c/kem-theo-kieu-chu"]),
        ({"size": 12}, ["PL1-III-1c/kem-theo-co-chu"]),
        ({"text": ATTACHED["text"].replace("12/", "21/")}, ["PL1-III-1c/kem-theo-so"]),
    ],
)
def test_the_line_kem_theo_of_a_regulation_is_judged_as_that_of_an_appendix(
    form: dict[str, object], rules: list[str]
) -> None:
    report = judged(middle("ĐIỀU LỆ"), middle("Câu lạc bộ đọc sách"), ATTACHED | form, article(1, "Phạm vi."))
    assert [result.rule_id for result, _ in report.breaches() if "kem-theo" in result.rule_id] == rules


def test_articles_that_go_on_and_arabic_sections_are_right() -> None:
    rules = [middle("QUY CHẾ"), middle("Đọc sách"), ATTACHED, middle("Chương I"), middle("CHUNG")]
    rules += [article(1, "Phạm vi."), middle("Chương II"), middle("ĐỌC SÁCH"), middle("Mục 1", before=120)]
    rules += [
        middle("TẠI CHỖ", before=120),
        article(2, "Giờ đọc."),
        middle("Mục 2"),
        middle("MƯỢN VỀ"),
        article(3, "Hạn."),
    ]
    report = judged(*rules)
    ids = {result.rule_id for result, _ in report.breaches()}
    assert not ids & {"PL1-II-6dd/dieu-thu-tu", "PL1-II-6dd/phan-chuong", "PL1-II-6d/tieu-de", "PL1-III-1c/kem-theo"}


@pytest.mark.parametrize("title", ["DANH SÁCH", "NỘI QUY", "Danh sách"])
def test_only_a_title_in_capitals_right_below_the_signature_is_one(title: str) -> None:
    rows = {"table": [["TT", "Họ và tên"], ["1", "Lê Văn Mẫu"]], "size": 12}
    report = judged(middle(title), middle("Hội viên"), rows)
    assert bool(told(report, "PL1-III-1c/kem-theo")) is title.isupper()
    assert not told(judged(prose(0), middle("DANH SÁCH"), rows), "PL1-III-1c/kem-theo")


def test_a_form_to_be_filled_in_is_named_and_not_judged() -> None:
    form = [line("Mẫu số 01"), *head("Số: …/BC-…"), middle("BÁO CÁO"), line("Tên đơn vị: ………………", size=10)]
    report = judged(middle("Phụ lục"), middle("BIỂU MẪU"), ATTACHED, *form)
    assert any(words.startswith("tệp có biểu mẫu để điền, từ dòng «Mẫu số 01», 9 dòng") for words in report.told)
    assert not told(report, "PL1-II-6e/noi-dung-co-chu")
    assert report.judged < report.total


def test_lines_behind_the_signature_are_said() -> None:
    report = judged(prose(0), prose(1))
    assert report.told == (
        "còn 2 dòng sau chữ ký không rõ là phần gì nên không xét: «Thực hiện nhiệm vụ được giao…», "
        "«Công tác phối hợp giữa các phòng chuyên môn với chính quyền…»",
    )
    assert (report.judged, report.total) == (15, 17)


@pytest.mark.parametrize("rows", [3, 1400])
def test_a_table_behind_the_signature_is_judged(rows: int) -> None:
    table = {"table": [["nội dung", "nội dung"]] * rows, "size": 12, "font": "Arial"}
    report = judged(table)
    assert report.judged == report.total == 15 + 2 * rows
    assert told(report, "PL1-I-4/phong-chu") == ["bảng 3, dòng 1, ô 1"]


def test_a_document_whose_text_is_not_found_is_no_clean_one(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", docx([*head("Số: 12/QĐ-SNV"), middle("QUYẾT ĐỊNH"), *foot("- Như Điều 2;")]))
    ran = cli("lint", path)
    assert ran.code == 1
    assert " · chưa đọc được văn bản: không tìm thấy phần nội dung" in ran.out.splitlines()[0]
    assert "  đã xét 12 trên 12 dòng" in ran.out.splitlines()
    file = json.loads(cli("lint", path, "--format", "json").out)["tep"][0]
    assert (file["mat_noi_dung"], file["so_dong_da_xet"], file["so_dong"]) == (True, 12, 12)
    assert file["noi_truoc"][0].startswith("chưa đọc được văn bản")
    sarif = json.loads(cli("lint", path, "--format", "sarif").out)["runs"][0]["invocations"][0]
    assert sarif["toolExecutionNotifications"][0]["level"] == "error"


def test_a_judgement_of_a_guessed_part_says_how_sure_it_is() -> None:
    blocks = [
        *head("Số: 12/SNV-VP", about=["Rà soát công việc quý II"]),
        line("Kính gửi: Sở B", **MIDDLE),
        prose(0),
        prose(1, end="./."),
        *foot(),
    ]
    report = reportgen.lint(docx(blocks))
    found = {result.rule_id: breach.where for result, breach in report.breaches()}
    where = found["PL1-II-5b/cong-van-v-v"]
    assert where.certainty == 0.6
    assert where.words().endswith(", đoán là Trích yếu công văn, chắc khoảng 60%")
