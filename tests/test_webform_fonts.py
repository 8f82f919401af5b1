"""Text pasted from an old file, its font not Unicode: the pages name it as ``check`` does, where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import strategies as st

from reportgen.checks import tep
from reportgen.vn.text import LOWER, UPPER, nfc
from reportgen.yamlmap.encodings import for_script, foreign_line
from tests.webforms.filling import Filled, shown, told
from tests.webforms.node import Script
from tests.webforms.plan import every_kind
from tests.webforms.trying import tried
from tests.webforms.typing import texts

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="the script of forms is not run: node not installed"
)
TABLES = for_script()
SAID = (
    "Đã rà soát, trình ban hành quyết định công bố danh mục thủ tục hành chính nội bộ.",
    "Phối hợp với các phòng chuyên môn hướng dẫn người dân nộp hồ sơ trực tuyến.",
    "Kết quả đạt được còn thấp do đường truyền không ổn định, thiếu cán bộ.",
)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    script = Script(tmp_path_factory.mktemp("bieu"))
    yield Filled(every_kind(tmp_path_factory.mktemp("moi-loai") / "co-quan-thu").root, script)
    script.close()


def in_tcvn3(text: str) -> str:
    signs = {letter: sign for sign, letter in TABLES["tcvn3"].items()}
    return "".join(signs.get(char, signs.get(char.lower(), char)) for char in text)


def in_vni(text: str) -> str:
    signs = {letter: sign for sign, letter in TABLES["vniLetters"].items()}
    for base in "aeouyơưAEOUYƠƯ":
        for sign, mark in TABLES["vniMarks"].items():
            signs.setdefault(nfc(base + mark), signs.get(base, base) + (sign if base.islower() else sign.upper()))
    return "".join(signs.get(char, char) for char in text)


def misread(text: str) -> str:
    """UTF-8 taken for Windows-1252; what that has no sign for stays as it is."""
    content = text.encode()
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in content)


def without_accents(text: str) -> str:
    return "".join("?" if char in LOWER + UPPER and not char.isascii() else char for char in text)


WAYS = {"TCVN3 (ABC)": in_tcvn3, "VNI Windows": in_vni, "đọc sai bảng mã": misread, "dấu hỏi": without_accents}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("field", ["nhiem_vu/I.1/ket_qua", "chi_tieu/CT1/ghi_chu", "chung/noi_bat"])
def test_what_was_pasted_in_an_old_font_is_named_at_its_field(form: Filled, way: str, field: str) -> None:
    pasted = "\n".join(map(WAYS[way], SAID))
    answer = form.fill({field: pasted, "nhiem_vu/I.2/ket_qua": "Đã họp."})
    (named,) = (each for each in answer["findings"] if each["code"] == tep.PHONG_CHU.code)
    assert way in named["found"]
    assert named["id"] == field
    assert told(form.checked(answer["text"])) == shown(answer["findings"])


@pytest.mark.parametrize("said", ["Sở KH&CN: “đạt” → 95%.", "Công ty Müller, Café Zoë", "Sao? không? được?", "😀 ½ ²"])
def test_other_signs_are_no_old_font(form: Filled, said: str) -> None:
    answer = form.fill({"nhiem_vu/I.1/ket_qua": said})
    assert tep.PHONG_CHU.code not in {each["code"] for each in answer["findings"]}


def test_accents_lost_in_two_fields_are_named(form: Filled) -> None:
    """Two notes in which question marks stand within words, each on a line of its own."""
    values = {"chi_tieu/CT1/ghi_chu": "a?b c?d", "chi_tieu/CT2/ghi_chu": "a?b c?d"}
    answer = form.fill(values)
    assert told(form.checked(answer["text"])) == shown(answer["findings"])
    assert tep.PHONG_CHU.code in {each["code"] for each in answer["findings"]}


lines = st.lists(
    st.one_of(
        texts,
        st.builds(lambda way, said: way(said), st.sampled_from(list(WAYS.values())), st.sampled_from(SAID)),
        st.builds(
            lambda way, said: way(said[: len(said) // 3]), st.sampled_from(list(WAYS.values())), st.sampled_from(SAID)
        ),
        st.text(alphabet="aă?bc ÂÃ©®µ»n\u00f9\u00d5t", max_size=30),
    ),
    max_size=8,
).map("\n".join)


@pytest.mark.timeout(3600)  # the long run takes its time
def test_any_lines_are_judged_as_the_program_judges_them(request: pytest.FixtureRequest, form: Filled) -> None:
    def claim(data: st.DataObject) -> None:
        tried_now = [nfc(text) for text in data.draw(st.lists(lines, min_size=1, max_size=6))]
        for text, found in zip(tried_now, form.ask("foreign", texts=tried_now)["found"], strict=True):
            meant = foreign_line(text.split("\n"))
            said = (text.split("\n")[meant[0]], *meant[1:]) if meant else None
            assert ((found["line"], found["found"], found["advice"]) if found else None) == said, text

    tried(request, 40, claim)
