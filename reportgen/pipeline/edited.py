"""Which edited draft is meant, and whether its words can find their way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.errors import CannotRun, Refused
from reportgen.formats import carry
from reportgen.formats.carry import Carried
from reportgen.issuing.drafts import Draft, may_be_draft, read_draft
from reportgen.model.period_id import PeriodId
from reportgen.pipeline.originals import FOLDER, kept_originals
from reportgen.pipeline.sources import choose
from reportgen.wordview.markup import Markup, read_markup
from reportgen.wordview.package import Unreadable, open_package
from reportgen.workspace import Workspace

_LEAST = 0.3
"""Least share of an original's paragraphs that a draft without data has in common with it."""


def chosen_draft(workspace: Workspace, subject: str | None) -> tuple[Draft, tuple[Path, ...]]:
    """Return the draft that ``subject`` means, and other edited drafts of its period."""
    if subject is not None and (subject.lower().endswith(".docx") or Path(subject).is_file()):
        path = Path(subject)
        if not path.exists() and (workspace.draft_folder() / subject).exists():
            path = workspace.draft_folder() / subject
        return read_draft(path), ()
    where = None
    if subject is not None:
        base, period_id = choose(workspace, subject)
        where = PeriodId(base.plan_id, period_id)
    found = [draft for draft in edited_drafts(workspace) if where is None or draft.period == where]
    periods = sorted({str(draft.period) for draft in found})
    if not found:
        what = f" của kỳ {where}" if where else ""
        raise CannotRun(
            f"Không thấy bản thảo nào{what} đã sửa trong {workspace.draft_folder()}. Bản thảo nằm chỗ khác thì ghi "
            "tệp: reportgen absorb TỆP.docx"
        )
    if len(periods) > 1:
        raise CannotRun(f"Nhiều kỳ có bản thảo đã sửa, hãy ghi rõ một: {', '.join(periods)}.")
    return read_draft(found[0].path), tuple(draft.path for draft in found[1:])


def edited_drafts(workspace: Workspace) -> Iterator[Draft]:
    """Yield the drafts that somebody has edited, the newest first."""
    folder = workspace.draft_folder()
    files = [path for path in folder.glob("*.docx") if path.is_file() and may_be_draft(path)]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        content = path.read_bytes()
        carried = carry.read_named(content, str(path))
        draft = Draft(path, content, carried)
        if carried is not None and not draft.internal and not carry.untouched(content):
            yield draft


def original_of(workspace: Workspace, draft: Draft) -> Draft | None:
    """Return the original that ``draft`` was edited from; None where it is not kept.

    A draft whose data an editor lost is known by its paragraphs.
    """
    kept = list(_originals(workspace.draft_folder() / FOLDER))
    if draft.carried is not None:
        return next((original for original, data in kept if data.provenance == draft.carried.provenance), None)
    texts = _texts(draft)
    shares = [(_share(original, texts), number, original) for number, (original, _) in enumerate(kept)]
    share, _, original = max(shares, default=(0.0, 0, None), key=lambda item: (item[0], -item[1]))
    return original if share >= _LEAST else None


def _originals(folder: Path) -> Iterator[tuple[Draft, Carried]]:
    for path in kept_originals(folder):
        content = path.read_bytes()
        carried = carry.read(content) if carry.untouched(content) else None
        if carried is not None:
            yield Draft(path, content, carried), carried


def _texts(draft: Draft) -> frozenset[str]:
    try:
        markup = read_markup(open_package(draft.content))
    except Unreadable:
        return frozenset()
    return frozenset(" ".join(item.text.split()) for item in markup.paragraphs if item.text.strip())


def _share(original: Draft, texts: frozenset[str]) -> float:
    own = _texts(original)
    return len(own & texts) / len(own) if own else 0.0


def with_places(draft: Draft, original: Draft | None) -> Carried:
    """Return what a draft carries, else what its original does; raises Refused for none that has places."""
    carried = draft.carried or (original.carried if original else None)
    if carried is None:
        markup_of(draft)  # what is no document at all is told as that
        raise Refused(
            f"{draft.path} không mang số liệu của chương trình (không phải bản thảo do draft soạn, hoặc phần mềm khác "
            "đã bỏ mất), và không thấy bản gốc của nó trong ban-thao. Chép phần đã sửa vào tệp tong-hop, hoặc vào bản "
            "thảo mới."
        )
    if draft.internal:
        raise Refused(f"{draft.path} là bảng đối chiếu nội bộ; chỉ đưa vào được phần đã sửa trong bản thảo báo cáo.")
    if not carried.places:
        raise Refused(
            f"{draft.path} không có ô nội dung «loi-van:…»: soạn bằng bản 0.1, hoặc mẫu riêng "
            f"{carried.provenance.template} chưa có ô ấy. Chép phần đã sửa vào tệp tong-hop; cách thêm ô vào mẫu: "
            "docs/nang-cap.md."
        )
    return carried


def markup_of(draft: Draft) -> Markup:
    """Return what stands in a draft and around it. Raises CannotRun for what is no document."""
    try:
        return read_markup(draft.opened.package)
    except Unreadable as error:
        raise CannotRun(f"{draft.path}: {error}.") from error
