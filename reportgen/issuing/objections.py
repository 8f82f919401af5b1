"""What speaks against issuing a document as it stands: its form, its figures, its data, what Word left in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.errors import CannotRun
from reportgen.issuing import series
from reportgen.issuing.corrected import of_corrected
from reportgen.issuing.naming import said_of
from reportgen.issuing.worded import of_words
from reportgen.model.lifetime import lasts_on
from reportgen.model.objection import Accepted, Objection
from reportgen.nd30.base import Level
from reportgen.nd30.rules import RULES
from reportgen.nd30.verdicts import FormReport, Verdict
from reportgen.unfinished import Leftover
from reportgen.unfinished.beside import FOREIGN, FOREIGN_ADVICE, foreign_by_kind, foreign_words
from reportgen.unfinished.leftover import ADVICE, WORDS, leftover_words, leftovers_by_kind
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import fold, nearest
from reportgen.wordview.foreign import Foreign

if TYPE_CHECKING:
    import datetime as dt

    from reportgen.formats.carry import Provenance
    from reportgen.issuing.candidate import Candidate, Recorded
    from reportgen.issuing.printed import Printed
    from reportgen.model.entry import Entry
    from reportgen.model.plan import Plan
    from reportgen.model.snapshot import Snapshot
    from reportgen.nd30.base import Breach

_SHOWN = 3
_EARLIEST = 1
"""Years before its first one in which a plan is still issued."""
_WORDS = "tong-hop/"
_FIGURES = "SL/"

_NUMBERED = re.compile(r"Số\s*:\s*0*(\d{1,9})\s*/\s*([\w&./]+(?:\s?[-–]\s?[\w&./]+){0,9})")
_REPLACES = ("thay thế", "thay cho")

KINDS: Mapping[str, str] = {
    **WORDS,
    "dong-so": "dòng số in trong văn bản khác số cấp",
    "don-vi-chua-gui": "có đơn vị chưa gửi báo cáo",
    "thieu-so-lieu": "thiếu dòng báo cáo hoặc số liệu chỉ tiêu",
    "so-lieu-da-doi": "tệp dữ liệu đã thay đổi từ khi soạn",
    "mau-da-doi": "mẫu đã thay đổi từ khi soạn",
    "khong-so-duoc": "không so được số liệu của văn bản",
    "truoc-ngay-chot": "ngày ban hành trước ngày chốt số liệu",
    "truoc-can-cu": "ngày ban hành kế hoạch trước ngày của văn bản làm căn cứ, hoặc quá sớm so với năm của kế hoạch",
    "ngay-lui": "ngày không theo thứ tự số",
    "ngay-tuong-lai": "ngày chưa tới",
    "dong-ho-lui": "đồng hồ máy đi lùi",
    "so-trung": "số đã cấp",
    "nguoi-ky-thoi-chuc": "người ký in trong văn bản không giữ chức vụ ngày ấy",
    "co-quan-khac": "đầu văn bản ghi cơ quan khác",
    "chua-neu-thay-the": "văn bản không nêu văn bản mà nó thay thế",
    "chua-neu-dinh-chinh": "công văn không nêu văn bản mà nó đính chính",
    "dinh-chinh-ban-cu": "đính chính văn bản đã bị thay thế",
    FOREIGN: "tệp có macro, đối tượng nhúng, hoặc nạp nội dung từ bên ngoài",
    "so-nhay": "số cách xa số trước",
    "loi-van-cu": "lời văn viết trước khi nguồn đổi",
    "loi-van-khac": "tệp lời văn nói khác lời in trong văn bản",
    "chua-tong-hop": "văn bản chỉ có lời tự động",
    "so-lieu-loi-van": "số trong lời văn mà số liệu không xác nhận",
    "ke-hoach-khac": "văn bản kế hoạch nói khác tệp kế hoạch",
    "ke-hoach-co-so": "tệp kế hoạch đã ghi số, ngày khác",
    "ke-hoach-da-ban-hanh": "kế hoạch đã ban hành",
    "tep-da-ban-hanh": "tệp đã ban hành với số khác",
    "ky-da-ban-hanh": "kỳ đã có báo cáo ban hành",
}
"""Every objection that is no rule of form, in words."""


def against(candidate: Candidate, recorded: Recorded) -> list[Objection]:
    """Return everything that speaks against issuing a document, in the order in which it is told.

    First what is left in it, its form, what is printed and its data; then what the register says, and the clock.
    """
    return [
        *of_leftovers(candidate.unfinished),
        *of_foreign(candidate.foreign),
        *of_form(candidate.form),
        *of_printed(candidate),
        *of_signer(candidate),
        *of_replaced(candidate.printed, recorded.replaced),
        *of_data(candidate),
        *of_plan(candidate),
        *of_register(candidate, recorded),
        *series.of_clock(recorded.entries, candidate.request.date, candidate.request.now),
    ]


def of_register(candidate: Candidate, recorded: Recorded) -> list[Objection]:
    """Return what the register says against a document's number, date, period and file."""
    request, printed = candidate.request, candidate.printed
    numbered = candidate.series(recorded.entries)
    found = list(series.objections(numbered, request.number, printed.symbol, request.date))
    found += of_corrected(printed, recorded)
    issued = _issued_already(candidate, recorded)
    if issued is not None:
        found.append(
            Objection(
                "ky-da-ban-hanh",
                f"kỳ {candidate.period or ''} đã ban hành {issued.words()}",
                f"sai nội dung thì sửa bản thảo, lấy số mới và thêm --replaces {issued.reference}",
                acceptable=False,
            )
        )
    same = next((entry for entry in recorded.standing if entry.source_hash == candidate.draft.sha256), None)
    plan = _plan_already(candidate, recorded)
    if plan is not None:
        found.append(
            Objection(
                "ke-hoach-da-ban-hanh",
                f"kế hoạch {candidate.plan_id} đã ban hành {plan.words()}",
                "ban hành kế hoạch thay thế thì xóa so, ngay trong tệp kế hoạch, in lại, lấy số mới và thêm --replaces "
                f"{plan.reference}",
                acceptable=False,
            )
        )
    if same is not None and same not in (issued, plan):
        found.append(
            Objection(
                "tep-da-ban-hanh",
                f"chính tệp này, chưa sửa gì, đã ban hành là {same.words()}",
                "sửa bản thảo rồi ban hành lại, hoặc ghi đúng tệp cần ban hành bằng --file",
            )
        )
    return found


