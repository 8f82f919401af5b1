"""The letter of correction (công văn đính chính) in words: what is corrected, whom it addresses, who signs."""

from __future__ import annotations

import datetime as dt
import re

from reportgen.compose import parties
from reportgen.errors import Refused
from reportgen.model.agency import Agency, Signer
from reportgen.model.context import VanBan
from reportgen.model.correction import Correction
from reportgen.model.entry import Entry
from reportgen.model.letter import ChoDinhChinh, CongVanDinhChinh
from reportgen.model.plan import LegalBasis
from reportgen.model.snapshot import AgencyHead
from reportgen.vn.dates import padded_month
from reportgen.vn.text import fold

_PURPOSE = re.compile(r"\s*\([^()]*\)$")
"""Why somebody gets a document, behind the name under Nơi nhận: ``UBND TP (để b/c)``."""
_ARTICLE = re.compile(r"như (điều \d+(?:, \d+)*)", re.IGNORECASE)
"""Under the Nơi nhận of a decision: those whom one of its articles names."""
_ABOUT = ("về ", "ban hành ", "quy định ")
"""How an abstract begins that reads on behind the issuer's name."""


def signer_of(agency: Agency, name: str, position: str) -> Signer:
    """Return who of ``agency`` signed a document as ``name``, in that ``position``; both as printed.

    Raises Refused when nobody is called so any more, or several are.
    """
    found = {code: signer for code, signer in agency.signers.items() if fold(signer.name) == fold(name)}
    if len(found) > 1:
        found = {code: signer for code, signer in found.items() if fold(signer.position) == fold(position)} or found
    if len(found) == 1:
        return next(iter(found.values()))
    listed = "; ".join(f"{code} ({one.position} {one.name})" for code, one in (found or agency.signers).items())
    why = f"có nhiều người ký tên {name}" if found else f"co-quan.yaml không còn người ký {name}"
    raise Refused(f"Chưa rõ ai ký công văn đính chính: {why}. Ghi --signer MÃ, một trong: {listed}.")


def correction_letter(agency: Agency, correction: Correction, signer: Signer, today: dt.date) -> CongVanDinhChinh:
    """Return the context of the letter that corrects a document.

    It goes to everybody the document went to: those addressed are addressed again, the others stand under Nơi nhận;
    where nobody was, the others are addressed. Raises Refused when nobody is known.
    """
    entry = correction.entry
    addressed, others = correction.addressed, correction.others
    if not addressed:
        addressed, others = tuple(_named(name, entry) for name in others), ()
    if not addressed:
        raise Refused(
            f"{entry.words()} không in nơi nhận nào, nên không biết gửi công văn cho ai. Soạn công văn bằng Word rồi "
            f"ban hành kèm --corrects {entry.reference}."
        )
    unit = _drafting_unit(agency, entry.kept_by)
    return CongVanDinhChinh(
        co_quan=parties.agency(AgencyHead(agency.name, agency.parent, agency.symbol, agency.place, unit)),
        thang=padded_month(today.month),
        nam=today.year,
        don_vi_viet_tat=unit,
        trich_yeu=f"đính chính {entry.cited()}",
        van_ban=_cited(entry),
        dinh_chinh=tuple(
            ChoDinhChinh(*map(_literal, (erratum.where, erratum.wrong, erratum.right))) for erratum in correction.errata
        ),
        kinh_gui=addressed,
        noi_nhan=("Như trên", *others),
        luu=entry.kept_by or f"VT, {unit}",
        nguoi_ky=parties.signature(signer),
    )


def _named(name: str, entry: Entry) -> str:
    """Return who stands under a document's Nơi nhận as the one whom a letter addresses."""
    if article := _ARTICLE.fullmatch(name):
        return f"Các cơ quan, đơn vị, cá nhân nêu tại {article[1]} {entry.type_name} số {entry.reference}"
    return _PURPOSE.sub("", name)


def _drafting_unit(agency: Agency, kept_by: str) -> str:
    """Return the abbreviation of the unit that a document's line «Lưu» names; the hub's where it names none."""
    named = {word.strip() for word in kept_by.split(",")}
    own = (unit.abbreviation for unit in agency.units.values() if unit.abbreviation in named)
    return next(own, agency.units[agency.hub].abbreviation)


def _cited(entry: Entry) -> VanBan:
    """Return a document as its own agency cites it, without the agency's name."""
    about = entry.about
    if fold(entry.type_name) == fold("công văn"):
        about = f"về việc {about}"
    elif not about.startswith(_ABOUT) and fold(entry.type_name) == fold("báo cáo"):
        about = f"về {about}"
    return parties.citation(LegalBasis(entry.type_name, about, entry.reference, entry.date))


def _literal(text: str) -> str:
    """Return words as they are printed: what would open a footnote is two characters."""
    return text.replace("^[", "^\\[")
