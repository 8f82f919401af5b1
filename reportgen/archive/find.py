"""What a clerk types to mean a document in the archive: number, number and symbol, plan and period, folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.archive.names import same_name
from reportgen.archive.register import Register
from reportgen.errors import CannotRun
from reportgen.model.entry import Entry
from reportgen.model.period_id import PeriodId
from reportgen.vn.text import fold, nearest

_NUMBER = re.compile(r"0*([1-9]\d{0,8})")
_REFERENCE = re.compile(r"0*([1-9]\d{0,8})\s*/\s*(.+)")
_SHOWN = 8


def replaced_by(register: Register) -> dict[str, Entry]:
    """Return, for each bag that was replaced, the line that replaces it."""
    return {entry.replaces: entry for entry in register.entries if entry.replaces}


def corrected_by(register: Register) -> dict[str, tuple[Entry, ...]]:
    """Return, for each bag that was corrected, the lines of the letters that correct it and stand themselves."""
    replaced = replaced_by(register)
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in register.entries:
        if entry.corrects and entry.bag not in replaced:
            found[entry.corrects] = (*found.get(entry.corrects, ()), entry)
    return found


def find(register: Register, text: str, year: int | None = None) -> Entry:
    """Return the document that ``text`` means.

    ``5``, ``05``, ``05/BC-SKHCN``, ``2026/05-BC-SKHCN`` (its folder), or ``6-thang``, ``nq02-2026/6-thang``: the
    one of that period that no other replaces. Raises CannotRun when there is none, or several.
    """
    documents = [entry for entry in register.documents() if year is None or entry.year == year]
    text = " ".join(text.split())
    found = _matching(documents, text)
    if len(found) > 1:
        replaced = replaced_by(register)
        standing = [entry for entry in found if entry.bag not in replaced]
        if len({entry.period for entry in found}) == 1 and len(standing) == 1 and found[0].period:
            found = standing
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"{entry.words()}: {entry.bag}" for entry in found[:_SHOWN])
        raise CannotRun(f"«{text}» có thể là nhiều văn bản: {listed}. Ghi tên thư mục hồ sơ, ví dụ {found[-1].bag}.")
    if not documents:
        where = f" năm {year}" if year else ""
        raise CannotRun(f"Lưu trữ{where} chưa có văn bản nào.")
    proposal = nearest(text, [entry.reference for entry in documents])
    meant = f" Có phải là {proposal}?" if proposal else " Xem các văn bản bằng lệnh: reportgen archive list"
    raise CannotRun(f"Không có văn bản «{text}» trong lưu trữ.{meant}")


def find_among(documents: Sequence[Entry], text: str) -> Entry | None:
    """Return the one of ``documents`` that ``text`` means; None when it means none of them, or several."""
    found = _matching(documents, " ".join(text.split()))
    return found[0] if len(found) == 1 else None


def _matching(documents: Sequence[Entry], text: str) -> list[Entry]:
    if match := _NUMBER.fullmatch(text):
        return [entry for entry in documents if entry.number == int(match[1])]
    if match := _REFERENCE.fullmatch(text):
        exact = [entry for entry in documents if entry.number == int(match[1]) and fold(entry.symbol) == fold(match[2])]
        if exact:
            return exact
    key = same_name(text.strip("/").replace("\\", "/"))
    by_folder = [entry for entry in documents if key in (same_name(entry.bag), same_name(entry.bag.partition("/")[2]))]
    if by_folder:
        return by_folder
    return [entry for entry in documents if entry.period and key in _of_period(entry.period)]


def _of_period(period: PeriodId) -> tuple[str, str]:
    return same_name(period.period), same_name(str(period))
