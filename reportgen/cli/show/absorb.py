"""What ``absorb`` prints."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from reportgen.cli.show.terminal import shown

if TYPE_CHECKING:
    from reportgen.pipeline.absorb import Absorbed, Edit, Other

_WIDE = 100
_SHORT = 60
"""Characters: a longer text is shown by what differs in it."""
_AROUND = 6
"""Words shown on either side of a change."""


def absorbed(done: Absorbed) -> int:
    """Print what was found in the draft and what became of it; return the exit code."""
    click.echo(f"Bản thảo: {shown(done.draft)}")
    for line in (*_words(done), *_others(done), *_comments(done), *_more(done)):
        click.echo(line)
    if done.trouble:
        click.echo(f"{shown(done.path)}: {done.trouble}. Chưa ghi gì.", err=True)
        return 1
    click.echo(_summary(done))
    return 1 if done.clashes else 0


def _words(done: Absorbed) -> Iterator[str]:
    verb = "Sẽ ghi" if done.shown_only else "Đã ghi"
    if done.written:
        yield f"{verb} vào {shown(done.path)} ({len(done.written)} chỗ):"
        for edit in done.written:
            yield from _edit(edit)
    if done.same:
        yield f"Đã có trong tệp lời văn: {', '.join(edit.place for edit in done.same)}"
    for clash in done.clashes:
        yield f"{clash.edit.place} {clash.edit.heading}: Word và tệp lời văn cùng sửa từ khi soạn; chưa ghi bên nào."
        yield f"    Word: {_one_line(' '.join(clash.edit.word))}"
        yield f"    tệp:  {_one_line(clash.yaml) or '(đã bỏ, hoặc để lời tự động)'}"
    if done.clashes:
        yield "    Lấy bên Word: thêm --take word; giữ tệp: --take yaml; hoặc tự ghép trong tệp rồi chạy lại."
    for edit in done.emptied:
        yield f"{edit.place} {edit.heading}: đã xóa hết trong Word. Không in chỗ này nữa thì ghi bo: có ở tệp lời văn."


def _edit(edit: Edit) -> Iterator[str]:
    found = f" (tìm bằng cách {edit.how})" if edit.how is not None and edit.how.name == "TEXT" else ""
    yield f"  {edit.place} {edit.heading}{found}"
    for line in _difference(edit.made, edit.word):
        yield f"    {line}"
    if edit.tracked:
        yield "    có thay đổi theo dõi (Track Changes) chưa duyệt: đã lấy theo bản như khi chấp nhận hết"


def _difference(made: Sequence[str], word: Sequence[str]) -> Iterator[str]:
    """Yield what differs between two texts, a line for each stretch, with some words around it."""
    old, new = (re.findall(r"\S+", " ¶ ".join(texts)) for texts in (made, word))
    for tag, first, last, begin, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        before = " ".join(new[max(0, begin - _AROUND) : begin])
        was, now = " ".join(old[first:last]), " ".join(new[begin:end])
        lead = f"…{before} " if before else ""
        yield f"{lead}{_became(was, now)}"


def _became(was: str, now: str) -> str:
    """Return one stretch as it was and as it is now."""
    if not was:
        return f"thêm «{_cut(now)}»"
    return f"«{_cut(was)}» thành «{_cut(now)}»" if now else f"bỏ «{_cut(was)}»"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


_REMEDIES = {
    "de-muc": "đề mục của nhóm: ghi tieu_de ở chỗ ấy trong tệp lời văn; đề mục khác: sửa mẫu",
    "cau-san": "câu, đoạn ngoài các ô lời văn: sửa mẫu, hoặc chuyển vào ô của một chỗ rồi chạy lại",
    "bang": "số liệu, chữ trong bảng: sửa tệp của đơn vị hoặc kế hoạch",
    "noi-nhan": "Kính gửi, Nơi nhận: sửa kinh_gui, noi_nhan trong kế hoạch",
    "the-thuc": "tên cơ quan, số, ngày, trích yếu, chữ ký: sửa co-quan.yaml, kế hoạch; số và ngày do issue điền",
    "dau-trang": "đầu trang, cuối trang: sửa mẫu",
    "hinh": "hình, hộp văn bản: chỉ còn trong tệp Word này; đưa vào mẫu nếu kỳ nào cũng cần",
    "dinh-dang": "định dạng không đi theo lời văn: sửa kiểu (style) trong mẫu, hoặc sửa lại ở bản sau",
    "thu-tu": "thứ tự các chỗ: theo mẫu và kế hoạch",
}
"""What to do about a change, by its kind."""


def _others(done: Absorbed) -> Iterator[str]:
    """Yield the changes that are no words of a place, by kind, each kind with what to do."""
    if done.template_changed:
        yield f"Mẫu {done.template} đã đổi từ khi soạn: phần ngoài các chỗ so với mẫu hôm nay, có thể thừa."
    kinds: dict[str, list[Other]] = {}
    for other in done.others:
        kinds.setdefault(other.kind.value, []).append(other)
    if kinds:
        yield "Thay đổi khác, không vào tệp lời văn:"
    for kind, found in kinds.items():
        yield f"  {_REMEDIES[kind]}:"
        for other in found:
            yield f"    {_other(other)}"


def _other(other: Other) -> str:
    where = f"{other.where}: " if other.where else ""
    if other.kind.value == "dinh-dang":
        return f"{where}«{_short(other.made)}»: {other.now}"
    if other.made and other.now and max(len(other.made), len(other.now)) > _SHORT:
        return where + "; ".join(_difference([other.made], [other.now]))
    return where + _became(other.made, other.now)


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50]}…"


def _comments(done: Absorbed) -> Iterator[str]:
    if done.comments:
        yield "Ý kiến (comment) trong Word:"
    for place, comment in done.comments:
        yield f"  {place or 'ngoài các chỗ'}, {comment.author or 'không tên'}: {_one_line(comment.text)}"


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
