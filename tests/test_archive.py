"""``archive``: list, show, search, verify, add, diff, register, export, rebuild, as an archivist meets them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bagit
import pytest
from docx import Document

from reportgen.cli import main
from reportgen.version import __version__
from tests.conftest import Ran, Small
from tests.docx_text import edited
from tests.issuing import everything, letter, ready, unchanged
from tests.places import FIRST_TEMPLATES
from tests.small import DONE, GOING

Cli = Callable[..., Ran]
PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def issued_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue both reports of the small agency's year, once for all the tests that copy it."""
    small = Small(tmp_path_factory.mktemp("nam") / "co-quan-thu")
    with pytest.MonkeyPatch.context() as patch:

        def cli(*arguments: object, cwd: Path | None = None) -> Ran:
            patch.chdir(cwd or small.root)
            with pytest.raises(SystemExit) as stopped:
                main([str(argument) for argument in arguments])
            return Ran(int(stopped.value.code or 0), "", "")

        ready(small, cli)
        assert cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026", "--copies", "6").code == 0
        figures = "chi_tieu: {CT1: {tu_so: 9, mau_so: 10}}\n"
        late = DONE.replace("20/3/2026", "20/9/2026")
        sent = ("nam", "08/11/2026")
        small.status("van-phong", f"{figures}nhiem_vu:\n  I.1: {GOING}\n", *sent)
        small.status("phong-mot", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  I.2: {DONE}\n  II.1: {late}\n", *sent)
        small.status("phong-hai", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  II.1: {late}\n", *sent)
        own = small.root / "mau" / "bao-cao-nam.docx"
        own.parent.mkdir()
        shutil.copy(FIRST_TEMPLATES / own.name, own)  # it cites the report of the period before
        assert cli("draft", "nam").code == 0
        assert cli("issue", "nam", "--so", "9", "--ngay", "12/11/2026").code == 0
    return small.root


@pytest.fixture
def year(issued_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """Stand in a copy of the small agency's year."""
    copied = Small(tmp_path / "co-quan-thu")
    shutil.rmtree(copied.root)
    shutil.copytree(issued_year, copied.root)
    monkeypatch.chdir(copied.root)
    return copied


def run(cli: Cli, *arguments: object) -> str:
    ran = cli("archive", *arguments)
    assert ran.code == 0, ran.err + ran.out
    return ran.out


def loads(cli: Cli, *arguments: object) -> object:
    return json.loads(run(cli, *arguments, "--format", "json"))


def test_list_shows_every_document_with_its_whole_title(cli: Cli, year: Small) -> None:
    out = run(cli, "list")
    shown = " ".join(out.split())
    assert "05/BC-STN 14/5/2026 Báo cáo" in shown
    assert "6 tháng đầu năm 2026" in shown
    assert "09/BC-STN 12/11/2026 Báo cáo" in shown
    assert out.splitlines()[-1] == "2 văn bản."
    assert [item["so_ky_hieu"] for item in loads(cli, "list", "--year", "2026")] == ["05/BC-STN", "09/BC-STN"]  # type: ignore[attr-defined]
    assert loads(cli, "list", "--year", "2025") == []


def test_an_empty_archive_says_what_fills_it(cli: Cli, small: Small) -> None:
    ran = cli("-C", small.root, "archive", "list")
    assert (ran.code, ran.out) == (
        0,
        "Chưa có văn bản nào. Ban hành bằng lệnh: reportgen issue KỲ --so SỐ --ngay NGÀY\n",
    )
    ran = cli("-C", small.root, "archive", "verify")
    assert ran.code == 2
    assert "Chưa có lưu trữ" in ran.err
    ran = cli("-C", small.root, "archive", "show", "5")
    assert ran.code == 2
    assert "Lưu trữ chưa có văn bản nào." in ran.err
    assert cli("-C", small.root, "archive", "search", "hồ sơ").code == 0
    assert not (small.root / "luu-tru").exists()


NAMES = ["5", "05", "05/BC-STN", "5/bc-stn", "2026/05-BC-STN", "05-BC-STN", "6-thang", "kh/6-thang"]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_many_names(cli: Cli, year: Small, name: str) -> None:
    assert loads(cli, "show", name)["so_ky_hieu"] == "05/BC-STN"  # type: ignore[index]


UNKNOWN = {"6": "Xem các văn bản", "05/BC-SNT": "Có phải là 05/BC-STN?", "ky-la": "Xem các văn bản"}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_is_answered(cli: Cli, year: Small, name: str) -> None:
    ran = cli("archive", "show", name)
    assert ran.code == 2
    assert f"Không có văn bản «{name}»" in ran.err
    assert UNKNOWN[name] in ran.err


def test_show_tells_all_and_whether_it_is_whole(cli: Cli, year: Small) -> None:
    out = run(cli, "show", "5")
    assert "Người ký:  Người Ký Mẫu" in out
    assert "05-BC-STN/data/05-BC-STN.docx" in out
    assert "Nguyên vẹn" in out
    file = year.root / "luu-tru/2026/05-BC-STN/data/van-ban.txt"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")
    ran = cli("archive", "show", "5")
    assert ran.code == 1
    assert "HỎNG  2026/05-BC-STN/data/van-ban.txt: nội dung khác với khi lưu" in ran.out


SEARCHES = {
    "viec cua phong mot": 2,
    "Việc của Phòng Một": 2,
    "viêc cúa phong mot": 0,
    "05/BC-STN": 2,  # the annual report cites it
    "09/BC-STN": 1,
    "NGƯỜI KÝ MẪU": 2,
    "chẳng có đâu": 0,
}


@pytest.mark.parametrize("query", SEARCHES)
def test_search_reads_text_and_fields_with_and_without_marks(cli: Cli, year: Small, query: str) -> None:
    found = loads(cli, "search", query)
    assert found["tong_so"] == SEARCHES[query]  # type: ignore[index]


def test_words_given_apart_are_one_query_and_a_quoted_phrase_is_a_phrase(cli: Cli, year: Small) -> None:
    assert "2 văn bản." in run(cli, "search", "viec", "cua", "phong", "mot")
    assert "Không tìm thấy" in run(cli, "search", "một phòng của", "việc")


def test_the_index_is_no_part_of_the_archive(cli: Cli, year: Small, tmp_path: Path) -> None:
    with unchanged(year.root):
        run(cli, "search", "phòng")
        for file in (tmp_path / "cache").rglob("*.sqlite"):
            file.write_bytes(b"hong")
        assert "2 văn bản." in run(cli, "search", "phòng")


def test_a_document_whose_text_is_gone_is_found_by_its_fields(cli: Cli, year: Small) -> None:
    (year.root / "luu-tru/2026/05-BC-STN/data/van-ban.txt").unlink()
    found = loads(cli, "search", "05/BC-STN")["ket_qua"]  # type: ignore[index]
    assert "05/BC-STN" in {hit["so_ky_hieu"] for hit in found}
    assert loads(cli, "search", "việc của phòng một")["tong_so"] == 1  # type: ignore[index]


def test_an_empty_query_is_answered(cli: Cli, year: Small) -> None:
    ran = cli("archive", "search", "...")
    assert ran.code == 2
    assert "Chưa có từ cần tìm" in ran.err


def test_verify_reads_everything_and_holds_to_the_head_written_down(cli: Cli, year: Small) -> None:
    out = run(cli, "verify")
    assert "Đã đọc hết 2 thư mục hồ sơ" in out
    head = re.search(r"Mã sổ: ([0-9a-f-]+) ", out)
    assert head is not None
    run(cli, "verify", "--head", head[1])
    ran = cli("archive", "verify", "--head", "0000-0000-0000-0000-0000")
    assert ran.code == 1
    assert "không có dòng nào mang mã" in ran.out
    ran = cli("archive", "verify", "--head", "khong-phai")
    assert ran.code == 2
    with unchanged(year.root):
        later: Any = loads(cli, "verify", "--since", "01/01/2027")
        since: Any = loads(cli, "verify", "--since", "22/11/2026")
    assert (later["ho_so"], later["ho_so_cu"], later["byte"]) == (0, 2, 0)
    assert (since["ho_so"], since["ho_so_cu"]) == (2, 0)


def test_a_signed_copy_comes_later_in_a_bag_of_its_own(cli: Cli, year: Small) -> None:
    before = everything(year.root / "luu-tru/2026/05-BC-STN")
    (year.root / "ky.pdf").write_bytes(PDF)
    run(cli, "add", "5", "--signed", "ky.pdf")
    assert everything(year.root / "luu-tru/2026/05-BC-STN") == before
    added = year.root / "luu-tru/2026/05-BC-STN.bo-sung-1"
    assert (added / "data/05-BC-STN.pdf").read_bytes() == PDF
    bagit.Bag(str(added)).validate()
    assert [item["co_ban_ky"] for item in loads(cli, "list")] == [True, False]  # type: ignore[attr-defined]
    assert "bo-sung-1/data/05-BC-STN.pdf" in run(cli, "show", "5")
    run(cli, "verify")
    again = cli("archive", "add", "5", "--signed", "ky.pdf")
    assert again.code == 1
    assert "đã có trong hồ sơ" in again.err
    (year.root / "moi.pdf").write_bytes(PDF + b"\n")
    run(cli, "add", "5", "--signed", "moi.pdf")
    assert (year.root / "luu-tru/2026/05-BC-STN.bo-sung-2").is_dir()


def test_adding_to_nothing_touches_nothing(cli: Cli, small: Small) -> None:
    (small.root / "ky.pdf").write_bytes(PDF)
    with unchanged(small.root):
        assert cli("-C", small.root, "archive", "add", "5", "--signed", small.root / "ky.pdf").code == 2


def test_diff_goes_task_by_task(cli: Cli, year: Small) -> None:
    out = run(cli, "diff", "5", "9").splitlines()
    assert out[0] == "05/BC-STN ngày 14/5/2026  →  09/BC-STN ngày 12/11/2026"
    assert out[1:3] == [
        "Chuyển loại: 1 nhiệm vụ",
        "  II.1  đang thực hiện trong hạn → hoàn thành đúng hạn  Việc của hai phòng",
    ]
    assert "Dở dang ở cả hai: 1 nhiệm vụ" in out
    assert "  I.1  thực hiện thường xuyên, không có gì mới  Việc của mọi phòng" in out
    assert "  CT1  80,0% → 90,0% (đạt)  Tỷ lệ thử" in out
    data = loads(cli, "diff", "6-thang", "nam")
    moved = [task["ma"] for task in data["nhiem_vu"] if task["chuyen_loai"]]  # type: ignore[index]
    assert moved == ["II.1"]


def test_the_register_opens_in_a_spreadsheet(cli: Cli, year: Small) -> None:
    run(cli, "register", "--format", "csv")
    content = (year.root / "so-dang-ky-2026.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {10}
    assert rows[0][:3] == ["Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản"]
    assert rows[1][:2] == ["05/BC-STN", "14/5/2026"]
    assert rows[1][6] == "6"
    run(cli, "register", "--format", "csv", "--delimiter", "cham-phay", "-o", "hai.csv")
    assert ";" in (year.root / "hai.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_no_cell_of_the_register_is_a_formula(cli: Cli, year: Small) -> None:
    letter(year, "cong-thuc.docx", {"noi_gui1.text": "- =HYPERLINK(1);"})
    assert cli("issue", "--file", "cong-thuc.docx", "--so", "1", "--ngay", "14/5/2026").code == 0
    run(cli, "register", "--format", "csv")
    text = (year.root / "so-dang-ky-2026.csv").read_text(encoding="utf-8-sig")
    assert "=HYPERLINK(1)" in text
    assert '"=' not in text


def test_the_register_is_printed_and_never_over_another_file(cli: Cli, year: Small) -> None:
    run(cli, "register")
    run(cli, "register")
    book = Document(str(year.root / "so-dang-ky-2026 (2).docx"))
    cells = [[cell.text for cell in row.cells] for row in book.tables[-1].rows]
    assert [row[0] for row in cells[2:4]] == ["05/BC-STN", "09/BC-STN"]
    ran = cli("archive", "register", "--format", "csv", "-o", "so.docx")
    assert ran.code == 2
    assert "đuôi .csv" in ran.err


def test_export_gives_pdf_and_xml_in_order_of_date(cli: Cli, year: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.pdf._PROGRAMS", ())
    monkeypatch.setattr("reportgen.pdf._WINDOWS", ())
    (year.root / "ky.pdf").write_bytes(PDF)
    run(cli, "add", "9", "--signed", "ky.pdf")
    out = run(cli, "export", "--plan", "kh")
    assert "05/BC-STN ngày 14/5/2026 chưa có bản ký và máy không có LibreOffice" in out
    with zipfile.ZipFile(year.root / "ho-so-kh.zip") as package:
        names = package.namelist()
        assert names == [
            "01-2026-05-14-05-BC-STN.xml",
            "01-2026-05-14-05-BC-STN.docx",
            "02-2026-11-12-09-BC-STN.xml",
            "02-2026-11-12-09-BC-STN.pdf",
            "02-2026-11-12-09-BC-STN.docx",
            "ho-so.xml",
        ]
        assert package.read("02-2026-11-12-09-BC-STN.pdf") == PDF
        root = ElementTree.fromstring(package.read("ho-so.xml"))
        assert [node.findtext("CodeNumber") for node in root.iter("Document")] == ["05", "09"]
        assert (root.findtext("StartDate"), root.findtext("EndDate")) == ("2026-05-14", "2026-11-12")
        for name in names:
            if name.endswith(".xml"):
                ElementTree.fromstring(package.read(name))


def test_export_refuses_what_is_damaged_and_what_is_not_there(cli: Cli, year: Small) -> None:
    ran = cli("archive", "export", "--plan", "khac")
    assert ran.code == 2
    assert "Các kế hoạch có văn bản: kh." in ran.err
    (year.root / "luu-tru/2026/05-BC-STN/data/van-ban.txt").unlink()
    ran = cli("archive", "export", "5")
    assert ran.code == 1
    assert "2026/05-BC-STN/data/van-ban.txt: mất tệp" in ran.err


def test_rebuild_proves_where_the_report_came_from(cli: Cli, year: Small) -> None:
    out = run(cli, "rebuild", "5")
    assert re.search(r"(\d+)/\1 phần bằng nhau từng byte", out)
    assert "không sửa gì khác" in out


def test_rebuild_names_what_was_changed_in_word(cli: Cli, small: Small) -> None:
    draft = ready(small, cli)
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    assert cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026").code == 0
    assert "Sửa trong Word trước khi ban hành, ngoài số và ngày: word/document.xml." in run(cli, "rebuild", "5")


def test_rebuild_by_another_version_names_what_differs(cli: Cli, year: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.pipeline.rebuild.__version__", "9.9")
    from reportgen.compose import compose

    def other(snapshot: object) -> object:
        context = compose(snapshot)  # type: ignore[arg-type]
        object.__setattr__(context, "luu", "VT, KHÁC")
        return context

    monkeypatch.setattr("reportgen.pipeline.rebuild.compose", other)
    ran = cli("archive", "rebuild", "5")
    assert ran.code == 1
    assert f"soạn bằng reportgen {__version__}, dựng lại bằng reportgen 9.9" in ran.out
    assert "  word/document.xml: khác" in ran.out


def test_a_broken_register_stops_issuing_and_says_where(cli: Cli, year: Small) -> None:
    path = year.root / "luu-tru/2026/so-dang-ky.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Người Ký Mẫu", "Người Khác", 1), encoding="utf-8")
    draft = year.root / "ban-thao/kh-nam.docx"
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    with unchanged(year.root / "luu-tru/2026"):
        ran = cli("issue", "nam", "--so", "10", "--ngay", "13/11/2026", "--replaces", "9")
    assert ran.code == 1
    assert "Sổ đăng ký có chỗ hỏng: 2026/so-dang-ky.jsonl dòng 1" in ran.err
    verified = cli("archive", "verify")
    assert verified.code == 1
    assert "2026/so-dang-ky.jsonl dòng 1: nội dung dòng đã bị sửa (05/BC-STN)" in verified.out
