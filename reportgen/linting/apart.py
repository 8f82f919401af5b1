"""What of a file is read, and what is not: further documents, copies, attachments, forms, lines of no known part.

A document in the file beside the first is judged by itself, by the rules that speak of one document; what speaks of the
page, of letters and of slips in typing has been looked for in the whole file already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.nd30.base import Breach, Rule, View, Where
from reportgen.nd30.scope import beyond
from reportgen.nd30.verdicts import Result
from reportgen.record import record
from reportgen.vn.text import shorten
from reportgen.wordview.anatomy import Anatomy, Attachment, Component, Further, Stretch
from reportgen.wordview.anatomy.attached import text_of
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.lines import Line

_OF_THE_FILE = ("PL1-I-", "ST/", "SL/", "PL2-V-")
"""Rules that look at the whole file at once."""
_OF_A_TEXT = ("PL1-II-6d/", "PL1-II-6dd/", "PL1-II-6e/", "PL2-I/")
"""Rules for the text of what is attached with articles of its own: «ĐIỀU LỆ», «QUY CHẾ (Kèm theo …)»."""
_QUOTED = 60
"""Characters by which a line is named."""
_NAMED = 3
_ORDINALS = {2: "hai", 3: "ba", 4: "tư", 5: "năm"}


@record
class Extent:
    """How much of a file was read. ``told``: what is to be known of it before all else, in words.

    ``lost``: the document's text was not found, or most lines belong to no part. ``unread``: the first lines of those
    that were not looked at.
    """

    told: tuple[str, ...]
    lost: bool
    judged: int
    total: int
    unread: tuple[str, ...] = ()


def judged_apart(view: View, rules: Sequence[Rule], *, force: bool) -> Iterator[tuple[str, View, Sequence[Rule]]]:
    """Yield what else in the file is judged: what it is called, how rules see it, the rules that speak of it."""
    own = [rule for rule in rules if not rule.id.startswith(_OF_THE_FILE)]
    for number, item in enumerate(view.anatomy.further, start=2):
        if force or not beyond(item.anatomy):
            yield _called(item, number), replace(view, anatomy=item.anatomy, figures=None), own
    regulations = [rule for rule in rules if rule.id.startswith(_OF_A_TEXT)]
    for each in _bound(view.anatomy, force=force):
        for attachment in each.attachments:
            text = text_of(attachment)
            if text.all(Component.DIEU) or text.all(Component.PHAN):
                yield _title(attachment), replace(view, anatomy=text, figures=None, attached=True), regulations


def joined(results: Iterable[Result], found: Iterable[tuple[str, Sequence[Result]]]) -> tuple[Result, ...]:
    """Return the results of the first document, with all that is wrong in the others."""
    whole = {result.rule_id: result for result in results}
    for name, others in found:
        for other in others:
            mine = whole[other.rule_id]
            if other.breaches:
                all_breaches = (*mine.breaches, *_placed(other.breaches, name))
                whole[other.rule_id] = replace(other, breaches=all_breaches)
    return tuple(whole.values())


def _placed(breaches: Iterable[Breach], name: str) -> Iterator[Breach]:
    for breach in breaches:
        others = tuple(_inside(where, name) for where in breach.others)
        yield replace(breach, where=_inside(breach.where, name), others=others)


def _inside(where: Where, name: str) -> Where:
    return replace(where, place=", ".join(filter(None, (where.place, f"trong {name}"))))


def extent(view: View, *, force: bool) -> Extent:
    """Return how much of the file that ``view`` shows was read."""
    anatomy = view.anatomy
    lines = [line for line in anatomy.lines if not is_typed_rule(line)]
    unread = [*_unread(anatomy, _own_end(anatomy))]
    told: list[str] = []
    for number, item in enumerate(anatomy.further, start=2):
        reason = "" if force else beyond(item.anatomy)
        told.append(_told(item, number, reason))
        unread += item.anatomy.lines if reason else _unread(item.anatomy, len(item.anatomy.lines))
    for each in _bound(anatomy, force=force):
        told += [f"kèm theo có {_title(attachment)}: xét riêng" for attachment in each.attachments]
        told += _forms(each)
    told += _behind(anatomy, unread)
    read = len(lines) - len(unread)
    lost = _lost(view, read, len(lines))
    return Extent(
        (*_lost_words(lost, anatomy, unread), *told), bool(lost), read, len(lines), tuple(map(_quoted, unread[:_NAMED]))
    )


def _bound(anatomy: Anatomy, *, force: bool) -> Iterator[Anatomy]:
    """Yield the documents of a file that are judged, the first included."""
    yield anatomy
    yield from (item.anatomy for item in anatomy.further if force or not beyond(item.anatomy))


def _own_end(anatomy: Anatomy) -> int:
    """Return the order of the first line that belongs to another document; past the last where there is none."""
    return anatomy.further[0].order if anatomy.further else len(anatomy.lines)


def _unread(anatomy: Anatomy, end: int) -> Iterator[Line]:
    """Yield the lines of a document that belong to no part, appendices and attachments apart."""
    named = {line.order for part, lines in anatomy.parts.items() if part is not Component.BIEU_MAU for line in lines}
    named |= {line.order for attachment in anatomy.attachments for line in attachment.body}
    appended = min((item.heading.order for item in anatomy.appendices), default=end)
    formed = {line.order for line in anatomy.all(Component.BIEU_MAU)}
    for line in anatomy.lines[:end]:
        if line.order in named or is_typed_rule(line):
            continue
        if line.order in formed or line.order < appended:
            yield line


def _called(item: Further, number: int) -> str:
    if item.kind is Stretch.BAN_SAO:
        return f"phần bản sao ({item.anatomy.kind or 'sao'})"
    return f"văn bản thứ {_ORDINALS.get(number, number)} của tệp"


def _told(item: Further, number: int, reason: str) -> str:
    begins = _quoted(item.anatomy.lines[0])
    what = f"tệp có {_called(item, number).removesuffix(' của tệp')}"
    kind = f", {item.anatomy.kind}" if item.anatomy.kind and item.kind is not Stretch.BAN_SAO else ""
    then = f"có vẻ là {reason}, không xét" if reason else "xét riêng như một văn bản"
    return f"{what}{kind}, từ dòng {begins}: {then}"


def _title(attachment: Attachment) -> str:
    return f"«{shorten(' '.join(line.text for line in attachment.title), _QUOTED)}»"


def _forms(anatomy: Anatomy) -> Iterator[str]:
    lines = anatomy.all(Component.BIEU_MAU)
    if lines:
        yield f"tệp có biểu mẫu để điền, từ dòng {_quoted(lines[0])}, {len(lines)} dòng: không xét thể thức"


def _behind(anatomy: Anatomy, unread: Sequence[Line]) -> Iterator[str]:
    """Yield what stands below the signature and is no part that anybody knows."""
    formed = {id(line) for line in anatomy.all(Component.BIEU_MAU)}
    own = {id(line) for line in anatomy.lines[anatomy.signed : _own_end(anatomy)]}
    lines = [line for line in unread if id(line) in own and id(line) not in formed]
    if lines:
        named = ", ".join(_quoted(line) for line in lines[:_NAMED]) + (" …" if len(lines) > _NAMED else "")
        yield f"còn {len(lines)} dòng sau chữ ký không rõ là phần gì nên không xét: {named}"


def _lost(view: View, read: int, total: int) -> str:
    """Return why the document's text is taken for lost; empty where it was found."""
    anatomy = view.anatomy
    if total and 2 * read < total:
        return f"mới nhận ra {read} trên {total} dòng"
    if anatomy.body or view.attached or view.copied:
        return ""
    inside = any(line.order < anatomy.signed for line in anatomy.all(Component.O_BANG))
    return "" if inside else "không tìm thấy phần nội dung"


def _lost_words(why: str, anatomy: Anatomy, unread: Sequence[Line]) -> Iterator[str]:
    if why:
        named = f", từ dòng {_quoted(unread[0])}" if unread else ""
        yield f"chưa đọc được văn bản: {why}{named}; kết quả dưới đây không nói gì về phần chưa đọc, xin xem bằng mắt"
    elif not anatomy.body and anatomy.all(Component.O_BANG):
        yield "nội dung nằm cả trong bảng: không xét lùi dòng, giãn dòng, canh lề của nội dung"


def _quoted(line: Line) -> str:
    return f"«{shorten(' '.join(line.text.split()), _QUOTED)}»"
