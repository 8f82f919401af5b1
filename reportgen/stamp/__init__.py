"""Number and date put into a .docx that a person may have edited, every other byte kept."""

from reportgen.stamp.fill import stamp, stamp_opened

__all__ = ["stamp", "stamp_opened"]
