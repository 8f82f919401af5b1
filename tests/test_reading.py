"""From bytes to records: encodings, bounds, syntax slips, kinds of values, places and faults."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.finding import Finding
from reportgen.load import load_status
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.model.status import Proposal, State, TaskStatus, UnitStatus
from reportgen.workspace import Workspace
from reportgen.yamlmap.bind import bind
from reportgen.yamlmap.compose import MAX_DEPTH
from reportgen.yamlmap.source import MAX_BYTES, Source, decode
from tests.reading import HEAD, QUOTE, read, texts, value_of
from tests.told import told

SAVE_AS = "mở bằng Notepad, chọn «Lưu thành…» (Save as…), mục Mã hóa (Encoding) chọn UTF-8"


LEGACY = f"{SAVE_AS}; chữ gõ bằng phông TCVN3 hoặc VNI thì đổi sang Unicode trước"


def stopped(content: bytes) -> Finding:
    source = decode("a.yaml", content)
    assert isinstance(source, Finding), source
    return source


@pytest.mark.parametrize(
    "content",
    [
        HEAD.encode(),
        b"\xef\xbb\xbf" + HEAD.encode(),
        b"\xff\xfe" + HEAD.encode("utf-16-le"),
        b"\xfe\xff" + HEAD.encode("utf-16-be"),
        HEAD.replace("\n", "\r\n").encode(),
        HEAD.replace("\n", "\r").encode(),
        b"\xff\xfe" + HEAD.replace("\n", "\r\n").encode("utf-16-le"),
        HEAD.replace("ộ", "o\u0323\u0302").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "crlf", "cr", "utf-16 crlf", "decomposed"],
)
def test_encodings_and_line_ends_of_windows_give_the_same_text(content: bytes) -> None:
    assert decode("a.yaml", content) == Source("a.yaml", HEAD)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("don_vi: a\nchung: Đã xong".encode("cp1258", "replace"), 2),
        ("ten: Sở".encode()[:-1], 1),
        ("don_vi: a\n\nten: café".encode("latin-1"), 3),
        (b"ngh\xb5n", 1),
    ],
    ids=["cp1258", "cut off", "latin-1", "tcvn3"],
)
def test_other_code_pages_are_refused_with_what_to_do(content: bytes, line: int) -> None:
    assert told(stopped(content)) == (f"a.yaml:{line}:1 · lỗi · bảng mã · tệp không ở bảng mã UTF-8 · UTF-8 · {LEGACY}")


@pytest.mark.parametrize(("before", "code"), [(199_999, "tep/loai"), (200_000, "tep/bang-ma")])
def test_only_the_beginning_is_looked_at_to_tell_what_a_file_is(before: int, code: str) -> None:
    assert stopped((b"a: b\n" * 40_001)[:before] + b"\0\nten: caf\xe9 x\n").code == code


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_an_empty_file_is_an_error(content: bytes) -> None:
    finding = stopped(content)
    assert (finding.code, finding.line, finding.column, finding.found) == ("tep/rong", 1, 1, "không có nội dung")


@pytest.mark.parametrize("text", ["# ghi chú\n", "\n\n  # ghi chú", "# một\n# hai\n\n"])
def test_a_file_of_comments_alone_is_an_error(text: str) -> None:
    bound = read(text, head="")
    assert bound.value is None
    assert [(item.code, item.found) for item in bound.findings] == [
        ("tep/rong", "chỉ có ghi chú, không có nội dung"),
    ]


def test_the_bound_on_size() -> None:
    lines = b"# " + b"x" * 997 + b"\n"
    filling = lines * (MAX_BYTES // len(lines))
    filling = filling[: MAX_BYTES - len(HEAD.encode())]
    source = decode("a.yaml", HEAD.encode() + filling)
    assert isinstance(source, Source)
    assert bind(UnitStatus, source).findings == ()
    finding = stopped(HEAD.encode() + filling + b"x")
    assert (finding.code, finding.required) == ("tep/qua-lon", "nhiều nhất 5 MB")


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff"])
def test_raw_control_characters_are_refused_at_their_place(char: str) -> None:
    finding = stopped(f"don_vi: a\nchung: {{ton_tai: Đã{char}}}\n".encode())
    assert (finding.code, finding.line, finding.column) == ("tep/ky-tu", 2, 20)
    assert finding.found == f"ký tự ẩn, mã U+{ord(char):04X}"


@pytest.mark.parametrize(
    ("escape", "number"), [("\\x07", "0007"), ("\\0", "0000"), ("\\N", "0085"), ("\\uFFFE", "FFFE")]
)
def test_control_characters_through_escapes_are_refused(escape: str, number: str) -> None:
    assert texts(f'chung: {{ton_tai: "a{escape}b"}}\n') == [
        f"4:18 · lỗi · chung ton_tai · ký tự ẩn, mã U+{number} · chữ đọc được · bỏ dấu \\ và mã đứng sau nó"
    ]


@pytest.mark.parametrize("body", ['nhiem_vu: {"I.\\x07": {tien_do: 3}}\n', '"ngay_lap\\x07": 08/5/2026\n'])
def test_control_characters_in_keys_are_refused_and_not_printed(body: str) -> None:
    bound = read(body)
    assert [finding.code.partition("/")[2] for finding in bound.findings] == ["ky-tu"]
    assert "\x07" not in told(bound.findings[0])


def test_a_missing_file_and_a_folder_in_its_place_are_findings(tmp_path: Path) -> None:
    (tmp_path / "thu-muc.yaml").mkdir()
    found = []
    for name in ("khong-co.yaml", "thu-muc.yaml"):
        loaded = load_status(Workspace(tmp_path), tmp_path / name)
        assert (loaded.value, loaded.sha256) == (None, "")
        found += [told(finding) for finding in loaded.findings]
    assert found == [
        "khong-co.yaml:1:1 · lỗi · tệp · không có tệp hay thư mục này · một tệp đọc được · kiểm tra tên tệp và quyền đọc",
        "thu-muc.yaml:1:1 · lỗi · tệp · đây là thư mục, không phải tệp · một tệp đọc được · "
        "kiểm tra tên tệp và quyền đọc",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "nhiem_vu: " + "[" * 3000,
        "nhiem_vu: " + "[" * 3000 + "]" * 3000,
        "nhiem_vu: " + "{a: " * 3000,
        "nhiem_vu:\n  " + "- " * 3000 + "a\n",
        "".join(" " * depth + "a:\n" for depth in range(3000)),
    ],
    ids=["open brackets", "closed brackets", "braces", "dashes", "indents"],
)
def test_deep_nesting_is_refused_quickly(body: str) -> None:
    began = time.perf_counter()
    bound = read(body, head="")
    assert time.perf_counter() - began < 2
    assert bound.value is None
    assert [(item.code, item.found) for item in bound.findings] == [
        ("yaml/qua-sau", f"lồng nhau quá {MAX_DEPTH} cấp"),
    ]


def test_the_bound_on_depth_is_exact_where_depth_is_counted() -> None:
    """What is seen to be flat enough at a glance is not counted."""
    for levels in (MAX_DEPTH - 1, MAX_DEPTH):  # below the mapping that the file is
        bound = read(f"chung: |\n{' ' * 2100}rộng\nnhiem_vu: {'[' * levels}{']' * levels}\n")
        assert ("yaml/qua-sau" in {item.code for item in bound.findings}) is (levels == MAX_DEPTH)
        assert (bound.value is None) is (levels == MAX_DEPTH)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_do_not_crash_the_process(opening: str, small: Any) -> None:
    (small.root / "tinh-hinh/kh/6-thang").mkdir(parents=True)
    small.write(
        "tinh-hinh/kh/6-thang/van-phong.yaml",
        HEAD + "nhiem_vu:\n  " + (opening * 25_000 if opening in "- ? " else "\n  ".join([opening * 500] * 200)),
    )
    ran = subprocess.run(
        [sys.executable, "-m", "reportgen", "-C", small.root, "check", "6-thang"],
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        cwd=Path(__file__).resolve().parent.parent,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert f"lồng nhau quá {MAX_DEPTH} cấp" in ran.stdout


def test_many_brackets_in_text_are_not_nesting() -> None:
    bound = read("chung:\n  ton_tai: |\n" + "    [xã] {thôn}\n" * 3000)
    assert bound.findings == ()
    assert value_of(bound).general.shortcomings.count("[xã] {thôn}") == 3000


def test_an_alias_bomb_is_refused_quickly() -> None:
    bomb = "a0: &a0 [x, x]\n"
    bomb += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 60))
    began = time.perf_counter()
    assert [item.code for item in read(bomb).findings] == ["yaml/cu-phap"]
    assert time.perf_counter() - began < 2


def test_a_node_inside_itself_is_refused() -> None:
    assert texts("chung: &x {ton_tai: *x}\n") == ["4:8 · lỗi · cách viết · dấu & đứng đầu nội dung · xóa &x"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("chung:\n  ton_tai: %5\n", f"5:12 · dấu % đứng đầu nội dung · {QUOTE}"),
        ("chung:\n  ton_tai: *quan trọng\n", f"5:12 · dấu * đứng đầu nội dung · {QUOTE}"),
        ("chung:\n  ton_tai: & xong\n", f"5:12 · dấu & đứng đầu nội dung · {QUOTE}"),
        ("nhiem_vu:\n  I.1:\n    tien_do: 3\n   van_ban:\n", "7:4 · dòng lùi vào 3 dấu cách, lệch cột với các mục cùng cấp · "
         "lùi vào 4 dấu cách cho thẳng cột"),
        ("chung: {ton_tai: a: b}\n", "4:19 · thiếu dấu phẩy, hoặc có dấu đặc biệt trong dấu { } · "
         'nội dung có dấu hai chấm hoặc dấu phẩy thì đặt trong ngoặc kép "…"'),
        ("chung:\n  ton_tai: | 5 hồ sơ\n", "5:12 · chữ đứng cùng dòng với dấu | · "
         "xuống dòng sau dấu |, lùi vào thêm hai dấu cách rồi viết"),
        ("ngay_lap 08/5/2026\nchung:\n", "4:1 · sau tên mục phải có dấu hai chấm rồi một dấu cách · viết: ngay_lap: 08/5/2026"),
        *(("nhiem_vu:\n  I.1:\n    trang_thai: dang-thuc-hien\n    ket_qua: " + text +
           "  I.2:\n    trang_thai:hoan-thanh\n    tien_do: 100\n",
           "10:5 · thiếu dấu cách sau dấu hai chấm · viết: trang_thai: hoan-thanh")
          for text in ("|\n      Xong.\n", ">-\n      Xong.\n", "\n      Xong.\n")),
        ("nhiem_vu:\n  I.1:\n    ket_qua: >-\n      Xong.\n  I.2:\n    làm xong\n    tien_do: 100\n",
         "9:5 · dòng chữ không thuộc mục nào: «làm xong» · xóa dòng này; ghi chú thì thêm # ở đầu dòng"),
        ("ngay_lap:08/5/2026\nchung:\n", "4:1 · thiếu dấu cách sau dấu hai chấm · viết: ngay_lap: 08/5/2026"),
        ("chung:\n  ton_tai: [\n", "5:12 · dấu [ mở mà không đóng · thêm dấu ] ở cuối"),
        ("chung:\n  ton_tai: {a: 1,\n\n\n", "5:12 · dấu { mở mà không đóng · thêm dấu } ở cuối"),
        ('chung:\n  ton_tai: "Đã xong\n  kien_nghi: a\n', '5:12 · dấu ngoặc " mở mà không đóng · thêm dấu " ở cuối nội dung, hoặc bỏ dấu " ở đầu'),
    ],
)  # fmt: skip
def test_slips_of_syntax_are_answered_in_the_users_words(body: str, wanted: str) -> None:
    place, found, advice = wanted.split(" · ")
    assert texts(body) == [f"{place} · lỗi · cách viết · {found} · {advice}"]


def test_scalars_are_read_by_the_type_of_their_field() -> None:
    body = """\
