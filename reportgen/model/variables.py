"""How a template variable is declared: with what it gives, and whether that is a figure."""

from __future__ import annotations

import dataclasses
from typing import Any

_ABOUT = "about"
_FIGURE = "figure"


def var(about: str) -> Any:
    """Declare a template variable with its description."""
    return dataclasses.field(metadata={_ABOUT: about})


def figure(about: str) -> Any:
    """Declare a variable that is a figure computed from the data (for a list: its length is)."""
    return dataclasses.field(metadata={_ABOUT: about, _FIGURE: True})


def is_figure(field: dataclasses.Field[Any]) -> bool:
    """Tell whether a template variable is a figure."""
    return bool(field.metadata.get(_FIGURE))


def about(field: dataclasses.Field[Any]) -> str:
    """Return the description of a template variable."""
    return str(field.metadata[_ABOUT])
