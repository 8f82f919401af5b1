"""The plan itself in words: its own text, what it sets and gives to whom, who signs; printed as it is written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from reportgen.compose import parties
from reportgen.model.agency import Agency, Signer
from reportgen.model.context import PhuLuc
from reportgen.model.places import group_place, is_ungrouped
from reportgen.model.plan import LegalBasis, Part, Plan, SubTask, Task, TaskGroup
from reportgen.model.plan_document import (
    ChiTieuGiao,
    DongLoi,
    HanBaoCao,
    NhomGiao,
    PhanGiao,
    VanBanKeHoach,
    ViecGiao,
)
from reportgen.model.sections import PlanPoint, walked
from reportgen.model.snapshot import AgencyHead
from reportgen.vn.dates import long_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import fold, listing

_BLANK = " " * 7
_END = "./."
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét|Thi hành)\b.*;$", re.DOTALL)
"""A paragraph that is a basis, as plans set it."""
_ROMAN = re.compile(r"[IVXLC]+")


def plan_document(agency: Agency, plan: Plan, signer: Signer) -> VanBanKeHoach:
    """Return the context of ``plan`` as a document, signed by ``signer``; what the plan does not say is left out."""
    hub = agency.units[agency.hub]
    own, lines, close = _own_text(plan)
    bases, opening = _bases(plan, own)
    return VanBanKeHoach(
        co_quan=parties.agency(AgencyHead(agency.name, agency.parent, agency.symbol, agency.place, hub.abbreviation)),
        ky_hieu=plan.symbol,
        so=padded(int(plan.number)) if plan.number and plan.number.isdecimal() else plan.number or _BLANK,
        ngay=long_date(plan.date) if plan.date else f"ngày{_BLANK}tháng{_BLANK}năm {plan.year}",
        trich_yeu=plan.subject,
        thoi_gian=plan.years.told,
        can_cu=bases,
        co_loi=bool(plan.sections),
        mo_dau=opening,
        loi=lines,
        doan_cuoi=close,
        chi_tieu=tuple(_targets(agency, plan)),
        phan=tuple(_part(agency, part) for part in plan.parts),
        phu_luc=PhuLuc("Phụ lục I", "Phụ lục II") if plan.targets else PhuLuc("", "Phụ lục"),
        ten_phu_luc=PhuLuc(*(title.upper() for title in plan.appendix_titles)),
        tong_so=_totals(plan),
        ky_bao_cao=tuple(
            HanBaoCao(period.name, period.unit_deadline.text, period.office_deadline.text)
            for period in plan.periods.values()
        ),
        dau_moi=hub.name,
        noi_bao_cao=listing([addressee.name for addressee in plan.addressees]),
        noi_nhan=tuple(name.rstrip(" ;.") for name in plan.recipients),
        luu=f"VT, {hub.abbreviation}",
        nguoi_ky=parties.signature(signer),
    )


# --- the plan's own text ------------------------------------------------------------------------


def _own_text(plan: Plan) -> tuple[tuple[str, ...], tuple[DongLoi, ...], str]:
    """Return the opening, the lines of the sections, and the last paragraph, which closes the text."""
    sections = list(plan.sections)
    opening = sections.pop(0).paragraphs if sections and sections[0].framing else ()
    lines = [line for level, section in walked(sections) for line in _lines(level, section)]
    if not lines and opening and opening[-1].endswith(_END):
        return opening[:-1], (), opening[-1]
    close = lines.pop().chu if lines and not lines[-1].cap else ""
    if close and not close.endswith(_END):
        close = close.rstrip(" .;") + _END
    return opening, tuple(lines), close


def _lines(level: int, section: PlanPoint) -> Iterator[DongLoi]:
    """Yield what a section, item or point prints: its title, or its number before its first paragraph."""
    mark = _mark(section.number)
    if section.title:
        roman = level == 1 and _ROMAN.fullmatch((section.number or "").strip(" ."))
        yield DongLoi(level, mark + (section.title.upper() if roman else section.title))
        mark = ""
    for at, text in enumerate(section.paragraphs):
        yield DongLoi(0, mark + text if at == 0 else text)


def _mark(number: str | None) -> str:
    """Return a number as it stands before a text: ``I. ``, ``1. ``, ``a) `` (Phụ lục I, II.6đ)."""
    bare = (number or "").strip(" .)")
    if not bare:
        return ""
    return f"{bare}) " if len(bare) == 1 and bare.islower() else f"{bare}. "


def _bases(plan: Plan, opening: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of bases, and what of the plan's own ``opening`` is none.

    Those of ``can_cu`` that the opening does not cite come first, then the plan's own.
    """
    own = tuple(itertools.takewhile(_BASIS.match, opening))
    missing = [parties.citation(basis).day_du for basis in plan.bases if not _cited_in(opening, basis)]
    ends = [";"] * len(missing)
    if missing and not own:
        ends[-1] = "."
    said = (f"Căn cứ {text}{end}" for text, end in zip(missing, ends, strict=True))
    return (*said, *own), tuple(opening[len(own) :])


