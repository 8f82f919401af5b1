"""A goal as plans word it, «ít nhất 3.500 tỷ đồng», «≤ 3 ngày», «giảm 10%», read into its kind, figure and measure.

The wordings are tables of patterns. What no row knows is a goal in words, which its unit judges; what has two
readings is given in both, the one that is taken first.
"""

from __future__ import annotations

import dataclasses
import json
import re
from decimal import Decimal
from typing import Any

from reportgen.model.goals.goal import POINTS, Goal
from reportgen.model.goals.measures import in_thousands
from reportgen.vn.numbers import format_number, parse_number
from reportgen.vn.text import nfc

_OPENING = re.compile(
    r"(?:(?:phấn đấu|duy trì|giữ vững|giữ|bảo đảm|đảm bảo|hoàn thành|thực hiện|phải|cả năm|đạt được|đạt|tỷ lệ|ở mức|mức"
    r"|có|số lượng|trong thời hạn|thời gian|(?:giảm )?còn(?= (?:dưới|không|tối đa|nhiều nhất)\b))\s+)+",
    re.IGNORECASE,
)
"""Words before a goal that say nothing of its kind."""
_OF_WHAT = (
    r"(?: (?!(?:dưới|trên|không|tối|ít|hơn|khoảng|bình|còn|xuống|lên|so|mức|cao|thấp|từ|được|đạt)\b)[^\W\d]+){0,8}"
    r"(?: (?:ít nhất|tối thiểu|từ|được|đạt))?"
)
"""What rises or falls, and words that say nothing of by how much."""
_HEADS: tuple[tuple[str, str], ...] = (
    (
        "minimum",
        r"tối thiểu(?: là| phải đạt| đạt)?|ít nhất(?: là| phải đạt| đạt)?|(?:và|hoặc) vượt|[≥⩾]|>=|=>"
        r"|không (?:dưới|thấp hơn|ít hơn|nhỏ hơn|kém hơn|kém)"
        r"|(?:lớn|cao|nhiều) hơn hoặc bằng|bằng hoặc (?:lớn|cao|nhiều) hơn|(?:tăng|nâng)[^\d]{0,40} lên",
    ),
    (
        "maximum",
        r"(?:tối đa )?không (?:vượt quá|quá|vượt|lớn hơn|cao hơn|nhiều hơn|trên)|tối đa(?: là)?|nhiều nhất(?: là)?"
        r"|[≤⩽]|<=|=<|(?:nhỏ hơn|thấp hơn|ít hơn|dưới) hoặc bằng|bằng hoặc (?:nhỏ|thấp|ít) hơn|trong vòng"
        r"|(?:giảm|rút ngắn|kéo giảm)[^\d]{0,40} còn|(?:chỉ )?còn(?= \d)",
    ),
    ("rise over", r"tăng(?: thêm)? (?:trên|hơn|khoảng|bình quân)"),
    ("fall over", r"(?:cắt )?giảm (?:trên|hơn|khoảng|bình quân)"),
    ("rise", rf"tăng(?: thêm| trưởng)?{_OF_WHAT}"),
    ("fall", rf"(?:cắt giảm|kéo giảm|giảm|rút ngắn|tiết kiệm){_OF_WHAT}"),
    ("above", r"(?:vượt )?trên|(?:lớn|cao|nhiều) hơn|hơn|>"),
    ("below", r"dưới|(?:nhỏ|thấp|ít) hơn|chưa (?:đến|tới)|<"),
    ("exactly", r"bằng|đúng|là|="),
    ("span", r"(?:trong )?khoảng từ|trong khoảng|từ"),
)
"""Words that say the kind, the longer before the shorter that begins them."""
_TAILS: tuple[tuple[str, str], ...] = (
    ("minimum", r"trở lên|hoặc (?:cao|lớn|nhiều) hơn"),
    ("maximum", r"trở xuống|hoặc (?:thấp|nhỏ|ít) hơn"),
)
_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_HEAD = re.compile("|".join(f"(?P<h{at}>{words})" for at, (_, words) in enumerate(_HEADS)), re.IGNORECASE)
_BODY = re.compile(rf"\s*(?P<low>{_FIGURE})(?:\s*%?\s*(?:-|–|—|÷|đến|tới)\s*(?P<high>{_FIGURE}))?\s*(?P<rest>.*)")
_TAIL = re.compile("|".join(rf"\s*\b(?P<t{at}>{words})\b" for at, (_, words) in enumerate(_TAILS)), re.IGNORECASE)
_AGAINST = re.compile(r"\s*\b(?:so với|so cùng|cùng kỳ)\b(?P<base>.*)$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_APART = re.compile(r"([<>])\s+=")
"""«> = 90%», as an editor breaks it."""
_MEASURE = re.compile(
    r"%(?:/\w+)?(?: (?!.*\b(?:quý|tháng|trước|đến|cuối|đầu)\b)[^\d;:%]{1,60})?"
    r"|/(?:5|100?0?)(?: ?điểm)?|điểm %|[kcd]?m[23²³][^\d;:%()]{0,30}|[^\d;:%()]{1,40}(?<=\s)[1-5] sao|[^\d;:%()]{1,40}"
)
_PLACED = re.compile(r"\b(?:top|tốp|nhóm|hạng|bậc|thứ|loại|vị trí|đứng|mức độ|cấp độ)\b", re.IGNORECASE)
"""Words by which a number is a rank, which falls where it gets better: such a goal is plainly a text."""
_RATE = re.compile(r"\s*(?:tỷ lệ|tỉ lệ|mức độ hài lòng|phần trăm|%)", re.IGNORECASE)
_OF_A_RATE = re.compile(r"\b(?:tỷ lệ|tỉ lệ)\b", re.IGNORECASE)
_PERCENT = re.compile(r"^phần trăm\b", re.IGNORECASE)


def read(text: str, measure: str = "", name: str = "") -> Goal:
    """Return the goal that ``text`` means: the first of :func:`readings`."""
    return readings(text, measure, name)[0]


def readings(text: str, measure: str = "", name: str = "") -> tuple[Goal, ...]:
    """Return what ``text`` may mean, the one that is taken first; never empty.

    ``measure``: the plan's unit of measure where it stands in a column of its own; ``name``: that of the target.
    """
    typed = " ".join(nfc(text).split())
    in_words = Goal(text=typed, typed=typed)
    core = _APART.sub(r"\1=", _ASIDE.sub("", typed).rstrip(" .;,"))
    opening = _OPENING.match(core)
    core = core[opening.end() :] if opening else core
    head = _HEAD.match(core)
    kind = _HEADS[int((head.lastgroup or "h0")[1:])][0] if head else "exactly"
    body = _BODY.fullmatch(core[head.end() :] if head else core)
    if body is None:
        return (in_words,)
    rate = bool(_RATE.match(name) or _OF_A_RATE.search(typed))
    meant = _meant(kind, body, measure, rate=rate)
    if len(meant) == 1 and (other := in_thousands(meant[0], name)):
        meant = (*meant, other)
    return tuple(in_words if goal.text is not None else dataclasses.replace(goal, typed=typed) for goal in meant) or (
        in_words,
    )


def is_plain(goal: Goal) -> bool:
    """Tell whether a goal in words is plainly one: it has no figure, or a rank."""
    return not any(map(str.isdecimal, goal.words)) or bool(_PLACED.search(goal.words))


def how_to_write(goal: Goal) -> str:
    """Return the goal as it is written in the plan so that it has one reading: ``muc: {giam: 10, …}``.

    Dots stand for the measure of an amount that only the plan's reader can name.
    """
    if goal.text is not None:
        return f"muc: {{van_ban: {json.dumps(goal.text, ensure_ascii=False)}}}"
    figures = [as_typed(bound) for bound in (goal.between or (getattr(goal, goal.kind.attribute),))]
    figure = f"[{', '.join(figures)}]" if goal.between else figures[0]
    against = f", so_voi: {goal.base}" if goal.base else ""
    measure = goal.measure or "…"
    return f'muc: {{{goal.kind.key}: {figure}, don_vi_tinh: "{measure}"{against}}}'


def as_typed(number: Decimal) -> str:
    """Return ``number`` as it is typed in a plan, in quotes where a comma would part what stands in braces."""
    written = format_number(number)
    return f'"{written}"' if "," in written else written.replace(".", "")


def _meant(kind: str, body: re.Match[str], measure: str, *, rate: bool) -> tuple[Goal, ...]:
    """Return the readings of a figure with what stands behind it; none where that is more than a measure.

    ``rate``: what is to reach the goal is a percentage itself.
    """
    rest, base = _base(_PERCENT.sub("%", body["rest"].strip()))
    kind, rest = _tail(kind, rest)
    if rest and (not _MEASURE.fullmatch(rest) or _PLACED.search(rest)):
        return ()
    figures = tuple(parse_number(figure) for figure in (body["low"], body["high"]) if figure)
    made = _goals(kind, figures, base)
    if made is None:
        return ()
    told = "%" if rest.startswith("%") else rest or measure
    return _measured(made, told, rate=rate)


def _base(rest: str) -> tuple[str, str | None]:
    """Return what is left of ``rest``, and against what a change is."""
    match = _AGAINST.search(rest)
    if match is None:
        return rest, None
    words = match[0].strip()
    base = re.sub(r"^so (?:với )?", "", words, flags=re.IGNORECASE).strip()
    return rest[: match.start()].strip(), base or None


def _tail(kind: str, rest: str) -> tuple[str, str]:
    """Return the kind and measure that «… trở lên» or «… trở xuống» make; a change keeps its own."""
    match = _TAIL.search(f" {rest}")
    if match is None:
        return ("" if kind == "span" else kind), rest
    without = (f" {rest}"[: match.start()] + f" {rest}"[match.end() :]).strip()
    if kind in ("rise", "fall"):
        return kind, without
    return (_TAILS[int((match.lastgroup or "t0")[1:])][0] if kind in ("exactly", "span") else ""), without


def _goals(kind: str, figures: tuple[Decimal, ...], base: str | None) -> tuple[Goal, ...] | None:
    """Return the goals that a kind with one or two figures may be; None where it is none."""
    kind, _, vague = kind.partition(" ")
    if len(figures) == 2:
        if kind not in ("", "exactly") or figures[0] >= figures[1]:
            return None
        return (Goal(between=figures),)
    if not kind or (base and kind not in ("rise", "fall")):
        return None
    given: dict[str, Any] = {kind: figures[0]}
    goal = dataclasses.replace(Goal(base=base), **given)
    return (goal, Goal(text="")) if vague else (goal,)


def _measured(goals: tuple[Goal, ...], measure: str, *, rate: bool) -> tuple[Goal, ...]:
    """Return the goals with their measure; in two readings where it is not said, or may be percentage points."""
    goal, *others = goals
    if goal.is_change and rate and measure == "%":
        return tuple(dataclasses.replace(goal, measure=unit) for unit in ("%", POINTS[0]))
    if measure or rate:
        return (dataclasses.replace(goal, measure=measure or "%"), *others)
    return tuple(dataclasses.replace(goal, measure=unit) for unit in ("", "%"))
