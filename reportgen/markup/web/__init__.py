"""A page that works alone: one HTML file with its data, style and script, and a policy that lets nothing else in.

What such a page carries lies here and beside the room that makes it, as files of JavaScript and CSS.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.markup.colours import DARK, LIGHT, variables
from reportgen.markup.html import Html, document, el, hashed, raw
from reportgen.vn.signs import escaped_in_json

__all__ = ["OPENED_BY", "READING", "SHOWING", "files", "page", "script", "source", "style"]

_HERE = Path(__file__).parent


def files(folder: Path, *names: str) -> tuple[Path, ...]:
    """Return the files of a script in ``folder``, in the order of ``names``."""
    return tuple(folder / "script" / f"{name}.js" for name in names)


READING = files(
    _HERE, "texts", "yaml_lines", "yaml_texts", "yaml_flow", "yaml", "tree", "splice", "text_checks", "fonts"
)
"""Reading YAML, writing into it, judging texts, for every page; it runs without a browser, and is tested so."""
SHOWING = files(_HERE, "elements", "files")
"""Making elements; saving, opening, keeping what was typed."""
OPENED_BY = (
    "Lưu tệp về máy rồi mở bằng Microsoft Edge, Chrome, Cốc Cốc (từ bản 86) hoặc Firefox (từ bản 78), là các bản từ "
    "cuối năm 2020; Internet Explorer, khung xem trước của hộp thư, Zalo thì không mở được."
)
"""The browsers that know all that the scripts use, ``replaceChildren`` and ``replaceAll`` being the youngest of it."""


def source(path: Path) -> str:
    """Return what a file of a page says."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def script(paths: tuple[Path, ...]) -> str:
    """Return the whole script of a page, one function that leaves nothing behind."""
    said = "\n".join(source(path) for path in paths)
    return f'\n(function () {{\n"use strict";\n{said}}})();\n'


@cache
def style(path: Path) -> str:
    """Return a style sheet: the colours of every page of ours, how these pages look, and what ``path`` adds."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    head = f"\n:root{{color-scheme:light dark;{variables(LIGHT)}}}\n{dark}\n"
    return f"{head}{source(_HERE / 'base.css')}{source(path)}"


def page(*, generator: str, title: str, without_script: str, data: dict[str, Any], script: str, style: str) -> str:
    """Return a whole HTML document; ``without_script``: what it says until its script has drawn the page.

    A browser that is too old, a mail program's preview, a proxy that changed a byte: they all leave that standing.
    """
    policy = (
        f"default-src 'none'; script-src '{hashed(script)}'; style-src '{hashed(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return document(
        el(
            "head",
            None,
            el("meta", {"charset": "utf-8"}),
            el("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
            el("meta", {"name": "generator", "content": generator}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("meta", {"name": "color-scheme", "content": "light dark"}),
            el("meta", {"name": "referrer", "content": "no-referrer"}),
            el("title", None, title),
            el("link", {"rel": "icon", "href": "data:,"}),
            raw("style", style),
        ),
        el(
            "body",
            None,
            el("div", {"id": "bieu"}, el("p", {"class": "khong-chay", "id": "chua-chay"}, without_script)),
            _data(data),
            raw("script", script),
        ),
    )


def _data(data: dict[str, Any]) -> Html:
    """Return the element of the data: JSON in which nothing can end it or begin another."""
    text = escaped_in_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Html(f'<script type="application/json" id="du-lieu">{text}</script>\n')
