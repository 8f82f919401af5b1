"""Checks of letters that many clauses share: size, weight, slant, capitals, alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View, decimal, span
from reportgen.nd30.mends import centred, raised, sized, styled
from reportgen.record import record
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

Lines = Callable[[View], Sequence[Line]]


@record
class Allowed:
    """What a clause allows: sizes, weight, slant."""

    low: Points
    high: Points
    bold: bool = False
    italic: bool = False


def letter_rules(prefix: str, name: str, clause: Clause, allowed: Allowed, lines: Lines) -> tuple[Rule, ...]:
    """Return the rules ``<prefix>-co-chu`` (size) and ``<prefix>-kieu-chu`` (weight and slant)."""
    return (
        Rule(
            f"{prefix}-co-chu",
            f"Cỡ chữ {name}",
            clause,
            lambda view: sizes_in(view, lines(view), allowed),
            mends=lambda view: sized(lines(view), allowed.low, allowed.high),
        ),
        Rule(
            f"{prefix}-kieu-chu",
            f"Kiểu chữ {name}",
            clause,
            lambda view: styles_in(view, lines(view), bold=allowed.bold, italic=allowed.italic),
            mends=lambda view: styled(lines(view), bold=allowed.bold, italic=allowed.italic),
            asked=True,
        ),
    )


def capitals_rule(identity: str, title: str, clause: Clause, lines: Lines) -> Rule:
    """Return the rule that ``lines`` are in capitals throughout."""
    return Rule(
        identity,
        title,
        clause,
        lambda view: capitals_in(view, lines(view)),
        mends=lambda view: raised(line for line in lines(view) if not line.upper),
        asked=True,
    )


def centring_rule(identity: str, title: str, clause: Clause, lines: Lines) -> Rule:
    """Return the rule that ``lines`` are centred."""
    return Rule(
        identity,
        title,
        clause,
        lambda view: centred_in(view, lines(view)),
        mends=lambda view: centred(lines(view)),
        asked=True,
    )


def part(which: Component) -> Lines:
    """Return a function that gives a part's lines, Unseen when it was not found."""
    return lambda view: view.need(which)


def optional(which: Component) -> Lines:
    """Return a function that gives a part's lines, Inapplicable when there are none."""
    return lambda view: view.optional(which)


def sizes_in(view: View, lines: Iterable[Line], allowed: Allowed) -> Iterator[Breach]:
    """Yield a breach for each size outside the range, at the first line that has it."""
    wrong: dict[Points, list[Line]] = {}
    for line in lines:
        for size in dict.fromkeys(run.letters.size for run in line.inked):
            if not allowed.low <= size <= allowed.high:
                wrong.setdefault(size, []).append(line)
    required = f"cỡ {span(allowed.low, allowed.high)}"
    for size, found in wrong.items():
        advice = f"bôi đen phần này, chọn cỡ chữ {decimal(allowed.high)}"
        yield view.breach(found, f"cỡ chữ {decimal(size)}", required, advice)


def _style_words(bold: bool, italic: bool) -> str:
    return f"{'nghiêng' if italic else 'đứng'}, {'đậm' if bold else 'không đậm'}"


def styles_in(view: View, lines: Iterable[Line], *, bold: bool, italic: bool = False) -> Iterator[Breach]:
    """Yield a breach for each weight and slant that most of a line has and the clause does not allow."""
    wrong: dict[tuple[bool, bool], list[Line]] = {}
    for line in lines:
        style = (line.letters.bold, line.letters.italic)
        if style != (bold, italic):
            wrong.setdefault(style, []).append(line)
    for style, found in wrong.items():
        required, advice = f"chữ {_style_words(bold, italic)}", _keys((bold, italic), style)
        yield view.breach(found, f"chữ {_style_words(*style)}", required, advice)


def _keys(wanted: tuple[bool, bool], found: tuple[bool, bool]) -> str:
    keys = [key for key, want, have in zip(("Ctrl+B", "Ctrl+I"), wanted, found, strict=True) if want != have]
    return f"bôi đen phần này rồi bấm {' và '.join(keys)}"


def capitals_in(view: View, lines: Iterable[Line]) -> Iterator[Breach]:
    """Yield a breach for each line that is not in capitals throughout."""
    for line in lines:
        if not line.upper:
            yield Breach(
                view.where(line), "có chữ thường", "chữ in hoa", "gõ lại bằng chữ in hoa (Shift+F3 trong Word)"
            )


def small_in(view: View, lines: Iterable[Line]) -> Iterator[Breach]:
    """Yield a breach for each line of several words that is in capitals throughout."""
    for line in lines:
        if line.shown.isupper() and sum(char.isalpha() for char in line.shown) > 3:
            yield Breach(
                view.where(line), "viết hoa toàn bộ", "chữ in thường", "gõ lại bằng chữ thường (Shift+F3 trong Word)"
            )


def centred_in(view: View, lines: Iterable[Line]) -> Iterator[Breach]:
    """Yield a breach for the first line that is not centred; raises Unseen when tabs or spaces place all of them."""
    names = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên"}
    judged = [line for line in lines if line.begins and line.aligned != "tab" and not line.spaced]
    if not judged:
        raise Unseen("đặt bằng phím Tab hoặc dấu cách, không rõ có canh giữa không")
    wrong = [line for line in judged if line.aligned != "center"]
    if wrong:
        found = names.get(wrong[0].aligned, wrong[0].aligned)
        yield view.breach(wrong, found, "canh giữa", "đặt con trỏ vào dòng này rồi bấm Ctrl+E", "dòng")
