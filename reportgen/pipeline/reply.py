"""What to send back to whom: the findings of each unit's file in words that its officer understands, for an e-mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from reportgen.checks.doi_chieu import CHANGED_SINCE
from reportgen.checks.tep import KHONG_DOC, LOAI, STRAY_DOCUMENT, STRAY_OLD_DOCUMENT, STRAY_PAGE, STRAY_PICTURE
from reportgen.checks.tinh_hinh import CHUA_GUI
from reportgen.errors import CannotRun, Refused
from reportgen.finding import Finding, Severity
from reportgen.model.unit import names_of
from reportgen.pipeline.base import Base
from reportgen.pipeline.check import Checked
from reportgen.pipeline.plain_words import place_in_words, said_in_words
from reportgen.pipeline.read_form import Left, ReadForm
from reportgen.pipeline.sources import choose, usable
from reportgen.pipeline.unread import sent_back
from reportgen.vn.signs import visible_name
from reportgen.vn.text import lower_first, shorten, without_accents
from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, Workspace
from reportgen.yamlmap.marks import Marks


@dataclass(frozen=True)
class Fault:
    """One thing that a unit is asked to look at: where, in its form's own words, what is wrong, what to do."""

    where: str
    found: str
    advice: str
    line: int
    must: bool
    """Whether the report cannot be used before it is mended: an error, or no date that says it is sent."""


@dataclass(frozen=True)
class Reply:
    """What one unit is told of what it sent; ``due``: the deadline of units, as the plan writes it.

    ``files``: the names of the files that it sent. ``word``: those of the forms in Word which it typed into, so that it
    mends one of them; ``yaml``: that of its YAML; each empty where nothing is to be mended there.
    """

    unit: str
    office: str
    files: tuple[str, ...]
    period: str
    due: str
    faults: tuple[Fault, ...]
    word: tuple[str, ...]
    yaml: str


@dataclass(frozen=True)
class Replies:
    """The texts for units, and what the office does itself: a file, what was found, what to do."""

    letters: tuple[Reply, ...]
    own: tuple[tuple[str, str, str], ...]


def replies(workspace: Workspace, checked: Checked) -> Replies:
    """Return a reply for each unit that sent something wrong, in the order of periods and files.

    Raises Refused where the plan or the agency's file has errors: what is said of a unit's file may then be theirs.
    """
    ours = [each for each in checked.findings if each.severity is Severity.ERROR and _is_ours(each.file)]
    if ours:
        raise Refused(
            f"{visible_name(ours[0].file)} dòng {ours[0].line} còn lỗi ({len(ours)} lỗi ở kế hoạch, {AGENCY_FILE}) nên "
            "chưa in lời nhắn: chỗ sai nêu cho đơn vị có thể do lỗi ấy. Xem và sửa trước: reportgen check"
        )
    by_folder: dict[str, dict[str, list[Finding]]] = {}
    for finding in checked.findings:
        folders = PurePosixPath(finding.file).parts
        if folders[0] == STATUSES and len(folders) == 4:  # else no unit's file: a slip of its folder
            by_folder.setdefault("/".join(folders[1:3]), {}).setdefault(finding.file, []).append(finding)
    letters: list[Reply] = []
    own: list[tuple[str, str, str]] = []
    for period, by_file in sorted(by_folder.items()):
        try:
            base, period_id = choose(workspace, period)
        except CannotRun:  # a folder that is no period's
            own += [(each.file, each.found, each.advice) for found in by_file.values() for each in found]
            continue
        desk = _Desk(base, period_id, by_file)
        letters += desk.letters()
        own += desk.own
    return Replies(tuple(letters), tuple(own))


def _is_ours(file: str) -> bool:
    """Tell whether a file is the plan or the agency's: what units' files are read by."""
    return file == AGENCY_FILE or file.startswith(f"{PLANS}/")


