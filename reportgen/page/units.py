"""Who has sent: a table of units with state, faults, days, what is lacking and how their own tasks stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.markup.html import Child, Html, el
from reportgen.model.context import BoiCanh, DonVi
from reportgen.page.classes import thin_bar
from reportgen.page.tables import NOTHING, Table, body
from reportgen.page.words import chip
from reportgen.track import Faults, Sending, Tracking, UnitTrack
from reportgen.vn.dates import day_words, short_date

_TONES = {Sending.SENT: "tot", Sending.LATE: "luu-y", Sending.FAULTY: "xau", Sending.NOT_SENT: "xau"}


def section(tracking: Tracking, context: BoiCanh, forms: Mapping[str, str]) -> Html:
    """Return the table of units, in the agency's order; ``forms``: where the pages of their forms lie, by their ids."""
    columns = ("Đơn vị", "Tình trạng", "Ngày gửi", "Lỗi trong tệp", "Thời hạn", "Còn thiếu", "Nhiệm vụ chủ trì")
    table = Table("bang-don-vi", f"Các đơn vị gửi báo cáo {context.ky.ten}", columns)
    rows = [
        table.row(
            [
                _named(words.ten, forms.get(unit.report.id)),
                chip(unit.sending.value, _TONES[unit.sending], unit.sending.label),
                short_date(words.ngay_gui) if words.ngay_gui else NOTHING,
                _faults(unit.faults),
                _days(unit),
                _lacking(unit),
                _own(unit, words),
            ]
        )
        for unit, words in zip(tracking.units, context.don_vi, strict=True)
    ]
    return table.render(body(rows))


def _named(name: str, form: str | None) -> Child:
    """Return a unit's name, below it the way to its form where that is a page."""
    if form is None:
        return name
    link = {"href": form, "class": "ghi-chu", "aria-label": f"Biểu của {name}"}
    return [name, " ", el("a", link, "mở biểu")]


def _faults(faults: Faults) -> str:
    said = [f"{faults.errors} lỗi"] if faults.errors else []
    said += [f"{faults.warnings} cảnh báo"] if faults.warnings else []
    return ", ".join(said) or NOTHING


def _days(unit: UnitTrack) -> Child:
    if unit.sending is Sending.SENT:
        return "trong hạn"
    if unit.sending is Sending.LATE:
        return "sau hạn"
    words = day_words(unit.days)
    return chip("qua-han", "xau", words) if unit.days < 0 else words


def _lacking(unit: UnitTrack) -> Child:
    if not unit.tasks and not unit.targets:
        return NOTHING
    counts = [f"{len(unit.tasks)} nhiệm vụ"] if unit.tasks else []
    counts += [f"{len(unit.targets)} chỉ tiêu"] if unit.targets else []
    return el("details", None, el("summary", None, ", ".join(counts)), _codes(unit))


def _codes(unit: UnitTrack) -> Sequence[Html]:
    said = (("Nhiệm vụ", unit.tasks), ("Chỉ tiêu", unit.targets))
    return [
        el("p", {"class": "phu"}, f"{name}: {', '.join(item.code for item in owed)}") for name, owed in said if owed
    ]


def _own(unit: UnitTrack, words: DonVi) -> Child:
    summary = words.tong_hop
    if not summary.tong_so:
        return "không chủ trì nhiệm vụ nào"
    link = {"href": "#nhiem-vu", "data-loc": f"don-vi={unit.report.id}"}
    return [
        thin_bar(summary),
        el("a", link, f"{summary.tong_so} nhiệm vụ"),
        f": {summary.tom_tat_loai}",
    ]
