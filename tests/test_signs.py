"""Signs that are no text: refused where people type, left out where they say nothing, shown wherever they are put out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from reportgen.vn.signs import odd, refused, visible, visible_name, without_unseen
from tests.conftest import Ran, Small

Cli = Callable[..., Ran]
PRIVATE, DIRECTION, HIDDEN = "ký hiệu riêng của một phông chữ", "ký tự ẩn đổi chiều chữ", "ký tự ẩn"
REFUSED = {
    "mark of a traced figure": ("\ue000", PRIVATE),
    "mark of what is needed": ("\ue021", PRIVATE),
    "bullet of Word": ("\uf0b7", PRIVATE),
    "private use, plane 15": ("\U000f0000", PRIVATE),
    "private use, plane 16": ("\U0010fffd", PRIVATE),
    "right-to-left override": ("\u202e", DIRECTION),
    "embedding": ("\u202a", DIRECTION),
    "isolate": ("\u2066", DIRECTION),
    "end of isolate": ("\u2069", DIRECTION),
    "tag": ("\U000e0041", HIDDEN),
    "non-character, plane 1": ("\U0001fffe", HIDDEN),
    "annotation": ("\ufff9", HIDDEN),
    "place of an object": ("\ufffc", HIDDEN),
}
UNREADABLE = {
    "null": "\0", "escape": "\x1b", "control sequence": "\x9b", "delete": "\x7f", "line separator": "\u2028",
    "paragraph separator": "\u2029", "non-character": "\ufdd0", "half a letter": "\ud800",
}  # fmt: skip
UNSEEN = "\U000e0101\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2064\u3164\ufe0f\ufeff"
TEXT = "Tiếng Việt\u00a0cứng\u202fhẹp\u2009mỏng\ttab\ndòng – ‑ … “” ½ ✅ 🇻🇳 汉 ខ្មែរ \ufffd"
each_refused = pytest.mark.parametrize(("sign", "what"), REFUSED.values(), ids=REFUSED)
each_odd = pytest.mark.parametrize("sign", [*(sign for sign, _ in REFUSED.values()), *UNREADABLE.values()], ids=ascii)


# --- the policy -------------------------------------------------------------------------------------------


def test_every_sign_of_unicode_is_text_or_refused_or_left_out() -> None:
    """Held against the categories of Unicode: nothing of «other» is text, and nothing else is refused."""
    for number in range(0x110000):
        sign = chr(number)
        category = unicodedata.category(sign)
        end_of_plane = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
        if category in ("Cc", "Cs", "Co", "Zl", "Zp") or end_of_plane:
            assert (refused(sign) == sign) is (sign not in "\t\n"), hex(number)
        elif category[0] in "LMNPSZ" and sign != "\ufffc":
            assert not refused(sign), hex(number)
    assert not odd(TEXT)
    assert without_unseen(UNSEEN) == ""


def test_text_is_left_as_it_is() -> None:
    assert without_unseen(TEXT) == visible(TEXT) == TEXT
    assert visible_name("a\nb\tc\u202ed\x1b") == "a�b�c�d�"


# --- what is typed ----------------------------------------------------------------------------------------


@each_refused
def test_a_sign_that_is_no_text_is_refused_at_its_place(small: Small, cli: Cli, sign: str, what: str) -> None:
    small.status("phong-mot", f"nhiem_vu:\n  I.2:\n    ket_qua: |\n      Đã làm.\n      Xong {sign} rồi.\n")
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert f"phong-mot.yaml:9:12: lỗi: I.2 ket_qua: {what}, mã U+{ord(sign):04X}\n" in ran.out
    assert sign not in ran.out
    assert cli("draft", "6-thang", cwd=small.root).code == 1


@each_refused
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("co-quan.yaml", "ten: Phòng Một", "ten: Phòng {}Một"),
        ("ke-hoach/kh.yaml", "trich_yeu: Triển khai", "trich_yeu: Triển {}khai"),
        ("ke-hoach/kh.yaml", "ten: 6 tháng", "t{}en: 6 tháng"),
    ],
)
def test_in_every_file_and_in_keys(small: Small, cli: Cli, file: str, old: str, new: str, sign: str, what: str) -> None:
    small.replace(file, old, new.format(sign))
    ran = cli("check", cwd=small.root)
    assert ran.code == 1
    assert f"{what}, mã U+{ord(sign):04X}\n" in ran.out
    assert sign not in ran.out + ran.err


def test_every_such_value_is_told_at_once(small: Small, cli: Cli) -> None:
    rows = "".join(f'  {code}: {{ket_qua: "\uf0b7 Đã làm"}}\n' for code in ("I.2", "II.1"))
    small.status("phong-mot", f"nhiem_vu:\n{rows}")
    assert cli("check", "6-thang", cwd=small.root).out.count("mã U+F0B7") == 2


def test_what_has_no_width_is_left_out_everywhere(small: Small, cli: Cli) -> None:
    small.replace("co-quan.yaml", "ten: Phòng Một", f"ten: Ph{UNSEEN}òng Một")
    small.status(
        "phong-mot",
        f"nhiem_vu:\n  I.2:\n    trang{UNSEEN}_thai: dang-thuc{UNSEEN}-hien\n    ket_qua: Đã{UNSEEN} xong\n",
    )
    assert cli("draft", "6-thang", "--format", "json", cwd=small.root).code == 0
    told = cli("status", "6-thang", cwd=small.root).out
    assert "Phòng Một" in told
    assert not odd(told)


def test_a_value_of_nothing_that_is_seen_is_empty(small: Small, cli: Cli) -> None:
    small.status("phong-mot", "nhiem_vu:\n  I.2: {trang_thai: dang-thuc-hien, ket_qua: \u200b}\n")
    found = cli("check", "6-thang", cwd=small.root)
    small.status("phong-mot", "nhiem_vu:\n  I.2: {trang_thai: dang-thuc-hien, ket_qua: }\n")
    assert found.out.count("lỗi") == cli("check", "6-thang", cwd=small.root).out.count("lỗi")
