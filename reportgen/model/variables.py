"""How a template variable is declared: with what it gives, and whether that is a figure."""

from __future__ import annotations

import dataclasses
from typing import Any

_ABOUT = "about"
_FIGURE = "figure"
_QUOTED = "quoted"


def var(about: str) -> Any:
    """Declare a template variable with its description."""
    return dataclasses.field(metadata={_ABOUT: about})


def figure(about: str) -> Any:
    """Declare a variable that is a figure computed from the data (for a list: its length is)."""
    return dataclasses.field(metadata={_ABOUT: about, _FIGURE: True})


def quoted(about: str) -> Any:
    """Declare a text of the plan, or a list of such, whose numbers a report must print as they are."""
    return dataclasses.field(metadata={_ABOUT: about, _QUOTED: True})


def is_quoted(field: dataclasses.Field[Any]) -> bool:
    """Tell whether a template variable is a text whose numbers must be printed as they are."""
    return bool(field.metadata.get(_QUOTED))


def is_figure(field: dataclasses.Field[Any]) -> bool:
    """Tell whether a template variable is a figure."""
    return bool(field.metadata.get(_FIGURE))


def about(field: dataclasses.Field[Any]) -> str:
    """Return the description of a template variable."""
    return str(field.metadata[_ABOUT])
