"""Packages written by the program's own zip writer are those that everybody reads, the same each time."""

from __future__ import annotations

import io
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from reportgen.render import pack
from reportgen.render.pack import Made, package, packed
from reportgen.wordview.zipped import Zipped

PARTS = {
    "word/document.xml": "<w:t>Việc số 1 &amp; việc số 2</w:t>".encode() * 1000,
    "[Content_Types].xml": b"<Types/>",
    "docProps/Số liệu.xml": b"",
    "word/media/image1.bin": bytes(range(256)),
}


@pytest.fixture(params=["with zlib-ng", "without"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both ways to deflate: the faster library where it is installed, the standard one."""
    if request.param == "without":
        monkeypatch.setitem(sys.modules, "zlib_ng", None)
    else:
        pytest.importorskip("zlib_ng")
    pack._library.cache_clear()
    yield request.param
    pack._library.cache_clear()


def made() -> Made:
    return package(packed(name, [content]) for name, content in PARTS.items())


def test_the_package_is_read_by_others(library: str) -> None:
    assert library
    with zipfile.ZipFile(io.BytesIO(made())) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == PARTS
        assert opened.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in opened.infolist()} == {0}


def test_the_same_parts_give_the_same_bytes_in_any_order(library: str) -> None:
    assert library
    parts = [packed(name, [content]) for name, content in PARTS.items()]
    assert package(parts) == package(reversed(parts)) == made()


@pytest.mark.parametrize("most", [0, 7, 10**6])
def test_its_parts_are_those_that_are_read_from_the_file(most: int, library: str) -> None:
    assert library
    parts, zipped = made(), Zipped(made())
    for (name, part), (other, member) in zip(parts.members(), zipped.members(), strict=True):
        assert (name, part.file_size, part.compress_size) == (other, member.file_size, member.compress_size)
        assert (parts.size(name).file_size, parts.size(name).crc) == (part.file_size, zlib.crc32(PARTS[name]))
        assert parts.read(name, most) == zipped.read(name, most) == PARTS[name][:most]


def test_no_more_of_a_part_is_unpacked_than_is_read() -> None:
    parts = package([packed("word/media/image1.bin", [bytes(20_000_000)])])
    tracemalloc.start()
    try:
        assert parts.read("word/media/image1.bin", 8) == bytes(8)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_faster_library_is_used_where_it_is_installed(library: str) -> None:
    kind = type(pack._compressor(6)).__module__
    assert kind.startswith("zlib_ng") == (library == "with zlib-ng")


@pytest.mark.parametrize("size", [0, 1, 399_999, 400_000, 3_000_000])
def test_a_part_in_pieces_is_the_part(size: int, library: str) -> None:
    assert library
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    part = packed("word/document.xml", (content[at : at + 500_000] for at in range(0, size, 500_000)))
    assert zlib.decompress(part.data, -15) == content
    assert (part.size, part.crc) == (size, zlib.crc32(content))


def test_what_a_zip_file_cannot_hold_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "_MOST", 1000)
    with pytest.raises(OverflowError):
        packed("word/document.xml", [b"x" * 1001])
    parts = [packed(f"{number}", [bytes(range(256))]) for number in range(8)]
    with pytest.raises(OverflowError):
        package(parts)
