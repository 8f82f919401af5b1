"""``issue`` where it is easily got wrong: whose report it is, which draft, what is replaced, what comes in between."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.pipeline import issue as steps
from tests.conftest import Ran, Small
from tests.docx_text import edited, members, pack
from tests.issuing import REPLACING, SO_5, everything, issued, letter, objected, pdf, register, unchanged

Cli = Callable[..., Ran]


def without_data(docx: Path, target: Path) -> Path:
    """Write ``docx`` as a program that drops what it does not know would save it."""
    parts = {name: content for name, content in members(docx).items() if not name.startswith("customXml/")}
    target.write_bytes(pack(parts))
    return target


def test_a_report_that_does_not_say_whose_it_is_needs_its_period(small: Small, cli: Cli, draft: Path) -> None:
    path = without_data(draft, small.root / "khac.docx")
    found = objected(cli, "--file", path, *SO_5)
    assert list(found) == ["khong-so-duoc"]
    assert "kỳ nào" in found["khong-so-duoc"]


def test_a_newer_report_without_data_is_not_passed_over(small: Small, cli: Cli, draft: Path) -> None:
    path = without_data(draft, draft.with_name("da-sua.docx"))
    os.utime(path, (path.stat().st_atime, draft.stat().st_mtime + 60))
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "da-sua.docx, kh-6-thang.docx" in ran.err


def test_a_letter_among_the_drafts_is_no_draft(small: Small, cli: Cli, draft: Path) -> None:
    path = letter(small, "ban-thao/cong-van.docx")
    os.utime(path, (path.stat().st_atime, draft.stat().st_mtime + 60))
    issued(cli, "6-thang", *SO_5)


def test_an_edited_draft_that_was_issued_is_no_longer_in_the_way(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    issued(cli, "6-thang", *SO_5)
    assert cli("draft", "6-thang").code == 0
    issued(cli, "6-thang", "--so", "6", "--ngay", "15/5/2026", *REPLACING)
    assert len(register(small)) == 2


def test_a_series_named_later_counts_what_was_issued_before(small: Small, cli: Cli) -> None:
    assert (
        cli("-C", small.root, "issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    )
    small.replace("co-quan.yaml", "ky_hieu: STN\n", "ky_hieu: STN\nday_so: {chung: [tat-ca]}\n")
    other = letter(small, "2.docx", {"so.text": "Số:       /STN-P1"})
    ran = cli("-C", small.root, "issue", "--file", other, "--so", "5", "--ngay", "14/5/2026", "--format", "json")
    assert [item["ma"] for item in json.loads(ran.out)["ly_do"]] == ["so-trung"]


def test_only_its_own_period_is_replaced(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    assert cli("draft", "nam").code == 0
    ran = cli("issue", "nam", "--so", "6", "--ngay", "20/11/2026", "--replaces", "5")
    assert ran.code == 1
    assert "chỉ thay văn bản cùng loại, cùng kỳ" in ran.err


def test_the_same_file_under_another_number_is_an_objection(small: Small, cli: Cli) -> None:
    path = letter(small, "1.docx")
    assert cli("-C", small.root, "issue", "--file", path, "--so", "5", "--ngay", "14/5/2026").code == 0
    ran = cli("-C", small.root, "issue", "--file", path, "--so", "6", "--ngay", "14/5/2026", "--format", "json")
    assert [item["ma"] for item in json.loads(ran.out)["ly_do"]] == ["tep-da-ban-hanh"]


def test_a_signed_copy_given_again_is_kept(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    signed = pdf(small.root / "ky.pdf")
    ran = issued(cli, "6-thang", *SO_5, "--signed", signed)
    assert "đã thêm bản ký vào hồ sơ 2026/05-BC-STN.bo-sung-1" in ran.out
    with unchanged(small.root / "luu-tru/2026"):
        issued(cli, "6-thang", *SO_5, "--signed", signed)


def test_what_another_command_issued_in_between_is_looked_at_again(
    small: Small, cli: Cli, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = vars(steps)["commit"]

    def later(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(steps, "commit", commit)
        path = letter(small, "xen.docx", {"so.text": "Số:       /STN-P1"})
        assert cli("issue", "--file", path, "--so", "5", "--ngay", "14/5/2026").code == 0
        return commit(*arguments, **named)

    small.replace("co-quan.yaml", "ky_hieu: STN\n", "ky_hieu: STN\nday_so: {chung: [tat-ca]}\n")
    assert cli("draft", "6-thang").code == 0
    monkeypatch.setattr(steps, "commit", later)
    ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "đã cấp cho 05/STN-P1" in ran.err
    assert len(register(small)) == 1


def test_every_reason_is_told_though_one_cannot_be_accepted(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    found = objected(cli, "6-thang", "--so", "5", "--ngay", "01/4/2026", "--accept", "so-trung", "--reason", "cứ cấp")
    assert {"so-trung", "ky-da-ban-hanh", "truoc-ngay-chot"} <= set(found)


def test_a_tracked_change_in_a_header_is_seen(small: Small, cli: Cli, draft: Path) -> None:
    header = next(
        name for name, content in members(draft).items() if name.startswith("word/header") and b"<w:p" in content
    )

    def change(xml: str) -> str:
        at = xml.index("</w:p>")
        return xml[:at] + '<w:ins w:id="9" w:author="a"><w:r><w:t>DỰ THẢO</w:t></w:r></w:ins>' + xml[at:]

    draft.write_bytes(edited(draft, change, header))
    assert "vet-sua" in objected(cli, "6-thang", *SO_5)


def test_the_copys_name_is_looked_at_before_anything_is_issued(small: Small, cli: Cli, draft: Path) -> None:
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5, "-o", "in.pdf")
    assert ran.code == 2
    assert "đuôi .docx" in ran.err


def test_a_damaged_register_is_told_wherever_it_is_shown(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    path = small.root / "luu-tru/2026/so-dang-ky.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Người Ký Mẫu", "Người Khác", 1), encoding="utf-8")
    assert "sổ đăng ký có chỗ hỏng" in cli("archive", "list").err
    for arguments in (("register",), ("export",), ("rebuild", "5")):
        with unchanged(small.root):
            ran = cli("archive", *arguments)
        assert ran.code == 1
        assert "so-dang-ky.jsonl dòng 1" in ran.err


def test_a_document_open_in_word_is_no_damage_to_export(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    (small.root / "luu-tru/2026/05-BC-STN/data/~$-BC-STN.docx").write_bytes(b"")
    assert cli("archive", "rebuild", "5").code == 0
    verified = cli("archive", "verify")
    assert verified.code == 1
    assert "đóng văn bản đang mở trong Word" in verified.out


def test_nothing_of_others_is_cleared_away(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    (small.root / "luu-tru/.tam-quy1").mkdir()
    (small.root / "luu-tru/.tam-quy1/giu.txt").write_bytes(b"giu")
    before = everything(small.root / "luu-tru/.tam-quy1")
    assert cli("archive", "add", "5", "--signed", pdf(small.root / "ky.pdf")).code == 0
    assert everything(small.root / "luu-tru/.tam-quy1") == before
    assert ".tam-quy1" in cli("archive", "verify").out


def test_a_word_is_left_out_with_a_minus(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    assert "1 văn bản." in cli("archive", "search", "phòng", "-cải").out
    assert "Không tìm thấy" in cli("archive", "search", "phòng", "-việc").out
