"""Slips in the words of a plan: documents cited in two ways, days that do not exist, another commune's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks import ke_hoach as said
from reportgen.model.agency import Agency
from reportgen.model.fields import texts_of
from reportgen.model.plan import Plan
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.validate.report import Report
from reportgen.vn.dates import parse_date, short_date
from reportgen.vn.text import UPPER, fold
from reportgen.yamlmap.marks import Path

_KINDS = "Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kế hoạch|Chương trình|Công văn"
_GOES_ON = (
    rf"(?:về|tại|thực hiện|ban hành|quy định|với|tới|trên|(?:và )?(?:{_KINDS}))"  # what follows the issuer's name
)
_STOP = r",;.()«»\""
_CITED = regex(
    r"số\s+(?P<number>\d[\w.]{0,15}[/-][\w./\-]{1,40})"
    r"(?:\s+(?:ký\s+)?ngày\s+(?P<date>\d{1,2}/\d{1,2}/\d{4}))?"
    rf"(?:\s+của\s+(?P<issuer>[{UPPER}][^{_STOP}]{{2,80}}?)(?=\s+{_GOES_ON}\s|[{_STOP}]|$))?"
)
_DAY = regex(r"(?<![\d/])(\d{1,2}/\d{1,2}/\d{4})(?![\d/])")
_MOST_VERSIONS = 5  # a document cited in more ways is known to be cited wrongly
_LONGEST = 20_000  # characters of one text that are looked at: ten pages
_LEVELS = ("xã", "phường", "đặc khu")


@record
class _Citation:
    """A document as one place of the plan cites it."""

    path: Path
    number: str
    date: str | None
    issuer: str | None


def check_wording(agency: Agency, plan: Plan, report: Report) -> None:
    """Find slips in the texts of ``plan``, each a warning that its owner may acknowledge."""
    texts = [(path, " ".join(text[:_LONGEST].split())) for path, text in texts_of(plan) if _may_name(text)]
    own = next((level for level in _LEVELS if f" {level} " in f"{agency.name} "), None)
    for path, text in texts:
        if "/" in text:
            _days(path, text, report)
        if own is not None and ("UBND" in text or "y ban" in text):
            _level(agency, own, path, text, report)
    _citations(plan, texts, report)


def _may_name(text: str) -> bool:
    """Tell whether a text has what every day, document or committee has that is looked for."""
    return "/" in text or "-" in text or "ban" in text or "UBND" in text


def _days(path: Path, text: str, report: Report) -> None:
    for match in _DAY.finditer(text):
        if report.full:
            return
        try:
            parse_date(match[1])
        except ValueError as reason:
            report.at_words(path, said.NO_SUCH_DAY, item=match[1], words=match[1], reason=reason)


def _level(agency: Agency, own: str, path: Path, text: str, report: Report) -> None:
    """Find ``UBND phường`` in the text of a commune (``own``: its level): a sentence copied from elsewhere."""
    for level in _LEVELS:
        if level == own or level not in text:
            continue
        pattern = rf"(?<!các )(?:UBND|[Ủủ]y ban nhân dân) {level}\b(?!,? (?:và )?(?:{'|'.join(_LEVELS)})\b)"
        if match := re.search(pattern, text):
            item = report.marks.subject(path)
            report.at_words(path, said.OTHER_LEVEL, item=item, words=match[0], agency=agency.name, own=own)


def _citations(plan: Plan, texts: list[tuple[Path, str]], report: Report) -> None:
    first: dict[str, list[_Citation]] = {}
    for cited in _cited(plan, texts):
        known = first.setdefault(fold(cited.number), [])
        if len(known) >= _MOST_VERSIONS:
            continue
        date = next((other for other in known if other.date and cited.date and other.date != cited.date), None)
        issuer = next((other for other in known if _other_issuer(other.issuer, cited.issuer)), None)
        if date:
            _two(report, cited, f"ngày {cited.date}", f"ngày {date.date}", date)
        elif issuer:
            _two(report, cited, f"của {cited.issuer}", f"của {issuer.issuer}", issuer)
        if not any((other.date, other.issuer) == (cited.date, cited.issuer) for other in known):
            known.append(cited)


def _two(report: Report, cited: _Citation, here: str, there: str, other: _Citation) -> None:
    line = report.marks.at_words(other.path, other.number).line
    number = cited.number
    report.at_words(
        cited.path, said.CITED_IN_TWO_WAYS, item=number, words=number, number=number, here=here, there=there, line=line
    )


def _cited(plan: Plan, texts: list[tuple[Path, str]]) -> Iterator[_Citation]:
    for index, basis in enumerate(plan.bases):
        if basis.number:
            date = short_date(basis.date) if basis.date else None
            yield _Citation(("can_cu", index, "so_ky_hieu"), basis.number, date, basis.issuer)
    for path, text in texts:
        for match in _CITED.finditer(text):
            date = match["date"]
            try:
                date = short_date(parse_date(date)) if date else None
            except ValueError:  # said by _days
                date = None
            yield _Citation(path, match["number"].rstrip(".-"), date, match["issuer"])


def _other_issuer(one: str | None, other: str | None) -> bool:
    """Tell whether two names cannot be those of one agency: a short form begins or ends the long one."""
    if not one or not other:
        return False
    names = sorted((fold(re.sub(r"\bUBND\b", "Ủy ban nhân dân", name)) for name in (one, other)), key=len)
    return not (names[1].startswith(names[0]) or names[1].endswith(names[0]))
