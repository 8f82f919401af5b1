"""The whole document: what a browser may do with it, its parts in order, style and script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.markup.html import Html, document, el, raw
from reportgen.model.context import BoiCanh
from reportgen.page import classes, head, targets, tasks, timeline, units, wording
from reportgen.page.icons import sheet
from reportgen.page.script import SCRIPT, SCRIPT_HASH
from reportgen.page.style import STYLE
from reportgen.pins.standing import PlaceStanding
from reportgen.record import record
from reportgen.track import Tracking
from reportgen.vn.dates import short_date

GENERATOR = "reportgen status"
"""By what a page of ours is known."""

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    f"script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy: nothing is fetched, nothing is sent, no script runs but the page's own."""


@record
class Links:
    """Where other pages of ours lie, as seen from this one: units' forms by the units' ids, that of the words."""

    forms: Mapping[str, str]
    words: str = ""


NO_LINKS = Links({})


def page(
    tracking: Tracking,
    context: BoiCanh,
    issued: str = "",
    places: Sequence[PlaceStanding] = (),
    links: Links = NO_LINKS,
) -> str:
    """Return the page that shows where a plan stands, a whole HTML document to be written as UTF-8.

    ``context`` is composed of ``tracking.snapshot``: figures are printed from it, days from ``tracking``.
    ``issued`` names the period's report (``05/BC-SKHCN ngày 14/5/2026``) when it has been issued. ``places``: how the
    office's words stand; nothing is said of them where there are none. ``links``: pages in which it goes on.
    """
    cutoff, today = short_date(context.ky.den_ngay), short_date(tracking.today)
    basis = f"Loại theo số liệu chốt đến ngày {cutoff}; số ngày tính đến ngày {today}."
    said = [("loi-van", "Lời văn", "", wording.section(places, context.ky.ten, links.words))] if places else []
    sections: Sequence[tuple[str, str, str, Html]] = (
        ("gui", "Đơn vị gửi báo cáo", "", units.section(tracking, context, links.forms)),
        ("phan-loai", "Phân loại nhiệm vụ", f"Theo số liệu chốt đến ngày {cutoff}.", classes.section(context)),
        ("chi-tieu-muc", "Chỉ tiêu", "", targets.section(tracking, context)),
        ("thoi-gian", "Thời hạn", "", timeline.section(tracking, context, issued)),
        *said,
        ("nhiem-vu", "Nhiệm vụ", basis, tasks.section(tracking, context)),
    )
    return document(
        el(
            "head",
            None,
            el("meta", {"charset": "utf-8"}),
            el("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
            el("meta", {"name": "generator", "content": GENERATOR}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("meta", {"name": "color-scheme", "content": "light dark"}),
            el("meta", {"name": "referrer", "content": "no-referrer"}),
            el("title", None, f"{context.co_quan.ten}: tình hình {context.ky.ten}, {today}"),
            el("link", {"rel": "icon", "href": "data:,"}),
            raw("style", STYLE),
        ),
        el(
            "body",
            None,
            el("a", {"class": "nhay", "href": "#nhiem-vu"}, "Đến danh sách nhiệm vụ"),
            sheet(),
            head.section(tracking, context, issued),
            el(
                "nav",
                {"aria-label": "Các phần của trang"},
                el("ul", None, [el("li", None, el("a", {"href": f"#{key}"}, name)) for key, name, _, _ in sections]),
            ),
            el("main", None, [_section(*section) for section in sections]),
            el("footer", None, el("p", None, f"Trang lập từ số liệu của kế hoạch, tính đến ngày {today}.")),
            raw("script", SCRIPT),
        ),
    )


def _section(key: str, name: str, basis: str, content: Html) -> Html:
    return el(
        "section",
        {"id": key, "aria-labelledby": f"{key}-ten", "tabindex": -1},
        el("h2", {"id": f"{key}-ten"}, name),
        el("p", {"class": "phu"}, basis) if basis else None,
        content,
    )


def is_ours(content: bytes) -> bool:
    """Tell whether ``content`` is a page that this program wrote, which a new one may replace."""
    return f'content="{GENERATOR}"'.encode() in content[:2000]
