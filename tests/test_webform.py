"""The form in a browser: what it writes is what was typed, what it shows is what ``check`` finds, nothing else moves."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import shutil
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from reportgen.finding import Finding, Severity
from reportgen.model.fields import COUNT, DATE, NUMBER, PERCENT, Scalar
from reportgen.patching.lines import comments_kept
from reportgen.pipeline.plain_words import said_in_words
from reportgen.vn.text import fold
from tests.places import ROOT
from tests.webforms.filling import Filled, plainly, record, shown, told
from tests.webforms.node import Script
from tests.webforms.plan import every_kind
from tests.webforms.trying import tried
from tests.webforms.typing import DATES, NUMBERS, filled

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="the script of forms is not run: node not installed"
)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    asked = Script(tmp_path_factory.mktemp("bieu"))
    yield asked
    asked.close()


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory, script: Script) -> Filled:
    return Filled(every_kind(tmp_path_factory.mktemp("moi-loai") / "co-quan-thu").root, script)


# --- what is written ------------------------------------------------------------------------------


@pytest.mark.timeout(3600)  # the long run takes its time
def test_a_filled_form_says_in_yaml_what_was_typed_and_check_finds_what_it_showed(
    request: pytest.FixtureRequest, form: Filled
) -> None:
    def claim(data: st.DataObject) -> None:
        values = data.draw(filled(form.fields))
        answer = form.fill(values)
        read = form.read(answer["text"])
        assert told(form.checked(read)) == shown(answer["findings"])
        assert record(read) == record(form.read(plainly(form, values)))

    tried(request, 200, claim)


SAID = (
    ("có ngày hoàn thành mà trạng thái là dang-thuc-hien", "xóa ngày, hoặc đổi trang_thai thành hoan-thanh"),
    ("«tien_do: 60» đứng trong {ma: trang_thai}", "ghi tu_so và mau_so, hoặc uoc; đừng ghi tu_so-2 hay x/tien_do."),
    ("chua-dat mà không có giai_phap, nguyen_nhan", "có phải là hoan-thanh?"),
    ("để trống", "cần: một trong: chua-thuc-hien, dang-thuc-hien, hoan-thanh"),
)


@pytest.mark.parametrize("code", ["tinh-hinh/trang-thai", "chi-tieu/danh-gia", "gia-tri/chu", "yaml/dong"])
def test_the_page_calls_fields_and_choices_as_letters_to_units_do(form: Filled, code: str) -> None:
    findings = [Finding("a.yaml", 1, 1, code, Severity.ERROR, "", what, "", advice) for what, advice in SAID]
    asked = [{"code": each.code, "found": each.found, "required": "", "advice": each.advice} for each in findings]
    told_by_page = form.ask("told", findings=asked)["told"]
    assert told_by_page == [list(said_in_words(each, "Văn phòng")) for each in findings]
    assert ("«Hoàn thành»" in told_by_page[0][1]) == code.startswith(("tinh-hinh", "chi-tieu"))


def test_what_a_finding_quotes_of_several_lines_stands_on_one(form: Filled) -> None:
    answer = form.fill({"chi_tieu/CT1/ghi_chu": "…\n…"})
    assert told(form.checked(form.read(answer["text"]))) == shown(answer["findings"])
    assert "«… …» là chỗ chờ điền" in {found["found"] for found in answer["findings"]}


# --- opening what is there ------------------------------------------------------------------------

SAMPLES = [
    (agency, period, unit)
    for agency, units in (("so-khcn-hai-phong", ("van-phong", "phap-che")), ("xa-viet-khe", ("phong-kinh-te",)))
    for period in ("6-thang", "nam")
    for unit in units
]


@pytest.mark.parametrize(("agency", "period", "unit"), SAMPLES)
def test_a_file_typed_by_hand_is_read_shown_and_kept_but_for_what_is_edited(
    workspace: Callable[[str], Path], script: Script, agency: str, period: str, unit: str
) -> None:
    root = workspace(agency)
    form = Filled(root, script, period, unit)
    text = form.path.read_text(encoding="utf-8")
    opened = form.ask("read", text=text)
    assert (opened["same"], opened["stuck"], opened["strange"]) == (True, {}, [])
    assert told(form.checked(text)) == shown(form.fill({}, text)["findings"])
    task = next(field["code"] for field in form.fields if field["path"][0] == "nhiem_vu")
    edits = {
        f"nhiem_vu/{task}/ket_qua": "Đã rà soát 12 hồ sơ:\n\n- lần 1",
        f"nhiem_vu/{task}/tien_do": "55",
        "chi_tieu/CT2/tu_so": "1.234",
        "chi_tieu/CT2/ghi_chu": "đếm đến 30/4: đủ",
        "chung/noi_bat": "Nổi bật.",
    }
    after = form.fill(edits, text)
    assert after["again"] == {**opened["values"], **edits}
    assert record(form.read(after["text"])) == record(form.read(plainly(form, after["again"])))
    assert comments_kept(text, after["text"])
    added, removed = changed_lines(text, after["text"])
    assert removed <= edited_lines(form, text, edits)
    assert len(added) < 20


def changed_lines(old: str, new: str) -> tuple[set[int], set[int]]:
    """Return the lines of ``new`` and of ``old`` (from 1) that the other has not."""
    added: set[int] = set()
    removed: set[int] = set()
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, old.split("\n"), new.split("\n"), autojunk=False
    ).get_opcodes():
        if kind != "equal":
            removed.update(range(a + 1, b + 1))
            added.update(range(c + 1, d + 1))
    return added, removed


def edited_lines(form: Filled, text: str, edits: dict[str, Any]) -> set[int]:
    """Return the lines on which the entries stand that were edited: up to the next key."""
    marks = form.read(text).marks
    keys = sorted({place.line for place in marks.keys.values()} | {text.count("\n") + 2})
    lines: set[int] = set()
    for name in edits:
        path = tuple(name.split("/"))
        if path not in marks.keys and len(path) > 3:
            path = path[:-1]  # two values that stand on one line
        if path in marks.keys:
            first = marks.keys[path].line
            lines.update(range(first, next(line for line in keys if line > first)))
    return lines


@pytest.mark.timeout(3600)  # the long run takes its time
def test_what_was_saved_opens_as_it_was_and_a_change_of_mind_touches_nothing_else(
    request: pytest.FixtureRequest, form: Filled
) -> None:
    def claim(data: st.DataObject) -> None:
        values = data.draw(filled(form.fields))
        first = form.fill(values)
        text = first["text"]
        assert form.ask("read", text=text)["same"]
        edits = {name: value for name, value in data.draw(filled(form.fields)).items() if isinstance(value, str)}
        after = form.fill(edits, text)
        assert hints(text) == hints(after["text"])
        assert changed_lines(text, after["text"])[1] <= edited_lines(form, text, edits)
        assert all(name in edits or after["again"][name] == value for name, value in first["again"].items())
        assert told(form.checked(after["text"])) == shown(after["findings"])
        assert form.ask("twice", text=form.blank, values=values, then=edits) == {"text": after["text"], "idle": False}

    tried(request, 40, claim)


def test_a_value_in_braces_that_is_taken_back_leaves_what_check_can_read(form: Filled) -> None:
    state, day = "nhiem_vu/I.3/ky/quy-2/trang_thai", "nhiem_vu/I.3/ky/quy-2/ngay_hoan_thanh"
    both = form.fill({state: "hoan-thanh", day: "20/6/2026"})["text"]
    for left, name in (
        ("{trang_thai: , ngay_hoan_thanh: 20/6/2026}", state),
        ("{trang_thai: hoan-thanh, ngay_hoan_thanh: }", day),
    ):
        after = form.fill({name: ""}, both)
        assert left in after["text"]
        assert told(form.checked(after["text"])) == shown(after["findings"])


def hints(text: str) -> list[str]:
    """Return what the form itself says behind # on the lines of its keys."""
    return re.findall(
        r"^ *[\w.-]+:.* {2}# (chọn một trong|từ 0 đến|đã làm được|mỗi văn bản|hạn \d).*$", text, re.MULTILINE
    )