def _issued_already(candidate: Candidate, recorded: Recorded) -> Entry | None:
    """Return the report of the candidate's own period that stands, and that it does not replace; None for none."""
    others = (entry for entry in recorded.standing if entry != recorded.replaced)
    return next((entry for entry in others if candidate.period == (entry.plan_id, entry.period_id)), None)


def _plan_already(candidate: Candidate, recorded: Recorded) -> Entry | None:
    """Return the plan as it was issued and stands, which the candidate, the same plan, does not replace; else None."""
    if candidate.planned is None:
        return None
    others = (entry for entry in recorded.standing if entry != recorded.replaced)
    return next((entry for entry in others if entry.is_plan and entry.plan_id == candidate.plan_id), None)


def of_plan(candidate: Candidate) -> Iterator[Objection]:
    """Yield where a plan's document says otherwise than its file, on which all reports stand."""
    planned, request = candidate.planned, candidate.request
    if planned is None:
        return
    plan, shown = planned.plan, "; ".join(planned.differing[:_SHOWN])
    if planned.differing:
        more = f" và {len(planned.differing) - _SHOWN} chỗ khác" if len(planned.differing) > _SHOWN else ""
        yield Objection(
            "ke-hoach-khac",
            f"văn bản nói khác {planned.file}, {len(planned.differing)} chỗ: {shown}{more}",
            f"sửa {planned.file} cho khớp văn bản, hoặc in lại: reportgen plan {planned.plan_id}",
        )
    number, date = (plan.number or "").lstrip("0") or str(request.number), plan.date or request.date
    if (number, date) != (str(request.number), request.date) and not request.replaces:
        written = f"số {plan.number or '(chưa có)'}, ngày {short_date(plan.date) if plan.date else '(chưa có)'}"
        yield Objection(
            "ke-hoach-co-so",
            f"{planned.file} đã ghi {written}, lệnh ghi số {padded(request.number)}, ngày {short_date(request.date)}",
            f"sửa lệnh cho đúng; hoặc xóa so, ngay trong {planned.file} rồi in lại",
            acceptable=False,
        )
    if (earlier := _too_early(plan, request.date)) is not None:
        yield Objection(
            "truoc-can-cu",
            f"ngày {short_date(request.date)} {earlier}",
            f"xem lại năm đã gõ ở --ngay, và can_cu, nam trong {planned.file}",
        )


