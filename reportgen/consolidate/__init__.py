"""The file of the office's own words: made, updated, handed to units, taken back; nothing typed is lost."""

from reportgen.consolidate.entry import FRAME, Entry
from reportgen.consolidate.file import new_file
from reportgen.consolidate.handed import Conflict, Taken, handed_again, take_over, with_taken
from reportgen.consolidate.unmentioned import unmentioned
from reportgen.consolidate.update import Updated, update

__all__ = [
    "FRAME",
    "Conflict",
    "Entry",
    "Taken",
    "Updated",
    "handed_again",
    "new_file",
    "take_over",
    "unmentioned",
    "update",
    "with_taken",
]
