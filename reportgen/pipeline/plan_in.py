"""The order of ``import`` and ``init``: a plan in Word or Excel read, written as YAML where none lies yet, checked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CannotRun, Refused, reason
from reportgen.excel import UnreadableBook, read_book
from reportgen.files import replace_unchanged
from reportgen.finding import Finding, errors_in, warnings_in
from reportgen.load import load_agency, load_plan
from reportgen.load import read_plan as plan_of
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.pdf import into_office
from reportgen.pipeline.check import check
from reportgen.planread import (
    Difference,
    Doubt,
    FoundPlan,
    Unplaced,
    agency_text,
    complete,
    differences,
    naming_of,
    naming_with,
    plan_id,
    plan_text,
    read_book_plan,
    read_plan,
)
from reportgen.vn.text import fold
from reportgen.wordview.package import Unreadable, open_package, read_file
from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, TEMPLATES, WORDS, Workspace

_FOLDERS = (PLANS, STATUSES, WORDS, TEMPLATES)
_OTHERS = (".doc", ".odt", ".rtf", ".pdf", ".xls", ".ods")
_SHEETS = (".xlsx", ".xlsm", ".xltx")
_EDITORS = ".editorconfig"
_EDITOR_TEXT = """root = true

[*.yaml]
charset = utf-8
indent_style = space
indent_size = 2
insert_final_newline = true
trim_trailing_whitespace = true
"""
_ID = re.compile(r"\w[\w.\-]{0,63}")


@dataclass(frozen=True)
class Imported:
    """What was made of a plan in Word or Excel.

    ``made``: files written now; ``kept``: files that were there and stay as they are. ``doubts`` stand in the order
    of the files; ``unplaced`` has no key; ``differences``: what Word says otherwise than the plan that was there.
    ``period``: the first period as commands take it, empty where there is none; ``findings``: what ``check`` says of
    it all.
    """

    workspace: Workspace
    plan_id: str
    tasks: int
    targets: int
    units: int
    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    doubts: tuple[Doubt, ...]
    unplaced: tuple[Unplaced, ...]
    differences: tuple[Difference, ...]
    period: str
    blank: bool
    """Whether no plan was given: everything is still to be filled in."""
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many errors ``check`` finds."""
        return len(errors_in(self.findings))

    @property
    def warnings(self) -> int:
        """How many warnings ``check`` finds."""
        return len(warnings_in(self.findings))


def import_plan(workspace: Workspace, source: Path, wanted: str | None = None) -> Imported:
    """Read the plan ``source`` into ``workspace`` as ``wanted``; a plan that is there is compared, not touched.

    Raises CannotRun for a file that cannot be read, Refused while the agency's file has errors.
    """
    loaded = load_agency(workspace)
    if loaded.value is None:
        raise Refused(f"{AGENCY_FILE} còn lỗi; chạy reportgen check, sửa hết lỗi rồi chạy lại.")
    agency = loaded.value
    plan = _read(source, agency)
    naming = naming_with(agency, plan)
    path = _plan_path(workspace, wanted or plan_id(plan))
    written = plan_text(plan, workspace.name_of(path), source.name, naming)
    if path.exists():
        return _compared(workspace, agency, path, source, plan, written.text)
    if not replace_unchanged(path, None, written.text.encode()):
        raise Refused(f"{workspace.name_of(path)} vừa có người lưu; chạy lại để so với tệp ấy.")
    return _imported(workspace, path, plan, written.doubts, (path,), ())


def make_workspace(folder: Path, source: Path | None, year: int) -> Imported:
    """Make ``folder`` a workspace, of what the plan ``source`` says where it is given; nothing that exists is touched.

    ``year``: of the plan where none is given. Raises CannotRun for what cannot be read or written.
    """
    plan = _read(source, None) if source is not None else _empty(year)
    there = (folder / AGENCY_FILE).exists()
    if there:
        if source is None:
            raise Refused(f"{folder} đã có {AGENCY_FILE}: thư mục này đã là của một cơ quan, không ghi gì.")
        return import_plan(Workspace(folder), source)
    workspace = Workspace(folder)
    naming = naming_of(plan.agency)
    name = source.name if source is not None else "mẫu trống"
    path = _plan_path(workspace, plan_id(plan))
    texts = agency_text(plan, AGENCY_FILE, name, naming.signer), plan_text(plan, workspace.name_of(path), name, naming)
    _folders(folder)
    contents = ((folder / AGENCY_FILE, texts[0].text), (path, texts[1].text), (folder / _EDITORS, _EDITOR_TEXT))
    made = [file for file, text in contents if replace_unchanged(file, None, text.encode())]
    kept = [file for file, _ in contents if file not in made]
    return _imported(workspace, path, plan, (*texts[0].doubts, *texts[1].doubts), tuple(made), tuple(kept))


