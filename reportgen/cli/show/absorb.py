"""What ``absorb`` prints: what went into the office's file, what has to be decided, what else was changed in Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.cli.show.absorb_others import others
from reportgen.cli.show.changed import became, cut
from reportgen.cli.show.terminal import echo, shown

if TYPE_CHECKING:
    from reportgen.pipeline.absorb import Absorbed, Clash, Edit

_SHORT = 100
"""Characters of a stretch that now stands in the file."""
_LONG = 400
"""Characters of a stretch that stands nowhere but in Word."""
_FEW = 6
"""Places of which every change is shown; of more, the first ones."""
_MOST_LINES = 3


def absorbed(done: Absorbed) -> int:
    """Print what was found in the draft and what became of it; return the exit code."""
    echo(f"Bản thảo: {shown(done.draft)}")
    for line in (*_words(done), *_undecided(done), *others(done), *_comments(done), *_more(done)):
        echo(line)
    if done.trouble:
        echo(f"{shown(done.path)}: {done.trouble}. Chưa ghi gì.", err=True)
        return 1
    echo(_summary(done))
    return 1 if done.clashes or done.homeless or done.unfit else 0


# --- words of places ----------------------------------------------------------------------------


def _words(done: Absorbed) -> Iterator[str]:
    """Yield the places whose words stand in the file now, or stood there already."""
    if done.written:
        verb = "Sẽ ghi" if done.shown_only else "Đã ghi"
        yield f"{verb} vào {shown(done.path)} ({len(done.written)} chỗ):"
    for edit in done.written:
        yield f"  {edit.place} {edit.heading}"
        yield from _changes(edit, done.shown_only or len(done.written) <= _FEW)
    yield from _besides(done)
    if done.tracked:
        places = ", ".join(place or "ngoài các chỗ" for place in done.tracked)
        yield f"Thay đổi theo dõi (Track Changes) chưa duyệt, lấy như đã chấp nhận: {places}"
    if done.same:
        yield f"Đã có trong tệp lời văn: {', '.join(edit.place for edit in done.same)}"
    for edit in done.settled:
        yield (
            f"{edit.place} {edit.heading}: lời trong Word đã xem lần trước, từ đó tệp có lời khác; giữ lời của tệp "
            "(lấy lại bên Word: thêm --take word):"
        )
        yield from (f"    {_change(was, now, _LONG)}" for was, now in edit.changes)
    for edit in done.kept:
        yield f"{edit.place} {edit.heading}: giữ lời của tệp, không lấy lời sửa trong Word:"
        yield from (f"    {_change(was, now, _LONG)}" for was, now in edit.changes)


def _besides(done: Absorbed) -> Iterator[str]:
    """Yield what one has to know of the words that were written."""
    if any(edit.how is not None and edit.how.name == "TEXT" for edit in done.written):
        yield (
            "  Tệp đã mất ô nội dung (lưu bằng phần mềm khác): chỗ được tìm bằng cách so với lời lúc soạn; xem lại "
            "trước khi soạn tiếp."
        )
    for clash in done.overruled:
        yield f"  Thay lời của tệp ở {clash.edit.place}: {cut(clash.yaml, _LONG) or '(đã bỏ, hoặc để lời tự động)'}"
    for place in done.frozen:
        yield (
            f"  Từ nay {place} là lời của cơ quan: số, ngày của kế hoạch ở đó không tự điền. Muốn như cũ thì xóa "
            "noi_dung của chỗ ấy."
        )


def _changes(edit: Edit, whole: bool) -> Iterator[str]:
    lines = [_change(was, now, _SHORT) for was, now in edit.changes]
    most = len(lines) if whole or len(lines) <= _MOST_LINES else _MOST_LINES - 1
    yield from (f"    {line}" for line in lines[:most])
    if most < len(lines):
        yield f"    và {len(lines) - most} đoạn nữa"


def _change(was: str, now: str, longest: int) -> str:
    """Return what became of a paragraph."""
    if was and now:
        return became(was, now, longest)
    return f"thêm đoạn «{cut(now, longest)}»" if now else f"bỏ đoạn «{cut(was, longest)}»"


def _undecided(done: Absorbed) -> Iterator[str]:
    """Yield the places of which somebody has to say what is right."""
    for clash in done.clashes:
        yield from _clash(clash)
    if done.clashes:
        yield "    Lấy bên Word: thêm --take word; giữ tệp: --take yaml; hoặc tự ghép trong tệp rồi chạy lại."
    for edit in done.emptied:
        yield f"{edit.place} {edit.heading}: đã xóa hết trong Word. Không in chỗ này nữa thì ghi bo: có ở tệp lời văn."
    for edit, why in done.unfit:
        yield f"{edit.place} {edit.heading}: chưa ghi được lời sửa trong Word: {why}."
    for edit in done.homeless:
        yield (
            f"{edit.place} {edit.heading}: kế hoạch không còn nhóm này, lời sửa trong Word chưa vào đâu. Chép sang chỗ "
            "khác:"
        )
        yield from (f"    {_change(was, now, _LONG)}" for was, now in edit.changes)
    if done.undone:
        yield (
            f"Trong Word đã trở lại như lúc soạn, tệp lời văn còn lời đưa vào lần trước: {', '.join(done.undone)}. "
            "Muốn bỏ lời ấy thì sửa tệp."
        )


def _clash(clash: Clash) -> Iterator[str]:
    edit = clash.edit
    yield f"{edit.place} {edit.heading}: Word và tệp lời văn cùng sửa từ khi soạn; chưa ghi bên nào."
    yield from (f"    Word: {_change(was, now, _LONG)}" for was, now in edit.changes)
    yield f"    tệp:  {cut(clash.yaml, _LONG) or '(đã bỏ, hoặc để lời tự động)'}"


# --- the rest -----------------------------------------------------------------------------------


def _comments(done: Absorbed) -> Iterator[str]:
    if done.comments:
        yield "Ý kiến (comment) trong Word:"
    for place, comment in done.comments:
        yield f"  {place or 'ngoài các chỗ'}, {comment.author or 'không tên'}: {' '.join(comment.text.split())}"


def _more(done: Absorbed) -> Iterator[str]:
    if done.more:
        yield f"Bản thảo khác của kỳ này cũng đã sửa, chưa xem: {', '.join(path.name for path in done.more)}"


def _summary(done: Absorbed) -> str:
    if done.shown_only:
        return f"Chỉ xem: {len(done.written)} chỗ sẽ ghi, {len(done.clashes)} chỗ cùng sửa. Chưa ghi gì."
    if done.written:
        copy = f" Bản cũ: {shown(done.copy)}." if done.copy else ""
        return (
            f"Đã đưa {len(done.written)} chỗ vào lời văn.{copy} Soạn lại khi số liệu đổi: reportgen draft {done.period}"
        )
    return "Không có lời văn nào cần ghi thêm."
