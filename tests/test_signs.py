"""Signs that are no text: refused where people type, left out where they say nothing, shown wherever they are put out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.bag import build_bag
from reportgen.deadlines import Due, ics
from reportgen.errors import Refused
from reportgen.markup.html import el
from reportgen.vn import signs
from reportgen.vn.signs import cell, odd, on_paper, refused, visible, visible_name, without_unseen
from reportgen.vn.text import LOWER, UPPER
from reportgen.yamlmap.encodings import everyday, foreign_line
from tests.conftest import Ran, Small
from tests.consolidating import sent
from tests.paper_docx import build
from tests.papers import paper
from tests.word_edits import changed, replace

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
    "shaping of shorthand": ("\U0001bca0", HIDDEN),
    "shaping of music": ("\U0001d17a", HIDDEN),
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


def test_the_first_look_at_a_text_passes_no_sign_over() -> None:
    usual = "".join(sign for sign in map(chr, range(0x110000)) if signs._UNUSUAL.match(sign) is None)
    assert set(usual) >= {*LOWER, *UPPER, *" \u00a0–…“”«»‰₫→≥●"}
    assert not re.search(signs._ODD, usual)


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


PILED = "quá nhiều dấu chồng lên một chữ"
"""Marks that run over the lines above: Vietnamese has two over a letter, a slip of the keys makes a few."""


def test_marks_piled_over_a_letter_are_refused_and_shown(small: Small, cli: Cli) -> None:
    flood = "a" + "\u0323\u0301\u0489" * 300
    small.status("phong-mot", f"nhiem_vu:\n  I.2:\n    ket_qua: |\n      Đã {flood} làm.\n")
    small.replace("co-quan.yaml", "ten: Phòng Một", f"ten: Phòng {flood}Một")
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert ran.out.count(f"{PILED}, mã U+") == 2
    assert "\u0301" * 11 not in ran.out
    assert not odd(visible(flood))
    assert not odd(on_paper(flood))
    assert refused(flood)


@pytest.mark.parametrize("word", ["Ế", "ử", "a\u0302\u0323\u0301\u0308", "o" + "\u0301" * 10])
def test_marks_of_letters_typed_apart_are_text(word: str) -> None:
    apart = unicodedata.normalize("NFD", word * 9)
    assert not odd(apart)
    assert visible(apart) == without_unseen(apart) == on_paper(apart) == apart
    assert not refused(apart)


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


# --- where text is put out --------------------------------------------------------------------------------

ODD = "\x1b[31m\x1b]0;a\x07\x9b2J\x7f\u202e\ue000\u200b\U000e0041"
"""Commands a terminal, turns the text, and is seen nowhere."""


def harmless(text: str) -> bool:
    return not odd(text.removeprefix("\ufeff")) and "\x1b" not in text


def strange_file(small: Small) -> None:
    """A file whose name is no text beside those of the units; systems take such names."""
    small.status("phong-mot", "nhiem_vu:\n  I.2: {trang_thai: dang-thuc-hien, ket_qua: Đang làm}\n")
    small.write(f"tinh-hinh/kh/6-thang/a{ODD}\nb::error::c.yaml", "don_vi: phong-hai\n")


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "github"),
        ("status", "6-thang"),
        ("status", "6-thang", "--format", "json"),
        ("draft", "6-thang"),
        ("draft", ODD),
        ("check", f"{ODD}.yaml"),
        ("lint", f"{ODD}.docx"),
        ("lint", "--format", "json", f"{ODD}.docx"),
        ("archive", "search", ODD),
    ],
    ids=ascii,
)
def test_no_name_commands_the_terminal(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], terminal: bool
) -> None:
    strange_file(small)
    if terminal:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    ran = cli(*command, cwd=small.root)
    colours = ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m") if terminal else ()
    for text in (ran.out, ran.err):
        assert "\x1b[31m�]0;" not in text, "not even a colour comes from a name"
        for colour in colours:
            text = text.replace(colour, "")
        assert harmless(text)


def test_json_gives_names_back_as_they_are(small: Small, cli: Cli) -> None:
    strange_file(small)
    found = json.loads(cli("check", "--format", "json", cwd=small.root).out)
    assert any(f"a{ODD}\nb::error" in text for text in strings(found))


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_a_name_of_bytes_that_are_no_text_is_told_in_every_form(tmp_path: Path, cli: Cli, form: str) -> None:
    (tmp_path / os.fsdecode(b"a\xff b.docx")).write_bytes(b"PK")
    ran = cli("lint", ".", "--format", form, cwd=tmp_path)
    assert (ran.code, "lỗi ngoài dự kiến" in ran.err) == (2, False)
    assert harmless(ran.out)
    assert {"text": "a� b.docx", "json": "a\\udcff b.docx", "sarif": "a%FF%20b.docx"}[form] in ran.out + ran.err


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def test_no_line_for_github_is_begun_by_a_name_or_a_text(small: Small, cli: Cli) -> None:
    strange_file(small)
    small.status("van-phong", 'nhiem_vu:\n  I.1: {trang_thai: "x\\n::error::y%0A::z"}\n')
    lines = cli("check", "--format", "github", cwd=small.root).out.splitlines()
    assert lines
    for line in lines:
        assert line.startswith(("::error file=", "::warning file="))
        assert "%0A::z" not in line.replace("%250A", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((f"{sign}SUM(A1)", f"'{sign}SUM(A1)") for sign in "=+-@＝＋－＠\t"),
        ("\r=1", "�=1"),
        ("\n=1", "'\n=1"),
        ("\u202e=1", "�=1"),
        *((number, number) for number in ("-5", "+5", "-1,5", "-1.234,5 %", "1e5", "2026", "")),
        ("-5+cmd", "'-5+cmd"),
        ("-", "'-"),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_a_formula(text: str, wanted: str) -> None:
    assert cell(text) == wanted


@pytest.mark.parametrize("command", [("status", "6-thang", "--format", "csv"), ("status", "--all", "--format", "csv")])
def test_no_csv_has_a_formula_and_late_days_are_numbers(small: Small, cli: Cli, command: tuple[str, ...]) -> None:
    small.replace("co-quan.yaml", "ten: Sở Thử nghiệm", 'ten: "=1+1"')
    small.replace("ke-hoach/kh.yaml", "noi_dung: Việc của Phòng Một", 'noi_dung: "@SUM(1)"')
    ran = cli(*command, "--today", "01/6/2026", cwd=small.root)
    assert ran.code == 0
    assert ran.out.startswith("\ufeff")
    assert harmless(ran.out)
    heads, *rows = csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")))
    cells = [text for row in rows for text in row]
    assert not [text for text in cells if text[:1] in ("=", "+", "@")]
    assert "'=1+1" in cells or "'@SUM(1)" in cells
    at = heads.index("con_ngay") if "con_ngay" in heads else None
    assert at is None or any(row[at].startswith("-") for row in rows)


def test_a_page_and_a_calendar_show_what_is_no_text() -> None:
    page = el("p", {"title": f"a{ODD}"}, f"b{ODD}<c>")
    assert harmless(page)
    assert "�" in page
    due = Due(("a",), dt.date(2026, 6, 1), f"Hạn{ODD}\r\nBEGIN:VALARM", f"chữ{ODD}")
    calendar = ics(f"Lịch{ODD}", [due], dt.date(2026, 5, 1)).decode().replace("\r\n", "\n")
    assert harmless(calendar)
    assert calendar.count("\nBEGIN:VALARM") == 3


def test_a_bag_takes_no_file_whose_name_is_no_text(tmp_path: Path) -> None:
    for sign, _ in REFUSED.values():
        with pytest.raises(Refused) as refusal:
            build_bag(tmp_path / "bag", {f"a{sign}.pdf": b""}, (), {}, dt.date(2026, 5, 1))
        assert harmless(str(refusal.value))


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_texts_of_a_foreign_document_are_shown_as_they_are_not_obeyed(tmp_path: Path, cli: Cli, form: str) -> None:
    odd_word = "Ðơn\x9b2J\u202e\ue000vị"
    path = tmp_path / "cong-van.docx"
    path.write_bytes(build(paper("cong-van", {"doan1.text": f"{odd_word} đã triển khai nhiệm vụ."})))
    ran = cli("lint", "--format", form, path, cwd=tmp_path)
    assert "2J" in ran.out
    assert harmless(ran.out + ran.err)
    if form == "json":
        assert any(odd_word in text for text in strings(json.loads(ran.out)))


# --- what comes back from Word ------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "\x9b", "\U000e0041"], ids=ascii)
def test_words_come_back_from_word_without_what_takes_no_room(small: Small, cli: Cli, sign: str) -> None:
    ran = absorbed(small, cli, f"rà soát{sign} 97 thủ tục")
    assert ran.code == 0
    assert any("rà soát 97 thủ tục" in text for text in office_words(small))
    assert not odd("".join(office_words(small)))


@pytest.mark.parametrize("sign", ["\uf0b7", "\ue000", "\U000f0000", "\ufffc"], ids=ascii)
def test_a_sign_that_prints_as_a_box_is_told_and_nothing_written(small: Small, cli: Cli, sign: str) -> None:
    ran = absorbed(small, cli, f"{sign} rà soát 97 thủ tục")
    assert ran.code == 1
    assert f"mã U+{ord(sign):04X}" in ran.out
    assert harmless(ran.out + ran.err)
    assert not office_words(small)


def absorbed(small: Small, cli: Cli, new: str) -> Ran:
    """Draft, write ``new`` into the draft as somebody does in Word, and absorb it."""
    draft = sent(small).root / "ban-thao/kh-6-thang.docx"
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    draft.write_bytes(changed(draft.read_bytes(), replace("rà soát 96 thủ tục", new)))
    return cli("absorb", draft, cwd=small.root)


def office_words(small: Small) -> list[str]:
    return [path.read_text("utf-8") for path in small.root.glob("tong-hop/kh/*.yaml")]


def test_an_everyday_text_needs_no_closer_look() -> None:
    known = [sign for sign in map(chr, range(0x10000)) if everyday(sign)]
    assert {*LOWER, *UPPER, *"\n\t «»–…", *map(chr, range(0x20, 0x7F))} <= {*known}
    assert len(known) < 300
    text = "".join(known)
    assert not odd(text)
    assert not any(unicodedata.combining(sign) for sign in known)
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", text[::-1])[::-1] == text
    assert [sign for sign in known if sign.isspace()] == ["\t", "\n", " "]
    assert foreign_line([text]) is None
    assert not everyday(f"{text}\u200b")
    assert not everyday("\U0001f600")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize("folder", ["tinh-hinh/kh/6-thang", "tinh-hinh/kh", "ke-hoach"])
def test_no_line_is_begun_by_a_name(small: Small, cli: Cli, folder: str) -> None:
    """What CI prints is read for commands, whatever form was asked for."""
    sent(small)
    unit = (small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml").read_text("utf-8")
    small.write(f"{folder}/b\n::error::x.yaml", unit)
    for command in (
        ("check",),
        ("check", "--reply"),
        ("draft", "kh/6-thang", "--no-lint"),
        ("status", "kh/6-thang"),
        ("batch", "..", "6-thang"),
        ("template", "list"),
        ("plan",),
    ):
        ran = cli(*command, cwd=small.root)
        assert not [line for line in (ran.out + ran.err).splitlines() if line.startswith("::")], command
