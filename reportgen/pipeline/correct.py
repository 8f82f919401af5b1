"""The order of ``archive correct``: find the document and the wrong words in it, compose the letter, write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen import stock
from reportgen.archive.find import corrected_by, find, replaced_by
from reportgen.archive.members import issued_file
from reportgen.archive.names import safe_name
from reportgen.archive.places import bag_place
from reportgen.archive.register import Register, sound_register
from reportgen.archive.verify import require_whole
from reportgen.compose.correction import correction_letter, signer_of
from reportgen.errors import CannotRun, Refused
from reportgen.files import outside
from reportgen.issuing.printed import read_printed
from reportgen.issuing.spots import Spot, nearest_spot, plain, spots_of
from reportgen.model.agency import Agency, Signer
from reportgen.model.correction import Correction, Erratum
from reportgen.model.entry import Entry
from reportgen.pipeline.agency import agency_of
from reportgen.pipeline.written import Put, put_letter
from reportgen.vn.text import did_you_mean
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.package import Unreadable
from reportgen.workspace import Workspace

__all__ = ["CorrectRequest", "Corrected", "Erratum", "correct"]

LONGEST = 1_000
"""Characters of a text that is corrected: a paragraph."""
_MOST = 5
"""Places that are listed where words stand in several."""


@dataclass(frozen=True)
class CorrectRequest:
    """What ``archive correct`` was asked: which ``document``, which words in it.

    ``signer``: the id of who signs; None for whoever signed the document.
    """

    document: str
    errata: Sequence[Erratum]
    today: dt.date
    year: int | None = None
    signer: str | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Corrected:
    """The letter that was composed. ``before``: letters that correct the same document already."""

    put: Put
    correction: Correction
    addressed: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: Signer
    before: tuple[Entry, ...]


def correct(workspace: Workspace, request: CorrectRequest) -> Corrected:
    """Compose the letter that corrects words of an issued document, and write it under a name that is free.

    Raises CannotRun for a document that is not there, Refused for one that was replaced or is damaged, for words that
    do not stand in it or stand in several places, and where nobody knows who signs; TemplateFault.
    """
    root = workspace.archive_folder()
    if request.output is not None:
        outside(request.output, root)
    register = sound_register(root)
    entry = _standing(register, request)
    require_whole(root, entry)
    docx = _opened(bag_place(root, entry.bag), entry)
    agency, printed = agency_of(workspace).on(request.today), read_printed(docx)
    signer = _signer(agency, request) or signer_of(agency, entry.signer, printed.position)
    correction = Correction(entry, printed.addressed, printed.others, _found(docx, entry, request.errata))
    letter = correction_letter(agency, correction, signer, request.today)
    from reportgen.render import render_plain

    template = stock.find_template(workspace.template_folder(), stock.CORRECTION_LETTER)
    content = render_plain(template.name, template.read_bytes(), letter)
    wanted = request.output or workspace.draft_folder() / f"dinh-chinh-{safe_name(entry.reference)}.docx"
    before = corrected_by(register).get(entry.bag, ())
    return Corrected(put_letter(wanted, content), correction, letter.kinh_gui, letter.noi_nhan, signer, before)


def _standing(register: Register, request: CorrectRequest) -> Entry:
    """Return the document that is meant; raises Refused when another has replaced it."""
    entry = find(register, request.document, request.year)
    later = replaced_by(register).get(entry.bag)
    if later is not None:
        raise Refused(
            f"{entry.words()} đã được {later.words()} thay thế, nên không đính chính nữa. Đính chính văn bản thay thế: "
            f"reportgen archive correct {later.reference}"
        )
    return entry


def _opened(bag: Path, entry: Entry) -> Opened:
    try:
        docx = open_docx(issued_file(bag))
        docx.anatomy  # noqa: B018 (read here, so that what cannot be read is told once)
    except Unreadable as error:
        raise CannotRun(f"{entry.words()}: {error}.") from error
    return docx


def _signer(agency: Agency, request: CorrectRequest) -> Signer | None:
    """Return the signer that was asked for; None when nobody was. Raises CannotRun for an id that is nobody's."""
    if request.signer is None:
        return None
    if request.signer not in agency.signers:
        known = ", ".join(agency.signers)
        meant = did_you_mean(request.signer, agency.signers, "ghi một trong các mã ấy.")
        raise CannotRun(f"co-quan.yaml không có người ký «{request.signer}»; có: {known}; {meant}")
    return agency.signers[request.signer]


def _found(docx: Opened, entry: Entry, errata: Sequence[Erratum]) -> tuple[Erratum, ...]:
    """Return ``errata`` with where each stands; raises Refused with everything that is wrong with them."""
    faults: list[str] = []
    found: list[Erratum] = []
    for given in errata:
        erratum = Erratum(_text(given.wrong, "--wrong"), _text(given.right, "--right"), plain(given.where))
        spots = spots_of(docx, erratum.wrong)
        fault = _fault(erratum, spots, docx, entry)
        if fault:
            faults.append(fault)
        else:
            found.append(erratum if erratum.where else replace(erratum, where=spots[0].where))
    if faults:
        raise Refused(" ".join(faults))
    if len(set(found)) < len(found):
        raise CannotRun("Có một chỗ ghi hai lần: mỗi chỗ sai chỉ ghi một --wrong, một --right.")
    return tuple(found)


def _text(text: str, option: str) -> str:
    """Return words as they are compared and printed. Raises CannotRun for none, for too many, for odd characters."""
    words = plain(text)
    if not words or not words.isprintable() or len(words) > LONGEST:
        raise CannotRun(
            f"Chữ ghi ở {option} trống, dài quá {LONGEST} chữ hoặc có ký tự không in được. Ghi đúng những chữ cần đính "
            "chính, trong ngoặc kép."
        )
    return words


def _fault(erratum: Erratum, spots: Sequence[Spot], docx: Opened, entry: Entry) -> str:
    """Return what is wrong with one erratum, in words; empty for nothing."""
    if erratum.wrong == erratum.right:
        return f"«{erratum.wrong}» ghi ở cả --wrong và --right: chữ đúng phải khác chữ sai."
    if not spots:
        near = nearest_spot(docx, erratum.wrong)
        meant = f" Gần nhất: «{near.text}» ({near.where})." if near else ""
        return f"«{erratum.wrong}» không có trong {entry.words()}.{meant} Ghi --wrong đúng như đã in trong văn bản."
    if len(spots) > 1 and not erratum.where:
        listed = "; ".join(f"{spot.where} («{spot.text}»)" for spot in spots[:_MOST])
        more = f" và {len(spots) - _MOST} chỗ khác" if len(spots) > _MOST else ""
        return (
            f"«{erratum.wrong}» có ở {len(spots)} chỗ: {listed}{more}. Ghi thêm chữ ở hai bên để chỉ còn một chỗ; sai "
            'ở nhiều chỗ thì ghi rõ các chỗ ấy: --place "…".'
        )
    return ""
