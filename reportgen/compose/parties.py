"""Who writes, to whom, by what authority: header lines, recipients, signature block, citations."""

from __future__ import annotations

from reportgen.model.agency import Signer
from reportgen.model.citing import cited
from reportgen.model.context import CoQuan, KeHoach, Ky, NguoiKy, VanBan
from reportgen.model.plan import LegalBasis
from reportgen.model.snapshot import AgencyHead, Snapshot
from reportgen.patterns import regex
from reportgen.vn.dates import padded_month, short_date
from reportgen.vn.text import fold, lower_first

_COUNCIL = regex(r"(Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)\s+((?:tỉnh|thành phố|xã|phường|đặc khu)\s.+)")


def header_lines(name: str) -> tuple[str, ...]:
    """Return an agency's name as the lines it takes at the head of a document.

    A council or people's committee stands on one line and its place on the next; other names stay
    whole and are broken evenly by the page.
    """
    match = _COUNCIL.fullmatch(name)
    return match.groups() if match else (name,)


def agency(head: AgencyHead) -> CoQuan:
    """Return what templates see of the agency."""
    return CoQuan(
        ten=head.name,
        dong_ten=header_lines(head.name),
        dong_chu_quan=header_lines(head.parent) if head.parent else (),
        ky_hieu=head.symbol,
        dia_danh=head.place,
    )


def citation(basis: LegalBasis) -> VanBan:
    """Return a document cited in full and in short (Phụ lục I, II.6b)."""
    number, date = basis.number or "", short_date(basis.date) if basis.date else ""
    short = f"{basis.kind} số {number}" if number else f"{basis.kind} {basis.subject}"
    full = cited(basis.kind, number, date, basis.issuer or "", basis.subject)
    return VanBan(basis.kind, number, full, short)


def plan(snapshot: Snapshot) -> KeHoach:
    """Return what templates see of the plan."""
    head = snapshot.plan
    number = head.number or "……"
    date = short_date(head.date) if head.date else f"…/…/{head.year}"
    bases = tuple(citation(basis) for basis in head.bases)
    return KeHoach(
        ma=head.id,
        nam=head.year if head.years.single and not head.school else head.years.words,
        goi_nam=head.years.term,
        trich_yeu=head.subject,
        ten_bao_cao=head.report_title or _report_title(head.subject),
        vien_dan=f"Kế hoạch số {number}/{head.symbol} ngày {date}",
        da_ban_hanh=bool(head.number and head.date),
        can_cu=bases,
    )


def _report_title(subject: str) -> str:
    """Return a report's abstract made from a plan's: ``Kết quả thực hiện …``."""
    words = fold(subject)
    if words.startswith((fold("thực hiện"), fold("triển khai"))):
        return f"Kết quả {lower_first(subject)}"
    return f"Kết quả thực hiện {subject if words.startswith(fold('Kế hoạch')) else 'Kế hoạch ' + lower_first(subject)}"


def period(snapshot: Snapshot) -> Ky:
    """Return what templates see of the period; a draft's month is that of the office's deadline."""
    given = snapshot.period
    month_of = given.last_office_day
    return Ky(
        ma=snapshot.period_id,
        ten=given.name,
        ky_toi=given.upcoming or "thời gian tới",
        tu_ngay=given.start,
        den_ngay=given.cutoff,
        han_don_vi=given.unit_deadline.text,
        thang=padded_month(month_of.month),
        nam=month_of.year,
        co_phu_luc=given.appended,
    )


_BODIES = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}


def recipients(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the Nơi nhận list without its last line; who is addressed becomes ``Như trên`` (II.9b)."""
    addressed = {_in_full(name) for name in snapshot.plan.addressee_names}
    others = [name.rstrip(" ;.") for name in snapshot.plan.recipients if _in_full(name) not in addressed]
    return tuple((["Như trên"] if addressed else []) + others)


def _in_full(name: str) -> str:
    """Return a name to compare: «UBND thành phố» is «Ủy ban nhân dân thành phố»."""
    return fold(" ".join(_BODIES.get(word, word) for word in name.rstrip(" ;.").split()))


def signature(signer: Signer) -> NguoiKy:
    """Return the lines above the signature: TM., then KT., TL. or TUQ., then the position (II.7b)."""
    lines = [f"TM. {signer.on_behalf_of}"] if signer.on_behalf_of else []
    for prefix, head in (("KT.", signer.for_head), ("TL.", signer.by_order_of), ("TUQ.", signer.authorised_by)):
        if head:
            lines.append(f"{prefix} {head}")
    lines.append(f"Q. {signer.position}" if signer.acting else signer.position)
    return NguoiKy(tuple(line.upper() for line in lines), signer.name)
