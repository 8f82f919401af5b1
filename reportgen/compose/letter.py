"""The reminder letter (công văn đôn đốc) in words: whom it addresses, what each still owes, by when, who signs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from reportgen.compose import parties
from reportgen.errors import Refused
from reportgen.model.agency import Agency, Signer
from reportgen.model.letter import CongVanDonDoc, DonViThieu, ViecThieu
from reportgen.model.plan import LegalBasis
from reportgen.model.snapshot import Snapshot
from reportgen.track import Sending, Tracking, UnitTrack
from reportgen.vn.dates import padded_month, short_date
from reportgen.vn.deadlines import Deadline
from reportgen.vn.text import fold, listing, lower_first, shorten

WORKING_DAYS = 3
"""Working days that a unit is given once its deadline is past."""
_SATURDAY = 5
_LONGEST_ABSTRACT = 120
_RESULT = "kết quả "
_DATED = re.compile(r"(số \S+/\S+) ngày \d\S*(?: của (?:(?! và )[^,;])+)?$")
"""A document cited with date and issuer at the end of a title: its number is enough the next time (II.6b)."""
_PLAN = "Kế hoạch"
_SENTENCE = ("trước ", "chậm nhất ", "đến ", "hết ", "trong ")
"""How a deadline begins that can stand in a sentence as the plan writes it."""
_COMMITTEES = {"ủy ban nhân dân": "UBND", "uỷ ban nhân dân": "UBND", "hội đồng nhân dân": "HĐND"}
_PLACES = re.compile(r"tỉnh|thành phố|xã|phường|đặc khu")
_OFFICES = re.compile(r"(?:Sở|Ban|Bộ|Tổng cục|Chi cục|Cục|Trung tâm|Phòng|Văn phòng)\b")


def signer_of(agency: Agency, snapshot: Snapshot) -> Signer:
    """Return who signs: the signer by order (TL., Nghị định 30, Điều 13.4), else the report's own.

    Of several by order the one whose position names the hub. Raises Refused when none of them does.
    """
    ordered = [signer for signer in agency.signers.values() if signer.by_order_of]
    if len(ordered) < 2:
        return ordered[0] if ordered else snapshot.signer
    hub = agency.units[agency.hub]
    names = [fold(name) for name in (hub.name, *hub.other_names)]
    own = [signer for signer in ordered if any(name in fold(signer.position) for name in names)]
    if len(own) != 1:
        listed = ", ".join(signer.position for signer in ordered)
        raise Refused(
            f"Có nhiều người ký thừa lệnh ({listed}); chưa rõ ai ký cho {hub.name}. "
            "Giữ một thua_lenh trong co-quan.yaml."
        )
    return own[0]


def send_by(tracking: Tracking) -> dt.date:
    """Return the last day that units are given when nobody names one.

    While their deadline lies ahead, it is that deadline. Once it is past: :data:`WORKING_DAYS` working days from
    today, but never after the office's own deadline as long as that can still be kept. Saturdays and Sundays
    are no working days; public holidays are not known here.
    """
    today = tracking.today
    if tracking.unit_days >= 0:
        return today + dt.timedelta(days=tracking.unit_days)
    day = today
    for _ in range(WORKING_DAYS):
        day = _working(day + dt.timedelta(days=1), 1)
    if tracking.office_days < 0:
        return day
    last = today + dt.timedelta(days=tracking.office_days)
    latest = _working(last, -1)
    return min(day, latest if latest >= today else last)


def is_working(day: dt.date) -> bool:
    """Tell whether offices work on ``day``: every day but Saturday and Sunday."""
    return day.weekday() < _SATURDAY


def _working(day: dt.date, step: int) -> dt.date:
    """Return ``day``, or the next working day in the direction of ``step``."""
    while not is_working(day):
        day += dt.timedelta(days=step)
    return day


def reminder(
    agency: Agency, tracking: Tracking, units: Sequence[UnitTrack], new_date: dt.date | None = None
) -> CongVanDonDoc:
    """Return the context of the letter to ``units``, which still owe something; at least one.

    ``new_date`` is the last day that they are given, where somebody named one.
    """
    snapshot = tracking.snapshot
    period, hub = snapshot.period, agency.units[agency.hub]
    signer = signer_of(agency, snapshot)
    leader = _leader(agency, signer)
    asked = new_date or send_by(tracking)
    own = _by(period.unit_deadline, period.last_unit_day)
    own_deadline = new_date is None and tracking.unit_days >= 0
    in_time = (asked - tracking.today).days <= tracking.office_days
    received = [unit for unit in tracking.units if unit.sending is not Sending.NOT_SENT]
    return CongVanDonDoc(
        co_quan=parties.agency(snapshot.agency),
        ky=dataclasses.replace(
            parties.period(snapshot), thang=padded_month(tracking.today.month), nam=tracking.today.year
        ),
        dau_moi=hub.name,
        dau_moi_viet_tat=hub.abbreviation,
        trich_yeu=f"đôn đốc báo cáo {period.name} {_plan_in_short(snapshot)}",
        vien_dan=_plan_in_full(snapshot),
        han=own,
        hom_nay=tracking.today,
        qua_han=max(-tracking.unit_days, 0),
        con_lai=max(tracking.unit_days, 0),
        tong_so=len(tracking.units),
        da_nhan=len(received),
        con_loi=sum(unit.sending is Sending.FAULTY for unit in received),
        don_vi=tuple(_owing(unit) for unit in units),
        han_moi=own if own_deadline else f"chậm nhất ngày {short_date(asked)}",
        noi_bao_cao=listing(snapshot.plan.addressee_names),
        han_tong_hop=_by(period.office_deadline, period.last_office_day) if in_time else "",
        kinh_gui=tuple(unit.report.name for unit in units),
        noi_nhan=("Như trên", leader) if leader else ("Như trên",),
        luu=f"VT, {hub.abbreviation}",
        nguoi_ky=parties.signature(signer),
    )


def _by(deadline: Deadline, last_day: dt.date) -> str:
    """Return a deadline as it stands in a sentence: the plan's own words where they can."""
    if fold(deadline.text).startswith(tuple(fold(opening) + " " for opening in _SENTENCE)):
        return lower_first(deadline.text)
    return f"chậm nhất ngày {short_date(last_day)}"


