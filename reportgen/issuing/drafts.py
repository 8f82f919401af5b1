"""Which draft is meant: the file named, or the newest one of a period; never one that Word still holds open."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen import stock
from reportgen.errors import CannotRun, Refused, reason
from reportgen.formats import carry
from reportgen.formats.carry import Carried
from reportgen.issuing.printed import read_printed
from reportgen.model.period_id import PeriodId
from reportgen.model.snapshot import Snapshot
from reportgen.nd30.internal import internal
from reportgen.vn.text import nfc
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.package import MAX_FILE, Unreadable
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """A draft as read: its bytes, and the data it carries (None when it carries none that can be used)."""

    path: Path
    content: bytes
    carried: Carried | None

    @cached_property
    def sha256(self) -> str:
        """The hash of the file as it was read."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def opened(self) -> Opened:
        """The draft as a document. Raises Unreadable for what is none, or is unsafe to unpack."""
        return open_docx(self.content)

    @property
    def snapshot(self) -> Snapshot | None:
        """The data it carries."""
        return self.carried.snapshot if self.carried else None

    @property
    def period(self) -> PeriodId | None:
        """The period whose data it carries."""
        return PeriodId(self.snapshot.plan.id, self.snapshot.period_id) if self.snapshot else None

    @property
    def internal(self) -> bool:
        """Whether it is an internal document: by the template that its data names, else as it says itself."""
        if self.carried:
            return self.carried.provenance.template == f"{stock.SOURCES}.docx"
        try:
            return internal(self.opened.document)
        except Unreadable:
            return False


def read_draft(path: Path) -> Draft:
    """Read one draft. Raises CannotRun when it cannot be read, Refused when a program holds it open."""
    _require_closed(path)
    try:
        if path.suffix.lower() != ".docx":
            raise CannotRun(f"{path} không phải tệp .docx. Mở bằng Word rồi Lưu thành (Save As) dạng .docx.")
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotRun(f"{path} không phải là tệp thường.")
        if path.stat().st_size > MAX_FILE:
            raise CannotRun(f"{path} lớn hơn {MAX_FILE // 1_000_000} MB; nén hoặc bỏ bớt ảnh rồi lưu lại.")
        content = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    return Draft(path, content, carry.read_named(content, str(path)))


def require_issuable(draft: Draft) -> Draft:
    """Return ``draft``; raises Refused for an internal document, which nothing makes one to be issued."""
    if draft.internal:
        period = f" {draft.period}" if draft.period else ""
        raise Refused(
            f"{draft.path} là tài liệu nội bộ để đối chiếu, không ban hành. Ban hành bản thảo báo cáo: reportgen "
            f"issue{period or ' KỲ'} --so SỐ --ngay NGÀY"
        )
    return draft


def newest_draft(workspace: Workspace, period: PeriodId, issued: frozenset[str]) -> Draft:
    """Return the newest draft of ``period`` in the workspace's folder of drafts.

    ``issued``: SHA-256 of files that were issued before; an edited draft among them is no work left undone.
    Raises CannotRun when there is none. Raises Refused when the newest is not the one that somebody edited, or
    a newer report does not say whose it is: nobody's work may be left out without a word.
    """
    own: list[tuple[Draft, bool]] = []
    strangers: list[Path] = []
    for draft in _newest_first(workspace.draft_folder()):
        if draft.period == period and draft.internal:
            continue
        if draft.period is None and not own and _is_report(draft):
            strangers.append(draft.path)
        elif draft.period == period:
            own.append((draft, not carry.untouched(draft.content) and draft.sha256 not in issued))
    if not own:
        raise CannotRun(
            f"Không thấy bản thảo nào của kỳ {period} trong {workspace.draft_folder()}. Soạn bằng lệnh: "
            f"reportgen draft {period}; nếu bản thảo nằm chỗ khác hoặc đã lưu bằng phần mềm khác thì ghi "
            "--file TỆP.docx."
        )
    newest = own[0][0]
    edited = [draft.path for draft, worked_on in own[1:] if worked_on]
    if edited or strangers:
        names = ", ".join(path.name for path in (*strangers, newest.path, *edited))
        raise Refused(
            f"Chưa rõ bản thảo nào của kỳ {period} cần ban hành, vì có bản đã sửa hoặc mới hơn: {names}. Ghi rõ một "
            f'bản: --file "{newest.path}"'
        )
    _require_closed(newest.path)
    return newest


def plan_draft_name(plan_id: str) -> str:
    """Return what the document of a plan is called among the drafts."""
    return f"ke-hoach-{plan_id}.docx"


def newest_plan(workspace: Workspace, plan_id: str, issued: frozenset[str], made: Callable[[bytes], bool]) -> Draft:
    """Return the newest document of a plan in the workspace's folder of drafts, by the names that ``plan`` gives.

    ``issued``: SHA-256 of files that were issued before; ``made``: tells a file that is just as it was made. Raises
    CannotRun when there is none, Refused when the newest is not the one that somebody edited.
    """
    stem = re.escape(plan_draft_name(plan_id).removesuffix(".docx"))
    own = [
        draft
        for draft in _newest_first(workspace.draft_folder())
        if re.fullmatch(rf"{stem}(?: \(\d+\))?", draft.path.stem)
    ]
    if not own:
        raise CannotRun(
            f"Không thấy văn bản của kế hoạch {plan_id} trong {workspace.draft_folder()}. In bằng lệnh: reportgen plan "
            f"{plan_id}; nếu văn bản nằm chỗ khác thì ghi --file TỆP.docx."
        )
    newest, *others = own
    edited = [draft.path.name for draft in others if draft.sha256 not in issued and not made(draft.content)]
    if edited:
        names = ", ".join([newest.path.name, *edited])
        raise Refused(
            f"Chưa rõ văn bản nào của kế hoạch {plan_id} cần ban hành, vì có bản đã sửa hoặc mới hơn: {names}. Ghi rõ "
            f'một bản: --file "{newest.path}"'
        )
    _require_closed(newest.path)
    return newest


def _newest_first(folder: Path) -> Iterator[Draft]:
    files = [path for path in folder.glob("*") if path.suffix.lower() == ".docx" and path.is_file()]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        if may_be_draft(path) and path.stat().st_size <= MAX_FILE:
            content = path.read_bytes()
            yield Draft(path, content, carry.read_named(content, str(path)))


def may_be_draft(path: Path) -> bool:
    """Tell by its name whether a file may be a draft: no lock of Word's, no copy with the comments of a check."""
    return not path.name.startswith(("~", ".")) and stock.MARKED not in nfc(path.name)


def _is_report(draft: Draft) -> bool:
    """Tell whether a draft is a report, by what is printed on it."""
    try:
        return read_printed(draft.opened).kind == "báo cáo"
    except Unreadable:
        return False


def _require_closed(path: Path) -> None:
    """Raise Refused for a document that a program holds open."""
    owner = _held_open(path)
    if owner is not None:
        raise Refused(
            f"{path} đang mở trong Word. Lưu và đóng lại rồi chạy lại lệnh. Nếu không mở ở máy nào thì xóa tệp "
            f"{owner.name} cạnh đó."
        )


def _held_open(path: Path) -> Path | None:
    """Return the file by which Word or LibreOffice marks ``path`` as open; None when there is none.

    Word names it after the document, up to two letters at the beginning replaced by ``~$``.
    """
    names = [f"~${path.name[cut:]}" for cut in (0, 1, 2)] + [f".~lock.{path.name}#"]
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)
