"""Which draft is meant: the file named, or the newest one of a period; never one that Word still holds open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reportgen import carry
from reportgen.carry import Carried
from reportgen.errors import CannotRun, Refused, reason
from reportgen.wordview.package import MAX_FILE
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
        if path.stat().st_size > MAX_FILE:
            raise CannotRun(f"{path} lớn hơn {MAX_FILE // 1_000_000} MB; nén hoặc bỏ bớt ảnh rồi lưu lại.")
        content = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    return Draft(path, content, carry.read(content))


def newest_draft(workspace: Workspace, period: tuple[str, str]) -> Draft:
    """Return the newest draft of ``period`` (plan id, period id) in the workspace's folder of drafts.

    Raises CannotRun when there is none. Raises Refused when another one was edited in Word and the newest
    is another file: nobody's work may be left out without a word.
    """
    folder = workspace.draft_folder()
    files = (
        sorted(folder.glob("*.docx"), key=lambda path: path.stat().st_mtime, reverse=True) if folder.is_dir() else []
    )
    found = []
    for path in files:
        if not path.name.startswith(("~", ".")) and path.stat().st_size <= carry.MAX_REPORT:
            content = path.read_bytes()
            carried = carry.read(content)
            if carried is not None and (carried.snapshot.plan.id, carried.snapshot.period_id) == period:
                found.append((path, carry.untouched(content)))
    if not found:
        named = "/".join(period)
        raise CannotRun(
            f"Không thấy bản thảo nào của kỳ {named} trong {folder}. Soạn bằng lệnh: reportgen draft {named}; nếu bản "
            "thảo nằm chỗ khác hoặc đã lưu bằng phần mềm khác thì ghi --file TỆP.docx."
        )
    edited = [path for path, untouched in found[1:] if not untouched]
    if edited:
        names = ", ".join(path.name for path in (found[0][0], *edited))
        raise Refused(
            f"Có nhiều bản thảo của kỳ này, trong đó có bản đã sửa trong Word: {names}. Ghi rõ bản cần ban hành: "
            f"--file {edited[0]}"
        )
    return read_draft(found[0][0])


def _held_open(path: Path) -> Path | None:
    """Return the file by which Word or LibreOffice marks ``path`` as open; None when there is none.

    Word names it after the document, up to two letters at the beginning replaced by ``~$``.
    """
    names = [f"~${path.name[cut:]}" for cut in (0, 1, 2)] + [f".~lock.{path.name}#"]
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)
