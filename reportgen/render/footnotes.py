"""Footnotes: ``^[…]`` in any text becomes a note at the foot of the page, numbered as Word does it.

A unit, the office or a template writes the note where it belongs, ``96 thủ tục^[Kế hoạch số 17/KH-SKHCN.], …``; the
filter ``cuoc_chu`` makes one of a value. ``^\\[`` prints the two characters, ``\\]`` is a bracket within a note. Word
keeps notes in a part of their own (ECMA-376 Part 1, 17.11), which here is made or added to once the text has streamed
by and it is known whether there are any: a report without notes has the very parts it had before there were notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from reportgen.model.noted import LITERAL, NOTE_IN_XML, OPENING, said
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.render.inline import cut, ends_of_runs, rewritten
from reportgen.render.needed import NeededMarker, properties_in
from reportgen.render.pack import CONTENT_TYPES

_SIGN = regex(r"\^\\?\[")
BOX, _BOX_END = "<w:txbxContent", "</w:txbxContent>"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
    f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
EMPTY_PART = f'{_DECLARATION}<w:footnotes xmlns:w="{_W}">{_SEPARATORS}</w:footnotes>'
"""A part of footnotes without any: the two lines that separate notes from text."""
_SETTINGS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_SETTINGS = regex(
    r"<w:(?:endnotePr|compat|docVars|rsids|attachedSchema|themeFontLang|clrSchemeMapping|doNotIncludeSubdocsInStats|"
    r"shapeDefaults|doNotEmbedSmartTags|decimalSymbol|listSeparator)\b|<m:mathPr\b|</w:settings>"
)
"""Of the settings, what stands behind those of footnotes (ECMA-376 Part 1, 17.15.1.78)."""
TEXT_STYLE, REFERENCE_STYLE = "footnote text", "footnote reference"
"""Word's own names of the two styles; their ids differ by the language that a template was made in."""
_STYLES = {
    TEXT_STYLE: '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="footnote text"/><w:pPr><w:spacing '
    'w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    '<w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    REFERENCE_STYLE: '<w:style w:type="character" w:styleId="{0}"><w:name w:val="footnote reference"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>',
}
_IDS = {TEXT_STYLE: "FootnoteText", REFERENCE_STYLE: "FootnoteReference"}


@record
class NoteStyles:
    """Ids of the two styles in a template: of a note's paragraph, of its number."""

    text: str
    reference: str


def note_styles(styles: str) -> NoteStyles:
    """Return the ids that the two styles have in a styles part, or will have once they are added."""
    return NoteStyles(_style_id(styles, TEXT_STYLE), _style_id(styles, REFERENCE_STYLE))


def _style_id(styles: str, name: str) -> str:
    found = re.search(rf'<w:style\b[^>]*? w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="{name}"/>', styles)
    return found[1] if found else _IDS[name]


def without_notes(text: str) -> str:
    """Return ``text`` for a place that can hold no footnote: a header, a property, a text box. A note is put in ()."""
    if not _may_note(text):
        return text
    return NOTE_IN_XML.sub(lambda note: f" ({said(note).rstrip('.')})", text).replace(LITERAL, OPENING)


def _may_note(text: str) -> bool:
    """Tell whether a note, or the sign for one, may be in ``text``: one letter is found ten times as fast as two."""
    return OPENING[0] in text and (OPENING in text or LITERAL in text)


