"""Beside the number and the bag: signed copies, copies to print, both agencies, two processes at once."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from tests.conftest import Small
from tests.issuing import REPORT, SO_5, Cli, issued, letter, pdf, ready, register, unchanged
from tests.places import ROOT

# The signed copy, the copy to print


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
