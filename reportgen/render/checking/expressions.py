"""What an expression of a template means by the declared context, and everything in it that cannot be right.

One look finds what a run would find one by one, in branches that no data reaches, too. What is not known stands for
anything, so that a fault is told once and not again wherever its value goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes

from reportgen.model.context import Phan
from reportgen.render.bounded import BoundedEnvironment
from reportgen.render.checking.kinds import ByCode, Kind, ListOf, Told, is_record, item_of, not_printed, parts_of
from reportgen.render.faults import NO_CALL, NOT_ALLOWED, no_filter
from reportgen.render.values import ONLY_DATES, ONLY_NUMBERS, no_attribute, no_variable

_TEXT_FILTERS = frozenset(
    ("upper", "lower", "title", "capitalize", "trim", "replace", "string", "join", "format", "truncate", "ngay",
     "ngay_dai", "hoa_dau", "thuong_dau", "cuoc_chu", "la_ma", "hai_so", "diem", "center", "indent")
)  # fmt: skip
_SAME = frozenset(("list", "lay", "sort", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"))
_ONE = frozenset(("first", "last", "random", "min", "max"))
_BY_PART = {"selectattr": 0, "rejectattr": 0, "groupby": 0, "sum": 0, "join": 1, "map": None, "sort": None,
            "unique": None, "min": None, "max": None}  # fmt: skip
"""Filters that take the name of a part of each item, and at which place; None: only as ``attribute=``."""
_ASKS_ONLY = ("default", "d")
_ONLY_CALLED = ("defined", "undefined")


class Reading:
    """Reads expressions by the names at hand; ``tell`` is told what is wrong, in words."""

    def __init__(self, env: BoundedEnvironment, scope: Mapping[str, Kind], tell: Callable[[str], None]) -> None:
        self._env = env
        self._scope = scope
        self._tell = tell

    def printed(self, node: nodes.Node) -> None:
        """Read what a value's tag prints."""
        if reason := not_printed(self.kind(node)):
            self._tell(reason)

    def kind(self, node: nodes.Node) -> Kind:
        """Return what an expression stands for, having told all that is wrong in it."""
        read = _READ.get(type(node))
        if read is not None:
            return read(self, node)
        kinds = [self.kind(child) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.List | nodes.Tuple):
            return ListOf(kinds[0] if kinds else None)
        return str if isinstance(node, nodes.Concat | nodes.TemplateData) else None

    def _name(self, node: nodes.Name) -> Kind:
        if node.name in self._scope:
            return self._scope[node.name]
        if node.name not in self._env.globals:
            self._tell(no_variable(node.name, self._scope))
        return None

    def _part(self, node: nodes.Getattr) -> Kind:
        return self.part(self.kind(node.node), node.attr)

    def part(self, kind: Kind, name: str) -> Kind:
        """Return what the part ``name`` of a value stands for."""
        if name.startswith("_"):
            self._tell(NOT_ALLOWED)
        elif is_record(kind):
            return self._declared(parts_of(kind), name)
        elif isinstance(kind, Told):
            return self._declared(dict.fromkeys(kind.parts), name)
        elif isinstance(kind, ListOf) and not hasattr(tuple, name):
            self._tell(f"{no_attribute(name, ())}: đây là danh sách, lặp bằng {{%p for … %}} rồi gọi từng cái")
        elif isinstance(kind, ByCode) and not hasattr(dict, name):
            self._tell(f"{no_attribute(name, ())}: gọi theo mã trong ngoặc vuông, ví dụ ['II']")
        elif isinstance(kind, type) and not is_record(kind) and not hasattr(kind, name):
            self._tell(no_attribute(name, ()))
        return None

    def _declared(self, parts: Mapping[str, Kind], name: str) -> Kind:
        if name not in parts:
            self._tell(no_attribute(name, list(parts)))
        return parts.get(name)

    def _item(self, node: nodes.Getitem) -> Kind:
        kind = self.kind(node.node)
        self.kind(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return kind if isinstance(kind, ListOf) or kind is str else None
        if isinstance(kind, ByCode):
            return kind.item
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.part(kind, node.arg.value)
        return item_of(kind)

    def _filter(self, node: nodes.Filter) -> Kind:
        kind = self._asked(node.node, quietly=node.name in _ASKS_ONLY)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self.kind(child)
        if node.name not in self._env.filters:
            self._tell(no_filter(node.name))
            return None
        for part in self._parts_named(node):
            self._path(item_of(kind), part)
        if reason := _unfit(node.name, kind):
            self._tell(reason)
        return self._of_filter(node, kind)

    def _of_filter(self, node: nodes.Filter, kind: Kind) -> Kind:
        if node.name in _SAME:
            return kind if isinstance(kind, ListOf) else None
        if node.name in _ONE:
            return item_of(kind)
        if node.name == "xep_nhom":
            return ListOf(parts_of(Phan)["nhom"])
        if node.name in ("length", "count", "so_dat"):
            return int
        return str if node.name in _TEXT_FILTERS else None

    def _parts_named(self, node: nodes.Filter) -> Iterator[str]:
        """Yield the names of parts that a filter takes of each item."""
        if node.name not in _BY_PART:
            return
        at = _BY_PART[node.name]
        given: list[nodes.Node] = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if at is not None and len(node.args) > at:
            given.append(node.args[at])
        yield from (part.value for part in given if isinstance(part, nodes.Const) and isinstance(part.value, str))

    def _path(self, kind: Kind, path: str) -> None:
        for name in path.split("."):
            kind = self.part(kind, name) if kind is not None else None

    def _test(self, node: nodes.Test) -> Kind:
        self._asked(node.node, quietly=node.name in _ONLY_CALLED)
        for child in node.args:
            self.kind(child)
        if node.name not in self._env.tests:
            self._tell(f"không có phép thử «{node.name}» (sau chữ is)")
        return bool

    def _asked(self, node: nodes.Node | None, *, quietly: bool) -> Kind:
        """Read what a filter or test is asked of; ``quietly``: it may be missing."""
        if node is None:
            return None
        reader = Reading(self._env, self._scope, lambda _: None) if quietly else self
        return reader.kind(node)

    def _call(self, node: nodes.Call) -> Kind:
        kind = self.kind(node.node)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self.kind(child)
        if kind is not None:
            self._tell(NO_CALL)
        return None

    def _either(self, node: nodes.CondExpr) -> Kind:
        self.kind(node.test)
        one, other = (self.kind(part) if part is not None else None for part in (node.expr1, node.expr2))
        return one if one == other else None


def _const(_: Reading, node: nodes.Const) -> Kind:
    return type(node.value) if node.value is not None else None


def _unfit(name: str, kind: Kind) -> str:
    """Say why the filter ``name`` cannot be used on what ``kind`` stands for."""
    if name in ("ngay", "ngay_dai") and kind not in (None, dt.date):
        return ONLY_DATES
    if name == "la_ma" and kind not in (None, int):
        return ONLY_NUMBERS
    return not_printed(kind) if name in ("hoa_dau", "thuong_dau", "cuoc_chu") else ""


_READ: dict[type[nodes.Node], Callable[[Reading, Any], Kind]] = {
    nodes.Name: Reading._name,
    nodes.Const: _const,
    nodes.Getattr: Reading._part,
    nodes.Getitem: Reading._item,
    nodes.Filter: Reading._filter,
    nodes.Test: Reading._test,
    nodes.Call: Reading._call,
    nodes.CondExpr: Reading._either,
}


def names_in(target: nodes.Node) -> Sequence[str]:
    """Return the names that a loop or ``set`` gives values to."""
    return [name.name for name in ([target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name))]
