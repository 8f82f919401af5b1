"""Jinja's sandbox with bounds: a template can neither run Python, change its data, nor compute without end."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.render import growth
from reportgen.render.effort import LOOP, MOST_STEPS_OF_JINJA, Effort, TooMuch, hold_items, hold_printed
from reportgen.render.values import printed

_MOST_PRINTED = 50_000_000
"""Letters of one part: docxtpl keeps several copies of it."""
_LETTERS_A_STEP = 100


class _Generator(CodeGenerator):
    """Jinja's code generator: each block counts what it does, texts put together are held to their bound."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._loops: dict[int, str] = {}

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a block, beginning with what it takes."""
        block = list(nodes)
        sign = self._loops.pop(id(nodes), LOOP)
        spent = f"environment.effort.spend({sum(map(_cost, block)) or 1}, sign={sign!r})"
        self.writeline(spent, block[0] if block else None)
        super().blockvisit(block, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """Write a loop, whose body knows what stands in its tag."""
        names = [name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]
        self._loops[id(node.body)] = f"for {', '.join(names)} in"
        super().visit_For(node, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Return what a constant prints; Jinja would make a text of it first, whatever it is."""
        if not isinstance(node, nodes.TemplateData) and not isinstance(node.as_const(frame.eval_ctx), str):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """Write a list, weighed once it is made."""
        self.write("environment.made(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """Write a dict, weighed once it is made."""
        self.write("environment.made(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """Write a tuple, weighed once it is made; not one that is taken apart."""
        if node.ctx != "load":
            super().visit_Tuple(node, frame)
            return
        self.write("environment.made(")
        super().visit_Tuple(node, frame)
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write what is taken out of a list or text; a part of it is weighed."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.made(")
        super().visit_Getitem(node, frame)
        self.write(")")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        """Write a comparison, whose sides are weighed."""
        self.write("(environment.compared(")
        self.visit(node.expr, frame)
        self.write(")")
        for operand in node.ops:
            self.write(f" {operators[operand.op]} environment.compared(")
            self.visit(operand.expr, frame)
            self.write(")")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write ``a ~ b`` as Jinja does, but through :meth:`BoundedEnvironment.joined`."""
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.autoescape else str_join)"
        self.write(f"environment.joined({join}, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _cost(node: nodes.Node) -> int:
    return len(node.nodes) if isinstance(node, nodes.Output) else 1


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox; ``effort`` is what computing the document may still take."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(growth.OPERATORS)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.effort = Effort(MOST_STEPS_OF_JINJA)
        self.concat = self._concatenated  # type: ignore[method-assign]

    def bound_filters(self) -> None:
        """Hold all filters and tests that are there by now to their bounds."""
        self.filters["join"] = _join(self.filters["join"])
        self.filters["sum"] = _sum(self.filters["sum"])
        for name, function in self.filters.items():
            self.filters[name] = self._bounded(name, function)
        self.tests.update({name: self._bounded_test(test) for name, test in self.tests.items()})  # type: ignore[arg-type]

    def _bounded(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        first = 1 if hasattr(function, "jinja_pass_arg") else 0
        hold, spells, lists = growth.FILTERS.get(name), name in growth.SPELLED, name in growth.LISTED

        def weighed(given: Sequence[Any], named: dict[str, Any]) -> None:
            self.effort.spend(1)
            if hold is not None:
                hold(*given, **named)
            if spells:
                growth.spelled(given[0])
            if lists and hasattr(given[0], "__len__"):
                hold_items(len(given[0]))
            self.effort.weigh(given[0])

        @functools.wraps(function)
        def bounded(*arguments: Any, **named: Any) -> Any:
            try:
                if len(arguments) > first:
                    weighed(arguments[first:], named)
                result = function(*arguments, **named)
                self.effort.made(result)
            except TooMuch as error:
                raise error.signed(f"|{name}") from None
            return result

        return bounded

    def _bounded_test(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def bounded(*arguments: Any, **named: Any) -> Any:
            for argument in (*arguments, *named.values()):
                self.effort.compared(argument)
            return function(*arguments, **named)

        return bounded

    def counted(self, printed: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Return what makes the printed form of a value, counting the long ones."""

        def finalize(value: Any) -> Any:
            text = printed(value)
            if isinstance(text, str) and len(text) > _LETTERS_A_STEP:
                self.effort.spend(len(text) // _LETTERS_A_STEP)
            return text

        return finalize

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Do what an operator says, once it is known that the result will not be too much."""
        try:
            growth.OPERATORS[operator](left, right)
            result = super().call_binop(context, operator, left, right)
            self.effort.made(result)
        except TooMuch as error:
            raise error.signed(operator) from None
        return result

    def call(__self, __context: Context, __obj: Any, *arguments: Any, **named: Any) -> Any:  # noqa: N805
        """Call what a template calls, as :meth:`call_binop`."""
        function = getattr(__obj, "__wrapped__", __obj)
        owner = getattr(function, "__self__", None)
        name = getattr(function, "__name__", "")
        __self.effort.spend(1)
        try:
            __self.effort.weigh(owner)
            if owner is not None and name == "join":  # what gives its items one by one is known when they are there
                arguments = tuple(item if hasattr(item, "__len__") else growth.listed(item) for item in arguments)
            if owner is not None and name in growth.METHODS:
                growth.METHODS[name](owner, *arguments, **named)
            result = super().call(__context, __obj, *arguments, **named)
            __self.effort.made(result)
        except TooMuch as error:
            raise error.signed(f"{name}(") from None
        return result

    def made(self, value: Any) -> Any:
        """Return a list that a template wrote out, or what it took of one."""
        self.effort.made(value)
        return value

    def compared(self, value: Any) -> Any:
        """Return a side of a comparison."""
        self.effort.compared(value)
        return value

    def joined(self, join: Callable[[Sequence[Any]], str], parts: Sequence[Any]) -> str:
        """Return texts as one."""
        try:
            parts = list(map(printed, parts))
            growth.spelled(parts)
            text = join(parts)
            self.effort.made(text)
        except TooMuch as error:
            raise error.signed("~") from None
        return text

    def hold_whole(self, text: str) -> None:
        """Raise TooMuch for a part that is too long once its lines, tabs and pages are written out as Word has them."""
        if len(text) > _MOST_PRINTED:
            raise TooMuch("văn bản in ra quá nhiều dòng, dấu tab, ngắt trang; bớt vòng lặp for, bớt các dấu ấy")

    def _concatenated(self, pieces: Any) -> str:
        """Return what was printed; whoever prints too much is told so where it stands."""
        printed: list[str] = []
        letters = 0
        for piece in pieces:
            printed.append(piece)
            letters += len(piece)
            if letters > _MOST_PRINTED:
                _stop(pieces, letters)
        self.effort.spend(letters // _LETTERS_A_STEP)
        return "".join(printed)


def _stop(pieces: Any, letters: int) -> None:
    """Raise TooMuch, in the very command that is printing, where that can be known."""
    try:
        hold_printed(letters, _MOST_PRINTED)
    except TooMuch as error:
        if hasattr(pieces, "throw"):
            pieces.throw(error)
        raise


def _join(original: Callable[..., str]) -> Callable[..., str]:
    @functools.wraps(original)
    def join(context: Any, value: Any, d: str = "", attribute: str | int | None = None) -> str:
        items = growth.listed(value)
        if attribute is not None:
            items = list(map(make_attrgetter(context.environment, attribute), items))
        items = list(map(printed, items))
        growth.METHODS["join"](str(d), items)
        return original(context, items, d)

    return join


def _sum(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def total(environment: Any, iterable: Any, attribute: str | int | None = None, start: Any = 0) -> Any:
        items = growth.listed(iterable)
        if attribute is not None:
            items = list(map(make_attrgetter(environment, attribute), items))
        growth.hold_sum(items, start)
        return original(environment, items, None, start)

    return total
