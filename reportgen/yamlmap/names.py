"""Which keys a kind of file has, and where in it each belongs: what a reader of slips has to know.

Declarations never change, and every file asks for the same few: the answers are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from reportgen.model.fields import PROSE, TEXT, Key, ListOf, MapOf, Record, Shape, item_text, keys_of
from reportgen.yamlmap.slips import Names, bare


def _inner(shape: Shape) -> type | None:
    """Return the record inside ``shape``, None when it holds none."""
    while isinstance(shape, ListOf | MapOf):
        shape = shape.item
    return shape.type if isinstance(shape, Record) else None


@functools.cache
def keys_by_name(record: type) -> Mapping[str, Key]:
    """Return the keys that ``record`` declares, by name and in their order."""
    return {key.name: key for key in keys_of(record)}


@functools.cache
def required_keys(record: type) -> Sequence[Key]:
    """Return the keys without which there is no such ``record``."""
    return [key for key in keys_of(record) if key.required]


@functools.cache
def filling_keys(record: type) -> Sequence[Key]:
    """Return the keys of ``record`` whose values stand for those of others too."""
    return [key for key in keys_of(record) if key.fills]


@functools.cache
def known_names(record: type) -> frozenset[str]:
    """Return the bare names of all keys that ``record`` and the records in it declare."""
    names: set[str] = set()
    for key in keys_of(record):
        names.add(bare(key.name))
        if inner := _inner(key.shape):
            names |= known_names(inner)
    return frozenset(names)


def names_of(root: type) -> Names:
    """Return what a reader of slips has to know of the kind of file that ``root`` declares."""
    return Names(known_names(root), _text_names(root))


@functools.cache
def _text_names(record: type) -> frozenset[str]:
    names: set[str] = set()
    for key in keys_of(record):
        if item_text(key.shape) in (TEXT, PROSE):
            names.add(bare(key.name))
        if inner := _inner(key.shape):
            names |= _text_names(inner)
    return frozenset(names)


@functools.cache
def homes_of(root: type) -> Mapping[str, Sequence[str]]:
    """Map each key of an inner record to the keys of ``root`` under which it belongs."""
    homes: dict[str, list[str]] = {}
    for key in keys_of(root):
        inner = None if key.aside else _inner(key.shape)
        for name in known_names(inner) if inner else ():
            homes.setdefault(name, []).append(key.name)
    return homes


@functools.cache
def groups_of(root: type) -> frozenset[str]:
    """Return the keys of ``root`` that hold keys themselves and mean nothing deeper down."""
    groups = {key.name for key in keys_of(root) if isinstance(key.shape, Record | MapOf)}
    return frozenset(groups - set(homes_of(root)))
