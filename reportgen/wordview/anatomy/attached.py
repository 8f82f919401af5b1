"""The appendices and what else is attached: headings, titles, the lines «(Kèm theo …)»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.body import read_body
from reportgen.wordview.anatomy.parts import LIKELY, Anatomy, Appendix, Attachment, Builder, Component
from reportgen.wordview.lines import Line, counted

_TITLE_LINES = 9  # lines below an appendix's heading in which its title is looked for
_TITLE_LONGEST = 200  # characters: nothing longer is the title of an attachment


def read_appendices(builder: Builder, after: int) -> tuple[Appendix, ...]:
    """Name the headings of the appendices that follow the line of order ``after``."""
    found = []
    for line in builder.free(builder.lines[after:]):
        if _opens_appendix(line):
            builder.add(Component.PHU_LUC, line)
            title, info = _heading(builder, line)
            found.append(Appendix(line, title, info))
    return tuple(found)


def _opens_appendix(line: Line) -> bool:
    """Tell whether a line is an appendix's heading, not a mention of one at the beginning of a paragraph."""
    if line.place.table or not line.bare.startswith("phu luc") or (line.aligned == "both" and not line.letters.bold):
        return False
    if words.APPENDIX.match(line.bare):
        return True
    return bool(words.APPENDIX_TITLED.match(line.bare)) and line.letters.bold and line.aligned == "center"


def _heading(builder: Builder, line: Line) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Name the title below an appendix's heading and the ``(Kèm theo …)`` lines below that."""
    title: list[Line] = []
    info: list[Line] = []
    for following in takewhile(_in_heading, builder.lines[line.order + 1 : line.order + 1 + _TITLE_LINES]):
        if info and not _open(info):
            break
        if info or words.ATTACHED.match(following.bare):
            info.append(following)
        elif words.APPENDIX.match(following.bare):
            break
        else:
            title.append(following)
    for part, lines in ((Component.TEN_PHU_LUC, title), (Component.KEM_THEO, info)):
        for item in lines:
            builder.add(part, item, LIKELY)
    return tuple(title), tuple(info)


def _in_heading(line: Line) -> bool:
    if line.place.table or words.is_typed_rule(line) or words.LEVEL.match(line.shown):
        return False
    return line.aligned == "center" or line.upper or bool(words.ATTACHED.match(line.bare))


def _open(lines: list[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.count("(") > text.count(")")


def read_attachments(builder: Builder, after: int, *, signed: bool) -> tuple[Attachment, ...]:
    """Name the titles above each «(Kèm theo …)» that no appendix has, and the text below it.

    ``signed``: a signature stands above ``after``; then a title «QUY ĐỊNH», «DANH SÁCH» is one without that line too.
    """
    opened = [line for line in builder.free(builder.lines[after:]) if _is_attached(line)]
    found: list[tuple[list[Line], list[Line]]] = []
    for line in opened:
        title = _title_above(builder, line, after)
        if not title or line.order in builder.taken:
            continue
        info = _info(builder, line)
        builder.name(Component.TEN_KEM_THEO, title, LIKELY)
        builder.name(Component.KEM_THEO, info, LIKELY)
        found.append((title, info))
    if signed:
        found = sorted([*found, *_untold(builder, after)], key=lambda item: item[0][0].order)
    ends = [*(title[0].order for title, _ in found), len(builder.lines)]
    return tuple(
        Attachment(tuple(title), tuple(info), _text(builder, [*title, *info][-1].order + 1, end))
        for (title, info), end in zip(found, ends[1:], strict=True)
    )


def _untold(builder: Builder, after: int) -> Iterator[tuple[list[Line], list[Line]]]:
    """Name and yield each title below the signature without a line «(Kèm theo …)»: what begins there, or a section."""
    above = None
    for line in builder.lines[after:]:
        begins = above is None or line.paragraph.section != above.paragraph.section
        above = line
        if line.order in builder.taken or not begins or not _names_attached(line):
            continue
        title = [line, *_rest_of_title(builder, line)]
        builder.name(Component.TEN_KEM_THEO, title, LIKELY)
        yield title, []


def _rest_of_title(builder: Builder, first: Line) -> Iterator[Line]:
    """Return the lines of a title below its first one."""
    below = builder.lines[first.order + 1 : first.order + _TITLE_LINES]
    return takewhile(lambda line: _titles(builder, line, first) and _in_heading(line) and not _divides(line), below)


def _divides(line: Line) -> bool:
    """Tell whether a line is «Chương I» and the like, with which the text below a title begins."""
    return bool(words.DIVISION.match(line.bare))


def _names_attached(line: Line) -> bool:
    """Tell whether a line is the title of what is attached to a document, by its words and its letters."""
    set_apart = line.upper and line.aligned == "center" and not line.place.table
    return set_apart and bool(words.ATTACHABLE.match(line.bare)) and len(line.text) <= _TITLE_LONGEST


def _is_attached(line: Line) -> bool:
    return line.text.startswith("(") and bool(words.ATTACHED.match(line.bare)) and line.aligned in ("center", "tab")


def _title_above(builder: Builder, info: Line, after: int) -> list[Line]:
    """Return the centred lines right above the line «(Kèm theo …)», in capitals or bold, from the first to the last."""
    near = reversed(builder.lines[max(after, info.order - _TITLE_LINES) : info.order])
    return list(takewhile(lambda line: _titles(builder, line, info), near))[::-1]


def _titles(builder: Builder, line: Line, info: Line) -> bool:
    if line.order in builder.taken or line.place.table != info.place.table or len(line.text) > _TITLE_LONGEST:
        return False
    return line.aligned == "center" and (line.upper or line.letters.bold)


def _info(builder: Builder, first: Line) -> list[Line]:
    """Return the lines «(Kèm theo …)» from ``first`` to the closing bracket."""
    found: list[Line] = [first]
    for line in builder.lines[first.order + 1 : first.order + _TITLE_LINES]:
        if not _open(found) or line.aligned != first.aligned:
            break
        found.append(line)
    return found


def text_of(attachment: Attachment) -> Anatomy:
    """Name the levels of an attachment's text; its lines are counted from 0 again."""
    lines = tuple(counted(attachment.body))
    builder = Builder(lines)
    body = read_body(builder, 0, len(lines))
    parts = {part: tuple(found) for part, found in builder.parts.items()}
    return Anatomy(lines, parts, builder.confidence, None, (), body, lines)


def _text(builder: Builder, start: int, end: int) -> tuple[Line, ...]:
    """Return the lines of an attachment outside tables, up to an appendix or a form."""
    body: list[Line] = []
    for line in builder.lines[start:end]:
        if line.order in builder.taken:
            break
        if not line.place.table and not words.is_typed_rule(line):
            body.append(line)
    return tuple(body)


def read_rest(builder: Builder, after: int) -> None:
    """Name the cells of the tables below the line of order ``after`` that no part has, and how to reach the office."""
    for line in builder.free(builder.lines[after:]):
        if line.place.table:
            builder.add(Component.O_BANG, line)
        elif words.CONTACT.match(line.bare):
            builder.add(Component.LIEN_HE, line, LIKELY)
