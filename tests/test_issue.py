"""``issue`` as a registry meets it: number and date filled in, everything checked, one bag, one line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import bagit
import pytest

from reportgen.version import __version__
from tests.conftest import Small
from tests.docx_text import edited, members
from tests.issuing import REPORT, SO_5, Cli, everything, issued, letter, objected, register, shown_text, unchanged
from tests.small import GOING


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
    assert json.loads(kept["data/kiem-tra.json"])["chuong_trinh"] == __version__
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


def test_that_a_period_is_issued_is_said_before_its_drafts_are_asked_for(small: Small, cli: Cli, draft: Path) -> None:
    content = draft.read_bytes()
    issued(cli, "6-thang", *SO_5)
    draft.unlink()
    ran = cli("issue", "6-thang", "--so", "6", "--ngay", "15/5/2026")
    said = "Kỳ kh/6-thang đã ban hành 05/BC-STN ngày 14/5/2026: không phải ban hành lại."
    assert (ran.code, said in ran.err, "Không thấy bản thảo nào của kỳ" in ran.err) == (2, True, True)
    assert "thêm --replaces 05/BC-STN" in ran.err
    for name in ("a.docx", "b.docx"):
        draft.with_name(name).write_bytes(edited(content, lambda xml: xml.replace("BÁO CÁO", "BÁO  CÁO", 1)))
    ran = cli("issue", "6-thang", "--so", "6", "--ngay", "15/5/2026")
    assert (ran.code, ran.err.index(said) < ran.err.index("Chưa rõ bản thảo nào của kỳ")) == (1, True)
    ran = cli("issue", "6-thang", "--so", "6", "--ngay", "15/5/2026", "--replaces", "05/BC-STN")
    assert (ran.code, said in ran.err) == (1, False)


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


def test_accepting_what_did_not_arise_is_said_to_be_needless(small: Small, cli: Cli, draft: Path) -> None:
    ran = issued(cli, "6-thang", *SO_5, "--accept", "ngay-lui", "--reason", "phòng khi")
    assert "Lưu ý: --accept ngay-lui không cần đến" in ran.out
    assert "ghi_chu" not in register(small)[0]
