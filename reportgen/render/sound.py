"""Whether a template has faults, asked again and again: one found without any is not looked at again until it changes.

``check`` asks with every run. What it is told is what ``draft`` says of the first fault.
"""

from __future__ import annotations

from reportgen.errors import TemplateFault
from reportgen.render import store

_READ, _FILLED = "read", "filled"


def fault_in(name: str, content: bytes, context: type) -> str:
    """Return the first fault of a template, called ``name`` and filled with a record of ``context``; empty for none.

    It is told as the command that fills it does.
    """
    read = f"{_READ} {context.__name__}"
    if _known(content, read):
        return ""
    from reportgen.render.checking import check_template  # what is paid for once a template

    try:
        slips = check_template(name, content, context).slips
    except TemplateFault as fault:
        return fault.said_of(name)
    if slips:
        return slips[0].words
    _keep(content, read)
    return ""


def was_filled(content: bytes) -> bool:
    """Tell whether this template has been filled, with whatever data, since it came to be as it is."""
    return _known(content, _FILLED)


def keep_filled(content: bytes) -> None:
    """Keep that this template has been filled."""
    _keep(content, _FILLED)


def _known(content: bytes, what: str) -> bool:
    return store.read(store.key_of_sound(content, what))[0]


def _keep(content: bytes, what: str) -> None:
    store.keep(store.key_of_sound(content, what), None)
