"""``draft`` as an officer meets it: files, exit codes, messages, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import Ran, Small
from tests.docx_text import paragraphs, table_headed, texts
from tests.places import FIRST_TEMPLATES, ROOT
from tests.small import DONE, GOING, edit_in_word, fill

Cli = Callable[..., Ran]


def text_of(path: Path) -> str:
    return "\n".join(text for _, text in paragraphs(path))


def test_a_draft_is_written_under_ban_thao_and_summed_up(small: Small, cli: Cli) -> None:
    fill(small)
    ran = cli("draft", "6-thang", cwd=small.root)
    path = small.root / "ban-thao" / "kh-6-thang.docx"
    assert ran.code == 0
    assert path.is_file()
    assert ran.err == ""
    assert ran.out.splitlines()[:-1] == [
        f"Bản thảo: {Path('ban-thao') / 'kh-6-thang.docx'}",
        "Sở Thử nghiệm, 6 tháng đầu năm 2026: 3 nhiệm vụ",
        "     1  hoàn thành đúng hạn",
        "     1  thực hiện thường xuyên",
        "     1  đang thực hiện trong hạn",
        "Chỉ tiêu: 1 đạt, 0 chưa đạt.",
        "Đơn vị đã gửi: 3/3.",
        "Kế hoạch chưa có số, ngày nên bản thảo còn chỗ chờ điền: ghi so, ngay vào ke-hoach/kh.yaml rồi soạn lại",
        "trước khi sửa trong Word.",
        "Lời văn: tự động. Viết lời của cơ quan: reportgen consolidate 6-thang",
    ]
    assert ran.out.splitlines()[-1].startswith("Thể thức: không có lỗi, không có khuyến nghị; ")


def test_who_is_addressed_is_not_named_again_where_the_plan_shortens_the_name(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "kinh_gui: [Sở Nhận]", "kinh_gui: [Ủy ban nhân dân thành phố]")
    small.replace("ke-hoach/kh.yaml", "noi_nhan: [Sở Nhận", "noi_nhan: [UBND thành phố")
    fill(small)
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    printed = texts(small.root / "ban-thao/kh-6-thang.docx", "ND30 Nơi nhận")
    assert printed == ["- Như trên;", "- Các phòng thuộc Sở;", "- Lưu: VT, VP."]


def test_json_is_one_document_that_adds_up(small: Small, cli: Cli) -> None:
    fill(small)
    ran = cli("-C", small.root, "draft", "kh/6-thang", "--format", "json")
    result = json.loads(ran.out)
    assert Path(result["tep"]).is_file()
    assert result["tong_so"] == sum(result["phan_loai"].values()) == 3
    assert result["phan_loai"]["hoan-thanh-dung-han"] == 1
    assert result["phan_loai"]["thuc-hien-thuong-xuyen"] == 1
    assert len(result["phan_loai"]) == 9
    assert result["chua_gui"] == []


def test_a_missing_unit_is_shown_and_strict_refuses(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml").unlink()
    ran = cli("draft", "6-thang", "--format", "json", cwd=small.root)
    assert ran.code == 0
    result = json.loads(ran.out)
    assert result["chua_gui"] == ["phong-hai"]
    assert result["thieu"] == {"I.1": ["phong-hai"], "II.1": ["phong-hai"]}
    text = text_of(Path(result["tep"]))
    assert "Còn 1 đơn vị chưa gửi báo cáo: Phòng Hai." in text
    heading, *rows = table_headed(Path(result["tep"]), "STT", "Nhiệm vụ")
    results = {row[1]: row[heading.index("Kết quả")].strip() for row in rows if len(row) == len(heading)}
    assert results == {
        "Việc của mọi phòng": "Chưa báo cáo: Phòng Hai.",
        "Việc của Phòng Một": "",
        "Việc của hai phòng": "Chưa báo cáo: Phòng Hai.",
    }
    Path(result["tep"]).unlink()
    refused = cli("draft", "6-thang", "--strict", cwd=small.root)
    assert refused.code == 1
    assert "Chưa gửi: Phòng Hai." in refused.err
    assert not list((small.root / "ban-thao").glob("*.docx"))


def test_a_task_nobody_reported_says_so_and_is_marked(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml").unlink()
    assert cli("draft", "6-thang", "-o", "ra.docx", cwd=small.root).code == 0
    document = Document("ra.docx")
    marked = [
        run.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.style is not None and run.style.name == "ND30 Cần bổ sung"
    ]
    assert "Chưa báo cáo" in marked


def test_strict_passes_when_nothing_is_lacking(small: Small, cli: Cli) -> None:
    fill(small)
    assert cli("draft", "6-thang", "--strict", cwd=small.root).code == 0


def test_invalid_data_writes_nothing_and_lists_everything(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "tien_do: 40", "tien_do: 140")
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "tu_so: 8", "tu_so: 18")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert ran.out == ""
    assert "van-phong.yaml:7:46" in ran.err
    assert "phong-hai.yaml:5:25" in ran.err
    assert not (small.root / "ban-thao").exists()


def test_a_form_not_sent_yet_does_not_stop_the_draft(small: Small, cli: Cli) -> None:
    fill(small)
    small.status("phong-hai", "nhiem_vu:\n  I.1: {tien_do: chưa biết}\n", sent="")
    ran = cli("draft", "6-thang", "--format", "json", cwd=small.root)
    assert ran.code == 0
    assert json.loads(ran.out)["chua_gui"] == ["phong-hai"]


def test_the_same_input_replaces_the_draft_by_the_same_bytes(small: Small, cli: Cli) -> None:
    fill(small)
    path = small.root / "ban-thao" / "kh-6-thang.docx"
    cli("draft", "6-thang", cwd=small.root)
    first = path.read_bytes()
    cli("draft", "6-thang", cwd=small.root)
    assert path.read_bytes() == first
    assert [item.name for item in path.parent.glob("*.docx")] == [path.name]


def test_a_draft_edited_in_word_is_kept_and_the_new_one_named_otherwise(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", cwd=small.root)
    folder = small.root / "ban-thao"
    edited = edit_in_word(folder / "kh-6-thang.docx")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 0
    assert "kh-6-thang (2).docx" in ran.out
    assert "đã được sửa" in ran.err
    assert (folder / "kh-6-thang.docx").read_bytes() == edited
    # the untouched second draft is replaced, not multiplied
    cli("draft", "6-thang", cwd=small.root)
    assert sorted(item.name for item in folder.glob("*.docx")) == ["kh-6-thang (2).docx", "kh-6-thang.docx"]


def test_a_file_that_is_not_ours_is_never_overwritten(small: Small, cli: Cli) -> None:
    fill(small)
    other = small.root / "ghi-chu.docx"
    other.write_bytes(b"not a report")
    ran = cli("draft", "6-thang", "-o", other, cwd=small.root)
    assert ran.code == 0
    assert other.read_bytes() == b"not a report"
    assert (small.root / "ghi-chu (2).docx").is_file()


def test_a_period_that_two_plans_share_must_be_named_in_full(small: Small, cli: Cli) -> None:
    fill(small)
    shutil.copy(small.root / "ke-hoach/kh.yaml", small.root / "ke-hoach/kh-khac.yaml")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 2
    assert "kh/6-thang, kh-khac/6-thang" in ran.err or "kh-khac/6-thang, kh/6-thang" in ran.err
    assert cli("draft", "kh/6-thang", cwd=small.root).code == 0


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("6thang", "Có phải là «6-thang»?"),
        ("khac/6-thang", "Không có kế hoạch «khac»"),
        ("kh/quy-1", "Không có kỳ báo cáo «quy-1»"),
    ],
)
def test_an_unknown_period_is_answered_with_those_there_are(small: Small, cli: Cli, period: str, words: str) -> None:
    ran = cli("draft", period, cwd=small.root)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""


def test_the_agencys_own_template_comes_before_the_stock_one(small: Small, cli: Cli) -> None:
    fill(small)
    own = small.root / "mau" / "bao-cao-6-thang.docx"
    own.parent.mkdir()
    with zipfile.ZipFile(ROOT / "templates" / "bao-cao-6-thang.docx") as stock, zipfile.ZipFile(own, "w") as mine:
        for name in stock.namelist():
            mine.writestr(name, stock.read(name).replace("BÁO CÁO".encode(), "BÁO CÁO RIÊNG".encode()))
    assert cli("draft", "6-thang", "-o", "ra.docx", cwd=small.root).code == 0
    assert "BÁO CÁO RIÊNG" in text_of(small.root / "ra.docx")


def fill_year(small: Small) -> None:
    """Afterwards both leads of II.1 are done, the target rises, and Văn phòng has nothing to add to its first result."""
    fill(small)
    late = DONE.replace("20/3", "02/9")
    figures = "chi_tieu: {CT1: {tu_so: 9, mau_so: 10}}\n"
    year = {"period": "nam", "sent": "05/11/2026"}
    small.status("van-phong", f"{figures}nhiem_vu:\n  I.1: {GOING[:-1]}, nhu_ky_truoc: có}}\n", **year)
    small.status("phong-mot", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  I.2: {DONE}\n  II.1: {late}\n", **year)
    small.status("phong-hai", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  II.1: {late}\n", **year)


def test_the_annual_report_tells_what_changed(small: Small, cli: Cli) -> None:
    fill_year(small)
    ran = cli("draft", "nam", "-o", "ra.docx", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    path = small.root / "ra.docx"
    text = text_of(path)
    assert "So với 6 tháng đầu năm 2026, có thêm 01 nhiệm vụ hoàn thành." in text
    origin = "kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026"
    assert (
        f"Văn phòng đang làm ({origin}); Phòng Một và Phòng Hai đang làm. Về việc của Phòng Một: xong việc (Phòng Một)."
        in text
    )
    assert compared(path, "Chỉ tiêu") == {"Tỷ lệ thử": ("80,0%", "90,0%")}
    assert compared(path, "Nhiệm vụ") == {
        "Việc của mọi phòng": ("Thực hiện thường xuyên", "Thực hiện thường xuyên"),
        "Việc của Phòng Một": ("Hoàn thành đúng hạn", "Hoàn thành đúng hạn"),
        "Việc của hai phòng": ("Đang thực hiện trong hạn", "Hoàn thành đúng hạn"),
    }


def compared(path: Path, of: str) -> dict[str, tuple[str, str]]:
    """Return what a table of the annexes says of each target or task: at the period before, and now."""
    heading, *rows = table_headed(path, "STT", of)
    before, now = heading.index("6 tháng đầu năm 2026"), heading.index("Kết quả" if of == "Chỉ tiêu" else "Tình hình")
    return {row[1]: (row[before], row[now]) for row in rows if len(row) == len(heading)}


def test_all_units_together_stand_in_brackets_with_a_small_letter(small: Small, cli: Cli) -> None:
    fill(small)
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "ket_qua: Đang làm.", "ket_qua: Hồ sơ đã gửi.")
    assert cli("draft", "6-thang", "-o", "ra.docx", cwd=small.root).code == 0
    assert "hồ sơ đã gửi (cả 03 đơn vị). Về việc của Phòng Một: xong việc (Phòng Một)." in text_of(
        small.root / "ra.docx"
    )


def test_an_agencys_own_template_of_version_0_1_tells_what_changed(small: Small, cli: Cli) -> None:
    fill_year(small)
    shutil.copytree(FIRST_TEMPLATES, small.root / "mau")
    ran = cli("draft", "nam", "-o", "ra.docx", cwd=small.root)
    assert ran.code == 0
    text = text_of(small.root / "ra.docx")
    assert "- 1 nhiệm vụ từ đang thực hiện trong hạn chuyển sang hoàn thành đúng hạn: II.1." in text
    assert "so với 6 tháng đầu năm 2026 (80,0%): tăng 10,0 điểm phần trăm" in text
    assert "(Kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026) Đang làm." in text


def test_a_folder_that_cannot_be_written_is_a_message(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "ban-thao").write_text("a file where the folder should be", encoding="utf-8")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 2
    assert "Không ghi được" in ran.err


def test_nothing_temporary_is_left_behind(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", cwd=small.root)
    assert [name for _, _, names in os.walk(small.root) for name in names if name.startswith(".")] == []


def test_no_workspace_is_a_message_that_says_what_to_do(tmp_path: Path, cli: Cli) -> None:
    ran = cli("draft", "6-thang", cwd=tmp_path)
    assert ran.code == 2
    assert "reportgen -C" in ran.err


def test_pdf_without_libreoffice_is_refused_before_anything_is_written(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small)
    monkeypatch.setenv("PATH", str(small.root))
    ran = cli("draft", "6-thang", "--pdf", cwd=small.root)
    assert ran.code == 2
    assert "LibreOffice" in ran.err
    assert not (small.root / "ban-thao").exists()