def _too_early(plan: Plan, date: dt.date) -> str | None:
    """Return, in words, what a plan of ``date`` comes before: a document that it rests on, or all times to plan in."""
    dated = [(basis.date, basis) for basis in plan.bases if basis.date is not None and basis.date > date]
    if dated:
        day, basis = max(dated, key=lambda each: each[0])
        name = f"{basis.kind} số {basis.number}" if basis.number else basis.kind
        return f"trước ngày của căn cứ {name} ngày {short_date(day)}"
    if date.year < plan.year - _EARLIEST:
        return f"sớm hơn năm {plan.year} của kế hoạch {plan.year - date.year} năm"
    return None


def of_form(report: FormReport) -> Iterator[Objection]:
    """Yield an objection for each rule that was broken, and one when the figures could not be compared."""
    for result in report.results:
        if result.verdict is Verdict.LOI and result.severity is Level.LOI:
            first = result.breaches[0]
            more = f" (và {len(result.breaches) - 1} chỗ khác)" if len(result.breaches) > 1 else ""
            what = f"{first.where.words()}: {first.found}{more}; cần: {first.required}"
            yield Objection(result.rule_id, what, first.advice)
        elif result.rule_id == f"{_FIGURES}khong-so-duoc" and result.breaches:
            yield from _not_compared(result.breaches)
        elif result.verdict is Verdict.KHONG_DANH_GIA and result.rule_id == f"{_FIGURES}da-sua":
            yield Objection(
                "khong-so-duoc",
                f"không so được số liệu của văn bản với dữ liệu: {result.reason}",
                "kiểm tra đúng tệp của kỳ này; nếu đúng thì tự đối chiếu số liệu trước khi chấp nhận",
            )


def _not_compared(breaches: Sequence[Breach]) -> Iterator[Objection]:
    """Yield an objection to figures that nobody can tell to be those of the data: where the first ones stand."""
    shown = "; ".join(f"{breach.where.words()} ({breach.required})" for breach in breaches[:_SHOWN])
    more = f" và {len(breaches) - _SHOWN} chỗ khác" if len(breaches) > _SHOWN else ""
    yield Objection("khong-so-duoc", f"có số không so được với dữ liệu: {shown}{more}", breaches[0].advice)


def of_printed(candidate: Candidate) -> Iterator[Objection]:
    """Yield an objection to another agency's document and to other numbers printed on it."""
    printed, agency = candidate.printed, candidate.agency
    yield from _of_numbers(printed, candidate.request.number)
    if printed.organ and fold(agency.name) not in fold(printed.organ):
        yield Objection(
            "co-quan-khac",
            f"đầu văn bản ghi cơ quan «{printed.organ}», không phải {agency.name}",
            "kiểm tra đúng tệp; hoặc sửa tên cơ quan ở đầu văn bản, hay ten trong co-quan.yaml",
        )