ngay_lap: 2026-05-08
chi_tieu:
  CT1: {tu_so: 010, mau_so: 1.234, ghi_chu: 12:30, toan_co_quan: no}
  07: {tu_so: "1.234,5"}
nhiem_vu:
  1.10: {trang_thai: hoan-thanh, tien_do: 98.5 %, ket_qua: no, kho_khan: 1.234, kien_nghi: 010}
  no: {ket_qua: 2026-06-14, nguyen_nhan: 1_000, ke_hoach_toi: 0x1F, nhu_ky_truoc: Có, van_ban: 12/QĐ}
"""
    bound = read(body)
    assert bound.findings == ()
    status = value_of(bound)
    assert status.made_on == dt.date(2026, 5, 8)
    target = status.targets["CT1"]
    assert (target.numerator, target.denominator, target.note, target.whole_agency) == (10, 1234, "12:30", False)
    assert status.targets["07"].numerator == Decimal("1234.5")
    assert status.tasks["1.10"] == TaskStatus(
        State.DONE, Decimal("98.5"), result="no", difficulty="1.234", proposals=(Proposal("010"),)
    )
    assert status.tasks["no"] == TaskStatus(
        result="2026-06-14", cause="1_000", next_steps="0x1F", carried_over=True, documents=("12/QĐ",)
    )


@pytest.mark.parametrize("typed", ["có", "x", "X", "✓", "✔", "☑", "☒", "√"])
def test_a_tick_says_yes(typed: str) -> None:
    status = read(f"nhiem_vu:\n  I.1: {{nhu_ky_truoc: {typed}}}\n").value
    assert status is not None
    assert status.tasks["I.1"].carried_over is True


@pytest.mark.parametrize(
    ("field", "value", "column", "found"),
    [
        ("tien_do", "101", 14, "«101» (ngoài khoảng 0 đến 100)"),
        ("tien_do", "12:30", 14, "«12:30» (không phải là số)"),
        ("trang_thai", "đạt", 17, "«đạt» (không phải một trong các từ cho phép)"),
        ("ngay_hoan_thanh", "31/4/2026", 22, "«31/4/2026» (tháng 4/2026 không có ngày 31)"),
        ("nhu_ky_truoc", "1", 19, "«1» (không phải có hay không)"),
        ("nhu_ky_truoc", "☐", 19, "«☐» (không phải có hay không)"),
    ],
)
def test_values_that_cannot_be_read_are_quoted_with_the_reason(field: str, value: str, column: int, found: str) -> None:
    (finding,) = read(f"nhiem_vu:\n  I.1:\n    {field}: {value}\n").findings
    assert (finding.line, finding.column, finding.subject, finding.found) == (6, column, f"I.1 {field}", found)


def test_a_long_value_is_quoted_in_part() -> None:
    (finding,) = read(f"ngay_lap: {'x' * 500}\n").findings
    assert finding.found == f"«{'x' * 60}…» (không đúng dạng ngày/tháng/năm)"


def test_every_fault_is_found_in_one_pass() -> None:
    body = """\
