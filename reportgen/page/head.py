"""The head of the page: whose plan, which period, and the five things that are asked first."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.markup.html import Child, Html, el, icon
from reportgen.model.context import BoiCanh
from reportgen.model.goals.kinds import Verdict
from reportgen.page.words import office_left, units_left, unsent
from reportgen.track import SOON, Sending, Tracking
from reportgen.vn.dates import short_date

_NAMED = 3
"""Units named in a card; with more, their number says it."""


def section(tracking: Tracking, context: BoiCanh, issued: str) -> Html:
    """Return the head; ``issued`` is number and date of the period's report when it has been issued."""
    plan, period = context.ke_hoach, context.ky
    facts = (
        ("Kế hoạch", f"{plan.vien_dan}: {plan.trich_yeu}" if plan.da_ban_hanh else plan.trich_yeu),
        ("Số liệu", f"từ ngày {short_date(period.tu_ngay)}, chốt đến ngày {short_date(period.den_ngay)}"),
    )
    return el(
        "header",
        None,
        el("p", {"class": "co-quan"}, context.co_quan.ten),
        el("h1", None, f"Tình hình thực hiện kế hoạch {period.ten}"),
        el("p", {"class": "ngay-xem"}, f"Tính đến ngày {short_date(tracking.today)}"),
        el("dl", None, [el("div", None, el("dt", None, name), el("dd", None, said)) for name, said in facts]),
        el("ul", {"class": "the"}, _cards(tracking, context, issued)),
    )


def _cards(tracking: Tracking, context: BoiCanh, issued: str) -> Sequence[Html]:
    owing = unsent(tracking)
    period = tracking.snapshot.period
    late = owing and tracking.unit_days < 0
    office = f"Báo cáo số {issued}" if issued else period.office_deadline.text
    return (
        _card(
            "Đơn vị đã gửi",
            f"{len(tracking.units) - len(owing)}/{len(tracking.units)}",
            "xau" if late else "luu-y" if owing else "tot",
            _owing(tracking) or "các đơn vị đã gửi đủ",
        ),
        _card("Hạn đơn vị gửi", units_left(tracking), "xau" if late else "thuong", period.unit_deadline.text),
        _card(
            "Hạn tổng hợp",
            office_left(tracking, issued),
            "tot" if issued else "xau" if tracking.office_days < 0 else "thuong",
            office,
        ),
        _tasks(tracking, context),
        _targets(context),
    )


def _owing(tracking: Tracking) -> str:
    said = []
    for state in (Sending.FAULTY, Sending.NOT_SENT):
        names = [unit.report.name for unit in tracking.units if unit.sending is state]
        if names:
            said.append(f"{state.label}: {', '.join(names) if len(names) <= _NAMED else f'{len(names)} đơn vị'}")
    return "; ".join(said)


def _tasks(tracking: Tracking, context: BoiCanh) -> Html:
    overdue = sum(task.overdue for task in tracking.tasks)
    soon = sum(task.due_soon for task in tracking.tasks)
    links: list[Child] = []
    if overdue:
        links.append(_link("qua-han", "xem việc quá hạn"))
    if soon:
        links += ["; " if links else None, _link("sap-den", f"{soon} đến hạn trong {SOON} ngày tới")]
    note = [links, [" ", el("br")] if links else None, f"trên {context.tong_hop.tong_so} nhiệm vụ"]
    tone = "xau" if overdue else "luu-y" if soon else "tot"
    return _card("Nhiệm vụ quá hạn", str(overdue) if overdue else "không có", tone, note)


def _link(due: str, words: str) -> Html:
    return el("a", {"href": "#nhiem-vu", "data-loc": f"han={due}"}, words)


def _targets(context: BoiCanh) -> Html:
    stands = {item.ma: Verdict(item.ma_danh_gia) for item in context.chi_tieu if not item.thong_ke}
    if not stands:
        return _card("Chỉ tiêu đạt", "không có", "thuong", "kế hoạch không giao chỉ tiêu")
    said: list[str] = []
    tone = "tot"
    for verdicts, of_these in reversed(_NOT_MET):
        if codes := [code for code, verdict in stands.items() if verdict in verdicts]:
            said.insert(0, f"{verdicts[0].label}: {', '.join(codes)}")
            tone = of_these
    met = sum(verdict.met for verdict in stands.values())
    return _card("Chỉ tiêu đạt", f"{met}/{len(stands)}", tone, "; ".join(said) or "đạt cả")


_NOT_MET = (
    ((Verdict.MISSED,), "xau"),
    ((Verdict.LACKING, Verdict.UNREPORTED), "luu-y"),
    ((Verdict.NOTHING,), "thuong"),
    ((Verdict.PENDING,), "thuong"),
)
"""What is told of targets that are not met, with its tone, the gravest first."""
_SIGNS = {"tot": "dat", "luu-y": "sap-den", "xau": "qua-han", "thuong": "co"}


def _card(label: str, value: str, tone: str, note: Child) -> Html:
    return el(
        "li",
        {"class": tone},
        el("span", {"class": "ten"}, label),
        " ",
        el("span", {"class": "lon"}, icon(_SIGNS[tone]), el("b", None, value)),
        " ",
        el("span", {"class": "phu"}, note),
    )