class _Desk:
    """One period while its replies are written."""

    def __init__(self, base: Base, period_id: str, by_file: Mapping[str, list[Finding]]) -> None:
        agency, plan = usable(base)
        self.period = plan.periods[period_id]
        self.agency, self.plan = agency.on(self.period.cutoff), plan.on(self.period.cutoff)
        self.by_file = by_file
        self.loaded = {item.file: item for item in base.statuses(period_id)}
        self.forms = self._forms(base, period_id)
        self.own: list[tuple[str, str, str]] = []
        self.faults: dict[str, list[tuple[str, Fault]]] = {}

    def _forms(self, base: Base, period_id: str) -> dict[str, ReadForm]:
        """Return the forms in Word that units typed into, those under a YAML's name included."""
        folder = base.workspace.status_folder(base.plan_id, period_id)
        posing = [file for file, found in self.by_file.items() if _is_other_kind(found)]
        paths = {*folder.glob("*.docx"), *(base.workspace.root / file for file in posing)}
        return {base.workspace.name_of(path): read for path, read in sent_back(base, period_id, sorted(paths)).items()}

    def letters(self) -> list[Reply]:
        """Return the replies; what is the office's to do goes into ``own``."""
        for file, all_findings in sorted(self.by_file.items()):
            unit = self._unit(file)
            findings = [each for each in all_findings if each.code != CHANGED_SINCE.code]
            self.own += [(file, each.found, each.advice) for each in all_findings if each not in findings]
            if file in self.forms or unit is None or (_is_stray(findings) and not _is_no_form(findings)):
                self.own += [(file, each.found, each.advice) for each in findings]
            elif _is_other_kind(findings) or _is_stray(findings):
                resent = [Fault(f"tệp {_name(file)}", each.found, _resend(each), 0, must=True) for each in findings]
                self.faults.setdefault(unit, []).extend((file, each) for each in resent)
            else:
                self.faults.setdefault(unit, []).extend((file, each) for each in self._told(findings, unit))
        for unit in dict.fromkeys(form.unit for form in self.forms.values()):
            self.faults.setdefault(unit, []).extend(self._told_of_word(self._sent_by(unit)))
        return [self._reply(unit, told) for unit, told in self.faults.items() if told]

    def _unit(self, file: str) -> str | None:
        """Return whose file it is: as it says, else by its name; None where neither tells."""
        loaded = self.loaded.get(file)
        status = (loaded.value or loaded.partial) if loaded else None
        if status and status.unit in self.agency.units:
            return status.unit
        name = _hyphened(PurePosixPath(file).stem)
        names = {_hyphened(each): code for code, unit in self.agency.units.items() for each in names_of(code, unit)}
        fitting = [each for each in names if each and (name == each or name.startswith(f"{each}-"))]
        return names[max(fitting, key=len)] if fitting else None

    def _sent_by(self, unit: str) -> dict[str, ReadForm]:
        """Return the forms in Word that a unit typed into, by file."""
        return {file: form for file, form in self.forms.items() if form.unit == unit}

    def _told(self, findings: Sequence[Finding], unit: str) -> list[Fault]:
        """Return what is told of a YAML; not what a form in Word has otherwise, of which that is told."""
        forms = list(self._sent_by(unit).values())
        ordered = sorted(findings, key=lambda each: (list(Severity).index(each.severity), each.line))
        return [self._fault(each, forms) for each in ordered if not self._is_told_of(each, forms)]

    def _is_told_of(self, finding: Finding, forms: Sequence[ReadForm]) -> bool:
        marks = self._marks(finding)
        return any(marks.subject(left.where) == finding.subject for form in forms for left in form.refused)

    def _marks(self, finding: Finding) -> Marks:
        loaded = self.loaded.get(finding.file)
        return loaded.marks if loaded else Marks(finding.file)

    def _fault(self, finding: Finding, forms: Sequence[ReadForm]) -> Fault:
        marks = self._marks(finding)
        found, advice = said_in_words(finding, self.agency.units[self.agency.hub].name)
        must = finding.severity is Severity.ERROR or finding.code == CHUA_GUI.code
        where = place_in_words(finding, marks, self.plan, self.period)
        cell = next(filter(None, (_cell(form, finding.subject, marks) for form in forms)), "")
        return Fault(f"{where} ({cell})" if cell else where, found, advice, finding.line, must)

    def _told_of_word(self, forms: Mapping[str, ReadForm]) -> list[tuple[str, Fault]]:
        """Return what is told of the forms in Word of one unit: what all of them have, once."""
        by_file = {file: [*map(_of_word, form.refused), *map(_of_plan, form.planned)] for file, form in forms.items()}
        told: list[tuple[str, Fault]] = []
        for file, faults in by_file.items():
            for fault in faults:
                in_all = all(fault in others for others in by_file.values())
                told.append((file, fault if in_all else replace(fault, where=f"tệp {_name(file)}, {fault.where}")))
        return told

    def _reply(self, unit: str, told: Sequence[tuple[str, Fault]]) -> Reply:
        office = self.agency.units[self.agency.hub].name
        word = tuple(map(_name, self._sent_by(unit)))
        mended = next((_name(file) for file, fault in told if fault.line), "")
        sent = [_name(file) for file, fault in told if not (word and fault.line)]  # the YAML is the office's then
        faults = tuple(dict.fromkeys(replace(fault, line=0) if word else fault for _, fault in told))
        return Reply(
            self.agency.units[unit].name,
            office,
            tuple(dict.fromkeys([*sent, *word])),
            self.period.name,
            self.period.unit_deadline.text,
            faults,
            word,
            "" if word else mended,
        )


