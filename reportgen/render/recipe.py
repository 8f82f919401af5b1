"""A proven template as plain data: what it prints, in order; the kept form of a compiled template.

A recipe is a list of commands, an expression a list that begins with its kind; texts, numbers, truth values and None
are all that they are made of, so that it can be written as JSON. :mod:`reportgen.render.steps` makes it ready to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from reportgen.render.language import Unproven

Spot = tuple[int, str]
"""Where a value is printed (``runtime.TEXT`` and so on), and the properties of the run it is in."""
Recipe = list[Any]
"""A text is printed as it stands; else ``["print", kind, run, value]``, ``["if", [[test, recipe]…], recipe]``,
``["for", target, values, condition, recipe, recipe if there are none, whether it asks for loop, names that the first
recipe sets, names that the second does, its line]`` or ``["set", target, value]``."""

_DEEPEST = 20
"""Commands within commands, as many as Python allows loops within loops."""
_LONGEST = 60
"""Expressions within expressions."""


def recipe(template: nodes.Template, places: Mapping[int, Spot]) -> Recipe:
    """Return the recipe of a proven ``template``; ``places``: where each printed node (by ``id``) stands.

    Raises Unproven for what is nested beyond reason.
    """
    return _recipe(template.body, places, 0)


def _recipe(body: Iterable[nodes.Node], places: Mapping[int, Spot], depth: int) -> Recipe:
    if depth > _DEEPEST:
        raise Unproven("commands nested beyond reason")
    made: Recipe = []
    for node in body:
        if isinstance(node, nodes.Output):
            made += _printed(node, places)
        elif isinstance(node, nodes.If):
            made.append(_if(node, places, depth + 1))
        elif isinstance(node, nodes.For):
            made.append(_for(node, places, depth + 1))
        elif isinstance(node, nodes.Assign):
            made.append(["set", _target(node.target), expression(node.node)])
        else:
            raise Unproven(f"a {type(node).__name__} command")
    return made


def _printed(node: nodes.Output, places: Mapping[int, Spot]) -> Iterator[Any]:
    for child in node.nodes:
        if isinstance(child, nodes.TemplateData):
            yield child.data
        else:
            yield ["print", *places[id(child)], expression(child)]


def _if(node: nodes.If, places: Mapping[int, Spot], depth: int) -> Recipe:
    branches = [[expression(branch.test), _recipe(branch.body, places, depth)] for branch in (node, *node.elif_)]
    return ["if", branches, _recipe(node.else_, places, depth)]


def _for(node: nodes.For, places: Mapping[int, Spot], depth: int) -> Recipe:
    return [
        "for",
        _target(node.target),
        expression(node.iter),
        expression(node.test) if node.test is not None else None,
        _recipe(node.body, places, depth),
        _recipe(node.else_, places, depth),
        any(name.name == "loop" for part in node.body for name in part.find_all(nodes.Name)),
        sorted(set(_set_in(node.body))),
        sorted(set(_set_in(node.else_))),
        node.lineno,
    ]


def _target(node: nodes.Node) -> Any:
    """Return the name that is set, or the list of those that a tuple is taken apart into."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Tuple):
        return [_target(item) for item in node.items]
    raise Unproven(f"a {type(node).__name__} that is set")


def _set_in(body: Iterable[nodes.Node]) -> Iterator[str]:
    """Yield the names that commands set for themselves and their conditions, loops within apart."""
    for node in body:
        if isinstance(node, nodes.Assign):
            yield from _names_in(node.target)
        elif isinstance(node, nodes.If):
            for branch in (node.body, node.else_, *(other.body for other in node.elif_)):
                yield from _set_in(branch)


def _names_in(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    yield from (name.name for name in target.find_all(nodes.Name))


# --- expressions --------------------------------------------------------------------------------


def expression(node: nodes.Node, depth: int = 0) -> Any:
    """Return an expression as data. Raises Unproven for one that is nested beyond reason."""
    if depth > _LONGEST:
        raise Unproven("an expression nested beyond reason")
    form = _FORMS.get(type(node))
    if form is None:
        raise Unproven(f"a {type(node).__name__}")
    return form(node, lambda child: None if child is None else expression(child, depth + 1))


Write = Callable[[Any], Any]


def _item(node: Any, write: Write) -> Any:
    if isinstance(node.arg, nodes.Slice):
        return ["slice", write(node.node), write(node.arg.start), write(node.arg.stop), write(node.arg.step)]
    return ["item", write(node.node), write(node.arg)]


def _choice(node: Any, write: Write) -> Any:
    return ["choice", write(node.test), write(node.expr1), write(node.expr2)]


def _compared(node: Any, write: Write) -> Any:
    return ["compare", write(node.expr), [[operand.op, write(operand.expr)] for operand in node.ops]]


def _each(kind: str, field: str) -> Callable[[Any, Write], Any]:
    return lambda node, write: [kind, [write(child) for child in getattr(node, field)]]


def _applied(kind: str) -> Callable[[Any, Write], Any]:
    return lambda node, write: [kind, node.name, write(node.node), [write(argument) for argument in node.args]]


def _of_two(kind: str) -> Callable[[Any, Write], Any]:
    return lambda node, write: [kind, write(node.left), write(node.right)]


def _of_one(kind: str) -> Callable[[Any, Write], Any]:
    return lambda node, write: [kind, write(node.node)]


_FORMS: dict[type[nodes.Node], Callable[[Any, Write], Any]] = {
    nodes.Name: lambda node, _: ["name", node.name],
    nodes.Const: lambda node, _: ["const", node.value],
    nodes.Getattr: lambda node, write: ["of", write(node.node), node.attr],
    nodes.Getitem: _item,
    nodes.Filter: _applied("filter"),
    nodes.Test: _applied("test"),
    nodes.CondExpr: _choice,
    nodes.Compare: _compared,
    nodes.Concat: _each("join", "nodes"),
    nodes.Tuple: _each("tuple", "items"),
    nodes.List: _each("list", "items"),
    nodes.And: _of_two("and"),
    nodes.Or: _of_two("or"),
    nodes.Add: _of_two("+"),
    nodes.Sub: _of_two("-"),
    nodes.Div: _of_two("/"),
    nodes.FloorDiv: _of_two("//"),
    nodes.Mod: _of_two("%"),
    nodes.Not: _of_one("not"),
    nodes.Neg: _of_one("negative"),
    nodes.Pos: _of_one("positive"),
}