class NoteTaker:
    """Takes the notes out of one document's text, given in pieces from first to last."""

    def __init__(self, reference: str, first: int = 1, *, boxes: bool = True) -> None:
        """``reference``: id of the style of a note's number; ``first``: the first id that is free.

        ``boxes``: whether there may be text boxes, which can hold no note.
        """
        self.notes: list[str] = []
        """The notes so far, as XML text."""
        self._reference = reference
        self._first = first
        self._may_box, self._boxes = boxes, 0

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` without its notes as far as it goes, and its end that waits for the next piece."""
        text, rest = ends_of_runs(text, last=last)
        boxes = self._may_box and (self._boxes > 0 or BOX in text)  # else nothing is counted for each note
        if _may_note(text):
            text = rewritten(text, _SIGN, lambda run, at: self._run(run, boxed=boxes and self._boxed(text, at)))
        if boxes:
            self._boxes += text.count(BOX) - text.count(_BOX_END)
        return text, rest

    def _run(self, run: str, *, boxed: bool) -> str:
        """Return one run with what is left of it, each note's number as a run of its own."""
        if boxed:
            return without_notes(run)
        return cut(run, NOTE_IN_XML, lambda note: self._numbered(said(note))).replace(LITERAL, OPENING)

    def _boxed(self, text: str, at: int) -> bool:
        return self._boxes + text.count(BOX, 0, at) > text.count(_BOX_END, 0, at)

    def _numbered(self, note: str) -> str:
        self.notes.append(note)
        number = self._first + len(self.notes) - 1
        style = f'<w:rPr><w:rStyle w:val="{self._reference}"/></w:rPr>'
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def attach(
    names: Collection[str], read: Callable[[str], bytes], document: str, notes: Sequence[str]
) -> dict[str, bytes]:
    """Return the parts of a package that change when ``notes`` are put into it, and those that are added, by name.

    ``names``: of all parts, ``read`` gives one's content, ``document``: name of the main part. What the template lacks
    for notes is added: the part, its relationship and type, the settings, the two styles.
    """
    package = _Package(names, read)
    target = _related(package, document, "footnotes")
    if target is None:
        target = _add_part(package, document)
    settings, styles = (_related(package, document, kind) for kind in ("settings", "styles"))
    if settings:
        package.change(settings, _with_settings)
    if styles:
        package.change(styles, _with_styles)
    known = package.text(styles) if styles else ""
    ids, marker = note_styles(known), NeededMarker(properties_in(known))
    made = [marker.feed(_note(text, ids), last=True)[0] for text in notes]
    package.change(target, lambda part: _with_notes(part, made))
    return package.changed


def first_free(part: str) -> int:
    """Return the first id that no note of a footnotes part has."""
    return max((int(number) for number in re.findall(r'<w:footnote\b[^>]*? w:id="(-?\d+)"', part)), default=0) + 1


class _Package:
    """A package of which some parts change: ``changed`` has those, by name."""

    def __init__(self, names: Collection[str], read: Callable[[str], bytes]) -> None:
        self.changed: dict[str, bytes] = {}
        self._names = names
        self._read = read

    def has(self, name: str) -> bool:
        return name in self.changed or name in self._names

    def text(self, name: str) -> str:
        return (self.changed.get(name) or self._read(name)).decode()

    def put(self, name: str, text: str) -> None:
        self.changed[name] = text.encode()

    def change(self, name: str, how: Callable[[str], str]) -> None:
        before = self.text(name)
        if (after := how(before)) != before:
            self.put(name, after)


def _relations(document: str) -> str:
    folder, _, name = document.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _related(package: _Package, document: str, kind: str) -> str | None:
    """Return the name of the part that ``document`` has of one kind; None where it has none."""
    relations = _relations(document)
    if not package.has(relations):
        return None
    for relation in re.findall(r"<Relationship\b[^>]*>", package.text(relations)):
        if f'/{kind}"' in relation and (target := re.search(r'\bTarget="([^"]*)"', relation)):
            folder = document.rpartition("/")[0]
            name = target[1].lstrip("/") if target[1].startswith("/") else f"{folder}/{target[1]}".lstrip("/")
            return name if package.has(name) else None
    return None


def _add_part(package: _Package, document: str) -> str:
    folder = document.rpartition("/")[0]
    number = next(at for at in range(1000) if not package.has(f"{folder}/footnotes{at or ''}.xml".lstrip("/")))
    name = f"footnotes{number or ''}.xml"
    path = f"{folder}/{name}".lstrip("/")
    package.put(path, EMPTY_PART)
    relation = f'<Relationship Id="rIdFootnotes" Type="{_OFFICE}/footnotes" Target="{name}"/>'
    package.change(_relations(document), lambda text: _before_end(text, relation))
    override = f'<Override PartName="/{path}" ContentType="{_TYPE}"/>'
    package.change(CONTENT_TYPES, lambda text: _before_end(text, override))
    return path


def _before_end(text: str, more: str) -> str:
    """Return an XML text with ``more`` as the last child of its root."""
    at = text.rfind("</")
    return text[:at] + more + text[at:]


def _with_settings(settings: str) -> str:
    if "<w:footnotePr" in settings:
        return settings
    following = _AFTER_SETTINGS.search(settings)
    return settings[: following.start()] + _SETTINGS + settings[following.start() :] if following else settings


def _with_styles(styles: str) -> str:
    lacking = (xml.format(_IDS[name]) for name, xml in _STYLES.items() if f'<w:name w:val="{name}"/>' not in styles)
    return _before_end(styles, more) if (more := "".join(lacking)) else styles


def _with_notes(part: str, notes: Sequence[str]) -> str:
    first = first_free(part)
    made = (
        f'<w:footnote xmlns:w="{_W}" w:id="{number}">{note}</w:footnote>'
        for number, note in enumerate(notes, start=first)
    )
    return _before_end(part, "".join(made))


def _note(text: str, styles: NoteStyles) -> str:
    own = f'<w:r><w:rPr><w:rStyle w:val="{styles.reference}"/></w:rPr><w:footnoteRef/></w:r>'
    said = f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{styles.text}"/></w:pPr>{own}{said}</w:p>'