def of_signer(candidate: Candidate) -> Iterator[Objection]:
    """Yield an objection to a signer who, by ``co-quan.yaml`` of today, is not in office on the document's date."""
    date, name = candidate.request.date, candidate.printed.signer
    named = [signer for signer in candidate.signers if name and fold(signer.name) == fold(name)]
    if not named or any(lasts_on(signer, date) for signer in named):
        return
    signer = named[-1]
    days = f" từ {short_date(signer.since)}" if signer.since else ""
    days += f" đến hết {short_date(signer.until)}" if signer.until else ""
    yield Objection(
        "nguoi-ky-thoi-chuc",
        f"văn bản ghi {signer.position} {signer.name} ký, người ấy giữ chức vụ{days}",
        "trong Word sửa chức vụ, họ tên người ký; hoặc sửa tu_ngay, den_ngay trong co-quan.yaml",
    )


def _of_numbers(printed: Printed, number: int) -> Iterator[Objection]:
    """Yield an objection to a line with another number than the one given, and to that line printed twice."""
    found = [(line, match) for line in printed.lines if (match := _NUMBERED.fullmatch(line))]
    wanted = f"{padded(number)}/{printed.symbol}"
    odd = [line for line, match in found if int(match[1]) != number or _key(match[2]) != _key(printed.symbol)]
    if odd:
        advice = f"trong Word sửa thành «Số: {wanted}», hoặc xóa dòng thừa"
        yield Objection("dong-so", f"văn bản còn in «{odd[0]}»", advice)
    elif len(found) > 1:
        yield Objection("dong-so", f"dòng «{found[1][0]}» in {len(found)} lần", "trong Word xóa dòng thừa")


def _key(symbol: str) -> str:
    """Return a symbol for comparing: kinds of dash and spaces make no difference."""
    return re.sub(r"\s", "", fold(symbol).replace("–", "-"))


def of_replaced(printed: Printed, replaced: Entry | None) -> Iterator[Objection]:
    """Yield an objection to a document that replaces another and does not say so."""
    if replaced is None or said_of(replaced, " ".join(printed.lines), _REPLACES):
        return
    said = f"{printed.type_name} này thay thế {replaced.cited()}"
    yield Objection(
        "chua-neu-thay-the",
        f"văn bản không nêu rằng nó thay thế {replaced.words()}",
        f"trong Word thêm câu, ví dụ «{said}», lưu rồi chạy lại",
    )


def of_data(candidate: Candidate) -> Iterator[Objection]:
    """Yield what the data of a period's report lacks, and what has changed since it was drafted."""
    today, snapshot, carried = candidate.today, candidate.snapshot, candidate.draft.carried
    if today is None or snapshot is None:
        yield from of_stranger(candidate.printed.kind)
        return
    yield from of_snapshot(snapshot, candidate.request.date)
    if carried is not None:
        yield from of_sources(carried.provenance, today.inputs, today.template[1])
    yield from of_words(candidate.worded, str(today.period), _told_as_figures(candidate.form))


def _told_as_figures(form: FormReport) -> str:
    """Return what is told of figures of the data that were changed: the same are not told again as words."""
    return "\n".join(breach.found for result, breach in form.breaches() if result.rule_id.startswith(_FIGURES))


def of_stranger(kind: str) -> Iterator[Objection]:
    """Yield an objection to a report of which nobody can tell whose figures it gives."""
    if kind == "báo cáo":
        yield Objection(
            "khong-so-duoc",
            "không biết là báo cáo của kỳ nào nên không so được số liệu",
            "ghi tên kỳ trước --so; báo cáo ngoài các kế hoạch ở đây thì chấp nhận",
        )


def of_leftovers(leftovers: Iterable[Leftover]) -> Iterator[Objection]:
    """Yield an objection for each kind of thing that a document is not issued with."""
    for kind, found in leftovers_by_kind(leftovers).items():
        yield Objection(kind, leftover_words(kind, found), ADVICE[kind])


