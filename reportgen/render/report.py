"""Rendering a template: compiled where that gives the same document, else by docxtpl made strict; bytes reproducible.

A report carries its data.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.errors import TemplateFault
from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.model.context import BoiCanh
from reportgen.model.snapshot import Snapshot
from reportgen.record import names_of
from reportgen.render import store
from reportgen.render.compiled import Compiled
from reportgen.render.effort import TooMuch
from reportgen.render.pack import Packed, package, packed
from reportgen.render.runtime import Unfit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_ODD = (TemplateFault, AttributeError, KeyError, ValueError)
"""A wrong template, which docxtpl's way tells of; and what the libraries raise on parts of Word's they do not know."""
_MOST_HELD = 8
_held: dict[str, tuple[Compiled | None]] = {}
"""The templates that this process has used, by key; None in place of those that are docxtpl's."""


def render(
    template_name: str, template: bytes, context: BoiCanh, snapshot: Snapshot, program: str, inputs: Mapping[str, str]
) -> bytes:
    """Return the .docx that ``template`` filled with ``context`` makes, ``snapshot`` inside.

    ``program`` is this program's version, ``inputs`` the hashes of the input files by name. Raises
    TemplateFault when the template cannot be read or uses what the program does not give.
    """
    parts, own, places = _filled(template_name, template, context, carrying=True)
    provenance = carry.Provenance(
        program=program,
        inputs=dict(sorted(inputs.items())),
        template=template_name,
        template_hash=hashlib.sha256(template).hexdigest(),
        parts={part.name: part.sha256 for part in sorted(parts, key=lambda part: part.name)},
    )
    return package([*parts, packed(own, [carry.payload(snapshot, provenance, places)], hashed=False)])


def render_plain(template_name: str, template: bytes, context: DataclassInstance) -> bytes:
    """Return the .docx that ``template`` filled with ``context``, any frozen dataclass, makes; no data inside.

    As strict, escaped, sandboxed and reproducible as a report. Raises TemplateFault when the template
    cannot be read or uses what ``context`` does not give.
    """
    parts, _, _ = _filled(template_name, template, context, carrying=False)
    return package(parts)


def _filled(
    template_name: str, template: bytes, context: DataclassInstance, *, carrying: bool
) -> tuple[list[Packed], str, list[PlaceAsMade]]:
    """Return the parts of the filled template, the name of the one that will carry data, if any, and the places."""
    names = {name: getattr(context, name) for name in names_of(type(context))}
    compiled = _compiled(template_name, template, carrying=carrying)
    if compiled is not None:
        try:
            parts, places = compiled.filled(names, hashed=carrying)
            return parts, compiled.own, places
        except TooMuch as error:
            if error.line and error.part:
                from reportgen.render.strict import blamed

                raise blamed(template_name, template, error) from error
        except Unfit:
            # What a template does with these data that compiled code does not: docxtpl's way does it, or says
            # in its author's terms why it cannot be done.
            if _debugging():
                raise
    from reportgen.render.strict import fill

    members, own, places = fill(template_name, template, names, carrying=carrying)
    return [packed(name, [data], hashed=carrying) for name, data in members.items() if name != own], own, places


def _debugging() -> bool:
    """Tell whether someone looks for faults of this program: then none is got around."""
    return bool(os.environ.get("REPORTGEN_DEBUG"))


def _compiled(template_name: str, template: bytes, *, carrying: bool) -> Compiled | None:
    """Return ``template`` compiled, None where it is docxtpl's to render."""
    key = store.key(template, carrying=carrying)
    if held := _held.get(key):
        return held[0]
    known, compiled = store.read(key)
    if not known:
        from reportgen.render.compiling import compile_template
        from reportgen.render.language import Unproven

        try:
            compiled = compile_template(template_name, template, carrying=carrying)
        except (Unproven, RecursionError):  # an expression nested beyond reason
            compiled = None
        except _ODD:
            if _debugging():
                raise
            return None
        store.keep(key, compiled)
    if len(_held) >= _MOST_HELD:
        _held.clear()
    _held[key] = (compiled,)
    return compiled
