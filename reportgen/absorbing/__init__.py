"""From a draft edited in Word back to the office's words: places found again, their words compared with those as made.

edited .docx ── markup ── located (by control, title, bookmark; else laid beside the text as made) ── edits by place
"""

from reportgen.absorbing.edits import Edit, edits
from reportgen.absorbing.located import as_made, located, marked_places, of_places, tracked_places
from reportgen.absorbing.marks import How, Located
from reportgen.absorbing.others import Kind, Other, others
from reportgen.absorbing.plain import plain

__all__ = [
    "Edit",
    "How",
    "Kind",
    "Located",
    "Other",
    "as_made",
    "edits",
    "located",
    "marked_places",
    "of_places",
    "others",
    "plain",
    "tracked_places",
]
