"""What the page for the office's words is made of: the places with what they stand on, and the YAML it writes into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.checks import tong_hop
from reportgen.consolidating.entry import FRAME, WIDTH
from reportgen.consolidating.webpage.material import Known, gone, items, known
from reportgen.consolidating.webpage.words import words
from reportgen.finding import Finding
from reportgen.model.context import BoiCanh, ChiTieu, Cho, Nhom
from reportgen.model.needed import without_marks
from reportgen.model.period_id import PeriodId
from reportgen.pins.facts import Reading
from reportgen.pins.pin import text_mark
from reportgen.pins.standing import PlaceStanding, Standing
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.yamlmap.marks import Marks


@record
class Desk:
    """A period as the office writes of it.

    ``context``: the report in automatic text alone; ``automatic``: its places, by name; ``text``, ``marks``: the file
    of words as it is, ``file`` its name in the workspace; ``findings``: what is wrong in it; ``room``: words that the
    body of a report has room for; ``command``: the period as commands take it.
    """

    where: PeriodId
    reading: Reading
    context: BoiCanh
    automatic: Mapping[str, Cho]
    places: Sequence[PlaceStanding]
    text: str
    marks: Marks
    file: str
    findings: Sequence[Finding]
    room: int
    command: str


_SHOWN_OTHERWISE = (tong_hop.CU.code, tong_hop.CHUA_GHIM.code)
"""Findings that the page tells in its own way."""


def content(desk: Desk) -> dict[str, Any]:
    """Return the data of the page."""
    agency = desk.reading.snapshot.agency
    codes = known(desk.reading.snapshot, {row.ma: row.danh_gia for row in desk.context.chi_tieu})
    groups = {group.loi_van.ma: group for part in desk.context.phan for group in part.nhom}
    parts = {group.loi_van.ma: part.ten for part in desk.context.phan for group in part.nhom}
    several = len(desk.context.phan) > 1
    own = {place: [task.code for task in group.tasks] for place, group in desk.reading.snapshot.groups()}
    found = _by_place(desk)
    folder, _, name = desk.file.rpartition("/")
    return {
        **words(),
        "file": name,
        "folder": folder,
        "command": desk.command,
        "store": ":".join(("reportgen-tong-hop", agency.symbol, desk.where.plan, desk.where.period)),
        "identity": {"ke_hoach": desk.where.plan, "ky_bao_cao": desk.where.period},
        "head": _head(desk),
        "room": desk.room,
        "width": WIDTH,
        "figures": {"tasks": _counted(desk.context.tong_hop), "targets": list(map(_target, desk.context.chi_tieu))},
        "text": desk.text,
        "findings": found.get("", []),
        "places": [
            {
                **_place(desk, place, codes),
                "part": parts.get(place.place, "") if several else "",
                "counts": _counts(groups.get(place.place)),
                "own": own.get(place.place, []),
                "findings": found.get(place.place, []),
            }
            for place in desk.places
        ],
    }


def _head(desk: Desk) -> dict[str, str]:
    period, plan = desk.context.ky, desk.context.ke_hoach
    return {
        "agency": desk.context.co_quan.ten,
        "plan": f"{plan.vien_dan}: {plan.trich_yeu}" if plan.da_ban_hanh else plan.trich_yeu,
        "period": period.ten,
        "span": f"từ ngày {short_date(period.tu_ngay)}, chốt đến ngày {short_date(period.den_ngay)}",
        "due": desk.reading.snapshot.period.office_deadline.text,
        "silent": ", ".join(unit.ten for unit in desk.context.don_vi if not unit.da_gui),
    }


def _counted(total: Any) -> str:
    return f"{total.tong_so} nhiệm vụ: {total.tom_tat_loai}" if total.tong_so else "không có nhiệm vụ"


def _counts(group: Nhom | None) -> str:
    return _counted(group.tong_hop) if group else ""


def _target(row: ChiTieu) -> list[str]:
    """Return a target's code, name, figures, verdict and the verdict's name."""
    parts = f" ({row.tu_so}/{row.mau_so})" if row.tu_so and row.mau_so else ""
    said = f"{row.ty_le}{parts}" if row.ty_le else ""
    asked = "" if row.thong_ke else f"giao {row.muc[:1].lower()}{row.muc[1:]}"
    return [row.ma, row.ten, "; ".join(filter(None, (said, asked))), row.danh_gia, row.ma_danh_gia]


# --- a place ----------------------------------------------------------------------------------------


def _place(desk: Desk, place: PlaceStanding, codes: Known) -> dict[str, Any]:
    automatic = desk.automatic.get(place.place)
    said = tuple(map(without_marks, automatic.doan)) if automatic else ()
    return {
        "place": place.place,
        "heading": place.wording.heading or (automatic.tieu_de if automatic else place.heading),
        "owner": desk.reading.names.get(place.owner or "", ""),
        "frame": place.place in FRAME,
        "leftOut": place.standing is Standing.LEFT_OUT,
        "within": place.wording.within or "",
        "basedOn": list(place.wording.based_on),
        "sums": [f"{figure} = {text}" for figure, text in place.wording.sums.items()],
        "automatic": list(said),
        "mark": place.mark,
        "proposed": "" if place.place in FRAME else text_mark("\n\n".join(said)),
        "items": items(place, codes),
        "gone": gone(place),
        "unknown": place.standing is Standing.STALE and place.read is None,
    }


def _by_place(desk: Desk) -> dict[str, list[list[str]]]:
    """Return what is wrong in the file, by the place below whose key it stands; of the rest of the file by no name."""
    begins = sorted((mark.line, len(path), _place_at(path)) for path, mark in desk.marks.keys.items() if len(path) < 3)
    found: dict[str, list[list[str]]] = {}
    for finding in desk.findings:
        above = [place for line, _, place in begins if line <= finding.line]
        if finding.code not in _SHOWN_OTHERWISE:
            found.setdefault(above[-1] if above else "", []).append(list(_told(finding)))
    return found


def _place_at(path: tuple[str | int, ...]) -> str:
    return str(path[1]) if path[0] == "loi_van" and len(path) == 2 else ""


def _told(finding: Finding) -> Iterator[str]:
    yield finding.severity.value
    required = f"cần: {finding.required}" if finding.required else ""
    yield "; ".join(filter(None, (finding.found, required, finding.advice)))
