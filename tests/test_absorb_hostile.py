"""`absorb` on what should not come and does: broken, huge and foreign files, odd templates, folders that refuse."""

from __future__ import annotations

import re
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import ReportgenError
from reportgen.model.words import paragraphs
from reportgen.pipeline.absorb import absorb
from reportgen.vn.signs import on_paper, refused
from reportgen.workspace import Workspace
from tests.docx_text import W, edited, members, pack
from tests.issuing import everything, unchanged
from tests.office_words import PLACES, again, drafted, office, printed, text_for, wordings
from tests.places import ROOT
from tests.word_edits import changed, paragraph_with, put_behind, replace
from tests.word_paper import control_of, paragraph_of
from tests.word_reading import places_in, same

Cli = Callable[..., Any]
WORDS = "tong-hop/kh/6-thang.yaml"
NS = f'xmlns:w="{W[1:-1]}"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = office(tmp_path_factory.mktemp("co-quan"))
    drafted(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return again(made, tmp_path)


@pytest.fixture
def path(root: Path) -> Path:
    return root / "ban-thao/kh-6-thang.docx"


def stopped(cli: Cli, root: Path, path: Path, code: int = 2) -> str:
    """Run on a file that cannot be taken over: nothing is written, and the reason is told in words."""
    with unchanged(root):
        ran = cli("absorb", str(path), cwd=root)
    assert (ran.code, "Traceback" in ran.err, ran.err.count("\n")) == (code, False, 1), ran.err
    return str(ran.err)


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "change", "why"),
    [
        ("word/document.xml", lambda text: text[:-40], "thiếu phần nội dung"),
        ("word/document.xml", lambda _: "<a/>", "không phải văn bản Word"),
        ("word/footnotes.xml", lambda text: text[:-40], "phần chú thích bị hỏng hoặc đã mất"),
        (
            "word/footnotes.xml",
            lambda text: text.replace('w:id="1"', 'w:id="77"'),
            "phần chú thích bị hỏng hoặc đã mất",
        ),
        ("word/_rels/document.xml.rels", lambda text: text.replace("footnotes.xml", "x.xml"), "phần chú thích bị hỏng"),
    ],
)
def test_a_broken_part_is_told(
    member: str, change: Callable[[str], str], why: str, cli: Cli, root: Path, path: Path
) -> None:
    path.write_bytes(edited(path.read_bytes(), change, member))
    assert why in stopped(cli, root, path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1}", b"a" * 3_000]
)
def test_what_is_no_document_is_told(content: bytes, cli: Cli, root: Path, path: Path) -> None:
    path.write_bytes(content)
    assert re.search(r"tệp rỗng|không phải tệp \.docx|tệp \.doc kiểu cũ", stopped(cli, root, path))


def test_styles_and_numbering_that_are_broken_change_no_words(root: Path, path: Path) -> None:
    parts = members(path.read_bytes())
    parts["word/styles.xml"] = b"<w:styles"
    path.write_bytes(pack(parts))
    done = absorb(Workspace(root), str(path))
    assert (done.written, done.emptied) == ((), ())


def test_a_cut_off_file_is_no_crash(root: Path, path: Path) -> None:
    whole = path.read_bytes()
    for at in range(0, len(whole), 3_001):
        path.write_bytes(whole[:at])
        with pytest.raises(ReportgenError):
            absorb(Workspace(root), str(path))


def test_data_of_a_later_version_is_told_as_later(cli: Cli, root: Path, path: Path) -> None:
    path.write_bytes(
        edited(path.read_bytes(), lambda text: text.replace('version="2"', 'version="9"'), "customXml/item1.xml")
    )
    assert "Cập nhật reportgen" in stopped(cli, root, path)


def test_links_and_folders_are_no_drafts(cli: Cli, root: Path, path: Path) -> None:
    folder = path.with_name("thư mục.docx")
    folder.mkdir()
    stopped(cli, root, folder)
    link = path.with_name("liên kết.docx")
    link.symlink_to(path.with_name("không có.docx"))
    stopped(cli, root, link)


# --- whose drafts -------------------------------------------------------------------------------


def test_a_draft_of_another_agency_is_refused(cli: Cli, root: Path, path: Path) -> None:
    file = root / "co-quan.yaml"
    text = file.read_text(encoding="utf-8").replace("Sở Thử nghiệm", "Sở Khác").replace("ky_hieu: STN", "ky_hieu: SK")
    file.write_text(text, encoding="utf-8")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    assert "là bản thảo của Sở Thử nghiệm, thư mục này là của Sở Khác." in stopped(cli, root, path, 1)


