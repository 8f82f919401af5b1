"""Building HTML: one function makes an element, and it escapes everything that is not markup already."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias

from reportgen.vn.signs import visible


class Html(str):
    """Markup that needs no more escaping; only :func:`el`, :func:`raw` and :func:`document` make it."""

    __slots__ = ()


Child: TypeAlias = "str | int | Iterable[Child] | None"
Attributes: TypeAlias = Mapping[str, str | int | bool | None]

_VOID = frozenset({"meta", "link", "input", "br"})
_STRUCTURE = ("head", "header", "main", "footer", "nav", "section", "div", "form", "p", "h1", "h2", "h3", "details")
_LISTS = ("ul", "ol", "li", "dl", "dt", "option", "summary")
_TABLES = ("table", "thead", "tbody", "tr", "caption")
_LINES = frozenset({*_STRUCTURE, *_LISTS, *_TABLES, "svg", "symbol", "meta", "link", "title"})
"""Elements that end a line, so that a page can be read and compared line by line."""


def el(name: str, attributes: Attributes | None = None, *children: Child) -> Html:
    """Return an element. Texts among ``children`` are escaped, None is left out, lists are flattened.

    An attribute that is None or False is left out, True stands without a value.
    """
    pieces = [f"<{name}"]
    for key, value in (attributes or {}).items():
        if value is True:
            pieces.append(f" {key}")
        elif value is not None and value is not False:
            pieces.append(f' {key}="{escape(visible(str(value)))}"')
    pieces.append(">")
    if name not in _VOID:
        _add(pieces, children)
        pieces.append(f"</{name}>")
    if name in _LINES:
        pieces.append("\n")
    return Html("".join(pieces))


def raw(name: str, text: str) -> Html:
    """Return ``<style>`` or ``<script>`` with a constant of this package. Raises ValueError for what would end it."""
    if "</" in text or "<!--" in text:
        raise ValueError(f"<{name}> cannot hold this text")
    return Html(f"<{name}>{text}</{name}>\n")


def document(*children: Child) -> str:
    """Return the whole document in Vietnamese, with its doctype."""
    return "<!DOCTYPE html>\n" + el("html", {"lang": "vi"}, *children) + "\n"


def icon(name: str) -> Html:
    """Return a drawn sign; the words beside it say the same."""
    use = el("use", {"href": f"#i-{name}"})
    return el("svg", {"class": f"i i-{name}", "width": 16, "height": 16, "aria-hidden": "true"}, use)


def _add(pieces: list[str], children: Iterable[Child]) -> None:
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            pieces.append(child if isinstance(child, Html) else escape(visible(child)))
        elif isinstance(child, int):
            pieces.append(str(child))
        else:
            _add(pieces, child)


def hashed(text: str) -> str:
    """Return what a policy lets run or style when it names ``text``: its hash, to the byte."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
