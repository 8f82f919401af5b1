"""What a bomb is, and what is only large: tags and parts that unpack as no text does are refused."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from reportgen.wordview import package
from reportgen.wordview.package import Unreadable, open_package
from tests.docx_text import members, pack
from tests.paper_docx import build
from tests.papers import paper


def paragraphs(count: int, text: Callable[[], str]) -> bytes:
    """A document part of ``count`` paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text()}</w:t></w:r></w:p>" for _ in range(count))
    return f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()


def document(part: bytes) -> bytes:
    return pack(members(build(paper("cong-van"))) | {"word/document.xml": part})


def test_many_tags_that_people_wrote_are_read_and_as_many_of_a_bomb_are_not() -> None:
    chance = random.Random(1)
    written = document(paragraphs(31_000, lambda: f"{chance.randrange(10**6)}"))
    assert open_package(written).tree("word/document.xml") is not None
    with pytest.raises(Unreadable, match=r"quá nhiều đoạn, ô bảng mà nén nhỏ hơn 200 lần"):
        open_package(document(paragraphs(31_000, lambda: "")))


def test_a_large_part_is_read_unless_it_unpacks_as_no_text_does() -> None:
    chance = random.Random(1)
    written = document(paragraphs(1_000, lambda: chance.randbytes(4_050).hex()))
    assert len(members(written)["word/document.xml"]) > package._SMALL_PART
    assert open_package(written).tree("word/document.xml") is not None
    with pytest.raises(Unreadable, match=r"lớn hơn 8 MB mà nén nhỏ hơn 200 lần"):
        open_package(document(paragraphs(1, lambda: "a" * 9_000_000)))


def test_what_is_beyond_all_bounds_is_refused_however_it_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    part = paragraphs(100, lambda: "")
    monkeypatch.setattr(package, "MAX_TAGS", part.count(b"<"))
    assert open_package(document(part)).tree("word/document.xml") is not None
    monkeypatch.setattr(package, "MAX_TAGS", part.count(b"<") - 1)
    with pytest.raises(Unreadable, match=r"quá nhiều đoạn, ô bảng; tách văn bản"):
        open_package(document(part))
