"""Which draft is meant: the file named, or the newest one of a period; never one that Word still holds open."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen import carry
from reportgen.archive.printed import read_printed
from reportgen.carry import Carried
from reportgen.errors import CannotRun, Refused, reason
from reportgen.wordview.package import MAX_FILE, Unreadable
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """A draft as read: its bytes, and the data it carries (None when it carries none that can be used)."""

    path: Path
    content: bytes
    carried: Carried | None

    @property
    def sha256(self) -> str:
        """The hash of the file as it was read."""
        return hashlib.sha256(self.content).hexdigest()


def read_draft(path: Path) -> Draft:
    """Read one draft. Raises CannotRun when it cannot be read, Refused when a program holds it open."""
    owner = _held_open(path)
    if owner is not None:
        raise Refused(
            f"{path} đang mở trong Word. Lưu và đóng lại rồi chạy lại lệnh. Nếu không mở ở máy nào thì xóa tệp "
            f"{owner.name} cạnh đó."
        )
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
    return Draft(path, content, carry.read(content))


def newest_draft(workspace: Workspace, period: tuple[str, str], issued: frozenset[str]) -> Draft:
    """Return the newest draft of ``period`` (plan id, period id) in the workspace's folder of drafts.

    ``issued``: SHA-256 of files that were issued before; an edited draft among them is no work left undone.
    Raises CannotRun when there is none. Raises Refused when the newest is not the one that somebody edited, or
    a newer report does not say whose it is: nobody's work may be left out without a word.
    """
    own: list[tuple[Draft, bool]] = []
    strangers: list[Path] = []
    for draft in _newest_first(workspace.draft_folder()):
        carried = draft.carried.snapshot if draft.carried else None
        if carried is None and not own and _report(draft.content):
            strangers.append(draft.path)
        elif carried is not None and (carried.plan.id, carried.period_id) == period:
            own.append((draft, not carry.untouched(draft.content) and draft.sha256 not in issued))
    named = "/".join(period)
    if not own:
        raise CannotRun(
            f"Không thấy bản thảo nào của kỳ {named} trong {workspace.draft_folder()}. Soạn bằng lệnh: reportgen draft "
            f"{named}; nếu bản thảo nằm chỗ khác hoặc đã lưu bằng phần mềm khác thì ghi --file TỆP.docx."
        )
    newest = own[0][0]
    edited = [draft.path for draft, worked_on in own[1:] if worked_on]
    if edited or strangers:
        names = ", ".join(path.name for path in (*strangers, newest.path, *edited))
        raise Refused(
            f"Chưa rõ bản thảo nào của kỳ {named} cần ban hành, vì có bản đã sửa hoặc mới hơn: {names}. Ghi rõ một "
            f'bản: --file "{newest.path}"'
        )
    return read_draft(newest.path)


def _newest_first(folder: Path) -> Iterator[Draft]:
    files = [path for path in folder.glob("*") if path.suffix.lower() == ".docx" and path.is_file()]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        if not path.name.startswith(("~", ".")) and path.stat().st_size <= MAX_FILE:
            content = path.read_bytes()
            yield Draft(path, content, carry.read(content))


def _report(content: bytes) -> bool:
    """Tell whether a .docx is a report, by what is printed on it."""
    try:
        return read_printed(content).kind == "báo cáo"
    except Unreadable:
        return False


def _held_open(path: Path) -> Path | None:
    """Return the file by which Word or LibreOffice marks ``path`` as open; None when there is none.

    Word names it after the document, up to two letters at the beginning replaced by ``~$``.
    """
    names = [f"~${path.name[cut:]}" for cut in (0, 1, 2)] + [f".~lock.{path.name}#"]
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)
