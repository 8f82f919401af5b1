"""Tasks by class: one stacked bar, the table that says the same, and what changed since the period before."""

from __future__ import annotations

from fractions import Fraction

from reportgen.markup.html import Html, el, icon
from reportgen.model.context import BoiCanh, Lop, SoSanh, TongHop
from reportgen.model.snapshot import TaskClass
from reportgen.page.tables import NOTHING, Table, body
from reportgen.page.words import percent

_LATE = frozenset({TaskClass.DONE_LATE, TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE})
_ROOM = Fraction(8, 100)
"""The least share of a bar that a number of three digits fits into on a narrow screen."""


def section(context: BoiCanh) -> Html:
    """Return the section on classes."""
    summary = context.tong_hop
    if not summary.tong_so:
        return el("p", None, "Kế hoạch không giao nhiệm vụ.")
    return el(
        "div",
        None,
        bar(summary, "thanh-loai", f"{summary.tong_so} nhiệm vụ theo loại"),
        _table(context),
        _changes(context.so_sanh),
    )


def bar(summary: TongHop, name: str, title: str) -> Html:
    """Return the stacked bar of ``summary``: a segment for each class that has tasks, hatched where it is late."""
    drawn, before = [], 0
    for item in summary.loai_co:
        drawn.append(_segment(item, before, summary.tong_so))
        before += item.so
    return el(
        "svg",
        {"class": "thanh", "width": "100%", "height": 34, "role": "img", "aria-labelledby": f"{name}-t {name}-d"},
        el("title", {"id": f"{name}-t"}, title),
        el("desc", {"id": f"{name}-d"}, summary.tom_tat_loai),
        drawn,
    )


def thin_bar(summary: TongHop) -> Html:
    """Return a small bar of the same classes, for beside a text that says them."""
    drawn, before = [], 0
    for item in summary.loai_co:
        place = {"x": percent(before, summary.tong_so), "width": percent(item.so, summary.tong_so)}
        drawn.append(el("rect", {**place, "height": 8, "class": f"l-{item.ma}"}))
        before += item.so
    return el("svg", {"class": "thanh nho", "width": "100%", "height": 8, "aria-hidden": "true"}, drawn)


def _segment(item: Lop, before: int, total: int) -> Html:
    place = {"x": percent(before, total), "width": percent(item.so, total)}
    late = item.ma in _LATE
    number = None
    if Fraction(item.so, total) >= _ROOM:
        middle = percent(2 * before + item.so, 2 * total)
        number = el("text", {"x": middle, "y": 19 if late else 22, "class": "trong"}, item.so)
    return el(
        "g",
        {"class": f"l-{item.ma}"},
        el("rect", {**place, "height": 34}),
        el("rect", {**place, "y": 26, "height": 8, "fill": "url(#soc)"}) if late else None,
        number,
    )


def _table(context: BoiCanh) -> Html:
    before = context.so_sanh
    columns = ["Loại", "Số nhiệm vụ", "Tỷ lệ", *([f"So với {before.ky_truoc}"] if before else [])]
    table = Table("bang-loai", "Số nhiệm vụ theo loại", columns, stacks=False)
    rows = [
        table.row(
            [_name(item), item.so, item.ty_le, *([_change(item)] if before else [])],
            {"class": None if item.so else "khong"},
        )
        for item in context.tong_hop.loai
    ]
    rows.append(table.row(["Tổng số", context.tong_hop.tong_so, "", *([""] if before else [])], {"class": "tong"}))
    return table.render(body(rows))


def _name(item: Lop) -> Html:
    words = el("a", {"href": "#nhiem-vu", "data-loc": f"lop={item.ma}"}, item.ten) if item.so else item.ten
    return el("span", {"class": f"loai l-{item.ma}"}, icon(item.ma), words)


def _change(item: Lop) -> str:
    return f"{item.thay_doi} (trước: {item.so_truoc})" if item.so or item.so_truoc else NOTHING


def _changes(compared: SoSanh | None) -> Html | None:
    if compared is None:
        return None
    moved = [
        el("li", None, el("b", None, item.so), f" nhiệm vụ từ {item.tu} sang ", el("b", None, item.den), f": {item.ma}")
        for item in compared.chuyen_loai
    ]
    return el(
        "div",
        {"class": "chuyen"},
        el("h3", None, f"Thay đổi so với {compared.ky_truoc}"),
        el("ul", None, moved) if moved else None,
        el("p", {"class": "phu"}, f"{compared.khong_doi_loai} nhiệm vụ không đổi loại."),
    )
