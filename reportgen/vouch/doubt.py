"""A figure of the office's words that the data does not vouch for."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reportgen.record import record

if TYPE_CHECKING:
    from reportgen.vouch.figure import Figure


class What(enum.Enum):
    """What is wrong with a figure."""

    OTHER = enum.auto()
    NO_SOURCE = enum.auto()
    OUTSIDE = enum.auto()
    COUNT = enum.auto()
    RECKONED = enum.auto()
    ITEM = enum.auto()


@record
class Doubt:
    """One figure in doubt: ``known`` is what the data says instead, ``where`` whose it is; empty where unknown.

    Of a figure from outside the place, ``known`` is the source that has it.
    """

    place: str
    figure: Figure
    what: What
    known: str = ""
    where: str = ""
