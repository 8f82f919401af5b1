"""What must not stand in a document that is issued: looked for in the whole file, whoever asks."""

from reportgen.unfinished.leftover import Leftover
from reportgen.unfinished.look import leftovers

__all__ = ["Leftover", "leftovers"]
