"""Names and fields of what is archived: legal on every system, no two alike, read back as they were written."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.archive.manifest import parse_manifest
from reportgen.archive.names import bag_name, safe_name, same_name
from reportgen.errors import Refused
from reportgen.formats.register import parse, seal
from reportgen.model.entry import Entry
from tests.archiving import (
    decomposed,
    fast_folder,
    line,
)
from tests.test_archive_store import bagged

untimed = settings(deadline=None)


# Names

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{digit}" for name in ("COM", "LPT") for digit in "123456789")}
letters = st.characters(exclude_categories=[]) | st.sampled_from('/\\:*?"<>|. \t\n-–ĐđƯưạ\u0301\u200b\ud800ßKİ')
symbols = st.text(letters, max_size=40) | st.sampled_from(
    [
        "BC-SKHCN",
        "bc-skhcn",
        "QĐ-UBND",
        decomposed("BC-Tỉnh"),
        "BC-Tỉnh",
        "BC/SKHCN",
        "BC\\SKHCN",
        "BC:SKHCN",
        "BC..",
        "BC ",
        "Sở Khoa học " * 25,
        ".",
        "..",
        "",
        "CON",
        "nul.txt",
        "BC-SKHCN.2",
        "BC-SKHCN.bo-sung-1",
    ]
)


def assert_legal(name: str) -> None:
    """Hold a name against what Windows, macOS and Linux demand of one."""
    assert name
    assert len(name) <= 100
    assert len(name.encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|')
    assert not any(ord(char) < 32 or char.isspace() for char in name)
    assert name[-1] not in ". "
    assert name.partition(".")[0].upper() not in RESERVED
    assert name == unicodedata.normalize("NFC", name)


@untimed
@given(st.lists(st.tuples(symbols, st.integers(1, 3), st.sampled_from([None, 0, 1])), max_size=12), st.booleans())
def test_no_two_documents_get_one_folder_on_any_system(wanted: list[tuple[str, int, int | None]], mac: bool) -> None:
    taken: list[str] = []
    for symbol, number, supplemented in wanted:
        base = "" if supplemented is None or not taken else taken[supplemented % len(taken)]
        name = bag_name(
            line(number, symbol=symbol, supplements=base), [decomposed(old).upper() if mac else old for old in taken]
        )
        year, _, own = name.partition("/")
        assert year == "2026"
        assert_legal(own) if not base else None
        for old in taken:
            assert own.casefold() != old.partition("/")[2].casefold()
            assert decomposed(own).lower() != decomposed(old.partition("/")[2]).lower()
            assert own.upper() != old.partition("/")[2].upper()
        taken.append(name)


@untimed
@given(symbols)
def test_names_of_documents_are_legal_everywhere(text: str) -> None:
    assert_legal(safe_name(f"05/{text}"))


@untimed
@given(symbols)
def test_names_that_one_system_takes_for_the_same_have_one_key(text: str) -> None:
    key = same_name(text)
    for other in (text.upper().lower(), text.lower(), decomposed(text), unicodedata.normalize("NFC", text)):
        if other.casefold() == text.casefold() or decomposed(other) == decomposed(text):
            assert same_name(other) == key


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("BC-SKHCN", "2026/05-BC-SKHCN"),
        ("SKHCN-VP", "2026/05-SKHCN-VP"),
        ("QĐ-UBND", "2026/05-QĐ-UBND"),
        (decomposed("BC-Tỉnh"), "2026/05-BC-Tỉnh"),
        ("BC/SKHCN : VP", "2026/05-BC-SKHCN-VP"),
        ("BC-SKHCN. . .", "2026/05-BC-SKHCN"),
        ("\\..\\..\\Windows", "2026/05--..-..-Windows"),
        ("", "2026/05"),
    ],
)
def test_names_are_readable(symbol: str, name: str) -> None:
    assert bag_name(line(5, symbol=symbol), []) == name


VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@untimed
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_fields_read_back_as_one_line_each(values: list[str]) -> None:
    with fast_folder() as folder:
        bag = bagged(folder / "tui", {"a.txt": b"a"}, tuple(("To", value) for value in values))
        shown = [" ".join(value.split()) for value in values]
        read = bag.info["To"] if len(values) > 1 else [bag.info["To"]]
        assert [value.removeprefix("\ufeff") for value in read] == [value.removeprefix("\ufeff") for value in shown]


@pytest.mark.parametrize(
    "value",
    ["hai\ndòng", "hai\r\ndòng", "hai\u2028dòng", "hai\x85dòng", "hai\x0bdòng", "  hai   dòng ", "hai\n To: dòng"],
)
def test_a_value_of_several_lines_becomes_one(tmp_path: Path, value: str) -> None:
    bag = bagged(tmp_path / "tui", {"a.txt": b"a"}, (("Subject", value), ("Title", "Hồ sơ: «6 tháng» – 2026")))
    assert bag.info["Subject"] == " ".join(value.split())
    assert bag.info["Title"] == "Hồ sơ: «6 tháng» – 2026"


def test_names_are_kept_in_normal_form_c(tmp_path: Path) -> None:
    bag = bagged(tmp_path / "tui", {decomposed("dau-vao/phòng Tổ chức.yaml"): b"1", "b.txt": b"2"})
    assert set(bag.payload_entries()) == {
        str(Path("data/dau-vao/phòng Tổ chức.yaml")),
        str(Path("data/b.txt")),
    }


@untimed
@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="/\\\0"), min_size=1, max_size=12),
        st.binary(max_size=9),
        min_size=1,
        max_size=4,
    )
)
def test_every_name_that_is_not_refused_validates(payload: dict[str, bytes]) -> None:
    with fast_folder() as folder:
        try:
            bag = bagged(folder / "tui", {f"x/{name}": content for name, content in payload.items()})
        except Refused:
            return
        assert len(bag.payload_entries()) == len(payload)


def test_a_manifest_may_be_written_by_any_program() -> None:
    digest = "AB" * 32
    content = f"{digest}  data/a b.txt\r\n{digest} *data/{decomposed('Đề án')}.txt\n{digest}\tdata/x%0Ay".encode()
    assert parse_manifest(content) == {
        "data/a b.txt": digest.lower(),
        "data/Đề án.txt": digest.lower(),
        "data/x\ny": digest.lower(),
    }
    for wrong in (b"", b"abc data/a", b"\n", b"\xff"):
        with pytest.raises(ValueError, match=r"không đọc được|codec"):
            parse_manifest(wrong)


# Lines

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@untimed
@given(
    st.builds(
        line,
        st.integers(1, 10**9),
        st.dates(dt.date(1000, 1, 1)),
        symbol=texts,
        type_name=texts,
        subject=texts,
        signer=texts,
        recipients=st.lists(texts, max_size=3).map(tuple),
        copies=st.none() | st.integers(0, 999),
        note=texts,
    )
)
def test_a_sealed_line_reads_back_from_its_bytes(entry: Entry) -> None:
    from reportgen.formats.register import line_of

    sealed = seal(entry, "0" * 64)
    written = line_of(sealed)
    assert b"\n" not in written
    assert parse(written) == sealed
