"""The file of the office's own words: made, updated, handed to units, taken back; nothing typed is lost."""

from reportgen.consolidating.entry import FRAME, PlaceEntry
from reportgen.consolidating.file import new_file
from reportgen.consolidating.handed import Conflict, Taken, handed_again, take_over
from reportgen.consolidating.unmentioned import unmentioned
from reportgen.consolidating.update import Updated, update
from reportgen.consolidating.written import Written, with_written

__all__ = [
    "FRAME",
    "Conflict",
    "PlaceEntry",
    "Taken",
    "Updated",
    "Written",
    "handed_again",
    "new_file",
    "take_over",
    "unmentioned",
    "update",
    "with_written",
]