PEOPLE = sorted((ROOT / "tests" / "faulty" / "nguoi").rglob("*.yaml"))


def test_what_cannot_be_read_for_sure_is_refused_and_what_can_is_kept_to_the_byte(form: Filled) -> None:
    assert PEOPLE
    refused = 0
    for path in PEOPLE:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the page asks for UTF-8 before it reads
        answer = form.ask("read", text=re.sub("^(don_vi|ke_hoach|ky_bao_cao):.*\n", "", text, flags=re.M) + "\n")
        refused += "refused" in answer
        assert answer.get("words") or answer["same"], path.name
    assert refused < len(PEOPLE)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ket_qua: [a\n", "mở mà không đóng"),
        ("ket_qua: &a x\n", "dấu & đứng đầu"),
        ("tien_do: 60\n\t trang_thai: hoan-thanh\n", "phím Tab"),
        ("ket_qua: x\n   trang_thai: y\n", "lệch cột"),
        ("ket_qua: x\n    ket_qua: y\n", "hai lần"),
        ("ket_qua: tien_do: 60\n", "hai mục trên một dòng"),
        ("ket_qua: x\u2028y\n", "ký tự ẩn"),
    ],
)
def test_what_may_be_read_in_two_ways_is_named_by_its_line(form: Filled, typed: str, words: str) -> None:
    head = "".join(f"{key}: {said}\n" for key, said in form.data["identity"].items())
    answer = form.ask("read", text=f"{head}nhiem_vu:\n  I.1:\n    {typed}")
    assert words in answer["words"], answer
    assert answer["refused"] in (6, 7)