def of_foreign(found: Iterable[Foreign]) -> Iterator[Objection]:
    """Yield an objection for each kind of thing that a file carries or loads beside its text."""
    for kind, names in foreign_by_kind(found).items():
        yield Objection(FOREIGN, foreign_words(kind, names), FOREIGN_ADVICE[kind])


def of_snapshot(snapshot: Snapshot, date: dt.date) -> Iterator[Objection]:
    """Yield what the data lacks, and a date before the figures were closed."""
    absent = [unit.name for unit in snapshot.units if not unit.sent]
    if absent:
        yield Objection("don-vi-chua-gui", f"chưa gửi: {', '.join(absent)}", "đôn đốc, rồi soạn lại bản thảo")
    sent = {unit.id for unit in snapshot.units if unit.sent}
    rows = [task.code for task in snapshot.tasks() if sent.intersection(task.missing)]
    targets = [target.code for target in snapshot.targets if target.uncounted or sent.intersection(target.missing)]
    if rows or targets:
        yield Objection(
            "thieu-so-lieu",
            f"thiếu báo cáo của đơn vị đã gửi ở {', '.join([*rows, *targets])}",
            "xem bằng lệnh reportgen check, bổ sung rồi soạn lại bản thảo",
        )
    if date < snapshot.period.cutoff:
        yield Objection(
            "truoc-ngay-chot",
            f"ngày {short_date(date)} trước ngày chốt số liệu {short_date(snapshot.period.cutoff)}",
            "ghi đúng ngày ký, hoặc sửa den_ngay của kỳ trong kế hoạch",
        )


def of_sources(made: Provenance, inputs: Mapping[str, str], template: bytes) -> Iterator[Objection]:
    """Yield what has changed since the draft was made: ``inputs`` (hashes by name) and ``template`` of today."""
    changed = sorted(name for name in {*made.inputs, *inputs} if made.inputs.get(name) != inputs.get(name))
    changed = [name for name in changed if not name.startswith(_WORDS)]  # words are compared by place, not by file
    if changed:
        shown = ", ".join(changed[:_SHOWN]) + (f" và {len(changed) - _SHOWN} tệp khác" if len(changed) > _SHOWN else "")
        yield Objection(
            "so-lieu-da-doi",
            f"tệp đã thay đổi từ khi soạn bản thảo: {shown}",
            "soạn lại bằng lệnh draft (bản đã sửa được giữ, chép phần sửa tay sang bản mới)",
        )
    if made.template_hash != hashlib.sha256(template).hexdigest():
        yield Objection(
            "mau-da-doi",
            f"mẫu {made.template} đã thay đổi từ khi soạn bản thảo",
            "soạn lại bằng lệnh draft (bản đã sửa được giữ, chép phần sửa tay sang bản mới)",
        )


def known_names(wanted: Iterable[str]) -> None:
    """Raise CannotRun for a name that is no objection's and no rule's."""
    known = [*KINDS, *(rule.id for rule in RULES)]
    for name in wanted:
        if name not in known:
            proposal = nearest(name, known)
            meant = f" Có phải là {proposal}?" if proposal else ""
            raise CannotRun(f"Không có mã «{name}» để chấp nhận.{meant} Chạy lệnh không có --accept để xem các mã.")


def settle(
    objections: Sequence[Objection], reasons: Mapping[str, str]
) -> tuple[tuple[Objection, ...], tuple[Accepted, ...]]:
    """Return the objections that remain, and those accepted with ``reasons`` (by name)."""
    left = tuple(item for item in objections if item.id not in reasons or not item.acceptable)
    given = [item for item in objections if item not in left]
    return left, tuple(Accepted(item.id, item.what, reasons[item.id]) for item in given)


def words_of(accepted: Iterable[Accepted]) -> list[str]:
    """Return what was accepted in words, a reason given for several things once."""
    given: dict[str, list[str]] = {}
    for item in accepted:
        given.setdefault(item.reason, []).append(KINDS.get(item.id, item.id))
    return [f"chấp nhận {', '.join(dict.fromkeys(what))}: {reason}" for reason, what in given.items()]
