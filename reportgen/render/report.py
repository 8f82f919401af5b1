"""Rendering a template: compiled where that gives the same document, else by docxtpl made strict; bytes reproducible.

A report carries its data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.errors import debugging
from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.model.context import BoiCanh
from reportgen.model.snapshot import Snapshot
from reportgen.record import names_of, record
from reportgen.render import store
from reportgen.render.compiled import Compiled
from reportgen.render.effort import TooMuch
from reportgen.render.pack import Made, Packed, package, packed
from reportgen.render.runtime import Unfit
from reportgen.render.ways import Way, compile_or_say

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MOST_HELD = 8
_held: dict[str, tuple[Compiled | None, Way]] = {}
"""The templates that this process has used, by key; None in place of those that are docxtpl's."""


def render(
    template_name: str, template: bytes, context: BoiCanh, snapshot: Snapshot, program: str, inputs: Mapping[str, str]
) -> Made:
    """Return the .docx that ``template`` filled with ``context`` makes, ``snapshot`` inside.

    ``program`` is this program's version, ``inputs`` the hashes of the input files by name. Raises
    TemplateFault when the template cannot be read or uses what the program does not give.
    """
    filled = _filled(template_name, template, context, carrying=True)
    provenance = carry.Provenance(
        program=program,
        inputs=dict(sorted(inputs.items())),
        template=template_name,
        template_hash=hashlib.sha256(template).hexdigest(),
        parts={part.name: part.sha256 for part in sorted(filled.parts, key=lambda part: part.name)},
    )
    own = packed(filled.own, [carry.payload(snapshot, provenance, filled.places)], hashed=False)
    return package([*filled.parts, own])


def render_plain(template_name: str, template: bytes, context: DataclassInstance) -> Made:
    """Return the .docx that ``template`` filled with ``context``, any frozen dataclass, makes; no data inside.

    As strict, escaped, sandboxed and reproducible as a report. Raises TemplateFault when the template
    cannot be read or uses what ``context`` does not give.
    """
    return package(_filled(template_name, template, context, carrying=False).parts)


def way_of(template_name: str, template: bytes, context: DataclassInstance) -> Way:
    """Fill ``template`` as a report is, and tell which of the two ways did it and why. Raises TemplateFault."""
    return _filled(template_name, template, context, carrying=True).way


@record
class _Filled:
    """A filled template: its parts, the name of the one that will carry data, if any, the places, how it was done."""

    parts: list[Packed]
    own: str
    places: list[PlaceAsMade]
    way: Way


def _filled(template_name: str, template: bytes, context: DataclassInstance, *, carrying: bool) -> _Filled:
    names = {name: getattr(context, name) for name in names_of(type(context))}
    compiled, way = _compiled(template_name, template, carrying=carrying)
    if compiled is not None:
        try:
            parts, places = compiled.filled(names, hashed=carrying)
            return _Filled(parts, compiled.own, places, way)
        except TooMuch as error:
            if error.line and error.part:
                from reportgen.render.strict import blamed

                raise blamed(template_name, template, error) from error
            way = Way(False, str(error))
        except Unfit as error:
            # What a template does with these data that compiled code does not: docxtpl's way does it, or says
            # in its author's terms why it cannot be done.
            if debugging():
                raise
            way = Way(False, f"số liệu này cần cách kia: {error}")
    from reportgen.render.strict import fill

    members, own, places = fill(template_name, template, names, carrying=carrying)
    parts = [packed(name, [data], hashed=carrying) for name, data in members.items() if name != own]
    return _Filled(parts, own, places, way)


def _compiled(template_name: str, template: bytes, *, carrying: bool) -> tuple[Compiled | None, Way]:
    """Return ``template`` compiled, None where it is docxtpl's to render, and which way that is."""
    key = store.key(template, carrying=carrying)
    if held := _held.get(key):
        return held
    known, compiled = store.read(key)
    way = Way(compiled is not None)
    if not known:
        compiled, way = compile_or_say(template_name, template, carrying=carrying)
        if not way.lasting:
            return None, way
        store.keep(key, compiled)
    if len(_held) >= _MOST_HELD:
        _held.clear()
    _held[key] = (compiled, way)
    return compiled, way
