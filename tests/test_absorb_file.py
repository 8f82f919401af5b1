"""What ``absorb`` makes of the office's own file: what is typed there stays, what it cannot hold does not go in."""

from __future__ import annotations

import re
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.consolidating import Written, with_written
from reportgen.load import Loaded, read_words
from reportgen.model.words import Words, paragraphs
from reportgen.pins.pin import Pin
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.office_words import Desk, again, printed, wordings
from tests.word_edits import looking, put_behind, replace


@pytest.fixture
def desk(worded_office: Path, tmp_path: Path) -> Desk:
    return Desk(again(worded_office, tmp_path))


# --- the office's own file ----------------------------------------------------------------------

INLINE = "Trong kỳ chưa có việc: 100% là 'chờ' văn bản."
STYLES = {
    "trần": "Trong kỳ chưa có việc - chờ.",
    "trần, ghi chú": "Trong kỳ chưa có việc#2.   # nháp của tôi",
    "nháy kép": f'"{INLINE}"',
    "nháy kép, ghi chú": '"Câu \\"một\\" # không phải ghi chú."  # nháp của tôi',
    "nháy đơn": "'Trong kỳ ''chưa'' có việc.'",
    "nhiều dòng": "Trong kỳ chưa có\n      việc nào cả.",
    "nháy, nhiều dòng": '"Trong kỳ\n\n      chưa có việc."  # nháp của tôi',
}


@pytest.mark.parametrize("typed", STYLES.values(), ids=STYLES)
def test_words_typed_behind_their_key_are_taken_over(typed: str, desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    text = re.sub(
        r"(\n  ton-tai:\n(?: +#.*\n)*    noi_dung:) \|\n(?:      .*\n|\n)*", lambda m: f"{m[1]} {typed}\n", text
    )
    desk.file.write_text(text, encoding="utf-8")
    made = draft(Workspace(desk.root), "6-thang", check_form=False)
    assert made.path is not None
    first = desk.words("ton-tai")[0]
    desk.path = made.path
    desk.edit(replace(first, f"{first} Đã sửa."))
    done = desk.absorb()
    assert ([edit.place for edit in done.written], done.unfit) == (["ton-tai"], ())
    assert desk.words("ton-tai")[0] == f"{first} Đã sửa."
    after = desk.file.read_text(encoding="utf-8")
    assert ("# nháp của tôi" in after) == ("# nháp" in typed)
    assert again_without(after, "ton-tai") == again_without(text, "ton-tai")


def again_without(text: str, place: str) -> str:
    """Return a file of words without one place."""
    return re.sub(rf"\n  {place}:\n(?:    .*\n|\n)*", "\n", text)


WORDY = (
    st.text(st.sampled_from("aă1 #:'\"\\|-[]{}&%.,–“”"), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)))
)
"""Words; a dash alone is read as nothing."""


def quoted(text: str, style: str) -> str:
    """Return a text in quotes, as YAML is typed."""
    if style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'"


@given(WORDY, WORDY, st.sampled_from("'\""), st.sampled_from(["", "  # ghi chú", " #"]))
def test_whatever_is_typed_in_quotes_is_written_over_and_nothing_beside(
    worded_office: Path, old: str, new: str, style: str, note: str
) -> None:
    text = (
        "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  I:\n    tieu_de: Một\n"
        f"    noi_dung: {quoted(old, style)}{note}\n    dua_tren: [II]\n  II:\n    noi_dung: |\n      Lời hai.\n"
    )
    path = worded_office / "tong-hop/kh/6-thang.yaml"
    loaded = read_words(Workspace(worded_office), path, text.encode())
    assert loaded.value is not None
    after = with_written(text, loaded.marks, [Written("I", (new,), Pin("00000000", "0000"), None)])
    assert after is not None
    again_read = read_words(Workspace(worded_office), path, after.encode()).value
    assert again_read is not None
    assert paragraphs(again_read.places["I"].text or "") == paragraphs(new)
    assert again_read.places["II"] == loaded.value.places["II"]
    assert (again_read.places["I"].heading, again_read.places["I"].based_on) == ("Một", ("II",))
    assert note.strip() in after


