"""What a query of the archive finds, held against plain Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportgen import cache
from reportgen.archive.query import _Lines, both_forms
from reportgen.archive.search import Found, Passage, search
from reportgen.errors import CannotRun
from reportgen.vn.text import fold, split_tones, without_accents
from tests.searching import REPORTS, Texts, found_in, loaders, marked


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tim-kiem.sqlite"


# --- what a query finds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cat giam ho so", ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("cắt giảm hồ sơ", ["quy-1", "quy-3", "quy-4"]),
        ("CẮT   GIẢM, HỒ SƠ!", ["quy-1", "quy-3", "quy-4"]),
        (unicodedata.normalize("NFD", "cắt giảm hồ sơ"), ["quy-1", "quy-3", "quy-4"]),
        ('"cắt giảm hồ sơ"', ["quy-1"]),
        ("“cắt giảm hồ sơ”", ["quy-1"]),
        ('"cat giảm ho sơ"', ["quy-1"]),
        ('"hồ sơ giảm"', []),
        ("cát giám", ["quy-2"]),
        ("cắt giám", []),
        ("hòa giải", ["quy-2"]),
        ("hoà giai", ["quy-2"]),
        ("hoá giải", []),
        ("dat", ["quy-1"]),
        ("đạt", ["quy-1"]),
        ("đat", []),
        ("05/BC-SKHCN", ["quy-1"]),
        ("05/bc-skhcn", ["quy-1"]),
        ("BC/05", []),
        ("02/NQ-CP", ["quy-2"]),
        ("12/QD-UBND", ["quy-3"]),
        ("12/QĐ-UBND", ["quy-3"]),
        ("12/QÐ-UBND", ["quy-3"]),
        ("12/QĐ-UBN", []),
        ("98,3%", ["quy-1"]),
        ("98.3", ["quy-1"]),
        ("983", []),
        ("A_B", ["quy-4"]),
        ("hồ sơ -tồn đọng", []),
        ("hồ sơ -tồn", ["quy-1", "quy-3", "quy-4"]),
        ('hồ sơ -"tồn đọng"', ["quy-1", "quy-3", "quy-4"]),
        ('hồ sơ -"ton đọng"', ["quy-1", "quy-3", "quy-4"]),
        ('hồ sơ -"đọng tồn"', ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("x-y", ["quy-4"]),
        ("hồ - sơ -- tồn", ["quy-2"]),
        ("tru*", ["quy-2"]),
        ("tru", []),
        ("tru* tâm", []),
        ("trung tâ*", ["quy-2"]),
        ("giả*", ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("giả", []),
        ("giã*", []),
        ("cat giả*", ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("cắt giả*", ["quy-1", "quy-3", "quy-4"]),
        ('"cắt giả*"', []),
        ("12/QĐ-UB*", ["quy-3"]),
        ("12/QĐ-ú*", []),
        ("hồ hồ sơ sơ", ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("không có", []),
        # what means something to FTS5 is plain text here
        ('sơ" OR', []),
        ("NEAR(sơ", []),
        ("marks:sơ", []),
        ("^sơ + ( {", ["quy-1", "quy-2", "quy-3", "quy-4"]),
        ("sơ AND NOT", []),
    ],
)
def test_documents_found(index: Path, query: str, expected: list[str]) -> None:
    found = search(index, loaders(REPORTS), query)
    assert sorted(found_in(found)) == expected
    assert found.total == len(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "cat giam ho so",
            [
                "quy-1: Về việc [cắt] [giảm] [hồ] [sơ]",
                "quy-1: Đã [cắt]  [giảm], [hồ] [sơ] giấy đạt 98,3%.",
                "quy-4: [Giảm] [hồ] [sơ] và [cắt] thời gian",
                "quy-3: [Hồ] hởi tham gia; nhà đơn [sơ]",
                "quy-3: [Cắt] bỏ thủ tục",
                "quy-3: [Giảm] chi phí",
                "quy-2: [Hồ] [sơ] tồn đọng tại Trung tâm hoà giải",
                "quy-2: [Cát] [giám] là từ khác",
            ],
        ),
        ("05/bc-skhcn", ["quy-1: Số: [05]/[BC]-[SKHCN]"]),
        ('"cắt giam"', ["quy-1: Về việc [cắt] [giảm] hồ sơ", "quy-1: Đã [cắt]  [giảm], hồ sơ giấy đạt 98,3%."]),
        ("hòa", ["quy-2: Hồ sơ tồn đọng tại Trung tâm [hoà] giải"]),
        ("thủ tu*", ["quy-3: Cắt bỏ [thủ] [tục]"]),
        ("12 QD", ["quy-3: Quyết định số [12]/[QĐ]-UBND"]),
    ],
)
def test_passages_and_words_shown(index: Path, query: str, expected: list[str]) -> None:
    assert marked(search(index, loaders(REPORTS), query)) == expected


def test_spans_cover_letters_in_normal_form_d_and_hidden_hyphens(index: Path) -> None:
    text = unicodedata.normalize("NFD", "Sở họp: hồ sơ giấ") + "\u00ady"
    (hit,) = search(index, loaders({"a": [text]}), "giấy sơ").hits
    assert [unicodedata.normalize("NFC", text[start:end]) for start, end in hit.spans] == ["sơ", "giấ\u00ady"]
    assert hit.text == text


def test_labels_come_with_their_passages(index: Path) -> None:
    passages = [Passage("Trích yếu", "Báo cáo quý"), Passage("Nơi nhận", "Lưu: VT")]
    found = search(index, {"a": lambda: passages}, "vt")
    assert [(hit.label, hit.text, hit.spans) for hit in found.hits] == [("Nơi nhận", "Lưu: VT", ((5, 7),))]


def test_a_phrase_does_not_run_on_into_the_next_passage(index: Path) -> None:
    texts = {"a": ["cắt giảm", "hồ sơ"], "b": ["cắt giảm hồ sơ"]}
    assert found_in(search(index, loaders(texts), '"giảm hồ"')) == ["b"]
    assert found_in(search(index, loaders(texts), '"giảm ho"')) == ["b"]
    assert found_in(search(index, loaders(texts), '"giam ho"')) == ["b"]


def test_marks_in_a_phrase_count_where_they_stand(index: Path) -> None:
    texts = {"a": ["so già, giảm"], "b": ["số giảm"], "c": ["sơ giam, giảm"]}
    assert found_in(search(index, loaders(texts), "so/giả*")) == ["b"]
    assert found_in(search(index, loaders(texts), "so/giảm")) == ["b"]
    assert search(index, loaders(texts), "so giả*").total == 3


def test_half_characters_are_not_an_error(index: Path) -> None:
    assert marked(search(index, loaders({"a": ["hồ \ud800 sơ"]}), "sơ \udfff")) == ["a: hồ ? [sơ]"]


def test_order_is_phrase_then_passage_then_document_then_the_later(index: Path) -> None:
    texts = {
        "spread": ["hồ sơ", "cắt giảm"],
        "phrase": ["cắt giảm hồ sơ"],
        "phrase, long": ["cắt giảm hồ sơ " + "và việc khác " * 30],
        "passage": ["hồ sơ cắt giảm"],
        "passage, later": ["hồ sơ cắt giảm"],
        "passage, long": ["hồ sơ cắt giảm " + "và việc khác " * 30],
        "none": ["hồ sơ giảm"],
    }
    expected = ["phrase", "phrase, long", "passage, later", "passage", "passage, long", "spread"]
    for query in ("cắt giảm hồ sơ", "cat giam ho so", "cắt giam hồ so", "cắt giảm hồ s*", "cat giam ho sơ*"):
        assert found_in(search(index, loaders(texts), query)) == expected, query
    backwards = dict(reversed(texts.items()))
    assert found_in(search(index, loaders(backwards), "cắt giảm hồ sơ"))[2:4] == ["passage", "passage, later"]


def test_at_most_limit_documents_with_three_passages_each_and_all_of_them_counted(index: Path) -> None:
    texts = {str(number): [f"hồ sơ {place}" for place in range(5)] for number in range(7)}
    found = search(index, loaders(texts), "hồ sơ", limit=2)
    assert marked(found) == [f"{name}: [hồ] [sơ] {place}" for name in ("6", "5") for place in range(3)]
    assert found.total == 7
    assert search(index, loaders(texts), "hồ sơ", limit=0) == Found((), 7)


def test_words_apart_are_shown_in_the_fewest_passages(index: Path) -> None:
    texts = {"a": ["cắt", "giảm", "hồ", "giảm hồ sơ", "hồ sơ cắt bớt"]}
    assert marked(search(index, loaders(texts), "cắt giảm hồ sơ")) == ["a: [giảm] [hồ] [sơ]", "a: [cắt]"]


@pytest.mark.parametrize("query", ["", "   ", "?!", '""', "-", "*", "%", "- * “”", "\u0301", "\x00"])
def test_a_query_without_words_is_refused(index: Path, query: str) -> None:
    with pytest.raises(CannotRun, match=r"^Chưa có từ cần tìm: hãy gõ"):
        search(index, loaders(REPORTS), query)
    assert not index.exists()


def test_a_query_of_unwanted_words_only_is_refused(index: Path) -> None:
    with pytest.raises(CannotRun, match=r"^Chưa có từ cần tìm: từ có dấu trừ"):
        search(index, loaders(REPORTS), "-hồ -sơ")


def test_a_query_as_long_as_a_report(index: Path) -> None:
    text = " ".join(f"tờ {number} trình" for number in range(1000))
    assert found_in(search(index, loaders({"a": [text], "b": ["tờ trình"]}), text + " to -x" + " -y" * 2000)) == ["a"]


# --- against plain Python -----------------------------------------------------------------------

WORDS = "hồ hô ho hò sơ so số cắt cát cat giảm giam giám gian đạt đat dat hoà hòa hoa 05 98 BC"
SYLLABLES = st.sampled_from(re.findall("[^ ]+", WORDS))
TEXT = st.lists(SYLLABLES, max_size=6).map(" ".join) | st.text(max_size=12)
TEXTS = st.lists(st.lists(TEXT, max_size=3), max_size=4).map(
    lambda all_: {str(n): texts for n, texts in enumerate(all_)}
)
MARKS = re.compile("[\u0300-\u036f]")


def plain_words(text: str) -> list[str]:
    """The words of a text, another way: letter by letter."""
    words = [""]
    for letter in text:
        if letter.isalnum() or (
            words[-1] and (MARKS.match(letter) or letter in "\u00ad\u200b\u200c\u200d\u2060\ufeff")
        ):
            words[-1] += "" if letter in "\u00ad\u200b\u200c\u200d\u2060\ufeff" else letter
        else:
            words.append("")
    return [word for word in words if word]


def same(asked: str, word: str) -> bool:
    if fold(asked) == without_accents(asked):
        return without_accents(word) == without_accents(asked)
    return fold(word) == fold(asked)


def begins(asked: str, word: str) -> bool:
    if fold(asked) == without_accents(asked):
        return without_accents(word).startswith(without_accents(asked))
    letters, tones = split_tones(fold(asked))
    all_letters, all_tones = split_tones(fold(word))
    return all_letters.startswith(letters) and all_tones.startswith(tones)


def has(texts: list[str], *sought: Callable[[str], bool]) -> bool:
    """Whether words that pass the tests stand one after the other in one of the texts."""
    for words in map(plain_words, texts):
        for start in range(len(words) - len(sought) + 1):
            if all(passes(word) for passes, word in zip(sought, words[start:], strict=False)):
                return True
    return False


def is_word(asked: str) -> Callable[[str], bool]:
    return lambda word: same(asked, word)


slow = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(TEXTS, st.lists(SYLLABLES, min_size=1, max_size=4), st.lists(SYLLABLES, max_size=1))
def test_documents_with_all_words_and_none_of_the_unwanted(
    texts: Texts, wanted: list[str], unwanted: list[str]
) -> None:
    query = " ".join([*wanted, *(f"-{word}" for word in unwanted)])
    found = search(Path(cache.NOWHERE, "x"), loaders(texts), query)
    expected = {
        name
        for name, passages in texts.items()
        if all(has(passages, is_word(word)) for word in wanted)
        and not any(has(passages, is_word(word)) for word in unwanted)
    }
    assert set(found_in(found)) == expected
    assert found.total == len(expected)


@slow
@given(TEXTS, st.lists(SYLLABLES, min_size=1, max_size=3))
def test_documents_with_a_phrase(texts: Texts, words: list[str]) -> None:
    expected = {name for name, passages in texts.items() if has(passages, *map(is_word, words))}
    assert set(found_in(search(Path(cache.NOWHERE, "x"), loaders(texts), f'"{" ".join(words)}"'))) == expected
    assert set(found_in(search(Path(cache.NOWHERE, "x"), loaders(texts), "/".join(words)))) == expected


@slow
@given(TEXTS, SYLLABLES, st.sampled_from(["h", "hồ", "g", "gia", "già", "giả", "gi", "đ", "s", "cá", "c", "9", "hò"]))
def test_documents_with_a_beginning(texts: Texts, word: str, part: str) -> None:
    wanted = [is_word(word), lambda found: begins(part, found)]
    apart = {name for name, passages in texts.items() if all(has(passages, test) for test in wanted)}
    together = {name for name, passages in texts.items() if has(passages, *wanted)}
    assert set(found_in(search(Path(cache.NOWHERE, "x"), loaders(texts), f"{word} {part}*"))) == apart
    assert set(found_in(search(Path(cache.NOWHERE, "x"), loaders(texts), f"{word}/{part}*"))) == together


@slow
@given(TEXTS, st.text(max_size=20) | st.text('ab" -*“()^:đợ\u0323\u00ad', max_size=12))
@example({"a": ["x"]}, 'x" OR "y')
@example({"a": ["ﬁ ŉ ß İ ² ǆ"]}, "fi ʼn ss")
def test_no_query_is_an_error(texts: Texts, query: str) -> None:
    try:
        found = search(Path(cache.NOWHERE, "x"), loaders(texts), query)
    except CannotRun as error:
        refused = str(error)
    else:
        refused = ""
        assert plain_words(query)
        assert all(hit.text in texts[hit.document] and hit.spans for hit in found.hits)
    if "từ cần loại" in refused:
        assert plain_words(query)
        assert "-" in query
    elif refused:
        assert refused.startswith("Chưa có từ cần tìm: hãy gõ")
        assert not plain_words(query)


@slow
@given(st.text(min_size=1, max_size=30))
def test_a_text_finds_itself(text: str) -> None:
    words = plain_words(text)
    if words:
        query = f'"{" ".join(words)}"'
        assert "a" in found_in(search(Path(cache.NOWHERE, "x"), loaders({"a": [text], "b": ["khác"]}), query))


_SIGNS = st.text(
    st.sampled_from("aăĐđÐ ờ\u0301\u0309o\u00ad\u200b_-/,;%05\t\n\u00a0\u2028\ud800½²Ⅳẞßİ—“”"), max_size=60
)


@given(st.one_of(_SIGNS, st.text(max_size=60)))
@example("_a_b_")
@example("\u0301mot a\u0301\u0309\u200bhai")
def test_words_are_cut_alike_wherever_spaces_stand(text: str) -> None:
    unseen = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    typed = re.findall(f"(?:[^\\W_][\u0300-\u036f{unseen}]*)+", text)
    words = [word.translate(dict.fromkeys(map(ord, unseen))) for word in typed]
    assert both_forms(text) == (" ".join(map(fold, words)), " ".join(map(without_accents, words)))


def test_of_lines_without_end_only_some_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _Lines()
    monkeypatch.setattr(_Lines, "_MOST", 1_000)
    for at in range(500):
        line = f"Báo cáo số {at}/BC của Sở"
        assert lines[line] == both_forms(line)
        assert lines[line] is lines[line]
        assert sum(map(len, lines)) <= 1_000
