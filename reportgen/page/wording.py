"""How each place of the report is worded: automatic, the office's own, written on sources that have changed since."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.markup.html import Child, Html, el
from reportgen.page.tables import NOTHING, Table, body
from reportgen.page.words import chip
from reportgen.pins.standing import PlaceStanding, Standing

_CHIPS = {
    Standing.AUTOMATIC: ("chua-ro", "thuong"),
    Standing.OFFICE: ("dat", "tot"),
    Standing.STALE: ("qua-han", "luu-y"),
    Standing.LEFT_OUT: ("khong-doi", "thuong"),
}


def section(places: Sequence[PlaceStanding], period: str, page: str = "") -> Html:
    """Return the table of places, in the order of the report.

    ``period``: its name; ``page``: where the page lies in which they are written, empty where there is none.
    """
    table = Table("bang-loi-van", f"Lời văn của báo cáo {period}", ("Chỗ", "Đề mục", "Lời văn", "Nguồn đã đổi"))
    rows = [
        table.row(
            [place.place, place.heading, chip(*_CHIPS[place.standing], place.standing.label), _changes(place)],
        )
        for place in places
    ]
    way = el("p", None, el("a", {"href": page}, "Viết lời văn trong trình duyệt")) if page else None
    return el("div", None, way, table.render(body(rows))) if way else table.render(body(rows))


def _changes(place: PlaceStanding) -> Child:
    if place.standing is not Standing.STALE:
        return NOTHING
    if not place.changes:
        return "không còn phần ghi nguồn cũ để so"
    said = [el("p", {"class": "phu"}, change.words()) for change in place.changes]
    return el("details", None, el("summary", None, f"{len(said)} nguồn"), said)
