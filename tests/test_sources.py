"""``draft --sources``: the internal document beside a report, and what keeps it inside the agency."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.formats import carry
from tests.conftest import Ran, Small
from tests.docx_text import edited, members, pack, plain_text
from tests.places import PERIODS, ROOT, WORKSPACES
from tests.small import edit_in_word, fill

Cli = Callable[..., Ran]
TEMPLATE = ROOT / "templates" / "bang-doi-chieu.docx"
BESIDE = Path("ban-thao/kh-6-thang-doi-chieu.docx")


def wordy(small: Small) -> None:
    """Every field filled in, each with words of its own."""
    row = (
        "{trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Kết quả của %s., kho_khan: Khó khăn của %s., "
        "nguyen_nhan: Nguyên nhân của %s., ke_hoach_toi: Việc tới của %s., kien_nghi: Kiến nghị của %s., "
        "van_ban: [Công văn số 3/STN-VP ngày 02/4/2026]}"
    )
    told = (
        "chung:\n  chi_dao_dieu_hanh: Chỉ đạo của %s.\n  ton_tai: Tồn tại của %s.\n  phuong_huong: Phương hướng của %s.\n"
        "  kien_nghi: Đề xuất của %s.\n"
    )
    figures = "chi_tieu: {CT1: {tu_so: 8, mau_so: 10, ghi_chu: Ghi chú của %s.}}\n"
    owed = {"van-phong": ["I.1"], "phong-mot": ["I.1", "I.2", "II.1"], "phong-hai": ["I.1", "II.1"]}
    for unit, codes in owed.items():
        tasks = "".join(f"  {code}: {row % ((f'{unit} {code}',) * 5)}\n" for code in codes)
        small.status(unit, figures % unit + told % ((unit,) * 4) + "nhiem_vu:\n" + tasks)


def test_every_text_of_every_unit_stands_in_it(small: Small, cli: Cli) -> None:
    wordy(small)
    ran = cli("draft", "6-thang", "--sources", cwd=small.root)
    assert ran.code == 0, ran.err
    text = plain_text(small.root / BESIDE)
    wanted = [
        f"{field} của {unit} {code}."
        for field in ("Kết quả", "Khó khăn", "Nguyên nhân", "Việc tới", "Kiến nghị")
        for unit, code in [("van-phong", "I.1"), ("phong-mot", "I.1"), ("phong-mot", "II.1"), ("phong-hai", "II.1")]
    ]
    wanted += [
        f"{field} của {unit}."
        for field in ("Chỉ đạo", "Tồn tại", "Phương hướng", "Đề xuất", "Ghi chú")
        for unit in ("van-phong", "phong-mot", "phong-hai")
    ]
    assert [words for words in wanted if words not in text] == []
    assert "Công văn số 3/STN-VP ngày 02/4/2026" in text
    assert "không ban hành" in text


def overlong(small: Small) -> None:
    """More than a body has room for: what is to be done next stays behind."""
    wordy(small)
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "Kết quả của phong-mot I.2.", "Một từ nữa. " * 2_000)


def test_the_summary_tells_what_only_it_has_and_how_to_make_it(small: Small, cli: Cli) -> None:
    overlong(small)
    without = cli("draft", "6-thang", cwd=small.root)
    assert "9 ý của 3 đơn vị chỉ có trong bảng đối chiếu: reportgen draft 6-thang --sources" in without.out
    assert not (small.root / BESIDE).exists()
    asked = cli("draft", "6-thang", "--sources", cwd=small.root)
    assert f"Bảng đối chiếu (nội bộ, không ban hành): {BESIDE}" in asked.out
    assert "9 ý của 3 đơn vị chỉ có trong bảng đối chiếu." in asked.out
    far = cli("-C", small.root, "draft", "6-thang", cwd=small.root.parent)
    assert f"bảng đối chiếu: reportgen -C {small.root.name} draft 6-thang --sources" in far.out


def test_nothing_is_told_of_it_where_nothing_was_left_out(small: Small, cli: Cli) -> None:
    wordy(small)
    assert "bảng đối chiếu" not in cli("draft", "6-thang", cwd=small.root).out


def test_json_has_its_path_and_what_only_it_has(small: Small, cli: Cli) -> None:
    overlong(small)
    told = json.loads(cli("draft", "6-thang", "--sources", "--format", "json", cwd=small.root).out)
    assert Path(told["doi_chieu"]) == small.root / BESIDE
    assert told["chi_noi_bo"] == {"so_y": 9, "don_vi": ["Văn phòng", "Phòng Một", "Phòng Hai"]}
    told = json.loads(cli("draft", "6-thang", "--format", "json", cwd=small.root).out)
    assert "doi_chieu" not in told


def test_it_is_named_after_the_draft_and_spares_an_edited_one(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", "--sources", "-o", "bao-cao.docx", cwd=small.root)
    path = small.root / "bao-cao-doi-chieu.docx"
    kept = edit_in_word(path)
    ran = cli("draft", "6-thang", "--sources", "-o", "bao-cao.docx", cwd=small.root)
    assert path.read_bytes() == kept
    assert (small.root / "bao-cao-doi-chieu (2).docx").is_file()
    assert "bao-cao-doi-chieu.docx đã được sửa" in ran.err


def test_the_agency_s_own_template_wins(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "mau").mkdir()
    own = edited(TEMPLATE, lambda text: text.replace("BẢNG ĐỐI CHIẾU", "BẢNG CỦA SỞ"))
    (small.root / "mau/bang-doi-chieu.docx").write_bytes(own)
    cli("draft", "6-thang", "--sources", cwd=small.root)
    assert "BẢNG CỦA SỞ" in plain_text(small.root / BESIDE)


def test_a_fault_in_its_template_leaves_nothing_half_done(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "mau").mkdir()
    (small.root / "mau/bang-doi-chieu.docx").write_bytes(edited(TEMPLATE, lambda text: text.replace("y.don_vi", "y.a")))
    wordy(small)
    ran = cli("draft", "6-thang", "--sources", cwd=small.root)
    assert ran.code == 2
    assert "bang-doi-chieu.docx" in ran.err
    assert not (small.root / "ban-thao").exists()


def test_it_is_no_report_s_template(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: bang-doi-chieu")
    ran = cli("check", "6-thang", cwd=small.root)
    assert "không có mẫu «bang-doi-chieu»" in ran.out + ran.err


def without_data(docx: bytes) -> bytes:
    """As another program saves it: the carried data lost."""
    return pack({name: data for name, data in members(docx).items() if not name.startswith("customXml/item1")})


@pytest.mark.parametrize("change", [bytes, without_data], ids=["as made", "without its data"])
def test_issue_refuses_it_with_the_way_out(change: Callable[[bytes], bytes], small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", "--sources", cwd=small.root)
    path = small.root / BESIDE
    path.write_bytes(change(path.read_bytes()))
    assert (carry.read(path.read_bytes()) is None) == (change is without_data)
    ran = cli("issue", "6-thang", "--so", "5", "--ngay", "20/5/2026", "--file", BESIDE, cwd=small.root)
    assert ran.code == 1
    assert "là tài liệu nội bộ để đối chiếu, không ban hành" in ran.err
    assert "reportgen issue" in ran.err
    assert not (small.root / "luu-tru").exists()


def test_issue_takes_the_draft_beside_it_without_being_told(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "ky_hieu: KH-STN\n", "ky_hieu: KH-STN\nso: 12\nngay: 05/01/2026\n")
    cli("draft", "6-thang", "--sources", cwd=small.root)
    ran = cli("issue", "6-thang", "--so", "5", "--ngay", "20/5/2026", cwd=small.root)
    assert ran.code == 0, ran.out + ran.err
    assert "từ ban-thao/kh-6-thang.docx" in ran.out.replace("\\", "/")


def test_lint_does_not_judge_it(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", "--sources", cwd=small.root)
    ran = cli("lint", "--strict", BESIDE, cwd=small.root)
    assert ran.code == 0
    assert ran.out.splitlines() == [f"{BESIDE} · tài liệu nội bộ: không ban hành nên không kiểm tra thể thức"]
    found = json.loads(cli("lint", "--format", "json", BESIDE, cwd=small.root).out)["tep"][0]
    assert (found["loai"], found["quy_tac"]) == ("tài liệu nội bộ", [])


@pytest.mark.parametrize("name", WORKSPACES)
@pytest.mark.parametrize("period", PERIODS)
def test_the_examples_make_one(name: str, period: str, workspace: Callable[[str], Path], cli: Cli) -> None:
    root = workspace(name)
    assert cli("draft", period, "--sources", cwd=root).code == 0
    text = plain_text(root / f"ban-thao/nq02-2026-{period}-doi-chieu.docx")
    assert "{{" not in text
    assert ("Kỳ trước" in text or "Tiến độ kỳ trước" in text) == (period == "nam")


def test_a_body_over_its_pages_is_told_with_its_longest_places(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small)
    result = "Kết quả dài của phòng. " * 2_000
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "ket_qua: Xong việc.", f"ket_qua: {result.strip()}")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if line.startswith("Nội dung khoảng"))
    assert "quá 10 trang; dài nhất: II.2.a (" in line
    told = json.loads(cli("draft", "6-thang", "--format", "json", cwd=small.root).out)["so_trang"]
    assert told["uoc"] > told["toi_da"] == 10
    assert told["dai_nhat"][0]["cho"] == "II.2.a"
    shutil.rmtree(small.root / "ban-thao")
    strict = cli("draft", "6-thang", "--strict", cwd=small.root)
    assert strict.code == 1
    assert "Nội dung khoảng" in strict.err
    assert not (small.root / "ban-thao").exists()
    small.replace("ke-hoach/kh.yaml", "nguoi_ky: giam-doc}", "nguoi_ky: giam-doc, so_trang: 900}")
    assert "Nội dung khoảng" not in cli("draft", "6-thang", cwd=small.root).out


def test_a_body_within_its_pages_is_not_talked_about(small: Small, cli: Cli) -> None:
    fill(small)
    assert "trang" not in cli("draft", "6-thang", cwd=small.root).out
    assert (
        json.loads(cli("draft", "6-thang", "--no-lint", "--format", "json", cwd=small.root).out).get("so_trang") is None
    )
