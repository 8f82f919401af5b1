"""Number and date put into a .docx that a person may have edited, every other byte kept; what must not be issued."""

from reportgen.stamp.fill import stamp
from reportgen.stamp.unfinished import Leftover, leftovers

__all__ = ["Leftover", "leftovers", "stamp"]
