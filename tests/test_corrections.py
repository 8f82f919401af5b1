"""A letter that corrects an issued document: tied to it in the register, and told of wherever either is shown."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archiving import writable
from tests.conftest import Ran, Small
from tests.issuing import REPLACING, issued, letter, objected, register, unchanged

Cli = Callable[..., Ran]
ABOUT = "đính chính Báo cáo số 05/BC-STN ngày 14/5/2026"
SO_12 = ("--so", "12", "--ngay", "20/5/2026")
BY_LETTER = "được đính chính bằng Công văn số 12/STN-VP ngày 20/5/2026"
OF_REPORT = "đính chính cho Báo cáo số 05/BC-STN ngày 14/5/2026"


def correcting(small: Small, about: str = ABOUT, name: str = "dinh-chinh.docx") -> Path:
    """A letter that somebody typed, about a correction."""
    return letter(small, name, {"v_v.text": f"V/v {about}"})


@pytest.fixture
def report(issued_half: Small) -> Small:
    """An office whose report of half a year is issued."""
    return issued_half


@pytest.fixture
def corrected(report: Small, cli: Cli) -> Small:
    """The same, and the letter that corrects the report is issued."""
    issued(cli, "--file", correcting(report), *SO_12)
    return report


def test_a_letter_is_tied_to_the_report_that_its_abstract_names(report: Small, cli: Cli) -> None:
    ran = issued(cli, "--file", correcting(report), *SO_12)
    assert "Đính chính: Báo cáo số 05/BC-STN ngày 14/5/2026\n" in ran.out
    first, second = register(report)
    assert "dinh_chinh" not in first
    assert (second["dinh_chinh"], second["ghi_chu"]) == ("2026/05-BC-STN", OF_REPORT)
    assert "ke_hoach" not in second


def test_it_is_tied_to_what_the_clerk_names_and_has_to_say_so_itself(report: Small, cli: Cli) -> None:
    silent = correcting(report, "sửa lỗi báo cáo")
    with unchanged(report.root / "luu-tru"):
        found = objected(cli, "--file", silent, *SO_12, "--corrects", "6-thang")
    assert found == {"chua-neu-dinh-chinh": "công văn không nêu rằng nó đính chính 05/BC-STN ngày 14/5/2026"}
    accepted = ("--accept", "chua-neu-dinh-chinh", "--reason", "nêu ở phụ lục")
    ran = cli("issue", "--file", silent, *SO_12, "--corrects", "5", *accepted, "--format", "json")
    assert json.loads(ran.out)["dinh_chinh"] == "2026/05-BC-STN"


def test_other_letters_are_tied_to_nothing(report: Small, cli: Cli) -> None:
    for number, about in enumerate(
        (
            "thực hiện Báo cáo số 05/BC-STN ngày 14/5/2026",
            "đính chính Báo cáo số 07/BC-STN ngày 14/5/2026",
            "đính chính Báo cáo số 05/BC-UBND ngày 14/5/2026",
            "đính chính một số nội dung",
        ),
        start=12,
    ):
        ran = issued(cli, "--file", correcting(report, about, f"thu-{number}.docx"), "--so", number, *SO_12[2:])
        assert "Đính chính:" not in ran.out
    assert not any("dinh_chinh" in line for line in register(report))


def test_a_number_of_two_years_is_told_apart_by_the_date(report: Small, cli: Cli) -> None:
    earlier = letter(report, "cu.docx", {"v_v.text": "V/v rà soát số liệu"})
    issued(cli, "--file", earlier, "--so", "1", "--ngay", "20/5/2025")
    issued(cli, "--file", letter(report, "moi.docx", {"v_v.text": "V/v rà soát"}), "--so", "1", "--ngay", "18/5/2026")
    about = "đính chính Công văn số 01/STN-VP"
    issued(cli, "--file", correcting(report, about, "a.docx"), *SO_12)
    issued(cli, "--file", correcting(report, f"{about} ngày 20/5/2025", "b.docx"), "--so", "13", *SO_12[2:])
    assert [line.get("dinh_chinh") for line in register(report)[-2:]] == [None, "2025/01-STN-VP"]


def test_only_a_letter_corrects(report: Small, cli: Cli, draft: Path) -> None:
    ran = cli("issue", "6-thang", "--so", "6", "--ngay", "20/5/2026", "--corrects", "5")
    assert ran.code == 1
    assert "báo cáo, còn đính chính thì bằng công văn (Nghị định 30, Điều 18 khoản 3)" in ran.err
    assert "--replaces" in ran.err
    assert len(register(report)) == 1


def test_what_is_not_in_the_register_cannot_be_corrected(report: Small, cli: Cli) -> None:
    ran = cli("issue", "--file", correcting(report), *SO_12, "--corrects", "06/BC-STN")
    assert ran.code == 2
    assert "Không có văn bản «06/BC-STN» trong lưu trữ. Có phải là 05/BC-STN?" in ran.err


def test_what_was_replaced_is_not_corrected_without_a_reason(report: Small, cli: Cli) -> None:
    assert cli("draft", "6-thang", "-o", "ban-thao/lan-2.docx").code == 0
    (report.root / "ban-thao/kh-6-thang.docx").unlink()
    same = ("--accept", "tep-da-ban-hanh", "--reason", "công văn kèm theo nêu rõ")
    issued(cli, "6-thang", "--so", "6", "--ngay", "16/5/2026", *REPLACING, *same[:2])
    found = objected(cli, "--file", correcting(report), *SO_12)
    assert found == {"dinh-chinh-ban-cu": "05/BC-STN ngày 14/5/2026 đã bị văn bản khác thay thế"}


# Shown


def test_both_say_so_in_lists_and_when_they_are_shown(corrected: Small, cli: Cli) -> None:
    listed = cli("archive", "list").out
    assert f"({BY_LETTER})" in listed
    assert f"({OF_REPORT})" in listed
    assert f"Lưu ý:     {BY_LETTER}\n" in cli("archive", "show", "5").out
    assert "Đính chính cho: Báo cáo số 05/BC-STN ngày 14/5/2026\n" in cli("archive", "show", "12").out


def test_search_says_so_under_the_document(corrected: Small, cli: Cli) -> None:
    lines = cli("archive", "search", "05/BC-STN").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("05/BC-STN ngày 14/5/2026: "))
    assert lines[at + 1] == f"    ({BY_LETTER})"
    at = next(number for number, line in enumerate(lines) if line.startswith("12/STN-VP ngày 20/5/2026: "))
    assert lines[at + 1] == f"    ({OF_REPORT})"


def test_programs_are_told_by_number_and_symbol(corrected: Small, cli: Cli) -> None:
    report, letter_line = json.loads(cli("archive", "list", "--format", "json").out)
    assert (report.get("dinh_chinh"), report["dinh_chinh_boi"]) == (None, ["12/STN-VP"])
    assert (letter_line["dinh_chinh"], letter_line.get("dinh_chinh_boi")) == ("05/BC-STN", None)
    assert json.loads(cli("archive", "show", "5", "--format", "json").out)["dinh_chinh_boi"] == ["12/STN-VP"]
    hits = json.loads(cli("archive", "search", "05/BC-STN", "--format", "json").out)["ket_qua"]
    assert {hit["so_ky_hieu"]: hit.get("dinh_chinh") for hit in hits} == {"05/BC-STN": None, "12/STN-VP": "05/BC-STN"}


def test_the_book_says_so_in_its_last_column(corrected: Small, cli: Cli) -> None:
    assert cli("archive", "register", "--format", "csv", "-o", "so.csv").code == 0
    with (corrected.root / "so.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[-1] for row in csv.reader(file)][1:] == [BY_LETTER, OF_REPORT]


def test_a_corrected_report_stays_in_force(corrected: Small, cli: Cli) -> None:
    assert json.loads(cli("archive", "list", "--format", "json").out)[0]["thay_the_boi"] is None
    found = objected(cli, "6-thang", "--so", "6", "--ngay", "21/5/2026")
    assert "ky-da-ban-hanh" in found


def test_a_letter_that_was_replaced_corrects_no_more_and_the_new_one_does(corrected: Small, cli: Cli) -> None:
    again = letter(
        corrected,
        "lan-2.docx",
        {"v_v.text": f"V/v {ABOUT}", "doan1.text": "Công văn này thay thế Công văn số 12/STN-VP ngày 20/5/2026."},
    )
    issued(cli, "--file", again, "--so", "13", "--ngay", "21/5/2026", "--replaces", "12/STN-VP")
    assert json.loads(cli("archive", "list", "--format", "json").out)[0]["dinh_chinh_boi"] == ["13/STN-VP"]
    assert register(corrected)[-1]["ghi_chu"] == f"thay thế 12/STN-VP ngày 20/5/2026; {OF_REPORT}"


# Kept


def test_the_tie_is_under_the_hash_of_the_line(corrected: Small, cli: Cli) -> None:
    assert cli("archive", "verify").code == 0
    path = corrected.root / "luu-tru/2026/so-dang-ky.jsonl"
    text = path.read_text(encoding="utf-8")
    writable(path).write_text(text.replace('"dinh_chinh":"2026/05-BC-STN",', ""), encoding="utf-8", newline="\n")
    ran = cli("archive", "verify")
    assert ran.code == 1
    assert "nội dung dòng đã bị sửa (12/STN-VP)" in ran.out


def test_a_register_without_corrections_has_the_lines_that_it_had(report: Small) -> None:
    assert b"dinh_chinh" not in (report.root / "luu-tru/2026/so-dang-ky.jsonl").read_bytes()


def exported(office: Small, cli: Cli, *arguments: object) -> tuple[list[str], str]:
    """Return the .docx files of an exported .zip, and what was said."""
    office.root.joinpath("ra.zip").unlink(missing_ok=True)
    ran = cli("archive", "export", *arguments, "-o", "ra.zip")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(office.root / "ra.zip") as package:
        return sorted(name for name in package.namelist() if name.endswith(".docx")), ran.out


def test_a_report_is_handed_over_with_its_corrections(
    corrected: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    both = ["01-2026-05-14-05-BC-STN.docx", "02-2026-05-20-12-STN-VP.docx"]
    told = f"Kèm theo: Công văn số 12/STN-VP ngày 20/5/2026 ({ABOUT}).\n"
    for asked in (("--plan", "kh"), ("05/BC-STN",)):
        names, out = exported(corrected, cli, *asked)
        assert names == both
        assert told in out
    every: list[tuple[str, ...]] = [(), ("--year", "2026"), ("5", "12")]
    for given in every:
        names, out = exported(corrected, cli, *given)
        assert names == both
        assert "Kèm theo" not in out
    assert exported(corrected, cli, "12/STN-VP")[0] == ["01-2026-05-20-12-STN-VP.docx"]


def test_a_correction_of_a_correction_goes_along_too(
    corrected: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    second = correcting(corrected, "đính chính Công văn số 12/STN-VP ngày 20/5/2026", "lan-2.docx")
    issued(cli, "--file", second, "--so", "13", "--ngay", "21/5/2026")
    assert len(exported(corrected, cli, "--plan", "kh")[0]) == 3


def test_rebuilding_says_that_the_report_was_corrected(corrected: Small, cli: Cli) -> None:
    ran = cli("archive", "rebuild", "5")
    assert ran.code == 0
    told = "văn bản được đính chính bằng Công văn số 12/STN-VP ngày 20/5/2026; bản dựng lại là bản trước khi đính chính"
    assert f"Lưu ý: {told}.\n" in ran.out
    assert json.loads(cli("archive", "rebuild", "5", "--format", "json").out)["dinh_chinh_boi"] == ["12/STN-VP"]
    assert "không phải báo cáo định kỳ" in cli("archive", "rebuild", "12").err
