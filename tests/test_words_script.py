"""The page for the office's words: what it writes is what was typed, pinned as ``consolidate`` pins it; nothing else moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from reportgen.checks import tep
from reportgen.compose.prose.sentences import words as words_of
from reportgen.consolidating import Written, with_written
from reportgen.consolidating.entry import wrapped
from reportgen.consolidating.webpage.document import WRITING
from reportgen.consolidating.webpage.words import words
from reportgen.finding import errors_in
from reportgen.load import load_words
from reportgen.model.words import paragraphs
from reportgen.pins.pin import Pin, text_mark
from reportgen.pipeline.consolidate import Consolidated, consolidate
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.consolidating import WORDS, sent, word
from tests.webforms.node import Script
from tests.webforms.plan import data_of
from tests.webforms.trying import cleaned, tried
from tests.webforms.typing import texts

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="the script of the page is not run: no node")
Cli = Callable[..., Any]
OFFICE = "Sở rà soát 96 thủ tục hành chính^[Kế hoạch số 17/KH-STN ngày 20/01/2026.]: xong.\n\nSố hóa 118 hồ sơ:\n- 100 hồ sơ cũ;\n- 18 hồ sơ mới."


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    asked = Script(tmp_path_factory.mktemp("loi-van"), WRITING, "answer_words.js")
    yield asked
    asked.close()


class Page:
    """The page of one period, and the script that knows it."""

    def __init__(self, root: Path, script: Script, period: str = "6-thang") -> None:
        self.done: Consolidated = consolidate(Workspace(root), period, html=root / "trang.html")
        assert self.done.page is not None
        self.data = data_of(self.done.page.read_text(encoding="utf-8"))
        self.text: str = self.data["text"]
        self.script = script

    def ask(self, act: str, **what: Any) -> dict[str, Any]:
        if self.script.knows is not self:
            self.script.ask("data", data=self.data)
            self.script.knows = self
        return self.script.ask(act, **what)

    def fill(self, values: dict[str, str], **what: Any) -> dict[str, Any]:
        return self.ask("fill", values=values, **what)

    def mark(self, place: str) -> str:
        return str(next(item["mark"] for item in self.data["places"] if item["place"] == place))


@pytest.fixture
def office(small: Small) -> Small:
    return sent(small)


def save(small: Small, answer: dict[str, Any]) -> None:
    """Put the downloaded file where the page says."""
    (small.root / WORDS).write_bytes(answer["text"].encode())


def text_of(small: Small) -> str:
    return (small.root / WORDS).read_bytes().decode()


# --- the same text, the same fingerprint, the same lines ------------------------------------------


def test_texts_are_parted_marked_wrapped_and_counted_as_the_program_does(
    request: pytest.FixtureRequest, script: Script
) -> None:
    script.knows = None
    script.ask("data", data={**words(), "text": "", "places": []})

    def claim(data: st.DataObject) -> None:
        said = [cleaned(text) for text in data.draw(st.lists(texts, min_size=1, max_size=6))]
        told = script.ask("texts", texts=said)
        assert told["paragraphs"] == [list(paragraphs(text)) for text in said]
        assert told["shown"] == told["paragraphs"]
        assert told["marks"] == [text_mark(text) for text in said]
        assert told["lines"] == [[list(wrapped(words, 40)) for words in paragraphs(text)] for text in said]
        assert told["words"] == [sum(map(words_of, paragraphs(text))) for text in said]

    tried(request, 20, claim)


# --- opening what is there ------------------------------------------------------------------------


@pytest.mark.parametrize(("agency", "period"), [("xa-viet-khe", "nam"), ("so-khcn-hai-phong", "6-thang")])
def test_a_file_is_read_and_its_places_stand_as_the_program_says(
    request: pytest.FixtureRequest, workspace: Callable[[str], Path], script: Script, agency: str, period: str
) -> None:
    if agency != "xa-viet-khe" and not request.config.getoption("--long"):
        pytest.skip("one agency in a short run")
    page = Page(workspace(agency), script, period)
    told = page.fill({})
    assert (told["text"], told["changed"], told["strange"]) == (page.text, False, [])
    assert told["standings"] == {place.place: place.standing.value for place in page.done.places}
    assert told["unwritten"] == [place.place for place in page.done.places if place.unwritten]
    office = {place.place for place in page.done.places if place.text}
    left = {place: rows for place, rows in told["left"].items() if rows and place in office and place[0].isupper()}
    assert left == {place: list(rows) for place, rows in page.done.unmentioned.items()}
    assert page.done.page is not None
    assert page.done.page.stat().st_size < 400_000


def test_only_rows_of_the_group_s_own_tasks_are_missed_in_its_words(office: Small, script: Script) -> None:
    consolidate(Workspace(office.root), "6-thang")
    word(office, "I", "Sở niêm yết 12 danh mục.")
    office.replace(WORDS, "  I:\n", "  I:\n    dua_tren: [II, I.1]\n")
    page = Page(office.root, script)
    assert page.fill({})["left"]["I"] == list(page.done.unmentioned["I"])
    assert any(item["code"] == "II.1" for item in page.data["places"][4]["items"])
    for typed in ("Quy chế số 03 và 118 hồ sơ.", "Ban hành quy chế; rà soát các thủ tục hành chính.", "Không."):
        told = page.fill({"I": typed})
        save(office, told)
        assert told["left"]["I"] == list(consolidate(Workspace(office.root), "6-thang").unmentioned.get("I", ()))


# --- writing --------------------------------------------------------------------------------------


def test_words_are_saved_as_consolidate_pins_them_and_check_is_silent(office: Small, script: Script, cli: Cli) -> None:
    page = Page(office.root, script)
    answer = page.fill({"I": OFFICE})
    assert (answer["changed"], answer["idle"], answer["again"]) == (True, False, True)
    save(office, answer)
    assert cli("check", "6-thang", cwd=office.root).code == 0
    assert "loi_van" not in cli("check", "6-thang", cwd=office.root).out
    saved = text_of(office)
    ran = cli("consolidate", "6-thang", cwd=office.root)
    assert ran.out.startswith("Giữ nguyên: ")
    assert "Lời của cơ quan (1): I" in ran.out
    assert text_of(office) == saved


def test_the_file_is_what_the_program_would_have_written_byte_for_byte(office: Small, script: Script) -> None:
    consolidate(Workspace(office.root), "6-thang")
    page = Page(office.root, script)
    typed = {"I": OFFICE, "ton-tai": "Một tồn tại " + "rất dài, dài " * 20 + "- hết.", "mo-dau": "Mở đầu của cơ quan."}
    answer = page.fill(typed)
    marks = load_words(Workspace(office.root), office.root / WORDS).marks
    pins = {place.place: place.pin or Pin(place.mark, text_mark("")) for place in page.done.places}
    wanted = [Written(name, paragraphs(text), pins[name], None) for name, text in typed.items()]
    assert answer["text"] == with_written(page.text, marks, wanted)


def test_stale_words_that_are_still_right_are_confirmed(office: Small, script: Script, cli: Cli) -> None:
    page = stale(office, script)
    assert page.fill({})["standings"]["I"] == "cu"
    answer = page.fill({"I/dau": page.mark("I")})
    assert answer["standings"]["I"] == "co-quan"
    elsewhere = text_of(office)
    cli("consolidate", "6-thang", "--confirm", "I", cwd=office.root)
    confirmed = text_of(office)
    assert confirmed != elsewhere
    save(office, answer)
    assert "loi-van-cu" not in cli("check", "6-thang", cwd=office.root).out
    cli("consolidate", "6-thang", cwd=office.root)
    assert text_of(office) == confirmed


def test_a_confirmation_of_other_sources_is_none(office: Small, script: Script) -> None:
    page = stale(office, script)
    answer = page.fill({"I/dau": "00000000"})
    assert answer["standings"]["I"] == "cu"
    assert answer["text"] == page.text


def test_stale_words_that_are_rewritten_are_stale_no_more(office: Small, script: Script, cli: Cli) -> None:
    page = stale(office, script)
    save(office, page.fill({"I": "Sở rà soát 97 thủ tục hành chính, số hóa 118 hồ sơ."}))
    ran = cli("check", "6-thang", cwd=office.root)
    assert (ran.code, "loi-van-cu" in ran.out) == (0, False)
    assert "Nguồn đã đổi" not in cli("consolidate", "6-thang", cwd=office.root).out
    assert "#: - I.1, Văn phòng: Rà soát 97" in text_of(office)


def stale(office: Small, script: Script) -> Page:
    """Return the page of a period of which one place has words of before its sources changed."""
    consolidate(Workspace(office.root), "6-thang")
    word(office, "I", OFFICE)
    consolidate(Workspace(office.root), "6-thang")
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    return Page(office.root, script)


def test_the_machine_s_words_taken_as_they_are_still_follow_their_sources(
    office: Small, script: Script, cli: Cli
) -> None:
    page = stale(office, script)
    automatic = next(place["automatic"] for place in page.data["places"] if place["place"] == "I")
    answer = page.fill({"I": "\n\n".join(automatic)})
    assert answer["standings"]["I"] == "tu-dong"
    save(office, answer)
    assert "Lời của cơ quan" not in cli("consolidate", "6-thang", cwd=office.root).out
    assert page.fill({"II": ""})["text"] == page.text  # an empty box leaves the proposal


def test_words_taken_out_give_way_to_the_automatic_text(office: Small, script: Script, cli: Cli) -> None:
    page = stale(office, script)
    save(office, page.fill({"I": " \n"}))
    assert "    noi_dung:\n" in text_of(office)
    assert cli("check", "6-thang", cwd=office.root).code == 0
    assert "I," in cli("consolidate", "6-thang", cwd=office.root).out.split("Lời tự động")[1]


def test_a_file_of_windows_keeps_its_ends_and_one_of_another_period_is_refused(office: Small, script: Script) -> None:
    page = Page(office.root, script)
    windows = "\ufeff" + page.text.replace("\n", "\r\n")
    answer = page.fill({"I": OFFICE}, text=windows)
    assert answer["text"].startswith("\ufeff")
    assert "\n" not in answer["text"].replace("\r\n", "")
    assert answer["text"][1:].replace("\r\n", "\n") == page.fill({"I": OFFICE})["text"]
    refused = page.fill({}, text=page.text.replace("ky_bao_cao: 6-thang", "ky_bao_cao: nam"))
    assert refused["words"] == "tệp ghi ky_bao_cao: nam, trang này là của 6-thang"


def test_a_file_of_before_is_read_as_it_stands_today(office: Small, script: Script) -> None:
    before = Page(office.root, script).fill({"I": OFFICE})["text"]
    page = stale(office, script)
    told = page.fill({}, text=before)
    assert (told["standings"]["I"], told["standings"]["danh-gia-chung"]) == ("cu", "tu-dong")
    assert told["text"] == before
    assert page.fill({"I": "Viết lại."}, text=before)["text"].count(f"dau: {page.mark('I')}.") == 1


def test_places_in_braces_and_places_that_are_not_there_are_written_too(
    office: Small, script: Script, cli: Cli
) -> None:
    page = Page(office.root, script)
    text = "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  II: {noi_dung: Lời cũ.}  # của mình\n"
    answer = page.fill({"II": "Một.\n\nHai: ba.", "I": "Bốn."}, text=text)
    save(office, answer)
    loaded = load_words(Workspace(office.root), office.root / WORDS)
    assert errors_in(loaded.findings) == []
    assert loaded.value is not None
    assert [paragraphs(loaded.value.places[name].text or "") for name in ("II", "I")] == [
        ("Một.", "Hai: ba."),
        ("Bốn.",),
    ]
    assert "# của mình" in answer["text"]


def test_whatever_is_typed_comes_back_as_it_was_and_check_says_of_it_what_the_page_said(
    request: pytest.FixtureRequest, office: Small, script: Script
) -> None:
    page = Page(office.root, script)
    refused: set[str] = set()

    def agreed(values: dict[str, str]) -> None:
        answer = page.fill(values)
        save(office, answer)
        loaded = load_words(Workspace(office.root), office.root / WORDS)
        found = {(finding.subject.split()[0], finding.code) for finding in loaded.findings}
        assert found == {tuple(fault) for fault in answer["faults"]}
        said = loaded.value or loaded.partial
        assert said is not None
        faulty = {place for place, _ in found}
        for name, typed in values.items():
            if name not in faulty and paragraphs(cleaned(typed)):
                assert paragraphs(said.places[name].text or "") == paragraphs(cleaned(typed))
        assert answer["again"]
        refused.update(code for _, code in found)

    # what is drawn depends on the modules a worker has loaded, so one text of each kind of refusal is written out
    for place, typed in (("I", "Đã họp^[hở"), ("ton-tai", "Chậm \uf0b7 so với kế hoạch")):
        agreed({place: typed})
    assert refused == {"gia-tri/chu-thich", "gia-tri/ky-tu"}
    values = st.dictionaries(st.sampled_from(("I", "II", "ton-tai", "chi-tieu")), texts, max_size=3)
    tried(request, 20, lambda data: agreed(data.draw(values)))


# --- unsaved typing -------------------------------------------------------------------------------


def test_kept_typing_comes_back_into_a_page_made_anew_and_what_others_changed_is_named(
    office: Small, script: Script
) -> None:
    page = Page(office.root, script)
    word(office, "II", "Người khác viết.")
    later = Page(office.root, script)
    told = page.ask("kept", values={"I": "Đang gõ.", "II": "Tôi viết."}, data=later.data)
    script.knows = None
    assert (told["news"], told["still"]) == (True, True)
    assert told["said"].startswith(" Trong tệp, lời văn ở II đã đổi sau khi gõ")
    assert (told["values"]["I"], told["values"]["II"]) == ("Đang gõ.", "Tôi viết.")
    save(office, page.fill({"I": "Đang gõ."}))
    done = Page(office.root, script)
    assert not page.ask("kept", values={"I": "Đang gõ."}, data=done.data)["still"]
    script.knows = None


def test_words_pasted_in_an_old_font_are_named_in_their_place_as_check_names_them(
    office: Small, script: Script
) -> None:
    page = Page(office.root, script)
    pasted = "§· rµ so¸t, tr×nh ban hµnh quyÕt ®Þnh c«ng bè danh môc thñ tôc hµnh chÝnh, h­íng dÉn ng­êi d©n."
    answer = page.fill({"I": pasted, "mo-dau": "Sở báo cáo như sau:"})
    assert answer["faults"] == [["I", tep.PHONG_CHU.code]]
    save(office, answer)
    assert tep.PHONG_CHU.code in {
        each.code for each in load_words(Workspace(office.root), office.root / WORDS).findings
    }