ngay_lap: 32/5/2026
nhiem_vu:
  I.1:
    trang_thái: hoan-thanh
    tien_do: 120
    ket_qua: [a]
    tien_do: 5
  I.2: xong
chi_tieu: {CT1: {tu_so: -1, mau_so: ba}}
"""
    bound = read(body, head="ke_hoach: kh\nky_bao_cao: 6-thang\n")
    assert [(item.line, item.column, item.code) for item in sorted(bound.findings)] == [
        (1, 1, "khoa/thieu"),
        (3, 11, "gia-tri/ngày"),
        (6, 5, "khoa/khong-biet"),
        (7, 14, "gia-tri/phần trăm"),
        (8, 14, "gia-tri/kieu"),
        (9, 5, "khoa/trung"),
        (10, 8, "gia-tri/kieu"),
        (11, 25, "gia-tri/số"),
        (11, 37, "gia-tri/số"),
    ]


def test_missing_keys_of_plan_and_agency_are_all_named() -> None:
    for record, required in (
        (Plan, ["nam", "ky_hieu", "trich_yeu", "ky_bao_cao", "nhiem_vu"]),
        (Agency, ["ten", "ky_hieu", "dia_danh", "dau_moi", "don_vi", "nguoi_ky"]),
    ):
        bound = read("ghi_chu_rieng: a\n", record, head="")
        missing = [item.found for item in bound.findings if item.code == "khoa/thieu"]
        assert [found.split(" (")[0] for found in missing] == [f"thiếu mục {name}" for name in required]
        assert bound.value is None