# --- what is owed -------------------------------------------------------------------------------


def _owing(unit: UnitTrack) -> DonViThieu:
    name = unit.report.name
    tasks, targets = len(unit.tasks), len(unit.targets)
    if unit.sending is Sending.NOT_SENT:
        # what counts for an absent report is all of it: no list, which would be the whole plan
        counted = listing([*_counted(tasks, "nhiệm vụ"), *_counted(targets, "chỉ tiêu")])
        return DonViThieu(name, "chưa gửi báo cáo" + (f" (phải báo cáo {counted})" if counted else ""), ())
    if unit.sending is Sending.FAULTY:
        # a file with errors is not merged: that it lacks every row says nothing
        return DonViThieu(name, f"đã gửi báo cáo nhưng còn {unit.faults.errors} lỗi, cần sửa rồi gửi lại", ())
    lacking = [*_counted(tasks, "nhiệm vụ", "kết quả của "), *_counted(targets, "chỉ tiêu", "số liệu của ")]
    work = [ViecThieu("nhiệm vụ", task.code, shorten(task.text)) for task in unit.tasks]
    work += [ViecThieu("chỉ tiêu", target.code, shorten(target.name)) for target in unit.targets]
    return DonViThieu(name, f"đã gửi báo cáo nhưng chưa có {listing(lacking)}", tuple(work))


def _counted(number: int, what: str, of: str = "") -> list[str]:
    return [f"{of}{number} {what}"] if number else []


# --- the plan and the people ---------------------------------------------------------------------


def _plan_in_full(snapshot: Snapshot) -> str:
    """Return the plan cited in full (Phụ lục I, II.6b); one without a number by its subject, no blanks left."""
    head = snapshot.plan
    subject = lower_first(head.subject)
    if not head.number:
        subject = lower_first(subject[len(_PLAN) :].strip()) if _begins(subject, f"{_PLAN} ") else subject
        return parties.citation(LegalBasis(_PLAN, subject)).day_du
    number = f"{head.number}/{head.symbol}"
    return parties.citation(LegalBasis(_PLAN, subject, number, head.date, snapshot.agency.name)).day_du


def _plan_in_short(snapshot: Snapshot) -> str:
    """Return what the report is about, short enough for an abstract (II.5b)."""
    head = snapshot.plan
    if head.number:
        return f"thực hiện {_PLAN} số {head.number}/{head.symbol}"
    title = parties.plan(snapshot).ten_bao_cao
    words = _DATED.sub(r"\1", lower_first(title[len(_RESULT) :])) if _begins(title, _RESULT) else ""
    return words if 0 < len(words) <= _LONGEST_ABSTRACT else f"thực hiện {_PLAN} {head.years.told}"


def _begins(text: str, opening: str) -> bool:
    return text.casefold().startswith(opening.casefold())


def _leader(agency: Agency, signer: Signer) -> str:
    """Return the head whom the letter is also sent to, when another signs for him; "" when he signs himself."""
    head = signer.by_order_of or signer.for_head or signer.authorised_by
    if not head:
        return ""
    body, *rest = parties.header_lines(agency.name)
    place = _PLACES.match(rest[0]) if rest else None
    if place:
        of = f"{_COMMITTEES[body.casefold()]} {place[0]}"
    else:
        office = _OFFICES.match(agency.name)
        of = office[0] if office else ""
    named = head if fold(of) in fold(head) else f"{head} {of}"
    return f"{named} (để b/c)"
