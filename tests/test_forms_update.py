"""`forms --update`: the plan's changes come into filled forms; nothing typed is lost."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cli import main
from reportgen.load import load_status
from reportgen.patching.block import block, blocks_in
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.small import FORM, PLAN, filled_form


def read(path: Path) -> Any:
    return load_status(Workspace(path.parents[3]), path)


def test_nothing_changes_while_the_plan_stays(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Đã tạo 0 biểu; 3 tệp đã có, không thay đổi.")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_new_texts_of_the_plan_replace_the_old_and_notes_stay(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    status = read(path).value
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa của mọi phòng")
    small.replace(PLAN, "han_don_vi: trước 10/5/2026", "han_don_vi: trước 12/5/2026")
    small.replace(PLAN, "ten: Tỷ lệ thử", "ten: Tỷ lệ thử mới")
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    text = path.read_text(encoding="utf-8")
    assert (ran.code, ran.err) == (0, "")
    assert "phần hướng dẫn theo kế hoạch mới" in ran.out
    assert "#: Việc đã sửa của mọi phòng\n" in text
    assert "#: Việc của mọi phòng\n" not in text
    assert "#: Hạn gửi:    trước 12/5/2026" in text
    assert "#: Tỷ lệ thử mới (giao" in text
    assert "  # của tôi\n" in text
    assert "    # hỏi lại Văn phòng\n" in text
    assert read(path).value == status
    assert text.count("#: (dành cho máy") == len(blocks_in(text.split("\n")))


def test_rows_come_and_go_with_the_plan(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(PLAN, "chu_tri: [phong-mot], phoi_hop: [phong-hai]", "chu_tri: [phong-mot, phong-hai]")
    small.replace(
        PLAN, "chu_tri: [phong-mot, phong-hai], thoi_han: năm 2026", "chu_tri: [phong-mot], thoi_han: năm 2026"
    )
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert ran.code == 0
    assert "thêm I.2" in ran.out
    assert "bỏ (chưa điền gì) II.1" in ran.out
    loaded = read(path)
    assert list(loaded.value.tasks) == ["I.1", "I.2"]
    assert loaded.findings == ()
    assert "#: Nhiệm vụ đơn vị phối hợp" not in path.read_text(encoding="utf-8")
    assert cli("check", path, "--strict", cwd=small.root).out.count("cảnh báo: ") == 1  # I.2 is still empty


def test_a_filled_row_that_the_plan_dropped_is_kept_and_named(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(PLAN, "chu_tri: [tat-ca]", "chu_tri: [phong-mot]")
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert "I.1 nay do Phòng Một chủ trì: gửi nội dung đã điền cho đơn vị ấy rồi xóa mục này" in ran.out
    assert "Đã làm: một phần" in path.read_text(encoding="utf-8")


def test_words_typed_into_our_block_become_a_note(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(FORM, "  #: Thời hạn: thường xuyên\n", "  #: Thời hạn: thường xuyên, tôi đã hỏi thêm\n")
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa")
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    text = path.read_text(encoding="utf-8")
    assert "dòng gõ trong phần hướng dẫn được giữ lại" in ran.out
    assert "# (giữ lại) Thời hạn: thường xuyên, tôi đã hỏi thêm\n" in text
    assert "#: Việc đã sửa\n" in text


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_encoding_and_line_ends_stay(head: bytes, small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    encoding = "utf-16-le" if head == b"\xff\xfe" else "utf-8"
    windows = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(head + windows.encode(encoding))
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa")
    assert cli("forms", "6-thang", "--update", cwd=small.root).code == 0
    content = path.read_bytes()
    assert content.startswith(head)
    text = content[len(head) :].decode(encoding)
    assert "#: Việc đã sửa\r\n" in text
    assert "\n" not in text.replace("\r\n", "")


def test_a_file_with_a_slip_is_left_alone_and_the_line_is_named(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(FORM, "    tien_do: ", "    tien_do ")
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa")
    before = path.read_bytes()
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert ran.code == 1
    assert "không cập nhật được: còn lỗi ở dòng" in ran.out
    assert path.read_bytes() == before


def test_a_short_file_written_by_hand_gets_explanations_and_rows(small: Any, cli: Callable[..., Any]) -> None:
    path = small.status("phong-hai", "nhiem_vu:\n  II.1:\n    trang_thai: chua-thuc-hien\n")
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert ran.code == 0
    assert "thêm CT1, I.1" in ran.out
    loaded = read(path)
    assert loaded.findings == ()
    assert set(loaded.value.tasks) == {"I.1", "II.1"}
    assert set(loaded.value.targets) == {"CT1"}


def test_rows_in_braces_are_left_to_their_writer(small: Any, cli: Callable[..., Any]) -> None:
    path = small.status("phong-hai", "nhiem_vu: {II.1: {trang_thai: chua-thuc-hien}}\n")
    ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert "mục viết trong dấu { } nên phải tự thêm: I.1" in ran.out
    assert "nhiem_vu: {II.1: {trang_thai: chua-thuc-hien}}\n" in path.read_text(encoding="utf-8")


def test_the_last_period_stands_above_the_row(small: Any, cli: Callable[..., Any]) -> None:
    small.status(
        "phong-hai",
        """\
        chi_tieu: {CT1: {tu_so: 1180, mau_so: 1200}}
        nhiem_vu:
          I.1: {trang_thai: dang-thuc-hien, tien_do: 62.5, ket_qua: Đã họp 3 lần}
          II.1: {trang_thai: hoan-thanh, ngay_hoan_thanh: 15/4/2026, ket_qua: Đã xong}
        """,
    )
    cli("forms", "nam", cwd=small.root)
    text = (small.root / "tinh-hinh/kh/nam/phong-hai.yaml").read_text(encoding="utf-8")
    for words in ("1.180/1.200", "dang-thuc-hien, 62,5%. Đã họp 3 lần", "hoan-thanh, ngày 15/4/2026. Đã xong"):
        assert f"  #: Kỳ trước (6 tháng đầu năm 2026): {words}\n" in text


WORDS = st.text("abcđê#:|'\"[]{}-, ", min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    result=st.lists(WORDS, max_size=3),
    notes=st.lists(WORDS, min_size=1, max_size=3),
    owners=st.sampled_from(["[tat-ca]", "[phong-mot]", "[phong-hai]"]),
    text=st.text("Việc xong # : nhé", min_size=1, max_size=300),
)
def test_what_was_typed_stays_whatever_the_plan_becomes(
    result: list[str], notes: list[str], owners: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    small = Small(tmp_path_factory.mktemp("ws") / "co-quan")
    run(small, "forms", "6-thang")
    path = small.root / FORM
    typed = "".join(f"      .{line}\n" for line in result)
    small.replace(
        FORM,
        "    ket_qua: |             # đã làm được những gì\n\n",
        f"    ket_qua: |             # đã làm được những gì\n{typed}\n",
    )
    small.replace(FORM, "    trang_thai:   ", "    trang_thai: dang-thuc-hien")
    for note in notes:
        small.replace(FORM, "  I.1:\n", f"  # {note}\n  I.1:\n")
    before = read(path)
    small.replace(PLAN, "noi_dung: Việc của mọi phòng, chu_tri: [tat-ca]", f"noi_dung: '{text} x', chu_tri: {owners}")
    small.replace(PLAN, "chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-hai]")
    run(small, "forms", "6-thang", "--update")
    after = read(path)
    assert after.value.tasks["I.1"] == before.value.tasks["I.1"]
    lines = path.read_text(encoding="utf-8").splitlines()
    for note in notes:
        assert f"  # {note}" in lines
    once = path.read_bytes()
    run(small, "forms", "6-thang", "--update")
    assert path.read_bytes() == once


def run(small: Small, *arguments: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["-C", str(small.root), *arguments])
    assert stopped.value.code == 0


@given(st.lists(st.text("ab c:#", max_size=20), min_size=1, max_size=4), st.integers(0, 4))
def test_a_block_is_recognised_as_made_until_a_letter_changes(paragraphs: list[str], indent: int) -> None:
    lines = block("I.1", paragraphs, indent)
    (found,) = blocks_in(["x", *lines, "y"])
    assert (found.begin, found.end, found.owner, found.untouched) == (1, len(lines) + 1, "I.1", True)
    changed = [lines[0] + "z", *lines[1:]]
    assert [item.untouched for item in blocks_in(changed)] != [True]
    assert textwrap.dedent("\n".join(lines)).startswith("#:")


DROPPED = ("chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-mot]")


@pytest.mark.parametrize(
    "row",
    [
        "  II.1: đã xong từ tháng 3\n",
        "  II.1: [đã xong]\n",
        "  II.1: {tien_do: khoảng 60}\n",
        "  II.1: {trang_thai: chua-thuc-hien}\n",
        "  II.1: # hỏi về số liệu\n    trang_thai:\n",
        "  II.1:\n    trang_thai:            # hỏi Phòng Một\n",
        "  II.1:\n    # hỏi Phòng Một\n    trang_thai:\n",
        "  II.1:\n    ket_qua: |\n      Xong:\n",
    ],
)
def test_a_row_in_which_anything_was_typed_is_never_taken_out(row: str, small: Any, cli: Callable[..., Any]) -> None:
    path = small.status("phong-hai", f"nhiem_vu:\n  I.1:\n    trang_thai: dang-thuc-hien\n{row}")
    small.replace(PLAN, *DROPPED)
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert row in path.read_text(encoding="utf-8")
    assert "bỏ (chưa điền gì)" not in ran.out


def test_untouched_rows_go_when_nothing_is_left_to_report(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    small.replace(PLAN, "chu_tri: [tat-ca]", "chu_tri: [phong-mot]")
    small.replace(PLAN, *DROPPED)
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert "bỏ (chưa điền gì) I.1, II.1" in ran.out
    assert read(Path(small.root / FORM)).value.tasks == {}


NEW = (
    "      - so: II\n",
    "          - {ma: I.3, noi_dung: Việc mới, chu_tri: [phong-hai], thoi_han: năm 2026}\n      - so: II\n",
)


def test_a_note_at_the_margin_of_a_row_does_not_cut_it(small: Any, cli: Callable[..., Any]) -> None:
    path = small.status(
        "phong-hai",
        "nhiem_vu:\n  I.1:\n    trang_thai: dang-thuc-hien\n# hỏi lại\n    ket_qua: |\n      # một\n  II.1:\n    trang_thai:\n",
    )
    small.replace(PLAN, *NEW)
    assert cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root).code == 0
    loaded = read(path)
    assert loaded.findings == ()
    assert list(loaded.value.tasks) == ["I.1", "I.3", "II.1"]
    assert loaded.value.tasks["I.1"].result == "# một"


def test_tabs_in_the_indentation_stop_an_update(small: Any, cli: Callable[..., Any]) -> None:
    path = small.status("phong-hai", "")
    path.write_text(
        path.read_text(encoding="utf-8") + "nhiem_vu:\n\tI.1:\n\t\ttrang_thai: dang-thuc-hien\n", encoding="utf-8"
    )
    before = path.read_bytes()
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert (ran.code, path.read_bytes()) == (1, before)
    assert "dòng 6 lùi bằng phím Tab; thay bằng dấu cách rồi chạy lại" in ran.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n  II.1:\n    trang_thai:", "\n  I.9:\n    trang_thai:"),
        ("của II.1)", "của II.1) ghi thêm"),
        ("  #: Thời hạn: năm 2026", "  #: Thời hạn: năm 2026 ?"),
        ("#: BIỂU BÁO CÁO", "#: BIỂU"),
        ("\nnhiem_vu:\n", "\n# một\nnhiem_vu:\n# hai\n"),
    ],
)
def test_a_second_update_changes_nothing(old: str, new: str, small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(FORM, old, new)
    small.replace(PLAN, "Việc của hai phòng", "Việc mới của hai phòng")
    cli("forms", "6-thang", "--update", cwd=small.root)
    once = path.read_bytes()
    cli("forms", "6-thang", "--update", cwd=small.root)
    assert path.read_bytes() == once
    assert once.decode().count("của II.1)") - new.count("ghi thêm") <= 1
    assert "#: Việc mới của hai phòng\n" in once.decode()


def test_lines_of_old_macs_stay(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa")
    assert cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root).code == 0
    assert b"\n" not in path.read_bytes()
    assert "#: Việc đã sửa\r".encode() in path.read_bytes()


def test_a_link_is_not_replaced_by_a_file(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    original = path.rename(path.parent.parent / "goc.yaml")
    path.symlink_to(original)
    small.replace(PLAN, "Việc của mọi phòng", "Việc đã sửa")
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert (ran.code, path.is_symlink()) == (1, True)
    assert "đây là đường dẫn tắt" in ran.out


def test_explanations_of_a_row_that_was_deleted_go_with_it(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(PLAN, *DROPPED)
    text = path.read_text(encoding="utf-8")
    begin = text.index("  II.1:\n")
    path.write_text(text[:begin] + text[text.index("\nchung:") :], encoding="utf-8")
    cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert "của II.1)" not in path.read_text(encoding="utf-8")


def test_a_row_of_a_helper_is_no_reason_to_delete(small: Any, cli: Callable[..., Any]) -> None:
    small.status("phong-hai", "nhiem_vu:\n  I.2:\n    trang_thai: dang-thuc-hien\n")
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert "I.2" not in ran.out


def test_a_unit_that_becomes_a_helper_is_told(small: Any, cli: Callable[..., Any]) -> None:
    path = filled_form(small, cli)
    small.replace(PLAN, "chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-mot], phoi_hop: [phong-hai]")
    small.replace(PLAN, "phoi_hop: [phong-hai], thoi_han: tháng 3/2026", "thoi_han: tháng 3/2026")
    cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert "thêm mục vào nhiem_vu ở trên: II.1\n" in path.read_text(encoding="utf-8")
    loaded = read(path)
    assert set(loaded.value.tasks) == {"I.1", "II.1"}
