"""The search index of the archive: what a query finds, and that no state of the index file changes it."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportgen import cache
from reportgen.archive import search as module
from reportgen.archive.search import Found, Passage, search
from reportgen.errors import CannotRun
from reportgen.vn.text import fold, split_tones, without_accents

Texts = dict[str, list[str]]

REPORTS: Texts = {
    "quy-1": ["Về việc cắt giảm hồ sơ", "Số: 05/BC-SKHCN", "Đã cắt  giảm, hồ sơ giấy đạt 98,3%."],
    "quy-2": ["Hồ sơ tồn đọng tại Trung tâm hoà giải", "Cát giám là từ khác", "Thực hiện 02/NQ-CP"],
    "quy-3": ["Cắt bỏ thủ tục", "Giảm chi phí", "Hồ hởi tham gia; nhà đơn sơ", "Quyết định số 12/QĐ-UBND"],
    "quy-4": ["Giảm hồ sơ và cắt thời gian", "A_B, x-y; 50 xã"],
}


def loaders(texts: Texts, called: list[str] | None = None) -> dict[str, Callable[[], Iterable[Passage]]]:
    """Loaders of documents without labels; ``called`` gets the id of each one that is called."""

    def loader(name: str) -> Callable[[], Iterable[Passage]]:
        def load() -> Iterator[Passage]:
            if called is not None:
                called.append(name)
            return (Passage("", text) for text in texts[name])

        return load

    return {name: loader(name) for name in texts}


def found_in(found: Found) -> list[str]:
    return list(dict.fromkeys(hit.document for hit in found.hits))


def marked(found: Found) -> list[str]:
    """The hits as ``document: text`` with the matched words in brackets."""
    lines = []
    for hit in found.hits:
        text = hit.text
        for start, end in reversed(hit.spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        lines.append(f"{hit.document}: {text}")
    return lines


def refuse_to_load() -> Iterable[Passage]:
    raise AssertionError("already in the index")


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


# --- the index file -----------------------------------------------------------------------------

QUERY = "cắt giảm hồ sơ"


@pytest.fixture
def expected() -> Found:
    return search(Path(cache.NOWHERE, "x"), loaders(REPORTS), QUERY)


def assert_kept(index: Path, expected: Found) -> None:
    """The index now answers without a loader, and stands alone in its folder."""
    assert search(index, dict.fromkeys(REPORTS, refuse_to_load), QUERY) == expected
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_loaders_are_called_for_new_documents_only(index: Path, expected: Found) -> None:
    called: list[str] = []
    first = dict(list(REPORTS.items())[:2])
    search(index, loaders(first, called), QUERY)
    assert called == ["quy-1", "quy-2"]
    assert search(index, loaders(REPORTS, called), QUERY) == expected
    assert called == ["quy-1", "quy-2", "quy-3", "quy-4"]
    assert_kept(index, expected)


def test_documents_that_are_gone_are_found_no_more(index: Path) -> None:
    search(index, loaders(REPORTS), QUERY)
    rest = {name: REPORTS[name] for name in ("quy-2", "quy-4")}
    afresh = search(Path(cache.NOWHERE, "x"), loaders(rest), "hồ sơ")
    assert search(index, dict.fromkeys(rest, refuse_to_load), "hồ sơ") == afresh
    assert search(index, loaders({}), "hồ sơ") == Found((), 0)
    assert search(index, loaders(REPORTS), "sơ -tồn").total == 3


def test_ranking_does_not_depend_on_how_the_index_came_about(index: Path) -> None:
    names = list(REPORTS)
    for step in (names[2:], names[1:3], [names[3], names[0]], names):
        search(index, loaders({name: REPORTS[name] for name in step}), "x")
    for query in ("hồ sơ", "cắt", "giam", "ho* "):
        assert search(index, loaders(REPORTS), query) == search(Path(cache.NOWHERE, "x"), loaders(REPORTS), query)


def test_a_failing_loader_is_passed_on_and_leaves_the_index(index: Path, expected: Found) -> None:
    search(index, loaders(REPORTS), QUERY)
    before = index.read_bytes()

    def fail() -> Iterable[Passage]:
        yield Passage("", "cắt giảm")
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        search(index, loaders(REPORTS) | {"quy-5": fail}, QUERY)
    assert index.read_bytes() == before
    assert_kept(index, expected)


def other_version(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DROP TABLE documents")
        db.execute("CREATE TABLE documents(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")


def other_tokenizer(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DROP TABLE in_document")
        db.execute("CREATE VIRTUAL TABLE in_document USING fts5(marks, bare, tokenize = 'porter', content = '')")


def texts_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("DELETE FROM passages")


def texts_mixed_up(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE passages SET text = 'khác'")


def documents_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE documents SET no = no + 100")


def words_lost(index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE in_passage_data SET block = zeroblob(30)")


DAMAGES: list[Callable[[Path], object]] = [
    lambda index: index.unlink(),
    lambda index: index.write_bytes(b""),
    lambda index: index.write_bytes(b"khong phai co so du lieu" * 1000),
    lambda index: index.write_bytes(index.read_bytes()[:5000]),
    lambda index: index.write_bytes(index.read_bytes()[:-4096]),
    lambda index: index.write_bytes(index.read_bytes()[:4096] + b"\xff" * (index.stat().st_size - 4096)),
    other_version,
    other_tokenizer,
    texts_lost,
    texts_mixed_up,
    documents_lost,
    words_lost,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(index: Path, expected: Found, damage: Callable[[Path], object]) -> None:
    search(index, loaders(REPORTS), QUERY)
    damage(index)
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert_kept(index, expected)


def test_no_damage_is_an_error(index: Path) -> None:
    search(index, loaders(REPORTS), QUERY)
    whole = index.read_bytes()
    dice = random.Random(30)
    for place in range(0, len(whole), 97):
        length = dice.choice([1, 3, 300])
        index.write_bytes(whole[:place] + dice.randbytes(length) + whole[place + length :])
        search(index, loaders(REPORTS), QUERY)
        changed = loaders({"quy-5": ["Cắt giảm"]} | {name: REPORTS[name] for name in list(REPORTS)[place % 4 :]})
        search(index, changed, "cắt gi*")


def test_a_folder_in_place_of_the_index(index: Path, expected: Found) -> None:
    index.mkdir(parents=True)
    assert search(index, loaders(REPORTS), QUERY) == expected


@pytest.mark.parametrize("query", [QUERY, "cắt giả*"])
def test_an_index_that_a_stranger_has_locked(index: Path, query: str) -> None:
    search(index, loaders(REPORTS), QUERY)
    with closing(sqlite3.connect(index, isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        new = {"quy-5": lambda: [Passage("", "Cắt giảm hồ sơ")]}
        found = search(index, dict.fromkeys(REPORTS, refuse_to_load) | new, query)
        assert found == search(Path(cache.NOWHERE, "x"), loaders(REPORTS) | new, query)


def test_what_a_killed_run_left_is_cleared_away(index: Path, expected: Found) -> None:
    index.parent.mkdir()
    left = index.with_name(f"{index.name}.tam-abc")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    search(index, loaders({}), QUERY)
    search(index, loaders(REPORTS), QUERY)
    assert_kept(index, expected)


def test_what_another_run_is_writing_is_left_alone(index: Path) -> None:
    search(index, loaders({}), QUERY)
    os.utime(index, (0, 0))
    other = index.with_name(f"{index.name}.tam-abc")
    other.write_bytes(b"half")
    search(index, loaders(REPORTS), QUERY)
    assert other.exists()


@pytest.mark.parametrize("failing", ["mkdir", "mkstemp", "disk"])
def test_where_nothing_can_be_written_the_search_is_done_in_memory(
    index: Path, expected: Found, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    if failing == "disk":
        connect = sqlite3.connect

        def full(place: object, **options: object) -> sqlite3.Connection:
            db = connect(place, **options)  # type: ignore[call-overload]
            if isinstance(place, Path):
                db.execute("PRAGMA max_page_count = 5")
            return db

        monkeypatch.setattr(sqlite3, "connect", full)
    elif failing == "mkdir":
        monkeypatch.setattr(Path, "mkdir", fail)
    else:
        monkeypatch.setattr("tempfile.mkstemp", fail)
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert not index.parent.exists() or not list(index.parent.iterdir())


def test_an_index_in_a_closed_folder_is_used_and_searched_with_what_is_new(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(index, loaders(REPORTS), QUERY)
    before = index.read_bytes()

    def fail(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    documents = dict.fromkeys(REPORTS, refuse_to_load) | {"quy-5": lambda: [Passage("", "Cắt giảm hồ sơ")]}
    assert search(index, documents, QUERY).total == 4
    assert index.read_bytes() == before


def test_an_index_that_another_program_holds_open_stays(
    index: Path, expected: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise PermissionError(13, "Access is denied")

    search(index, loaders({}), QUERY)
    with monkeypatch.context() as windows:
        windows.setattr(Path, "replace", fail)
        assert search(index, loaders(REPORTS), QUERY) == expected
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_names_of_folders_are_not_taken_for_options(tmp_path: Path, expected: Found) -> None:
    index = tmp_path / "Sở KH&CN 100% #1" / "tìm?mode=memory"
    if sys.platform == "win32":
        index = index.with_name("tìm kiếm")
    assert search(index, loaders(REPORTS), QUERY) == expected
    assert_kept(index, expected)


def test_threads_with_different_documents_find_their_own(index: Path) -> None:
    wrong: list[object] = []
    names = list(REPORTS)

    def run(turn: int) -> None:
        for step in range(8):
            texts = {name: REPORTS[name] for name in names[(turn + step) % 3 :]}
            try:
                found = search(index, loaders(texts), "hồ sơ")
                if found.total != len(texts) or not set(found_in(found)) <= texts.keys():
                    wrong.append(found)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=run, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert search(index, loaders(REPORTS), "hồ sơ").total == len(REPORTS)
    assert_kept(index, search(Path(cache.NOWHERE, "x"), loaders(REPORTS), QUERY))


PROCESS = """
import sys
from pathlib import Path
from reportgen.archive.search import Passage, search
for step in range(6):
    documents = {str(n): (lambda n=n: [Passage("", f"hồ sơ số {n}")] * 50) for n in range(step * 7, 60)}
    print(search(Path(sys.argv[1]), documents, "ho so").total)
