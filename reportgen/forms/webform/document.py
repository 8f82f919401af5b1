"""The page of a form: one HTML file with its data, style and script, and a policy that lets nothing else in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.forms.owed import Owed
from reportgen.forms.webform.content import content
from reportgen.markup.colours import DARK, LIGHT, variables
from reportgen.markup.html import Html, document, el, hashed, raw
from reportgen.vn.signs import escaped_in_json
from reportgen.workspace import FORM_PAGE

SCRIPTS = (
    *("yaml", "splice", "values", "fields", "saving"),
    *("check_values", "check_texts", "check_targets", "check_tasks", "check"),
    *("build", "page", "files"),
)
"""The files of the script in their order: those before the page run without a browser, and are tested so."""

_HERE = Path(__file__).parent
_NO_SCRIPT = (
    "Trình duyệt này không chạy được biểu. Mở tệp bằng Microsoft Edge, Chrome hoặc Firefox; mở từ thư điện tử thì lưu "
    "tệp về máy trước. Không được nữa thì điền tệp YAML gửi kèm bằng Notepad."
)


def webform(owed: Owed, filled: str, blank: str, name: str) -> str:
    """Return a unit's form as a whole HTML document; arguments as of :func:`content.content`."""
    data = content(owed, filled, blank, name)
    head = data["head"]
    policy = (
        f"default-src 'none'; script-src '{hashed(script())}'; style-src '{hashed(style())}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return document(
        el(
            "head",
            None,
            el("meta", {"charset": "utf-8"}),
            el("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
            el("meta", {"name": "generator", "content": FORM_PAGE}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("meta", {"name": "color-scheme", "content": "light dark"}),
            el("meta", {"name": "referrer", "content": "no-referrer"}),
            el("title", None, f"Biểu báo cáo {head['period']}: {head['unit']}"),
            el("link", {"rel": "icon", "href": "data:,"}),
            raw("style", style()),
        ),
        el(
            "body",
            None,
            el("noscript", None, el("p", {"class": "khong-chay"}, _NO_SCRIPT)),
            el("div", {"id": "bieu"}),
            _data(data),
            raw("script", script()),
        ),
    )


def _data(data: dict[str, Any]) -> Html:
    """Return the element of the data: JSON in which nothing can end it or begin another."""
    text = escaped_in_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Html(f'<script type="application/json" id="du-lieu">{text}</script>\n')


@cache
def script() -> str:
    """Return the whole script of a form, one function that leaves nothing behind."""
    return _wrapped(SCRIPTS)


def without_page() -> str:
    """Return the script without its page, for a program that has no browser."""
    return "\n".join(_file(f"script/{name}.js") for name in SCRIPTS[: SCRIPTS.index("build")])


def _wrapped(names: tuple[str, ...]) -> str:
    said = "\n".join(_file(f"script/{name}.js") for name in names)
    return f'\n(function () {{\n"use strict";\n{said}}})();\n'


@cache
def style() -> str:
    """Return the style sheet: the colours of every page of ours, and how a form looks."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f"\n:root{{color-scheme:light dark;{variables(LIGHT)}}}\n{dark}\n{_file('form.css')}"


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")
