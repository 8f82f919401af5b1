"""Drawn signs: every class, state and warning has a shape of its own, so that colour is never needed to tell them."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.markup.html import Html, el

_RING = ("circle", {"cx": "8", "cy": "8", "r": "6.2", "fill": "none", "stroke": "currentColor", "stroke-width": "1.8"})
_DISC = ("circle", {"cx": "8", "cy": "8", "r": "7", "fill": "currentColor"})
_DASHES = ("circle", {**_RING[1], "stroke-dasharray": "2.6 2.27"})
_TRIANGLE = ("path", {"d": "M8 .8 15.6 14.6H.4Z", "fill": "currentColor"})
_OUTLINE = (
    "path",
    {"d": "M8 2.2 14.2 13.6H1.8Z", "fill": "none", "stroke": "currentColor", "stroke-width": "1.8"},
)


def _line(path: str, colour: str = "currentColor", width: str = "1.9") -> tuple[str, dict[str, str]]:
    drawn = {"d": path, "fill": "none", "stroke": colour, "stroke-width": width}
    return "path", {**drawn, "stroke-linecap": "round", "stroke-linejoin": "round"}


_ON = "var(--card)"
_CHECK, _BANG = "M4.6 8.3 7 10.7 11.5 5.6", "M8 6V9.6M8 12V12.05"

_SIGNS: Mapping[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "hoan-thanh-dung-han": (_DISC, _line(_CHECK, _ON)),
    "hoan-thanh-qua-han": (_RING, _line(_CHECK)),
    "thuc-hien-thuong-xuyen": (_RING, _line("M5 9.4A3.4 3.4 0 1 0 5.3 6M5.1 3.9V6.2H7.4", width="1.5")),
    "dang-thuc-hien-trong-han": (_RING, ("path", {"d": "M8 3.6A4.4 4.4 0 0 1 8 12.4Z", "fill": "currentColor"})),
    "dang-thuc-hien-qua-han": (_TRIANGLE, _line(_BANG, _ON)),
    "chua-thuc-hien-trong-han": (_RING,),
    "chua-thuc-hien-qua-han": (_OUTLINE, _line(_BANG, width="1.6")),
    "chua-bao-cao": (_DASHES, _line("M8 4.8V8.6M8 11.2V11.25")),
    "da-ket-thuc": (_RING, _line("M5.2 8H10.8")),
    "da-gui": (_DISC, _line(_CHECK, _ON)),
    "gui-muon": (_RING, _line("M8 4.6V8.2L10.4 9.6", width="1.6")),
    "con-loi": (_TRIANGLE, _line(_BANG, _ON)),
    "chua-gui": (_DASHES,),
    "qua-han": (_TRIANGLE, _line(_BANG, _ON)),
    "sap-den": (_RING, _line("M8 4.6V8.2L10.4 9.6", width="1.6")),
    "dat": (_DISC, _line(_CHECK, _ON)),
    "chua-dat": (_RING, _line("M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4", width="1.7")),
    "chua-ro": (_DASHES,),
    "tang": (("path", {"d": "M8 3 14 12H2Z", "fill": "currentColor"}),),
    "giam": (("path", {"d": "M8 13 2 4H14Z", "fill": "currentColor"}),),
    "khong-doi": (_line("M3 6H13M3 10H13"),),
    "muc": (("path", {"d": "M8 16 2.5 7H13.5Z", "fill": "currentColor"}),),
    "truoc": (
        ("path", {"d": "M8 2.6 13.4 8 8 13.4 2.6 8Z", "fill": _ON, "stroke": "currentColor", "stroke-width": "1.8"}),
    ),
    "co": (
        _line("M4 1.5V15", width="1.8"),
        ("path", {"d": "M4 2H14L11.4 5.2 14 8.4H4Z", "fill": "currentColor"}),
    ),
}


def sheet() -> Html:
    """Return the hidden drawing that holds every sign and the hatching of what is late."""
    signs = [
        el("symbol", {"id": f"i-{name}", "viewBox": "0 0 16 16"}, [el(kind, drawn) for kind, drawn in shapes])
        for name, shapes in _SIGNS.items()
    ]
    stroke = el("path", {"d": "M0 6 6 0M-1 1 1 -1M5 7 7 5", "stroke": _ON, "stroke-width": "1.6"})
    hatch = el("pattern", {"id": "soc", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}, stroke)
    return el(
        "svg",
        {"class": "an", "width": 0, "height": 0, "aria-hidden": "true", "focusable": "false"},
        el("defs", None, hatch),
        signs,
    )
