"""``draft --pdf``: a PDF is never older than the .docx beside it, and nobody's own PDF is written over."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.files import replace
from reportgen.formats.pdf_mark import made_of, marked
from tests.conftest import Ran, Small
from tests.small import fill

Cli = Callable[..., Ran]
STATUS = "tinh-hinh/kh/6-thang/phong-hai.yaml"

SIGNED = b"%PDF-1.7\nsigned by hand\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def office(small: Small, quick_libreoffice: Path) -> Path:
    """A small office with all its data, and a LibreOffice that is quick: its PDF says of which .docx it was made."""
    fill(small)
    return small.root


def drafted(office: Path, cli: Cli, *options: str, code: int = 0) -> Ran:
    ran = cli("draft", "6-thang", "--no-lint", *options, cwd=office)
    assert ran.code == code, ran.err
    return ran


def changed(office: Path) -> None:
    """Let a unit tell something else, so that the next draft has other bytes."""
    path = office / STATUS
    path.write_text(path.read_text(encoding="utf-8").replace("ket_qua: ", "ket_qua: Thêm nữa. ", 1), encoding="utf-8")


def edited(path: Path) -> None:
    """Edit a draft as Word would: a part more."""
    import zipfile

    with zipfile.ZipFile(path, "a") as package:
        package.writestr("docProps/custom.xml", "<Properties/>")


def files(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "ban-thao").iterdir() if path.is_file())


def belongs(office: Path, stem: str = "kh-6-thang") -> bool:
    """Tell whether a PDF was made of the very .docx beside it."""
    docx, pdf = (office / "ban-thao" / f"{stem}{ending}" for ending in (".docx", ".pdf"))
    digest = hashlib.sha256(docx.read_bytes()).hexdigest()
    return made_of(pdf.read_bytes()) == digest and f"%of {digest}".encode() in pdf.read_bytes()


def test_a_pair_is_drafted_again_as_a_pair(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    assert belongs(office)
    before = (office / "ban-thao/kh-6-thang.docx").read_bytes()
    changed(office)
    ran = drafted(office, cli, "--pdf")
    assert files(office) == ["kh-6-thang.docx", "kh-6-thang.pdf"]
    assert (office / "ban-thao/kh-6-thang.docx").read_bytes() != before
    assert belongs(office)
    assert ran.err == ""


def test_a_draft_without_pdf_takes_the_older_pdf_away_and_says_so(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    changed(office)
    ran = drafted(office, cli)
    assert files(office) == ["kh-6-thang.docx"]
    told = "PDF của bản thảo trước. Cần PDF của kh-6-thang.docx thì thêm --pdf.\n"
    assert ran.err == f"Đã bỏ {Path('ban-thao/kh-6-thang.pdf')}: {told}"
    drafted(office, cli, "--pdf")
    changed(office)
    ran = cli("draft", "6-thang", "--no-lint", "--format", "json", cwd=office)
    assert Path(json.loads(ran.out)["pdf_da_bo"]) == Path("ban-thao/kh-6-thang.pdf").resolve()


def test_the_pdf_of_a_draft_that_is_the_same_again_stays(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    ran = drafted(office, cli)
    assert (belongs(office), ran.err) == (True, "")


@pytest.mark.parametrize("ending", [".pdf", ".PDF"])
@pytest.mark.parametrize("options", [(), ("--pdf",)])
def test_a_pdf_that_somebody_put_there_keeps_its_docx(
    office: Path, cli: Cli, options: tuple[str, ...], ending: str
) -> None:
    drafted(office, cli)
    before = (office / "ban-thao/kh-6-thang.docx").read_bytes()
    signed = office / f"ban-thao/kh-6-thang{ending}"
    signed.write_bytes(SIGNED)
    changed(office)
    ran = drafted(office, cli, *options)
    assert (office / "ban-thao/kh-6-thang.docx").read_bytes() == before
    assert signed.read_bytes() == SIGNED
    assert "có thể là bản đã ký" in ran.err
    assert "bản mới ghi ra kh-6-thang (2).docx." in ran.err
    assert ("kh-6-thang (2).pdf" in files(office)) == bool(options)
    if options:
        assert belongs(office, "kh-6-thang (2)")


def test_the_same_draft_stays_beside_its_signed_pdf_and_its_own_pdf_needs_another_name(office: Path, cli: Cli) -> None:
    drafted(office, cli)
    (office / "ban-thao/kh-6-thang.pdf").write_bytes(SIGNED)
    assert drafted(office, cli).err == ""
    assert files(office) == ["kh-6-thang.docx", "kh-6-thang.pdf"]
    drafted(office, cli, "--pdf")
    assert belongs(office, "kh-6-thang (2)")


def test_a_signed_pdf_alone_keeps_its_name_to_itself(office: Path, cli: Cli) -> None:
    (office / "ban-thao").mkdir()
    (office / "ban-thao/kh-6-thang.pdf").write_bytes(SIGNED)
    drafted(office, cli)
    assert files(office) == ["kh-6-thang (2).docx", "kh-6-thang.pdf"]


def test_our_pdf_that_somebody_signed_is_theirs(office: Path, cli: Cli) -> None:
    """Signing adds to the end of the file."""
    drafted(office, cli, "--pdf")
    path = office / "ban-thao/kh-6-thang.pdf"
    path.write_bytes(path.read_bytes() + b"1 0 obj\n<</Type/Sig>>\nendobj\nstartxref\n99\n%%EOF\n")
    signed = path.read_bytes()
    changed(office)
    drafted(office, cli, "--pdf")
    assert path.read_bytes() == signed
    assert belongs(office, "kh-6-thang (2)")


def test_the_pdf_beside_an_edited_draft_is_told_as_older(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    edited(office / "ban-thao/kh-6-thang.docx")
    ran = drafted(office, cli, "--pdf")
    assert files(office) == ["kh-6-thang (2).docx", "kh-6-thang (2).pdf", "kh-6-thang.docx", "kh-6-thang.pdf"]
    assert f"{Path('ban-thao/kh-6-thang.pdf')} là PDF từ trước khi kh-6-thang.docx được sửa" in ran.err
    assert belongs(office, "kh-6-thang (2)")


def test_no_older_pdf_is_left_where_the_new_one_cannot_be_made(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    changed(office)
    (office.parent / "bin/soffice").write_text(f"#!{sys.executable}\nraise SystemExit(1)\n", encoding="utf-8")
    ran = drafted(office, cli, "--pdf", code=2)
    assert files(office) == ["kh-6-thang.docx"]
    assert "Đã bỏ" in ran.err
    assert "LibreOffice không chuyển được kh-6-thang.docx" in ran.err


def test_the_older_pdf_is_back_when_the_draft_cannot_be_written(
    office: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(office, cli, "--pdf")
    changed(office)

    def held_open(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(replace, "exchange", held_open)
    ran = drafted(office, cli, "--pdf", code=1)
    assert "đang mở ở chương trình khác" in ran.err
    assert files(office) == ["kh-6-thang.docx", "kh-6-thang.pdf"]
    assert belongs(office)


def test_a_pdf_that_is_signed_at_the_last_moment_is_kept(
    office: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(office, cli, "--pdf")
    changed(office)
    move = os.replace

    def signed_first(source: str | Path, target: str | Path) -> None:
        if str(source).endswith(".pdf"):
            Path(source).write_bytes(SIGNED)
        move(source, target)

    monkeypatch.setattr(os, "replace", signed_first)
    drafted(office, cli, "--pdf")
    assert (office / "ban-thao/kh-6-thang.pdf").read_bytes() == SIGNED
    assert files(office) == ["kh-6-thang (2).docx", "kh-6-thang (2).pdf", "kh-6-thang.docx", "kh-6-thang.pdf"]


def test_a_pdf_that_is_open_elsewhere_is_a_message_and_nothing_is_written(
    office: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(office, cli, "--pdf")
    before = (office / "ban-thao/kh-6-thang.docx").read_bytes()
    changed(office)
    move = os.replace

    def held_open(source: str | Path, target: str | Path) -> None:
        if str(source).endswith(".pdf"):
            raise PermissionError
        move(source, target)

    monkeypatch.setattr(os, "replace", held_open)
    ran = drafted(office, cli, code=1)
    assert "kh-6-thang.pdf đang mở ở chương trình khác" in ran.err
    assert (office / "ban-thao/kh-6-thang.docx").read_bytes() == before


def test_many_offices_are_told_of_their_pdfs_too(office: Path, cli: Cli) -> None:
    drafted(office, cli, "--pdf")
    changed(office)
    ran = cli("batch", "..", "6-thang", "--no-lint", cwd=office)
    assert "đã bỏ kh-6-thang.pdf, PDF của bản thảo trước" in ran.out
    (office / "ban-thao/kh-6-thang.pdf").write_bytes(SIGNED)
    changed(office)
    ran = cli("batch", "..", "6-thang", "--no-lint", cwd=office)
    told = "kh-6-thang.pdf không phải do reportgen tạo (có thể là bản đã ký) nên giữ nguyên"
    assert f"{told}; bản mới là kh-6-thang (2).docx" in ran.out


def test_the_mark_says_of_what_a_pdf_was_made_and_ends_it_as_a_pdf() -> None:
    made = marked(SIGNED, b"docx")
    digest = hashlib.sha256(b"docx").hexdigest()
    assert made_of(made) == digest
    assert made.endswith(b"startxref\n9\n%%EOF\n")
    assert made.startswith(SIGNED[: SIGNED.index(b"startxref")])
    for theirs in (SIGNED, b"", made + b"%", made.replace(b"hand", b"head"), made[:-7]):
        assert made_of(theirs) == ""
    assert marked(b"no PDF", b"docx") == b"no PDF"


def test_the_mark_of_the_first_version_is_read_for_ever() -> None:
    docx, pdf = (hashlib.sha256(content).hexdigest() for content in (b"docx", SIGNED))
    line = f"%reportgen-ban-thao 1 {docx} {pdf}\n".encode()
    assert made_of(SIGNED.replace(b"startxref", line + b"startxref")) == docx


@pytest.mark.pages
def test_the_pdf_of_libreoffice_is_sound_and_replaced_with_its_draft(
    small: Small, cli: Cli, pages_required: None
) -> None:
    fill(small)
    drafted(small.root, cli, "--pdf")
    first = (small.root / "ban-thao/kh-6-thang.pdf").read_bytes()
    changed(small.root)
    drafted(small.root, cli, "--pdf")
    assert files(small.root) == ["kh-6-thang.docx", "kh-6-thang.pdf"]
    path = small.root / "ban-thao/kh-6-thang.pdf"
    assert path.read_bytes() != first
    assert made_of(path.read_bytes()) == hashlib.sha256(path.with_suffix(".docx").read_bytes()).hexdigest()
    ran = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "Thêm nữa" in ran.stdout
    assert ran.stderr == ""
