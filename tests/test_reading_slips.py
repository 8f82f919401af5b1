"""Slips of typing in YAML: answered in the user's words, with what to type instead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.plan import Plan
from reportgen.model.status import General, State, TaskStatus
from tests.reading import QUOTE, read, texts, value_of
from tests.told import told

EACH = "viết mỗi mục một dòng, ví dụ "


COLON_ADVICE = f"{QUOTE}, mỗi ý một dòng"


@pytest.mark.parametrize("value", ["> 5 hồ sơ", ">= 5 hồ sơ", "!Gấp xử lý", "@phòng", "`x`", "]", ", x"])
def test_a_sign_of_yaml_before_a_value_is_named(value: str) -> None:
    (fault,) = texts(f"chung:\n  ton_tai: {value}\n")
    assert f"dấu {value[0]} đứng đầu nội dung · {QUOTE}" in fault


@pytest.mark.parametrize("value", ["&A B", "!gap xu ly"])
def test_no_word_typed_is_lost_as_an_anchor_or_tag(value: str) -> None:
    bound = read(f"chung:\n  ton_tai: {value}\n")
    assert bound.findings or value_of(bound).general.shortcomings == value


def test_a_colon_inside_a_text_is_part_of_it() -> None:
    bound = read("nhiem_vu:\n  I.1:\n    ket_qua: Đạt 95%: vượt: rõ\n    kho_khan: Việc khó\n      nhất: thiếu người\n")
    assert bound.findings == ()
    assert value_of(bound).tasks["I.1"] == TaskStatus(
        result="Đạt 95%: vượt: rõ", difficulty="Việc khó nhất: thiếu người"
    )


@pytest.mark.parametrize("lead", ["\t", "  \t", "\t\t", "    "])
def test_a_tab_in_the_indentation_is_read_as_meant(lead: str) -> None:
    bound = read(f"nhiem_vu:\n  I.1:\n    trang_thai: hoan-thanh\n{lead}tien_do: 100\n    ket_qua: |\n\t\t\tĐã xong\n")
    assert bound.findings == ()
    assert value_of(bound).tasks["I.1"] == TaskStatus(State.DONE, Decimal(100), result="Đã xong")


def test_a_tab_that_fits_no_column_is_shown() -> None:
    finding = read("chung:\n  ton_tai: a\n   \tkien_nghi: b\n").findings[0]
    assert (finding.line, finding.found) == (6, "phím Tab ở đầu dòng")


def test_unknown_keys_are_answered_with_the_nearest_known_one() -> None:
    body = "ngay lap: 08/5/2026\nNgày_lập: 08/5/2026\nchi_tiêu:\nxyzw: 1\n"
    assert [(item.line, item.column, item.code, item.advice) for item in read(body).findings] == [
        (4, 1, "khoa/khong-biet", "có phải là ngay_lap?"),
        (5, 1, "khoa/khong-biet", "có phải là ngay_lap? mục ấy đã có ở dòng 4"),
        (6, 1, "khoa/khong-biet", "có phải là chi_tieu?"),
        (7, 1, "khoa/khong-biet", "xóa dòng này hoặc sửa tên mục"),
    ]


def test_duplicate_keys_are_refused_and_the_first_counts() -> None:
    bound = read("nhiem_vu:\n  I.1: {tien_do: 10}\n  I.1: {tien_do: 20}\ndon_vi: b\n")
    assert [told(item) for item in sorted(bound.findings)] == [
        "a.yaml:6:3 · lỗi · nhiem_vu I.1 · ghi hai lần, lần đầu ở dòng 5 · mỗi mục một lần · nếu chỗ này là mục khác thì sửa tên; nếu không thì xóa bớt một",
        "a.yaml:7:1 · lỗi · don_vi · ghi hai lần, lần đầu ở dòng 1 · mỗi mục một lần · nếu chỗ này là mục khác thì sửa tên; nếu không thì xóa bớt một",
    ]
    assert (value_of(bound).unit, value_of(bound).tasks["I.1"].progress) == ("phong-một", 10)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("chung:\n  ton_tai: [a, b]\n", "5:12 · lỗi · chung ton_tai · nội dung đang là danh sách · một đoạn chữ · " + COLON_ADVICE),
        ("chung:\n  ton_tai:\n    a: x\n", f"6:5 · lỗi · chung ton_tai · nội dung đang là các mục con · một đoạn chữ · {COLON_ADVICE}"),
        ("chung: chưa có\n", "4:8 · lỗi · chung · «chưa có» · mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung · " + EACH + "chi_dao_dieu_hanh: …"),
        ("chung: [a]\n", "4:8 · lỗi · chung · nội dung đang là danh sách · mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung · " + EACH + "chi_dao_dieu_hanh: …"),
        ("nhiem_vu: x\n", "4:11 · lỗi · nhiem_vu · «x» · mỗi mã một dòng, gồm mã và dấu hai chấm; nội dung lùi vào ở dưới · "
         "viết mỗi mã một dòng, nội dung lùi vào ở dưới, như trong mẫu"),
        ("chi_tieu: {CT1: 98}\n", "4:17 · lỗi · chi_tieu CT1 · «98» · mỗi dòng một mục, gồm tên mục, dấu hai chấm, nội dung · " + EACH + "tu_so: …"),
        ("nhiem_vu: {I.1: {van_ban: {a: b}}}\n", "4:27 · lỗi · I.1 van_ban · nội dung đang là các mục con · một danh sách · "
         "viết mỗi mục một dòng, bắt đầu bằng dấu - và một dấu cách"),
        ("? [a]\n: 1\n", "4:3 · lỗi · tên mục · nội dung đang là danh sách · một từ như trong mẫu · so với mẫu"),
        ("'': 1\n", "4:1 · lỗi · tên mục · để trống · một từ như trong mẫu · so với mẫu"),
    ],
)  # fmt: skip
def test_wrong_kinds_are_refused_at_their_place(body: str, wanted: str) -> None:
    assert texts(body) == [wanted]


@pytest.mark.parametrize("root", ["- a\n", "chỉ là chữ\n", "[]\n"])
def test_a_file_that_is_no_mapping_is_beyond_use(root: str) -> None:
    bound = read(root, head="")
    assert bound.value is None
    assert [(item.code, item.subject) for item in bound.findings] == [("gia-tri/kieu", "tệp")]


def test_a_fault_inside_a_list_names_the_list() -> None:
    (finding,) = read("nhiem_vu: {I.1: {van_ban: [{Quyết định: 12}]}}\n").findings
    assert "van_ban" in finding.subject


def test_empty_values_are_absent_whatever_their_spelling() -> None:
    bound = read(
        'ngay_lap:\nngay_nhan: ~\nchi_tieu: null\nnhiem_vu: {I.1: , I.2: {ket_qua: "", van_ban: []}}\nchung:\n'
    )
    assert bound.findings == ()
    assert (value_of(bound).made_on, value_of(bound).received, value_of(bound).targets) == (None, None, {})
    assert value_of(bound).tasks == {"I.1": TaskStatus(), "I.2": TaskStatus()}
    assert value_of(bound).general == General()


def test_a_number_that_a_comma_cuts_behind_an_unknown_key_is_told() -> None:
    """The key before it may be of another form: nothing is known of what it would take."""
    found = texts("chi_tieu: {CT1: {khong_co: 90,  100}}\n")
    assert any("khong_co" in line for line in found), found


DECISIONS = ("Quyết định số 12/QĐ-UBND ngày 02/4/2026", "Kế hoạch số 13/KH-UBND ngày 03/4/2026")


@pytest.mark.parametrize(
    "typed",
    [
        ":\n      -{}\n      -{}\n",
        ":\n      - {}\n      -{}\n",
        ":\n      -{}\n      - {}\n",
        ": |\n      -{}\n      + {}\n",
        ": |\n      - {}\n      • {}\n",
    ],
)
def test_documents_are_parted_without_a_space_behind_their_dashes(typed: str) -> None:
    bound = read("nhiem_vu:\n  I.1:\n    ket_qua: Xong\n    van_ban" + typed.format(*DECISIONS))
    assert bound.findings == ()
    assert value_of(bound).tasks["I.1"] == TaskStatus(result="Xong", documents=DECISIONS)


def test_one_document_is_read_without_its_dash_and_an_amount_with_it() -> None:
    bound = read(f"nhiem_vu:\n  I.1:\n    van_ban: -{DECISIONS[0]}\n    ket_qua: -5 độ\n")
    assert value_of(bound).tasks["I.1"] == TaskStatus(result="-5 độ", documents=DECISIONS[:1])


def test_a_text_of_dashes_without_their_spaces_keeps_its_lines() -> None:
    bound = read("nhiem_vu:\n  I.1:\n    ket_qua:\n      -Đã họp\n      -Đã trình\n")
    assert value_of(bound).tasks["I.1"].result == "- Đã họp\n- Đã trình"


def test_entries_beside_their_codes_are_told_once_and_read_below_them() -> None:
    task = "  trang_thai: hoan-thanh\n  tien_do: 100\n  ket_qua: |\n    Đã xong\n  van_ban:\n"
    bound = read(f"chi_tieu:\n  CT1:\n    tu_so: 5\n  mau_so: 8\nnhiem_vu:\n  I.1:\n{task}  I.2:\n{task}  I.3:\n{task}")
    assert [(item.line, item.code, item.found) for item in bound.findings] == [
        (7, "khoa/mat-thut-le", "các mục mau_so đứng thẳng cột với mã CT1 nên không nằm dưới mã ấy"),
        (
            10,
            "khoa/mat-thut-le",
            "các mục trang_thai, tien_do, ket_qua… đứng thẳng cột với mã I.1 nên không nằm dưới mã ấy "
            "(và 2 mã khác cũng vậy)",
        ),
    ]
    done = TaskStatus(State.DONE, Decimal(100), result="Đã xong")
    assert value_of(bound).tasks == {"I.1": done, "I.2": done, "I.3": done}
    assert value_of(bound).targets["CT1"].denominator == 8


@pytest.mark.parametrize(
    "typed", ["???", "TBD", '"#N/A"', '"[ ]"', "(cập nhật sau)", "Bổ sung sau", "N/A", "(nếu có)", "|\n      ???\n"]
)
def test_what_stands_for_something_still_to_be_written_is_told_and_left_out(typed: str) -> None:
    bound = read(f"nhiem_vu:\n  I.1:\n    ket_qua: {typed}\n    van_ban: {typed}\n")
    assert [item.code for item in bound.findings] == ["gia-tri/cho-trong"] * 2
    assert value_of(bound).tasks["I.1"] == TaskStatus()


@pytest.mark.parametrize("typed", ["Đã làm gì???", "Cập nhật sau khi họp", "XX", "Chờ TBD của sở"])
def test_what_says_more_than_that_is_text(typed: str) -> None:
    bound = read(f"nhiem_vu:\n  I.1:\n    ket_qua: {typed}\n")
    assert bound.findings == ()
    assert value_of(bound).tasks["I.1"].result == typed


@pytest.mark.parametrize("sign", ["：", " ", " = ", " – ", ":"])
def test_each_line_of_entries_without_their_colons_is_told(sign: str) -> None:
    body = f"nhiem_vu:\n  I.1:\n    trang_thai{sign}dang-thuc-hien\n    ket_qua{sign}Đã làm\n"
    found = read(body).findings
    assert [(item.line, item.code) for item in found] == [(6, "yaml/cu-phap"), (7, "yaml/cu-phap")]
    assert [item.advice for item in found] == ["viết: trang_thai: dang-thuc-hien", "viết: ket_qua: Đã làm"]


def test_a_dash_alone_says_nothing() -> None:
    bound = read(
        "nhiem_vu:\n  I.1:\n    ket_qua: Xong\n    kho_khan: -\n    kien_nghi: -  # không có\n    van_ban: -\n"
    )
    assert bound.findings == ()
    assert value_of(bound).tasks["I.1"] == TaskStatus(result="Xong")


def test_what_a_comma_in_braces_cuts_is_told_once() -> None:
    (found,) = texts("chi_tieu:\n  CT1: {tu_so: khoảng 7,2 tỷ}\n")
    assert "đặt cả nội dung của tu_so trong ngoặc kép" in found


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/6", "tháng 6 không có ngày 31"),
        ("ngày 30 tháng 2", "tháng 2 không có ngày 30"),
        ("1/13", "không có tháng 13"),
    ],
)
def test_a_day_that_no_year_has_is_told_as_that(typed: str, reason: str) -> None:
    (found,) = texts(f"nhiem_vu:\n  I.1:\n    ngay_hoan_thanh: {typed}\n")
    assert f"«{typed}» ({reason})" in found


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("TT. Đảng ủy (b/c); TT. HĐND; các thôn", ("TT. Đảng ủy (b/c)", "TT. HĐND", "các thôn")),
        ("|\n  - TT. Đảng ủy (b/c);\n  - Các phòng, đơn vị;\n", ("TT. Đảng ủy (b/c)", "Các phòng, đơn vị")),
    ],
)
def test_names_of_one_text_are_parted_where_a_semicolon_stands(typed: str, listed: tuple[str, ...]) -> None:
    bound = read(f"noi_nhan: {typed}\n", Plan, head="")
    assert bound.partial is not None
    assert bound.partial.recipients == listed


def test_a_sign_before_a_value_in_braces_is_told_as_that_sign() -> None:
    (found,) = texts("chi_tieu:\n  CT1: {ghi_chu: >= 90%, tu_so: 5}\n")
    assert 'dấu > đứng đầu nội dung trong dấu { · đặt nội dung ấy trong ngoặc kép: ">= 90%"' in found
