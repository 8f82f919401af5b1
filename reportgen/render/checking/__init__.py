"""Checking a template before it is used: every fault at once, against the declared context, no data needed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import docx

from reportgen.errors import TemplateFault, debugging
from reportgen.model.context import BieuDo
from reportgen.record import record
from reportgen.render.checking.commands import Commands, Wrong
from reportgen.render.checking.kinds import parts_of
from reportgen.render.checking.parts import FilledPart, Tag, filled_parts, number_of, tags_of
from reportgen.render.environment import environment
from reportgen.render.faults import part_called, residues, typed_in, unclosed_tags
from reportgen.render.located import shown
from reportgen.render.opening import opened
from reportgen.render.ready import make_ready
from reportgen.render.strict import PROPERTIES, UNFILLED, checked_whole
from reportgen.render.typed import TAG, plainly
from reportgen.render.unvisited import NOT_FILLED, PROPERTIES_CALLED, tags_unvisited
from reportgen.render.ways import Way, compile_or_say

MOST_SLIPS = 200
"""Beyond so many one template's faults say nothing new."""


@record
class TemplateSlip:
    """One fault of a template: in which part, where in Word's terms, which tag, what is wrong and what to do.

    ``member`` and ``paragraph`` say the place in the file, as :class:`reportgen.wordview.comments.Comment` does.
    """

    part: str
    place: str
    tag: str
    reason: str
    member: str = ""
    paragraph: int | None = None

    @property
    def words(self) -> str:
        """The fault on one line, as ``draft`` tells the first of them."""
        pieces = (self.part, self.place, f"lệnh {self.tag}" if self.tag else "", self.reason)
        return " · ".join(piece for piece in pieces if piece)


@record
class TemplateChecked:
    """What was found in a template: its faults; where there are none, how it is rendered."""

    slips: tuple[TemplateSlip, ...]
    way: Way | None = None


def check_template(name: str, content: bytes, context: type) -> TemplateChecked:
    """Return everything that is wrong in the template ``content``, to be filled with a record of ``context``.

    Raises TemplateFault for what is no Word file that can be a template.
    """
    document = _document(name, content)
    try:
        slips = [*_of_parts(document, context), *_unfilled(document)][:MOST_SLIPS]
    except TemplateFault:
        raise
    except Exception as error:  # python-docx raises many kinds on odd files, here too
        if debugging():
            raise
        raise _no_word_file(name) from error
    if slips:
        return TemplateChecked(tuple(slips))
    compiled, way = compile_or_say(name, content, carrying=True)
    fault = None if compiled is not None else _of_whole(name, content)
    return TemplateChecked((fault,)) if fault is not None else TemplateChecked((), way)


def _document(name: str, content: bytes) -> Any:
    readable = opened(name, content)
    try:
        document = docx.Document(io.BytesIO(readable))
        if document.element.body is None:
            raise TypeError("no body")
    except Exception as error:  # python-docx raises many kinds on odd files
        raise _no_word_file(name) from error
    return document


def _no_word_file(name: str) -> TemplateFault:
    return TemplateFault(f"Mẫu {name} · không đọc được, có thể không phải tệp Word .docx")


def _of_parts(document: Any, context: type) -> Iterator[TemplateSlip]:
    for part in filled_parts(document):
        yield from _of_part(part, document.part, context)
    texts = {name: str(getattr(document.core_properties, name)) for name in PROPERTIES}
    tags = [tag for text in texts.values() for tag in _plain_tags(text)]
    yield from (TemplateSlip(PROPERTIES_CALLED, "", wrong.tag.typed, wrong.reason) for wrong in _wrong(tags, context))


def _of_part(part: FilledPart, main: Any, context: type) -> Iterator[TemplateSlip]:
    called, root = part_called(part.member), part.root
    is_main = part.member == str(main.partname).lstrip("/")

    def slip(place: str, paragraph: int | None, tag: str, reason: str) -> TemplateSlip:
        return TemplateSlip(called, place, tag, reason, "" if is_main else part.member, paragraph)

    refused: list[TemplateSlip] = []

    def refuse(paragraph: Any, tag: str, reason: str) -> None:
        place = shown(root, paragraph, typed_in(paragraph))
        refused.append(slip(place, number_of(paragraph), tag, reason))

    make_ready(root, refuse)
    for find in (unclosed_tags, residues):
        broken: Callable[[Any], Iterable[tuple[Any, str]]] = find
        for paragraph, reason in broken(root):
            refused.append(slip(shown(root, paragraph), number_of(paragraph), "", reason))
    tags = list(tags_of(root))
    wrong = [*_wrong(tags, context), *_charts(tags, context, is_main=is_main)]
    told = [*refused, *(slip(tag.place, tag.paragraph, tag.typed, reason) for tag, reason in wrong)]
    yield from sorted(dict.fromkeys(told), key=lambda one: -1 if one.paragraph is None else one.paragraph)


def _wrong(tags: list[Tag], context: type) -> list[Wrong]:
    commands = Commands(environment(), parts_of(context))
    commands.read(tags)
    return commands.wrong


def _charts(tags: list[Tag], context: type, *, is_main: bool) -> Iterator[Wrong]:
    """Yield charts beside something else, or where Word has none."""
    names = {name for record_ in _records(context) for name, kind in parts_of(record_).items() if kind is BieuDo}
    for tag in tags:
        if tag.plain.startswith("{{") and tag.plain.strip("{} ").rpartition(".")[2] in names:
            if not is_main:
                yield Wrong(tag, "biểu đồ chỉ đặt được ở phần nội dung, trong một đoạn riêng")
            elif not tag.alone:
                yield Wrong(tag, "biểu đồ phải đứng một mình trong một đoạn: chuyển phần chữ sang đoạn khác")


def _records(context: type) -> Iterator[type]:
    seen = [context]
    for one in seen:
        yield one
        for kind in parts_of(one).values():
            inner = getattr(kind, "item", kind)
            if isinstance(inner, type) and hasattr(inner, "__dataclass_fields__") and inner not in seen:
                seen.append(inner)


def _plain_tags(text: str) -> Iterator[Tag]:
    for match in TAG.finditer(plainly(text)):
        if not match[0].startswith("{#"):
            yield Tag(match[0], match[0], None, (), "", alone=False)


def _unfilled(document: Any) -> Iterator[TemplateSlip]:
    found = list(tags_unvisited(document.part.package, ("/docProps/core.xml",)))
    properties = (str(getattr(document.core_properties, name)) for name in UNFILLED)
    found += [(PROPERTIES_CALLED, tag.typed) for text in properties for tag in _plain_tags(text)]
    yield from (TemplateSlip(where, "", tag, NOT_FILLED) for where, tag in dict.fromkeys(found))


def _of_whole(name: str, content: bytes) -> TemplateSlip | None:
    """Return what docxtpl's way refuses of a template in which nothing else was found; None where it takes it."""
    try:
        checked_whole(name, content)
    except TemplateFault as fault:
        return TemplateSlip("", "", "", fault.said_of(name))
    return None
