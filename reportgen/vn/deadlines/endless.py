"""Work without an end: «thường xuyên», «duy trì liên tục», «năm 2026 và các năm tiếp theo»."""

from __future__ import annotations

import re

_GOES_ON = re.compile(
    r"\b(?:thuong xuyen|lien tuc|lau dai|quanh nam|suot nam|hang ngay|hang tuan|tro di|"
    r"(?:cac |nhung )?nam (?:tiep theo|sau|ke tiep)|duy tri)\b"
)
_YEAR = re.compile(r"(?:(?:nam|giai doan|nam hoc) )?\d{4}(?: ?- ?\d{4})?")
_DATED = re.compile(r"\d|\bquy (?:iv|i{1,3})\b")
_WORDS = re.compile(r"(?:(?:va |, )?(?:duy tri|thuc hien|trien khai|thuong xuyen|lien tuc),? ?)+")


def goes_on(words: str) -> bool:
    """Tell whether ``words`` say that the work goes on, and name no date beside the plan's years."""
    return _GOES_ON.search(words) is not None and _DATED.search(_YEAR.sub("", words)) is None


def beside(words: str) -> str:
    """Return what is left of ``words`` that begin with work that goes on: «thường xuyên đến 30/6/2026»."""
    match = _WORDS.match(words)
    return words[match.end() :].strip(" ,;") if match and _GOES_ON.search(match[0]) else ""


def standing(words: str) -> str:
    """Return what stands before ``, duy trì thường xuyên`` at the end of ``words``; nothing where that is not so."""
    match = re.search(r"(?:,| va|;) ?(?:duy tri|thuong xuyen|lien tuc)[a-z ,]*$", words)
    return words[: match.start()].strip(" ,;") if match else ""
