"""What the short outline needs beside the places: the report's title, its parts that have tasks, its appendices."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportgen.compose.arrangement import Arrangement
from reportgen.model.context import Nhom, Phan, PhuLuc
from reportgen.model.places import group_places
from reportgen.model.snapshot import Snapshot
from reportgen.patterns import regex
from reportgen.vn.text import point_letter

_YEAR_AT_END = regex(r",? năm (\d{4})$")


def title(report: str, period: str) -> str:
    """Return the trích yếu: what is reported and for which period, the year said once.

    ``Kết quả thực hiện Kế hoạch chuyển đổi số năm 2026`` and ``6 tháng đầu năm 2026`` give ``Kết quả thực hiện Kế hoạch
    chuyển đổi số 6 tháng đầu năm 2026``.
    """
    year = _YEAR_AT_END.search(report)
    if year and period.endswith(year[1]):
        return f"{report[: year.start()]} {period}"
    return f"{report}, {period}"


def printed_parts(snapshot: Snapshot, parts: Sequence[Phan], arrangement: Arrangement) -> tuple[Phan, ...]:
    """Return the parts and groups that have a section of their own, groups lettered anew."""
    places = group_places(snapshot.parts)
    kept = (
        dataclasses.replace(part, nhom=_printed_groups(part, own, arrangement))
        for part, own in zip(parts, places, strict=True)
    )
    return tuple(part for part in kept if part.nhom)


def _printed_groups(part: Phan, places: Sequence[str], arrangement: Arrangement) -> tuple[Nhom, ...]:
    kept = [group for group, place in zip(part.nhom, places, strict=True) if arrangement.stands(place)]
    return tuple(dataclasses.replace(group, chu=point_letter(at)) for at, group in enumerate(kept, start=1))


def appendices(snapshot: Snapshot) -> PhuLuc:
    """Return what the appendices are called: a single one has no number (Nghị định 30, Phụ lục I, III.1)."""
    if not snapshot.period.appended:
        return PhuLuc("", "")
    return PhuLuc("Phụ lục I", "Phụ lục II") if snapshot.targets else PhuLuc("", "Phụ lục")
