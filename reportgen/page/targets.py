"""Targets against their goals: a table whose middle column draws value, goal and the period before."""

from __future__ import annotations

from fractions import Fraction

from reportgen.markup.html import Attributes, Child, Html, el, icon
from reportgen.model.context import BoiCanh, ChiTieu
from reportgen.model.goals.kinds import Verdict
from reportgen.model.snapshot import TargetResult
from reportgen.page.tables import NOTHING, Table, body
from reportgen.page.words import chip, note, percent
from reportgen.track import Tracking

_VERDICTS = {
    Verdict.MET: ("dat", "tot"),
    Verdict.EXCEEDED: ("dat", "tot"),
    Verdict.MISSED: ("chua-dat", "xau"),
    Verdict.NOTHING: ("khong-doi", "thuong"),
    Verdict.STATISTIC: ("khong-doi", "thuong"),
}
_UNKNOWN = ("chua-ro", "luu-y")
"""Sign and tone of the other verdicts."""


def section(tracking: Tracking, context: BoiCanh) -> Html:
    """Return the section on targets."""
    if not context.chi_tieu:
        return el("p", None, "Kế hoạch không giao chỉ tiêu.")
    before = context.so_sanh.ky_truoc if context.so_sanh else ""
    columns = ["Chỉ tiêu", "Mức giao", "Kết quả", "So với mức giao", "Đánh giá"]
    if before:
        columns.append(f"So với {before}")
    table = Table("bang-chi-tieu", f"Kết quả các chỉ tiêu {context.ky.ten}", columns)
    rows = [
        table.row(
            [
                _name(words),
                words.muc,
                _value(words),
                _bar(result, words),
                chip(*_VERDICTS.get(Verdict(words.ma_danh_gia), _UNKNOWN), words.danh_gia),
                *([_trend(words)] if before else []),
            ]
        )
        for result, words in zip(tracking.snapshot.targets, context.chi_tieu, strict=True)
    ]
    key: list[Child] = [el("span", None, icon("muc"), " mức giao")]
    key += [el("span", None, icon("truoc"), f" {before}")] if before else []
    return el("div", None, el("p", {"class": "chu-giai phu"}, "Trên hình: ", key), table.render(body(rows)))


def _name(words: ChiTieu) -> Child:
    notes = [note(line) for line in words.ghi_chu]
    return [el("span", {"class": "ma"}, words.ma), " ", words.ten, notes]


def _value(words: ChiTieu) -> Child:
    if not words.ty_le:
        return NOTHING
    parts = f"{words.tu_so}/{words.mau_so}" if words.tu_so and words.mau_so else ""
    return [
        el("b", {"class": "so"}, words.ty_le),
        note(parts) if parts else None,
        note(f"ước hết kỳ: {words.uoc}") if words.uoc else None,
    ]


def _trend(words: ChiTieu) -> Child:
    if not words.ky_truoc:
        return NOTHING
    before = note(f"trước: {words.ky_truoc}")
    if not words.thay_doi:
        return before
    sign = {"tăng": "tang", "giảm": "giam"}.get(words.thay_doi.split(" ", maxsplit=1)[0], "khong-doi")
    return [chip(sign, "thuong", words.thay_doi), before]


def _bar(result: TargetResult, words: ChiTieu) -> Child:
    """Return the drawing: the value as a bar from 0, the goal as a line, the period before as a diamond.

    Nothing where there is no goal, or it is one in words or a change.
    """
    if not result.goal.bounds or result.goal.is_change:
        return NOTHING
    marks = [result.goal.bounds[-1], *(mark for mark in (result.value, result.previous) if mark is not None)]
    # a rate is drawn on 0 to 100; what has no natural end gets some room behind its last mark
    whole = max(*marks, Fraction(100)) if result.goal.is_rate else max(*marks, Fraction(1)) * Fraction(6, 5)
    name, tone = f"ct-{words.so}", {True: "tot", False: "xau", None: "luu-y"}[result.met]
    said = f"Mức giao: {words.muc}. Kết quả: {words.ty_le or 'chưa có'}. Đánh giá: {words.danh_gia}."
    if words.ky_truoc:
        said += f" Kỳ trước: {words.ky_truoc}."
    drawn = [el("rect", {"class": "ray", "y": 14, "width": "100%", "height": 14})]
    if result.value is not None:
        drawn.append(el("rect", {"class": f"tri {tone}", "y": 14, "width": percent(result.value, whole), "height": 14}))
    for bound in result.goal.bounds:
        at = percent(bound, whole)
        drawn.append(el("line", {"class": "muc", "x1": at, "x2": at, "y1": 9, "y2": 32}))
        drawn.append(_sign("muc", at, -2))
    if result.previous is not None:
        drawn.append(_sign("truoc", percent(result.previous, whole), 13))
    return el(
        "svg",
        {"class": "so-muc", "width": "100%", "height": 34, "role": "img", "aria-labelledby": f"{name}-t {name}-d"},
        el("title", {"id": f"{name}-t"}, words.ten),
        el("desc", {"id": f"{name}-d"}, said),
        drawn,
    )


def _sign(name: str, at: str, top: int) -> Html:
    place: Attributes = {"x": at, "y": top, "width": 16, "height": 16, "transform": "translate(-8 0)"}
    return el("use", {"href": f"#i-{name}", "class": f"i-{name}", **place})