SHAPES = {
    "chỉ có tieu_de": "{key}:\n{in}tieu_de: Một\n",
    "chưa có gì": "{key}:   # ghi A\n",
    "tên trong nháy": '"{key}":\n{in}noi_dung: |\n{in}  Lời cũ.\n{in}dau: 00000000.1111\n',
    "chỉ có dấu": "{key}:\n{in}dau: 00000000.1111\n{in}tieu_de: Một\n",
    "trống": "{key}:\n{in}noi_dung: ~   # ghi A\n{in}tieu_de: Một\n",
    "dòng trống cuối": "{key}:\n{in}noi_dung: |+\n{in}  Lời cũ.\n\n\n{in}tieu_de: Một\n",
    "lùi ghi rõ": "{key}:\n{in}noi_dung: |2-\n{in}  Lời cũ.\n\n{in}  Đoạn hai.\n{in}tieu_de: Một\n",
    "nối dòng": "{key}:\n{in}noi_dung: >-  # ghi A\n{in}  Lời cũ\n{in}  tiếp.\n{in}tieu_de: Một\n",
    "lùi sâu": "{key}:\n{in}noi_dung: |\n{in}        Lời cũ.\n{in}tieu_de: Một\n",
    "ghi chú sát lề": "{key}:\n{in}noi_dung: |\n{in}  Lời cũ.\n# ghi A\n{in}dau: 00000000.1111\n",
    "ghi chú khắp nơi": (
        "{key}:\n{in}# ghi A\n{in}tieu_de: Một  # ghi B\n{in}# ghi C\n{in}noi_dung: |  # ghi D\n{in}  Lời cũ.\n\n"
        "{in}# ghi E\n{in}dau: 00000000.1111  # ghi F\n{in}# ghi G\n"
    ),
    "sau hai chấm, nhiều dòng": "{key}:\n{in}noi_dung: Lời cũ\n{in}  tiếp theo   # ghi A\n{in}tieu_de: Một\n",
    "dòng dưới": "{key}:\n{in}noi_dung:\n{in}  Lời cũ tiếp theo   # ghi A\n{in}tieu_de: Một\n",
    "dòng dưới, nháy": "{key}:\n{in}noi_dung:\n{in}  'Lời cũ.'   # ghi A\n{in}tieu_de: Một\n",
    "ghi chú giữa": "{key}:\n{in}noi_dung:   # ghi A\n{in}  # ghi B\n{in}  Lời cũ   # ghi C\n{in}tieu_de: Một\n",
    "nguồn và phép tính": (
        '{key}:\n{in}dua_tren:\n{in}  - CT2   # ghi A\n{in}noi_dung: |\n{in}  Lời 3.\n{in}phep_tinh: {{"3": "1 + 2"}}\n'
    ),
    "chữ giống ghi chú": "{key}:\n{in}noi_dung: |\n{in}  # Lời cũ.\n{in}  #: Nguồn\n{in}tieu_de: Một\n",
}
"""How a place is typed."""
OTHER = "{step}ton-tai:\n{in}# của tồn tại\n{in}noi_dung: |\n{in}  Lời tồn tại.\n"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(("step", "ending"), [(2, "\n"), (4, "\r\n")])
def test_however_a_place_is_typed_only_its_words_change(
    worded_office: Path, shape: str, first: bool, step: int, ending: str
) -> None:
    names = {"key": "I", "step": " " * step, "in": " " * (2 * step)}
    pieces = [names["step"] + shape.format(**names), OTHER.format(**names)]
    text = "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n" + "".join(pieces if first else pieces[::-1])
    text = text.replace("\n", ending)
    said = ("Lời mới: một.", '- "hai" # x')
    before = read(worded_office, text)
    after = with_written(text, before.marks, [Written("I", said, Pin("00000000", "0000"), None)])
    assert after is not None
    old, new = before.value, read(worded_office, after).value
    assert old is not None
    assert new is not None
    assert paragraphs(new.places["I"].text or "") == said
    assert (list(new.places), new.places["ton-tai"]) == (list(old.places), old.places["ton-tai"])
    assert replaced(new.places["I"], text=None, pin=None) == replaced(old.places["I"], text=None, pin=None)
    assert [note for note in re.findall(r"# (?:ghi \w|của tồn tại)", text) if note not in after] == []
    assert after.count("\n") == after.count(ending)


def test_paragraphs_that_stay_keep_the_lines_in_which_they_were_typed(worded_office: Path) -> None:
    kept = "      1. Một việc gõ\n      trên hai dòng;\n"
    text = f"ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  I:\n    noi_dung: |\n{kept}      2. Việc cũ.\n"
    said = ("1. Một việc gõ trên hai dòng;", "2. Việc mới.")
    marks = read(worded_office, text).marks
    after = with_written(text, marks, [Written("I", said, Pin("00000000", "0000"), None)])
    assert after is not None
    assert f"noi_dung: |\n{kept}\n      2. Việc mới.\n" in after


