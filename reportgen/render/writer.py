"""From a proven template to Python code: Jinja's own compiler, its output escaped by place."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from reportgen.render.language import Unproven
from reportgen.render.runtime import LIGHT_FILTERS, LIGHT_TESTS

Spot = tuple[int, str]

_IMPORTS = "from jinja2.runtime import "
_ENVIRONMENT = Environment(optimized=False)
_ENVIRONMENT.filters = dict(LIGHT_FILTERS)
_ENVIRONMENT.tests = dict(LIGHT_TESTS)


class _Writer(CodeGenerator):
    """Jinja's code generator: a printed value goes through ``put`` with its place, a name is plainly taken.

    Jinja's sandbox asks at each name whether it is allowed. Here nothing can be called, and no name begins with an
    underscore: a name leads to data only.
    """

    numbers: Mapping[int, int]
    """Of each printed node (by ``id``), the number of its place."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("put(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f", {self.numbers[id(node)]})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:
        self.write("mod(")
        self.visit(node.left, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")


def write(template: nodes.Template, places: Mapping[int, Spot]) -> tuple[CodeType, tuple[Spot, ...]]:
    """Return the code of a proven ``template`` and its places by number; ``places``: those of each printed node.

    Raises Unproven when Jinja writes what the runtime does not know.
    """
    kinds = tuple(dict.fromkeys(places.values()))
    writer = _Writer(_ENVIRONMENT, None, None)
    writer.numbers = {node: kinds.index(place) for node, place in places.items()}
    writer.visit(template)
    imports, _, source = writer.stream.getvalue().partition("\n")  # type: ignore[attr-defined]
    if not imports.startswith(_IMPORTS):
        raise Unproven("code of an unknown form")
    return compile(source, "<template>", "exec"), kinds