def _folders(folder: Path) -> None:
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"Không tạo được thư mục trong {folder}: {reason(error)}.") from error


def _empty(year: int) -> FoundPlan:
    """Return a plan of which nothing is known: its files say what to fill in."""
    plan = FoundPlan(year=str(year))
    complete(plan)
    return plan


def _read(source: Path, agency: Agency | None) -> FoundPlan:
    known = _known(agency)
    try:
        if source.suffix.lower() in _OTHERS:
            with tempfile.TemporaryDirectory() as folder:
                return _with_tables(source, _read_office(into_office(source, Path(folder)), known))
        return _read_office(source, known)
    except OSError as error:
        raise CannotRun(f"Không đọc được {source}: {reason(error)}.") from error
    except (Unreadable, UnreadableBook) as error:
        raise CannotRun(f"Không đọc được {source}: {error}.") from error


def _with_tables(source: Path, plan: FoundPlan) -> FoundPlan:
    """Return what came through LibreOffice. Raises Refused where nothing did that a plan is made of.

    It takes a PDF apart into boxes of single lines, and joins all cells of a table that ends a .doc.
    """
    if plan.tasks() or plan.targets:
        return plan
    program = (
        "Excel rồi chọn «Lưu thành…» (Save as…) › .xlsx"
        if source.suffix.lower() in (".xls", ".ods")
        else ("Word rồi chọn «Lưu thành…» (Save as…) › Word (.docx)")
    )
    scan = " Bản quét ảnh thì phải nhận dạng chữ trước." if source.suffix.lower() == ".pdf" else ""
    raise Refused(
        f"Đọc {source.name} qua LibreOffice không ra nhiệm vụ nào: bảng không còn là bảng. Mở tệp ấy bằng {program}, "
        f"rồi chạy lại với tệp mới.{scan}"
    )


def _read_office(path: Path, known: Callable[[str], bool]) -> FoundPlan:
    """Read a plan from an .xlsx, else from a .docx."""
    content = read_file(path)
    if path.suffix.lower() in _SHEETS:
        return read_book_plan(read_book(content), known)
    return read_plan(open_package(content), known)


def _known(agency: Agency | None) -> Callable[[str], bool]:
    """Return what tells whether a name is that of a unit or group in the agency's file."""
    if agency is None:
        return lambda _: False
    names = {fold(name) for name in agency.known_names()}
    return lambda name: fold(name) in names or bool(agency.unit_ids(name))


def _plan_path(workspace: Workspace, name: str) -> Path:
    if not _ID.fullmatch(name):
        raise CannotRun(f"Mã kế hoạch «{name}» không dùng được: chỉ chữ, số, dấu chấm, gạch nối, ví dụ nq02-2026.")
    return workspace.plan_file(name)


def _compared(workspace: Workspace, agency: Agency, path: Path, source: Path, plan: FoundPlan, text: str) -> Imported:
    """Return how the plan in Word, ``source``, differs from the file that is there."""
    name = workspace.name_of(path)
    there, read = load_plan(workspace, path.stem).value, plan_of(workspace, path.stem, text.encode()).value
    if there is None:
        raise Refused(
            f"{name} còn lỗi nên không so được; chạy reportgen check, sửa hết lỗi rồi chạy lại, "
            "hoặc thêm --plan MÃ để đọc thành kế hoạch khác."
        )
    if read is None:
        raise Refused(
            f"Những gì đọc được từ {source.name} chưa thành một kế hoạch đúng nên không so được với {name}; "
            "thêm --plan MÃ, mã chưa có, để đọc thành tệp khác, rồi chạy reportgen check xem chỗ sai."
        )
    found = tuple(differences(agency, there, read))
    return _imported(workspace, path, plan, (), (), (path,), found)


def _imported(
    workspace: Workspace,
    path: Path,
    plan: FoundPlan,
    doubts: tuple[Doubt, ...],
    made: tuple[Path, ...],
    kept: tuple[Path, ...],
    found: tuple[Difference, ...] = (),
) -> Imported:
    return Imported(
        workspace,
        path.stem,
        len(plan.tasks()),
        len(plan.targets),
        len(plan.agency.units),
        made,
        kept,
        doubts,
        tuple(plan.unplaced),
        found,
        _typed(workspace, path.stem, next((period.id for period in plan.periods), "")),
        not plan.subject and not any(plan.tasks()),
        check(workspace, [path.stem]).findings,
    )


def _typed(workspace: Workspace, plan_id: str, period_id: str) -> str:
    """Return a period of a plan as commands take it: with its plan where another has a period of that name."""
    others = (load_plan(workspace, other).value for other in workspace.plan_ids() if other != plan_id)
    shared = any(other is not None and period_id in other.periods for other in others)
    return str(PeriodId(plan_id, period_id)) if shared else period_id