def test_an_agency_that_was_renamed_takes_its_drafts(root: Path, path: Path) -> None:
    file = root / "co-quan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Sở Thử nghiệm", "Sở Mới"), encoding="utf-8")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    assert [edit.place for edit in absorb(Workspace(root), str(path)).written] == ["I"]


def test_a_draft_of_another_plan_or_period_is_refused(cli: Cli, root: Path, path: Path) -> None:
    plan = root / "ke-hoach/kh.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("  6-thang: {", "  9-thang: {").replace("ky_truoc: 6-thang, ", ""),
        encoding="utf-8",
    )
    assert "kế hoạch kh không còn kỳ ấy. Các kỳ: 9-thang, nam." in stopped(cli, root, path, 1)
    plan.rename(plan.with_name("khac.yaml"))
    assert "thư mục này không có kế hoạch ấy" in stopped(cli, root, path, 1)


def test_words_of_a_group_that_the_plan_no_longer_has_are_told_whole(root: Path, path: Path) -> None:
    plan = root / "ke-hoach/kh.yaml"
    text = plan.read_text(encoding="utf-8").replace("so: I\n", "so: III\n").replace("ma: I.", "ma: III.")
    plan.write_text(text, encoding="utf-8")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa của nhóm cũ,")))
    done = absorb(Workspace(root), str(path))
    assert done.written == ()
    assert "I Nhóm một: kế hoạch không còn nhóm này" in printed(done)
    assert "«hai của I,» thành «sửa của nhóm cũ,»" in printed(done)


# --- what words are -----------------------------------------------------------------------------

LETTERS = st.text(
    st.one_of(
        st.sampled_from("^[]\\#:-|>{}%&<>\"'`*!@,.…–“” \t1a)+•\u00a0\u200b\u0301\u0085\u2028\x7f\x9f\ufdd0"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=60,
)


def test_whatever_is_typed_is_printed_as_typed(made: Path, tmp_path: Path) -> None:
    root = again(made, tmp_path)
    path = root / "ban-thao/kh-6-thang.docx"
    before, start = path.read_bytes(), everything(root)

    @settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(LETTERS)
    def hold(text: str) -> None:
        try:
            new = paragraph_of(f"Câu {text} hết", None)
        except ValueError:
            return  # XML cannot hold it, so no word processor has typed it
        if "^\\[" in text or refused(text):
            return  # printed as two characters: there is no way to type three; and what tests/test_signs.py holds
        content = changed(before, lambda body: paragraph_with(body, "Đoạn hai của I,").addnext(new))
        path.write_bytes(content)
        done = absorb(Workspace(root), str(path))
        wanted = places_in(content)["I"]
        assert done.unfit == ()
        if done.written:
            assert [_seen(text) for text in paragraphs(wordings(root / WORDS)["I"].text or "")] == [
                _seen(text) for text in wanted
            ]
            again_made = drafted(root)
            assert [_seen(text) for text in places_in(again_made.read_bytes())["I"]] == [_seen(text) for text in wanted]
        for name, old in start.items():
            (root / name).write_bytes(old)
        for extra in set(everything(root)) - set(start):
            (root / extra).unlink()

    hold()


def _seen(text: str) -> str:
    """Return what of a text is seen."""
    return same(on_paper(text).replace("…", "..."))


def test_words_beyond_what_a_place_may_hold_are_told_and_the_others_written(root: Path, path: Path) -> None:
    long = "chữ " * 13_000
    path.write_bytes(
        changed(path.read_bytes(), put_behind("Đoạn hai của I,", long), replace("Đoạn hai của ton-tai,", "Đoạn sửa,"))
    )
    done = absorb(Workspace(root), str(path))
    assert [edit.place for edit in done.written] == ["ton-tai"]
    assert "một chỗ chỉ đến 50000; rút gọn, hoặc chuyển bớt sang chỗ khác" in printed(done)
    assert paragraphs(wordings(root / WORDS)["I"].text or "") == paragraphs(text_for("I"))


# --- the office's file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("loi_van:\n", "loi_van:\nnoi dung sai\n", "còn lỗi ở dòng"),
        ("    dau: ", "\tdau: ", "còn lỗi ở dòng"),
        ("ky_bao_cao: 6-thang\n", "ky_bao_cao: 6-thang\nky_bao_cao: nam\n", "còn lỗi ở dòng"),
    ],
)
def test_a_file_with_errors_is_left_alone(old: str, new: str, why: str, root: Path, path: Path) -> None:
    file = root / WORDS
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    with unchanged(root):
        done = absorb(Workspace(root), str(path))
    assert why in done.trouble
    assert "Chưa ghi gì." in printed(done)


def test_a_link_is_not_written_through(root: Path, path: Path) -> None:
    file = root / WORDS
    real = file.with_name("thật.txt")
    file.rename(real)
    file.symlink_to(real)
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    with unchanged(root):
        assert "đường dẫn tắt" in absorb(Workspace(root), str(path)).trouble


def test_a_folder_that_cannot_be_made_is_told(cli: Cli, root: Path, path: Path) -> None:
    shutil.rmtree(root / "tong-hop")
    (root / "tong-hop").write_text("", encoding="utf-8")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    with unchanged(root):
        ran = cli("absorb", str(path), "--take", "word", cwd=root)
    assert (ran.code, "Không ghi được" in ran.err, "Traceback" in ran.err) == (2, True, False)


def test_what_is_kept_beside_the_drafts_may_be_anything(root: Path, path: Path) -> None:
    folder = root / "ban-thao/.goc"
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn hai của I,", "Đoạn sửa,")))
    absorb(Workspace(root), str(path))
    for kept in folder.iterdir():
        kept.write_bytes(b"{")
    path.write_bytes(changed(path.read_bytes(), replace("Đoạn sửa,", "Đoạn sửa nữa,")))
    assert [clash.edit.place for clash in absorb(Workspace(root), str(path)).clashes] == ["I"]
    shutil.rmtree(folder)
    folder.symlink_to(root / "ke-hoach")
    before = everything(root / "ke-hoach")
    assert [edit.place for edit in absorb(Workspace(root), str(path), take="word").written] == ["I"]
    assert everything(root / "ke-hoach") == before


def test_without_original_and_template_only_words_are_compared_and_that_is_told(root: Path, path: Path) -> None:
    (root / "mau").mkdir()
    (root / "mau/rieng.docx").write_bytes((ROOT / "templates" / "bao-cao-6-thang.docx").read_bytes())
    plan = root / "ke-hoach/kh.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("mau: bao-cao-6-thang", "mau: rieng"), encoding="utf-8")
    path.unlink()
    drafted(root)
    plan.write_text(plan.read_text(encoding="utf-8").replace("mau: rieng", "mau: bao-cao-6-thang"), encoding="utf-8")
    shutil.rmtree(root / "mau")
    shutil.rmtree(root / "ban-thao/.goc")
    path.write_bytes(
        changed(path.read_bytes(), put_behind("Đoạn hai của I,", "Đoạn thêm."), replace("NGHỊ, ĐỀ", "NGHỊ, XUẤT"))
    )
    done = absorb(Workspace(root), str(path))
    assert [edit.place for edit in done.written] == ["I"]
    assert "Không còn bản gốc của bản thảo và mẫu rieng.docx: chỉ xem được lời trong các ô" in printed(done)


# --- size ---------------------------------------------------------------------------------------


def spent_on(root: Path, path: Path, content: bytes, count: int) -> float:
    """Return the seconds that a draft of many more paragraphs takes."""

    def more(body: etree._Element) -> None:
        for place in PLACES:
            near = paragraph_with(body, f"Đoạn hai của {place},")
            assert control_of(near) is not None
            for number in range(count // len(PLACES)):
                near.addnext(paragraph_of(f"Đoạn thêm thứ {number} của {place}.", near))

    path.write_bytes(changed(content, more))
    begun = time.process_time()
    done = absorb(Workspace(root), str(path), show_only=True)
    assert len(done.written) == len(PLACES)
    return time.process_time() - begun


def test_time_and_memory_grow_with_the_document(root: Path, path: Path) -> None:
    content = path.read_bytes()
    short, long = (spent_on(root, path, content, count) for count in (1_000, 5_000))
    assert long < 9 * short
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000


def test_a_very_long_paragraph_is_compared_in_time(root: Path, path: Path) -> None:
    words = " ".join(f"t{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}" for at in range(9_000))
    file = root / WORDS
    text = file.read_text(encoding="utf-8").replace(
        "Đoạn hai của ton-tai, khác hẳn, về 20 doanh nghiệp - hộ kinh doanh.", words
    )
    file.write_text(text, encoding="utf-8")
    path = drafted(root)
    path.write_bytes(changed(path.read_bytes(), lambda body: replace("tbcd ", "từ bê bê ")(body)))
    begun = time.process_time()
    told = printed(absorb(Workspace(root), str(path)))
    assert time.process_time() - begun < 10
    assert "«tbcd» thành «từ bê bê»" in told