def test_line_ends_and_the_mark_of_an_encoding_stay(form: Filled) -> None:
    windows = "\ufeff" + form.blank.replace("\n", "\r\n")
    text = form.fill({"nhiem_vu/I.1/ket_qua": "một\nhai", "ngay_lap": "08/11/2026"}, windows)["text"]
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    plain = form.fill({"nhiem_vu/I.1/ket_qua": "một\nhai", "ngay_lap": "08/11/2026"})["text"]
    assert text[1:].replace("\r\n", "\n") == plain


def test_a_file_of_another_unit_or_period_is_not_taken(form: Filled) -> None:
    answer = form.ask("read", text=form.blank.replace("ky_bao_cao: nam", "ky_bao_cao: 6-thang"))
    assert answer["words"] == "tệp ghi ky_bao_cao: 6-thang, biểu này là của nam"


# --- what is said -----------------------------------------------------------------------------------

TYPED = sorted({*NUMBERS, *DATES})


def test_a_form_that_the_office_has_made_anew_since_says_what_is_new_in_it(form: Filled) -> None:
    nothing: dict[str, list[Any]] = {"added": [], "changed": [], "gone": []}
    assert form.ask("reissued", text=form.blank)["news"] == nothing
    assert form.ask("reissued", text="nhiem_vu: {I.1: {tien_do: 5}}")["news"] == nothing  # typed, without explanations
    text = re.sub(r"bản [0-9a-f]{6} của I\.2\)", "bản 000000 của I.2)", form.blank)
    text = re.sub(r".*của CT2\).*\n", "", text)
    gone = "  #: Việc đã bỏ\n  #: (dành cho máy, không sửa: bản 0a1b2c của I.99)\n  I.99:\n    tien_do: 40\n    ket_qua: |\n      Họp 5 lần.\n"
    text = text.replace("\nnhiem_vu:\n", f"\nnhiem_vu:\n{gone}", 1)
    assert form.ask("reissued", text=text)["news"] == {
        "added": [["chi_tieu", "CT2"]],
        "changed": [["nhiem_vu", "I.2"]],
        "gone": [["nhiem_vu", "I.99", "40; Họp 5 lần."]],
    }


def test_numbers_and_dates_are_read_as_the_program_reads_them(form: Filled) -> None:
    around = form.base.around("nam")
    for text, read in zip(TYPED, form.ask("readings", texts=TYPED)["readings"], strict=True):
        assert read["fold"] == fold(text)
        for name, kind in (("number", NUMBER), ("count", COUNT), ("percent", PERCENT), ("date", DATE)):
            meant = kind.plain(text, around, ()) if kind.plain and not parsed(kind, text)[0] else None
            value, reason = parsed(kind, meant or text)
            told = read[name]
            assert (told["value"], told["reason"]) == (value, reason), (text, name)
            assert told["meant"] == (meant if value else None), (text, name)
            assert not reason or told["guess"] == kind.proposal(text), (text, name)


def parsed(kind: Scalar, text: str) -> tuple[Any, str | None]:
    try:
        return exact(kind.parse(text)), None
    except ValueError as reason:
        return None, str(reason)


def exact(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.year * 10_000 + value.month * 100 + value.day
    number = Fraction(value)
    return f"{number.numerator}/{number.denominator}"
