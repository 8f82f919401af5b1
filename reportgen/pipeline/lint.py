"""The order of ``lint``: choose rules and files, read each, judge it; several files side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import CannotRun, ReportgenError, reason, unexpected
from reportgen.linting import FormReport, Result, Verdict, lint_opened
from reportgen.nd30.base import Breach, Level, Rule, Where
from reportgen.nd30.rules import BY_ID, RULES, named
from reportgen.record import record
from reportgen.stock import MARKED
from reportgen.vn.text import nearest, nfc
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.package import Unreadable, read_file
from reportgen.workspace import AGENCY_FILE, Workspace

if TYPE_CHECKING:
    from reportgen.linting.figures import Baseline
    from reportgen.linting.mending import Good
    from reportgen.load import Loaded
    from reportgen.model.agency import Agency

__all__ = [
    "BY_ID",
    "RULES",
    "Breach",
    "Copied",
    "FormReport",
    "Level",
    "Linted",
    "Profile",
    "Result",
    "Rule",
    "Verdict",
    "Where",
    "documents",
    "lint_afresh",
    "lint_bytes",
    "lint_docx",
    "lint_file",
    "lint_files",
    "profile",
    "rules_named",
]


@record
class Profile:
    """What documents are checked against.

    ``ignored``: reasons by rule id. ``trouble``: why ``co-quan.yaml`` could not be used. ``period``: the
    one in ``workspace`` whose data figures are held against; None for none. ``force``: documents that the decree does
    not bind are judged all the same.
    """

    workspace: Workspace | None = None
    period: str | None = None
    agency: Agency | None = None
    rule_ids: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    force: bool = False


@record
class Copied:
    """What was done in a copy beside a file: ``path`` None where none was written, ``kept`` why the file is left alone.

    ``good``: what was made good in it; ``comments``: how many of Word's were written into it.
    """

    path: Path | None = None
    kept: str = ""
    good: tuple[Good, ...] = ()
    comments: int = 0


@record
class Linted:
    """One file: its report, or why there is none.

    ``copied``: the copy that was written beside it, whose report it is where something was mended.
    """

    path: Path
    report: FormReport | None
    problem: str = ""
    copied: Copied | None = None


def profile(
    workspace: Workspace | None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    period: str | None = None,
    agency: Loaded[Agency] | None = None,
    *,
    force: bool = False,
) -> Profile:
    """Return what to check against: the rules named, the workspace's agency and the rules it leaves out.

    A name is a rule's id or a clause, ``PL1-II-9d``. ``agency``: where its file is read already. ``force``: see
    :class:`Profile`. Raises CannotRun for a name of no rule, and for a ``period`` outside a workspace.
    """
    if period is not None:
        if workspace is None:
            raise CannotRun(f"--against cần thư mục của cơ quan có {AGENCY_FILE}; ghi: reportgen -C THƯ_MỤC lint …")
        from reportgen.pipeline.sources import choose

        choose(workspace, period)
    own, trouble = _agency_of(workspace, agency) if workspace is not None else (None, "")
    chosen = rules_named(select) if select else RULES
    ignored = {rule.id: "--ignore" for rule in rules_named(ignore)}
    for item in own.form.ignored if own and own.form else ():
        ignored |= {rule.id: item.reason for rule in named(item.rule)}
        if not named(item.rule):
            trouble = f"{AGENCY_FILE} bỏ qua «{item.rule}» mà không có quy tắc này"
    ids = tuple(rule.id for rule in chosen)
    return Profile(workspace, period, own, ids, tuple(ignored.items()), trouble, force)


def _agency_of(workspace: Workspace, loaded: Loaded[Agency] | None) -> tuple[Agency | None, str]:
    """Return a workspace's agency, or why it cannot be used; ``loaded`` where its file is read already."""
    from reportgen.load import load_agency

    loaded = loaded or load_agency(workspace)
    if loaded.value is not None and not loaded.findings:
        return loaded.value, ""
    return None, f"{loaded.file} còn lỗi nên không dùng đến; xem bằng lệnh reportgen check"


def rules_named(names: Iterable[str]) -> list[Rule]:
    """Return the rules that ``names`` mean, in the order of the decree. Raises CannotRun for a name of none."""
    wanted: set[str] = set()
    for name in names:
        found = named(name)
        if not found:
            proposal = nearest(name, [rule.id for rule in RULES])
            meant = f" Có phải là {proposal}?" if proposal else ""
            raise CannotRun(f"Không có quy tắc «{name}».{meant} Các mã ở docs/nd30.md.")
        wanted.update(rule.id for rule in found)
    return [rule for rule in RULES if rule.id in wanted]


FIXED = " (đã sửa)"
"""What the names of mended copies end with; those with comments end as those of templates do."""


