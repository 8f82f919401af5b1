"""Templates as an office sees them: which there are and who uses them, what is wrong in one, before anybody drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from reportgen import stock
from reportgen.compose import compose
from reportgen.errors import CannotRun, Refused, TemplateFault, hindrance, reason
from reportgen.model.period_id import PeriodId
from reportgen.pipeline.contexts import context_of
from reportgen.pipeline.period import merge_period
from reportgen.pipeline.sources import read_base
from reportgen.pipeline.written import Put, put_letter
from reportgen.record import record
from reportgen.render.checking import TemplateSlip, check_template
from reportgen.render.report import way_of
from reportgen.render.ways import Way
from reportgen.vn.text import sort_key
from reportgen.wordview.comments import Comment, with_comments
from reportgen.wordview.package import Unreadable, read_file
from reportgen.workspace import Workspace

__all__ = [
    "AllTemplates",
    "Examined",
    "NearMiss",
    "Put",
    "TemplateFile",
    "TemplateSlip",
    "Way",
    "check",
    "mark",
    "templates",
]
NearMiss = stock.NearMiss


@record
class TemplateFile:
    """A template: its name (what ``mau`` is), the file that is used, whose that is, the periods that use it.

    ``replaces``: the agency's own takes the place of a stock one. ``report``: False for letters and books, which no
    period may ask for. ``refused``: why the agency's own is not used, and nothing else in its place.
    """

    name: str
    path: Path
    own: bool
    replaces: bool
    report: bool
    used: tuple[PeriodId, ...]
    refused: str = ""


@record
class AllTemplates:
    """All templates of an office; the files that look like one and are not used; plans that cannot be read.

    ``stock``: the folder of those that come along.
    """

    templates: tuple[TemplateFile, ...]
    near_misses: tuple[NearMiss, ...]
    unread: tuple[str, ...]
    stock: Path = field(default_factory=stock.stock_folder)


@record
class Tried:
    """A template filled with a period's data of today; ``fault`` is empty where that went well."""

    period: PeriodId
    fault: str = ""


@record
class Examined:
    """What was found in one file: its faults, how it is rendered, the periods it was filled for.

    ``unread``: why it is no template at all. ``marked``: the copy with comments, where one was asked for.
    """

    path: Path
    slips: tuple[TemplateSlip, ...] = ()
    unread: str = ""
    way: Way | None = None
    tried: tuple[Tried, ...] = ()
    marked: Put | None = None

    @property
    def faults(self) -> int:
        """How many faults, those of the data's filling included."""
        return len(self.slips) + sum(bool(tried.fault) for tried in self.tried)


