"""``issue`` as a registry meets it: number and date filled in, everything checked, one bag, one line."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import bagit
import pytest

from tests.clock import ZONE, set_clock
from tests.conftest import Ran, Small
from tests.docx_text import edited, members
from tests.issuing import REPLACING, REPORT, everything, letter, ready, unchanged
from tests.places import ROOT
from tests.test_draft import GOING, edit_in_word

Cli = Callable[..., Ran]
SO_5 = ("--so", "5", "--ngay", "14/5/2026")


def issued(cli: Cli, *arguments: object) -> Ran:
    ran = cli("issue", *arguments)
    assert ran.code == 0, ran.err + ran.out
    return ran


def register(small: Small, year: int = 2026) -> list[dict[str, object]]:
    text = (small.root / "luu-tru" / str(year) / "so-dang-ky.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def objected(cli: Cli, *arguments: object) -> dict[str, str]:
    """Return what speaks against issuing, by name; hold that it was refused."""
    ran = cli("issue", *arguments, "--format", "json")
    assert ran.code == 1, ran.err + ran.out
    data = json.loads(ran.out)
    assert data["ban_hanh"] is False
    return {item["ma"]: item["noi_dung"] for item in data["ly_do"]}


def body(docx: bytes) -> str:
    return members(docx)["word/document.xml"].decode()


def shown_text(docx: bytes) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", body(docx)))


def test_number_and_date_are_filled_in_everywhere_and_nothing_else_changes(small: Small, cli: Cli, draft: Path) -> None:
    before = draft.read_bytes()
    ran = issued(cli, "6-thang", *SO_5)
    bag = small.root / "luu-tru/2026/05-BC-STN"
    document = (bag / "data/05-BC-STN.docx").read_bytes()
    text = shown_text(document)
    assert "Số: 05/BC-STN" in text
    assert "Ví Dụ, ngày 14 tháng 5 năm 2026" in text
    attached = re.findall(r"\(Kèm theo Báo cáo số .*?\)", text)
    assert attached
    assert all("số 05/BC-STN ngày 14 tháng 5 năm 2026" in line for line in attached)
    old, new = members(before), members(document)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml"}
    assert draft.read_bytes() == before
    assert ran.out.splitlines()[:3] == [
        f"Đã ban hành {REPORT} ngày 14/5/2026, từ {Path('ban-thao/kh-6-thang.docx')}.",
        f"Văn bản:  {Path('luu-tru/2026/05-BC-STN/data/05-BC-STN.docx')}",
        next(line for line in ran.out.splitlines() if line.startswith("Hồ sơ:")),
    ]


def test_the_bag_holds_everything_the_report_came_from(small: Small, cli: Cli, draft: Path) -> None:
    inputs = everything(small.root)
    issued(cli, "6-thang", *SO_5, "--copies", "3", "--pages", "7")
    bag = small.root / "luu-tru/2026/05-BC-STN"
    kept = everything(bag)
    for name in ("co-quan.yaml", "ke-hoach/kh.yaml", "tinh-hinh/kh/6-thang/phong-mot.yaml"):
        assert kept[f"data/dau-vao/{name}"] == inputs[name]
    assert kept["data/mau/bao-cao-6-thang.docx"].startswith(b"PK")
    snapshot = json.loads(kept["data/so-lieu.json"])
    assert (snapshot["version"], snapshot["period_id"], len(snapshot["units"])) == (2, "6-thang", 3)
    assert json.loads(kept["data/kiem-tra.json"])["chuong_trinh"] == "0.1.0"
    assert "Việc của mọi phòng" in kept["data/van-ban.txt"].decode()
    archived = bagit.Bag(str(bag))
    archived.validate()
    fields = archived.info
    assert fields["CodeNumber"] == "05"
    assert fields["CodeNotation"] == "BC-STN"
    assert fields["IssuedDate"] == "2026-05-14"
    assert fields["OrganName"] == "Sở Thử nghiệm"
    assert (fields["PageAmount"], fields["IssuedAmount"], fields["Language"]) == ("7", "3", "Tiếng Việt")
    assert fields["FullName"] == "Người Ký Mẫu"
    assert fields["To"] == ["Sở Nhận", "Các phòng thuộc Sở"]
    root = ElementTree.fromstring(kept["van-ban.xml"])
    assert root.findtext("SignerInfo/Position") == "Giám đốc"
    assert [node.text for node in root.findall("To/OrganName")] == ["Sở Nhận", "Các phòng thuộc Sở"]
    assert root.findtext("Subject") == fields["Subject"]


def test_the_file_of_the_plan_is_in_the_fields(small: Small, cli: Cli, draft: Path) -> None:
    small.replace("co-quan.yaml", "ky_hieu: STN\n", "ky_hieu: STN\nma_dinh_danh: H00.01\n")
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nho_so: {ky_hieu: 01.VP, thoi_han: 10 năm}\n")
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    ran = issued(cli, "6-thang", *SO_5)
    assert "thời hạn lưu trữ" not in ran.out
    fields = bagit.Bag(str(small.root / "luu-tru/2026/05-BC-STN")).info
    assert (fields["OrganId"], fields["FileNotation"], fields["Maintenance"]) == ("H00.01", "01.VP", "10 năm")
    assert fields["Title"] == "Triển khai kế hoạch thử nghiệm năm 2026"


def test_the_register_line_has_the_ten_columns(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5, "--copies", "3")
    (line,) = register(small)
    assert line["so"] == 5
    assert line["ngay"] == "2026-05-14"
    assert line["ten_loai"] == "Báo cáo"
    assert "6 tháng đầu năm 2026" in str(line["trich_yeu"])
    assert (line["nguoi_ky"], line["luu"], line["so_luong"]) == ("Người Ký Mẫu", "VT, VP", 3)
    assert line["noi_nhan"] == ["Sở Nhận", "Các phòng thuộc Sở"]
    assert (line["stt"], line["day_so"], line["ke_hoach"], line["ky_bao_cao"]) == (1, "báo cáo", "kh", "6-thang")


def test_the_same_again_is_done_already(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    with unchanged(small.root):
        ran = issued(cli, "6-thang", *SO_5)
    assert "đã ban hành từ trước" in ran.out


# What speaks against it


def test_nothing_is_written_when_it_is_refused(small: Small, cli: Cli, draft: Path) -> None:
    with unchanged(small.root):
        ran = cli("issue", "6-thang", "--so", "5", "--ngay", "01/4/2026")
    assert ran.code == 1
    assert "truoc-ngay-chot: ngày 01/4/2026 trước ngày chốt số liệu 30/4/2026" in ran.out
    assert '--accept truoc-ngay-chot --reason "lý do"' in ran.out


def test_every_objection_is_told_at_once(small: Small, cli: Cli, draft: Path) -> None:
    (small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml").unlink()
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    found = objected(cli, "6-thang", "--so", "5", "--ngay", "31/12/2026")
    assert set(found) == {"to-vang", "don-vi-chua-gui", "ngay-tuong-lai"}
    assert found["don-vi-chua-gui"] == "chưa gửi: Phòng Hai"


def test_a_breach_of_form_is_an_objection_under_its_rule(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(
        edited(draft, lambda xml: xml.replace("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", 1))
    )
    found = objected(cli, "6-thang", *SO_5)
    assert [name for name in found if name.startswith("PL1-II-1b")]


def test_a_figure_changed_in_word_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    changed = edited(draft, lambda xml: xml.replace("80,0%", "90,0%", 1))
    draft.write_bytes(changed)
    found = objected(cli, "6-thang", *SO_5)
    assert list(found) == ["SL/da-sua"]
    assert "bản thảo ghi 90,0%" in found["SL/da-sua"]


def test_data_changed_since_the_draft_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    small.status("van-phong", f"chi_tieu: {{CT1: {{tu_so: 9, mau_so: 10}}}}\nnhiem_vu:\n  I.1: {GOING}\n")
    found = objected(cli, "6-thang", *SO_5)
    assert set(found) == {"so-lieu-da-doi", "SL/da-cu"}
    assert "tinh-hinh/kh/6-thang/van-phong.yaml" in found["so-lieu-da-doi"]


def test_data_with_errors_is_refused(small: Small, cli: Cli, draft: Path) -> None:
    small.status("van-phong", "chi_tieu: {CT1: {tu_so: nhiều, mau_so: 10}}\n")
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "reportgen check kh/6-thang" in ran.err


LEFT = {
    "cho-trong": (
        "như sau:",
        'như sau:</w:t></w:r><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>…… triển khai</w:t></w:r><w:r><w:t>',
    ),
    "vet-sua": (
        "như sau:",
        'như sau:</w:t></w:r><w:ins w:id="900" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r><w:t>thêm</w:t></w:r></w:ins><w:r><w:t>',
    ),
}


@pytest.mark.parametrize("kind", LEFT)
def test_what_word_leaves_in_a_document_is_an_objection(small: Small, cli: Cli, draft: Path, kind: str) -> None:
    styles = members(draft)["word/styles.xml"].decode()
    style = re.search(r'w:styleId="([^"]+)"[^>]*><w:name w:val="ND30 Cần bổ sung"', styles)
    assert style is not None
    old, new = LEFT[kind]
    draft.write_bytes(edited(draft, lambda xml: xml.replace(old, new.format(style=style[1]), 1)))
    assert kind in objected(cli, "6-thang", *SO_5)


def test_an_accepted_objection_is_kept_with_its_reason(small: Small, cli: Cli, draft: Path) -> None:
    reason = "Ký trước theo chỉ đạo"
    ran = issued(cli, "6-thang", "--so", "5", "--ngay", "01/4/2026", "--accept", "truoc-ngay-chot", "--reason", reason)
    assert f"(lý do: {reason})" in ran.out
    (line,) = register(small)
    assert line["ghi_chu"] == f"chấp nhận ngày ban hành trước ngày chốt số liệu: {reason}"
    kept = json.loads((small.root / "luu-tru/2026/05-BC-STN/data/kiem-tra.json").read_text(encoding="utf-8"))
    assert [(item["id"], item["reason"]) for item in kept["chap_nhan"]] == [("truoc-ngay-chot", reason)]


ACCEPTS = {
    "no reason": (("--accept", "ngay-lui"), "cần lý do"),
    "empty reason": (("--accept", "ngay-lui", "--reason", "  "), "cần lý do"),
    "reason alone": (("--reason", "vì thế"), "--reason đi cùng --accept"),
    "uneven": (
        ("--accept", "ngay-lui", "--accept", "cho-trong", "--accept", "vet-sua", "--reason", "a", "--reason", "b"),
        "3 --accept và 2 --reason",
    ),
    "unknown": (("--accept", "ngay-lùi", "--reason", "a"), "Có phải là ngay-lui?"),
}


@pytest.mark.parametrize("case", ACCEPTS)
def test_accepting_takes_a_known_name_and_a_reason(small: Small, cli: Cli, draft: Path, case: str) -> None:
    arguments, told = ACCEPTS[case]
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5, *arguments)
    assert ran.code == 2
    assert told in ran.err


# Numbers, dates, periods


def test_a_letter_is_issued_from_its_file(small: Small, cli: Cli, draft: Path) -> None:
    path = letter(small, "cong-van.docx")
    issued(cli, "--file", path, "--so", "12", "--ngay", "15/5/2026")
    bag = small.root / "luu-tru/2026/12-STN-VP"
    text = shown_text((bag / "data/12-STN-VP.docx").read_bytes())
    assert "Số: 12/STN-VP" in text
    assert "Ví Dụ, ngày 15 tháng 5 năm 2026" in text
    (line,) = register(small)
    assert (line["ten_loai"], line["day_so"], line["ky_hieu"]) == ("Công văn", "công văn", "STN-VP")
    assert line["trich_yeu"] == "đôn đốc báo cáo 6 tháng"
    assert not (bag / "data/so-lieu.json").exists()


def test_reports_and_letters_are_numbered_apart_or_together_as_the_agency_says(
    small: Small, cli: Cli, draft: Path
) -> None:
    path = letter(small, "cong-van.docx")
    issued(cli, "--file", path, "--so", "5", "--ngay", "10/5/2026")
    issued(cli, "6-thang", *SO_5)  # its own series
    small.replace("co-quan.yaml", "ky_hieu: STN\n", "ky_hieu: STN\nday_so: {chung: [tat-ca]}\n")
    other = letter(small, "hai.docx", {"so.text": "Số:       /STN-P1"})
    issued(cli, "--file", other, "--so", "7", "--ngay", "16/5/2026")
    found = objected(
        cli, "--file", letter(small, "ba.docx", {"so.text": "Số:       /STN-P2"}), "--so", "7", "--ngay", "16/5/2026"
    )
    assert found == {"so-trung": found["so-trung"]}
    assert "07/STN-P1" in found["so-trung"]


SERIES = [
    # number, date, what speaks against it once 05 (14/5/2026) and 09 (20/5/2026) are issued
    (5, "20/5/2026", {"so-trung"}),
    (6, "14/5/2026", set()),
    (6, "13/5/2026", {"ngay-lui"}),
    (7, "20/5/2026", set()),
    (7, "21/5/2026", {"ngay-lui"}),
    (10, "20/5/2026", set()),
    (10, "19/5/2026", {"ngay-lui"}),
    (10, "22/11/2026", set()),
    (10, "23/11/2026", {"ngay-tuong-lai"}),
    (5, "20/5/2025", set()),  # another year counts from the beginning
]


@pytest.mark.parametrize(("number", "date", "names"), SERIES)
def test_numbers_and_dates_run_together(small: Small, cli: Cli, number: int, date: str, names: set[str]) -> None:
    for given, day in ((5, "14/5/2026"), (9, "20/5/2026")):
        assert (
            cli("-C", small.root, "issue", "--file", letter(small, f"{given}.docx"), "--so", given, "--ngay", day).code
            == 0
        )
    ran = cli(
        "-C",
        small.root,
        "issue",
        "--file",
        letter(small, "x.docx", {"so.text": "Số:       /STN-P1"}),
        "--so",
        number,
        "--ngay",
        date,
        "--format",
        "json",
    )
    assert {item["ma"] for item in json.loads(ran.out).get("ly_do", [])} == names
    assert ran.code == bool(names)


def test_a_number_used_twice_cannot_be_accepted_and_the_next_free_one_is_named(small: Small, cli: Cli) -> None:
    assert (
        cli("-C", small.root, "issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    )
    ran = cli(
        *(
            "-C",
            small.root,
            "issue",
            "--file",
            letter(small, "2.docx", {"so.text": "Số:       /STN-P1"}),
            "--so",
            "5",
            "--ngay",
            "14/5/2026",
        ),
        *("--accept", "so-trung", "--reason", "cứ cấp"),
    )
    assert ran.code == 1
    assert "--so 06" in ran.out


def test_a_clock_gone_back_is_an_objection(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        cli("-C", small.root, "issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    )
    set_clock(monkeypatch, dt.datetime(2026, 11, 22, 9, 29, tzinfo=ZONE))
    ran = cli("-C", small.root, "issue", "--file", letter(small, "2.docx"), "--so", "6", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "dong-ho-lui: đồng hồ máy (09:29 ngày 22/11/2026) đi sau lần ghi sổ gần nhất (09:30" in ran.out


def test_a_period_is_issued_once_unless_it_replaces(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    found = objected(cli, "6-thang", "--so", "6", "--ngay", "15/5/2026")
    assert list(found) == ["ky-da-ban-hanh"]
    before = everything(small.root / "luu-tru/2026/05-BC-STN")
    issued(cli, "6-thang", "--so", "6", "--ngay", "15/5/2026", *REPLACING)
    assert everything(small.root / "luu-tru/2026/05-BC-STN") == before
    assert register(small)[1]["thay_the"] == "2026/05-BC-STN"
    listed = json.loads(cli("archive", "list", "--format", "json").out)
    assert [item["thay_the_boi"] for item in listed] == ["06/BC-STN", None]
    again = cli("issue", "6-thang", "--so", "7", "--ngay", "16/5/2026", *REPLACING)
    assert again.code == 1
    assert "--replaces 06/BC-STN" in again.err


def test_numbers_left_out_are_told(small: Small, cli: Cli, draft: Path) -> None:
    assert cli("issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    ran = issued(cli, "--file", letter(small, "2.docx"), "--so", "8", "--ngay", "14/5/2026")
    assert "dãy «công văn» còn bỏ trống số 06 và 07" in ran.out


WRONG = {
    "zero": ("0", "14/5/2026", "Số văn bản «0» chưa đúng"),
    "letters": ("năm", "14/5/2026", "Số văn bản «năm» chưa đúng"),
    "no such day": ("5", "31/4/2026", "tháng 4/2026 không có ngày 31"),
    "no date": ("5", "hôm nay", "Ghi ngày/tháng/năm"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_number_or_date_that_is_none(small: Small, cli: Cli, draft: Path, case: str) -> None:
    number, date, told = WRONG[case]
    ran = cli("issue", "6-thang", "--so", number, "--ngay", date)
    assert ran.code == 2
    assert told in ran.err


def test_a_symbol_other_than_the_documents_is_refused(small: Small, cli: Cli, draft: Path) -> None:
    ran = cli("issue", "6-thang", "--so", "5/BC-UBND", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "ghi ký hiệu BC-STN, lệnh ghi BC-UBND" in ran.err


# Which draft


def test_without_a_draft_it_says_how_to_make_one(small: Small, cli: Cli, draft: Path) -> None:
    draft.unlink()
    ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 2
    assert "reportgen draft kh/6-thang" in ran.err


def test_an_edited_draft_is_not_passed_over_for_a_newer_one(small: Small, cli: Cli, draft: Path) -> None:
    edit_in_word(draft)
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "kh-6-thang.docx" in ran.err
    assert "--file" in ran.err
    issued(cli, "6-thang", *SO_5, "--file", draft)


def test_a_draft_of_another_period_or_agency_is_refused(small: Small, cli: Cli, draft: Path, tmp_path: Path) -> None:
    ran = cli("issue", "nam", *SO_5, "--file", draft)
    assert ran.code == 1
    assert "là báo cáo kỳ kh/6-thang, không phải kỳ kh/nam" in ran.err
    other = Small(tmp_path / "khac")
    other.replace("co-quan.yaml", "Sở Thử nghiệm", "Sở Khác")
    ran = cli("-C", other.root, "issue", *SO_5, "--file", draft)
    assert ran.code == 1
    assert "là báo cáo của Sở Thử nghiệm, không phải của Sở Khác" in ran.err


@pytest.mark.parametrize("owner", ["~$-6-thang.docx", ".~lock.kh-6-thang.docx#", "~$kh-6-thang.docx"])
def test_a_draft_open_in_word_is_refused(small: Small, cli: Cli, draft: Path, owner: str) -> None:
    draft.with_name(owner).write_bytes(b"")
    ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "đang mở trong Word" in ran.err
    assert owner in ran.err


NO_DOCX = {
    "not there": (None, "Không đọc được"),
    "text": (b"xin ch\xc3\xa0o", "không phải tệp .docx"),
    "empty": (b"", "tệp rỗng"),
}


@pytest.mark.parametrize("case", NO_DOCX)
def test_a_file_that_is_no_docx(small: Small, cli: Cli, draft: Path, case: str) -> None:
    content, told = NO_DOCX[case]
    path = small.root / "la.docx"
    if content is not None:
        path.write_bytes(content)
    ran = cli("issue", "6-thang", *SO_5, "--file", path)
    assert ran.code == 2
    assert told in ran.err


def test_a_draft_saved_by_another_program_is_held_against_todays_data(small: Small, cli: Cli, draft: Path) -> None:
    parts = {name: content for name, content in members(draft).items() if not name.startswith("customXml/")}
    relations = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = re.sub(r"<Relationship [^>]*customXml[^>]*/>", "", relations).encode()
    parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", parts["[Content_Types].xml"])
    from tests.docx_text import pack

    path = small.root / "google.docx"
    path.write_bytes(pack(parts))
    issued(cli, "6-thang", *SO_5, "--file", path)
    assert (small.root / "luu-tru/2026/05-BC-STN/data/so-lieu.json").exists()


# The signed copy, the copy to print


def pdf(path: Path, content: bytes = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n") -> Path:
    path.write_bytes(content)
    return path


def test_a_signed_copy_goes_into_the_bag(small: Small, cli: Cli, draft: Path) -> None:
    signed = pdf(small.root / "ky.pdf")
    issued(cli, "6-thang", *SO_5, "--signed", signed)
    assert (small.root / "luu-tru/2026/05-BC-STN/data/05-BC-STN.pdf").read_bytes() == signed.read_bytes()


@pytest.mark.parametrize(("content", "told"), [(b"PK\x03\x04", "không phải tệp PDF"), (b"%PDF-1.7\n1 0", "cắt cụt")])
def test_a_signed_copy_must_be_a_whole_pdf(small: Small, cli: Cli, draft: Path, content: bytes, told: str) -> None:
    with unchanged(small.root / "ban-thao"):
        ran = cli("issue", "6-thang", *SO_5, "--signed", pdf(small.root / "ky.pdf", content))
    assert ran.code == 1
    assert told in ran.err
    assert not (small.root / "luu-tru").exists()


def test_a_copy_for_printing_never_overwrites(small: Small, cli: Cli, draft: Path) -> None:
    (small.root / "in.docx").write_bytes(b"cua toi")
    issued(cli, "6-thang", *SO_5, "-o", "in.docx")
    assert (small.root / "in.docx").read_bytes() == b"cua toi"
    assert (small.root / "in (2).docx").read_bytes() == (
        small.root / "luu-tru/2026/05-BC-STN/data/05-BC-STN.docx"
    ).read_bytes()


def test_when_the_copy_cannot_be_written_the_document_is_issued_all_the_same(
    small: Small, cli: Cli, draft: Path
) -> None:
    (small.root / "chan").write_bytes(b"")
    ran = cli("issue", "6-thang", *SO_5, "-o", "chan/in.docx")
    assert ran.code == 2
    assert f"Đã ban hành {REPORT}" in ran.out
    assert cli("archive", "verify").code == 0


# The example agencies, the store's surroundings


@pytest.mark.parametrize("name", ["so-khcn-hai-phong", "xa-viet-khe"])
def test_both_agencies_issue_both_reports(cli: Cli, workspace: Callable[[str], Path], name: str) -> None:
    folder = workspace(name)
    for period, number, date in (("6-thang", "5", "14/5/2026"), ("nam", "12", "20/11/2026")):
        assert cli("-C", folder, "draft", period, "--no-lint").code == 0
        ran = cli("-C", folder, "issue", period, "--so", number, "--ngay", date)
        assert ran.code == 1
        assert "cho-trong" in ran.out  # the seeds give the plans no number yet
        accepted = ("--accept", "cho-trong", "--reason", "ví dụ")
        assert cli("-C", folder, "issue", period, "--so", number, "--ngay", date, *accepted).code == 0
    assert cli("-C", folder, "archive", "verify").code == 0
    for place in (folder / "luu-tru/2026").iterdir():
        if place.is_dir():
            bagit.Bag(str(place)).validate()
    assert cli("-C", folder, "archive", "rebuild", "12").code == 0


def test_a_workspace_with_a_decomposed_name_is_no_trouble(cli: Cli, tmp_path: Path) -> None:
    small = Small(tmp_path / unicodedata.normalize("NFD", "Sở Thử nghiệm"))
    ready(small, cli)
    issued(cli, "6-thang", *SO_5)
    assert cli("archive", "verify").code == 0


def test_two_processes_at_once_give_one_number_once(small: Small, cli: Cli) -> None:
    letter(small, "1.docx")
    letter(small, "2.docx", {"so.text": "Số:       /STN-P1"})
    command = [sys.executable, "-m", "tests.clock", "-C", str(small.root), "issue", "--so", "5", "--ngay", "14/5/2026"]
    both = [
        subprocess.Popen(
            [*command, "--file", str(small.root / name)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in ("1.docx", "2.docx")
    ]
    for process in both:
        process.communicate(timeout=120)
    assert sorted(process.returncode for process in both) == [0, 1]
    assert len(register(small)) == 1
    assert cli("-C", small.root, "archive", "verify").code == 0


def test_accepting_what_did_not_arise_is_said_to_be_needless(small: Small, cli: Cli, draft: Path) -> None:
    ran = issued(cli, "6-thang", *SO_5, "--accept", "ngay-lui", "--reason", "phòng khi")
    assert "Lưu ý: --accept ngay-lui không cần đến" in ran.out
    assert "ghi_chu" not in register(small)[0]