def _cited_in(opening: Sequence[str], basis: LegalBasis) -> bool:
    """Tell whether the plan's own opening names a basis: then it is not printed again."""
    return any(fold(basis.number or basis.subject) in fold(text) for text in opening)


# --- the appendices -----------------------------------------------------------------------------


def _totals(plan: Plan) -> PhuLuc:
    given = plan.totals
    targets, tasks = (given.targets, given.tasks) if given else (None, None)
    return PhuLuc(
        f"Tổng số: {padded(targets)} chỉ tiêu" if targets else "", f"Tổng số: {padded(tasks)} nhiệm vụ" if tasks else ""
    )


def _targets(agency: Agency, plan: Plan) -> Iterator[ChiTieuGiao]:
    for number, target in enumerate(plan.targets.values(), start=1):
        monitor = agency.shown_name(target.monitor) if target.monitor else ""
        yield ChiTieuGiao(number, target.name, target.goal.words, _names(agency, target.doers), monitor)


def _part(agency: Agency, part: Part) -> PhanGiao:
    groups = tuple(_group(agency, part, group) for group in part.groups)
    return PhanGiao(part.number or "", part.name or "", groups)


def _group(agency: Agency, part: Part, group: TaskGroup) -> NhomGiao:
    """Return a group; one that only stands around the tasks of a plan or part without groups has no name."""
    before = group_place(part.number, group.number), part.number or group.number, group.number
    work = (row for task in group.tasks for row in _task(agency, task, before))
    return NhomGiao(group.number, "" if is_ungrouped(part) else group.name, tuple(work))


def _task(agency: Agency, task: Task, before: Sequence[str]) -> Iterator[ViecGiao]:
    """Yield a task, then its parts a), b), a row each; ``before``: what may stand in its code before its own number."""
    number = next((task.code[len(place) + 1 :] for place in before if task.code.startswith(f"{place}.")), task.code)
    yield ViecGiao(
        number,
        task.text,
        _names(agency, task.leads),
        _names(agency, task.helpers),
        task.deadline.text if task.deadline else "",
        "\n".join(task.products),
        _names(agency, task.followers),
        "; ".join(task.leaders),
        task.funding or "",
    )
    for at, part in enumerate(task.subtasks, start=1):
        yield _subtask(agency, part, part.letter_of(at))


def _subtask(agency: Agency, part: SubTask, letter: str) -> ViecGiao:
    return ViecGiao(
        f"{letter})",
        part.text,
        _names(agency, part.leads),
        _names(agency, part.helpers),
        part.deadline.text if part.deadline else "",
        "\n".join(part.products),
        "",
        "",
        "",
    )


def _names(agency: Agency, names: tuple[str, ...]) -> str:
    return "; ".join(agency.shown_names(names))
