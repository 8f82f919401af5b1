"""The form in real browsers, opened from a file: an officer's path, typing, speed, payloads, access."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reportgen.load import load_status
from reportgen.model.acknowledged import Acknowledgement
from reportgen.model.status import ExtraWork, Proposal, UnitStatus
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.webforms.browser import BOTH, Browse, Browsers
from tests.webforms.payloads import PAYLOADS
from tests.webforms.plan import UNIT, data_of, every_kind, page_of

pytestmark = pytest.mark.browsers


@pytest.fixture
def browse(browsers: Browsers) -> Browse:
    return browsers.saving(f"{UNIT}.yaml")


def page(small: Small) -> Path:
    """Make the page of the unit; return where it lies, in a folder with a name of ours."""
    target = small.root / "Biểu gửi đơn vị" / f"{UNIT} (bản điền).html"
    target.parent.mkdir()
    target.write_text(page_of(small.root), encoding="utf-8", newline="\n")
    return target


@pytest.fixture
def kinds(tmp_path: Path) -> Small:
    return every_kind(tmp_path / "co-quan-thu")


@BOTH
def test_an_officer_fills_in_leaves_comes_back_and_saves(browse: Browse, kinds: Small, browser: str) -> None:
    many = "".join(
        f"          - {{ma: I.{number}, noi_dung: Việc thứ {number}, chu_tri: [phong-mot], thoi_han: năm 2026}}\n"
        for number in range(7, 23)
    )
    kinds.replace("ke-hoach/kh.yaml", "      - so: II\n", many + "      - so: II\n")
    codes = ["I.1", "I.2", "I.3", "I.4", *(f"I.{number}" for number in range(7, 23))]
    choices = [[f"nhiem_vu/{code}/trang_thai", "dang-thuc-hien"] for code in codes]
    texts = [[f"nhiem_vu/{code}/ket_qua", f"Đã làm {code}: đạt 5%.\nCòn lại."] for code in codes]
    texts += [["chi_tieu/CT1/tu_so", "95"], ["chi_tieu/CT1/mau_so", "100"], ["ngay_lap", "08/11/2026"]]
    answer = browse(browser, "officer", page(kinds), choices=choices, texts=texts)
    assert answer["before"].startswith("Đã điền 21/")
    assert "chưa lưu thành tệp" in answer["offered"]
    assert answer["results"][0] == "95,0%: đạt (giao: Tối thiểu 80%)"
    assert "Còn phải điền (8)" in answer["state"]
    assert answer["order"][0] == "can-xem"
    assert answer["order"][-2:] == ["gui", "luu"]  # the day on which it is made comes last, as it is written
    assert answer["status"] == (
        f"Đã tải về {UNIT}.yaml, ở thư mục Tải xuống (Downloads). Còn 8 mục chưa điền, xem mục «Cần xem» ở đầu trang; để "
        "trống thì báo cáo ghi là chưa báo cáo. Gửi tệp này cho Văn phòng."
    )
    path = kinds.write(f"tinh-hinh/kh/nam/{UNIT}.yaml", answer["text"])
    loaded = load_status(Workspace(kinds.root), path)
    assert loaded.findings == ()
    assert loaded.value is not None
    assert [code for code, row in loaded.value.tasks.items() if row.result] == codes
    assert loaded.value.tasks["I.9"].result == "Đã làm I.9: đạt 5%.\nCòn lại."
    assert "luoc-do.schema.json" in answer["text"]


@BOTH
def test_typing_as_unikey_and_as_telex_do_arrives_as_typed(browse: Browse, kinds: Small, browser: str) -> None:
    answer = browse(browser, "typing", page(kinds), texts=[["nhiem_vu/I.1/ket_qua", ""]])
    assert answer["shown"] == "âđế\n\nviệc e\u0301"
    assert "    ket_qua: |             # đã làm được những gì\n      âđế\n\n      việc é\n" in answer["text"]


def test_a_key_in_a_large_form_is_answered_at_once(browse: Browse, small: Small) -> None:
    many = "".join(
        f"          - {{ma: I.{number}, noi_dung: Rà soát thủ tục {number}, chu_tri: [phong-mot], thoi_han: năm 2026}}\n"
        for number in range(3, 203)
    )
    small.replace("ke-hoach/kh.yaml", "      - so: II\n", many + "      - so: II\n")
    answer = browse("chromium", "speed", page(small), texts=[["nhiem_vu/I.202/ket_qua", ""]])
    assert answer["key"] < 100
    assert answer["pause"] < 1500  # milliseconds on a busy machine, once after the last key
    assert answer["painted"] < 100, (
        answer
    )  # milliseconds until a key is seen, every row open (all but the slowest of 40)
    assert answer["visible"]


SEEN = [payload for payload in PAYLOADS if payload.isprintable()]


@BOTH
def test_no_payload_runs(browse: Browse, kinds: Small, browser: str) -> None:
    for name, text in (("Việc của mọi phòng", " ".join(SEEN[:30])), ("Nhóm một", " ".join(SEEN[30:]))):
        kinds.replace("ke-hoach/kh.yaml", name, json.dumps(text))
    fields = ["ket_qua", "van_ban", "kho_khan", "nguyen_nhan", "ke_hoach_toi"]
    texts = [[f"nhiem_vu/I.1/{name}", "\n".join(PAYLOADS[at::5])] for at, name in enumerate(fields)]
    plan = kinds.root / "ke-hoach/kh.yaml"
    names = re.findall(
        r"(?:noi_dung|ten|trich_yeu|so_voi|van_ban): ([^,{}\n\[\]\"]+)", plan.read_text(encoding="utf-8")
    )
    for at, name in enumerate(sorted({name for name in names if name != "năm 2026"}, key=len, reverse=True)):
        kinds.replace("ke-hoach/kh.yaml", f": {name}", f": {json.dumps(' '.join(SEEN[at % 5 :: 5]))}")
    answer = browse(browser, "payloads", page(kinds), texts=texts, seen=SEEN, payloads=PAYLOADS)
    assert answer["ran"] == ["Biểu báo cáo năm 2026: Phòng Một", False, 2]
    assert answer["fields"] > 60
    assert answer["seen"] == len(SEEN)
    assert kinds.write(f"tinh-hinh/kh/nam/{UNIT}.yaml", answer["text"])
    loaded = load_status(Workspace(kinds.root), kinds.root / f"tinh-hinh/kh/nam/{UNIT}.yaml")
    assert loaded.value is not None


@BOTH
def test_two_windows_lose_nothing_and_what_cannot_be_kept_is_asked_about(
    browse: Browse, kinds: Small, browser: str
) -> None:
    texts = [["chi_tieu/CT1/tu_so", "95"], ["chi_tieu/CT1/mau_so", "100"], ["chi_tieu/CT2/tu_so", "12"]]
    answer = browse(browser, "keeping", page(kinds), texts=texts)
    assert answer["told"].startswith("Trang này đang được điền cả ở một cửa sổ (thẻ) khác. Chỉ điền ở một nơi")
    first, second = answer["offered"].split("Còn một bản khác")
    assert re.search(r"Trên máy này có bản điền lúc .*, đã điền 2/\d+ mục, chưa lưu thành tệp", first)
    assert "đã điền 0/" in second  # the whole without its part
    assert answer["resumed"] == "100"
    assert answer["refused"].startswith("Trình duyệt không cho giữ nội dung đang gõ trên máy này")
    assert answer["asked"] == 1


def test_a_browser_that_is_too_old_says_so_and_shows_no_empty_page(browse: Browse, kinds: Small) -> None:
    without = ["delete Element.prototype.replaceChildren", "delete Array.prototype.flat"]
    for shown in browse("chromium", "outdated", page(kinds), without=without)["shown"]:
        assert "Biểu chưa mở được ở đây. Lưu tệp về máy rồi mở bằng Microsoft Edge, Chrome" in shown
        assert "điền tệp YAML gửi kèm bằng Notepad" in shown


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True)])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(browse: Browse, kinds: Small, width: int, dark: bool) -> None:
    kinds.status(UNIT, "nhiem_vu:\n  I.2: {trang_thai: hoan-thanh, tien_do: 60}\n", "nam", "08/10/2026")
    answer = browse("chromium", "access", page(kinds), width=width, dark=dark)
    assert answer["found"] == []
    assert answer["wide"] <= 0


def test_a_file_of_an_older_form_says_what_the_office_has_changed_since(browse: Browse, kinds: Small) -> None:
    made = data_of(page_of(kinds.root))
    old = "\n".join(made["lines"][number] for number in made["blank"])
    kept = kinds.write("gui/cu.yaml", re.sub(r"bản [0-9a-f]{6} của I\.2\)", "bản 000000 của I.2)", old))
    answer = browse("chromium", "opening", page(kinds), files=[str(kept)])
    assert answer["answers"] == ["Đã mở cu.yaml. Xem mục «Biểu đã được làm lại»."]
    assert "đọc lại, chữ đã điền còn đúng thì để nguyên: I.2." in answer["news"]


@BOTH
def test_a_file_is_opened_and_one_that_cannot_be_read_is_refused(
    browse: Browse, kinds: Small, browser: str, tmp_path: Path
) -> None:
    own = kinds.write(
        "gui/a.yaml",
        "don_vi: phong-mot\nke_hoach: kh\nky_bao_cao: nam\n# ghi chú\nnhiem_vu:\n  I.1: {trang_thai: hoan-thanh}\n",
    )
    broken = kinds.write("gui/b.yaml", "don_vi: phong-mot\nnhiem_vu:\n  I.1:\n    tien_do: 60\n\t ket_qua: x\n")
    word = kinds.write("gui/c.yaml", "")
    word.write_bytes(b"PK\x03\x04")
    other = kinds.write("gui/d.yaml", "don_vi: phong-hai\nke_hoach: kh\nky_bao_cao: nam\n")
    letter = kinds.write("gui/e.txt", "Kính gửi Văn phòng,\nPhòng Một báo cáo như sau.\n")
    scan = kinds.write("gui/g.pdf", "%PDF-1.4\n")
    files = [str(file) for file in (own, broken, word, other, letter, scan)]
    answer = browse(browser, "opening", page(kinds), files=files)
    first, second, third, fourth, *strange = answer["answers"]
    assert first == "Đã mở a.yaml."
    assert second.startswith(
        "Không mở được b.yaml: dòng 5: lùi bằng phím Tab (xóa Tab, lùi bằng dấu cách cho thẳng cột với các mục cùng cấp). Trang giữ nguyên."
    )
    right = "chọn tệp có đuôi .yaml đã tải về khi bấm «Lưu tệp YAML»). Trang giữ nguyên."
    assert third == f"Không mở được c.yaml: đây là tệp Word, Excel hoặc tệp nén .zip, không phải tệp YAML ({right}"
    assert "tệp ghi don_vi: phong-hai, biểu này là của phong-mot" in fourth
    assert fourth.endswith("Trang giữ nguyên.")
    assert strange == [
        f"Không mở được e.txt: đây không phải là tệp {UNIT}.yaml đã lưu từ trang này, trong đó không có mục don_vi ({right}",
        f"Không mở được g.pdf: đây là tệp PDF, không phải tệp YAML ({right}",
    ]
    assert answer["text"] == own.read_text(encoding="utf-8")
    assert answer["saved"].startswith(f"Đã tải về {UNIT}.yaml")
    assert f"lần lưu thứ 2: tệp lần trước còn ở đó thì tệp mới tên là «{UNIT} (1).yaml»" in answer["again"]


@BOTH
def test_the_keyboard_is_enough(browse: Browse, kinds: Small, browser: str) -> None:
    answer = browse(browser, "keyboard", page(kinds), texts=[["nhiem_vu/I.1/trang_thai", ""]])
    assert answer["first"] == "chi_tieu/CT1/tu_so"
    assert (answer["radio"], answer["chosen"]) == (True, "dang-thuc-hien")
    assert answer["tab"].startswith("Đang thực hiện")


@BOTH
def test_proposals_extra_work_and_a_warning_answered_for_are_saved_twice(
    browse: Browse, kinds: Small, browser: str
) -> None:
    answer = browse(browser, "lists", page(kinds))
    assert answer["confirmed"] == ["dialog: Bỏ kiến nghị này: «Đề nghị một»?"]
    assert "lý do: Đã nghiệm thu: còn hồ sơ" in answer["accepted"]

    def read(text: str) -> UnitStatus:
        loaded = load_status(Workspace(kinds.root), kinds.write(f"tinh-hinh/kh/nam/{UNIT}.yaml", text))
        assert loaded.findings == ()
        assert loaded.value is not None
        return loaded.value

    first, second = read(answer["text"]), read(answer["again"])
    assert first.tasks["I.1"].proposals == (Proposal("Đề nghị một"), Proposal("Đề nghị hai", "UBND tỉnh"))
    assert second.tasks["I.1"].proposals == (Proposal("Đề nghị hai", "UBND tỉnh"),)
    documents = ("Công văn số 1", "Công văn số 2")
    assert first.extra == (ExtraWork("Việc thêm", None, documents),)
    assert second.extra == (ExtraWork("Việc thêm", "Xong", documents),)
    given = (Acknowledgement("tinh-hinh/tien-do", "Đã nghiệm thu: còn hồ sơ", "I.1"),)
    assert first.acknowledged == second.acknowledged == given