def is_copy(path: Path) -> bool:
    """Tell whether a file bears the name of a copy that ``lint --fix`` or ``--mark`` wrote."""
    return FIXED in nfc(path.stem) or MARKED in nfc(path.stem)


def documents(paths: Sequence[Path]) -> list[Path]:
    """Return the files that ``paths`` mean: a folder stands for the .docx files below it.

    A file that does not exist is returned too: checking it says so, beside the others.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = sorted(item for item in path.rglob("*") if item.suffix.lower() in (".docx", ".docm"))
            found |= dict.fromkeys(item for item in below if item.is_file() and not item.name.startswith("~$"))
        else:
            found[path] = None
    return list(found)


def lint_files(paths: Sequence[Path], profiles: Sequence[Profile], jobs: int = 1) -> Iterator[Linted]:
    """Check each file against its profile, in order; ``jobs`` worker processes where there is enough to do."""
    from reportgen.pipeline.workers import side_by_side  # what a draft's own check never pays for

    return side_by_side(lint_file, list(zip(paths, profiles, strict=True)), jobs)


def lint_file(asked: tuple[Path, Profile]) -> Linted:
    """Check a file against a profile; what cannot be read is said, not raised: the others are checked all the same."""
    return answered(_linted, asked)


def _linted(path: Path, against: Profile) -> Linted:
    return Linted(path, lint_bytes(read_file(path), against))


def answered(work: Callable[[Path, Profile], Linted], asked: tuple[Path, Profile]) -> Linted:
    """Return what ``work`` makes of a file; what stops it is said of the file, not raised."""
    path, against = asked
    try:
        return work(path, against)
    except OSError as error:
        return Linted(path, None, reason(error))
    except (Unreadable, ReportgenError) as error:
        return Linted(path, None, str(error))
    except Exception as error:  # one file's fault is not the others'
        return Linted(path, None, f"{unexpected(error)}; gửi dòng này và tệp cho người phụ trách")


def lint_bytes(content: bytes, against: Profile) -> FormReport:
    """Check the bytes of one .docx. Raises Unreadable; with a period, also what :func:`baseline` raises."""
    docx = open_docx(content)
    return looked_through(docx, against, baseline_of(docx, against))


def baseline_of(docx: Opened, against: Profile) -> Baseline | None:
    """Return the data that a document's figures are held against; None where none were asked for.

    What was read of the document is let go: its large parts are read anew once the data was.
    """
    if against.workspace is None or against.period is None:
        return None
    docx.forget()
    from reportgen.pipeline.against import baseline  # compose, render: what plain checks never pay

    return baseline(against.workspace, against.period, docx.content)


def lint_afresh(content: bytes, against: Profile) -> FormReport:
    """Check as :func:`lint_bytes` does, the period's data read anew: for programs that go on while it changes."""
    baseline = None
    if against.workspace is not None and against.period is not None:
        from reportgen.pipeline.against import baseline_afresh

        baseline = baseline_afresh(against.workspace, against.period, content)
    return looked_through(open_docx(content), against, baseline)


def looked_through(docx: Opened, against: Profile, baseline: Baseline | None) -> FormReport:
    """Check a .docx, and note what ``issue`` would object to in the file itself."""
    report = _lint(docx, against, baseline, force=against.force)
    return (
        report if report.internal or report.beyond else replace(report, notes=(*report.notes, *_before_issuing(docx)))
    )


def _before_issuing(docx: Opened) -> Iterator[str]:
    """Yield what speaks against issuing a document as it stands, whatever its form."""
    from reportgen.unfinished import leftovers  # what drafting, which checks the form as well, never pays
    from reportgen.unfinished.beside import FOREIGN, foreign_by_kind, foreign_words
    from reportgen.unfinished.leftover import leftover_words, leftovers_by_kind
    from reportgen.wordview.foreign import foreign

    for kind, names in foreign_by_kind(foreign(docx.package)).items():
        yield f"{foreign_words(kind, names)} (lệnh issue: {FOREIGN})"
    for name, found in leftovers_by_kind(leftovers(docx)).items():
        yield f"{leftover_words(name, found)} (lệnh issue: {name})"


def lint_docx(docx: Opened, against: Profile, baseline: Baseline | None) -> FormReport:
    """Check a .docx that is open already; its figures against ``baseline``, whatever period the profile names.

    It is the office's own: whether the decree binds it is not asked. Raises Unreadable for parts that are damaged or
    too large.
    """
    return _lint(docx, against, baseline, force=True)


def _lint(docx: Opened, against: Profile, baseline: Baseline | None, *, force: bool) -> FormReport:
    wanted = set(against.rule_ids)
    rules = [rule for rule in RULES if rule.id in wanted]
    return lint_opened(docx, against.agency, rules, dict(against.ignored), baseline, force=force)