def read(root: Path, text: str) -> Loaded[Words]:
    """Return what a file of words of the office says."""
    return read_words(Workspace(root), root / "tong-hop/kh/6-thang.yaml", text.encode())


def test_the_copy_of_the_file_stays_while_nothing_can_be_written(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    braced = re.sub(r"\n  ton-tai:\n(?:    .*\n|\n)*", "\n  ton-tai: {noi_dung: Không có gì.}\n", text)
    desk.file.write_text(braced, encoding="utf-8")
    made = draft(Workspace(desk.root), "6-thang", check_form=False)
    assert made.path is not None
    desk.path = made.path
    desk.edit(replace("Không có gì.", "Không có gì mới."), replace("Đoạn hai của I,", "Đoạn sửa của I,"))
    assert desk.absorb().copy is not None
    copy_of_file = desk.file.with_name(desk.file.name + ".cu")
    assert copy_of_file.read_text(encoding="utf-8") == braced
    again_done = desk.absorb()
    assert ([edit.place for edit, _ in again_done.unfit], again_done.copy) == (["ton-tai"], None)
    assert copy_of_file.read_text(encoding="utf-8") == braced


# --- what the file cannot hold ------------------------------------------------------------------

OLD = "Phßng C«ng nghÖ ®· më 03 líp tËp huÊn cho hé kinh doanh."


@pytest.mark.parametrize(
    ("text", "font", "told"),
    [
        ("nhá", ".VnTime", "lời có chữ gõ bằng phông .VnTime, không phải Unicode; trong Word bôi đen chỗ ấy"),
        ("nhoû", "VNI-Times", "lời có chữ gõ bằng phông VNI-Times, không phải Unicode"),
        (OLD, "Times New Roman", "lời có chữ gõ bằng phông TCVN3 (ABC), tệp lời văn sẽ bị lỗi; "),
    ],
)
def test_letters_of_an_old_font_do_not_go_into_the_file(text: str, font: str, told: str, desk: Desk) -> None:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    desk.edit(put_behind("Đoạn hai của I,", text), looking(text, fonts), replace("hai của ton-tai,", "sửa, ton-tai,"))
    done = desk.absorb()
    assert [edit.place for edit in done.written] == ["ton-tai"]
    assert f"I Nhóm một: chưa ghi được lời sửa trong Word: {told}" in printed(done)
    assert wordings(desk.file)["I"].text is not None  # no fault is found in the file


# --- decided once -------------------------------------------------------------------------------


def test_words_that_went_on_in_the_file_are_no_clash_with_what_was_taken_over(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa lần một,"))
    desk.absorb()
    desk.retype("sửa lần một", "sửa tiếp trong tệp")
    desk.edit(replace("Đoạn hai của ton-tai,", "Đoạn sửa của ton-tai,"))
    done = desk.absorb()
    assert ([edit.place for edit in done.written], done.clashes) == (["ton-tai"], ())
    assert [edit.place for edit in done.settled] == ["I"]
    assert "I Nhóm một: lời trong Word đã xem lần trước, từ đó tệp có lời khác; giữ lời của tệp" in printed(done)
    assert "sửa tiếp trong tệp" in desk.words("I")[1]
    assert draft(Workspace(desk.root), "6-thang", check_form=False).unabsorbed == ()


def test_choosing_the_file_is_remembered_until_word_says_something_else(desk: Desk) -> None:
    desk.edit(replace("Đoạn hai của I,", "Đoạn hai sửa trong Word,"))
    desk.retype("Đoạn hai của I,", "Đoạn hai sửa trong tệp,")
    assert [clash.edit.place for clash in desk.absorb().clashes] == ["I"]
    assert [edit.place for edit in desk.absorb(take="yaml").kept] == ["I"]
    done = desk.absorb()
    assert (done.clashes, [edit.place for edit in done.settled]) == ((), ["I"])
    assert [edit.place for edit in desk.absorb(take="word", show_only=True).written] == ["I"]
    desk.edit(replace("sửa trong Word,", "sửa lại trong Word,"))
    assert [clash.edit.place for clash in desk.absorb().clashes] == ["I"]