@record
class _Plans:
    used: Mapping[str, tuple[PeriodId, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def templates(workspace: Workspace) -> AllTemplates:
    """Return the templates of an office, reports first. Raises CannotRun for a folder that cannot be read."""
    plans, own = _plans(workspace), workspace.template_folder()
    if why := hindrance(own, folder=True):
        raise CannotRun(f"Không đọc được thư mục mẫu {own}: {why}.")
    reports = {*stock.template_names(own), *stock.refused_names(own)} - set(stock.OTHERS)
    names = [*sorted(reports, key=sort_key), *stock.OTHERS]
    names = [name for name in names if name in plans.used or not stock.is_named_as_copy(name)]
    found = tuple(_file(own, name, plans.used.get(name, ())) for name in names)
    return AllTemplates(found, tuple(stock.near_misses(own, names)), plans.unread)


def _file(own: Path, name: str, used: tuple[PeriodId, ...]) -> TemplateFile:
    why = stock.refused(own, name)
    path = own / f"{name}.docx" if why else stock.find_template(own, name)
    is_own = path.parent == own
    there = (stock.stock_folder() / path.name).is_file()
    return TemplateFile(name, path, is_own, is_own and there, name not in stock.OTHERS, used, why)


def _plans(workspace: Workspace) -> _Plans:
    """Return which periods ask for which template, and the plans that cannot be read."""
    used: dict[str, list[PeriodId]] = {}
    unread = []
    for plan_id in workspace.plan_ids():
        plan = read_base(workspace, plan_id).plan.value
        if plan is None:
            unread.append(plan_id)
            continue
        for period_id, period in plan.periods.items():
            used.setdefault(period.template.removesuffix(".docx"), []).append(PeriodId(plan_id, period_id))
    return _Plans({name: tuple(periods) for name, periods in used.items()}, tuple(unread))


def chosen(workspace: Workspace | None, subject: str | None) -> list[Path]:
    """Return the files to check: the one named, by its path or as ``mau`` names it, else all that the office has.

    Without any of its own these are those that its periods use. Raises CannotRun where there is nothing to check.
    """
    if subject is not None:
        if Path(subject).is_file():
            return [Path(subject)]
        if workspace is None or Path(subject).name != subject:
            raise CannotRun(f"Không có tệp {subject}. Ghi đường dẫn tới tệp .docx, hoặc tên mẫu khi đứng ở cơ quan.")
        return [stock.find_template(workspace.template_folder(), subject)]
    if workspace is None:
        raise CannotRun("Chưa ghi mẫu cần kiểm tra. Ví dụ: reportgen template check mau/bao-cao-quy.docx")
    listed = templates(workspace)
    own = [file.path for file in listed.templates if file.own]
    return own or [file.path for file in listed.templates if file.used]


def check(workspace: Workspace | None, path: Path) -> Examined:
    """Check one template, and fill it with the data of each period that uses it."""
    try:
        content = _content(workspace, path)
        found = check_template(path.name, content, context_of(path.stem))
    except Unreadable as error:
        return Examined(path, unread=str(error))
    except OSError as error:
        return Examined(path, unread=reason(error))
    except TemplateFault as fault:
        return Examined(path, unread=fault.said_of(path.name))
    if found.slips or workspace is None:
        return Examined(path, found.slips, way=found.way)
    used = _plans(workspace).used.get(path.stem, ()) if _is_used(workspace, path) else ()
    way, tried = found.way, []
    for period in used:
        outcome = filled_for(workspace, path.name, content, period)
        if isinstance(outcome, Way):
            way, outcome = (way if way and not way.compiled else outcome), Tried(period)
        tried += [outcome] if outcome is not None else []
    return Examined(path, way=way, tried=tuple(tried))


def _content(workspace: Workspace | None, path: Path) -> bytes:
    """Return the bytes of a template. Raises OSError, and Unreadable also for what no command would use."""
    own = workspace.template_folder() if workspace is not None else None
    if own is not None and path.parent.resolve() == own.resolve() and (why := stock.refused(own, path.stem)):
        raise Unreadable(why)
    return read_file(path)


def _is_used(workspace: Workspace, path: Path) -> bool:
    try:
        return stock.find_template(workspace.template_folder(), path.stem).samefile(path)
    except (CannotRun, OSError):
        return False


def filled_for(workspace: Workspace, name: str, content: bytes, period: PeriodId) -> Way | Tried | None:
    """Fill a template for one period; None where the period's data has errors, which ``check`` tells."""
    try:
        snapshot = merge_period(workspace, str(period)).snapshot
        return way_of(name, content, compose(snapshot)) if snapshot is not None else None
    except TemplateFault as fault:
        return Tried(period, fault.said_of(name))
    except (CannotRun, Refused):
        return None


def mark(checked: Examined) -> Examined:
    """Write a copy of the file with a comment at each fault, beside it; nothing where there is none.

    Raises Refused for a file that is open elsewhere, CannotRun for a folder that cannot be written.
    """
    if not checked.faults:
        return checked
    try:
        content = with_comments(read_file(checked.path), list(_comments(checked)))
    except Unreadable as error:
        raise CannotRun(f"Không ghi được góp ý vào {checked.path.name}: {error}.") from error
    wanted = checked.path.with_name(f"{checked.path.stem.removesuffix(stock.MARKED)}{stock.MARKED}.docx")
    return Examined(
        checked.path, checked.slips, checked.unread, checked.way, checked.tried, put_letter(wanted, content)
    )


def _comments(checked: Examined) -> Iterator[Comment]:
    for slip in checked.slips:
        where = f"{slip.part}: " if slip.part else ""
        tag = f"{slip.tag}: " if slip.tag else ""
        yield Comment(f"{where}{tag}{slip.reason}", slip.paragraph, slip.member)
    for tried in checked.tried:
        if tried.fault:
            yield Comment(f"Khi điền số liệu kỳ {tried.period}: {tried.fault}")
