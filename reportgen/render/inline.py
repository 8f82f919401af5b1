"""Signs within a text that become something of their own in Word: the run that holds one is cut around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportgen.patterns import regex

TEXT_END = "</w:t></w:r>"
RUN_END = "</w:r>"
_OPENING = regex(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)


def ends_of_runs(text: str, *, last: bool) -> tuple[str, str]:
    """Cut ``text`` behind its last run: what is whole, and what waits for the next piece."""
    closed = text.rfind(RUN_END)
    end = len(text) if last else closed + len(RUN_END) if closed >= 0 else 0
    return text[:end], text[end:]


def rewritten(text: str, sign: re.Pattern[str], how: Callable[[str, int], str]) -> str:
    """Return ``text`` with each run that holds ``sign`` as ``how`` makes it, given the run and where it begins."""
    pieces: list[str] = []
    at = 0
    for start, end in _runs(text, sign):
        pieces += (text[at:start], how(text[start:end], start))
        at = end
    return "".join((*pieces, text[at:]))


def properties_of(run: str) -> str:
    """Return the properties of a run, ``<w:rPr>…</w:rPr>``; nothing where it has none."""
    opening = _OPENING.match(run)
    return (opening[1] or "") if opening else ""


def cut(run: str, sign: re.Pattern[str], between: Callable[[re.Match[str]], str]) -> str:
    """Return ``run`` cut at each ``sign``: what ``between`` makes of it stands as runs of its own."""
    again = f'<w:r>{properties_of(run)}<w:t xml:space="preserve">'
    done = sign.sub(lambda found: f"{TEXT_END}{between(found)}{again}", run)
    return done.replace(f"{again}{TEXT_END}", "")


def _runs(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where each run begins and ends that holds the sign."""
    at = 0
    for found in sign.finditer(text):
        if found.start() < at:
            continue
        start = max(text.rfind("<w:r>", at, found.start()), text.rfind("<w:r ", at, found.start()))
        end = text.find(RUN_END, found.start())
        if start < 0 or end < 0:
            continue  # between tags of no run: an attribute, or a text that Word does not print
        at = end + len(RUN_END)
        yield start, at
