"""Documents for the tests of the archive's search, and how they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.archive.search import Found, Passage

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
