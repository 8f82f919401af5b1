"""What a template may say for its code to run without Jinja: plain names, light filters, no calls."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from reportgen.render.runtime import LIGHT_FILTERS, LIGHT_TESTS

_COMMANDS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Mod,
    nodes.Concat, nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
"""What compiled templates may consist of: nothing is called."""


class Unproven(Exception):
    """This template, or part of one, is left to docxtpl; the text says why.

    ``line``: of the part's patched XML, where that is known; ``place`` then says it in Word's terms.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line
        self.place = ""


def language(template: nodes.Template) -> None:
    """Raise Unproven for a template that says more than compiled templates may."""
    if _keeps_a_loop(template):
        raise Unproven("a loop that is more than asked how far it is")
    for node in template.find_all(nodes.Node):
        if not isinstance(node, _COMMANDS):
            raise Unproven(f"a {type(node).__name__}", node.lineno or 0)
        for kind, is_beyond, why in _BEYOND:
            if isinstance(node, kind) and is_beyond(node):
                raise Unproven(why.format(getattr(node, "name", "")), node.lineno or 0)


def _keeps_a_loop(template: nodes.Template) -> bool:
    """Tell whether ``loop`` is handed on or looped over, rather than asked for what it knows."""
    asked = {id(node.node) for node in template.find_all(nodes.Getattr)}
    return any(name.name == "loop" and id(name) not in asked for name in template.find_all(nodes.Name))


def _is_no_plain_name(node: Any) -> bool:
    name: str = node.attr
    return name.startswith("_") or unicodedata.normalize("NFKC", name) != name


def _is_no_light_filter(node: Any) -> bool:
    return node.name not in LIGHT_FILTERS or node.node is None or bool(node.kwargs)


def _formats_a_text(node: Any) -> bool:
    return isinstance(node.left, nodes.Const) and isinstance(node.left.value, str)


_BEYOND: tuple[tuple[type[nodes.Node], Callable[[Any], bool], str], ...] = (
    (nodes.Getattr, _is_no_plain_name, "a private name, or one that Python reads as another"),
    (nodes.Filter, _is_no_light_filter, "the filter {}"),
    (nodes.Mod, _formats_a_text, "a text that is formatted"),
    (nodes.Test, lambda node: node.name not in LIGHT_TESTS, "the test {}"),
    (nodes.For, lambda node: node.recursive, "a recursive loop"),
)
"""What compiled templates may not say although its kind is allowed: the kind, when it is so, why."""