"""


def test_processes_at_once(index: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", PROCESS, str(index)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    outputs = [run.communicate()[0].decode().split() for run in runs]
    assert outputs == [["60", "53", "46", "39", "32", "25"]] * 3
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_a_python_without_full_text_search_says_so(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SCHEMA", tuple(sql.replace("fts5", "fts99") for sql in module._SCHEMA))
    with pytest.raises(CannotRun, match="no such module: fts99"):
        search(index, loaders(REPORTS), QUERY)


def test_sqlite_is_not_loaded_before_a_search() -> None:
    code = "import sys, reportgen.archive.search; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- the folder ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "home/.cache/reportgen"),
        ("linux", {"XDG_CACHE_HOME": "xdg"}, "xdg/reportgen"),
        ("darwin", {"XDG_CACHE_HOME": "xdg"}, "home/Library/Caches/reportgen"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/reportgen/Cache"),
        ("win32", {}, "home/AppData/Local/reportgen/Cache"),
    ],
)
def test_the_folder_of_each_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in variables.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    assert cache.cache_folder() == tmp_path / expected
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.cache_folder() == tmp_path / ".cache" / "reportgen"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_a_home_the_search_still_runs(monkeypatch: pytest.MonkeyPatch, expected: Found, platform: str) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    folder = cache.cache_folder()
    assert search(folder / "tim-kiem.sqlite", loaders(REPORTS), QUERY) == expected
    assert not folder.exists()