_RESEND = (
    "điền biểu Word rồi gửi lại chính tệp Word ấy; hoặc điền trang biểu (.html), bấm «Lưu tệp YAML», gửi tệp .yaml "
    "tải về"
)
_OLD_DOCUMENT = "mở bằng Word, Lưu thành (Save As) Word Document (*.docx), gửi lại tệp .docx"


def _resend(finding: Finding) -> str:
    """Return how a unit sends again what came as a file of another kind."""
    if finding.required == STRAY_PAGE.required:
        return finding.advice.removeprefix("đề nghị đơn vị ")
    return _OLD_DOCUMENT if finding.required == STRAY_OLD_DOCUMENT.required else _RESEND


def _cell(form: ReadForm, subject: str, marks: Marks) -> str:
    """Return where in a form in Word the field stands that a finding calls ``subject``, else the row of that code."""
    for where, place in form.places.items():
        if marks.subject(where) == subject:
            return place
    rows = (place.partition(", cột")[0] for where, place in form.places.items() if where[1:2] == (subject,))
    return next(rows, "")


def _of_word(left: Left) -> Fault:
    """Return what is told of an answer in a form in Word: its table, row and column."""
    return Fault(_place_of(left), left.why, "sửa trong tệp Word rồi gửi lại", 0, must=True)


def _of_plan(left: Left) -> Fault:
    """Return what is told of words of the plan that a unit changed in its form in Word, or of rows it took out."""
    before, now = (shorten(" ".join(text.split()), _LONGEST) for text in (left.there, left.text))
    said = f"{lower_first(left.sides[1])}: «{now or _BLANK}»"
    found = f"{lower_first(left.sides[0])}: «{before}»; {said}" if before else said
    return Fault(_place_of(left), found, left.for_unit, 0, must=False)


def _place_of(left: Left) -> str:
    return f"{left.place} ({left.asked})" if left.asked else left.place


_LONGEST = 200
"""Characters of words that were changed: enough to see which."""
_BLANK = "để trống"


def _is_other_kind(findings: Sequence[Finding]) -> bool:
    """Tell whether a file under a YAML's name is a document, a scan or an archive."""
    return any(each.code == LOAI.code for each in findings)


def _is_stray(findings: Sequence[Finding]) -> bool:
    return any(each.code == KHONG_DOC.code for each in findings)


_NO_FORMS = frozenset(fault.required for fault in (STRAY_DOCUMENT, STRAY_OLD_DOCUMENT, STRAY_PAGE, STRAY_PICTURE))


def _is_no_form(findings: Sequence[Finding]) -> bool:
    """Tell whether a file is a document or a scan that a unit sent instead of a form; a form's name is the office's."""
    return bool(findings) and all(each.required in _NO_FORMS for each in findings)


def _name(file: str) -> str:
    return PurePosixPath(file).name


def _hyphened(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", without_accents(text)).strip("-")
